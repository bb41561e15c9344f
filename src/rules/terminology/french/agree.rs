//! What agrees with a noun: found in its clause, and, where it stands next to the noun and the lexicon has it, rewritten.
//!
//! The search errs on one side: what cannot be told apart from an agreement counts as one, and the noun is then reported.

use super::words::{
    ends_sentence, is_adverb, is_avoir, is_copula, is_plain_determiner, is_preposition, may_be,
    may_be_noun,
};
use crate::lang::fr::{self, Gender, Number, Part, Reading};
use crate::rules::terminology::paradigm::{agreement, participle_forms};
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, what agrees is looked for.
const REACH: usize = 30;

/// What a word must be to agree with the noun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// The noun's gender; `None`: nobody knows.
    pub gender: Option<Gender>,
    /// The noun's number; `None`: nobody knows.
    pub number: Option<Number>,
}

impl Wanted {
    fn fits(self, reading: Reading) -> bool {
        let same =
            |one: Option<Gender>| one.is_none() || self.gender.is_none() || one == self.gender;
        same(reading.gender)
            && (reading.number.is_none() || self.number.is_none() || reading.number == self.number)
    }

    /// Whether the word is, or may be, an adjective or participle that shows this gender.
    pub(super) fn agrees(self, word: &str) -> bool {
        // Words of the grammar that the lexicon also knows as rare adjectives (*sur* is also *acid*).
        let grammar = matches!(
            word,
            "sur"
                | "plus"
                | "tout"
                | "net"
                | "non"
                | "bien"
                | "fin"
                | "point"
                | "pas"
                | "ras"
                | "sauf"
                | "or"
        ) || is_plain_determiner(word) && !matches!(word, "tel" | "telle")
            || is_preposition(word);
        !grammar
            && may_be(word, |one| {
                matches!(one.part, Part::Adjective | Part::PastParticiple)
                    && one.gender.is_some()
                    && self.fits(*one)
            })
    }

    /// Whether the word may be a noun that something of this gender and number agrees with.
    fn rivals(self, word: &str) -> bool {
        let noun = may_be(word, |one| one.part == Part::Noun && self.fits(*one));
        noun && !may_be(word, |one| one.part == Part::Other)
    }
}

/// The word in another gender, the number kept; `None` when the lexicon cannot tell.
pub(super) fn turned(word: &str, to: Gender, number: Option<Number>) -> Option<String> {
    let from = if to == Gender::Masculine {
        Gender::Feminine
    } else {
        Gender::Masculine
    };
    let is = |one: &Reading| {
        matches!(one.part, Part::Adjective | Part::PastParticiple) && one.gender != Some(to)
    };
    let number = number.or_else(|| {
        fr::readings(word)
            .iter()
            .find(|one| is(one))
            .and_then(|one| one.number)
    })?;
    let place = agreement(from, number) as usize;
    let wanted = agreement(to, number) as usize;
    candidates(word).into_iter().find_map(|lemma| {
        let forms = fr::adjective(&lemma)
            .filter(|forms| forms[place] == word)
            .or_else(|| participle_forms(&lemma).filter(|forms| forms[place] == word))?;
        Some(forms[wanted].clone())
    })
}

/// What the masculine singular of an inflected adjective or participle may be.
fn candidates(word: &str) -> Vec<String> {
    const ENDINGS: &[(&str, &[&str])] = &[
        ("elle", &["el", "eau"]),
        ("enne", &["en"]),
        ("onne", &["on"]),
        ("ette", &["et"]),
        ("esse", &["es"]),
        ("euse", &["eux", "eur"]),
        ("ouse", &["oux"]),
        ("ive", &["if"]),
        ("trice", &["teur"]),
        ("ère", &["er"]),
        ("ète", &["et"]),
        ("aîche", &["ais"]),
        ("anche", &["anc"]),
        ("che", &["c", "ch"]),
        ("gue", &["g"]),
        ("que", &["c"]),
        ("ille", &["il"]),
        ("ulle", &["ul"]),
        ("asse", &["as"]),
        ("osse", &["os"]),
        ("olle", &["ou"]),
        ("ue", &["u", "û"]),
    ];
    let mut all = vec![word.to_owned()];
    let mut singulars = vec![word.to_owned()];
    if let Some(short) = word.strip_suffix('s') {
        singulars.push(short.to_owned());
        all.push(short.to_owned());
    }
    if let Some(stem) = word.strip_suffix("aux") {
        all.push(format!("{stem}al"));
        all.push(format!("{stem}au"));
    }
    if let Some(short) = word.strip_suffix('x') {
        all.push(short.to_owned());
    }
    for singular in singulars {
        for (ending, masculine) in ENDINGS {
            if let Some(stem) = singular.strip_suffix(ending) {
                all.extend(masculine.iter().map(|one| format!("{stem}{one}")));
            }
        }
        if let Some(stem) = singular.strip_suffix('e') {
            all.push(stem.to_owned());
        }
    }
    all
}

