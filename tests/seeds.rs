//! The laws that the fuzz targets hold, on the seeds (whatever broke one of them once) and on all fixtures, and on those with a
//! byte, a line or a half taken out: without a fuzzer, the same every time.
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/laws.rs"]
#[allow(clippy::expect_used, reason = "a broken law is a panic")]
mod laws;

type Law = (&'static str, fn(&[u8]));

const LAWS: [Law; 4] = [
    ("read", laws::read),
    ("check", laws::check),
    ("fix", laws::fix),
    ("fmt", laws::fmt),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A file, and what is left of it when something is missing.
fn with_pieces_missing(bytes: &[u8]) -> Vec<Vec<u8>> {
    let half = bytes.len() / 2;
    let without_half = [&bytes[..half], &bytes[half..]].map(<[u8]>::to_vec);
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let without_line = (0..lines.len())
        .step_by(1 + lines.len() / 6)
        .map(|line| [&lines[..line], &lines[line + 1..]].concat().concat());
    let without_byte = (0..bytes.len())
        .step_by(1 + bytes.len() / 6)
        .map(|at| [&bytes[..at], &bytes[at + 1..]].concat());
    std::iter::once(bytes.to_vec())
        .chain(without_half)
        .chain(without_line)
        .chain(without_byte)
        .collect()
}

#[test]
fn the_laws_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["fuzz/seeds", "fixtures"] {
        files(&root.join(folder), &mut paths);
    }
    paths.sort();
    assert!(paths.len() > 80, "{}", paths.len());
    let mut broken = Vec::new();
    for path in paths {
        for (rank, bytes) in with_pieces_missing(&fs::read(&path).unwrap())
            .iter()
            .enumerate()
        {
            for (name, law) in LAWS {
                if catch_unwind(|| law(bytes)).is_err() {
                    broken.push(format!("{name}: {} (variant {rank})", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
