//! What a noun hangs on: a noun before it that may claim an adjective behind it (*la taille de l'archive encodée*), and that
//! the predicate belongs to.

use super::shared::clause_start;
use super::{Group, Wanted};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::determiner;
use crate::rules::terminology::french::words::{
    conjugates, ends_sentence, is_adverb, is_etre, is_plain_determiner, is_preposition, may_be,
    may_be_noun, only_gender, opens_clause, readings, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// How far back, in pieces, a governor is looked for.
const REACH: usize = 12;

/// How a noun group is joined to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Not at all: it may be a subject.
    Nothing,
    /// By *et*, *ou*, *ni*.
    Beside,
    /// By *de* or *à*, or by nothing where it has no determiner (*objet fichier*): a part of another group.
    Of,
    /// By another preposition.
    Preposition,
    /// As the object of the verb before it.
    Object,
}

/// How the group is joined to what stands before it.
pub(super) fn link(text: &Text<'_>, group: Group<'_>) -> Link {
    let first = group.first;
    // *À la page est associé un nom*, at the beginning too.
    if matches!(text.word(first), "à" | "au" | "aux") {
        return Link::Of;
    }
    let Some(previous) = text.back(first).filter(|at| !ends_sentence(text, *at)) else {
        return Link::Nothing;
    };
    match text.word(first) {
        "de" | "d'" | "dudit" | "audit" | "desdits" | "desdites" | "auxdits" | "auxdites" => {
            return Link::Of;
        }
        // *lit des fichiers*: an article; *la liste des fichiers*: a preposition with one.
        "du" | "des" if is_name_like(text, previous) => return Link::Of,
        _ => {}
    }
    let word = text.word(previous);
    // *le ou les fichiers*
    if word == "ou"
        && let Some(before) = previous
            .checked_sub(1)
            .filter(|at| matches!(text.word(*at), "le" | "la" | "un" | "une" | "du" | "au"))
    {
        return link(
            text,
            Group {
                first: before,
                ..group
            },
        );
    }
    // *combien de fichiers sont lus*
    if matches!(word, "de" | "d'")
        && let Some(quantity) = text
            .before(previous)
            .filter(|at| COUNTING.contains(&text.word(*at)))
    {
        return link(
            text,
            Group {
                first: quantity,
                ..group
            },
        );
    }
    match word {
        "de" | "d'" | "à" => Link::Of,
        "et" | "ou" | "ni" => Link::Beside,
        // *la ligne ainsi que les fichiers*
        "que" | "qu'" if joins_as_well(text, previous) => Link::Beside,
        // *est lu comme un fichier*
        "comme"
            if text.before(previous).is_some()
                && (!group.determined || matches!(text.word(first), "un" | "une" | "des")) =>
        {
            Link::Preposition
        }
        // *par contre les fichiers…*
        "contre"
            if text
                .before(previous)
                .is_some_and(|at| text.word(at) == "par") =>
        {
            Link::Nothing
        }
        _ if is_preposition(word) => Link::Preposition,
        _ if !group.determined && is_name_like(text, previous) => Link::Of,
        // *copier les fichiers*
        _ if text.before(first) == Some(previous)
            && may_be(word, |one| {
                matches!(one.part, Part::Infinitive | Part::PresentParticiple)
            }) =>
        {
            Link::Object
        }
        _ => Link::Nothing,
    }
}

/// Whether a verb stands before the group that begins at `first` in its clause, so that the next verb has another subject: *le
/// programme qui lit la page est fermé*.
pub(super) fn follows_verb(text: &Text<'_>, first: usize) -> bool {
    let start = clause_start(text, first);
    (start..first).any(|at| {
        let word = text.word(at);
        let verb = conjugates(word)
            || may_be(word, |one| {
                matches!(one.part, Part::Infinitive | Part::PresentParticiple)
            });
        verb && !is_etre(word) && !is_adverb(word) && (!may_be_noun(word) || at == start)
    })
}

/// Whether *que* at `at` joins two nouns: *ainsi que*, *aussi bien que*.
pub(super) fn joins_as_well(text: &Text<'_>, at: usize) -> bool {
    text.before(at).is_some_and(|one| match text.word(one) {
        "ainsi" => true,
        "bien" => text
            .before(one)
            .is_some_and(|two| text.word(two) == "aussi"),
        _ => false,
    })
}

