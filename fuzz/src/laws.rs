//! What holds for every file, whatever bytes are in it: one function for each thing that is done to files, which panics
//! where a law is broken.
//!
//! The fuzz targets call them with bytes that a fuzzer makes, `tests/seeds.rs` with the seeds and all fixtures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use polir::diagnostic::{Diagnostic, Safety, Severity};
use polir::engine::{Checker, ChosenPack, Options};
use polir::fix;
use polir::po::charset::Decoded;
use polir::po::format::{Location, Sort, Style, format};
use polir::po::lexer::{CommentKind, Lexer};
use polir::po::wrap::Width;
use polir::po::{Catalogue, Entry, Keyword, Parser};
use polir::rules::selection::Selection;
use polir::rules::terminology::Pack;
use polir::stats::Stats;

/// Every rule but `wrapping`, whose affair is the layout that no other fix may touch; French, with the pack.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let pack = |(name, text): &(&str, &str)| ChosenPack {
        pack: Pack::parse(name, text).expect("a right pack"),
        automatic: false,
    };
    Checker::new(Options {
        selection: Selection::new(vec!["all".to_owned()], vec!["wrapping".to_owned()]),
        language: Some("fr".to_owned()),
        packs: Pack::builtin().iter().map(pack).collect(),
        fuzzy: true,
        ..Options::default()
    })
    .expect("a right checker")
});

/// What the rules are told of the file's place.
const PATH: &str = "fr.po";

/// Reading loses nothing: the tokens put end to end are the text, the text in its charset is the bytes, and what the parser
/// hands out stands in the text, in order.
pub fn read(bytes: &[u8]) {
    let decoded = Decoded::new(bytes.to_vec());
    let text: &str = &decoded.text;
    let joined: String = Lexer::new(text).map(|token| &text[token.span]).collect();
    assert_eq!(joined, text, "the tokens are not the text");
    if decoded.fault.is_none() {
        // One character written in two ways is refused; what is written is what was there.
        if let Ok(written) = decoded.encode(text) {
            assert_eq!(written, bytes, "in {}", decoded.charset());
        }
    }
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut end = 0;
    while parser.read(&mut entry) {
        assert!(end <= entry.span.start, "entries overlap");
        end = entry.span.end;
        for fault in parser.faults.drain(..) {
            let _ = &text[fault.span];
        }
        for comment in &entry.comments {
            assert!(entry.span.contains(comment.span));
            assert!(text[comment.span].starts_with('#'));
        }
        let mut place = entry.span.start;
        for field in &entry.fields {
            assert!(place <= field.span.start, "fields overlap");
            place = field.span.end;
            let string = entry.text(field);
            let value = string.decode();
            for piece in string.pieces() {
                assert!(field.span.contains(piece.span()));
            }
            // Each character is led back to where it stands, in order.
            let mut before = field.span.start;
            for (at, character) in value.char_indices() {
                let span = string.locate((at..at + character.len_utf8()).into());
                assert!(
                    before <= span.start && span.end <= field.span.end,
                    "{span:?}"
                );
                let _ = &text[span];
                before = span.start;
            }
        }
        for (flag, span) in entry.flags() {
            assert_eq!(flag, &text[span]);
        }
    }
    assert!(end <= text.len());
    let _ = Catalogue::read(text, true);
    let _ = Stats::of(text);
}

/// Whatever is found has its place in the text, whatever a fix would change too, and looking again finds the same. How the
/// lines end changes nothing of what is found in strings.
pub fn check(bytes: &[u8]) {
    let decoded = Decoded::new(bytes.to_vec());
    let checked = CHECKER.check(PATH, &decoded);
    for found in &checked.diagnostics {
        let _ = &decoded.text[found.span];
        assert!(
            found.start.line >= 1 && found.start <= found.end,
            "{found:?}"
        );
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            if found.place.is_none() {
                let _ = &decoded.text[edit.span];
            }
        }
    }
    let again = CHECKER.check(PATH, &decoded);
    assert_eq!(checked.diagnostics, again.diagnostics);
    // A backslash before the end of a line joins the next one to it, as in gettext; before a carriage return it does not.
    let joined = decoded.text.contains("\\\n");
    if decoded.fault.is_none() && !joined && !decoded.text.contains('\r') {
        let returns = decoded.with_text(decoded.text.replace('\n', "\r\n"));
        let told = |found: &[Diagnostic]| -> Vec<(String, Option<usize>, u32)> {
            let in_strings = found.iter().filter(|found| found.place.is_some());
            in_strings
                .map(|found| (found.message.clone(), found.entry, found.start.line))
                .collect()
        };
        let with_returns = CHECKER.check(PATH, &returns);
        assert_eq!(told(&checked.diagnostics), told(&with_returns.diagnostics));
    }
}

/// A fix reaches its end at once, makes nothing worse, and leaves alone what it has nothing to mend in.
pub fn fix(bytes: &[u8]) {
    let decoded = Decoded::new(bytes.to_vec());
    if decoded.encode(&decoded.text).is_err() {
        return;
    }
    for level in [Safety::Safe, Safety::Unsafe] {
        let text: &str = &decoded.text;
        let fixed = fix::fix(&CHECKER, PATH, &decoded, level);
        let after = fix::apply(text, &fixed.changes);
        if fixed.changes.is_empty() {
            continue;
        }
        assert_ne!(after, text, "a change that changes nothing");
        assert!(decoded.fault.is_none(), "what was not understood is fixed");
        let encoded = decoded.encode(&after).expect("a fix fits the charset");
        let again = Decoded::new(encoded.into_owned());
        assert_eq!(
            *again.text, *after,
            "what is written is read as it was meant"
        );
        let twice = fix::fix(&CHECKER, PATH, &again, level);
        assert_eq!(
            fix::apply(&after, &twice.changes),
            after,
            "fixing twice changes more"
        );
        let found = CHECKER.check(PATH, &again);
        assert_eq!(
            found.diagnostics,
            fixed.after().diagnostics,
            "what is left is told wrongly"
        );
        let (before, now) = (
            errors(&fixed.before.diagnostics),
            errors(&found.diagnostics),
        );
        for (rule, count) in now {
            assert!(
                count <= before.get(rule).copied().unwrap_or(0),
                "more of {rule}"
            );
        }
        untouched(text, &after, &fixed.before.diagnostics, level);
    }
}

