//! Source and translation that do not both begin, or end, with a newline.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "edge-newline",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: Some(Safety::Safe),
        default: true,
        summary: "source and translation do not both begin or end with a newline",
        docs: r#"Programs print these texts one behind the other: a newline lost or gained at an edge runs two lines together or tears them apart, and `msgfmt -c` refuses it. Where Babel compiles the catalogue the indented lines at the edges of a template's text are left alone.
```po bad
msgid "Done\n"
msgstr "Terminé"
```
```po good
msgid "Done\n"
msgstr "Terminé\n"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    if source.is_empty() {
        // Behind a context too: gettext takes it for a header.
        return;
    }
    let edges = [
        (
            "begin",
            source.starts_with('\n'),
            text.starts_with('\n'),
            0,
            0,
        ),
        (
            "end",
            source.ends_with('\n'),
            text.ends_with('\n'),
            text.len(),
            text.len().saturating_sub(1),
        ),
    ];
    for (verb, wanted, there, at, inside) in edges {
        if wanted != there && is_indented(source, verb == "begin") && is_of_babel(message) {
            continue;
        }
        if wanted && !there && breaks(text, verb == "begin") < newlines(source, verb == "begin") {
            // The finding stands on the edge's character; the newline goes outside of it.
            let span = edge_character(text, verb == "begin");
            found
                .report(
                    &RULE.meta,
                    span,
                    format!("the source {verb}s with a newline, the translation does not"),
                )
                .fix(Safety::Safe, Span::new(at, at), "\n");
        } else if there && !wanted && !message.lacks_backslash(inside) {
            let span = if verb == "begin" {
                Span::new(0, 1)
            } else {
                Span::new(inside, at)
            };
            found
                .report(
                    &RULE.meta,
                    span,
                    format!("the translation {verb}s with a newline, the source does not"),
                )
                .fix(Safety::Safe, span, "");
        }
    }
}

/// Whether blanks and a newline stand at an edge of a source, as a template indents its text.
fn is_indented(source: &str, first: bool) -> bool {
    let blank = [' ', '\t'];
    if first {
        source.starts_with('\n') && source[1..].starts_with(blank)
    } else {
        source.ends_with(blank) && source.trim_end_matches(blank).ends_with('\n')
    }
}

/// Whether Babel wrote the file, and compiles it: it compares no edges, and in a page the blanks of a template show nothing.
fn is_of_babel(message: &Message<'_>) -> bool {
    let header = message.file.catalogue.header.as_ref();
    let header = header.and_then(|header| header.text.as_deref());
    header
        .and_then(|text| header::value(text, "Generated-By"))
        .is_some_and(|tool| tool.starts_with("Babel"))
}

/// How many newlines an edge of a text has.
fn newlines(text: &str, first: bool) -> usize {
    let newline = |c: &char| *c == '\n';
    if first {
        text.chars().take_while(newline).count()
    } else {
        text.chars().rev().take_while(newline).count()
    }
}

/// How many `<br>` an edge of a text has, which break a line as newlines do.
fn breaks(text: &str, first: bool) -> usize {
    let (mut rest, mut count) = (text, 0);
    let mut strip = || {
        let tags = ["<br>", "<br/>", "<br />"];
        let mut shorter = tags.iter().filter_map(|tag| {
            if first {
                rest.strip_prefix(tag)
            } else {
                rest.strip_suffix(tag)
            }
        });
        shorter.next().map(|shorter| rest = shorter).is_some()
    };
    while strip() {
        count += 1;
    }
    count
}

fn edge_character(text: &str, first: bool) -> Span {
    if first {
        Span::new(0, text.chars().next().map_or(0, char::len_utf8))
    } else {
        Span::new(
            text.len() - text.chars().next_back().map_or(0, char::len_utf8),
            text.len(),
        )
    }
}
