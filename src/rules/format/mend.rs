//! Directives that a translator's keyboard altered: a blank put in, a full-width sign; directives that another order asks
//! to be numbered, and apostrophes that take them for quoted.
//!
//! What counts as such is only what, written otherwise, leaves no difference between the two.

use super::languages::Language;
use super::model::{Key, Kind, Signature};
use crate::diagnostic::Span;

/// A directive of the translation, and how the source writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Altered<'s> {
    /// Where it stands, bytes of the translation.
    pub span: Span,
    /// What belongs there.
    pub directive: &'s str,
}

/// The altered directives of `text`, if with all of them mended it takes what `source` takes.
pub(super) fn altered<'s>(
    language: &Language,
    source: &'s str,
    signature: &Signature<'_>,
    text: &str,
    strict: bool,
) -> Vec<Altered<'s>> {
    let mut found: Vec<Altered<'s>> = Vec::new();
    for directive in directives(source, signature, language) {
        let lost = count(source, directive).saturating_sub(count(text, directive));
        if lost == 0 {
            continue;
        }
        let candidates: Vec<Span> = text
            .char_indices()
            .filter_map(|(at, _)| alteration(text, at, directive))
            .collect();
        if candidates.len() != lost {
            continue;
        }
        found.extend(
            candidates
                .into_iter()
                .map(|span| Altered { span, directive }),
        );
    }
    found.sort_by_key(|altered| altered.span);
    let apart = found
        .windows(2)
        .all(|pair| pair[0].span.end <= pair[1].span.start);
    if found.is_empty() || !apart {
        return Vec::new();
    }
    let mut mended = text.to_owned();
    for altered in found.iter().rev() {
        mended.replace_range(altered.span.start..altered.span.end, altered.directive);
    }
    if language.agrees(signature, &mended, strict) {
        found
    } else {
        Vec::new()
    }
}

/// The directives of `text` with numbers, where it has those of the source in another order: `%2$s %1$d` for `%d %s`. Each
/// must be the only one of its type.
pub(super) fn numbered(
    language: &Language,
    source: &Signature<'_>,
    text: &str,
    strict: bool,
) -> Vec<(Span, String)> {
    let Ok(read) = (language.read)(text) else {
        return Vec::new();
    };
    if read.args.len() != source.args.len() {
        return Vec::new();
    }
    let number = |kind: Kind| {
        let mut same = source.args.iter().filter(|arg| arg.kind == kind);
        match (same.next().map(|arg| arg.key), same.next()) {
            (Some(Key::Number(number)), None) => Some(number),
            _ => None,
        }
    };
    let mut edits = Vec::with_capacity(read.args.len());
    for arg in &read.args {
        let (directive, Some(number)) = (&text[arg.span], number(arg.kind)) else {
            return Vec::new();
        };
        if !directive.starts_with('%') || directive.contains(['$', '*']) {
            return Vec::new();
        }
        let sign = Span::new(arg.span.start, arg.span.start + 1);
        edits.push((sign, format!("%{number}$")));
    }
    edits.sort_by_key(|(span, _)| *span);
    let mut mended = text.to_owned();
    for (span, number) in edits.iter().rev() {
        mended.replace_range(span.range(), number);
    }
    if language.agrees(source, &mended, strict) {
        edits
    } else {
        Vec::new()
    }
}

/// The lone apostrophes of `text` in a language where these quote, if with all of them doubled it takes what `source`
/// takes: `l'objet {0}`.
pub(super) fn lone(
    language: &Language,
    source: &Signature<'_>,
    text: &str,
    strict: bool,
) -> Vec<Span> {
    if language.name != "java" {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let quote = |at: usize| bytes.get(at) == Some(&b'\'');
    let alone = |at: &usize| quote(*at) && !quote(at + 1) && !(*at > 0 && quote(at - 1));
    let places: Vec<usize> = (0..bytes.len()).filter(alone).collect();
    let mut mended = text.to_owned();
    for &at in places.iter().rev() {
        mended.insert(at, '\'');
    }
    if language.agrees(source, &mended, strict) {
        places.into_iter().map(|at| Span::new(at, at + 1)).collect()
    } else {
        Vec::new()
    }
}

/// The directives of a source, each once.
fn directives<'s>(source: &'s str, signature: &Signature<'_>, language: &Language) -> Vec<&'s str> {
    let mut spans: Vec<Span> = signature.args.iter().map(|arg| arg.span).collect();
    if signature.list.is_some() {
        // Lisp's are not kept: its simple ones are a tilde and a letter.
        let sign = |at: usize| language.signs.contains(&source.as_bytes()[at]);
        spans = (0..source.len().saturating_sub(1))
            .filter(|&at| sign(at) && source.as_bytes()[at + 1].is_ascii_alphabetic())
            .map(|at| Span::new(at, at + 2))
            .collect();
    }
    let mut all: Vec<&str> = spans.into_iter().map(|span| &source[span]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn count(text: &str, directive: &str) -> usize {
    text.matches(directive).count()
}

/// Where the directive stands at byte `at` of `text` with a blank inside or a full-width character, if it does.
pub(super) fn alteration(text: &str, at: usize, directive: &str) -> Option<Span> {
    let mut rest = text[at..].char_indices();
    let mut end = at;
    let mut altered = false;
    for (rank, expected) in directive.chars().enumerate() {
        loop {
            let (offset, found) = rest.next()?;
            end = at + offset + found.len_utf8();
            if found == expected {
                break;
            }
            if narrow(found) == expected {
                altered = true;
                break;
            }
            // What stands before the sign is no part of the directive.
            if rank == 0 || !found.is_whitespace() {
                return None;
            }
            // `100 % de`: a percent sign behind a number is one.
            let before = text[..at].trim_end();
            if rank == 1 && before.ends_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            altered = true;
        }
    }
    altered.then(|| Span::new(at, end))
}

/// The ASCII character that a full-width one stands for.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '٪' => '%',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alterations() {
        for (text, directive, found) in [
            ("a ％s", "%s", Some("％s")),
            ("{ nom }", "{nom}", Some("{ nom }")),
            ("｛nom｝", "{nom}", Some("｛nom｝")),
            ("% 1 et", "%1", Some("% 1")),
            ("100 % 1 et", "%1", None),
            ("%1", "%1", None),
            ("% (n)s", "%(n)s", Some("% (n)s")),
            ("%", "%s", None),
        ] {
            let span = text
                .char_indices()
                .find_map(|(at, _)| alteration(text, at, directive));
            assert_eq!(span.map(|span| &text[span]), found, "{text}");
        }
    }
}
