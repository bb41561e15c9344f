//! The formats of code review and build servers: each is read back by what it is for. The places and replacements that
//! they give must be the ones that `polir fix` writes, whichever way a format counts columns.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Two findings whose columns in characters and in bytes differ, on a line that is wrapped anew.
const PO: &str = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language: fr\\n\"\n\
    \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"Returns é, and \\\"returns\\\" a value again.\"\n\
    msgstr \"À côté de « é », ça retourne une valeur ; « \\\"retournées\\\" » à l’été.\"\n";

/// What `check` prints in a format for `PO`, in a folder of its own.
fn run(folder: &Path, arguments: &[&str]) -> String {
    std::fs::write(folder.join("à b.po"), PO).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(["check", "-q", "--select", "retourner"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text with replacements made: 1-based lines and columns, the columns counted by `offset` in a line.
fn replaced(
    mut replacements: Vec<([usize; 4], String)>,
    offset: impl Fn(&str, usize) -> usize,
) -> String {
    let lines: Vec<&str> = PO.split_inclusive('\n').collect();
    let at = |line: usize, column: usize| {
        let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
        before + offset(lines[line - 1], column - 1)
    };
    let mut text = PO.to_owned();
    replacements.sort();
    for ([line, column, end_line, end_column], new) in replacements.into_iter().rev() {
        text.replace_range(at(line, column)..at(end_line, end_column), &new);
    }
    text
}

fn fixed(folder: &Path) -> String {
    std::fs::write(folder.join("fixed.po"), PO).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(["fix", "--select", "retourner", "-q", "fixed.po"])
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(status.success());
    std::fs::read_to_string(folder.join("fixed.po")).unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn sarif_counts_characters_and_brings_the_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let log: Value =
        serde_json::from_str(&run(folder.path(), &["--output-format", "sarif"])).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let mut replacements = Vec::new();
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][number(&result["ruleIndex"])];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "%C3%A0%20b.po"
        );
        let found = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array();
        for replacement in found.unwrap() {
            let region = &replacement["deletedRegion"];
            let place = ["startLine", "startColumn", "endLine", "endColumn"];
            replacements.push((
                place.map(|key| number(&region[key])),
                replacement["insertedContent"]["text"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            ));
        }
    }
    let characters = |line: &str, column| line.chars().take(column).map(char::len_utf8).sum();
    assert_eq!(replaced(replacements, characters), fixed(folder.path()));
}

#[test]
fn rdjson_counts_bytes_and_brings_the_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let document: Value =
        serde_json::from_str(&run(folder.path(), &["--output-format", "rdjson"])).unwrap();
    let mut replacements = Vec::new();
    for finding in document["diagnostics"].as_array().unwrap() {
        assert_eq!(finding["code"]["value"], "retourner");
        assert_eq!(finding["severity"], "WARNING");
        for suggestion in finding["suggestions"].as_array().unwrap() {
            let range = &suggestion["range"];
            let place = [
                ("start", "line"),
                ("start", "column"),
                ("end", "line"),
                ("end", "column"),
            ];
            replacements.push((
                place.map(|(which, key)| number(&range[which][key])),
                suggestion["text"].as_str().unwrap().to_owned(),
            ));
        }
    }
    assert_eq!(replacements.len(), 2);
    assert_eq!(
        replaced(replacements, |_, column| column),
        fixed(folder.path())
    );
}

#[test]
fn gitlab_and_json_agree_on_fingerprints() {
    let folder = tempfile::tempdir().unwrap();
    let issues: Value =
        serde_json::from_str(&run(folder.path(), &["--output-format", "gitlab"])).unwrap();
    let document: Value =
        serde_json::from_str(&run(folder.path(), &["--output-format", "json"])).unwrap();
    let of = |value: &Value| {
        let all = value.as_array().unwrap().iter();
        all.map(|one| one["fingerprint"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&issues), of(&document["findings"]));
    let issue = &issues[0];
    // What GitLab requires of each object.
    for key in ["description", "check_name", "fingerprint", "severity"] {
        assert!(issue[key].is_string(), "{key}");
    }
    assert_eq!(issue["location"]["path"], "à b.po");
    assert_eq!(issue["location"]["lines"]["begin"], 8);
}

#[test]
fn github_names_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let lines = run(folder.path(), &["--output-format", "github"]);
    let first = lines.lines().next().unwrap();
    assert!(
        first.starts_with(
            "::warning file=à b.po,line=8,endLine=8,col=29,endColumn=37,title=polir[retourner]::"
        ),
        "{first}"
    );
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn several_outputs_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(
        folder.path(),
        &[
            "--output-format",
            "jsonl",
            "--output",
            "junit=report.xml",
            "--output",
            "text=report.txt",
        ],
    );
    assert_eq!(printed.lines().count(), 2);
    let text = std::fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert!(
        text.contains("warning[retourner]") && !text.contains('\u{1b}'),
        "{text}"
    );
    let xml = folder.path().join("report.xml");
    if !common::installed("python3", &["-c", "import xml.etree"]) {
        return;
    }
    // Counts as a reader of the format sees them.
    let script = "import sys, xml.etree.ElementTree as t\n\
        root = t.parse(sys.argv[1]).getroot()\n\
        cases = root.findall('testsuite/testcase')\n\
        print(root.get('tests'), root.get('failures'), len(cases), len(root.findall('testsuite/testcase/failure')))";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(xml)
        .output()
        .unwrap();
    let counts: BTreeMap<_, _> = String::from_utf8(output.stdout)
        .unwrap()
        .split_whitespace()
        .map(str::to_owned)
        .enumerate()
        .collect();
    assert!(
        counts.values().all(|count| count == "2") && counts.len() == 4,
        "{counts:?}"
    );
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.po"), PO).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(["check", "-q", "--output", "sarif=none/x.sarif", "x.po"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("none/x.sarif: cannot write"), "{told}");
}