/// What agrees with a noun.
#[derive(Default)]
pub(super) struct Agreement {
    /// Adjectives and participles next to it: their pieces.
    pub beside: Vec<usize>,
    /// The first thing further off that agrees, or may.
    pub apart: Option<usize>,
}

/// Looks for what agrees with the noun whose pieces are `head..=last`, and whose group begins at `first` (its determiner, or
/// itself): `lefts` are the adjectives between.
pub(super) fn find(
    text: &Text<'_>,
    first: usize,
    lefts: &[usize],
    last: usize,
    wanted: Wanted,
    determined: bool,
) -> Agreement {
    let mut found = Agreement::default();
    found.beside.extend(
        lefts
            .iter()
            .copied()
            .filter(|at| wanted.agrees(text.word(*at))),
    );
    // The words right after it.
    let token = text.pieces[last].token.filter(|_| !text.emphasised(last));
    let mut at = last;
    loop {
        let mut next = at + 1;
        while text.quotes(next) {
            next += 1;
        }
        // *une exception :exc:`X` levée*, *un objet *Future* créé*
        while next < last + 4 && is_name(text, next, token) {
            next += 1;
        }
        let mut skipped = next;
        while text.atom(skipped) == Some(Atom::Word)
            && is_adverb(text.word(skipped))
            && skipped < next + 3
        {
            skipped += 1;
        }
        // *triée et unique*
        if at > last && matches!(text.word(next), "et" | "ou") && agrees_at(text, next + 1, wanted)
        {
            skipped = next + 1;
        }
        if text.atom(skipped) != Some(Atom::Word) || text.pieces[skipped].token != token {
            break;
        }
        let word = text.word(skipped);
        if agrees_at(text, skipped, wanted) {
            found.beside.push(skipped);
        } else {
            let epicene = may_be(word, |one| {
                one.part == Part::Adjective && one.gender.is_none()
            }) && !may_be(word, |one| matches!(one.part, Part::Other | Part::Finite));
            if !epicene {
                break;
            }
        }
        at = skipped;
    }
    // *message d'erreur détaillé*: the adjective may belong to what stands before.
    if let Some(one) = found.beside.iter().find(|one| **one > last)
        && !determined
        && governed(text, first, wanted)
    {
        found.apart = Some(*one);
        return found;
    }
    let from = at + 1;
    found.apart = right(text, from, last, wanted).or_else(|| left(text, first, wanted));
    found
}

/// Whether the piece is no prose beside prose of `token`: a literal, or an emphasised name.
fn is_name(text: &Text<'_>, at: usize, token: Option<usize>) -> bool {
    match text.atom(at) {
        Some(Atom::Opaque) => true,
        Some(Atom::Word) => {
            let own = text.pieces[at].token;
            own.is_some() && own != token && text.emphasised(at)
        }
        _ => false,
    }
}

/// Whether the word at `at` agrees, as far as its neighbours do not make something else of it.
fn agrees_at(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let word = text.word(at);
    if !wanted.agrees(word) {
        return false;
    }
    let before = text.before(at).map_or("", |one| text.word(one));
    let after = text.after(at).map_or("", |one| text.word(one));
    // *se produit*, *qui construit*: a conjugated verb.
    if may_be(word, |one| one.part == Part::Finite) && is_clitic(before) {
        return false;
    }
    // *correspondant au type*, *contenant les octets*: a present participle.
    let complement = matches!(
        after,
        "le" | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "des"
            | "du"
            | "ce"
            | "cette"
            | "ces"
            | "son"
            | "sa"
            | "ses"
            | "que"
            | "qu'"
    );
    let participle = may_be(word, |one| one.part == Part::PresentParticiple)
        && (complement || matches!(after, "à" | "au" | "aux" | "de" | "d'" | "en"));
    // *la fonction atteint une limite*, *fait plus*, *fait partie*: a conjugated verb, its object behind it.
    let auxiliary = before_adverbs(text, at)
        .is_some_and(|one| is_copula(text.word(one)) || is_avoir(text.word(one)));
    let object_is_name = text.atom(at + 1) == Some(Atom::Opaque) && text.blank_after(at);
    let conjugated = !auxiliary
        && may_be(word, |one| one.part == Part::Finite)
        && (complement
            || object_is_name
            || matches!(
                after,
                "plus"
                    | "partie"
                    | "lieu"
                    | "appel"
                    | "référence"
                    | "également"
                    | "aussi"
                    | "donc"
                    | "pas"
            ));
    let idiom = matches!(word, "partie") && may_be(before, |one| one.part == Part::Finite);
    // *bas-niveau*: part of a compound.
    let compound = text.gap(at).is_empty() && text.atom(at + 1) == Some(Atom::Mark('-'));
    !participle && !conjugated && !idiom && !compound
}

