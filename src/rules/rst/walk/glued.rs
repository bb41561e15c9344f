//! Emphasis, substitutions and footnotes of the source that the page shows as plain text, because the translation glues
//! them to a word or puts white space within them: docutils says nothing of it, and the mark is lost.

use super::super::fault::Name;
use super::Walk;
use crate::diagnostic::Span;
use crate::markup::chars::{after, before, is_space, may_precede, signs};
use crate::markup::{Kind, Token};

impl Walk<'_> {
    /// Looks for what the source marks up and the translation only seems to.
    pub(super) fn glued_marks(&mut self) {
        let Some(message) = self.message else { return };
        let (bytes, source) = (message.bytes(), message.source_bytes());
        let both = |sign| bytes.has(sign) && source.has(sign);
        if !(both(b'*') || both(b'|') || both(b'_')) {
            return;
        }
        let theirs = message.source_markup();
        let count = |tokens: &[Token], kind| tokens.iter().filter(|one| one.kind == kind).count();
        for (kind, sign) in [(Kind::Emphasis, "*"), (Kind::Strong, "**")] {
            let lost = count(theirs, kind).saturating_sub(count(self.tokens, kind));
            if lost > 0 {
                self.stars(sign, lost);
            }
        }
        for token in theirs {
            let named = matches!(
                token.kind,
                Kind::Substitution | Kind::Footnote | Kind::Citation | Kind::SimpleReference
            );
            if named {
                self.named(&message.source[token.span], token.kind);
            }
        }
    }

    /// Whether the bytes of `span` are plain text that nothing was told of.
    fn is_plain(&self, span: Span) -> bool {
        let next = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let free = |token: &Token| !token.span.overlaps(span);
        self.tokens.get(next).is_none_or(free)
            && !self.faults.iter().any(|fault| fault.span.overlaps(span))
    }

    /// Pairs of `sign` that mark nothing up, as many as were `lost`.
    fn stars(&mut self, sign: &str, lost: usize) {
        let text = self.text;
        let mut runs = signs(text, b'*');
        // What begins a line begins an item of a list.
        runs.retain(|run| {
            run.len() == sign.len()
                && self.is_plain(*run)
                && before(text, run.start) != Some('\\')
                && !(before(text, run.start).is_none_or(|c| c == '\n')
                    && after(text, run.end) == Some(' '))
        });
        let mut told = 0;
        let mut at = 0;
        while told < lost
            && let [open, close, ..] = runs[at..]
        {
            at += 1;
            let inner = &text[open.end..close.start];
            let bare = inner.trim_matches(is_space);
            if bare.is_empty() || inner.contains(['`', '\n']) {
                continue;
            }
            let what = if sign.len() == 1 {
                "emphasis (`*`)"
            } else {
                "strong text (`**`)"
            };
            let span = Span::new(open.start, close.end);
            if bare.len() < inner.len() {
                // Signs of multiplication stand between spaces on both sides, and so do these.
                if !(inner.starts_with(is_space) || inner.ends_with(is_space)) {
                    continue;
                }
                let start = open.end + (inner.len() - inner.trim_start_matches(is_space).len());
                let end = open.end + inner.trim_end_matches(is_space).len();
                let words = format!("white space within this {what}: the page shows its signs");
                let fault = self.tell(Name::Inline, span, words);
                fault.fix = Some((
                    crate::diagnostic::Safety::Unsafe,
                    vec![
                        (Span::new(open.end, start), String::new()),
                        (Span::new(end, close.start), String::new()),
                    ],
                ));
            } else {
                let words = format!("text touches this {what}: the page shows its signs");
                self.tell_glued(span, Kind::Emphasis, words);
            }
            told += 1;
            at += 1;
        }
    }

    /// `|name|`, `[1]_` or `name_` of the source that text touches.
    fn named(&mut self, whole: &str, kind: Kind) {
        let text = self.text;
        let known = |token: &Token| token.kind == kind && &text[token.span] == whole;
        if self.tokens.iter().any(known) {
            return;
        }
        let Some(at) = text.find(whole) else { return };
        let span = Span::new(at, at + whole.len());
        // A name that goes on is another one.
        let other = kind == Kind::SimpleReference
            && (before(text, at).is_some_and(|c| !may_precede(c))
                || after(text, span.end).is_none_or(|c| c.is_ascii()));
        if !other && self.is_plain(span) {
            let words = format!("text touches `{whole}`: the page shows its signs");
            self.tell_glued(span, kind, words);
        }
    }

    /// Tells of markup that a space, or what the page does not show, must part from the text around it.
    fn tell_glued(&mut self, span: Span, kind: Kind, words: String) {
        let (safety, edits) = self.seams(span, kind);
        if edits.is_empty() {
            return;
        }
        self.tell(Name::Inline, span, words).fix = Some((safety, edits));
    }
}
