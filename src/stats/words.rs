//! How many words a source has, as Translate Toolkit's `pocount` 3.20 was seen to count them.
//!
//! Tags are taken away, a full stop between two characters that are no digits takes both with it (`os.path` is two
//! words, `e.g.` none), and what is left is cut by Unicode's word boundaries (UAX #29); pieces with a letter or digit
//! are words. Nearly every source is ASCII, for which the boundaries are a few lines; the rest is left to the crate.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter};
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
        for (tag, instead) in [(&BREAK, "\n"), (&TAG, "")] {
            if let Some(tag) = &**tag
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

/// Words of a text by UAX #29: runs of letters and digits, less the places where a mark between two runs joins them.
///
/// Three neighbours are looked at together, without a branch, so that the compiler does many at a time.
fn segments(text: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (text.first(), text.last()) else {
        return 0;
    };
    let Some(inner) = text.len().checked_sub(2) else {
        return usize::from(is_word(first));
    };
    let mut words =
        usize::from(is_word(first)) + usize::from(is_word(last) & !is_word(text[inner]));
    let mut joins = 0;
    let mut runs = false;
    let chunks = text[..inner]
        .chunks(CHUNK)
        .zip(text[1..].chunks(CHUNK))
        .zip(text[2..].chunks(CHUNK));
    for ((before, here), after) in chunks {
        let (mut starts, mut joined, mut doubled) = (0_u8, 0_u8, 0_u8);
        for ((&before, &here), &after) in before.iter().zip(here).zip(after) {
            starts += u8::from(is_word(here) & !is_word(before));
            joined += u8::from(is_joined(before, here, after));
            doubled |= u8::from((before == b'_') & (here == b'_'));
        }
        words += usize::from(starts);
        joins += usize::from(joined);
        runs |= doubled > 0;
    }
    if runs {
        joins += long_joins(text);
    }
    words - joins
}

/// So few bytes that what is counted in them fits into a byte.
const CHUNK: usize = 128;

const fn is_letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

const fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

const fn is_word(byte: u8) -> bool {
    is_letter(byte) | is_digit(byte)
}

/// Whether a mark stands within a word.
const fn is_joined(before: u8, mark: u8, after: u8) -> bool {
    let both = (mark == b'.') | (mark == b'\'');
    let letters = is_letter(before) & is_letter(after) & (both | (mark == b':'));
    let digits = is_digit(before) & is_digit(after) & (both | (mark == b',') | (mark == b';'));
    letters | digits | (is_word(before) & is_word(after) & (mark == b'_'))
}

/// How many runs of two or more `_` stand within a word.
fn long_joins(text: &[u8]) -> usize {
    let mut joins = 0;
    let mut at = 0;
    while let Some(start) = memchr(b'_', &text[at..]).map(|found| at + found) {
        let length = text[start..]
            .iter()
            .take_while(|&&byte| byte == b'_')
            .count();
        at = start + length;
        let before = start > 0 && is_word(text[start - 1]);
        joins +=
            usize::from(length > 1 && before && text.get(at).is_some_and(|&byte| is_word(byte)));
    }
    joins
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
        // Every string of five of these bytes: each class, and what touches a full stop.
        let bytes = b"aB1_:;,.' <";
        let mut text = [0; 5];
        for number in 0..bytes.len().pow(5) {
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
}
