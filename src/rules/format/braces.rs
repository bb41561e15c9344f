//! Languages whose directives stand in braces: C#, and the newer C++ (`std::format`) and Rust.
//!
//! `msgfmt` 0.21 does not know the newer ones; the gettext manual and their own documentation say how they are read.

use memchr::memchr2;

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use super::printf::{CHAR, FLOAT, INTEGER, POINTER, STRING};
use crate::diagnostic::Span;

/// Passes the next directive's `{`; `None` at the end of the text.
fn open(scan: &mut Scan<'_>) -> Result<Option<usize>, Invalid> {
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

fn close(scan: &mut Scan<'_>, start: usize) -> Result<Span, Invalid> {
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
fn alignment(scan: &mut Scan<'_>, marks: &[u8]) {
    let bytes = scan.text.as_bytes();
    let mark = |at: usize| bytes.get(at).is_some_and(|byte| marks.contains(byte));
    let end = scan.next_end();
    if mark(end) && !matches!(scan.peek(), Some(b'{' | b'}')) {
        scan.at = end + 1;
    } else if mark(scan.at) {
        scan.at += 1;
    }
}

/// How C++ numbers the arguments of a string; one way a string.
#[derive(Default)]
struct Numbering {
    next: u32,
    numbered: Option<bool>,
}

impl Numbering {
    /// The number that is next in the scan, or the next one.
    fn take(&mut self, scan: &mut Scan<'_>, start: usize) -> Result<Key<'static>, Invalid> {
        let number = scan.number();
        let numbered = number.is_some();
        if *self.numbered.get_or_insert(numbered) != numbered {
            let reason = if numbered {
                "is numbered, and others are not"
            } else {
                "is not numbered, and others are"
            };
            return Err(Invalid::new(start, scan.at, reason));
        }
        Ok(Key::Number(number.unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        })))
    }
}

/// Reads a `c++-format` string.
pub(super) fn cpp(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut numbering = Numbering::default();
    while let Some(start) = open(&mut scan)? {
        let key = numbering.take(&mut scan, start)?;
        let mut kind = Kind::ANY;
        if scan.eat(b':') {
            alignment(&mut scan, b"<>^");
            scan.while_ascii(|byte| b"+- ".contains(&byte));
            scan.eat(b'#');
            scan.eat(b'0');
            size(&mut scan, start, &mut numbering, &mut signature)?;
            if scan.eat(b'.') {
                size(&mut scan, start, &mut numbering, &mut signature)?;
            }
            scan.eat(b'L');
            kind = match scan.peek() {
                Some(b'b' | b'B' | b'd' | b'o' | b'x' | b'X') => INTEGER,
                Some(b'c') => CHAR,
                Some(b'a' | b'A' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => FLOAT,
                Some(b's') => STRING,
                Some(b'p' | b'P') => POINTER,
                _ => Kind::ANY,
            };
            if kind != Kind::ANY || scan.peek() == Some(b'?') {
                scan.at += 1;
            } else if scan.peek() != Some(b'}') {
                // The format of dates and of types of the program's own is theirs to read.
                scan.while_ascii(|byte| byte != b'}' && byte != b'{');
            }
        }
        let span = close(&mut scan, start)?;
        signature.push(key, kind, span);
    }
    signature.finish_with(merge)
}

/// A width or a precision: a number, or another argument that says it.
fn size(
    scan: &mut Scan<'_>,
    start: usize,
    numbering: &mut Numbering,
    signature: &mut Signature<'_>,
) -> Result<(), Invalid> {
    let inner = scan.at;
    if scan.eat(b'{') {
        let key = numbering.take(scan, start)?;
        let span = close(scan, inner)?;
        signature.push(key, INTEGER, span);
    } else {
        scan.number();
    }
    Ok(())
}

/// A directive without a type fits any.
fn merge(one: Kind, other: Kind) -> Option<Kind> {
    match (one, other) {
        (Kind::ANY, kind) | (kind, Kind::ANY) => Some(kind),
        _ => (one == other).then_some(one),
    }
}

/// Reads a `rust-format` string: `{}`, `{0}`, `{name}`, each with a format behind a colon.
pub(super) fn rust(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let mut next = 0;
    while let Some(start) = open(&mut scan)? {
        scan.while_ascii(|byte| byte.is_ascii_whitespace());
        let mut key = argument(&mut scan);
        scan.while_ascii(|byte| byte.is_ascii_whitespace());
        if scan.eat(b':') {
            alignment(&mut scan, b"<>^");
            if matches!(scan.peek(), Some(b'+' | b'-')) {
                scan.at += 1;
            }
            scan.eat(b'#');
            // A zero is a flag, unless it is the number of an argument that says the width.
            if !scan.text[scan.at..].starts_with("0$") {
                scan.eat(b'0');
            }
            count(&mut scan, start, &mut signature);
            if scan.eat(b'.') {
                if scan.eat(b'*') {
                    // The precision comes before the value, unless this is named or numbered.
                    signature.push(Key::Number(next), Kind::ANY, Span::new(start, scan.at));
                    next += 1;
                } else {
                    count(&mut scan, start, &mut signature);
                }
            }
            let form = scan.while_ascii(|byte| byte == b'?' || byte.is_ascii_alphabetic());
            if !matches!(
                form,
                "" | "?" | "x?" | "X?" | "o" | "x" | "X" | "p" | "b" | "e" | "E"
            ) {
                let reason = format!("has `{form}`, which is no format");
                return Err(Invalid::new(start, scan.at, reason));
            }
            scan.while_ascii(|byte| byte.is_ascii_whitespace());
        }
        let span = close(&mut scan, start)?;
        let key = key.take().unwrap_or_else(|| {
            next += 1;
            Key::Number(next - 1)
        });
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

/// A width or a precision: a number, or `argument$`.
fn count<'t>(scan: &mut Scan<'t>, start: usize, signature: &mut Signature<'t>) {
    let before = scan.at;
    match argument(scan) {
        Some(key) if scan.eat(b'$') => {
            signature.push(key, Kind::ANY, Span::new(start, scan.at));
        }
        Some(Key::Name(_)) => scan.at = before,
        _ => {}
    }
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
