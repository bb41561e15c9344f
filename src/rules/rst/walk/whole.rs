//! Constructs that docutils reads without a word, and that are wrong all the same: they show what nobody wants shown, or
//! reach further than they should.

use memchr::memmem;

use super::super::fault::Name;
use super::super::glue;
use super::super::ticks::{Ticks, lead, may_begin};
use super::open::underscores;
use super::{Walk, ends_in_link, is_address, start_of};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::markup::chars::{after, before, is_name, is_space, may_follow, may_precede};
use crate::markup::{Kind, Token};
use crate::rules::Message;

impl Walk<'_> {
    /// What is right for docutils may be wrong all the same.
    pub(super) fn token(&mut self, token: &Token) {
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
        let code = &text[start.end..end];
        let suspicious = code.ends_with(':') || find::first([b'`'], code.as_bytes()).is_some();
        if suspicious && self.reaching_role(token, name, start) {
            return;
        }
        self.role_text(token, name);
    }

    /// A role that goes further than its own text: whether it is told.
    fn reaching_role(&mut self, token: &Token, name: &str, start: Span) -> bool {
        let text = self.text;
        let end = token.span.end - 1;
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
                true
            }
            // It goes as far as the end of something else.
            None if !opens_another => false,
            _ => {
                let code = text[start.end..].find(is_space).unwrap_or(0);
                self.open_role(start, Span::new(start.start, start.end + code), Some(token));
                if opens_another && let Some(close) = Ticks::next(text, token.span.end) {
                    self.done = self.done.max(close.span.end);
                }
                true
            }
        }
    }

    /// What is wrong with the text of a role.
    fn role_text(&mut self, token: &Token, name: &str) {
        let text = self.text;
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

    /// `` `text <https://…>` ``
    pub(super) fn link_without_underscore(&mut self, span: Span, end: usize) {
        let text = self.text;
        let target = text[span].rfind('<').map_or("", |at| &text[span][at..]);
        let target = target.trim_end_matches('`');
        let linked = self.source().any(|(source, token)| {
            token.kind == Kind::Reference && source[token.span].contains(target)
        });
        let safety = if linked { Safety::Safe } else { Safety::Unsafe };
        // `` `text <https://…>` __ ``
        let rest = text[end..].trim_start_matches(is_space);
        let ends = rest
            .trim_start_matches('_')
            .chars()
            .next()
            .is_none_or(may_follow);
        let (words, edit) = if rest.starts_with('_') && ends {
            let blanks = Span::new(end, text.len() - rest.len());
            let words =
                "white space before the underscore of this link: it shows its address as text";
            (words, (blanks, String::new()))
        } else {
            let words = "no underscore after this link: it shows its address as text";
            (words, (Span::new(end, end), "_".to_owned()))
        };
        self.tell(Name::MissingUnderscoreAfterHyperlink, span, words)
            .fix = Some((safety, vec![edit]));
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
            // ``` x` `y`` ```: the backtick before it may be the one that it lacks.
            if known && !text[..span.start].ends_with("` ") {
                fault.fix = Some((Safety::Safe, vec![(start_of(span), "`".to_owned())]));
            }
            return;
        }
        if ends_in_link(inner) {
            self.link_without_underscore(span, span.end);
            return;
        }
        // `` `text <https://…>`__` ``
        let link = inner.trim_end_matches('_');
        if link.len() < inner.len() && link.strip_suffix('`').is_some_and(ends_in_link) {
            let words = "a backtick too many after this link";
            let last = Span::new(token.inner.end, span.end);
            self.tell(Name::DefaultRole, span, words).fix =
                Some((Safety::Safe, vec![(last, String::new())]));
            return;
        }
        if self.role_before(lead(text, self.done, span.start), span) {
            return;
        }
        if self.parted_role(span) {
            return;
        }
        // Glued to other things the source has it too.
        if self.source_has_ticked(&text[span]) {
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
    pub(super) fn role_before(&mut self, lead: Span, span: Span) -> bool {
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
                let (safety, join) = glue::before(self.message, Kind::Role, &text[..from]);
                let message = format!("a space is missing before `:{role}:`");
                let fault = self.tell(Name::MissingSpaceBeforeRole, whole, message);
                fault.quiet = true;
                // The same again: one of the two is too many.
                let twice = text[..from].ends_with(&text[from..span.end]);
                if !twice {
                    fault.fix = Some((safety, vec![(Span::new(from, from), join.to_owned())]));
                }
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

    /// Whether the source holds the same single backticks, which no role and no other backtick touches.
    fn source_has_ticked(&self, ticked: &str) -> bool {
        let own = |message: &&Message<'_>| !message.file.inherited && message.source_holds(ticked);
        let Some(message) = self.message.filter(own) else {
            return false;
        };
        let source = message.source;
        memmem::find_iter(source.as_bytes(), ticked).any(|at| {
            let last = source[..at].chars().next_back();
            let next = source[at + ticked.len()..].chars().next();
            !matches!(last, Some('`' | ':')) && !matches!(next, Some('`' | '_' | ':'))
        })
    }

    /// `` :ref: `x` ``, `` : ref: `x` ``: a role that blanks part from its text, whether it is told.
    fn parted_role(&mut self, span: Span) -> bool {
        let text = self.text;
        let lead = &text[self.done..span.start];
        let Some(names) = lead.trim_end().strip_suffix(':') else {
            return false;
        };
        let from = names
            .rfind(|c: char| !is_name(c) && c != '-')
            .map_or(0, |at| {
                at + names[at..].chars().next().map_or(1, char::len_utf8)
            });
        let name = &names[from..];
        let before = names[..from].trim_end();
        let Some(before) = before.strip_suffix(':').filter(|_| !name.is_empty()) else {
            return false;
        };
        let of_source = self
            .source()
            .any(|(source, token)| token.role.is_some_and(|role| source[role] == *name));
        let tight = before.len() + 1 == from;
        let known = of_source || (tight && self.is_role(name));
        if !known {
            return false;
        }
        let start = self.done + before.len();
        let glued = before.ends_with(char::is_alphanumeric);
        let right = format!("{}:{name}:", if glued { " " } else { "" });
        let told = format!("a space parts `:{name}:` from its text: the page shows the name");
        let fault = self.tell(Name::DefaultRole, Span::new(start, span.end), told);
        if of_source {
            fault.fix = Some((Safety::Safe, vec![(Span::new(start, span.start), right)]));
        }
        true
    }

    fn literal(&mut self, token: &Token) {
        let text = self.text;
        let (span, inner) = (token.span, &text[token.inner]);
        let lead = lead(text, self.done, span.start);
        let ticked = find::first([b'`'], inner.as_bytes()).is_some();
        // A run of them is read once, however long it is.
        let mut from = 0;
        let runs = std::iter::from_fn(|| {
            let rest = inner.as_bytes().get(from..)?;
            let at = from + memmem::find(rest, b"``")?;
            let ticks = Ticks::at(text, token.inner.start, token.inner.start + at);
            from = ticks.span.end - token.inner.start;
            Some((at, ticks))
        });
        let swallowed = ticked && { runs }.any(|(at, ticks)| {
            let ends = ticks.is_glued_after() || !ticks.is_preceded();
            ticks.opens() || ends && self.knows_literal(inner[..at].trim_end())
        });
        let single =
            ticked && Ticks::next(inner, 0).is_some_and(|ticks| ticks.len() == 1 && ticks.closes());
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
        if !ticked {
            return;
        }
        let trimmed = inner.trim_matches('`');
        let uneven = inner.starts_with('`') != inner.ends_with('`');
        if uneven && self.knows_literal(trimmed) {
            let tick = if inner.starts_with('`') {
                Span::new(span.start, span.start + inner.len() - trimmed.len())
            } else {
                Span::new(span.end - (inner.len() - trimmed.len()), span.end)
            };
            let words = "a backtick too many: the page shows it";
            let fault = self.tell(Name::UnbalancedLiteral, span, words);
            fault.quiet = true;
            fault.fix = Some((Safety::Safe, vec![(tick, String::new())]));
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
        // `` `a <https://…>`_と `b <https://…>`_ ``: the first one goes on to the end of the second.
        let open = token.span.start + 1;
        if let Some(ticks) = Ticks::next(text, open)
            && let marks @ 1.. = underscores(&text[ticks.span.end..])
            && ticks.span.end + marks < token.span.end
            && ticks.len() == 1
            && ticks.is_preceded()
        {
            let end = ticks.span.end + marks;
            let span = Span::new(token.span.start, end);
            let (safety, edits) = self.seams(span, Kind::Reference);
            if !edits.is_empty() {
                let words = "what follows this link keeps it from ending";
                self.tell(Name::Inline, span, words).fix = Some((safety, edits));
                return;
            }
        }
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
        if token.kind == Kind::Emphasis && swallows(inner) {
            let end = inner.find(is_space).unwrap_or(inner.len());
            self.tell(
                Name::Inline,
                Span::new(token.span.start, token.inner.start + end),
                "the next emphasis begins before this one (`*`) is closed",
            )
            .quiet = true;
        }
    }
}

/// Whether an asterisk in the text of an emphasis looks like the beginning of another one, whose end it has taken.
fn swallows(inner: &str) -> bool {
    find::all([b'*'], inner.as_bytes()).any(|at| {
        before(inner, at).is_some_and(|c| c != '*' && may_precede(c))
            && after(inner, at + 1).is_some_and(|c| !is_space(c))
    })
}
