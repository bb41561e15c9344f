//! The speed promises, as ratios measured in one run against the floor: read every file, validate UTF-8, find the line ends.
//!
//! `cargo bench` needs `POLIR_CORPUS`; without it, it says so and measures nothing. Ratios are medians of paired runs, so
//! that a machine whose speed drifts still gives a figure that means something.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use polir::engine::{Checker, ChosenPack, Options};
use polir::po::{Entry, Parser};
use polir::rules::terminology::Pack;
use polir::stats::Counter;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "po") {
            found.push(path);
        }
    }
}

fn floor(paths: &[PathBuf]) {
    let mut lines: Vec<usize> = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).expect("a readable corpus");
        let text = std::str::from_utf8(&bytes).expect("UTF-8");
        lines.clear();
        lines.extend(memchr::memchr_iter(b'\n', text.as_bytes()));
        black_box(&lines);
    }
}

fn parse(paths: &[PathBuf]) {
    let mut entry = Entry::default();
    for path in paths {
        let bytes = std::fs::read(path).expect("a readable corpus");
        let text = std::str::from_utf8(&bytes).expect("UTF-8");
        read(text, &mut entry);
    }
}

fn read<'a>(text: &'a str, _: &mut Entry<'_>) {
    let mut entry: Entry<'a> = Entry::default();
    let mut parser = Parser::new(text);
    while parser.read(&mut entry) {
        black_box(&entry);
    }
}

fn checker(extra_terms: usize) -> Checker {
    let mut packs: Vec<ChosenPack> = Pack::builtin()
        .iter()
        .map(|(name, text)| ChosenPack {
            pack: Pack::parse(name, text).expect("a right pack"),
            automatic: true,
        })
        .collect();
    if extra_terms > 0 {
        let mut text = String::from("[pack]\nname = \"bench\"\nlanguage = \"fr\"\n");
        for number in 0..extra_terms {
            use std::fmt::Write;
            // Half of the terms begin with a word that a text is full of.
            let word = if number % 2 == 0 {
                format!("la zz{number} fonction")
            } else {
                format!("zzmot{number}")
            };
            let _ = write!(
                text,
                "[[term]]\nid = \"t{number}\"\navoid = {{ word = \"{word}\" }}\nwhy = \"un mot\"\n"
            );
        }
        packs.push(ChosenPack {
            pack: Pack::parse("bench.toml", &text).expect("a right pack"),
            automatic: false,
        });
    }
    Checker::new(Options {
        packs,
        ..Options::default()
    })
    .expect("a right checker")
}

fn check(paths: &[PathBuf], checker: &Checker) {
    for path in paths {
        let decoded = polir::source::read(path).expect("a readable corpus");
        black_box(checker.check(&path.to_string_lossy(), &decoded));
    }
}

fn stats(paths: &[PathBuf]) {
    let (mut counter, mut buffer) = (Counter::default(), Vec::new());
    for path in paths {
        let bytes = polir::source::read_into(path, polir::source::By::Tree, &mut buffer)
            .expect("a readable corpus");
        black_box(counter.count(bytes));
    }
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

fn main() {
    let Some(corpus) = std::env::var_os("POLIR_CORPUS") else {
        println!("POLIR_CORPUS is not set: nothing measured");
        return;
    };
    let mut paths = Vec::new();
    files(&Path::new(&corpus).join("python-docs-fr-3.13"), &mut paths);
    paths.sort();
    let plain = checker(0);
    let many = checker(3000);
    let mut runs: Vec<[f64; 5]> = Vec::new();
    for _ in 0..15 {
        runs.push([
            seconds(|| floor(&paths)),
            seconds(|| parse(&paths)),
            seconds(|| check(&paths, &plain)),
            seconds(|| check(&paths, &many)),
            seconds(|| stats(&paths)),
        ]);
    }
    for (name, of, to) in [
        ("parse / floor", 1, 0),
        ("check / floor", 2, 0),
        ("stats / floor", 4, 0),
        ("check with 3 000 more terms / check", 3, 2),
    ] {
        let mut ratios: Vec<f64> = runs.iter().map(|run| run[of] / run[to]).collect();
        ratios.sort_by(f64::total_cmp);
        let best = runs.iter().map(|run| run[of]).fold(f64::INFINITY, f64::min);
        println!(
            "{name}: {:.2} (fastest {:.1} ms)",
            ratios[ratios.len() / 2],
            best * 1e3
        );
    }
}
