//! The speed promises, as ratios measured in one run against the floor: read every file, validate UTF-8, find the line ends.
//!
//! `cargo bench` needs `POLIR_CORPUS`; without it, it says so and measures nothing. Ratios are medians of paired runs, so
//! that a machine whose speed drifts still gives a figure that means something.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use polir::po::{Entry, Parser};

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
    let mut ratios = Vec::new();
    for _ in 0..15 {
        let base = seconds(|| floor(&paths));
        let ours = seconds(|| parse(&paths));
        ratios.push((ours / base, base, ours));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, base, ours) = ratios[ratios.len() / 2];
    println!(
        "parse {:.1} ms / floor {:.1} ms = {ratio:.2}",
        ours * 1e3,
        base * 1e3
    );
}
