//! Messages that stand twice: one hash an entry, and a second look where two are the same.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;

use crate::diagnostic::Span;
use crate::po::catalogue::DEFAULT_DOMAIN;
use crate::po::entry::RawField;
use crate::po::lexer::{Lexer, TokenKind};
use crate::po::text::decode_piece;
use crate::po::{Entry, Keyword, Parser};
use crate::rules::SpareTwin;

/// Where each message of a file stands. The hash is fixed, so that a run is the same as the one before.
pub(super) struct Twins {
    first: HashMap<u64, First, FixedState>,
    /// The hash of the name of the domain that is read: each is a catalogue of its own.
    domain: u64,
}

/// How many bytes of a file a message takes, more or less.
const A_MESSAGE: usize = 300;

/// The first entry of a message.
struct First {
    /// Its `msgid`, bytes of the file.
    at: usize,
    /// Where it begins, bytes of the file.
    start: usize,
    /// What it says, once somebody asked: a thousand twins read it once.
    said: Option<Said>,
}

/// An earlier entry with the same context and source.
#[derive(Clone, Copy)]
pub(super) struct Twin {
    /// Its `msgid`, bytes of the file.
    pub at: usize,
    /// Which of the two can go.
    pub spare: SpareTwin,
}

/// What an entry says, as far as it decides which of two can go.
#[derive(Clone, Copy)]
struct Said {
    /// All of it, the file's bytes.
    span: Span,
    /// A hash of its strings.
    strings: u64,
    translated: bool,
    fuzzy: bool,
    obsolete: bool,
}

impl Said {
    /// What an entry says that was read at `start` of the file.
    fn of(entry: &Entry<'_>, start: usize) -> Said {
        let mut hasher = FixedState::default().build_hasher();
        let counts = |field: &&RawField| !field.mark.previous && field.keyword != Keyword::Domain;
        for field in entry.fields.iter().filter(counts) {
            (field.keyword, field.index, entry.text(field).decode()).hash(&mut hasher);
        }
        Said {
            span: Span::new(start + entry.span.start, start + entry.span.end),
            strings: hasher.finish(),
            translated: entry
                .translations()
                .any(|field| !entry.text(field).is_empty()),
            fuzzy: entry.fuzzy,
            obsolete: entry.obsolete,
        }
    }

    /// How much it is worth to a program: nothing untranslated, little obsolete, less than all fuzzy.
    fn worth(self) -> u8 {
        match (self.translated, self.obsolete, self.fuzzy) {
            (false, ..) => 0,
            (true, true, _) => 1,
            (true, false, true) => 2,
            (true, false, false) => 3,
        }
    }

    /// Which of two entries of one message can go: never a translation that the other one has not, unless a program would
    /// not use it. As `msguniq` decides, but that a live entry does not go for an obsolete one.
    fn spare(self, other: Said) -> SpareTwin {
        let same = self.strings == other.strings;
        let (first, second) = (self.worth(), other.worth());
        match first.cmp(&second) {
            Ordering::Equal if same || first == 0 => SpareTwin::Second,
            // An empty live entry does not go for a translation that no program finds.
            Ordering::Less if same || (first == 0 && (self.obsolete || !other.obsolete)) => {
                SpareTwin::First(self.span)
            }
            Ordering::Greater if same || (second == 0 && (other.obsolete || !self.obsolete)) => {
                SpareTwin::Second
            }
            _ => SpareTwin::Neither,
        }
    }
}

impl Twins {
    /// Room for the messages of a file of so many bytes.
    pub(super) fn of(length: usize) -> Self {
        Twins {
            first: HashMap::with_capacity_and_hasher(length / A_MESSAGE, FixedState::default()),
            domain: FixedState::default().hash_one(DEFAULT_DOMAIN),
        }
    }

    /// The earlier entry with the same context and source; remembers this one. Between conflict markers, and without a
    /// source, an entry has no twin. `source` is the decoded source.
    pub(super) fn see(&mut self, entry: &Entry<'_>, source: &str) -> Option<Twin> {
        if let Some(domain) = entry.domain() {
            self.domain = FixedState::default().hash_one(&*entry.text(domain).decode());
        }
        let field = entry.field(Keyword::Msgid)?;
        if entry.conflict {
            return None;
        }
        let context = entry.msgctxt();
        let hash = FixedState::default().hash_one((self.domain, context.as_deref(), source));
        let (at, start) = (field.span.start, marked_start(entry));
        let first = self.first.entry(hash).or_insert(First {
            at,
            start,
            said: None,
        });
        // Two messages of one hash are rarer than anything, but a lie would be worse.
        if first.at == at || !holds(&entry.file()[first.at..], source) {
            return None;
        }
        let file = entry.file();
        let said = *first.said.get_or_insert_with(|| {
            let mut other = Entry::default();
            Parser::of_one_entry(&file[first.start..]).read(&mut other);
            Said::of(&other, first.start)
        });
        Some(Twin {
            at: first.at,
            spare: said.spare(Said::of(entry, 0)),
        })
    }
}

/// Where an entry begins, the `#~` before it included.
fn marked_start(entry: &Entry<'_>) -> usize {
    let start = entry.span.start;
    let before = entry.file()[..start].trim_end_matches([' ', '\t']);
    if before.ends_with("#~") {
        before.len() - 2
    } else {
        start
    }
}

/// Whether the string behind the keyword at the start of `file` is this one.
fn holds(file: &str, source: &str) -> bool {
    let mut decoded = String::new();
    for token in Lexer::new(file).skip(1) {
        match token.kind {
            TokenKind::Space { .. } | TokenKind::Mark => {}
            TokenKind::String { closed, .. } => {
                decode_piece(
                    &file[token.span.start + 1..token.span.end - usize::from(closed)],
                    &mut decoded,
                );
                if decoded.len() > source.len() {
                    return false;
                }
            }
            _ => break,
        }
    }
    decoded == source
}
