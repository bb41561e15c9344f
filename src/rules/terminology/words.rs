//! Cuts a text into words, runs of letters, marks and digits, and hashes each as it is folded: every word of every translation
//! is looked up, and this is most of what that costs.
//!
//! The kinds of sixty-four bytes become bits, and the edges of the words are found in those. In most words each byte is
//! folded by itself: one bit, 0x20, makes a small letter of a capital, of ASCII as of `À` to `Þ`, whose UTF-8 is C3 and one
//! more byte. The hash sets that bit in every byte of every word, so that these words need not be folded first; that `_` and
//! `ß` share theirs with other characters costs a look-up, for what is found is compared.

use wide::u8x16;

use super::fold::fold;
use crate::diagnostic::Span;
use crate::markup::is_word;

/// A hash of folded words, eight bytes at a time: most words are one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash(u64);

/// What the small letters have and the capitals lack, in each of eight bytes.
const SMALL: u64 = 0x2020_2020_2020_2020;

impl Hash {
    /// That of a folded word.
    pub(super) fn of(word: &str) -> Hash {
        Hash::at(word.as_bytes(), Span::new(0, word.len()))
    }

    /// That of the word at `word`, which is folded byte by byte.
    #[inline]
    fn at(text: &[u8], word: Span) -> Hash {
        let mut hash = 0;
        let mut at = word.start;
        let mut left = word.len();
        while left > 8 {
            hash = mix(hash, chunk(text, at) | SMALL);
            at += 8;
            left -= 8;
        }
        // What stands behind the word does not count; no word is empty.
        let mask = u64::MAX >> ((64 - 8 * left) & 63);
        Hash(mix(hash, (chunk(text, at) | SMALL) & mask))
    }

    /// As a number.
    pub(super) const fn get(self) -> u64 {
        self.0
    }
}

#[inline]
const fn mix(hash: u64, bytes: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (hash.rotate_left(5) ^ bytes).wrapping_mul(FACTOR);
    mixed ^ mixed >> 32
}

/// The eight bytes at `at`; zero behind the end of the text.
#[inline]
fn chunk(text: &[u8], at: usize) -> u64 {
    match text.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => last_chunk(text.get(at..).unwrap_or_default()),
    }
}

#[inline(never)]
fn last_chunk(rest: &[u8]) -> u64 {
    let add = |chunk, byte: &u8| chunk << 8 | u64::from(*byte);
    rest.iter().rev().fold(0, add)
}

/// How many bytes are looked at in one step: as many as there are bits.
const WINDOW: usize = 64;

/// Kinds of bytes, a bit for each byte of a window, the first one in the lowest bit. A window begins where a character does.
#[derive(Clone, Copy, Default)]
struct Kinds {
    /// Letters and digits of ASCII, and all bytes beyond it.
    inside: u64,
    /// Bytes beyond ASCII that belong to no letter from `À` to `ÿ`.
    odd: u64,
}

impl Kinds {
    #[inline]
    fn of(window: &[u8; WINDOW]) -> Kinds {
        let (mut ascii, mut high, mut leads, mut signs) = (0, 0, 0, 0);
        for (number, block) in window.as_chunks().0.iter().enumerate() {
            let bytes = u8x16::new(*block);
            let small = bytes | u8x16::splat(0x20);
            let within = |bytes: u8x16, first: u8, last: u8| {
                let from = bytes - u8x16::splat(first);
                from.min(u8x16::splat(last - first)).simd_eq(from)
            };
            let is = |bytes: u8x16, byte: u8| bytes.simd_eq(u8x16::splat(byte));
            let bits = |bytes: u8x16| u64::from(bytes.to_bitmask()) << (16 * number);
            let other = within(bytes, b'0', b'9') | is(bytes, b'_');
            ascii |= bits(within(small, b'a', b'z') | other);
            high |= bits(bytes);
            leads |= bits(is(bytes, 0xc3));
            // × and ÷ stand among the letters.
            signs |= bits(is(small, 0xb7));
        }
        let letters = leads | leads << 1 & !signs;
        Kinds {
            inside: ascii | high,
            odd: high & !letters,
        }
        .without_punctuation(window)
    }

    /// The same where the commonest marks beyond ASCII part words too, so that few runs must be cut one character after the
    /// other.
    #[inline]
    fn without_punctuation(mut self, window: &[u8; WINDOW]) -> Kinds {
        let mut odd = self.odd;
        while odd != 0 {
            let at = odd.trailing_zeros() as usize;
            odd &= odd - 1;
            let mark = match window[at..] {
                [0xc2, 0xa0 | 0xab | 0xbb, ..] => 0b11,
                // U+2010 to U+202F: dashes, quotation marks, the ellipsis, the narrow space.
                [0xe2, 0x80, 0x90..=0xaf, ..] => 0b111,
                _ => continue,
            };
            self.inside &= !(mark << at);
            self.odd &= !(mark << at);
        }
        self
    }
}

