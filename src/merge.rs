//! A three-way merge of translations, message by message.
//!
//! What git's line merge takes for conflicts — other line breaks, other `#:` lines, a date in the header, entries added at
//! the same place — is none here: each message is merged by its context and source, and within it each thing for itself.
//! The result is our file with what the other side has changed; what neither side touched keeps its bytes. A translation
//! that both sides changed in different ways is a conflict: it stays in the file with both versions, and is never lost.

mod header;
mod message;

use std::collections::{HashMap, HashSet};

use crate::po::snapshot::{Key, Snapshot, Snapshots};
use crate::po::writer::{Layout, eol};
use crate::po::{Fault, FaultKind};

/// Which of the three files something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The common ancestor.
    Base,
    /// The current branch.
    Ours,
    /// The branch that is merged into it.
    Theirs,
}

/// How a translation that both sides changed is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conflict {
    /// As a fuzzy entry that holds both, between lines as `msgcat` writes them: gettext reads the file.
    #[default]
    Fuzzy,
    /// Between git's markers: gettext refuses the file until they are gone.
    Markers,
}

/// What the versions of a conflict are called.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Our side.
    pub ours: &'a str,
    /// The other.
    pub theirs: &'a str,
}

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<'a> {
    /// The text.
    pub text: String,
    /// The messages that both sides have translated differently, in the order of the text.
    pub conflicts: Vec<Key<'a>>,
}

/// A file that cannot be merged by messages, for it is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// Which one.
    pub side: Side,
    /// The first fault in it.
    pub fault: Fault,
}

/// Merges what `theirs` has changed since `base` into `ours`.
///
/// # Errors
/// When one of the three is not understood.
pub fn merge<'a>(
    base: &str,
    ours: &'a str,
    theirs: &str,
    names: Names<'_>,
    conflict: Conflict,
) -> Result<Merged<'a>, Unreadable> {
    // A byte-order mark is none of the header's: ours stays, or stays away.
    let mark = |text: &str| {
        if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }
    };
    let (base, theirs) = (&base[mark(base)..], &theirs[mark(theirs)..]);
    let (mark, ours) = ours.split_at(mark(ours));
    let old = read(Side::Base, base)?;
    let (a, b) = (read(Side::Ours, ours)?, read(Side::Theirs, theirs)?);
    for (side, these, others) in [(Side::Ours, &a, &b), (Side::Theirs, &b, &a)] {
        // Several fields on a line cannot be taken line by line; where nothing is taken they stay as they are.
        let odd = these.messages.iter().find(|message| {
            let twin = others.get(&message.key);
            !message.regular && twin.is_none_or(|twin| twin.raw() != message.raw())
        });
        if let Some(odd) = odd {
            let (kind, span) = (FaultKind::StrayText, odd.lines);
            let fault = Fault { kind, span };
            return Err(Unreadable { side, fault });
        }
    }
    let layout = Layout::of(ours);
    let writer = message::Writer {
        width: layout.width.unwrap_or_default(),
        eol: eol(ours),
        names,
        conflict,
    };
    let mut merged = Merged {
        text: String::with_capacity(mark.len() + ours.len() + 1024),
        conflicts: Vec::new(),
    };
    merged.text.push_str(mark);
    let mut at = 0;
    let mut added = additions(&old, &a, &b);
    for message in added.remove(&None).unwrap_or_default() {
        writer.add(&mut merged.text, message);
    }
    for (number, mine) in a.messages.iter().enumerate() {
        let gap = &ours[at..mine.lines.start.max(at)];
        at = mine.lines.end;
        let (before, other) = (old.get(&mine.key), b.get(&mine.key));
        match (before, other) {
            // The other side has dropped what we never touched.
            (Some(before), None) if message::same(before, mine) && !mine.is_header() => {}
            (_, None) => {
                merged.text.push_str(gap);
                merged.text.push_str(mine.raw());
            }
            (_, Some(other)) => {
                merged.text.push_str(gap);
                if writer.merge(&mut merged.text, before, mine, other) {
                    merged.conflicts.push(mine.key.clone());
                }
            }
        }
        for message in added.remove(&Some(number)).unwrap_or_default() {
            writer.add(&mut merged.text, message);
        }
    }
    // Comments behind the last message belong to nobody; of those that both sides have changed each stays that one has made.
    let (tail, old_tail, their_tail) = (&ours[at..], tail(base, &old), tail(theirs, &b));
    let lines = |tail| {
        str::lines(tail)
            .map(str::trim_end)
            .filter(|line| !line.is_empty())
    };
    if lines(tail).eq(lines(old_tail)) && !lines(tail).eq(lines(their_tail)) {
        writer.lines(&mut merged.text, their_tail);
    } else {
        merged.text.push_str(tail);
        let known: HashSet<&str> = lines(tail).chain(lines(old_tail)).collect();
        let new: Vec<&str> = lines(their_tail)
            .filter(|line| !known.contains(line))
            .collect();
        if !new.is_empty() && !merged.text.is_empty() && !merged.text.ends_with('\n') {
            merged.text.push_str(writer.eol);
        }
        writer.lines(&mut merged.text, &new.join("\n"));
    }
    Ok(merged)
}

fn read(side: Side, text: &str) -> Result<Snapshots<'_>, Unreadable> {
    Snapshots::read(text).map_err(|fault| Unreadable { side, fault })
}

/// What follows the last message of a file.
fn tail<'a>(text: &'a str, all: &Snapshots<'_>) -> &'a str {
    &text[all.messages.last().map_or(0, |last| last.lines.end)..]
}

/// The messages that only the other side has, by the number of our message behind which they belong (`None`: before all):
/// the one that stands before them there.
fn additions<'m, 'a>(
    old: &Snapshots<'a>,
    a: &Snapshots<'a>,
    b: &'m Snapshots<'a>,
) -> HashMap<Option<usize>, Vec<&'m Snapshot<'a>>> {
    let mut added: HashMap<Option<usize>, Vec<&Snapshot<'_>>> = HashMap::new();
    // Nothing stands before a header.
    let mut behind = a
        .messages
        .first()
        .filter(|first| first.is_header())
        .map(|_| 0);
    for message in &b.messages {
        match a.position(&message.key) {
            Some(number) => behind = Some(number),
            // What we have dropped and they never touched stays dropped.
            None if old
                .get(&message.key)
                .is_some_and(|before| message::same(before, message)) => {}
            None => added.entry(behind).or_default().push(message),
        }
    }
    added
}
