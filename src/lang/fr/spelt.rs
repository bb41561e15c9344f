//! How French words may be spelt: what Hunspell says with Dicollecte's dictionary, read off the table of forms.
//!
//! The table has a form once, and says whether it is a word alone, after which elided words, and with which capitals; the
//! other capitals and hyphens follow by Hunspell's rules (hunspell(5): `KEEPCASE`, `BREAK`, `ICONV`). So nothing has to be
//! opened and no affix to be tried: a word is looked up within a microsecond, and so are all words one slip away.

use std::borrow::Cow;

use super::lexicon::{self, FORMS};
use crate::lang::case::capitalized;

/// The elided words that a form says whether it stands after.
pub const ELIDED: [&str; 14] = [
    "l'", "d'", "qu'", "n'", "s'", "j'", "m'", "t'", "c'", "ç'", "jusqu'", "lorsqu'", "puisqu'",
    "quoiqu'",
];

/// After how many of these, the first ones, a form may have a capital: *l'Amour*.
pub const CAPITAL_AFTER: usize = 3;

/// How one form may be spelt, as `data/fr/README.md` describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spelt(u32);

impl Spelt {
    /// Reads it as it stands in the table: a hexadecimal number. What is none is spelt in no way.
    pub(super) fn parse(text: &str) -> Spelt {
        Spelt(u32::from_str_radix(text, 16).unwrap_or(0))
    }

    /// Whether the form is a word.
    fn alone(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether its capitals must be those of the table.
    fn is_rigid(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether it stands after an elided word.
    fn after(self, elided: usize) -> bool {
        self.0 >> (2 + elided) & 1 != 0
    }

    /// Whether it stands there with a capital that it has not by itself.
    fn capital_after(self, elided: usize) -> bool {
        elided < CAPITAL_AFTER && self.0 >> (2 + ELIDED.len() + elided) & 1 != 0
    }
}

/// How many parts hyphens and dots may cut a word into.
const PARTS: usize = 10;

/// Whether Hunspell accepts a word: composed (NFC), with the apostrophe '.
#[must_use]
pub fn is_word(word: &str) -> bool {
    let word = without_ligatures(word);
    let bare = word.trim_end_matches('.');
    is_joined(bare) || bare.len() < word.len() && is_joined(&[bare, "."].concat())
}

/// Typographic ligatures are the letters that they stand for.
fn without_ligatures(word: &str) -> Cow<'_, str> {
    const LIGATURES: [(char, &str); 8] = [
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "ft"),
        ('ﬆ', "st"),
        ('ſ', "s"),
    ];
    if word.is_ascii() || !word.contains(|c| LIGATURES.iter().any(|(one, _)| *one == c)) {
        return Cow::Borrowed(word);
    }
    let all = LIGATURES.iter();
    Cow::Owned(all.fold(word.to_owned(), |word, (one, letters)| {
        word.replace(*one, letters)
    }))
}

/// Whether it is a word, or made of words that hyphens and dots part.
fn is_joined(word: &str) -> bool {
    const JOINS: [char; 3] = ['-', '.', '·'];
    if word.is_empty() || word.bytes().all(|byte| byte.is_ascii_digit()) || is_cased(word) {
        return true;
    }
    let quoted = word
        .strip_prefix('\'')
        .or_else(|| word.strip_prefix('‘'))
        .or_else(|| word.strip_suffix('\''));
    if let Some(inner) = quoted.filter(|inner| !inner.is_empty()) {
        return is_joined(inner);
    }
    if word.matches(JOINS).count() >= PARTS {
        return false;
    }
    let mut cuts = word.match_indices(JOINS);
    cuts.any(|(at, join)| {
        let (before, after) = (&word[..at], &word[at + join.len()..]);
        !before.is_empty() && !after.is_empty() && is_joined(before) && is_joined(after)
    })
}

/// Whether it is a word, or becomes one with the capitals that a sentence or a title has put there taken off.
fn is_cased(word: &str) -> bool {
    if stands(word, false) {
        return true;
    }
    let mut letters = word.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    if !letters.all(|c| !c.is_lowercase()) || word.chars().nth(1).is_none() {
        return stands(&lowered(word), true);
    }
    let small = word.to_lowercase();
    let elided = small.find('\'').map_or(0, |at| at + 1);
    stands(&small, true)
        || stands(&capitalized(&small), true)
        || elided > 0
            && stands(
                &[&small[..elided], &capitalized(&small[elided..])].concat(),
                true,
            )
}

/// Whether a word stands so in the table, alone or after what it is elided with; of one whose capitals were changed
/// (`flexibly`) only where that may be.
fn stands(word: &str, flexibly: bool) -> bool {
    let alone = lexicon::spelt(word);
    if alone.alone() && !(flexibly && alone.is_rigid()) {
        return true;
    }
    let Some(apostrophe) = word.find('\'') else {
        return false;
    };
    let (before, form) = word.split_at(apostrophe + 1);
    // A sentence may begin with it: *L'API*.
    let before = lowered(before);
    let Some(elided) = ELIDED.iter().position(|one| *one == before) else {
        return false;
    };
    lexicon::spelt(form).after(elided)
        || elided < CAPITAL_AFTER
            && form.starts_with(char::is_uppercase)
            && lexicon::spelt(&lowered(form)).capital_after(elided)
}

