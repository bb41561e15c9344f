//! The walk through a message that finds what is wrong with its inline markup.
//!
//! The tokens say what docutils reads; what it complains of, or swallows, are the problems beside them. The walk goes
//! over both and over the text between, where a backtick or a `:name:` has no business. What is told once covers its
//! text, so that a missing backtick is not told again by the backtick that is then too many.

use std::borrow::Cow;

use memchr::{memchr2, memmem};

use super::fault::{Fault, Name};
use super::ticks::{Ticks, lead, may_begin};
use super::{glue, names};
use crate::diagnostic::{Safety, Span};
use crate::markup::chars::{after, before, is_name, is_space, may_follow};
use crate::markup::{self, Kind, Problem, Token};
use crate::rules::Message;

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

    /// The text between two tokens: problems that hide no code, backticks, names of roles.
    fn gap(&mut self, gap: Span, problems: &mut &'a [Problem]) {
        let mut at = gap.start;
        loop {
            let problem = problems
                .first()
                .filter(|problem| problem.span.start < gap.end);
            let end = problem.map_or(gap.end, |problem| problem.span.start.max(at));
            match memchr2(b'`', b':', &self.text.as_bytes()[at..end]) {
                Some(step) => {
                    at += step;
                    let next = if self.text.as_bytes()[at] == b':' {
                        self.colon(at, gap);
                        at + 1
                    } else {
                        self.stray(at, gap)
                    };
                    at = next;
                    // A problem that begins in what was read goes with it.
                    while problems
                        .first()
                        .is_some_and(|problem| problem.span.start < at.min(gap.end))
                    {
                        *problems = &problems[1..];
                    }
                    at = at.min(gap.end);
                }
                None => match problem {
                    Some(problem) => {
                        *problems = &problems[1..];
                        self.problem(problem, None);
                        at = problem.span.end.clamp(at, gap.end);
                    }
                    None => return,
                },
            }
        }
    }

    /// What the source's tokens are.
    fn source(&self) -> impl Iterator<Item = (&'a str, &'a Token)> {
        let message = self.message;
        let tokens = message.map_or(&[][..], |message| message.source_markup());
        tokens
            .iter()
            .filter_map(move |token| Some((message?.source, token)))
    }

    fn language(&self) -> &'a str {
        self.message.map_or("", |message| &message.file.language)
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

    /// A start-string without its own end.
    fn problem(&mut self, problem: &Problem, token: Option<&Token>) {
        if problem.span.start < self.done {
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
    fn open_role(&mut self, start: Span, shown: Span, token: Option<&Token>) {
        let text = self.text;
        let role = token.and_then(|token| token.role).map_or_else(
            || text[start].trim_end_matches('`').trim_matches(':'),
            |role| &text[role],
        );
        let next = Ticks::next(text, start.end);
        match next {
            Some(ticks) if ticks.opens() || !ticks.is_preceded() && ticks.len() > 1 => {}
            Some(ticks) if ticks.len() > 1 => {
                let span = Span::new(start.start, ticks.span.end);
                self.extra(span, role, Span::new(ticks.span.start + 1, ticks.span.end));
                return;
            }
            Some(ticks) if !ticks.is_preceded() => {
                let span = Span::new(start.start, ticks.span.end);
                let blanks = text[start.end..ticks.span.start]
                    .trim_end_matches(is_space)
                    .len();
                let blanks = Span::new(start.end + blanks, ticks.span.start);
                // Far away it is another one's beginning that lost its text.
                let fault = self.tell(
                    Name::Inline,
                    span,
                    "white space before the closing backtick",
                );
                fault.fix = Some((Safety::Safe, vec![(blanks, String::new())]));
                return;
            }
            Some(ticks) => {
                self.space_after_role(Span::new(start.start, ticks.span.end), role);
                return;
            }
            None => {}
        }
        let promised = self.promised(role, &text[start.end..]);
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

    fn space_after_role(&mut self, span: Span, role: &str) {
        let (safety, join) = glue::after(self.language(), &self.text[span.end..]);
        let message = format!(
            "a space, or a backslash and a space, is missing after `:{role}:` and its text"
        );
        self.tell(Name::MissingSpaceAfterRole, span, message).fix = Some((
            safety,
            vec![(Span::new(span.end, span.end), join.to_owned())],
        ));
    }

    fn extra(&mut self, span: Span, role: &str, ticks: Span) {
        let message = format!("a backtick too many: `:{role}:` takes one on each side");
        self.tell(Name::RoleWithExtraBacktick, span, message).fix =
            Some((Safety::Safe, vec![(ticks, String::new())]));
    }

    /// A literal without its end.
    fn open_literal(&mut self, start: Span, shown: Span) {
        let text = self.text;
        let more = text[start.end..]
            .bytes()
            .take_while(|&byte| byte == b'`')
            .count();
        let next = Ticks::next(text, start.end + more);
        let name = lead(text, self.done, start.start);
        let role = self.role_of(name);
        if let Some(ticks) = next.filter(|ticks| !ticks.opens() && ticks.is_preceded()) {
            if let Some((from, role)) = role
                && ticks.len() == 1
            {
                let span = Span::new(from, ticks.span.end);
                self.extra(span, role, Span::new(start.start + 1, start.end));
                return;
            }
            let span = Span::new(start.start, ticks.span.end);
            if ticks.len() > 1 && ticks.is_glued_after() {
                let (safety, join) = glue::after(self.language(), &text[ticks.span.end..]);
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

    fn knows_literal(&self, code: &str) -> bool {
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
    fn pair(&mut self, from: usize) {
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
                self.space_after_role(span, text[before].trim_matches(':'));
            }
            return;
        }
        match next {
            Some(ticks) if !ticks.opens() && ticks.is_preceded() => {
                let span = Span::new(start.start, ticks.span.end);
                if ticks.len() == 2 {
                    let known = self.knows_literal(&text[start.end..ticks.span.start]);
                    let fault = self.tell(
                        Name::UnbalancedLiteral,
                        span,
                        "one backtick opens this, and two close it",
                    );
                    if known {
                        fault.fix = Some((Safety::Safe, vec![(start_of(span), "`".to_owned())]));
                    }
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
    fn backtick_before_role(&mut self, start: Span) -> bool {
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
        if let Some(end) = glued.map(|at| at + delimiter.len()) {
            let (safety, join) = glue::after(self.language(), &text[end..]);
            let message = format!("what follows this {what} keeps it from ending");
            self.tell(Name::Inline, Span::new(start.start, end), message)
                .fix = Some((safety, vec![(Span::new(end, end), join.to_owned())]));
            // Markup that begins there is glued by the same missing space.
            self.done = end + text[end..].find(is_space).unwrap_or(text.len() - end);
        } else {
            let end = start.end
                + text[start.end..]
                    .find(is_space)
                    .unwrap_or(text.len() - start.end);
            let message = format!("nothing closes this {what}");
            self.tell(Name::Inline, Span::new(start.start, end), message);
        }
    }

    /// `:name:word` in prose.
    fn colon(&mut self, at: usize, gap: Span) {
        let text = self.text;
        if at < self.done || !may_begin(text, 0, at) {
            return;
        }
        let rest = &text[at + 1..];
        if !rest.chars().next().is_some_and(char::is_alphabetic) {
            return;
        }
        let free = before(text, at).is_none_or(is_space);
        let run = rest.find(is_space).map_or(rest, |end| &rest[..end]);
        // The name of the role: the longest that is known, else the first.
        let ends = run
            .match_indices(':')
            .map(|(end, _)| end)
            .take_while(|&end| {
                run[..end]
                    .chars()
                    .all(|c| is_name(c) || matches!(c, '-' | '_' | '.' | '+' | ':'))
            });
        let mut role = None;
        for end in ends {
            if role.is_none() || self.is_role(&run[..end]) {
                role = Some(end);
            }
        }
        let Some(end) = role else { return };
        let (role, word) = (&run[..end], &run[end + 1..]);
        if word.is_empty()
            || word.starts_with([':', '`', '*', '|'])
            || run.contains('`')
            || run.contains("::")
        {
            return;
        }
        let known = self.is_role(role);
        if !free && !known {
            return;
        }
        let word = word.trim_end_matches([
            '.', ',', ';', ':', '!', '?', '»', '”', '"', '\'', '…', '。', '、', ')', ']',
        ]);
        if word.is_empty() && !known {
            return;
        }
        let start = at + 1 + end + 1;
        let span = Span::new(at, (start + word.len()).min(gap.end.max(start)));
        let promised = self.promised(role, &text[start..]);
        let message = format!("no backticks around the text of `:{role}:`");
        let fault = self.tell(Name::RoleWithoutBackticks, span, message);
        if let Some(length) = promised {
            let stop = start + length;
            fault.span.end = fault.span.end.max(stop);
            fault.fix = Some((
                Safety::Safe,
                vec![
                    (Span::new(start, start), "`".to_owned()),
                    (Span::new(stop, stop), "`".to_owned()),
                ],
            ));
        }
    }

    /// The role's name in a lead that ends in `:name:`, and where its first colon stands.
    fn role_of(&self, lead: Span) -> Option<(usize, &'a str)> {
        let text = self.text;
        let names = text[lead].strip_suffix(':')?;
        if names.ends_with(':') || names.is_empty() {
            return None;
        }
        // `la:c:func:`: the longest known name after a colon.
        let colons = names.match_indices(':').map(|(at, _)| at);
        let mut first = None;
        for at in colons {
            let name = &names[at + 1..];
            if name.is_empty() || name.contains("::") || name.starts_with(':') {
                continue;
            }
            if self.is_role(name) {
                return Some((lead.start + at, name));
            }
            first.get_or_insert((lead.start + at, name));
        }
        first.filter(|&(at, _)| at == lead.start)
    }

    /// Backticks that docutils shows as they are; says where to go on.
    fn stray(&mut self, at: usize, gap: Span) -> usize {
        let text = self.text;
        let ticks = Ticks::at(text, gap.start, at);
        let span = ticks.span;
        if span.start < self.done || before(text, span.start) == Some('\\') {
            return span.end;
        }
        let lead = lead(text, self.done, span.start);
        let next = Ticks::next(text, span.end);
        if ticks.len() == 1 && self.link_without_backtick(span) {
            return self.done;
        }
        if let Some((from, role)) = self.role_of(lead)
            && !ticks.is_followed()
        {
            // `` :role:` text` ``
            match next.filter(|next| next.len() == 1 && !next.opens() && next.is_preceded()) {
                Some(next) if ticks.len() == 1 => {
                    let blank = text[span.end..].len()
                        - text[span.end..].trim_start_matches(is_space).len();
                    let fault = self.tell(
                        Name::Inline,
                        Span::new(from, next.span.end),
                        "white space after the opening backtick",
                    );
                    fault.quiet = true;
                    fault.fix = Some((
                        Safety::Safe,
                        vec![(Span::new(span.end, span.end + blank), String::new())],
                    ));
                }
                _ if ticks.len() == 1 => {
                    let message = format!("`:{role}:` has no backtick after its text");
                    self.tell(
                        Name::MissingBacktickAfterRole,
                        Span::new(from, span.end),
                        message,
                    );
                }
                _ => {
                    self.tell(
                        Name::UnbalancedLiteral,
                        span,
                        "nothing stands between these backticks",
                    )
                    .quiet = true;
                }
            }
            return self.done;
        }
        let glued = ticks.is_glued_before();
        let pair = next.filter(|next| !next.opens() && next.is_preceded());
        if ticks.len() == 1 && glued && self.colon_missing(lead, span, pair) {
            return self.done;
        }
        if let Some(pair) = pair.filter(|_| glued && ticks.is_followed()) {
            let whole = Span::new(lead.start.min(span.start), pair.span.end);
            if ends_in_link(&text[span.end..pair.span.start])
                && text[pair.span.end..].starts_with('_')
            {
                let (safety, join) = glue::before(self.language(), &text[..span.start]);
                let message = "a space is missing before this link";
                let fault = self.tell(Name::HyperlinkReferenceMissingBacktick, whole, message);
                fault.quiet = true;
                fault.fix = Some((
                    safety.min(Safety::Suggest),
                    vec![(start_of(span), join.to_owned())],
                ));
                return self.done;
            }
            let (safety, join) = glue::before(self.language(), &text[..span.start]);
            // One backtick may be a role that lost its colons, three have no one reading.
            let safety = if ticks.len() == 2 {
                safety
            } else {
                Safety::Suggest
            };
            self.tell(
                Name::MissingSpaceBeforeDefaultRole,
                whole,
                "a space is missing before the backticks",
            )
            .fix = Some((safety, vec![(start_of(span), join.to_owned())]));
            let fault = self.faults.last_mut();
            if let Some(fault) = fault {
                fault.quiet = true;
            }
            return self.done;
        }
        match ticks.len() {
            1 => {
                self.tell(
                    Name::Inline,
                    span,
                    "a backtick that opens and closes nothing",
                )
                .quiet = true;
            }
            2 => {
                self.tell(
                    Name::UnbalancedLiteral,
                    span,
                    "these backticks open and close nothing",
                )
                .quiet = true;
                if !ticks.is_followed() {
                    self.pair(span.end);
                }
            }
            3 => {
                self.tell(
                    Name::TripleBackticks,
                    span,
                    "three backticks mean nothing here",
                )
                .quiet = true;
            }
            _ => {}
        }
        self.done.max(span.end)
    }

    /// `` :func`x` ``, `` :func:x` ``
    fn colon_missing(&mut self, lead: Span, ticks: Span, pair: Option<Ticks>) -> bool {
        let text = self.text;
        let run = text[self.done..ticks.start]
            .rfind(is_space)
            .map_or(self.done, |at| {
                self.done + at + after(text, self.done + at).map_or(0, char::len_utf8)
            });
        // `:func:!open`: the mark ends no name.
        let lead = match text[run..lead.start].strip_suffix(['!', '~']) {
            Some(role) if role.starts_with(':') && role.ends_with(':') => Span::new(run, lead.end),
            _ => lead,
        };
        let Some(names) = text[lead].strip_prefix(':') else {
            return false;
        };
        let starts = may_begin(text, 0, lead.start);
        if !starts
            || names.is_empty()
            || names.contains("::")
            || !names.starts_with(char::is_alphabetic)
        {
            return false;
        }
        let end = pair.map_or(ticks.end, |pair| pair.span.end);
        let span = Span::new(lead.start, end);
        if self.is_role(names) && pair.is_some() {
            let message = format!("a colon is missing after `:{names}`");
            self.tell(Name::MissingColonInRole, span, message).fix =
                Some((Safety::Safe, vec![(start_of(ticks), ":".to_owned())]));
            return true;
        }
        let role = names
            .match_indices(':')
            .map(|(at, _)| &names[..at])
            .filter(|name| self.is_role(name))
            .last();
        let message = match role {
            Some(role) => format!("a backtick is missing after `:{role}:`"),
            None => format!("a colon or a backtick is missing in `:{names}`"),
        };
        // Only the text up to its closing backtick can be the role's.
        let fix = role.filter(|_| pair.is_none()).map(|role| {
            let at = lead.start + 1 + role.len() + 1;
            (Safety::Safe, vec![(Span::new(at, at), "`".to_owned())])
        });
        let span = if fix.is_some() {
            Span::new(lead.start, ticks.end)
        } else {
            span
        };
        self.tell(Name::MissingColonInRole, span, message).fix = fix;
        true
    }

    /// `` text <https://…>`_ `` whose first backtick is missing; `ticks` is the last one.
    fn link_without_backtick(&mut self, ticks: Span) -> bool {
        let text = self.text;
        if !text[..ticks.start].ends_with('>') || !text[ticks.end..].starts_with('_') {
            return false;
        }
        let floor = text[self.done..ticks.start]
            .rfind('`')
            .map_or(self.done, |at| self.done + at + 1);
        let Some(open) = text[floor..ticks.start].rfind('<').map(|at| floor + at) else {
            return false;
        };
        if !is_address(&text[open + 1..]) {
            return false;
        }
        let title = text[floor..open].trim_end_matches(is_space);
        let word = title.rfind(is_space).map_or(floor, |at| {
            floor + at + text[floor + at..].chars().next().map_or(0, char::len_utf8)
        });
        let underscores = text[ticks.end..]
            .bytes()
            .take_while(|&byte| byte == b'_')
            .count();
        let message = "no backtick before the text of this link";
        self.tell(
            Name::HyperlinkReferenceMissingBacktick,
            Span::new(word, ticks.end + underscores.min(2)),
            message,
        )
        .fix = Some((
            Safety::Suggest,
            vec![(Span::new(word, word), "`".to_owned())],
        ));
        true
    }

    /// `` `text <https://…>` ``
    fn link_without_underscore(&mut self, span: Span, end: usize) {
        let text = self.text;
        let target = text[span].rfind('<').map_or("", |at| &text[span][at..]);
        let target = target.trim_end_matches('`');
        let linked = self.source().any(|(source, token)| {
            token.kind == Kind::Reference && source[token.span].contains(target)
        });
        let safety = if linked { Safety::Safe } else { Safety::Unsafe };
        self.tell(
            Name::MissingUnderscoreAfterHyperlink,
            span,
            "no underscore after this link: it shows its address as text",
        )
        .fix = Some((safety, vec![(Span::new(end, end), "_".to_owned())]));
    }

    /// What is right for docutils may be wrong all the same.
    fn token(&mut self, token: &Token) {
        if token.span.start < self.done {
            return;
        }
        match token.kind {
            Kind::Role | Kind::TitledRole => self.role(token),
            Kind::Interpreted => self.interpreted(token),
            Kind::Literal => self.literal(token),
            Kind::Reference => self.reference(token),
            Kind::Block => self.block(token.span),
            Kind::Emphasis | Kind::Strong => self.nested(token),
            _ => {}
        }
    }

    fn role(&mut self, token: &Token) {
        let text = self.text;
        let Some(role) = token.role else { return };
        let (name, suffixed) = (&text[role], role.start > token.inner.start);
        if suffixed {
            return;
        }
        let end = token.span.end - 1;
        let start = Span::new(token.span.start, token.inner.start);
        let ticks = Ticks::next(text, start.end);
        let opens_another = lead(text, start.end, end);
        let opens_another = text[opens_another].len() > 2
            && opens_another.start > start.end
            && self.role_of(opens_another).is_some();
        match ticks.filter(|ticks| ticks.span.start < end) {
            Some(ticks) if ticks.span.end == token.span.end => {
                self.extra(
                    token.span,
                    name,
                    Span::new(ticks.span.start + 1, ticks.span.end),
                );
                return;
            }
            // It goes as far as the end of something else.
            None if !opens_another => {}
            _ => {
                let code = text[start.end..].find(is_space).unwrap_or(0);
                self.open_role(start, Span::new(start.start, start.end + code), Some(token));
                if opens_another && let Some(close) = Ticks::next(text, token.span.end) {
                    self.done = self.done.max(close.span.end);
                }
                return;
            }
        }
        let inner = &text[token.inner];
        if token.kind == Kind::Role && (inner.starts_with("!~") || inner.starts_with("~!")) {
            let name = inner[2..].rsplit('.').next().unwrap_or_default();
            let message =
                "`!` and `~` do not go together: `!` shows the text as it is written, `~` and all";
            self.tell(Name::ExclamationAndTilde, token.span, message)
                .fix = Some((Safety::Safe, vec![(token.inner, format!("!{name}"))]));
            return;
        }
        if token.kind == Kind::Role
            && matches!(name, "func" | "meth")
            && inner.len() > 2
            && inner.ends_with("()")
        {
            let message = format!("`:{name}:` adds the parentheses by itself");
            let end = token.inner.end;
            self.tell(Name::UnnecessaryParentheses, token.span, message)
                .fix = Some((Safety::Safe, vec![(Span::new(end - 2, end), String::new())]));
            return;
        }
        if token.kind == Kind::TitledRole
            && let Some(target) = token.target
            && is_address(&text[target.start..])
        {
            let glued = before(text, target.start - 1).is_some_and(|c| !is_space(c));
            if glued {
                self.space_in_link(token.span, target.start - 1);
            } else if name != "download" {
                let message = format!(
                    "`:{name}:` points at no address of the web: a link has no role, and an underscore at its end"
                );
                self.tell(Name::MissingUnderscoreAfterHyperlink, token.span, message);
            }
        }
    }

    fn space_in_link(&mut self, span: Span, open: usize) {
        self.tell(
            Name::MissingSpaceInHyperlink,
            span,
            "no space before the `<` of this link",
        )
        .fix = Some((Safety::Safe, vec![(Span::new(open, open), " ".to_owned())]));
    }

    fn interpreted(&mut self, token: &Token) {
        let text = self.text;
        let span = token.span;
        let start = Span::new(span.start, token.inner.start);
        if self.backtick_before_role(start) {
            return;
        }
        let inner = &text[token.inner];
        if inner.ends_with('`') && !inner.ends_with("\\`") {
            let known = self.knows_literal(inner.trim_end_matches('`'));
            let fault = self.tell(
                Name::UnbalancedLiteral,
                span,
                "one backtick opens this, and two close it",
            );
            if known {
                fault.fix = Some((Safety::Safe, vec![(start_of(span), "`".to_owned())]));
            }
            return;
        }
        if ends_in_link(inner) {
            self.link_without_underscore(span, span.end);
            return;
        }
        if self.role_before(lead(text, self.done, span.start), span) {
            return;
        }
        let known = self.knows_literal(inner);
        let quiet = self.tell(
            Name::DefaultRole,
            span,
            "single backticks: the default role; code takes two",
        );
        quiet.quiet = true;
        if known {
            quiet.fix = Some((
                Safety::Safe,
                vec![
                    (start_of(span), "`".to_owned()),
                    (Span::new(span.end, span.end), "`".to_owned()),
                ],
            ));
        }
    }

    /// `` la:func:`x` ``, `` func:`x` ``: the lead before interpreted text is a role that is not told as one.
    fn role_before(&mut self, lead: Span, span: Span) -> bool {
        let text = self.text;
        let Some(names) = text[lead].strip_suffix(':') else {
            return false;
        };
        if names.is_empty() || names.ends_with(':') {
            return false;
        }
        let whole = Span::new(lead.start, span.end);
        let free = before(text, lead.start).is_none_or(is_space);
        if let Some((from, role)) = self.role_of(lead)
            && (self.is_role(role) || from > lead.start || free)
        {
            // `c:func:` itself is a role, if a colon stood before it.
            if !self.is_role(names) || from == lead.start {
                let (safety, join) = glue::before(self.language(), &text[..from]);
                let message = format!("a space is missing before `:{role}:`");
                let fault = self.tell(Name::MissingSpaceBeforeRole, whole, message);
                fault.quiet = true;
                fault.fix = Some((safety, vec![(Span::new(from, from), join.to_owned())]));
                return true;
            }
        }
        let known = self.is_role(names);
        if known && may_begin(text, 0, lead.start) {
            let message = format!("a colon is missing before `{names}:`");
            let fault = self.tell(Name::MissingSpaceBeforeRole, whole, message);
            fault.quiet = true;
            fault.fix = Some((Safety::Safe, vec![(start_of(lead), ":".to_owned())]));
            return true;
        }
        let plain = names.is_ascii() && !names.starts_with(':') && !names.contains("::");
        if free && plain {
            self.tell(
                Name::MissingSpaceBeforeRole,
                whole,
                "a space, or the first colon of a role, is missing before this",
            )
            .quiet = true;
            return true;
        }
        false
    }

    fn literal(&mut self, token: &Token) {
        let text = self.text;
        let (span, inner) = (token.span, &text[token.inner]);
        let lead = lead(text, self.done, span.start);
        let swallowed = memmem::find(inner.as_bytes(), b"``")
            .is_some_and(|at| Ticks::at(text, token.inner.start, token.inner.start + at).opens());
        let single = Ticks::next(inner, 0).is_some_and(|ticks| ticks.len() == 1 && ticks.closes());
        if swallowed || single && self.role_of(lead).is_some() {
            let code = inner.find(is_space).unwrap_or(inner.len());
            let start = Span::new(span.start, token.inner.start);
            self.open_literal(start, Span::new(span.start, start.end + code));
            return;
        }
        if let Some((from, role)) = self.role_of(lead) {
            let known = self.is_role(role);
            let message = format!("`:{role}:` takes single backticks");
            let fault = self.tell(
                Name::RoleWithDoubleBackticks,
                Span::new(from, span.end),
                message,
            );
            let (before, after) = (
                Span::new(span.start, span.start + 1),
                Span::new(span.end - 1, span.end),
            );
            let safety = if known { Safety::Safe } else { Safety::Unsafe };
            if !inner.contains('`') {
                fault.fix = Some((
                    safety,
                    vec![(before, String::new()), (after, String::new())],
                ));
            }
            return;
        }
        let bare = inner
            .strip_prefix('`')
            .and_then(|inner| inner.strip_suffix('`'));
        if let Some(bare) = bare.filter(|bare| !bare.is_empty() && !bare.contains('`')) {
            let known = self.knows_literal(bare);
            let safety = if known { Safety::Safe } else { Safety::Unsafe };
            let fault = self.tell(
                Name::TripleBackticks,
                span,
                "three backticks: one of them is shown on the page",
            );
            fault.quiet = true;
            fault.fix = Some((
                safety,
                vec![
                    (Span::new(span.start, span.start + 1), String::new()),
                    (Span::new(span.end - 1, span.end), String::new()),
                ],
            ));
        }
    }

    fn reference(&mut self, token: &Token) {
        let text = self.text;
        let inner = token
            .target
            .filter(|&target| target == token.inner)
            .map(|span| &text[span]);
        if let Some(inner) = inner
            && ends_in_link(inner)
            && let Some(open) = inner.rfind('<').filter(|&open| open > 0)
            && before(inner, open).is_some_and(|c| !is_space(c))
        {
            self.space_in_link(token.span, token.inner.start + open);
        }
    }

    /// `` *`text`* ``: nothing nests, so that the backticks are shown.
    fn nested(&mut self, token: &Token) {
        let inner = &self.text[token.inner];
        if inner.len() > 2
            && let Some(text) = inner
                .strip_prefix('`')
                .and_then(|inner| inner.strip_suffix('`'))
            && !text.contains('`')
        {
            self.tell(
                Name::DefaultRole,
                token.inner,
                "markup within markup: the page shows these backticks",
            )
            .quiet = true;
        }
    }

    /// A literal block that goes on less indented than it began, and seems to be prose again.
    fn block(&mut self, span: Span) {
        let text = self.text;
        let block = &text[span];
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

    /// Lines that would begin a directive.
    fn directives(&mut self) {
        let text = self.text;
        if !text.contains("..") {
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
