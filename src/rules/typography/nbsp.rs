//! A no-break space that French punctuation wants and that is breakable, or missing.

use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memmem};

use super::prose::{
    after, before, chunk_end, chunk_start, in_emphasis, is_prose, stretch_ends, token_at,
    token_before, untouched, verbatim,
};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
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
Times, ratios, paths, smileys, `key:value`, code, and what stands so in the source are left alone.
```po bad
msgid "Which file?"
msgstr "Quel fichier ?"

msgid "See: the list"
msgstr "Voir: la liste"
```
```po good
msgid "Which file?"
msgstr "Quel fichier ?"

msgid "See: the list"
msgstr "Voir : la liste"
```"#,
    },
    check: Check::Message(check),
};

const MARKS: ByteSet = ByteSet::of(":;!?%«»".as_bytes());

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(gaps) = message.file.typography.map(|typography| &typography.gaps) else {
        return;
    };
    // The colon stands for all: no language sets off another mark and not this one.
    if !matches!(gaps.colon, Gap::NoBreak | Gap::Maybe) || !message.bytes().any(MARKS) {
        return;
    }
    let bytes = message.text.as_bytes();
    let look = Look {
        message,
        text: message.text,
        gaps,
    };
    for at in memchr3_iter(b':', b';', b'!', bytes) {
        look.mark(at, found);
    }
    for at in memchr2_iter(b'?', b'%', bytes) {
        if bytes[at] == b'%' {
            look.percent(at, found);
        } else {
            look.mark(at, found);
        }
    }
    for at in memchr_iter(0xc2, bytes) {
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
}

