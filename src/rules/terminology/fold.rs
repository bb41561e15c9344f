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

/// A hash of folded words: a multiplication a byte, so that it is made on the way of the scan that finds where a word ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash(u64);

impl Hash {
    /// That of the empty word.
    pub(super) const EMPTY: Hash = Hash(0);

    /// That of the word with one more byte, folded.
    #[inline]
    pub(super) const fn with(self, byte: u8) -> Hash {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        Hash((self.0.rotate_left(5) ^ byte as u64).wrapping_mul(FACTOR))
    }

    /// That of a folded word.
    pub(super) fn of(word: &str) -> Hash {
        word.bytes().fold(Hash::EMPTY, Hash::with)
    }

    /// As a number.
    pub(super) const fn get(self) -> u64 {
        self.0
    }
}

/// What each byte of ASCII is folded to within a word; 0 for what is not ASCII or stands in no word.
static FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Where the word at the byte `at` of a text ends (there, when none begins), and its hash, where it is folded byte by byte:
/// nearly all are.
#[inline]
pub(super) fn word_end(text: &str, mut at: usize) -> (usize, Option<Hash>) {
    let bytes = text.as_bytes();
    let mut key = Hash::EMPTY;
    let mut simple = true;
    while let Some(&byte) = bytes.get(at) {
        let folded = FOLDED[byte as usize];
        if folded != 0 {
            key = key.with(folded);
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else if let [0xc3, next @ (0x9f..=0xb6 | 0xb8..=0xbf), ..] | [0xc5, next @ 0x93, ..] =
            bytes[at..]
        {
            // The small letters of French, `é` as a rule, are folded as they are.
            key = key.with(byte).with(next);
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
    (at, simple.then_some(key))
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
    use super::{folded, like};

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
