//! Words near a misspelt one: with other accents, and in which order suggestions are shown.

use strsim::osa_distance;

/// Letters, and what they are with accents.
const ACCENTS: [(char, &str); 10] = [
    ('a', "àâáäãå"),
    ('c', "ç"),
    ('e', "éèêë"),
    ('i', "îïíì"),
    ('n', "ñ"),
    ('o', "ôöóõò"),
    ('u', "ûùüú"),
    ('y', "ÿý"),
    ('s', "š"),
    ('z', "ž"),
];

/// How many letters may lack their accent.
const CHANGES: usize = 2;

/// What `word` becomes, of what `has` knows, when one or two of its letters get accents.
pub(super) fn accented(word: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    change(&mut letters, 0, CHANGES, &has)
}

fn change(
    letters: &mut Vec<char>,
    from: usize,
    left: usize,
    has: &impl Fn(&str) -> bool,
) -> Option<String> {
    for at in from..letters.len() {
        let plain = letters[at];
        let Some((_, accented)) = ACCENTS.iter().find(|(letter, _)| *letter == plain) else {
            continue;
        };
        for letter in accented.chars() {
            letters[at] = letter;
            let word: String = letters.iter().collect();
            let found = if has(&word) {
                Some(word)
            } else if left > 1 {
                change(letters, at + 1, left - 1, has)
            } else {
                None
            };
            letters[at] = plain;
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The first `count` of `suggestions`, those that differ least first, in their own order where they differ as much.
pub(super) fn ranked(word: &str, suggestions: Vec<String>, count: usize) -> Vec<String> {
    let mut ranked: Vec<(usize, String)> = Vec::new();
    for suggestion in suggestions {
        let suggestion = suggestion.replace('\u{2019}', "'");
        if !ranked.iter().any(|(_, known)| *known == suggestion) {
            ranked.push((cost(word, &suggestion), suggestion));
        }
    }
    ranked.sort_by_key(|(cost, _)| *cost);
    ranked.truncate(count);
    ranked
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .collect()
}

/// How unlikely it is that one is written for the other, in tenths of a letter: an accent, a hyphen, a doubled letter
/// and two letters in the wrong order are the commonest slips; the first letter is seldom wrong.
fn cost(word: &str, meant: &str) -> usize {
    let (word, meant) = (word.to_lowercase(), meant.to_lowercase());
    let (bare, bare_meant) = (skeleton(&word), skeleton(&meant));
    if bare == bare_meant {
        return osa_distance(&word, &meant);
    }
    let distance = 10 * osa_distance(&bare, &bare_meant) + osa_distance(&word, &meant);
    let first = bare.chars().next() != bare_meant.chars().next();
    // Two words instead of one.
    let split = meant.contains(' ') && !word.contains(' ');
    distance + 5 * usize::from(first) + 5 * usize::from(split)
}

/// A word without accents, hyphens, apostrophes, and with each doubled letter once.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::with_capacity(word.len());
    for c in word.chars() {
        let plain = ACCENTS
            .iter()
            .find(|(_, accented)| accented.contains(c))
            .map_or(c, |(letter, _)| *letter);
        if plain.is_alphanumeric() && !skeleton.ends_with(plain) {
            skeleton.push(plain);
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_that_are_missing() {
        let has = |word: &str| ["général", "paramètre", "ça"].contains(&word);
        for (word, meant) in [
            ("general", Some("général")),
            ("parametre", Some("paramètre")),
            ("géneral", Some("général")),
            ("generale", None),
        ] {
            assert_eq!(accented(word, has).as_deref(), meant, "{word}");
        }
    }

    #[test]
    fn the_likeliest_come_first() {
        let given = ["paramétré", "paramètre", "parement", "parapètre"].map(str::to_owned);
        assert_eq!(
            ranked("parametre", given.to_vec(), 3),
            ["paramètre", "paramétré", "parapètre"]
        );
        let given = ["chiffrer", "ch iffre", "chiffre", "gifre"].map(str::to_owned);
        assert_eq!(ranked("chifre", given.to_vec(), 2), ["chiffre", "chiffrer"]);
    }
}
