//! What means the noun from further off for certain: a pronoun in the same sentence, where nothing else in the message could be
//! meant, the relative right behind the noun, and the predicate that it shares with another noun.

use std::ops::ControlFlow::{self, Break, Continue};

use super::Group;
use super::apart::is_noun_place;
use super::chain::{complements, names};
use super::governor::Link;
use super::pronoun::{
    lacks_clause, opens_clause, pronoun, set_off, stands_before_verb, stands_for_noun,
};
use super::word::{Agrees, Wanted, judge};
use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::determiner::{self, Determiner};
use crate::rules::terminology::french::noun::is_definite;
use crate::rules::terminology::french::prenominal::{is_degree, precedes};
use crate::rules::terminology::french::words::{
    conjugates, ends_sentence, is_adverb, is_avoir, is_copula, is_modal, is_plain_determiner,
    is_preposition, may_be, may_be_noun, readings, starts_group,
};
use crate::rules::terminology::text::{Atom, Text};

/// How far, in pieces, a pronoun is looked for behind the noun, or what means it already.
const REACH: usize = 60;

/// How far back, in pieces, nothing else may be that a pronoun could mean.
pub(super) const BACK: usize = 200;

/// What means the noun from further off: a pronoun, or a group without a noun (*la première*).
#[derive(Debug)]
pub(super) struct Mention {
    /// Its first and last piece.
    pub pieces: (usize, usize),
    /// Its number.
    pub number: Option<Number>,
    /// Whether the word itself shows the gender.
    pub turns: bool,
    /// Its determiner, where it has one.
    pub determiner: Option<Determiner>,
    /// Whether something may agree with it in turn.
    pub heads: bool,
}

/// What else in the message a pronoun could mean.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts of one walk"
)]
struct Rivals<'t> {
    /// Nothing of the noun's gender.
    none: bool,
    /// Nothing of its gender and number.
    none_alike: bool,
    /// No noun of its gender and number in the sentence of the noun.
    none_near: bool,
    /// Nothing of its gender and number behind the noun.
    none_since: bool,
    /// The noun itself, in its own sentence: what is called the same gives way with it, so that a pronoun turns whichever it means.
    own: Option<&'t str>,
}

impl<'t> Rivals<'t> {
    fn before(text: &'t Text<'_>, group: Group<'_>, wanted: Wanted) -> Rivals<'t> {
        let first = group.first;
        let start = first.saturating_sub(BACK);
        let any = Wanted {
            number: None,
            ..wanted
        };
        let whole = start == 0;
        let sentence = sentence_start(text, first, start);
        let own = group.alike.then(|| text.word(group.last));
        let others = |at: &usize| *at < sentence || !is_own(text, *at, own);
        let mut before = (start..first).filter(others);
        let near = (sentence..first).filter(others);
        Rivals {
            none: whole && !before.clone().any(|at| rivals(text, at, any)),
            none_alike: whole && !before.any(|at| rivals(text, at, wanted)),
            none_near: !near.clone().any(|at| names_another(text, at, wanted)),
            none_since: true,
            own,
        }
    }

    /// Takes in the piece at `at`; whether nothing can be told any more.
    fn pass(&mut self, text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
        if is_own(text, at, self.own) {
            return false;
        }
        let any = Wanted {
            number: None,
            ..wanted
        };
        self.none &= !rivals(text, at, any);
        let rival = rivals(text, at, wanted);
        self.none_alike &= !rival;
        self.none_since &= !rival;
        self.none_near &= !names_another(text, at, wanted);
        !self.none_since && !self.none_near
    }
}

/// Whether the piece is the word `own` in the text itself.
fn is_own(text: &Text<'_>, at: usize, own: Option<&str>) -> bool {
    own == Some(text.word(at)) && !text.emphasised(at)
}

/// The first piece of the sentence that `at` stands in.
pub(super) fn sentence_start(text: &Text<'_>, at: usize, start: usize) -> usize {
    (start..at)
        .rev()
        .find(|one| ends_sentence(text, *one))
        .map_or(start, |one| one + 1)
}

/// What is known of the noun on the way to what may mean it.
struct Known<'t> {
    rivals: Rivals<'t>,
    /// Its last piece, and that of its group.
    noun: usize,
    end: usize,
    /// Whether it is the subject of this sentence, or of the one before that this one takes up.
    near: bool,
    /// Whether something without a name is the subject (*Écrit la mesure*).
    implied: bool,
    /// Whether it is an object.
    object: bool,
}

