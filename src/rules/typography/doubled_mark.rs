//! A comma or a full stop that stands there twice.

use std::cell::OnceCell;

use memchr::memmem;

use super::habits::half_width;
use super::prose::{after, before, in_english, is_prose};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::lang::typography::Typography;
use crate::markup::ByteSet;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "doubled-mark",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a comma or a full stop twice in a row",
        docs: r#"`,,`, `..`, `。。`, `、、`: one of them is left over from an edit. Three full stops or more, two where the source has an ellipsis, paths (`../x`) and ranges (`1..5`), and what the source doubles as well are left alone.
```po bad
msgid "Yes, the file is read."
msgstr "Oui,, le fichier est lu.."
```
```po good
msgid "Yes, the file is read."
msgstr "Oui, le fichier est lu."
```"#,
    },
    check: Check::Message(check),
};

/// The marks that no text says twice, and each as it stands there twice behind a space.
const MARKS: [(&str, &str); 9] = [
    (",", " ,,"),
    (".", " .."),
    ("。", " 。。"),
    ("，", " ，，"),
    ("、", " 、、"),
    // One of each width.
    ("。", " 。."),
    ("，", " ，,"),
    ("、", " 、,"),
    ("،", " ،،"),
];

/// What those beyond ASCII begin with.
const WIDE: ByteSet = ByteSet::of(b"\xe3\xef\xd8");

fn check(message: &Message<'_>, found: &mut Findings) {
    let (text, bytes) = (message.text.as_bytes(), message.bytes());
    if !(message.doubles(b',') || message.doubles(b'.') || bytes.any(WIDE)) {
        return;
    }
    for (mark, opening) in MARKS {
        let byte = mark.as_bytes()[0];
        let may_stand = if byte.is_ascii() {
            message.doubles(byte)
        } else {
            bytes.has(byte)
        };
        if !may_stand {
            continue;
        }
        // `,,word,,` quotes, and dots may fill a column: from there on nothing is said.
        let first = OnceCell::new();
        for at in memmem::find_iter(text, &opening[1..]) {
            let first = first.get_or_init(|| memmem::find(text, opening.as_bytes()));
            if first.is_none_or(|first| at < first + opening.len()) {
                look(message, mark, &opening[1..], at, found);
            }
        }
    }
}

fn look(message: &Message<'_>, mark: &str, twice: &str, at: usize, found: &mut Findings) {
    let text = message.text;
    let end = at + twice.len();
    // `v.v..`: an abbreviation, and the end of the sentence.
    let mut letters = text[..at].chars().rev().take_while(|c| c.is_alphabetic());
    let alone = letters.next().is_some_and(|c| c.is_ascii()) && letters.next().is_none();
    let worded = before(text, at).is_some_and(|c| {
        c.is_alphabetic() && !alone || matches!(c, ')' | '"' | '»' | '”' | '」' | '）')
    });
    // `".."` is a folder.
    let quoted = |c: Option<char>| c.is_some_and(|c| matches!(c, '"' | '»' | '”' | '“'));
    if quoted(before(text, at)) && quoted(after(text, end)) {
        return;
    }
    // Dots may fill a column.
    if text[end..].starts_with("  ") {
        return;
    }
    // Where sentences end in `。`, two dots are what is left of an ellipsis.
    let wide = |table: &Typography| !table.spaced;
    if twice == ".." && text[end..].trim().is_empty() && message.file.typography.is_some_and(wide) {
        return;
    }
    let ends = match after(text, end) {
        None => true,
        // `。.htaccess`: the second begins a name.
        Some(c) if twice.ends_with(['.', ',']) => {
            c.is_whitespace()
                || matches!(c, ')' | '"' | '»' | '”')
                || !mark.is_ascii() && (c == '<' || !c.is_ascii())
        }
        Some(c) => !twice.ends_with(c),
    };
    // Which of the two ways to write an ellipsis was meant is open.
    let source = message.source;
    let stop = matches!(mark, "." | "。" | "।");
    let ellipsis = stop && (message.source_doubles(b'.') || message.source_holds("…"));
    let doubled = match mark {
        "，" | "、" | "،" => ",,",
        "。" | "।" => "..",
        _ => twice,
    };
    if worded
        && ends
        && !ellipsis
        && !message.source_holds(doubled)
        && is_prose(message.markup(), at)
        && is_prose(message.markup(), end - 1)
        && !in_english(message)
    {
        let span = Span::new(at, end);
        // At the end it may stand for another mark of the source.
        let last = end == text.trim_end().len();
        // `кантип.. тер`: the sentence goes on, and no stop may be meant.
        let goes_on = stop && text[end..].trim_start().starts_with(char::is_lowercase);
        let safety = if goes_on || last && !source.trim_end().ends_with(half_width(mark)) {
            Safety::Unsafe
        } else {
            Safety::Safe
        };
        found
            .report(&RULE.meta, span, format!("`{mark}` twice in a row"))
            .fix(safety, span, mark);
    }
}
