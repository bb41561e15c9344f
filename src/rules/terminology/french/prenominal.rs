//! What stands before a noun in its group, read as a grammar does: from the noun to its determiner, over adjectives, the adverbs
//! before them, and numbers.

use super::agree::lemmas;
use super::determiner::{self, Determiner};
use super::elision::neighbour;
use super::words::{conjugates, is_preposition, is_subject, may_be, may_be_noun};
use crate::lang::fr::{Number, Part};
use crate::rules::terminology::text::{Atom, Text};

/// Adjectives whose masculine singular depends on the word after them: before a consonant, before a vowel.
const SHIFTING: &[[&str; 2]] = &[
    ["nouveau", "nouvel"],
    ["beau", "bel"],
    ["vieux", "vieil"],
    ["fou", "fol"],
    ["mou", "mol"],
];

/// How many words are looked at.
const REACH: usize = 8;

/// What stands before a noun in its group.
#[derive(Debug, Clone, Default)]
pub(super) struct Lefts {
    /// The first piece behind the determiner: the noun's own where nothing stands between.
    pub first: usize,
    /// The adjectives, and the *tout* that agrees before one (*une toute petite*), from the left.
    pub adjectives: Vec<usize>,
    /// The determiner.
    pub determiner: Option<Determiner>,
    /// A word that nobody can tell from a noun of its own, an adjective or a verb.
    pub doubtful: Option<usize>,
}

/// Reads the group of the noun `head` to the left.
pub(super) fn lefts(text: &Text<'_>, head: usize, number: Option<Number>) -> Lefts {
    let mut found = Lefts {
        first: head,
        ..Lefts::default()
    };
    // Adjectives that nothing but a determiner before them tells from those of another noun.
    let mut unsure = None;
    let mut at = head;
    for _ in 0..REACH {
        let Some(previous) = neighbour(text, at) else {
            break;
        };
        let word = text.word(previous);
        if text.elided(previous) {
            break;
        }
        // *un neuf objet*: no number before a singular.
        let counts = number != Some(Number::Singular) || !is_number(word);
        let determiner =
            determiner::find(text, at).filter(|one| one.pieces.1 == previous && counts);
        if determiner.is_some() {
            // *un certain*, *le même*, *les deux*, *une toute petite*: behind another determiner.
            if determiner::find(text, previous).is_none() || word == "des" {
                break;
            }
            match word {
                "tout" | "toute" | "tous" | "toutes" if at != head => {
                    found.adjectives.insert(0, previous);
                }
                "tel" | "telle" | "tels" | "telles" | "certain" | "certaine" | "nul" | "nulle"
                | "divers" | "diverses" | "différents" | "différentes" => {
                    found.adjectives.insert(0, previous);
                }
                _ if is_number(word) || word == "quelques" => {}
                _ => break,
            }
        } else if is_degree(word) && at != head {
            // *le plus petit*
        } else if matches!(word, "et" | "ou") && at != head {
            // *un nouvel et bel objet*, *le premier ou dernier objet*
            let joined =
                neighbour(text, previous).filter(|one| adjective(text, *one, number) == Some(true));
            let Some(one) = joined else { break };
            found.adjectives.insert(0, one);
            found.first = one;
            at = one;
            continue;
        } else if INVARIABLE.contains(&word) {
            unsure.get_or_insert((previous, at));
        } else if counts && is_number(word) {
            // *les 3 premiers*
        } else {
            match adjective(text, previous, number) {
                Some(true) => {}
                Some(false) => {
                    unsure.get_or_insert((previous, at));
                }
                None => break,
            }
            found.adjectives.insert(0, previous);
        }
        found.first = previous;
        at = previous;
    }
    found.determiner = determiner::find(text, found.first);
    if let Some((word_at, from)) = unsure
        && !matches!(
            neighbour(text, found.first).map(|at| text.word(at)),
            Some("de" | "d'")
        )
    {
        let word = text.word(word_at);
        let ambiguous = may_be_noun(word) && !INVARIABLE.contains(&word);
        if found.determiner.is_none() {
            // *type fichier*, *les objets créés fichiers*: another noun's.
            found.adjectives.retain(|one| *one >= from);
            found.first = from;
            found.determiner = determiner::find(text, from);
        } else if ambiguous {
            found.doubtful = Some(word_at);
        }
    }
    if found.doubtful.is_none() {
        found.doubtful = match found.determiner {
            // *un/une*, *le(s)*
            Some(one) => one.pieces.0.checked_sub(1).filter(|at| {
                text.gap(*at).is_empty()
                    && matches!(text.atom(*at), Some(Atom::Mark('/' | ')' | '|' | '-')))
            }),
            None => stranger(text, found.first),
        };
    }
    found
}

/// Whether the word at `at` is an adjective of the noun behind it: for certain where it commonly precedes its noun; where
/// nothing else of this number can be meant, if a determiner stands before it.
fn adjective(text: &Text<'_>, at: usize, number: Option<Number>) -> Option<bool> {
    let word = text.word(at);
    let fits = may_be(word, |one| {
        matches!(one.part, Part::Adjective | Part::PastParticiple)
            && (one.number.is_none() || number.is_none() || one.number == number)
    });
    if !fits || is_preposition(word) {
        return None;
    }
    // *il vide*: a verb.
    let verb = conjugates(word)
        && text
            .before(at)
            .is_some_and(|one| is_subject(text.word(one)) && text.word(one) != "ce");
    (!verb).then(|| precedes(word))
}

/// Whether the word is an adjective that commonly stands before its noun.
pub(super) fn precedes(word: &str) -> bool {
    word.ends_with("ième")
        || word.ends_with("ièmes")
        || lemmas(&shifted(word, false))
            .iter()
            .any(|lemma| PRECEDING.contains(&lemma.as_str()))
}

