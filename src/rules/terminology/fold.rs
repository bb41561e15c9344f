//! Folding: the one form under which a word is looked up — lower case, composed, without soft hyphens, straight apostrophes.

use crate::markup::is_word;

/// The folded `word`, put into `buffer` (cleared first): no allocation once the buffer has grown.
pub(super) fn fold(word: &str, buffer: &mut String) {
    buffer.clear();
    append(word, buffer);
}

/// The folded `word` behind what `buffer` holds.
pub(super) fn append(word: &str, buffer: &mut String) {
    let start = buffer.len();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer[start..].make_ascii_lowercase();
        return;
    }
    for char in word.chars() {
        match char {
            // Most letters of most words, without a look at the tables.
            'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'œ' => buffer.push(char),
            'A'..='Z' => buffer.push(char.to_ascii_lowercase()),
            '\u{ad}' => {}
            '’' => buffer.push('\''),
            '\u{300}'..='\u{36f}' => {
                let base = (buffer.len() > start).then(|| buffer.pop()).flatten();
                match base.and_then(|base| compose(base, char)) {
                    Some(composed) => buffer.push(composed),
                    None => buffer.extend(base.into_iter().chain([char])),
                }
            }
            _ => buffer.extend(char.to_lowercase()),
        }
    }
}

/// The folded `word`, in a string of its own.
pub(super) fn folded(word: &str) -> String {
    let mut buffer = String::with_capacity(word.len());
    fold(word, &mut buffer);
    buffer
}

/// The letter with its combining mark, for the letters of French.
fn compose(base: char, mark: char) -> Option<char> {
    const PAIRS: &[(char, &str, &str)] = &[
        ('\u{300}', "aeiou", "àèìòù"),
        ('\u{301}', "aeiouy", "áéíóúý"),
        ('\u{302}', "aeiou", "âêîôû"),
        ('\u{303}', "ano", "ãñõ"),
        ('\u{308}', "aeiouy", "äëïöüÿ"),
        ('\u{327}', "c", "ç"),
    ];
    let (_, plain, accented) = PAIRS.iter().find(|(one, _, _)| *one == mark)?;
    let at = plain.chars().position(|one| one == base)?;
    accented.chars().nth(at)
}

/// A hash of folded words, eight bytes at a time: most words are one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash(u64);

const ONES: u64 = 0x0101_0101_0101_0101;
/// What is set in a byte that is no ASCII.
const HIGH: u64 = 0x80 * ONES;
/// What the small letters of ASCII have and its capitals lack.
const SMALL: u64 = 0x20 * ONES;

/// The high bit of each of eight bytes that is a letter of ASCII. They are small letters or none, see [`SMALL`].
#[inline]
const fn letters(small: u64) -> u64 {
    let low = small & !HIGH;
    let from = low + (0x80 - b'a' as u64) * ONES;
    let beyond = low + (0x80 - b'z' as u64 - 1) * ONES;
    from & !beyond & !small & HIGH
}

impl Hash {
    /// That of the empty word.
    const EMPTY: Hash = Hash(0);

    /// That of the word with eight more bytes, folded; what stands behind its end is zero.
    #[inline]
    const fn with(self, bytes: u64) -> Hash {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.0.rotate_left(5) ^ bytes).wrapping_mul(FACTOR);
        Hash(mixed ^ mixed >> 32)
    }

    /// That of a folded word.
    pub(super) fn of(word: &str) -> Hash {
        Hash::folding(word.as_bytes(), |chunk| chunk)
    }

    /// That of the folded form of a word, each of whose bytes `fold` folds by itself.
    fn folding(word: &[u8], fold: impl Fn(u64) -> u64) -> Hash {
        let (chunks, rest) = word.as_chunks::<8>();
        let mut hash = Hash::EMPTY;
        for chunk in chunks {
            hash = hash.with(fold(u64::from_le_bytes(*chunk)));
        }
        if !rest.is_empty() {
            hash = hash.with(fold(last_chunk(rest)));
        }
        hash
    }

    /// As a number.
    pub(super) const fn get(self) -> u64 {
        self.0
    }
}

