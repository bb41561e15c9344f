//! What is capped so that time and memory grow with the size of a file, and that it is said where something was left out.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::fs;
use std::process::Command;

use polir::engine::LONGEST;
use polir::rules::MOST_FINDINGS;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs the program in a folder with these files.
fn polir(files: &[(&str, &str)], arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let done = Command::new(env!("CARGO_BIN_EXE_polir"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    Ended {
        code: done.status.code(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn entry(source: &str, translation: &str) -> String {
    format!("{HEADER}#: x.rst:1\nmsgid \"{source}\"\nmsgstr \"{translation}\"\n")
}

const CHECK: [&str; 7] = [
    "check",
    "--no-config",
    "--select",
    "nbsp",
    "x.po",
    "--output-format",
    "concise",
];

#[test]
fn more_findings_than_anybody_reads_are_said_and_not_kept() {
    let text = entry("a b", &"mot ? ".repeat(MOST_FINDINGS + 10));
    let done = polir(&[("x.po", &text)], &CHECK);
    assert_eq!(done.code, Some(2), "{}", done.err);
    assert_eq!(done.out.lines().count(), MOST_FINDINGS);
    let said = format!("x.po: more than {MOST_FINDINGS} findings");
    assert!(done.err.contains(&said), "{}", done.err);
    // A fix would see a part of the file alone.
    let fix = ["fix", "--no-config", "--select", "nbsp", "--diff", "x.po"];
    let done = polir(&[("x.po", &text)], &fix);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    assert!(done.err.contains(&said), "{}", done.err);
}

#[test]
fn a_string_beyond_measure_is_not_checked_and_that_is_said() {
    let text = entry("a", &"mot ? ".repeat(LONGEST / 6 + 1));
    let done = polir(&[("x.po", &text)], &CHECK);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    let said = "x.po: line 8: a string of more than 256 KiB is not checked";
    assert!(done.err.contains(said), "{}", done.err);
    // It is read, counted and laid out all the same.
    let done = polir(&[("x.po", &text)], &["stats", "--no-config", "x.po"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
}

#[test]
fn no_format_repeats_a_long_message_with_each_finding() {
    let times = 2000;
    let text = entry(&"word ? ".repeat(times), &"mot ? ".repeat(times));
    for format in [
        "json", "jsonl", "gitlab", "sarif", "rdjson", "github", "junit",
    ] {
        let done = polir(&[("x.po", &text)], &[&CHECK[..6], &[format]].concat());
        let size = done.out.len();
        assert!(
            size / times < 2000,
            "{format}: {size} bytes for {times} findings"
        );
    }
    let json = polir(&[("x.po", &text)], &[&CHECK[..6], &["json"]].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let source = json["findings"][0]["msgid"].as_str().unwrap();
    assert!(source.starts_with("word ? ") && source.ends_with('…'));
    assert_eq!(source.len(), 1000 + '…'.len_utf8());
}

#[test]
fn a_fix_within_a_long_string_is_a_small_replacement_that_does_the_same() {
    let pieces = "\"un mot ? et \"\n".repeat(500);
    let text = format!("{HEADER}#: x.rst:1\nmsgid \"a\"\nmsgstr \"\"\n{pieces}");
    let json = polir(&[("x.po", &text)], &[&CHECK[..6], &["rdjson"]].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let found = json["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 500);
    let mut fixed: Vec<String> = text.lines().map(str::to_owned).collect();
    for one in found {
        let [suggestion] = one["suggestions"].as_array().unwrap().as_slice() else {
            panic!("{one}");
        };
        let number = |end: &str, what: &str| {
            usize::try_from(suggestion["range"][end][what].as_u64().unwrap()).unwrap()
        };
        let (line, start, end) = (
            number("start", "line"),
            number("start", "column"),
            number("end", "column"),
        );
        assert_eq!(number("end", "line"), line);
        let text = suggestion["text"].as_str().unwrap();
        fixed[line - 1].replace_range(start - 1..end - 1, text);
    }
    let expected = text.replace("mot ?", "mot\u{a0}?");
    assert_eq!(fixed.join("\n") + "\n", expected);
}

#[test]
fn a_word_that_can_be_put_together_in_ever_more_ways_is_given_up() {
    let aff = "SET UTF-8\nCOMPOUNDMIN 1\nCOMPOUNDFLAG z\n";
    let dic = "4\na/z\naa/z\naaa/z\naaaa/z\n";
    let text = entry("x", &format!("mot {}b fin", "a".repeat(60))).replace("fr", "xx");
    let files = [("x.po", text.as_str()), ("xx.aff", aff), ("xx.dic", dic)];
    let arguments = [
        "check",
        "--no-config",
        "--select",
        "spelling",
        "--dictionary-path",
        ".",
        "x.po",
        "--output-format",
        "concise",
    ];
    let done = polir(&files, &arguments);
    assert_eq!(done.code, Some(2), "{}", done.err);
    assert!(
        done.err.contains("takes too long for `aaaa"),
        "{}",
        done.err
    );
    // The other words are looked up.
    assert!(
        done.out.contains("`mot`") || done.out.contains("mot"),
        "{}",
        done.out
    );
}

#[test]
fn a_word_that_is_put_together_without_end_is_given_up() {
    let aff = "SET UTF-8\nCOMPOUNDMIN 1\nCOMPOUNDBEGIN X\nCOMPOUNDMIDDLE Y\nCOMPOUNDEND Z\nCHECKCOMPOUNDREP\nREP 3\nREP a aa\n\
        REP aa a\nREP a b\nCHECKCOMPOUNDPATTERN 1\nCHECKCOMPOUNDPATTERN a a a\nSIMPLIFIEDTRIPLE\n";
    let dic = "3\na/XYZ\naa/XYZ\naaa/XYZ\n";
    let words: Vec<String> = (10..60).map(|length| "a".repeat(length) + "b").collect();
    let text = entry("x", &words.join(" "));
    let files = [("x.po", text.as_str()), ("xx.aff", aff), ("xx.dic", dic)];
    let arguments = "check --no-config --select spelling --dictionary xx.dic x.po";
    let done = polir(&files, &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(done.code, Some(2), "{}", done.err);
    assert!(
        done.err.contains("takes too long for `aaaa"),
        "{}",
        done.err
    );
}

#[test]
fn what_is_opened_ten_thousand_times_ends() {
    for unit in [
        "{a:", "<a b=", "<!--", "%(a", "${", "&#", ":x:`", "(", "«", "`", "``", "**", "[a", "<b>",
    ] {
        let text = entry("a b c", &unit.replace('"', "\\\"").repeat(10_000));
        let arguments = ["check", "--no-config", "--select", "all", "x.po", "-q"];
        let done = polir(&[("x.po", &text)], &arguments);
        assert!(
            done.code.is_some_and(|code| code < 3),
            "{unit}: {}",
            done.err
        );
        assert!(!done.err.contains("internal error"), "{unit}: {}", done.err);
    }
}

#[test]
fn a_monstrous_glob_is_named() {
    let deep = format!("{}a{}", "{".repeat(400), "}".repeat(400));
    let text = entry("a", "b");
    for (key, configuration) in [
        ("exclude", format!("exclude = [\"fine/\", \"{deep}\"]\n")),
        (
            "ignores",
            format!("[per-file-ignores]\n\"{deep}\" = [\"nbsp\"]\n"),
        ),
    ] {
        let files = [("x.po", text.as_str()), ("polir.toml", &configuration)];
        let done = polir(&files, &["check", "x.po"]);
        assert_eq!(done.code, Some(2), "{key}: {}", done.err);
        assert!(
            done.err.contains("`{{{{") && done.err.contains("is not a glob"),
            "{key}: {}",
            done.err
        );
        assert!(!done.err.contains("internal error"), "{key}: {}", done.err);
    }
}

#[test]
fn a_tag_of_a_thousand_attributes_is_refused() {
    let attributes: String = (0..5000).map(|n| format!(" a{n}='1'")).collect();
    let tbx = format!("<?xml version='1.0'?>\n<martif{attributes}/>\n");
    let arguments = ["pack", "new", "--lang", "fr", "--from", "g.tbx"];
    let done = polir(&[("g.tbx", &tbx)], &arguments);
    assert_eq!(done.code, Some(2), "{}", done.err);
    assert!(
        done.err.contains("a tag of more than 16 KiB"),
        "{}",
        done.err
    );
}
