//! An entry: spans into the file, in vectors that the next entry uses again.

use std::borrow::Cow;

use super::format::is_fuzzy;
use super::lexer::{CommentKind, Keyword, Mark};
use super::text::{Piece, Text};
use crate::diagnostic::{Field, Span};

/// A comment line of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// What it is for.
    pub kind: CommentKind,
    /// The line from `#` to its end, bytes of the file; what stands before `#` is not in it.
    pub span: Span,
    /// Whether it stands behind `#~`.
    pub obsolete: bool,
}

/// A string of an entry, with its keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawField {
    /// Which keyword.
    pub keyword: Keyword,
    /// The number in brackets behind `msgstr`.
    pub index: Option<u32>,
    /// Behind which mark it stands.
    pub mark: Mark,
    /// From the keyword to the last quote, bytes of the file.
    pub span: Span,
    pub(super) first_piece: u32,
    pub(super) pieces: u32,
    pub(super) escaped: bool,
}

/// So many lines of an entry find room that is kept.
const MOST_ROOM: usize = 1024;

/// One message of the file, as it stands there. Reading the next one overwrites it.
#[derive(Debug, Clone, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about what was read"
)]
pub struct Entry<'a> {
    pub(super) file: &'a str,
    /// From its first comment or keyword to its last quote, bytes of the file.
    pub span: Span,
    /// Its comments, in order.
    pub comments: Vec<Comment>,
    /// Its strings, in order, the previous ones (`#|`) among them.
    pub fields: Vec<RawField>,
    pub(super) pieces: Vec<Piece>,
    /// Whether it stands behind `#~`.
    pub obsolete: bool,
    /// Whether it has the flag `fuzzy`.
    pub fuzzy: bool,
    /// See [`Entry::has_flags_beyond_fuzzy`].
    pub(super) flagged: bool,
    /// Whether it stands in a region between conflict markers, where a message may well stand twice.
    pub conflict: bool,
}

impl<'a> Entry<'a> {
    /// An empty one, with room for what most entries hold.
    #[must_use]
    pub fn with_room() -> Self {
        Entry {
            comments: Vec::with_capacity(8),
            fields: Vec::with_capacity(8),
            pieces: Vec::with_capacity(64),
            ..Entry::default()
        }
    }

    pub(super) fn clear(&mut self, file: &'a str) {
        self.file = file;
        self.span = Span::default();
        self.comments.clear();
        self.fields.clear();
        self.pieces.clear();
        self.obsolete = false;
        self.fuzzy = false;
        self.flagged = false;
        self.conflict = false;
    }

    /// An empty one with its room, for another file; none that only a very large entry needs.
    #[must_use]
    pub fn emptied<'b>(self) -> Entry<'b> {
        if self.pieces.capacity() > MOST_ROOM || self.comments.capacity() > MOST_ROOM {
            return Entry::with_room();
        }
        let mut empty = Entry {
            comments: self.comments,
            fields: self.fields,
            pieces: self.pieces,
            ..Entry::default()
        };
        empty.clear("");
        empty
    }

    /// The file that the entry stands in.
    #[must_use]
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// The first field with this keyword that is not a previous one.
    #[must_use]
    pub fn field(&self, keyword: Keyword) -> Option<&RawField> {
        self.fields
            .iter()
            .find(|field| field.keyword == keyword && !field.mark.previous)
    }

    /// The `domain` lines before it, in order: the last one is that of its message.
    pub fn domains(&self) -> impl Iterator<Item = &RawField> {
        self.fields
            .iter()
            .filter(|field| field.keyword == Keyword::Domain && !field.mark.previous)
    }

    /// The `domain` line that its message, and those behind it, belong to.
    #[must_use]
    pub fn domain(&self) -> Option<&RawField> {
        self.domains().last()
    }

    /// Where the keyword of one of its fields stands, as it is written there, bytes of the file.
    #[must_use]
    pub fn keyword_span(&self, field: &RawField) -> Span {
        let text = self.file[field.span].as_bytes();
        let ends = |byte: &u8| matches!(byte, b'"' | b'[') || byte.is_ascii_whitespace();
        let length = text.iter().position(ends).unwrap_or(text.len());
        Span::new(field.span.start, field.span.start + length)
    }

