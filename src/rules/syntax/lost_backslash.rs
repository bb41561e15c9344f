//! A backslash of the source that its translation has lost.
//!
//! Who types `\table` into a file, where the source has `\\table`, writes a tab and `able`. What stands there then is a
//! character that other rules would drop; here the letter is kept and the backslash given back.

use std::collections::HashMap;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "lost-backslash",
        group: Group::Syntax,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a backslash of the source is missing, and its letter became a control character",
        docs: r#"In a file `\t` is a tab, and `\\t` a backslash before a `t`. Where the source has `\\table` and the translation `\table`, the reader sees a hole and *able*. The same holds for `\\n`, `\\r`, `\\a`, `\\b`, `\\f`, `\\v`, and for one backslash where the source has two or more before the same word. Reported only where the source settles it: the same letters follow, or it has no such control character and as many of its escapes are missing.
```po bad
msgid "the path C:\\new\\table"
msgstr "le chemin C:\new\table"
```
```po good
msgid "the path C:\\new\\table"
msgstr "le chemin C:\\new\\table"
```"#,
    },
    check: Check::Message(check),
};

/// A place where a backslash is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Lost {
    /// What stands there: the control character, or backslashes that are too few.
    pub span: Span,
    /// What should.
    pub text: String,
}

/// The letters that a backslash makes a character of its own, and which.
const ESCAPES: [(char, char); 7] = [
    ('a', '\u{7}'),
    ('b', '\u{8}'),
    ('t', '\t'),
    ('n', '\n'),
    ('v', '\u{b}'),
    ('f', '\u{c}'),
    ('r', '\r'),
];

fn check(message: &Message<'_>, found: &mut Findings) {
    for lost in message.lost_backslashes() {
        found
            .report(
                &RULE.meta,
                lost.span,
                // As the file writes it.
                format!(
                    "a backslash is missing: the source has `{}`",
                    lost.text.replace('\\', "\\\\")
                ),
            )
            .fix(Safety::Safe, lost.span, lost.text.clone());
    }
}

/// Where the translation lacks backslashes of its source, in order.
pub(in crate::rules) fn find(message: &Message<'_>) -> Vec<Lost> {
    let mut lost = Vec::new();
    if message.untouched || !message.source_bytes().has(b'\\') {
        return lost;
    }
    let (source, text) = (message.source, message.text);
    for (letter, control) in ESCAPES {
        let escapes = |text| follow(text, |rest| rest.strip_prefix('\\')?.strip_prefix(letter));
        let controls = |text| follow(text, |rest| rest.strip_prefix(control));
        if !text.contains(control) {
            continue;
        }
        // The author of a page wrote `\\n` between its tags by accident, and whoever translated it saw that.
        if letter == 'n' && source.starts_with('<') {
            continue;
        }
        // Of each word behind such an escape: how many more of them the source has.
        let mut missing: HashMap<&str, usize> = HashMap::new();
        for (_, word) in escapes(source) {
            *missing.entry(word).or_default() += 1;
        }
        for (_, word) in escapes(text) {
            if let Some(count) = missing.get_mut(word) {
                *count = count.saturating_sub(1);
            }
        }
        let wanted = escapes(source).count();
        let all = wanted.saturating_sub(escapes(text).count());
        let surplus = text.matches(control).count();
        let usual = source.matches(control).count();
        let replace = |at: usize| Lost {
            span: Span::new(at, at + control.len_utf8()),
            text: format!("\\{letter}"),
        };
        if usual == 0 && surplus == all {
            lost.extend(controls(text).map(|(at, _)| replace(at)));
            continue;
        }
        let mut left = surplus.saturating_sub(usual).min(all);
        for (at, word) in controls(text).filter(|(_, word)| !word.is_empty()) {
            if left > 0
                && let Some(count) = missing.get_mut(word).filter(|count| **count > 0)
            {
                *count -= 1;
                left -= 1;
                lost.push(replace(at));
            }
        }
    }
    lost.extend(runs(source, text));
    lost.sort_by_key(|lost| lost.span);
    lost
}

/// The places of what `prefix` takes off a text, each with the letters and digits that follow it.
fn follow<'t>(
    text: &'t str,
    prefix: impl Fn(&'t str) -> Option<&'t str>,
) -> impl Iterator<Item = (usize, &'t str)> {
    text.char_indices().filter_map(move |(at, _)| {
        let rest = prefix(&text[at..])?;
        Some((at, word(rest)))
    })
}

/// The letters and digits at the start of a text.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// Backslashes before a word that are more in the source, where each has the word once behind any.
fn runs(source: &str, text: &str) -> Option<Lost> {
    if !source.contains("\\\\") {
        return None;
    }
    let mut ours = backslashes(source).filter(|(_, count, word)| *count > 1 && word.len() > 1);
    let (_, wanted, name) = ours.next()?;
    let mut there = backslashes(text).filter(|(_, _, word)| *word == name);
    let (at, count, _) = there.next()?;
    let single = ours.all(|(_, _, word)| word != name) && there.next().is_none();
    (single && count < wanted).then(|| Lost {
        span: Span::new(at, at + count),
        text: "\\".repeat(wanted),
    })
}

/// Each run of backslashes: where it stands, how long it is, the word behind it.
fn backslashes(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut end = 0;
    text.match_indices('\\').filter_map(move |(at, _)| {
        if at < end {
            return None;
        }
        let rest = text[at..].trim_start_matches('\\');
        end = text.len() - rest.len();
        Some((at, end - at, word(rest)))
    })
}
