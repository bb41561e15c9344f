//! Java: `java.text.MessageFormat` and `java.util.Formatter`.

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use super::printf::{CHAR, FLOAT, INTEGER, OBJECT, STRING};
use crate::diagnostic::Span;

const NUMBER: Kind = Kind::new("number");
const DATE: Kind = Kind::new("date");

/// How deep a choice inside a choice is followed.
const DEPTH: usize = 16;

/// Reads a `java-format` string.
pub(super) fn message(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    pattern(text, 0..text.len(), &mut signature, 0)?;
    signature.finish_with(|one, other| match (one, other) {
        _ if one == other => Some(one),
        (OBJECT, kind) | (kind, OBJECT) => Some(kind),
        _ => None,
    })
}

/// Reads the pattern at `range` of `text`.
fn pattern<'t>(
    text: &'t str,
    range: std::ops::Range<usize>,
    signature: &mut Signature<'t>,
    depth: usize,
) -> Result<(), Invalid> {
    let bytes = &text.as_bytes()[..range.end];
    let mut at = range.start;
    let mut quoted = false;
    while at < bytes.len() {
        match bytes[at] {
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 1,
            b'\'' => quoted = !quoted,
            b'{' if !quoted => {
                let end = closing(bytes, at)
                    .ok_or_else(|| Invalid::new(at, bytes.len(), "has no `}` at its end"))?;
                element(text, at, end, signature, depth)?;
                at = end;
            }
            b'}' if !quoted => {
                return Err(Invalid::new(
                    at,
                    at + 1,
                    "closes nothing; as text it is written `'}'`",
                ));
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// Where the brace at `start` is closed.
fn closing(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands in a pair of braces: a number, a type and a style.
fn element<'t>(
    text: &'t str,
    start: usize,
    end: usize,
    signature: &mut Signature<'t>,
    depth: usize,
) -> Result<(), Invalid> {
    let wrong = |reason: &'static str| Invalid::new(start, end + 1, reason);
    let mut scan = Scan::new(&text[..end], start + 1);
    let number = scan
        .number()
        .ok_or_else(|| wrong("has no number; as text a brace is written `'{'`"))?;
    let span = Span::new(start, end + 1);
    let mut kind = OBJECT;
    if scan.at < end {
        let types = [
            ("time", DATE),
            ("date", DATE),
            ("number", NUMBER),
            ("choice", NUMBER),
        ];
        let known = scan
            .eat(b',')
            .then(|| types.iter().find(|(name, _)| scan.eat_word(name)))
            .flatten();
        let Some(&(name, type_kind)) = known else {
            return Err(wrong(
                "has a type other than `number`, `date`, `time` and `choice`",
            ));
        };
        kind = type_kind;
        if scan.at < end {
            if !scan.eat(b',') {
                return Err(wrong("has a type that goes on where a comma was expected"));
            }
            let style = scan.at..end;
            match name {
                "choice" => choice(text, style, signature, depth)?,
                "number" if !number_style(&text[style.clone()]) => {
                    return Err(wrong("has no valid style of numbers"));
                }
                _ => {}
            }
        }
    }
    signature.push(Key::Number(number), kind, span);
    Ok(())
}

/// Whether it is a style of numbers: a name, or a pattern of `DecimalFormat`.
fn number_style(style: &str) -> bool {
    matches!(style, "currency" | "percent" | "integer") || decimal_pattern(style)
}

/// A pattern of `DecimalFormat`: its last part, for negative numbers where there are two, has a digit outside quotes.
fn decimal_pattern(style: &str) -> bool {
    let (mut quoted, mut digit) = (false, false);
    for byte in style.bytes() {
        match byte {
            b'\'' => quoted = !quoted,
            b';' if !quoted => digit = false,
            b'#' | b'0' if !quoted => digit = true,
            _ => {}
        }
    }
    digit
}

/// The patterns of a choice, each behind its limit.
fn choice<'t>(
    text: &'t str,
    range: std::ops::Range<usize>,
    signature: &mut Signature<'t>,
    depth: usize,
) -> Result<(), Invalid> {
    /// How `≤` is written in a file of properties, the only way in which `msgfmt` knows it.
    const UP_TO: &str = "\\u2264";
    let bytes = text.as_bytes();
    let mut at = range.start;
    while at < range.end {
        // A limit, what parts it from its pattern, and the pattern up to `|`.
        let limit = at;
        let mut quoted = false;
        let up_to = |at: usize| bytes[at..range.end].starts_with(UP_TO.as_bytes());
        while at < range.end {
            if bytes[at] == b'\'' {
                quoted = !quoted;
            } else if !quoted && (matches!(bytes[at], b'#' | b'<' | b'|') || up_to(at)) {
                break;
            }
            at += 1;
        }
        if at >= range.end {
            break;
        }
        if at == limit || bytes[at] == b'|' {
            let reason = "begins a choice without its number";
            return Err(Invalid::new(limit, at + 1, reason));
        }
        at += if up_to(at) { UP_TO.len() } else { 1 };
        let start = at;
        while at < range.end {
            match bytes[at] {
                b'\'' => quoted = !quoted,
                b'|' if !quoted => break,
                _ => {}
            }
            at += 1;
        }
        if depth < DEPTH {
            pattern(text, start..at, signature, depth + 1)?;
        }
        at += 1;
    }
    Ok(())
}

/// Reads a `java-printf-format` string.
pub(super) fn formatter(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let (mut next, mut last) = (1, None);
    while let Some(start) = scan.find(b'%') {
        let mut number = scan.dollar();
        if number == Some(0) {
            return Err(Invalid::new(
                start,
                scan.at,
                "has the number 0, but arguments are numbered from 1",
            ));
        }
        let mut again = false;
        if number.is_none() && scan.eat(b'<') {
            again = true;
            number = last;
        }
        let flags = scan.while_ascii(|byte| b"-#+ 0,(".contains(&byte));
        let width = scan.number().is_some();
        let mut precision = false;
        if scan.eat(b'.') {
            if scan.number().is_none() {
                return Err(Invalid::new(
                    start,
                    scan.at,
                    "has a point without a precision",
                ));
            }
            precision = true;
        }
        let letter = scan.peek().unwrap_or_default();
        let (allowed, may_width, may_precision, kind) = match letter {
            b'b' | b'B' | b'h' | b'H' | b's' | b'S' => ("-#", true, true, Some(STRING)),
            b'c' | b'C' => ("-", true, false, Some(CHAR)),
            b'd' => ("-+ 0,(", true, false, Some(INTEGER)),
            b'o' | b'x' | b'X' => ("-#+ 0(", true, false, Some(INTEGER)),
            b'e' | b'E' | b'f' | b'g' | b'G' => ("-#+ 0,(", true, true, Some(FLOAT)),
            b'a' | b'A' => ("-#+ 0", true, true, Some(FLOAT)),
            b't' | b'T' => ("-", true, false, Some(DATE)),
            b'%' => ("-", true, false, None),
            b'n' => ("", false, false, None),
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        if matches!(letter, b't' | b'T') {
            if !scan
                .peek()
                .is_some_and(|byte| b"HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc".contains(&byte))
            {
                return Err(scan.unknown(start));
            }
            scan.at += 1;
        }
        let shown = char::from(letter);
        if let Some(flag) = flags.chars().find(|&flag| !allowed.contains(flag)) {
            let reason = format!("has the flag `{flag}`, which does not go with `{shown}`");
            return Err(Invalid::new(start, scan.at, reason));
        }
        if width && !may_width || precision && !may_precision {
            let what = if precision && !may_precision {
                "precision"
            } else {
                "width"
            };
            let reason = format!("has a {what}, which does not go with `{shown}`");
            return Err(Invalid::new(start, scan.at, reason));
        }
        if again && number.is_none() {
            return Err(Invalid::new(
                start,
                scan.at,
                "refers to the directive before it, and there is none",
            ));
        }
        let Some(kind) = kind else { continue };
        let number = number.unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        last = Some(number);
        signature.push(Key::Number(number), kind, Span::new(start, scan.at));
    }
    signature.finish()
}
