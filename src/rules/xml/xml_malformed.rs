//! A translation whose tags do not fit, where those of the source do.

use super::{Check, Fault, Group, Message, Meta, Rule, Severity, scan, source_tags};
use crate::rules::Findings;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "xml-malformed",
        group: Group::Xml,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the translation's XML or HTML is broken, the source's is not",
        docs: r#"An element without its end, an end without its element, two that cross each other, or a `<` that begins no tag: a program that parses the message refuses it, a browser shows it otherwise. Only where the source is such a fragment itself, and in order.
```po bad
msgid "Click <b>here</b>."
msgstr "Cliquez <b>ici<b>."
```
```po good
msgid "Click <b>here</b>."
msgstr "Cliquez <b>ici</b>."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if source_tags(message).is_none() {
        return;
    }
    let Err(fault) = scan::tags(message.text) else {
        return;
    };
    let (span, told, help) = match fault {
        Fault::Stray(span) => (
            span,
            "this `<` begins no tag".to_owned(),
            Some("where the character itself is meant, write `&lt;`".to_owned()),
        ),
        Fault::Unopened(tag) => (tag.span, format!("`</{}>` closes nothing", tag.name), None),
        Fault::Crossed(tag, last) => (
            tag.span,
            format!("`</{}>` stands before `</{}>`", tag.name, last.name),
            Some(format!(
                "what was opened last is closed first: `<{}>`",
                last.name
            )),
        ),
        Fault::Unclosed(tag) => (
            tag.span,
            format!("`<{}>` has no end", tag.name),
            Some(format!("`</{}>` is missing", tag.name)),
        ),
    };
    found.report(&RULE.meta, span, told).help = help;
}
