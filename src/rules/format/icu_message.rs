//! ICU messages whose choices were translated or torn.
//!
//! `{count, plural, one {# file} other {# files}}` is a small program: `plural` and `other` are its words. No flag of
//! gettext says that a message is one, but nothing else looks like it.

use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "icu-message",
        group: Group::Format,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a choice of an ICU message is broken, or its keywords are translated",
        docs: r#"In `{count, plural, one {# file} other {# files}}` the words `plural`, `one` and `other` are keywords; `select` takes the ones of the source. With another word, a choice without `other`, or a brace that is missing, the program shows nothing or stops. A language may have other plural categories than the source: `zero`, `one`, `two`, `few`, `many`, `other` and `=1` are all right. Only messages whose source is a well-formed choice are checked, and none with a format flag.
```po bad
msgid "{count, plural, one {# file} other {# files}}"
msgstr "{count, plural, one {# fichier} autre {# fichiers}}"
```
```po good
msgid "{count, plural, one {# file} other {# files}}"
msgstr "{count, plural, one {# fichier} other {# fichiers}}"
```"#,
    },
    check: Check::Message(check),
};

/// The words that begin a choice.
const KINDS: [&str; 3] = ["plural", "select", "selectordinal"];
/// The categories of numbers.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// Nobody nests deeper, and it keeps the stack small.
const DEPTH: usize = 16;

/// A choice: `{argument, kind, keyword {…} …}`.
struct Choice<'t> {
    argument: &'t str,
    kind: &'t str,
    kind_span: Span,
    /// Each keyword with where it stands.
    keywords: Vec<(&'t str, Span)>,
}

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    // Nothing else has a comma behind a name behind a brace.
    if !message.source_bytes().has(b'{')
        || !KINDS[..2].iter().any(|kind| source.contains(kind))
        || message.untouched
        || message.flags().has_format()
    {
        return;
    }
    let Ok(ours) = read(source) else { return };
    if !ours.iter().any(|choice| KINDS.contains(&choice.kind)) {
        return;
    }
    let theirs = match read(text) {
        Ok(choices) => choices,
        Err(span) => {
            found.report(
                &RULE.meta,
                span,
                "the braces of this ICU message do not match",
            );
            return;
        }
    };
    for choice in &theirs {
        let Some(source) = ours.iter().find(|one| one.argument == choice.argument) else {
            continue;
        };
        if choice.kind != source.kind {
            let told = format!(
                "`{}` is a keyword: the source has `{}`",
                choice.kind, source.kind
            );
            found.report(&RULE.meta, choice.kind_span, told);
            continue;
        }
        let known = |keyword: &str| {
            source.keywords.iter().any(|(known, _)| *known == keyword)
                || (source.kind != "select"
                    && (CATEGORIES.contains(&keyword) || keyword.starts_with('=')))
        };
        for (keyword, span) in choice
            .keywords
            .iter()
            .filter(|(keyword, _)| !known(keyword))
        {
            let told = format!("`{keyword}` is not a keyword of this choice");
            found.report(&RULE.meta, *span, told).help(format!(
                "the source has {}",
                source
                    .keywords
                    .iter()
                    .map(|(keyword, _)| format!("`{keyword}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
        let other = |choice: &Choice<'_>| choice.keywords.iter().any(|(word, _)| *word == "other");
        if other(source) && !other(choice) && choice.keywords.iter().all(|(word, _)| known(word)) {
            let told = "this choice has no `other`";
            found.report(&RULE.meta, choice.kind_span, told);
        }
    }
}

/// The choices of a text, the inner ones too; where its braces do not match.
fn read(text: &str) -> Result<Vec<Choice<'_>>, Span> {
    let mut choices: Vec<Choice<'_>> = Vec::new();
    // What each open brace is: the place of it, and the choice that it began.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            // `'{'` is a brace as text.
            b'\'' if matches!(bytes.get(at + 1), Some(b'{' | b'}')) => {
                at = text[at + 1..]
                    .find('\'')
                    .map_or(bytes.len(), |end| at + 1 + end);
            }
            b'{' if open.len() >= DEPTH => return Err(Span::new(at, at + 1)),
            b'{' => {
                // Within a choice a brace belongs to the keyword before it.
                let of = open.last().and_then(|(_, choice)| *choice);
                if let Some(choice) = of {
                    let start = text[..at].rfind(['}', ',']).map_or(0, |end| end + 1);
                    let word = text[start..at].trim();
                    let start = start + text[start..at].find(word).unwrap_or(0);
                    let span = Span::new(start, start + word.len());
                    // `offset:1` stands before the first keyword.
                    let last = word.rsplit(char::is_whitespace).next().unwrap_or_default();
                    let span = Span::new(span.end - last.len(), span.end);
                    choices[choice].keywords.push((last, span));
                    open.push((at, None));
                } else {
                    let choice = head(text, at);
                    let number = choice.is_some().then_some(choices.len());
                    open.push((at, number));
                    if let Some((choice, end)) = choice {
                        choices.push(choice);
                        at = end;
                        continue;
                    }
                }
            }
            b'}' if open.pop().is_none() => return Err(Span::new(at, at + 1)),
            _ => {}
        }
        at += 1;
    }
    match open.first() {
        Some(&(at, _)) => Err(Span::new(at, at + 1)),
        None => Ok(choices),
    }
}

/// What stands behind the brace at a byte, if it begins a choice: `count, plural,`, and where it ends.
fn head(text: &str, at: usize) -> Option<(Choice<'_>, usize)> {
    let inner = &text[at + 1..];
    let end = inner.find(['{', '}', '\n']).unwrap_or(inner.len());
    let mut parts = inner[..end].splitn(3, ',');
    let (argument, kind, _) = (parts.next()?, parts.next()?, parts.next()?);
    let kind_start = at + 1 + argument.len() + 1 + (kind.len() - kind.trim_start().len());
    let length = argument.len() + kind.len() + 2;
    let (argument, kind) = (argument.trim(), kind.trim());
    let name = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    (name(argument) && name(kind) && inner.as_bytes().get(end) == Some(&b'{')).then(|| {
        let choice = Choice {
            argument,
            kind,
            kind_span: Span::new(kind_start, kind_start + kind.len()),
            keywords: Vec::new(),
        };
        (choice, at + 1 + length)
    })
}
