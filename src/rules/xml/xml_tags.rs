//! A translation with other tags than its source.

use super::{Check, Group, Message, Meta, Rule, Severity, scan, source_tags};
use crate::diagnostic::Span;
use crate::rules::Findings;
use scan::{Role, Tag};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "xml-tags",
        group: Group::Xml,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the translation has other tags than the source",
        docs: r#"A link, a placeholder or an emphasis that is lost, or a tag that the source has not: often a name that was translated or misspelt. What counts is which names there are, not how often each stands, nor in which order, nor what is said within the tag. A translation whose tags do not fit at all is told by `xml-malformed`.
```po bad
msgid "See <link href=\"x\">the manual</link>."
msgstr "Voir <lien href=\"x\">le manuel</lien>."
```
```po good
msgid "See <link href=\"x\">the manual</link>."
msgstr "Voir <link href=\"x\">le manuel</link>."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(source) = source_tags(message) else {
        return;
    };
    let Ok(tags) = scan::tags(message.text) else {
        return;
    };
    let missing: Vec<&Tag<'_>> = unlike(&source, &tags);
    let new: Vec<&Tag<'_>> = unlike(&tags, &source);
    let list = |tags: &[&Tag<'_>]| {
        let names: Vec<String> = tags.iter().map(|tag| format!("`<{}>`", tag.name)).collect();
        names.join(", ")
    };
    // One finding a message: a name that was changed is missing and new at once.
    let (span, told) = match (missing.as_slice(), new.as_slice()) {
        ([], []) => return,
        ([], [first, ..]) => (first.span, format!("the source has no {}", list(&new))),
        (_, []) => (
            Span::new(0, message.text.len()),
            format!("the source's {} is missing", list(&missing)),
        ),
        (_, [first, ..]) => (
            first.span,
            format!("the source has {}, not {}", list(&missing), list(&new)),
        ),
    };
    found.report(&RULE.meta, span, told);
}

/// The elements of `tags` whose name no tag of `others` has, each name once.
fn unlike<'t, 'a>(tags: &'t [Tag<'a>], others: &[Tag<'_>]) -> Vec<&'t Tag<'a>> {
    let mut unlike: Vec<&Tag<'_>> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.role != Role::Closes) {
        let same = |other: &Tag<'_>| other.name.eq_ignore_ascii_case(tag.name);
        if !others.iter().any(same) && !unlike.iter().any(|&other| same(other)) {
            unlike.push(tag);
        }
    }
    unlike
}