/// Calls `each` for the words of `text[span]`, each with its hash. `buffer` is room for a folded word.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "what is known of the window stays in registers: called for each word, it cost as much as all the rest"
)]
pub(super) fn words(text: &str, span: Span, buffer: &mut String, mut each: impl FnMut(Span, Hash)) {
    let text = &text[..span.end];
    let bytes = text.as_bytes();
    let mut next = span.start;
    while next < bytes.len() {
        let window = next;
        let rest = &bytes[window..];
        let kinds = match rest.first_chunk() {
            Some(window) => Kinds::of(window),
            None => last_kinds(rest),
        };
        next += WINDOW;
        let mut left = kinds.inside;
        if next < bytes.len() {
            // The last run may go on: it is seen from its start, or else it is longer than any word.
            let open = left.leading_ones();
            if open as usize == WINDOW {
                let run = long_run(text, Span::new(window, next));
                next = run.end;
                odd_words(text, run, buffer, &mut each);
                continue;
            }
            left &= u64::MAX >> open;
            next -= open as usize;
        }
        while left != 0 {
            let first = left.trailing_zeros();
            let length = (left >> first).trailing_ones();
            let start = window + first as usize;
            let run = Span::new(start, start + length as usize);
            // The carry of the lowest bit goes through its run.
            left &= left.wrapping_add(1 << first);
            if kinds.odd != 0 && kinds.odd << (63 - (first + length - 1)) >> (64 - length) != 0 {
                odd_words(text, run, buffer, &mut each);
            } else {
                each(run, Hash::at(bytes, run));
            }
        }
    }
}

/// The words of a run of characters some of which are no letters of Western Europe.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for the other words")]
fn odd_words(text: &str, run: Span, buffer: &mut String, each: &mut impl FnMut(Span, Hash)) {
    let mut rest = run;
    while let Some((word, hash)) = odd_word(text, rest, buffer) {
        rest.start = word.end;
        each(word, hash);
    }
}

/// The kinds of fewer bytes than a window.
#[inline(never)]
fn last_kinds(rest: &[u8]) -> Kinds {
    let mut window = [0; WINDOW];
    window[..rest.len()].copy_from_slice(rest);
    Kinds::of(&window)
}

/// A run with all that belongs to it behind its end.
#[inline(never)]
fn long_run(text: &str, run: Span) -> Span {
    let inside = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || *byte == b'_';
    let more = text.as_bytes()[run.end..]
        .iter()
        .take_while(|byte| inside(byte));
    Span::new(run.start, run.end + more.count())
}

/// The next word of such a run.
#[inline(never)]
fn odd_word(text: &str, run: Span, buffer: &mut String) -> Option<(Span, Hash)> {
    let begins = text[run].find(is_word)?;
    let start = run.start + begins;
    let word = &text[start..run.end];
    let word = &word[..word.find(|c| !is_word(c)).unwrap_or(word.len())];
    fold(word, buffer);
    Some((Span::new(start, start + word.len()), Hash::of(buffer)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markup::runs;
    use crate::rules::terminology::fold::folded;

    /// The words as they are cut one by one, folded, and hashed then.
    fn plainly(text: &str, span: Span) -> Vec<(Span, Hash)> {
        let mut found = Vec::new();
        runs(text, span, |word| {
            found.push((word, Hash::of(&folded(&text[word]))));
        });
        found
    }

    fn at_once(text: &str, span: Span) -> Vec<(Span, Hash)> {
        let mut found = Vec::new();
        words(text, span, &mut String::new(), |word, hash| {
            found.push((word, hash));
        });
        found
    }

    #[test]
    fn marks_are_no_words() {
        let marks = ['\u{a0}', '«', '»']
            .into_iter()
            .chain('\u{2010}'..='\u{202f}');
        assert!(!marks.into_iter().any(is_word));
    }

    #[test]
    fn words_of_every_kind_in_every_place() {
        for word in [
            "a",
            "DANS",
            "Zoé",
            "RéPÉTÉ",
            "Internationalisation",
            "utf_8",
            "8BITS",
            "straßE",
            "œUVRE",
            "Éa",
            "abcdefgh",
            "abcdefgH9",
            "abcdefgé",
            "éèàùçâêîôûëïüÿéþÐ",
            "a\u{df}",
            "x\u{100}y",
            "a\u{200c}b",
            "é\u{200d}à",
            "é\u{301}",
            "re\u{ad}tour",
            "слово",
            "字",
        ] {
            for behind in [
                "",
                " ",
                ", puis",
                "’un",
                "…",
                "@[`{~",
                "÷",
                "×a",
                "\u{a0}: la suite",
                "»",
            ] {
                for before in (0..20).chain(40..130) {
                    let text = format!("{}{word}{behind}", ".".repeat(before));
                    let whole = Span::new(0, text.len());
                    let found = at_once(&text, whole);
                    assert_eq!(found, plainly(&text, whole), "{text}");
                    assert_eq!(found[0].1, Hash::of(&folded(word)), "{text}");
                }
            }
        }
        for length in [63, 64, 65, 127, 128, 129, 500] {
            for letter in ["a", "é", "字"] {
                for before in ["", "un ", "l’"] {
                    let text = format!(
                        "{before}{} {}",
                        letter.repeat(length),
                        letter.repeat(length)
                    );
                    let whole = Span::new(0, text.len());
                    assert_eq!(at_once(&text, whole), plainly(&text, whole), "{text}");
                }
            }
        }
        assert_eq!(at_once("un mot", Span::new(1, 5)).len(), 2);
        assert!(at_once("", Span::new(0, 0)).is_empty());
    }

    proptest! {
        #[test]
        fn the_same_words_as_one_by_one(text in "[a-cA-C0-2éÉœŒ÷×ß_ \u{a0}’«\u{ad}\u{301}字,.-]{0,200}", cut in 0usize..200) {
            let start = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            for span in [Span::new(start, text.len()), Span::new(0, start)] {
                prop_assert_eq!(at_once(&text, span), plainly(&text, span));
            }
        }
    }
}
