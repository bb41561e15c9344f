//! A literal that is nearly one of the source.

use super::{Check, Group, Meta, Rule, Safety, Severity, near};
use crate::markup::Kind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-literal",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "a literal that is nearly, not quite, one of the source",
        docs: r#"Code that lost or gained a letter, or a space that the language puts before a mark. A literal whose changed word is a word of the translation's language was translated on purpose, and let pass. Opt-in: some slips are translated examples.

On the French documentation of Python 3.13: 53 findings, 53 read, 37 true.
```po bad
msgid "Use ``asyncio.create_task()``."
msgstr "Utilisez ``asyncio.creat_task()``."
```
```po good
msgid "Use ``asyncio.create_task()``."
msgstr "Utilisez ``asyncio.create_task()``."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst() || !message.bytes().has(b'`') || message.text == message.source {
        return;
    }
    for (span, meant) in near::slips(message, Kind::Literal) {
        let shown = &message.text[span];
        found
            .report(
                &RULE.meta,
                span,
                format!("``{shown}`` is not in the source, ``{meant}`` is"),
            )
            .fix(Safety::Unsafe, span, meant);
    }
}
