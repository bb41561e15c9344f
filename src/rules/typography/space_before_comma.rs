//! A blank where none may stand: before a comma or a full stop, inside round brackets.

use memchr::memmem;
use unicode_width::UnicodeWidthStr;

use super::habits::{Before, Habits, WIDE, blank_before, half_width};
use super::prose::{
    after, before, blank_is_meant, chunk_end, chunk_start, is_aligned, is_prose, is_visual,
    token_at, token_before, untouched, verbatim,
};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::lang::typography::Gap;
use crate::markup::Kind;
use crate::rules::{Findings, Found, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "space-before-comma",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a blank before a comma or a full stop, or inside brackets",
        docs: r#"No language sets a blank before a comma or a full stop, or inside round brackets; most set none before `:`, `;`, `!` and `?` either, and there those count too. Names that begin with a dot (`.NET`), marks that are spoken of, blanks that the source has as well, and those that keep a mark out of an address are left alone. So are the messages of a program whose translators set more than one mark in ten so, or one bracket in five (twice as many where there are ten at most): they mean it.
On the French documentation of Python 3.13: 37 findings, all read, 37 true.
```po bad
msgid "Yes, and (if need be) no."
msgstr "Oui , et ( au besoin) non ."
```
```po good
msgid "Yes, and (if need be) no."
msgstr "Oui, et (au besoin) non."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let text = message.text;
    let bytes = text.as_bytes();
    for at in find::all([b',', b'.'], bytes) {
        if blank_before(bytes, at) {
            mark(message, at, 1, found);
        }
    }
    for sign in message.file.typography.map_or(&[][..], |table| table.tight) {
        for at in memmem::find_iter(bytes, sign) {
            if blank_before(bytes, at) {
                mark(message, at, sign.len(), found);
            }
        }
    }
    if message
        .file
        .typography
        .is_some_and(|table| table.gaps.colon == Gap::None)
    {
        for at in find::all(*b";!?:", bytes) {
            if blank_before(bytes, at) {
                mark(message, at, 1, found);
            }
        }
    }
    if !message.bytes().has(b'(') {
        return;
    }
    // A bracket without its partner is another rule's.
    let (mut depth, mut blank) = (0_isize, false);
    for at in find::all([b'(', b')'], bytes) {
        if bytes[at] == b'(' {
            depth += 1;
            blank |= matches!(bytes[at + 1..], [b' ' | 0xc2 | 0xe2, ..]);
        } else {
            depth -= 1;
            blank |= blank_before(bytes, at);
        }
    }
    if depth != 0 || !blank {
        return;
    }
    // Brackets of which the source speaks one by one: what is done with the signs themselves is nothing to brackets.
    if !pairs(message.source) {
        return;
    }
    // Blanks on both sides of a remark are one thing: they go together, or they stay.
    let mut open = Vec::new();
    for at in find::all([b'(', b')'], bytes) {
        if bytes[at] == b'(' {
            open.push(at);
            continue;
        }
        let Some(start) = open.pop() else { continue };
        let wide = after(text, start + 1).is_some_and(is_blank);
        let closes = blank_before(bytes, at);
        let behind = opening(message, start);
        let ahead = closes.then(|| closing(message, at)).flatten();
        if wide && closes && (behind.is_none() || ahead.is_none()) {
            continue;
        }
        // The blank belongs on the other side, where words stand apart.
        let moves = |c: Option<char>| {
            c.is_some_and(char::is_alphanumeric)
                && message.file.typography.is_none_or(|table| table.spaced)
        };
        let (out, on) = (moves(before(text, start)), moves(after(text, at + 1)));
        let safety = if wide && closes && (out || on) {
            Safety::Unsafe
        } else {
            Safety::Safe
        };
        if let Some(span) = behind {
            let report = found.report(&RULE.meta, span, "a blank behind `(`");
            move_or_remove(report, span, out.then_some(start), safety);
        }
        if let Some(span) = ahead {
            let report = found.report(&RULE.meta, span, "a blank before `)`");
            move_or_remove(report, span, on.then_some(at + 1), safety);
        }
    }
}

/// Whether round brackets pair.
fn pairs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut depth = 0_isize;
    find::all([b'(', b')'], bytes).all(|at| {
        depth += if bytes[at] == b'(' { 1 } else { -1 };
        depth >= 0
    }) && depth == 0
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn mark(message: &Message<'_>, at: usize, length: usize, found: &mut Findings) {
    let text = message.text;
    let start = text[..at].trim_end_matches(is_blank).len();
    let mark = &text[at..at + length];
    // `.NET`, `...`, `:name:`, `;)`, `!=`, `,5`.
    let ends = match after(text, at + length) {
        None => true,
        Some(_) if length > 1 => true,
        Some(c) if c.is_whitespace() => true,
        Some(')' | '"' | '»' | '”') => !matches!(mark, ":" | ";"),
        _ => false,
    };
    // `Publishing . . .`
    let spread = mark == "." && text[at + 1..].starts_with(" .");
    let Some(last) = before(text, start).filter(|_| ends && !spread) else {
        return;
    };
    let tokens = message.markup();
    let token = token_before(tokens, start);
    let worded = last.is_alphabetic() && !alone(text, start)
        || last.is_ascii_digit()
        || last == ')'
        || token.is_some();
    let prose = is_prose(tokens, at) && is_prose(tokens, start) && is_prose(tokens, at - 1);
    // Colons that stand one below the other, here or with those of other messages.
    let column = matches!(mark, ":" | "：")
        && (memmem::find(text.as_bytes(), b"  :").is_some()
            || memmem::find(text.as_bytes(), "  ：".as_bytes()).is_some()
            || is_in_column(text, at)
            || message.source.trim_start_matches('\n').starts_with(' '));
    // A blank keeps the mark out of an address, and sets ratios apart.
    let address = || {
        token.map_or_else(
            || text[chunk_start(text, start)..start].ends_with('/'),
            |token| match token.kind {
                Kind::Url | Kind::Email => true,
                Kind::Placeholder => names_address(&text[token.span]),
                _ => false,
            },
        )
    };
    let ratio = || {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || matches!(c, '%' | '{'));
        mark == ":"
            && (digit(Some(last)) || token.is_some())
            && digit(text[at + length..].trim_start().chars().next())
    };
    if worded
        && !column
        && prose
        && !untouched(message)
        && !source_has(message, mark)
        && !address()
        && !ratio()
        && !is_habit(message, mark, at)
        && !(matches!(mark, ":" | "：") && is_aligned(message))
    {
        let span = Span::new(start, at);
        let report = found.report(&RULE.meta, span, format!("a blank before `{mark}`"));
        // What stands behind the mark would be glued to the word before it; CJK marks keep words apart by themselves.
        let end = at + length;
        let glued = length < 3 && after(text, end).is_some_and(|c| !c.is_whitespace() && c != ')');
        // `2001 : db8`, which the source writes as one word: there is more to close up.
        let torn = || {
            let next = text[end..].trim_start_matches(is_blank);
            let head = &text[chunk_start(text, start)..start];
            let tail = &next[..chunk_end(next, 0)];
            !tail.is_empty() && message.source_holds(&format!("{head}{mark}{tail}"))
        };
        // `to je samo . izdaja`: a word or a number is missing before the stop.
        let lost = mark == "."
            && text[end..]
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(char::is_lowercase));
        // A label that gained a stop: that is one too many, too.
        let gained = mark == "."
            && text[end..].trim().is_empty()
            && !message.source.trim_end().ends_with(['.', '…']);
        // ` ? ` within a sentence, where the source asks nothing: a charset had no dash.
        let dash = mark == "?"
            && text[end..].starts_with(' ')
            && text[end..]
                .trim_start()
                .starts_with(|c: char| !c.is_uppercase())
            && !message.source.contains('?');
        if lost || gained || dash || torn() {
            report.fix(Safety::Unsafe, span, "");
        } else {
            move_or_remove(report, span, glued.then_some(end), Safety::Safe);
            // A full-width mark brings its space with it, if the file has it so.
            let wide = WIDE
                .iter()
                .position(|(_, wide)| mark.starts_with(*wide) && !matches!(wide, '！' | '？'));
            let alone = |kind: usize| Habits::of(message).blanks[kind].is_mostly_kept();
            if text[end..].starts_with(' ') && wide.is_some_and(alone) {
                report.fix(Safety::Safe, Span::new(end, end + 1), "");
            }
        }
    }
}

/// Whether the colon at the byte `at` stands in one column with the first colon of another line, or is repeated on its line
/// between values: `(soft : hard):  %8lu : %8lu`.
fn is_in_column(text: &str, at: usize) -> bool {
    // A longer text is no table, and would be gone through for each colon.
    if text.len() > 4096 {
        return false;
    }
    let start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let column = text[start..at].width();
    let other = |other: &str| {
        !std::ptr::eq(other, line)
            && other
                .split_once(':')
                .is_some_and(|(label, _)| label.width() == column)
    };
    text.lines().any(other) || memmem::find(line.as_bytes(), b" : %").is_some()
}

/// Whether a placeholder says that an address takes its place: `${portal_url}`.
fn names_address(placeholder: &str) -> bool {
    memmem::find(placeholder.as_bytes(), b"url").is_some()
        || memmem::find(placeholder.as_bytes(), b"link").is_some()
}

/// Whether the word that ends at the byte `end` is a single letter: a key, a name of a sign, an option (`-f`).
fn alone(text: &str, end: usize) -> bool {
    let mut letters = text[..end].chars().rev();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next().is_none_or(|c| {
            c.is_whitespace() || c == '-' && letters.next().is_none_or(char::is_whitespace)
        })
}

/// Whether the source sets this mark apart from words too, or names it: the sign itself is meant.
fn source_has(message: &Message<'_>, mark: &str) -> bool {
    let source = message.source.as_bytes();
    // What stands in the source for a mark of another script.
    let mark = half_width(mark);
    let names: &[&[u8]] = match mark {
        "," => &[b"comma"],
        "." => &[b"period", b"full stop", b" dot "],
        ":" => &[b"colon"],
        ";" => &[b"semicolon"],
        "!" => &[b"exclamation mark"],
        "?" => &[b"question mark"],
        _ => &[],
    };
    memmem::find_iter(source, mark).any(|at| at == 0 || stands_apart(source, at))
        // `Click on ❓ and`: a drawn sign has no other form in many scripts.
        || matches!(mark, "?" | "!") && message.source.contains(is_drawn)
        || names
            .iter()
            .any(|name| memmem::find(source, name).is_some())
}

/// Whether a character is an arrow, a symbol or a picture.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the translators mean the blank before the mark at the byte `at`: they say so, they set the mark apart wherever
/// it stands in a program's messages, or nearly wherever behind markup, which scripts without blanks set off by blanks.
fn is_habit(message: &Message<'_>, mark: &str, at: usize) -> bool {
    let table = message.file.typography;
    let behind = Before::of(message.text, at, table);
    let document = message.is_rst() && table.is_some();
    let habit = || Habits::of(message).gap(mark, behind);
    // Brackets are rarer than other marks, and many come from names.
    let times = if matches!(mark, "(" | ")") { 4 } else { 9 };
    !document && !habit().is_kept(times, 1)
        || behind != Before::Word
            && table.is_some_and(|table| !table.spaced)
            && !habit().is_kept(1, 2)
        || blank_is_meant(message)
        || is_visual(message)
}

/// Whether a blank or a quotation mark stands before the mark at the byte `at`: `expected '?'`.
fn stands_apart(source: &[u8], at: usize) -> bool {
    blank_before(source, at)
        || (matches!(source[at - 1], b'\'' | b'"' | b'`')
            && matches!(source.get(at + 1), Some(b'\'' | b'"' | b'`')))
}

