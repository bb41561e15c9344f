//! Folding: the one form under which a word is looked up — lower case, composed, without soft hyphens, straight apostrophes.

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
