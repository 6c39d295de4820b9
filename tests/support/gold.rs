//! Turns labelled reports (tests/gold) into scores, by the rules of the labelling guide: what counts as found, what as the same label.

use fazhi_lens::extract::indicator::Change;
use fazhi_lens::report::Report;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Hits, false hits and misses, or right answers of all.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub hit: usize,
    pub extra: usize,
    pub missed: usize,
    pub right: usize,
    pub of: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.hit += other.hit;
        self.extra += other.extra;
        self.missed += other.missed;
        self.right += other.right;
        self.of += other.of;
    }
    /// F1 where things were to be found, else the share of right answers; `None` where nothing was asked.
    pub fn score(&self) -> Option<f64> {
        let found = 2 * self.hit + self.extra + self.missed;
        match (found, self.of) {
            (0, 0) => None,
            (0, of) => Some(self.right as f64 / of as f64),
            (found, _) => Some(2.0 * self.hit as f64 / found as f64),
        }
    }
}

#[derive(Default)]
pub struct Scores {
    pub tallies: BTreeMap<String, Tally>,
    pub misses: Vec<String>,
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn files(folder: &Path, ending: &str) -> Vec<(String, PathBuf)> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder of labelled reports")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter_map(|path| Some((path.file_name()?.to_str()?.strip_suffix(ending)?.to_string(), path)))
        .collect();
    found.sort();
    found
}

/// The scores of each labelled report (`NAME.gold.json`) and each pair of years (`NAME.pair.json`) of a folder, by name.
pub fn documents(folder: &Path) -> Vec<(String, Scores)> {
    let mut all = Vec::new();
    let mut read: BTreeMap<String, (String, Matched)> = BTreeMap::new();
    for (name, path) in files(folder, ".gold.json") {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the labelled text");
        let mut scores = Scores::default();
        let matched = scores.document(&text, &json(&path), &fazhi_lens::parse(&text, None));
        read.insert(name.clone(), (text, matched));
        all.push((name, scores));
    }
    for (name, path) in files(folder, ".pair.json") {
        let gold = json(&path);
        let side = |key: &str| gold[key].as_str().and_then(|name| read.get(name)).expect("both years of a pair");
        let ((before, a), (after, b)) = (side("before"), side("after"));
        let mut scores = Scores::default();
        scores.pair(&gold, &fazhi_lens::compare(before, after, &Default::default()), a, b);
        all.push((format!("{name} (pair)"), scores));
    }
    all
}

/// The scores of a whole folder.
pub fn folder(folder: &Path) -> Scores {
    documents(folder).into_iter().fold(Scores::default(), |mut all, (name, scores)| {
        for (what, tally) in scores.tallies {
            all.tally(&what).add(tally);
        }
        all.misses.extend(scores.misses.into_iter().map(|miss| format!("{name}: {miss}")));
        all
    })
}

/// Which gold entry each finding answers to.
#[derive(Default)]
pub struct Matched {
    pub indicators: HashMap<usize, usize>,
    pub commitments: HashMap<usize, usize>,
}

pub fn squeeze(words: &str) -> String {
    let shape = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '％' => '%',
        '[' | '﹝' | '【' | '［' => '〔',
        ']' | '﹞' | '】' | '］' => '〕',
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    words.chars().filter(|c| !c.is_whitespace()).map(shape).collect()
}

fn bare(words: &str) -> Vec<char> {
    squeeze(words).chars().filter(|c| !"，。、；：,.;:“”\"《》〈〉".contains(*c)).collect()
}

fn has(all: &[char], part: &[char]) -> bool {
    part.is_empty() || all.windows(part.len()).any(|window| window == part)
}