fn is_clitic(word: &str) -> bool {
    matches!(
        word,
        "se" | "s'"
            | "ne"
            | "n'"
            | "qui"
            | "il"
            | "elle"
            | "on"
            | "ils"
            | "elles"
            | "y"
            | "en"
            | "le"
            | "la"
            | "les"
            | "l'"
            | "lui"
            | "leur"
            | "nous"
            | "vous"
            | "je"
            | "j'"
            | "cela"
            | "ça"
            | "ce"
            | "c'"
    )
}

/// The gender that an adjective or participle next to the noun tells, where only one is possible and it can be of nothing else.
pub(super) fn told(
    text: &Text<'_>,
    first: usize,
    lefts: &[usize],
    last: usize,
    number: Option<Number>,
    determined: bool,
) -> Option<Gender> {
    let wanted = Wanted {
        gender: None,
        number,
    };
    let gender_of = |at: usize| {
        let mut genders = fr::readings(text.word(at))
            .iter()
            .filter(|one| matches!(one.part, Part::Adjective | Part::PastParticiple))
            .filter(|one| one.number.is_none() || number.is_none() || one.number == number)
            .map(|one| one.gender);
        let first = genders.next()??;
        genders.all(|one| one == Some(first)).then_some(first)
    };
    if let Some(at) = lefts.iter().find(|at| wanted.agrees(text.word(**at))) {
        return gender_of(*at);
    }
    let at = text.after(last)?;
    let noun = may_be_noun(text.word(at))
        && !may_be(text.word(at), |one| one.part == Part::PastParticiple);
    if noun || !agrees_at(text, at, wanted) {
        return None;
    }
    let gender = gender_of(at)?;
    let other = Wanted {
        gender: Some(gender),
        number,
    };
    (determined || !governed(text, first, other)).then_some(gender)
}

/// Whether the noun group that begins at `first` hangs on another noun of the same gender and number before it, so that what
/// follows it may belong to either (*la taille de l'archive encodée*).
fn governed(text: &Text<'_>, first: usize, wanted: Wanted) -> bool {
    let Some(link) = first.checked_sub(1) else {
        return false;
    };
    let melted = matches!(
        text.word(first),
        "du" | "des" | "au" | "aux" | "de" | "d'" | "à"
    );
    let linked = melted
        || is_preposition(text.word(link))
        || may_be_noun(text.word(link))
        || may_be(text.word(link), |one| one.part == Part::Adjective);
    linked
        && (first.saturating_sub(6)..first)
            .rev()
            .take_while(|at| !ends_sentence(text, *at))
            .any(|at| wanted.rivals(text.word(at)))
}

