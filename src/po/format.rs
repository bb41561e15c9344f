//! A whole file as `msgcat` 0.21 lays it out, but for its line ends, which stay its own.
//!
//! Found from its behaviour alone; `tests/oracle_format.rs` asks it again wherever it is installed, and
//! `docs/msgcat.md` says what it does and where this departs from it. Obsolete entries go behind the others, those
//! without a translation are dropped; so are comments before a `domain` line; domains are put together, the unnamed one
//! first. Comments at the end of a file stay there.

mod charset;
mod directives;
pub(crate) mod flags;
mod manner;
mod references;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use memchr::memmem;

use super::catalogue::DEFAULT_DOMAIN;
use super::entry::RawField;
use super::lexer::{CommentKind, Keyword};
use super::wrap::{self, Width};
use super::{Entry, Fault, FaultKind, Parser, writer};
use crate::diagnostic::Span;
pub(super) use charset::Charset;
pub(crate) use charset::is_garbled;
use flags::Flags;

pub(super) use manner::Manner;
use references::Reference;

/// What becomes of the `#:` lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Location {
    /// File and line.
    #[default]
    Full,
    /// The file alone, once.
    File,
    /// They are dropped.
    Never,
}

/// In which order the entries stand. Obsolete ones stand behind the others in any case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// As in the file.
    #[default]
    None,
    /// By source, then context: `--sort-output`.
    Message,
    /// By the first of their references, which are sorted too, then by source and context: `--sort-by-file`.
    File,
}

/// How a file is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Style {
    /// How strings are broken over lines.
    pub width: Width,
    /// What becomes of the references.
    pub location: Location,
    /// In which order the entries stand.
    pub sort: Sort,
}

/// Lays a file out. One that holds no message at all stays as it is.
///
/// # Errors
/// The faults of its syntax, if there are any: `msgcat` refuses such a file too. Escapes of bytes that are no character of
/// the file's charset are told as well, for they cannot be written as text, and a NUL, where `msgcat` ends a string and drops
/// the rest.
pub fn format(text: &str, style: &Style) -> Result<String, Vec<Fault>> {
    let mut formatter = Formatter::new(text, style, writer::eol(text), Charset::of(text));
    let room = text.len() + text.len() / 16;
    formatter.sections[0].live.text.reserve(room);
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        formatter.entry(&entry);
    }
    if !formatter.faults.is_empty() {
        parser.faults.append(&mut formatter.faults);
        parser.faults.sort_by_key(|fault| fault.span.start);
    }
    // What `msgcat` puts between conflicting strings is none of the syntax: it reads it as any other text.
    parser
        .faults
        .retain(|fault| fault.kind != FaultKind::CatalogueMarker);
    if !parser.faults.is_empty() {
        return Err(parser.faults);
    }
    Ok(formatter.finish())
}

/// Lays one entry out, as it is laid out in its file, without the empty line behind it. Nothing is given for an entry that is
/// dropped or cannot be written. `charset` is what the file's header names, `eol` how its lines end.
#[must_use]
pub fn entry(
    entry: &Entry<'_>,
    style: &Style,
    charset: Option<&str>,
    eol: &'static str,
) -> Option<String> {
    let mut formatter = Formatter::new(entry.file(), style, eol, Charset::named(charset));
    formatter.entry(entry);
    let section = formatter.sections.pop()?;
    let mut text = section.live.text + &section.obsolete.text;
    text.truncate(text.len().checked_sub(eol.len())?);
    (formatter.faults.is_empty() && !text.is_empty()).then_some(text)
}

/// Whether what stands behind `#,` says `fuzzy`.
#[must_use]
pub fn is_fuzzy(flags: &str) -> bool {
    memmem::find(flags.as_bytes(), b"fuzzy").is_some() && Flags::parse(until_nul(flags)).is_fuzzy()
}

