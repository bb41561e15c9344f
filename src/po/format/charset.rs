//! What of a layout hangs on the file's charset: lengths and order are counted in its bytes, and in the charsets of East
//! Asia some characters are wider.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::po::Entry;
use crate::po::entry::RawField;
use crate::po::header;
use crate::po::text::Piece;

/// The charsets in which `msgcat` takes ambiguous characters for ideographs. It was asked for every charset of East
/// Asia that it knows: in `Shift_JIS`, `GB18030`, `BIG5-HKSCS`, `CP932` and `CP950` it does not.
const WIDE: [&str; 8] = [
    "EUC-JP", "EUC-KR", "EUC-TW", "GB2312", "GBK", "BIG5", "JOHAB", "CP949",
];

/// The charset that a file's header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::po) struct Charset {
    encoding: &'static Encoding,
    /// Whether ambiguous characters take two columns.
    pub(in crate::po) ambiguous_wide: bool,
}

impl Charset {
    /// The charset of a file; UTF-8 where it names none, or one that is not known.
    pub(in crate::po) fn of(text: &str) -> Self {
        let header = if text.is_ascii() {
            None
        } else {
            header::find(text)
        };
        Self::named(header.as_deref().and_then(header::charset))
    }

    /// The charset of this name.
    pub(super) fn named(name: Option<&str>) -> Self {
        let encoding = name
            .and_then(|name| Encoding::for_label(name.as_bytes()))
            .unwrap_or(UTF_8);
        Charset {
            encoding,
            ambiguous_wide: name
                .is_some_and(|name| WIDE.iter().any(|wide| wide.eq_ignore_ascii_case(name))),
        }
    }

    /// How many bytes `text` is in it.
    pub(super) fn bytes(self, text: &str) -> usize {
        self.key(text).len()
    }

    /// `text` in its bytes, which is how `msgcat` compares.
    pub(super) fn key(self, text: &str) -> Cow<'_, [u8]> {
        if self.encoding == UTF_8 || text.is_ascii() {
            Cow::Borrowed(text.as_bytes())
        } else {
            self.encoding.encode(text).0
        }
    }

    /// Whether a string holds escaped bytes above ASCII that are read as other characters than the charset makes of them:
    /// [`Text`](crate::po::Text) takes them for UTF-8.
    pub(super) fn garbles(self, entry: &Entry<'_>, field: &RawField) -> bool {
        if !field.escaped {
            return false;
        }
        let raw = |piece: &Piece| high_escape(&entry.file()[piece.span()]);
        let string = entry.text(field);
        string.pieces().iter().any(raw)
            && (self.encoding != UTF_8 || string.decode().contains(char::REPLACEMENT_CHARACTER))
    }
}

/// See [`Charset::garbles`], of a file in the charset of this name.
pub(crate) fn is_garbled(charset: &str, entry: &Entry<'_>, field: &RawField) -> bool {
    Charset::named(Some(charset)).garbles(entry, field)
}

/// Whether `raw`, contents of quotes, holds `\x…` or an octal escape of a byte above ASCII.
fn high_escape(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        let letter = at + found + 1;
        let (first, radix, most) = match bytes.get(letter) {
            Some(b'x') => (letter + 1, 16, usize::MAX),
            Some(b'0'..=b'7') => (letter, 8, 3),
            _ => {
                at = (letter + 1).min(bytes.len());
                continue;
            }
        };
        let digits = bytes[first..]
            .iter()
            .take(most)
            .map_while(|byte| char::from(*byte).to_digit(radix));
        let value = digits.fold(0, |value, digit| (value * radix + digit) & 0xff);
        if value >= 0x80 {
            return true;
        }
        at = first;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_above_ascii() {
        for (raw, high) in [
            ("a", false),
            ("\\n\\x41\\101\\\\377", false),
            ("\\x0ab", true),
            ("\\351", true),
            ("\\\\\\200", true),
            ("\\", false),
            ("\\x", false),
        ] {
            assert_eq!(high_escape(raw), high, "{raw}");
        }
    }
}
