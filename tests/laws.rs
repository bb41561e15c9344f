//! The laws of the architecture, on random texts: nothing is lost, nothing outside a translation moves, fixing twice is
//! fixing once, nothing gets worse, the same comes out every time, and no text whatever makes the program fall over.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::sync::LazyLock;

use polir::diagnostic::{Safety, Severity};
use polir::engine::Checker;
use polir::fix;
use polir::po::charset::Decoded;
use polir::po::lexer::Lexer;
use polir::po::writer::Layout;
use polir::po::{Entry, Keyword, Parser};
use proptest::prelude::*;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| common::checker(&["all"], true));

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language: fr\\n\"\n\"Language-Team: FRENCH <traductions@lists.afpy.org>\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

/// Pieces of sentences that terms are about, and what stands around them.
fn phrase() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "retourne",
        "retournées",
        "Retournez",
        "la librairie",
        "l'espace de noms",
        "un thread",
        "des *threads*",
        "le bug",
        "e.g.",
        "un tuple",
        ":ref:`retourne <x>`",
        "``retourne``",
        "n'affiche",
        "se retourner",
        "«",
        "»",
        ":",
        "une liste",
        "de",
        "qui",
        "%s",
        "https://example.org/librairie",
        "l'\\\\ :c:data:`x`",
        "\\n",
        "\\\"",
        "à",
        "fin.",
        "É",
    ]);
    prop::collection::vec(words, 0..14).prop_map(|words| words.join(" "))
}

fn entry() -> impl Strategy<Value = String> {
    let comment = prop::sample::select(vec![
        "",
        "# note\n",
        "#, fuzzy\n",
        "#: a.rst:1\n",
        "# polir: ignore[retourner]\n",
    ]);
    let source = prop::sample::select(vec![
        "Returns a list",
        "A thread",
        "e.g. a library",
        "Support of ``x``",
        "*n* bugs",
    ]);
    (comment, source, phrase(), 0..30usize, any::<u16>()).prop_map(
        |(comment, source, text, cut, id)| {
            let lead = if text.starts_with("\\n") { "\\n" } else { "" };
            let tail = if text.ends_with("\\n") { "\\n" } else { "" };
            // The translation is broken after some word or other, as people do.
            let cut = text.match_indices(' ').map(|(at, _)| at + 1).nth(cut);
            let text = match cut {
                Some(cut) => format!("\"\"\n\"{}\"\n\"{}\"", &text[..cut], &text[cut..]),
                None => format!("\"{text}\""),
            };
            format!("{comment}msgctxt \"{id}\"\nmsgid \"{lead}{source}{tail}\"\nmsgstr {text}\n\n")
        },
    )
}

/// Everything of a text but its translations.
fn rest(text: &str) -> Vec<String> {
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut rest = Vec::new();
    let mut end = 0;
    while parser.read(&mut entry) {
        let start = entry
            .field(Keyword::Msgstr)
            .map_or(entry.span.end, |field| field.span.start);
        rest.push(text[end..start].to_owned());
        end = entry.span.end;
    }
    rest.push(text[end..].to_owned());
    rest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn fixes_keep_the_laws(entries in prop::collection::vec(entry(), 1..5), returns in any::<bool>()) {
        let mut text = format!("{HEADER}{}", entries.concat());
        if returns {
            text = text.replace('\n', "\r\n");
        }
        let decoded = Decoded::new(text.clone().into_bytes());
        let fixed = fix::fix(&CHECKER, "x.po", &decoded, Safety::Unsafe);
        let after = fix::apply(&text, &fixed.changes);
        prop_assert_eq!(rest(&text), rest(&after));
        let again = decoded.with_text(after.clone());
        let twice = fix::fix(&CHECKER, "x.po", &again, Safety::Unsafe);
        prop_assert_eq!(fix::apply(&after, &twice.changes), after.clone());
        // What is found in the fixed text is what `after` says, and no rule finds more than before in any entry.
        let found = CHECKER.check("x.po", &again).diagnostics;
        prop_assert_eq!(&found, &CHECKER.check("x.po", &again).diagnostics);
        if !fixed.changes.is_empty() {
            prop_assert_eq!(&found, &fixed.after().diagnostics);
        }
        // A baseline of the text as it was knows all that is left.
        let fingerprints = |text: &str, found: &[polir::diagnostic::Diagnostic]| -> std::collections::BTreeSet<u128> {
            polir::output::fingerprint::all("x.po", text, found).into_iter().collect()
        };
        let known = fingerprints(&text, &fixed.before.diagnostics);
        prop_assert!(fingerprints(&after, &found).is_subset(&known), "{}\n{}", text, after);
        for entry in 0..=entries.len() {
            let count = |found: &[polir::diagnostic::Diagnostic]| found.iter().filter(|found| found.entry == Some(entry)).count();
            prop_assert!(count(&found) <= count(&fixed.before.diagnostics), "{}\n{}", text, after);
        }
    }

    #[test]
    fn any_text_is_read(text in r#"([a-zé «»"\\\n\r\t#~|:,\[\]0-9<>=`*_{}%-]|msgid|msgstr|msgctxt|msgid_plural|"\n"|retourne|:ref:`){0,120}"#) {
        let joined: String = Lexer::new(&text).map(|token| &text[token.span.range()]).collect();
        prop_assert_eq!(&joined, &text);
        let decoded = Decoded::new(text.clone().into_bytes());
        let checked = CHECKER.check("x.po", &decoded);
        for found in &checked.diagnostics {
            prop_assert!(found.span.end <= decoded.text.len());
            prop_assert!(found.start.line >= 1 && found.start <= found.end);
        }
        // A text with an error is never silently accepted as clean after a fix.
        let fixed = fix::fix(&CHECKER, "x.po", &decoded, Safety::Unsafe);
        let errors = |found: &[polir::diagnostic::Diagnostic]| found.iter().filter(|found| found.severity == Severity::Error).count();
        prop_assert!(errors(&fixed.after().diagnostics) <= errors(&fixed.before.diagnostics));
        let _ = Layout::of(&decoded.text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let decoded = Decoded::new(bytes);
        let checked = CHECKER.check("x.po", &decoded);
        prop_assert!(decoded.fault.is_none() || checked.diagnostics.iter().any(|found| found.group.name() == "encoding"));
    }
}
