//! How many words a source has, as Translate Toolkit's `pocount` 3.20 was seen to count them.
//!
//! Tags are taken away, a full stop between two characters that are no digits takes both with it (`os.path` is two
//! words, `e.g.` none), and what is left is cut by Unicode's word boundaries (UAX #29); pieces with a letter or digit
//! are words. Nearly every source is ASCII, for which the boundaries are a few lines; the rest is left to the crate.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memchr3_iter};
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

/// Words of a text by UAX #29: runs of letters and digits, less the places where a character between two runs joins them.
fn segments(text: &[u8]) -> usize {
    let joins = memchr3_iter(b'_', b':', b'\'', text).chain(memchr3_iter(b'.', b',', b';', text));
    runs(text) - joins.filter(|&at| joins_at(text, at)).count()
}

/// How many runs of letters and digits there are: without a branch, so that many bytes are looked at together.
fn runs(text: &[u8]) -> usize {
    let (Some((first, rest)), Some((_, but_last))) = (text.split_first(), text.split_last()) else {
        return 0;
    };
    let mut count = usize::from(is_word(*first));
    for (before, here) in but_last.chunks(CHUNK).zip(rest.chunks(CHUNK)) {
        let mut starts = 0_u8;
        for (&before, &here) in before.iter().zip(here) {
            starts += u8::from(is_word(here) & !is_word(before));
        }
        count += usize::from(starts);
    }
    count
}

/// So many bytes hold fewer starts than a byte can count.
const CHUNK: usize = 128;

const fn is_word(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// Whether the mark at `at` stands within a word.
fn joins_at(text: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| text[before]) else {
        return false;
    };
    let after = |at: usize| text.get(at + 1).copied().unwrap_or(b' ');
    let letters = before.is_ascii_alphabetic() && after(at).is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after(at).is_ascii_digit();
    match text[at] {
        // A run of these joins once.
        b'_' => {
            let length = text[at..].iter().take_while(|&&byte| byte == b'_').count();
            is_word(before) && is_word(after(at + length - 1))
        }
        b':' => letters,
        b',' | b';' => digits,
        _ => letters || digits,
    }
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
}
