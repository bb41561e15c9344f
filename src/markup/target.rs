//! What roles and references show, and what they point at: `text <target>`.

use super::chars::{after, before, escapes, is_space, trim_end};
use super::{Kind, Span, Token};

/// Roles whose text is shown as it is written, so that `<…>` in it is no target (docutils and Sphinx).
#[rustfmt::skip]
const VERBATIM: [&str; 14] = [
    "code", "command", "file", "kbd", "literal", "makevar", "manpage", "math", "mimetype", "newsgroup", "program", "raw",
    "regexp", "samp",
];

/// A role: with a title where Sphinx sees one, that is, `text <target>` and no `!` before it.
pub(super) fn role(text: &str, span: Span, inner: Span, name: Span) -> Token {
    let shown = &text[inner];
    let verbatim = || {
        VERBATIM
            .iter()
            .any(|role| text[name].eq_ignore_ascii_case(role))
    };
    if shown.ends_with('>')
        && !shown.starts_with('!')
        && !verbatim()
        && let Some(open) = shown
            .rfind('<')
            .filter(|&open| open > 0 && !escapes(shown, open - 1))
    {
        let target = Span::new(inner.start + open + 1, inner.end - 1);
        let title = trim_end(text, Span::new(inner.start, inner.start + open));
        return Token {
            kind: Kind::TitledRole,
            span,
            inner: title,
            role: Some(name),
            target: Some(target),
        };
    }
    Token {
        kind: Kind::Role,
        span,
        inner,
        role: Some(name),
        target: Some(inner),
    }
}

/// A phrase reference, with the address or the name that it may embed.
pub(super) fn reference(text: &str, span: Span, inner: Span) -> Token {
    let shown = &text[inner];
    let bytes = shown.as_bytes();
    let plain = Token {
        target: Some(inner),
        ..Token::new(Kind::Reference, span, inner)
    };
    let Some(close) = shown.len().checked_sub(1).filter(|&close| {
        bytes[close] == b'>'
            && close > 0
            && !escapes(shown, close - 1)
            && !before(shown, close).is_some_and(is_space)
    }) else {
        return plain;
    };
    let bracket = (0..close)
        .rev()
        .find(|&at| matches!(bytes[at], b'<' | b'>') && !(at > 0 && escapes(shown, at - 1)));
    let Some(open) = bracket.filter(|&at| {
        bytes[at] == b'<' && at + 1 < close && !after(shown, at + 1).is_some_and(is_space)
    }) else {
        return plain;
    };
    let title = shown[..open].trim_end_matches([' ', '\n']);
    if open > 0 && title.len() == open {
        return plain;
    }
    let target = Span::new(inner.start + open + 1, inner.start + close);
    let title = Span::new(inner.start, inner.start + title.len());
    Token {
        target: Some(target),
        ..Token::new(Kind::Reference, span, title)
    }
}
