//! Folding: the one form under which a word is looked up — lower case, composed, without soft hyphens, straight apostrophes.

/// The folded `word`, put into `buffer` (cleared first): no allocation once the buffer has grown.
pub(super) fn fold(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
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
                let base = buffer.pop();
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

/// A hash of folded words: fast on short strings, the same on every machine.
pub(super) fn hash(word: &str) -> u64 {
    hash_of(word.as_bytes(), |chunk| chunk)
}

const ONES: u64 = 0x0101_0101_0101_0101;
/// What is set in a byte that is no ASCII.
const HIGH: u64 = 0x80 * ONES;

/// The hash of the folded form of a word, without folding it, where only its ASCII has to be folded; else nothing.
pub(super) fn hash_folded(word: &str) -> Option<u64> {
    let mut seen = 0;
    let hash = hash_of(word.as_bytes(), |chunk| {
        seen |= chunk;
        // The high bit of each byte that is a capital, moved to where capitals and small letters differ.
        let ascii = chunk & !HIGH;
        let from = ascii + (0x80 - u64::from(b'A')) * ONES;
        let beyond = ascii + (0x80 - u64::from(b'Z') - 1) * ONES;
        chunk | ((from & !beyond & !chunk & HIGH) >> 2)
    });
    // The small letters of Latin-1, `é` as a rule, are folded as they are.
    let small = |byte: u8| byte.is_ascii() || matches!(byte, 0xc3 | 0x9f..=0xbf);
    (seen & HIGH == 0 || word.bytes().all(small)).then_some(hash)
}

/// Hashes eight bytes at a time. The last eight are taken together, whatever of them was taken before: that costs less than
/// to copy as many as there are.
fn hash_of(word: &[u8], mut fold: impl FnMut(u64) -> u64) -> u64 {
    const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = SEED ^ word.len() as u64;
    let mut mix = |value: u64| {
        state = (state ^ fold(value)).wrapping_mul(SEED);
        state ^= state >> 29;
    };
    let mut rest = word;
    while let Some((chunk, behind)) = rest.split_first_chunk::<8>()
        && !behind.is_empty()
    {
        mix(u64::from_le_bytes(*chunk));
        rest = behind;
    }
    mix(word
        .last_chunk::<8>()
        .map_or_else(|| short(word), |last| u64::from_le_bytes(*last)));
    state
}

/// The bytes of a word of less than eight in one number.
fn short(word: &[u8]) -> u64 {
    let four = |chunk: &[u8; 4]| u64::from(u32::from_le_bytes(*chunk));
    match (word, word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (_, Some(first), Some(last)) => four(first) | four(last) << 32,
        ([first, .., last], ..) => {
            u64::from(*first) | u64::from(word[1]) << 8 | u64::from(*last) << 16
        }
        ([one], ..) => u64::from(*one),
        ([], ..) => 0,
    }
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
    use super::{folded, hash, hash_folded, like};

    #[test]
    fn a_word_hashes_as_what_it_is_folded_to() {
        for word in [
            "",
            "A",
            "Ab",
            "aBc",
            "DANS",
            "Éa",
            "Zoé",
            "RéPÉTÉ",
            "Caractères",
            "[@Z`{z",
            "naïvement",
            "straßE",
            "Internet",
        ] {
            let expected = hash(&folded(word));
            assert_eq!(hash_folded(word).unwrap_or(expected), expected, "{word}");
        }
        assert!(hash_folded("Zoé").is_some() && hash_folded("É").is_none());
        assert!(hash_folded("l’").is_none() && hash_folded("e\u{301}").is_none());
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
