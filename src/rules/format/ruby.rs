//! Ruby: `sprintf`, with names besides numbers.

use memchr::memchr;

use super::model::{Invalid, Key, Kind, Read, Scan, Signature};
use super::printf::{CHAR, FLOAT, INTEGER, OBJECT, STRING};
use crate::diagnostic::Span;

/// How a string refers to its arguments; one way a string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Named,
    Numbered,
    Plain,
}

/// Reads a `ruby-format` string.
pub(super) fn sprintf(text: &str) -> Read<'_> {
    let mut signature = Signature::default();
    let mut scan = Scan::new(text, 0);
    let (mut next, mut way) = (1, None);
    while let Some(start) = scan.find(b'%') {
        let mut directive = Directive::default();
        directive.read(&mut scan, start)?;
        let span = Span::new(start, scan.at);
        let take = |way: &mut Option<Way>, argument: Argument<'_>| {
            let this = match argument {
                Argument::Name(_) => Way::Named,
                Argument::Number(_) => Way::Numbered,
                Argument::Next => Way::Plain,
            };
            let same = *way.get_or_insert(this) == this;
            same.then_some(()).ok_or_else(|| {
                Invalid::new(
                    start,
                    span.end,
                    "refers to its argument in another way than the directives before it",
                )
            })
        };
        let mut key = |argument: Argument<'_>| {
            if let Argument::Number(number) = argument {
                number
            } else {
                next += 1;
                next - 1
            }
        };
        for star in directive.stars.into_iter().flatten() {
            take(&mut way, star)?;
            signature.push(Key::Number(key(star)), INTEGER, span);
        }
        // A `%` takes no argument, but must not be named or numbered where others are not.
        if directive.kind.is_none()
            && way.is_some()
            && !matches!(directive.argument, Argument::Next)
        {
            take(&mut way, directive.argument)?;
        }
        if let Some(kind) = directive.kind {
            take(&mut way, directive.argument)?;
            let key = match directive.argument {
                Argument::Name(range) => Key::Name(range),
                other => Key::Number(key(other)),
            };
            signature.push(key, kind, span);
        }
    }
    let mut signature = signature.finish()?;
    if way != Some(Way::Named) {
        signature.renumber();
    }
    Ok(signature)
}

/// Which argument a part of a directive takes.
#[derive(Clone, Copy, Default)]
enum Argument<'t> {
    #[default]
    Next,
    Number(u32),
    Name(&'t str),
}

#[derive(Default)]
struct Directive<'t> {
    argument: Argument<'t>,
    stars: [Option<Argument<'t>>; 2],
    kind: Option<Kind>,
}

impl<'t> Directive<'t> {
    fn read(&mut self, scan: &mut Scan<'t>, start: usize) -> Result<(), Invalid> {
        // Flags stand before the width, the width before the precision, a number or a name anywhere.
        let (mut width, mut precision) = (false, false);
        loop {
            let wrong = |end, reason: &'static str| Err(Invalid::new(start, end, reason));
            match scan.peek() {
                Some(b' ' | b'#' | b'+' | b'-' | b'0') if !width && !precision => scan.at += 1,
                Some(b'1'..=b'9') => {
                    let number = scan.number().unwrap_or_default();
                    if scan.eat(b'$') {
                        match self.argument {
                            Argument::Number(_) => return wrong(scan.at, "has two numbers"),
                            Argument::Name(_) => return wrong(scan.at, "has a name and a number"),
                            Argument::Next => self.argument = Argument::Number(number),
                        }
                    } else if width || precision {
                        return wrong(scan.at, "has two widths");
                    } else {
                        width = true;
                    }
                }
                Some(open @ (b'<' | b'{')) => {
                    let close = if open == b'<' { b'>' } else { b'}' };
                    let from = scan.at + 1;
                    let Some(len) = memchr(close, &scan.text.as_bytes()[from..]) else {
                        return wrong(scan.text.len(), "has a name that does not end");
                    };
                    scan.at = from + len + 1;
                    match self.argument {
                        Argument::Name(_) => return wrong(scan.at, "has two names"),
                        Argument::Number(_) => return wrong(scan.at, "has a number and a name"),
                        Argument::Next => {
                            self.argument = Argument::Name(&scan.text[from..from + len]);
                        }
                    }
                    if open == b'{' {
                        self.kind = Some(STRING);
                        return Ok(());
                    }
                }
                Some(b'*') if !width && !precision => {
                    scan.at += 1;
                    width = true;
                    self.stars[0] = Some(star(scan, start)?);
                }
                Some(b'.') if !precision => {
                    scan.at += 1;
                    precision = true;
                    if scan.eat(b'*') {
                        self.stars[1] = Some(star(scan, start)?);
                    } else {
                        scan.number();
                    }
                }
                _ => break,
            }
        }
        self.kind = Some(match scan.peek() {
            // A percent sign at the end of a line is one, whatever stands between.
            Some(b'%' | b'\n') => {
                scan.at += 1;
                return Ok(());
            }
            Some(b'd' | b'i' | b'u' | b'b' | b'B' | b'o' | b'x' | b'X') => INTEGER,
            Some(b'f' | b'e' | b'E' | b'g' | b'G' | b'a' | b'A') => FLOAT,
            Some(b'c') => CHAR,
            Some(b's') => STRING,
            Some(b'p') => OBJECT,
            _ => return Err(scan.unknown(start)),
        });
        scan.at += 1;
        Ok(())
    }
}

/// What stands behind a star.
fn star<'t>(scan: &mut Scan<'_>, start: usize) -> Result<Argument<'t>, Invalid> {
    match scan.dollar() {
        Some(0) => Err(Invalid::new(
            start,
            scan.at,
            "has the number 0, but arguments are numbered from 1",
        )),
        Some(number) => Ok(Argument::Number(number)),
        None => Ok(Argument::Next),
    }
}
