//! Whether a word may agree with a noun: by its own form, and by the words beside it.

use crate::lang::fr::{Gender, Number, Part, Reading};
use crate::rules::terminology::french::prenominal::precedes;
use crate::rules::terminology::french::words::{
    before_adverbs, conjugates, is_adverb, is_avoir, is_copula, is_modal, is_plain_determiner,
    is_preposition, may_be, may_be_noun, readings, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// What a word must be to agree with the noun.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules::terminology::french) struct Wanted {
    /// The noun's gender; `None`: nobody knows.
    pub gender: Option<Gender>,
    /// The noun's number; `None`: nobody knows.
    pub number: Option<Number>,
}

impl Wanted {
    pub(super) fn fits(self, reading: Reading) -> bool {
        let same =
            |one: Option<Gender>| one.is_none() || self.gender.is_none() || one == self.gender;
        same(reading.gender)
            && (reading.number.is_none() || self.number.is_none() || reading.number == self.number)
    }

    /// Whether the word is, or may be, an adjective or participle that shows this gender.
    pub(in crate::rules::terminology::french) fn agrees(self, word: &str) -> bool {
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
    pub(super) fn rivals(self, word: &str) -> bool {
        let noun = may_be(word, |one| one.part == Part::Noun && self.fits(*one));
        noun && !may_be(word, |one| one.part == Part::Other) && !is_plain_determiner(word)
    }
}

/// Whether the piece is no prose beside prose of `token`: a literal, or an emphasised name.
pub(super) fn is_name(text: &Text<'_>, at: usize, token: Option<usize>) -> bool {
    match text.atom(at) {
        Some(Atom::Opaque) => true,
        Some(Atom::Word) => {
            let own = text.pieces[at].token;
            own.is_some() && own != token && text.emphasised(at)
        }
        _ => false,
    }
}

/// Whether a word agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agrees {
    /// It does not.
    No,
    /// It has the form for it, but may be something else here: a verb, a noun, another noun's adjective.
    Perhaps,
    /// It is an adjective or a participle of this gender and number.
    Yes,
}

/// Whether the word at `at` agrees, as far as its neighbours do not make something else of it.
pub(super) fn agrees_at(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    judge(text, at, wanted) != Agrees::No
}

/// Whether the word at `at` agrees, by its form and its neighbours.
pub(super) fn judge(text: &Text<'_>, at: usize, wanted: Wanted) -> Agrees {
    let word = text.word(at);
    if !wanted.agrees(word) {
        return Agrees::No;
    }
    let before = text.before(at).map_or("", |one| text.word(one));
    let next = text.after(at);
    let after = next.map_or("", |one| text.word(one));
    let finite = conjugates(word);
    let asked = is_asked(text, at);
    // *se produit*, *qui construit*: a conjugated verb.
    if finite && is_clitic(before) && !asked {
        return Agrees::No;
    }
    if is_idiom(text, at, before) {
        return Agrees::No;
    }
    let object = starts_group(after) || matches!(after, "des" | "du" | "que" | "qu'");
    // *en le lisant*
    if may_be(word, |one| one.part == Part::PresentParticiple)
        && is_clitic(before)
        && text
            .before(at)
            .and_then(|one| text.before(one))
            .is_some_and(|one| text.word(one) == "en")
    {
        return Agrees::No;
    }
    if may_be(word, |one| one.part == Part::PresentParticiple) {
        match present_participle(
            text,
            at,
            object && !matches!(after, "du" | "des" | "que" | "qu'"),
        ) {
            Agrees::Yes => {}
            other => return other,
        }
    }
    // *est partie*: gone, or a part of something.
    if word == "partie" && is_copula(before) {
        return Agrees::Perhaps;
    }
    // *partie*, *bas-niveau*: part of an idiom, or of a compound.
    if word == "partie" && may_be(before, |one| one.part == Part::Finite)
        || text.gap(at).is_empty() && text.atom(at + 1) == Some(Atom::Mark('-'))
    {
        return Agrees::No;
    }
    // *la fonction atteint une limite*, *fait plus*, *fait partie*: a conjugated verb, its object behind it.
    let auxiliary = asked
        || before_adverbs(text, at)
            .is_some_and(|one| is_copula(text.word(one)) || is_avoir(text.word(one)));
    // *et continue de lire*, *fait lire*
    let infinitive = || {
        may_be(after, |one| one.part == Part::Infinitive) && readings(after).len() == 1
            || matches!(after, "de" | "d'" | "à")
                && next
                    .and_then(|one| text.after(one))
                    .is_some_and(|one| may_be(text.word(one), |one| one.part == Part::Infinitive))
                && !may_be(word, |one| one.part == Part::PastParticiple)
    };
    let complement = is_complement(text, next);
    // *la fenêtre active est lue*: no verb stands before another one.
    let verb = next.is_some_and(|one| is_verb_at(text, one));
    if verb && may_be_noun(before) && !is_copula(before) {
        return Agrees::Yes;
    }
    if finite && !auxiliary {
        // *la liste complète des modules*: an adjective as well as a verb.
        return if object && !matches!(after, "du" | "des" | "que" | "qu'")
            || complement
            || infinitive()
        {
            Agrees::No
        } else {
            Agrees::Perhaps
        };
    }
    // *haut niveau*: another noun's adjective.
    let other = next.is_some_and(|one| {
        let word = text.word(one);
        may_be_noun(word)
            && readings(word)
                .iter()
                .all(|one| matches!(one.part, Part::Noun | Part::Infinitive))
    });
    // *interface utilisateur*: a noun in apposition.
    let agent = !auxiliary
        && may_be_noun(word)
        && ["teur", "teurs", "trice", "trices", "euse", "euses"]
            .iter()
            .any(|ending| word.ends_with(ending));
    if other || agent || is_compound(word, after) {
        Agrees::Perhaps
    } else {
        Agrees::Yes
    }
}

