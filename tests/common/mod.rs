//! What several tests need: the files of a tree, the corpus, a checker with the built-in packs, tools that may be missing.
#![allow(dead_code, reason = "each test uses its own part")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use polir::engine::{Checker, ChosenPack, Options};
use polir::rules::selection::Selection;
use polir::rules::terminology::Pack;

/// The `.po` files below a folder, in order.
pub fn po_files(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "po") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.sort();
    found
}

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The part of the corpus with this name; says so when there is none.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let Some(corpus) = std::env::var_os("POLIR_CORPUS") else {
        eprintln!("POLIR_CORPUS is not set: nothing is measured on {name}");
        return None;
    };
    let folder = PathBuf::from(corpus).join(name);
    assert!(folder.is_dir(), "POLIR_CORPUS has no folder {name}");
    Some(folder)
}

/// Whether a command can be started; where it cannot this says so, and fails in CI, which has to install it.
pub fn installed(command: &str, arguments: &[&str]) -> bool {
    let there = Command::new(command)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success());
    if !there {
        eprintln!(
            "`{command} {}` does not run: nothing is compared with it",
            arguments.join(" ")
        );
        assert!(std::env::var_os("CI").is_none(), "CI must have {command}");
    }
    there
}

/// A checker with the built-in packs. Of `all` rules it leaves out `wrapping`, whose affair is the very layout that the
/// laws say nobody else may touch.
pub fn checker(select: &[&str], fuzzy: bool) -> Checker {
    let packs = Pack::builtin()
        .iter()
        .map(|(name, text)| ChosenPack {
            pack: Pack::parse(name, text).expect("a right pack"),
            automatic: true,
        })
        .collect();
    let ignore = if select == ["all"] {
        vec!["wrapping".to_owned()]
    } else {
        Vec::new()
    };
    let select = select.iter().map(|name| (*name).to_owned()).collect();
    let selection = Selection::new(select, ignore);
    Checker::new(Options {
        selection,
        packs,
        fuzzy,
        ..Options::default()
    })
    .expect("a right checker")
}

/// The words that hunspell refuses.
pub fn hunspell_refuses(dictionary: &Path, words: &BTreeSet<String>) -> BTreeSet<String> {
    let mut child = Command::new("hunspell")
        .args(["-i", "UTF-8", "-l", "-d"])
        .arg(dictionary)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("hunspell runs");
    let text: String = words.iter().map(|word| format!("{word}\n")).collect();
    let mut stdin = child.stdin.take().expect("hunspell runs");
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("hunspell runs");
    writer
        .join()
        .expect("hunspell runs")
        .expect("hunspell runs");
    let told = String::from_utf8(output.stdout).expect("hunspell runs");
    told.lines().map(str::to_owned).collect()
}

/// The folder of dictionaries that an environment variable names, where `hunspell` is there to be compared with; says so
/// when it is not.
pub fn hunspell_folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{variable} is not set: nothing is compared with hunspell");
    }
    folder.filter(|_| installed("hunspell", &["--version"]))
}
