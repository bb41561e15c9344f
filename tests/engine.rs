//! The engine's laws on texts written for it: silencing, selection, containment of panics, order, and fixes that never
//! make a file worse.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use common::checker;
use polir::diagnostic::{Diagnostic, LineColumn, Safety};
use polir::engine::{self, Checker, ChosenPack, Options};
use polir::fix;
use polir::po::charset::Decoded;
use polir::rules::selection::Selection;
use polir::rules::terminology::Pack;

const HEADER: &str = "# Copyright (C) 2024, Python Software Foundation\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Python 3\\n\"\n\"Language: fr\\n\"\n\"Language-Team: FRENCH <traductions@lists.afpy.org>\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"PO-Revision-Date: 2024-01-02 03:04+0100\\n\"\n\"Last-Translator: Ada <ada@example.org>\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n";

fn text(body: &str) -> Decoded {
    Decoded::new(format!("{HEADER}{body}").into_bytes())
}

fn found(checker: &Checker, body: &str) -> Vec<(String, String)> {
    let decoded = text(body);
    let diagnostics = checker.check("x.po", &decoded).diagnostics;
    diagnostics
        .into_iter()
        .map(|found| {
            (
                found.rule.to_string(),
                decoded.text[found.span.range()].to_owned(),
            )
        })
        .collect()
}

fn pair(rule: &str, at: &str) -> (String, String) {
    (rule.to_owned(), at.to_owned())
}

const ENTRY: &str = "msgid \"Returns a list.\"\nmsgstr \"Retourne une liste.\"\n";

#[test]
fn entries_that_are_checked_together_are_told_apart() {
    let checker = checker(&["default"], false);
    // As many as fill several batches, each with a place of its own, some silenced, some with nothing to find.
    let body: String = (0..150)
        .map(|number| match number % 5 {
            0 => format!("# noqa\nmsgid \"Returns {number}.\"\nmsgstr \"Retourne {number}.\"\n\n"),
            1 => format!("msgid \"Page {number}.\"\nmsgstr \"Page de de {number}.\"\n\n"),
            2 => format!("msgid \"It is {number}.\"\nmsgstr \"C'est {number}.\"\n\n"),
            _ => format!(
                "msgid \"Returns {number}.\"\nmsgstr \"\"\n\"Retourne \"\n\"{number}.\"\n\n"
            ),
        })
        .collect();
    let decoded = text(&body);
    let checked = checker.check("x.po", &decoded);
    assert_eq!(checked.entries, 150);
    let mut told = checked.diagnostics.iter().map(|found| {
        let place = found.place.as_ref().unwrap();
        (
            found.rule.as_str().to_owned(),
            found.entry,
            place.msgid.to_string(),
        )
    });
    for number in 0..150 {
        let (rule, source) = match number % 5 {
            0 | 2 => continue,
            1 => ("repeated-word", format!("Page {number}.")),
            _ => ("retourner", format!("Returns {number}.")),
        };
        // The header is the entry before them.
        assert_eq!(
            told.next(),
            Some((rule.to_owned(), Some(number + 1), source))
        );
    }
    assert_eq!(told.next(), None);
}

#[test]
fn comments_silence_rules() {
    let checker = checker(&["default"], false);
    assert_eq!(found(&checker, ENTRY), [pair("retourner", "Retourne")]);
    for comment in [
        "# polir: ignore[retourner]",
        "# polir: ignore[python-docs-fr/retourner]",
        "# polir: ignore[terminology]",
        "# polir: ignore",
        "# noqa",
        "# noqa: retourner",
        "# skip-rule: retourner",
    ] {
        assert_eq!(
            found(&checker, &format!("{comment}\n{ENTRY}")),
            [],
            "{comment}"
        );
    }
}

#[test]
fn comments_that_silence_nothing_are_told() {
    let clean = ENTRY.replace("Retourne", "Renvoie");
    let checker = checker(&["default"], false);
    let told = |comment: &str| found(&checker, &format!("{comment}\n{clean}"));
    assert_eq!(
        told("# polir: ignore[retourner]"),
        [pair("unused-ignore", "retourner")]
    );
    assert_eq!(
        told("# polir: ignore"),
        [pair("unused-ignore", "polir: ignore")]
    );
    assert_eq!(told("# noqa"), [pair("unused-ignore", "noqa")]);
    // A name that only another tool has is that tool's; one in our own words is a slip.
    assert_eq!(told("# noqa: E501"), []);
    assert_eq!(
        told("# polir: ignore[retourer]"),
        [pair("unused-ignore", "retourer")]
    );
    // What did not run cannot be judged: another selection, a fuzzy entry, an untranslated one.
    let narrow = common::checker(&["edge-newline", "unused-ignore"], false);
    assert_eq!(
        found(&narrow, &format!("# polir: ignore[retourner]\n{clean}")),
        []
    );
    assert_eq!(told("# polir: ignore[retourner]\n#, fuzzy"), []);
}

