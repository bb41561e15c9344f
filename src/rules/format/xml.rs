//! Whether a KUIT string is well-formed: what a parser of XML asks of it, entities aside, which KDE resolves by itself.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use memchr::memmem;

use super::model::Scan;

type Fault = (Range<usize>, Cow<'static, str>);

/// The first fault of `text`, with where it is, bytes.
pub(super) fn fault(text: &str) -> Option<Fault> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut scan = Scan::new(text, 0);
    loop {
        let rest = &text[scan.at..];
        let len = memchr(b'<', rest.as_bytes());
        let content = &rest[..len.unwrap_or(rest.len())];
        if let Some((range, reason)) = content_fault(content) {
            return Some((scan.at + range.start..scan.at + range.end, reason));
        }
        let Some(len) = len else { break };
        let start = scan.at + len;
        scan.at = start + 1;
        if let Err(fault) = construct(&mut scan, start, &mut open) {
            return Some(fault);
        }
    }
    open.pop().map(|(name, start)| {
        let reason = format!("opens `<{name}>`, which is not closed");
        (start..start + 1 + name.len(), reason.into())
    })
}

/// What is wrong with text between tags.
fn content_fault(text: &str) -> Option<Fault> {
    if let Some(at) = memmem::find(text.as_bytes(), b"]]>") {
        return Some((at..at + 3, "may not stand in text".into()));
    }
    references(text).or_else(|| {
        let (at, c) = text.char_indices().find(|&(_, c)| !is_char(c))?;
        Some((at..at + c.len_utf8(), "is no character of XML".into()))
    })
}

/// What is wrong with the numeric references of a text; `&` and names are left to KDE.
fn references(text: &str) -> Option<Fault> {
    let mut from = 0;
    while let Some(found) = memmem::find(&text.as_bytes()[from..], b"&#") {
        let start = from + found;
        from = start + 2;
        let hex = text[from..].starts_with('x');
        let digits = &text[from + usize::from(hex)..];
        let is_digit = |c: char| {
            if hex {
                c.is_ascii_hexdigit()
            } else {
                c.is_ascii_digit()
            }
        };
        let len = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
        if !digits[len..].starts_with(';') || len == 0 && !hex {
            continue;
        }
        let value = u32::from_str_radix(&digits[..len], if hex { 16 } else { 10 });
        if !value.ok().and_then(char::from_u32).is_some_and(is_char) {
            let end = from + usize::from(hex) + len + 1;
            return Some((start..end, "is no character of XML".into()));
        }
    }
    None
}

/// XML 1.0, production 2.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// What begins with the `<` at `start`: a tag, a comment, a section of text.
fn construct<'t>(
    scan: &mut Scan<'t>,
    start: usize,
    open: &mut Vec<(&'t str, usize)>,
) -> Result<(), Fault> {
    let text = scan.text;
    let wrong = |end: usize, reason: &'static str| Err((start..end, Cow::Borrowed(reason)));
    for (opening, closing) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if scan.eat_word(opening) {
            let rest = &text.as_bytes()[scan.at..];
            let Some(len) = memmem::find(rest, closing.as_bytes()) else {
                return wrong(text.len(), "does not end");
            };
            let body = &text[scan.at..scan.at + len];
            if opening == "!--" && (body.contains("--") || body.ends_with('-')) {
                return wrong(scan.at + len, "is a comment with `--` inside");
            }
            if opening == "?" {
                let end = body
                    .find(|c: char| !(name_start(c) || name_part(c)))
                    .unwrap_or(body.len());
                let blank = body[end..]
                    .chars()
                    .next()
                    .is_none_or(|c| c.is_ascii_whitespace());
                if !body.starts_with(name_start)
                    || !blank
                    || body[..end].eq_ignore_ascii_case("xml")
                {
                    return wrong(scan.at + end, "is no processing instruction");
                }
            }
            scan.at += len + closing.len();
            return Ok(());
        }
    }
    let closing = scan.eat(b'/');
    let tag = name(scan);
    if tag.is_empty() {
        return wrong(scan.next_end(), "is no tag; as text it is written `&lt;`");
    }
    if closing {
        blanks(scan);
        if !scan.eat(b'>') {
            return wrong(scan.next_end(), "is a closing tag without its `>`");
        }
        return match open.pop() {
            Some((opened, _)) if opened == tag => Ok(()),
            Some((opened, _)) => {
                let reason = format!("closes `{tag}` where `{opened}` is open");
                Err((start..scan.at, reason.into()))
            }
            None => wrong(scan.at, "closes a tag that is not open"),
        };
    }
    let mut attributes: Vec<&str> = Vec::new();
    loop {
        let blank = blanks(scan);
        if scan.eat_word("/>") {
            return Ok(());
        }
        if scan.eat(b'>') {
            open.push((tag, start));
            return Ok(());
        }
        let attribute = if blank { name(scan) } else { "" };
        if attribute.is_empty() {
            return wrong(scan.next_end(), "is a tag without its `>`");
        }
        blanks(scan);
        if !scan.eat(b'=') {
            return wrong(scan.next_end(), "has an attribute without a value");
        }
        blanks(scan);
        let Some(quote @ (b'"' | b'\'')) = scan.peek() else {
            return wrong(scan.next_end(), "has a value that is not in quotes");
        };
        let from = scan.at + 1;
        let Some(len) = memchr(quote, &text.as_bytes()[from..]) else {
            return wrong(text.len(), "has a value that does not end");
        };
        let value = &text[from..from + len];
        if value.contains('<') {
            return wrong(from + len, "has a value with `<` inside");
        }
        if let Some((range, reason)) = references(value) {
            return Err((from + range.start..from + range.end, reason));
        }
        scan.at = from + len + 1;
        if attributes.contains(&attribute) {
            return wrong(scan.at, "has an attribute twice");
        }
        attributes.push(attribute);
    }
}

fn name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == ':'
}

fn name_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | '·')
}

fn name<'t>(scan: &mut Scan<'t>) -> &'t str {
    let rest = &scan.text[scan.at..];
    if !rest.starts_with(name_start) {
        return "";
    }
    let end = rest.find(|c: char| !name_part(c)).unwrap_or(rest.len());
    scan.at += end;
    &rest[..end]
}

fn blanks(scan: &mut Scan<'_>) -> bool {
    !scan
        .while_ascii(|byte| byte.is_ascii_whitespace())
        .is_empty()
}
