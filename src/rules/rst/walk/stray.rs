//! The text between tokens, where a backtick or a `:name:` has no business: it is part of markup that docutils does not
//! see.

use memchr::memmem;

use super::super::fault::{Edits, Name};
use super::super::glue;
use super::super::ticks::{Ticks, lead, may_begin};
use super::open::{TORN, underscores};
use super::{Walk, ends_in_link, is_address, start_of};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::markup::chars::{after, before, is_name, is_space, may_follow, may_precede};
use crate::markup::{Kind, Problem, Token};

/// Marks that a quotation begins with.
const QUOTES: [char; 6] = ['"', '\'', '“', '‘', '«', '„'];

impl<'a> Walk<'a> {
    /// The text between two tokens: problems that hide no code, backticks, names of roles.
    pub(super) fn gap(&mut self, gap: Span, problems: &mut &'a [Problem]) {
        let mut at = gap.start;
        loop {
            let problem = problems
                .first()
                .filter(|problem| problem.span.start < gap.end);
            let end = problem.map_or(gap.end, |problem| problem.span.start.max(at));
            match find::first([b'`', b':'], &self.text.as_bytes()[at..end]) {
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
        // The source names the role or the option itself: `:numref: is ignored`.
        if self
            .message
            .is_some_and(|message| names_role(message.source, role))
        {
            return;
        }
        let span = Span::new(at, (start + word.len()).min(gap.end.max(start)));
        let promised = self.promised(role, &text[start..]);
        // `:ref:text <target>`: the first backtick alone is missing.
        if let Some(close) = Ticks::next(text, start)
            && close.len() == 1
            && close.closes()
            && !close.opens()
            && !text[start..close.span.start].contains(':')
        {
            let safety = if text[..close.span.start].ends_with('>') {
                Safety::Safe
            } else {
                Safety::Unsafe
            };
            let message = format!("no backtick before the text of `:{role}:`");
            let span = Span::new(at, close.span.end);
            self.tell(Name::RoleWithoutBackticks, span, message).fix =
                Some((safety, vec![(Span::new(start, start), "`".to_owned())]));
            return;
        }
        let quoted = self.quoted(role, start);
        let message = format!("no backticks around the text of `:{role}:`");
        let fault = self.tell(Name::RoleWithoutBackticks, span, message);
        if let Some((open, close)) = quoted {
            fault.span.end = fault.span.end.max(close.end);
            let ticks = [open, close].map(|mark| (mark, "`".to_owned()));
            fault.fix = Some((Safety::Safe, ticks.into()));
            return;
        }
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

    /// The quotation marks that stand around the source's text of a role: `:ref:'text'`.
    fn quoted(&self, role: &str, start: usize) -> Option<(Span, Span)> {
        let text = self.text;
        let open = after(text, start).filter(|c| QUOTES.contains(c))?;
        let inner = start + open.len_utf8();
        let end = inner + self.promised(role, &text[inner..])?;
        let close = after(text, end).filter(|c| matches!(c, '"' | '\'' | '”' | '’' | '»'))?;
        Some((
            Span::new(start, inner),
            Span::new(end, end + close.len_utf8()),
        ))
    }

    /// The role's name in a lead that ends in `:name:`, and where its first colon stands.
    pub(super) fn role_of(&self, lead: Span) -> Option<(usize, &'a str)> {
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
        let pair = next.filter(|next| next.ends(text, span.end));
        let glued = ticks.is_glued_before();
        let told = ticks.len() == 1 && self.torn(span)
            || ticks.len() == 1 && self.link_without_backtick(span)
            || !ticks.is_followed() && self.empty_role(lead, ticks, pair)
            || ticks.len() == 1 && glued && self.colon_missing(lead, span, pair)
            || glued && ticks.is_followed() && self.glued(lead, ticks, pair);
        if !told {
            self.lone(ticks);
        }
        self.done.max(span.end)
    }

    /// ``` ` `x`` ```
    fn torn(&mut self, span: Span) -> bool {
        let text = self.text;
        let Some(second) = Ticks::next(text, span.end).filter(|ticks| {
            ticks.len() == 1 && ticks.span.start == span.end + 1 && ticks.is_followed()
        }) else {
            return false;
        };
        let blank = Span::new(span.end, second.span.start);
        let Some(close) = Ticks::next(text, second.span.end)
            .filter(|ticks| ticks.len() == 2 && ticks.is_preceded() && &text[blank] == " ")
        else {
            return false;
        };
        let known = self.knows_literal(&text[second.span.end..close.span.start]);
        let safety = if known { Safety::Safe } else { Safety::Unsafe };
        let whole = Span::new(span.start, close.span.end);
        self.tell(Name::UnbalancedLiteral, whole, TORN).fix =
            Some((safety, vec![(blank, String::new())]));
        true
    }

    /// `` :role:` text` ``
    fn empty_role(&mut self, lead: Span, ticks: Ticks, pair: Option<Ticks>) -> bool {
        let (text, span) = (self.text, ticks.span);
        let Some((from, role)) = self.role_of(lead) else {
            return false;
        };
        if ticks.len() > 1 {
            let words = "nothing stands between these backticks";
            self.tell(Name::UnbalancedLiteral, span, words).quiet = true;
        } else if let Some(pair) = pair.filter(|pair| pair.len() == 1) {
            let rest = &text[span.end..];
            let blank = rest.len() - rest.trim_start_matches(is_space).len();
            let blank = Span::new(span.end, span.end + blank);
            let words = "white space after the opening backtick";
            let fault = self.tell(Name::Inline, Span::new(from, pair.span.end), words);
            fault.quiet = true;
            fault.fix = Some((Safety::Safe, vec![(blank, String::new())]));
        } else {
            let words = format!("`:{role}:` has no backtick after its text");
            self.tell(
                Name::MissingBacktickAfterRole,
                Span::new(from, span.end),
                words,
            );
        }
        true
    }

    /// `` word`text` ``, `` word``text`` ``, `` word`text <https://…>`_ ``
    fn glued(&mut self, lead: Span, ticks: Ticks, pair: Option<Ticks>) -> bool {
        let (text, span) = (self.text, ticks.span);
        let Some(pair) = pair else {
            return false;
        };
        let single = ticks.len() == 1 && pair.len() == 1;
        let link = single && ends_in_link(&text[span.end..pair.span.start]);
        let marks = if single {
            underscores(&text[pair.span.end..])
        } else {
            0
        };
        let end = pair.span.end + marks;
        let kind = if single {
            Kind::Reference
        } else {
            Kind::Literal
        };
        let (mut safety, mut edits) = self.seams(Span::new(span.start, end), kind);
        let (name, words) = match marks {
            0 if link => {
                // What parts it from the letters behind it comes after the underscore.
                let join = edits.get(1).map_or("", |(_, join)| join);
                let mark = format!("_{join}");
                edits.truncate(1);
                edits.push((Span::new(end, end), mark));
                (
                    Name::HyperlinkReferenceMissingBacktick,
                    "a space before this link, and the underscore behind it, are missing",
                )
            }
            _ if link => (
                Name::HyperlinkReferenceMissingBacktick,
                "a space is missing before this link",
            ),
            _ => (
                Name::MissingSpaceBeforeDefaultRole,
                "a space is missing before the backticks",
            ),
        };
        // One backtick may be a role that lost its colons, three have no one reading.
        let is_reference = |token: &&Token| token.kind == Kind::Reference;
        let is_lost = || {
            let whole = self.tokens.iter().filter(is_reference).count();
            self.source()
                .map(|(_, token)| token)
                .filter(is_reference)
                .count()
                > whole
        };
        let sure = match ticks.len() {
            1 => link || marks > 0 && is_lost(),
            count => count == 2,
        };
        if !sure {
            safety = Safety::Suggest;
        }
        if ticks.len() != pair.len() {
            edits.truncate(1);
        }
        let whole = Span::new(lead.start.min(span.start), end);
        let fault = self.tell(name, whole, words);
        fault.quiet = true;
        fault.fix = Some((safety, edits));
        true
    }

    /// What parts the markup at `span` from the letters that touch it, and how sure that is.
    pub(super) fn seams(&self, span: Span, kind: Kind) -> (Safety, Edits) {
        let text = self.text;
        let (mut safety, mut edits) = (Safety::Safe, Vec::new());
        if before(text, span.start).is_some_and(|c| !may_precede(c)) {
            let (sure, join) = glue::before(self.message, kind, &text[..span.start]);
            safety = safety.min(sure);
            edits.push((start_of(span), join.to_owned()));
        }
        if after(text, span.end).is_some_and(|c| !may_follow(c)) {
            let (sure, join) = glue::after(self.message, kind, &text[span.end..]);
            safety = safety.min(sure);
            edits.push((Span::new(span.end, span.end), join.to_owned()));
        }
        (safety, edits)
    }

    /// Backticks that belong to nothing.
    fn lone(&mut self, ticks: Ticks) {
        let (name, words) = match ticks.len() {
            1 => (Name::Inline, "a backtick that opens and closes nothing"),
            2 => (
                Name::UnbalancedLiteral,
                "these backticks open and close nothing",
            ),
            3 => (Name::TripleBackticks, "three backticks mean nothing here"),
            _ => return,
        };
        let close = self.close_of(ticks);
        let fix = close.and_then(|close| self.tightened(ticks, close));
        let mended = fix.is_some();
        let fault = self.tell(name, ticks.span, words);
        fault.quiet = true;
        fault.fix = fix;
        if let Some(close) = close.filter(|close| mended || close.is_preceded()) {
            self.done = self.done.max(close.span.end);
        }
        if ticks.len() == 2 && !ticks.is_followed() {
            self.pair(ticks.span.end);
        }
    }

    /// The backticks that may close what these open but for the white space behind them: ``` `` x`` ```
    fn close_of(&self, ticks: Ticks) -> Option<Ticks> {
        if ticks.len() > 2 || ticks.is_followed() || ticks.is_glued_before() {
            return None;
        }
        let close = Ticks::next(self.text, ticks.span.end)?;
        (close.len() == ticks.len() && !close.is_glued_after()).then_some(close)
    }

    /// Takes the white space away at the edges of what stands in backticks, where the source has it so.
    fn tightened(&self, open: Ticks, close: Ticks) -> Option<(Safety, Edits)> {
        let inner = Span::new(open.span.end, close.span.start);
        let shown = &self.text[inner];
        let bare = shown.trim_matches(is_space);
        let known = if open.len() == 2 {
            self.knows_literal(bare)
        } else {
            self.message
                .is_some_and(|message| message.source_holds(&format!("`{bare}`")))
        };
        if !known || bare.is_empty() {
            return None;
        }
        let start = inner.end - shown.trim_start_matches(is_space).len();
        let end = inner.start + shown.trim_end_matches(is_space).len();
        let mut edits = vec![(Span::new(inner.start, start), String::new())];
        if end < inner.end {
            edits.push((Span::new(end, inner.end), String::new()));
        }
        Some((Safety::Safe, edits))
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
            .rfind(|name| self.is_role(name));
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
        // A quotation mark that nothing closes stands where the backtick belongs.
        let quote = title.rfind(QUOTES).map(|at| floor + at).filter(|&at| {
            before(text, at).is_none_or(may_precede)
                && text[at..].chars().nth(1).is_some_and(|c| !is_space(c))
        });
        // The source's text stands there letter for letter.
        let known = self
            .source()
            .filter(|(_, token)| token.kind == Kind::Reference)
            .map(|(source, token)| &source[token.inner])
            .find(|inner| !inner.is_empty() && title.ends_with(inner))
            .map(|inner| floor + title.len() - inner.len());
        let word = title.rfind(is_space).map_or(floor, |at| {
            floor + at + text[floor + at..].chars().next().map_or(0, char::len_utf8)
        });
        let (word, edit) = match quote {
            Some(at) => {
                let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                (at, (Span::new(at, end), "`".to_owned()))
            }
            // Where no blanks part words the text of the link is not to be told from the sentence: its address is shown.
            None if known.is_none() && glue::is_unspaced_at(text, open) => {
                let (_, join) = glue::before(self.message, Kind::Reference, &text[..open]);
                (open, (Span::new(open, open), format!("{join}`")))
            }
            None => {
                let at = known.unwrap_or(word);
                (at, (Span::new(at, at), "`".to_owned()))
            }
        };
        let marks = underscores(&text[ticks.end..]);
        let message = "no backtick before the text of this link";
        self.tell(
            Name::HyperlinkReferenceMissingBacktick,
            Span::new(word, ticks.end + marks),
            message,
        )
        .fix = Some((Safety::Suggest, vec![edit]));
        true
    }
}

/// Whether a text speaks of the role itself: `:role:` stands there with no text of its own behind it.
fn names_role(text: &str, role: &str) -> bool {
    memmem::find_iter(text.as_bytes(), role.as_bytes()).any(|at| {
        let behind = text[at + role.len()..].strip_prefix(':');
        text[..at].ends_with(':')
            && behind.is_some_and(|rest| {
                rest.chars()
                    .next()
                    .is_none_or(|c| !is_name(c) && !matches!(c, '`' | '!' | '~'))
            })
    })
}
