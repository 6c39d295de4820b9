//! Reads the numerals of an independent specification (tests/specs, from Recognizers-Text, MIT) and counts how many come out as it says.

use fazhi_lens::read_number;

#[test]
fn numerals_of_the_specification() {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in include_str!("specs/numerals.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [model, text, value] = cells[..] else { panic!("three cells: {line}") };
        let mut want: f64 = value.trim_end_matches('%').parse().expect("a value");
        // A fraction other than of a hundred gives its value, not its percentage: 千分之一 is 0.001 where the specification says 0.1%.
        let bare = squeezed(text);
        if model == "PercentModel" && bare.contains("分之") && !bare.starts_with("百分之") && !bare.starts_with("佰分之") {
            want /= 100.0;
        }
        let got = read_number(text);
        // The specification prints fractions with 15 digits.
        let same = got.is_some_and(|got| (got - want).abs() <= 1e-13 * want.abs());
        all += 1;
        if same {
            right += 1;
        } else {
            wrong.push(format!("{text}: want {want}, got {got:?}"));
        }
    }
    println!("{right} of {all} numerals as specified");
    assert!(right as f64 >= 0.98 * all as f64, "{right} of {all}; {wrong:#?}");
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