impl Known<'_> {
    /// What means the noun at `at`; `Break` where nothing can be told any more.
    fn mention(
        &self,
        text: &Text<'_>,
        at: usize,
        wanted: Wanted,
    ) -> ControlFlow<(), Option<Mention>> {
        let rivals = &self.rivals;
        let word = text.word(at);
        Continue(match word {
            "il" | "elle" | "ils" | "elles" if text.raw(at + 1) == "-" => None,
            // *Les listes, elles, sont lues*
            "lui" | "elle" | "eux" | "elles"
                if at == self.end + 2 && set_off(text, at) && pronoun(text, at, wanted) =>
            {
                Some(Mention {
                    heads: false,
                    ..Mention::word(at, at, wanted.number)
                })
            }
            // *pour elle*: *lui* would stand there.
            "elle" | "elles" if !is_subject_of(text, at) => return Break(()),
            "il" | "elle" | "ils" | "elles" if pronoun(text, at, wanted) => {
                let impersonal = word == "il" && !is_inverted(text, at) && !is_personal(text, at);
                let near = self.near && rivals.none_near && !repeats(text, self.noun, at);
                if self.implied || impersonal || !(near || rivals.none_alike) {
                    return Break(());
                }
                Some(Mention::word(at, at, wanted.number))
            }
            "celui" | "celle" | "ceux" | "celles" if pronoun(text, at, wanted) => {
                self.demonstrative(text, at, wanted)
            }
            "chacun" | "chacune" | "aucun" | "aucune"
                if wanted.number == Some(Number::Plural)
                    && rivals.none
                    && pronoun(text, at, wanted) =>
            {
                Some(Mention::word(at, at, Some(Number::Singular)))
            }
            "le" | "la"
                if rivals.none_alike
                    && stands_before_verb(text, at, self.object)
                    && pronoun(text, at, wanted) =>
            {
                Some(Mention {
                    heads: false,
                    ..Mention::word(at, at, wanted.number)
                })
            }
            // *on les a supprimés*
            "les" | "l'"
                if rivals.none_alike
                    && is_avoir(text.word(at + 1))
                    && matches!(text.word(at - 1), "on" | "vous" | "nous" | "je" | "tu") =>
            {
                let mut next = at + 2;
                while is_adverb(text.word(next)) {
                    next += 1;
                }
                (judge(text, next, wanted) == Agrees::Yes).then(|| Mention {
                    heads: false,
                    ..Mention::word(next, next, wanted.number)
                })
            }
            _ if rivals.none => without_noun(text, at, wanted),
            _ => None,
        })
    }

    /// *celui-ci*, which means the nearest noun; *celui du haut*, *celle qui est lue*, which mean one of its kind.
    fn demonstrative(&self, text: &Text<'_>, at: usize, wanted: Wanted) -> Option<Mention> {
        let word = text.word(at);
        let number = if word.ends_with(['x', 's']) {
            Number::Plural
        } else {
            Number::Singular
        };
        let here = text.raw(at + 1) == "-" && text.word(at + 2) == "ci";
        // *ceux qui lisent*: people.
        let people = matches!(word, "celui" | "ceux")
            && matches!(text.word(at + 1), "qui" | "que" | "qu'" | "dont")
            && !text.before(at).is_some_and(|one| is_copula(text.word(one)));
        let known = if here {
            // As a subject it means the nearest noun; as an object hardly that of its own clause.
            Some(number) == wanted.number
                && (self.rivals.none_alike
                    || self.rivals.none_since
                        && opens_clause(text, at)
                        && conjugates(text.word(adverbs(text, at + 3))))
        } else {
            self.rivals.none && !people
        };
        known.then(|| Mention::word(at, if here { at + 2 } else { at }, Some(number)))
    }
}

