//! The space between a number and `%`, and those inside guillemets.

use super::super::prose::{
    after, before, chunk_start, in_english, is_prose, token_at, token_before,
};
use super::Look;
use crate::diagnostic::Span;
use crate::lang::typography::Gap;
use crate::markup::Kind;
use crate::rules::Findings;

impl Look<'_> {
    /// `%` at the byte `at`; `%%` where a format string writes it so.
    pub(super) fn percent(&self, at: usize, found: &mut Findings) {
        let text = self.text;
        let start = self.blanks(at);
        let behind_number = |c: char| c.is_ascii_digit();
        let Some(last) = before(text, start) else {
            return;
        };
        let doubled = text[at..].starts_with("%%");
        let end = at + 1 + usize::from(doubled);
        // `%>`, `%'`, `%(` and letters are directives of some format.
        let ends = after(text, end).is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '"' | '…' | '/' | '*'
                )
        });
        let precision = text[end..].starts_with('.')
            && after(text, end + 1).is_some_and(|c| c.is_alphanumeric() || c == '*');
        if !ends || precision || text.as_bytes()[..at].last() == Some(&b'%') {
            return;
        }
        let tokens = self.tokens();
        let itself = match token_at(tokens, at) {
            None => !doubled,
            Some(token) => doubled && token.kind == Kind::Placeholder && token.span.end == end,
        };
        let number = behind_number(last)
            || token_before(tokens, start).is_some_and(|token| token.kind == Kind::Placeholder);
        if !itself || !number || in_english(self.message) {
            return;
        }
        if start < at {
            if is_prose(tokens, start) && !self.is_hard(start) {
                self.report(found, Span::new(start, at), "%", true);
            }
            return;
        }
        // A number that stands alone, and no code.
        let chunk = &text[chunk_start(text, at)..at];
        let figures = chunk.trim_start_matches(['(', '~', '-', '+', '±', '−', '≈', '<', '>']);
        let plain = figures
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            || token_before(tokens, at).is_some_and(|token| chunk.ends_with(&text[token.span]));
        if self.gaps.percent == Gap::NoBreak && plain && after(text, end) != Some(';') {
            self.report(found, Span::new(at, at), "%", false);
        }
    }

    /// `«` at the byte `at`.
    pub(super) fn opening(&self, at: usize, found: &mut Findings) {
        let text = self.text;
        let next = at + '«'.len_utf8();
        match after(text, next) {
            Some(' ') if self.guillemet(at) => {
                let rest = text[next..].trim_start_matches(' ');
                let end = text.len() - rest.len();
                if !rest.is_empty() && is_prose(self.tokens(), next) {
                    self.report(found, Span::new(next, end), "«", true);
                }
            }
            Some(c)
                if self.gaps.guillemets == Gap::NoBreak
                    && !c.is_whitespace()
                    && !matches!(c, '«' | '»')
                    && (!text[next..].starts_with("\\ ") || !self.is_hard(next + 1))
                    && !self.is_entity(next)
                    && self.guillemet(at) =>
            {
                self.report(found, Span::new(next, next), "«", false);
            }
            _ => {}
        }
    }

    /// `»` at the byte `at`.
    pub(super) fn closing(&self, at: usize, found: &mut Findings) {
        let text = self.text;
        match before(text, at) {
            Some(' ') if self.guillemet(at) => {
                let start = self.blanks(at);
                if start > 0 && is_prose(self.tokens(), at - 1) && !self.is_hard(start) {
                    self.report(found, Span::new(start, at), "»", true);
                }
            }
            Some(c)
                if self.gaps.guillemets == Gap::NoBreak
                    && !c.is_whitespace()
                    && !matches!(c, '«' | '»')
                    && !self.is_stray(c, at)
                    && !self.is_entity(at - c.len_utf8())
                    && self.guillemet(at) =>
            {
                self.report(found, Span::new(at, at), "»", false);
            }
            _ => {}
        }
    }

    /// Whether the sign that ends at the byte `at` stands alone behind a no-break space: it is left over, the space is there.
    fn is_stray(&self, sign: char, at: usize) -> bool {
        let ahead = before(self.text, at - sign.len_utf8());
        let mark = sign.is_alphanumeric() || ":;!?%…)]".contains(sign);
        !mark && matches!(ahead, Some('\u{a0}' | '\u{202f}'))
    }

    /// Whether an entity, which may be a no-break space, stands at the byte `at`.
    fn is_entity(&self, at: usize) -> bool {
        token_at(self.tokens(), at).is_some_and(|token| token.kind == Kind::Entity)
    }

    /// Whether the guillemet at the byte `at` is one of a pair of ours: an arrow (`Next »`) is the author's.
    fn guillemet(&self, at: usize) -> bool {
        let ours = || {
            !self.message.source.contains(['«', '»'])
                && self.text.contains('«')
                && self.text.contains('»')
        };
        is_prose(self.tokens(), at) && *self.guillemets.get_or_init(ours)
    }
}
