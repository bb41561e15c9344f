//! Misspellings planted in translations are found where they stand: letters transposed, dropped, doubled, another accent.
//!
//! Planted are those alone that the program `hunspell` refuses with the same dictionary. French: 500 messages of the corpus
//! (`POLIR_HUNSPELL_COMPREHENSIVE` names the folder of the dictionary). Other languages, with the dictionaries of the folder
//! `POLIR_HUNSPELL_LANGUAGES`: the catalogues of `POLIR_CATALOGUES` (a folder a language), or else the dictionary's own words.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use polir::diagnostic::Span;
use polir::engine::{Checker, Options, Spelling};
use polir::markup::{self, Format, Kind};
use polir::po::charset::Decoded;
use polir::po::wrap::escape;
use polir::po::{Entry, Keyword, Parser};
use polir::rules::selection::Selection;
use polir::spelling::{Dictionaries, Dictionary, Vocabulary};

const MESSAGES: usize = 500;

/// A source and its translation.
type Pair = (String, String);

/// A message with a misspelt word in the place of a right one.
struct Planted {
    right: String,
    wrong: String,
    source: String,
    text: String,
    span: Span,
}

/// Numbers that are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What letters with and without an accent are written for one another.
fn accents(language: &str) -> &'static [(char, char)] {
    match language {
        "fr" => &[
            ('é', 'e'),
            ('è', 'é'),
            ('ê', 'e'),
            ('à', 'a'),
            ('ç', 'c'),
            ('e', 'é'),
            ('a', 'à'),
            ('i', 'î'),
        ],
        "es" => &[
            ('á', 'a'),
            ('é', 'e'),
            ('í', 'i'),
            ('ó', 'o'),
            ('ú', 'u'),
            ('ñ', 'n'),
            ('a', 'á'),
            ('e', 'é'),
        ],
        "de" => &[
            ('ä', 'a'),
            ('ö', 'o'),
            ('ü', 'u'),
            ('ß', 's'),
            ('a', 'ä'),
            ('u', 'ü'),
        ],
        _ => &[('й', 'и'), ('и', 'й'), ('ё', 'е'), ('ш', 'щ'), ('ь', 'ъ')],
    }
}

/// What is done to a word at one of its letters; `None` where it cannot be done there.
fn misspell(
    word: &str,
    kind: usize,
    at: usize,
    accents: &'static [(char, char)],
) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    match kind {
        0 => letters.swap(at, at.checked_sub(1)?),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = accents.iter().find(|(one, _)| *one == letters[at])?.1,
    }
    let new: String = letters.into_iter().collect();
    (new != word).then_some(new)
}

/// The translated messages of files, one in `sparsely`.
fn messages(files: &[PathBuf], sparsely: usize) -> Vec<Pair> {
    let mut dice = Dice(20_170_923);
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let mut parser = Parser::new(&text);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            let translated = entry
                .field(Keyword::Msgstr)
                .filter(|_| !entry.fuzzy && !entry.obsolete && !entry.is_header());
            let (Some(field), Some(source)) = (translated, entry.msgid()) else {
                continue;
            };
            let text = entry.text(field).decode();
            if dice.roll(sparsely) == 0 && !text.is_empty() && text != source {
                found.push((source.into_owned(), text.into_owned()));
            }
        }
    }
    found
}

/// Messages made of a dictionary's words.
fn made_of(dic: &str) -> Vec<Pair> {
    let words = dic.lines().skip(1);
    let words: Vec<&str> = words
        .filter_map(|line| line.split(['/', '\t', ' ']).next())
        .filter(|word| word.chars().count() > 3 && word.chars().all(char::is_lowercase))
        .collect();
    let mut dice = Dice(20_170_923);
    let message = |_| {
        let words: Vec<&str> = (0..6).map(|_| words[dice.roll(words.len())]).collect();
        ("Words.".to_owned(), format!("{}.", words.join(" ")))
    };
    (0..2 * MESSAGES).map(message).collect()
}

/// Misspellings of each kind in one word of each of 500 messages; of a word that stands in prose and has no capital.
fn plant(pairs: Vec<Pair>, language: &str, vocabulary: &Vocabulary, rst: bool) -> Vec<Planted> {
    let mut dice = Dice(42);
    let mut tokens = Vec::new();
    let mut planted = Vec::new();
    let mut messages = 0;
    for (source, text) in pairs {
        markup::tokens(
            &text,
            if rst { Format::Rst } else { Format::Plain },
            &mut tokens,
        );
        let words: Vec<_> = markup::words(&text, &tokens)
            .filter(|word| {
                word.text.chars().count() > 3
                    && !word.glued
                    && !word.elided
                    && !matches!(word.within, Some(Kind::Emphasis | Kind::TitledRole))
                    && word.text.chars().all(char::is_lowercase)
                    && vocabulary.knows(word.text)
            })
            .collect();
        if words.is_empty() {
            continue;
        }
        let word = words[dice.roll(words.len())];
        for kind in 0..4 {
            let count = word.text.chars().count();
            let first = dice.roll(count);
            let wrong = (0..count).find_map(|step| {
                misspell(word.text, kind, (first + step) % count, accents(language))
            });
            let Some(wrong) = wrong else { continue };
            let mut text = text.clone();
            text.replace_range(word.span.range(), &wrong);
            planted.push(Planted {
                right: word.text.to_owned(),
                source: source.clone(),
                text,
                span: Span::new(word.span.start, word.span.start + wrong.len()),
                wrong,
            });
        }
        messages += 1;
        if messages == MESSAGES {
            break;
        }
    }
    assert_eq!(messages, MESSAGES, "{language}: too little text");
    planted
}