/// Whether the piece may be, or end, a group that something hangs on.
fn is_name_like(text: &Text<'_>, at: usize) -> bool {
    match text.atom(at) {
        Some(Atom::Opaque) => true,
        Some(Atom::Word) => {
            let readings = readings(text.word(at));
            readings.is_empty()
                || text.emphasised(at)
                || readings.iter().any(|one| {
                    matches!(
                        one.part,
                        Part::Noun | Part::Adjective | Part::PastParticiple
                    )
                })
        }
        Some(Atom::Mark(mark)) => matches!(mark, ')' | '*' | '`'),
        None => false,
    }
}

/// Whether something before the group may claim what stands right behind its noun.
pub(super) fn claims(text: &Text<'_>, group: Group<'_>, link: Link, wanted: Wanted) -> bool {
    match link {
        Link::Nothing | Link::Object => false,
        // *les fonctions et méthodes définies*: whether both are meant or the last, one masculine makes all of it masculine, and
        // two feminines make it feminine.
        Link::Beside => {
            wanted.number != Some(Number::Singular)
                && !(wanted.number == Some(Number::Plural)
                    && (wanted.gender == Some(Gender::Feminine)
                        || beside_feminine(text, group.first)))
        }
        Link::Of | Link::Preposition => before(text, group.first, |at| {
            let word = text.word(at);
            match text.atom(at) {
                // *Encodage et gestionnaire d'erreurs utilisés*
                Some(Atom::Word) if matches!(word, "et" | "ou") => {
                    wanted.number == Some(Number::Plural)
                }
                Some(Atom::Word) if is_grammar(word) => false,
                // *en mode binaire d'un fichier ouvert*
                Some(Atom::Word) if text.before(at).is_some_and(|one| text.word(one) == "en") => {
                    false
                }
                // What is an adverb (*point*) or an adjective (*variable*) as well may be a noun here.
                Some(Atom::Word) => {
                    (readings(word).is_empty()
                        || may_be(word, |one| {
                            matches!(one.part, Part::Noun | Part::Adjective) && wanted.fits(*one)
                        }))
                        && !denied(text, at, wanted)
                }
                _ => link == Link::Of,
            }
        }),
    }
}

/// Whether the group that begins at `first` is joined to one other noun, a feminine one.
fn beside_feminine(text: &Text<'_>, first: usize) -> bool {
    let Some(joint) = text.back(first) else {
        return false;
    };
    let Some(noun) = text.before(joint) else {
        return false;
    };
    let gender = only_gender(text.word(noun), None, |one| one.part == Part::Noun);
    let only = readings(text.word(noun))
        .iter()
        .all(|one| one.part == Part::Noun);
    let listed = determiner::find(text, noun)
        .and_then(|one| one.pieces.0.checked_sub(1))
        .is_none_or(|at| text.raw(at) == "," || text.word(at) == "et");
    only && gender == Some(Gender::Feminine) && !listed
}

/// Nouns that a noun without a determiner hangs on without being their kind: what stands behind both may belong to the second (*en cas
/// de fichier manquant*, *un exemple de fichier complet*).
const VAGUE: &[&str] = &[
    "cas",
    "absence",
    "manque",
    "défaut",
    "besoin",
    "présence",
    "lieu",
    "sorte",
    "genre",
    "espèce",
    "exemple",
    "forme",
    "modèle",
    "risque",
    "faute",
    "suite",
    "série",
    "ensemble",
    "groupe",
    "type",
    "format",
];

/// Whether the noun at `head` with a bare one behind it is one thing with its kind, so that what stands behind both belongs to the
/// first (*un descripteur de fichier ouvert*).
pub(super) fn has_kind(text: &Text<'_>, head: usize) -> bool {
    let word = text.word(head);
    !VAGUE.contains(&word) && !VAGUE.contains(&word.trim_end_matches('s'))
}

/// The noun before a noun that only tells its kind, in the singular: *un nom de fichier*, *un objet fichier*.
fn head_of_kind(text: &Text<'_>, group: Group<'_>, link: Link, wanted: Wanted) -> Option<usize> {
    if group.determined || !group.lefts.is_empty() || link != Link::Of {
        return None;
    }
    let previous = text.back(group.first)?;
    let head = match text.word(previous) {
        "de" | "d'" if wanted.number == Some(Number::Singular) => text.before(previous)?,
        "de" | "d'" | "à" => return None,
        _ => previous,
    };
    let noun =
        may_be_noun(text.word(head)) && !may_be(text.word(head), |one| one.part == Part::Other);
    (noun && has_kind(text, head)).then_some(head)
}

