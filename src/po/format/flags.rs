//! The `#,` line of an entry, as `msgcat` 0.21 reads it and writes it.
//!
//! Found from its behaviour: words are parted by blanks and commas; each line takes the place of the one before it;
//! `#!` is an old spelling of `#,`; a word that it does not know is dropped; the order and the spelling are its own;
//! `fuzzy` is dropped where there is no translation, a range where the entry is obsolete.

use crate::po::{CommentKind, Entry};

/// How many of [`FORMATS`] `msgcat` 0.21 knows; it drops the flags of the others.
const KNOWN: usize = 30;

/// The languages of format strings: those that `msgcat` 0.21 knows, in the order it writes them, and those of later
/// versions of gettext, as its manual lists them.
pub(crate) const FORMATS: [&str; 37] = [
    "c",
    "objc",
    "python",
    "python-brace",
    "java",
    "java-printf",
    "csharp",
    "javascript",
    "scheme",
    "lisp",
    "elisp",
    "librep",
    "ruby",
    "sh",
    "awk",
    "lua",
    "object-pascal",
    "smalltalk",
    "qt",
    "qt-plural",
    "kde",
    "kde-kuit",
    "boost",
    "tcl",
    "perl",
    "perl-brace",
    "php",
    "gcc-internal",
    "gfc-internal",
    "ycp",
    "c++",
    "rust",
    "go",
    "d",
    "ocaml",
    "modula2",
    "sh-printf",
];

/// What the flags of an entry say.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Flags {
    fuzzy: bool,
    /// Bits by rank in [`FORMATS`].
    formats: u64,
    /// The same for `no-…-format`.
    no_formats: u64,
    range: Option<(u32, u32)>,
    no_wrap: bool,
}

impl Flags {
    /// The flags of an entry: those of its last line of flags, since each takes the place of the one before it.
    pub(crate) fn of(entry: &Entry<'_>) -> Self {
        let line = entry.comments.iter().rev().find_map(|comment| {
            let text = &entry.file()[comment.span];
            match comment.kind {
                CommentKind::Flags => text.get(2..),
                CommentKind::Translator => text.strip_prefix("#!"),
                _ => None,
            }
        });
        line.map(Self::parse).unwrap_or_default()
    }

