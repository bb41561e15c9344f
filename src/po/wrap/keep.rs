//! Edits to a string whose author broke its lines by hand: the breaks stay, and so does every line that no edit
//! touches, byte for byte, however its escapes are spelt.

use super::columns::{columns, columns_wide};
use super::{Layout, Page, Width, field, quoted, short_escape};
use std::ops::{ControlFlow, Range};

/// One quoted piece of a string, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// What is between the quotes.
    pub raw: &'a str,
    /// The same, decoded.
    pub text: &'a str,
}

/// Appends the field with `edits` made, on its author's lines.
///
/// `pieces` are the quoted pieces in order; `edits` are ranges in bytes of their joined decoded text and what
/// replaces them, in ascending order and without overlap. A line that no edit touches is copied from [`Piece::raw`];
/// one that an edit touches is escaped anew; one that an edit made longer than the layout's width, quotes and prefix
/// counted, is broken where `msgcat` would, on as few lines as it takes, unless it was not broken there before. Text
/// that replaces a range over several lines goes to the first of them; lines left empty go, as the author's empty first
/// line does not.
///
/// # Panics
///
/// If a range is outside the text, or not on the bounds of its characters.
pub fn keep_breaks(
    out: &mut String,
    prefix: &str,
    keyword: &str,
    pieces: &[Piece<'_>],
    edits: &[(Range<usize>, &str)],
    layout: Layout<'_>,
    eol: &str,
) {
    let mut lines = Writer {
        out,
        prefix,
        keyword,
        layout,
        eol,
        written: false,
        at: 0,
    };
    let mut edits = edits;
    let mut start = 0;
    // What of the last edit's range is in this piece and the next ones.
    let mut removed = 0;
    let mut new = String::new();
    let last = pieces.len().saturating_sub(1);
    for (index, piece) in pieces.iter().enumerate() {
        let end = start + piece.text.len();
        let mut touched = start < removed && start < end;
        let mut from = removed.clamp(start, end);
        new.clear();
        while let Some((edit, others)) = edits.split_first() {
            if !(index == last || belongs(&edit.0, end, piece.text)) {
                break;
            }
            new.push_str(&piece.text[from - start..edit.0.start - start]);
            new.push_str(edit.1);
            removed = edit.0.end;
            from = removed.min(end);
            touched = true;
            edits = others;
        }
        if touched {
            new.push_str(&piece.text[from - start..]);
            lines.rewrite(&new, piece.text, pieces.len() == 1);
            lines.at += new.len();
        } else {
            lines.copy(piece.raw);
            lines.at += piece.text.len();
        }
        start = end;
    }
    lines.finish();
}

/// Whether an edit of `range` goes to the piece `text` that ends at `end`, another one following it.
///
/// One that begins where the piece ends does if it only inserts and the piece is not empty nor ends a paragraph.
fn belongs(range: &Range<usize>, end: usize, text: &str) -> bool {
    range.start < end
        || (range.start == end && range.is_empty() && !text.is_empty() && !text.ends_with('\n'))
}

/// Writes the lines of one field.
struct Writer<'a> {
    out: &'a mut String,
    prefix: &'a str,
    keyword: &'a str,
    layout: Layout<'a>,
    eol: &'a str,
    /// Whether the keyword's line is written.
    written: bool,
    /// How much of the new string is written, bytes.
    at: usize,
}

