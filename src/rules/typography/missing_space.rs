//! Two words, or a word and a placeholder, that a lost blank runs together.

use super::prose::{after, before, in_english, is_prose, untouched, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::markup::Kind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "missing-space",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "no blank behind a mark, or around brackets, where the source has one",
        docs: r#"`aufgetreten:%(err)s`, `oui,non`, `fichier(s'il existe)`: the source parts the two, and the translation does not. Brackets within a word (`fichier(s)`), names of functions and of files, and scripts without spaces are left alone.
```po bad
msgid "It failed, alas, %(err)s"
msgstr "Échec, hélas,%(err)s"

msgid "Yes, the file (if there is one)."
msgstr "Oui, le fichier(s'il existe)."
```
```po good
msgid "It failed, alas, %(err)s"
msgstr "Échec, hélas, %(err)s"

msgid "Yes, the file (if there is one)."
msgstr "Oui, le fichier (s'il existe)."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(language) = message.file.typography.filter(|table| table.spaced) else {
        return;
    };
    if untouched(message) {
        return;
    }
    placeholders(message, found);
    for at in find::all(*b",.()", message.text.as_bytes()) {
        match message.text.as_bytes()[at] {
            b'(' | b')' if language.attached_brackets => {}
            b'(' => opening(message, at, found),
            b')' => closing(message, at, found),
            _ => mark(message, at, found),
        }
    }
}

fn report(message: &Message<'_>, shown: Span, at: usize, found: &mut Findings) {
    if in_english(message) {
        return;
    }
    let told = format!("no blank beside `{}`", &message.text[shown]);
    found
        .report(&RULE.meta, shown, told)
        .fix(Safety::Unsafe, Span::new(at, at), " ");
}

/// `aufgetreten:%s`, where the source has `: %s`.
fn placeholders(message: &Message<'_>, found: &mut Findings) {
    if message.is_rst() {
        return;
    }
    let text = message.text;
    for token in message.markup() {
        let at = token.span.start;
        if token.kind != Kind::Placeholder || at == 0 {
            continue;
        }
        let mark = text.as_bytes()[at - 1];
        let placeholder = &text[token.span];
        if !matches!(mark, b':' | b',' | b';' | b')') {
            continue;
        }
        let head = text[..at - 1].trim_end_matches(['\u{a0}', '\u{202f}', ' ']);
        let placed = message
            .markup()
            .iter()
            .any(|token| token.kind == Kind::Placeholder && token.span.end == head.len());
        // `%d:%d` is one thing, unless the source parts the two.
        let same = [char::from(mark), ' '].iter().collect::<String>();
        if !message.source.contains(&same) || !placed && !is_word(word_before(head, head.len())) {
            continue;
        }
        // In the source it always stands behind a blank.
        let mut places = message.source.match_indices(placeholder).peekable();
        let parted = places.peek().is_some()
            && places.all(|(at, _)| {
                let head = &message.source[..at];
                // Two blanks set columns.
                head.ends_with([' ', '\n']) && !head.ends_with("  ")
            });
        if parted {
            report(message, Span::new(at - 1, at), at, found);
        }
    }
}

/// The word that ends or begins at a byte, letters alone.
fn word_before(text: &str, at: usize) -> &str {
    let start = text[..at].trim_end_matches(char::is_alphabetic).len();
    &text[start..at]
}

fn word_after(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.len() - rest.trim_start_matches(char::is_alphabetic).len()]
}

fn is_word(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// `oui,non`, `fait.Le`
fn mark(message: &Message<'_>, at: usize, found: &mut Findings) {
    let text = message.text;
    let tail = word_after(text, at + 1);
    if !is_word(tail) {
        return;
    }
    let head = word_before(text, at);
    if !is_word(head) {
        return;
    }
    let mark = text.as_bytes()[at];
    let start = at - head.len();
    let end = at + 1 + tail.len();
    // Of a name, a path, a list without blanks: `os.path`, `x.y()`, `a,b,c`.
    let joined = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '_' | '/'
                        | '.'
                        | '('
                        | '='
                        | '@'
                        | '-'
                        | ':'
                        | '\\'
                        | '<'
                        | '['
                        | '{'
                        | '$'
                        | '%'
                        | '&'
                        | '#'
                        | '|'
                        | '"'
                        | '\''
                        | ','
                        | ';'
                )
        })
    };
    let lower = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let sentence = mark != b'.'
        || (head.chars().all(char::is_lowercase)
            && tail.starts_with(char::is_uppercase)
            && head.chars().count() > 2);
    let glued = message.source.as_bytes().windows(3).any(|three| {
        three[1] == mark && three[0].is_ascii_alphanumeric() && three[2].is_ascii_alphanumeric()
    });
    if sentence
        && lower(head)
        && lower(tail)
        && !glued
        && !joined(before(text, start))
        && !after(text, end).is_some_and(|c| c != '.' && c != ',' && joined(Some(c)))
        && !verbatim(message, head)
        && is_prose(message.markup(), at)
        && is_prose(message.markup(), start)
        && is_prose(message.markup(), end - 1)
    {
        report(message, Span::new(at, at + 1), at + 1, found);
    }
}

/// `fichier(s'il existe)`: words in the brackets, and none in those of the source that follow a letter.
fn opening(message: &Message<'_>, at: usize, found: &mut Findings) {
    let text = message.text;
    let head = word_before(text, at);
    if !is_word(head) {
        return;
    }
    let Some(length) = text[at..].find(')') else {
        return;
    };
    let inner = &text[at + 1..at + length];
    let worded = inner.trim().contains(' ')
        && inner.chars().filter(|c| c.is_alphabetic()).count() > 5
        && !inner.contains(['(', ',', '=', '%', '_', '<']);
    let glued = message
        .source
        .as_bytes()
        .windows(2)
        .any(|two| two[1] == b'(' && !matches!(two[0], b' ' | b'\n'));
    if head.chars().count() > 2
        && worded
        && message.source.contains(" (")
        && !glued
        && !verbatim(message, head)
        && is_prose(message.markup(), at)
        && is_prose(message.markup(), at - 1)
        && is_prose(message.markup(), at + 1)
    {
        report(message, Span::new(at, at + 1), at, found);
    }
}

/// `(s'il existe)est`
fn closing(message: &Message<'_>, at: usize, found: &mut Findings) {
    let text = message.text;
    let tail = word_after(text, at + 1);
    if !is_word(tail) {
        return;
    }
    let Some(open) = text[..at].rfind('(') else {
        return;
    };
    let inner = &text[open + 1..at];
    let apart = before(text, open).is_none_or(char::is_whitespace);
    // `(Fehler-)Wort`, `(versions)nummer`
    let worded = inner.chars().filter(|c| c.is_alphabetic()).count() > 5
        && inner.trim().contains(' ')
        && !inner.ends_with('-');
    let glued = message
        .source
        .as_bytes()
        .windows(2)
        .any(|two| two[0] == b')' && two[1].is_ascii_alphanumeric());
    if tail.chars().count() > 2
        && apart
        && worded
        && message.source.contains(") ")
        && !glued
        && is_prose(message.markup(), at)
        && is_prose(message.markup(), at - 1)
        && is_prose(message.markup(), at + 1)
    {
        report(message, Span::new(at, at + 1), at + 1, found);
    }
}
