//! A placeholder of the project's own, lost or made up.

use regex::Regex;

use super::tokens;
use crate::diagnostic::{Group, Meta, Safety, Severity, Span};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "placeholder",
        group: Group::Format,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a placeholder of the configuration that source and translation do not share",
        docs: r#"What the key `placeholders` of the configuration describes (regular expressions, as `'\{\{\w+\}\}'` or `'%\w+%'`) must stand in the translation as often as in the source. Without the key the rule finds nothing. Mended is one that differs from the source's by a blank or a full-width character alone.

The examples are read with `placeholders = ['\{\{\w+\}\}']`.
```po bad
msgid "Hello {{name}}"
msgstr "Bonjour {{ name}}"
```
```po good
msgid "Hello {{name}}"
msgstr "Bonjour {{name}}"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let patterns = &message.file.placeholders;
    if patterns.is_empty() || message.source == message.text {
        return;
    }
    let find = |text: &str| places(patterns, text);
    let (ours, theirs) = (find(message.source), find(message.text));
    if !ours.is_empty() || !theirs.is_empty() {
        tokens::compare(&RULE.meta, message, &ours, &theirs, &find, found);
    }
}

/// Where the patterns match, in order; of two matches that touch the same bytes the first one counts.
fn places(patterns: &[Regex], text: &str) -> Vec<Span> {
    let mut all: Vec<Span> = patterns
        .iter()
        .flat_map(|pattern| pattern.find_iter(text))
        .filter(|found| !found.is_empty())
        .map(|found| Span::new(found.start(), found.end()))
        .collect();
    all.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    all.retain(|span| {
        let apart = span.start >= end;
        if apart {
            end = span.end;
        }
        apart
    });
    all
}
