//! Inline markup of reStructuredText in one paragraph, as docutils recognises it.
//!
//! docutils searches for the leftmost start-string, then for its end, and goes on after it with what remains, at whose
//! beginning a start-string is always allowed: `base` here. URLs are looked for afterwards, in what lies between two
//! constructs: from `gap` on. A backslash that escapes counts as a character that is neither white space nor
//! punctuation before markup, and as one that may follow an end-string.

use std::cell::Cell;

use super::chars::{
    after, before, escapes, is_space, may_follow, may_precede, name_end, name_start, quotes,
};
use super::{Fault, Kind, Problem, Span, Token, target, uri};
use crate::find;

/// What comes of a possible start-string.
enum Found {
    /// A construct.
    Token(Token),
    /// A start-string without its end; the construct that hides the code after it, if any; where to go on.
    Broken(Problem, Option<Token>, usize),
    /// A start-string between quotes is text: where to go on.
    Quoted(usize),
    /// Text.
    Nothing,
}

/// Finds the tokens of the paragraph at `span`.
pub(super) fn scan(
    text: &str,
    span: Span,
    tokens: &mut Vec<Token>,
    problems: Option<&mut Vec<Problem>>,
) {
    let mark = tokens.len();
    Scanner {
        text: &text[..span.end],
        base: span.start,
        gap: span.start,
        mark,
        tokens,
        problems,
        hopeless: Cell::new(0),
    }
    .run();
}

struct Scanner<'a> {
    /// The message up to the end of the paragraph.
    text: &'a str,
    /// Where what docutils has yet to read begins.
    base: usize,
    /// Where the text since the last construct begins.
    gap: usize,
    /// The first token in that text.
    mark: usize,
    tokens: &'a mut Vec<Token>,
    problems: Option<&'a mut Vec<Problem>>,
    /// Kinds, as bits, that have no end-string in the rest of the paragraph: not looked for twice.
    hopeless: Cell<u32>,
}

