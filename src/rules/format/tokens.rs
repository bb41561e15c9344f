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
    for span in own {
        let shown = &text[span];
        let message = format!("the translation has `{shown}`, the source does not");
        let near = alone.or_else(|| nearest(shown, lost.iter().copied()));
        let one = found.report(meta, span, message);
        if let Some(near) = near {
            one.help(format!("did you mean `{near}`?"))
                .fix(Safety::Suggest, span, near);
            lost.retain(|one| *one != near);
        }
    }
    for one in lost {
        let message = format!("the source has `{one}`, the translation does not");
        let mut places = text
            .char_indices()
            .filter_map(|(at, _)| alteration(text, at, one));
        match (places.next(), places.next()) {
            (Some(span), None) => {
                found
                    .report(meta, span, format!("{message}, but `{}`", &text[span]))
                    .help("write it as the source does")
                    .fix(Safety::Safe, span, one);
            }
            _ => {
                found.report(meta, Span::new(0, text.len()), message);
            }
        }
    }
}
