//! Modula-2, and the shell's `printf`, as the gettext manual has them. `msgfmt` 0.21 does not know them.

use memchr::memchr;

use super::model::{Invalid, Read, Scan};
use super::printf::{
    self, CHAR, FLOAT, INTEGER, Numbers, PLAIN, Precision, Printf, STRING, UNSIGNED,
};

/// Reads a `sh-printf-format` string: the directives of POSIX's `printf`, and its escapes.
pub(super) fn sh_printf(text: &str) -> Read<'_> {
    let mut scan = Scan::new(text, 0);
    while let Some(found) = memchr(b'\\', &text.as_bytes()[scan.at..]) {
        let start = scan.at + found;
        scan.at = start + 1;
        if !matches!(
            scan.peek(),
            Some(b'\\' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'0'..=b'7')
        ) {
            let reason = "is no escape sequence; as text a backslash is written `\\\\`";
            return Err(Invalid::new(start, scan.next_end(), reason));
        }
        scan.at += 1;
    }
    printf::read(&SH_PRINTF, text)
}

const SH_PRINTF: Printf = Printf {
    percent_alone: true,
    convert: |parts, scan| {
        let clash = match scan.peek() {
            Some(b'c' | b's') => parts.flags.contains(['#', '0']),
            Some(b'd' | b'i' | b'u') => parts.flags.contains('#'),
            _ => false,
        };
        if clash {
            let reason = "has a flag that does not go with its letter";
            return Err(Invalid::new(parts.start, scan.next_end(), reason));
        }
        Ok(printf::letter(
            scan,
            &[
                ("di", INTEGER),
                ("ouxX", UNSIGNED),
                ("eEfFgGaA", FLOAT),
                ("c", CHAR),
                ("s", STRING),
            ],
        ))
    },
    ..PLAIN
};

/// Modula-2's `FormatStrings`.
pub(super) const MODULA2: Printf = Printf {
    numbers: Numbers::No,
    flags: "-0",
    precision: Precision::No,
    percent_alone: true,
    convert: |parts, scan| {
        if !matches!(parts.flags, "" | "-" | "0" | "-0") {
            let reason = "has other flags than one `-` and one `0`, in this order";
            return Err(Invalid::new(parts.start, scan.next_end(), reason));
        }
        Ok(printf::letter(
            scan,
            &[("d", INTEGER), ("ux", UNSIGNED), ("c", CHAR), ("s", STRING)],
        ))
    },
    ..PLAIN
};
