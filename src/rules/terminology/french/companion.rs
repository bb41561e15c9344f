//! Words of closed lists that agree with a noun from beside its group: *l'un des*, *chacun de ces*, *un ou plusieurs*, *le (ou
//! les)*, *lui-même*. They tell the gender of what is banned, and are rewritten with another one.

use super::determiner::Determiner;
use super::prenominal::{is_degree, precedes};
use super::words::{is_copula, may_be};
use crate::diagnostic::Edit;
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::fold::like;
use crate::rules::terminology::text::{Atom, Text};

/// The masculine and the feminine of what stands before *des*, *de ces*, *d'entre les*.
const PARTITIVES: &[[&str; 2]] = &[
    ["un", "une"],
    ["uns", "unes"],
    ["chacun", "chacune"],
    ["aucun", "aucune"],
    ["certains", "certaines"],
    ["lequel", "laquelle"],
    ["lesquels", "lesquelles"],
];

/// What stands before *ou plusieurs*, *ou les*.
const SINGULARS: &[[&str; 2]] = &[["un", "une"], ["le", "la"], ["du", "de la"], ["au", "à la"]];

/// What asks for a noun behind *être*.
const QUESTIONS: &[[&str; 2]] = &[["quel", "quelle"], ["quels", "quelles"]];

/// The strong pronouns that *-même* follows.
const SELVES: &[[&str; 2]] = &[["lui", "elle"], ["eux", "elles"]];

/// A word that agrees with a noun without being of its group.
pub(super) struct Companion {
    /// Its first and last piece.
    pub pieces: (usize, usize),
    /// The gender that it tells.
    pub gender: Gender,
    /// The masculine and the feminine.
    forms: [&'static str; 2],
    /// Whether the verb agrees with it, in the singular: *chacun des*, *l'un des*.
    pub singles: bool,
}

impl Companion {
    fn new(pieces: (usize, usize), forms: [&'static str; 2], feminine: bool) -> Companion {
        let gender = if feminine {
            Gender::Feminine
        } else {
            Gender::Masculine
        };
        Companion {
            pieces,
            gender,
            forms,
            singles: false,
        }
    }

    /// The edit that gives it a gender.
    pub(super) fn to(&self, text: &Text<'_>, gender: Gender) -> Edit {
        let (first, last) = self.pieces;
        let mut span = text.pieces[first].span;
        span.end = text.pieces[last].span.end;
        let new = self.forms[usize::from(gender == Gender::Feminine)];
        Edit {
            span,
            text: like(text.raw(first), new),
        }
    }
}

fn of(text: &Text<'_>, at: usize, pairs: &[[&'static str; 2]]) -> Option<Companion> {
    let word = text.word(at);
    let pair = pairs.iter().find(|pair| pair.contains(&word))?;
    Some(Companion::new((at, at), *pair, pair[1] == word))
}

/// The companions of the noun group `first..=last` with this determiner.
pub(super) fn find(
    text: &Text<'_>,
    determiner: Option<Determiner>,
    last: usize,
    number: Option<Number>,
) -> Vec<Companion> {
    let mut found = Vec::new();
    if let Some(one) = determiner {
        found.extend(partitive(text, one.pieces.0));
        found.extend(alternative(text, one.pieces.0));
        found.extend(question(text, one.pieces.0));
    }
    let same = text.blank_after(last)
        && text.atom(last + 2) == Some(Atom::Mark('-'))
        && matches!(text.word(last + 3), "même" | "mêmes");
    if same {
        let plural = text.word(last + 3) == "mêmes";
        found.extend(
            of(text, last + 1, SELVES)
                .filter(|_| number.is_none_or(|number| (number == Number::Plural) == plural)),
        );
    }
    found
}

/// *quelle est la valeur*
fn question(text: &Text<'_>, first: usize) -> Option<Companion> {
    let verb = text.before(first).filter(|at| is_copula(text.word(*at)))?;
    let mut at = text.before(verb)?;
    // *quel que soit l'objet*
    if matches!(text.word(at), "que" | "qu'") {
        at = text.before(at)?;
    }
    of(text, at, QUESTIONS)
}

/// The adjective that stands for one of the nouns, and agrees with them: *le plus grand des*, *la première de ces*.
pub(super) fn one_of(text: &Text<'_>, determiner: Option<Determiner>) -> Option<usize> {
    let at = chosen(text, determiner?.pieces.0)?;
    let word = text.word(at);
    // *ceux des objets qui…*: some of them, or what belongs to them.
    if matches!(word, "celui" | "celle" | "ceux" | "celles") {
        return Some(at);
    }
    if !may_be(word, |one| one.part == Part::Adjective) {
        return None;
    }
    let mut left = text.before(at)?;
    let degree = is_degree(text.word(left));
    while is_degree(text.word(left)) {
        left = text.before(left)?;
    }
    let article = matches!(
        text.word(left),
        "le" | "la" | "les" | "un" | "une" | "au" | "du" | "l'"
    );
    (article && (degree || precedes(word))).then_some(at)
}

/// What stands before *des*, *de ces*, *d'entre les*.
fn chosen(text: &Text<'_>, first: usize) -> Option<usize> {
    let mut at = text.before(first)?;
    match text.word(first) {
        "des" => {}
        "les" | "ces" | "ses" | "mes" | "nos" | "vos" | "leurs" => {
            if text.word(at) == "entre" {
                at = text.before(at)?;
            }
            if !matches!(text.word(at), "de" | "d'" | "parmi") {
                return None;
            }
            at = text.before(at)?;
        }
        _ => return None,
    }
    Some(at)
}

/// *l'un des*, *chacun de ces*
fn partitive(text: &Text<'_>, first: usize) -> Option<Companion> {
    let mut at = chosen(text, first)?;
    // *l'une ou l'autre des*, *une ou plusieurs des*
    let or = match text.word(at) {
        "autre" => at.checked_sub(2),
        "plusieurs" => at.checked_sub(1),
        _ => None,
    };
    if let Some(or) = or.filter(|one| matches!(text.word(*one), "ou" | "et")) {
        at = or.checked_sub(1)?;
    }
    let mut found = of(text, at, PARTITIVES)?;
    found.singles = matches!(
        text.word(at),
        "un" | "une" | "chacun" | "chacune" | "aucun" | "aucune" | "lequel" | "laquelle"
    );
    Some(found)
}

/// *un ou plusieurs*, *un ou deux*, *le ou les*, *la (ou les)*, *l'un ou l'autre*
fn alternative(text: &Text<'_>, first: usize) -> Option<Companion> {
    let word = text.word(first);
    let or = first.checked_sub(1)?;
    let mut at = or.checked_sub(1)?;
    let plural = matches!(word, "plusieurs" | "les" | "des" | "aux");
    let counts =
        crate::lang::fr::Determiner::is_number(word) && matches!(text.word(at), "un" | "une");
    // *l'un ou l'autre objet*
    let other = word == "l'" && matches!(text.word(first + 1), "autre");
    let joins = match text.word(or) {
        "ou" => plural || counts || other,
        "à" => counts,
        "et" => other,
        _ => false,
    };
    if !joins {
        return None;
    }
    if text.atom(at) == Some(Atom::Mark('(')) {
        at = at.checked_sub(1)?;
    }
    // *de la ou des*
    if text.word(at) == "la"
        && let Some(before) = text.before(at)
        && let Some(row) = match text.word(before) {
            "de" => Some(2),
            "à" => Some(3),
            _ => None,
        }
    {
        return Some(Companion::new((before, at), SINGULARS[row], true));
    }
    of(text, at, SINGULARS)
}
