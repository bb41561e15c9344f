//! The determiner of a noun in a text: where it stands, what it says of gender and number, and what it becomes with another
//! noun.

use super::elision::neighbour;
use super::words::is_copula;
use crate::lang::fr::elision::{elided, whole};
use crate::lang::fr::{self, Gender, Number};
use crate::rules::terminology::text::Text;

/// What stands before a noun (and before the adjectives that precede it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Determiner {
    /// Its first and last piece.
    pub pieces: (usize, usize),
    /// The gender that it tells.
    pub gender: Option<Gender>,
    /// The number that it tells.
    pub number: Option<Number>,
    kind: fr::Determiner,
}

/// The determiner that ends next to the piece `head` (a noun, or the first of its adjectives).
pub(super) fn find(text: &Text<'_>, head: usize) -> Option<Determiner> {
    let last = neighbour(text, head)?;
    let word = text.word(last);
    let before = text.before(last);
    let joined = before.and_then(|at| {
        let whole = match (text.word(at), word) {
            ("de", "la") => "de la",
            ("de", "l'") => "de l'",
            ("à", "la") => "à la",
            ("à", "l'") => "à l'",
            ("de", "ladite") => "de ladite",
            ("à", "ladite") => "à ladite",
            _ => return None,
        };
        Some((at, fr::Determiner::read(whole)?))
    });
    let (first, kind) = match joined {
        Some(joined) => joined,
        None => (last, fr::Determiner::read(word)?),
    };
    Some(Determiner {
        pieces: (first, last),
        gender: kind.gender,
        number: Some(kind.number),
        kind,
    })
}

impl Determiner {
    /// What it is before a word of this gender that begins, or not, with a vowel; `None` when it does not change.
    pub(super) fn to(self, text: &Text<'_>, gender: Gender, vowel: bool) -> Option<&'static str> {
        let new = self.kind.before(gender, vowel)?;
        let (first, last) = self.pieces;
        let same = if first == last {
            new == text.word(last)
        } else {
            new.split_once(' ')
                .is_some_and(|(_, tail)| tail == text.word(last))
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
        // *seuls les objets*, not *est seul le*
        "seul" | "seule" if !joins(text, at) => ["seul", "seule"],
        "seuls" | "seules" if !joins(text, at) => ["seuls", "seules"],
        _ => return None,
    };
    Some((at, pair[usize::from(gender == Gender::Feminine)]))
}

/// Whether a verb stands before the word, whose predicate it is.
fn joins(text: &Text<'_>, at: usize) -> bool {
    text.before(at).is_some_and(|one| is_copula(text.word(one)))
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
    whole(word).is_some() || elided(word).is_some()
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
