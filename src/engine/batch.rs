//! The entries that are checked together, their strings and pairs, and the room that a thread uses for them again.

use std::cell::Cell;

use crate::diagnostic::Span;
use crate::po::entry::RawField;
use crate::po::{Entry, Fault};
use crate::rules::{EntryView, Message, Spare};

/// So many entries are read before the rules look at them. The code of all rules is far larger than a processor's cache of
/// instructions: rule by rule a message makes it miss 190 times, message by message it did 690 times.
pub(super) const BATCH: usize = 32;

/// Nor are more entries read when so many bytes of the file are.
pub(super) const BATCH_BYTES: usize = 1 << 15;

/// An entry that was read, and what the parser says of it.
pub(super) struct Read<'t> {
    pub(super) entry: Entry<'t>,
    pub(super) faults: Vec<Fault>,
    /// Whether it is not to be understood.
    pub(super) broken: bool,
}

impl Default for Read<'_> {
    fn default() -> Self {
        Read {
            entry: Entry::with_room(),
            faults: Vec::new(),
            broken: false,
        }
    }
}

impl Read<'_> {
    /// Its room, for another file.
    pub(super) fn emptied(self) -> Read<'static> {
        Read {
            entry: self.entry.emptied(),
            faults: self.faults,
            broken: false,
        }
    }
}

/// Room that a thread uses for its next file again.
#[derive(Default)]
pub(super) struct Scratch {
    pub(super) batch: Vec<Read<'static>>,
    /// The strings of a batch that do not stand in the file as they are read.
    pub(super) strings: String,
    pub(super) spare: Spare,
    pub(super) views: Vec<(usize, EntryView<'static>)>,
    pub(super) pairs: Vec<Pair<'static, 'static>>,
    pub(super) messages: Vec<(usize, Message<'static>)>,
}

thread_local! {
    pub(super) static SCRATCH: Cell<Scratch> = Cell::default();
}

/// A decoded string: a slice of the file, or where it stands among the strings of the batch.
#[derive(Clone, Copy)]
pub(super) enum Said<'t> {
    InFile(&'t str),
    Decoded(Span),
}

impl<'t> Said<'t> {
    /// What `field` of `entry` says; nothing where there is none.
    pub(super) fn of(
        entry: &Entry<'t>,
        field: Option<&RawField>,
        strings: &mut String,
    ) -> Said<'t> {
        let Some(field) = field else {
            return Said::InFile("");
        };
        if let Some(text) = entry.borrowed(field) {
            return Said::InFile(text);
        }
        let start = strings.len();
        entry.text(field).decode_into(strings);
        Said::Decoded(Span::new(start, strings.len()))
    }

    pub(super) fn get<'s>(&self, strings: &'s str) -> &'s str
    where
        't: 's,
    {
        match self {
            Said::InFile(text) => text,
            Said::Decoded(span) => &strings[*span],
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Said::InFile(text) => text.len(),
            Said::Decoded(span) => span.len(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A source and a translation that are to be checked.
pub(super) struct Pair<'r, 't> {
    /// Which entry of the batch they are of.
    pub(super) at: usize,
    pub(super) entry: &'r Entry<'t>,
    /// The translation.
    pub(super) field: &'r RawField,
    pub(super) header: bool,
    pub(super) msgctxt: Option<Said<'t>>,
    pub(super) msgid: Said<'t>,
    /// `msgid` or `msgid_plural`.
    pub(super) source: Said<'t>,
    pub(super) text: Said<'t>,
}

/// The room of a vector for what lives elsewhere.
pub(super) fn reused<A, B>(mut room: Vec<A>) -> Vec<B> {
    room.clear();
    // Collected in place, as both are of one size.
    room.into_iter().filter_map(|_| None).collect()
}
