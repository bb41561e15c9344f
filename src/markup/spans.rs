//! Code within the prose of a message that is no reStructuredText: what stands between backticks, in an element such as
//! `<literal>`, in `C<…>` of POD or `@code{…}` of Texinfo; and the signs of those languages, which are no prose either.
//!
//! Each form is recognised in every format where it cannot be anything else, for one catalogue often holds several.
//! Placeholders, tags and addresses within code stay tokens of their own: rules on formats look at them.

use super::chars::signs;
use super::format::is_code_element;
use super::{Format, Kind, Span, Token};
use crate::find;

/// Adds to the tokens of a message, as [`super::placeholders`] finds them, what is code in it.
pub(super) fn scan(text: &str, format: Format, tokens: &mut Vec<Token>) {
    let mut code = Vec::new();
    let mut signs = Vec::new();
    let bytes = text.as_bytes();
    if find::first([b'<', b'{', b'\\'], bytes).is_some() {
        elements(text, tokens, &mut code);
        enclosed(text, format, &mut signs, &mut code);
    }
    if find::first([b'`'], bytes).is_some() {
        backticks(text, format, &mut code);
    }
    if matches!(format, Format::Markdown) {
        destinations(text, &mut code);
    }
    if !signs.is_empty() {
        // `<nbsp>` of `E<nbsp>` is no tag, `{x}` of `@emph{x}` no placeholder.
        tokens.retain(|token| {
            !matches!(token.kind, Kind::Tag | Kind::Placeholder)
                || signs
                    .binary_search_by(|sign: &Token| {
                        if sign.span.end <= token.span.start {
                            std::cmp::Ordering::Less
                        } else if sign.span.start >= token.span.end {
                            std::cmp::Ordering::Greater
                        } else {
                            std::cmp::Ordering::Equal
                        }
                    })
                    .is_err()
        });
        let free = |sign: &Token| {
            let next = tokens.partition_point(|token| token.span.end <= sign.span.start);
            tokens
                .get(next)
                .is_none_or(|token| token.span.start >= sign.span.end)
        };
        signs.retain(free);
        tokens.append(&mut signs);
        tokens.sort_unstable_by_key(|token| token.span.start);
    }
    if !code.is_empty() {
        code.sort_unstable_by_key(|span| span.start);
        fill(&code, tokens);
    }
}

/// Covers what no token covers of the spans of code, which are in order but may overlap.
fn fill(code: &[Span], tokens: &mut Vec<Token>) {
    let known = std::mem::take(tokens);
    let mut known = known.into_iter().peekable();
    let mut at = 0;
    let literal = |start, end| {
        let span = Span::new(start, end);
        Token::new(Kind::Literal, span, span)
    };
    for span in code {
        at = at.max(span.start);
        while let Some(token) = known.next_if(|token| token.span.start < span.end) {
            if token.span.start > at && token.span.end > span.start {
                tokens.push(literal(at, token.span.start));
            }
            at = at.max(token.span.end.max(span.start));
            tokens.push(token);
        }
        if at < span.end {
            tokens.push(literal(at, span.end));
            at = span.end;
        }
    }
    tokens.extend(known);
}

/// What stands in elements whose text is code: from the start tag to the end tag of that name.
fn elements(text: &str, tokens: &[Token], code: &mut Vec<Span>) {
    // The outermost one that is open: its name, and where its text begins.
    let mut open: Option<(&str, usize)> = None;
    for token in tokens.iter().filter(|token| token.kind == Kind::Tag) {
        let tag = &text[token.span];
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(name.len())];
        match open {
            Some((outer, start)) if tag.starts_with("</") && name == outer => {
                code.push(Span::new(start, token.span.start));
                open = None;
            }
            None if !tag.starts_with("</") && !tag.ends_with("/>") && is_code_element(name) => {
                open = Some((name, token.span.end));
            }
            _ => {}
        }
    }
}

/// Commands of Texinfo whose argument is code, or a name.
#[rustfmt::skip]
const TEXINFO: [&str; 22] = [
    "anchor", "code", "command", "email", "env", "file", "image", "indicateurl", "inforef", "kbd", "key", "math",
    "option", "pxref", "ref", "samp", "t", "uref", "url", "verb", "w", "xref",
];

/// What is open: the byte that closes it, where it began, whether it holds code.
struct Open {
    close: u8,
    start: usize,
    code: bool,
}

