//! The `#,` line of an entry, as `msgcat` 0.21 reads it and writes it.
//!
//! Found from its behaviour: words are parted by blanks and commas; each line takes the place of the one before it;
//! `#!` is an old spelling of `#,`; the order and the spelling are its own; `fuzzy` is dropped where there is no
//! translation, a range where the entry is obsolete. It also drops every word that it does not know. We keep those, after
//! the others and as they are: flags of later versions of gettext, and of Weblate or po4a.

use crate::po::{CommentKind, Entry};

/// How many of [`FORMATS`] `msgcat` 0.21 knows; the flags of the others are unknown words to it.
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
        Self::parse_with(line, |_| {})
    }

    /// The same, and hands over what `msgcat` does not know, as it stands there.
    pub(super) fn parse_with<'a>(line: &'a str, mut other: impl FnMut(&'a str)) -> Self {
        let mut flags = Self::default();
        let blank = |c: char| matches!(c, ' ' | ',' | '\t' | '\r' | '\x0b' | '\x0c');
        let mut rest = line;
        let mut next = move || {
            rest = rest.trim_start_matches(blank);
            let (word, after) = rest.split_at(rest.find(blank).unwrap_or(rest.len()));
            let at = line.len() - rest.len();
            rest = after;
            (!word.is_empty()).then_some((word, at))
        };
        while let Some((word, start)) = next() {
            match word {
                "fuzzy" => flags.fuzzy = true,
                "no-wrap" => flags.no_wrap = true,
                "wrap" => flags.no_wrap = false,
                "range:" => match next() {
                    Some((numbers, at)) => match range(numbers) {
                        Some(range) => flags.range = Some(range),
                        None => other(&line[start..at + numbers.len()]),
                    },
                    None => other(word),
                },
                _ => {
                    let format = word.strip_suffix("-format");
                    if format.is_none_or(|format| !flags.set_format(format.as_bytes())) {
                        other(word);
                    }
                }
            }
        }
        flags
    }

    /// Takes note of a format; whether `msgcat` knows it.
    fn set_format(&mut self, word: &[u8]) -> bool {
        let (language, yes, no) = if let Some(language) = word.strip_prefix(b"no-") {
            (language, false, true)
        } else if let Some(language) = word.strip_prefix(b"impossible-") {
            (language, false, false)
        } else {
            (word.strip_prefix(b"possible-").unwrap_or(word), true, false)
        };
        let known = |known: &&str| known.as_bytes() == language;
        let Some(rank) = FORMATS.iter().position(known) else {
            return false;
        };
        let bit = 1 << rank;
        self.formats = self.formats & !bit | if yes { bit } else { 0 };
        self.no_formats = self.no_formats & !bit | if no { bit } else { 0 };
        rank < KNOWN
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

    /// Appends the line, if there is anything to say; `others` are the words that `msgcat` does not know.
    pub(super) fn write(
        mut self,
        others: &[&str],
        out: &mut String,
        obsolete: bool,
        translated: bool,
        eol: &str,
    ) {
        self.fuzzy &= translated;
        self.formats &= (1 << KNOWN) - 1;
        self.no_formats &= (1 << KNOWN) - 1;
        self.range = self.range.filter(|_| !obsolete);
        if self == Self::default() && others.is_empty() {
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
        for other in others {
            word([other, "", ""]);
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
        let (mut out, mut others) = (String::new(), Vec::new());
        let flags = Flags::parse_with(line, |other| others.push(other));
        flags.write(&others, &mut out, false, true, "");
        out
    }

    #[test]
    fn spelling_and_order() {
        for (line, expected) in [
            (" no-wrap, c-format,fuzzy", "#, fuzzy, c-format, no-wrap"),
            (" fuzzy c-format", "#, fuzzy, c-format"),
            (
                " Fuzzy, rst-text, no-fuzzy, wrap",
                "#, Fuzzy, rst-text, no-fuzzy",
            ),
            (
                " rust-format, max-length:80",
                "#, rust-format, max-length:80",
            ),
            (
                " max-length:80,no-rust-format ,no-wrap, c-format",
                "#, c-format, no-wrap, max-length:80, no-rust-format",
            ),
            (
                " impossible-x-format, impossible-c-format",
                "#, impossible-x-format",
            ),
            (" no-c-format, possible-c-format", "#, c-format"),
            (" c-format, no-c-format", "#, no-c-format"),
            (" no-wrap, wrap", ""),
            (" range: 01..5, no-wrap", "#, range: 1..5, no-wrap"),
            (" range: 5..1, range:2..3", "#, range: 5..1, range:2..3"),
            (" range: fuzzy, c-format", "#, c-format, range: fuzzy"),
            (" range:", "#, range:"),
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
        Flags::parse(" fuzzy").write(&[], &mut out, false, false, "\n");
        assert_eq!(out, "");
        Flags::parse(" fuzzy, c-format").write(&[], &mut out, false, false, "\n");
        assert_eq!(out, "#, c-format\n");
    }
}
