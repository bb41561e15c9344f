//! What a translation asks of the arguments, against what its source does. It knows no language, only what a language
//! lets a translation do.

use super::model::{Arg, Key, Kind, Signature};
use crate::diagnostic::Span;

/// What a translation may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own of a language"
)]
pub struct Laxity {
    /// It may take arguments that the source does not take.
    pub extra: bool,
    /// What a plural form for few numbers may leave out, see [`differences`].
    pub plural: Plural,
    /// Only the greatest number counts.
    pub last: bool,
    /// Names and numbers may stand side by side.
    pub mixed: bool,
    /// A type that any other may take the place of in a plural form for few numbers.
    pub loose: Option<Kind>,
}

impl Laxity {
    /// What languages do as a rule.
    pub const PLAIN: Laxity = Laxity {
        extra: false,
        plural: Plural::Missing,
        last: false,
        mixed: false,
        loose: None,
    };

    fn fits(&self, source: Kind, translation: Kind, strict: bool) -> bool {
        let either = |kind| source == kind || translation == kind;
        source.fits(translation) || !strict && self.loose.is_some_and(either)
    }
}

/// What a plural form for a number or a few may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// Nothing.
    Nothing,
    /// Arguments that the source takes.
    Missing,
    /// Arguments that have a name.
    Named,
    /// One argument, not more.
    One,
    /// It is not compared at all.
    Anything,
}