impl Writer<'_> {
    /// Columns of `text` once escaped.
    fn width(&self, text: &str) -> usize {
        let of = |c: char| match u8::try_from(c)
            .ok()
            .filter(u8::is_ascii)
            .and_then(short_escape)
        {
            Some(_) => 2,
            None if self.layout.ambiguous_wide => columns_wide(c),
            None => columns(c),
        };
        text.chars().map(of).sum()
    }

    /// Begins a line and says how many columns stand before its text.
    fn begin(&mut self) -> usize {
        self.out.push_str(self.prefix);
        if self.written {
            return self.prefix.len() + 1;
        }
        self.written = true;
        self.out.push_str(self.keyword);
        self.out.push(' ');
        self.prefix.len() + self.keyword.len() + 2
    }

    /// A line that no edit touched.
    fn copy(&mut self, raw: &str) {
        self.begin();
        self.out.push('"');
        self.out.push_str(raw);
        self.out.push('"');
        self.out.push_str(self.eol);
    }

    /// A line that edits made `text` of `old`, the only one of its string if `alone`.
    ///
    /// Where `old` is not what `msgcat` writes, `text` is not made so: lines that end within the quotes, and a string
    /// on one line that is wider than the page, are how its author writes.
    fn rewrite(&mut self, text: &str, old: &str, alone: bool) {
        if alone && Page::new(self.prefix, self.layout).fits_beside(self.keyword, old) {
            field(
                self.out,
                self.prefix,
                self.keyword,
                text,
                self.layout,
                self.eol,
            );
            self.written = true;
            return;
        }
        let inner = memchr::memchr(b'\n', old.as_bytes()).is_some_and(|at| at + 1 < old.len());
        if alone || inner {
            self.begin();
            quoted(self.out, text, self.eol);
            return;
        }
        let before = self.width(old);
        let mut base = self.at;
        for paragraph in text.split_inclusive('\n') {
            let taken = self.begin();
            let mut from = 0;
            if let Width::Columns(limit) = self.layout.width
                && self.width(paragraph) > before
            {
                let rest = self.prefix.len() + 1;
                let _ = Page::new(self.prefix, self.layout).fill(
                    paragraph,
                    base,
                    taken,
                    rest,
                    limit.saturating_sub(1),
                    |end| {
                        quoted(self.out, &paragraph[from..end], self.eol);
                        self.out.push_str(self.prefix);
                        from = end;
                        ControlFlow::Continue(())
                    },
                );
            }
            quoted(self.out, &paragraph[from..], self.eol);
            base += paragraph.len();
        }
    }

    /// A string of which nothing is left still has its keyword.
    fn finish(&mut self) {
        if !self.written {
            self.begin();
            quoted(self.out, "", self.eol);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(pieces: &[(&str, &str)], edits: &[(Range<usize>, &str)], limit: usize) -> String {
        let pieces: Vec<_> = pieces
            .iter()
            .map(|&(raw, text)| Piece { raw, text })
            .collect();
        let mut out = String::new();
        keep_breaks(
            &mut out,
            "",
            "msgstr",
            &pieces,
            edits,
            Width::Columns(limit).into(),
            "\n",
        );
        out
    }

    #[test]
    fn untouched_lines_keep_their_bytes() {
        let pieces = [
            ("", ""),
            (r"\x41 b ", "A b "),
            ("c d ", "c d "),
            (r"\101", "A"),
        ];
        assert_eq!(
            kept(&pieces, &[(4..5, "longer")], 79),
            "msgstr \"\"\n\"\\x41 b \"\n\"longer d \"\n\"\\101\"\n"
        );
        assert_eq!(
            kept(&pieces, &[(0..0, "x"), (9..9, "!")], 79),
            "msgstr \"\"\n\"xA b \"\n\"c d \"\n\"A!\"\n"
        );
    }

    #[test]
    fn a_range_over_several_lines() {
        let pieces = [("un ", "un "), ("deux ", "deux "), ("trois", "trois")];
        assert_eq!(
            kept(&pieces, &[(2..10, "-")], 79),
            "msgstr \"un-\"\n\"ois\"\n"
        );
        assert_eq!(kept(&pieces, &[(0..13, "")], 79), "msgstr \"\"\n");
        assert_eq!(
            kept(&pieces, &[(3..3, "et ")], 79),
            "msgstr \"un et \"\n\"deux \"\n\"trois\"\n"
        );
        assert_eq!(
            kept(&pieces, &[(0..2, "1"), (3..7, "2"), (8..13, "3")], 79),
            "msgstr \"1 \"\n\"2 \"\n\"3\"\n"
        );
    }

    #[test]
    fn only_a_line_that_grew_too_long_is_broken() {
        let long = "cette ligne était déjà trop longue ";
        let pieces = [
            ("", ""),
            (long, long),
            ("fin de la phrase ici", "fin de la phrase ici"),
        ];
        let at = long.len();
        assert_eq!(
            kept(&pieces, &[(0..5, "cett"), (at..at + 3, "début")], 22),
            "msgstr \"\"\n\"cett ligne était déjà trop longue \"\n\"début de la phrase \"\n\"ici\"\n"
        );
        assert_eq!(
            kept(&[("un deux", "un deux")], &[(0..2, "quelques-uns")], 22),
            "msgstr \"\"\n\"quelques-uns deux\"\n"
        );
        assert_eq!(
            kept(&[("un deux", "un deux")], &[(0..2, "1")], 10),
            "msgstr \"1 deux\"\n"
        );
    }

    /// Whatever the pieces and the edits: what the lines hold is the text with its edits, and no line is lost that no
    /// edit touches.
    #[test]
    fn lines_hold_the_edited_text() {
        const PIECES: [&str; 6] = [
            "",
            "un mot ",
            "é\n",
            "漢字かな",
            "d'une ligne assez longue. ",
            "x",
        ];
        const NEW: [&str; 5] = [
            "",
            "nouveau ",
            "\n",
            "a\nb",
            "très, très long ajout qui déborde ",
        ];
        let mut seed = 1_u32;
        let mut below = |bound: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % bound
        };
        for _ in 0..20_000 {
            let texts: Vec<_> = (0..=below(5))
                .map(|_| PIECES[below(PIECES.len())])
                .collect();
            let raws: Vec<_> = texts.iter().map(|text| text.replace('\n', "\\n")).collect();
            let pieces: Vec<_> = raws
                .iter()
                .zip(&texts)
                .map(|(raw, text)| Piece { raw, text })
                .collect();
            let old = texts.concat();
            let bounds: Vec<_> = (0..=old.len())
                .filter(|&at| old.is_char_boundary(at))
                .collect();
            let (mut edits, mut expected, mut from) = (Vec::new(), String::new(), 0);
            for _ in 0..below(4) {
                let mut range = [bounds[below(bounds.len())], bounds[below(bounds.len())]];
                range.sort_unstable();
                if range[0] < from || (range[0] == from && from > 0) {
                    continue;
                }
                let new = NEW[below(NEW.len())];
                expected.push_str(&old[from..range[0]]);
                expected.push_str(new);
                edits.push((range[0]..range[1], new));
                from = range[1];
            }
            expected.push_str(&old[from..]);
            let mut out = String::new();
            keep_breaks(
                &mut out,
                "#~ ",
                "msgstr",
                &pieces,
                &edits,
                Width::Columns(30).into(),
                "\r\n",
            );
            let held: String = out
                .split_terminator("\r\n")
                .enumerate()
                .map(|(at, line)| {
                    let before = if at == 0 { "#~ msgstr \"" } else { "#~ \"" };
                    line.strip_prefix(before)
                        .and_then(|line| line.strip_suffix('"'))
                        .expect("a quoted line")
                })
                .collect();
            assert_eq!(held.replace("\\n", "\n"), expected, "{texts:?} {edits:?}");
            if edits.is_empty() {
                assert_eq!(out.matches("\r\n").count(), pieces.len());
            }
        }
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        let pieces = [("", ""), (r"un\n", "un\n"), ("deux", "deux")];
        assert_eq!(
            kept(&pieces, &[(3..3, "et "), (7..7, "\ntrois")], 79),
            "msgstr \"\"\n\"un\\n\"\n\"et deux\\n\"\n\"trois\"\n"
        );
    }
}