/// What means the noun whose group ends at `end`, in the order of the text.
pub(super) fn mentions(
    text: &Text<'_>,
    group: Group<'_>,
    end: usize,
    wanted: Wanted,
    link: Link,
) -> Vec<Mention> {
    let mut found = Vec::new();
    // *comme un exemple*: nothing refers to it.
    let compared = text
        .before(group.first)
        .is_some_and(|at| text.word(at) == "comme");
    if compared || !group.determined {
        return found;
    }
    // *Écrit la mesure, si elle existe*: what does it is not named, and may be meant.
    let first = sentence_start(text, group.first, group.first.saturating_sub(BACK));
    let implied =
        first < group.first && conjugates(text.word(first)) && !text.word(first).ends_with("ez");
    // An object: its verb stands before it.
    let object = text.before(group.first).is_some_and(|at| {
        may_be(text.word(at), |one| {
            matches!(
                one.part,
                Part::Finite | Part::Infinitive | Part::PresentParticiple
            )
        })
    });
    let mut known = Known {
        rivals: Rivals::before(text, group, wanted),
        noun: group.last,
        end,
        near: false,
        implied,
        object,
    };
    let subject = link == Link::Nothing && !object && is_definite(text, group.last) && {
        let verb = complements(text, end, wanted) + 1;
        conjugates(text.word(verb))
            || matches!(text.word(verb), "ne" | "n'" | "se" | "s'" | "est" | "a")
    };
    let named = names(text, end + 1, wanted, None);
    let (mut sentence, mut last_sentence, mut limit) = (0, 0, end + REACH);
    // *auquel il est fait référence*: nothing in its relative clause is the noun itself.
    let mut relative = false;
    let mut at = end;
    while at + 1 < limit.min(text.pieces.len()) {
        at += 1;
        let pause = matches!(text.raw(at), ";" | ":");
        if ends_sentence(text, at) && !pause {
            sentence += 1;
            relative = false;
            known.rivals.own = None;
            continue;
        }
        let word = text.word(at);
        relative |= matches!(word, "dont" | "où" | "qui")
            || ["quel", "quels", "quelle", "quelles"]
                .iter()
                .any(|one| word.ends_with(one))
            || matches!(word, "que" | "qu'") && at == named;
        if relative {
            if known.rivals.pass(text, at, wanted) {
                break;
            }
            continue;
        }
        known.near = subject
            && (sentence == last_sentence
                || sentence == last_sentence + 1 && opens(text, at, wanted));
        let Continue(mention) = known.mention(text, at, wanted) else {
            break;
        };
        if let Some(mention) = mention {
            (last_sentence, limit) = (sentence, at + REACH);
            at = mention.pieces.1;
            // *gardez-le ouvert*
            let object = !mention.heads && matches!(text.word(at), "le" | "la");
            let verb = if text.raw(at - 1) == "-" { at } else { at + 1 };
            let attribute = adverbs(text, verb + 1);
            found.push(mention);
            if object && judge(text, attribute, wanted) == Agrees::Yes {
                at = attribute;
                found.push(Mention {
                    heads: false,
                    ..Mention::word(at, at, wanted.number)
                });
            }
        } else if known.rivals.pass(text, at, wanted) {
            break;
        }
    }
    found
}

impl Mention {
    /// The piece that shows the gender: the pronoun, or the last of the group.
    pub(super) fn turning(&self) -> usize {
        if self.determiner.is_some() {
            self.pieces.1
        } else {
            self.pieces.0
        }
    }

    fn word(first: usize, last: usize, number: Option<Number>) -> Mention {
        Mention {
            pieces: (first, last),
            number,
            turns: true,
            determiner: None,
            heads: true,
        }
    }
}

/// *la première*, *le plus grand*, *une autre*: the group at whose adjective `at` stands.
fn without_noun(text: &Text<'_>, at: usize, wanted: Wanted) -> Option<Mention> {
    let any = Wanted {
        number: None,
        ..wanted
    };
    // *la première et la seconde liste*: its noun follows.
    let joined = matches!(text.word(at + 1), "et" | "ou" | "ni" | "comme" | "des")
        || text.raw(at + 1) == ",";
    if joined || stands_for_noun(text, at) != Agrees::Yes || !pronoun(text, at, any) {
        return None;
    }
    let mut first = at;
    while let Some(one) = text.before(first).filter(|one| is_degree(text.word(*one))) {
        first = one;
    }
    let determiner = determiner::find(text, first)?;
    let turns = may_be(text.word(at), |one| {
        one.part == Part::Adjective && one.gender.is_some()
    });
    Some(Mention {
        pieces: (determiner.pieces.0, at),
        number: determiner.number,
        turns,
        determiner: Some(determiner),
        heads: true,
    })
}