impl Look<'_> {
    fn tokens(&self) -> &[Token] {
        self.message.markup()
    }

    /// Where the blanks before the byte `at` begin.
    fn blanks(&self, at: usize) -> usize {
        self.text[..at].trim_end_matches(' ').len()
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
            let word = before(text, start);
            let closes = word.is_some_and(|c| !matches!(c, '\n' | '\t')) && !opens(text, start);
            if closes && self.alone(start, at) && !untouched(self.message) {
                let around = &text[chunk_start(text, start)..chunk_end(text, at)];
                if !verbatim(self.message, around) {
                    self.report(found, Span::new(start, at), mark, true);
                }
            }
        } else if gap == Gap::NoBreak && self.lacks(at, last, strong) && !untouched(self.message) {
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
                !self.message.file.rst
                    && token_at(self.tokens(), next).is_some_and(|token| token.kind == Kind::Tag)
            }
            Some('*') => stretch_ends(self.text, self.tokens(), next),
            Some('`') => strong && stretch_ends(self.text, self.tokens(), next),
            Some('\\') => self.text[next + 1..].starts_with(' ') && self.message.file.rst,
            _ => false,
        }
    }

    /// Whether the mark at the byte `at`, which `last` touches, stands behind a word or what counts as one, and is not
    /// part of what is written like code.
    fn lacks(&self, at: usize, last: char, strong: bool) -> bool {
        let (text, message) = (self.text, self.message);
        let worded = last.is_alphanumeric()
            || matches!(last, ')' | '»' | '”' | '`' | '*' | '…')
            || (matches!(last, ']' | '}' | '>' | '%') && !strong);
        let start = chunk_start(text, at);
        let chunk = &text[start..=at];
        let mark = text.as_bytes()[at];
        if !worded
            || chunk[..at - start].contains([':', ';', '!', '?', '=', '\\', '&', '@', '~', '|'])
                && !chunk.contains('`')
        {
            return false;
        }
        let tokens = self.tokens();
        if !is_prose(tokens, at) {
            return false;
        }
        let token = token_before(tokens, at);
        if let Some(token) = token {
            let entity = token.kind == Kind::Tag && text[token.span].starts_with('&');
            if entity || matches!(token.kind, Kind::Block | Kind::Escape) {
                return false;
            }
        } else if matches!(last, '*' | '`' | '>' | '}') {
            return false;
        }
        if mark == b':' && !message.file.rst && self.is_prefix(start, at) {
            return false;
        }
        match mark {
            b';' if self.is_keyword_list() => false,
            // Between statements of code; names part here too, and there a space is missing all the same.
            b';' => {
                let line_end = !message.file.rst && !text[at + 1..].starts_with(' ');
                let code = token.is_none() && (line_end || self.is_code(chunk));
                !(code && verbatim(message, chunk))
            }
            b':' => {
                // `C:`
                let drive = !message.file.rst && at - start == 1 && last.is_ascii_uppercase();
                !in_emphasis(tokens, at)
                    && !(drive && verbatim(message, chunk))
                    && !(token.is_none() && self.is_authors(start, at))
            }
            _ => {
                // `0xd4??`; a name (`Yahoo! Mail`), or an example: the word before it stands so in the source too.
                let name = memmem::find(message.source.as_bytes(), chunk.as_bytes())
                    .is_some_and(|found| found + chunk.len() < message.source.trim_end().len());
                if name || (last.is_ascii_digit() && text[at + 1..].starts_with('?')) {
                    return false;
                }
                let two = chunk_start(text, text[..start].trim_end().len());
                !verbatim(message, &text[two..=at])
            }
        }
    }

    /// Whether the word, its colon and the word behind it stand in the source as they are: a title, a header field.
    fn is_authors(&self, start: usize, at: usize) -> bool {
        let (text, message) = (self.text, self.message);
        let chunk = &text[start..=at];
        let rest = text[at + 1..].trim_start();
        if rest.is_empty() {
            return message.source.ends_with(chunk) && self.is_code(chunk);
        }
        // A prefix that is quoted.
        if rest.starts_with(['»', '”', '"']) {
            return verbatim(message, chunk.trim_start_matches(['«', '“', '"', '(']));
        }
        verbatim(
            message,
            &text[start..chunk_end(text, text.len() - rest.len())],
        )
    }

    /// Whether the colon at the byte `at` is one of a program's message that says where it comes from (`%s: cannot open`,
    /// `parse(): bad node`), or of a table whose columns a space more would shift.
    fn is_prefix(&self, start: usize, at: usize) -> bool {
        let (text, chunk) = (self.text, &self.text[start..=at]);
        if text[at + 1..].starts_with("  ") || text[at + 1..].starts_with('\t') {
            return true;
        }
        let head = text[..start].trim_end_matches(' ');
        let line = head.is_empty() || head.ends_with('\n');
        let name =
            line && (!chunk.starts_with(char::is_uppercase) || chunk.contains(['_', '(', '/']));
        let placeholder = token_at(self.tokens(), start).is_some();
        let nested = placeholder && head.ends_with([':', '\u{a0}']);
        (name || (line && placeholder) || nested) && verbatim(self.message, chunk)
    }

    /// Whether the source is the search words of a program's menu entry: `open;save;print;`.
    fn is_keyword_list(&self) -> bool {
        let source = self.message.source.trim_end();
        !self.message.file.rst
            && source.ends_with(';')
            && (!source.contains(' ')
                || source
                    .split(';')
                    .skip(1)
                    .any(|word| word.starts_with(|c: char| !c.is_whitespace())))
    }

    /// Whether a run of characters is no word of a language.
    fn is_code(&self, chunk: &str) -> bool {
        let word = chunk.trim_end_matches([':', ';']);
        let figures = word.bytes().all(|byte| !byte.is_ascii_alphabetic());
        !figures
            && (word.contains(['.', '_', '/', '-', '(', '"'])
                || word.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// `%` at the byte `at`; `%%` where a format string writes it so.
    fn percent(&self, at: usize, found: &mut Findings) {
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
        if !itself || !number || untouched(self.message) {
            return;
        }
        if start < at {
            if is_prose(tokens, start) {
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
    fn opening(&self, at: usize, found: &mut Findings) {
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
                    && (c.is_alphanumeric()
                        || matches!(
                            c,
                            '`' | '*'
                                | ':'
                                | '%'
                                | '{'
                                | '('
                                | '.'
                                | '-'
                                | '$'
                                | '<'
                                | '/'
                                | '|'
                                | '_'
                                | '…'
                                | '“'
                                | '‹'
                                | '['
                        ))
                    && !self.is_entity(next)
                    && self.guillemet(at) =>
            {
                self.report(found, Span::new(next, next), "«", false);
            }
            _ => {}
        }
    }

    /// `»` at the byte `at`.
    fn closing(&self, at: usize, found: &mut Findings) {
        let text = self.text;
        match before(text, at) {
            Some(' ') if self.guillemet(at) => {
                let start = self.blanks(at);
                if start > 0 && is_prose(self.tokens(), at - 1) {
                    self.report(found, Span::new(start, at), "»", true);
                }
            }
            Some(c)
                if self.gaps.guillemets == Gap::NoBreak
                    && (c.is_alphanumeric()
                        || matches!(
                            c,
                            '`' | '*'
                                | '}'
                                | ')'
                                | '.'
                                | '>'
                                | '/'
                                | '|'
                                | '_'
                                | '…'
                                | '!'
                                | '?'
                                | '%'
                                | '”'
                                | '›'
                                | ']'
                                | '-'
                        ))
                    && !self.is_entity(at - c.len_utf8())
                    && self.guillemet(at) =>
            {
                self.report(found, Span::new(at, at), "»", false);
            }
            _ => {}
        }
    }

    /// Whether an entity, which may be a no-break space, stands at the byte `at`.
    fn is_entity(&self, at: usize) -> bool {
        token_at(self.tokens(), at)
            .is_some_and(|token| token.kind == Kind::Tag && self.text[token.span].starts_with('&'))
    }

    /// Whether the guillemet at the byte `at` is one of a pair of ours: an arrow (`Next »`) is the author's.
    fn guillemet(&self, at: usize) -> bool {
        is_prose(self.tokens(), at)
            && !self.message.source.contains(['«', '»'])
            && self.text.contains('«')
            && self.text.contains('»')
    }

    fn report(&self, found: &mut Findings, span: Span, mark: &str, breakable: bool) {
        let side = if mark == "«" { "behind" } else { "before" };
        let what = if breakable {
            "a breakable space"
        } else {
            "no space"
        };
        // An empty place shows nothing: the finding stands on the mark.
        let shown = if !breakable {
            let at = if mark == "«" {
                span.start - mark.len()
            } else {
                span.start
            };
            Span::new(at, at + mark.len())
        } else {
            span
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