/// The high bit of each of eight bytes that is zero.
#[inline]
const fn zeros(bytes: u64) -> u64 {
    !((bytes & !HIGH) + !HIGH) & !bytes & HIGH
}

/// The high bit of both bytes of each letter `à` to `ÿ` in UTF-8: they are folded as they are. Neither `ß`, nor what is cut by
/// the end of the eight bytes.
#[inline]
const fn accented(chunk: u64) -> u64 {
    let lead = zeros(chunk ^ (0xc3 * ONES));
    let letter = zeros((chunk & (0xe0 * ONES)) ^ (0xa0 * ONES)) & !zeros(chunk ^ (0xb7 * ONES));
    let pair = lead & letter >> 8;
    pair | pair << 8
}

/// Where the word at the byte `at` of a text ends (there, when none begins), and its hash, where it is folded byte by byte:
/// nearly all are.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "a call for each word of every translation is a hundredth of a whole check"
)]
pub(super) fn word_end(text: &str, at: usize) -> (usize, Option<Hash>) {
    let bytes = text.as_bytes();
    let mut hash = Hash::EMPTY;
    let mut end = at;
    while let Some(chunk) = bytes.get(end..).and_then(<[u8]>::first_chunk::<8>) {
        let small = u64::from_le_bytes(*chunk) | SMALL;
        let others = !letters(small) & HIGH;
        if others == 0 {
            hash = hash.with(small);
            end += 8;
            continue;
        }
        let length = others.trailing_zeros() / 8;
        let next = chunk[length as usize];
        if !next.is_ascii() {
            break;
        }
        if next.is_ascii_digit() || next == b'_' {
            return other_word_end(text, at);
        }
        if length > 0 {
            hash = hash.with(small & !(u64::MAX << (8 * length)));
        }
        return (end + length as usize, Some(hash));
    }
    accented_word_end(text, at, end, hash)
}

/// The same for a word with accented letters, or before a mark beyond ASCII, or near the end of the text: from its byte `end`,
/// up to which it has this hash. Apart, for its registers would be saved for each word.
#[inline(never)]
fn accented_word_end(
    text: &str,
    at: usize,
    mut end: usize,
    mut hash: Hash,
) -> (usize, Option<Hash>) {
    let bytes = text.as_bytes();
    loop {
        let chunk = match bytes.get(end..).and_then(<[u8]>::first_chunk::<8>) {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => last_chunk(bytes.get(end..).unwrap_or_default()),
        };
        let letters = letters(chunk | SMALL);
        let folded = chunk | letters >> 2;
        let others = !letters & !accented(chunk) & HIGH;
        if others == 0 {
            hash = hash.with(folded);
            end += 8;
            continue;
        }
        let length = others.trailing_zeros() / 8;
        let behind = end + length as usize;
        let ends = match bytes.get(behind..) {
            // The apostrophe and the other marks of U+2010 to U+2027, the no-break spaces, the guillemets. Joiners go on.
            Some([0xe2, 0x80, 0x90..=0xa7 | 0xaf, ..] | [0xc2, 0xa0 | 0xab | 0xbb, ..]) => true,
            Some([next, ..]) => next.is_ascii() && !next.is_ascii_digit() && *next != b'_',
            _ => true,
        };
        if !ends {
            return other_word_end(text, at);
        }
        if length > 0 {
            hash = hash.with(folded & !(u64::MAX << (8 * length)));
        }
        return (behind, Some(hash));
    }
}

/// What is left of a text, fewer than eight bytes; zero behind its end.
fn last_chunk(rest: &[u8]) -> u64 {
    let add = |chunk, byte: &u8| chunk << 8 | u64::from(*byte);
    rest.iter().rev().fold(0, add)
}

