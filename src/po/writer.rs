//! From edits of strings back to the bytes of a file.
//!
//! Nothing outside an edited string moves. How the new string is laid out is asked of the file: where its strings are
//! what `msgcat` writes at some width, and the one in question is too, the new one is what `msgcat` would write;
//! everywhere else the author's line breaks stay. A string that is laid out in no usual way (several on a line,
//! indented, tabs before its quotes) is edited between its quotes where it stands.

use std::ops::Range;

use super::entry::{Entry, RawField};
use super::format::{Charset, Manner};
use super::text::Trail;
use super::wrap::{self, Piece, Sample, Width, detect, escape, field, fits, keep_breaks};
use super::{Parser, text};
use crate::diagnostic::{Edit, Span};

/// How many strings are looked at to find a file's width.
const SAMPLES: usize = 60;

/// How a file lays its strings out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The width at which `msgcat` writes most of its strings as they stand; `None` where they were broken by hand.
    pub width: Option<Width>,
    /// How its lines end.
    pub eol: &'static str,
    charset: Charset,
}

impl Layout {
    /// Finds the layout of a file from its strings of several lines, and the long ones of a single line.
    #[must_use]
    pub fn of(file: &str) -> Layout {
        let eol = eol(file);
        let charset = Charset::of(file);
        let mut strings: Vec<Broken<'_>> = Vec::new();
        let mut parser = Parser::new(file);
        let mut entry = Entry::default();
        while strings.len() < SAMPLES && parser.read(&mut entry) {
            let manner = Manner::of(&entry, charset);
            if manner.width(Width::default()) == Width::NoWrap {
                continue;
            }
            for field in &entry.fields {
                let Some(shape) = Shape::of(&entry, field, eol) else {
                    continue;
                };
                let raw = &file[shape.lines];
                let several = entry.text(field).pieces().len() > 1;
                if several || raw.trim_end().chars().count() > 79 {
                    let text = entry.text(field).decode().into_owned();
                    let mut held = Vec::new();
                    manner.layout(Width::default(), &text, &mut held);
                    strings.push(Broken { shape, text, held });
                }
            }
        }
        let samples: Vec<Sample<'_>> = strings
            .iter()
            .map(|Broken { shape, text, held }| Sample {
                raw: &file[shape.lines],
                prefix: shape.prefix,
                keyword: &shape.keyword,
                text,
                layout: wrap::Layout {
                    width: Width::default(),
                    ambiguous_wide: charset.ambiguous_wide,
                    held,
                },
            })
            .collect();
        Layout {
            width: detect(&samples, eol),
            eol,
            charset,
        }
    }

    /// What takes the place of a field's `lines` when its decoded string is changed by `edits` (ordered, not
    /// overlapping, bytes of the decoded string): which bytes of the file, and the new text for them.
    #[must_use]
    pub fn rewrite(&self, entry: &Entry<'_>, raw: &RawField, edits: &[Edit]) -> Vec<Edit> {
        let string = entry.text(raw);
        let Some(shape) = Shape::of(entry, raw, self.eol) else {
            return in_place(entry, raw, edits, &mut entry.text(raw).start());
        };
        let file = entry.file();
        let old = string.decode();
        let mut out = String::new();
        let manner = Manner::of(entry, self.charset);
        let mut held = Vec::new();
        let asked = match manner.width(self.width.unwrap_or_default()) {
            Width::NoWrap => Some(Width::NoWrap),
            Width::Columns(_) => self.width,
        };
        let width = asked.filter(|&width| {
            fits(
                &file[shape.lines],
                shape.prefix,
                &shape.keyword,
                &old,
                manner.layout(width, &old, &mut held),
                self.eol,
            )
        });
        let new = edited(&old, edits);
        if let Some(width) = width {
            field(
                &mut out,
                shape.prefix,
                &shape.keyword,
                &new,
                manner.layout(width, &new, &mut held),
                self.eol,
            );
        } else {
            let decoded: Vec<String> = string
                .pieces()
                .iter()
                .map(|piece| {
                    let mut decoded = String::new();
                    text::decode_piece(&file[piece.span()], &mut decoded);
                    decoded
                })
                .collect();
            let pieces: Vec<Piece<'_>> = string
                .pieces()
                .iter()
                .zip(&decoded)
                .map(|(raw, text)| Piece {
                    raw: &file[raw.span()],
                    text,
                })
                .collect();
            let edits: Vec<_> = edits
                .iter()
                .map(|edit| (edit.span.range(), edit.text.as_str()))
                .collect();
            keep_breaks(
                &mut out,
                shape.prefix,
                &shape.keyword,
                &pieces,
                &edits,
                manner.layout(asked.unwrap_or_default(), &new, &mut held),
                self.eol,
            );
        }
        if !shape.ended {
            out.truncate(out.len() - self.eol.len());
        }
        vec![Edit {
            span: shape.lines,
            text: out,
        }]
    }
}

