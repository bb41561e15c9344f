//! Words as Translate Toolkit's `pocount` counts them, file by file, on the fixtures and on the corpus.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use common::{corpus, fixtures, po_files};
use polir::stats::Counter;

/// Translated, fuzzy, untranslated words of each file.
fn pocount(folder: &Path) -> Option<BTreeMap<String, [usize; 3]>> {
    let output = Command::new("pocount").arg("--csv").arg(folder).output();
    let Ok(output) = output else {
        eprintln!("`pocount` does not run: words are compared with nothing");
        return None;
    };
    let csv = String::from_utf8(output.stdout).unwrap();
    let rows = csv.lines().skip(1).map(|line| {
        // No path that is compared has a comma.
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let words = [2, 5, 7].map(|field| fields[field].parse().unwrap());
        (fields[0].to_owned(), words)
    });
    Some(rows.collect())
}

fn compare(folder: &Path) {
    let Some(theirs) = pocount(folder) else {
        return;
    };
    let mut counter = Counter::default();
    let mut compared = 0;
    for path in po_files(folder) {
        let bytes = std::fs::read(&path).unwrap();
        let (stats, fault) = counter.count(&bytes);
        // What is broken it reads otherwise, or not at all.
        let text = String::from_utf8_lossy(&bytes);
        let broken = fault.is_some() || {
            let mut parser = polir::po::Parser::new(&text);
            let mut entry = polir::po::Entry::default();
            while parser.read(&mut entry) {}
            !parser.faults.is_empty()
        };
        if broken {
            continue;
        }
        if let Some(theirs) = theirs.get(path.to_str().unwrap()) {
            let words = stats.words;
            let ours = [words.translated, words.fuzzy, words.untranslated];
            assert_eq!(ours, *theirs, "{}", path.display());
            compared += 1;
        }
    }
    assert!(compared > 0);
}

#[test]
fn words_are_those_of_pocount() {
    compare(&fixtures().join("demo"));
    if let Some(corpus) = corpus("python-docs-fr-3.13") {
        compare(&corpus);
    }
}
