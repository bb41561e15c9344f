//! C and Objective-C: `printf`, with the macros of `<inttypes.h>` that `xgettext` writes as `%<PRId64>`.

use super::model::{Invalid, Kind, Scan};
use super::printf::{
    CHAR, FLOAT, INTEGER, Numbers, OBJECT, PLAIN, POINTER, Parts, Printf, STRING, Star, Takes,
    UNSIGNED,
};

pub(super) const C: Printf = Printf {
    numbers: Numbers::AllOrNone,
    gapless: true,
    flags: " +-#0'I",
    local: Some(b'I'),
    star: Star::Numbered,
    sizes: "hlLqjzZt",
    many_sizes: true,
    convert: |parts, scan| convert(parts, scan, false),
    ..PLAIN
};

pub(super) const OBJC: Printf = Printf {
    convert: |parts, scan| convert(parts, scan, true),
    ..C
};

/// What the letters of size say, one after the other: the last one counts, `hh` and `ll` apart.
fn size(letters: &str) -> &'static str {
    letters.bytes().fold("", |size, letter| match letter {
        b'h' if matches!(size, "short" | "char") => "char",
        b'h' => "short",
        b'l' if matches!(size, "long" | "long long") => "long long",
        b'l' => "long",
        b'L' | b'q' => "long long",
        b'j' => "intmax_t",
        b'z' | b'Z' => "size_t",
        b't' => "ptrdiff_t",
        _ => size,
    })
}

fn convert(parts: &Parts<'_>, scan: &mut Scan<'_>, objc: bool) -> Result<Option<Takes>, Invalid> {
    let size = size(parts.size);
    let wide = if matches!(size, "long" | "long long") {
        "wide"
    } else {
        ""
    };
    let kind = match scan.peek() {
        Some(b'm') => {
            scan.at += 1;
            return Ok(Some(Takes::Nothing));
        }
        Some(b'<') if parts.size.is_empty() => return macro_name(parts.start, scan).map(Some),
        Some(b'@') if objc => OBJECT,
        Some(b'd' | b'i') => Kind { size, ..INTEGER },
        Some(b'o' | b'u' | b'x' | b'X') => Kind { size, ..UNSIGNED },
        Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A') => {
            let size = if size == "long long" { "long" } else { "" };
            Kind { size, ..FLOAT }
        }
        Some(b'c') => Kind { size: wide, ..CHAR },
        Some(b'C') => Kind {
            size: "wide",
            ..CHAR
        },
        Some(b's') => Kind {
            size: wide,
            ..STRING
        },
        Some(b'S') => Kind {
            size: "wide",
            ..STRING
        },
        Some(b'p') => POINTER,
        Some(b'n') => Kind::sized(size, "integer to be written to"),
        _ => return Ok(None),
    };
    scan.at += 1;
    Ok(Some(Takes::Value(kind)))
}

/// The sizes that the names of the macros end in (ISO C 99, 7.8.1), and what they say.
const WIDTHS: [(&str, &str); 14] = [
    ("LEAST16", "int_least16_t"),
    ("LEAST32", "int_least32_t"),
    ("LEAST64", "int_least64_t"),
    ("LEAST8", "int_least8_t"),
    ("FAST16", "int_fast16_t"),
    ("FAST32", "int_fast32_t"),
    ("FAST64", "int_fast64_t"),
    ("FAST8", "int_fast8_t"),
    ("MAX", "intmax_t"),
    ("PTR", "intptr_t"),
    ("16", "int16_t"),
    ("32", "int32_t"),
    ("64", "int64_t"),
    ("8", "int8_t"),
];

/// `<PRId64>`
fn macro_name(start: usize, scan: &mut Scan<'_>) -> Result<Takes, Invalid> {
    scan.at += 1;
    let name = scan.while_ascii(|byte| byte.is_ascii_alphanumeric());
    let kind = name.strip_prefix("PRI").and_then(|rest| {
        let (_, size) = WIDTHS
            .iter()
            .find(|(width, _)| rest.get(1..) == Some(width))?;
        match rest.as_bytes()[0] {
            b'd' | b'i' => Some(Kind { size, ..INTEGER }),
            b'o' | b'u' | b'x' | b'X' => Some(Kind { size, ..UNSIGNED }),
            _ => None,
        }
    });
    let Some(kind) = kind else {
        let reason = format!("names `{name}`, which is no macro of <inttypes.h>");
        return Err(Invalid::new(start, scan.at, reason));
    };
    if !scan.eat(b'>') {
        return Err(Invalid::new(start, scan.at, "has a macro without its `>`"));
    }
    Ok(Takes::Value(kind))
}
