//! How many words a source has, as Translate Toolkit's `pocount` 3.20 was seen to count them.
//!
//! Tags are taken away, a full stop between two characters that are no digits takes both with it (`os.path` is two
//! words, `e.g.` none), and what is left is cut by Unicode's word boundaries (UAX #29); pieces with a letter or digit
//! are words. Nearly every source is ASCII, for which the boundaries are a few lines; the rest is left to the crate.

#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the compiler from looking at many bytes at once"
)]

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter};
use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

/// A line break in HTML parts words, other tags do not.
static BREAK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<br[ \t\n]*/?>").ok());
/// A tag is a name of letters, digits, `_`, `.` and `:`, with attributes in quotes; anything else is text. What is not ASCII
/// is taken for a letter: Unicode's own classes would take longer to build than most folders to count.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r"[0-9A-Za-z_.:[^\x00-\x7f]]+";
    let attribute = format!(r#"[ \t\n]*{name}=(?:"[^"\n]*"|'[^'\n]*')"#);
    Regex::new(&format!("<{name}(?:{attribute})*[ \\t\\n]*/?>|</{name}>")).ok()
});
/// A full stop between characters that are no digits.
static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^0-9]\.[^0-9]").ok());

/// Counts words, with a buffer that the next source uses again.
#[derive(Default)]
pub struct Counter {
    padded: Vec<u8>,
}

/// So many bytes are looked at together; what is counted in them fits into a byte.
const BLOCK: usize = 64;

impl Counter {
    /// The number of words in a decoded source.
    pub fn words(&mut self, source: &str) -> usize {
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
            return self.ascii(text.as_bytes());
        }
        match &*STOP {
            Some(stop) => stop.replace_all(&text, " ").unicode_words().count(),
            None => text.unicode_words().count(),
        }
    }

    /// Words of a text in ASCII: runs of letters and digits, less the places where a mark between two runs joins them.
    ///
    /// The text stands between blanks, a whole number of blocks long, so that every byte has two neighbours and the
    /// compiler can look at many together, without a branch.
    fn ascii(&mut self, text: &[u8]) -> usize {
        let padded = &mut self.padded;
        padded.clear();
        padded.push(b' ');
        padded.extend_from_slice(text);
        padded.resize(text.len().next_multiple_of(BLOCK) + 2, b' ');
        let mut free = 0;
        for at in memchr_iter(b'.', text) {
            // The characters on both sides go with a full stop, unless the one before went with another.
            let taken = at > free
                && !is_digit(text[at - 1])
                && text.get(at + 1).is_some_and(|&after| !is_digit(after));
            if taken {
                padded[at..at + 3].fill(b' ');
                free = at + 2;
            }
        }
        let (mut words, mut lines) = (0, false);
        for start in (0..padded.len() - 2).step_by(BLOCK) {
            let neighbours = (
                padded[start..].first_chunk(),
                padded[start + 1..].first_chunk(),
                padded[start + 2..].first_chunk(),
            );
            if let (Some(before), Some(here), Some(after)) = neighbours {
                let block = block(before, here, after);
                words += usize::from(block.starts);
                words = words.wrapping_sub(usize::from(block.joins));
                lines |= block.lines;
            }
        }
        if lines {
            words = words.wrapping_sub(long_joins(padded));
        }
        words
    }
}

/// What is counted in a block.
struct Block {
    /// Runs of letters and digits that begin.
    starts: u8,
    /// Marks that stand within a word.
    joins: u8,
    /// Whether there are two `_` in a row.
    lines: bool,
}

fn block(before: &[u8; BLOCK], here: &[u8; BLOCK], after: &[u8; BLOCK]) -> Block {
    let (mut starts, mut joins, mut lines) = (0, 0, 0);
    for ((&before, &here), &after) in before.iter().zip(here).zip(after) {
        starts += u8::from(is_word(here) & !is_word(before));
        joins += u8::from(is_joined(before, here, after));
        lines |= u8::from((before == b'_') & (here == b'_'));
    }
    Block {
        starts,
        joins,
        lines: lines > 0,
    }
}

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
        ] {
            assert_eq!(Counter::default().words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_short_way_is_the_long_way() {
        // Every string of five of these bytes: each class, and what touches a full stop.
        let bytes = b"aB1_:;,.' <";
        let mut counter = Counter::default();
        let mut text = [0; 5];
        for number in 0..bytes.len().pow(5) {
            let mut rest = number;
            for byte in &mut text {
                *byte = bytes[rest % bytes.len()];
                rest /= bytes.len();
            }
            let string = std::str::from_utf8(&text).unwrap();
            let long = STOP.as_ref().unwrap().replace_all(string, " ");
            assert_eq!(
                counter.ascii(&text),
                long.unicode_words().count(),
                "{string:?}"
            );
        }
    }
}
