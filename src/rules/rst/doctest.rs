//! The code of a doctest, lexeme by lexeme, so that two of them can be compared whose names and strings were translated.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::Span;

/// A piece of code and where it stands; bytes of the message.
pub(super) type Lexeme<'t> = (&'t str, usize);

/// Words of Python that nobody may rename.
#[rustfmt::skip]
const FIXED: [&str; 47] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "dict", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "int", "is", "lambda",
    "len", "list", "nonlocal", "not", "open", "or", "pass", "print", "raise", "range", "return", "self", "set", "str",
    "try", "tuple", "type", "while", "with", "yield",
];

/// A line that is further in than the one before it, and the end of what was; no piece of code is blank.
const INDENT: &str = " ";
const DEDENT: &str = "";

/// What doctests run.
#[derive(Debug, Default)]
pub(super) struct Code<'t> {
    /// Their code, without the text of its strings and its comments.
    lexemes: Vec<Lexeme<'t>>,
    /// The names in the fields of strings such as `f'{name}'`, which stand in any order.
    fields: Vec<Lexeme<'t>>,
    /// The three quotes that close a string of several lines.
    open: Option<&'t str>,
}

impl<'t> Code<'t> {
    /// Adds what the prompts of `text[span]` run.
    pub fn read(&mut self, text: &'t str, span: Span) {
        self.open = None;
        let mut start = span.start;
        let (mut indents, mut brackets) = (Vec::new(), 0_usize);
        for line in text[span].split('\n') {
            let indent = line.len() - line.trim_start().len();
            let code = &line[indent..];
            let first = code.starts_with(">>>");
            if first || code.starts_with("...") {
                let at = start + indent;
                if first {
                    (indents, brackets) = (Vec::new(), 0);
                }
                if self.open.is_none() {
                    self.lexemes.push((&text[at..at + 3], at));
                    if brackets == 0 && !self.continues() {
                        self.indent(text, Span::new(at + 3, start + line.len()), &mut indents);
                    }
                }
                let known = self.lexemes.len();
                self.line(text, at + 3, start + line.len());
                for (lexeme, _) in &self.lexemes[known..] {
                    match *lexeme {
                        "(" | "[" | "{" => brackets += 1,
                        ")" | "]" | "}" => brackets = brackets.saturating_sub(1),
                        _ => {}
                    }
                }
            }
            start += line.len() + 1;
        }
    }

    /// Whether the line before the last prompt ended in a backslash.
    fn continues(&self) -> bool {
        let before = self.lexemes.len().checked_sub(2);
        before.is_some_and(|at| self.lexemes[at].0 == "\\")
    }

    /// Tells how far in a line is, beside those before it.
    fn indent(&mut self, text: &str, line: Span, indents: &mut Vec<usize>) {
        let rest = &text[line];
        let code = rest.trim_start();
        if code.is_empty() || code.starts_with('#') {
            return;
        }
        let at = line.end - code.len();
        let width = rest.len() - code.len();
        while indents.last().is_some_and(|outer| *outer > width) && indents.len() > 1 {
            indents.pop();
            self.lexemes.push((DEDENT, at));
        }
        match indents.last() {
            Some(outer) if *outer < width => {
                indents.push(width);
                self.lexemes.push((INDENT, at));
            }
            Some(_) => {}
            None => indents.push(width),
        }
    }

