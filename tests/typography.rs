//! Typography: the catalogues of `fixtures/typography/`, one a language, each entry of which says what is found in it;
//! and, where the corpus is there, faults planted into its good entries, so that what the rules miss is known too.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{checker, corpus, po_files};
use polir::diagnostic::Safety;
use polir::engine::Checker;
use polir::fix;
use polir::po::charset::Decoded;
use polir::po::{Entry, Parser};
use polir::source;

/// The rules of the group that are on by themselves.
const ON: [&str; 11] = [
    "nbsp",
    "space-before-comma",
    "edge-space",
    "tab",
    "ascii-quotes",
    "curly-quotes",
    "end-punctuation",
    "inverted-mark",
    "brackets",
    "repeated-word",
    "etc",
];

#[test]
fn each_entry_says_what_is_found_in_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/typography");
    let checker = checker(&ON, false);
    let mut wrong = Vec::new();
    let mut files = 0;
    for path in po_files(&folder) {
        files += 1;
        let decoded = Decoded::new(fs::read(&path).unwrap());
        let checked = checker.check("page.po", &decoded);
        let mut parser = Parser::new(&decoded.text);
        let mut entry = Entry::default();
        let mut rank = 0;
        while parser.read(&mut entry) {
            let comment = entry
                .translator_comments()
                .find_map(|(comment, _)| comment.trim().strip_prefix("finds: "));
            let mut expected: Vec<&str> = comment.unwrap_or_default().split_whitespace().collect();
            expected.sort_unstable();
            let here = checked
                .diagnostics
                .iter()
                .filter(|found| found.entry == Some(rank));
            let mut found: Vec<&str> = here.map(|found| found.rule.as_str()).collect();
            found.sort_unstable();
            if found != expected {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let text = entry.msgid().unwrap_or_default().into_owned();
                wrong.push(format!(
                    "{name}: {text:?}: {found:?}, expected {expected:?}"
                ));
            }
            rank += 1;
        }
        // What is mended stays mended.
        let fixed = fix::fix(&checker, "page.po", &decoded, Safety::Unsafe);
        let again = decoded.with_text(fix::apply(&decoded.text, &fixed.changes));
        let left = fix::fix(&checker, "page.po", &again, Safety::Unsafe);
        assert!(
            left.changes.is_empty(),
            "{}: {:?}",
            path.display(),
            left.changes
        );
    }
    assert!(files > 25, "{files}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A fault, planted into a text that is right; `None` where there is no place for it.
type Plant = fn(&str) -> Option<String>;

/// The text with the first `from` that stands in prose replaced; what looks like markup or code is left alone.
fn swap(text: &str, from: &str, to: &str) -> Option<String> {
    let at = text.match_indices(from).map(|(at, _)| at).find(|&at| {
        let chunk = text[..at].rsplit(' ').next().unwrap_or_default();
        let plain =
            |text: &str| !text.contains(['`', '*', '/', '_', '<', '|', '"', '=', '\\', '%']);
        plain(chunk)
            && plain(&text[at..].chars().take(8).collect::<String>())
            && text[..at].matches("``").count().is_multiple_of(2)
            && text[..at].matches('`').count().is_multiple_of(2)
    })?;
    Some([&text[..at], to, &text[at + from.len()..]].concat())
}

const PLANTS: [(&str, &str, Plant); 18] = [
    ("nbsp", "breakable before ;", |text| {
        swap(text, "\u{a0}; ", " ; ")
    }),
    ("nbsp", "missing before ;", |text| {
        swap(text, "\u{a0}; ", "; ")
    }),
    ("nbsp", "breakable before :", |text| {
        swap(text, "\u{a0}: ", " : ")
    }),
    ("nbsp", "missing before :", |text| {
        swap(text, "\u{a0}: ", ": ")
    }),
    ("nbsp", "breakable before ?", |text| {
        swap(text, "\u{a0}?", " ?")
    }),
    ("nbsp", "missing before ?", |text| {
        swap(text, "\u{a0}?", "?")
    }),
    ("nbsp", "breakable behind «", |text| {
        swap(text, "«\u{a0}", "« ")
    }),
    ("nbsp", "missing before »", |text| {
        swap(text, "\u{a0}»", "»")
    }),
    ("space-before-comma", "before a comma", |text| {
        swap(text, ", ", " , ")
    }),
    ("space-before-comma", "before a stop", |text| {
        swap(text, ". ", " . ")
    }),
    ("space-before-comma", "in brackets", |text| {
        swap(text, " (", " ( ")
    }),
    ("edge-space", "at the end", |text| Some(format!("{text} "))),
    ("tab", "for a space", |text| swap(text, " ", "\t")),
    ("curly-quotes", "for guillemets", |text| {
        let text = swap(text, "«\u{a0}", "“")?;
        swap(&text, "\u{a0}»", "”")
    }),
    ("end-punctuation", "lost", |text| {
        let head = text.strip_suffix('.')?;
        head.ends_with(char::is_alphabetic).then(|| head.to_owned())
    }),
    ("repeated-word", "a word", |text| {
        ["le", "de", "est", "dans", "pour"]
            .iter()
            .find_map(|word| swap(text, &format!(" {word} "), &format!(" {word} {word} ")))
    }),
    ("brackets", "lost at the end", |text| swap(text, ") ", " ")),
    ("brackets", "lost at the beginning", |text| {
        swap(text, " (", " ")
    }),
];

/// An entry alone in a catalogue of French documentation.
fn alone(source: &str, text: &str) -> Decoded {
    let quote = |text: &str| {
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\t', "\\t")
    };
    let (source, text) = (quote(source), quote(text));
    let header =
        "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n";
    Decoded::new(
        format!("{header}\n#: x.rst:1\nmsgid \"{source}\"\nmsgstr \"{text}\"\n").into_bytes(),
    )
}

#[test]
fn planted_faults_are_found() {
    let Some(folder) = corpus("python-docs-fr-3.13") else {
        return;
    };
    let mut good: Vec<(String, String)> = Vec::new();
    for path in po_files(&folder) {
        let decoded = source::read(&path).unwrap();
        let mut parser = Parser::new(&decoded.text);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            if entry.obsolete || entry.fuzzy || entry.is_header() || !entry.is_translated() {
                continue;
            }
            let text = entry
                .translations()
                .next()
                .map(|field| entry.text(field).decode());
            if let (Some(source), Some(text)) = (entry.msgid(), text) {
                good.push((source.into_owned(), text.into_owned()));
            }
        }
    }
    let count = |checker: &Checker, source: &str, text: &str| {
        checker
            .check("x.po", &alone(source, text))
            .diagnostics
            .len()
    };
    let mut low = Vec::new();
    for (rule, what, plant) in PLANTS {
        let checker = checker(&[rule], false);
        let planted = good
            .iter()
            .filter(|(source, text)| source != text)
            .filter_map(|(source, text)| Some((source, text, plant(text)?)))
            .collect::<Vec<_>>();
        // Spread over the whole documentation, the same each time.
        let step = (planted.len() / 100).max(1);
        let (mut all, mut found) = (0, 0);
        for (source, text, bad) in planted.into_iter().step_by(step) {
            let before = count(&checker, source, text);
            all += 1;
            if count(&checker, source, &bad) > before {
                found += 1;
            } else if std::env::var_os("POLIR_SHOW").is_some() {
                println!("{rule}, {what}: {source:?}\n    {bad:?}");
            }
        }
        println!("{rule}, {what}: {found} of {all}");
        assert!(all >= 10, "{rule}, {what}: only {all} places");
        if found * 20 < all * 19 {
            low.push(format!("{rule}, {what}: {found} of {all}"));
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
