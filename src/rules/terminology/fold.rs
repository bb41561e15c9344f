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

/// Whether only ASCII of a word is changed by folding it: all else is a small letter of Latin-1, `é` as a rule.
pub(super) fn is_nearly_folded(word: &[u8]) -> bool {
    word.iter()
        .all(|&byte| byte < 0x80 || matches!(byte, 0xc3 | 0x9f..=0xbf))
}

/// The hash of the folded form of such a word, without folding it.
pub(super) fn hash_nearly_folded(word: &[u8]) -> u64 {
    hash_of(word, |chunk| {
        // The high bit of each byte that is a capital, moved to where capitals and small letters differ.
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ONES;
        let ascii = chunk & !HIGH;
        let from = ascii + (0x80 - u64::from(b'A')) * ONES;
        let beyond = ascii + (0x80 - u64::from(b'Z') - 1) * ONES;
        chunk | ((from & !beyond & !chunk & HIGH) >> 2)
    })
}

fn hash_of(word: &[u8], fold: impl Fn(u64) -> u64) -> u64 {
    const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = SEED ^ word.len() as u64;
    let mut mix = |value: u64| {
        state = (state ^ fold(value)).wrapping_mul(SEED);
        state ^= state >> 29;
    };
    let (chunks, rest) = word.as_chunks::<8>();
    for chunk in chunks {
        mix(u64::from_le_bytes(*chunk));
    }
    mix(last(word, rest));
    state
}

/// The bytes behind the last eight, in one number: none of a word is left out, some may be taken twice, which costs less
/// than to copy as many as there are.
fn last(word: &[u8], rest: &[u8]) -> u64 {
    match (word.last_chunk::<8>(), rest) {
        (_, []) => 0,
        (Some(last), _) => u64::from_le_bytes(*last),
        (None, [a]) => u64::from(*a),
        (None, [a, .., c]) => match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
            }
            _ => u64::from(*a) | u64::from(rest[1]) << 8 | u64::from(*c) << 16,
        },
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
    use super::{folded, hash, hash_nearly_folded, is_nearly_folded, like};

    #[test]
    fn what_is_nearly_folded_hashes_as_what_is() {
        for word in [
            "",
            "A",
            "Éa",
            "Zoé",
            "RéPÉTÉ",
            "Caractères",
            "[@Z`{z",
            "naïvement",
            "straßE",
        ] {
            if is_nearly_folded(word.as_bytes()) {
                assert_eq!(
                    hash_nearly_folded(word.as_bytes()),
                    hash(&folded(word)),
                    "{word}"
                );
            }
        }
        assert!(is_nearly_folded("Zoé".as_bytes()) && !is_nearly_folded("É".as_bytes()));
        assert!(!is_nearly_folded("l’".as_bytes()) && !is_nearly_folded("e\u{301}".as_bytes()));
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
