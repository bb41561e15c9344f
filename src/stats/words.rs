//! How many words a source has, as Translate Toolkit's `pocount` 3.20 was seen to count them.
//!
//! Tags are taken away, a full stop between two characters that are no digits takes both with it (`os.path` is two
//! words, `e.g.` none), and what is left is cut by Unicode's word boundaries (UAX #29); pieces with a letter or digit
//! are words. Nearly every source is ASCII, for which the boundaries are a few lines; the rest is left to the crate.
//!
//! Sources in ASCII are gathered in a [`Batch`] and counted together: what a loop over many bytes costs to begin is more
//! than what it costs to run over one source.

#![allow(
    clippy::needless_bitwise_bool,
    reason = "a branch would keep the compiler from looking at many bytes at once"
)]

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2, memrchr2};
use unicode_segmentation::UnicodeSegmentation;

use super::tags;

/// Stands between the sources of a batch; no byte of ASCII.
const BETWEEN: u8 = 0xff;
/// So many bytes are counted together: at most half of them begin a word, which fits into a byte.
const BLOCK: usize = 256;
/// A batch that is longer is counted before more is added, as it should stay in the nearest cache.
const LONG: usize = 1 << 13;

/// Sources whose words are counted together, entry by entry.
#[derive(Default)]
pub struct Batch {
    text: Vec<u8>,
    /// Where the first source of the entry begins that is being read.
    entry: usize,
    /// Where the source begins that is being read.
    source: usize,
    classes: Vec<u8>,
}

impl Batch {
    /// Adds to the source that is being read.
    pub fn push(&mut self, piece: &[u8]) {
        self.text.extend_from_slice(piece);
    }

    /// Ends the source. How many words it has, if that could be told only by looking at it alone.
    pub fn end_source(&mut self) -> usize {
        let source = &self.text[self.source..];
        if source.is_empty() {
            return 0;
        }
        if source.is_ascii() && memchr(b'<', source).is_none() && !source.starts_with(b"_:") {
            self.text.push(BETWEEN);
            self.source = self.text.len();
            return 0;
        }
        // It was pushed as text; nothing of it is lost.
        let text = plain(std::str::from_utf8(source).unwrap_or_default());
        if text.is_ascii() {
            let text = text.into_owned();
            self.text.truncate(self.source);
            self.text.extend_from_slice(text.as_bytes());
            self.text.push(BETWEEN);
            self.source = self.text.len();
            return 0;
        }
        let words = mixed(&text, &mut self.classes);
        self.text.truncate(self.source);
        words
    }

    /// Ends the entry.
    pub fn end_entry(&mut self) {
        self.entry = self.text.len();
    }

    /// Forgets the sources of the entry that is being read.
    pub fn drop_entry(&mut self) {
        self.text.truncate(self.entry);
        self.source = self.entry;
    }

    /// Whether it is time to count.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.entry > LONG
    }

    /// The words of all ended entries, which it then forgets.
    pub fn count(&mut self) -> usize {
        let words = ascii(&self.text[..self.entry], &mut self.classes);
        self.text.drain(..self.entry);
        self.source -= self.entry;
        self.entry = 0;
        words
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.text.clear();
        (self.entry, self.source) = (0, 0);
    }
}

/// The number of words in a decoded source.
#[must_use]
pub fn words(source: &str) -> usize {
    mixed(&plain(source), &mut Vec::new())
}

/// What is counted of a source.
fn plain(source: &str) -> Cow<'_, str> {
    // KDE once wrote contexts so; they are not for the translator.
    let source = match source.strip_prefix("_:") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, text)| text),
        None => source,
    };
    tags::without(source)
}