/// A string with edits made in it.
#[must_use]
pub fn edited(old: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(old.len() + 32);
    let mut at = 0;
    for edit in edits {
        new.push_str(&old[at..edit.span.start]);
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(&old[at..]);
    new
}

/// How the lines of a file end: as most of them do.
#[must_use]
pub fn eol(file: &str) -> &'static str {
    let feeds = memchr::memchr_iter(b'\n', file.as_bytes());
    let (mut all, mut with_return) = (0usize, 0usize);
    for at in feeds {
        all += 1;
        with_return += usize::from(file[..at].ends_with('\r'));
    }
    if with_return * 2 > all { "\r\n" } else { "\n" }
}

/// A string that tells how its file is laid out.
struct Broken<'f> {
    shape: Shape<'f>,
    text: String,
    /// What of it stays together whatever the width.
    held: Vec<Range<usize>>,
}

/// A field that stands on lines of its own, one quoted piece a line.
struct Shape<'f> {
    /// Its lines, with their ends.
    lines: Span,
    prefix: &'f str,
    keyword: String,
    /// Whether its last line has an end.
    ended: bool,
}

impl<'f> Shape<'f> {
    fn of(entry: &Entry<'f>, raw: &RawField, eol: &str) -> Option<Self> {
        let file = entry.file();
        let start = file[..raw.span.start].rfind('\n').map_or(0, |at| at + 1);
        let prefix = &file[start..raw.span.start];
        if !matches!(prefix, "" | "#~ " | "#| " | "#~| ") {
            return None;
        }
        let keyword = match raw.index {
            Some(index) => format!("{}[{index}]", raw.keyword.name()),
            None => raw.keyword.name().to_owned(),
        };
        let mut at = start;
        let mut expect = |what: &str| {
            let found = file[at..].starts_with(what);
            at += what.len();
            found
        };
        let pieces = entry.text(raw).pieces();
        let ended = file[raw.span.end..].starts_with(eol);
        for (rank, piece) in pieces.iter().enumerate() {
            let first = rank == 0;
            let head =
                expect(prefix) && (!first || (expect(&keyword) && expect(" "))) && expect("\"");
            let body = head && expect(&file[piece.span()]) && expect("\"");
            if !body || (rank + 1 < pieces.len() || ended) && !expect(eol) {
                return None;
            }
        }
        let at_end = ended || raw.span.end == file.len();
        (at_end && !pieces.is_empty()).then_some(Shape {
            lines: Span::new(start, at),
            prefix,
            keyword,
            ended,
        })
    }
}