impl Scanner<'_> {
    fn run(mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.base;
        let start = at;
        // The bytes at which inline markup may begin, and backslashes.
        for step in find::all([b'`', b'*', b'_', b'|', b'\\'], &bytes[start..]) {
            if start + step < at {
                continue;
            }
            at = start + step;
            let found = match bytes[at] {
                b'\\' => {
                    let end = at + 1 + after(self.text, at + 1).map_or(0, char::len_utf8);
                    self.tokens.push(Token::new(
                        Kind::Escape,
                        Span::new(at, end),
                        Span::new(at + 1, end),
                    ));
                    at = end;
                    continue;
                }
                b'*' => self.star(at),
                b'|' => self.bar(at),
                b'_' => self.underscore(at),
                _ => self.backtick(at),
            };
            match found {
                Found::Token(token) => {
                    self.close(token.span.start);
                    self.tokens.push(token);
                    at = self.resume(token.span.end);
                }
                Found::Broken(problem, token, end) => {
                    self.close(problem.span.start);
                    if let Some(problems) = &mut self.problems {
                        problems.push(problem);
                    }
                    self.tokens.extend(token);
                    at = self.resume(end);
                }
                Found::Quoted(end) => {
                    self.base = end;
                    at = end;
                }
                Found::Nothing => at += 1,
            }
        }
        self.close(bytes.len());
    }

    /// Looks for URLs in the text since the last construct, which ends at `end`.
    fn close(&mut self, end: usize) {
        let escapes = self.tokens.len();
        uri::scan(self.text, Span::new(self.gap, end), self.tokens);
        if self.mark < escapes && escapes < self.tokens.len() {
            let found = self.tokens.split_off(escapes);
            let mut kept = self.mark;
            for i in self.mark..escapes {
                let escape = self.tokens[i];
                if !found.iter().any(|url| url.span.overlaps(escape.span)) {
                    self.tokens[kept] = escape;
                    kept += 1;
                }
            }
            self.tokens.truncate(kept);
            self.tokens.extend(found);
            self.tokens[self.mark..].sort_unstable_by_key(|token| token.span.start);
        }
    }

    fn resume(&mut self, end: usize) -> usize {
        self.base = end;
        self.gap = end;
        self.mark = self.tokens.len();
        end
    }

    fn may_start(&self, at: usize) -> bool {
        at == self.base || before(self.text, at).is_some_and(may_precede)
    }

    fn may_end(&self, end: usize) -> bool {
        after(self.text, end).is_none_or(may_follow)
    }

    /// Whether white space stands at `at`.
    fn blank(&self, at: usize) -> bool {
        after(self.text, at).is_some_and(is_space)
    }

    /// Whether the start-string at `start..end` stands between two characters that quote it, or ends the text.
    fn quoted(&self, start: usize, end: usize) -> bool {
        start > self.base
            && after(self.text, end).is_none_or(|close| {
                before(self.text, start).is_some_and(|open| quotes(open, close))
            })
    }

    fn starts_with(&self, at: usize, string: &str) -> bool {
        self.text.as_bytes()[at..].starts_with(string.as_bytes())
    }

    fn star(&self, at: usize) -> Found {
        if at > self.base
            && self.text.as_bytes()[at - 1] == b'['
            && self.starts_with(at + 1, "]_")
            && self.may_start(at - 1)
            && self.may_end(at + 3)
        {
            return Found::Token(Token::new(
                Kind::Footnote,
                Span::new(at - 1, at + 3),
                Span::new(at, at + 1),
            ));
        }
        if self.starts_with(at, "**") {
            self.simple(Kind::Strong, at, "**")
        } else {
            self.simple(Kind::Emphasis, at, "*")
        }
    }

    fn bar(&self, at: usize) -> Found {
        if self.starts_with(at, "||") {
            Found::Nothing
        } else {
            self.simple(Kind::Substitution, at, "|")
        }
    }

    /// A construct whose start-string is `start`, and whose end-string is the same, less the `_` of a target.
    fn simple(&self, kind: Kind, at: usize, start: &str) -> Found {
        let from = at + start.len();
        if self.blank(from) || !self.may_start(at) {
            return Found::Nothing;
        }
        if self.quoted(at, from) {
            return Found::Quoted(from);
        }
        let delimiter = start.trim_start_matches('_');
        match self.end(kind, from, delimiter) {
            Some((inner, end)) => {
                Found::Token(Token::new(kind, Span::new(at, end), Span::new(from, inner)))
            }
            None => Found::Broken(
                Problem {
                    kind,
                    fault: Fault::NoEnd,
                    span: Span::new(at, from),
                },
                None,
                from,
            ),
        }
    }

    /// The first end-string from `from` on: where it begins and where it ends. It must not be the very first thing.
    fn end(&self, kind: Kind, from: usize, delimiter: &str) -> Option<(usize, usize)> {
        if self.is_hopeless(kind) {
            return None;
        }
        let bytes = self.text.as_bytes();
        for step in find::all([delimiter.as_bytes()[0]], &bytes[from..]) {
            let at = from + step;
            let mut end = at + delimiter.len();
            if !self.starts_with(at, delimiter) || at > from && self.unclosable(at, kind) {
                continue;
            }
            if kind == Kind::Substitution {
                let longest = bytes[end..]
                    .iter()
                    .take(2)
                    .take_while(|&&byte| byte == b'_')
                    .count();
                match (0..=longest).rev().find(|&more| self.may_end(end + more)) {
                    Some(more) => end += more,
                    None => continue,
                }
            } else if !self.may_end(end) {
                continue;
            }
            return (at > from).then_some((at, end));
        }
        self.give_up(kind)
    }

    fn is_hopeless(&self, kind: Kind) -> bool {
        self.hopeless.get() & 1 << kind as u32 != 0
    }

    fn give_up<T>(&self, kind: Kind) -> Option<T> {
        self.hopeless.set(self.hopeless.get() | 1 << kind as u32);
        None
    }

    /// Whether what stands before `at` keeps an end-string from standing there: white space, and outside literals an
    /// escape, but white space that is itself escaped does not in interpreted text.
    fn unclosable(&self, at: usize, kind: Kind) -> bool {
        match before(self.text, at) {
            Some('\\') => kind != Kind::Literal && escapes(self.text, at - 1),
            Some(c) if is_space(c) => {
                let space = at - c.len_utf8();
                !(kind == Kind::Interpreted
                    && space > self.base
                    && self.text.as_bytes()[space - 1] == b'\\'
                    && escapes(self.text, space - 1))
            }
            _ => false,
        }
    }

    fn underscore(&self, at: usize) -> Found {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'`') {
            return self.simple(Kind::Target, at, "_`");
        }
        if at == self.base {
            return Found::Nothing;
        }
        if bytes[at - 1] == b']' {
            return self.footnote(at);
        }
        let end = at
            + if bytes.get(at + 1) == Some(&b'_') {
                2
            } else {
                1
            };
        if !self.may_end(end) {
            return Found::Nothing;
        }
        match name_start(self.text, self.base, at, |start| self.may_start(start)) {
            Some(start) => {
                let name = Span::new(start, at);
                Found::Token(Token {
                    target: Some(name),
                    ..Token::new(Kind::SimpleReference, Span::new(start, end), name)
                })
            }
            None => Found::Nothing,
        }
    }

    /// `[label]_`, whose underscore stands at `at`.
    fn footnote(&self, at: usize) -> Found {
        let bytes = self.text.as_bytes();
        let close = at - 1;
        let opens = |start: usize| {
            start > self.base && bytes[start - 1] == b'[' && self.may_start(start - 1)
        };
        let numbered =
            |start: usize| start > self.base && bytes[start - 1] == b'#' && opens(start - 1);
        if !self.may_end(at + 1) || close == self.base {
            return Found::Nothing;
        }
        let label = if numbered(close) {
            Some(close - 1)
        } else {
            name_start(self.text, self.base, close, |start| {
                opens(start) || numbered(start)
            })
            .map(|start| {
                if bytes[start - 1] == b'#' {
                    start - 1
                } else {
                    start
                }
            })
        };
        let Some(label) = label else {
            return Found::Nothing;
        };
        let inner = Span::new(label, close);
        let footnote = bytes[label] == b'#' || bytes[label..close].iter().all(u8::is_ascii_digit);
        let kind = if footnote {
            Kind::Footnote
        } else {
            Kind::Citation
        };
        Found::Token(Token {
            target: Some(inner),
            ..Token::new(kind, Span::new(label - 1, at + 1), inner)
        })
    }

    fn backtick(&self, at: usize) -> Found {
        if self.starts_with(at, "``") {
            return self.literal(at);
        }
        let from = at + 1;
        if self.blank(from) {
            return Found::Nothing;
        }
        let role = self.role_before(at);
        let start = match role {
            Some(name) => name.start - 1,
            None if !self.may_start(at) => return Found::Nothing,
            None if self.quoted(at, from) => return Found::Quoted(from),
            None => at,
        };
        self.interpreted(start, role, from)
    }

    /// The name of the role whose second colon stands before the backtick at `at`.
    fn role_before(&self, at: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        if at <= self.base + 1 || bytes[at - 1] != b':' {
            return None;
        }
        let opens = |start: usize| {
            start > self.base && bytes[start - 1] == b':' && self.may_start(start - 1)
        };
        name_start(self.text, self.base, at - 1, opens).map(|start| Span::new(start, at - 1))
    }

    fn literal(&self, at: usize) -> Found {
        let from = at + 2;
        match self.simple(Kind::Literal, at, "``") {
            Found::Token(token) => {
                if self.literal_within(token.inner) {
                    self.broken(Kind::Literal, Fault::Swallows, at, None, from)
                } else {
                    Found::Token(token)
                }
            }
            Found::Broken(..) => self.broken(Kind::Literal, Fault::NoEnd, at, None, from),
            other => other,
        }
    }

    /// Whether another literal begins in the text of one.
    fn literal_within(&self, inner: Span) -> bool {
        let bytes = self.text[inner].as_bytes();
        find::all([b'`'], bytes)
            .filter(|at| bytes.get(at + 1) == Some(&b'`'))
            .any(|at| self.literal_start(inner.start + at))
    }

    /// Whether the two backticks at `at` follow white space, and text follows them.
    fn literal_start(&self, at: usize) -> bool {
        before(self.text, at).is_some_and(is_space)
            && after(self.text, at + 2).is_some_and(|c| c != '`' && !is_space(c))
    }

    /// A start-string of code without its own end: hides the code, up to white space or a role, and leaves the prose.
    fn broken(
        &self,
        kind: Kind,
        fault: Fault,
        start: usize,
        role: Option<Span>,
        from: usize,
    ) -> Found {
        let problem = Problem {
            kind,
            fault,
            span: Span::new(start, from),
        };
        if kind == Kind::Interpreted {
            return Found::Broken(problem, None, from);
        }
        let rest = &self.text[from..];
        let run = rest.find(is_space).map_or(rest, |end| &rest[..end]);
        let other =
            find::all([b'`'], run.as_bytes()).find_map(|at| self.role_within(from, from + at));
        let run = other.map_or(run, |other| &self.text[from..other]);
        let code = run.trim_end_matches(['.', ',', ';', ':', '!', '?', '»', '”', '…', '`']);
        let code = if code.contains('(') {
            code
        } else {
            code.trim_end_matches(')')
        };
        let inner = Span::new(from, from + code.len());
        let ticks = run[code.len()..]
            .bytes()
            .take_while(|&byte| byte == b'`')
            .count();
        let span = Span::new(start, inner.end + ticks);
        let token = (!inner.is_empty()).then(|| Token {
            role,
            target: role.map(|_| inner),
            ..Token::new(kind, span, inner)
        });
        Found::Broken(problem, token, span.end)
    }

    /// Interpreted text or a reference, whose text begins at `from`.
    fn interpreted(&self, start: usize, role: Option<Span>, from: usize) -> Found {
        let bytes = self.text.as_bytes();
        let kind = if role.is_some() {
            Kind::Role
        } else {
            Kind::Interpreted
        };
        let mut swallows = false;
        if self.is_hopeless(kind) {
            return self.broken(kind, Fault::NoEnd, start, role, from);
        }
        for step in find::all([b'`'], &bytes[from..]) {
            let at = from + step;
            if (at == from || !self.unclosable(at, Kind::Interpreted))
                && let Some((suffix, references, end)) = self.interpreted_end(at)
            {
                if at == from {
                    return self.broken(kind, Fault::NoEnd, start, role, from);
                }
                if swallows {
                    return self.broken(kind, Fault::Swallows, start, role, from);
                }
                return self.complete(start, role, Span::new(from, at), suffix, references, end);
            }
            swallows |= self.starts_with(at, "``") && self.literal_start(at)
                || self.role_within(from, at).is_some();
        }
        let _: Option<()> = self.give_up(kind);
        self.broken(kind, Fault::NoEnd, start, role, from)
    }

    /// Where a role begins whose backtick stands at `at`, within interpreted text that begins at `from`.
    fn role_within(&self, from: usize, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if at <= from + 1 || bytes[at - 1] != b':' || self.blank(at + 1) {
            return None;
        }
        let opens = |start: usize| {
            start > from + 1
                && bytes[start - 1] == b':'
                && before(self.text, start - 1).is_some_and(may_precede)
        };
        name_start(self.text, from, at - 1, opens).map(|name| name - 1)
    }

    /// What the end-string at the backtick at `at` brings: a role, a number of `_`, and its end.
    fn interpreted_end(&self, at: usize) -> Option<(Option<Span>, usize, usize)> {
        let bytes = self.text.as_bytes();
        let underscores = |from: usize| {
            let longest = bytes[from..]
                .iter()
                .take(2)
                .take_while(|&&byte| byte == b'_')
                .count();
            (0..=longest)
                .rev()
                .find(|&count| self.may_end(from + count))
        };
        let from = at + 1;
        if bytes.get(from) == Some(&b':') {
            let role = name_end(self.text, from + 1, |end| {
                bytes.get(end) == Some(&b':') && underscores(end + 1).is_some()
            });
            if let Some(end) = role {
                let count = underscores(end + 1).unwrap_or(0);
                return Some((Some(Span::new(from + 1, end)), count, end + 1 + count));
            }
        }
        underscores(from).map(|count| (None, count, from + count))
    }

    fn complete(
        &self,
        start: usize,
        role: Option<Span>,
        inner: Span,
        suffix: Option<Span>,
        references: usize,
        end: usize,
    ) -> Found {
        let span = Span::new(start, end);
        let fault = match (role, suffix, references) {
            (Some(_), Some(_), _) => Some(Fault::TwoRoles),
            (Some(_), None, 1..) | (None, Some(_), 1..) => Some(Fault::RoleAndReference),
            _ => None,
        };
        let role = role.or(suffix);
        let token = match role {
            Some(name) => target::role(self.text, span, inner, name),
            None if references > 0 => target::reference(self.text, span, inner),
            None => Token {
                target: Some(inner),
                ..Token::new(Kind::Interpreted, span, inner)
            },
        };
        match fault {
            Some(fault) => Found::Broken(
                Problem {
                    kind: token.kind,
                    fault,
                    span,
                },
                Some(token),
                end,
            ),
            None => Found::Token(token),
        }
    }
}
