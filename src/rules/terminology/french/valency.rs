//! What a verb takes in a sentence: an object, an indirect object, an infinitive, a noun that makes a phrase with it. Another
//! verb takes it as well only where nothing but an object is asked of it.

use super::words::{
    before_adverbs, ends_sentence, is_adverb, is_avoir, is_etre, is_plain_determiner,
    is_preposition, may_be, may_be_noun, opens_clause, readings, starts_group,
};
use crate::lang::fr::Part;
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, an object is looked for.
const REACH: usize = 40;

/// Verbs that an infinitive follows without a preposition, and that mean no more by it than its subject does.
const WITH_INFINITIVE: &[&str] = &[
    "adorer",
    "aimer",
    "aller",
    "compter",
    "croire",
    "désirer",
    "détester",
    "devoir",
    "espérer",
    "oser",
    "penser",
    "pouvoir",
    "préférer",
    "savoir",
    "souhaiter",
    "venir",
    "vouloir",
];

/// Verbs that give a name to their object.
const NAMING: &[&str] = &[
    "appeler",
    "nommer",
    "dénommer",
    "surnommer",
    "baptiser",
    "intituler",
    "qualifier",
    "désigner",
    "dire",
];

/// The name that a verb of naming gives: *appelée tri*, *on appelle module un nom*, *ce qu'on appelle un module*.
fn named(text: &Text<'_>, head: usize, last: usize, participle: bool) -> Option<usize> {
    let (next, _) = behind(text, last);
    let word = text.word(next);
    let blank = text.atom(next).is_some() && text.blank_after(next - 1);
    let bare = text.atom(next) == Some(Atom::Word)
        && may_be(word, |one| matches!(one.part, Part::Noun | Part::Adjective))
        && !may_be(word, |one| one.part == Part::Other)
        && !starts_group(word)
        && !is_plain_determiner(word)
        && !is_preposition(word)
        && !is_etre(word)
        && !is_avoir(word);
    let quoted = text.quotes(next);
    let name = text.atom(next) == Some(Atom::Opaque) || text.emphasised(next);
    if participle {
        return (blank && (bare || quoted || name)).then_some(next);
    }
    if blank && (bare && !name || quoted) {
        return Some(next);
    }
    // *on l'appelle ``tas``*
    let object = ["le", "la", "les", "l'"];
    if blank && name && clitic(text, head, &object).is_some() {
        return Some(next);
    }
    // *ce que l'on appelle un module*
    (head.saturating_sub(4)..head)
        .find(|at| text.word(*at) == "ce" && matches!(text.word(at + 1), "que" | "qu'"))
}

/// What a verb is, as far as its objects are concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verbs<'a> {
    /// The infinitive of the verb that goes.
    pub was: &'a str,
    /// Whether the verb that goes never has an object.
    pub was_intransitive: bool,
    /// Whether the verb that comes never has an object.
    pub intransitive: bool,
    /// The infinitive of the verb that comes.
    pub lemma: &'a str,
    /// Its tail.
    pub tail: &'a str,
    /// Whether the term has cases: its author has said where the verb means something else, and it needs no object to be sure.
    pub has_cases: bool,
}

/// The adjective or participle behind a verb, with its object or before it, that no noun follows.
fn attribute(text: &Text<'_>, last: usize) -> Option<usize> {
    (last + 1..last + 10)
        .take_while(|at| !ends_sentence(text, *at) && !opens_clause(text.word(*at)))
        .find(|at| {
            let word = text.word(*at);
            may_be(word, |one| {
                matches!(one.part, Part::Adjective | Part::PastParticiple)
            }) && !starts_group(word)
                && !is_plain_determiner(word)
                && !text
                    .after(*at)
                    .is_some_and(|next| may_be_noun(text.word(next)))
        })
}

