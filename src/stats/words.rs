//! How many words a source has, as Translate Toolkit's `pocount` 3.20 was seen to count them.
//!
//! Tags are taken away, a full stop between two characters that are no digits takes both with it (`os.path` is two
//! words, `e.g.` none), and what is left is cut by Unicode's word boundaries (UAX #29); pieces with a letter or digit
//! are words. Nearly every source is ASCII, for which the boundaries are a few lines; the rest is left to the crate.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memmem};
use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

/// A line break in HTML parts words, other tags do not.
static BREAK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<br\s*/?>").ok());
/// A tag is a name of letters, digits, `_`, `.` and `:`, with attributes in quotes; anything else is text.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let open = r#"<[\w.:]+(?:\s*[\w.:]+=(?:"[^"\n]*"|'[^'\n]*'))*\s*/?>"#;
    Regex::new(&format!("{open}|</[\\w.:]+>")).ok()
});
/// A full stop between characters that are no digits.
static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?s)\D\.\D").ok());

/// The number of words in a decoded source.
#[must_use]
pub fn words(source: &str) -> usize {
    // KDE once wrote contexts so; they are not for the translator.
    let source = match source.strip_prefix("_:") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, text)| text),
        None => source,
    };
    let mut text = Cow::Borrowed(source);
    if memchr(b'<', text.as_bytes()).is_some() {
        let breaks = memmem::find(text.as_bytes(), b"<br").is_some();
        for (tag, instead, any) in [(&BREAK, "\n", breaks), (&TAG, "", true)] {
            if any
                && let Some(tag) = &**tag
                && let Cow::Owned(without) = tag.replace_all(&text, instead)
            {
                text = Cow::Owned(without);
            }
        }
    }
    if text.is_ascii() {
        return ascii(text.as_bytes());
    }
    match &*STOP {
        Some(stop) => stop.replace_all(&text, " ").unicode_words().count(),
        None => text.unicode_words().count(),
    }
}

/// What a byte is to the word boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    Other,
    Letter,
    Digit,
    /// `_`: holds letters and digits together, and is no word by itself.
    Line,
    /// `:`: within a word between letters.
    MidLetter,
    /// `,` `;`: between digits.
    MidNumber,
    /// `.` `'`: between either.
    MidBoth,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Line,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNumber,
            b'.' | b'\'' => Class::MidBoth,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Words of a text between full stops that take their neighbours with them.
fn ascii(text: &[u8]) -> usize {
    let mut count = 0;
    let mut from = 0;
    for at in memchr_iter(b'.', text) {
        // The characters on both sides go with it, unless the one before went with another.
        let taken = at > from
            && !text[at - 1].is_ascii_digit()
            && text.get(at + 1).is_some_and(|next| !next.is_ascii_digit());
        if taken {
            count += segments(&text[from..at - 1]);
            from = at + 2;
        }
    }
    count + text.get(from..).map_or(0, segments)
}

/// Bytes that are looked at together.
const LANES: usize = 32;

/// Words of a text by UAX #29: letters and digits that nothing joins to a word before them. Bytes are judged many at a
/// time; the few that stand behind `_` or punctuation are looked at closer.
fn segments(text: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    let mut before = (0, 0);
    let begins = |at: usize| !joined(text, at, CLASSES[usize::from(text[at])]);
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk::<LANES>) {
        count += Lanes::of(chunk).beginnings(&mut before, |lane| begins(at + lane));
        at += LANES;
    }
    // What is left is filled up with bytes that are no part of a word.
    let rest = &text[at..];
    let mut chunk = [0; LANES];
    chunk[..rest.len()].copy_from_slice(rest);
    count + Lanes::of(&chunk).beginnings(&mut before, |lane| begins(at + lane))
}

/// Which of the bytes of a chunk are letters or digits, and which are punctuation that may join: the high bit of a byte
/// says so.
#[derive(Default)]
struct Lanes {
    word: [u64; LANES / 8],
    joiner: [u64; LANES / 8],
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The high bits of the bytes of `word` that are at least `least`; all of them are below 0x80, as `least` is.
const fn at_least(word: u64, least: u8) -> u64 {
    (word + (0x80 - least as u64) * ONES) & HIGH
}

const fn between(word: u64, first: u8, last: u8) -> u64 {
    at_least(word, first) & !at_least(word, last + 1)
}

impl Lanes {
    /// Of bytes that are ASCII.
    fn of(chunk: &[u8; LANES]) -> Lanes {
        let mut lanes = Lanes::default();
        for (number, eight) in chunk.as_chunks::<8>().0.iter().enumerate() {
            let bytes = u64::from_le_bytes(*eight);
            lanes.word[number] = between(bytes | 0x20 * ONES, b'a', b'z') | between(bytes, b'0', b'9');
            lanes.joiner[number] = between(bytes, b':', b';')
                | between(bytes, b'_', b'_')
                | between(bytes, b'\'', b'\'')
                | between(bytes, b'.', b'.')
                | between(bytes, b',', b',');
        }
        lanes
    }