/// Whether what stands at `next` makes a verb of what may be a participle as well: *fait plus*, but *décrit plus haut*.
fn is_complement(text: &Text<'_>, next: Option<usize>) -> bool {
    next.is_some_and(|at| match text.word(at) {
        "plus" => !text
            .after(at)
            .is_some_and(|one| matches!(text.word(one), "haut" | "bas" | "loin" | "tôt" | "tard")),
        word => matches!(
            word,
            "partie" | "lieu" | "appel" | "référence" | "également" | "aussi" | "donc" | "pas"
        ),
    })
}

/// Whether the adjective belongs to a noun right behind it: *bon marché*, *grand format*.
fn is_compound(word: &str, after: &str) -> bool {
    precedes(word)
        && readings(after).iter().any(|one| {
            one.part == Part::Noun
                && readings(word)
                    .iter()
                    .any(|own| own.gender == one.gender && own.number == one.number)
        })
}

/// Whether the word is a part of a phrase, behind `before`, that never agrees.
fn is_idiom(text: &Text<'_>, at: usize, before: &str) -> bool {
    let word = text.word(at);
    // *citée plus haut*: an adverb behind a participle.
    let adverb = matches!(word, "haut" | "bas")
        && before == "plus"
        && text
            .before(at)
            .and_then(|one| text.before(one))
            .is_some_and(|one| may_be(text.word(one), |one| one.part == Part::PastParticiple));
    // *en général*, *en anglais*, *à nouveau*, *de manière sécurisée*
    adverb
        || invariable(text, at)
        || matches!(before, "en" | "à")
            && may_be(word, |one| {
                one.part == Part::Adjective && one.gender == Some(Gender::Masculine)
            })
        || before == "de" && word == "nouveau"
        || before == "par" && word == "conséquent"
        || matches!(before, "manière" | "façon" | "sorte")
            && text
                .before(at)
                .and_then(|one| text.before(one))
                .is_some_and(|one| matches!(text.word(one), "de" | "d'"))
}

/// Whether a verb that is nothing else stands at `at`, behind adverbs or not.
fn is_verb_at(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(adverbs_after(text, at - 1));
    is_copula(word) && !matches!(word, "être" | "étant" | "été")
        || is_modal(word)
        || is_avoir(word) && may_be(word, |one| one.part == Part::Finite)
        || matches!(word, "ne" | "n'")
}

