//! The languages whose directives are `%` and a number: Smalltalk, YCP, Qt, KDE.

use std::ops::Range;

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use crate::diagnostic::Span;

/// Reads a `smalltalk-format` or `ycp-format` string: `%1` to `%9`, and `%%`.
pub(super) fn digit(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        match scan.peek() {
            Some(b'%') => scan.at += 1,
            Some(digit @ b'1'..=b'9') => {
                scan.at += 1;
                let number = Key::Number(u32::from(digit - b'0'));
                signature.push(number, Kind::ANY, Span::new(start, scan.at));
            }
            None => return Err(scan.unknown(start)),
            Some(_) => {
                let end = scan.next_end();
                let reason = format!("has `{}`, and not a digit from 1 to 9", &text[scan.at..end]);
                return Err(Invalid::new(start, end, reason));
            }
        }
    }
    signature.finish()
}

/// Reads a `qt-format` string: `%1` to `%99`, `%L1`; all else is text.
pub(super) fn qt(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        let local = scan.eat(b'L');
        let from = scan.at;
        let digit = |at: usize| {
            text.as_bytes()
                .get(at)
                .filter(|byte| byte.is_ascii_digit())
                .map(|byte| u32::from(byte - b'0'))
        };
        let Some(mut number) = digit(from) else {
            continue;
        };
        scan.at += 1;
        if let Some(second) = digit(scan.at) {
            number = number * 10 + second;
            scan.at += 1;
        }
        let span = Span::new(start, scan.at);
        if local || scan.at > from + 1 {
            signature.elaborate.get_or_insert(span);
        }
        signature.push(Key::Number(number), Kind::ANY, span);
    }
    signature.finish()
}

/// Reads a `qt-plural-format` string: `%n` and `%Ln`.
pub(super) fn qt_plural(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        scan.eat(b'L');
        if scan.eat(b'n') {
            signature.push(Key::Name("n"), Kind::ANY, Span::new(start, scan.at));
        }
    }
    signature.finish()
}

/// Reads a `kde-format` string: `%1` and on, of which one may be left out; all else is text.
pub(super) fn kde(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        if matches!(scan.peek(), Some(b'1'..=b'9')) {
            let number = scan.number().unwrap_or_default();
            let span = Span::new(start, scan.at);
            signature.push(Key::Number(number), Kind::ANY, span);
        }
    }
    let signature = signature.finish()?;
    // One argument may be missing: the number of a plural.
    let mut expected = 1;
    let mut missing = None;
    for arg in &signature.args {
        let Key::Number(number) = arg.key else {
            continue;
        };
        while expected < number {
            if let Some(first) = missing {
                let reason = format!(
                    "takes argument {number}, but no directive takes arguments {first} and {expected}"
                );
                return Err(Invalid::new(arg.span.start, arg.span.end, reason));
            }
            missing = Some(expected);
            expected += 1;
        }
        expected += 1;
    }
    Ok(signature)
}

/// Reads a `kde-kuit-format` string: the same, in well-formed markup.
pub(super) fn kuit(text: &str) -> Read<'_> {
    match super::xml::fault(text) {
        Some((Range { start, end }, reason)) => Err(Invalid::new(start, end, reason)),
        None => kde(text),
    }
}
