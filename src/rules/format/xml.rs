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
    while let Some(found) = memchr(b'<', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        if let Err(fault) = construct(&mut scan, start, &mut open) {
            return Some(fault);
        }
    }
    if let Some(at) = memmem::find(text.as_bytes(), b"]]>")
        && !text.contains("<![CDATA[")
    {
        return Some((at..at + 3, "may not stand in text".into()));
    }
    open.pop().map(|(name, start)| {
        let reason = format!("opens `<{name}>`, which is not closed");
        (start..start + 1 + name.len(), reason.into())
    })
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
            if opening == "?" && !body.starts_with(name_start) {
                return wrong(scan.at, "is no tag");
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
        if text[from..from + len].contains('<') {
            return wrong(from + len, "has a value with `<` inside");
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

fn name<'t>(scan: &mut Scan<'t>) -> &'t str {
    let rest = &scan.text[scan.at..];
    if !rest.starts_with(name_start) {
        return "";
    }
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | '·')))
        .unwrap_or(rest.len());
    scan.at += end;
    &rest[..end]
}

fn blanks(scan: &mut Scan<'_>) -> bool {
    !scan.while_ascii(|byte| byte.is_ascii_whitespace()).is_empty()
}