/// A noun that is counted without a measure word may be cut shorter or longer.
fn same_unit(got: &str, want: &str) -> bool {
    let (g, w) = (squeeze(got), squeeze(want));
    let long = |s: &str| s.chars().count() >= 2;
    g == w || (long(&g) && long(&w) && !w.is_ascii() && (w.ends_with(&g) || g.ends_with(&w) || w.starts_with(&g)))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn same_label(got: &str, want: &str) -> bool {
    let (g, w) = (bare(got), bare(want));
    if g.is_empty() || w.is_empty() {
        return g == w;
    }
    if has(&g, &w) || (has(&w, &g) && g.len() >= 2) {
        return g.len() <= (2 * w.len()).max(w.len() + 4);
    }
    let pairs =
        |s: &[char]| s.windows(2).fold(BTreeMap::new(), |mut all, pair| (*all.entry((pair[0], pair[1])).or_insert(0usize) += 1, all).1);
    let (a, b) = (pairs(&g), pairs(&w));
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    let both: usize = a.iter().map(|(pair, n)| (*n).min(b.get(pair).copied().unwrap_or(0))).sum();
    all > 0 && 4 * both >= all
}

impl Scores {
    /// One line for each kind: found, missed and spurious (or right and wrong), and the score.
    pub fn table(&self) -> String {
        let mut lines = vec![format!("{:<22} {:>6} {:>6} {:>8} {:>7}", "what", "found", "missed", "spurious", "score")];
        for (name, t) in &self.tallies {
            let (found, missed) = if t.of > 0 { (t.right, t.of - t.right) } else { (t.hit, t.missed) };
            let spurious = if t.of > 0 { "-".to_string() } else { t.extra.to_string() };
            lines.push(format!("{name:<22} {found:>6} {missed:>6} {spurious:>8} {:>7.3}", t.score().unwrap_or(f64::NAN)));
        }
        lines.join("\n")
    }

    fn tally(&mut self, name: &str) -> &mut Tally {
        self.tallies.entry(name.to_string()).or_default()
    }
    fn rate(&mut self, name: &str, right: bool, miss: impl Fn() -> String) {
        let tally = self.tally(name);
        tally.of += 1;
        tally.right += usize::from(right);
        if !right {
            self.misses.push(format!("{name}: {}", miss()));
        }
    }

    /// Scores one report against its labels.
    pub fn document(&mut self, text: &str, gold: &Value, report: &Report) -> Matched {
        let units: Vec<u16> = text.encode_utf16().collect();
        let slice = |start: usize, end: usize| String::from_utf16_lossy(units.get(start..end).unwrap_or(&[]));
        let find = |needle: &str, from: usize| -> Option<usize> {
            let needle: Vec<u16> = needle.encode_utf16().collect();
            (from..=units.len().saturating_sub(needle.len())).find(|&at| units[at..].starts_with(&needle))
        };
        let mut matched = Matched::default();
        self.indicators(gold, report, &find, &mut matched);
        for i in &report.indicators {
            self.rate("spans", slice(i.span.start, i.span.end) == i.raw, || i.raw.clone());
        }
        self.headings(gold, report, &find);
        self.citations(gold, report);
        for (name, items) in [("problems", &report.problems), ("commitments", &report.commitments)] {
            let mut from = 0;
            let mut used = HashSet::new();
            for (number, want) in list(gold, name).iter().enumerate() {
                let want = want.as_str().unwrap_or_default();
                let at = find(want, from);
                from = at.map_or(from, |at| at + 1);
                match items.iter().find(|item| !used.contains(&item.id) && at.is_some_and(|at| item.span.start.abs_diff(at) <= 4)) {
                    Some(item) => {
                        used.insert(item.id);
                        self.tally(name).hit += 1;
                        if name == "commitments" {
                            matched.commitments.insert(number, item.id);
                        }
                    }
                    None => {
                        self.tally(name).missed += 1;
                        self.misses.push(format!("{name} missed: {want}"));
                    }
                }
            }
            self.tally(name).extra += items.len() - used.len();
        }
        self.meta(&gold["meta"], report);
        matched
    }

    fn indicators(&mut self, gold: &Value, report: &Report, find: &dyn Fn(&str, usize) -> Option<usize>, matched: &mut Matched) {
        let (mut from, mut taken) = (0, HashSet::new());
        let labelled = list(gold, "indicators").iter().any(|want| want["metric"].is_string());
        for (number, want) in list(gold, "indicators").iter().enumerate() {
            let text = |key: &str| want[key].as_str().unwrap_or_default();
            let at =
                find(&format!("{}{}", text("pre"), text("raw")), from).unwrap_or_else(|| panic!("gold indicator not in its text: {want}"));
            let start = at + text("pre").encode_utf16().count();
            let end = start + text("raw").encode_utf16().count();
            from = end;
            let (value, upper) = (want["value"].as_f64().unwrap_or(f64::NAN), want["upper"].as_f64());
            let same_upper = |got: Option<f64>| match (got, upper) {
                (Some(a), Some(b)) => near(a, b),
                (a, b) => a.is_none() && b.is_none(),
            };
            let hit = report.indicators.iter().find(|i| {
                !taken.contains(&i.id)
                    && i.span.start < end
                    && start < i.span.end
                    && near(i.value, value)
                    && same_upper(i.upper)
                    && same_unit(&i.unit, text("unit"))
            });
            let Some(hit) = hit else {
                self.tally("indicators").missed += 1;
                self.misses.push(format!("indicator missed: {}{}", text("pre"), text("raw")));
                if labelled {
                    self.metric(want, None);
                }
                continue;
            };
            taken.insert(hit.id);
            matched.indicators.insert(hit.id, number);
            if labelled {
                self.metric(want, hit.metric.as_deref());
            }
            self.tally("indicators").hit += 1;
            let change = hit.change.map(|c| if c == Change::Up { "up" } else { "down" });
            let qualifier = serde_json::to_value(hit.qualifier).unwrap_or_default();
            self.rate("qualifier", qualifier == want["qualifier"], || format!("{} {}", text("pre"), text("raw")));
            self.rate("change", change == want["change"].as_str(), || format!("{}{}", text("pre"), text("raw")));
            self.rate("label", same_label(&hit.label, text("label")), || {
                format!("{}{} want {}, got {}", text("pre"), text("raw"), text("label"), hit.label)
            });
            let exact = self.tally("label exact");
            exact.of += 1;
            exact.right += usize::from(bare(&hit.label) == bare(text("label")));
        }
        let extra: Vec<_> = report
            .indicators
            .iter()
            .filter(|i| !taken.contains(&i.id))
            .map(|i| format!("indicator extra: {} {}", i.label, i.raw))
            .collect();
        self.tally("indicators").extra += extra.len();
        self.misses.extend(extra);
        for i in report.indicators.iter().filter(|i| labelled && !taken.contains(&i.id)) {
            if let Some(got) = &i.metric {
                self.rate("metric precision", false, || format!("{} {} is no figure, linked to {got}", i.label, i.raw));
            }
        }
    }

    /// Recall: of the figures labelled as a canonical metric, those linked to it. Precision: of those linked, the right ones. A figure that two
    /// readers may judge differently (`metric_or_none`) counts in neither, unless it is linked to yet another metric.
    fn metric(&mut self, want: &Value, got: Option<&str>) {
        let figure = |got: Option<&str>| {
            let text = |key: &str| want[key].as_str().unwrap_or_default();
            let right = want["metric"].as_str().or(want["metric_or_none"].as_str());
            format!("{}{} ({}) is {}, got {}", text("pre"), text("raw"), text("label"), right.unwrap_or("none"), got.unwrap_or("none"))
        };
        if let Some(right) = want["metric"].as_str() {
            self.rate("metric recall", got == Some(right), || figure(got));
        }
        if got.is_some() && want["metric_or_none"].as_str() != got {
            self.rate("metric precision", got == want["metric"].as_str(), || figure(got));
        }
    }

    fn headings(&mut self, gold: &Value, report: &Report, find: &dyn Fn(&str, usize) -> Option<usize>) {
        let (mut from, mut used) = (0, HashSet::new());
        for want in list(gold, "headings") {
            let text = |key: &str| want[key].as_str().unwrap_or_default();
            let at = find(text("at"), from);
            from = at.map_or(from, |at| at + 1);
            let Some(hit) = report.sections.iter().find(|s| !used.contains(&s.id) && at.is_some_and(|at| s.span.start.abs_diff(at) <= 2))
            else {
                self.tally("headings").missed += 1;
                self.misses.push(format!("heading missed: {}", text("at")));
                continue;
            };
            used.insert(hit.id);
            self.tally("headings").hit += 1;
            self.rate("heading level", want["level"].as_u64() == Some(u64::from(hit.level)), || text("at").into());
            self.rate("heading title", bare(&hit.title) == bare(text("title")), || format!("want {}, got {}", text("title"), hit.title));
            if want["level"] == 1 && want["role"].is_string() {
                let role = serde_json::to_value(hit.role).unwrap_or_default();
                self.rate("heading role", role == want["role"], || text("at").into());
            }
        }
        self.tally("headings").extra += report.sections.len() - used.len();
    }

    fn citations(&mut self, gold: &Value, report: &Report) {
        let mut seen = HashSet::new();
        for want in list(gold, "citations") {
            let title = want["title"].as_str().unwrap_or_default();
            let Some((at, hit)) = report.citations.iter().enumerate().find(|(at, c)| !seen.contains(at) && bare(&c.title) == bare(title))
            else {
                self.tally("citations").missed += 1;
                self.misses.push(format!("citation missed: {title}"));
                continue;
            };
            seen.insert(at);
            self.tally("citations").hit += 1;
            let number = hit.number.as_ref().map_or(String::new(), |n| squeeze(&n.text));
            self.rate("citation number", number == squeeze(want["number"].as_str().unwrap_or_default()), || title.into());
        }
        self.tally("citations").extra += report.citations.len() - seen.len();
    }

    fn meta(&mut self, want: &Value, report: &Report) {
        let got = serde_json::to_value(&report.meta).unwrap_or_default();
        for field in ["title", "region", "year", "published", "signed"] {
            let same = match (want[field].as_str(), got[field].as_str()) {
                (Some(a), Some(b)) => squeeze(a) == squeeze(b),
                _ => want[field] == got[field],
            };
            self.rate(&format!("meta {field}"), same, || format!("want {}, got {}", want[field], got[field]));
        }
        let names = |v: &Value| {
            let mut all: Vec<String> = list(v, "issuers").iter().map(|name| squeeze(name.as_str().unwrap_or_default())).collect();
            all.sort();
            all
        };
        self.rate("meta issuers", names(want) == names(&got), || format!("want {}, got {}", want["issuers"], got["issuers"]));
    }

    /// Scores the pairs of two years and what became of plans; `a` and `b` say which gold entry each indicator answers to.
    pub fn pair(&mut self, gold: &Value, comparison: &fazhi_lens::Comparison, a: &Matched, b: &Matched) {
        let entry = |v: &Value| v.as_u64().map(|n| n as usize);
        let mut want: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        for pair in list(gold, "indicators") {
            if let (Some(before), Some(after)) = (entry(&pair["before"]), entry(&pair["after"])) {
                want.insert((before, after), false);
            }
        }
        let pairs = comparison.indicators.iter().filter_map(|p| Some((p.before?, p.after?)));
        for (before, after) in pairs.chain(comparison.targets.iter().map(|t| (t.planned, t.reached))) {
            let key = a.indicators.get(&before).copied().zip(b.indicators.get(&after).copied());
            match key.and_then(|key| want.get_mut(&key)) {
                Some(seen) => {
                    let first = !std::mem::replace(seen, true);
                    self.tally("pairs").hit += usize::from(first);
                }
                None => {
                    self.tally("pairs").extra += 1;
                    self.misses.push(format!("pair extra: {key:?}"));
                }
            }
        }
        for (key, _) in want.iter().filter(|(_, seen)| !**seen) {
            self.tally("pairs").missed += 1;
            self.misses.push(format!("pair missed: {key:?}"));
        }
        for want in list(gold, "followUps") {
            let plan = entry(&want["commitment"]);
            let found = plan.and_then(|plan| a.commitments.get(&plan)).and_then(|&id| comparison.follow_ups.get(id));
            let got = found.map_or(Value::Null, |found| serde_json::to_value(found.status).unwrap_or_default());
            self.rate("follow-up", got == want["status"], || format!("{plan:?} want {}, got {got}", want["status"]));
        }
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
