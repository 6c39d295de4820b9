//! Turns the sources into the single page, and checks it.

mod alike;
mod bench;
mod check;
mod history;
mod hunt;
mod licences;
mod module;
mod mutants;
mod packed;
mod page;
mod pairs;
mod recipe;
mod release;
mod setup;
mod shell;
mod size;
mod tools;
mod wasm;

use shell::{Result, Shell};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--no-open]     build dist/fazhi-lens.html and open it in the default browser
cargo xtask test [--only native|boundary|page] [--browser 90|109|current]
                                check everything (or one part, in one browser)
cargo xtask others              check the page in Firefox ESR and WebKitGTK, installed from Debian
cargo xtask dist                build for a release: within the size budgets, with dist/fazhi-lens.html.sha256 and dist/LICENSES.txt
cargo xtask reproduce           clone the commit twice, build both, and compare every byte
cargo xtask package             make the npm package in target/package, install it and use it from Node and from a bundle
cargo xtask bench --peers       our times beside those of packages that do a part of the work, from one run
cargo xtask size                print what in the page and the module weighs how much
cargo xtask bench [FILE|FOLDER] print what is measured beside the budgets of wasm-pack.toml
cargo xtask audit               licences and sources of all dependencies, known faults where the network allows (cargo-deny)
cargo xtask fuzz [SECONDS] [TARGET] [--log]
                                fuzz parse, compare, read_number and files; --log adds the counts to fuzz/LOG.md
cargo xtask grow [PAIRS]        look for texts on which the time grows faster than their length
cargo xtask coverage            lines and branches that the tests of the core reach
cargo xtask mutants [COUNT] [--log]
                                changes of the core that its tests notice; --log here and elsewhere adds the figures to docs/history.tsv
cargo xtask bench --library [FOLDER]
                                open 2,000 reports of 50 KB at once: time, memory, longest task
cargo xtask score FOLDER [--misses]
                                score the readings of a folder of labelled reports (*.txt with *.gold.json)
cargo xtask score --pairs EARLIER.txt LATER.txt
                                print the paired indicators of two reports with both sentences, and what was checked";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    let shell = Shell::new()?;
    match words {
        ["run"] => page::open(&page::build(&shell)?),
        ["run", "--no-open"] => page::build(&shell).map(drop),
        ["dist"] => release::dist(&shell),
        ["reproduce"] => release::reproduce(&shell),
        ["package"] => release::package(&shell),
        ["size"] => page::build(&shell).and_then(|_| size::breakdown(&shell)).map(|table| println!("{table}")),
        ["test", options @ ..] => check::run(&shell, &check::Scope::read(options)?),
        ["others"] => check::others(&shell),
        ["audit"] => hunt::audit(&shell),
        ["fuzz", words @ ..] => hunt::fuzz(&shell, words),
        ["grow", words @ ..] => hunt::grow(&shell, words),
        ["coverage"] => hunt::coverage(&shell),
        ["mutants", words @ ..] => mutants::run(&shell, words),
        ["bench", "--peers"] => bench::peers(&shell),
        ["bench", "--library", texts @ ..] => bench::library(&shell, texts),
        ["bench", texts @ ..] => bench::run(&shell, texts),
        ["score", "--pairs", before, after] => pairs::print(&shell, before, after),
        ["score", words @ ..] => check::score(&shell, words),
        _ => Err(format!("unknown command\n\n{USAGE}")),
    }
}
