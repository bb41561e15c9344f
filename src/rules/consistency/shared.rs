//! What rules on values that a translation must take over as they are have in common: the values of both texts, those
//! that one has alone, and how they are reported.

use std::fmt::Write as _;

use memchr::memmem;

use super::Meta;
use crate::diagnostic::Span;
use crate::markup::{Kind, Token};
use crate::rules::{Findings, Message};

/// A value, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl Value<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }
}

/// Whether the byte `at` belongs to markup of reStructuredText whose target is another rule's.
pub(super) fn is_reference(tokens: &[Token], at: usize) -> bool {
    let index = tokens.partition_point(|token| token.span.end <= at);
    tokens.get(index).is_some_and(|token| {
        token.span.start <= at
            && matches!(
                token.kind,
                Kind::Role
                    | Kind::TitledRole
                    | Kind::Interpreted
                    | Kind::Reference
                    | Kind::Target
                    | Kind::Substitution
                    | Kind::Footnote
                    | Kind::Citation
                    | Kind::Block
            )
    })
}

/// Those of `values` that `others` has not, each once.
pub(super) fn unlike<'a, 't>(
    values: &'a [Value<'t>],
    others: &[Value<'_>],
    same: impl Fn(&str, &str) -> bool,
) -> Vec<&'a Value<'t>> {
    let mut unlike: Vec<&Value<'t>> = Vec::new();
    for value in values {
        let known = |other: &str| same(value.text, other);
        if !others.iter().any(|other| known(other.text))
            && !unlike.iter().any(|other| known(other.text))
        {
            unlike.push(value);
        }
    }
    unlike
}

/// Reports values of the source that are missing, and those that took their place.
pub(super) fn report(
    meta: &Meta<'_>,
    message: &Message<'_>,
    missing: &[&Value<'_>],
    new: &[&Value<'_>],
    found: &mut Findings,
) {
    let list = |values: &[&Value<'_>]| {
        let mut list = String::new();
        for value in values {
            let comma = if list.is_empty() { "" } else { ", " };
            let _ = write!(list, "{comma}`{}`", value.text);
        }
        list
    };
    let (span, told) = match new {
        [] => (
            Span::new(0, message.text.len()),
            format!("{} of the source is missing", list(missing)),
        ),
        [first, ..] => (
            first.span(),
            format!(
                "the source has {}, the translation has {}",
                list(missing),
                list(new)
            ),
        ),
    };
    found.report(meta, span, told);
}

/// Reports values of the source that the translation holds nowhere, letter for letter, and the `values` of the translation
/// that the source has not.
pub(super) fn report_missing(
    meta: &Meta<'_>,
    message: &Message<'_>,
    source: &[Value<'_>],
    values: impl for<'t> Fn(&'t str) -> Vec<Value<'t>>,
    found: &mut Findings,
) {
    if source.is_empty() {
        return;
    }
    let text = values(message.text);
    let mut missing = unlike(source, &text, |a, b| a == b);
    missing.retain(|value| memmem::find(message.text.as_bytes(), value.text.as_bytes()).is_none());
    if missing.is_empty() {
        return;
    }
    let new = unlike(&text, source, |a, b| a == b);
    report(meta, message, &missing, &new, found);
}

/// Whether two texts differ by a slip: at most two characters in one place, in no word that is the code of a language or
/// a country.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shared = a.len().min(b.len());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a.iter().rev().zip(b.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let tail = tail.min(shared - head);
    let code = |text: &[char]| {
        let letter = |c: &&char| c.is_alphanumeric();
        let before = text[..head].iter().rev().take_while(letter).count();
        let behind = text[text.len() - tail..].iter().take_while(letter).count();
        let word = &text[head - before..text.len() - tail + behind];
        word.len() <= 2
    };
    let few = |text: &[char]| text.len() - tail - head <= 2;
    shared > 6 && few(&a) && few(&b) && !code(&a) && !code(&b)
}

/// Whether a chunk of text may begin at the byte `at`: behind a blank, a quotation mark or a bracket.
pub(super) fn begins(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| {
        c.is_whitespace()
            || !(c.is_alphanumeric()
                || matches!(
                    c,
                    '-' | '_'
                        | '/'
                        | '.'
                        | '\\'
                        | '$'
                        | '%'
                        | '}'
                        | '@'
                        | '~'
                        | '+'
                        | '&'
                        | '#'
                        | ':'
                ))
    })
}
