//! Turns the tokens of the grammar, alone and in pairs, into a list of texts on which the time grows faster than their length.
//!
//! `cargo xtask grow [PAIRS] [--seconds N]`: each token of tests/tokens.txt is repeated, and so many of the pairs, drawn by a fixed rule. A first look takes
//! 32 and 128 KB; where time(4n) / time(n) seems above the square of the bound, doublings up to 4 MB follow.
//! Prints each text above the bound and ends with 1 where there is one.

use fazhi_lens::{compare, parse, CompareOptions};
use std::time::{Duration, Instant};

/// time(2n) / time(n).
const BOUND: f64 = 2.3;
const LARGEST: usize = 4 << 20;

/// What is measured: one text read, or a text compared with itself and a token more.
type Work = fn(&str);

fn reading(text: &str) {
    std::hint::black_box(parse(text, None));
}

fn comparing(text: &str) {
    std::hint::black_box(compare(text, &format!("{text}。"), &CompareOptions::default()));
}

/// Enough for the grain of the system's own count, some milliseconds.
const LEAST: Duration = Duration::from_millis(24);

/// What this thread has had of a processor so far, where the system tells (Linux): other programs don't count. Elsewhere the clock on the wall.
fn spent(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next().and_then(|word| word.parse().ok()));
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The best of some runs, each repeated until it has taken long enough to be measured.
fn time(work: Work, text: &str, runs: usize) -> Duration {
    let once = || {
        let start = Instant::now();
        let (before, mut count) = (spent(start), 0);
        loop {
            work(text);
            count += 1;
            let took = spent(start).saturating_sub(before);
            if took >= LEAST {
                return took / count;
            }
        }
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

fn repeated(token: &str, size: usize) -> String {
    token.repeat((size / token.len().max(1)).max(1))
}

/// The worst step of the doublings from 128 KB to 4 MB; a step that seems too steep is taken again with more runs.
fn worst(work: Work, token: &str) -> (f64, usize) {
    let (mut found, mut at, mut last) = (0.0, 0, None::<Duration>);
    let mut size = 128 << 10;
    while size <= LARGEST {
        let text = repeated(token, size);
        let mut took = time(work, &text, 3);
        if let Some(before) = last {
            let mut ratio = took.as_secs_f64() / before.as_secs_f64();
            if ratio > BOUND {
                took = took.min(time(work, &text, 5));
                let half = time(work, &repeated(token, size / 2), 8).min(before);
                ratio = took.as_secs_f64() / half.as_secs_f64();
            }
            if ratio > found {
                (found, at) = (ratio, size);
            }
        }
        last = Some(took);
        if took > Duration::from_secs(4) {
            break; // The steps so far have shown what there is to see.
        }
        size *= 2;
    }
    (found, at)
}

/// Is it worth the doublings? A quarter of what follows would show in these two.
fn suspicious(work: Work, token: &str) -> bool {
    let (small, large) = (time(work, &repeated(token, 32 << 10), 3), time(work, &repeated(token, 128 << 10), 2));
    large.as_secs_f64() / small.as_secs_f64().max(1e-5) > BOUND * BOUND
}

fn tokens() -> Vec<String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tokens.txt")).expect("tests/tokens.txt");
    let plain = |line: &str| line.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t").replace("\\0", "\0").replace("\\\\", "\\");
    text.lines().filter(|line| !line.starts_with("# ")).map(plain).collect()
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number =
        |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).and_then(|word| word.parse::<u64>().ok());
    let seconds = number("--seconds").unwrap_or(600);
    let pairs: usize = words.first().and_then(|word| word.parse().ok()).unwrap_or(2000);
    let (tokens, end) = (tokens(), Instant::now() + Duration::from_secs(seconds));
    let mut texts: Vec<String> = tokens.clone();
    let mut state = 1u64;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % sides
    };
    texts.extend((0..pairs).map(|_| format!("{}{}", tokens[roll(tokens.len())], tokens[roll(tokens.len())])));
    let (mut looked, mut measured, mut above) = (0, 0, Vec::new());
    let (mut steepest, mut of) = (0.0, String::new());
    for text in &texts {
        if Instant::now() > end {
            break;
        }
        looked += 1;
        for (what, work) in [("parse", reading as Work), ("compare", comparing as Work)] {
            if !suspicious(work, text) {
                continue;
            }
            measured += 1;
            let (ratio, size) = worst(work, text);
            if ratio > steepest {
                (steepest, of) = (ratio, format!("{what} of {text:?} at {} KB", size >> 10));
            }
            if ratio > BOUND {
                println!("{what:<8} {ratio:.2} at {:>5} KB  {text:?}", size >> 10);
                above.push(text.clone());
            }
        }
    }
    println!(
        "{looked} of {} texts ({} tokens, {pairs} pairs), {measured} measured up to 4 MB; steepest {steepest:.2}: {of}; {} above {BOUND}",
        texts.len(),
        tokens.len(),
        above.len()
    );
    std::process::exit(i32::from(!above.is_empty()));
}
