//! A space that moved into a placeholder, or that is missing before one.
//!
//! Machines that translate take `%s` apart: `işlevi% s` stands for `işlevi %s`. Most formatters read `% s` all the same,
//! and so does `msgfmt`, but the words are glued together.

use crate::diagnostic::{Group, Meta, Safety, Severity, Span};
use crate::markup::Kind;
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "placeholder-space",
        group: Group::Format,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a space in a placeholder, or none before it",
        docs: r#"A translation program may write `% s` for `%s`: what is shown then lacks a space before it, or has one where none belongs. Reported is a directive with a space behind its `%` where the source has the same one without it, and a placeholder that a word runs into where the source has a space before it.
```po bad
#, python-format
msgid "Invalid function %r."
msgstr "Fonction non valide% r."
```
```po good
#, python-format
msgid "Invalid function %r."
msgstr "Fonction non valide %r."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    if message.untouched || !message.source_bytes().has(b'%') || !message.bytes().has(b'%') {
        return;
    }
    // A source with such spaces is prose, or sets numbers in columns.
    if source.contains("% ") {
        return;
    }
    for at in memchr::memchr_iter(b'%', text.as_bytes()) {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let Some(rest) = behind.strip_prefix([' ', '\u{a0}']) else {
            continue;
        };
        let Some(directive) = directive(rest) else {
            continue;
        };
        // `100 % sûr`: a percent sign behind a number is one, and so is a second one.
        if before
            .trim_end()
            .ends_with(|c: char| c.is_numeric() || c == '%')
        {
            continue;
        }
        let wanted = format!("%{directive}");
        let behind = &rest[directive.len()..];
        if behind.starts_with(|c: char| c.is_alphanumeric())
            || !message.source_holds(&wanted)
            || message.text_holds(&wanted)
        {
            continue;
        }
        let span = Span::new(at, text.len() - behind.len());
        let glued = before.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, ':' | '=' | ',' | ';' | '-' | '.' | ')')
        });
        let right = format!("{}{wanted}", if glued { " " } else { "" });
        let told = format!(
            "the source has `{wanted}`, the translation `{}`",
            &text[span]
        );
        found
            .report(&RULE.meta, span, told)
            .fix(Safety::Safe, span, right);
    }
    glued(message, found);
}

/// Placeholders that a word runs into, though nothing is glued to them in the source.
fn glued(message: &Message<'_>, found: &mut Findings) {
    // Between Han or kana and Latin letters some set a space, and some none.
    if message.file.typography.is_some_and(|table| !table.spaced) {
        return;
    }
    let (source, text) = (message.source, message.text);
    for token in message.markup() {
        let (at, shown) = (token.span.start, &text[token.span]);
        if token.kind != Kind::Placeholder
            || !shown.starts_with('%')
            || !shown.ends_with(['s', 'd', 'r'])
        {
            continue;
        }
        let word = || text[..at].chars().rev().take(2);
        // A letter alone is a sign (`n%d`), a small word an article (`al-%s`), and other scripts write no spaces here.
        if word().count() < 2 || !word().all(is_letter) {
            continue;
        }
        let mut ours = source.match_indices(shown).peekable();
        // `%srelocation`: what stands for it is a prefix, or empty.
        let apart = ours.peek().is_some()
            && ours.all(|(at, _)| {
                source[..at].ends_with(' ')
                    && !source[at + shown.len()..].starts_with(char::is_alphanumeric)
            });
        if apart {
            let told = format!("no space before `{shown}`, the source has one");
            found
                .report(&RULE.meta, token.span, told)
                .fix(Safety::Unsafe, Span::new(at, at), " ");
        }
    }
}

/// A letter of a script that parts words.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && matches!(c, 'A'..='\u{52f}' | '\u{1e00}'..='\u{1fff}')
}

/// The letter of a directive. Before a name in parentheses a space makes the string invalid, which other rules report.
fn directive(rest: &str) -> Option<&str> {
    matches!(
        rest.as_bytes().first()?,
        b's' | b'd' | b'r' | b'i' | b'u' | b'f' | b'c' | b'x'
    )
    .then(|| &rest[..1])
}
