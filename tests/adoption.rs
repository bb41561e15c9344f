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

use std::collections::{BTreeMap, BTreeSet};

use common::{checker, corpus, po_files};
use polir::diagnostic::{Diagnostic, Safety};
use polir::engine::Checker;
use polir::fix;
use polir::output::fingerprint;
use polir::po::charset::Decoded;

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
        told.contains(
            "polir-baseline.json: 4 known findings not shown; 2 fixed, remove with --prune-baseline"
        ),
        "{told}"
    );
    assert_eq!(check(root, &["b.po", "--write-baseline"]).1, 0);
    assert_eq!(check(root, &[".", known[0], known[1]]), (Vec::new(), 0));
}

#[test]
fn what_is_fixed_is_pruned_and_the_note_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("polir.toml"), "baseline = \"known.json\"\n").unwrap();
    fs::write(root.join("x.po"), old()).unwrap();
    polir(root, &["check", "--write-baseline"]);
    fs::write(
        root.join("x.po"),
        old().replace("retourne encore", "renvoie encore"),
    )
    .unwrap();
    let notes = |arguments: &[&str]| {
        let output = polir(root, &[&["check"], arguments].concat());
        assert_eq!(output.status.code(), Some(0));
        let told = String::from_utf8(output.stderr).unwrap();
        told.lines()
            .filter(|line| line.contains("known.json"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        notes(&[]),
        ["known.json: 5 known findings not shown; 3 fixed, remove with --prune-baseline"]
    );
    assert_eq!(
        notes(&["--prune-baseline"]),
        ["known.json: 5 known findings not shown; 3 fixed and removed"]
    );
    assert_eq!(notes(&[]), ["known.json: 5 known findings not shown"]);
    // A rule that did not run has found nothing, and no rule is taken for fixed.
    let output = polir(root, &["check", "--select", "nbsp", "--prune-baseline"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_fix_leaves_nothing_that_a_baseline_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let entry = "\nmsgid \"\\\"It returns it\\\": :mailheader:`A` is it!\"\nmsgstr \"\\\"Il retourne le tout\\\" : c'est lui!\"\n";
    fs::write(root.join("x.po"), format!("{HEADER}{entry}")).unwrap();
    polir(root, &["check", "--write-baseline"]);
    let fixed = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(["fix", "-q"])
        .current_dir(root)
        .output()
        .unwrap();
    assert_eq!(fixed.status.code(), Some(0));
    assert!(
        fs::read_to_string(root.join("x.po"))
            .unwrap()
            .contains("renvoie")
    );
    let output = polir(root, &["check", "--baseline", "polir-baseline.json"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

/// All fixes together, and those of each rule alone in the first files where it has some.
#[test]
fn no_fix_of_the_corpus_is_news() {
    const FILES: usize = 4;
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let whole = checker(&["default"], false);
    let of = |decoded: &Decoded| -> (BTreeSet<u128>, Vec<Diagnostic>) {
        let found = whole.check("x.po", decoded).diagnostics;
        let fingerprints = fingerprint::all("x.po", &decoded.text, &found);
        (fingerprints.into_iter().collect(), found)
    };
    let mut alone: BTreeMap<String, (Checker, usize)> = BTreeMap::new();
    for path in po_files(&folder) {
        let decoded = Decoded::new(fs::read(&path).unwrap());
        let (known, found) = of(&decoded);
        let fixable = found.iter().filter(|one| one.fix.is_some());
        let rules: BTreeSet<&str> = fixable.map(|one| one.rule.as_str()).collect();
        for rule in rules.into_iter().chain(["default"]) {
            let (checker, files) = alone
                .entry(rule.to_owned())
                .or_insert_with(|| (checker(&[rule], false), 0));
            *files += 1;
            if *files > FILES && rule != "default" {
                continue;
            }
            let fixed = fix::fix(checker, "x.po", &decoded, Safety::Unsafe);
            let text = decoded.with_text(fix::apply(&decoded.text, &fixed.changes));
            let (left, _) = of(&text);
            assert!(left.is_subset(&known), "{}: {rule}", path.display());
        }
    }
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

/// Other programs' variable for colours is understood, and `NO_COLOR` has the last word.
#[test]
fn colours_can_be_forced() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.po"), old()).unwrap();
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_polir"));
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let command = command.args(["check"]).envs(variables.iter().copied());
        let output = command.current_dir(folder.path()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[]) && coloured(&[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[("FORCE_COLOR", "0")]));
    assert!(!coloured(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
}