    /// Reads the rest of a line.
    fn line(&mut self, text: &'t str, from: usize, end: usize) {
        let mut at = from;
        let mut formatted = false;
        while at < end {
            let rest = &text[at..end];
            if let Some(close) = self.open {
                let Some(step) = rest.find(close) else { return };
                self.open = None;
                at += step + 3;
                continue;
            }
            let Some(c) = rest.chars().next() else { return };
            match c {
                '#' => return,
                '"' | '\'' => {
                    self.lexemes.push(("\"", at));
                    if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
                        self.open = Some(&rest[..3]);
                        at += 3;
                        continue;
                    }
                    let mut escaped = false;
                    let close = rest[1..].find(|other| {
                        let closes = other == c && !escaped;
                        escaped = other == '\\' && !escaped;
                        closes
                    });
                    let Some(step) = close else { return };
                    if formatted {
                        self.fields(&rest[1..=step], at + 1);
                    }
                    self.lexemes.push(("\"", at + 1 + step));
                    at += step + 2;
                }
                _ if c.is_whitespace() => at += c.len_utf8(),
                _ if is_name(c) => {
                    let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                    // The letter of `f"…"` belongs to the string.
                    let prefix = length <= 2 && rest[length..].starts_with(['"', '\'']);
                    formatted = prefix && rest[..length].contains(['f', 'F']);
                    if !prefix {
                        self.lexemes.push((&rest[..length], at));
                    }
                    at += length;
                    continue;
                }
                _ => {
                    self.lexemes.push((&rest[..c.len_utf8()], at));
                    at += c.len_utf8();
                }
            }
            formatted = false;
        }
    }

    /// Takes down the names that begin the fields of a string, which stands at `start`.
    fn fields(&mut self, string: &'t str, start: usize) {
        let mut at = 0;
        while let Some(step) = string[at..].find('{') {
            at += step + 1;
            if string[at..].starts_with('{') {
                at += 1;
                continue;
            }
            let rest = &string[at..];
            let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
            if is_word(name) {
                self.fields.push((name, start + at));
            }
        }
    }

    /// The first name in a field that this code does not hold, where the other code holds all those of its own fields.
    fn unknown(&self, other: &Code<'_>) -> Option<Lexeme<'t>> {
        if self.fields.is_empty() || self.fields.len() != other.fields.len() {
            return None;
        }
        let (ours, theirs) = (self.names(), other.names());
        let sure = other.fields.iter().all(|(name, _)| theirs.contains(name));
        let mut fields = self.fields.iter().filter(|_| sure);
        fields.find(|(name, _)| !ours.contains(name)).copied()
    }

    fn names(&self) -> HashSet<&'t str> {
        self.lexemes.iter().map(|(lexeme, _)| *lexeme).collect()
    }

    /// The first lexeme that is not what the source has, but for names that were changed alike wherever they stand; the
    /// last one where some are missing. It is empty where a line is further in, or less far.
    pub fn differs(&self, source: &Code<'_>) -> Option<Lexeme<'t>> {
        let (ours, theirs) = (&self.lexemes, &source.lexemes);
        if ours.is_empty() {
            return None;
        }
        let (mut to, mut from) = (HashMap::new(), HashMap::new());
        for (&(mine, at), &(other, _)) in ours.iter().zip(theirs) {
            let free = is_word(mine) && is_word(other) && FIXED.binary_search(&other).is_err();
            let same = if free {
                *to.entry(other).or_insert(mine) == mine
                    && *from.entry(mine).or_insert(other) == other
            } else {
                mine == other
            };
            if !same {
                let blank = [INDENT, DEDENT];
                let indented = blank.contains(&mine) || blank.contains(&other);
                return Some((if indented { "" } else { mine }, at));
            }
        }
        match ours.len().cmp(&theirs.len()) {
            Ordering::Equal => self.unknown(source),
            Ordering::Greater => Some(ours[theirs.len()]),
            Ordering::Less => ours.last().copied(),
        }
    }
}

/// Whether a lexeme is a word rather than a number or a sign.
fn is_word(lexeme: &str) -> bool {
    lexeme.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault<'t>(ours: &'t str, theirs: &'t str) -> Option<&'t str> {
        let all = |text: &'t str| {
            let mut code = Code::default();
            code.read(text, Span::new(0, text.len()));
            code
        };
        all(ours).differs(&all(theirs)).map(|(lexeme, _)| lexeme)
    }

    #[test]
    fn names_are_sorted() {
        assert!(FIXED.is_sorted());
    }

    #[test]
    fn what_may_be_translated() {
        for (ours, theirs) in [
            (
                ">>> largura = 20\n>>> largura * 2\n40",
                ">>> width = 20\n>>> width * 2\n40",
            ),
            (">>> print('a # b') # deux", ">>> print(\"x\")  # two"),
            (
                ">>> print(\"\"\"\\\n... Uso: coisa\n... \"\"\")\nUso",
                ">>> print(\"\"\"\\\n... Usage: thingy\n... \"\"\")\nUsage",
            ),
            (">>> f'{x}'", ">>> '{y}'"),
            (">>> f'{b} {a}', a, b", ">>> f'{a} {b}', a, b"),
            (">>> f'{nom}'", ">>> f'{name}'"),
            (
                ">>> for x in y:\n...   f(x,\n...  1)\n...\n... # z\n>>> f()",
                ">>> for x in y:\n...     f(x,\n...       1)\n...\n...     # z\n>>> f()",
            ),
        ] {
            assert_eq!(fault(ours, theirs), None, "{ours}");
        }
    }

    #[test]
    fn what_breaks_it() {
        for (ours, theirs, lexeme) in [
            (
                ">>> largura = 20\n>>> width * 2",
                ">>> width = 20\n>>> width * 2",
                "width",
            ),
            (">>> print('a)", ">>> print('a')", "\""),
            (">>> f(1", ">>> f(1)", "1"),
            (">>> nom = 1; f'{n9m}'", ">>> name = 1; f'{name}'", "n9m"),
            (
                ">>> def g():\n... pass\n>>> g()",
                ">>> def g():\n...     pass\n>>> g()",
                "",
            ),
            (
                ">>> if x:\n...     go(x)\n...     stop(x)",
                ">>> if x:\n...     go(x)\n... stop(x)",
                "",
            ),
            (">>> f(1) >>> g(2)", ">>> f(1)\n>>> g(2)", ">"),
            (">>> para x in y:", ">>> for x in y:", "para"),
            (">>> f(2)", ">>> f(1)", "2"),
            (">> f(2)", ">>> f(1)\n>>> 2", ""),
        ] {
            assert_eq!(fault(ours, theirs).unwrap_or_default(), lexeme, "{ours}");
        }
    }
}
