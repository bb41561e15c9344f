//! Our dictionaries beside the program `hunspell`: the same verdict on the same words.
//!
//! French: the built-in dictionary against the package that it is made of (`POLIR_HUNSPELL_COMPREHENSIVE` names its folder),
//! on every word of the corpus's prose, or of the fixtures where there is no corpus. Other languages: the dictionaries of the folder
//! `POLIR_HUNSPELL_LANGUAGES` (`es_ES`, `pt_BR`, `de_DE`, `ru_RU`, `hu_HU`), on words with affixes, compounds and slips.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use polir::markup;
use polir::po::{Entry, Keyword, Parser};
use polir::spelling::Dictionary;

/// The words of the translations below a folder, elided ones joined to what follows; without what hunspell's own reading
/// of a text would cut.
fn words(folder: &Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut tokens = Vec::new();
    for file in common::po_files(folder) {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let mut parser = Parser::new(&text);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            for field in entry
                .fields
                .iter()
                .filter(|field| field.keyword == Keyword::Msgstr)
            {
                let text = entry.text(field).decode();
                markup::rst(&text, &mut tokens);
                let mut start = None;
                for word in markup::words(&text, &tokens) {
                    let from = start.take().filter(|&(_, end)| end == word.span.start);
                    let from = from.map_or(word.span.start, |(from, _)| from);
                    if word.elided {
                        start = Some((from, word.span.end));
                    } else if !word.glued {
                        all.insert(text[from..word.span.end].to_owned());
                    }
                }
            }
        }
    }
    let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    // Raised letters and digits part words for hunspell.
    all.retain(|word| word.chars().all(plain) && !word.contains(['ʰ', 'ᵉ', 'ⁿ', 'Ⅰ']));
    all
}

/// The words of a dictionary with capitals, elided words and slips of each kind in turn, most of which it refuses.
fn variants(dic: &str) -> BTreeSet<String> {
    let titled = |word: &str| -> String {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    };
    let words = dic
        .lines()
        .skip(1)
        .filter_map(|line| line.split(['/', ' ', '\t']).next())
        .filter(|word| word.chars().all(|c| c.is_alphabetic() && c < '\u{180}'));
    let vary = |(at, word): (usize, &str)| {
        let other = match at % 11 {
            0 => titled(word),
            1 => word.to_uppercase(),
            2 => ["l'", word].concat(),
            3 => ["L'", &titled(word)].concat(),
            4 => ["n'", word].concat(),
            5 => ["d'", &titled(word)].concat(),
            6 => ["L'", word].concat().to_uppercase(),
            7 => word.chars().skip(1).collect(),
            8 => [word, "-", word].concat(),
            9 => word.to_lowercase(),
            _ => word.chars().rev().collect(),
        };
        [word.to_owned(), other]
    };
    words.enumerate().flat_map(vary).collect()
}

/// How many words are judged otherwise, and the share of all.
fn compare(name: &str, ours: &Dictionary, theirs: &Path, words: &BTreeSet<String>) -> f64 {
    let theirs = common::hunspell_refuses(theirs, words);
    let ours: BTreeSet<String> = words
        .iter()
        .filter(|word| !ours.has(&word.replace('’', "'")))
        .cloned()
        .collect();
    let other: Vec<&String> = ours.symmetric_difference(&theirs).collect();
    println!(
        "{name}: {} words, {} refused, {} judged otherwise: {other:?}",
        words.len(),
        theirs.len(),
        other.len()
    );
    assert!(
        !theirs.is_empty() && theirs.len() < words.len(),
        "{name}: hunspell judges all alike"
    );
    #[allow(clippy::cast_precision_loss, reason = "a share")]
    let share = other.len() as f64 / words.len() as f64;
    share
}

#[test]
fn french() {
    let Some(package) = common::hunspell_folder("POLIR_HUNSPELL_COMPREHENSIVE") else {
        return;
    };
    let prose = common::corpus("python-docs-fr-3.13").unwrap_or_else(common::fixtures);
    let mut words = words(&prose);
    words.extend(
        "l'hibou l’été d'aujourd'hui s'ils gèrera gérera kilooctet oeuvre œuvre bonjuor PARIS paris c'est-à-dire N'ÉTAIT"
            .split(' ')
            .map(str::to_owned),
    );
    words.extend(variants(
        &std::fs::read_to_string(package.join("fr.dic")).unwrap(),
    ));
    let share = compare("fr", &Dictionary::french(), &package.join("fr"), &words);
    assert!(share <= 0.001, "{share}");
}

const LANGUAGES: [(&str, &str); 5] = [
    (
        "es_ES",
        "canciones cantábamos cántaro dámelo rápidamente rapidamente Madrid madrid ficheros fichreos archivo arhcivo pingüino",
    ),
    (
        "pt_BR",
        "ação ações acões arquivos arqiuvos configuração configuracao rapidamente falássemos Brasil brasil úteis",
    ),
    (
        "de_DE",
        "Haus Häuser Haustür Haustürschlüssel Donaudampfschiff Datei Dateien Dateiname Dateinamen haus häuser Hauss Schifffahrt",
    ),
    (
        "ru_RU",
        "файл файлы файлов фаил программа программами прграмма Москва москва ещё еще строка строками",
    ),
    (
        "hu_HU",
        "fájl fájlok fájlokat fálj alapértelmezés alapértelmezésben sortörés sortöréseket rendszertárolók házak házakban háazk",
    ),
];

#[test]
fn other_languages() {
    let Some(folder) = common::hunspell_folder("POLIR_HUNSPELL_LANGUAGES") else {
        return;
    };
    for (language, words) in LANGUAGES {
        let path = folder.join(language);
        let read = |extension: &str| std::fs::read(path.with_extension(extension)).unwrap();
        let ours = Dictionary::read(&read("aff"), &read("dic")).unwrap();
        let words: BTreeSet<String> = words.split(' ').map(str::to_owned).collect();
        let share = compare(language, &ours, &path, &words);
        assert!(share == 0.0, "{language}: {share}");
    }
}
