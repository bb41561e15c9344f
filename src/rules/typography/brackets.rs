//! Brackets that do not pair where those of the source do.

use super::prose::{before, is_prose, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::find;
use crate::markup::{ByteSet, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "brackets",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "brackets that do not pair",
        docs: r#"A bracket that was lost in translation. Round, square and curly ones are counted in prose, full-width ones with them; only where those of the source pair. Open intervals (`[0, 1[`, `[0, 1)`), the numbers of lists (`a)`), smileys, brackets that are spoken of, and as many lone ones as the source has itself are left alone.
On the French documentation of Python 3.13: 10 findings, all read, 10 true.
```po bad
msgid "The file (if there is one) is read."
msgstr "Le fichier (s'il existe est lu."
```
```po good
msgid "The file (if there is one) is read."
msgstr "Le fichier (s'il existe) est lu."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    // The last is the first byte of the full-width ones.
    if !message.bytes().any(ByteSet::of(b"()[]{}\xef")) {
        return;
    }
    // As many opening as closing ones: nearly always they pair then, and what does not is rarer than a false alarm.
    let counts = count(message.text, false);
    if counts.iter().all(|balance| *balance == 0) || untouched(message) {
        return;
    }
    // Where the markup itself is broken, brackets of code are taken for prose.
    if !message.problems().is_empty() || !message.source_problems().is_empty() {
        return;
    }
    let (source, source_items) = lone(message.source, message.source_markup(), false);
    let turned = message
        .file
        .typography
        .is_some_and(|table| table.turned_brackets);
    // `\\{` and `\\\\{`: a bracket that is lone in the source too, whatever stands before it.
    let (source_all, all) = (count(message.source, true), count(message.text, true));
    let (text, items) = lone(message.text, message.markup(), turned);
    for (kind, at) in text.into_iter().enumerate() {
        // The numbers of a list, under whatever name (`y)`, `N)ext`): the source has as many lone brackets.
        if kind == 0 && items <= source_items || all[kind] != 0 && all[kind] == source_all[kind] {
            continue;
        }
        if let (Some(at), None) = (at, source[kind]) {
            if is_as_seen(message, kind) {
                continue;
            }
            let bracket = message.text[at..].chars().next().unwrap_or('(');
            // The source speaks of the sign itself (``expected `)'``), and so does the translation.
            if names(message.source, kind) {
                continue;
            }
            let span = Span::new(at, at + bracket.len_utf8());
            let what = if OPENING.contains(bracket) {
                "is never closed"
            } else {
                "was never opened"
            };
            found.report(&RULE.meta, span, format!("`{bracket}` {what}"));
        }
    }
}

/// Whether a text that is read from right to left has as many brackets of a kind as its source: one of them then stands
/// on the other side of what it closes (`(TEXT(1`), where it looks right.
fn is_as_seen(message: &Message<'_>, kind: usize) -> bool {
    let all = |text: &str| {
        let is = |bracket| {
            OPENING
                .chars()
                .chain(CLOSING.chars())
                .position(|known| known == bracket)
        };
        text.chars()
            .filter(|&c| is(c).is_some_and(|at| at % 3 == kind))
            .count()
    };
    message.bytes().any(FROM_RIGHT)
        && message
            .text
            .chars()
            .any(|c| matches!(c, '\u{590}'..='\u{8ff}'))
        && all(message.text) == all(message.source)
}

/// What the letters of scripts that are read from right to left begin with: Hebrew to Arabic and its additions.
const FROM_RIGHT: ByteSet = ByteSet::of(b"\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0");

const OPENING: &str = "([{（［｛";
const CLOSING: &str = ")]}）］｝";

/// By how many more are opened than closed, by kind: round, square, curly; `escaped` ones or not.
fn count(text: &str, escaped: bool) -> [isize; 3] {
    let mut balance = [0; 3];
    let bytes = text.as_bytes();
    for at in find::all(*b"()[]{}", bytes) {
        if !escaped && is_escaped(bytes, at) {
            continue;
        }
        let (kind, step) = match bytes[at] {
            b'(' => (0, 1),
            b')' => (0, -1),
            b'[' => (1, 1),
            b']' => (1, -1),
            b'{' => (2, 1),
            _ => (2, -1),
        };
        balance[kind] += step;
    }
    // Full-width ones: EF BC 88, 89; BB, BD; EF BD 9B, 9D.
    for at in find::all([0xef], bytes) {
        let (kind, step) = match bytes.get(at + 1..at + 3) {
            Some([0xbc, 0x88]) => (0, 1),
            Some([0xbc, 0x89]) => (0, -1),
            Some([0xbc, 0xbb]) => (1, 1),
            Some([0xbc, 0xbd]) => (1, -1),
            Some([0xbd, 0x9b]) => (2, 1),
            Some([0xbd, 0x9d]) => (2, -1),
            _ => continue,
        };
        balance[kind] += step;
    }
    balance
}

