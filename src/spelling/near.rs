//! Words near a misspelt one: with other accents, one slip away, and in which order suggestions are shown.
//!
//! A word has a thousand neighbours, and a look-up of one that is no word takes the longest of all, since every affix is
//! tried. So what holds three letters in a row that no word of the list holds is not looked up (see [`Shapes`]).

use std::collections::HashMap;

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

/// What three letters stand in a row in the words of a list, and which letters they are made of.
pub(super) struct Shapes {
    /// A bit for each hash of three letters.
    triples: Vec<u64>,
    letters: Vec<char>,
}

/// How many bits there are: some ten thousand triples of a language are far apart in them.
const BITS: u32 = 18;

/// A letter that fewer words have is that of foreign names; and no more letters than this are tried.
const WORDS_OF_A_LETTER: u32 = 32;
const LETTERS: usize = 64;

impl Shapes {
    pub(super) fn of(list: &str) -> Shapes {
        let mut triples = vec![0; 1 << (BITS - 6)];
        let mut counts: HashMap<char, u32, foldhash::fast::RandomState> = HashMap::default();
        for line in list.lines() {
            let word = line.split(['/', '\t', ' ']).next().unwrap_or(line);
            each_triple(word, |triple| {
                triples[triple / 64] |= 1 << (triple % 64);
                true
            });
            for letter in word.chars().flat_map(char::to_lowercase) {
                *counts.entry(letter).or_default() += 1;
            }
        }
        let mut counts: Vec<(u32, char)> = counts
            .into_iter()
            .filter(|&(letter, count)| count >= WORDS_OF_A_LETTER && letter.is_alphabetic())
            .map(|(letter, count)| (count, letter))
            .collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let letters = counts.into_iter().map(|(_, letter)| letter);
        Shapes {
            triples,
            letters: letters.take(LETTERS).collect(),
        }
    }

    /// Whether what stands between the ends of a word looks like the inside of one; its ends are those of affixes, and
    /// may look like nothing in the list.
    pub(super) fn fit(&self, word: &str) -> bool {
        each_triple(word, |triple| {
            self.triples[triple / 64] >> (triple % 64) & 1 == 1
        })
    }

    /// The letters of the language, the commonest first.
    pub(super) fn letters(&self) -> &[char] {
        &self.letters
    }
}

/// Gives the number of each three letters in a row to `tell`, as long as that is true.
fn each_triple(word: &str, mut tell: impl FnMut(usize) -> bool) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase).map(u32::from);
    let (Some(mut first), Some(mut second)) = (letters.next(), letters.next()) else {
        return true;
    };
    letters.all(|third| {
        let mixed = first.wrapping_mul(0x9e37_79b1)
            ^ second.wrapping_mul(0x85eb_ca77)
            ^ third.wrapping_mul(0xc2b2_ae3d);
        (first, second) = (second, third);
        tell((mixed >> (32 - BITS)) as usize)
    })
}

/// The words, of those that `has` knows, that become `word` by one slip: the likelier slips first.
pub(super) fn slips(
    word: &str,
    letters: &[char],
    has: impl Fn(&str) -> bool,
    to: &mut Vec<String>,
) {
    let chars: Vec<char> = word.chars().collect();
    // Of what is no word of a language nobody wants to know the neighbours.
    if chars.len() > LONGEST {
        return;
    }
    let mut attempt = |changed: &[char]| {
        let changed: String = changed.iter().collect();
        if has(&changed) {
            to.push(changed);
        }
    };
    let mut changed = chars.clone();
    for at in 1..chars.len() {
        changed.swap(at - 1, at);
        attempt(&changed);
        changed.swap(at - 1, at);
    }
    for at in 0..=chars.len() {
        for &letter in letters.iter().chain(&['-']) {
            // The same letter before and after its like is the same word.
            // A hyphen parts no letter alone.
            let lone = letter == '-' && (at < 2 || at + 2 > chars.len());
            if lone || at > 0 && chars[at - 1] == letter {
                continue;
            }
            changed.insert(at, letter);
            attempt(&changed);
            changed.remove(at);
        }
    }
    for at in 0..chars.len() {
        if at > 0 && chars[at - 1] == chars[at] {
            continue;
        }
        let letter = changed.remove(at);
        attempt(&changed);
        changed.insert(at, letter);
    }
    for at in 0..chars.len() {
        for &letter in letters {
            changed[at] = letter;
            if letter != chars[at] {
                attempt(&changed);
            }
        }
        changed[at] = chars[at];
    }
}

/// `word` with a hyphen at each place that may have lacked it. A hyphen parts no letter alone.
pub(super) fn parted(word: &str) -> impl Iterator<Item = String> {
    let last = word.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let places = word.char_indices().skip(2).map(|(at, _)| at);
    places.take_while(move |&at| at <= last).map(|at| {
        let (before, after) = word.split_at(at);
        [before, "-", after].concat()
    })
}

/// How many letters a word has at most that neighbours are looked for.
const LONGEST: usize = 40;

/// How many letters may lack their accent.
const CHANGES: usize = 2;

/// What `word` becomes, of what `has` knows, when one or two of its letters get accents.
pub(super) fn accented(word: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > LONGEST {
        return None;
    }
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
    let distance = 10 * osa_distance(&bare, &bare_meant) + osa_distance(&word, &meant);
    let first = bare.chars().next() != bare_meant.chars().next();
    // Two words instead of one: seldom meant, for the blank is the largest key.
    let split = meant.contains(' ') && !word.contains(' ');
    distance + 5 * usize::from(first) + 15 * usize::from(split)
}

/// A word without accents, ligatures, hyphens, apostrophes, and with each doubled letter once.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::with_capacity(word.len());
    let letters = word.chars().flat_map(|c| match c {
        'œ' => ['o', 'e'],
        'æ' => ['a', 'e'],
        'ß' => ['s', 's'],
        // Twice is once.
        c => [c, c],
    });
    for c in letters {
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
    fn what_is_no_word_has_no_neighbours() {
        for length in [LONGEST + 1, 200_000] {
            let mut found = Vec::new();
            let word = "a".repeat(length);
            slips(&word, &['a', 'b'], |_| panic!("looked up"), &mut found);
            assert_eq!(accented(&word, |_| panic!("looked up")), None);
        }
    }

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
    fn what_is_one_slip_away() {
        let list = "4\nfichier/S\nfiche/S\nfonction/S\npeut-être\n";
        let shapes = Shapes::of(list);
        assert!(shapes.fit("fichier") && shapes.fit("Fiche") && !shapes.fit("fichzer"));
        let has = |word: &str| {
            list.lines()
                .any(|line| line.split('/').next() == Some(word))
        };
        let letters: Vec<char> = ('a'..='z').collect();
        for (word, meant) in [
            ("ficheir", "fichier"),
            ("fichie", "fichier fiche"),
            ("fonctionn", "fonction"),
            ("fonxtion", "fonction"),
            ("peutêtre", "peut-être"),
            ("foncions", ""),
        ] {
            let mut found = Vec::new();
            slips(word, &letters, has, &mut found);
            assert_eq!(found.join(" "), meant, "{word}");
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
        let given = ["codeur", "cour", "cœur"].map(str::to_owned);
        assert_eq!(ranked("coeur", given.to_vec(), 1), ["cœur"]);
    }
}