/// How many errors there are of each rule.
fn errors(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for found in found
        .iter()
        .filter(|found| found.severity == Severity::Error)
    {
        *counts.entry(found.rule.as_str()).or_default() += 1;
    }
    counts
}

/// Entries without a finding that has a fix stand in both texts with the same bytes. A message that stands twice has one once
/// another fix has made the two alike.
fn untouched(before: &str, after: &str, found: &[Diagnostic], level: Safety) {
    let fixable = |found: &&Diagnostic| {
        found.fix.as_ref().is_some_and(|fix| fix.safety >= level)
            || found.rule == "duplicate-message"
    };
    let touched: BTreeSet<Option<usize>> = found
        .iter()
        .filter(fixable)
        .map(|found| found.entry)
        .collect();
    let (before, after) = (blocks(before), blocks(after));
    // Once an entry is gone, more may be found in others: whether translators leave full stops out is asked of the file.
    if touched.contains(&None) || after.len() < before.len() {
        return;
    }
    // Guillemets in the place of straight marks bring their no-break spaces, and others may be asked for: whether translators
    // write them is asked of the file.
    let plain = |block: &str| match level {
        Safety::Unsafe => block.replace([' ', '\u{a0}', '\u{202f}', '\n', '"'], ""),
        _ => block.to_owned(),
    };
    let mut rest = after.into_iter();
    for (rank, block) in before.into_iter().enumerate() {
        if !touched.contains(&Some(rank)) {
            assert!(
                rest.any(|other| plain(other) == plain(block)),
                "this has moved: {block:?}"
            );
        }
    }
}

/// The text of each entry.
fn blocks(text: &str) -> Vec<&str> {
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut blocks = Vec::new();
    while parser.read(&mut entry) {
        parser.faults.clear();
        blocks.push(&text[entry.span]);
    }
    blocks
}

/// A file that is laid out holds the messages that it held, and is not laid out anew the next time.
pub fn fmt(bytes: &[u8]) {
    let decoded = Decoded::new(bytes.to_vec());
    if decoded.fault.is_some() {
        return;
    }
    let styles = [
        Style::default(),
        Style {
            width: Width::Columns(20 + bytes.len() % 64),
            sort: Sort::File,
            ..Style::default()
        },
        Style {
            width: Width::NoWrap,
            location: Location::File,
            sort: Sort::Message,
        },
    ];
    for style in styles {
        let Ok(out) = format(&decoded.text, &style) else {
            return;
        };
        assert_eq!(messages(&decoded.text), messages(&out), "{out}");
        // A file without a message stays as it is, whatever is wrong with it.
        if *out == *decoded.text {
            continue;
        }
        let again = format(&out, &style).unwrap_or_else(|faults| panic!("{faults:?} in {out}"));
        if !moves_again(&out) {
            assert_eq!(again, out);
        }
    }
}

/// Whether a text holds references of which `msgcat` makes something else each time: a line number apart from its file, a
/// name that is cut at its blanks, a carriage return alone.
fn moves_again(out: &str) -> bool {
    out.lines().any(|line| {
        let line = line.trim_start_matches("#~ ");
        line.starts_with("#:")
            && (line[2..].contains(": ") || line.ends_with(':') || line[2..].trim().is_empty())
            || line.starts_with("# File:")
    })
}

/// Its strings, in whatever order the entries stand: those that are kept.
fn messages(text: &str) -> BTreeMap<Vec<Option<String>>, usize> {
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut domain = "messages".to_owned();
    let mut messages = BTreeMap::new();
    while parser.read(&mut entry) {
        parser.faults.clear();
        // What stands before a `domain` line says nothing of the message behind it.
        let mut from = entry.span.start;
        if let Some(field) = entry.domain() {
            domain = entry.text(field).decode().into_owned();
            from = field.span.end;
        }
        let until_nul = |field: &polir::po::entry::RawField| {
            let text = entry.text(field).decode();
            text.split('\0').next().unwrap_or_default().to_owned()
        };
        let field = |keyword| entry.field(keyword).map(until_nul);
        let first = entry
            .translations()
            .next()
            .map(until_nul)
            .unwrap_or_default();
        if entry.field(Keyword::Msgid).is_none() || entry.obsolete && first.is_empty() {
            continue;
        }
        let state = format!("{} {}", entry.obsolete, entry.fuzzy && !first.is_empty());
        let mut strings = vec![
            Some(domain.clone()),
            Some(state),
            field(Keyword::Msgctxt),
            field(Keyword::Msgid),
            field(Keyword::MsgidPlural),
        ];
        strings.extend(entry.translations().map(|field| Some(until_nul(field))));
        let comments = entry
            .comments
            .iter()
            .filter(|comment| comment.kind == CommentKind::Extracted && comment.span.start >= from);
        strings.extend(comments.map(|comment| {
            Some(
                text[comment.span]
                    .split('\0')
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches("#.")
                    .trim()
                    .to_owned(),
            )
        }));
        *messages.entry(strings).or_default() += 1;
    }
    messages
}