/// `C<…>` and its kin of POD, `@code{…}` of Texinfo, and the escapes of roff.
fn enclosed(text: &str, format: Format, signs: &mut Vec<Token>, code: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut free = 0;
    let mut sign = |kind, start, end| {
        let span = Span::new(start, end);
        signs.push(Token::new(kind, span, span));
    };
    for at in find::all([b'<', b'>', b'{', b'}', b'\\'], bytes) {
        if at < free {
            continue;
        }
        match bytes[at] {
            b'<' => {
                let Some(letter) = pod_letter(bytes, at).filter(|_| format != Format::Xml) else {
                    continue;
                };
                let start = at - 1;
                if start < free {
                    continue;
                }
                if letter == b'E' {
                    if let Some(end) = named(bytes, at + 1) {
                        sign(Kind::Entity, start, end);
                        free = end;
                    }
                    continue;
                }
                sign(Kind::Tag, start, at + 1);
                open.push(Open {
                    close: b'>',
                    start,
                    code: matches!(letter, b'C' | b'F' | b'L' | b'X' | b'Z'),
                });
            }
            b'{' => {
                let letters = bytes[..at]
                    .iter()
                    .rev()
                    .take_while(|byte| byte.is_ascii_lowercase())
                    .count();
                let start = at - letters;
                if letters == 0 || start <= free || bytes[start - 1] != b'@' {
                    continue;
                }
                sign(Kind::Tag, start - 1, at + 1);
                open.push(Open {
                    close: b'}',
                    start: start - 1,
                    code: TEXINFO.binary_search(&&text[start..at]).is_ok(),
                });
            }
            b'\\' => {
                if format == Format::Roff {
                    let end = roff_escape(text, at);
                    sign(Kind::Entity, at, end);
                    free = end;
                }
            }
            close => {
                let Some(last) = open.pop_if(|last| last.close == close) else {
                    continue;
                };
                sign(Kind::Tag, at, at + 1);
                if last.code {
                    code.push(Span::new(last.start, at + 1));
                }
            }
        }
    }
}

/// The letter of POD before the `<` at `at`, if one stands alone there and something follows. `E<…>` may follow a word.
fn pod_letter(bytes: &[u8], at: usize) -> Option<u8> {
    let letter = *bytes.get(at.checked_sub(1)?)?;
    let alone = at < 2
        || letter == b'E'
        || !(bytes[at - 2].is_ascii_alphanumeric() || bytes[at - 2] == b'_');
    let follows = bytes
        .get(at + 1)
        .is_some_and(|next| !next.is_ascii_whitespace());
    let known = matches!(
        letter,
        b'B' | b'C' | b'E' | b'F' | b'I' | b'L' | b'S' | b'X' | b'Z'
    );
    (alone && follows && known).then_some(letter)
}

/// Where the name of a character that begins at `from` ends, with its `>`: `nbsp>`, `0x201C>`.
fn named(bytes: &[u8], from: usize) -> Option<usize> {
    let name = bytes[from..]
        .iter()
        .take(12)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    (name > 0 && bytes.get(from + name) == Some(&b'>')).then_some(from + name + 1)
}

/// Where the escape of roff that begins at the backslash at `at` ends: `\-`, `\(aq`, `\[dq]`, `\fB`, `\*(lq`.
fn roff_escape(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut from = at + 1;
    if matches!(bytes.get(from), Some(b'f' | b'*' | b's' | b'n')) {
        from += 1;
        if matches!(bytes.get(from), Some(b'+' | b'-')) {
            from += 1;
        }
    }
    let rest = text.get(from..).unwrap_or_default();
    let length = if rest.starts_with('(') {
        rest.char_indices()
            .nth(3)
            .map_or(rest.len(), |(end, _)| end)
    } else if rest.starts_with('[') {
        let end = rest.bytes().take(30).position(|byte| byte == b']');
        end.map_or(1, |end| end + 1)
    } else {
        rest.chars().next().map_or(0, char::len_utf8)
    };
    (from + length).min(text.len())
}

/// The code of a message of Markdown that stands between backticks, with the role before it.
pub(crate) fn code_spans(text: &str) -> Vec<Span> {
    let mut code = Vec::new();
    backticks(text, Format::Markdown, &mut code);
    code
}

/// The targets of the links of a message of Markdown: `](…)`.
pub(crate) fn link_targets(text: &str) -> Vec<Span> {
    let mut code = Vec::new();
    destinations(text, &mut code);
    code
}