    /// How many words begin in the chunk. `before` is the last byte of the chunk before, and becomes that of this one;
    /// `begins` looks closer at the byte of a number.
    fn beginnings(&self, before: &mut (u64, u64), begins: impl Fn(usize) -> bool) -> usize {
        let (mut word, mut joiner) = *before;
        let mut count = 0;
        let mut closer = 0;
        for number in 0..LANES / 8 {
            let (words, joiners) = (self.word[number], self.joiner[number]);
            let mut doubtful = words & (joiners << 8 | joiner);
            let begin = words & !(words << 8 | word) & !doubtful;
            count += (begin >> 7).wrapping_mul(ONES) >> 56;
            while doubtful != 0 {
                let lane = number * 8 + doubtful.trailing_zeros() as usize / 8;
                closer += usize::from(begins(lane));
                doubtful &= doubtful - 1;
            }
            (word, joiner) = (words >> 56, joiners >> 56);
        }
        *before = (word, joiner);
        closer + usize::try_from(count).unwrap_or(0)
    }
}

/// Whether the letter or digit at `at`, behind `_` or punctuation, goes on with a word before that.
fn joined(text: &[u8], at: usize, here: Class) -> bool {
    let class = |at: Option<usize>| at.map_or(Class::Other, |at| CLASSES[usize::from(text[at])]);
    let between = class(at.checked_sub(1));
    if between == Class::Line {
        let word = text[..at].iter().rposition(|&byte| byte != b'_');
        return matches!(class(word), Class::Letter | Class::Digit);
    }
    let joins = match here {
        Class::Letter => between != Class::MidNumber,
        _ => between != Class::MidLetter,
    };
    joins && class(at.checked_sub(2)) == here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_pocount_counts() {
        for (text, expected) in [
            ("", 0),
            ("one two", 2),
            ("one-two — three", 3),
            ("one...two", 2),
            ("os.path", 2),
            ("e.g. this", 1),
            ("a.b.c.d", 0),
            ("U.S.A. x", 1),
            ("3.14", 1),
            ("3.1.4", 1),
            ("v3.14", 1),
            ("3.x", 2),
            ("1,000 1;2 1:2", 4),
            ("a:b a;b", 3),
            ("it's l’eau rock 'n' roll", 5),
            ("_ __init__ a_1", 2),
            ("%(name)s files", 3),
            (":func:`foo.bar`", 3),
            ("http://example.com/x y", 5),
            ("x.\ny", 1),
            ("<b>bold</b>text", 1),
            ("a<br/>b", 2),
            ("a<b c='d e'>f", 1),
            ("a<b c=\"d e\" />f", 1),
            ("a<b c>d", 4),
            ("a<!-- x y -->c", 4),
            ("a</ a>c", 3),
            ("x <y@z.org> z", 4),
            ("1 < 2 > 3", 3),
            ("_: comment\nfoo", 1),
            ("日本語 テスト", 4),
            ("½ 😀 x²", 3),
            ("é.é", 0),
            ("٣.x", 2),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_short_way_is_the_long_way() {
        // Every string of four of these bytes: each class, and what touches a full stop.
        let bytes = b"aB1_:;,.' -<";
        let mut text = [0; 4];
        for number in 0..bytes.len().pow(4) {
            let mut rest = number;
            for byte in &mut text {
                *byte = bytes[rest % bytes.len()];
                rest /= bytes.len();
            }
            let string = std::str::from_utf8(&text).unwrap();
            assert_eq!(
                segments(&text),
                string.unicode_words().count(),
                "{string:?}"
            );
            let long = STOP.as_ref().unwrap().replace_all(string, " ");
            assert_eq!(ascii(&text), long.unicode_words().count(), "{string:?}");
        }
    }

    #[test]
    fn many_bytes_at_a_time() {
        let bytes = b"aB1_:;,.' -<xyz ";
        let mut seed = 7_u32;
        for length in 0..400 {
            let text: String = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    char::from(bytes[(seed >> 8) as usize % bytes.len()])
                })
                .collect();
            assert_eq!(segments(text.as_bytes()), text.unicode_words().count(), "{text:?}");
            let plain = text.replace(['_', ':', ';', ',', '.', '\''], "b ");
            assert_eq!(segments(plain.as_bytes()), plain.unicode_words().count(), "{plain:?}");
        }
    }
}