/// Whether nothing refers to the noun, which only tells the kind of the one before it.
pub(super) fn is_bare_kind(text: &Text<'_>, group: Group<'_>, link: Link, wanted: Wanted) -> bool {
    // *des noms de fichiers*: the names are meant.
    let plural = || {
        let single = Wanted {
            number: Some(Number::Singular),
            ..wanted
        };
        wanted.number == Some(Number::Plural)
            && head_of_kind(text, group, link, single).is_some_and(|at| {
                let word = text.word(at);
                wanted.rivals(word)
                    && !denied(text, at, wanted)
                    && !QUANTITIES.contains(&word.trim_end_matches('s'))
            })
    };
    head_of_kind(text, group, link, wanted).is_some() || plural()
}

/// Whether the noun only tells the kind of the noun before it, which takes what stands behind both (*un nom de fichier généré*, *un
/// objet fichier ouvert*).
pub(super) fn is_kind(text: &Text<'_>, group: Group<'_>, link: Link, wanted: Wanted) -> bool {
    head_of_kind(text, group, link, wanted)
        .is_some_and(|at| wanted.rivals(text.word(at)) && !denied(text, at, wanted))
}

/// Whether the determiner right before the word shows that it has another gender or number (*la fin*).
fn denied(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let Some(one) = determiner::find(text, at) else {
        return false;
    };
    one.gender.is_some() && wanted.gender.is_some() && one.gender != wanted.gender
        || one.number.is_some() && wanted.number.is_some() && one.number != wanted.number
}

/// Whether the group hangs by *de* on a noun with a determiner that its predicate agrees with as well.
pub(super) fn heads(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> bool {
    before(text, group.first, |at| {
        let determined = text
            .before(at)
            .map(|one| text.word(one))
            .is_some_and(|word| starts_group(word) || is_plain_determiner(word));
        text.atom(at) == Some(Atom::Word)
            && wanted.rivals(text.word(at))
            && determined
            && !denied(text, at, wanted)
            && !QUANTITIES.contains(&text.word(at).trim_end_matches('s'))
    })
}

/// Adverbs that stand for a determiner with *de*.
const COUNTING: &[&str] = &[
    "beaucoup",
    "combien",
    "trop",
    "assez",
    "tant",
    "autant",
    "davantage",
];

/// Nouns that count others, which the predicate agrees with (*des milliers de listes sont lues*); without their *-s*.
const QUANTITIES: &[&str] = &[
    "millier",
    "million",
    "milliard",
    "centaine",
    "dizaine",
    "vingtaine",
    "trentaine",
    "douzaine",
    "quinzaine",
    "paire",
    "couple",
    "ta",
    "tier",
    "quart",
    "moitié",
    "plupart",
    "majorité",
    "minorité",
    "nombre",
    "partie",
    "reste",
    "totalité",
    "ensemble",
    "série",
    "sorte",
    "type",
    "genre",
    "espèce",
    "groupe",
    "foule",
    "poignée",
    "multitude",
    "pourcentage",
];

fn is_grammar(word: &str) -> bool {
    starts_group(word)
        || is_plain_determiner(word)
        || is_preposition(word)
        || word.ends_with('\'')
        || matches!(
            word,
            "pas" | "plus" | "bien" | "tout" | "même" | "ni" | "comme" | "or"
        )
}

/// Whether a word, or a piece of markup, of the phrase that ends before `first` passes the test.
fn before(text: &Text<'_>, first: usize, test: impl Fn(usize) -> bool) -> bool {
    for at in (first.saturating_sub(REACH)..first).rev() {
        if ends_sentence(text, at) {
            return false;
        }
        match text.atom(at) {
            Some(Atom::Mark(',')) => return false,
            Some(Atom::Mark(_)) | None => continue,
            Some(Atom::Opaque | Atom::Word) => {}
        }
        let word = text.word(at);
        let stops =
            opens_clause(word) || matches!(word, "s'" | "mais" | "il" | "elle" | "on" | "vous");
        let verb = may_be(word, |one| {
            matches!(one.part, Part::Finite | Part::Infinitive)
        }) && !may_be_noun(word)
            && !may_be(word, |one| {
                matches!(one.part, Part::Adjective | Part::PastParticiple)
            })
            && !is_adverb(word);
        if stops || verb {
            return false;
        }
        if test(at) {
            return true;
        }
    }
    false
}
