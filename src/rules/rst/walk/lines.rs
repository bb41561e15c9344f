//! What is wrong with lines rather than with text within them: directives that are none, blocks that go on too long.

use memchr::memmem;

use super::super::fault::Name;
use super::super::names;
use super::Walk;
use crate::diagnostic::{Safety, Span};
use crate::markup::chars::before;
use crate::markup::is_doubled;

impl Walk<'_> {
    /// A literal block that goes on less indented than it began, and seems to be prose again.
    pub(super) fn block(&mut self, span: Span) {
        let text = self.text;
        let block = &text[span];
        self.field(span);
        if !block.contains('\n') || block.starts_with(">>>") || block.starts_with("..") {
            return;
        }
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let first =
            text[..span.start].len() - text[..span.start].trim_end_matches([' ', '\t']).len();
        let mut at = span.start;
        let mut blank = false;
        for line in block.split('\n') {
            let own = indent(line);
            if blank && at > span.start && own < first && line.trim_end().ends_with("::") {
                self.tell(
                    Name::BadDedent,
                    Span::new(at, at + line.trim_end().len()),
                    "less indented than the block before it, and so part of it",
                );
                return;
            }
            blank = line.trim().is_empty();
            at += line.len() + 1;
        }
    }

    /// `:func:open:`: a role of the source that lost its backticks, and now names a field.
    fn field(&mut self, span: Span) {
        let name = self.text[span].trim_end();
        let Some(name) = name
            .strip_prefix(':')
            .and_then(|name| name.strip_suffix(':'))
        else {
            return;
        };
        let Some((role, rest)) = name.rsplit_once(':') else {
            return;
        };
        let lost = !rest.is_empty()
            && self.source().any(|(source, token)| {
                token.role.is_some_and(|known| source[known] == *role)
                    && source[token.inner] == *rest
            });
        if lost {
            let span = Span::new(span.start, span.start + name.len() + 1);
            let message = format!("no backticks around the text of `:{role}:`");
            let start = span.end - rest.len();
            self.tell(Name::RoleWithoutBackticks, span, message).fix = Some((
                Safety::Safe,
                vec![
                    (Span::new(start, start), "`".to_owned()),
                    (Span::new(span.end, span.end), "`".to_owned()),
                ],
            ));
        }
    }

    /// Lines that would begin a directive.
    pub(super) fn directives(&mut self) {
        let text = self.text;
        let doubled = match self.message {
            Some(message) => message.doubles(b'.'),
            None => is_doubled(text, b'.'),
        };
        if !doubled {
            return;
        }
        for at in memmem::find_iter(text.as_bytes(), b"... ") {
            let rest = &text[at + 4..];
            let name = rest.find(':').map_or("", |end| &rest[..end]);
            let dots = before(text, at) == Some('.');
            if !dots
                && !name.is_empty()
                && rest[name.len()..].starts_with("::")
                && names::is_directive(name)
            {
                let span = Span::new(at, at + 4 + name.len() + 2);
                let fault = self.tell(
                    Name::DirectiveWithThreeDots,
                    span,
                    format!("three dots: `.. {name}::` takes two"),
                );
                if text[..at].trim_end_matches([' ', '\t']).ends_with('\n') || at == 0 {
                    fault.fix = Some((Safety::Safe, vec![(Span::new(at, at + 1), String::new())]));
                }
            }
        }
        let mut start = 0;
        for line in text.split('\n') {
            let content = line.trim_start_matches([' ', '\t']);
            let at = start + line.len() - content.len();
            start += line.len() + 1;
            let Some(rest) = content.strip_prefix(".. ") else {
                continue;
            };
            let name = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':')))
                .map_or(rest, |end| &rest[..end]);
            let bare = name.trim_end_matches(':');
            if name.len() - bare.len() > 1 || !names::is_directive(bare) {
                continue;
            }
            let end = at + 3 + bare.len();
            self.tell(
                Name::DirectiveMissingColons,
                Span::new(at, at + content.trim_end().len()),
                format!("`.. {bare}` without its two colons is a comment: nobody will see it"),
            )
            .fix = Some((
                Safety::Unsafe,
                vec![(
                    Span::new(end, end + name.len() - bare.len()),
                    "::".to_owned(),
                )],
            ));
        }
    }
}
