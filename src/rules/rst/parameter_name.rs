//! A name in emphasis that is nearly one of the source.

use super::{Check, Group, Meta, Rule, Safety, Severity, near};
use crate::markup::Kind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "parameter-name",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "a `*name*` that is nearly, not quite, one of the source",
        docs: r#"The names of parameters stand in emphasis and are not translated. One that lost or gained a letter names nothing. Opt-in: words in emphasis that two languages nearly share look the same.

On the French documentation of Python 3.13: 5 findings, 5 read, 5 true; too few to have it on.
```po bad
msgid "Opens *filename* with ``open``."
msgstr "Ouvre *filname* avec ``open``."
```
```po good
msgid "Opens *filename* with ``open``."
msgstr "Ouvre *filename* avec ``open``."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst() || !message.bytes().has(b'*') || message.text == message.source {
        return;
    }
    for (span, meant) in near::slips(message, Kind::Emphasis) {
        let shown = &message.text[span];
        if !is_name(shown) || !is_name(meant) {
            continue;
        }
        found
            .report(
                &RULE.meta,
                span,
                format!("`*{shown}*` is not in the source, `*{meant}*` is"),
            )
            .fix(Safety::Unsafe, span, meant);
    }
}

/// Whether it looks like the name of a parameter.
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
