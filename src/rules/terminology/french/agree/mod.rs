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
mod before;
mod chain;
mod clause;
mod governor;
mod predicate;
mod pronoun;
mod reference;
mod shared;
mod turn;
mod word;

use crate::lang::fr::{Gender, Number, Part};
use crate::rules::terminology::french::determiner::Determiner;
use crate::rules::terminology::french::words::{
    is_copula, may_be, may_be_noun, only_gender, qualifies,
};
use crate::rules::terminology::text::Text;

pub(in crate::rules::terminology) use chain::is_here;
use governor::Link;
pub(super) use pronoun::set_off;
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
    /// Whether its noun gives way wherever it stands.
    pub alike: bool,
}

/// What agrees with a noun.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// What agrees with it, or with what means it, and with nothing else: the pieces, and the number of each.
    pub certain: Vec<(usize, Option<Number>)>,
    /// Determiners of groups without a noun that mean it.
    pub determiners: Vec<Determiner>,
    /// The first other thing that agrees, or may.
    pub doubtful: Option<usize>,
}

impl Agreement {
    fn extend(&mut self, pieces: &[usize], number: Option<Number>) {
        for at in pieces {
            if !self.certain.iter().any(|(one, _)| one == at) {
                self.certain.push((*at, number));
            }
        }
    }
}