/// Further to the right.
fn right(text: &Text<'_>, from: usize, last: usize, wanted: Wanted) -> Option<usize> {
    // Whether another noun of this gender and number stands between: the nearest is what agrees.
    let mut rival = false;
    // Whether another subject, or an object, has come: then only a pronoun may still mean the noun.
    let mut taken = false;
    let mut sentences = 0;
    let mut coordinated = false;
    let mut relative = false;
    for at in from..(last + REACH).min(text.pieces.len()) {
        if text.atom(at) != Some(Atom::Word) {
            if ends_sentence(text, at) {
                sentences += 1;
            }
            continue;
        }
        if sentences > 1 {
            return None;
        }
        let word = text.word(at);
        // *lui-même* right behind the noun is rewritten with it.
        if at == last + 1 && text.raw(at + 1) == "-" {
            continue;
        }
        if matches!(word, "et" | "ou") && sentences == 0 {
            coordinated = true;
        }
        if matches!(word, "que" | "qu'") {
            relative = true;
        }
        if pronoun(text, at, wanted) {
            if !rival || sentences == 0 {
                return Some(at);
            }
            continue;
        }
        let before = text.before(at);
        let determined = before.is_some_and(|one| determines(text.word(one)));
        // *un fichier sur disque ouvert*: a noun without determiner does not take what agrees from ours.
        let bare = before.is_some_and(|one| {
            matches!(
                text.word(one),
                "sur" | "en" | "sous" | "à" | "par" | "avec" | "sans" | "dans"
            )
        });
        if wanted.rivals(word) && !bare || determined && wanted.agrees(word) {
            rival = true;
            // A noun with a determiner and no preposition before it is the subject, or the object, of what follows.
            let free = before.is_some_and(|one| {
                starts_group(text.word(one))
                    && !one.checked_sub(1).is_some_and(|two| {
                        is_preposition(text.word(two))
                            || matches!(text.word(two), "et" | "ou" | "ni")
                    })
            });
            if free && sentences == 0 {
                taken = true;
            }
            if determined {
                continue;
            }
        }
        if sentences > 0 || taken {
            // In the next sentence only a pronoun may still mean it.
            continue;
        }
        let predicate = before_adverbs(text, at).is_some_and(|one| is_copula(text.word(one)));
        let after_avoir =
            before_adverbs(text, at).is_some_and(|one| is_avoir(text.word(one))) && !relative;
        if agrees_at(text, at, wanted) && !after_avoir {
            // *de nombreuses méthodes*: it belongs to the noun after it.
            let next = text.after(at).map_or("", |one| text.word(one));
            if wanted.rivals(next) && !predicate {
                rival = true;
                continue;
            }
            // After a copula the subject may be ours even where another noun stands nearer (*la taille de la liste est …*).
            if predicate || !rival {
                return Some(at);
            }
        }
        // *la classe et la fonction utilisées*
        let both = coordinated
            && wanted.number != Some(Number::Plural)
            && !after_avoir
            && may_be(word, |one| {
                matches!(one.part, Part::Adjective | Part::PastParticiple)
                    && one.number == Some(Number::Plural)
                    && one.gender.is_some()
            })
            && !may_be(word, |one| matches!(one.part, Part::Other | Part::Noun));
        let shared = before_adverbs(text, at).is_some_and(|one| {
            let word = text.word(one);
            is_copula(word) || may_be_noun(word) && !plural_noun(word)
        });
        if both && shared {
            return Some(at);
        }
    }
    None
}

/// The word before, adverbs skipped.
fn before_adverbs(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut before = text.before(at)?;
    while is_adverb(text.word(before)) {
        before = text.before(before)?;
    }
    Some(before)
}

/// Determiners that begin a group which no preposition hides in.
pub(super) fn starts_group(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "chaque"
            | "aucun"
            | "aucune"
            | "votre"
            | "vos"
            | "notre"
            | "nos"
            | "certains"
            | "certaines"
            | "plusieurs"
            | "quelques"
    )
}

fn plural_noun(word: &str) -> bool {
    may_be(word, |one| {
        one.part == Part::Noun && one.number != Some(Number::Singular)
    })
}

fn determines(word: &str) -> bool {
    is_plain_determiner(word)
        || matches!(
            word,
            "le" | "la" | "les" | "l'" | "leur" | "de" | "d'" | "en"
        )
}

/// Further to the left: *Une fois créée, la liste…*, *Est renvoyée la liste…*
fn left(text: &Text<'_>, first: usize, wanted: Wanted) -> Option<usize> {
    // *sont tous des instances*
    let pronoun = first.checked_sub(1).filter(|at| {
        matches!(text.word(*at), "tous" | "toutes" | "tout" | "toute")
            && matches!(text.word(first), "des" | "un" | "une")
    });
    if pronoun.is_some() {
        return pronoun;
    }
    let mut suspect = None;
    for at in (first.saturating_sub(14)..first).rev() {
        if ends_sentence(text, at) {
            break;
        }
        if text.atom(at) != Some(Atom::Word) {
            continue;
        }
        let word = text.word(at);
        if wanted.rivals(word) {
            suspect = None;
        }
        if matches!(
            word,
            "et" | "ou"
                | "mais"
                | "que"
                | "qu'"
                | "qui"
                | "dont"
                | "où"
                | "si"
                | "quand"
                | "lorsque"
                | "lorsqu'"
                | "car"
        ) {
            break;
        }
        let next = text.after(at).map_or("", |one| text.word(one));
        if agrees_at(text, at, wanted) && !may_be_noun(word) && !wanted.rivals(next) {
            let after_avoir = text.before(at).is_some_and(|one| is_avoir(text.word(one)));
            if !after_avoir {
                suspect = Some(at);
            }
        }
    }
    // What has no noun of its own before it may agree with ours: only a participle set off by a comma, or a predicate put first.
    suspect.filter(|at| {
        let noun_before = (at.saturating_sub(10)..*at)
            .rev()
            .take_while(|one| !ends_sentence(text, *one))
            .any(|one| {
                wanted.rivals(text.word(one)) || matches!(text.atom(one), Some(Atom::Opaque))
            });
        !noun_before
    })
}

