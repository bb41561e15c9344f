//! Our tokens of reStructuredText beside those of docutils, which decides what the built page shows.
//!
//! Runs over the messages in `SAMPLE`, and over the `.po` files of `POLIR_CORPUS` when it is set, where at least 999
//! of 1000 messages must agree. Needs `python3` with docutils (and polib for the corpus); says so when they are missing.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
#![allow(
    clippy::print_stderr,
    reason = "a test that is skipped, or that disagrees, says so"
)]

use std::io::Write;
use std::process::{Command, Stdio};

use polir::markup::{Kind, Problem, Token, rst_problems};

/// Messages written for this test, a line each, where a rule of docutils decides.
const SAMPLE: &str = include_str!("oracle/messages.txt");

fn script(argument: Option<&str>, input: &str) -> Option<String> {
    let installed = Command::new("python3")
        .args(["-c", "import docutils, polib"])
        .stderr(Stdio::null())
        .status();
    if !installed.is_ok_and(|status| status.success()) {
        eprintln!("skipped: python3 with docutils and polib is not installed");
        return None;
    }
    let mut child = Command::new("python3")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/oracle/docutils_tokens.py"
        ))
        .args(argument)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "docutils_tokens.py failed");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Our tokens, as the script writes them.
fn ours(text: &str, tokens: &mut Vec<Token>, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    rst_problems(text, tokens, problems);
    let kept = tokens
        .iter()
        .filter(|token| !matches!(token.kind, Kind::Escape | Kind::Block));
    kept.map(|token| {
        let kind = if token.kind == Kind::TitledRole {
            Kind::Role
        } else {
            token.kind
        };
        (format!("{kind:?}"), text[token.span].to_owned())
    })
    .collect()
}

/// Messages that docutils reads without complaint, and those among them, and among the others, that we read otherwise.
fn compare(answers: &str) -> (usize, Vec<String>) {
    let (mut tokens, mut problems) = (Vec::new(), Vec::new());
    let (mut read, mut differ) = (0, Vec::new());
    for line in answers.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = answer["text"].as_str().unwrap();
        let ours = ours(text, &mut tokens, &mut problems);
        let theirs: Option<Vec<(String, String)>> =
            serde_json::from_value(answer["tokens"].clone()).unwrap();
        let complaint = problems
            .iter()
            .any(|problem| problem.fault != polir::markup::Fault::Swallows);
        match theirs {
            None if complaint => {}
            None => differ.push(format!("{text}\n  docutils complains, we do not: {ours:?}")),
            Some(theirs) => {
                read += 1;
                if theirs != ours || complaint {
                    differ.push(format!(
                        "{text}\n  docutils: {theirs:?}\n  ours:     {ours:?} {problems:?}"
                    ));
                }
            }
        }
    }
    (read, differ)
}

#[test]
fn sample() {
    let lines: Vec<_> = SAMPLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("#!"))
        .collect();
    let texts = lines
        .iter()
        .map(|line| serde_json::to_string(line).unwrap() + "\n")
        .collect::<String>();
    let Some(answers) = script(None, &texts) else {
        return;
    };
    assert_eq!(answers.lines().count(), lines.len());
    let (read, differ) = compare(&answers);
    assert!(
        read > lines.len() / 2,
        "docutils complained of most messages"
    );
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn corpus() {
    let Ok(corpus) = std::env::var("POLIR_CORPUS") else {
        eprintln!("skipped: POLIR_CORPUS is not set");
        return;
    };
    let Some(answers) = script(Some(&corpus), "") else {
        return;
    };
    let (read, differ) = compare(&answers);
    eprintln!(
        "{} messages, {read} read by docutils without complaint, {} differ",
        answers.lines().count(),
        differ.len()
    );
    for message in &differ {
        eprintln!("{message}");
    }
    assert!(read > 0 && differ.len() * 1000 <= read);
}

/// What random messages are made of.
const PIECES: [&str; 52] = [
    "*",
    "**",
    "`",
    "``",
    "|",
    "_",
    "__",
    "_`",
    ":",
    "::",
    ":a:",
    ":a:b:",
    "[",
    "]_",
    "[1]_",
    "[#x]_",
    "\\",
    "\\ ",
    " ",
    "  ",
    "x",
    "foo",
    "é",
    "«",
    "»",
    "«\u{a0}",
    "’",
    "'",
    "\"",
    "(",
    ")",
    "<",
    ">",
    "<http://a.b>",
    "http://",
    "a@b.c",
    ".",
    "-",
    "/",
    "?",
    "#",
    "\u{a0}",
    "—",
    ":f:`",
    "`_",
    "x_",
    "https://e.org/a",
    "mailto:",
    "[*]_",
    "{",
    "}",
    "\u{301}",
];

#[test]
fn random() {
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let count = std::env::var("POLIR_RANDOM").map_or(20_000, |count| count.parse().unwrap());
    let mut texts = String::new();
    for _ in 0..count {
        // docutils is asked about inline markup alone: no text that begins a block.
        let text: String = std::iter::once("a ")
            .chain((0..=next(12)).map(|_| PIECES[next(PIECES.len())]))
            .collect();
        texts += &(serde_json::to_string(&text).unwrap() + "\n");
    }
    let Some(answers) = script(None, &texts) else {
        return;
    };
    let (read, differ) = compare(&answers);
    let differ: Vec<_> = differ
        .into_iter()
        .filter(|differ| !differ.contains("Swallows"))
        .collect();
    assert!(read > count / 4);
    assert!(
        differ.is_empty(),
        "{} of {read} differ\n{}",
        differ.len(),
        differ[..differ.len().min(25)].join("\n")
    );
}