/// With a small first letter.
fn lowered(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// A place in the table: what follows the letters so far.
type Node<'t> = fst::raw::Node<'t>;

/// The words of the table that become `word` (small letters) by one slip, the likelier slips first: two letters that a
/// keyboard has for one (*coeur*), two in the wrong order, one missing, one too many, one for another.
#[must_use]
pub fn slips(word: &str) -> Vec<String> {
    let joined = [("oe", "œ"), ("ae", "æ")].map(|(letters, one)| word.replace(letters, one));
    let joined = joined.into_iter().filter(|joined| {
        let letters: Vec<char> = joined.chars().collect();
        joined != word && is_end(FORMS.root(), &letters)
    });
    let joined: Vec<String> = joined.collect();
    let letters: Vec<char> = word.chars().collect();
    let text = |pieces: &[&[char]]| -> String { pieces.iter().copied().flatten().collect() };
    let [mut swapped, mut missing, mut added, mut replaced] = [const { Vec::new() }; 4];
    let mut node = Some(FORMS.root());
    for at in 0..=letters.len() {
        let Some(here) = node else { break };
        let (before, rest) = letters.split_at(at);
        if let [first, second, rest @ ..] = rest
            && first != second
            && ends(here, &[*second, *first]).is_some_and(|node| is_end(node, rest))
        {
            swapped.push(text(&[before, &[*second, *first], rest]));
        }
        if let [letter, rest @ ..] = rest
            && rest.first() != Some(letter)
            && is_end(here, rest)
        {
            added.push(text(&[before, rest]));
        }
        FORMS.each_letter(here, &mut |letter, next| {
            if before.last() != Some(&letter) && is_end(next, rest) {
                missing.push(text(&[before, &[letter], rest]));
            }
            if let [own, rest @ ..] = rest
                && *own != letter
                && is_end(next, rest)
            {
                replaced.push(text(&[before, &[letter], rest]));
            }
        });
        node = rest.first().and_then(|&letter| FORMS.step(here, letter));
    }
    [joined, swapped, missing, added, replaced].concat()
}

/// Where `letters` lead from a place.
fn ends<'t>(node: Node<'t>, letters: &[char]) -> Option<Node<'t>> {
    letters
        .iter()
        .try_fold(node, |node, &letter| FORMS.step(node, letter))
}

/// Whether a form ends where `letters` lead.
fn is_end(node: Node<'_>, letters: &[char]) -> bool {
    ends(node, letters).is_some_and(|node| node.is_final())
}

/// How many letters may be wrong in a word that only resembles another.
const FAR: u8 = 2;

/// The words of the table that take at most two slips to become `word` (small letters).
#[must_use]
pub fn resembling(word: &str) -> Vec<String> {
    let mut search = Search {
        word: word.chars().collect(),
        path: Vec::new(),
        found: Vec::new(),
    };
    let row: Vec<u8> = (0..=search.word.len())
        .map(|at| u8::try_from(at).unwrap_or(u8::MAX))
        .collect();
    search.descend(FORMS.root(), &row, None);
    search.found
}

/// A walk through the table, as long as what was read can still become the word.
struct Search {
    word: Vec<char>,
    path: Vec<char>,
    found: Vec<String>,
}

impl Search {
    /// `row` holds, for each beginning of the word, how many slips part it from the path; `before` the same of the path
    /// without its last letter.
    fn descend(&mut self, node: Node<'_>, row: &[u8], before: Option<&[u8]>) {
        if node.is_final() && row.last().is_some_and(|&slips| slips <= FAR) {
            self.found.push(self.path.iter().collect());
        }
        FORMS.each_letter(node, &mut |letter, next| {
            let mut new = Vec::with_capacity(row.len());
            new.push(row[0].saturating_add(1));
            for (at, &own) in self.word.iter().enumerate() {
                let replaced = row[at].saturating_add(u8::from(own != letter));
                let mut slips = replaced
                    .min(row[at + 1].saturating_add(1))
                    .min(new[at].saturating_add(1));
                if let (Some(before), Some(last)) = (before, self.path.last())
                    && at > 0
                    && own == *last
                    && self.word[at - 1] == letter
                {
                    slips = slips.min(before[at - 1].saturating_add(1));
                }
                new.push(slips);
            }
            if new.iter().any(|&slips| slips <= FAR) {
                self.path.push(letter);
                self.descend(next, &new, Some(row));
                self.path.pop();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hunspell_accepts() {
        for word in [
            "Bonjour",
            "l'été",
            "L'Été",
            "L'ÉTÉ",
            "l'Amour",
            "d'aujourd'hui",
            "s'il",
            "qu'on",
            "jusqu'au",
            "c'est-à-dire",
            "retourne-t-il",
            "PARIS",
            "Paris",
            "l'Afrique",
            "L'AFRIQUE",
            "kilooctet",
            "l'octet",
            "etc.",
            "L'ONU",
            "JAVASCRIPT",
            "sous-processus",
            "'mot'",
            "ﬁchier",
            "kW",
            "Hz",
        ] {
            assert!(is_word(word), "{word}");
        }
        for word in [
            "bonjuor",
            "l'onze",
            "espagne",
            "pArIs",
            "d'le",
            "sous-procesus",
            "j'amour",
            "KW",
            "hz",
            "-mot",
            "retourne-t-xl",
            "oeuvre",
        ] {
            assert!(!is_word(word), "{word}");
        }
    }

    #[test]
    fn what_is_near() {
        assert_eq!(slips("ficheir"), ["fichier", "ficher", "fichoir"]);
        assert_eq!(slips("fonctoin"), ["fonction"]);
        assert_eq!(slips("coeur")[0], "cœur");
        assert_eq!(slips("oeufs")[0], "œufs");
        assert!(slips("paramettre").is_empty());
        assert!(slips("chifre").contains(&"chiffre".to_owned()));
        assert!(slips("élement").contains(&"élément".to_owned()));
        assert!(resembling("dévelopement").contains(&"développement".to_owned()));
        assert!(resembling("algorythmique").contains(&"algorithmique".to_owned()));
    }
}
