//! An `&` that begins no entity, where the source's are all in order.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Check, Group, Message, Meta, Rule, Severity, each_message, entities, source_tags};
use crate::diagnostic::Span;
use crate::markup::Format;
use crate::po::CommentKind;
use crate::po::entry::Comment;
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
        docs: r#"In XML a bare `&` stops the parser, and a browser shows an entity that it does not know, or that has lost its `;`, as it stands. A bare `&` that begins no such thing is a fault in XML alone: in documents, in entries that come from GTK's files (`.c`, `.glade`, `.vala`), and where the source writes `&amp;`; HTML has no quarrel with `drag & drop`. Known entities are those of XML and HTML 4, numbers, and what any source of the file has; where sources have entities of their own, only a name that is nearly one of them is reported. Only where the source is XML or HTML and holds no bare `&` itself, as the mark of an access key would be.
```po bad
msgid "<b>Search &amp; replace</b>"
msgstr "<b>Rechercher & remplacer</b>"
```
```po good
msgid "<b>Search &amp; replace</b>"
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
    let strict = LazyCell::new(|| is_strict(message) || names.contains(&Some("amp")));
    // One finding a message: who mends the first sees the others.
    let fault = ampersands(message.text).find_map(|(span, name)| match name {
        Some(name)
            if entities::is_known(name)
                || names.contains(&Some(name))
                || is_declared(message, name) =>
        {
            None
        }
        Some(name) => Some((
            span,
            format!("`&{name};` is no known entity"),
            "write the character itself, or its number",
        )),
        None if *strict || is_torn(&message.text[span.end..]) => Some((
            span,
            "this `&` begins no entity".to_owned(),
            "where the character itself is meant, write `&amp;`; an entity ends in `;`",
        )),
        None => None,
    });
    if let Some((span, told, help)) = fault {
        found.report(&RULE.meta, span, told).help(help);
    }
}

/// Whether what reads the message refuses a bare `&`: a parser of XML, as of documents and of what GTK shows. A browser
/// and Qt show it.
fn is_strict(message: &Message<'_>) -> bool {
    let gtk = |comment: &Comment| {
        let line = &message.entry.file()[comment.span];
        let ending = |place: &str| {
            let name = place.split(':').next().unwrap_or_default();
            [".c", ".glade", ".vala"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        comment.kind == CommentKind::Reference && line.split_whitespace().any(ending)
    };
    message.format() == Format::Xml || message.entry.comments.iter().any(gtk)
}

/// Whether an entity begins behind an `&`, whose end is lost or which was translated: `#8221 `, `nbsp `, `gt请`.
fn is_torn(rest: &str) -> bool {
    if let Some(number) = rest.strip_prefix('#') {
        return number.starts_with(|c: char| c.is_ascii_digit() || c == 'x');
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let latin = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    entities::is_known(&rest[..latin]) || (latin == 0 && end > 0 && rest[end..].starts_with(';'))
}

/// Whether the document may declare an entity of this name: a source of the file uses it, or uses others of its own and
/// none that this is a slip of. `&release-cap;` is a kin of `&release;`, and no slip.
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
    let kin = |known: &str| {
        name.strip_prefix(known)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    let nearest = || nearest(name, known.iter().map(String::as_str));
    known.contains(name) || (!known.is_empty() && nearest().is_none_or(kin))
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
