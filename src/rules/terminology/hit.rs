//! A place in a translation that a term's pattern matches, and what may be done about it.

use super::compile::{Avoid, Compiled};
use super::fold::like;
use super::text::Text;
use crate::diagnostic::{Edit, Safety, Span};

/// A match.
pub(super) struct Hit<'t> {
    /// The rule.
    pub term: &'t Compiled,
    /// Its pattern.
    pub avoid: &'t Avoid,
    /// The cells that the form may stand for.
    pub cells: u64,
    /// The first piece of the head.
    pub head: usize,
    /// The last piece of the head.
    pub head_end: usize,
    /// First and last piece of the tail, where there is one.
    pub tail: Option<(usize, usize)>,
    /// All of it, with the asterisks around a foreign word.
    pub span: Span,
    /// Whether it stands in the text of markup, where a replacement brings no markup of its own.
    pub plain: bool,
}

impl Hit<'_> {
    /// The last piece.
    pub(super) fn last(&self) -> usize {
        self.tail.map_or(self.head_end, |(_, last)| last)
    }

    /// The replacement as it is written here: in the case of what it replaces, with the message's own apostrophe, without
    /// asterisks inside markup.
    pub(super) fn write(&self, text: &Text<'_>, word: &str) -> String {
        let mut word = like(&text.whole[self.span], word);
        if self.plain {
            word.retain(|char| char != '*');
        }
        let apostrophe = text.apostrophe();
        if apostrophe != '\'' {
            word = word.replace('\'', "’");
        }
        word
    }
}

/// What may be done about a hit.
pub(super) enum Mend {
    /// This.
    Fix {
        /// The edits, ordered.
        edits: Vec<Edit>,
        /// How safe at most.
        safety: Safety,
        /// The new words, as the statistics name them.
        to: String,
    },
    /// Only a report: what would stand there, and why it is not done.
    Report {
        /// The words that may stand there.
        candidates: Vec<String>,
        /// Why it is not done.
        reason: String,
    },
}

impl Mend {
    pub(super) fn report(reason: impl Into<String>) -> Mend {
        Mend::Report {
            candidates: Vec::new(),
            reason: reason.into(),
        }
    }
}
