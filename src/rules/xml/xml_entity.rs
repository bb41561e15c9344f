//! An `&` that begins no entity, where the source's are all in order.

use std::collections::BTreeSet;

use super::{Check, Group, Message, Meta, Rule, Severity, each_message, entities, source_tags};
use crate::diagnostic::Span;
use crate::rules::Findings;
use crate::rules::selection::nearest;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "xml-entity",
        group: Group::Xml,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "an `&` that begins no known entity, in XML or HTML",
        docs: r#"In XML a bare `&` stops the parser, and a browser shows an entity that it does not know as it stands. Known are those of XML and HTML 4, numbers, and what any source of the file has; where sources have entities of their own, only a name that is nearly one of them is reported. Only where the source is XML or HTML and holds no bare `&` itself, as the mark of an access key would be.
```po bad
msgid "<b>Search and replace</b>"
msgstr "<b>Rechercher & remplacer</b>"
```
```po good
msgid "<b>Search and replace</b>"
msgstr "<b>Rechercher &amp; remplacer</b>"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.bytes().has(b'&') || source_tags(message).is_none() {
        return;
    }
    let names: Vec<Option<&str>> = ampersands(message.source).map(|(_, name)| name).collect();
    if names.contains(&None) {
        return;
    }
    for (span, name) in ampersands(message.text) {
        let (told, help) = match name {
            Some(name) if entities::is_known(name) || names.contains(&Some(name)) => continue,
            Some(name) if is_declared(message, name) => continue,
            Some(name) => (
                format!("`&{name};` is no known entity"),
                "write the character itself, or its number",
            ),
            None => (
                "this `&` begins no entity".to_owned(),
                "where the character itself is meant, write `&amp;`",
            ),
        };
        found.report(&RULE.meta, span, told).help(help);
    }
}

/// Whether the document may declare an entity of this name: a source of the file uses it, or uses others of its own and
/// none that this is a slip of.
fn is_declared(message: &Message<'_>, name: &str) -> bool {
    let known = message.file.entities.get_or_init(|| {
        let mut known = BTreeSet::new();
        each_message(message.entry.file(), |source, _| {
            let names = ampersands(source).filter_map(|(_, name)| name);
            known.extend(
                names
                    .filter(|name| !entities::is_known(name))
                    .map(str::to_owned),
            );
        });
        known
    });
    known.contains(name)
        || (!known.is_empty() && nearest(name, known.iter().map(String::as_str)).is_none())
}

/// Every `&` with what it begins, and its name if that is an entity. Those of addresses, within tags or not, are left
/// out: there they part parameters, and every browser knows.
fn ampersands(text: &str) -> impl Iterator<Item = (Span, Option<&str>)> {
    memchr::memchr_iter(b'&', text.as_bytes()).filter_map(move |at| {
        let rest = &text[at + 1..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "#_.:-".contains(c)))
            .unwrap_or(rest.len());
        let name = (end > 0 && rest[end..].starts_with(';')).then(|| &rest[..end]);
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        let word = text[..at].rsplit(ends).next().unwrap_or_default();
        let in_address = name.is_none() && (word.contains("://") || word.contains('?'));
        let len = name.map_or(1, |name| name.len() + 2);
        (!in_address).then(|| (Span::new(at, at + len), name))
    })
}