/// The blank behind the bracket at the byte `at`, if it is a slip.
fn opening(message: &Message<'_>, at: usize) -> Option<Span> {
    let text = message.text;
    let rest = &text[at + 1..];
    let inside = rest.trim_start_matches(is_blank);
    let end = text.len() - inside.len();
    if end == at + 1
        || !inside
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '`' | '*' | ':' | '«' | '%'))
    {
        return None;
    }
    // `:` begins a role, or is the sign that is spoken of.
    if inside.starts_with(':') && token_at(message.markup(), end).is_none() {
        return None;
    }
    let smiley = before(text, at).is_some_and(|c| matches!(c, ':' | ';' | '-'));
    let tokens = message.markup();
    let slip = !smiley
        && is_prose(tokens, at)
        && is_prose(tokens, at + 1)
        && !untouched(message)
        && !verbatim(message, "( ")
        && inside.contains(')')
        && !is_habit(message, "(", 0);
    slip.then_some(Span::new(at + 1, end))
}

/// The blank before the bracket at the byte `at`, if it is a slip.
fn closing(message: &Message<'_>, at: usize) -> Option<Span> {
    let text = message.text;
    let start = text[..at].trim_end_matches(is_blank).len();
    let last = before(text, start)?;
    let tokens = message.markup();
    let worded = last.is_alphanumeric()
        || matches!(last, '.' | '»' | '"')
        || token_before(tokens, start).is_some();
    // What stands in columns behind it would move.
    let near = &text.as_bytes()[at..text.len().min(at + 64)];
    let line = near.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let slip = worded
        && text[..start].contains('(')
        && memmem::find(line, b"  ").is_none()
        && is_prose(tokens, at)
        && is_prose(tokens, at - 1)
        && is_prose(tokens, start)
        && !untouched(message)
        && !verbatim(message, " )")
        // Blanks for the quotation marks of the source: `(= '%s')`.
        && !["')", "\")", "’)"].iter().any(|end| verbatim(message, end))
        && !is_habit(message, ")", 0);
    slip.then_some(Span::new(start, at))
}

/// Removes the blank `span`; where that would glue words together, the blank is on the wrong side of the mark: it goes `to`
/// the other, if somebody agrees.
fn move_or_remove(report: &mut Found, span: Span, to: Option<usize>, safety: Safety) {
    match to {
        None => report.fix(safety, span, ""),
        Some(to) => {
            let place = Span::new(to, to);
            report
                .fix(Safety::Unsafe, span, "")
                .fix(Safety::Unsafe, place, " ")
        }
    };
}
