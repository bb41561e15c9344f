//! Laws of comparing and carrying: layout is no difference, what is carried comes back to the byte, and nothing else moves.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::fmt::Write as _;
use std::fs;

use polir::compare::{compare, textconv};
use polir::diagnostic::{Edit, Span};
use polir::po::charset::Decoded;
use polir::po::format::{Location, Sort, Style, format};
use polir::po::snapshot::{Part, Snapshots};
use polir::po::wrap::Width;
use polir::po::writer::{Layout, edited};
use polir::po::{Entry, Parser};
use polir::propagate::{Memory, Options, apply, carry};
use proptest::prelude::*;

/// The same file in other layouts.
fn layouts(text: &str) -> impl Iterator<Item = String> {
    let styles = [
        Style::default(),
        Style {
            width: Width::NoWrap,
            location: Location::Never,
            sort: Sort::Message,
        },
        Style {
            width: Width::Columns(40),
            location: Location::File,
            sort: Sort::File,
        },
    ];
    let formatted = styles.map(|style| format(text, &style).ok());
    let crlf = Some(text.replace("\r\n", "\n").replace('\n', "\r\n"));
    formatted.into_iter().chain([crlf]).flatten()
}

/// No layout makes a difference, to the messages or, but for the order, to git.
fn is_blind_to_layout(name: &str, text: &str) {
    let Ok(whole) = Snapshots::read(text) else {
        return;
    };
    assert_eq!(compare(&whole, &whole), [], "{name}");
    for laid_out in layouts(text) {
        let other = Snapshots::read(&laid_out).unwrap();
        assert_eq!(compare(&whole, &other), [], "{name}\n{laid_out}");
        assert_eq!(compare(&other, &whole), [], "{name}\n{laid_out}");
    }
    let narrow = Style {
        width: Width::Columns(30),
        ..Style::default()
    };
    if let (Ok(wide), Ok(narrow)) = (format(text, &Style::default()), format(text, &narrow)) {
        let convert = |text: &str| textconv(&Snapshots::read(text).unwrap());
        assert_eq!(convert(&wide), convert(&narrow), "{name}");
        // And it is read as the same messages.
        let converted = convert(&wide);
        let converted = Snapshots::read(&converted).unwrap();
        assert_eq!(
            compare(&converted, &Snapshots::read(&wide).unwrap()),
            [],
            "{name}"
        );
    }
}

/// Takes every `each`th translation out of a file, as the writer lays it out.
fn emptied(text: &str, each: usize) -> String {
    let layout = Layout::of(text);
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut edits = Vec::new();
    let mut number = 0;
    while parser.read(&mut entry) {
        number += 1;
        if number % each > 0
            || entry.obsolete
            || entry.fuzzy
            || entry.is_header()
            || entry.is_comments()
        {
            continue;
        }
        for form in entry.translations() {
            let whole = entry.text(form).decode().len();
            let edit = Edit {
                span: Span::new(0, whole),
                text: String::new(),
            };
            edits.extend(layout.rewrite(&entry, form, &[edit]));
        }
    }
    edited(text, &edits)
}

/// Everything but the translations that came to be.
fn rest(text: &str, gained: &dyn Fn(&str) -> bool) -> String {
    let all = Snapshots::read(text).unwrap();
    let mut rest = String::new();
    let mut at = 0;
    for message in &all.messages {
        rest.push_str(&text[at..message.lines.start]);
        at = message.lines.end;
        for part in Part::ALL {
            if part != Part::Translation || !gained(&message.key.source) {
                message.part(part).for_each(|line| rest.push_str(line));
            }
        }
    }
    rest + &text[at..]
}

