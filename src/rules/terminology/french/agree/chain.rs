//! What stands right behind a noun and agrees with it: adjectives and participles (*une méthode abstraite, appelée*), the
//! predicate (*les méthodes de l'objet sont appelées*), a relative clause (*une méthode qui est appelée*).

use super::clause::ASIDE;
use super::governor::{Link, has_kind};
use super::predicate::verb_and_adjectives;
use super::pronoun::{lone_verb, pronoun};
use super::word::{Agrees, Wanted, agrees_at, is_name, judge};
use crate::lang::fr::{Number, Part};
use crate::rules::terminology::french::words::{
    conjugates, ends_sentence, is_adverb, is_avoir, is_copula, is_modal, is_plain_determiner,
    is_preposition, may_be, may_be_noun, opens_clause, readings, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// Nouns in apposition that take the gender of what they stand behind.
const KIN: &[&str] = &[
    "mère", "mères", "père", "pères", "fille", "filles", "fils", "sœur", "sœurs", "frère", "frères",
];

/// What a hyphen joins to an adjective.
const PREFIXES: &[&str] = &[
    "non", "pré", "auto", "semi", "multi", "mono", "pseudo", "anti", "inter", "ultra", "quasi",
    "ré",
];

/// Adjectives and participles right behind a noun.
pub(super) struct Beside {
    /// Their pieces.
    pub agreeing: Vec<usize>,
    /// The last piece that belongs to the noun.
    pub end: usize,
    /// A word that may be one, or a verb.
    pub doubtful: Option<usize>,
}

/// The adjectives and participles right behind the noun that ends at `last`.
pub(super) fn beside(text: &Text<'_>, last: usize, wanted: Wanted) -> Beside {
    let mut found = Beside {
        agreeing: Vec::new(),
        end: last,
        doubtful: None,
    };
    let token = text.pieces[last].token.filter(|_| !text.emphasised(last));
    loop {
        let mut next = found.end + 1;
        if closes(text, next) {
            next += 1;
        }
        // *une exception :exc:`X` levée*, *un objet *Future* créé*, *les versions v1, v2… créées*
        next = names(text, next, wanted, token);
        let mut at = adverbs(text, next, 3);
        // *triée et unique*
        if found.end > last
            && matches!(text.word(next), "et" | "ou" | "mais")
            && agrees_at(text, adverbs(text, next + 1, 3), wanted)
        {
            at = adverbs(text, next + 1, 3);
        }
        // *considérée comme complète*
        if found.end > last
            && text.word(at) == "comme"
            && judge(text, adverbs(text, at + 1, 3), wanted) == Agrees::Yes
        {
            at = adverbs(text, at + 1, 3);
        }
        // *une méthode de validation optionnelle*
        if let Some(behind) = past_complements(text, last, next, wanted) {
            at = behind;
        }
        if text.atom(at) != Some(Atom::Word) || text.pieces[at].token != token {
            return found;
        }
        if let Some((article, adjective)) = superlative(text, at, wanted) {
            found.agreeing.extend(article);
            if !matches!(text.word(adjective - 1), "à" | "en") {
                let word = text.word(adjective);
                // *la plus fréquente*: behind *plus* stands no verb.
                if judge(text, adjective, wanted) == Agrees::Yes
                    || wanted.agrees(word) && conjugates(word)
                {
                    found.agreeing.push(adjective);
                } else if wanted.agrees(word) {
                    found.doubtful = Some(adjective);
                    return found;
                }
            }
            found.end = adjective;
            continue;
        }
        let word = text.word(at);
        // *sous-jacente*: one word of the lexicon, in pieces here.
        let hyphen = text.gap(at).is_empty() && text.raw(at + 1) == "-";
        if hyphen && wanted.agrees(&[word, "-", text.word(at + 2)].concat()) {
            found.agreeing.push(at + 2);
            found.end = at + 2;
            continue;
        }
        // *des descripteurs non-héritables*
        if hyphen && PREFIXES.contains(&word) && text.gap(at + 1).is_empty() {
            let own = may_be(text.word(at + 2), |one| one.part == Part::Adjective);
            if wanted.agrees(text.word(at + 2)) {
                found.agreeing.push(at + 2);
            } else if !own {
                return found;
            }
            found.end = at + 2;
            continue;
        }
        // *une classe mère*: nouns that have a gender of their own, and agree all the same.
        let agent = ["trice", "trices", "euse", "euses"]
            .iter()
            .any(|ending| word.ends_with(ending));
        // *des attributs « données »*: a word that is named.
        let mentioned = text.quotes(at - 1) && text.quotes(at + 1) && wanted.agrees(word);
        if KIN.contains(&word) || agent && may_be_noun(word) || mentioned {
            found.doubtful = Some(at);
            return found;
        }
        // *un fichier source*
        if found.end == last && at == last + 1 && is_apposed(text, at, wanted) {
            found.end = at;
            continue;
        }
        match judge(text, at, wanted) {
            Agrees::Yes => {
                found.agreeing.push(at);
                // *telle quelle*
                if word.starts_with("tel") && text.word(at + 1).starts_with("quel") {
                    found.agreeing.push(at + 1);
                    at += 1;
                }
            }
            // *la méthode continue*, *le fichier décrit*
            Agrees::Perhaps => {
                found.doubtful = Some(at);
                return found;
            }
            Agrees::No => {
                // *les listes vides sont lues*
                let verb = conjugates(word) && !is_verb(text.word(adverbs(text, at + 1, 3)));
                let epicene = may_be(word, |one| {
                    one.part == Part::Adjective && one.gender.is_none()
                }) && !(may_be(word, |one| one.part == Part::Other) || verb);
                if !epicene {
                    return found;
                }
            }
        }
        found.end = at;
    }
}

/// Whether the piece is a noun right behind another one that tells its kind (*un fichier source*): no verb form, or one that a
/// verb follows.
fn is_apposed(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let word = text.word(at);
    let noun = text.blank_after(at - 1)
        && text.pieces[at].token == text.pieces[at - 1].token
        && may_be_noun(word)
        && !may_be(word, |one| {
            matches!(
                one.part,
                Part::Other | Part::Adjective | Part::PastParticiple | Part::Infinitive
            )
        })
        && !is_adverb(word)
        && !text.elided(at);
    // *les fichiers source situés là*: no verb has a participle behind it.
    let next = adverbs(text, at + 1, 3);
    let participle = || {
        may_be(text.word(next), |one| one.part == Part::PastParticiple)
            && judge(text, next, wanted) == Agrees::Yes
    };
    noun && (!conjugates(word) || is_verb(text.word(next)) || participle())
}

/// Whether the word is a verb form, or stands before one, and nothing else.
pub(super) fn is_verb(word: &str) -> bool {
    is_copula(word)
        || is_avoir(word)
        || is_modal(word)
        || matches!(word, "ne" | "n'")
        || conjugates(word)
            && !may_be_noun(word)
            && !may_be(word, |one| {
                matches!(
                    one.part,
                    Part::Adjective | Part::PastParticiple | Part::Other
                )
            })
}

/// The adjective or participle of the noun that ends at `last`, behind complements that begin at `from` and that it cannot belong to,
/// by its gender or number, or because the complement only tells a kind.
fn past_complements(text: &Text<'_>, last: usize, from: usize, wanted: Wanted) -> Option<usize> {
    let mut at = from;
    let mut nouns = Vec::new();
    let mut by_kind = false;
    loop {
        let word = text.word(at);
        let fused = matches!(word, "du" | "des" | "au" | "aux");
        if !(fused || is_preposition(word)) {
            break;
        }
        let article = starts_group(text.word(at + 1)) || is_plain_determiner(text.word(at + 1));
        let noun = at + 1 + usize::from(article);
        let bare = !fused && !article;
        let known = may_be_noun(text.word(noun))
            && !may_be(text.word(noun), |one| one.part == Part::Other)
            && text.pieces[noun].token == text.pieces[last].token;
        let kind = bare
            && at == from
            && matches!(word, "de" | "d'")
            && wanted.number == Some(Number::Singular)
            && has_kind(text, last);
        if !known || wanted.rivals(text.word(noun)) && !kind {
            return None;
        }
        if wanted.rivals(text.word(noun)) {
            by_kind = true;
        } else {
            nouns.push(noun);
        }
        at = noun + 1;
        while is_nominal(text, at) && !wanted.agrees(text.word(at)) {
            if wanted.rivals(text.word(at)) {
                return None;
            }
            at += 1;
        }
    }
    let behind = adverbs(text, at, 3);
    // *des fichiers dans un niveau plus bas*: of either number.
    let claimed = |noun: &usize| {
        readings(text.word(*noun)).iter().any(|one| {
            let own = Wanted {
                gender: one.gender,
                number: one.number,
            };
            one.part == Part::Noun && own.agrees(text.word(behind))
        })
    };
    // *une chaîne de texte littérale*: an adjective may belong to either, a participle belongs to the first.
    let participle = || may_be(text.word(behind), |one| one.part == Part::PastParticiple);
    (at > from
        && judge(text, behind, wanted) == Agrees::Yes
        && (!by_kind || participle())
        && !nouns.iter().any(claimed))
    .then_some(behind)
}

/// *la plus rapide*, behind a noun: the article, where it shows a gender, and the adjective.
fn superlative(text: &Text<'_>, at: usize, wanted: Wanted) -> Option<(Option<usize>, usize)> {
    use crate::lang::fr::Gender::{Feminine, Masculine};
    let gender = match text.word(at) {
        "le" => Some(Masculine),
        "la" => Some(Feminine),
        "les" => None,
        _ => return None,
    };
    let adjective = adverbs(text, at + 2, 2);
    // *la plus à gauche*
    let place = matches!(text.word(at + 1), "plus" | "moins")
        && matches!(
            (text.word(at + 2), text.word(at + 3)),
            ("à", "gauche" | "droite") | ("en", "haut" | "bas" | "avant" | "arrière")
        );
    if place && (gender.is_none() || wanted.gender.is_none() || gender == wanted.gender) {
        return Some((gender.map(|_| at), at + 3));
    }
    let fits = matches!(text.word(at + 1), "plus" | "moins")
        && (gender.is_none() || wanted.gender.is_none() || gender == wanted.gender)
        && text.blank_after(at + 1)
        && may_be(text.word(adjective), |one| {
            wanted.fits(*one)
                && (one.part == Part::Adjective
                    || one.part == Part::PastParticiple && adjective > at + 2)
        })
        && !text
            .after(adjective)
            .is_some_and(|one| may_be_noun(text.word(one)) && lone_verb(text, one) != Agrees::Yes);
    fits.then_some((gender.map(|_| at), adjective))
}

/// What agrees in the predicate of the group whose noun, with its adjectives, ends at `end`; `None` where no such predicate
/// stands right behind the group and what hangs on it.
pub(super) fn predicate(
    text: &Text<'_>,
    end: usize,
    wanted: Wanted,
    link: Link,
) -> Option<Vec<usize>> {
    if link == Link::Preposition {
        return None;
    }
    let end = complements(text, end, wanted);
    let mut agreeing = Vec::new();
    let mut end = verb_and_adjectives(text, end + 1, wanted, &mut agreeing)?;
    // *est ouvert et n'est pas lu*
    while matches!(text.word(end + 1), "et" | "ou" | "mais" | "puis") {
        let Some(next) = verb_and_adjectives(text, end + 2, wanted, &mut agreeing) else {
            break;
        };
        end = next;
    }
    (!agreeing.is_empty()).then_some(agreeing)
}

/// What agrees in further predicates of the subject whose group ends at `end`, which have no subject of their own (*est lue par un
/// programme et ne doit pas être fermée*, *contient un nom avant d'être lue*).
pub(super) fn joined(text: &Text<'_>, end: usize, wanted: Wanted, link: Link) -> Vec<usize> {
    let verb = adverbs(text, complements(text, end, wanted) + 1, 3);
    let word = text.word(verb);
    let subject = link == Link::Nothing
        && (conjugates(word) && !may_be_noun(word)
            || is_copula(word)
            || is_modal(word)
            || is_avoir(word)
            || matches!(word, "ne" | "n'" | "se" | "s'"));
    if subject {
        further(text, verb, wanted)
    } else {
        Vec::new()
    }
}

/// What agrees in the predicates that are joined to the one whose verb stands at `verb`.
pub(super) fn further(text: &Text<'_>, verb: usize, wanted: Wanted) -> Vec<usize> {
    let mut agreeing = Vec::new();
    let mut own = Vec::new();
    verb_and_adjectives(text, verb, wanted, &mut own);
    // Whether the last word that agrees is a predicate, which a participle alone may be joined to.
    let mut joins = false;
    for at in verb + 1..(verb + REACH).min(text.pieces.len()) {
        let word = text.word(at);
        if wanted.agrees(word) {
            joins = own.contains(&at) || agreeing.contains(&at);
        }
        let soit = word == "soit" && text.raw(at - 1) == ",";
        if joins && (soit || matches!(word, "et" | "ou" | "puis" | "mais")) {
            let next = adverbs(text, at + 1, 3);
            let participle = may_be(text.word(next), |one| one.part == Part::PastParticiple)
                && judge(text, next, wanted) == Agrees::Yes
                && !may_be_noun(text.word(next + 1));
            if participle && !own.contains(&next) {
                agreeing.push(next);
                continue;
            }
        }
        let other = ["quel", "quels", "quelle", "quelles"]
            .iter()
            .any(|one| word.ends_with(one))
            || opens_clause(word)
            || matches!(
                word,
                "s'" | "comme" | "il" | "elle" | "on" | "ils" | "elles"
            );
        if ends_sentence(text, at) || other || text.raw(at) == "(" {
            break;
        }
        match word {
            "et" | "mais" | "puis" | "ou" => {
                verb_and_adjectives(text, at + 1, wanted, &mut agreeing);
            }
            // *n'existe pas, n'a pas été lue ou…*
            "" if text.raw(at) == "," && matches!(text.word(at + 1), "ne" | "n'") => {
                verb_and_adjectives(text, at + 1, wanted, &mut agreeing);
            }
            "être" | "été"
                if {
                    // *après avoir été lue*
                    let at = at - usize::from(word == "été" && text.word(at - 1) == "avoir");
                    (word == "être" || text.word(at) == "avoir")
                        && (matches!(text.word(at - 1), "pour" | "sans" | "après")
                            || text.word(at - 1) == "d'"
                                && matches!(text.word(at.saturating_sub(2)), "avant" | "afin"))
                } =>
            {
                let participle = adverbs(text, at + 1, 3);
                if judge(text, participle, wanted) == Agrees::Yes {
                    agreeing.push(participle);
                }
            }
            _ => {}
        }
    }
    agreeing
}

/// *telles que* right behind the noun, or behind a comma or a bracket.
pub(super) fn such(text: &Text<'_>, end: usize, wanted: Wanted) -> Option<usize> {
    [end + 1, names(text, end + 1, wanted, None)]
        .into_iter()
        .map(|at| at + usize::from(matches!(text.atom(at), Some(Atom::Mark(',' | '(')))))
        .find(|at| {
            text.word(*at).starts_with("tel")
                && matches!(text.word(at + 1), "que" | "qu'")
                && wanted.agrees(text.word(*at))
        })
}

/// How far, in pieces, further predicates are looked for.
pub(super) const REACH: usize = 60;

/// What is set off right behind a group and agrees: *une option, définie ailleurs, est lue*, *une option (définie ailleurs)*. The mark,
/// and what agrees.
pub(super) fn set_off(text: &Text<'_>, end: usize, wanted: Wanted) -> (usize, Vec<usize>) {
    let mark = names(text, end + 1, wanted, None);
    let mut agreeing = Vec::new();
    if !matches!(text.raw(mark), "," | "(") {
        return (mark, agreeing);
    }
    let mut at = mark + 1;
    if (text.word(at), text.word(at + 1)) == ("une", "fois") {
        at += 2;
    }
    loop {
        at = adverbs(text, at, 3);
        let word = text.word(at);
        // *, nouvelles listes*
        let other = text.blank_after(at) && may_be_noun(text.word(at + 1));
        let epicene = may_be(word, |one| {
            one.part == Part::Adjective && one.gender.is_none()
        }) && !may_be(word, |one| {
            matches!(one.part, Part::Other | Part::Noun | Part::Finite)
        });
        match judge(text, at, wanted) {
            Agrees::Yes if !other => agreeing.push(at),
            Agrees::No if epicene && !other => {}
            _ => return (mark, agreeing),
        }
        if !matches!(text.word(at + 1), "et" | "ou") {
            return (mark, agreeing);
        }
        at += 2;
    }
}

/// The piece at or after `at` that is no adverb; no more than `limit` further.
pub(super) fn adverbs(text: &Text<'_>, at: usize, limit: usize) -> usize {
    let mut next = at;
    // *non-abstraite*
    let compound = |at: usize| text.gap(at).is_empty() && text.raw(at + 1) == "-";
    while next < at + limit
        && text.atom(next) == Some(Atom::Word)
        && is_adverb(text.word(next))
        && !compound(next)
    {
        next += 1;
    }
    next
}

/// The last piece of what hangs on a noun by prepositions (*de la classe :class:`X` dans un module*).
pub(super) fn complements(text: &Text<'_>, end: usize, wanted: Wanted) -> usize {
    let mut end = end + usize::from(closes(text, end + 1));
    let start = end;
    loop {
        let mut at = end + 1;
        let behind = names(text, at, wanted, None);
        if behind > at {
            end = behind - 1;
            continue;
        }
        let leads = |at: usize| {
            is_preposition(text.word(at))
                || matches!(
                    text.word(at),
                    "du" | "des" | "au" | "aux" | "après" | "avant" | "parmi" | "pendant"
                )
        };
        // *dans les *bytes* et les *str**, *du module et de la classe*
        if end > start && matches!(text.word(at), "et" | "ou") {
            if is_name(text, end, None) && is_name(text, at + 1, None) {
                end = names(text, at + 1, wanted, None) - 1;
                continue;
            }
            at += usize::from(leads(at + 1) && text.word(at + 2) != "nouveau");
        }
        if !leads(at) {
            return end;
        }
        at += 1;
        if starts_group(text.word(at)) || is_plain_determiner(text.word(at)) {
            at += 1;
        }
        // *de même taille*
        at += usize::from(matches!(text.word(at), "même" | "mêmes"));
        let from = at;
        while at < from + 4 && (is_name(text, at, None) || is_nominal(text, at)) {
            at += 1;
        }
        if at == from {
            return end;
        }
        end = at - 1;
    }
}

/// Whether the quotation mark at `at` ends what stands before it.
fn closes(text: &Text<'_>, at: usize) -> bool {
    text.quotes(at) && (text.raw(at) == "»" || text.gap(at - 1).is_empty())
}

/// How many pieces the names behind a noun have at most.
const NAMES: usize = 40;

/// The piece behind the names that stand at `at`: *« Ouvrir »*, *1*, *n° 3*, *A et B*, *v1, v2…*, *(A, B)*.
pub(super) fn names(text: &Text<'_>, at: usize, wanted: Wanted, token: Option<usize>) -> usize {
    let Some(mut end) = name(text, at, wanted, token) else {
        return at;
    };
    while end < at + NAMES {
        let joined =
            matches!(text.raw(end), "," | "/" | "…") || matches!(text.word(end), "et" | "ou");
        let next = match text.raw(end) {
            "…" => Some(end + 1),
            _ => name(text, end + usize::from(joined), wanted, token),
        };
        match next {
            Some(next) => end = next,
            None => return end,
        }
    }
    end
}

/// Whether the piece is the *ci* or *là* of *cette liste-ci*.
pub(in crate::rules::terminology) fn is_here(text: &Text<'_>, at: usize) -> bool {
    matches!(text.word(at), "ci" | "là")
        && at > 0
        && text.gap(at - 1).is_empty()
        && text.raw(at + 1) != "-"
}

/// The piece behind a name that stands at `at`, if one does.
fn name(text: &Text<'_>, at: usize, wanted: Wanted, token: Option<usize>) -> Option<usize> {
    if is_name(text, at, token) {
        return Some(at + 1);
    }
    // *cette liste-ci*
    if text.raw(at) == "-" && is_here(text, at + 1) {
        return Some(at + 2);
    }
    // *ci-dessous*, *haut niveau*
    if text.word(at) == "ci" && text.raw(at + 1) == "-" {
        return Some(at + 3);
    }
    if matches!(text.word(at), "haut" | "bas") && text.word(at + 1) == "niveau" {
        return Some(at + 2);
    }
    let raw = text.raw(at);
    let aside = |ends: &dyn Fn(usize) -> bool| {
        (at + 1..at + ASIDE)
            .take_while(|one| !ends_sentence(text, *one))
            .find(|one| ends(*one))
            .filter(|end| {
                !(at + 1..*end).any(|one| {
                    // *(telles que…)* is rewritten by itself.
                    wanted.agrees(text.word(one)) && !text.word(one).starts_with("tel")
                        || pronoun(text, one, wanted)
                })
            })
            .map(|end| end + 1)
    };
    match text.atom(at)? {
        Atom::Mark('(') => aside(&|one| text.raw(one) == ")"),
        Atom::Mark('«' | '"' | '“') => aside(&|one| text.quotes(one)),
        Atom::Mark('+' | '#' | '°') => Some(at + 1),
        Atom::Word => {
            let capital = raw.starts_with(char::is_uppercase)
                && !wanted.agrees(text.word(at))
                && !may_be(text.word(at), |one| one.part == Part::Other)
                && !text.gap(at - 1).contains('\n');
            let unknown = readings(text.word(at)).is_empty()
                && raw.contains(|char: char| char.is_ascii_digit() || char == '_');
            let number = raw.starts_with(|char: char| char.is_ascii_digit())
                || matches!(text.raw(at + 1), "°");
            (text.pieces[at].token == token && !text.elided(at) && (capital || unknown || number))
                .then_some(at + 1)
        }
        _ => None,
    }
}

/// Whether the piece is a word of a noun group, or one that nobody knows.
fn is_nominal(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    if word.is_empty() || word.ends_with('\'') {
        return false;
    }
    let all = readings(word);
    let grammar = all.iter().any(|one| one.part == Part::Other)
        || is_copula(word)
        || is_preposition(word)
        || starts_group(word)
        || is_plain_determiner(word);
    all.is_empty()
        || !grammar
            && all.iter().any(|one| {
                matches!(
                    one.part,
                    Part::Noun | Part::Adjective | Part::PastParticiple
                )
            })
}
