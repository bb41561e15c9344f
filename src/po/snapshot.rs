//! The messages of a file side by side: what comparing, merging and carrying translations need, where the parser hands
//! out one entry at a time.
//!
//! Each message keeps its decoded strings and its lines as they stand in the file, sorted by what they are for, so that
//! it can be written back line by line. A string that stands in the file in one piece is a slice of it, and no string is
//! kept twice: a file may be one string of any length.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

use super::entry::{Entry, RawField};
use super::lexer::{CommentKind, Keyword};
use super::{Fault, FaultKind, Parser};
use crate::diagnostic::Span;

/// What tells messages apart: context and source, and which of several that are alike in both.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key<'a> {
    /// The decoded context.
    pub context: Option<Cow<'a, str>>,
    /// The decoded source.
    pub source: Cow<'a, str>,
    /// How many messages with the same two stand before it; the obsolete ones count as behind the others wherever they
    /// stand, so that a twin behind `#~` does not pass for the message in use.
    pub rank: u32,
}

/// What a line of a message is for; in the order in which `msgcat` writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `# …`
    Translator,
    /// `#. …`
    Extracted,
    /// `#: …`
    References,
    /// `#, …`
    Flags,
    /// `#| …`
    Previous,
    /// Context, source and plural.
    Source,
    /// The translation.
    Translation,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Part; 7] = [
        Part::Translator,
        Part::Extracted,
        Part::References,
        Part::Flags,
        Part::Previous,
        Part::Source,
        Part::Translation,
    ];
}

/// One message of a file.
#[derive(Debug, Clone)]
pub struct Snapshot<'a> {
    /// What tells it from others.
    pub key: Key<'a>,
    /// The decoded plural of the source.
    pub plural: Option<Cow<'a, str>>,
    /// The decoded translation: one string, or one a plural form.
    pub translation: Box<[Cow<'a, str>]>,
    /// Whether it stands behind `#~`.
    pub obsolete: bool,
    /// Whether it has the flag `fuzzy`.
    pub fuzzy: bool,
    /// Its flags but `fuzzy`, in order.
    pub flags: Vec<&'a str>,
    /// The decoded source that it had before (`#| msgid`).
    pub previous: Option<Cow<'a, str>>,
    /// Its lines with their ends, bytes of the file.
    pub lines: Span,
    /// The 1-based line of the file that its source stands on.
    pub line: usize,
    file: &'a str,
    parts: Box<[(Part, Span)]>,
    /// Whether each of its lines belongs to one part alone.
    pub regular: bool,
}

impl<'a> Snapshot<'a> {
    /// Its lines as they stand in the file.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        &self.file[self.lines]
    }

    /// The lines of one part, with their ends, in order.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &'a str> + '_ {
        let file = self.file;
        self.parts
            .iter()
            .filter(move |(of, _)| *of == part)
            .map(move |(_, span)| &file[*span])
    }

    /// Whether it is the header.
    #[must_use]
    pub fn is_header(&self) -> bool {
        !self.obsolete && self.key.context.is_none() && self.key.source.is_empty()
    }

    /// Whether any of its strings is not empty.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.translation.iter().any(|form| !form.is_empty())
    }
}

/// The messages of a file.
#[derive(Debug, Clone, Default)]
pub struct Snapshots<'a> {
    /// In the order of the file.
    pub messages: Vec<Snapshot<'a>>,
    /// The hash of each key and the number of its message, sorted, once somebody looks for one: the keys themselves are in the
    /// messages.
    by_key: OnceLock<Vec<(u64, usize)>>,
    hasher: RandomState,
}

