//! The determiner of a noun: what it says of gender and number, and what it becomes with another noun.

use super::elision::{full, neighbour, short};
use crate::lang::fr::{Gender, Number};
use crate::rules::terminology::text::Text;

/// Singular determiners: before a masculine consonant, a masculine vowel, a feminine consonant, a feminine vowel.
const SINGULAR: &[[&str; 4]] = &[
    ["le", "l'", "la", "l'"],
    ["du", "de l'", "de la", "de l'"],
    ["au", "à l'", "à la", "à l'"],
    ["un", "un", "une", "une"],
    ["ce", "cet", "cette", "cette"],
    ["mon", "mon", "ma", "mon"],
    ["ton", "ton", "ta", "ton"],
    ["son", "son", "sa", "son"],
    ["aucun", "aucun", "aucune", "aucune"],
    ["quel", "quel", "quelle", "quelle"],
    ["tout", "tout", "toute", "toute"],
    ["certain", "certain", "certaine", "certaine"],
    ["nul", "nul", "nulle", "nulle"],
    ["tel", "tel", "telle", "telle"],
];

/// Plural determiners with a gender: masculine, feminine.
const PLURAL: &[[&str; 2]] = &[
    ["certains", "certaines"],
    ["quels", "quelles"],
    ["tous", "toutes"],
    ["tels", "telles"],
    ["maints", "maintes"],
];

/// Determiners without gender: singular ones, then plural ones.
const NEUTRAL_SINGULAR: &[&str] = &["chaque", "quelque", "notre", "votre", "leur"];
const NEUTRAL_PLURAL: &[&str] = &[
    "les",
    "des",
    "aux",
    "ces",
    "mes",
    "tes",
    "ses",
    "nos",
    "vos",
    "leurs",
    "plusieurs",
    "quelques",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
];

/// What stands before a noun (and before the adjectives that precede it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Determiner {
    /// Its first and last piece.
    pub pieces: (usize, usize),
    /// The gender that it tells.
    pub gender: Option<Gender>,
    /// The number that it tells.
    pub number: Option<Number>,
    kind: DeterminerKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeterminerKind {
    Singular(usize),
    Plural(usize),
    Neutral,
}

/// The determiner that ends next to the piece `head` (a noun, or the first of its adjectives).
pub(super) fn find(text: &Text<'_>, head: usize) -> Option<Determiner> {
    let last = neighbour(text, head)?;
    let word = text.word(last);
    let neutral = |number| {
        Some(Determiner {
            pieces: (last, last),
            gender: None,
            number: Some(number),
            kind: DeterminerKind::Neutral,
        })
    };
    if NEUTRAL_SINGULAR.contains(&word) {
        return neutral(Number::Singular);
    }
    if NEUTRAL_PLURAL.contains(&word) {
        return neutral(Number::Plural);
    }
    if let Some(row) = PLURAL.iter().position(|row| row.contains(&word)) {
        let gender = if PLURAL[row][0] == word {
            Gender::Masculine
        } else {
            Gender::Feminine
        };
        return Some(Determiner {
            pieces: (last, last),
            gender: Some(gender),
            number: Some(Number::Plural),
            kind: DeterminerKind::Plural(row),
        });
    }
    // *un tel objet*: an adjective behind the article.
    if matches!(word, "tel" | "telle")
        && text
            .before(last)
            .is_some_and(|at| matches!(text.word(at), "un" | "une"))
    {
        return None;
    }
    let mut first = last;
    let mut row = SINGULAR.iter().position(|row| row.contains(&word))?;
    if matches!(word, "la" | "l'")
        && let Some(before) = text.before(last)
    {
        match text.word(before) {
            "de" => (first, row) = (before, 1),
            "à" => (first, row) = (before, 2),
            _ => {}
        }
    }
    let cells = SINGULAR[row];
    let gender = match word {
        "l'" | "mon" | "ton" | "son" => None,
        _ if cells[2].ends_with(word) => Some(Gender::Feminine),
        _ => Some(Gender::Masculine),
    };
    Some(Determiner {
        pieces: (first, last),
        gender,
        number: Some(Number::Singular),
        kind: DeterminerKind::Singular(row),
    })
}

