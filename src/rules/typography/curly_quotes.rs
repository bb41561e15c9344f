//! English quotation marks in a language that has others.

use memchr::memmem;

use super::ascii_quotes::{marks, nested};
use super::prose::{after, before, in_english, one_stretch, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "curly-quotes",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "English quotation marks",
        docs: r#"“…” is how English quotes. French has « … » (and “ ” for a quotation within), German „…“, Polish „…”. Languages that use “ ” themselves are left alone.
On the French documentation of Python 3.13: 3 findings, all read, 3 true.
```po bad
msgid "The “soft link” is read."
msgstr "Le “lien symbolique” est lu."
```
```po good
msgid "The “soft link” is read."
msgstr "Le « lien symbolique » est lu."
```"#,
    },
    check: Check::Message(check),
};

/// Whether the two words before the byte `at` stand in the source as they are: the text was left in English.
fn is_english(message: &Message<'_>, at: usize) -> bool {
    let head = message.text[..at].trim_end();
    let mut blanks = head.rmatch_indices(' ').map(|(blank, _)| blank);
    let words =
        |blank: usize| head[blank + 1..].is_ascii() && message.source_holds(&head[blank + 1..]);
    blanks.nth(1).is_some_and(words)
}

const OPENING: &str = "“";
const CLOSING: &str = "”";

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(language) = message.file.typography else {
        return;
    };
    if !message.bytes().has(0xe2) || language.quotes.contains(&('“', '”')) {
        return;
    }
    let text = message.text;
    for start in memmem::find_iter(text.as_bytes(), OPENING) {
        let from = start + OPENING.len();
        // In German “ closes what „ opened.
        let opens = before(text, start)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '\'' | '’' | '['))
            && after(text, from)
                .is_some_and(|c| !c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}'));
        let Some(length) = text[from..].find(['“', '”', '„', '«']).filter(|_| opens) else {
            continue;
        };
        let end = from + length;
        let inner = &text[from..end];
        if text[end..].starts_with(CLOSING)
            && !inner.contains('\n')
            && !nested(&text[..start])
            && !in_english(message)
            && !is_english(message, start)
            && !verbatim(message, &text[start..end + CLOSING.len()])
            && one_stretch(message.markup(), start, from)
            && one_stretch(message.markup(), end, end + CLOSING.len())
        {
            let ([opening, closing], spaced) = marks(message, language);
            // The spaces that stand there already are the new marks' own.
            let blank = |c: char| spaced && c.is_whitespace();
            let head = inner.len() - inner.trim_start_matches(blank).len();
            let tail = inner.len() - inner.trim_end_matches(blank).len();
            found
                .report(
                    &RULE.meta,
                    Span::new(start, end + CLOSING.len()),
                    "English quotation marks",
                )
                .fix(Safety::Unsafe, Span::new(start, from + head), opening)
                .fix(
                    Safety::Unsafe,
                    Span::new(end - tail, end + CLOSING.len()),
                    closing,
                );
        }
    }
}
