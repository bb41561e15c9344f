//! Start-strings whose own end is missing: what docutils complains of, or what swallows the text up to the end of
//! something else. What was meant is told from the next backticks, and from the source.

use memchr::memmem;

use super::super::fault::Name;
use super::super::glue;
use super::super::ticks::{Ticks, lead};
use super::{MOST, Walk, ends_in_link, role_prefix, start_of};
use crate::diagnostic::{Safety, Span};
use crate::markup::chars::{after, before, is_name, is_space, may_follow};
use crate::markup::{self, Kind, Problem, Token};

/// What is told of two backticks that a space parts.
pub(super) const TORN: &str = "a space stands between these two backticks";

impl Walk<'_> {
    /// A start-string without its own end.
    pub(super) fn problem(&mut self, problem: &Problem, token: Option<&Token>) {
        if problem.span.start < self.done || self.faults.len() >= MOST {
            return;
        }
        let shown = token.map_or(problem.span, |token| {
            Span::new(problem.span.start, token.span.end.max(problem.span.end))
        });
        match (problem.fault, problem.kind) {
            (markup::Fault::TwoRoles, _) => {
                self.tell(Name::Inline, shown, "a role both before and after the text");
            }
            (markup::Fault::RoleAndReference, _) => self.role_and_reference(shown, token),
            (_, Kind::Role | Kind::TitledRole) => self.open_role(problem.span, shown, token),
            (_, Kind::Literal) => self.open_literal(problem.span, shown),
            (fault, Kind::Interpreted) => {
                self.open_interpreted(problem.span, fault == markup::Fault::Swallows);
            }
            (_, kind) => self.open_other(problem.span, kind),
        }
    }

    /// `` :role:`x`_ ``
    fn role_and_reference(&mut self, span: Span, token: Option<&Token>) {
        let text = self.text;
        let role = token
            .and_then(|token| token.role)
            .map_or("", |role| &text[role]);
        let link = text[span].contains("http://") || text[span].contains("https://");
        let underscores = text[span]
            .bytes()
            .rev()
            .take_while(|&byte| byte == b'_')
            .count();
        let name = if role == "download" && link {
            Name::MissingUnderscoreAfterHyperlink
        } else {
            Name::Inline
        };
        let message = format!("a role takes no underscore after it: `:{role}:`");
        self.tell(name, span, message).fix = Some((
            Safety::Safe,
            vec![(Span::new(span.end - underscores, span.end), String::new())],
        ));
    }

    /// A role without its end; `shown` is the start-string and the code after it.
    pub(super) fn open_role(&mut self, start: Span, shown: Span, token: Option<&Token>) {
        let text = self.text;
        let role = token.and_then(|token| token.role).map_or_else(
            || text[start].trim_end_matches('`').trim_matches(':'),
            |role| &text[role],
        );
        let next = Ticks::next(text, start.end);
        if let Some(ticks) = next.filter(|ticks| ticks.len() == 1 && ticks.closes_late()) {
            self.blank_before(Name::Inline, start, ticks.span);
            return;
        }
        match next {
            Some(ticks) if ticks.opens() || !ticks.is_preceded() && ticks.len() > 1 => {}
            Some(ticks) if ticks.len() > 1 => {
                let span = Span::new(start.start, ticks.span.end);
                self.extra(span, role, Span::new(ticks.span.start + 1, ticks.span.end));
                return;
            }
            Some(ticks) if !ticks.is_preceded() => {
                self.blank_before(Name::Inline, start, ticks.span);
                return;
            }
            Some(ticks) => {
                self.space_after_role(Span::new(start.start, ticks.span.end), role);
                return;
            }
            None => {}
        }
        let limit = next.map_or(text.len(), |ticks| ticks.span.start);
        let promised = self
            .promised(role, &text[start.end..])
            .or_else(|| self.titled(&text[start.end..limit]));
        let message = format!("`:{role}:` has no backtick after its text");
        let fault = self.tell(Name::MissingBacktickAfterRole, shown, message);
        if let Some(end) = promised {
            let end = start.end + end;
            // The key beside: `:func:`open'`.
            let beside = |key: &&&str| {
                let rest = text[end..].strip_prefix(**key);
                rest.is_some_and(|rest| !after(rest, 0).is_some_and(is_name))
            };
            let key = ["'", "´", "’"]
                .iter()
                .find(beside)
                .map_or(0, |key| key.len());
            fault.span.end = fault.span.end.max(end);
            fault.fix = Some((
                Safety::Safe,
                vec![(Span::new(end, end + key), "`".to_owned())],
            ));
        }
    }

    /// What begins at `start` has white space before the backticks that close it.
    fn blank_before(&mut self, name: Name, start: Span, ticks: Span) {
        let inner = &self.text[start.end..ticks.start];
        let blanks = start.end + inner.trim_end_matches(is_space).len();
        let blanks = Span::new(blanks, ticks.start);
        let span = Span::new(start.start, ticks.end);
        self.tell(name, span, "white space before the closing backtick")
            .fix = Some((Safety::Safe, vec![(blanks, String::new())]));
    }

    /// Where `text <target>` ends at the beginning of `rest`, for a target of the source.
    fn titled(&self, rest: &str) -> Option<usize> {
        let end = rest.find('>')?;
        let open = rest[..end].rfind('<')?;
        let known = self.source().any(|(source, token)| {
            token
                .target
                .is_some_and(|target| source[target] == rest[open + 1..end])
        });
        (known && open > 0).then_some(end + 1)
    }

    pub(super) fn space_after_role(&mut self, span: Span, role: &str) {
        let (safety, join) = glue::after(self.message, Kind::Role, &self.text[span.end..]);
        let message = format!(
            "a space, or a backslash and a space, is missing after `:{role}:` and its text"
        );
        // The same again: one of the two is too many.
        let twice = self.text[span.end..].starts_with(&self.text[span]);
        let fault = self.tell(Name::MissingSpaceAfterRole, span, message);
        if !twice {
            fault.fix = Some((
                safety,
                vec![(Span::new(span.end, span.end), join.to_owned())],
            ));
        }
    }

    pub(super) fn extra(&mut self, span: Span, role: &str, ticks: Span) {
        let message = format!("a backtick too many: `:{role}:` takes one on each side");
        self.tell(Name::RoleWithExtraBacktick, span, message).fix =
            Some((Safety::Safe, vec![(ticks, String::new())]));
    }

    /// A literal without its end.
    pub(super) fn open_literal(&mut self, start: Span, shown: Span) {
        let text = self.text;
        let more = text[start.end..]
            .bytes()
            .take_while(|&byte| byte == b'`')
            .count();
        let next = Ticks::next(text, start.end + more);
        let name = lead(text, self.done, start.start);
        let role = self.role_of(name);
        // `` ``x``s ``: the source has this literal, whatever stands before its end.
        let known = |ticks: &Ticks| {
            more == 0
                && ticks.len() == 2
                && ticks.is_glued_after()
                && self.knows_literal(&text[start.end..ticks.span.start])
        };
        if let Some(ticks) = next.filter(|ticks| ticks.ends(text, start.end) || known(ticks)) {
            if let Some((from, role)) = role
                && ticks.len() == 1
            {
                let span = Span::new(from, ticks.span.end);
                self.extra(span, role, Span::new(start.start + 1, start.end));
                return;
            }
            let span = Span::new(start.start, ticks.span.end);
            if ticks.len() > 1 && ticks.is_glued_after() {
                let (safety, join) =
                    glue::after(self.message, Kind::Literal, &text[ticks.span.end..]);
                self.tell(
                    Name::MissingSpaceAfterLiteral,
                    span,
                    "a space, or a backslash and a space, is missing after the literal",
                )
                .fix = Some((
                    safety,
                    vec![(Span::new(ticks.span.end, ticks.span.end), join.to_owned())],
                ));
                return;
            }
            if ticks.len() == 1 && ticks.closes() {
                let known = self.knows_literal(&text[start.end..ticks.span.start]);
                let safety = if known { Safety::Safe } else { Safety::Unsafe };
                // ``` ``x` ` ```
                let torn = Ticks::next(text, ticks.span.end).filter(|other| {
                    let blank = &text[ticks.span.end..other.span.start];
                    let ends = !other.is_followed() || other.closes_late();
                    other.len() == 1 && ends && blank == " "
                });
                if let Some(other) = torn {
                    let span = Span::new(start.start, other.span.end);
                    let blank = Span::new(ticks.span.end, other.span.start);
                    self.tell(Name::UnbalancedLiteral, span, TORN).fix =
                        Some((safety, vec![(blank, String::new())]));
                    return;
                }
                // ``` ``x` `word ```: the second one slid to the next word.
                let slid = Ticks::next(text, ticks.span.end).filter(|other| {
                    let blank = &text[ticks.span.end..other.span.start];
                    let pair = Ticks::next(text, other.span.end);
                    known
                        && other.len() == 1
                        && blank == " "
                        && other.is_followed()
                        && !pair.is_some_and(|pair| pair.len() == 1 && pair.closes())
                });
                if let Some(other) = slid {
                    let blank = Span::new(ticks.span.end, other.span.end);
                    let span = Span::new(start.start, other.span.end);
                    self.tell(Name::UnbalancedLiteral, span, TORN).fix =
                        Some((safety, vec![(blank, "` ".to_owned())]));
                    return;
                }
                self.tell(
                    Name::UnbalancedLiteral,
                    span,
                    "two backticks open this literal, and one closes it",
                )
                .fix = Some((
                    safety,
                    vec![(Span::new(ticks.span.end, ticks.span.end), "`".to_owned())],
                ));
                return;
            }
        }
        if let Some(ticks) = next.filter(|ticks| {
            let inner = text[start.end..ticks.span.start].trim_end_matches(is_space);
            more == 0 && ticks.len() == 2 && !ticks.is_preceded() && self.knows_literal(inner)
        }) {
            self.blank_before(Name::UnbalancedLiteral, start, ticks.span);
            return;
        }
        let end = self.literal_end(&text[start.end..]);
        let fault = self.tell(
            Name::UnbalancedLiteral,
            shown,
            "nothing closes this literal",
        );
        if let Some(end) = end {
            let end = start.end + end;
            fault.fix = Some((Safety::Safe, vec![(Span::new(end, end), "``".to_owned())]));
            fault.span.end = fault.span.end.max(end);
        }
        self.pair(start.end);
    }

    pub(super) fn knows_literal(&self, code: &str) -> bool {
        self.source()
            .any(|(source, token)| token.kind == Kind::Literal && source[token.inner] == *code)
    }

    /// Where the literal of the source ends that `rest` begins with.
    fn literal_end(&self, rest: &str) -> Option<usize> {
        self.source()
            .filter(|(source, token)| {
                token.kind == Kind::Literal && rest.starts_with(&source[token.inner])
            })
            .map(|(_, token)| token.inner.len())
            .max()
            .filter(|&end| {
                let ends = after(rest, end)
                    .is_none_or(|c| may_follow(c) && !matches!(c, '.' | '-' | ':' | '/'));
                ends || rest[end..].starts_with(['.', ':'])
                    && rest[end + 1..].trim_start().len() < rest[end + 1..].len()
                    || rest.len() == end + 1
            })
    }

    /// The literal that was told of closes with the next two backticks that close nothing else: they go with it.
    pub(super) fn pair(&mut self, from: usize) {
        let mut at = from;
        while let Some(ticks) = Ticks::next(self.text, at) {
            if ticks.len() == 2 {
                if !ticks.opens() {
                    self.done = self.done.max(ticks.span.end);
                }
                return;
            }
            at = ticks.span.end;
        }
    }

    /// `` `text `` without its end, or with that of something else.
    fn open_interpreted(&mut self, start: Span, swallows: bool) {
        let text = self.text;
        if self.backtick_before_role(start) {
            return;
        }
        let next = Ticks::next(text, start.end);
        let end = next.map_or(start.end, |ticks| ticks.span.end);
        let before = lead(text, self.done, start.start);
        if self.role_before(before, Span::new(start.start, start.end)) {
            if next.is_some_and(|ticks| {
                !ticks.opens() && ticks.is_preceded() && ticks.is_glued_after()
            }) {
                let span = Span::new(start.start, end);
                let role = self.role_of(before).map(|(_, name)| name);
                self.space_after_role(span, role.unwrap_or_else(|| text[before].trim_matches(':')));
            }
            return;
        }
        // `` `text `_ ``
        let late = next
            .filter(|ticks| ticks.len() == 1 && !ticks.is_preceded())
            .map(|ticks| (ticks.span, underscores(&text[ticks.span.end..])))
            .filter(|&(ticks, marks)| {
                marks > 0 && after(text, ticks.end + marks).is_none_or(may_follow)
            });
        if let Some((ticks, marks)) = late {
            self.blank_before(Name::Inline, start, ticks);
            self.done += marks;
            return;
        }
        match next {
            Some(ticks) if ticks.ends(text, start.end) => {
                let span = Span::new(start.start, ticks.span.end);
                if ticks.len() == 2 {
                    let known = self.knows_literal(&text[start.end..ticks.span.start]);
                    let fault = self.tell(
                        Name::UnbalancedLiteral,
                        span,
                        "one backtick opens this, and two close it",
                    );
                    // ``` x` `y`` ```: the backtick before it may be the one that it lacks.
                    if known && !text[..start.start].ends_with("` ") {
                        fault.fix = Some((Safety::Safe, vec![(start_of(span), "`".to_owned())]));
                    }
                } else if let more @ 1.. = underscores(&text[ticks.span.end..]) {
                    let end = ticks.span.end + more;
                    let (safety, join) = glue::after(self.message, Kind::Reference, &text[end..]);
                    let words = "what follows this link keeps it from ending";
                    let fault = self.tell(Name::Inline, Span::new(start.start, end), words);
                    fault.fix = Some((safety, vec![(Span::new(end, end), join.to_owned())]));
                } else if ends_in_link(&text[start.end..ticks.span.start]) {
                    self.link_without_underscore(span, ticks.span.end);
                } else {
                    self.tell(
                        Name::Inline,
                        span,
                        "what follows the closing backtick keeps it from closing",
                    );
                }
            }
            _ => {
                let end = text[start.end..]
                    .find(is_space)
                    .unwrap_or(text.len() - start.end);
                let span = Span::new(start.start, start.end + end);
                let fault = self.tell(Name::Inline, span, "nothing closes this backtick");
                fault.quiet = swallows;
            }
        }
    }

    /// `` `:role:`text` ``
    pub(super) fn backtick_before_role(&mut self, start: Span) -> bool {
        let text = self.text;
        let rest = &text[start.end..];
        let Some(name) = rest.strip_prefix(':').and_then(role_prefix) else {
            return false;
        };
        let inner = start.end + name + 2;
        let end = Ticks::next(text, inner).map_or(inner, |ticks| ticks.span.end);
        self.tell(
            Name::BacktickBeforeRole,
            Span::new(start.start, end),
            "a backtick too many before the role",
        )
        .fix = Some((Safety::Safe, vec![(start, String::new())]));
        true
    }

    /// Emphasis, strong, a substitution or a target that nothing closes.
    fn open_other(&mut self, start: Span, kind: Kind) {
        let text = self.text;
        let delimiter = text[start].trim_start_matches('_');
        let paragraph = memmem::find(&text.as_bytes()[start.end..], b"\n\n")
            .map_or(text.len(), |end| start.end + end);
        let rest = &text[start.end..paragraph];
        let glued = rest
            .match_indices(delimiter)
            .map(|(at, _)| start.end + at)
            .find(|&at| {
                at > start.end && before(text, at).is_some_and(|c| !is_space(c) && c != '\\')
            })
            .filter(|&at| after(text, at + delimiter.len()).is_some_and(|c| !may_follow(c)));
        let what = match kind {
            Kind::Strong => "strong text (`**`)",
            Kind::Substitution => "substitution (`|`)",
            Kind::Target => "target (`` _` ``)",
            _ => "emphasis (`*`)",
        };
        if let Some(at) = glued {
            let mut end = at + delimiter.len();
            if kind == Kind::Substitution {
                end += underscores(&text[end..]);
            }
            let (safety, join) = glue::after(self.message, kind, &text[end..]);
            let message = format!("what follows this {what} keeps it from ending");
            self.tell(Name::Inline, Span::new(start.start, end), message)
                .fix = Some((safety, vec![(Span::new(end, end), join.to_owned())]));
            // Markup that begins there is glued by the same missing space.
            self.done = end + text[end..].find(is_space).unwrap_or(text.len() - end);
        } else if let Some(at) = self.late_star(rest, start.end, delimiter, kind) {
            let inner = start.end + text[start.end..at].trim_end_matches(is_space).len();
            let end = at + delimiter.len();
            let mut edits = vec![(Span::new(inner, at), String::new())];
            if after(text, end).is_some_and(|c| !may_follow(c)) {
                let (_, join) = glue::after(self.message, kind, &text[end..]);
                edits.push((Span::new(end, end), join.to_owned()));
            }
            let words = format!("white space before the closing sign of this {what}");
            self.tell(Name::Inline, Span::new(start.start, end), words)
                .fix = Some((Safety::Unsafe, edits));
        } else {
            let end = start.end
                + text[start.end..]
                    .find(is_space)
                    .unwrap_or(text.len() - start.end);
            let message = format!("nothing closes this {what}");
            self.tell(Name::Inline, Span::new(start.start, end), message);
        }
    }

    /// Where the lone sign stands in `rest`, which begins at byte `from`, that would close emphasis but for the white space
    /// before it, where the source has an emphasis more.
    fn late_star(&self, rest: &str, from: usize, sign: &str, kind: Kind) -> Option<usize> {
        let mut signs = rest.match_indices(sign).map(|(at, _)| from + at);
        let at = signs.next().filter(|_| signs.next().is_none())?;
        let theirs = self
            .source()
            .filter(|(_, token)| token.kind == kind)
            .count();
        let ours = self
            .tokens
            .iter()
            .filter(|token| token.kind == kind)
            .count();
        let parted = before(self.text, at).is_some_and(is_space);
        (parted && theirs > ours && matches!(kind, Kind::Emphasis | Kind::Strong)).then_some(at)
    }
}

/// How many of the underscores that make a link a text begins with.
pub(super) fn underscores(text: &str) -> usize {
    let underscore = |byte: &u8| *byte == b'_';
    text.bytes().take(2).take_while(underscore).count()
}
