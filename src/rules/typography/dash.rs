//! Hyphens for a dash.

use memchr::memmem;

use super::prose::{in_english, is_prose};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "dash",
        group: Group::Typography,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: false,
        summary: "hyphens for a dash",
        docs: r#"`--` with blanks on both sides stands for `–`, `---` for `—`. Arrows (`-->`), options (`--help`) and what separates a command's options from its arguments are something else, so this is off unless asked for.
```po bad
msgid "One – the first – is enough."
msgstr "Un -- le premier -- suffit."
```
```po good
msgid "One – the first – is enough."
msgstr "Un – le premier – suffit."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let text = message.text;
    let mut end = 0;
    for at in memmem::find_iter(text.as_bytes(), b"--") {
        if at < end {
            continue;
        }
        let behind = text[at..].trim_start_matches('-');
        end = text.len() - behind.len();
        let dash = match end - at {
            2 => "–",
            3 => "—",
            _ => continue,
        };
        let before = &text[..at];
        let blank = |c: char| c.is_whitespace() && c != '\n';
        // Between words: behind a command's name `--` ends its options.
        let word = before
            .trim_end()
            .ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | ')' | '»' | '`' | '.'));
        let next = behind
            .trim_start()
            .starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '«' | '`' | '*' | ':'));
        if before.ends_with(blank)
            && behind.starts_with(blank)
            && word
            && next
            && is_prose(message.markup(), at)
            && !in_english(message)
        {
            let span = Span::new(at, end);
            found
                .report(&RULE.meta, span, "hyphens for a dash")
                .fix(Safety::Safe, span, dash);
        }
    }
}
