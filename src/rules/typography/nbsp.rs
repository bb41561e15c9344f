//! A no-break space that French punctuation wants and that is breakable, or missing.

mod missing;
mod pairs;

use std::cell::OnceCell;

use super::habits::Habits;
use super::prose::{
    after, before, chunk_end, chunk_start, has_columns, in_english, is_prose, stretch_ends,
    token_at, verbatim,
};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::lang::typography::{Gap, Gaps};
use crate::markup::{ByteSet, Kind, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "nbsp",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "no no-break space beside a mark that wants one",
        docs: r#"In French `:`, `;`, `!`, `?`, `»` and `%` are set off from what stands before them, and `«` from what follows, by a space at which no line breaks; else a line may begin with the mark. Canada asks for it before `:` and `%` and inside guillemets only; in Switzerland there may be none.
Both no-break spaces, U+00A0 and U+202F, are right wherever they stand. Which one a fix writes is a setting, for all marks or by mark; the Imprimerie nationale sets the narrow one before `;`, `!` and `?`:
```toml
[typography]
no-break-space = { ";" = "narrow", "!" = "narrow", "?" = "narrow" }   # or: no-break-space = "narrow"
```
In a program's catalogue a mark is reported only where the file's translators set it off by a no-break space in one place of three at least, each mark by its own habit, and never where two places are all that there are and neither has one; where `no-break-space` is set, it is reported everywhere.
Times, ratios, paths, smileys, `key:value`, code, what a program lays out in columns, and what stands so in the source are left alone. On the French documentation of Python 3.13: 580 findings (379 spaces that are breakable, 201 that are missing), of which 100 and 150 were read and all 250 true.
```po bad
msgid "Which file?"
msgstr "Quel fichier ?"

msgid "See: the list"
msgstr "Voir: la liste"

msgid "Stop!"
msgstr "Arrêt !"
```
```po good
msgid "Which file?"
msgstr "Quel fichier ?"

msgid "See: the list"
msgstr "Voir : la liste"

msgid "Stop!"
msgstr "Arrêt !"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(gaps) = message.file.typography.map(|typography| &typography.gaps) else {
        return;
    };
    // The colon stands for all: no language sets off another mark and not this one.
    if !matches!(gaps.colon, Gap::NoBreak | Gap::Maybe) {
        return;
    }
    // The last is the first byte of a guillemet.
    if !message.bytes().any(ByteSet::of(b":;!?%\xc2")) {
        return;
    }
    let bytes = message.text.as_bytes();
    let look = Look {
        message,
        text: message.text,
        gaps,
        guillemets: OnceCell::new(),
        columns: OnceCell::new(),
        keywords: OnceCell::new(),
        parted: OnceCell::new(),
    };
    for at in find::all([b':', b';', b'!'], bytes) {
        look.mark(at, found);
    }
    if message.bytes().any(ByteSet::of(b"?%")) {
        for at in find::all([b'?', b'%'], bytes) {
            if bytes[at] == b'%' {
                look.percent(at, found);
            } else {
                look.mark(at, found);
            }
        }
    }
    if !message.bytes().has(0xc2) {
        return;
    }
    for at in find::all([0xc2], bytes) {
        match bytes[at + 1] {
            0xab => look.opening(at, found),
            0xbb => look.closing(at, found),
            _ => {}
        }
    }
}

struct Look<'m> {
    message: &'m Message<'m>,
    text: &'m str,
    gaps: &'m Gaps,
    /// Whether guillemets stand on both sides in the translation, and none in the source.
    guillemets: OnceCell<bool>,
    /// Whether a space more would shift the columns of a program's table.
    columns: OnceCell<bool>,
    /// Whether the source is a list of search words.
    keywords: OnceCell<bool>,
    /// The marks before which a blank stands in the source.
    parted: OnceCell<ByteSet>,
}

impl Look<'_> {
    fn tokens(&self) -> &[Token] {
        self.message.markup()
    }

    /// Where the blanks before the byte `at` begin.
    fn blanks(&self, at: usize) -> usize {
        self.text[..at].trim_end_matches(' ').len()
    }

    /// Whether the blank at the byte `at` is part of a command: a no-break space as roff writes it, a backslash and a
    /// blank, or a blank as Texinfo writes one, `@ `.
    fn is_hard(&self, at: usize) -> bool {
        self.text[..at].ends_with(['\\', '@']) && !self.message.is_rst()
    }

    /// Whether the source is a declaration of a style sheet: `width: 8%;`.
    fn is_declaration(&self) -> bool {
        let (source, rst) = (self.message.source.trim(), self.message.is_rst());
        !rst && source.ends_with(';')
            && source.split_once(": ").is_some_and(|(name, value)| {
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                    && !value.contains(": ")
            })
    }

    /// Whether the mark at the byte `at` parts a name from what is to be put there, as in the source: `label: <name>`.
    fn is_key(&self, at: usize) -> bool {
        ["<", "‹", "&lt;"].iter().any(|open| {
            let value = |rest: &str| {
                rest.strip_prefix(": ")
                    .is_some_and(|rest| rest.starts_with(open))
            };
            let source = self.message.source;
            value(&self.text[at..])
                && source
                    .match_indices(": ")
                    .any(|(at, _)| value(&source[at..]))
        })
    }

    /// Whether three words before the mark at the byte `at`, the last of which ends at the byte `end`, stand before it in
    /// the source too: what a program says, quoted as it says it.
    fn is_quoted(&self, end: usize, at: usize) -> bool {
        let mut start = end;
        for _ in 0..3 {
            let head = self.text[..start].trim_end();
            if head.is_empty() {
                return false;
            }
            start = chunk_start(self.text, head.len());
        }
        let word = self.text[start..end].trim_start_matches(|c: char| !c.is_alphanumeric());
        // Names of people, of books: `Guido van Rossum :`.
        let said = word
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with(char::is_lowercase));
        said && (self.message).source_holds(&format!("{word}{}", &self.text[at..=at]))
    }

    /// `:`, `;`, `!` or `?` at the byte `at`.
    fn mark(&self, at: usize, found: &mut Findings) {
        let text = self.text;
        let mark = &text[at..=at];
        let gap = match mark {
            ":" => self.gaps.colon,
            ";" => self.gaps.semicolon,
            "!" => self.gaps.exclamation,
            _ => self.gaps.question,
        };
        let strong = matches!(mark, "!" | "?");
        let Some(last) = before(text, at) else {
            return;
        };
        // Cheap first: what stands on both sides turns nearly all of them away.
        if !self.ends_a_word(at + 1, strong) {
            return;
        }
        if last == ' ' {
            let start = self.blanks(at);
            if self.is_hard(start) {
                return;
            }
            let word = before(text, start);
            let closes = word.is_some_and(|c| !matches!(c, '\n' | '\t')) && !opens(text, start);
            if closes
                && !self.source_parts(text.as_bytes()[at])
                && self.alone(start, at)
                && !in_english(self.message)
                && !self.is_declaration()
                && !self.is_quoted(start, at)
            {
                let around = &text[chunk_start(text, start)..chunk_end(text, at)];
                if !verbatim(self.message, around) {
                    self.report(found, Span::new(start, at), mark, true);
                }
            }
        } else if gap == Gap::NoBreak
            && self.lacks(at, last, strong)
            && !in_english(self.message)
            && !self.is_declaration()
            && !self.is_key(at)
            && !self.is_quoted(at, at)
        {
            self.report(found, Span::new(at, at), mark, false);
        }
    }

    /// Whether the blanks `start..at` and the mark behind them are prose.
    fn alone(&self, start: usize, at: usize) -> bool {
        let tokens = self.tokens();
        is_prose(tokens, at) && is_prose(tokens, start) && is_prose(tokens, at - 1)
    }

    /// Whether what stands at the byte `next`, behind a mark, lets the mark end a word: a blank, the end, and behind
    /// `!` and `?` what closes or goes on; no smiley, no `!=`, no `::`.
    fn ends_a_word(&self, next: usize, strong: bool) -> bool {
        match after(self.text, next) {
            None => true,
            Some(c) if c.is_whitespace() => true,
            Some('!' | '?' | '.' | '…' | '»' | '”' | ')' | ']' | '"' | ',') => strong,
            // Roles are full of colons before a backtick: only what is left asks for the tokens.
            Some('<') => {
                !self.message.is_rst()
                    && token_at(self.tokens(), next).is_some_and(|token| token.kind == Kind::Tag)
            }
            Some('*') => stretch_ends(self.text, self.tokens(), next),
            Some('`') => strong && stretch_ends(self.text, self.tokens(), next),
            Some('\\') => self.text[next + 1..].starts_with(' ') && self.message.is_rst(),
            _ => false,
        }
    }

    /// Whether a program's source sets this mark apart as well: `ident  : 0x%x`.
    fn source_parts(&self, mark: u8) -> bool {
        let parted = || {
            let source = self.message.source.as_bytes();
            let marks = find::all([b':', b';', b'!', b'?'], source);
            let parted = marks.filter(|&at| at > 0 && source[at - 1] == b' ');
            ByteSet::of(&parted.map(|at| source[at]).collect::<Vec<u8>>())
        };
        !self.message.is_rst() && self.parted.get_or_init(parted).has(mark)
    }

    /// Whether blanks lay the text of a program out: columns, or a row that is set in below a head (`  Size: %d`).
    fn is_laid_out(&self) -> bool {
        let laid_out =
            || !self.message.is_rst() && (self.text.starts_with("  ") || has_columns(self.text));
        *self.columns.get_or_init(laid_out)
    }

    /// Whether the translators of the file set this mark off by such a space in one place of three, or somebody chose one;
    /// a document is set in type.
    fn is_wanted(&self, mark: &str) -> bool {
        let message = self.message;
        message.is_rst()
            || message.file.marks.chosen(mark).is_some()
            || Habits::of(message).is_spaced(mark)
    }

    fn report(&self, found: &mut Findings, span: Span, mark: &str, breakable: bool) {
        if !breakable && self.is_laid_out() || !self.is_wanted(mark) {
            return;
        }
        let side = if mark == "«" { "behind" } else { "before" };
        let what = if breakable {
            "a breakable space"
        } else {
            "no space"
        };
        // An empty place shows nothing: the finding stands on the mark.
        let shown = if breakable {
            span
        } else {
            let behind = if mark == "«" { mark.len() } else { 0 };
            let at = span.start - behind;
            Span::new(at, at + mark.len())
        };
        found
            .report(&RULE.meta, shown, format!("{what} {side} `{mark}`"))
            .help("a no-break space stands there")
            .fix(Safety::Safe, span, self.message.file.marks.space(mark));
    }
}

/// Whether what ends at the byte `end` opens: a mark behind it is spoken of, or begins something.
fn opens(text: &str, end: usize) -> bool {
    before(text, end).is_some_and(|c| match c {
        '"' | '\'' => before(text, end - 1).is_none_or(|c| c.is_whitespace() || c == '('),
        c => is_opening(c),
    })
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '«' | '“' | '‘' | '„' | '/' | '|' | '=' | '<'
    )
}