/// Why the verb at `head`, which ends at `last`, may take something here that the other one does not.
pub(super) fn differs(
    text: &Text<'_>,
    head: usize,
    last: usize,
    verbs: Verbs<'_>,
    participle: bool,
) -> Option<String> {
    if NAMING.contains(&verbs.was)
        && !NAMING.contains(&verbs.lemma)
        && let Some(at) = named(text, head, last, participle)
    {
        return Some(format!("\"{}\" may be what it is called", text.raw(at)));
    }
    // *utilise le moins de place possible*: no article that *à* melts with.
    let (next, _) = behind(text, last);
    if !verbs.tail.is_empty()
        && text.word(next) == "le"
        && matches!(text.word(next + 1), "plus" | "moins" | "mieux")
        && !may_be(text.word(next + 2), |one| {
            one.part == Part::Adjective && one.gender.is_some()
        })
    {
        return Some(format!("\"{}\" is no noun", text.raw(next + 1)));
    }
    let active = !participle || auxiliary(text, head).is_some_and(|at| is_avoir(text.word(at)));
    if !active {
        return (verbs.intransitive && verbs.tail.is_empty())
            .then(|| format!("\"{}\" has no passive", verbs.lemma));
    }
    if matches!(text.word(head), "veuillez" | "veuille") {
        return Some(format!("\"{}\" is a formula", text.raw(head)));
    }
    let apart = |at: usize| Some(format!("\"{}\" may not go with another verb", text.raw(at)));
    let (next, skipped) = behind(text, last);
    let word = text.word(next);
    let near = text.after(next.saturating_sub(1)) == Some(next);
    if near && is_clause(word, text, next) {
        let fits = WITH_INFINITIVE.contains(&verbs.lemma) && word != "dire"
            || matches!(verbs.tail, "à" | "de");
        return (!fits).then_some(next).and_then(apart);
    }
    // *change de nom*, but *ne lit pas de nom*, *lit de nouveaux noms*
    if near
        && !skipped
        && matches!(word, "de" | "d'")
        && bare_noun(text, next + 1)
        && !is_locution(text, next)
    {
        return apart(next);
    }
    // *en veut à*
    if near && matches!(word, "à" | "au" | "aux") && clitic(text, head, &["en"]).is_some() {
        return apart(next);
    }
    // *fait partie*
    if near && !skipped && bare_noun(text, next) {
        return Some(format!("\"{}\" makes a phrase with it", text.raw(next)));
    }
    // *rend la page publique*: what it becomes, as with no other verb.
    if verbs.was == "rendre"
        && let Some(at) = attribute(text, last)
    {
        return apart(at);
    }
    let found = object(text, head, last);
    // *avant de changer*, *on change*: somebody does it to something.
    let agent = text.before(head).is_some_and(|at| {
        let word = text.word(at);
        is_preposition(word) || matches!(word, "je" | "j'" | "tu" | "on" | "nous" | "vous")
    });
    if verbs.intransitive && verbs.tail.is_empty() {
        return match found {
            Some(true) => Some(format!("\"{}\" has no object", verbs.lemma)),
            _ => None,
        };
    }
    (found == Some(false)
        && !verbs.was_intransitive
        && !verbs.has_cases
        && !agent
        && !labels(text, head))
    .then(|| "it has no object here".to_owned())
}

/// Whether an infinitive stands at `at`, with pronouns before it or not.
fn is_clause(word: &str, text: &Text<'_>, at: usize) -> bool {
    let infinitive = |at: usize| may_be(text.word(at), |one| one.part == Part::Infinitive);
    infinitive(at)
        || matches!(word, "se" | "s'" | "y" | "en" | "ne") && infinitive(at + 1)
        // *le faire*, but *le plancher*
        || matches!(word, "le" | "la" | "les" | "l'")
            && infinitive(at + 1)
            && !may_be_noun(text.word(at + 1))
}

/// *de nouveau*, *d'abord*, *de manière sûre*
fn is_locution(text: &Text<'_>, de: usize) -> bool {
    matches!(
        text.word(de + 1),
        "nouveau"
            | "plus"
            | "fait"
            | "abord"
            | "ailleurs"
            | "office"
            | "manière"
            | "façon"
            | "même"
            | "sorte"
            | "suite"
            | "avance"
            | "autres"
            | "autre"
    )
}

/// Whether a noun stands here without a determiner, and can be nothing else.
fn bare_noun(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let all = readings(word);
    !all.is_empty()
        && all.iter().all(|one| one.part == Part::Noun)
        && !text.emphasised(at)
        && text.raw(at).starts_with(char::is_lowercase)
}

/// The first piece behind the verb, its pronoun and adverbs; whether there are adverbs.
fn behind(text: &Text<'_>, last: usize) -> (usize, bool) {
    let mut at = last + 1;
    let mut skipped = false;
    while text.atom(at) == Some(Atom::Word) && is_adverb(text.word(at)) && text.word(at) != "tout" {
        at += 1;
        skipped = true;
    }
    (at, skipped)
}

/// The auxiliary of a participle.
fn auxiliary(text: &Text<'_>, head: usize) -> Option<usize> {
    before_adverbs(text, head).filter(|at| is_avoir(text.word(*at)) || is_etre(text.word(*at)))
}

/// One of these pronouns before the verb, its auxiliary and negation.
fn clitic(text: &Text<'_>, head: usize, wanted: &[&str]) -> Option<usize> {
    let mut at = text.before(head);
    while let Some(one) = at {
        let word = text.word(one);
        if wanted.contains(&word) {
            return Some(one);
        }
        let goes_on = matches!(
            word,
            "ne" | "n'"
                | "y"
                | "en"
                | "lui"
                | "leur"
                | "le"
                | "la"
                | "les"
                | "l'"
                | "se"
                | "s'"
                | "me"
                | "m'"
                | "te"
                | "t'"
                | "nous"
                | "vous"
        ) || is_avoir(word)
            || is_adverb(word);
        if !goes_on {
            return None;
        }
        at = text.before(one);
    }
    None
}

