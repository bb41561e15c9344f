//! Determiners, and the prepositions that melt into them: what they tell of their noun, and how they are written before another.

use super::{Gender, Number};

/// Singulars: before a masculine consonant, a masculine vowel, a feminine consonant, a feminine vowel. An apostrophe ends what
/// touches the noun.
const SINGULARS: [[&str; 4]; 18] = [
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
    ["maint", "maint", "mainte", "mainte"],
    ["ledit", "ledit", "ladite", "ladite"],
    ["dudit", "dudit", "de ladite", "de ladite"],
    ["audit", "audit", "à ladite", "à ladite"],
];

/// Plurals that have a gender: masculine, feminine.
const PLURALS: [[&str; 2]; 11] = [
    ["certains", "certaines"],
    ["quels", "quelles"],
    ["tous", "toutes"],
    ["tels", "telles"],
    ["maints", "maintes"],
    ["nuls", "nulles"],
    ["lesdits", "lesdites"],
    ["desdits", "desdites"],
    ["auxdits", "auxdites"],
    ["aucuns", "aucunes"],
    ["différents", "différentes"],
];

/// Determiners without gender: singulars.
const NEUTRAL_SINGULARS: [&str; 5] = ["chaque", "quelque", "notre", "votre", "leur"];

/// Determiners without gender: plurals, but for numbers.
const NEUTRAL_PLURALS: [&str; 12] = [
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
];

/// Numbers.
const NUMBERS: [&str; 25] = [
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "vingts",
    "mil",
];

/// A determiner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Determiner {
    /// The gender it tells; `None` when it has one form for both (*l'*, *chaque*, *les*; *mon*, *ton*, *son*, feminine before a
    /// vowel).
    pub gender: Option<Gender>,
    /// The number it tells.
    pub number: Number,
    forms: Forms,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forms {
    Singular([&'static str; 4]),
    Plural([&'static str; 2]),
    One,
}

impl Determiner {
    /// Whether the word is a number greater than one.
    #[must_use]
    pub fn is_number(word: &str) -> bool {
        NUMBERS.contains(&word)
    }

    /// Reads a determiner, or a preposition with one (*du*, *de la*, *à l'*): lower case, straight apostrophe, one space
    /// between words. `None` when it is none. What comes before may be left out: *l'* is enough for *dans l'*.
    #[must_use]
    pub fn read(word: &str) -> Option<Determiner> {
        let neutral = |number| Determiner {
            gender: None,
            number,
            forms: Forms::One,
        };
        if NEUTRAL_SINGULARS.contains(&word) {
            return Some(neutral(Number::Singular));
        }
        if NEUTRAL_PLURALS.contains(&word) || Determiner::is_number(word) {
            return Some(neutral(Number::Plural));
        }
        if let Some(row) = PLURALS.iter().find(|row| row.contains(&word)) {
            let masculine = row[0] == word;
            return Some(Determiner {
                gender: Some(if masculine {
                    Gender::Masculine
                } else {
                    Gender::Feminine
                }),
                number: Number::Plural,
                forms: Forms::Plural(*row),
            });
        }
        let row = SINGULARS.iter().find(|row| row.contains(&word))?;
        let masculine = row[..2].contains(&word);
        let feminine = row[2..].contains(&word);
        let gender = match (masculine, feminine) {
            (true, false) => Some(Gender::Masculine),
            (false, true) => Some(Gender::Feminine),
            _ => None,
        };
        Some(Determiner {
            gender,
            number: Number::Singular,
            forms: Forms::Singular(*row),
        })
    }

    /// What it is before a word of this gender that begins, or not, with a vowel; `None` where it has one form.
    #[must_use]
    pub fn before(self, gender: Gender, vowel: bool) -> Option<&'static str> {
        let feminine = usize::from(gender == Gender::Feminine);
        match self.forms {
            Forms::One => None,
            Forms::Plural(row) => Some(row[feminine]),
            Forms::Singular(row) => Some(row[2 * feminine + usize::from(vowel)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Determiner;
    use super::Gender::{Feminine, Masculine};
    use crate::lang::fr::Number::{Plural, Singular};

    #[test]
    fn what_a_determiner_tells() {
        let told = |word| Determiner::read(word).map(|one| (one.gender, one.number));
        assert_eq!(told("le"), Some((Some(Masculine), Singular)));
        assert_eq!(told("l'"), Some((None, Singular)));
        assert_eq!(told("de la"), Some((Some(Feminine), Singular)));
        assert_eq!(told("de l'"), Some((None, Singular)));
        assert_eq!(told("cet"), Some((Some(Masculine), Singular)));
        assert_eq!(told("son"), Some((None, Singular)));
        assert_eq!(told("sa"), Some((Some(Feminine), Singular)));
        assert_eq!(told("chaque"), Some((None, Singular)));
        assert_eq!(told("les"), Some((None, Plural)));
        assert_eq!(told("toutes"), Some((Some(Feminine), Plural)));
        assert_eq!(told("dans"), None);
    }

    #[test]
    fn a_determiner_before_another_noun() {
        let write = |word, gender, vowel| Determiner::read(word)?.before(gender, vowel);
        assert_eq!(write("le", Masculine, true), Some("l'"));
        assert_eq!(write("l'", Feminine, false), Some("la"));
        assert_eq!(write("du", Feminine, false), Some("de la"));
        assert_eq!(write("à l'", Masculine, false), Some("au"));
        assert_eq!(write("ce", Masculine, true), Some("cet"));
        assert_eq!(write("ma", Feminine, true), Some("mon"));
        assert_eq!(write("son", Feminine, false), Some("sa"));
        assert_eq!(write("tous", Feminine, false), Some("toutes"));
        assert_eq!(write("les", Feminine, true), None);
    }
}
