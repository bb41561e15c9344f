//! Blocks within a message: the paragraphs that inline markup is looked for in, and what is code between them.
//!
//! Sphinx puts each paragraph on one line, so nearly every message is one paragraph without a line end, and is handed
//! on at once. Other tools keep the lines of a docstring or of a page.

use crate::find;

use super::chars::{is_space, name_end};
use super::{Kind, Problem, Span, Token, inline};

/// Directives whose argument and content are no prose (docutils and Sphinx).
#[rustfmt::skip]
const CODE: [&str; 16] = [
    "code", "code-block", "doctest", "highlight", "image", "include", "index", "literalinclude", "math", "parsed-literal",
    "prompt", "raw", "sourcecode", "testcode", "testoutput", "testsetup",
];

/// Finds the tokens of a message.
pub(super) fn scan(text: &str, tokens: &mut Vec<Token>, problems: Option<&mut Vec<Problem>>) {
    let special = matches!(text.as_bytes().first(), Some(b'>' | b'.' | b':'));
    if !special && find::first([b'\n'], text.as_bytes()).is_none() {
        inline::scan(text, Span::new(0, text.len()), tokens, problems);
    } else {
        Blocks {
            text,
            tokens,
            problems,
            literal: None,
            marker: true,
        }
        .run();
    }
}

struct Blocks<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Token>,
    problems: Option<&'a mut Vec<Problem>>,
    /// The indentation of the paragraph before, if it ended in `::`: what is indented more is code.
    literal: Option<usize>,
    /// Whether a field may begin here: at the beginning, after a blank line, and after a field.
    marker: bool,
}

impl Blocks<'_> {
    fn run(mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let line = self.line(at);
            if is_blank(&self.text[line]) {
                at = line.end + 1;
                self.marker = true;
            } else {
                at = self.block(line);
            }
        }
    }

    /// The line that begins at `at`, without its line end.
    fn line(&self, at: usize) -> Span {
        let rest = &self.text.as_bytes()[at..];
        Span::new(at, at + find::first([b'\n'], rest).unwrap_or(rest.len()))
    }

    /// Reads the block whose first line is `line`, and says where the next one begins.
    fn block(&mut self, line: Span) -> usize {
        let text = self.text;
        let indent = indentation(&text[line]);
        let start = line.start + indent;
        let content = &text[start..line.end];
        // A literal block goes on as long as lines are indented at all, even less than its first one.
        if let Some(outer) = self.literal.take().filter(|&outer| indent > outer) {
            return self.hide(start, self.indented(line.end, outer + 1));
        }
        if self.marker && (content == ">>>" || content.starts_with(">>> ")) {
            return self.hide(start, self.paragraph(line.end, |_| false));
        }
        if self.marker && content.starts_with(".. ") {
            return self.explicit(start, line.end, indent);
        }
        let body = match field(content).filter(|_| self.marker) {
            Some(name) => {
                self.push(Span::new(start, start + name));
                start + name
            }
            None => start,
        };
        let in_field = body > start;
        let end = self.paragraph(line.end, |next| in_field && field(next).is_some());
        let end = if in_field { end } else { end.max(line.end) };
        inline::scan(
            text,
            Span::new(body, end),
            self.tokens,
            self.problems.as_deref_mut(),
        );
        self.marker = in_field;
        if text[body..end].trim_end_matches(is_space).ends_with("::") {
            self.literal = Some(indent);
        }
        end + 1
    }

    /// Where the paragraph whose first line ends at `end` does: before a blank line, or one that `stops` it.
    fn paragraph(&self, mut end: usize, stops: impl Fn(&str) -> bool) -> usize {
        while end < self.text.len() {
            let next = self.line(end + 1);
            let content = &self.text[next];
            if is_blank(content) || stops(&content[indentation(content)..]) {
                break;
            }
            end = next.end;
        }
        end
    }

    /// Where the lines indented by at least `indent`, and the blank ones between them, end.
    fn indented(&self, mut end: usize, indent: usize) -> usize {
        let mut at = end;
        while at < self.text.len() {
            let next = self.line(at + 1);
            at = next.end;
            if is_blank(&self.text[next]) {
                continue;
            }
            if indentation(&self.text[next]) < indent {
                break;
            }
            end = next.end;
        }
        end
    }

    /// A directive, a comment, a target, a footnote: the marker and the name are hidden, and for code and comments
    /// all that belongs to them.
    fn explicit(&mut self, start: usize, line_end: usize, indent: usize) -> usize {
        let body = start + 3;
        let content = &self.text[body..line_end];
        let end = |after: usize| body + after;
        if let Some(name) = name_end(content, 0, |end| {
            content[end..].trim_start_matches(' ').starts_with("::")
        }) {
            let after = name + content[name..].find("::").map_or(0, |colons| colons + 2);
            if CODE.contains(&&content[..name]) {
                return self.hide(start, self.indented(line_end, indent + 1));
            }
            self.push(Span::new(start, end(after)));
            self.marker = true;
            return self.rest(end(after), line_end);
        }
        if content.starts_with('[')
            && let Some(close) = content.find("] ")
        {
            self.push(Span::new(start, end(close + 1)));
            return self.rest(end(close + 1), line_end);
        }
        self.hide(start, self.indented(line_end, indent + 1))
    }

    /// Reads the paragraph that begins within a line that ends at `line_end`.
    fn rest(&mut self, from: usize, line_end: usize) -> usize {
        let end = self.paragraph(line_end, |next| field(next).is_some());
        inline::scan(
            self.text,
            Span::new(from, end),
            self.tokens,
            self.problems.as_deref_mut(),
        );
        end + 1
    }

    fn hide(&mut self, start: usize, end: usize) -> usize {
        self.push(Span::new(start, end));
        self.marker = true;
        end + 1
    }

    fn push(&mut self, span: Span) {
        self.tokens.push(Token::new(Kind::Block, span, span));
    }
}

fn is_blank(line: &str) -> bool {
    line.chars().all(is_space)
}

/// The number of bytes of white space before a line's text.
fn indentation(line: &str) -> usize {
    line.bytes()
        .take_while(|&byte| matches!(byte, b' ' | b'\t'))
        .count()
}

/// The longest field name, in bytes, that is taken for one: a message that begins with a broken role stays prose.
const LONGEST_FIELD: usize = 60;

/// The length of the field name, colons included, that a line begins with: `:param x:`. A colon before a letter is
/// part of the name; a backtick is part of a role, so that there is no field.
fn field(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if bytes.first() != Some(&b':') || matches!(bytes.get(1), None | Some(b':' | b' ')) {
        return None;
    }
    let mut at = 1;
    loop {
        at += find::first([b':', b'\\'], &bytes[at..])?;
        if bytes[at] == b'\\' {
            at += 1 + line[at + 1..].chars().next()?.len_utf8();
        } else if matches!(bytes.get(at + 1), None | Some(b' ')) {
            return (bytes[at - 1] != b' ' && at < LONGEST_FIELD && !line[..at].contains('`'))
                .then_some(at + 1);
        } else if bytes[at + 1] == b'`' {
            return None;
        } else {
            at += 1;
        }
        if at >= bytes.len() {
            return None;
        }
    }
}
