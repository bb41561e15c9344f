//! Languages whose directives stand in braces: C# and Rust, and what C++ has in common with them.
//!
//! `msgfmt` 0.21 does not know Rust; the gettext manual says how its strings are read.

use memchr::memchr2;

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use crate::diagnostic::Span;

/// Passes the `{` of the next directive, and gives its place; `None` at the end of the text.
pub(super) fn open(scan: &mut Scan<'_>) -> Result<Option<usize>, Invalid> {
    while let Some(found) = memchr2(b'{', b'}', &scan.text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        let brace = scan.text.as_bytes()[start];
        if scan.eat(brace) {
            continue;
        }
        if brace == b'}' {
            return Err(Invalid::new(
                start,
                scan.at,
                "closes nothing; as text it is written `}}`",
            ));
        }
        return Ok(Some(start));
    }
    Ok(None)
}

pub(super) fn close(scan: &mut Scan<'_>, start: usize) -> Result<Span, Invalid> {
    if scan.eat(b'}') {
        return Ok(Span::new(start, scan.at));
    }
    let end = scan.next_end();
    let reason = if end == scan.at {
        "is not finished".into()
    } else {
        format!(
            "has `{}` where its `}}` was expected",
            &scan.text[scan.at..end]
        )
    };
    Err(Invalid::new(start, end, reason))
}

/// The fill character and the alignment.
pub(super) fn alignment(scan: &mut Scan<'_>, marks: &[u8]) {
    let bytes = scan.text.as_bytes();
    let mark = |at: usize| bytes.get(at).is_some_and(|byte| marks.contains(byte));
    let end = scan.next_end();
    if mark(end) && !matches!(scan.peek(), Some(b'{' | b'}')) {
        scan.at = end + 1;
    } else if mark(scan.at) {
        scan.at += 1;
    }
}

/// Reads a `rust-format` string: `{}`, `{0}`, `{name}`, each with a format behind a colon. It is that of the crate
/// `formatx`, which does at run time what `format!` does at compile time, but knows no width, precision or precision
/// by argument, and no type but `?`.
pub(super) fn rust(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut next = 0;
    while let Some(start) = open(&mut scan)? {
        let key = argument(&mut scan).unwrap_or_else(|| {
            next += 1;
            Key::Number(next - 1)
        });
        if scan.eat(b':') {
            alignment(&mut scan, b"<>^");
            if matches!(scan.peek(), Some(b'+' | b'-')) {
                scan.at += 1;
            }
            scan.eat(b'#');
            scan.number();
            if scan.eat(b'.') && scan.number().is_none() {
                return Err(Invalid::new(
                    start,
                    scan.next_end(),
                    "has a point without a precision",
                ));
            }
            scan.eat(b'?');
        }
        scan.while_ascii(|byte| byte.is_ascii_whitespace());
        let span = close(&mut scan, start)?;
        signature.push(key, Kind::ANY, span);
    }
    signature.finish()
}

/// A number or a name.
fn argument<'t>(scan: &mut Scan<'t>) -> Option<Key<'t>> {
    if let Some(number) = scan.number() {
        return Some(Key::Number(number));
    }
    let rest = &scan.text[scan.at..];
    if !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    scan.at += end;
    Some(Key::Name(&rest[..end]))
}

/// Reads a `csharp-format` string: what counts is the greatest number.
pub(super) fn csharp(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(found) = memchr2(b'{', b'}', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        let brace = text.as_bytes()[start];
        if scan.eat(brace) {
            continue;
        }
        if brace == b'}' {
            return Err(Invalid::new(
                start,
                scan.at,
                "closes nothing; as text it is written `}}`",
            ));
        }
        let Some(number) = scan.number() else {
            return Err(Invalid::new(
                start,
                scan.next_end(),
                "has no number; as text a brace is written `{{`",
            ));
        };
        if scan.eat(b',') {
            scan.eat(b'-');
            if scan.number().is_none() {
                return Err(Invalid::new(
                    start,
                    scan.next_end(),
                    "has a comma without a width",
                ));
            }
        }
        if scan.eat(b':') {
            while scan.peek().is_some_and(|byte| byte != b'}') {
                scan.at += 1;
            }
        }
        if !scan.eat(b'}') {
            return Err(Invalid::new(
                start,
                scan.next_end(),
                "has no `}` at its end",
            ));
        }
        signature.push(Key::Number(number), Kind::ANY, Span::new(start, scan.at));
    }
    signature.finish()
}