/// Edits between the quotes, where the string stands; `trail` goes with the edits of one string in their order.
pub(crate) fn in_place(
    entry: &Entry<'_>,
    raw: &RawField,
    edits: &[Edit],
    trail: &mut Trail,
) -> Vec<Edit> {
    let text = entry.text(raw);
    let file = entry.file();
    let mut out = Vec::new();
    for edit in edits {
        let mut escaped = String::new();
        escape(&edit.text, &mut escaped);
        let place = text.locate_from(trail, edit.span);
        let mut first = true;
        let pieces = text.pieces();
        let near = pieces.partition_point(|piece| piece.span().end < place.start);
        let pieces = pieces[near..].iter().map(|piece| piece.span());
        for piece in pieces.take_while(|piece| piece.start <= place.end) {
            let span = Span::new(place.start.max(piece.start), place.end.min(piece.end));
            // An insertion goes to one place only; a range over several pieces is emptied in each of them.
            let inserts =
                place.is_empty() && first && piece.start <= place.start && place.start <= piece.end;
            if inserts || span.start < span.end {
                out.push(Edit {
                    span,
                    text: if first {
                        std::mem::take(&mut escaped)
                    } else {
                        String::new()
                    },
                });
                first = false;
            }
        }
    }
    debug_assert!(out.iter().all(|edit| edit.span.end <= file.len()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file after `from` has become `to` in the translation of its last entry.
    fn change(file: &str, from: &str, to: &str) -> String {
        let layout = Layout::of(file);
        let mut parser = Parser::new(file);
        let mut entry = Entry::default();
        let mut edits = Vec::new();
        while parser.read(&mut entry) {
            for field in entry.translations() {
                let text = entry.text(field).decode();
                if let Some(at) = text.find(from) {
                    let edit = Edit {
                        span: Span::new(at, at + from.len()),
                        text: to.into(),
                    };
                    edits.extend(layout.rewrite(&entry, field, &[edit]));
                }
            }
        }
        edited(file, &edits)
    }

    const WRAPPED: &str = concat!(
        "msgid \"a\"\nmsgstr \"\"\n",
        "\"Une première ligne qui est aussi longue que possible pour tenir sur une page \"\n\"de la largeur habituelle.\"\n",
        "\nmsgid \"b\"\nmsgstr \"\"\n\"Elle retourne une valeur, et la ligne est encore assez longue pour aller à \"\n\"la suivante.\"\n"
    );

    #[test]
    fn a_wrapped_file_is_wrapped_again() {
        let changed = change(WRAPPED, "retourne", "renvoie assez souvent");
        assert!(changed.ends_with(
            "\"Elle renvoie assez souvent une valeur, et la ligne est encore assez longue \"\n\"pour aller à la suivante.\"\n"
        ), "{changed}");
        assert!(changed.starts_with(&WRAPPED[..WRAPPED.find("Elle").unwrap()]));
    }

    #[test]
    fn breaks_made_by_hand_stay() {
        let file = "msgid \"a\"\r\nmsgstr \"un \"\r\n\"deux \"\r\n\"trois\"";
        assert_eq!(
            change(file, "deux", "2"),
            "msgid \"a\"\r\nmsgstr \"un \"\r\n\"2 \"\r\n\"trois\""
        );
    }

    #[test]
    fn a_string_on_one_line_that_msgcat_would_break_stays_on_one() {
        let long = "un mot ".repeat(20);
        for (text, from, to) in [
            ("deux\\n\\n", "deux", "2"),
            ("un\\ndeux\\n", "deux", "deux mots"),
            (&*format!("{long}deux"), "deux", "deux ou trois"),
        ] {
            let file = format!("msgid \"a\"\nmsgstr \"{text}\"\n");
            assert_eq!(change(&file, from, to), file.replace(from, to));
        }
        let several = "msgid \"a\"\nmsgstr \"\"\n\"un\\ndeux\\n\"\n\"trois\"\n";
        assert_eq!(
            change(several, "deux", "deux mots"),
            several.replace("deux", "deux mots")
        );
    }

    #[test]
    fn an_unusual_layout_is_edited_where_it_stands() {
        let file = "msgid \"a\" msgstr\t\"un \\x41\" \"deux\" # c\n";
        assert_eq!(
            change(file, "A", "\"b\""),
            "msgid \"a\" msgstr\t\"un \\\"b\\\"\" \"deux\" # c\n"
        );
        assert_eq!(
            change(file, "Ade", "-"),
            "msgid \"a\" msgstr\t\"un -\" \"ux\" # c\n"
        );
    }

    #[test]
    fn obsolete_entries_and_plural_forms() {
        let file =
            "#~ msgid \"a\"\n#~ msgid_plural \"as\"\n#~ msgstr[0] \"un\"\n#~ msgstr[1] \"deux\"\n";
        assert_eq!(change(file, "deux", "d\"d"), file.replace("deux", "d\\\"d"));
    }
}