/// The file being written.
struct Formatter<'a, 'b> {
    text: &'a str,
    style: &'b Style,
    eol: &'static str,
    charset: Charset,
    sections: Vec<Section<'a>>,
    /// The rank of each domain in `sections`.
    domains: HashMap<String, usize>,
    current: usize,
    /// The comments behind the last entry, as they stand.
    tail: &'a str,
    faults: Vec<Fault>,
    /// Used again for each entry.
    references: Vec<Reference<'a>>,
    /// Flags that `msgcat` does not know, and would drop.
    others: Vec<&'a str>,
    /// Used again for each string.
    scratch: String,
    keyword: String,
    held: Vec<Range<usize>>,
}

/// The entries of a domain.
#[derive(Default)]
struct Section<'a> {
    name: String,
    live: Entries<'a>,
    obsolete: Entries<'a>,
}

/// Entries as they are written.
#[derive(Default)]
struct Entries<'a> {
    text: String,
    /// Where each of them stands, and what it is sorted by; empty where nothing is sorted.
    items: Vec<Item<'a>>,
}

struct Item<'a> {
    start: usize,
    key: Key<'a>,
}

/// What an entry is sorted by, in this order, strings in the bytes of the file's charset.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    reference: Option<(Cow<'a, [u8]>, i64)>,
    msgid: Vec<u8>,
    msgctxt: Option<Vec<u8>>,
}

impl<'a, 'b> Formatter<'a, 'b> {
    fn new(text: &'a str, style: &'b Style, eol: &'static str, charset: Charset) -> Self {
        Formatter {
            text,
            style,
            eol,
            charset,
            sections: vec![Section::default()],
            domains: HashMap::new(),
            current: 0,
            tail: "",
            faults: Vec::new(),
            references: Vec::new(),
            others: Vec::new(),
            scratch: String::new(),
            keyword: String::new(),
            held: Vec::new(),
        }
    }

    fn entry(&mut self, entry: &Entry<'a>) {
        let mut from = 0;
        for field in entry.domains() {
            from = field.span.end;
            self.current = self.section(&entry.text(field).decode());
        }
        if entry.field(Keyword::Msgid).is_none() {
            // The last one, or a fault.
            let span = Span::new(from.max(entry.span.start), self.text.len());
            self.tail = self.text[span].trim();
            self.refuse_nul(self.tail, span);
            return;
        }
        let translated = entry
            .translations()
            .next()
            .is_some_and(|field| !decode(entry, field, &mut self.scratch).is_empty());
        if entry.obsolete && !translated {
            return;
        }
        let mut section = std::mem::take(&mut self.sections[self.current]);
        let entries = if entry.obsolete {
            &mut section.obsolete
        } else {
            &mut section.live
        };
        let start = entries.text.len();
        let flags = self.comments(entry, from, &mut entries.text);
        if self.style.sort != Sort::None {
            let key = self.key(entry);
            entries.items.push(Item { start, key });
        }
        let page = match self.style.width {
            Width::Columns(columns) => columns.max(wrap::SMALLEST),
            Width::NoWrap => 79,
        };
        references::write(
            &mut entries.text,
            &mut self.references,
            self.style.location,
            page,
            self.charset,
            self.eol,
        );
        flags.write(
            &self.others,
            &mut entries.text,
            entry.obsolete,
            translated,
            self.eol,
        );
        self.strings(entry, flags, &mut entries.text);
        entries.text.push_str(self.eol);
        self.sections[self.current] = section;
    }

    /// The rank of the section of a domain, a new one if need be.
    fn section(&mut self, name: &str) -> usize {
        if name == DEFAULT_DOMAIN {
            return 0;
        }
        if let Some(&rank) = self.domains.get(name) {
            return rank;
        }
        let rank = self.sections.len();
        self.domains.insert(name.to_owned(), rank);
        self.sections.push(Section {
            name: name.to_owned(),
            ..Section::default()
        });
        rank
    }

