//! A repository full of old findings starts using the program: a baseline, or comments on what stands today. Afterwards
//! only what is new is found, whatever moves around it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{corpus, po_files};

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language: fr\\n\"\n\
    \"Content-Type: text/plain; charset=UTF-8\\n\"\n";

fn polir(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(arguments)
        .args(["--output-format", "concise"])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The findings, and the exit code.
fn check(folder: &Path, arguments: &[&str]) -> (Vec<String>, i32) {
    let output = polir(
        folder,
        &[&["check", "--select", "retourner,unused-ignore"], arguments].concat(),
    );
    let text = String::from_utf8(output.stdout).unwrap();
    (
        text.lines().map(str::to_owned).collect(),
        output.status.code().unwrap(),
    )
}

fn old() -> String {
    let one = |number: usize| {
        format!("\nmsgid \"Returns {number}.\"\nmsgstr \"Retourne {number}, retourne encore.\"\n")
    };
    HEADER.to_owned() + &one(1) + &one(2) + &one(3)
}

#[test]
fn a_baseline_lets_only_what_is_new_through() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("a")).unwrap();
    fs::write(root.join("a/x.po"), old()).unwrap();
    assert_eq!(check(root, &[]).0.len(), 6);
    assert_eq!(check(root, &["--write-baseline"]), (Vec::new(), 0));
    let known = ["--baseline", "polir-baseline.json"];
    assert_eq!(check(root, &known), (Vec::new(), 0));
    // From another folder, the same.
    assert_eq!(
        check(&root.join("a"), &["--baseline", "../polir-baseline.json"]),
        (Vec::new(), 0)
    );
    // Moved, rewrapped, and with an edited neighbour: still the same findings.
    let moved = old()
        .replace(
            HEADER,
            &format!("{HEADER}\nmsgid \"new\"\nmsgstr \"neuf\"\n"),
        )
        .replace("\"Retourne 2, ", "\"\"\n\"Retourne 2, \"\n\"")
        .replace(
            "Returns 3.\"\nmsgstr \"Retourne 3, retourne encore",
            "Returns 3.\"\nmsgstr \"Oui, retourne encore; Retourne",
        );
    fs::write(root.join("a/x.po"), &moved).unwrap();
    assert_eq!(check(root, &known), (Vec::new(), 0));
    // One more in an entry that has some already.
    fs::write(
        root.join("a/x.po"),
        moved.replace("\"Retourne 1, ", "\"Retourne 1, retourne, "),
    )
    .unwrap();
    let (found, code) = check(root, &known);
    assert_eq!((found.len(), code), (1, 1), "{found:?}");
    // What is mended can go, and what was not looked at stays.
    fs::write(
        root.join("a/x.po"),
        moved.replace("\"Retourne 1, retourne", "\"Renvoie 1, renvoie"),
    )
    .unwrap();
    fs::write(root.join("b.po"), old()).unwrap();
    let output = polir(root, &["check", "a", "--baseline", "polir-baseline.json"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("2 findings can go from the baseline"),
        "{told}"
    );
    assert_eq!(check(root, &["b.po", "--write-baseline"]).1, 0);
    assert_eq!(check(root, &[".", known[0], known[1]]), (Vec::new(), 0));
}

#[test]
fn a_baseline_named_in_the_configuration_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("x.po"), old()).unwrap();
    fs::write(root.join("polir.toml"), "baseline = \"known.json\"\n").unwrap();
    // It is missed before it is there.
    let output = polir(root, &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("known.json: cannot read the baseline"),
        "{told}"
    );
    assert_eq!(check(root, &["--write-baseline"]).1, 0);
    assert!(root.join("known.json").is_file());
    assert_eq!(check(root, &[]), (Vec::new(), 0));
    fs::write(root.join("known.json"), "{}").unwrap();
    let told = String::from_utf8(polir(root, &["check"]).stderr).unwrap();
    assert!(told.contains("known.json: line 1: missing field"), "{told}");
}

#[test]
fn comments_silence_what_stands_today() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("x.po"), old()).unwrap();
    assert_eq!(check(root, &["--add-ignores"]), (Vec::new(), 0));
    let text = fs::read_to_string(root.join("x.po")).unwrap();
    assert_eq!(text.matches("# polir: ignore[retourner]\n").count(), 3);
    assert_eq!(text.replace("# polir: ignore[retourner]\n", ""), old());
    assert_eq!(check(root, &[]), (Vec::new(), 0));
    // A mended entry makes its comment useless, and that is found.
    fs::write(
        root.join("x.po"),
        text.replace("Retourne 1, retourne", "Renvoie 1, renvoie"),
    )
    .unwrap();
    let (found, code) = check(root, &[]);
    assert!(
        found.len() == 1 && found[0].contains("[unused-ignore]") && code == 1,
        "{found:?}"
    );
}

/// The French documentation of Python starts: three commands, and from then on exactly what is new is found.
#[test]
fn a_whole_documentation_starts() {
    let Some(source) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for path in po_files(&source) {
        let copy = root.join(path.strip_prefix(&source).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&path, &copy).unwrap();
    }
    let run = |arguments: &[&str]| {
        let output = polir(root, &[&["check"], arguments].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let found: Vec<String> = text.lines().map(str::to_owned).collect();
        (found, output.status.code())
    };
    let init = Command::new(env!("CARGO_BIN_EXE_polir"))
        .arg("init")
        .current_dir(root)
        .output()
        .unwrap();
    assert!(init.status.success(), "{init:?}");
    assert!(run(&[]).0.len() > 100, "the corpus has nothing old");
    assert_eq!(run(&["--write-baseline"]), (Vec::new(), Some(0)));
    // What `init` wrote as a comment.
    let configuration = root.join("polir.toml");
    let text = fs::read_to_string(&configuration).unwrap();
    assert!(text.contains("# baseline = "), "{text}");
    fs::write(&configuration, text.replace("# baseline = ", "baseline = ")).unwrap();
    assert_eq!(run(&[]), (Vec::new(), Some(0)));
    // One entry is broken, in a file that has known findings too.
    let broken = "library/functions.po";
    let good = fs::read_to_string(root.join(broken)).unwrap();
    let at = good.find("\nmsgstr \"Renvoie ").unwrap() + 1;
    let line = good[..at].lines().count() + 1;
    fs::write(
        root.join(broken),
        good.replacen("\nmsgstr \"Renvoie ", "\nmsgstr \"Retourne ", 1),
    )
    .unwrap();
    let (found, code) = run(&[]);
    let place = format!("{broken}:{line}:9: warning[retourner]");
    assert!(
        found.len() == 1 && found[0].starts_with(&place) && code == Some(1),
        "{place}: {found:?}"
    );
    fs::write(root.join(broken), good).unwrap();
    assert_eq!(run(&[]), (Vec::new(), Some(0)));
}
