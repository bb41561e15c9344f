//! The tags of a fragment, and what is wrong with them: as XML asks, with what HTML allows (elements that have no end,
//! letter case, attributes without quotes).

use crate::diagnostic::Span;
use crate::markup::{self, Kind};

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, as written.
    pub name: &'a str,
    /// What it does.
    pub role: Role,
    /// Where it stands; bytes of the text.
    pub span: Span,
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `<b>`
    Opens,
    /// `</b>`
    Closes,
    /// `<br/>`
    Empty,
}

/// What is wrong with a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault<'a> {
    /// A `<` that begins no tag.
    Stray(Span),
    /// A tag that closes nothing.
    Unopened(Tag<'a>),
    /// A tag that closes another element than the last that was opened, which it names.
    Crossed(Tag<'a>, Tag<'a>),
    /// An element without its end.
    Unclosed(Tag<'a>),
}

/// Elements of HTML that have no end (HTML Living Standard, "Void elements").
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Those of them that mean something without an attribute; `<base>` or `<source>` alone is what the help of a command
/// calls an argument.
const BARE: [&str; 3] = ["br", "hr", "wbr"];

/// Whether a tag may do without an end.
fn is_void(tag: &Tag<'_>) -> bool {
    let is_in = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
    let bare = tag.span.len() == tag.name.len() + 2;
    is_in(if bare { &BARE } else { &VOID })
}

/// The tags of `text`, in order, when they are as they must be; else the first fault.
pub(super) fn tags(text: &str) -> Result<Vec<Tag<'_>>, Fault<'_>> {
    let mut tokens = Vec::new();
    markup::placeholders(text, &mut tokens);
    let mut tokens = tokens.iter().peekable();
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + step;
        while tokens.next_if(|token| token.span.end <= start).is_some() {}
        let span = match tokens.peek() {
            Some(token) if token.kind == Kind::Tag && token.span.start == start => token.span,
            // A part of a directive or of an address.
            Some(token) if token.kind != Kind::Email && token.span.start < start => {
                at = token.span.end;
                continue;
            }
            _ => numbered(text, start).ok_or(Fault::Stray(Span::new(start, start + 1)))?,
        };
        at = span.end;
        if text[span].starts_with("<!--") {
            continue;
        }
        let tag = tag(text, span);
        match tag.role {
            Role::Opens => open.push(tag),
            Role::Closes => close(&mut open, tag)?,
            Role::Empty => {}
        }
        tags.push(tag);
    }
    match open.into_iter().find(|tag| !is_void(tag)) {
        Some(tag) => Err(Fault::Unclosed(tag)),
        None => Ok(tags),
    }
}

/// Takes from the open elements the one that a tag closes, and those without an end that stand in it.
fn close<'a>(open: &mut Vec<Tag<'a>>, tag: Tag<'a>) -> Result<(), Fault<'a>> {
    while let Some(last) = open.pop() {
        if last.name.eq_ignore_ascii_case(tag.name) {
            return Ok(());
        }
        if !is_void(&last) {
            let opened = |other: &Tag<'_>| other.name.eq_ignore_ascii_case(tag.name);
            return Err(if open.iter().any(opened) {
                Fault::Crossed(tag, last)
            } else {
                Fault::Unopened(tag)
            });
        }
    }
    Err(Fault::Unopened(tag))
}

fn tag(text: &str, span: Span) -> Tag<'_> {
    let inner = text[span].trim_start_matches('<').trim_end_matches('>');
    let (role, inner) = match (inner.strip_prefix('/'), inner.strip_suffix('/')) {
        (Some(inner), _) => (Role::Closes, inner),
        (None, Some(inner)) => (Role::Empty, inner),
        (None, None) => (Role::Opens, inner),
    };
    let end = inner
        .find(|c: char| c.is_whitespace())
        .unwrap_or(inner.len());
    Tag {
        name: &inner[..end],
        role,
        span,
    }
}

/// `<0>`, `</0>`, `<_:media-1/>`: what programs that cut markup into messages write in place of tags.
fn numbered(text: &str, start: usize) -> Option<Span> {
    let rest = &text[start + 1..];
    let name = rest.strip_prefix('/').unwrap_or(rest);
    if !name.starts_with(|c: char| c == '_' || c.is_ascii_digit()) {
        return None;
    }
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "_:.-".contains(c)))?;
    let after = name[end..].strip_prefix('/').unwrap_or(&name[end..]);
    let end = text.len() - after.strip_prefix('>')?.len();
    Some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments() {
        for text in [
            "<b>x</b>",
            "a<br>b <img src=x> <hr/>",
            "<p>a<br>b</p>",
            "<a href=\"%s\">%(name)s</a> &amp; <!-- a < b -->",
            "<link url='x'>text</link>",
            "<B>x</b>",
            "<0>lien</0> <_:media-1/>",
            "%<name>s <b>x</b>",
        ] {
            assert!(tags(text).is_ok_and(|tags| !tags.is_empty()), "{text}");
        }
        assert_eq!(tags("no tag & more"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_none() {
        for text in [
            "use <file>",
            "--image-base <base>",
            "a < b",
            "<moi@example.org>",
            "<https://example.org>",
            "</b>",
            "<b>x",
            "<b>x<b>",
            "<b><i>x</b></i>",
            "<b>x</i>",
            "<%s>x</%s>",
            "std::vector<int>",
            "<",
            "<0",
            "<nom du fichier>x</nom>",
        ] {
            assert!(tags(text).is_err(), "{text}");
        }
        let Err(Fault::Crossed(tag, last)) = tags("<b><i>x</b></i>") else {
            panic!("not crossed");
        };
        assert_eq!((tag.name, last.name), ("b", "i"));
    }
}
