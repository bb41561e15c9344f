//! Numbers that source and translation do not share.

use super::shared::{Value, report, unlike};
use super::{Check, Group, Meta, Rule, Severity};
use crate::markup::Token;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "number-mismatch",
        group: Group::Consistency,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "another number than in the source",
        docs: r#"A number of two digits or more, or a version, that is another in the translation: a slip, or a source that has moved on. Separators of thousands and decimals, and the digits of every script, are read as the same; numbers that are spelt out, counted in another unit or left out are no finding, nor are plural forms, times of day, and what stands in markup and code. An example may well have numbers of its own, so this is off unless asked for.
```po bad
msgid "Wait 1500 seconds."
msgstr "Attendez 1050 secondes."
```
```po good
msgid "Wait 1,500 seconds."
msgstr "Attendez 1 500 secondes."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.untouched || message.plural.is_some() {
        return;
    }
    if !message.source.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let source = numbers(message.source, message.source_markup());
    if source.is_empty() {
        return;
    }
    let text = numbers(message.text, message.markup());
    if text.len() != source.len() {
        return;
    }
    let missing = unlike(&source, &text, same);
    let new = unlike(&text, &source, same);
    if !missing.is_empty() && missing.len() == new.len() {
        report(&RULE.meta, message, &missing, &new, found);
    }
}

/// Whether two numbers have the same digits, whatever parts them and whatever their script.
fn same(a: &str, b: &str) -> bool {
    let value = |text: &'_ str| -> Vec<u32> {
        text.chars()
            .filter_map(digit)
            .skip_while(|digit| *digit == 0)
            .collect()
    };
    value(a) == value(b)
}

/// The value of a decimal digit of any script in wide use.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 17] = [
        '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '０',
    ];
    ZEROS
        .iter()
        .chain(&['၀', '០'])
        .map(|zero| (c as u32).wrapping_sub(*zero as u32))
        .find(|value| *value < 10)
}

/// Whether a sign before `rest` stands within a number: a decimal sign, or one that parts groups of three digits.
fn parts(c: char, rest: &str) -> bool {
    let digits = rest.chars().take_while(|c| digit(*c).is_some()).count();
    let next = rest.chars().nth(digits);
    match c {
        '.' | '٫' => digits > 0,
        // `0,4,8` is a list.
        ',' => digits == 3 || digits > 0 && next != Some(','),
        '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬' => digits == 3,
        _ => false,
    }
}

/// The numbers of two digits or more that stand in prose by themselves.
fn numbers<'t>(text: &'t str, tokens: &[Token]) -> Vec<Value<'t>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        if digit(c).is_none() {
            before = Some(c);
            continue;
        }
        let (mut end, mut count) = (at + c.len_utf8(), 1);
        while let Some(&(next, c)) = chars.peek() {
            if digit(c).is_some() {
                count += 1;
                end = next + c.len_utf8();
            } else if !parts(c, &text[next + c.len_utf8()..]) {
                break;
            }
            chars.next();
        }
        let next = text[end..].chars().next();
        let index = tokens.partition_point(|token| token.span.end <= at);
        let covered = tokens
            .get(index)
            .is_some_and(|token| token.span.start < end);
        // Of a word, a time of day, a path, a range, a formula.
        let part = |c: Option<char>| {
            c.is_some_and(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(
                        c,
                        '_' | '/'
                            | ':'
                            | '-'
                            | '–'
                            | '#'
                            | '='
                            | '+'
                            | '*'
                            | '%'
                            | '$'
                            | '\\'
                            | '@'
                            | '^'
                            | '~'
                            | '['
                            | ']'
                            | '<'
                            | '>'
                            | '&'
                            | '|'
                            | '.'
                            | '{'
                            | '}'
                    )
            })
        };
        let ends = |c: Option<char>| c.is_some_and(|c| c != '.' && c != '%') && part(c);
        if count > 1 && !covered && !part(before) && !ends(next) {
            found.push(Value {
                text: &text[at..end],
                at,
            });
        }
        before = text[..end].chars().next_back();
    }
    found
}