impl Determiner {
    /// What it is before a word of this gender that begins, or not, with a vowel; `None` when it does not change.
    pub(super) fn to(self, text: &Text<'_>, gender: Gender, vowel: bool) -> Option<&'static str> {
        let feminine = gender == Gender::Feminine;
        let new = match self.kind {
            DeterminerKind::Neutral => return None,
            DeterminerKind::Plural(row) => PLURAL[row][usize::from(feminine)],
            DeterminerKind::Singular(row) => {
                SINGULAR[row][2 * usize::from(feminine) + usize::from(vowel)]
            }
        };
        let (first, last) = self.pieces;
        let now = text.word(last);
        let same = if first == last {
            new == now
        } else {
            new.split_once(' ').is_some_and(|(_, tail)| tail == now)
        };
        (!same).then_some(new)
    }
}

/// *tout*, *tous*, *toute*, *toutes* before a determiner: its piece, and what it becomes.
pub(super) fn predeterminer(
    text: &Text<'_>,
    first: usize,
    gender: Gender,
) -> Option<(usize, &'static str)> {
    // *tous des instances*, *tous aux valeurs*: a pronoun, which may mean something else.
    if melts(text.word(first)) {
        return None;
    }
    let at = text.before(first)?;
    let pair = match text.word(at) {
        "tout" | "toute" => ["tout", "toute"],
        "tous" | "toutes" => ["tous", "toutes"],
        _ => return None,
    };
    Some((at, pair[usize::from(gender == Gender::Feminine)]))
}

/// Whether no *tout* stands before this determiner as a part of the group.
fn melts(determiner: &str) -> bool {
    matches!(
        determiner,
        "des" | "du" | "de" | "à" | "au" | "aux" | "un" | "une"
    )
}

/// The gender that *tout*, *tous*, *toute*, *toutes* before a determiner tells.
pub(super) fn told_before(text: &Text<'_>, first: usize) -> Option<Gender> {
    if melts(text.word(first)) {
        return None;
    }
    match text.before(first).map(|at| text.word(at))? {
        "tout" | "tous" => Some(Gender::Masculine),
        "toute" | "toutes" => Some(Gender::Feminine),
        _ => None,
    }
}

/// Whether the word elides, or is elided, whatever the gender of what follows.
pub(super) fn elidable(word: &str) -> bool {
    full(word).is_some() || short(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_determiner_tells_and_becomes() {
        for (text, gender, to, vowel, new) in [
            (
                "de la socket",
                Some(Gender::Feminine),
                Gender::Masculine,
                false,
                Some("du"),
            ),
            (
                "du fichier",
                Some(Gender::Masculine),
                Gender::Feminine,
                true,
                Some("de l'"),
            ),
            ("de l'erreur", None, Gender::Feminine, false, Some("de la")),
            (
                "cet objet",
                Some(Gender::Masculine),
                Gender::Masculine,
                false,
                Some("ce"),
            ),
            ("son erreur", None, Gender::Feminine, false, Some("sa")),
            ("les erreurs", None, Gender::Masculine, false, None),
            (
                "certaines erreurs",
                Some(Gender::Feminine),
                Gender::Masculine,
                false,
                Some("certains"),
            ),
            (
                "un objet",
                Some(Gender::Masculine),
                Gender::Masculine,
                false,
                None,
            ),
            (
                "à la fonction",
                Some(Gender::Feminine),
                Gender::Masculine,
                true,
                Some("à l'"),
            ),
        ] {
            let cut = Text::new(text, &[]);
            let found = find(&cut, cut.pieces.len() - 1).expect(text);
            assert_eq!(found.gender, gender, "{text}");
            assert_eq!(found.to(&cut, to, vowel), new, "{text}");
        }
    }
}
