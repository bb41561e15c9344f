//! The walk through a message that finds what is wrong with its inline markup.
//!
//! The tokens say what docutils reads; what it complains of, or swallows, are the problems beside them. The walk goes
//! over both and over the text between, where a backtick or a `:name:` has no business. What is told once covers its
//! text, so that a missing backtick is not told again by the backtick that is then too many.

mod glued;
mod lines;
mod open;
mod stray;
mod whole;

use std::borrow::Cow;

use super::fault::{Fault, Name};
use super::names;
use crate::diagnostic::Span;
use crate::markup::chars::{after, is_name, may_follow};
use crate::markup::{Kind, Problem, Token};
use crate::rules::Message;

/// So many faults of a message are told: one with more is no text, and each asks the source what was meant.
const MOST: usize = 500;

/// What is being walked through.
pub(super) struct Walk<'a> {
    text: &'a str,
    tokens: &'a [Token],
    problems: &'a [Problem],
    /// Where the translation's source is asked for what was meant; nothing when the source itself is walked through.
    message: Option<&'a Message<'a>>,
    faults: Vec<Fault>,
    /// What is told already: nothing before this byte is told again.
    done: usize,
}

impl<'a> Walk<'a> {
    pub fn of(
        text: &'a str,
        tokens: &'a [Token],
        problems: &'a [Problem],
        message: Option<&'a Message<'a>>,
    ) -> Self {
        Walk {
            text,
            tokens,
            problems,
            message,
            faults: Vec::new(),
            done: 0,
        }
    }

    /// All faults, in order.
    pub fn all(mut self) -> Vec<Fault> {
        let mut at = 0;
        let mut problems = self.problems;
        for token in self.tokens {
            self.gap(Span::new(at, token.span.start), &mut problems);
            match problems.split_first() {
                Some((problem, rest)) if problem.span.start == token.span.start => {
                    problems = rest;
                    self.problem(problem, Some(token));
                }
                _ => self.token(token),
            }
            at = token.span.end;
        }
        self.gap(Span::new(at, self.text.len()), &mut problems);
        self.directives();
        self.glued_marks();
        self.faults.truncate(MOST);
        self.faults.sort_by_key(|fault| fault.span);
        self.faults
    }

    fn tell(
        &mut self,
        name: Name,
        span: Span,
        message: impl Into<Cow<'static, str>>,
    ) -> &mut Fault {
        self.done = self.done.max(span.end);
        let last = self.faults.len();
        self.faults.push(Fault {
            name,
            span,
            message: message.into(),
            fix: None,
            quiet: false,
        });
        &mut self.faults[last]
    }

    /// What the source's tokens are.
    fn source(&self) -> impl Iterator<Item = (&'a str, &'a Token)> {
        let message = self.message.filter(|_| self.faults.len() < MOST);
        let tokens = message.map_or(&[][..], |message| message.source_markup());
        tokens
            .iter()
            .filter_map(move |token| Some((message?.source, token)))
    }

    /// Whether `name` is a role, of Sphinx or of the source.
    fn is_role(&self, name: &str) -> bool {
        names::is_role(name)
            || self.source().any(|(source, token)| {
                token
                    .role
                    .is_some_and(|role| source[role].eq_ignore_ascii_case(name))
            })
    }

    /// The source's role that begins as `rest` does, so that its end is known: its length in bytes.
    fn promised(&self, role: &str, rest: &str) -> Option<usize> {
        self.source()
            .filter_map(|(source, token)| {
                let (name, inner) = (token.role?, token.inner);
                let whole = if token.kind == Kind::TitledRole {
                    Span::new(inner.start, token.span.end - 1)
                } else {
                    inner
                };
                let whole = &source[whole];
                (source[name] == *role && rest.starts_with(whole)).then_some(whole.len())
            })
            .max()
            .filter(|&end| {
                let next = after(rest, end);
                let goes_on =
                    after(rest, end + next.map_or(0, char::len_utf8)).is_some_and(is_name);
                next.is_none_or(|c| {
                    may_follow(c) && !(matches!(c, '.' | '-' | ':' | '/') && goes_on)
                })
            })
    }
}

/// The empty span at the start of one.
const fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}

/// Whether an address of the web begins here.
fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether the text of a reference ends in `<https://…>`.
fn ends_in_link(text: &str) -> bool {
    text.ends_with('>')
        && text
            .rfind('<')
            .is_some_and(|open| open > 0 && is_address(&text[open + 1..]))
}

/// The length of a role's name that a colon and a backtick follow: `` func:`… ``.
fn role_prefix(text: &str) -> Option<usize> {
    let end = text.find('`')?;
    let name = text[..end].strip_suffix(':')?;
    let proper = !name.is_empty()
        && !name.starts_with(':')
        && name
            .chars()
            .all(|c| is_name(c) || matches!(c, '-' | '_' | '.' | '+' | ':'));
    proper.then_some(end)
}
