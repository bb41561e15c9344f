//! Our parser beside two others: the same entries, strings, flags and comments. `polib` of the Rust registry reads live
//! entries only; Python's `polib` reads obsolete ones too. Both read every fixture that is well-formed, and the corpus when
//! `POLIR_CORPUS` is set.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use polir::po::charset::Decoded;
use polir::po::{CommentKind, Entry, Keyword, Parser};

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

/// The fixtures that hold no fault and are in UTF-8, which is all that the others read, and the corpus.
fn files() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"),
        &mut paths,
    );
    paths.retain(|path| {
        !path
            .components()
            .any(|part| part.as_os_str() == "broken" || part.as_os_str() == "encodings")
    });
    assert!(!paths.is_empty(), "no fixtures");
    match std::env::var_os("POLIR_CORPUS") {
        Some(corpus) => walk(Path::new(&corpus), &mut paths),
        None => eprintln!("POLIR_CORPUS is not set: only the fixtures are compared"),
    }
    paths.sort();
    paths
}

#[derive(Debug, PartialEq, Default, Clone)]
struct Plain {
    obsolete: bool,
    msgctxt: Option<String>,
    msgid: String,
    msgid_plural: Option<String>,
    msgstr: Vec<String>,
    flags: Vec<String>,
    comment: String,
    extracted: String,
}

fn ours(path: &Path) -> Vec<Plain> {
    let decoded = Decoded::new(std::fs::read(path).unwrap());
    let mut parser = Parser::new(&decoded.text);
    let mut entry = Entry::default();
    let mut entries = Vec::new();
    while parser.read(&mut entry) {
        if entry.is_comments() {
            continue;
        }
        let mut flags: Vec<String> = entry.flags().map(|(flag, _)| flag.to_owned()).collect();
        flags.sort();
        let lines = |kind, marker: &str| {
            let lines: Vec<&str> = entry
                .comments
                .iter()
                .filter(|comment| comment.kind == kind)
                .map(|comment| {
                    decoded.text[comment.span.range()]
                        .strip_prefix(marker)
                        .unwrap_or("")
                })
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect();
            lines.join("\n")
        };
        entries.push(Plain {
            obsolete: entry.obsolete,
            msgctxt: entry.msgctxt().map(Into::into),
            msgid: entry.msgid().unwrap_or_default().into(),
            msgid_plural: entry
                .field(Keyword::MsgidPlural)
                .map(|field| entry.text(field).decode().into()),
            msgstr: entry
                .translations()
                .map(|field| entry.text(field).decode().into())
                .collect(),
            flags,
            comment: lines(CommentKind::Translator, "#"),
            extracted: lines(CommentKind::Extracted, "#."),
        });
    }
    assert_eq!(parser.faults, [], "{}", path.display());
    entries
}

#[test]
fn the_same_as_polib_in_rust() {
    for path in files() {
        let theirs = polib::po_file::parse(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let ours: Vec<Plain> = ours(&path)
            .into_iter()
            .filter(|entry| !(entry.obsolete || entry.msgid.is_empty() && entry.msgctxt.is_none()))
            .collect();
        // It gives the header as one more message of an empty source.
        let theirs: Vec<_> = theirs
            .messages()
            .filter(|message| !message.msgid().is_empty())
            .collect();
        assert_eq!(ours.len(), theirs.len(), "{}", path.display());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert_eq!(ours.msgid, theirs.msgid(), "{}", path.display());
            assert_eq!(
                ours.msgctxt.as_deref(),
                theirs.msgctxt(),
                "{}",
                path.display()
            );
            let msgstr = if theirs.is_plural() {
                theirs.msgstr_plural().unwrap().clone()
            } else {
                vec![theirs.msgstr().unwrap().to_owned()]
            };
            assert_eq!(ours.msgstr, msgstr, "{}", path.display());
            let mut flags: Vec<String> = theirs.flags().iter().cloned().collect();
            flags.sort();
            assert_eq!(ours.flags, flags, "{}: {}", path.display(), ours.msgid);
        }
    }
}

#[test]
fn the_same_as_polib_in_python() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/polib_entries.py");
    let available = Command::new("python3")
        .args(["-c", "import polib"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !available {
        eprintln!("python3 with polib is not installed: nothing compared");
        assert!(std::env::var_os("CI").is_none(), "CI must have it");
        return;
    }
    let paths = files();
    let mut python = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let names: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    python
        .stdin
        .take()
        .unwrap()
        .write_all(names.join("\n").as_bytes())
        .unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    let mut compared = 0;
    for line in std::str::from_utf8(&output.stdout).unwrap().lines() {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = PathBuf::from(document["path"].as_str().unwrap());
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let texts = |value: &serde_json::Value| -> Vec<String> {
            value
                .as_array()
                .unwrap()
                .iter()
                .map(|text| text.as_str().unwrap().to_owned())
                .collect()
        };
        let mut theirs: Vec<Plain> = document["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| Plain {
                obsolete: entry["obsolete"].as_bool().unwrap(),
                msgctxt: text(&entry["msgctxt"]),
                msgid: text(&entry["msgid"]).unwrap(),
                msgid_plural: text(&entry["msgid_plural"]),
                msgstr: texts(&entry["msgstr"]),
                flags: texts(&entry["flags"]),
                comment: text(&entry["comment"]).unwrap(),
                extracted: text(&entry["extracted"]).unwrap(),
            })
            .collect();
        // polib keeps the header apart, and gives live entries first, then obsolete ones.
        let header =
            |entry: &Plain| entry.msgid.is_empty() && entry.msgctxt.is_none() && !entry.obsolete;
        let mut ours: Vec<Plain> = ours(&path)
            .into_iter()
            .filter(|entry| !header(entry))
            .collect();
        ours.sort_by_key(|entry| entry.obsolete);
        theirs.sort_by_key(|entry| entry.obsolete);
        assert_eq!(ours.len(), theirs.len(), "{}", path.display());
        for (mut ours, mut theirs) in ours.into_iter().zip(theirs) {
            if ours.obsolete {
                // polib reads `#~ # comment` and comments between obsolete entries its own way.
                ours.comment.clear();
                theirs.comment.clear();
            }
            assert_eq!(ours, theirs, "{}", path.display());
        }
        compared += 1;
    }
    assert_eq!(compared, paths.len());
}