/// Looks for what agrees with the noun.
pub(super) fn find(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> Agreement {
    let mut found = Agreement::default();
    if is_aside(text, group, wanted) && !word::agrees_at(text, group.last + 1, wanted) {
        return found;
    }
    let link = governor::link(text, group);
    // What is accounted for although it agrees with something else.
    let mut settled = Vec::new();
    let end = match in_clause(text, group, wanted, link, &mut found, &mut settled) {
        Ok(end) => end,
        Err(at) => {
            found.doubtful = Some(at);
            return found;
        }
    };
    let mut heads = vec![(end, group.last, wanted, link == Link::Beside)];
    // *un nom de fichier*: nothing refers to what only tells a kind.
    let kind = governor::is_bare_kind(text, group, link, wanted);
    // What stands behind *de* or *dans* is no subject.
    let object =
        link == Link::Preposition || link == Link::Of && governor::heads(text, group, wanted);
    if !kind {
        if let Some(at) = reference::relative(text, end, wanted)
            .filter(|_| !matches!(link, Link::Of | Link::Preposition))
        {
            found.extend(&[at], wanted.number);
        }
        for mention in reference::mentions(text, group, end, wanted, link) {
            if mention.turns {
                found.extend(&[mention.turning()], mention.number);
            }
            found.determiners.extend(mention.determiner);
            if !mention.heads {
                continue;
            }
            let own = Group {
                first: mention.pieces.0,
                lefts: &[],
                last: mention.pieces.1,
                determined: true,
                alike: false,
            };
            let wanted = Wanted {
                number: mention.number,
                ..wanted
            };
            let link = governor::link(text, own);
            match in_clause(text, own, wanted, link, &mut found, &mut settled) {
                Ok(end) => {
                    // *l'ancien fichier et le nouveau sont lus*
                    let both = Wanted {
                        number: Some(Number::Plural),
                        ..wanted
                    };
                    if link == Link::Beside
                        && let Some(shared) = chain::predicate(text, end, both, Link::Nothing)
                    {
                        found.extend(&shared, both.number);
                    }
                    heads.push((end, own.last, wanted, link == Link::Beside));
                }
                Err(at) => {
                    found.doubtful = Some(at);
                    return found;
                }
            }
        }
    }
    if link == Link::Nothing
        && let Some(shared) = shared::shared(text, end, wanted)
    {
        settled.extend(&shared.pieces);
        // Another masculine keeps it masculine.
        if shared.other != Some(Gender::Masculine) {
            found.extend(&shared.pieces, Some(Number::Plural));
        }
    }
    settled.extend(found.certain.iter().map(|(at, _)| *at));
    settled.extend(found.determiners.iter().map(|one| one.pieces.1));
    if governor::is_kind(text, group, link, wanted) {
        return found;
    }
    found.doubtful = heads
        .iter()
        .find_map(|(end, last, wanted, beside)| {
            apart::right(
                text,
                end + 1,
                *last,
                *wanted,
                &settled,
                apart::Place {
                    coordinated: *beside,
                    referred: !kind,
                    object: object && *last == group.last,
                },
            )
        })
        .or_else(|| {
            let subject = !matches!(link, Link::Of | Link::Preposition);
            before::left(text, group.first, wanted, (subject, !kind), &settled)
        });
    found
}

/// What agrees with the group in its own clause: what stands right behind it, its predicate, its relative clause. Where the group
/// ends, or what agrees with it or with something else.
fn in_clause(
    text: &Text<'_>,
    group: Group<'_>,
    wanted: Wanted,
    link: Link,
    found: &mut Agreement,
    settled: &mut Vec<usize>,
) -> Result<usize, usize> {
    let link = match link {
        Link::Nothing if governor::follows_verb(text, group.first) => Link::Object,
        _ => link,
    };
    let beside = chain::beside(text, group.last, wanted);
    if let Some(at) = beside.doubtful {
        return Err(at);
    }
    let kind = governor::is_kind(text, group, link, wanted);
    if kind {
        settled.extend(&beside.agreeing);
    } else if let Some(first) = beside.agreeing.first()
        && governor::claims(text, group, link, wanted)
        && !(group.determined && beside.agreeing.iter().all(|at| is_present(text.word(*at))))
    {
        return Err(*first);
    } else {
        found.extend(&beside.agreeing, wanted.number);
    }
    let sole = shared::is_sole(text, group.first, wanted);
    // *la classe et la méthode sont prises en charge*
    let shared = if link == Link::Beside {
        shared::shared_before(text, group.first, beside.end, wanted)
    } else {
        None
    };
    if let Some(shared) = shared {
        if shared.other == Some(Gender::Masculine) {
            settled.extend(shared.pieces);
        } else {
            found.extend(&shared.pieces, Some(Number::Plural));
        }
    } else if let Some(predicate) = chain::predicate(text, beside.end, wanted, link) {
        match link {
            // *ceux qui sont des noms sont lus*
            Link::Nothing if is_said(text, group) => return Err(predicate[0]),
            Link::Nothing => found.extend(&predicate, wanted.number),
            // *les fonctions et méthodes sont lues*: one masculine makes all of it masculine.
            Link::Beside
                if wanted.number == Some(Number::Singular)
                    || !governor::claims(text, group, link, wanted) =>
            {
                found.extend(&predicate, wanted.number);
            }
            // The predicate of what it hangs on.
            Link::Of | Link::Preposition
                if link == Link::Preposition || governor::heads(text, group, wanted) =>
            {
                settled.extend(predicate);
                settled.extend(chain::joined(text, beside.end, wanted, Link::Nothing));
            }
            _ => return Err(predicate[0]),
        }
    } else if let Some(relative) = clause::relative(text, beside.end, wanted, sole) {
        if governor::claims(text, group, link, wanted) {
            return Err(relative[0]);
        }
        found.extend(&relative, wanted.number);
        // *une liste que le système a créée est lue*
        if let Some(last) = relative.last().filter(|_| link == Link::Nothing)
            && let Some(predicate) = chain::predicate(text, *last, wanted, link)
        {
            found.extend(&predicate, wanted.number);
        }
    }
    found.extend(
        &chain::joined(text, beside.end, wanted, link),
        wanted.number,
    );
    if !governor::claims(text, group, link, wanted) {
        let participial = clause::participial(text, beside.end, wanted);
        found.extend(participial.as_slice(), wanted.number);
    }
    if link == Link::Nothing && shared::clause_start(text, group.first) == group.first {
        found.extend(
            &clause::behind_relative(text, beside.end, wanted),
            wanted.number,
        );
        found.extend(
            &clause::behind_aside(text, beside.end, wanted),
            wanted.number,
        );
    }
    if let Some(such) = chain::such(text, beside.end, wanted)
        && !governor::claims(text, group, link, wanted)
    {
        found.extend(&[such], wanted.number);
    }
    let (mark, set_off) = chain::set_off(text, beside.end, wanted);
    let near = match text.raw(mark) {
        "(" => !governor::claims(text, group, link, wanted),
        _ => matches!(link, Link::Nothing | Link::Object) && sole,
    };
    if near {
        found.extend(&set_off, wanted.number);
    }
    if link == Link::Nothing {
        found.extend(
            clause::inverted(text, group.first, wanted).as_slice(),
            wanted.number,
        );
        let fronted = clause::fronted(text, group.first, beside.end, wanted);
        found.extend(&fronted, wanted.number);
    }
    Ok(beside.end)
}

/// Whether the adjective picks one of the nouns, so that it belongs to the nearest one that has a determiner: *le nom du fichier
/// courant*.
fn is_present(word: &str) -> bool {
    ["courant", "existant", "suivant", "actuel", "précédent"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

/// The pronoun that means something of the noun's kind, where the noun is only what it is compared with: *contrairement aux autres
/// listes, elle est triée*.
pub(super) fn compared(text: &Text<'_>, group: Group<'_>, wanted: Wanted) -> Option<usize> {
    let others = wanted.number == Some(Number::Plural)
        && group.lefts.iter().any(|at| text.word(*at) == "autres");
    let before = text.before(group.first).map_or("", |at| text.word(at));
    if !others && !matches!(before, "comme" | "contrairement") {
        return None;
    }
    let subject = match wanted.gender? {
        Gender::Masculine => "il",
        Gender::Feminine => "elle",
    };
    let one = Wanted {
        number: Some(Number::Singular),
        ..wanted
    };
    (0..text.pieces.len()).find(|at| text.word(*at) == subject && pronoun::pronoun(text, *at, one))
}

/// The first of the singular adjectives that share a plural out among them: *les pages première et dernière*.
pub(super) fn distributed(text: &Text<'_>, last: usize, wanted: Wanted) -> Option<usize> {
    let one = Wanted {
        number: Some(Number::Singular),
        ..wanted
    };
    let at = text.after(last)?;
    let word = text.word(at);
    (wanted.number == Some(Number::Plural)
        && one.agrees(word)
        && !wanted.agrees(word)
        && (matches!(text.word(at + 1), "et" | "ou" | "ni") || text.raw(at + 1) == ","))
        .then_some(at)
}

/// Whether the group is what a copula says of a subject.
fn is_said(text: &Text<'_>, group: Group<'_>) -> bool {
    text.before(group.first)
        .is_some_and(|at| is_copula(text.word(at)))
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
    // *les noms et listes suivants*: both.
    let both = link == Link::Beside && number == Some(Number::Plural) && gender == Gender::Feminine;
    if both || link != Link::Beside && governor::claims(text, group, link, other) {
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
