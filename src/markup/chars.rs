//! The characters that docutils lets stand before and after inline markup.
//!
//! They are facts of the reStructuredText specification ("Inline markup recognition rules"), which names Unicode
//! categories; the tables here are those categories as docutils froze them (Unicode 5.2), so that a build and `polir`
//! decide alike whatever the version of Unicode. ASCII goes through one table of bits, for speed.

use super::Span;
use crate::find;

const SPACE: u8 = 1;
const BEFORE: u8 = 2;
const AFTER: u8 = 4;
const ALNUM: u8 = 8;
const URI: u8 = 32;
const EMAIL: u8 = 64;

/// What each ASCII byte is, in bits.
static ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let classes: [(&[u8], u8); 5] = [
        (b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f", SPACE | BEFORE | AFTER),
        (b"\"'(<[{-/:", BEFORE),
        (b"\"')>]}-/:\\.,;!?", AFTER),
        (b"-_.!~*'()[];/:@&=+$,%", URI),
        (b"-_!~*'{|}/#?^`&=+$%", EMAIL),
    ];
    let mut class = 0;
    while class < classes.len() {
        let (bytes, bit) = classes[class];
        let mut i = 0;
        while i < bytes.len() {
            table[bytes[i] as usize] |= bit;
            i += 1;
        }
        class += 1;
    }
    let mut byte = 0;
    while byte < 128u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] |= ALNUM | URI | EMAIL;
        }
        byte += 1;
    }
    table
}

const fn has(byte: u8, bit: u8) -> bool {
    byte < 128 && ASCII[byte as usize] & bit != 0
}

/// Whether a URL may hold this byte (RFC 2396, 2732), without `?` and `#`, which part it.
pub(super) const fn is_uri(byte: u8) -> bool {
    has(byte, URI)
}

/// Whether a URL may end in this byte.
pub(super) const fn is_uri_end(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'~' | b'*' | b'/' | b'=' | b'+')
}

/// Whether an e-mail address may hold this byte, on either side of the `@`; dots apart.
pub(super) const fn is_email(byte: u8) -> bool {
    has(byte, EMAIL)
}

/// White space as Python's `\s` has it: no-break spaces are white space, so are the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    if c.is_ascii() {
        has(c as u8, SPACE)
    } else {
        c.is_whitespace()
    }
}

/// What a simple reference name and a role name are made of, between their single `-._+:`.
pub(crate) fn is_name(c: char) -> bool {
    if c.is_ascii() {
        has(c as u8, ALNUM)
    } else {
        c.is_alphanumeric()
    }
}

fn within(toggles: &[u32], c: char) -> bool {
    toggles.partition_point(|&bound| bound <= c as u32) % 2 == 1
}

/// Whether a start-string may follow `c`.
pub(crate) fn may_precede(c: char) -> bool {
    if c.is_ascii() {
        has(c as u8, BEFORE)
    } else {
        c.is_whitespace() || within(&OPENERS, c) || within(&DELIMITERS, c)
    }
}

/// Whether `c` may follow an end-string. A backslash may, escaped or not.
pub(crate) fn may_follow(c: char) -> bool {
    if c.is_ascii() {
        has(c as u8, AFTER)
    } else {
        c.is_whitespace() || within(&CLOSERS, c) || within(&DELIMITERS, c)
    }
}

/// Whether the two are a pair that quotes what stands between: `(*)`, `"*"`, `« »` without its spaces.
pub(super) fn quotes(open: char, close: char) -> bool {
    match open {
        '"' | '\'' => close == open,
        '(' => close == ')',
        '<' | '[' | '{' | '\u{ff3b}' | '\u{ff5b}' => close as u32 == open as u32 + 2,
        '\u{ab}' => close == '\u{bb}',
        '\u{bb}' => matches!(close, '\u{ab}' | '\u{bb}'),
        '\u{2018}' => matches!(close, '\u{2019}' | '\u{201a}'),
        '\u{2019}' => matches!(close, '\u{2018}' | '\u{2019}'),
        '\u{201a}' => matches!(close, '\u{2018}' | '\u{2019}' | '\u{201b}'),
        '\u{201b}' => close == '\u{201a}',
        '\u{201c}' => matches!(close, '\u{201d}' | '\u{201e}'),
        '\u{201d}' => matches!(close, '\u{201c}' | '\u{201d}'),
        '\u{201e}' => matches!(close, '\u{201c}' | '\u{201d}' | '\u{201f}'),
        '\u{201f}' => close == '\u{201e}',
        '\u{203a}' => matches!(close, '\u{2039}' | '\u{203a}'),
        '\u{2e03}' | '\u{2e05}' | '\u{2e0a}' | '\u{2e0d}' | '\u{2e1d}' | '\u{2e21}' => {
            close as u32 + 1 == open as u32
        }
        _ => !open.is_ascii() && within(&OPENERS, open) && close as u32 == open as u32 + 1,
    }
}

