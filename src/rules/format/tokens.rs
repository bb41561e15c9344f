//! Placeholders that are compared as they are written: which of the source's a translation lost, which it has of its own.

use super::mend::alteration;
use crate::diagnostic::{Meta, Safety, Span};
use crate::rules::selection::nearest;
use crate::rules::{Findings, Message};

/// The places of placeholders in a string, in order.
pub(super) type Find<'f> = &'f dyn Fn(&str) -> Vec<Span>;

/// Reports the placeholders of the source that are missing in the translation, and those that it does not have. A plural
/// form may have those of either source, and one that stands for few numbers may leave them out.
pub(super) fn compare(
    meta: &Meta<'_>,
    message: &Message<'_>,
    ours: &[Span],
    theirs: &[Span],
    find: Find<'_>,
    found: &mut Findings,
) {
    let (source, text) = (message.source, message.text);
    let mut lost: Vec<&str> = ours.iter().map(|&span| &source[span]).collect();
    let mut own: Vec<Span> = Vec::new();
    for &span in theirs {
        match lost.iter().position(|&one| one == &text[span]) {
            Some(at) => drop(lost.remove(at)),
            None => own.push(span),
        }
    }
    // What has a name or a number may be said once for twice, and twice for once.
    let named = |one: &str| one.bytes().filter(u8::is_ascii_alphanumeric).count() > 1;
    let holds = |text: &str, all: &[Span], one: &str| all.iter().any(|&span| &text[span] == one);
    lost.retain(|one| !(named(one) && holds(text, theirs, one)));
    own.retain(|&span| !(named(&text[span]) && holds(source, ours, &text[span])));
    if message.plural.is_some() {
        let other = match message.plural {
            Some(0) => message.entry.msgid_plural(),
            _ => message.entry.msgid(),
        };
        let other = other.as_deref().unwrap_or_default();
        let of_other: Vec<&str> = find(other).into_iter().map(|span| &other[span]).collect();
        own.retain(|&span| !of_other.contains(&&text[span]));
        if !super::judge::is_frequent(message) {
            lost.clear();
        }
    }
    // One for one: whatever they look like, the one is meant for the other.
    let alone = (own.len() == 1 && lost.len() == 1).then(|| lost[0]);
    let mut mended: Vec<(Safety, Span, &str)> = Vec::new();
    for &span in &own {
        let near = alone.or_else(|| nearest(&text[span], lost.iter().copied()));
        if let Some(near) = near {
            mended.push((Safety::Suggest, span, near));
            lost.retain(|one| *one != near);
        }
    }
    let help = mended.first().map(|(_, _, near)| *near);
    let mut altered = None;
    for &one in &lost {
        let mut places = text
            .char_indices()
            .filter_map(|(at, _)| alteration(text, at, one));
        if let (Some(span), None) = (places.next(), places.next()) {
            altered.get_or_insert(span);
            mended.push((Safety::Safe, span, one));
        }
    }
    let list = |all: &[&str]| {
        let names: Vec<String> = all.iter().map(|one| format!("`{one}`")).collect();
        names.join(", ")
    };
    let shown: Vec<&str> = own.iter().map(|&span| &text[span]).collect();
    // One finding a message: who looks at it sees all of them.
    let (span, told) = match (own.first(), lost.is_empty(), altered) {
        (None, true, _) => return,
        (None, false, None) => (
            Span::new(0, text.len()),
            format!("the source has {}, the translation does not", list(&lost)),
        ),
        (None, false, Some(span)) => (
            span,
            format!(
                "the source has {}, the translation does not, but `{}`",
                list(&lost),
                &text[span]
            ),
        ),
        (Some(&span), true, _) => (
            span,
            format!("the translation has {}, the source does not", list(&shown)),
        ),
        (Some(&span), false, _) => (
            span,
            format!(
                "the translation has {}, the source {}",
                list(&shown),
                list(&lost)
            ),
        ),
    };
    let one = found.report(meta, span, told);
    if let Some(near) = help {
        one.help(format!("did you mean `{near}`?"));
    } else if altered.is_some() {
        one.help("write it as the source does");
    }
    for (safety, span, text) in mended {
        one.fix(safety, span, text);
    }
}
