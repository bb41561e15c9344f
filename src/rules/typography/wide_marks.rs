//! Marks beside Han and kana: blanks around full-width ones, and half-width ones where the file has full-width.

use super::habits::{Habits, WIDE, is_wide_script};
use super::prose::{after, before, blank_is_meant, is_prose, token_at, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::rules::{Findings, Message};

pub(super) static SPACE: Rule = Rule {
    meta: Meta {
        id: "wide-mark-space",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a blank behind a full-width mark",
        docs: r"Full-width marks of Chinese and Japanese (`，`, `。`, `：`) bring their space with them. A blank between one and Han or kana is reported in a file that hardly ever sets one; columns of programs are left alone.
There is no example here: it takes a whole file.",
    },
    check: Check::Message(space),
};

pub(super) static HALF: Rule = Rule {
    meta: Meta {
        id: "half-width-mark",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "a half-width mark beside Han or kana",
        docs: r"`,`, `;`, `:`, `!` and `?` behind Han or kana, in a file that writes the full-width mark nearly everywhere. Marks before a figure or a letter are left alone; in lists and columns of programs many are meant, so this is off unless asked for.
There is no example here: it takes a whole file.",
    },
    check: Check::Message(half),
};

fn is_wide(message: &Message<'_>) -> bool {
    let table = message.file.typography;
    table.is_some_and(|table| !table.spaced && !table.tight.is_empty()) && !untouched(message)
}

fn space(message: &Message<'_>, found: &mut Findings) {
    // The first bytes of the marks.
    let bytes = message.bytes();
    if !bytes.has(b' ') || !(bytes.has(0xe3) || bytes.has(0xef)) || !is_wide(message) {
        return;
    }
    // Columns.
    if !message.is_rst() && (message.source.contains("\n ") || message.text.contains("  ")) {
        return;
    }
    let text = message.text;
    for at in find::all([b' '], text.as_bytes()) {
        let last = before(text, at);
        let Some(kind) = WIDE.iter().position(|(_, wide)| Some(*wide) == last) else {
            continue;
        };
        let mark = WIDE[kind].1;
        let next = after(text, at + 1);
        let tokens = message.markup();
        // Japanese sets a space behind these where another sentence follows.
        let sentence = matches!(mark, '！' | '？') && message.file.language.starts_with("ja");
        let alone = next.is_some_and(is_wide_script)
            && !sentence
            && is_prose(tokens, at)
            && is_prose(tokens, at - 1)
            && token_at(tokens, at + 1).is_none();
        let habit = || Habits::of(message).blanks[kind];
        if alone && habit().is_sure(9) && !blank_is_meant(message) {
            let span = Span::new(at, at + 1);
            found
                .report(&SPACE.meta, span, format!("a blank behind `{mark}`"))
                .fix(Safety::Safe, span, "");
        }
    }
}

fn half(message: &Message<'_>, found: &mut Findings) {
    if !is_wide(message) {
        return;
    }
    let text = message.text;
    for at in find::all(*b",;!?:", text.as_bytes()) {
        if !before(text, at).is_some_and(is_wide_script) {
            continue;
        }
        let Some(kind) = WIDE
            .iter()
            .position(|(half, _)| text[at..].starts_with(*half))
        else {
            continue;
        };
        let ends = match after(text, at + 1) {
            None => true,
            Some(c) => c.is_whitespace() || is_wide_script(c),
        };
        let habit = Habits::of(message).wide[kind];
        if ends
            && is_prose(message.markup(), at)
            && is_prose(message.markup(), at - 1)
            && habit.is_sure(9)
        {
            let (half, wide) = WIDE[kind];
            let blank = usize::from(text[at + 1..].starts_with(' ') && at + 2 < text.len());
            found
                .report(
                    &HALF.meta,
                    Span::new(at, at + 1),
                    format!("`{half}`, where the file writes `{wide}`"),
                )
                .fix(Safety::Unsafe, Span::new(at, at + 1 + blank), wide);
        }
    }
}