/// Whether the byte at `at` goes on from an escape: of the terminal (`ESC [ 1 m`), of roff (`\(em`, `\*(CT`, `\[u2026]`),
/// of an expression (`\(`). In `(\)` and `\\(` the backslash itself is meant.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let backslashes = |end: usize| {
        let mut start = end;
        while start > 0 && bytes[start - 1] == b'\\' {
            start -= 1;
        }
        end - start
    };
    match bytes[..at] {
        [.., 0x1b] => true,
        [.., b'\\', b'*'] if bytes[at] == b'(' => true,
        [.., b'(', b'\\'] if bytes[at] == b')' => is_escaped(bytes, at - 2),
        [.., b'\\'] => backslashes(at) % 2 == 1,
        _ => false,
    }
}

/// The first bracket of each kind that has no partner, in prose, and how many round ones there are that close nothing,
/// the numbers of lists among them.
fn lone(text: &str, tokens: &[Token], turned: bool) -> ([Option<usize>; 3], usize) {
    let mut open: [Vec<usize>; 3] = Default::default();
    let mut lone: [Option<usize>; 3] = [None; 3];
    let mut items = 0;
    for at in find::all(*b"()[]{}\xef", text.as_bytes()) {
        let c = text[at..].chars().next().unwrap_or_default();
        let (kind, closes) = match (
            OPENING.chars().position(|known| known == c),
            CLOSING.chars().position(|known| known == c),
        ) {
            (Some(kind), _) => (kind % 3, false),
            (None, Some(kind)) => (kind % 3, true),
            _ => continue,
        };
        if is_escaped(text.as_bytes(), at)
            || !is_prose(tokens, at)
            || kind == 0 && is_smiley(text, at)
            || is_named(text, at, c)
        {
            continue;
        }
        if !closes {
            // `[0, 1[`: what looks like another opening bracket closes the interval.
            if turned
                && kind == 1
                && open[1].last().is_some_and(|&start| {
                    text[start..at].strip_prefix('[').is_some_and(is_interval)
                })
            {
                open[1].pop();
            } else {
                open[kind].push(at);
            }
        } else if kind < 2
            && open[kind].is_empty()
            && open[1 - kind]
                .last()
                .is_some_and(|&start| is_interval(&text[start + 1..at]))
        {
            // `[0, 128)`, `(0, 128]`
            open[1 - kind].pop();
        } else if open[kind].pop().is_none() {
            items += usize::from(kind == 0);
            let inner = text[at..].strip_prefix(']').unwrap_or_default();
            let interval = turned
                && inner
                    .find(['[', ']'])
                    .is_some_and(|end| is_interval(&inner[..end]));
            if interval {
                // `]0, 1]`, `]0, 1[`: it opens.
                open[1].push(at);
            } else if !is_item(text, at) && lone[kind].is_none() {
                lone[kind] = Some(at);
            }
        }
    }
    for (kind, open) in open.iter().enumerate() {
        lone[kind] = lone[kind].or(open.first().copied());
    }
    items += open[0].len();
    (lone, items)
}

/// `:-)`, `;)`, `:(`
fn is_smiley(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['-', '^', 'o', '\'']);
    // In `(:)` the sign before the bracket is meant.
    before.ends_with([':', ';', '：', '；'])
        && !before.ends_with("::")
        && !before.trim_end_matches([':', ';']).ends_with('(')
}

/// Whether a text speaks of a bracket of this kind as a sign: `')'`.
fn names(text: &str, kind: usize) -> bool {
    text.char_indices().any(|(at, c)| {
        let same = |known: &str| known.chars().position(|one| one == c) == Some(kind);
        (same(OPENING) || same(CLOSING)) && is_named(text, at, c)
    })
}

/// `"}"`: the sign itself is meant.
fn is_named(text: &str, at: usize, bracket: char) -> bool {
    let quote = |c: Option<char>| {
        matches!(
            c,
            Some(
                '"' | '\''
                    | '`'
                    | '´'
                    | '«'
                    | '»'
                    | '‹'
                    | '›'
                    | '“'
                    | '”'
                    | '„'
                    | '‟'
                    | '‘'
                    | '’'
                    | '‚'
                    | '「'
                    | '」'
                    | '『'
                    | '』'
            )
        )
    };
    let behind = text[at + bracket.len_utf8()..].trim_start_matches(['\u{a0}', '\u{202f}', ' ']);
    let ahead = text[..at].trim_end_matches(['\u{a0}', '\u{202f}', ' ']);
    quote(before(ahead, ahead.len())) && quote(behind.chars().next())
}

/// `a)`, `1)`, `iv)` at the beginning of a line, behind a blank or a bracket: the number of an item.
fn is_item(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let head = if head.len() == at {
        let letters = text[..at].trim_end_matches(|c: char| c.is_alphabetic());
        if text[letters.len()..at].chars().count() > 2 {
            return false;
        }
        letters
    } else {
        head
    };
    head.len() < at
        && before(head, head.len()).is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '"' | '*' | ',' | ':' | ';' | '、' | '，' | '：' | '；' | '。'
                )
        })
}

/// Two bounds: `0, 1`, `a; b`.
fn is_interval(inner: &str) -> bool {
    inner.len() < 40
        && !inner.contains(['(', ')', '（', '）'])
        && inner.contains([',', ';'])
        && !inner.contains(['[', ']', '\n'])
        && inner.split([',', ';']).count() == 2
}
