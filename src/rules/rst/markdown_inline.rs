//! Links and roles in Markdown that the page does not show as such.

use super::{Check, Group, Meta, Rule, Safety, Severity};
use crate::diagnostic::Span;
use crate::markup::{Format, code_spans, link_targets};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "markdown-inline",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a link torn apart or lost, code that nothing closes, a role that was translated, in Markdown",
        docs: r#"In messages of Markdown files: `[text] (address)` is no link; a backtick without its twin shows as a backtick; the name of a role of MyST (`{ref}`) is not to be translated, nor is what a link within the documentation points at. Links to the web may lead elsewhere.
```po bad
#: intro.md:1
msgid "See the [manual](https://example.org/x)."
msgstr "Siehe das [Handbuch] (https://example.org/x)."
```
```po good
#: intro.md:1
msgid "See the [manual](https://example.org/x)."
msgstr "Siehe das [Handbuch](https://example.org/x)."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (text, source) = (message.text, message.source);
    let marks = |text: &str| text.contains(['`', '[']);
    if message.format() != Format::Markdown || message.untouched || !(marks(text) || marks(source))
    {
        return;
    }
    links(message, found);
    let (ours, theirs) = (code_spans(text), code_spans(source));
    let odd = |text: &str, spans: &[Span]| {
        let inside: usize = spans.iter().map(|span| ticks(&text[*span])).sum();
        ticks(text) > inside
    };
    if ours.len() < theirs.len() && odd(text, &ours) && !odd(source, &theirs) {
        let covered = |at: usize| {
            let next = ours.partition_point(|span| span.end <= at);
            ours.get(next).is_some_and(|span| span.start <= at)
        };
        let lone = text.match_indices('`').find(|(at, _)| !covered(*at));
        if let Some((at, _)) = lone {
            let words =
                "nothing closes the code that this backtick begins, or begins what it closes";
            found.report(&RULE.meta, Span::new(at, at + 1), words);
        }
        return;
    }
    roles(message, &ours, &theirs, found);
}

fn ticks(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'`').count()
}

fn links(message: &Message<'_>, found: &mut Findings) {
    let (text, source) = (message.text, message.source);
    let targets = |text| -> Vec<Span> { link_targets(text) };
    let (ours, theirs) = (targets(text), targets(source));
    let torn = |text: &str| {
        text.match_indices("] (")
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    if ours.len() < theirs.len() {
        for at in torn(text) {
            let rest = &text[at + 3..];
            let address = &rest[..rest.find(')').unwrap_or(0)];
            let known = |target: &Span| source[*target].trim_matches(['(', ')', ']']) == address;
            if theirs.iter().any(known) {
                let words = "the space before the address tears this link apart";
                found.report(&RULE.meta, Span::new(at, at + 3), words).fix(
                    Safety::Safe,
                    Span::new(at + 1, at + 2),
                    "",
                );
            }
        }
        return;
    }
    let is_web = |target: &str| target.contains("://") || target.contains("mailto:");
    for target in ours.iter().map(|span| (span, &text[*span])) {
        let same = |other: &Span| &source[*other] == target.1;
        if ours.len() == theirs.len() && !is_web(target.1) && !theirs.iter().any(same) {
            let left = theirs.iter().find(|other| {
                !ours.iter().any(|one| text[*one] == source[**other]) && !is_web(&source[**other])
            });
            if let Some(left) = left {
                let words = format!(
                    "the source's link leads to `{}`",
                    source[*left].trim_matches(['(', ')', ']'])
                );
                found.report(&RULE.meta, *target.0, words).fix(
                    Safety::Unsafe,
                    *target.0,
                    &source[*left],
                );
            }
        }
    }
}

/// The name of the role of a piece of code: `ref` of `` {ref}`x` ``, and where it stands.
fn role(text: &str, span: Span) -> Option<(&str, Span)> {
    let name = text[span].strip_prefix('{')?;
    let end = name.find('}')?;
    Some((
        &name[..end],
        Span::new(span.start + 1, span.start + 1 + end),
    ))
}

fn roles(message: &Message<'_>, ours: &[Span], theirs: &[Span], found: &mut Findings) {
    let (text, source) = (message.text, message.source);
    let theirs: Vec<&str> = (theirs.iter())
        .filter_map(|span| role(source, *span))
        .map(|(name, _)| name)
        .collect();
    let ours: Vec<(&str, Span)> = ours.iter().filter_map(|span| role(text, *span)).collect();
    let missing: Vec<&&str> = (theirs.iter())
        .filter(|name| !ours.iter().any(|(other, _)| other == *name))
        .collect();
    let new: Vec<&(&str, Span)> = (ours.iter())
        .filter(|(name, _)| !theirs.contains(name))
        .collect();
    for (at, (name, span)) in new.iter().enumerate() {
        let finding = found.report(
            &RULE.meta,
            *span,
            format!("the source has no role `{name}`"),
        );
        // They keep their order nearly always, and as many were lost as came.
        if missing.len() == new.len() {
            let safety = if new.len() == 1 {
                Safety::Safe
            } else {
                Safety::Unsafe
            };
            finding
                .help(format!("the source has `{}`", missing[at]))
                .fix(safety, *span, *missing[at]);
        }
    }
}