/// Whether the noun stands behind the pronoun at `at` in the same clause, so that the pronoun does not mean it (*elle affiche
/// l'erreur*).
fn repeats(text: &Text<'_>, noun: usize, at: usize) -> bool {
    (at + 1..(at + 12).min(text.pieces.len()))
        .take_while(|one| !ends_sentence(text, *one) && text.raw(*one) != ",")
        .any(|one| text.word(one) == text.word(noun))
}

/// The piece at or behind `at` that is no adverb, and no part of *ne*.
fn adverbs(text: &Text<'_>, at: usize) -> usize {
    (at..at + 3)
        .find(|one| {
            !is_adverb(text.word(*one)) && !matches!(text.word(*one), "ne" | "n'" | "se" | "s'")
        })
        .unwrap_or(at)
}

/// Whether a sentence begins with the word, but for adverbs and what a comma sets off.
fn opens(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let start = sentence_start(text, at, at.saturating_sub(4));
    start == 0
        || ends_sentence(text, start - 1)
            && (start..at).all(|one| is_adverb(text.word(one)) || text.raw(one) == ",")
        || follows_condition(text, at, wanted)
}

/// Whether the main clause behind a condition that a sentence begins with has its subject at `at`: *Si le nom est vide, elle…*; nothing in
/// the condition may be meant.
fn follows_condition(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let start = sentence_start(text, at, at.saturating_sub(REACH));
    let opens = matches!(
        text.word(start),
        "si" | "s'" | "quand" | "lorsque" | "lorsqu'"
    );
    let comma = at.checked_sub(1).filter(|one| text.raw(*one) == ",");
    opens
        && comma.is_some_and(|comma| {
            (start..comma).all(|one| text.raw(one) != "," && !wanted.agrees(text.word(one)))
        })
}

/// Nouns of phrases; no pronoun means them.
const PHRASES: &[&str] = &[
    "cas", "fois", "lieu", "plupart", "aide", "suite", "façon", "manière", "sorte", "sein", "fur",
    "peu", "plus", "moins", "fait", "besoin",
];

/// Whether the piece is a noun, or the pronoun of another one, that a pronoun could mean.
fn names_another(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    let word = text.word(at);
    let before = text.before(at);
    let bare = before.is_some_and(|one| is_preposition(text.word(one)));
    // *une autre liste*
    let adjective = precedes(word)
        && text
            .after(at)
            .is_some_and(|one| may_be_noun(text.word(one)));
    !adjective
        && wanted.rivals(word)
        && !bare
        && is_noun_place(text, at, before)
        && !PHRASES.contains(&word)
        || matches!(word, "il" | "elle" | "ils" | "elles" | "celui" | "celle")
            && !pronoun(text, at, wanted)
            && wanted.number == Some(Number::Singular)
            && matches!(word, "elle") == (wanted.gender == Some(Gender::Feminine))
}

/// Whether a pronoun could mean the piece at `at`.
pub(super) fn rivals(text: &Text<'_>, at: usize, wanted: Wanted) -> bool {
    // *la méthode :meth:`close`*: the name of what the noun means.
    let name = text.back(at).is_some_and(|one| {
        let word = text.word(one);
        may_be_noun(word) && (!conjugates(word) || determiner::find(text, one).is_some())
    });
    // A name alone is nothing that a plural means.
    let joined = |at: usize| matches!(text.word(at), "et" | "ou") || text.raw(at) == ",";
    let name = name
        || wanted.number == Some(Number::Plural)
            && !joined(at + 1)
            && !at.checked_sub(1).is_some_and(joined);
    match text.atom(at) {
        Some(Atom::Opaque) => !name,
        // *le menu « Fichier »*
        Some(Atom::Word) if name && at > 0 && text.quotes(at - 1) && text.quotes(at + 1) => false,
        Some(Atom::Word) => {
            names_another(text, at, wanted)
                || !name
                    && (text.emphasised(at)
                        || readings(text.word(at)).is_empty() && !text.elided(at))
        }
        _ => false,
    }
}

/// *est-elle*
fn is_inverted(text: &Text<'_>, at: usize) -> bool {
    at > 0 && text.raw(at - 1) == "-"
}