/// Whether the word at `at` is a pronoun that may stand for the noun.
fn pronoun(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    use Gender::{Feminine, Masculine};
    use Number::{Plural, Singular};
    let (gender, number) = match text.word(at) {
        "il" if !impersonal(text, at) => (Masculine, Singular),
        "lequel" | "celui" | "duquel" | "auquel" => (Masculine, Singular),
        "elle" | "laquelle" | "celle" => (Feminine, Singular),
        "ils" | "lesquels" | "ceux" | "desquels" | "auxquels" => (Masculine, Plural),
        "elles" | "lesquelles" | "celles" | "desquelles" | "auxquelles" => (Feminine, Plural),
        "lui" if is_same(text, at) => (Masculine, Singular),
        "eux" if is_same(text, at) => (Masculine, Plural),
        "le" if before_verb(text, at) => (Masculine, Singular),
        "la" if before_verb(text, at) => (Feminine, Singular),
        "un" | "une" if text.before(at).is_some_and(|one| text.word(one) == "l'") => (
            if text.word(at) == "un" {
                Masculine
            } else {
                Feminine
            },
            wanted.number.unwrap_or(Singular),
        ),
        _ => return false,
    };
    wanted.gender.is_none_or(|one| one == gender) && wanted.number.is_none_or(|one| one == number)
}

/// *lui-même*, *eux-mêmes*
fn is_same(text: &Text<'_>, at: usize) -> bool {
    text.raw(at + 1) == "-" && matches!(text.word(at + 2), "même" | "mêmes")
}

fn before_verb(text: &Text<'_>, at: usize) -> bool {
    text.after(at).is_some_and(|next| {
        let word = text.word(next);
        may_be(word, |one| {
            matches!(
                one.part,
                Part::Finite | Part::Infinitive | Part::PresentParticiple
            )
        }) && !may_be(word, |one| matches!(one.part, Part::Noun | Part::Adjective))
    })
}

/// *il faut*, *il y a*, *il est possible de*
fn impersonal(text: &Text<'_>, at: usize) -> bool {
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
    match text.word(next) {
        "faut" | "faudra" | "faudrait" | "fallait" | "existe" | "convient" | "suffit"
        | "suffira" | "agit" | "vaut" | "importe" | "semble" | "paraît" | "arrive" | "peut"
        | "manque" | "reste" => {
            text.word(next) != "peut"
                || text.word(next + 1) == "y"
                || matches!(text.word(next + 1), "arriver")
        }
        "est" | "sera" | "serait" | "était" | "soit" => {
            let mut after = next + 1;
            while is_adverb(text.word(after)) {
                after += 1;
            }
            matches!(
                text.word(after),
                "possible"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_and_participles_change_their_gender() {
        for (word, to, new) in [
            ("liée", Gender::Masculine, "lié"),
            ("liées", Gender::Masculine, "liés"),
            ("nouvelle", Gender::Masculine, "nouveau"),
            ("principal", Gender::Feminine, "principale"),
            ("principaux", Gender::Feminine, "principales"),
            ("requis", Gender::Feminine, "requise"),
            ("ouverte", Gender::Masculine, "ouvert"),
            ("première", Gender::Masculine, "premier"),
            ("active", Gender::Masculine, "actif"),
        ] {
            let number = if word.ends_with('s') && word != "requis" || word.ends_with('x') {
                Number::Plural
            } else {
                Number::Singular
            };
            assert_eq!(
                turned(word, to, Some(number)).as_deref(),
                Some(new),
                "{word}"
            );
        }
    }
}