    /// Writes the comments that stand behind byte `from` of the file, and keeps references and flags for later.
    fn comments(&mut self, entry: &Entry<'a>, from: usize, out: &mut String) -> Flags {
        self.references.clear();
        self.others.clear();
        let mut flags = Flags::default();
        let mut extracted = false;
        let located = self.style.location != Location::Never || self.style.sort == Sort::File;
        for comment in entry
            .comments
            .iter()
            .filter(|comment| comment.span.start >= from)
        {
            let text = &self.text[comment.span];
            self.refuse_nul(text, comment.span);
            match comment.kind {
                CommentKind::Translator => {
                    if let Some(reference) = references::solaris(&text[1..]) {
                        if located {
                            self.references.push(reference);
                        }
                    } else {
                        line(out, "#", &text[1..], self.eol);
                    }
                }
                CommentKind::Extracted => extracted = true,
                CommentKind::Reference => {
                    if located {
                        references::parse(&text[2..], &mut self.references);
                    }
                }
                CommentKind::Flags => {
                    flags = Flags::parse_with(&text[2..], |other| self.others.push(other));
                }
            }
        }
        if extracted {
            for comment in entry
                .comments
                .iter()
                .filter(|comment| comment.span.start >= from)
            {
                if comment.kind == CommentKind::Extracted {
                    line(out, "#.", &self.text[comment.span][2..], self.eol);
                }
            }
        }
        references::unique(&mut self.references);
        if self.style.sort == Sort::File {
            let charset = self.charset;
            self.references.sort_by(|a, b| {
                let names = if a.name == b.name {
                    Ordering::Equal
                } else {
                    charset.key(a.name).cmp(&charset.key(b.name))
                };
                names.then(a.line.cmp(&b.line))
            });
        }
        flags
    }

    /// `msgcat` ends a text at a NUL and drops what follows; nothing is dropped here.
    fn refuse_nul(&mut self, text: &str, span: Span) {
        if memchr::memchr(0, text.as_bytes()).is_some() {
            let kind = FaultKind::Nul;
            self.faults.push(Fault { kind, span });
        }
    }

    fn key(&self, entry: &Entry<'a>) -> Key<'a> {
        let reference = match self.style.sort {
            Sort::File => self
                .references
                .first()
                .map(|first| (self.charset.key(first.name), first.line)),
            Sort::None | Sort::Message => None,
        };
        Key {
            reference,
            msgid: self
                .charset
                .key(&entry.msgid().unwrap_or_default())
                .into_owned(),
            msgctxt: entry
                .msgctxt()
                .map(|context| self.charset.key(&context).into_owned()),
        }
    }

    /// Writes the strings, previous ones first.
    fn strings(&mut self, entry: &Entry<'a>, flags: Flags, out: &mut String) {
        let manner = Manner::new(flags, self.charset);
        let width = manner.width(self.style.width);
        for previous in [true, false] {
            let prefix = match (entry.obsolete, previous) {
                (false, false) => "",
                (false, true) => "#| ",
                (true, false) => "#~ ",
                (true, true) => "#~| ",
            };
            let fields = entry.fields.iter().filter(|field| {
                field.mark.previous == previous && field.keyword != Keyword::Domain
            });
            for field in fields {
                self.keyword.clear();
                self.keyword.push_str(field.keyword.name());
                if let Some(index) = field.index {
                    let _ = write!(self.keyword, "[{index}]");
                }
                if self.charset.garbles(entry, field) {
                    self.faults.push(Fault {
                        kind: FaultKind::InvalidEscape,
                        span: field.span,
                    });
                }
                let text = decode(entry, field, &mut self.scratch);
                if memchr::memchr(0, text.as_bytes()).is_some() {
                    let (kind, span) = (FaultKind::Nul, field.span);
                    self.faults.push(Fault { kind, span });
                }
                let layout = manner.layout(width, text, &mut self.held);
                wrap::field(out, prefix, &self.keyword, text, layout, self.eol);
            }
        }
    }

    fn finish(self) -> String {
        let mut sections = self.sections.into_iter();
        let Some(first) = sections.next() else {
            return String::new();
        };
        let mut out = first.live.finish();
        let obsolete = first.obsolete.finish();
        out.push_str(&obsolete);
        for section in sections {
            let (live, obsolete) = (section.live.finish(), section.obsolete.finish());
            if !live.is_empty() || !obsolete.is_empty() {
                out.push_str("domain \"");
                wrap::escape(&section.name, &mut out);
                out.push('"');
                out.push_str(self.eol);
                out.push_str(self.eol);
                out.push_str(&live);
                out.push_str(&obsolete);
            }
        }
        if out.is_empty() {
            return self.text.to_owned();
        }
        if self.tail.is_empty() {
            // The empty line behind the last entry.
            out.truncate(out.len() - self.eol.len());
        }
        for line in self.tail.lines() {
            out.push_str(line.trim_end_matches('\r'));
            out.push_str(self.eol);
        }
        if self.text.starts_with('\u{feff}') {
            out.insert(0, '\u{feff}');
        }
        out
    }
}

impl Entries<'_> {
    /// The entries in their order.
    fn finish(mut self) -> String {
        if self.items.is_empty() {
            return self.text;
        }
        let mut ends: Vec<usize> = self.items.iter().map(|item| item.start).collect();
        ends.push(self.text.len());
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by(|&a, &b| self.items[a].key.cmp(&self.items[b].key));
        let mut out = String::with_capacity(self.text.len());
        for rank in order {
            out.push_str(&self.text[ends[rank]..ends[rank + 1]]);
        }
        self.text = out;
        self.text
    }
}