/// *est-elle produite*: whether the word stands behind an auxiliary and its subject.
fn is_asked(text: &Text<'_>, at: usize) -> bool {
    text.before(at).is_some_and(|one| {
        one > 1
            && text.raw(one - 1) == "-"
            && (is_copula(text.word(one - 2)) || is_avoir(text.word(one - 2)))
    })
}

/// Whether the word is an adjective that stays as it is: in the name of a shade (*bleu foncé*), or before *de gamme*.
fn invariable(text: &Text<'_>, at: usize) -> bool {
    const COLOURS: &[&str] = &[
        "blanc", "bleu", "brun", "gris", "jaune", "noir", "rose", "rouge", "vert", "violet",
    ];
    const SHADES: &[&str] = &[
        "clair", "foncé", "sombre", "pâle", "vif", "cyan", "acier", "marine", "pastel", "fluo",
    ];
    let shade = |colour: usize, tint: usize| {
        COLOURS.contains(&text.word(colour))
            && (SHADES.contains(&text.word(tint)) || COLOURS.contains(&text.word(tint)))
            && text.blank_after(colour)
    };
    shade(at, at + 1)
        || at > 0 && shade(at - 1, at)
        || text.word(at + 1) == "de" && text.word(at + 2) == "gamme"
}

/// Present participles that are adjectives where nothing but a verb follows: none of them has an object or a *de*.
const VERBAL: &[&str] = &["suivant", "existant", "courant", "restant", "correspondant"];

/// Whether a word that may be a present participle is an adjective (*les méthodes suivantes*) or has an object, or a
/// complement, as only a verb has (*correspondant au type*, *contenant les octets*).
fn present_participle(text: &Text<'_>, at: usize, object: bool) -> Agrees {
    let next = adverbs_after(text, at);
    let after = text.word(next);
    let counts = matches!(
        after,
        "tout"
            | "toute"
            | "tous"
            | "toutes"
            | "plusieurs"
            | "zéro"
            | "deux"
            | "trois"
            | "lui"
            | "elle"
    ) || after.starts_with(|char: char| char.is_ascii_digit());
    if object || counts || matches!(after, "à" | "au" | "aux" | "en") {
        return Agrees::No;
    }
    let ends = match text.atom(next) {
        None => true,
        Some(Atom::Mark(mark)) => !matches!(mark, '(' | '[' | '«' | '"' | '“'),
        Some(Atom::Opaque) => false,
        Some(Atom::Word) => {
            is_copula(after)
                || matches!(
                    after,
                    "et" | "ou"
                        | "qui"
                        | "dans"
                        | "par"
                        | "sur"
                        | "pour"
                        | "avec"
                        | "sans"
                        | "sous"
                )
        }
    };
    // *le menu déroulant caché*: what tells of a state has an adjective behind it as well (*restant ouvert*).
    let state = [
        "restant",
        "demeurant",
        "devenant",
        "semblant",
        "paraissant",
        "étant",
        "rendant",
    ]
    .iter()
    .any(|stem| text.word(at).starts_with(stem));
    let adjective = !state
        && may_be(text.word(at), |one| one.part == Part::Adjective)
        && !readings(after).is_empty()
        && readings(after)
            .iter()
            .all(|one| matches!(one.part, Part::Adjective | Part::PastParticiple))
        && text
            .after(next)
            .is_none_or(|one| !may_be_noun(text.word(one)));
    if adjective && next == at + 1 {
        return Agrees::Yes;
    }
    // *l'exemple suivant montre*, *l'exemple suivant de script*
    let epithet = VERBAL.iter().any(|stem| text.word(at).starts_with(stem))
        && (conjugates(after) || is_modal(after) || matches!(after, "de" | "d'"));
    if (ends || epithet) && next == at + 1 {
        Agrees::Yes
    } else {
        Agrees::Perhaps
    }
}

/// The piece behind the adverbs that follow `at`.
fn adverbs_after(text: &Text<'_>, at: usize) -> usize {
    let mut next = at + 1;
    while text.atom(next) == Some(Atom::Word) && is_adverb(text.word(next)) {
        next += 1;
    }
    next
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
