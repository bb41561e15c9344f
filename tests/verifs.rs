//! What `make verifs` of the French Python documentation demands of headers, line lengths and syntax, `polir check` says
//! too: the same verdicts as scripts of ours that follow the description of those checks, file by file and line by line.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{checker, corpus, installed, po_files};
use polir::source;

/// Check, file, line (0 where a check speaks of the whole file).
type Verdicts = BTreeSet<(String, PathBuf, u32)>;

fn by_script(paths: &[PathBuf]) -> Verdicts {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/verifs.py");
    let output = Command::new("python3")
        .arg(script)
        .args(paths)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap();
            (
                next().to_owned(),
                PathBuf::from(next()),
                next().parse().unwrap(),
            )
        })
        .collect()
}

fn by_us(paths: &[PathBuf]) -> Verdicts {
    let checker = checker(&["default"], false);
    let mut verdicts = Verdicts::new();
    for path in paths {
        let decoded = source::read(path).unwrap();
        for found in checker.check("library/x.po", &decoded).diagnostics {
            let line = match found.rule.as_str() {
                "long-line" => found.start.line,
                "header-comment" | "header-value" => 0,
                _ => continue,
            };
            verdicts.insert((found.rule.to_string(), path.clone(), line));
        }
    }
    verdicts
}

const HEADER: &str = "# Copyright (C) 2001-2024, Python Software Foundation\n# For licence information, see the LICENSE file.\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"POT-Creation-Date: 2024-01-02 03:04+0100\\n\"\n\"PO-Revision-Date: 2024-01-02 03:04+0100\\n\"\n\"Last-Translator: Ada <ada@example.org>\\n\"\n\"Language-Team: FRENCH <traductions@lists.afpy.org>\\n\"\n\"Language: fr\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n";

/// A header that is right, every way to spoil it, and lines around each limit.
fn planted() -> Vec<String> {
    let spoilt = [
        ("2001-2024, Python", "2001–2024, Python"),
        ("Python Software Foundation", "the Python team"),
        ("# Copyright (C)", "# Copyleft (C)"),
        ("Language: fr\\n", "Language: fr_FR\\n"),
        ("\"Language: fr\\n\"\n", ""),
        ("traductions@lists.afpy.org", "traductions@afpy.org"),
        ("FRENCH", "French"),
        ("Python 3\\n", "Python 3.13\\n"),
    ];
    let mut files: Vec<String> = spoilt
        .iter()
        .map(|(old, new)| {
            let spoilt = HEADER.replace(old, new);
            assert_ne!(spoilt, HEADER);
            spoilt
        })
        .collect();
    let mut lines = HEADER.to_owned();
    for length in 76..92 {
        for (sentence, start) in [
            ("un mot ou deux ", "# "),
            ("abcdefghi", "# "),
            ("ab cdefghi", "#"),
        ] {
            let text: String = sentence
                .chars()
                .cycle()
                .take(length - start.len())
                .collect();
            let _ = writeln!(lines, "{start}{text}");
            if sentence == "abcdefghi" {
                let _ = writeln!(lines, "{start}é{}", &text[1..]);
                let _ = writeln!(lines, "{start}e\u{301}\u{327}{}", &text[1..]);
                let _ = writeln!(lines, "{start}\u{c30}\u{c46}\u{c21}\u{c4d}{}", &text[2..]);
            }
        }
        let _ = writeln!(lines, "# {}", "=-".repeat(length / 2));
        let _ = writeln!(lines, "# {}", "= -".repeat(length / 3));
    }
    files.push(format!("{lines}msgid \"A file\"\nmsgstr \"Un fichier\"\n"));
    files.push(files[8].replace('\n', "\r\n"));
    files
}

#[test]
fn headers_and_line_lengths_of_planted_faults() {
    if !installed("python3", &["-c", "pass"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = planted()
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let path = folder.path().join(format!("{number:02}.po"));
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    // A field line that ends in a carriage return is no line of the script's.
    let (windows, unix) = paths.split_last().unwrap();
    let script = by_script(unix);
    assert!(script.len() > 30, "{}", script.len());
    assert_eq!(by_us(unix), script);
    let windows = std::slice::from_ref(windows);
    let lengths = |mut verdicts: Verdicts| {
        verdicts.retain(|(check, ..)| check == "long-line");
        verdicts
    };
    assert_eq!(lengths(by_us(windows)), lengths(by_script(windows)));
}

#[test]
fn headers_line_lengths_and_syntax_of_the_documentation() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let paths = po_files(&folder);
    if installed("python3", &["-c", "pass"]) {
        assert_eq!(by_us(&paths), by_script(&paths));
    }
    if installed("msgcat", &["--version"]) {
        let output = Command::new("msgcat")
            .args(["-o", "/dev/null"])
            .args(&paths)
            .output();
        assert!(output.unwrap().status.success());
        let checker = checker(&["syntax"], false);
        for path in &paths {
            let found = checker
                .check("x.po", &source::read(path).unwrap())
                .diagnostics;
            let error = found
                .iter()
                .find(|found| found.severity == polir::diagnostic::Severity::Error);
            assert_eq!(error, None, "{}", path.display());
        }
    }
}
