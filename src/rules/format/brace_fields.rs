//! Automatic fields (`{}`) that a translation has more or fewer of.

use super::judge::is_frequent;
use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::po::format::flags::FORMATS;
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "brace-fields",
        group: Group::Format,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "another number of `{}` than in the source",
        docs: r#"Python, Rust and others fill `{}` one after the other. Where the translation has more of them than the source the program stops at run time; where it has fewer the reader misses a value (a warning). `msgfmt` says nothing of either. Looked at are entries with `python-brace-format`; a translation with numbers (`{0}`) is the matter of `format-python-brace`.
```po bad
#, python-brace-format
msgid "Move {} files"
msgstr "Déplacer {} {} fichiers"
```
```po good
#, python-brace-format
msgid "Move {} files"
msgstr "Déplacer {} fichiers"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    if message.untouched
        || !message.source_bytes().has(b'{')
        || !source.contains("{}") && !source.contains("{:") && !source.contains("{!")
    {
        return;
    }
    // Without a flag `{}` may be code; what the file does shows it, and `format-unflagged` looks at that.
    let python = FORMATS.iter().position(|name| *name == "python-brace");
    if python.is_none_or(|rank| message.flags().formats() >> rank & 1 != 1) {
        return;
    }
    let Some(ours) = fields(source) else { return };
    let Some(theirs) = fields(text) else { return };
    if ours.is_empty() || ours.len() == theirs.len() {
        return;
    }
    let other = message.plural.and_then(|_| match message.plural {
        Some(0) => message.entry.msgid_plural(),
        _ => message.entry.msgid(),
    });
    let most = other
        .and_then(|other| Some(fields(&other)?.len()))
        .unwrap_or(0)
        .max(ours.len());
    if theirs.len() > most {
        let told = format!(
            "the translation has `{{}}` {} times, the source {}",
            theirs.len(),
            most
        );
        found.report(&RULE.meta, theirs[most], told);
    } else if theirs.len() < ours.len() && (message.plural.is_none() || is_frequent(message)) {
        let told = format!(
            "the translation has `{{}}` {} times, the source {}",
            theirs.len(),
            ours.len()
        );
        found
            .report(&RULE.meta, Span::new(0, text.len()), told)
            .severity = Severity::Warning;
    }
}

/// The automatic fields of a text; `None` where it has fields of another kind, or is no such string.
fn fields(text: &str) -> Option<Vec<Span>> {
    let bytes = text.as_bytes();
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr2(b'{', b'}', &bytes[at..]) {
        at += step;
        if bytes.get(at + 1) == Some(&bytes[at]) {
            at += 2;
            continue;
        }
        if bytes[at] == b'}' {
            return None;
        }
        let end = at + memchr::memchr(b'}', &bytes[at..])?;
        match &bytes[at + 1..end] {
            [] | [b':' | b'!', ..] => fields.push(Span::new(at, end + 1)),
            [first, ..] if first.is_ascii_digit() => return None,
            _ => {}
        }
        at = end + 1;
    }
    Some(fields)
}
