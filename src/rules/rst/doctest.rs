//! The code of a doctest, lexeme by lexeme, so that two of them can be compared whose names and strings were translated.

use std::collections::HashMap;

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

/// What the prompts of `text[span]` run, without the text of its strings and its comments.
pub(super) fn lex(text: &str, span: Span) -> Vec<Lexeme<'_>> {
    let mut lexemes = Vec::new();
    // The three quotes that close a string of several lines.
    let mut open: Option<&str> = None;
    let mut start = span.start;
    for line in text[span].split('\n') {
        let indent = line.len() - line.trim_start().len();
        let code = &line[indent..];
        if code.starts_with(">>>") || code.starts_with("...") {
            let at = start + indent;
            if open.is_none() {
                lexemes.push((&text[at..at + 3], at));
            }
            read(text, at + 3, start + line.len(), &mut open, &mut lexemes);
        }
        start += line.len() + 1;
    }
    lexemes
}

/// Reads the rest of a line.
fn read<'t>(
    text: &'t str,
    from: usize,
    end: usize,
    open: &mut Option<&'t str>,
    lexemes: &mut Vec<Lexeme<'t>>,
) {
    let mut at = from;
    while at < end {
        let rest = &text[at..end];
        if let Some(close) = *open {
            let Some(step) = rest.find(close) else { return };
            *open = None;
            at += step + 3;
            continue;
        }
        let Some(c) = rest.chars().next() else { return };
        match c {
            '#' => return,
            '"' | '\'' => {
                lexemes.push(("\"", at));
                if rest.starts_with("\"\"\"") || rest.starts_with("'''") {
                    *open = Some(&rest[..3]);
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
                lexemes.push(("\"", at + 1 + step));
                at += step + 2;
            }
            _ if c.is_whitespace() => at += c.len_utf8(),
            _ if is_name(c) => {
                let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                // The letter of `f"…"` belongs to the string.
                if !(length <= 2 && rest[length..].starts_with(['"', '\''])) {
                    lexemes.push((&rest[..length], at));
                }
                at += length;
            }
            _ => {
                lexemes.push((&rest[..c.len_utf8()], at));
                at += c.len_utf8();
            }
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first lexeme of `ours` that is not what `theirs` has, but for names that were changed alike wherever they
/// stand; the last one where some are missing.
pub(super) fn differs<'t>(ours: &[Lexeme<'t>], theirs: &[Lexeme<'_>]) -> Option<Lexeme<'t>> {
    let (mut to, mut from) = (HashMap::new(), HashMap::new());
    for (&(mine, at), &(other, _)) in ours.iter().zip(theirs) {
        let named = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let free = named(mine) && named(other) && FIXED.binary_search(&other).is_err();
        let same = if free {
            *to.entry(other).or_insert(mine) == mine && *from.entry(mine).or_insert(other) == other
        } else {
            mine == other
        };
        if !same {
            return Some((mine, at));
        }
    }
    match ours.len().cmp(&theirs.len()) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(ours[theirs.len()]),
        std::cmp::Ordering::Less => ours.last().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault<'t>(ours: &'t str, theirs: &'t str) -> Option<&'t str> {
        let all = |text: &'t str| lex(text, Span::new(0, text.len()));
        differs(&all(ours), &all(theirs)).map(|(lexeme, _)| lexeme)
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
            (">>> f(1) >>> g(2)", ">>> f(1)\n>>> g(2)", ">"),
            (">>> para x in y:", ">>> for x in y:", "para"),
            (">>> f(2)", ">>> f(1)", "2"),
            (">> f(2)", ">>> f(1)\n>>> 2", ""),
        ] {
            assert_eq!(fault(ours, theirs).unwrap_or_default(), lexeme, "{ours}");
        }
    }
}