    /// The string of one of its fields.
    #[must_use]
    pub fn text(&self, field: &RawField) -> Text<'_> {
        let first = field.first_piece as usize;
        Text::new(
            self.file,
            &self.pieces[first..first + field.pieces as usize],
            field.escaped,
        )
    }

    /// What one of its fields stands for, where that stands in the file in one piece.
    #[must_use]
    pub fn borrowed(&self, field: &RawField) -> Option<&'a str> {
        self.text(field).whole().map(|span| &self.file[span])
    }

    /// What one of its fields stands for: a slice of the file wherever it is one there, for who keeps it beyond the entry.
    #[must_use]
    pub fn decode(&self, field: &RawField) -> Cow<'a, str> {
        match self.text(field).whole() {
            Some(span) => Cow::Borrowed(&self.file[span]),
            None => Cow::Owned(self.text(field).decode().into_owned()),
        }
    }

    /// Its context, decoded.
    #[must_use]
    pub fn msgctxt(&self) -> Option<Cow<'a, str>> {
        self.field(Keyword::Msgctxt).map(|field| self.decode(field))
    }

    /// Its source, decoded; `None` where the file forgot it.
    #[must_use]
    pub fn msgid(&self) -> Option<Cow<'a, str>> {
        self.field(Keyword::Msgid).map(|field| self.decode(field))
    }

    /// Its source's plural, decoded.
    #[must_use]
    pub fn msgid_plural(&self) -> Option<Cow<'a, str>> {
        self.field(Keyword::MsgidPlural)
            .map(|field| self.decode(field))
    }

    /// Its translations: one, or one a plural form.
    pub fn translations(&self) -> impl Iterator<Item = &RawField> {
        self.fields
            .iter()
            .filter(|field| field.keyword == Keyword::Msgstr && !field.mark.previous)
    }

    /// The field that a finding names: which string, and which plural form of the translation.
    #[must_use]
    pub fn find(&self, field: Field, plural: Option<u32>) -> Option<&RawField> {
        match field {
            Field::Msgctxt => self.field(Keyword::Msgctxt),
            Field::Msgid => self.field(Keyword::Msgid),
            Field::MsgidPlural => self.field(Keyword::MsgidPlural),
            Field::Msgstr => {
                // Forms mostly stand in order: look where this one should be before looking everywhere.
                let first = self
                    .fields
                    .iter()
                    .position(|field| field.keyword == Keyword::Msgstr && !field.mark.previous)?;
                let likely = self.fields.get(first + plural.unwrap_or(0) as usize);
                likely
                    .filter(|field| field.keyword == Keyword::Msgstr && field.index == plural)
                    .or_else(|| self.translations().find(|field| field.index == plural))
            }
        }
    }

    /// As [`Entry::find`], for plural forms in their order: the search goes on where the last one ended, at the field number
    /// `from`.
    #[must_use]
    pub fn find_from(
        &self,
        from: &mut usize,
        field: Field,
        plural: Option<u32>,
    ) -> Option<&RawField> {
        if field == Field::Msgstr {
            let form = |field: &RawField| {
                field.keyword == Keyword::Msgstr && !field.mark.previous && field.index == plural
            };
            if let Some(step) = self.fields.get(*from..)?.iter().position(form) {
                *from += step;
                return self.fields.get(*from);
            }
        }
        self.find(field, plural)
    }

    /// Whether it holds comments and nothing else: those at the end of a file.
    #[must_use]
    pub fn is_comments(&self) -> bool {
        self.fields.iter().all(|field| field.mark.previous)
    }

    /// Whether it is the header: the live entry whose source is empty and that has no context.
    #[must_use]
    pub fn is_header(&self) -> bool {
        !self.obsolete
            && self.field(Keyword::Msgctxt).is_none()
            && self
                .field(Keyword::Msgid)
                .is_some_and(|field| self.text(field).is_empty())
    }

    /// Whether it counts as translated, as for `msgfmt`: its translation, or the first form of it, is not empty.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        self.translations()
            .next()
            .is_some_and(|field| !self.text(field).is_empty())
    }

    /// Whether its `#,` lines say more than that it is `fuzzy`: nearly none do.
    #[must_use]
    pub fn has_flags_beyond_fuzzy(&self) -> bool {
        self.flagged
    }

    /// The flags of its `#,` lines, with where each stands, bytes of the file. As for gettext, blanks part them as commas do,
    /// but not where a colon stands before the next comma (`range: 0..9`, and what other tools write).
    pub fn flags(&self) -> impl Iterator<Item = (&'a str, Span)> + '_ {
        let file = self.file;
        self.flag_lines().flat_map(move |comment| {
            let line = &file[comment.span];
            let mut at = comment.span.start + 2;
            let mut colon = false;
            let words = line[2..].split_inclusive(move |c: char| {
                colon = c == ':' || (colon && c != ',');
                c == ',' || (c.is_ascii_whitespace() && !colon)
            });
            words.filter_map(move |word| {
                let start = at + (word.len() - word.trim_start().len());
                at += word.len();
                let flag = word.trim_end_matches(',').trim();
                (!flag.is_empty()).then(|| (flag, Span::new(start, start + flag.len())))
            })
        })
    }

    /// Notes what its `#,` lines say, where it has any.
    pub(super) fn read_flags(&mut self) {
        if self.flagged {
            let line = self.flag_line().unwrap_or_default();
            let alone = self.flag_lines().nth(1).is_none();
            (self.fuzzy, self.flagged) = (is_fuzzy(line), !alone || line.trim() != "fuzzy");
        }
    }

    /// The flags that count for gettext: what stands behind `#,` on the last of its lines.
    #[must_use]
    pub fn flag_line(&self) -> Option<&'a str> {
        let last = self.flag_lines().next_back()?;
        Some(&self.file[last.span][2..])
    }

    /// The comments that hold flags. Before a `domain` line they say nothing of the message behind it.
    fn flag_lines(&self) -> impl DoubleEndedIterator<Item = &Comment> {
        let flags = |comment: &&Comment| {
            let behind = |domain: &RawField| comment.span.start >= domain.span.end;
            comment.kind == CommentKind::Flags && self.domain().is_none_or(behind)
        };
        self.comments.iter().filter(flags)
    }

    /// The translator's comments (`# …`), each with where its text stands, bytes of the file.
    pub fn translator_comments(&self) -> impl Iterator<Item = (&'a str, Span)> + '_ {
        let file = self.file;
        self.comments
            .iter()
            .filter(|comment| comment.kind == CommentKind::Translator)
            .map(move |comment| {
                let span = Span::new(comment.span.start + 1, comment.span.end);
                (&file[span], span)
            })
    }
}

/// Which string of an entry a keyword begins.
#[must_use]
pub const fn field_of(keyword: Keyword) -> Option<Field> {
    match keyword {
        Keyword::Domain => None,
        Keyword::Msgctxt => Some(Field::Msgctxt),
        Keyword::Msgid => Some(Field::Msgid),
        Keyword::MsgidPlural => Some(Field::MsgidPlural),
        Keyword::Msgstr => Some(Field::Msgstr),
    }
}
