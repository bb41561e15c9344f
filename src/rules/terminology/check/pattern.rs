//! The matches of a rule's regular expressions.

use super::Page;
use super::cases::decide;
use super::report::Judged;
use crate::diagnostic::{Edit, Safety, Span};
use crate::markup::is_word;
use crate::rules::terminology::compile::{Expression, Target, Terms};
use crate::rules::terminology::french;
use crate::rules::terminology::hit::{Hit, Mend};
use crate::rules::terminology::text::Atom;
use crate::rules::{Findings, Message};

impl Terms {
    /// The matches of a regular expression.
    #[allow(
        clippy::too_many_lines,
        reason = "one match, looked at as `judge` looks at a hit"
    )]
    pub(super) fn regex<'t, 'p>(
        &'t self,
        expression: &Expression,
        message: &Message<'_>,
        page: &dyn Fn() -> &'p Page<'p>,
        found: &mut Findings,
        judged: &mut Vec<Judged<'t>>,
    ) {
        let term = &self.rules[expression.term];
        let avoid = &term.avoid[expression.pattern];
        // Asked first whether there is any: captures cost, and there rarely is.
        let Some(regex) = avoid
            .regex
            .as_ref()
            .filter(|regex| regex.is_match(message.text))
        else {
            return;
        };
        let mut from = 0;
        while let Some(captures) = regex.captures_at(message.text, from) {
            let Some(whole) = captures.get(0) else {
                return;
            };
            let span = Span::new(whole.start(), whole.end());
            let next = message.text[span.start..].chars().next();
            let beyond = span.start + next.map_or(1, char::len_utf8);
            from = span.end.max(beyond);
            if span.is_empty() {
                continue;
            }
            // Boundaries of ASCII alone part the letters of a word as well: *ét|at*.
            if expression.begins_word
                && next.is_some_and(is_word)
                && message.text[..span.start].ends_with(is_word)
            {
                found.pass(&term.id, span, || "it begins within a word".to_owned());
                from = beyond;
                continue;
            }
            let mut token = None;
            let opaque = message.markup().iter().enumerate().any(|(index, one)| {
                let inside = one.kind.holds_prose() && one.inner.contains(span);
                if inside {
                    token = Some(index);
                }
                one.span.overlaps(span) && !inside
            });
            if opaque {
                found.pass(&term.id, span, || {
                    "within markup that is no prose".to_owned()
                });
                continue;
            }
            let page = page();
            if token.is_some_and(|index| page.names_target(index)) {
                found.pass(&term.id, span, || {
                    "the text of a reference that has no other target".to_owned()
                });
                continue;
            }
            if !term.scope.holds(&message.file.path) {
                found.pass(&term.id, span, || {
                    "the rule is not for this file".to_owned()
                });
                continue;
            }
            let text = &page.text;
            let first = text
                .pieces
                .partition_point(|piece| piece.span.end <= span.start);
            let last = text
                .pieces
                .partition_point(|piece| piece.span.start < span.end)
                .saturating_sub(1);
            let hit = Hit {
                term,
                avoid,
                cells: 0,
                head: first.min(last),
                head_end: last,
                tail: None,
                span,
                plain: token.is_some(),
            };
            // With the two words after it as they stand in the source: a quotation left in its language.
            let window = text
                .pieces
                .get(last + 2)
                .filter(|_| text.atom(last + 1) == Some(Atom::Word))
                .map(|piece| Span::new(span.start, piece.span.end));
            if window.is_some_and(|window| page.source.has(&text.whole[window])) {
                found.pass(&term.id, span, || {
                    "it stands in the source as it is".to_owned()
                });
                continue;
            }
            let (target, safety, why) = match decide(page, &hit) {
                Ok(decision) => decision,
                Err(reason) => {
                    found.pass(&term.id, span, || reason);
                    continue;
                }
            };
            let template = match target {
                Some(Target::Regex { template } | Target::Word { word: template, .. }) => {
                    Some(template)
                }
                _ => None,
            };
            let mend = template.map_or_else(
                || Mend::report(""),
                |template| {
                    let mut new = String::new();
                    captures.expand(template, &mut new);
                    Mend::Fix {
                        edits: vec![Edit {
                            span,
                            text: new.clone(),
                        }],
                        safety: Safety::Safe,
                        to: new,
                    }
                },
            );
            let mend = if term.language == "fr" {
                french::settle(text, &hit, mend)
            } else {
                mend
            };
            judged.push(Judged {
                number: expression.term,
                term,
                span,
                matched: message.text[span].to_owned(),
                mend,
                safety,
                why,
                joint: None,
            });
        }
    }
}
