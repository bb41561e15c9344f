//! What agrees with a noun: found in its clause, rewritten where the structure of the sentence leaves no other noun that it
//! could agree with, and doubted where it does.
//!
//! The search errs on one side: what cannot be told apart from an agreement counts as one, and the noun is then reported.
//!
//! - `word`: whether a word may agree at all;
//! - `governor`: what the noun hangs on, which may claim what stands behind it;
//! - `chain`: what stands right behind the noun, and its predicate;
//! - `apart`, `pronoun`: everything else in reach;
//! - `turn`: the other gender of a word.

mod apart;
mod chain;
mod governor;
mod pronoun;
mod reference;
mod turn;
mod word;

use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::words::{may_be, may_be_noun, only_gender, qualifies};
use crate::rules::terminology::text::Text;

use governor::Link;
pub(in crate::rules::terminology) use turn::number;
pub(super) use turn::{lemmas, turned};
pub(super) use word::Wanted;

/// A noun and what precedes it in its group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'a> {
    /// The first piece: the determiner's, an adjective's, or the noun's.
    pub first: usize,
    /// The adjectives between determiner and noun.
    pub lefts: &'a [usize],
    /// The last piece of the noun and its tail.
    pub last: usize,
    /// Whether it has a determiner.
    pub determined: bool,
}

/// What agrees with a noun.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// Adjectives and participles behind it that can agree with nothing else: their pieces.
    pub certain: Vec<usize>,
    /// What agrees with it and another noun, in the plural.
    pub plural: Vec<usize>,
    /// The first other thing that agrees, or may.
    pub doubtful: Option<usize>,
}

/// Looks for what agrees with the noun.
pub(super) fn find(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> Agreement {
    let mut found = Agreement::default();
    let link = governor::link(text, group);
    let beside = chain::beside(text, group.last, wanted);
    if let Some(at) = beside.doubtful {
        found.doubtful = Some(at);
        return found;
    }
    if let Some(first) = beside.agreeing.first()
        && governor::claims(text, group, link, wanted)
    {
        found.doubtful = Some(*first);
        return found;
    }
    found.certain.extend(&beside.agreeing);
    // What is accounted for: with the predicate of the noun, that of what it hangs on.
    let mut settled = Vec::new();
    if let Some(predicate) = chain::predicate(text, beside.end, wanted, link) {
        match link {
            Link::Nothing => found.certain.extend(&predicate),
            Link::Beside if wanted.number == Some(Number::Singular) => {
                found.certain.extend(&predicate);
            }
            Link::Of if governor::heads(text, group, wanted) => settled = predicate,
            _ => {
                found.doubtful = predicate.first().copied();
                return found;
            }
        }
    } else if let Some(relative) = chain::relative(text, beside.end, wanted) {
        if governor::claims(text, group, link, wanted) {
            found.doubtful = relative.first().copied();
            return found;
        }
        found.certain.extend(&relative);
        // *une liste que le système a créée est lue*
        if let Some(last) = relative.last().filter(|_| link == Link::Nothing)
            && let Some(predicate) = chain::predicate(text, *last, wanted, link)
        {
            found.certain.extend(&predicate);
        }
    }
    if link == Link::Nothing {
        found
            .certain
            .extend(chain::fronted(text, group.first, beside.end, wanted));
    }
    if !matches!(link, Link::Of | Link::Preposition) {
        if let Some(at) = reference::relative(text, beside.end, wanted) {
            found.certain.push(at);
        }
        let pronouns = reference::pronouns(text, group, beside.end, wanted);
        let new = pronouns.iter().filter(|at| !found.certain.contains(at));
        let new: Vec<usize> = new.copied().collect();
        found.certain.extend(new);
    }
    if link == Link::Nothing
        && let Some(shared) = reference::shared(text, beside.end, wanted)
    {
        settled.extend(&shared.pieces);
        // Another masculine keeps it masculine.
        if shared.other != Some(Gender::Masculine) {
            found.plural = shared.pieces;
        }
    }
    settled.extend(&found.certain);
    if is_aside(text, group, wanted) {
        return found;
    }
    found.doubtful = apart::right(
        text,
        beside.end + 1,
        group.last,
        wanted,
        &settled,
        link == Link::Beside,
    )
    .or_else(|| {
        let subject = !matches!(link, Link::Of | Link::Preposition);
        apart::left(text, group.first, wanted, subject, &settled)
    });
    found
}

/// *par exemple*: a phrase that nothing refers to.
fn is_aside(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> bool {
    !group.determined
        && group.lefts.is_empty()
        && wanted.number == Some(Number::Singular)
        && text
            .before(group.first)
            .is_some_and(|at| text.word(at) == "par")
}

/// Whether something before the group may claim what stands right behind it.
pub(super) fn claimed(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> bool {
    governor::claims(text, group, governor::link(text, group), wanted)
}

/// What tells another gender than `gender`, where something does: the noun is then not understood.
pub(super) fn contradicts(
    text: &Text<'_>,
    group: Group<'_>,
    gender: Gender,
    number: Option<Number>,
) -> Option<usize> {
    let other = Wanted {
        gender: Some(match gender {
            Gender::Masculine => Gender::Feminine,
            Gender::Feminine => Gender::Masculine,
        }),
        number,
    };
    let own = Wanted {
        gender: Some(gender),
        number,
    };
    let against = |at: &usize| !own.agrees(text.word(*at));
    let lefts = group.lefts.iter().copied();
    if let Some(at) = lefts
        .filter(|at| other.agrees(text.word(*at)))
        .find(against)
    {
        return Some(at);
    }
    let link = governor::link(text, group);
    if link != Link::Beside && governor::claims(text, group, link, other) {
        return None;
    }
    let beside = chain::beside(text, group.last, other);
    let predicate = || match link {
        Link::Nothing => chain::predicate(text, beside.end, other, link).unwrap_or_default(),
        _ => Vec::new(),
    };
    beside
        .agreeing
        .iter()
        .copied()
        .find(against)
        .or_else(|| predicate().into_iter().find(against))
}

/// The gender that an adjective or participle next to the noun tells, where only one is possible and it can be of nothing else.
pub(super) fn told(text: &Text<'_>, group: Group<'_>, number: Option<Number>) -> Option<Gender> {
    let wanted = Wanted {
        gender: None,
        number,
    };
    let gender_of = |at: usize| only_gender(text.word(at), number, |one| qualifies(one.part));
    if let Some(at) = group.lefts.iter().find(|at| wanted.agrees(text.word(**at))) {
        return gender_of(*at);
    }
    let at = text.after(group.last)?;
    let noun = may_be_noun(text.word(at))
        && !may_be(text.word(at), |one| one.part == Part::PastParticiple);
    if noun || !word::agrees_at(text, at, wanted) {
        return None;
    }
    let gender = gender_of(at)?;
    let other = Wanted {
        gender: Some(gender),
        number,
    };
    let link = governor::link(text, group);
    (!governor::claims(text, group, link, other)).then_some(gender)
}