/// What stands between backticks, with the role of `MyST` before them.
fn backticks(text: &str, format: Format, code: &mut Vec<Span>) {
    let runs = signs(text, b'`');
    let markdown = matches!(format, Format::Markdown | Format::AsciiDoc);
    // In other formats a quotation may begin with a backtick and end with an apostrophe.
    let opens = |run: &Span| {
        markdown
            || (run.len() < 3
                && !text[..run.start].ends_with(|c: char| c.is_alphanumeric() || c == '\\')
                && !text[run.end..].starts_with(char::is_whitespace))
    };
    let closes = |run: &Span| {
        markdown
            || (!text[..run.start]
                .ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '«' | '“'))
                && !text[run.end..].starts_with(char::is_alphanumeric))
    };
    let mut hopeless: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        at += 1;
        if hopeless.contains(&run.len()) || !opens(run) {
            continue;
        }
        let close = runs[at..]
            .iter()
            .position(|other| other.len() == run.len() && closes(other));
        match close {
            Some(step) => {
                code.push(Span::new(role_start(text, run.start), runs[at + step].end));
                at += step + 1;
            }
            None => hopeless.push(run.len()),
        }
    }
}

/// Where `{role}` begins that ends at `at`, else `at`.
fn role_start(text: &str, at: usize) -> usize {
    let Some(before) = text[..at].strip_suffix('}') else {
        return at;
    };
    let name: usize = before
        .chars()
        .rev()
        .take(40)
        .take_while(|&c| c.is_alphanumeric() || "-_:.+".contains(c))
        .map(char::len_utf8)
        .sum();
    let start = before.len() - name;
    if name > 0 && before[..start].ends_with('{') {
        start - 1
    } else {
        at
    }
}

/// Where the links of Markdown lead: `](…)`.
fn destinations(text: &str, code: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut free = 0;
    for at in memchr::memmem::find_iter(bytes, b"](") {
        if at < free {
            continue;
        }
        let mut depth = 0usize;
        for (step, &byte) in bytes[at + 1..].iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            free = at + 1 + step + 1;
            if depth == 0 {
                code.push(Span::new(at, free));
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markup::{Format, Kind, tokens};

    /// What is left as prose, parted by `·`.
    fn prose(text: &str, format: Format) -> String {
        let mut found = Vec::new();
        tokens(text, format, &mut found);
        assert!(
            found.is_sorted_by(|a, b| a.span.end <= b.span.start),
            "{text}: {found:?}"
        );
        let stretches = crate::markup::prose(text, &found).map(|(span, _)| &text[span]);
        stretches.collect::<Vec<_>>().join("·")
    }

    #[test]
    fn what_is_prose() {
        for (format, text, expected) in [
            (Format::Plain, "Use `foo bar` or ``x; y``.", "Use · or ·."),
            (
                Format::Plain,
                "Not `foo' and (`bar'), don`t",
                "Not `foo' and (`bar'), don`t",
            ),
            (Format::Plain, "Run `%s: x` now", "Run · now"),
            (Format::Plain, "Path C:\\(x", "Path C:\\(x"),
            (
                Format::Xml,
                "<literal>Row</literal> <b>row</b><literal>;</literal>",
                " ·row",
            ),
            (Format::Xml, "a <screen>x <b>y</b>; z</screen> b", "a · b"),
            (
                Format::Pod,
                "Importer «E<nbsp>:allE<nbsp>» ici; B<gras I<x>> C<a; c> fin",
                "Importer «·:all·» ici; ·gras ·x· · fin",
            ),
            (
                Format::Roff,
                "ok=\\(aq\\[dq] \\fBgras\\fR un\\-deux\\ ;",
                "ok=· ·gras· un·deux·;",
            ),
            (
                Format::Texinfo,
                "Voir @code{a; b} et @emph{mot}, @xref{x}.",
                "Voir · et ·mot·, ·.",
            ),
            (
                Format::Markdown,
                "Le [mot](https://x.org/a(b); c) et {ref}`a b`, ``a ` b``; `x",
                "Le [mot· et ·, ·; `x",
            ),
            (Format::Code, "x; y", ""),
        ] {
            assert_eq!(prose(text, format), expected, "{text}");
        }
    }

    #[test]
    fn placeholders_in_code_stay() {
        let mut found = Vec::new();
        tokens("`%s: <b>{x}`", Format::Plain, &mut found);
        let kinds: Vec<Kind> = found.iter().map(|token| token.kind).collect();
        assert!(kinds.contains(&Kind::Placeholder) && kinds.contains(&Kind::Tag));
    }

    #[test]
    fn odd_ones() {
        for text in [
            "B<",
            "`",
            "``",
            "](",
            "@code{",
            "\\",
            "\\(",
            "\\[",
            "\\f",
            "E<",
            "C<C<C<>",
            "</b><code>",
            "{}`",
        ] {
            for format in [Format::Plain, Format::Markdown, Format::Roff, Format::Pod] {
                prose(text, format);
            }
        }
    }

    #[test]
    fn many_take_no_long() {
        let text = "C<x `a ``b @code{ ]( <code> \\( ".repeat(4000);
        for format in [Format::Plain, Format::Markdown, Format::Roff] {
            prose(&text, format);
        }
    }
}