/// What is carried back gives the translations again and touches nothing else; whether the file is the same to the byte.
fn comes_back(name: &str, text: &str) -> Option<bool> {
    let whole = Snapshots::read(text).ok()?;
    if whole
        .messages
        .iter()
        .any(|message| !message.regular || message.key.rank > 0)
    {
        return None;
    }
    let mut memory = Memory::default();
    memory.add(0, name, &whole);
    // Nothing is carried to where everything is.
    let options = Options::default();
    assert_eq!(
        carry(name, text, &memory, options).unwrap().edits,
        [],
        "{name}"
    );
    let empty = emptied(text, 3);
    let carried = carry(name, &empty, &memory, options).unwrap();
    let back = apply(&empty, &carried);
    let (before, now) = (
        Snapshots::read(&empty).unwrap(),
        Snapshots::read(&back).unwrap(),
    );
    let differences = compare(&whole, &now);
    // What was half translated is not carried.
    let half = |source: &str| {
        let mut these = whole
            .messages
            .iter()
            .filter(|message| message.key.source == source);
        these.any(|message| message.translation.iter().any(|form| form.is_empty()))
    };
    assert!(
        differences
            .iter()
            .all(|one| half(&one.any().unwrap().source)),
        "{name} {differences:?}"
    );
    let gained = |source: &str| {
        let mut these = before
            .messages
            .iter()
            .filter(|message| message.key.source == source);
        these.any(|message| !message.is_translated())
    };
    assert_eq!(rest(&empty, &gained), rest(&back, &gained), "{name}");
    Some(back == text)
}

#[test]
fn fixtures_and_the_corpus() {
    let mut files = common::po_files(&common::fixtures());
    // What `msgcat` mends or drops there is a difference.
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "broken"));
    files.extend(
        common::corpus("python-docs-fr-3.13")
            .map(|folder| common::po_files(&folder))
            .unwrap_or_default(),
    );
    let (mut same, mut all) = (0, 0);
    for file in files {
        let decoded = Decoded::new(fs::read(&file).unwrap());
        // `msgcat` cuts a string off at a NUL.
        if decoded.fault.is_some() || decoded.text.contains('\0') {
            continue;
        }
        let name = file.display().to_string();
        is_blind_to_layout(&name, &decoded.text);
        if let Some(is_same) = comes_back(&name, &decoded.text) {
            all += 1;
            same += usize::from(is_same);
        }
    }
    eprintln!("{same} of {all} files came back to the byte");
    assert!(all > 5 && same * 10 >= all * 9, "{same} of {all}");
}

fn message() -> impl Strategy<Value = String> {
    let words = || {
        prop::collection::vec("[a-z]{1,9}|%s|é+|«\u{a0}x\u{a0}»|\\\\n|\\\\t", 0..30)
            .prop_map(|words| words.join(" "))
    };
    (
        words(),
        words(),
        prop::option::of("[a-z]{1,3}"),
        prop::option::of("[a-z ]{1,9}"),
        prop::sample::select(vec!["", "#, c-format\n", "#, fuzzy, no-wrap\n", "#, no-wrap\n", "#: a.c:1 b.c:2\n"]),
        any::<bool>(),
    )
        .prop_map(|(source, translation, context, note, line, plural)| {
            let mut text = String::new();
            if let Some(note) = note {
                let _ = writeln!(text, "# {}x", note.trim());
            }
            text += line;
            if let Some(context) = context {
                let _ = writeln!(text, "msgctxt \"{context}\"");
            }
            let _ = writeln!(text, "msgid \"x{source}\"");
            if plural {
                let _ = writeln!(text, "msgid_plural \"{source}s\"\nmsgstr[0] \"{translation}\"\nmsgstr[1] \"{translation}\"");
            } else {
                let _ = writeln!(text, "msgstr \"{translation}\"");
            }
            text
        })
}

fn file() -> impl Strategy<Value = String> {
    let header = "# Translators\nmsgid \"\"\nmsgstr \"\"\n\"PO-Revision-Date: 2020-01-01 10:00+0000\\n\"\n\"Language: fr\\n\"\n\
        \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    prop::collection::vec(message(), 0..8)
        .prop_map(move |all| format!("{header}\n{}", all.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn generated_files(text in file(), width in 20..100usize) {
        // gettext takes no message twice, and drops or refuses the second.
        let all = Snapshots::read(&text).unwrap();
        prop_assume!(all.messages.iter().all(|message| message.key.rank == 0));
        is_blind_to_layout("generated", &text);
        comes_back("generated", &text);
        let style = Style { width: Width::Columns(width), ..Style::default() };
        let laid_out = format(&text, &style).unwrap();
        comes_back("laid out", &laid_out);
    }
}
