//! A string of an entry: quoted pieces of the file, and the text they stand for.
//!
//! Nothing is copied until it must be: one piece without an escape is a slice of the file. A position in the decoded
//! text is led back to the file through the same walk that decodes, so the two cannot disagree.

use std::borrow::Cow;

use crate::diagnostic::Span;
use crate::find;

/// What stands between two quotes, bytes of a file that is shorter than 4 GiB: half as large as a [`Span`], as one string may
/// have millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    start: u32,
    end: u32,
}

impl Piece {
    /// What stands at `span`.
    ///
    /// # Panics
    /// Where that is 4 GiB from the start of the file or further.
    #[must_use]
    pub fn new(span: Span) -> Piece {
        let place = |byte: usize| u32::try_from(byte).expect("a file is shorter than 4 GiB");
        Piece {
            start: place(span.start),
            end: place(span.end),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A string as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    file: &'a str,
    pieces: &'a [Piece],
    escaped: bool,
}

impl<'a> Text<'a> {
    /// The string whose pieces (contents of the quotes, bytes of `file`) are these; `escaped` when one holds a backslash.
    #[must_use]
    pub fn new(file: &'a str, pieces: &'a [Piece], escaped: bool) -> Self {
        Text {
            file,
            pieces,
            escaped,
        }
    }

    /// The contents of its quotes, in order, bytes of the file.
    #[must_use]
    pub fn pieces(&self) -> &'a [Piece] {
        self.pieces
    }

    /// Whether it stands for no character at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.span().is_empty())
    }

    /// How many bytes stand between its quotes. It stands for as many or fewer, down to a quarter of them.
    #[must_use]
    pub fn raw_len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.span().len()).sum()
    }

    /// Where what it stands for stands in the file in one piece.
    #[must_use]
    pub fn whole(&self) -> Option<Span> {
        match self.pieces {
            _ if self.escaped => None,
            [] => Some(Span::default()),
            [piece] => Some(piece.span()),
            [first, piece] if first.span().is_empty() => Some(piece.span()),
            _ => None,
        }
    }

    /// What it stands for, where that stands in the file in one piece.
    #[must_use]
    pub fn borrowed(&self) -> Option<&'a str> {
        self.whole().map(|span| &self.file[span])
    }

    /// What it stands for.
    #[must_use]
    pub fn decode(&self) -> Cow<'a, str> {
        if let Some(text) = self.borrowed() {
            return Cow::Borrowed(text);
        }
        let mut decoded = String::with_capacity(self.raw_len());
        self.decode_into(&mut decoded);
        Cow::Owned(decoded)
    }

    /// Appends what it stands for.
    pub fn decode_into(&self, out: &mut String) {
        for piece in self.pieces {
            let raw = &self.file[piece.span()];
            if self.escaped {
                decode_piece(raw, out);
            } else {
                out.push_str(raw);
            }
        }
    }

    /// Where bytes `span` of the decoded string stand in the file: from their first to their last byte.
    #[must_use]
    pub fn locate(&self, span: Span) -> Span {
        self.locate_from(&mut self.start(), span)
    }

    /// A place at its start, for [`Text::locate_from`].
    #[must_use]
    pub fn start(&self) -> Trail {
        Trail::default()
    }

    /// As [`Text::locate`], for spans in their order: what was walked once is not walked again. `from` moves to the start of
    /// `span`; an earlier span is found all the same.
    #[must_use]
    pub fn locate_from(&self, from: &mut Trail, span: Span) -> Span {
        // At a seam of two pieces both are right, and which one is told by the walk up to it: it begins before the seam.
        let begin = [from.last, from.before]
            .into_iter()
            .find(|walked| walked.decoded < span.start)
            .unwrap_or_default();
        let (start, walked) = self.position(begin, span.start, false);
        *from = Trail {
            before: begin,
            last: walked,
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let before_end = if walked.decoded < span.end {
            walked
        } else {
            Walked::default()
        };
        let (end, _) = self.position(before_end, span.end, true);
        Span::new(start, end.max(start))
    }

    /// The place in the file of the decoded byte `at`, walking on from a place before it; at a seam, the end of the earlier
    /// piece when `end`. And how far the walk has come.
    fn position(&self, from: Walked, at: usize, end: bool) -> (usize, Walked) {
        let mut walked = from;
        for piece in &self.pieces[from.piece..] {
            let piece = piece.span();
            let raw = &self.file[piece];
            while walked.pos < raw.len() {
                if walked.decoded == at && !(end && walked.pos == 0) {
                    return (piece.start + walked.pos, walked);
                }
                // What stands for itself is not looked through beyond what is asked for.
                let near = walked.pos + (at - walked.decoded).max(1);
                let (raw_len, len) = if raw.as_bytes()[walked.pos] == b'\\' {
                    match unit(raw.as_bytes(), walked.pos) {
                        Unit::Plain(len) => (len, len),
                        Unit::Char(len, c) => (len, c.len_utf8()),
                    }
                } else {
                    let plain = &raw.as_bytes()[walked.pos..near.min(raw.len())];
                    let len = find::first([b'\\'], plain).unwrap_or(plain.len());
                    (len, len)
                };
                if walked.decoded + len > at {
                    return (piece.start + walked.pos, walked);
                }
                walked.decoded += len;
                walked.pos += raw_len;
            }
            if walked.decoded == at && end && !raw.is_empty() {
                return (piece.end, walked);
            }
            walked.piece += 1;
            walked.pos = 0;
        }
        let last = self.pieces.last().map_or(0, |piece| piece.span().end);
        (last, Walked::default())
    }
}

