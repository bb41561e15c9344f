//! Straight quotation marks around prose.

use super::habits::Habits;
use super::prose::{after, before, in_english, is_prose, untouched, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::lang::typography::{Gap, Typography};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "ascii-quotes",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "straight quotation marks around prose",
        docs: r#"French quotes in guillemets, « … », with no-break spaces inside, unless a program's catalogue does so in less than one place of three; in other languages straight marks are reported in a file that hardly ever writes them. Straight marks are for strings of code: what stands so in the source, a single word without an accent, what a function is called with (`DSUM(A1:C7, "Âge", A9)`), and what a source asks to quote (*or quote it: "Foo: bar"*) are left alone.
On the French documentation of Python 3.13: 76 findings, all read, 75 true (an English title was altered).
```po bad
msgid "Called a \"soft link\" here."
msgstr "Appelé ici \"lien symbolique\"."
```
```po good
msgid "Called a \"soft link\" here."
msgstr "Appelé ici « lien symbolique »."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(language) = message.file.typography else {
        return;
    };
    if !message.bytes().has(b'"') || untouched(message) || asks_for_quotes(message.source) {
        return;
    }
    // Elsewhere straight marks are a choice, unless the file itself hardly ever makes it.
    let by_habit =
        || Habits::of(message).quotes.is_sure(19) && !message.file.language.starts_with("en");
    // A program whose translators hardly ever write the language's own marks; a document is set in type.
    let given_up = || !message.is_rst() && !Habits::of(message).quotes.is_kept(1, 2);
    let text = message.text;
    let tokens = message.markup();
    let mut open = None;
    for at in find::all([b'"'], text.as_bytes()).filter(|&at| is_prose(tokens, at)) {
        let Some(start) = open else {
            if opens(text, at) {
                open = Some(at);
            }
            continue;
        };
        if !closes(text, at) {
            // Not the quotation that it seemed to be.
            open = opens(text, at).then_some(at);
            continue;
        }
        open = None;
        let inner = &text[start + 1..at];
        if is_quotation(inner)
            && !quoted_so(message, inner)
            && !nested(&text[..start])
            // `[>=5]"…"`: a format of numbers.
            && !message.source.contains("]\"")
            && !is_command(message, start)
            && !is_code(&text[..start], &text[at + 1..])
            && (language.no_straight_quotes && !given_up() || by_habit())
            && !in_english(message)
        {
            let ([opening, closing], _) = marks(message, language);
            found
                .report(
                    &RULE.meta,
                    Span::new(start, at + 1),
                    "straight quotation marks around prose",
                )
                .fix(Safety::Unsafe, Span::new(start, start + 1), opening)
                .fix(Safety::Unsafe, Span::new(at, at + 1), closing);
        }
    }
}

/// Whether the source speaks of quoting right before what it has within marks, `(or quote it: "Foo: bar")`: they are to be
/// typed.
fn asks_for_quotes(source: &str) -> bool {
    source.split('"').any(|before| {
        let mut words = before.split_whitespace().rev().take(3);
        words.any(|word| word.starts_with("quote") || word.starts_with("quoting"))
    })
}

/// Whether the quotation stands on an indented line among others of a program's message: a command to type.
fn is_command(message: &Message<'_>, start: usize) -> bool {
    !message.is_rst()
        && message.text[..start]
            .rsplit_once('\n')
            .is_some_and(|(_, line)| line.starts_with([' ', '\t']))
}

/// Whether the quotation is a string of code: `title= "…"`, `#include "…"`, `"Name" <mail>`.
fn is_code(before: &str, behind: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next();
    let word = word.unwrap_or_default();
    let address = behind
        .trim_start()
        .strip_prefix("&lt;")
        .or_else(|| behind.trim_start().strip_prefix('<'))
        .and_then(|rest| rest.split(['>', '&']).next())
        .is_some_and(|inner| inner.contains('@'));
    // `"to below" * General`: a format of numbers.
    let number = behind.trim_start().starts_with("* ");
    // `DSUM(A1:C7, "Âge", A9:A11)`: what a function is called with.
    let call = behind.trim_start().starts_with([',', ')'])
        && before.trim_end().ends_with([',', '('])
        && before.rsplit_once('(').is_some_and(|(head, inner)| {
            head.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !inner.contains(')')
        });
    word.ends_with('=') || word.starts_with('#') || address || number || call
}

/// The language's quotation marks with the spaces inside them, and whether there are any.
pub(super) fn marks(message: &Message<'_>, language: &Typography) -> ([String; 2], bool) {
    let (opening, closing) = language.quotes[0];
    let spaced = language.gaps.guillemets == Gap::NoBreak;
    let mut marks = [opening.to_string(), closing.to_string()];
    if spaced {
        marks[0].push(message.file.marks.space("«"));
        marks[1].insert(0, message.file.marks.space("»"));
    }
    (marks, spaced)
}

/// Whether a quotation is open already: marks within are another matter.
pub(super) fn nested(before: &str) -> bool {
    match (before.rfind('«'), before.rfind('»')) {
        (Some(open), close) => close.is_none_or(|close| close < open),
        _ => false,
    }
}

fn opens(text: &str, at: usize) -> bool {
    let outside = before(text, at)
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '\'' | '’' | '[' | '—' | '–' | '*'));
    outside && after(text, at + 1).is_some_and(|c| !c.is_whitespace() && c != '"')
}

fn closes(text: &str, at: usize) -> bool {
    let outside = after(text, at + 1).is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                ')' | '.' | ',' | ';' | ':' | '!' | '?' | ']' | '…' | '—' | '–' | '*' | '\\'
            )
    });
    outside && before(text, at).is_some_and(|c| !c.is_whitespace())
}

/// Two words or an accent: what is prose.
fn is_quotation(inner: &str) -> bool {
    let words = inner
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .count();
    let accent = inner.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    // A letter, or what stands for a value: `"A"`, `"ВЕРСІЯ"`.
    let lower = inner.chars().any(char::is_lowercase) && inner.chars().nth(1).is_some();
    let cased = inner.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    (words > 1 || accent) && (lower || !cased) && !inner.contains(['=', '\n', '{', '\\', '<', '#'])
}

/// Whether the source quotes the same, or the words of it: `"sudo apt install gpg"`.
fn quoted_so(message: &Message<'_>, inner: &str) -> bool {
    verbatim(message, inner)
        || (inner.is_ascii() && inner.split(' ').all(|word| verbatim(message, word)))
}
