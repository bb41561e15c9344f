//! The directives of the GNU compilers' own diagnostics: C and C++ (`gcc-internal`) and Fortran (`gfc-internal`).

use super::model::{Invalid, Key, Kind, Read, Scan};
use super::printf::{Args, CHAR, INTEGER, Numbers, POINTER, STRING, UNSIGNED};
use crate::diagnostic::Span;

/// The number of a directive that has one.
fn number(scan: &mut Scan<'_>, start: usize) -> Result<Option<u32>, Invalid> {
    match scan.dollar() {
        Some(0) => Err(Invalid::new(
            start,
            scan.at,
            "has the number 0, but arguments are numbered from 1",
        )),
        number => Ok(number),
    }
}

/// Reads a `gcc-internal-format` string.
pub(super) fn gcc(text: &str) -> Read<'_> {
    let mut args = Args::new(Numbers::AllOrNone);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        // These take neither an argument nor a number nor flags.
        if scan.eat(b'%') || scan.eat(b'<') || scan.eat(b'>') || scan.eat(b'\'') {
            continue;
        }
        if scan.eat(b'm') {
            let span = Span::new(start, scan.at);
            if args.signature.marks.is_empty() {
                args.signature.marks.push(("%m", span));
            }
            continue;
        }
        let value = number(&mut scan, start)?;
        let flags = scan.while_ascii(|byte| b"q+#lw".contains(&byte));
        if let Some(reason) = wrong_flags(flags) {
            return Err(Invalid::new(start, scan.at, reason));
        }
        let size = match flags.bytes().filter(|&flag| flag == b'l').count() {
            _ if flags.contains('w') => "wide",
            0 => "",
            1 => "long",
            _ => "long long",
        };
        let mut precision = None;
        let point = scan.at;
        if scan.eat(b'.') {
            if scan.eat(b'*') {
                let star = number(&mut scan, start)?;
                if value
                    .zip(star)
                    .is_some_and(|(value, star)| star.checked_add(1) != Some(value))
                {
                    return Err(Invalid::new(
                        start,
                        scan.at,
                        "takes its precision from another argument than the one before its own",
                    ));
                }
                precision = Some(star);
            } else if scan.number().is_none() {
                return Err(Invalid::new(
                    start,
                    scan.at,
                    "has a point without a precision",
                ));
            }
        }
        let kind = match scan.peek() {
            Some(b's') => STRING,
            _ if scan.at > point => {
                return Err(Invalid::new(
                    start,
                    scan.next_end(),
                    "has a precision, which goes with `s` alone",
                ));
            }
            Some(b'd' | b'i') => Kind { size, ..INTEGER },
            Some(b'o' | b'u' | b'x') => Kind { size, ..UNSIGNED },
            Some(b'c') => CHAR,
            Some(b'p') => POINTER,
            Some(b'H') => Kind::new("location"),
            Some(b'J' | b'D') => Kind::new("declaration"),
            Some(b'F') => Kind::new("function declaration"),
            Some(b'T') => Kind::new("type"),
            Some(b'E') => Kind::new("expression"),
            Some(b'A') => Kind::new("list of arguments"),
            Some(b'C') => Kind::new("tree code"),
            Some(b'L') => Kind::new("language code"),
            Some(b'O') => Kind::new("binary operator"),
            Some(b'P') => Kind::new("parameter"),
            Some(b'Q') => Kind::new("assignment operator"),
            Some(b'V') => Kind::new("qualifier"),
            Some(b'K') => Kind::new("statement"),
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let span = Span::new(start, scan.at);
        if let Some(star) = precision {
            args.take(star, INTEGER, span)?;
        }
        args.take(value, kind, span)?;
    }
    args.signature.finish()
}

/// Why these flags do not go together.
fn wrong_flags(flags: &str) -> Option<&'static str> {
    let count = |flag| flags.bytes().filter(|&byte| byte == flag).count();
    let (l, w) = (count(b'l'), count(b'w'));
    let wrong =
        count(b'q') > 1 || count(b'+') > 1 || count(b'#') > 1 || l > 2 || w > 1 || (l > 0 && w > 0);
    wrong.then_some("has flags that do not go together")
}

/// Reads a `gfc-internal-format` string.
pub(super) fn gfc(text: &str) -> Read<'_> {
    const CURRENT: Kind = Kind::new("current location");
    let mut args = Args::new(Numbers::Moves);
    let mut scan = Scan::new(text, 0);
    while let Some(start) = scan.find(b'%') {
        if scan.eat(b'%') {
            continue;
        }
        let value = number(&mut scan, start)?;
        let size = if scan.eat(b'l') { "long" } else { "" };
        let kind = match scan.peek() {
            Some(b'd' | b'i') => Kind { size, ..INTEGER },
            Some(b'u') => Kind { size, ..UNSIGNED },
            Some(b'c') if size.is_empty() => CHAR,
            Some(b's') if size.is_empty() => STRING,
            Some(b'L') if size.is_empty() => Kind::new("location"),
            Some(b'C') if size.is_empty() => CURRENT,
            _ => return Err(scan.unknown(start)),
        };
        scan.at += 1;
        let value = args.begin(value);
        args.take(value, kind, Span::new(start, scan.at))?;
    }
    let mut signature = args.signature.finish()?.without_gaps()?;
    // The current location has a number and is no argument.
    if let Some(current) = signature.args.iter().find(|arg| arg.kind == CURRENT) {
        signature.marks.push(("%C", current.span));
        signature.args.retain(|arg| arg.kind != CURRENT);
        signature.renumber();
    }
    debug_assert!(
        signature
            .args
            .iter()
            .all(|arg| matches!(arg.key, Key::Number(_)))
    );
    Ok(signature)
}
