//! Pronouns that may stand for a noun.

use super::word::{Agrees, Wanted};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::agree::lemmas;
use crate::rules::terminology::french::determiner;
use crate::rules::terminology::french::prenominal::{is_degree, precedes};
use crate::rules::terminology::french::words::{
    conjugates, ends_sentence, is_adverb, is_copula, is_plain_determiner, is_preposition,
    is_subject, may_be, may_be_noun, readings, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// Whether the word at `at` is a pronoun that may stand for the noun.
pub(super) fn pronoun(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    use Gender::{Feminine, Masculine};
    use Number::{Plural, Singular};
    let any = wanted.number.unwrap_or(Singular);
    let word = text.word(at);
    let before = || text.before(at).map_or("", |one| text.word(one));
    let (gender, number) = match word {
        "il" if !impersonal(text, at) => (Masculine, Singular),
        // *la tienne*, but *pour qu'elle tienne*
        "mien" | "tien" | "sien" | "mienne" | "tienne" | "sienne" | "miens" | "tiens" | "siens"
            if !matches!(before(), "le" | "la" | "les" | "du" | "des" | "au" | "aux") =>
        {
            return false;
        }
        "lequel" | "duquel" | "auquel" | "mien" | "tien" | "sien" => (Masculine, Singular),
        "elle" | "laquelle" | "mienne" | "tienne" | "sienne" => (Feminine, Singular),
        "ils" | "lesquels" | "desquels" | "auxquels" | "miens" | "tiens" | "siens" => {
            (Masculine, Plural)
        }
        "elles" | "lesquelles" | "desquelles" | "auxquelles" | "miennes" | "tiennes"
        | "siennes" => (Feminine, Plural),
        // *est la vôtre*
        "nôtre" | "vôtre" if before() == "la" => (Feminine, Singular),
        "nôtre" | "vôtre" if matches!(before(), "le" | "du" | "au") => (Masculine, Singular),
        // *chacune de ces listes*
        "chacun" | "chacune" if names_something(text, at) => return false,
        // *des objets tels que celui-ci*: one of them.
        "celui" | "ceux" | "chacun" | "uns" => (Masculine, any),
        "celle" | "celles" | "chacune" | "unes" => (Feminine, any),
        // *fermez-le*
        "le" if is_enclitic(text, at) => (Masculine, Singular),
        "la" if is_enclitic(text, at) => (Feminine, Singular),
        // *à lui seul*
        "lui" if text.word(at + 1) == "seul" => (Masculine, Singular),
        "eux" if text.word(at + 1) == "seuls" => (Masculine, Plural),
        "lui" if is_same(text, at) || set_off(text, at) => (Masculine, Singular),
        "eux" if is_same(text, at) || before() == "d'" || set_off(text, at) => (Masculine, Plural),
        // *est la plus rapide*
        "le" if is_superlative(text, at) => (Masculine, Singular),
        "la" if is_superlative(text, at) => (Feminine, Singular),
        "le" if before_verb(text, at) => (Masculine, Singular),
        "la" if before_verb(text, at) => (Feminine, Singular),
        // *se surveillent l'un l'autre*
        "un" if before() == "l'" && text.word(at + 2) == "autre" => (Masculine, any),
        "une" if before() == "l'" && text.word(at + 2) == "autre" => (Feminine, any),
        "un" if before() == "l'" && !names_something(text, at) => (Masculine, any),
        "une" if before() == "l'" && !names_something(text, at) => (Feminine, any),
        // *tous deux*, *sans toutes les charger*
        "tous" if stands_alone(text, at) => (Masculine, Plural),
        "toutes" if stands_alone(text, at) => (Feminine, Plural),
        // *est le meilleur*, *le premier est lu*, *le plus grand*
        // *d'une façon ou d'une autre*
        "autre"
            if at > 2
                && matches!(text.word(at - 2), "d'" | "de")
                && matches!(text.word(at - 3), "ou" | "à") =>
        {
            return false;
        }
        _ if stands_for_noun(text, at) != Agrees::No => {
            let own = wanted.gender;
            let shown = |gender| {
                may_be(word, |one| {
                    one.part == Part::Adjective && one.gender == Some(gender)
                })
            };
            let epicene = !shown(Masculine) && !shown(Feminine);
            // *la plus simple*
            let mut first = at;
            while let Some(one) = text.before(first).filter(|one| is_degree(text.word(*one))) {
                first = one;
            }
            let before = || text.before(first).map_or("", |one| text.word(one));
            // *sont les mêmes*, *l'autre*: the same with any noun.
            if epicene && matches!(before(), "les" | "des" | "aux" | "ces" | "d'" | "l'") {
                return false;
            }
            return own.is_none_or(|one| match before() {
                "le" | "un" | "au" | "du" if epicene => one == Masculine,
                "la" | "une" if epicene => one == Feminine,
                _ => epicene || shown(one),
            });
        }
        // *d'autres pleins*, *un autre plein*
        "autres" | "autre"
            if text
                .after(at)
                .is_some_and(|next| lone_adjective(text, next, wanted)) =>
        {
            return true;
        }
        // *dont un vide*
        "un" if before() == "dont" && counts_adjective(text, at) => (Masculine, any),
        "une" if before() == "dont" && counts_adjective(text, at) => (Feminine, any),
        // *3 lus, 2 ignorés*
        _ if is_counted(text, at, wanted) => return true,
        _ if names_something(text, at) => return false,
        "aucun" | "un" => (Masculine, any),
        "aucune" | "une" => (Feminine, any),
        // *aucun objet n'est lu, car tous sont vides*
        "certains" | "tous" if opens_clause(text, at) => {
            (Masculine, wanted.number.unwrap_or(Plural))
        }
        "certaines" | "toutes" if opens_clause(text, at) => {
            (Feminine, wanted.number.unwrap_or(Plural))
        }
        "certains" | "tous" => (Masculine, Plural),
        "certaines" | "toutes" => (Feminine, Plural),
        // *un seul*, *un autre*, *le même*
        "même" | "autre" if matches!(before(), "un" | "le" | "au" | "du") => (Masculine, any),
        "même" | "autre" if matches!(before(), "une" | "la") => (Feminine, any),
        _ => return false,
    };
    wanted.gender.is_none_or(|one| one == gender) && wanted.number.is_none_or(|one| one == number)
}

/// Adjectives before a noun that are a noun of their own behind a determiner.
const SUBSTANTIVES: &[&str] = &[
    "moyen",
    "moyens",
    "moyenne",
    "moyennes",
    "fin",
    "fins",
    "double",
    "doubles",
    "tiers",
    "complet",
    "futur",
    "présent",
    "possible",
    "haut",
    "bas",
    "court",
    "long",
    "large",
    "vrai",
    "faux",
    "pur",
    "extrême",
    "extrêmes",
    "idéal",
    "classique",
    "classiques",
    "multiple",
    "multiples",
    "propre",
];

/// Adjectives that tell one thing from another of its kind, and are nouns as well: *le rouge*, *la droite*; by their masculine singular.
const CONTRASTS: &[&str] = &[
    "blanc", "bleu", "brun", "gris", "jaune", "noir", "orange", "rose", "rouge", "vert", "violet",
    "droit", "gauche", "pair", "impair", "public", "privé", "clair", "sombre", "vif", "plein",
    "creux", "neuf", "fixe", "mobile", "chaud", "froid", "sec", "positif", "négatif", "relatif",
    "absolu", "actif", "passif", "rond", "carré", "mou", "local",
];

/// Whether an adjective that agrees stands at `at` with no noun behind it.
fn lone_adjective(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let any = Wanted {
        number: None,
        ..wanted
    };
    any.agrees(text.word(at))
        && !text
            .after(at)
            .is_some_and(|next| may_be_noun(text.word(next)) || text.emphasised(next))
        && text.atom(at + 1) != Some(Atom::Opaque)
}

/// Whether an adjective that no noun stands behind follows the word at `at`.
fn counts_adjective(text: &Text<'_>, at: usize) -> bool {
    text.atom(at + 1) == Some(Atom::Word)
        && may_be(text.word(at + 1), |one| {
            matches!(one.part, Part::Adjective | Part::PastParticiple)
        })
        && !text
            .after(at + 1)
            .is_some_and(|next| may_be_noun(text.word(next)))
}

/// Whether the word at `at` agrees, and stands behind a number without a noun: *3 lus*.
fn is_counted(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let any = Wanted {
        number: None,
        ..wanted
    };
    any.agrees(text.word(at))
        && (!may_be_noun(text.word(at))
            || may_be(text.word(at), |one| one.part == Part::PastParticiple))
        && text.before(at).is_some_and(|one| {
            let word = text.word(one);
            (word.starts_with(|char: char| char.is_ascii_digit())
                || crate::lang::fr::Determiner::is_number(word))
                && text
                    .before(one)
                    .is_none_or(|two| !may_be_noun(text.word(two)))
                && counts_adjective(text, one)
        })
}

/// *fermez-le*
fn is_enclitic(text: &Text<'_>, at: usize) -> bool {
    at > 1
        && text.atom(at - 1) == Some(Atom::Mark('-'))
        && text.gap(at - 1).is_empty()
        && text.gap(at - 2).is_empty()
        && may_be(text.word(at - 2), |one| one.part == Part::Finite)
}

/// Whether an adjective stands behind its determiner without a noun: *le meilleur*, *la première*, *le plus grand*.
pub(super) fn stands_for_noun(text: &Text<'_>, at: usize) -> Agrees {
    let word = text.word(at);
    if !may_be(word, |one| one.part == Part::Adjective) || text.emphasised(at) {
        return Agrees::No;
    }
    let mut first = at;
    while let Some(one) = text.before(first).filter(|one| is_degree(text.word(*one))) {
        first = one;
    }
    let Some(article) = text.before(first) else {
        return Agrees::No;
    };
    let determiner = text.word(article);
    // *la façon la plus simple*: another noun's.
    let superlative = first != at
        && text.before(article).is_some_and(|one| {
            may_be_noun(text.word(one)) && determiner::find(text, one).is_some()
        });
    if superlative {
        return Agrees::No;
    }
    let determined = is_determiner(determiner) && determiner != "ce"
        || matches!(determiner, "au" | "du" | "des" | "aux");
    if !determined {
        return Agrees::No;
    }
    // *la moyenne*, *l'itérable*: nouns; *une vide* is none, *vide* being a masculine one.
    let gender = match determiner {
        "le" | "un" | "ce" | "cet" | "au" | "du" | "aucun" => Some(Gender::Masculine),
        "la" | "une" | "cette" | "aucune" => Some(Gender::Feminine),
        _ => None,
    };
    let fits = may_be(word, |one| {
        one.part == Part::Adjective
            && (gender.is_none() || one.gender.is_none() || one.gender == gender)
    });
    if !fits {
        return Agrees::No;
    }
    let noun = may_be(word, |one| {
        one.part == Part::Noun && (gender.is_none() || one.gender.is_none() || one.gender == gender)
    });
    let shows_gender = may_be(word, |one| {
        one.part == Part::Adjective && one.gender.is_some()
    });
    let follows = word.starts_with("suivant");
    let own = SUBSTANTIVES.contains(&word)
        || !precedes(word) && !follows && (noun || !shows_gender && !may_be_noun(word));
    if own && first == at {
        let contrast = matches!(determiner, "le" | "la" | "les" | "au" | "du" | "un" | "une")
            && lemmas(word)
                .iter()
                .any(|lemma| CONTRASTS.contains(&lemma.as_str()))
            && !names_something(text, at)
            && !(text.raw(at + 1) == "-" && text.gap(at).is_empty())
            // *vers la gauche*
            && !(matches!(word, "gauche" | "droite")
                && text
                    .before(article)
                    .is_some_and(|one| is_preposition(text.word(one))));
        // *une page, une vraie*
        let repeats = matches!(determiner, "un" | "une")
            && !names_something(text, at)
            && article
                .checked_sub(1)
                .is_some_and(|one| text.raw(one) == ",");
        return if contrast || repeats {
            Agrees::Perhaps
        } else {
            Agrees::No
        };
    }
    if !names_something(text, at) {
        // *du manuel*: a noun, for all one knows.
        return if first == at && !precedes(word) && !follows {
            Agrees::Perhaps
        } else {
            Agrees::Yes
        };
    }
    // *est la première du texte*
    let copula = text
        .before(article)
        .is_some_and(|one| is_copula(text.word(one)));
    // *est la seule visible*
    if copula && (matches!(text.word(at + 1), "du" | "de" | "d'") || counts_adjective(text, at)) {
        return Agrees::Perhaps;
    }
    match text.after(at) {
        Some(next) if opens_clause(text, article) && !text.elided(article) => lone_verb(text, next),
        _ => Agrees::No,
    }
}

/// Whether a clause begins with the piece.
pub(super) fn opens_clause(text: &Text<'_>, first: usize) -> bool {
    first.checked_sub(1).is_none_or(|before| {
        ends_sentence(text, before)
            || matches!(text.atom(before), Some(Atom::Mark(',' | '(' | '—' | '–')))
            || matches!(
                text.word(before),
                "et" | "ou" | "mais" | "puis" | "car" | "que" | "qu'" | "si" | "quand" | "lorsque"
            )
    })
}

/// Whether the word at `at`, which may be a noun as well, is a verb for want of another one in the clause: *la plus grande
/// gagne*, *le dernier ferme la liste*.
pub(super) fn lone_verb(text: &Text<'_>, at: usize) -> Agrees {
    if !may_be_noun(text.word(at)) || !conjugates(text.word(at)) {
        return Agrees::No;
    }
    let mut clause_ended = false;
    for one in at + 1..text.pieces.len() {
        let word = text.word(one);
        if ends_sentence(text, one) {
            break;
        }
        clause_ended |=
            text.raw(one) == "," || matches!(word, "et" | "ou" | "qui" | "que" | "qu'" | "dont");
        // Behind a determiner or a preposition stands a noun.
        let named = text
            .before(one)
            .is_some_and(|two| is_determiner(text.word(two)) || is_preposition(text.word(two)));
        if conjugates(word) && !(may_be_noun(word) && named) {
            return if clause_ended {
                Agrees::Perhaps
            } else {
                Agrees::No
            };
        }
    }
    Agrees::Yes
}

/// Whether the word at `at` is a pronoun that shows no gender, so that its predicate alone does: *les autres*, *les deux*,
/// *plusieurs*, *la plupart*.
pub(super) fn is_neutral(text: &Text<'_>, at: usize) -> bool {
    let before = text.before(at).map_or("", |one| text.word(one));
    let counts = crate::lang::fr::Determiner::is_number(text.word(at));
    let neutral = match text.word(at) {
        "plusieurs" | "beaucoup" => !is_determiner(before),
        "plupart" => before == "la",
        "autres" | "mêmes" => matches!(before, "les" | "d'" | "aux" | "ces" | "deux" | "trois"),
        "autre" => before == "l'",
        _ => counts && matches!(before, "les" | "ces" | "aux" | "des"),
    };
    neutral && !names_something(text, at)
}

/// *les objets, eux, sont*
pub(in crate::rules::terminology::french) fn set_off(text: &Text<'_>, at: usize) -> bool {
    text.raw(at + 1) == "," && at.checked_sub(1).is_some_and(|one| text.raw(one) == ",")
}

/// Whether *le* or *la* is the object of a verb for certain: *fermez-le*, *pour la lire*, *on le lit*.
/// `object`: what it means is the object of a verb, so that it may be that of the next one.
pub(super) fn stands_before_verb(text: &Text<'_>, at: usize, object: bool) -> bool {
    let verb = |one: usize| {
        may_be(text.word(one), |one| {
            matches!(one.part, Part::Finite | Part::Infinitive)
        }) && !may_be_noun(text.word(one))
    };
    let before = text.before(at).map_or("", |one| text.word(one));
    let joins = object && matches!(before, "pour" | "de" | "sans" | "et" | "puis" | "ne");
    is_enclitic(text, at)
        || (joins || matches!(before, "on" | "vous" | "nous" | "je" | "tu"))
            && text.after(at).is_some_and(verb)
}

/// *lui-même*, *eux-mêmes*
fn is_same(text: &Text<'_>, at: usize) -> bool {
    text.raw(at + 1) == "-" && matches!(text.word(at + 2), "même" | "mêmes")
}

/// Whether *tous* is a pronoun although a determiner may seem to follow.
fn stands_alone(text: &Text<'_>, at: usize) -> bool {
    let infinitive = || {
        may_be(text.word(at + 2), |one| one.part == Part::Infinitive)
            && !may_be_noun(text.word(at + 2))
    };
    match text.word(at + 1) {
        "deux" | "trois" | "ensemble" | "un" | "une" | "des" | "par" | "dans" | "en" | "pour" => {
            text.blank_after(at)
        }
        "les" | "l'" | "le" | "la" => infinitive(),
        _ => false,
    }
}

/// Whether a noun, or what may be one, follows, so that the word is its determiner or adjective.
fn names_something(text: &Text<'_>, at: usize) -> bool {
    let next = at + 1;
    let blank = text.gap(at).contains(char::is_whitespace);
    // *une sous-classe*, *un :term:`objet`*
    let compound = text.raw(next + 1) == "-" && text.gap(next).is_empty();
    let elsewhere = text
        .pieces
        .get(next)
        .is_some_and(|piece| piece.token.is_some() && piece.token != text.pieces[at].token);
    // *l'un des objets*
    let partitive = matches!(text.word(next), "des" | "du")
        || matches!(text.word(next), "de" | "d'")
            && matches!(
                text.word(next + 1),
                "ces" | "ses" | "mes" | "nos" | "vos" | "leurs" | "tes" | "entre"
            );
    // *une (ou plusieurs) listes*
    let several = text.raw(next) == "(" && text.word(next + 1) == "ou";
    blank && (compound || elsewhere || partitive || several)
        || text.after(at).is_some_and(|next| {
            let word = text.word(next);
            let all = readings(word);
            // *Cette dernière change*: *change* is a masculine noun.
            let own = readings(text.word(at)).iter().find_map(|one| one.gender);
            all.iter().any(|one| {
                one.part == Part::Noun
                    && (one.gender.is_none() || own.is_none() || one.gender == own)
            }) || all.is_empty()
                || text.emphasised(next)
                || starts_group(word)
                || is_plain_determiner(word)
                || all.iter().any(|one| one.part == Part::Adjective)
                || matches!(word, "ou" | "à") && text.word(next + 1) == "plusieurs"
                || word == "peu"
        })
        || blank && text.atom(at + 1) == Some(Atom::Opaque)
}

/// *est la plus rapide*, without a noun.
fn is_superlative(text: &Text<'_>, at: usize) -> bool {
    matches!(text.word(at + 1), "plus" | "moins")
        && text.before(at).is_some_and(|one| is_copula(text.word(one)))
}

fn is_determiner(word: &str) -> bool {
    starts_group(word) || is_plain_determiner(word)
}

/// Whether an article is a pronoun: a verb follows, and nothing that could be a noun, or a subject stands before.
fn before_verb(text: &Text<'_>, at: usize) -> bool {
    // *comme le prescrit la norme*: no noun is meant.
    if text.before(at).is_some_and(|one| text.word(one) == "comme") {
        return false;
    }
    let subject = text.before(at).is_some_and(|one| {
        let word = text.word(one);
        // *la liste la ferme*: two nouns do not meet.
        let noun = may_be_noun(word)
            && !matches!(word, "fois" | "cas" | "moment")
            && !may_be(word, |one| one.part == Part::Other)
            && text
                .before(one)
                .is_some_and(|two| is_determiner(text.word(two)));
        is_subject(word) || word == "pour" || noun
    });
    text.after(at).is_some_and(|next| {
        let word = text.word(next);
        matches!(word, "voici" | "voilà")
            || may_be(word, |one| {
                matches!(
                    one.part,
                    Part::Finite | Part::Infinitive | Part::PresentParticiple
                )
            }) && (subject
            // *et le charge*: *charge* is a feminine noun.
            || !may_be(word, |one| {
                matches!(one.part, Part::Noun | Part::Adjective)
                    && match text.word(at) {
                        "le" => one.gender != Some(Gender::Feminine),
                        "la" => one.gender != Some(Gender::Masculine),
                        _ => true,
                    }
            }))
    })
}

/// The verb that the pronoun at `at` stands behind as its subject: *existe-t-il*.
fn inverted_verb(text: &Text<'_>, at: usize) -> Option<usize> {
    let hyphen = |at: usize| text.raw(at) == "-" && text.gap(at).is_empty();
    let before = at.checked_sub(2).filter(|one| hyphen(one + 1))?;
    if text.word(before) == "t" && before > 1 && hyphen(before - 1) {
        return Some(before - 2);
    }
    Some(before)
}

/// Whether the adjective of *il est nécessaire* at `at` has nothing behind it that *il* would announce.
pub(super) fn lacks_clause(text: &Text<'_>, at: usize) -> bool {
    may_be(text.word(at), |one| one.part == Part::Adjective)
        && !matches!(text.word(at), "temps" | "bon")
        && (text.atom(at + 1).is_none()
            || ends_sentence(text, at + 1)
            || matches!(text.raw(at + 1), "," | ")")
            || matches!(text.word(at + 1), "et" | "ou" | "mais"))
}

/// *il faut*, *il y a*, *il est possible de*, *s'agit-il*
fn impersonal(text: &Text<'_>, at: usize) -> bool {
    let (next, mut after) = match inverted_verb(text, at) {
        Some(verb) if verb > 0 && text.word(verb - 1) == "y" => return true,
        Some(verb) => (verb, at + 1),
        None => {
            let mut next = at + 1;
            while matches!(
                text.word(next),
                "ne" | "n'" | "en" | "y" | "se" | "s'" | "vous" | "lui" | "leur" | "me" | "nous"
            ) {
                if text.word(next) == "y" {
                    return true;
                }
                next += 1;
            }
            (next, next + 1)
        }
    };
    while is_adverb(text.word(after)) {
        after += 1;
    }
    match text.word(next) {
        "faut" | "faudra" | "faudrait" | "fallait" | "faille" | "convient" | "conviendra"
        | "convenait" | "conviendrait" | "suffit" | "suffira" | "suffisait" | "suffirait"
        | "suffise" | "agit" | "agira" | "agissait" | "agirait" | "agisse" | "vaut" | "vaudra"
        | "vaudrait" | "valait" | "importe" | "semble" | "paraît" => true,
        // *il existe un*, but *s'il existe*
        "existe" | "manque" | "reste" | "arrive" => {
            is_determiner(text.word(after))
                || matches!(text.word(after), "de" | "d'" | "que" | "qu'")
        }
        "peut" | "pourrait" | "doit" => {
            // *il peut être utile de lire*
            let be = text.word(after) == "être" && {
                let mut adjective = after + 1;
                while is_adverb(text.word(adjective)) {
                    adjective += 1;
                }
                may_be(text.word(adjective), |one| one.part == Part::Adjective)
                    && matches!(text.word(adjective + 1), "de" | "d'" | "que" | "qu'")
            };
            be || matches!(text.word(after), "y" | "arriver")
        }
        // *il se passe quelque chose*
        "passe" | "produit" => {
            matches!(text.word(next - 1), "se" | "s'")
                && matches!(
                    text.word(after),
                    "quelque" | "plusieurs" | "des" | "un" | "une"
                )
        }
        // *s'il est nécessaire*, and no more: it may mean a noun.
        "est" | "sera" | "serait" | "était" | "soit" if lacks_clause(text, after) => false,
        "est" | "sera" | "serait" | "était" | "soit" => {
            matches!(
                text.word(after),
                "de" | "d'"
                    | "possible"
                    | "impossible"
                    | "nécessaire"
                    | "inutile"
                    | "utile"
                    | "recommandé"
                    | "préférable"
                    | "conseillé"
                    | "courant"
                    | "fréquent"
                    | "rare"
                    | "important"
                    | "probable"
                    | "facile"
                    | "difficile"
                    | "souhaitable"
                    | "indispensable"
                    | "interdit"
                    | "permis"
                    | "prévu"
                    | "déconseillé"
                    | "fortement"
                    | "vrai"
                    | "clair"
                    | "bon"
                    | "certain"
                    | "dangereux"
                    | "temps"
                    | "alors"
            )
        }
        _ => false,
    }
}
