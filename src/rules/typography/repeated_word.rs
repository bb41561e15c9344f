//! A word, or two words, that stand there twice.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::prose::{one_stretch, untouched, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "repeated-word",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "a word twice in a row",
        docs: r#"*le le fichier*, *le fichier le fichier*: what an edit leaves behind. Letters and what each language may well say twice (*nous nous*, *vous vous*, *faire faire*, *prends-le le matin*) are left alone, and so are languages in which doubling a word is grammar (Turkish, Vietnamese, Hindi). Where the source itself comes back to a word (*one by one*, *the test code tests*), only articles and the like count.
On the French documentation of Python 3.13: 12 findings, all read, 12 true.
```po bad
msgid "The file is read."
msgstr "Le fichier est est lu."
```
```po good
msgid "The file is read."
msgstr "Le fichier est lu."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(allowed) = message.file.typography.and_then(|table| table.repeats) else {
        return;
    };
    let source = Source {
        message,
        spares: OnceCell::new(),
        repeats: OnceCell::new(),
        has: RefCell::default(),
    };
    let text = message.text.as_bytes();
    // Where the last two chunks begin, and the first byte of each. A chunk is what stands between two blanks.
    let mut last = (0, text.first().copied().unwrap_or_default());
    let mut second = (0, NOTHING);
    for blank in find::all([b' ', b'\n'], text) {
        let next = blank + 1;
        let Some(&first) = text.get(next) else {
            return;
        };
        // Two chunks in a row, or two pairs of them, that begin alike: nearly none do.
        if first == last.1 {
            one(&source, allowed, last.0, blank, found);
        } else if matches!(last.1, b'(' | b'"' | b'*') && text[last.0 + 1] == first {
            one(&source, allowed, last.0 + 1, blank, found);
        }
        if first == second.1 {
            two(&source, allowed, second.0, next, found);
        }
        second = std::mem::replace(&mut last, (next, first));
    }
}

/// A byte that no text holds.
const NOTHING: u8 = 0xff;

/// What is asked of the source, once however many words are doubled.
struct Source<'m> {
    message: &'m Message<'m>,
    spares: OnceCell<bool>,
    repeats: OnceCell<Vec<(usize, bool)>>,
    has: RefCell<HashMap<&'m str, bool>>,
}

impl<'m> Source<'m> {
    /// Whether it says a word twice itself, or is the translation.
    fn spares(&self) -> bool {
        *self
            .spares
            .get_or_init(|| doubles(self.message.source) || untouched(self.message))
    }

    /// Whether it comes back to a word within a few, about where the byte `at` of the translation is: *the test code
    /// tests*, *makes the context the current context*. What is said twice there may be two things; where it is no more
    /// than articles and the like, only in phrases like *one by one*.
    fn repeats(&self, at: usize, words: &str) -> bool {
        let message = self.message;
        let places = (self.repeats).get_or_init(|| comes_back(message.source));
        let (whole, other) = (message.text.len().max(1), message.source.len());
        let about = at * other / whole;
        let meaning = words.split([' ', '\n']).any(|word| is_long(word, 4));
        places
            .iter()
            .any(|(place, close)| (meaning || *close) && place.abs_diff(about) <= 24 + other / 16)
    }

    /// Whether the words stand in it as they are.
    fn has(&self, words: &'m str) -> bool {
        let mut known = self.has.borrow_mut();
        *known
            .entry(words)
            .or_insert_with(|| verbatim(self.message, words))
    }
}

/// The word at `start..blank` against the one behind the blank.
fn one(source: &Source<'_>, allowed: &str, start: usize, blank: usize, found: &mut Findings) {
    let message = source.message;
    let text = message.text;
    let word = &text[start..blank];
    let again = blank + 1;
    if !text[again..].starts_with(word) || !is_word(word) || !ends(text, again + word.len()) {
        return;
    }
    let end = again + word.len();
    let meant = allowed.split(' ').any(|known| known == word)
        // *Prends-le le matin*: the first is the verb's.
        || text[..start].ends_with(['-', '\'', '’', '/', '.', '_'])
        || source.spares()
        || (is_long(word, 3) && source.repeats(start, word))
        || source.has(&text[start..end])
        // `LONGLONG` becomes `LONG LONG`.
        || verbatim(message, &[word, word].concat());
    if !meant && one_stretch(message.markup(), start, end) {
        report(found, Span::new(start, end), Span::new(blank, end), word);
    }
}

/// The words from `start` to the blank before `again` against those that begin at `again`.
fn two(source: &Source<'_>, allowed: &str, start: usize, again: usize, found: &mut Findings) {
    let message = source.message;
    let text = message.text;
    let words = &text[start..again - 1];
    if !text[again..].starts_with(words) || !ends(text, again + words.len()) {
        return;
    }
    let end = again + words.len();
    let mut parts = words.split([' ', '\n']);
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else {
        return;
    };
    // *De hora a hora a partir das 7.*
    let letter = second.chars().nth(1).is_none();
    let whole = is_part(first) && is_part(second) && first != second && !letter;
    let long = is_long(words, 3);
    // *A mano a mano*: with an underscore in the lists.
    let idiom = allowed.split(' ').any(|known| {
        known
            .split_once('_')
            .is_some_and(|pair| pair == (first, second) || pair == (second, first))
    });
    // *In der in der Datei genannten Form*: an article may stand there twice, what is said of a noun between.
    let nested = allowed.split(' ').any(|known| known == second) && is_attribute(&text[end..]);
    if whole
        && long
        && !idiom
        && !nested
        && !text[..start].ends_with(['-', '\'', '’', '/', '.', '_'])
        && !source.spares()
        && !source.repeats(start, words)
        && !source.has(&text[start..end])
        && one_stretch(message.markup(), start, end)
    {
        report(
            found,
            Span::new(start, end),
            Span::new(again - 1, end),
            words,
        );
    }
}

/// Whether a text begins with a noun, a participle or an adjective, and the noun that they are said of, where nouns have a
/// capital.
fn is_attribute(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut next = |begins: fn(char) -> bool| {
        (words.next()).is_some_and(|word| {
            word.trim_end_matches(char::is_alphanumeric).is_empty() && word.starts_with(begins)
        })
    };
    next(char::is_uppercase)
        && next(char::is_lowercase)
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether the source says a word twice itself: *template template*, *dot, dot*.
fn doubles(source: &str) -> bool {
    let letters = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase()
    };
    let mut last = String::new();
    source.split_whitespace().any(|word| {
        let word = letters(word);
        let same = !word.is_empty() && word == last;
        last = word;
        same
    })
}

/// How many words further on a word that comes back still belongs to the same phrase.
const NEAR: usize = 3;

/// Words of English that come back without a meaning.
const IDLE: [&str; 18] = [
    "the", "and", "for", "not", "with", "that", "from", "are", "this", "has", "can", "you", "may",
    "must", "will", "its", "any", "into",
];

/// Where in `source` a word that carries a meaning, or its stem, stands again within a few words (`test`, `tests`), and
/// whether it is the same word with one between (`one by one`).
fn comes_back(source: &str) -> Vec<(usize, bool)> {
    let mut last = [""; NEAR];
    let mut found = Vec::new();
    let mut at = 0;
    for (count, word) in source
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .enumerate()
    {
        at += source[at..].find(word).unwrap_or(0);
        // The last but two is one of a longer phrase: it counts where it is the same word.
        let near = |(place, other): (usize, &&str)| {
            let (far, same) = (place == count % NEAR, word.len() == other.len());
            (is_akin(word, other) && (same || !far)).then_some(same && !far)
        };
        let akin = last.iter().enumerate().filter_map(near).max();
        found.extend(akin.map(|close| (at, close)));
        last[count % NEAR] = word;
        at += word.len();
    }
    found
}

/// Whether one of two words of English begins the other and they differ by an ending.
fn is_akin(a: &str, b: &str) -> bool {
    let shared = a.len().min(b.len());
    // `one by one`, but no `use` beside `user`.
    shared > if a.len() == b.len() { 2 } else { 3 }
        && a.len().abs_diff(b.len()) <= 3
        && a.is_ascii()
        && b.is_ascii()
        && a[..shared].eq_ignore_ascii_case(&b[..shared])
        && !IDLE
            .iter()
            .any(|idle| idle.eq_ignore_ascii_case(&a[..shared]))
}

fn report(found: &mut Findings, span: Span, second: Span, what: &str) {
    found
        .report(&RULE.meta, span, format!("“{what}” twice in a row"))
        .fix(Safety::Unsafe, second, "");
}

/// Whether words have more letters than that: what is shorter is an article, a preposition, a pronoun.
fn is_long(words: &str, letters: usize) -> bool {
    let mut letter = words.chars().filter(|c| c.is_alphabetic());
    letter.nth(letters).is_some()
}

/// Whether a chunk is a word: letters of any script, more than one of ASCII, with hyphens and apostrophes within.
fn is_word(chunk: &str) -> bool {
    is_part(chunk) && (chunk.len() > 1)
}

fn is_part(chunk: &str) -> bool {
    chunk.starts_with(char::is_alphabetic)
        && chunk.ends_with(char::is_alphabetic)
        && chunk
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

/// Whether a word ends at the byte `at`.
fn ends(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let next = rest.chars().next();
    match next {
        None => true,
        Some('.') => !rest[1..].starts_with(|c: char| c.is_alphanumeric()),
        Some(c) => {
            !(c.is_alphanumeric()
                || matches!(
                    c,
                    '-' | '\'' | '’' | '_' | '/' | '(' | '=' | ':' | '@' | '+' | '#'
                )
                // An accelerator within the word: `de&gradado`.
                || (c == '&' && rest[1..].starts_with(char::is_alphabetic)))
        }
    }
}
