//! Common Lisp and Scheme: `format`, whose directives choose, loop and jump.
//!
//! A string is walked once, keeping the set of argument lists that fit so far and the place that the next directive
//! takes, as long as that is known.

mod tilde;

use memchr::memchr;

use super::element::{Element, kind};
use super::list::List;
use super::model::{Invalid, Read, Scan, Signature};
use crate::diagnostic::Span;
use tilde::{Directive, Parameter};

/// How deep directives may stand inside one another.
const DEPTH: usize = 60;

/// Reads a `lisp-format` string.
pub(super) fn lisp(text: &str) -> Read<'_> {
    read(text, false)
}

/// Reads a `scheme-format` string.
pub(super) fn scheme(text: &str) -> Read<'_> {
    read(text, true)
}

fn read(text: &str, scheme: bool) -> Read<'_> {
    let mut walk = Walk {
        scan: Scan::new(text, 0),
        scheme,
        depth: 0,
        start: 0,
        conflict: None,
    };
    let mut state = State {
        list: Some(List::any()),
        next: Some(0),
    };
    let mut escape = None;
    walk.segment(&mut state, &mut escape, Closing::End)?;
    let Some(list) = either(state.list, escape) else {
        let span = walk.conflict.unwrap_or(Span::new(0, text.len()));
        return Err(Invalid::new(
            span.start,
            span.end,
            "takes an argument as what no directive before it lets it be",
        ));
    };
    Ok(Signature {
        list: Some(list),
        ..Signature::default()
    })
}

fn either(one: Option<List>, other: Option<List>) -> Option<List> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.or(&other)),
        (one, other) => one.or(other),
    }
}

/// What is known at a place of the string.
#[derive(Clone, Default)]
struct State {
    /// The lists that fit; `None` where none does, which is a fault unless another clause is open.
    list: Option<List>,
    /// The argument that comes next; `None` where it depends on the arguments.
    next: Option<usize>,
}

/// What ends a part of the string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// The string's end.
    End,
    /// `~)`
    Case,
    /// `~}`
    Loop,
    /// `~]`, or `~;` where another clause may follow, `~:;` where it may be the last.
    Choice { more: bool, last: bool },
    /// `~>` or `~;`
    Columns,
}

struct Walk<'t> {
    scan: Scan<'t>,
    scheme: bool,
    depth: usize,
    /// Where the directive that is being read begins.
    start: usize,
    /// The first directive for which no list was left.
    conflict: Option<Span>,
}