#[test]
fn places_are_those_of_the_file() {
    let checker = checker(&["default"], false);
    let decoded =
        text("msgid \"Returns a list.\"\nmsgstr \"\"\n\"Œuvre qui retour\"\n\"ne une liste.\"\n");
    let diagnostics = checker.check("x.po", &decoded).diagnostics;
    let [only] = diagnostics.as_slice() else {
        panic!("{diagnostics:?}")
    };
    let (start, end) = (
        LineColumn {
            line: 15,
            column: 12,
        },
        LineColumn {
            line: 16,
            column: 4,
        },
    );
    assert_eq!((only.start, only.end), (start, end));
    let place = only.place.as_ref().unwrap();
    assert_eq!(
        (&*place.matched, &*place.msgid),
        ("retourne", "Returns a list.")
    );
}

#[test]
fn nothing_depends_on_how_a_text_is_split() {
    let checker = checker(&["all"], false);
    let matched = |body: &str| -> Vec<_> {
        let found = checker.check("x.po", &text(body)).diagnostics;
        // What is found in how a text is split does depend on it.
        found
            .into_iter()
            .filter(|found| found.rule != "wrapping")
            .map(|found| {
                (
                    found.rule,
                    found.place.map(|place| (place.span, place.matched)),
                )
            })
            .collect()
    };
    let one = matched(
        "msgid \"Returns nothing, e.g. a list.\"\nmsgstr \"Elle retourne une librairie de threads.\"\n",
    );
    assert!(!one.is_empty());
    assert_eq!(
        one,
        matched(
            "msgid \"\"\n\"Returns nothing, e.g.\"\n\" a list.\"\nmsgstr \"\"\n\"Elle re\"\n\"\"\n\"tourne une libr\"\n\"airie de\"\n\" threads.\"\n"
        )
    );
    let body = "msgid \"Returns nothing, e.g. a list.\"\r\nmsgstr \"Elle retourne une librairie de threads.\"\r\n";
    let with_returns = Decoded::new(format!("{}{body}", HEADER.replace('\n', "\r\n")).into_bytes());
    let found: Vec<_> = checker.check("x.po", &with_returns).diagnostics;
    assert_eq!(
        one,
        found
            .into_iter()
            .map(|found| (
                found.rule,
                found.place.map(|place| (place.span, place.matched))
            ))
            .collect::<Vec<_>>()
    );
}

#[test]
fn packs_are_on_where_they_are_meant_for() {
    let checker = checker(&["default"], false);
    let elsewhere = |from: &str, to: &str| {
        let decoded = Decoded::new(format!("{HEADER}{ENTRY}").replace(from, to).into_bytes());
        checker
            .check("x.po", &decoded)
            .diagnostics
            .into_iter()
            .filter(|found| found.rule == "retourner")
            .count()
    };
    assert_eq!(elsewhere("Python 3", "Python 2.7"), 1);
    assert_eq!(elsewhere("Python 3", "Django"), 0);
    assert_eq!(elsewhere("Language: fr", "Language: es"), 0);
}

/// A pack that is not meant for a file turns no rule on in it, though the run knows the pack.
#[test]
fn what_a_pack_turns_on_is_on_where_the_pack_is() {
    let checker = checker(&["default"], false);
    let found = |from: &str, to: &str| {
        let long = format!("msgid \"{0}\"\nmsgstr \"{0}\"\n", "word ".repeat(30));
        let text = format!("{HEADER}{long}").replace(from, to);
        let checked = checker.check("x.po", &Decoded::new(text.clone().into_bytes()));
        let holds = checker.holds("x.po", &text).rules;
        let long = checked.diagnostics.iter();
        (
            long.filter(|found| found.rule == "long-line").count(),
            holds,
        )
    };
    let (on, rules) = found("Python 3", "Python 3");
    assert_eq!(on, 2);
    for (from, to) in [("Python 3", "Django"), ("Language: fr", "Language: es")] {
        let (on, fewer) = found(from, to);
        assert_eq!((on, fewer), (0, rules - 2), "{to}");
    }
}