/// Whether the sentence, or the message, begins with the verb: a label, whose object is what it stands beside.
fn labels(text: &Text<'_>, head: usize) -> bool {
    text.back(head).is_none_or(|at| ends_sentence(text, at)) && text.before(head).is_none()
}

/// Whether the verb has an object here; `None` where nobody knows.
fn object(text: &Text<'_>, head: usize, last: usize) -> Option<bool> {
    let pronouns = [
        "le", "la", "les", "l'", "en", "me", "m'", "te", "t'", "se", "s'",
    ];
    if clitic(text, head, &pronouns).is_some() {
        return Some(true);
    }
    let asked = (head.saturating_sub(REACH)..head)
        .rev()
        .take_while(|at| !ends_sentence(text, *at))
        .any(|at| {
            matches!(
                text.word(at),
                "que" | "qu'" | "quel" | "quelle" | "quels" | "quelles" | "combien" | "quoi"
            )
        });
    if asked || text.raw(last + 1) == "-" && text.gap(last).is_empty() {
        return None;
    }
    let mut from = last + 1;
    // *lit et écrit un nom*
    let mut joined = false;
    // Within the group behind a preposition: *à chaque appel*.
    let mut within = false;
    while from < text.pieces.len().min(last + REACH) && !ends_sentence(text, from) {
        let word = text.word(from);
        let previous = text.word(from - 1);
        let governed = from > last + 1
            && (is_preposition(previous)
                || matches!(
                    previous,
                    "au" | "aux"
                        | "du"
                        | "des"
                        | "comme"
                        | "après"
                        | "avant"
                        | "pendant"
                        | "jusqu'"
                )
                || within
                    && text.atom(from) == Some(Atom::Word)
                    && !starts_group(word)
                    && !is_plain_determiner(word));
        within = governed;
        match text.atom(from) {
            Some(Atom::Opaque) if !governed => return Some(true),
            Some(Atom::Mark(',' | '—' | '–' | ')')) => return Some(false),
            Some(Atom::Mark(_)) => return None,
            _ => {}
        }
        if text.atom(from) == Some(Atom::Word) {
            if matches!(word, "et" | "ou" | "puis" | "mais") {
                let verb = may_be(text.word(from + 1), |one| {
                    matches!(
                        one.part,
                        Part::Finite | Part::Infinitive | Part::PastParticiple
                    )
                });
                if !verb {
                    return Some(false);
                }
                joined = true;
            } else if matches!(
                word,
                "quand"
                    | "lorsque"
                    | "lorsqu'"
                    | "puisque"
                    | "puisqu'"
                    | "car"
                    | "parce"
                    | "afin"
                    | "dès"
                    | "dont"
                    | "qui"
                    | "tandis"
                    | "alors"
            ) {
                return Some(false);
            } else if matches!(
                word,
                "si" | "s'" | "que" | "qu'" | "comment" | "pourquoi" | "où" | "ce"
            ) {
                return if from == last + 1 { None } else { Some(false) };
            } else if !governed && names(text, from) && !counts_time(text, from) {
                return if joined { None } else { Some(true) };
            }
        }
        from += 1;
    }
    match text.atom(from) {
        // *Renvoie :*
        Some(Atom::Mark(':')) => None,
        _ => Some(false),
    }
}

/// Whether a group, a name or a pronoun begins here that may be an object.
fn names(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    starts_group(word)
        || is_plain_determiner(word)
        || matches!(
            word,
            "ceci"
                | "cela"
                | "ça"
                | "celui"
                | "celle"
                | "ceux"
                | "celles"
                | "tout"
                | "tous"
                | "toute"
                | "toutes"
                | "rien"
                | "personne"
                | "quelqu'"
                | "zéro"
                | "vrai"
                | "faux"
        )
        || matches!(word, "de" | "d'")
            && (starts_group(text.word(at + 1))
                || may_be(text.word(at + 1), |one| one.part == Part::Adjective)
                || text.word(at - 1) == "pas"
                || is_adverb(text.word(at - 1)))
        || readings(word).is_empty()
        || text.emphasised(at)
        || word.starts_with(|char: char| char.is_ascii_digit())
        || text.raw(at).starts_with(char::is_uppercase)
        || may_be_noun(word) && !is_adverb(word) && !is_preposition(word)
}

/// *deux fois*, *chaque jour*
fn counts_time(text: &Text<'_>, at: usize) -> bool {
    (at..at + 3).any(|one| {
        matches!(
            text.word(one),
            "fois"
                | "heure"
                | "heures"
                | "minute"
                | "minutes"
                | "seconde"
                | "secondes"
                | "jour"
                | "jours"
                | "nuit"
                | "matin"
                | "soir"
                | "an"
                | "ans"
                | "année"
                | "mois"
                | "semaine"
        )
    })
}