/// A string of an entry; `scratch` holds it where it does not stand in one piece.
fn decode<'s>(entry: &'s Entry<'_>, field: &RawField, scratch: &'s mut String) -> &'s str {
    let string = entry.text(field);
    if let Some(text) = string.borrowed() {
        return text;
    }
    scratch.clear();
    string.decode_into(scratch);
    scratch
}

/// What C takes for the whole of a string.
fn until_nul(text: &str) -> &str {
    memchr::memchr(0, text.as_bytes()).map_or(text, |end| &text[..end])
}

/// A comment line: a blank behind the mark, but none where there is no text. A CR at its end would be taken for a part of the
/// line's end.
fn line(out: &mut String, mark: &str, text: &str, eol: &str) {
    out.push_str(mark);
    let text = text
        .strip_prefix(' ')
        .unwrap_or(text)
        .trim_end_matches('\r');
    if !text.is_empty() {
        out.push(' ');
        out.push_str(text);
    }
    out.push_str(eol);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_at_the_end_stay_there() {
        let entries = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n";
        let obsolete = "\n#~ msgid \"o\"\n#~ msgstr \"p\"\n";
        let tails = [
            "# the end",
            "# one\n#. two\n#: a.c:3\n#, fuzzy",
            "# one\n\n#two\n#~ # three",
        ];
        for tail in tails {
            for eol in ["\n", "\r\n"] {
                let file = format!("{entries}{obsolete}\n{tail}\n").replace('\n', eol);
                for sort in [Sort::None, Sort::Message, Sort::File] {
                    let style = Style {
                        sort,
                        ..Style::default()
                    };
                    assert_eq!(format(&file, &style).as_ref(), Ok(&file));
                    // Whatever stands around them, and whether their line has an end.
                    let loose = format!("{obsolete}\n{entries}\n\n\n{tail}").replace('\n', eol);
                    assert_eq!(format(&loose, &style).as_ref(), Ok(&file));
                }
            }
        }
        let nul = format(&format!("{entries}\n# x\0y\n"), &Style::default());
        assert!(nul.is_err_and(|faults| faults.iter().any(|fault| fault.kind == FaultKind::Nul)));
        let alone = "# only\n\n\n# comments";
        assert_eq!(format(alone, &Style::default()).as_deref(), Ok(alone));
    }
}
