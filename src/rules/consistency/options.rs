//! Options of commands that source and translation do not share.

use memchr::memmem;

use super::shared::{Value, begins, report_missing};
use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "option-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a command-line option of the source is missing",
        docs: r#"An option was misspelt, translated, lost, or its two hyphens became a dash: the reader types what the program does not know. Options count that have two hyphens and a name (`--help`).
```po bad
msgid "Try --no-cache to read it again."
msgstr "Essayez --sans-cache pour le relire."
```
```po good
msgid "Try --no-cache to read it again."
msgstr "Essayez --no-cache pour le relire."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.untouched || memmem::find(message.source.as_bytes(), b"--").is_none() {
        return;
    }
    let source = options(message.source);
    report_missing(&RULE.meta, message, &source, options, found);
}

/// The long options of a text.
fn options(text: &str) -> Vec<Value<'_>> {
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"--")
        .filter(|&at| begins(text, at) && bytes.get(at + 2).is_some_and(u8::is_ascii_lowercase))
        .filter_map(|at| {
            let name = bytes[at + 2..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
                .count();
            let name = text[at..at + 2 + name].trim_end_matches('-');
            // `--FILE`, `--no-`.
            let known = name.len() > 3
                && !text[at + name.len()..].starts_with(['-', '%', '{', '<', '_', '*']);
            known.then_some(Value { text: name, at })
        })
        .collect()
}
