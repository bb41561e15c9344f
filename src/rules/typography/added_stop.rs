//! A full stop at the end of a message whose source has none.

use super::ending::{Class, ending, is_mark};
use super::habits::Habits;
use super::prose::{before, end_is_meant, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "added-stop",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "the translation ends with a full stop, the source with no mark",
        docs: r"Labels and titles take no full stop, and programs put messages together that have none. Reported in the messages of programs, in a file that hardly ever adds one. A full stop may also mend what the author forgot, so this is off unless asked for.
There is no example here: it takes a whole file.",
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.is_rst() || message.file.typography.is_none() || untouched(message) {
        return;
    }
    let source = ending(message.source, None);
    if source.class != Class::Word {
        return;
    }
    let text = ending(message.text, message.file.typography);
    let Some(mark) = message.text[text.at..].chars().next() else {
        return;
    };
    let end = text.at + mark.len_utf8();
    // An abbreviation ends with its own.
    let word = message.text[..text.at]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let whole = word.chars().filter(|c| c.is_alphabetic()).count() > 4 && !word.contains('.');
    let letter = before(message.text, text.at).is_some_and(char::is_alphabetic);
    if text.class != Class::Stop
        || end != text.end
        || !whole
        || !letter
        || !is_mark(text, message.markup())
        || end_is_meant(message)
    {
        return;
    }
    let habit = Habits::of(message).added;
    if habit.is_sure(19) {
        let span = Span::new(text.at, end);
        found
            .report(
                &RULE.meta,
                span,
                format!("the source does not end with `{mark}`"),
            )
            .fix(Safety::Safe, span, "");
    }
}
