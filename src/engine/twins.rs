//! Messages that stand twice: one hash an entry, and a second look where two are the same.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::po::{Entry, Keyword, Parser};

/// Where each message of a file stands. The hash is fixed, so that a run is the same as the one before.
#[derive(Default)]
pub(super) struct Twins {
    first: HashMap<u64, usize, FixedState>,
}

impl Twins {
    /// Where an earlier entry with the same context and source has its source, bytes of the file; remembers this one.
    /// Between conflict markers, and without a source, an entry has no twin. `source` is the decoded source.
    pub(super) fn see(&mut self, entry: &Entry<'_>, source: &str) -> Option<usize> {
        let field = entry.field(Keyword::Msgid)?;
        if entry.field(Keyword::Domain).is_some() {
            // A domain is a catalogue of its own.
            self.first.clear();
        }
        if entry.conflict {
            return None;
        }
        let context = entry.msgctxt();
        let hash = FixedState::default().hash_one((context.as_deref(), source));
        let first = *self.first.entry(hash).or_insert(field.span.start);
        if first == field.span.start {
            return None;
        }
        // Two messages of one hash are rarer than anything, but a lie would be worse.
        let mut twin = Entry::default();
        let start = twin_start(entry.file(), first);
        let read = Parser::new(&entry.file()[start..]).read(&mut twin);
        let same = read && twin.msgid().as_deref() == Some(source);
        same.then_some(first)
    }
}

/// Where the line that holds a byte begins: an obsolete entry's mark stands before its keyword.
fn twin_start(file: &str, at: usize) -> usize {
    file[..at].rfind('\n').map_or(0, |line| line + 1)
}