/// Words of any text. Where it is not ASCII, what stands between blanks is counted by itself, so that few pieces are left
/// to the slow way.
fn mixed(text: &str, classes: &mut Vec<u8>) -> usize {
    if text.is_ascii() {
        return ascii(text.as_bytes(), classes);
    }
    let text = without_stops(text);
    let mut words = 0;
    let mut rest = &*text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (before, behind) = rest.as_bytes().split_at(at);
        let start = memrchr2(b' ', b'\n', before).map_or(0, |blank| blank + 1);
        let end = memchr2(b' ', b'\n', behind).map_or(rest.len(), |blank| at + blank);
        classify(&before[..start], classes);
        words += count(classes);
        words += rest[start..end].unicode_words().count();
        rest = &rest[end..];
    }
    classify(rest.as_bytes(), classes);
    words + count(classes)
}

/// The text with a blank for each full stop between characters that are no digits, and for those two.
fn without_stops(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut free = 0;
    for at in memchr_iter(b'.', text.as_bytes()) {
        let before = text[free..at.max(free)].chars().next_back();
        let after = text[at + 1..].chars().next();
        if let (Some(before), Some(after)) = (before, after)
            && !before.is_ascii_digit()
            && !after.is_ascii_digit()
        {
            kept += &text[free..at - before.len_utf8()];
            kept.push(' ');
            free = at + 1 + after.len_utf8();
        }
    }
    if free == 0 {
        return Cow::Borrowed(text);
    }
    kept += &text[free..];
    Cow::Owned(kept)
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const LINE: u8 = 4;
/// What runs are made of.
const RUN: u8 = LETTER | DIGIT | LINE;
/// A mark that joins two letters, or two digits, has their bit so many places higher.
const JOINS: u8 = 4;

/// What a byte is, without a branch.
const fn class(byte: u8) -> u8 {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let quote = byte == b'\'';
    // A full stop between two letters took them with it.
    let number = ((byte & 0xfd) == b',') | (byte == b';') | quote;
    (letter as u8 * LETTER)
        | (is_digit(byte) as u8 * DIGIT)
        | ((byte == b'_') as u8 * LINE)
        | (((byte == b':') | quote) as u8 * (LETTER << JOINS))
        | (number as u8 * (DIGIT << JOINS))
}

const fn is_digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

/// Words of texts in ASCII.
fn ascii(text: &[u8], classes: &mut Vec<u8>) -> usize {
    classify(text, classes);
    let mut free = 0;
    for at in memchr_iter(b'.', text) {
        // The characters on both sides go with a full stop, unless the one before went with another.
        let goes = |byte: u8| !is_digit(byte) && byte != BETWEEN;
        let taken =
            at > free && goes(text[at - 1]) && text.get(at + 1).is_some_and(|&after| goes(after));
        if taken {
            classes[at..at + 3].fill(0);
            free = at + 2;
        }
    }
    count(classes)
}

/// The classes of bytes in ASCII. They stand between others that are nothing, a whole number of blocks long, so that every
/// byte has two neighbours and the compiler can look at many together, without a branch.
fn classify(text: &[u8], classes: &mut Vec<u8>) {
    classes.clear();
    classes.push(0);
    classes.extend(text.iter().map(|&byte| class(byte)));
    classes.resize(text.len().next_multiple_of(BLOCK) + 2, 0);
}

/// Words of classified text: runs of letters, digits and `_`, less the runs of `_` alone and the places where a mark
/// between two runs joins them.
fn count(classes: &[u8]) -> usize {
    let mut words = 0;
    for start in (0..classes.len() - 2).step_by(BLOCK) {
        let neighbours = (
            classes[start..].first_chunk(),
            classes[start + 1..].first_chunk(),
            classes[start + 2..].first_chunk(),
        );
        if let (Some(before), Some(here), Some(after)) = neighbours {
            let block = block(before, here, after);
            words += usize::from(block.starts);
            words = words.wrapping_sub(usize::from(block.joins));
            if block.lines {
                words = words.wrapping_sub(lines(classes, start));
            }
        }
    }
    words
}

/// What is counted in a block.
struct Block {
    /// Runs that begin.
    starts: u8,
    /// Marks that stand within a word.
    joins: u8,
    /// Whether a run begins with `_`.
    lines: bool,
}

fn block(before: &[u8; BLOCK], here: &[u8; BLOCK], after: &[u8; BLOCK]) -> Block {
    let (mut starts, mut joins, mut lines) = (0, 0, 0);
    for ((&before, &here), &after) in before.iter().zip(here).zip(after) {
        // All bits where the run is not older than this byte.
        let begins = (u8::from(before & RUN == 0)).wrapping_neg();
        starts += u8::from(here & begins & RUN != 0);
        joins += u8::from(before & after & (here >> JOINS) != 0);
        lines |= here & begins & LINE;
    }
    Block {
        starts,
        joins,
        lines: lines > 0,
    }
}

/// How many runs that begin in a block are of `_` alone.
fn lines(classes: &[u8], block: usize) -> usize {
    let begins = |&at: &usize| classes[block + at] & RUN == 0;
    let alone = |&at: &usize| {
        let mut behind = classes[block + at + 1..].iter();
        let end = behind.find(|&&class| class != LINE);
        end.is_none_or(|class| class & RUN == 0)
    };
    let lines = memchr_iter(LINE, &classes[block + 1..=block + BLOCK]);
    lines.filter(begins).filter(alone).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    /// The number of words, as a batch has it.
    fn batched<'t>(sources: impl Iterator<Item = &'t str>) -> usize {
        let mut batch = Batch::default();
        let mut words = 0;
        for source in sources {
            batch.push(source.as_bytes());
            words += batch.end_source();
            batch.end_entry();
        }
        words + batch.count()
    }

    #[test]
    fn as_pocount_counts() {
        let examples = [
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
            ("_ __init__ a_1 a__b ___", 3),
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
            ("é.é.é . 3.é é.. .", 3),
        ];
        for (text, expected) in examples {
            assert_eq!(words(text), expected, "{text:?}");
            assert_eq!(batched([text, text].into_iter()), 2 * expected, "{text:?}");
        }
        // What stands at an end of one source is no neighbour of the next one.
        let many = || std::iter::repeat_n(examples, 50).flatten();
        let sum: usize = many().map(|(_, words)| words).sum();
        assert_eq!(batched(many().map(|(text, _)| text)), sum);
    }

    #[test]
    fn the_short_way_is_the_long_way() {
        let stop = Regex::new(r"[^0-9]\.[^0-9]").unwrap();
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
            let long = stop.replace_all(string, " ");
            assert_eq!(without_stops(string), long, "{string:?}");
            assert_eq!(
                ascii(&text, &mut Vec::new()),
                long.unicode_words().count(),
                "{string:?}"
            );
        }
    }

    #[test]
    fn pieces_between_blanks_are_counted_as_the_whole() {
        // A letter, an ideograph, a digit, marks that join to the left, a joiner, a blank that is not ASCII, a flag.
        let pieces = [
            " ", "\n", "a", "é", "語", "1", ".", "'", "_", "\u{301}", "\u{93e}", "\u{200d}",
            "\u{a0}", "🇫", "…", "’",
        ];
        for number in 0..pieces.len().pow(5) {
            let mut rest = number;
            let mut text = String::new();
            for _ in 0..5 {
                text += pieces[rest % pieces.len()];
                rest /= pieces.len();
            }
            let whole = without_stops(&text);
            assert_eq!(
                mixed(&text, &mut Vec::new()),
                whole.unicode_words().count(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn blocks_do_not_show() {
        let text = "a_b __ it's 3.14 _x e.g ";
        let whole = batched([text.repeat(60).as_str()].into_iter());
        for shift in 0..BLOCK {
            let moved = format!("{}{}", " ".repeat(shift), text.repeat(60));
            assert_eq!(batched([moved.as_str()].into_iter()), whole);
        }
        assert_eq!(whole, 60 * words(text));
    }
}
