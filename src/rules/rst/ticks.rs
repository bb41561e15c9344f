//! Runs of backticks and the names before them: what the walk over a broken message reads by eye, as a person would.

use crate::diagnostic::Span;
use crate::find;
use crate::markup::chars::{after, before, escapes, is_name, is_space, may_follow, may_precede};

/// Backticks in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticks {
    /// Where; bytes of the text.
    pub span: Span,
    /// What stands before.
    before: Option<char>,
    /// What stands after.
    after: Option<char>,
}

impl Ticks {
    /// Those that stand at byte `at`, back to `floor` and on to their end.
    pub fn at(text: &str, floor: usize, at: usize) -> Ticks {
        let bytes = text.as_bytes();
        let tick = |byte: &&u8| **byte == b'`';
        let start = at - bytes[floor..at].iter().rev().take_while(tick).count();
        let end = at + bytes[at..].iter().take_while(tick).count();
        Ticks {
            span: Span::new(start, end),
            before: before(text, start),
            after: after(text, end),
        }
    }

    /// The next ones from byte `from` on, in the same paragraph.
    pub fn next(text: &str, from: usize) -> Option<Ticks> {
        let mut at = from;
        loop {
            at += find::first([b'`'], &text.as_bytes()[at..])?;
            if text[from..at].contains("\n\n") {
                return None;
            }
            if at > from && text.as_bytes()[at - 1] == b'\\' && escapes(text, at - 1) {
                at += 1;
                continue;
            }
            return Some(Ticks::at(text, from, at));
        }
    }

    /// How many.
    pub const fn len(self) -> usize {
        self.span.len()
    }

    /// Whether text goes on right after them.
    pub fn is_followed(self) -> bool {
        self.after.is_some_and(|c| !is_space(c))
    }

    /// Whether text stands right before them.
    pub fn is_preceded(self) -> bool {
        self.before.is_some_and(|c| !is_space(c))
    }

    /// Whether they look like the beginning of markup.
    pub fn opens(self) -> bool {
        self.before.is_none_or(may_precede) && self.is_followed()
    }

    /// Whether they look like the end of markup.
    pub fn closes(self) -> bool {
        self.is_preceded() && self.after.is_none_or(may_follow)
    }

    /// Whether they would be the end of markup but for the white space before them: a mark follows, or nothing does.
    pub fn closes_late(self) -> bool {
        let ends = |c: char| {
            let begins = matches!(c, '«' | '“' | '‘' | '„') || (c.is_ascii() && may_precede(c));
            may_follow(c) && !begins
        };
        self.before.is_some_and(is_space) && self.after.is_none_or(ends)
    }

    /// Whether they look like the end of what began at byte `from`. After a quotation mark that the text began with they
    /// end it whatever follows; after another mark they do where nothing could begin.
    pub fn ends(self, text: &str, from: usize) -> bool {
        let quoted = self
            .before
            .is_some_and(|c| matches!(c, '"' | '\'') && text[from..].starts_with(c));
        let long = self.span.start > from + 1;
        self.is_preceded() && (!self.opens() || long && (quoted || self.closes()))
    }

    /// Whether a character stands right before them that no markup may follow: a letter, as a rule.
    pub fn is_glued_before(self) -> bool {
        self.before.is_some_and(|c| !may_precede(c) && c != '\\')
    }

    /// Whether a character stands right after them that may follow no markup.
    pub fn is_glued_after(self) -> bool {
        self.after.is_some_and(|c| !may_follow(c))
    }
}

/// The row of names and colons before byte `at`, as `la:func:`; what `floor` ends is not looked at.
pub(super) fn lead(text: &str, floor: usize, at: usize) -> Span {
    let mut start = at;
    while start > floor
        && let Some(c) = before(text, start)
        && (is_name(c) || matches!(c, '-' | '_' | '.' | '+' | ':'))
    {
        start -= c.len_utf8();
    }
    // An escape is not part of a name.
    Span::new(start, at)
}

/// Whether markup may begin at byte `at`.
pub(super) fn may_begin(text: &str, floor: usize, at: usize) -> bool {
    at <= floor || before(text, at).is_none_or(|c| may_precede(c) || c == '\\' || is_space(c))
}