/// How a translation differs from its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference<'s, 't> {
    /// The source takes these arguments, the translation does not.
    Missing(Vec<Arg<'s>>),
    /// The translation takes this argument, the source does not.
    Extra(Arg<'t>),
    /// The translation has one for the other.
    Renamed(Arg<'s>, Arg<'t>),
    /// Both take it, as different types.
    Type(Arg<'s>, Arg<'t>),
    /// One names its arguments, the other does not.
    Way(Arg<'s>, Arg<'t>),
    /// A directive without an argument is missing.
    MarkMissing(&'static str),
    /// A directive without an argument is too many.
    MarkExtra(Span),
    /// The translation has a directive that only a more elaborate formatter than the source's knows.
    Elaborate(Span),
    /// The lists of arguments that Lisp's directives accept are not the same.
    List,
}

/// The differences that count: of named arguments all of them, of numbered ones the first, since the others may well
/// follow from it. A form of a plural that stands for few numbers is not `strict`: it may leave out what the language
/// lets it.
#[must_use]
pub fn differences<'s, 't>(
    laxity: &Laxity,
    source: &Signature<'s>,
    translation: &Signature<'t>,
    strict: bool,
) -> Vec<Difference<'s, 't>> {
    if !strict && laxity.plural == Plural::Anything {
        return Vec::new();
    }
    let strict = strict || laxity.plural == Plural::Nothing;
    if let (Some(one), Some(other)) = (&source.list, &translation.list) {
        return if one.accepts(other, strict) {
            Vec::new()
        } else {
            vec![Difference::List]
        };
    }
    if let (None, Some(span)) = (source.elaborate, translation.elaborate) {
        return vec![Difference::Elaborate(span)];
    }
    let mut found = arguments(laxity, &source.args, &translation.args, strict);
    match (source.marks.first(), translation.marks.first()) {
        (Some((mark, _)), None) => found.push(Difference::MarkMissing(mark)),
        (None, Some((_, span))) => found.push(Difference::MarkExtra(*span)),
        _ => {}
    }
    found
}

fn arguments<'s, 't>(
    laxity: &Laxity,
    ours: &[Arg<'s>],
    theirs: &[Arg<'t>],
    strict: bool,
) -> Vec<Difference<'s, 't>> {
    if let (Some(one), Some(other)) = (ours.first(), theirs.first())
        && !laxity.mixed
        && one.is_named() != other.is_named()
    {
        return vec![Difference::Way(*one, *other)];
    }
    if laxity.last {
        return last(ours, theirs, strict).into_iter().collect();
    }
    let mut rest = theirs.iter().peekable();
    let (mut missing, mut extra, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for &one in ours {
        while let Some(&other) = rest.next_if(|other| other.key < one.key) {
            extra.push(other);
        }
        match rest.next_if(|other| other.key == one.key) {
            Some(&other) if laxity.fits(one.kind, other.kind, strict) => {}
            Some(&other) => found.push(Difference::Type(one, other)),
            None => missing.push(one),
        }
    }
    extra.extend(rest);
    if laxity.extra {
        extra.clear();
    }
    if !strict {
        match laxity.plural {
            Plural::Named => missing.retain(|arg| !arg.is_named()),
            Plural::One if missing.len() > 1 => {}
            _ => missing.clear(),
        }
    }
    let numbered = ours.iter().chain(theirs).all(|arg| !arg.is_named());
    if numbered {
        if extra.is_empty() && !missing.is_empty() && !found.is_empty() {
            // One left out moves all that follow: what is missing is what has no counterpart.
            found = vec![Difference::Missing(unmatched(ours, theirs))];
        } else if found.is_empty() && !missing.is_empty() && extra.is_empty() {
            found.push(Difference::Missing(missing));
        } else if found.is_empty() {
            found.extend(paired(missing, extra));
        }
        found.truncate(1);
    } else {
        found.extend(paired(missing, extra));
    }
    found
}

/// The arguments of the source that have none of their type in the translation.
fn unmatched<'s>(ours: &[Arg<'s>], theirs: &[Arg<'_>]) -> Vec<Arg<'s>> {
    let mut kinds: Vec<Kind> = theirs.iter().map(|arg| arg.kind).collect();
    let mut left = ours.to_vec();
    left.retain(
        |arg| match kinds.iter().position(|kind| *kind == arg.kind) {
            Some(at) => {
                kinds.swap_remove(at);
                false
            }
            None => true,
        },
    );
    if left.is_empty() { ours.to_vec() } else { left }
}

/// What is missing and what is too many, where one stands for the other taken together.
fn paired<'s, 't>(
    mut missing: Vec<Arg<'s>>,
    extra: Vec<Arg<'t>>,
) -> impl Iterator<Item = Difference<'s, 't>> {
    let alone = missing.len() == 1 && extra.len() == 1;
    let mut found = Vec::new();
    for other in extra {
        let near = missing
            .iter()
            .position(|one| alone || one.resembles(&other));
        found.push(match near {
            Some(at) => Difference::Renamed(missing.remove(at), other),
            None => Difference::Extra(other),
        });
    }
    if !missing.is_empty() {
        found.push(Difference::Missing(missing));
    }
    found.into_iter()
}

/// Where the greatest number alone counts.
fn last<'s, 't>(
    source: &[Arg<'s>],
    translation: &[Arg<'t>],
    strict: bool,
) -> Option<Difference<'s, 't>> {
    match (source.last(), translation.last()) {
        (Some(&one), None) if strict => Some(Difference::Missing(vec![one])),
        (Some(&one), Some(other)) if strict && other.key < one.key => {
            Some(Difference::Missing(vec![one]))
        }
        (None, Some(&other)) => Some(Difference::Extra(other)),
        (Some(one), Some(&other)) if other.key > one.key => Some(Difference::Extra(other)),
        _ => None,
    }
}

impl Arg<'_> {
    fn is_named(&self) -> bool {
        matches!(self.key, Key::Name(_))
    }

    /// Whether the names are as near as slips of the hand make them.
    fn resembles(&self, other: &Arg<'_>) -> bool {
        match (self.key, other.key) {
            (Key::Name(one), Key::Name(other)) => {
                one.eq_ignore_ascii_case(other)
                    || crate::rules::selection::nearest(other, std::iter::once(one)).is_some()
            }
            _ => false,
        }
    }
}