/// The same for any word.
#[inline(never)]
fn other_word_end(text: &str, start: usize) -> (usize, Option<Hash>) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut simple = true;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else if let [0xc3, 0x9f..=0xb6 | 0xb8..=0xbf, ..] | [0xc5, 0x93, ..] = bytes[at..] {
            // The small letters of French, `é` as a rule, are folded as they are.
            at += 2;
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            if !is_word(c) {
                break;
            }
            simple = false;
            at += c.len_utf8();
        }
    }
    let capitals = |chunk: u64| letters(chunk | SMALL) >> 2;
    let hash = simple.then(|| Hash::folding(&bytes[start..at], |chunk| chunk | capitals(chunk)));
    (at, hash)
}

/// A word in the case of another: *Retourne* → *Renvoie*, *RETOURNE* → *RENVOIE*. Markup before the first letter is kept.
pub(super) fn like(model: &str, word: &str) -> String {
    let mut letters = model.chars().filter(|char| char.is_alphabetic());
    let (first, second) = (letters.next(), letters.next());
    let upper = |char: Option<char>| char.is_some_and(char::is_uppercase);
    if upper(first) && upper(second) && !letters.any(char::is_lowercase) {
        return word.to_uppercase();
    }
    if upper(first) {
        return capital(word);
    }
    word.to_owned()
}

/// The word with its first letter in upper case.
pub(super) fn capital(word: &str) -> String {
    let mut done = false;
    word.chars()
        .flat_map(|char| {
            let raise = !done && char.is_alphabetic();
            done |= raise;
            let upper: Vec<char> = if raise {
                char.to_uppercase().collect()
            } else {
                vec![char]
            };
            upper
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Hash, folded, like, word_end};

    #[test]
    fn a_word_hashes_as_what_it_is_folded_to() {
        for word in [
            "a",
            "Ab",
            "DANS",
            "Zoé",
            "RéPÉTÉ",
            "Caractères",
            "Internationalisation",
            "utf_8",
            "8BITS",
            "straßE",
            "œUVRE",
            "Éa",
            "abcdefgh",
            "abcdefgH9",
            "abcdefgé",
            "abcdefé",
            "éèàùçâêîôûëïüÿé",
            "abcdefghé",
            "a\u{df}",
            "öøñ",
            "x\u{100}y",
            "a\u{200c}b",
            "é\u{200d}à",
            "é\u{301}",
        ] {
            let expected = Hash::of(&folded(word));
            for behind in [
                "",
                " ",
                ", puis la suite",
                "’un",
                "…",
                "@[`{~",
                "÷",
                "×a",
                "\u{a0}: la suite",
                "»",
            ] {
                let text = format!("{word}{behind}");
                let (end, hash) = word_end(&text, 0);
                assert_eq!(
                    (end, hash.unwrap_or(expected)),
                    (word.len(), expected),
                    "{text}"
                );
            }
        }
        assert!(word_end("Zoé", 0).1.is_some() && word_end("É", 0).1.is_none());
        assert_eq!(word_end(" un mot de plus", 0).0, 0);
    }

    #[test]
    fn one_form_for_all_spellings() {
        assert_eq!(folded("RENVOYÉES"), "renvoyées");
        assert_eq!(folded("re\u{301}pe\u{301}te\u{301}"), "répété");
        assert_eq!(folded("re\u{ad}tour"), "retour");
        assert_eq!(folded("L’"), "l'");
    }

    #[test]
    fn case_follows_the_model() {
        assert_eq!(like("Retourne", "renvoie"), "Renvoie");
        assert_eq!(like("RETOURNE", "renvoie"), "RENVOIE");
        assert_eq!(like("retourne", "renvoie"), "renvoie");
        assert_eq!(like("Écrit", "à"), "À");
        assert_eq!(like("Tuple", "*n*-uplet"), "*N*-uplet");
    }
}
