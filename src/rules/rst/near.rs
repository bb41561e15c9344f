//! Code of a translation that is nearly, not quite, code of its source: a slip of the hand, unless it was translated.

use std::ops::RangeInclusive;

use super::glue;
use crate::diagnostic::Span;
use crate::lang::fr;
use crate::markup::{Kind, Token};
use crate::rules::Message;

/// From this likeness on, and short of 1, one is a slip for the other.
const SLIP: f64 = 0.84;

/// Shorter code is nothing to compare, and longer code no word, bytes.
const LENGTHS: RangeInclusive<usize> = 4..=200;

/// A message with more tokens is not compared.
const MOST_TOKENS: usize = 500;

/// So many pairs are looked at; a message with more of them was written anew.
const MOST: usize = 4096;

/// The texts of tokens of `kind` that stand nowhere in the source, each with the text of the source that it was meant
/// to be.
pub(super) fn slips<'m>(message: &'m Message<'_>, kind: Kind) -> Vec<(Span, &'m str)> {
    let of_kind = |token: &&Token| token.kind == kind && LENGTHS.contains(&token.inner.len());
    let (text, source) = (message.text, message.source);
    if message.markup().len().max(message.source_markup().len()) > MOST_TOKENS {
        return Vec::new();
    }
    let ours: Vec<Span> = message
        .markup()
        .iter()
        .filter(of_kind)
        .map(|token| token.inner)
        .filter(|&inner| !message.source_holds(&text[inner]) || is_torn(&text[inner]))
        .collect();
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs: Vec<&str> = message
        .source_markup()
        .iter()
        .filter(of_kind)
        .map(|token| &source[token.inner])
        .filter(|inner| !message.text_holds(inner))
        .collect();
    if ours.len() * theirs.len() > MOST {
        return Vec::new();
    }
    let french = glue::is_french(&message.file.language);
    ours.into_iter()
        .filter_map(|inner| {
            let shown = &text[inner];
            let likeness = |other: &&str| {
                // Characters of a text that code has no use for, and the same code but for its blanks.
                if shown.contains('…') && plain_dots(shown) == plain_dots(other) {
                    return 1.0;
                }
                if is_parted(shown, other) {
                    return 1.0;
                }
                strsim::normalized_damerau_levenshtein(shown, other)
            };
            let best = theirs
                .iter()
                .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
                .filter(|other| likeness(other) >= SLIP)
                .filter(|other| !is_style(shown, other) && !is_translated(shown, other, french))?;
            Some((inner, *best))
        })
        .collect()
}

/// Whether the two differ in plain blanks and in the kind of quotes alone: the same code, but for a blank that a language
/// puts before a mark.
fn is_style(ours: &str, theirs: &str) -> bool {
    let bare = |text: &str| -> String {
        let kept = text.chars().filter(|&c| c != ' ');
        kept.map(|c| if c == '"' { '\'' } else { c }).collect()
    };
    let spaced = |text: &str| {
        [" :", " ;", " !", " ?", " )", "< "]
            .iter()
            .any(|mark| text.contains(mark))
    };
    bare(ours) == bare(theirs) && (!spaced(ours) || spaced(theirs)) && !is_parted(ours, theirs)
}

/// Whether code has blanks where the source has none, within a name or before the bracket of a call.
fn is_parted(ours: &str, theirs: &str) -> bool {
    let parts = |text: &str| {
        text.match_indices(' ').any(|(at, _)| {
            let name = |c: char| c.is_alphanumeric() || c == '_';
            let (before, behind) = (text[..at].trim_end(), &text[at + 1..]);
            let attribute = behind
                .strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(name));
            before.ends_with(name) && (attribute || behind.starts_with(['(', '_']))
                || before.ends_with('_') && behind.starts_with(name)
        })
    };
    let bare = |text: &str| -> String { text.chars().filter(|&c| c != ' ').collect() };
    parts(ours) && !theirs.contains(' ') && bare(ours) == bare(theirs)
}

/// The text with dots in place of each sign for three.
fn plain_dots(text: &str) -> String {
    text.replace('…', "...")
}

/// Whether a quotation mark of the code stands alone, as where the other one was lost.
fn is_torn(code: &str) -> bool {
    let odd = |mark: char| code.chars().filter(|&c| c == mark).count() % 2 == 1;
    code.contains('=') && (odd('\'') || odd('"'))
}

/// Whether what differs is a word of the other language: then it was translated on purpose.
fn is_translated(ours: &str, theirs: &str, french: bool) -> bool {
    let split = |c: char| !c.is_alphanumeric();
    let known: Vec<&str> = theirs.split(split).collect();
    ours.split(split)
        .filter(|word| !word.is_empty() && !known.contains(word))
        .any(|word| {
            !word.is_ascii()
                || french && word.len() > 2 && !fr::readings(&word.to_lowercase()).is_empty()
        })
}