impl Walk<'_> {
    fn wrong(&self, reason: impl Into<std::borrow::Cow<'static, str>>) -> Invalid {
        Invalid::new(self.start, self.scan.at, reason)
    }

    /// Asks that the next argument is there and of these kinds.
    fn take(&mut self, state: &mut State, element: &Element) {
        if let Some(next) = state.next {
            self.ask(state, next, element);
            state.next = Some(next + 1);
        }
    }

    /// Asks that argument `at` is there and fits `element`.
    fn ask(&mut self, state: &mut State, at: usize, element: &Element) {
        if let Some(list) = state.list.take() {
            state.list = list.with(at, element);
            if state.list.is_none() {
                self.conflict
                    .get_or_insert(Span::new(self.start, self.scan.at));
            }
        }
    }

    fn take_kind(&mut self, state: &mut State, kinds: u16) {
        self.take(state, &Element::of(kinds));
    }

    /// Reads on to what closes this part, and gives that: the letter, and whether it has a colon.
    fn segment(
        &mut self,
        state: &mut State,
        escape: &mut Option<List>,
        closing: Closing,
    ) -> Result<(u8, bool), Invalid> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong("stands too deep inside others"));
        }
        let opened = self.start;
        while let Some(found) = memchr(b'~', &self.scan.text.as_bytes()[self.scan.at..]) {
            self.start = self.scan.at + found;
            self.scan.at = self.start + 1;
            let directive = self.directive(state)?;
            let letter = directive.letter;
            if let ')' | ']' | '}' | '>' | ';' = letter {
                let fits = match (closing, letter) {
                    (Closing::Case, ')')
                    | (Closing::Loop, '}')
                    | (Closing::Choice { .. }, ']')
                    | (Closing::Columns, '>' | ';') => true,
                    (Closing::Choice { more, last }, ';') => more || last && directive.colon,
                    _ => false,
                };
                if !fits || letter == '>' && self.scheme {
                    return Err(self.wrong("closes what is not open"));
                }
                let types = if closing == Closing::Columns && letter == ';' {
                    "ii"
                } else {
                    ""
                };
                self.parameters(state, &directive, types)?;
                self.depth -= 1;
                return Ok((letter as u8, directive.colon));
            }
            self.one(state, escape, &directive)?;
        }
        self.scan.at = self.scan.text.len();
        self.depth -= 1;
        if closing == Closing::End {
            return Ok((0, false));
        }
        self.start = opened;
        Err(Invalid::new(opened, self.scan.at, "is not closed"))
    }

    /// A directive that closes nothing.
    fn one(
        &mut self,
        state: &mut State,
        escape: &mut Option<List>,
        directive: &Directive,
    ) -> Result<(), Invalid> {
        let simple = match (directive.letter, self.scheme) {
            ('a' | 's', _) => Some(("iiic", Some(kind::OBJECT))),
            ('y', true) | ('w', false) => Some(("", Some(kind::OBJECT))),
            ('d' | 'b' | 'o' | 'x', _) => Some(("icci", Some(kind::INTEGER))),
            ('r', _) => Some(("iicci", Some(kind::INTEGER))),
            ('c', _) => Some((if self.scheme { "i" } else { "" }, Some(kind::CHARACTER))),
            ('f', _) => Some(("iiicc", Some(kind::REAL))),
            ('e' | 'g', _) => Some(("iiiiccc", Some(kind::REAL))),
            ('$', _) => Some(("iiic", Some(kind::REAL))),
            ('i', true) => Some(("iiicc", Some(kind::NUMBER))),
            ('i', false) | ('%' | '&' | '|' | '~', _) | ('_' | '/', true) => Some(("i", None)),
            ('_', false) | ('\n', _) | ('q' | '!', true) => Some(("", None)),
            ('t', _) => Some(("ii", None)),
            _ => None,
        };
        if let Some((types, kinds)) = simple {
            self.parameters(state, directive, types)?;
            // Scheme's `~65c` says which character itself.
            if directive.letter == 'c' && self.scheme && !directive.parameters.is_empty() {
                return Ok(());
            }
            if let Some(kinds) = kinds {
                self.take_kind(state, kinds);
            }
            return Ok(());
        }
        match (directive.letter, self.scheme) {
            ('p', _) => {
                self.parameters(state, directive, "")?;
                if directive.colon {
                    state.next = state.next.map(|next| next.saturating_sub(1));
                }
                self.take_kind(state, kind::OBJECT);
                Ok(())
            }
            ('/', false) => {
                let Some(len) = memchr(b'/', &self.scan.text.as_bytes()[self.scan.at..]) else {
                    return Err(self.wrong("has a name without its `/`"));
                };
                self.scan.at += len + 1;
                self.parameters(state, directive, "")?;
                self.take_kind(state, kind::OBJECT);
                Ok(())
            }
            ('?', _) | ('k', true) => {
                self.parameters(state, directive, "")?;
                self.take_kind(state, kind::FORMAT);
                if directive.at {
                    state.next = None;
                } else {
                    self.take_kind(state, kind::LIST);
                }
                Ok(())
            }
            ('!', false) => {
                self.take_kind(state, kind::FUNCTION);
                self.take_kind(state, kind::OBJECT);
                Ok(())
            }
            ('*', _) => self.jump(state, directive),
            ('^', _) => {
                self.parameters(state, directive, "???")?;
                let ended = match (&state.list, state.next) {
                    (Some(list), Some(next)) => list.clone().ending(next),
                    // Where the place is not known any of them may end there.
                    (list, None) => list.clone(),
                    (None, _) => None,
                };
                *escape = either(escape.take(), ended);
                Ok(())
            }
            ('(', _) => {
                self.parameters(state, directive, "")?;
                self.segment(state, escape, Closing::Case).map(drop)
            }
            ('[', _) => self.choice(state, escape, directive),
            ('{', _) => self.repeat(state, directive),
            ('<', false) => self.columns(state, directive),
            (letter, _) => Err(self.wrong(format!("has `{letter}`, which is no conversion"))),
        }
    }

    /// `~*`: to another argument.
    fn jump(&mut self, state: &mut State, directive: &Directive) -> Result<(), Invalid> {
        self.parameters(state, directive, "i")?;
        let by = match directive.first() {
            Parameter::None => usize::from(!directive.at),
            Parameter::Integer(by) => {
                usize::try_from(by).map_err(|_| self.wrong("jumps by a negative number"))?
            }
            _ => {
                state.next = None;
                return Ok(());
            }
        };
        state.next = if directive.at {
            Some(by)
        } else if directive.colon {
            state.next.map(|next| next.saturating_sub(by))
        } else {
            state.next.map(|next| next.saturating_add(by))
        };
        Ok(())
    }

    /// `~[…~;…~]`
    fn choice(
        &mut self,
        state: &mut State,
        escape: &mut Option<List>,
        directive: &Directive,
    ) -> Result<(), Invalid> {
        let numbered = !directive.at && !directive.colon;
        self.parameters(state, directive, if numbered { "i" } else { "" })?;
        let mut ends: Vec<State> = Vec::new();
        let mut clauses = usize::MAX;
        // The state before the first clause, where it differs from that before the others.
        let mut nil = None;
        if directive.at && directive.colon {
            return Err(self.wrong("has `:` and `@`, which do not go together"));
        }
        if directive.at {
            // The argument is looked at, and taken again by the clause if it is not nil.
            clauses = 1;
            let mut skipped = state.clone();
            self.take_kind(&mut skipped, kind::NULL);
            ends.push(skipped);
        } else if directive.colon {
            // The first clause is for nil.
            clauses = 2;
            let mut first = state.clone();
            self.take_kind(&mut first, kind::NULL);
            nil = Some(first);
            self.take_kind(state, kind::OBJECT);
        } else if directive.first() == Parameter::None {
            self.take_kind(state, kind::OBJECT);
        }
        let opened = self.start;
        let mut default = false;
        let mut read = 0;
        loop {
            read += 1;
            let more = !default && read < clauses;
            let mut clause = nil.take().unwrap_or_else(|| state.clone());
            let (end, colon) =
                self.segment(&mut clause, escape, Closing::Choice { more, last: false })?;
            ends.push(clause);
            if end == b']' {
                break;
            }
            default |= colon;
        }
        if directive.colon && read < clauses {
            return Err(Invalid::new(
                opened,
                self.scan.at,
                "has one clause and not two",
            ));
        }
        if !default && numbered {
            ends.push(state.clone());
        }
        let mut ends = ends.into_iter();
        if let Some(mut all) = ends.next() {
            for end in ends {
                all.list = either(all.list, end.list);
                if all.next != end.next {
                    all.next = None;
                }
            }
            *state = all;
        }
        Ok(())
    }

    /// `~{…~}`
    fn repeat(&mut self, state: &mut State, directive: &Directive) -> Result<(), Invalid> {
        self.parameters(state, directive, "i")?;
        let mut body = State {
            list: Some(List::any()),
            next: Some(0),
        };
        let from = self.scan.at;
        let mut escape = None;
        self.segment(&mut body, &mut escape, Closing::Loop)?;
        let empty = self.scan.text[from..self.start].is_empty();
        let lists = if empty {
            self.take_kind(state, kind::FORMAT);
            List::any()
        } else {
            // What is passed over in one turn must be there.
            let passed = match body.next {
                Some(step) if !directive.colon => body.list.and_then(|list| list.at_least(step)),
                _ => body.list,
            };
            let once = either(passed, escape).unwrap_or_default();
            if directive.colon {
                once
            } else {
                looped(once, body.next)
            }
        };
        let lists = if directive.colon {
            List::repeated(vec![Element::list(lists)])
        } else {
            lists
        };
        if !directive.at {
            self.take(state, &Element::list(lists));
        } else if let Some(next) = state.next.take() {
            state.list = state
                .list
                .take()
                .and_then(|list| list.followed_by(next, &lists));
        }
        Ok(())
    }

    /// `~<…~;…~>`
    fn columns(&mut self, state: &mut State, directive: &Directive) -> Result<(), Invalid> {
        self.parameters(state, directive, "iiic")?;
        let mut escape = None;
        while self.segment(state, &mut escape, Closing::Columns)?.0 == b';' {}
        if let Some(escape) = escape {
            state.list = either(state.list.take(), Some(escape));
            state.next = None;
        }
        Ok(())
    }
}

/// The lists on which what takes those of `once` is done again and again, `step` places further each time.
fn looped(once: List, step: Option<usize>) -> List {
    let nothing = List::any().ending(0);
    match step {
        Some(step @ 1..) => once.cycle_of(step),
        _ => either(Some(once), nothing).unwrap_or_default(),
    }
}
