//! Glossary entries: what the source says must be rendered.

use super::Page;
use crate::diagnostic::Span;
use crate::markup::{prose, runs};
use crate::rules::terminology::compile::Terms;
use crate::rules::terminology::fold::fold;
use crate::rules::{Findings, Message};

impl Terms {
    /// Glossary entries: what the source says must be rendered.
    pub(super) fn glossary<'p>(
        &self,
        message: &Message<'_>,
        enabled: &dyn Fn(usize) -> bool,
        page: &dyn Fn() -> &'p Page<'p>,
        found: &mut Findings,
    ) {
        let mut buffer = String::with_capacity(48);
        let mut terms: Vec<usize> = Vec::new();
        for (span, _) in prose(message.source, message.source_markup()) {
            runs(message.source, span, |span| {
                fold(&message.source[span], &mut buffer);
                for posting in self.headwords.get(&buffer) {
                    let term = posting.term as usize;
                    if enabled(term) && !terms.contains(&term) {
                        terms.push(term);
                    }
                }
            });
        }
        for number in terms {
            let term = &self.rules[number];
            let whole = Span::new(0, message.text.len());
            let page = page();
            if !term.scope.holds(&message.file.path) {
                found.pass(&term.id, whole, || {
                    "the rule is not for this file".to_owned()
                });
                continue;
            }
            let Some(at) = term.lemma.iter().find_map(|lemma| lemma.find(&page.source)) else {
                continue;
            };
            if term
                .when
                .as_ref()
                .is_some_and(|when| !when.holds(&page.source))
            {
                continue;
            }
            let text = &page.text;
            let rendered = term
                .require_regexes
                .iter()
                .any(|regex| regex.is_match(message.text))
                || (0..text.pieces.len()).any(|at| {
                    let word = text.word(at);
                    !word.is_empty()
                        && self
                            .renderings
                            .get(word.trim_end_matches('\''))
                            .any(|posting| {
                                posting.term as usize == number
                                    && posting.phrase.is_none_or(|phrase| {
                                        text.says(at, &self.phrases[phrase as usize]).is_some()
                                    })
                            })
                });
            if rendered {
                found.pass(&term.id, whole, || {
                    "it is rendered as the glossary says".to_owned()
                });
                continue;
            }
            let choices = term.require.join("\" or \"");
            let message_text = format!(
                "\"{}\" is not rendered by \"{choices}\"",
                &message.source[at]
            );
            let one = found.report(&term.meta(), whole, message_text);
            one.help = (!term.why.is_empty()).then(|| term.why.clone());
        }
    }
}