/// The character before byte `at`, which is a boundary.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(&byte) if byte.is_ascii() => Some(byte as char),
        _ => text[..at].chars().next_back(),
    }
}

/// The character at byte `at`, which is a boundary.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(byte as char),
        _ => text[at..].chars().next(),
    }
}

/// Whether the backslash at byte `at` escapes what follows it: the first of each pair does.
pub(crate) fn escapes(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes[at] == b'\\'
        && bytes[..at]
            .iter()
            .rev()
            .take_while(|&&byte| byte == b'\\')
            .count()
            % 2
            == 0
}

/// Whether byte `at` holds `-`, `.`, `_`, `+` or `:`, which join the parts of a simple name.
fn joins(byte: u8) -> bool {
    matches!(byte, b'-' | b'.' | b'_' | b'+' | b':')
}

/// Where the longest simple name that begins at byte `from` ends, and each shorter one that a joining character ends,
/// through `keep`: the last end that it accepts is the answer.
pub(super) fn name_end(
    text: &str,
    from: usize,
    mut keep: impl FnMut(usize) -> bool,
) -> Option<usize> {
    let mut found = None;
    let mut at = from;
    loop {
        let part = at;
        while let Some(c) = after(text, at).filter(|&c| is_name(c)) {
            at += c.len_utf8();
        }
        if at == part {
            return found;
        }
        if keep(at) {
            found = Some(at);
        }
        if !text.as_bytes().get(at).is_some_and(|&byte| joins(byte)) {
            return found;
        }
        at += 1;
    }
}

/// The leftmost beginning, not before `floor`, of a simple name that ends at byte `end`, among those `keep` accepts.
pub(super) fn name_start(
    text: &str,
    floor: usize,
    end: usize,
    mut keep: impl FnMut(usize) -> bool,
) -> Option<usize> {
    let mut found = None;
    let mut at = end;
    loop {
        let part = at;
        while let Some(c) = (at > floor)
            .then(|| before(text, at))
            .flatten()
            .filter(|&c| is_name(c))
        {
            at -= c.len_utf8();
        }
        if at == part {
            return found;
        }
        if keep(at) {
            found = Some(at);
        }
        if at <= floor || !joins(text.as_bytes()[at - 1]) {
            return found;
        }
        at -= 1;
    }
}

/// `span` without the white space at its end.
pub(super) fn trim_end(text: &str, span: Span) -> Span {
    Span::new(
        span.start,
        span.start + text[span].trim_end_matches(is_space).len(),
    )
}

