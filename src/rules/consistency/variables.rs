//! Environment variables that source and translation do not share.

use memchr::memchr_iter;

use super::shared::{Value, report_missing};
use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "variable-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a variable of the source is missing",
        docs: r#"A variable of the environment (`$HOME`, `${LANG}`) bears the same name in every language. Names without a dollar sign, and those of one word that no system knows, are left alone: many stand for what the reader puts in (`$FILE`).
```po bad
msgid "It is read from $XDG_CONFIG_HOME."
msgstr "Il est lu dans $XDG_CONFG_HOME."
```
```po good
msgid "It is read from $XDG_CONFIG_HOME."
msgstr "Il est lu dans $XDG_CONFIG_HOME."
```"#,
    },
    check: Check::Message(check),
};

/// Variables of one word that systems know.
const KNOWN: [&str; 26] = [
    "BROWSER", "COLUMNS", "DISPLAY", "EDITOR", "HOME", "HOSTNAME", "LANG", "LANGUAGE", "LINES",
    "LOGNAME", "MAIL", "MANPATH", "ORIGIN", "PAGER", "PATH", "PWD", "SHELL", "TEMP", "TERM", "TMP",
    "TMPDIR", "TZ", "UID", "USER", "USERNAME", "VISUAL",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.source_bytes().has(b'$') || message.untouched {
        return;
    }
    let mut source = names(message.source);
    source.retain(|name| name.text.contains('_') || KNOWN.contains(&name.text));
    // Without its dollar sign it is named all the same.
    report_missing(&RULE.meta, message, &source, names, found);
}

/// The names behind dollar signs, in capitals.
fn names(text: &str) -> Vec<Value<'_>> {
    let bytes = text.as_bytes();
    memchr_iter(b'$', bytes)
        .filter_map(|at| {
            let start = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'{'));
            let length = bytes
                .get(start..)?
                .iter()
                .take_while(|byte| {
                    byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b'_'
                })
                .count();
            let name = &text[start..start + length];
            let next = bytes.get(start + length);
            let whole = length > 2
                && name.starts_with(|c: char| c.is_ascii_uppercase())
                && !next.is_some_and(u8::is_ascii_alphanumeric);
            whole.then_some(Value {
                text: name,
                at: start,
            })
        })
        .collect()
}