/// How far into a string [`Text::locate_from`] has come, and where it was before: several spans may begin at one place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trail {
    before: Walked,
    last: Walked,
}

/// A place in a string.
#[derive(Debug, Clone, Copy, Default)]
struct Walked {
    /// The number of the piece.
    piece: usize,
    /// The byte of the raw piece.
    pos: usize,
    /// The byte of the decoded string.
    decoded: usize,
}

/// Appends what the contents of a pair of quotes stand for.
pub fn decode_piece(raw: &str, out: &mut String) {
    let mut pos = 0;
    for at in find::all([b'\\'], raw.as_bytes()) {
        if at < pos {
            continue;
        }
        out.push_str(&raw[pos..at]);
        pos = match unit(raw.as_bytes(), at) {
            Unit::Plain(len) => {
                out.push_str(&raw[at..at + len]);
                at + len
            }
            Unit::Char(len, c) => {
                out.push(c);
                at + len
            }
        };
    }
    out.push_str(&raw[pos..]);
}

/// Whether every backslash begins an escape of one letter: then there is nothing to say of them, and what they stand for is a
/// line end, a tab and the like.
#[must_use]
pub fn has_plain_escapes(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut pos = 0;
    find::all([b'\\'], bytes).all(|at| {
        let escaped = at < pos;
        if !escaped {
            pos = at + 2;
        }
        escaped || letter(bytes.get(at + 1)).is_some()
    })
}

/// The places of backslashes that begin no escape, bytes of `raw`.
pub fn invalid_escapes(raw: &str) -> impl Iterator<Item = Span> + '_ {
    let mut pos = 0;
    std::iter::from_fn(move || {
        while pos < raw.len() {
            match unit(raw.as_bytes(), pos) {
                Unit::Plain(len) => {
                    let at = pos;
                    pos += len;
                    if raw.as_bytes()[at] == b'\\' {
                        // The backslash alone was taken as it stands; what follows is its letter, or nothing.
                        let letter = raw[pos..].chars().next().map_or(0, char::len_utf8);
                        return Some(Span::new(at, pos + letter));
                    }
                }
                Unit::Char(len, _) => pos += len,
            }
        }
        None
    })
}

/// Where a piece holds U+0004, as it is or, when `escaped`, as an escape; bytes of `raw`.
#[must_use]
pub fn context_separator(raw: &str, escaped: bool) -> Option<Span> {
    let plain = find::first([4], raw.as_bytes()).map(|at| Span::new(at, at + 1));
    if plain.is_some() || !escaped {
        return plain;
    }
    let mut pos = 0;
    while pos < raw.len() {
        match unit(raw.as_bytes(), pos) {
            Unit::Char(len, '\u{4}') => return Some(Span::new(pos, pos + len)),
            Unit::Plain(len) | Unit::Char(len, _) => pos += len,
        }
    }
    None
}

/// What stands at a place of a piece.
enum Unit {
    /// This many bytes that stand for themselves (an invalid escape's backslash among them, alone).
    Plain(usize),
    /// An escape, or several that make one character, of this many bytes.
    Char(usize, char),
}

fn unit(raw: &[u8], pos: usize) -> Unit {
    if raw[pos] != b'\\' {
        return Unit::Plain(find::first([b'\\'], &raw[pos..]).unwrap_or(raw.len() - pos));
    }
    if let Some(c) = letter(raw.get(pos + 1)) {
        return Unit::Char(2, c);
    }
    if let Some((len, byte)) = numeric(raw, pos) {
        if byte < 0x80 {
            return Unit::Char(len, char::from(byte));
        }
        // Bytes of one character, each in an escape of its own; those that make no character are U+FFFD one by one.
        let (mut buffer, mut end) = ([byte, 0, 0, 0], pos + len);
        for filled in 1..=4 {
            if let Some(c) = std::str::from_utf8(&buffer[..filled])
                .ok()
                .and_then(|text| text.chars().next())
            {
                return Unit::Char(end - pos, c);
            }
            match numeric(raw, end) {
                Some((len, byte)) if filled < 4 => {
                    buffer[filled] = byte;
                    end += len;
                }
                _ => break,
            }
        }
        return Unit::Char(len, char::REPLACEMENT_CHARACTER);
    }
    Unit::Plain(1)
}