/// Dashes and other punctuation (Unicode Pd, Po), which may stand before and after inline markup.
const DELIMITERS: [u32; 236] = [
    0xa1, 0xa2, 0xb7, 0xb8, 0xbf, 0xc0, 0x37e, 0x37f, 0x387, 0x388, 0x55a, 0x560, 0x589, 0x58b,
    0x5be, 0x5bf, 0x5c0, 0x5c1, 0x5c3, 0x5c4, 0x5c6, 0x5c7, 0x5f3, 0x5f5, 0x609, 0x60b, 0x60c,
    0x60e, 0x61b, 0x61c, 0x61e, 0x620, 0x66a, 0x66e, 0x6d4, 0x6d5, 0x700, 0x70e, 0x7f7, 0x7fa,
    0x830, 0x83f, 0x964, 0x966, 0x970, 0x971, 0xdf4, 0xdf5, 0xe4f, 0xe50, 0xe5a, 0xe5c, 0xf04,
    0xf13, 0xf85, 0xf86, 0xfd0, 0xfd5, 0x104a, 0x1050, 0x10fb, 0x10fc, 0x1361, 0x1369, 0x1400,
    0x1401, 0x166d, 0x166f, 0x16eb, 0x16ee, 0x1735, 0x1737, 0x17d4, 0x17d7, 0x17d8, 0x17db, 0x1800,
    0x180b, 0x1944, 0x1946, 0x19de, 0x19e0, 0x1a1e, 0x1a20, 0x1aa0, 0x1aa7, 0x1aa8, 0x1aae, 0x1b5a,
    0x1b61, 0x1c3b, 0x1c40, 0x1c7e, 0x1c80, 0x1cd3, 0x1cd4, 0x2010, 0x2018, 0x2020, 0x2028, 0x2030,
    0x2039, 0x203b, 0x203f, 0x2041, 0x2044, 0x2047, 0x2052, 0x2053, 0x2054, 0x2055, 0x205f, 0x2cf9,
    0x2cfd, 0x2cfe, 0x2d00, 0x2e00, 0x2e02, 0x2e06, 0x2e09, 0x2e0b, 0x2e0c, 0x2e0e, 0x2e1c, 0x2e1e,
    0x2e20, 0x2e2a, 0x2e2f, 0x2e30, 0x2e32, 0x3001, 0x3004, 0x301c, 0x301d, 0x3030, 0x3031, 0x303d,
    0x303e, 0x30a0, 0x30a1, 0x30fb, 0x30fc, 0xa4fe, 0xa500, 0xa60d, 0xa610, 0xa673, 0xa674, 0xa67e,
    0xa67f, 0xa6f2, 0xa6f8, 0xa874, 0xa878, 0xa8ce, 0xa8d0, 0xa8f8, 0xa8fb, 0xa92e, 0xa930, 0xa95f,
    0xa960, 0xa9c1, 0xa9ce, 0xa9de, 0xa9e0, 0xaa5c, 0xaa60, 0xaade, 0xaae0, 0xabeb, 0xabec, 0xfe10,
    0xfe17, 0xfe19, 0xfe1a, 0xfe30, 0xfe33, 0xfe45, 0xfe47, 0xfe49, 0xfe4d, 0xfe50, 0xfe53, 0xfe54,
    0xfe59, 0xfe5f, 0xfe62, 0xfe63, 0xfe64, 0xfe68, 0xfe69, 0xfe6a, 0xfe6c, 0xff01, 0xff04, 0xff05,
    0xff08, 0xff0a, 0xff0b, 0xff0c, 0xff10, 0xff1a, 0xff1c, 0xff1f, 0xff21, 0xff3c, 0xff3d, 0xff61,
    0xff62, 0xff64, 0xff66, 0x10100, 0x10102, 0x1039f, 0x103a0, 0x103d0, 0x103d1, 0x10857, 0x10858,
    0x1091f, 0x10920, 0x1093f, 0x10940, 0x10a50, 0x10a59, 0x10a7f, 0x10a80, 0x10b39, 0x10b40,
    0x110bb, 0x110bd, 0x110be, 0x110c2, 0x12470, 0x12474,
];
/// Opening brackets and all quotation marks (Unicode Ps, Pi, Pf), which may stand before inline markup.
const OPENERS: [u32; 150] = [
    0xab, 0xac, 0xbb, 0xbc, 0xf3a, 0xf3b, 0xf3c, 0xf3d, 0x169b, 0x169c, 0x2018, 0x2020, 0x2039,
    0x203b, 0x2045, 0x2046, 0x207d, 0x207e, 0x208d, 0x208e, 0x2329, 0x232a, 0x2768, 0x2769, 0x276a,
    0x276b, 0x276c, 0x276d, 0x276e, 0x276f, 0x2770, 0x2771, 0x2772, 0x2773, 0x2774, 0x2775, 0x27c5,
    0x27c6, 0x27e6, 0x27e7, 0x27e8, 0x27e9, 0x27ea, 0x27eb, 0x27ec, 0x27ed, 0x27ee, 0x27ef, 0x2983,
    0x2984, 0x2985, 0x2986, 0x2987, 0x2988, 0x2989, 0x298a, 0x298b, 0x298c, 0x298d, 0x298e, 0x298f,
    0x2990, 0x2991, 0x2992, 0x2993, 0x2994, 0x2995, 0x2996, 0x2997, 0x2998, 0x29d8, 0x29d9, 0x29da,
    0x29db, 0x29fc, 0x29fd, 0x2e02, 0x2e06, 0x2e09, 0x2e0b, 0x2e0c, 0x2e0e, 0x2e1c, 0x2e1e, 0x2e20,
    0x2e23, 0x2e24, 0x2e25, 0x2e26, 0x2e27, 0x2e28, 0x2e29, 0x3008, 0x3009, 0x300a, 0x300b, 0x300c,
    0x300d, 0x300e, 0x300f, 0x3010, 0x3011, 0x3014, 0x3015, 0x3016, 0x3017, 0x3018, 0x3019, 0x301a,
    0x301b, 0x301d, 0x301e, 0xfd3e, 0xfd3f, 0xfe17, 0xfe18, 0xfe35, 0xfe36, 0xfe37, 0xfe38, 0xfe39,
    0xfe3a, 0xfe3b, 0xfe3c, 0xfe3d, 0xfe3e, 0xfe3f, 0xfe40, 0xfe41, 0xfe42, 0xfe43, 0xfe44, 0xfe47,
    0xfe48, 0xfe59, 0xfe5a, 0xfe5b, 0xfe5c, 0xfe5d, 0xfe5e, 0xff08, 0xff09, 0xff3b, 0xff3c, 0xff5b,
    0xff5c, 0xff5f, 0xff60, 0xff62, 0xff63,
];
/// Closing brackets and all quotation marks (Unicode Pe, Pf, Pi), which may stand after inline markup.
const CLOSERS: [u32; 152] = [
    0xab, 0xac, 0xbb, 0xbc, 0xf3b, 0xf3c, 0xf3d, 0xf3e, 0x169c, 0x169d, 0x2018, 0x2020, 0x2039,
    0x203b, 0x2046, 0x2047, 0x207e, 0x207f, 0x208e, 0x208f, 0x232a, 0x232b, 0x2769, 0x276a, 0x276b,
    0x276c, 0x276d, 0x276e, 0x276f, 0x2770, 0x2771, 0x2772, 0x2773, 0x2774, 0x2775, 0x2776, 0x27c6,
    0x27c7, 0x27e7, 0x27e8, 0x27e9, 0x27ea, 0x27eb, 0x27ec, 0x27ed, 0x27ee, 0x27ef, 0x27f0, 0x2984,
    0x2985, 0x2986, 0x2987, 0x2988, 0x2989, 0x298a, 0x298b, 0x298c, 0x298d, 0x298e, 0x298f, 0x2990,
    0x2991, 0x2992, 0x2993, 0x2994, 0x2995, 0x2996, 0x2997, 0x2998, 0x2999, 0x29d9, 0x29da, 0x29db,
    0x29dc, 0x29fd, 0x29fe, 0x2e02, 0x2e06, 0x2e09, 0x2e0b, 0x2e0c, 0x2e0e, 0x2e1c, 0x2e1e, 0x2e20,
    0x2e22, 0x2e23, 0x2e24, 0x2e25, 0x2e26, 0x2e27, 0x2e28, 0x2e29, 0x2e2a, 0x3009, 0x300a, 0x300b,
    0x300c, 0x300d, 0x300e, 0x300f, 0x3010, 0x3011, 0x3012, 0x3015, 0x3016, 0x3017, 0x3018, 0x3019,
    0x301a, 0x301b, 0x301c, 0x301e, 0x3020, 0xfd3f, 0xfd40, 0xfe18, 0xfe19, 0xfe36, 0xfe37, 0xfe38,
    0xfe39, 0xfe3a, 0xfe3b, 0xfe3c, 0xfe3d, 0xfe3e, 0xfe3f, 0xfe40, 0xfe41, 0xfe42, 0xfe43, 0xfe44,
    0xfe45, 0xfe48, 0xfe49, 0xfe5a, 0xfe5b, 0xfe5c, 0xfe5d, 0xfe5e, 0xfe5f, 0xff09, 0xff0a, 0xff3d,
    0xff3e, 0xff5d, 0xff5e, 0xff60, 0xff61, 0xff63, 0xff64,
];
/// The runs of one ASCII `sign` in a text, each as long as it is: `-a --b` has one of one hyphen and one of two.
pub fn signs(text: &str, sign: u8) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for at in find::all([sign], text.as_bytes()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(Span::new(at, at + 1)),
        }
    }
    runs
}
