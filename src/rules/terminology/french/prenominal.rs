//! Adjectives that stand before their noun.

use super::determiner;
use super::elision::neighbour;
use super::words::{is_preposition, may_be, may_be_noun};
use crate::lang::fr::Part;
use crate::rules::terminology::text::Text;

/// Adjectives whose masculine singular depends on the word after them: before a consonant, before a vowel.
const SHIFTING: &[[&str; 2]] = &[
    ["nouveau", "nouvel"],
    ["beau", "bel"],
    ["vieux", "vieil"],
    ["fou", "fol"],
    ["mou", "mol"],
];

/// The adjectives that stand right before `head`, from the left.
pub(super) fn adjectives_before(text: &Text<'_>, head: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = head;
    while found.len() < 2 {
        let Some(previous) = neighbour(text, at) else {
            break;
        };
        let word = text.word(previous);
        let adjective = may_be(word, |one| one.part == Part::Adjective)
            && determiner::find(text, previous + 1).is_none_or(|one| one.pieces.1 != previous)
            && !is_preposition(word)
            && !text.elided(previous);
        // *type fichier*: a noun that is an adjective too is a noun where a determiner of its own stands before it and it is
        // no adjective that precedes.
        if !adjective || may_be_noun(word) && !PRECEDING.contains(&word) {
            break;
        }
        found.insert(0, previous);
        at = previous;
    }
    found
}

/// Adjectives that commonly precede their noun and are nouns as well.
const PRECEDING: &[&str] = &[
    "premier",
    "première",
    "premiers",
    "premières",
    "dernier",
    "dernière",
    "derniers",
    "dernières",
    "nouveau",
    "nouvel",
    "nouvelle",
    "nouveaux",
    "nouvelles",
    "petit",
    "petite",
    "petits",
    "petites",
    "grand",
    "grande",
    "grands",
    "grandes",
    "même",
    "mêmes",
    "autre",
    "autres",
    "seul",
    "seule",
    "seuls",
    "seules",
    "simple",
    "simples",
    "ancien",
    "ancienne",
    "anciens",
    "anciennes",
    "bon",
    "bonne",
    "bons",
    "bonnes",
    "vrai",
    "vraie",
    "vrais",
    "vraies",
    "second",
    "seconde",
    "deuxième",
    "troisième",
    "propre",
    "propres",
    "unique",
    "éventuel",
    "éventuelle",
    "éventuels",
    "éventuelles",
    "faux",
    "fausse",
    "fausses",
    "gros",
    "grosse",
    "beau",
    "bel",
    "belle",
    "beaux",
    "belles",
    "tel",
    "telle",
    "tels",
    "telles",
    "nombreux",
    "nombreuses",
    "vieux",
    "vieil",
    "vieille",
    "présent",
    "présente",
    "meilleur",
    "meilleure",
    "prochain",
    "prochaine",
    "multiple",
    "multiples",
    "double",
    "quelconque",
    "tout",
    "toute",
    "long",
    "longue",
    "longs",
    "longues",
    "différents",
    "différentes",
    "divers",
    "diverses",
];

/// *nouveau* or *nouvel*, *beau* or *bel*…
pub(super) fn shifted(word: &str, vowel: bool) -> String {
    SHIFTING
        .iter()
        .find(|pair| pair.contains(&word))
        .map_or_else(
            || word.to_owned(),
            |pair| pair[usize::from(vowel)].to_owned(),
        )
}
