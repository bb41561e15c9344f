//! Misspellings planted in translations of the corpus are found: letters transposed, dropped, doubled, another accent.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use polir::engine::{Checker, Options};
use polir::markup::{self, Kind};
use polir::po::charset::Decoded;
use polir::po::{Entry, Keyword, Parser};
use polir::rules::selection::Selection;
use polir::spelling::{self, Vocabulary};

const MESSAGES: usize = 500;

/// What is done to a word at one of its letters; `None` where it cannot be done there.
fn misspell(word: &str, kind: usize, at: usize) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    match kind {
        0 => letters.swap(at, at.checked_sub(1)?),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => {
            const PAIRS: [(char, char); 8] = [
                ('é', 'e'),
                ('è', 'é'),
                ('ê', 'e'),
                ('à', 'a'),
                ('ç', 'c'),
                ('e', 'é'),
                ('a', 'à'),
                ('i', 'î'),
            ];
            letters[at] = PAIRS.iter().find(|(letter, _)| *letter == letters[at])?.1;
        }
    }
    let new: String = letters.into_iter().collect();
    (new != word).then_some(new)
}

#[test]
#[ignore = "it sets the checker up in a way that finds nothing: to be mended, then counted"]
fn planted_misspellings_are_found() {
    let Some(corpus) = common::corpus("python-docs-fr-3.13") else {
        return;
    };
    let vocabulary = Vocabulary::new(vec![spelling::french().unwrap()]);
    let checker = Checker::new(Options {
        selection: Selection::new(vec!["spelling".to_owned()], Vec::new()),
        language: Some("fr".to_owned()),
        ..Options::default()
    })
    .unwrap();
    let (mut messages, mut planted, mut missed) = (0, 0, Vec::new());
    let mut seed = 20_170_923_usize;
    let mut tokens = Vec::new();
    let files = common::po_files(&corpus);
    'files: for file in files.iter().cycle() {
        let text = std::fs::read_to_string(file).unwrap();
        let mut parser = Parser::new(&text);
        let mut entry = Entry::default();
        let mut rank = 0;
        while parser.read(&mut entry) {
            rank += 1;
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let Some(field) = entry.field(Keyword::Msgstr) else {
                continue;
            };
            if entry.fuzzy
                || entry.obsolete
                || entry.is_header()
                || rank == 1
                || !(seed >> 33).is_multiple_of(40)
            {
                continue;
            }
            let source = entry.msgid().unwrap();
            let translation = entry.text(field).decode();
            markup::tokens(&translation, true, &mut tokens);
            let words: Vec<_> = markup::words(&translation, &tokens)
                .filter(|word| {
                    word.text.chars().count() > 4
                        && !word.glued
                        && !word.elided
                        && !matches!(word.within, Some(Kind::Emphasis | Kind::TitledRole))
                        && word.text.chars().all(char::is_lowercase)
                        && vocabulary.knows(word.text)
                })
                .collect();
            if words.is_empty() || source == translation {
                continue;
            }
            messages += 1;
            let word = words[(seed >> 20) % words.len()];
            for kind in 0..4 {
                let count = word.text.chars().count();
                let new = (0..count)
                    .find_map(|step| misspell(word.text, kind, ((seed >> 11) + step) % count));
                let Some(new) = new.filter(|new| !vocabulary.knows(new)) else {
                    continue;
                };
                planted += 1;
                let mut changed = translation.to_string();
                changed.replace_range(word.span.range(), &new);
                let file = format!("msgid {source:?}\nmsgstr {changed:?}\n# ``rst``\n");
                let decoded = Decoded::new(
                    file.replace("\\'", "'")
                        .replace("\\u{", "\\\\u{")
                        .into_bytes(),
                );
                let found = checker.check("x.po", &decoded).diagnostics;
                if !found
                    .iter()
                    .any(|finding| new.contains(&*finding.place.as_ref().unwrap().matched))
                {
                    missed.push(format!("{} → {new}", word.text));
                }
            }
            if messages == MESSAGES {
                break 'files;
            }
        }
    }
    println!(
        "{planted} misspellings in {messages} messages, {} missed: {missed:?}",
        missed.len()
    );
    assert!(missed.len() * 100 <= planted, "{missed:?}");
}
