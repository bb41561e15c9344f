//! Characters in a translation that nobody can see.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::markup::ByteSet;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "control-character",
        group: Group::Syntax,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: true,
        summary: "an invisible character that the source has not",
        docs: r#"Control characters (other than newline and tab), U+FFFD, marks of writing direction, zero-width characters and soft hyphens outside of words come along when text is copied; they are not seen, but searched, sorted and shown. What the source holds itself is let pass, and so are the joiners and direction marks of languages that are written with them (Arabic, Hebrew, Persian, the scripts of India…). Where the bytes of a text in UTF-8 were read as Latin-1, so that `ş` became `Å` and a control character, this is said once a message, and the text that was meant is offered. On the French corpus: 5 findings, 5 read, 5 true (soft hyphens where a no-break space was meant).
```po bad
msgid "State"
msgstr "\303\203\302\211tat"
```
```po good
msgid "State"
msgstr "État"
```"#,
    },
    check: Check::Message(check),
};

/// Languages whose writing needs joiners or marks of direction.
const JOINERS: [&str; 38] = [
    "ar", "arz", "ary", "bn", "as", "ckb", "dv", "fa", "gu", "he", "hi", "hne", "kn", "km", "kmr",
    "ks", "ku", "lo", "mai", "ml", "mni", "mr", "my", "ne", "or", "pa", "ps", "sa", "sat", "sd",
    "si", "ta", "te", "th", "ug", "ur", "uz", "yi",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    // Nearly every message holds none of these, and bytes tell.
    if !message.bytes().any(SUSPECT) && !suspect(message.text.as_bytes(), message.bytes()) {
        return;
    }
    let language = message
        .file
        .language
        .split(['_', '@', '-'])
        .next()
        .unwrap_or_default();
    let mut joined = JOINERS.contains(&language);
    // gettext makes this locale (`en@boldquot`) of the source: between quotes it writes as a terminal writes bold. Some
    // headers say `en`.
    let file = message.file;
    let bold = file.language.ends_with("@boldquot") || file.path.contains("@boldquot");
    let script = LazyCell::new(|| message.text.chars().any(needs_joiners));
    // What is asked of the source, once however often a character stands here.
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    let mut in_source = |c: char| *(known.entry(c)).or_insert_with(|| message.source.contains(c));
    // Of each once.
    let mut told: Vec<char> = Vec::new();
    // Where the last one ends: what stands next to it came with it.
    let mut last = None;
    for (at, c) in message.text.char_indices() {
        if bold && c == '\u{1b}' {
            continue;
        }
        let Some(name) = name(c, joined) else {
            continue;
        };
        // The header may not say which language it is: the letters do.
        if self::name(c, true).is_none() && *script {
            joined = true;
            continue;
        }
        // A soft hyphen between letters is where the word may be broken.
        let hyphenates = c == '\u{ad}'
            && message.text[..at].ends_with(char::is_alphabetic)
            && message.text[at + c.len_utf8()..].starts_with(char::is_alphabetic);
        // Between a percent sign and a placeholder somebody has put it on purpose.
        let parts = c == '\u{200b}'
            && (message.text[..at].ends_with('%')
                || message.text[at + c.len_utf8()..].starts_with('%'));
        let beside = last.replace(at + c.len_utf8()) == Some(at);
        if parts || beside || told.contains(&c) {
            continue;
        }
        if matches!(c, '\u{80}'..='\u{9f}') && misread(message, at, found) {
            return;
        }
        if !hyphenates && !in_source(c) && !message.lacks_backslash(at) {
            told.push(c);
            let span = (at..at + c.len_utf8()).into();
            found.report(
                &RULE.meta,
                span,
                format!("U+{:04X}, {name}, which the source has not", u32::from(c)),
            );
        }
    }
}

/// Tells a text whose UTF-8 was read as Latin-1, if what stands around the control character at `at` is such a piece.
fn misread(message: &Message<'_>, at: usize, found: &mut Findings) -> bool {
    let text = message.text;
    let is_byte = |c: char| matches!(c, '\u{80}'..='\u{ff}');
    let start = text[..at].trim_end_matches(is_byte).len();
    let Some((first, _)) = reread(text, start) else {
        return false;
    };
    let finding = found.report(&RULE.meta, first, "UTF-8 that was read as Latin-1");
    finding.repeats = true;
    let mut from = 0;
    while let Some(start) = text[from..].find(is_byte).map(|at| from + at) {
        if let Some((span, meant)) = reread(text, start) {
            finding.fix(Safety::Unsafe, span, meant);
        }
        from = text.len() - text[start..].trim_start_matches(is_byte).len();
    }
    true
}

/// The characters from `start` on that Latin-1 has and ASCII has not, and the text that they are as bytes of UTF-8.
fn reread(text: &str, start: usize) -> Option<(Span, String)> {
    let piece = || {
        text[start..]
            .chars()
            .map_while(|c| u8::try_from(c).ok())
            .take_while(|byte| !byte.is_ascii())
    };
    let meant = String::from_utf8(piece().collect()).ok()?;
    // Each of them takes two bytes.
    Some((Span::new(start, start + 2 * piece().count()), meant))
}

/// Whether a character is of a script that needs joiners or marks of direction: Hebrew, Arabic and their neighbours, the
/// scripts of India, Thai to Burmese, Khmer (Unicode, `Blocks.txt`).
fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Bytes of which one is enough to look closer: control characters, and the first bytes of what is rare in any text but
/// that of its own script.
const SUSPECT: ByteSet = {
    let mut bytes = [0x7f; 0x20 + 2];
    let mut byte = 0;
    while byte < 0x20 {
        if !matches!(byte, b'\n' | b'\t') {
            bytes[byte as usize] = byte;
        }
        byte += 1;
    }
    [bytes[0x20], bytes[0x21]] = [0xd8, 0xef];
    ByteSet::of(&bytes)
};

/// Whether a text of these bytes, none of them in [`SUSPECT`], may hold a character that `name` names: never no where one
/// stands.
fn suspect(text: &[u8], bytes: ByteSet) -> bool {
    const LEADS: ByteSet = ByteSet::of(b"\xc2\xe2");
    let next = |at: usize| text.get(at).copied().unwrap_or_default();
    bytes.any(LEADS)
        && find::all([0xc2, 0xe2], text).any(|at| match (text[at], next(at + 1)) {
            // The no-break space and the guillemets, which French is full of, are not among them.
            (0xc2, second) => matches!(second, 0x80..0xa0 | 0xad),
            // Nor is the typographic apostrophe.
            (_, 0x80) => matches!(next(at + 2), 0x8b..=0x8f | 0xaa..=0xae),
            (_, second) => second == 0x81,
        })
}

/// What a character is that ought not to be there.
fn name(c: char, joined: bool) -> Option<&'static str> {
    match c {
        // U+0004 is the affair of `context-separator`.
        '\n' | '\t' | '\u{4}' => None,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some("a control character"),
        '\u{ad}' => Some("a soft hyphen"),
        '\u{fffd}' => Some("what stands for a character that was lost"),
        '\u{feff}' => Some("a byte-order mark"),
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => Some("which is no character"),
        '\u{200b}' | '\u{2060}' => Some("a space without width").filter(|_| !joined),
        '\u{200c}' | '\u{200d}' => Some("a joiner without width").filter(|_| !joined),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some("a mark of writing direction").filter(|_| !joined)
        }
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("a change of writing direction").filter(|_| !joined)
        }
        _ => None,
    }
}