#[test]
fn a_panic_stays_in_its_file_and_results_keep_their_order() {
    let paths: Vec<std::path::PathBuf> = (0..200)
        .map(|number| format!("{number}.po").into())
        .collect();
    std::panic::set_hook(Box::new(|_| {}));
    for jobs in [1, 2, 7] {
        let results = engine::run(&paths, jobs, |path| {
            assert!(path.to_str() != Some("13.po"), "unlucky");
            path.clone()
        });
        for (path, result) in paths.iter().zip(&results) {
            match result {
                Ok(same) => assert_eq!(same, path),
                Err(error) => assert!(
                    path.to_str() == Some("13.po") && error.contains("unlucky"),
                    "{error}"
                ),
            }
        }
        assert_eq!(results.iter().filter(|result| result.is_err()).count(), 1);
    }
}

fn with_pack(terms: &str) -> Checker {
    let pack = Pack::parse(
        "test.toml",
        &format!("[pack]\nname = \"test\"\nlanguage = \"fr\"\n{terms}"),
    )
    .unwrap();
    Checker::new(Options {
        packs: vec![ChosenPack {
            pack,
            automatic: false,
        }],
        ..Options::default()
    })
    .unwrap()
}

fn fixed(checker: &Checker, decoded: &Decoded) -> (String, usize) {
    let fixed = fix::fix(checker, "x.po", decoded, Safety::Safe);
    (
        fix::apply(&decoded.text, &fixed.changes),
        fixed.refused.len(),
    )
}

#[test]
fn fixes_that_undo_each_other_are_refused() {
    let checker = with_pack(
        "[[term]]\nid = \"a\"\navoid = { word = \"chat\" }\nuse = { word = \"chien\" }\nfix = \"safe\"\nwhy = \"a\"\n\
         [[term]]\nid = \"b\"\navoid = { word = \"chien\" }\nuse = { word = \"chat\" }\nfix = \"safe\"\nwhy = \"b\"\n",
    );
    let decoded = text("msgid \"A cat\"\nmsgstr \"Un chat\"\n");
    let (after, refused) = fixed(&checker, &decoded);
    assert_eq!(after, &*decoded.text);
    assert!(refused > 0);
}

#[test]
fn fixes_that_undo_each_other_take_no_other_fix_of_the_entry_along() {
    let checker = with_pack(
        "[[term]]\nid = \"a\"\navoid = { word = \"chat\" }\nuse = { word = \"chien\" }\nfix = \"safe\"\nwhy = \"a\"\n\
         [[term]]\nid = \"b\"\navoid = { word = \"chien\" }\nuse = { word = \"lapin\" }\nfix = \"safe\"\nwhy = \"b\"\n\
         [[term]]\nid = \"c\"\navoid = { word = \"lapin\" }\nuse = { word = \"chat\" }\nfix = \"safe\"\nwhy = \"c\"\n\
         [[term]]\nid = \"d\"\navoid = { word = \"fourni\" }\nuse = { word = \"donne\" }\nfix = \"safe\"\nwhy = \"d\"\n",
    );
    for animal in ["chat", "chien", "lapin"] {
        let decoded = text(&format!("msgid \"A cat\"\nmsgstr \"Un {animal} fourni\"\n"));
        let (after, refused) = fixed(&checker, &decoded);
        assert_eq!(after, decoded.text.replace("fourni", "donne"), "{animal}");
        assert!(refused > 0);
    }
}

#[test]
fn a_fix_that_brings_another_finding_is_refused_and_the_others_are_made() {
    let checker = with_pack(
        "[[term]]\nid = \"a\"\navoid = { word = \"chat\" }\nuse = { word = \"rat\" }\nfix = \"safe\"\nwhy = \"a\"\n\
         [[term]]\nid = \"b\"\navoid = { word = \"souris\" }\nuse = { word = \"gerbille\" }\nfix = \"safe\"\nwhy = \"b\"\n\
         [[term]]\nid = \"c\"\navoid = { word = \"rat\" }\nwhy = \"c\"\n",
    );
    let decoded =
        text("msgid \"A cat\"\nmsgstr \"Un chat\"\n\nmsgid \"A mouse\"\nmsgstr \"Une souris\"\n");
    let fixed = fix::fix(&checker, "x.po", &decoded, Safety::Safe);
    let after = fix::apply(&decoded.text, &fixed.changes);
    assert_eq!(after, decoded.text.replace("souris", "gerbille"));
    let [refused] = fixed.refused.as_slice() else {
        panic!("{:?}", fixed.refused)
    };
    assert!(
        refused.diagnostic.rule == "a" && refused.reason.contains("`c`"),
        "{refused:?}"
    );
}