impl<'a> Snapshots<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// The first fault of its syntax: nothing may be lost because it was not understood.
    pub fn read(file: &'a str) -> Result<Snapshots<'a>, Fault> {
        let mut snapshots = Snapshots::default();
        let mut parser = Parser::new(file);
        let mut entry = Entry::default();
        let (mut line, mut counted) = (1, 0);
        let last = Cell::default();
        while parser.read(&mut entry) {
            let bad = |fault: &&Fault| fault.kind != FaultKind::CatalogueMarker;
            if let Some(fault) = parser.faults.iter().find(bad) {
                return Err(*fault);
            }
            parser.faults.clear();
            if entry.is_comments() {
                continue;
            }
            let domain = entry
                .fields
                .iter()
                .find(|field| field.keyword == Keyword::Domain);
            if let Some(domain) = domain {
                // Which messages belong to which domain would be lost.
                return Err(Fault {
                    kind: FaultKind::StrayText,
                    span: domain.span,
                });
            }
            let mut snapshot = snapshot(&entry, file, &last);
            let at = entry
                .field(Keyword::Msgid)
                .map_or(entry.span.start, |field| field.span.start);
            line += memchr::memchr_iter(b'\n', &file.as_bytes()[counted..at]).count();
            counted = at;
            snapshot.line = line;
            snapshots.messages.push(snapshot);
        }
        let ranks = ranks(&snapshots.messages);
        for (message, rank) in snapshots.messages.iter_mut().zip(ranks) {
            message.key.rank = rank;
        }
        match parser.faults.first() {
            Some(fault) if fault.kind != FaultKind::CatalogueMarker => Err(*fault),
            _ => Ok(snapshots),
        }
    }

    /// The number of the message with this key.
    #[must_use]
    pub fn position(&self, key: &Key<'_>) -> Option<usize> {
        let by_key = self.by_key.get_or_init(|| {
            let hashes = (self.messages.iter()).map(|one| self.hasher.hash_one(&one.key));
            let mut by_key: Vec<_> = hashes.zip(0..).collect();
            by_key.sort_unstable();
            by_key
        });
        let hash = self.hasher.hash_one(key);
        let first = by_key.partition_point(|(other, _)| *other < hash);
        let alike = by_key[first..].iter();
        (alike.take_while(|(other, _)| *other == hash))
            .map(|(_, number)| *number)
            .find(|number| self.messages[*number].key == *key)
    }

    /// The message with this key.
    #[must_use]
    pub fn get(&self, key: &Key<'_>) -> Option<&Snapshot<'a>> {
        self.position(key).map(|at| &self.messages[at])
    }

    /// The decoded header; empty when there is none.
    #[must_use]
    pub fn header(&self) -> &str {
        let mut headers = self.messages.iter().filter(|message| message.is_header());
        headers
            .next()
            .and_then(|header| header.translation.first())
            .map_or("", |text| text)
    }
}

/// The rank of each message among those with the same context and source.
fn ranks(messages: &[Snapshot<'_>]) -> Vec<u32> {
    // How many in use, and how many obsolete.
    let mut seen: HashMap<(Option<&str>, &str), [u32; 2]> = HashMap::new();
    let pair = |one| -> (Option<&str>, &str) {
        let Snapshot { key, .. }: &Snapshot<'_> = one;
        (key.context.as_deref(), &key.source)
    };
    let mut ranks = Vec::with_capacity(messages.len());
    for message in messages {
        let seen = &mut seen.entry(pair(message)).or_default()[usize::from(message.obsolete)];
        ranks.push(*seen);
        *seen += 1;
    }
    for (message, rank) in messages.iter().zip(&mut ranks) {
        if message.obsolete {
            *rank += seen[&pair(message)][0];
        }
    }
    ranks
}

/// The line around a place, with its end; `last` is the one that was asked for last: all entries may stand on one.
fn line(file: &str, at: usize, last: &Cell<Span>) -> Span {
    let known = last.get();
    if known.start <= at && at < known.end {
        return known;
    }
    let start = file[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let end = file[at..]
        .find('\n')
        .map_or(file.len(), |feed| at + feed + 1);
    last.set(Span::new(start, end));
    last.get()
}

fn snapshot<'a>(entry: &Entry<'a>, file: &'a str, last: &Cell<Span>) -> Snapshot<'a> {
    let line_start = |at: usize| line(file, at, last).start;
    let line_end = |at: usize| line(file, at, last).end;
    let lines = Span::new(line_start(entry.span.start), line_end(entry.span.end));
    let mut parts: Vec<(Part, Span)> = Vec::new();
    for comment in &entry.comments {
        let part = match comment.kind {
            CommentKind::Translator => Part::Translator,
            CommentKind::Extracted => Part::Extracted,
            CommentKind::Reference => Part::References,
            CommentKind::Flags => Part::Flags,
        };
        let span = Span::new(line_start(comment.span.start), line_end(comment.span.end));
        parts.push((part, span));
    }
    for field in &entry.fields {
        let part = match field.keyword {
            _ if field.mark.previous => Part::Previous,
            Keyword::Msgstr => Part::Translation,
            _ => Part::Source,
        };
        let span = Span::new(line_start(field.span.start), line_end(field.span.end));
        parts.push((part, span));
    }
    parts.sort_by_key(|(_, span)| (span.start, span.end));
    let regular = parts
        .windows(2)
        .all(|pair| pair[0].1.end <= pair[1].1.start)
        && parts
            .first()
            .is_none_or(|(_, span)| span.start == lines.start);
    let previous = |field: &&RawField| field.mark.previous && field.keyword == Keyword::Msgid;
    let previous = entry.fields.iter().find(previous);
    let own = |flag: &&str| *flag != "fuzzy";
    let flags = entry.flags().map(|(flag, span)| {
        debug_assert_eq!(flag, &file[span]);
        &file[span]
    });
    Snapshot {
        key: Key {
            context: entry.msgctxt(),
            source: entry.msgid().unwrap_or_default(),
            rank: 0,
        },
        plural: entry.msgid_plural(),
        translation: (entry.translations())
            .map(|field| entry.decode(field))
            .collect(),
        obsolete: entry.obsolete,
        fuzzy: entry.fuzzy,
        flags: flags.filter(own).collect(),
        previous: previous.map(|field| entry.decode(field)),
        lines,
        line: 0,
        file,
        parts: parts.into(),
        regular,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n# note\n#. from the code\n#: a.c:1\n#, fuzzy, c-format\n\
        #| msgid \"Old\"\nmsgctxt \"menu\"\nmsgid \"\"\n\"New\"\nmsgid_plural \"News\"\nmsgstr[0] \"\"\n\"Un\"\nmsgstr[1] \"Deux\"\n\n\
        #~ msgid \"gone\"\n#~ msgstr \"parti\"";

    #[test]
    fn lines_by_what_they_are_for() {
        let all = Snapshots::read(FILE).unwrap();
        assert_eq!(all.messages.len(), 3);
        assert_eq!(all.header(), "Language: fr\n");
        let one = &all.messages[1];
        assert!(one.regular && one.fuzzy && !one.obsolete);
        assert_eq!(one.flags, ["c-format"]);
        assert_eq!(one.previous.as_deref(), Some("Old"));
        assert_eq!(one.line, 10);
        let lines = |part| one.part(part).collect::<String>();
        assert_eq!(lines(Part::Translator), "# note\n");
        assert_eq!(lines(Part::Extracted), "#. from the code\n");
        assert_eq!(lines(Part::References), "#: a.c:1\n");
        assert_eq!(lines(Part::Flags), "#, fuzzy, c-format\n");
        assert_eq!(lines(Part::Previous), "#| msgid \"Old\"\n");
        assert_eq!(
            lines(Part::Source),
            "msgctxt \"menu\"\nmsgid \"\"\n\"New\"\nmsgid_plural \"News\"\n"
        );
        assert_eq!(
            lines(Part::Translation),
            "msgstr[0] \"\"\n\"Un\"\nmsgstr[1] \"Deux\"\n"
        );
        let whole: String = Part::ALL.iter().flat_map(|part| one.part(*part)).collect();
        assert_eq!(whole, one.raw());
        assert!(all.messages[2].obsolete);
        let same = all.get(&one.key).unwrap();
        assert_eq!(*same.translation, ["Un", "Deux"]);
    }

    #[test]
    fn twins_that_are_obsolete_come_last() {
        let file = "#~ msgid \"a\"\n#~ msgstr \"1\"\n\nmsgid \"a\"\nmsgstr \"2\"\n\n#~ msgid \"a\"\n#~ msgstr \"3\"\n";
        let all = Snapshots::read(file).unwrap();
        let ranks: Vec<u32> = all.messages.iter().map(|one| one.key.rank).collect();
        assert_eq!(ranks, [1, 0, 2]);
        assert_eq!(all.position(&all.messages[2].key), Some(2));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(Snapshots::read("msgid \"a\"\nmsgstr \"b\n").is_err());
        assert!(Snapshots::read("<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n").is_err());
        assert!(Snapshots::read("domain \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n").is_err());
        let one_line = Snapshots::read("msgid \"a\" msgstr \"b\"\n").unwrap();
        assert!(!one_line.messages[0].regular);
    }
}