/// Whether a verb has the pronoun at `at` as its subject.
fn is_subject_of(text: &Text<'_>, at: usize) -> bool {
    let next = text.word(at + 1);
    is_inverted(text, at)
        || conjugates(next)
        || matches!(
            next,
            "ne" | "n'" | "se" | "s'" | "y" | "en" | "le" | "la" | "les" | "l'" | "lui" | "leur"
        )
        || is_adverb(next) && conjugates(text.word(at + 2))
}

/// Verbs that have no subject behind *il* where what they are about follows (*il manque un nom*).
const IMPERSONAL: &[&str] = &[
    "existe",
    "existait",
    "manque",
    "reste",
    "arrive",
    "vient",
    "survient",
    "apparaît",
    "résulte",
    "suffit",
    "semble",
    "paraît",
    "faut",
    "convient",
    "importe",
    "s'ensuit",
    "suit",
    "fait",
    "produit",
    "passe",
    "crée",
    "peut",
    "agit",
    "avère",
    "trouve",
    "demeure",
    "incombe",
    "plaît",
];

/// Whether *il* at `at` means a noun: nothing behind its verb may be what it is about (*il est prévu que*, *il existe un nom*).
fn is_personal(text: &Text<'_>, at: usize) -> bool {
    let Some(verb) = (at + 1..at + 6).find(|one| {
        conjugates(text.word(*one)) && !matches!(text.word(*one), "le" | "la" | "les" | "en")
    }) else {
        return false;
    };
    let mut end = verb;
    let being = is_copula(text.word(verb))
        || is_avoir(text.word(verb)) && text.word(verb + 1) == "été"
        || is_modal(text.word(verb)) && text.word(verb + 1) == "être";
    if !being && !IMPERSONAL.contains(&text.word(verb)) {
        return true;
    }
    // *est lu*, *a été lu*
    while matches!(text.word(end + 1), "été" | "être") || is_adverb(text.word(end + 1)) {
        end += 1;
    }
    let adjective = may_be(text.word(end + 1), |one| {
        matches!(one.part, Part::Adjective | Part::PastParticiple)
    });
    if being && !adjective {
        return starts_group(text.word(end + 1));
    }
    // *s'il est nécessaire*: that it is, or that something else is.
    let announces = matches!(
        text.word(end + 1),
        "nécessaire"
            | "possible"
            | "impossible"
            | "utile"
            | "inutile"
            | "préférable"
            | "recommandé"
            | "conseillé"
            | "souhaitable"
            | "permis"
            | "interdit"
            | "prévu"
    );
    if being && announces && lacks_clause(text, end + 1) {
        return false;
    }
    end += usize::from(being);
    let next = end + 1;
    let word = text.word(next);
    let about = matches!(
        word,
        "que" | "qu'" | "de" | "d'" | "du" | "des" | "si" | "comment"
    ) || starts_group(word)
        || is_plain_determiner(word)
        || text.quotes(next)
        || text.atom(next) == Some(Atom::Opaque)
        || may_be(word, |one| one.part == Part::Infinitive)
        || may_be_noun(word) && readings(word).len() == 1;
    // *il est suivi de deux noms*
    let of = matches!(word, "de" | "d'" | "du" | "des")
        && being
        && may_be(text.word(end), |one| one.part == Part::PastParticiple)
        && !may_be(text.word(next + 1), |one| one.part == Part::Infinitive);
    !about || of
}

/// *auquel*, *dans lequel* right behind the noun.
pub(super) fn relative(text: &Text<'_>, end: usize, wanted: Wanted) -> Option<usize> {
    let end = names(text, end + 1, wanted, None) - 1;
    let at = end
        + 1
        + usize::from(
            is_preposition(text.word(end + 1))
                && (!matches!(text.word(end + 1), "de" | "à" | "d'")
                    || text.word(end + 2) == "laquelle"),
        );
    let relative = matches!(
        text.word(at),
        "lequel"
            | "laquelle"
            | "lesquels"
            | "lesquelles"
            | "auquel"
            | "auxquels"
            | "auxquelles"
            | "desquels"
            | "desquelles"
    );
    // *à laquelle* would be one word.
    let parted = text.word(at) == "laquelle" && at == end + 1;
    (relative && !parted && text.blank_after(at - 1) && pronoun(text, at, wanted)).then_some(at)
}