#[test]
fn what_the_charset_lacks_is_refused() {
    let checker = with_pack(
        "[[term]]\nid = \"a\"\navoid = { word = \"oeuvre\" }\nuse = { word = \"œuvre\" }\nfix = \"safe\"\nwhy = \"a\"\n",
    );
    let header = HEADER.replace("UTF-8", "ISO-8859-2");
    let decoded = Decoded::new(format!("{header}msgid \"work\"\nmsgstr \"oeuvre\"\n").into_bytes());
    let fixed = fix::fix(&checker, "x.po", &decoded, Safety::Safe);
    assert!(fixed.changes.is_empty());
    assert!(fixed.refused[0].reason.contains('œ'), "{:?}", fixed.refused);
}

#[test]
fn utf8_below_a_header_of_another_charset() {
    let checker = checker(&["default"], false);
    let header = HEADER.replace("UTF-8", "ISO-8859-1");
    let body = "# Été\nmsgid \"%s, or: %s\"\nmsgstr \"%s à , là ; ou\u{a0}: %s\"\n";
    let decoded = Decoded::new(format!("{header}{body}").into_bytes());
    let told: Vec<_> = (checker.check("x.po", &decoded).diagnostics.into_iter())
        .map(|found| {
            (
                found.rule.to_string(),
                decoded.text[found.span.range()].to_owned(),
            )
        })
        .collect();
    assert!(told.contains(&pair("invalid-encoding", "à")), "{told:?}");
    let fixed = fix::fix(&checker, "x.po", &decoded, Safety::Safe);
    let after = fix::apply(&decoded.text, &fixed.changes);
    assert!(after.contains("%s à, là\u{a0}; ou\u{a0}: %s"), "{after}");
    // What stands in comments alone is no text.
    let body = "# Été\nmsgid \"a\"\nmsgstr \"b\"\n";
    let decoded = Decoded::new(format!("{header}{body}").into_bytes());
    assert_eq!(checker.check("x.po", &decoded).diagnostics, []);
}

#[test]
fn a_string_whose_escapes_would_be_lost_is_left_alone() {
    let checker = with_pack(
        "[[term]]\nid = \"a\"\navoid = { word = \"chat\" }\nuse = { word = \"chien\" }\nfix = \"safe\"\nwhy = \"a\"\n",
    );
    for (charset, escape, lost) in [
        ("UTF-8", r"\351", true),
        ("UTF-8", r"\xe9", true),
        ("UTF-8", r"\303\251", false),
        ("UTF-8", r"\x41\101", false),
        ("UTF-8", r"\\351", false),
        // Two bytes of another charset, which are no letter of UTF-8 there.
        ("ISO-8859-1", r"\303\251", true),
    ] {
        let header = HEADER.replace("UTF-8", charset);
        let body = format!(
            "msgid \"A cat\"\nmsgstr \"Un chat {escape}\"\n\nmsgid \"Two cats\"\nmsgstr \"Un chat\"\n"
        );
        let decoded = Decoded::new(format!("{header}{body}").into_bytes());
        let fixed = fix::fix(&checker, "x.po", &decoded, Safety::Safe);
        let after = fix::apply(&decoded.text, &fixed.changes);
        assert!(after.ends_with("\"Un chien\"\n"), "{after}");
        assert_eq!(
            after.contains(&format!("Un chat {escape}")),
            lost,
            "{after}"
        );
        let told = |one: &Diagnostic| {
            one.help
                .as_deref()
                .is_some_and(|help| help.contains("by hand"))
        };
        let told = fixed
            .before
            .diagnostics
            .iter()
            .filter(|one| told(one))
            .count();
        assert_eq!(told, usize::from(lost), "{after}");
    }
}

#[test]
fn a_broken_file_is_read_on_and_fixed_around_its_faults() {
    let checker = checker(&["default"], false);
    let body = format!("msgid \"broken\nmsgstr \"x\"\n\n{ENTRY}");
    assert_eq!(
        found(&checker, &body),
        [
            pair("unterminated-string", "\"broken"),
            pair("retourner", "Retourne")
        ]
    );
    let decoded = text(&body);
    assert_eq!(
        fixed(&checker, &decoded).0,
        decoded.text.replace("Retourne", "Renvoie")
    );
}

#[test]
fn names_are_verified() {
    let wrong = Options {
        selection: Selection::new(vec!["retourer".into()], Vec::new()),
        ..Options::default()
    };
    assert!(Checker::new(wrong).is_err());
}
