//! What a translation asks of the arguments, against what its source does. It knows no language, only what a language
//! lets a translation do.

use super::model::{Arg, Key, Kind, Signature};

/// What a translation may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Laxity {
    /// It may take arguments that the source does not take.
    pub extra: bool,
    /// A plural form may leave arguments out, where `msgfmt` lets forms of few numbers do so.
    pub plural: Plural,
    /// Only the greatest number counts.
    pub last: bool,
    /// A type that any other may take the place of in such a form.
    pub loose: Option<Kind>,
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

/// What languages do as a rule.
pub const PLAIN: Laxity = Laxity {
    extra: false,
    plural: Plural::Missing,
    last: false,
    loose: None,
};

/// How a translation differs from its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference<'s, 't> {
    /// The source takes this argument, the translation does not.
    Missing(Arg<'s>),
    /// The translation takes this argument, the source does not.
    Extra(Arg<'t>),
    /// Both take it, as different types.
    Type(Arg<'s>, Arg<'t>),
    /// One names its arguments, the other does not.
    Way(Arg<'s>, Arg<'t>),
    /// A directive without an argument is missing.
    MarkMissing(&'static str, crate::diagnostic::Span),
    /// A directive without an argument is too many.
    MarkExtra(&'static str, crate::diagnostic::Span),
    /// The translation has a directive that only the elaborate formatter knows.
    Elaborate(crate::diagnostic::Span),
    /// The lists of arguments that Lisp's directives accept are not the same.
    List,
}

/// The first difference that counts; `strict` where nothing may be left out.
#[must_use]
pub fn compare<'s, 't>(
    laxity: Laxity,
    source: &Signature<'s>,
    translation: &Signature<'t>,
    strict: bool,
) -> Option<Difference<'s, 't>> {
    if !strict && laxity.plural == Plural::Anything {
        return None;
    }
    let strict = strict || laxity.plural == Plural::Nothing;
    if let Some((source, translation)) = source.list.as_ref().zip(translation.list.as_ref()) {
        return (!source.accepts(translation, strict)).then_some(Difference::List);
    }
    if let (None, Some(span)) = (source.elaborate, translation.elaborate) {
        return Some(Difference::Elaborate(span));
    }
    let (ours, theirs) = (&source.args, &translation.args);
    if let (Some(one), Some(other)) = (ours.first(), theirs.first())
        && matches!(one.key, Key::Name(_)) != matches!(other.key, Key::Name(_))
    {
        return Some(Difference::Way(*one, *other));
    }
    if laxity.last {
        return last(ours, theirs, strict);
    }
    let mut theirs = theirs.iter().peekable();
    let mut missing = None;
    let mut left_out = 0;
    let mut extra = None;
    let mut differs = None;
    for &one in ours {
        while let Some(&other) = theirs.next_if(|other| other.key < one.key) {
            extra.get_or_insert(other);
        }
        match theirs.next_if(|other| other.key == one.key) {
            Some(&other) => {
                let loose = !strict && laxity.loose.is_some_and(|kind| one.kind == kind || other.kind == kind);
                if one.kind != other.kind && !loose {
                    differs.get_or_insert((one, other));
                }
            }
            None => {
                left_out += 1;
                missing.get_or_insert(one);
            }
        }
    }
    if let Some(&other) = theirs.next() {
        extra.get_or_insert(other);
    }
    let extra = extra.filter(|_| !laxity.extra);
    let missing = missing.filter(|arg| match laxity.plural {
        _ if strict => true,
        Plural::Named => matches!(arg.key, Key::Number(_)),
        Plural::One => left_out > 1,
        _ => false,
    });
    // A wrong type is more telling than an argument in excess, this one than a missing one.
    if let Some((one, other)) = differs {
        return Some(Difference::Type(one, other));
    }
    if let Some(other) = extra {
        return Some(Difference::Extra(other));
    }
    if let Some(one) = missing {
        return Some(Difference::Missing(one));
    }
    let mark = |marks: &[(&'static str, _)]| marks.first().copied();
    match (mark(&source.marks), mark(&translation.marks)) {
        (Some((mark, span)), None) => Some(Difference::MarkMissing(mark, span)),
        (None, Some((mark, span))) => Some(Difference::MarkExtra(mark, span)),
        _ => None,
    }
}

/// Where the greatest number alone counts.
fn last<'s, 't>(
    source: &[Arg<'s>],
    translation: &[Arg<'t>],
    strict: bool,
) -> Option<Difference<'s, 't>> {
    match (source.last(), translation.last()) {
        (Some(&one), None) if strict => Some(Difference::Missing(one)),
        (Some(&one), Some(other)) if strict && other.key < one.key => {
            Some(Difference::Missing(one))
        }
        (None, Some(&other)) => Some(Difference::Extra(other)),
        (Some(one), Some(&other)) if other.key > one.key => Some(Difference::Extra(other)),
        _ => None,
    }
}