    /// Reads what stands behind `#,`.
    pub(super) fn parse(line: &str) -> Self {
        let mut flags = Self::default();
        let blank = |byte: &u8| matches!(byte, b' ' | b',' | b'\t' | b'\r' | 0x0b | 0x0c);
        let mut words = line.as_bytes().split(blank).filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            match word {
                b"fuzzy" => flags.fuzzy = true,
                b"no-wrap" => flags.no_wrap = true,
                b"wrap" => flags.no_wrap = false,
                b"range:" => {
                    if let Some(range) = words
                        .next()
                        .and_then(|word| range(str::from_utf8(word).ok()?))
                    {
                        flags.range = Some(range);
                    }
                }
                _ => {
                    if let Some(format) = word.strip_suffix(b"-format") {
                        flags.set_format(format);
                    }
                }
            }
        }
        flags
    }

    fn set_format(&mut self, word: &[u8]) {
        let (language, yes, no) = if let Some(language) = word.strip_prefix(b"no-") {
            (language, false, true)
        } else if let Some(language) = word.strip_prefix(b"impossible-") {
            (language, false, false)
        } else {
            (word.strip_prefix(b"possible-").unwrap_or(word), true, false)
        };
        if let Some(rank) = FORMATS
            .iter()
            .position(|known| known.as_bytes() == language)
        {
            let bit = 1 << rank;
            self.formats = self.formats & !bit | if yes { bit } else { 0 };
            self.no_formats = self.no_formats & !bit | if no { bit } else { 0 };
        }
    }

    /// Whether the translation is one that somebody has to look at.
    pub(super) fn is_fuzzy(self) -> bool {
        self.fuzzy
    }

    /// Whether the strings are written without breaks.
    pub(super) fn no_wrap(self) -> bool {
        self.no_wrap
    }

    /// The languages whose format strings the entry's are, `possible-…` ones too: bits by rank in [`FORMATS`].
    pub(crate) fn formats(&self) -> u64 {
        self.formats
    }

    /// Whether they say of any language that the strings are its format strings, or are not.
    pub(crate) fn has_format(&self) -> bool {
        self.formats | self.no_formats != 0
    }

    /// The numbers that a plural is used for, both ends included.
    pub(crate) fn range(&self) -> Option<(u32, u32)> {
        self.range
    }

    /// The language whose format strings the entry's are: the word before `-format`. Of several `msgcat` takes one.
    pub(super) fn format(self) -> Option<&'static str> {
        FORMATS.get(self.formats.trailing_zeros() as usize).copied()
    }

    /// Appends the line, if there is anything to say.
    pub(super) fn write(mut self, out: &mut String, obsolete: bool, translated: bool, eol: &str) {
        self.fuzzy &= translated;
        self.formats &= (1 << KNOWN) - 1;
        self.no_formats &= (1 << KNOWN) - 1;
        self.range = self.range.filter(|_| !obsolete);
        if self == Self::default() {
            return;
        }
        out.push_str("#,");
        let mut mark = " ";
        let mut word = |parts: [&str; 3]| {
            out.push_str(mark);
            mark = ", ";
            for part in parts {
                out.push_str(part);
            }
        };
        if self.fuzzy {
            word(["fuzzy", "", ""]);
        }
        for (rank, language) in FORMATS.iter().enumerate() {
            if self.formats >> rank & 1 == 1 {
                word([language, "-format", ""]);
            } else if self.no_formats >> rank & 1 == 1 {
                word(["no-", language, "-format"]);
            }
        }
        if let Some((least, most)) = self.range {
            word(["range: ", &format!("{least}..{most}"), ""]);
        }
        if self.no_wrap {
            word(["no-wrap", "", ""]);
        }
        out.push_str(eol);
    }
}

/// `1..5`, and whatever stands behind it; numbers end at 2³¹ − 1.
fn range(word: &str) -> Option<(u32, u32)> {
    let (least, rest) = number(word)?;
    let (most, _) = number(rest.strip_prefix("..")?)?;
    (least <= most).then_some((least, most))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let limit = u32::MAX >> 1;
    let value = text[..end].bytes().fold(0u32, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(u32::from(digit - b'0'))
            .min(limit)
    });
    (end > 0).then_some((value, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(line: &str) -> String {
        let mut out = String::new();
        Flags::parse(line).write(&mut out, false, true, "");
        out
    }

    #[test]
    fn spelling_and_order() {
        for (line, expected) in [
            (" no-wrap, c-format,fuzzy", "#, fuzzy, c-format, no-wrap"),
            (" fuzzy c-format", "#, fuzzy, c-format"),
            (" Fuzzy, rst-text, no-fuzzy, wrap", ""),
            (" no-c-format, possible-c-format", "#, c-format"),
            (" c-format, no-c-format", "#, no-c-format"),
            (" no-wrap, wrap", ""),
            (" range: 01..5, no-wrap", "#, range: 1..5, no-wrap"),
            (" range: 5..1, range:2..3", ""),
            (" range: fuzzy, c-format", "#, c-format"),
            (
                " range: 2..99999999999; fuzzy",
                "#, fuzzy, range: 2..2147483647",
            ),
        ] {
            assert_eq!(written(line), expected, "{line}");
        }
    }

    #[test]
    fn nothing_is_fuzzy_without_a_translation() {
        let mut out = String::new();
        Flags::parse(" fuzzy").write(&mut out, false, false, "\n");
        assert_eq!(out, "");
        Flags::parse(" fuzzy, c-format").write(&mut out, false, false, "\n");
        assert_eq!(out, "#, c-format\n");
    }
}