/// What an escape of this letter stands for.
fn letter(letter: Option<&u8>) -> Option<char> {
    Some(match letter? {
        b'n' => '\n',
        b't' => '\t',
        b'"' => '"',
        b'\\' => '\\',
        b'r' => '\r',
        b'a' => '\x07',
        b'b' => '\x08',
        b'v' => '\x0b',
        b'f' => '\x0c',
        _ => return None,
    })
}

/// `\101` (one to three octal digits) or `\x41` (any number of hexadecimal digits, the last two of them counting): how long, and which byte.
fn numeric(raw: &[u8], pos: usize) -> Option<(usize, u8)> {
    if raw.get(pos) != Some(&b'\\') {
        return None;
    }
    let digit = |at: usize, radix: u32| {
        raw.get(at)
            .and_then(|&byte| char::from(byte).to_digit(radix))
    };
    let (mut at, radix, most) = if raw.get(pos + 1) == Some(&b'x') {
        (pos + 2, 16, usize::MAX)
    } else {
        (pos + 1, 8, 3)
    };
    let first = at;
    let mut value = 0u32;
    while let Some(digit) = digit(at, radix).filter(|_| at - first < most) {
        value = (value * radix + digit) & 0xff;
        at += 1;
    }
    #[expect(clippy::cast_possible_truncation, reason = "masked to a byte above")]
    (at > first).then_some((at - pos, value as u8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pieces between the quotes of each line.
    fn pieces(file: &str) -> Vec<Piece> {
        let mut at = 0;
        let mut pieces = Vec::new();
        for line in file.split_inclusive('\n') {
            let open = line.find('"').unwrap();
            let quoted = Span::new(at + open + 1, at + line.rfind('"').unwrap());
            pieces.push(Piece::new(quoted));
            at += line.len();
        }
        pieces
    }

    fn decode(file: &str) -> String {
        Text::new(file, &pieces(file), true).decode().into_owned()
    }

    #[test]
    fn walking_on_finds_what_walking_anew_finds() {
        let file = "msgid \"\"\n\"a\\tb\\n\"\n\"\"\n\"é\\303\\251x\"\n\"end\"\n";
        let pieces = pieces(file);
        let text = Text::new(file, &pieces, true);
        let length = text.decode().len();
        let mut from = text.start();
        for start in 0..=length {
            for end in start..=length {
                let span = Span::new(start, end);
                assert_eq!(
                    text.locate_from(&mut from, span),
                    text.locate(span),
                    "{span:?}"
                );
            }
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(decode(r#""a\tb\n\"\\\x41\101\0""#), "a\tb\n\"\\AA\0");
        assert_eq!(decode(r#""\303\251 \xff""#), "é \u{fffd}");
        assert_eq!(decode(r#""\q\""#), "\\q\\");
        assert_eq!(
            invalid_escapes(r"a\n\qb\é\\").collect::<Vec<_>>(),
            [Span::new(3, 5), Span::new(6, 9)]
        );
    }

    #[test]
    fn one_piece_without_escape_is_a_slice() {
        let file = "\"\"\n\"abc\"";
        assert!(matches!(
            Text::new(file, &pieces(file), false).decode(),
            Cow::Borrowed("abc")
        ));
    }

    #[test]
    fn places_across_pieces_and_escapes() {
        let file = "\"ab\\n\"\n\"cé\\\"d\"";
        let pieces = pieces(file);
        let text = Text::new(file, &pieces, true);
        assert_eq!(text.decode(), "ab\ncé\"d");
        let at = |start, end| &file[text.locate(Span::new(start, end))];
        assert_eq!(at(1, 3), "b\\n");
        assert_eq!(at(3, 4), "c");
        assert_eq!(at(4, 7), "é\\\"");
        assert_eq!(at(1, 4), "b\\n\"\n\"c");
        assert_eq!(text.locate(Span::new(8, 8)).start, file.len() - 1);
    }

    proptest! {
        #[test]
        fn every_character_leads_back_to_its_own_bytes(parts in proptest::collection::vec(r#"([a-cé]|\\n|\\"|\\x41|\\303\\251|\\q){0,6}"#, 1..4)) {
            let file = parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join("\n");
            let pieces = pieces(&file);
            let text = Text::new(&file, &pieces, true);
            let decoded = text.decode().into_owned();
            for (at, c) in decoded.char_indices() {
                let raw = &file.as_str()[text.locate(Span::new(at, at + c.len_utf8()))];
                let mut again = String::new();
                decode_piece(raw, &mut again);
                prop_assert_eq!(again, c.to_string(), "at {} of {:?}", at, file);
            }
        }
    }
}