/// The misspellings that a checker does not find at their place.
fn missed<'p>(planted: &[&'p Planted], checker: &Checker, rst: bool) -> Vec<&'p Planted> {
    let finds = |one: &Planted| {
        let mut file =
            "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n".to_owned();
        if rst {
            file.push_str("#: x.rst:1\n");
        }
        file.push_str("msgid \"");
        escape(&one.source, &mut file);
        file.push_str("\"\nmsgstr \"");
        escape(&one.text, &mut file);
        file.push_str("\"\n");
        let found = checker.check("x.po", &Decoded::new(file.into_bytes()));
        assert_eq!(found.problem, None);
        let places = found
            .diagnostics
            .iter()
            .filter_map(|one| one.place.as_ref());
        places
            .into_iter()
            .any(|place| place.span == one.span && *place.matched == *one.wrong)
    };
    planted.iter().filter(|one| !finds(one)).copied().collect()
}

fn dictionary(path: &Path) -> Dictionary {
    let read = |extension: &str| std::fs::read(path.with_extension(extension)).unwrap();
    Dictionary::read(&read("aff"), &read("dic")).unwrap()
}

/// Plants, and says how many of what `hunspell` refuses are found: at least 99 of 100.
fn measure(
    language: &str,
    pairs: Vec<Pair>,
    hunspell: &Path,
    open: impl Fn() -> Dictionary + Send + Sync + 'static,
    rst: bool,
) {
    let vocabulary = Vocabulary::new(vec![open()]);
    let planted = plant(pairs, language, &vocabulary, rst);
    let wrong: BTreeSet<String> = planted.iter().map(|one| one.wrong.clone()).collect();
    let refused = common::hunspell_refuses(hunspell, &wrong);
    let planted: Vec<&Planted> = planted
        .iter()
        .filter(|one| refused.contains(&one.wrong))
        .collect();
    assert!(
        planted.len() > 2 * MESSAGES,
        "{language}: too few are wrong"
    );
    let checker = Checker::new(Options {
        selection: Selection::new(vec!["spelling".to_owned()], Vec::new()),
        language: Some(language.to_owned()),
        spelling: Spelling {
            dictionaries: Dictionaries::new(move |_| Ok(vec![open()])),
            ..Spelling::default()
        },
        ..Options::default()
    })
    .unwrap();
    let missed = missed(&planted, &checker, rst);
    let told: Vec<String> = missed
        .iter()
        .map(|one| format!("{} → {}", one.right, one.wrong))
        .collect();
    println!(
        "{language}: {} misspellings in {MESSAGES} messages, {} missed: {told:?}",
        planted.len(),
        missed.len()
    );
    suggested(language, &planted, &vocabulary);
    assert!(missed.len() * 100 <= planted.len(), "{language}: {told:?}");
}

/// Says how often what was written before is suggested.
fn suggested(language: &str, planted: &[&Planted], vocabulary: &Vocabulary) {
    let (mut first, mut any) = (0, 0);
    for one in planted {
        let words = vocabulary.suggest(&one.wrong, 5);
        first += usize::from(words.first() == Some(&one.right));
        any += usize::from(words.contains(&one.right));
    }
    println!(
        "{language}: of {} the right word is suggested first for {first}, among five for {any}",
        planted.len()
    );
    assert!(any * 100 >= planted.len() * 90, "{language}: {any}");
}

#[test]
fn planted_misspellings_are_found() {
    let Some(corpus) = common::corpus("python-docs-fr-3.13") else {
        return;
    };
    let Some(folder) = common::hunspell_folder("POLIR_HUNSPELL_COMPREHENSIVE") else {
        return;
    };
    let pairs = messages(&common::po_files(&corpus), 40);
    let open = Dictionary::french;
    measure("fr", pairs, &folder.join("fr"), open, true);
}

#[test]
fn planted_misspellings_of_other_languages_are_found() {
    let Some(folder) = common::hunspell_folder("POLIR_HUNSPELL_LANGUAGES") else {
        return;
    };
    let catalogues = std::env::var_os("POLIR_CATALOGUES").map(PathBuf::from);
    let names = BTreeMap::from([("es", "es_ES"), ("de", "de_DE"), ("ru", "ru_RU")]);
    for (language, name) in names {
        let path = folder.join(name);
        let pairs = if let Some(catalogues) = &catalogues {
            messages(&common::po_files(&catalogues.join(language)), 40)
        } else {
            made_of(&std::fs::read_to_string(path.with_extension("dic")).unwrap_or_default())
        };
        let own = path.clone();
        measure(language, pairs, &path, move || dictionary(&own), false);
    }
}