/// What stands where the group begins and may be a part of it, or hide its determiner, in a way that is not understood.
fn stranger(text: &Text<'_>, first: usize) -> Option<usize> {
    let at = text.back(first)?;
    let attached = text.gap(at).is_empty() && at + 1 == first;
    match text.atom(at)? {
        Atom::Word => {
            let word = text.word(at);
            if text.elided(at) {
                return None;
            }
            // *le *grand* objet*, *l´objet*: something stands between.
            if neighbour(text, first).is_none() {
                return Some(at);
            }
            (super::words::readings(word).is_empty()).then_some(at)
        }
        // *le ``x`` objet*
        Atom::Opaque => {
            let before = neighbour(text, at).filter(|one| {
                crate::lang::fr::Determiner::read(text.word(*one)).is_some()
                    && !matches!(text.word(*one), "des" | "aux")
            });
            if attached { Some(at) } else { before }
        }
        Atom::Mark(mark) => {
            let determines = |at: usize| crate::lang::fr::Determiner::read(text.word(at)).is_some();
            let hides = match mark {
                // *un grand, beau objet*
                ',' => {
                    text.before(at).is_none() && at > 0 && {
                        let word = text.word(at - 1);
                        may_be(word, |one| one.part == Part::Adjective)
                            && neighbour(text, at - 1).is_some_and(determines)
                    }
                }
                // *un (gros) objet*, *le(s) objet(s)*
                ')' => (at.saturating_sub(6)..at)
                    .rev()
                    .find(|one| text.raw(*one) == "(")
                    .and_then(|one| one.checked_sub(1))
                    .is_some_and(determines),
                '(' | '[' | '{' | '—' | '–' | '…' | '.' | ':' | ';' | '?' | '!' => false,
                _ => attached,
            };
            hides.then_some(at)
        }
    }
}

/// Adverbs of degree before an adjective.
pub(super) fn is_degree(word: &str) -> bool {
    matches!(
        word,
        "plus"
            | "moins"
            | "très"
            | "trop"
            | "si"
            | "aussi"
            | "assez"
            | "bien"
            | "peu"
            | "fort"
            | "pas"
            | "non"
            | "encore"
            | "toujours"
            | "presque"
            | "quasi"
    ) || super::words::is_adverb(word) && word.ends_with("ment")
}

/// Whether the word counts: *deux*, *3*.
fn is_number(word: &str) -> bool {
    word.starts_with(|char: char| char.is_ascii_digit())
        || crate::lang::fr::Determiner::is_number(word)
}

/// What stands before a noun and never agrees.
const INVARIABLE: &[&str] = &["ex", "mini", "maxi", "super", "quasi", "pseudo"];

/// Adjectives that precede their noun although they may be nouns, or verbs, as well; by their masculine singular.
const PRECEDING: &[&str] = &[
    "actuel",
    "ancien",
    "autre",
    "beau",
    "bon",
    "bref",
    "brave",
    "célèbre",
    "certain",
    "cher",
    "classique",
    "complet",
    "court",
    "curieux",
    "demi",
    "dernier",
    "différent",
    "digne",
    "divers",
    "double",
    "drôle",
    "dur",
    "énorme",
    "éventuel",
    "excellent",
    "exact",
    "extrême",
    "fâcheux",
    "faible",
    "fameux",
    "faux",
    "fier",
    "fin",
    "fort",
    "fou",
    "fréquent",
    "futur",
    "gentil",
    "grand",
    "grave",
    "gros",
    "habituel",
    "haut",
    "heureux",
    "honnête",
    "horrible",
    "humble",
    "idéal",
    "immense",
    "important",
    "imposant",
    "incroyable",
    "infime",
    "inévitable",
    "innombrable",
    "intéressant",
    "jeune",
    "joli",
    "juste",
    "large",
    "léger",
    "lent",
    "libre",
    "lointain",
    "long",
    "lourd",
    "magnifique",
    "maigre",
    "majeur",
    "malheureux",
    "mauvais",
    "meilleur",
    "même",
    "mince",
    "mineur",
    "minuscule",
    "modeste",
    "moindre",
    "moyen",
    "multiple",
    "mystérieux",
    "naturel",
    "nombreux",
    "nouveau",
    "nul",
    "parfait",
    "pareil",
    "pauvre",
    "petit",
    "pire",
    "plein",
    "possible",
    "potentiel",
    "précédent",
    "premier",
    "présent",
    "prétendu",
    "principal",
    "prochain",
    "profond",
    "propre",
    "pseudo",
    "puissant",
    "pur",
    "quelconque",
    "rapide",
    "rare",
    "récent",
    "réel",
    "riche",
    "rude",
    "sacré",
    "sage",
    "saint",
    "sale",
    "second",
    "semblable",
    "sérieux",
    "seul",
    "simple",
    "soudain",
    "strict",
    "supposé",
    "supérieur",
    "tel",
    "terrible",
    "tiers",
    "traditionnel",
    "triple",
    "triste",
    "unique",
    "vain",
    "vaste",
    "véritable",
    "vieux",
    "vif",
    "vilain",
    "vrai",
    "ultime",
];

/// *nouveau* or *nouvel*, *beau* or *bel*…
pub(in crate::rules::terminology) fn shifted(word: &str, vowel: bool) -> String {
    SHIFTING
        .iter()
        .find(|pair| pair.contains(&word))
        .map_or_else(
            || word.to_owned(),
            |pair| pair[usize::from(vowel)].to_owned(),
        )
}
