//! A sentence that has lost its full stop.

use super::ending::{Class, Ending, ending, ends_in_double_colon, is_mark};
use super::prose::{before, end_is_meant, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::find;
use crate::lang::typography::Stop;
use crate::po::{Entry, Parser};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "end-punctuation",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "the source ends with a full stop, the translation with no mark",
        docs: r#"A sentence needs its end, in the mark of its own script: `.`, `。`, `।`, `۔`, `։`. Languages that set none (Thai), or whose programs' messages go without (Chinese, Japanese, Korean), are left alone there. Another mark in its place is the translator's right (a list announced by `:`, the items of a French enumeration) and is `end-mark`'s; a comment of the translators that speaks of an enumeration, or of the colon that follows, is believed. In reStructuredText a `::` that was lost or gained is `rst-code-block`'s.
On the French documentation of Python 3.13: 62 findings, all read, 62 true. A program's file whose translators leave out more than one stop in six is left alone: they mean it.
```po bad
msgid "The file is read once."
msgstr "Le fichier est lu une fois"
```
```po good
msgid "The file is read once."
msgstr "Le fichier est lu une fois."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(language) = message.file.typography else {
        return;
    };
    let stop = match language.stop {
        Stop::Kept(stop) => stop,
        Stop::Prose(stop) if message.file.rst => stop,
        Stop::Prose(_) | Stop::Never => return,
    };
    // The source is English, or some language with a full stop: nearly all agree here.
    let source = ending(message.source, None);
    if source.class != Class::Stop {
        return;
    }
    let text = ending(message.text, Some(language));
    if text.class != Class::Word
        || !is_sentence(message.source, source)
        || !is_mark(source, message.source_markup())
        || ends_in_double_colon(message.text)
        || untouched(message)
        || end_is_meant(message)
        || is_lone_bracket(message.text, text)
        || (!message.file.rst && drops_stops(message))
    {
        return;
    }
    let at = place(message.source, source, message.text, text);
    let last = message.text[..text.end]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let span = Span::new(text.end - last, text.end);
    // Where the script has a mark of its own, some write a full stop all the same.
    let safety = if matches!(stop, '.' | '。') {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    found
        .report(&RULE.meta, span, format!("the final `{stop}` is missing"))
        .fix(safety, Span::new(at, at), stop);
}

/// Whether the translators of the file leave out final full stops so often that they mean it, as many do in tooltips:
/// more than one in six.
fn drops_stops(message: &Message<'_>) -> bool {
    *message.file.drops_stops.get_or_init(|| {
        let (mut kept, mut lost) = (0_usize, 0_usize);
        let mut parser = Parser::new(message.entry.file());
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            if entry.obsolete || entry.fuzzy || entry.is_header() {
                continue;
            }
            let (Some(source), Some(text)) = (entry.msgid(), entry.translations().next()) else {
                continue;
            };
            if ending(&source, None).class != Class::Stop {
                continue;
            }
            let text = entry.text(text).decode();
            match ending(&text, message.file.typography).class {
                Class::Word if text != source => lost += 1,
                Class::Stop => kept += 1,
                _ => {}
            }
        }
        lost > 2 && lost * 5 > kept
    })
}

/// Whether a bracket that was never opened took the place of the full stop: that is `brackets`' finding.
fn is_lone_bracket(text: &str, ending: Ending) -> bool {
    let count = |bracket: u8| find::all([bracket], text.as_bytes()).count();
    text[..ending.end].ends_with(')') && count(b')') > count(b'(')
}

/// Abbreviations that a source may well end in.
const SHORT: [&str; 35] = [
    "etc", "inc", "ltd", "corp", "co", "al", "vs", "jr", "sr", "approx", "no", "nos", "min", "max",
    "sec", "secs", "mins", "hrs", "min", "abbr", "ext", "pos", "num", "fig", "intl", "alt", "rev",
    "dr", "mr", "mrs", "prof", "st", "resp", "incl", "excl",
];

/// Whether the full stop ends a sentence: it has several words, and the last is no abbreviation.
fn is_sentence(source: &str, ending: Ending) -> bool {
    let head = &source[..ending.at];
    let last = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let abbreviation = SHORT.iter().any(|known| known.eq_ignore_ascii_case(word))
        || word.contains(['.', '|'])
        // `Misc Ops.`: a few words that are cut short.
        || (word.starts_with(char::is_uppercase)
            && letters <= 4
            && head.split_whitespace().count() < 3
            && head.starts_with(|c: char| c.is_uppercase() || matches!(c, '_' | '&')))
        || (letters == 1 && word.len() == 1 && word != "I");
    // `(MacBook, intl.)`, `'Rev.'`: what closes behind the stop closes a few words that are no sentence.
    let closes =
        after_mark(source, ending).is_some_and(|c| matches!(c, ')' | '\'' | '"' | '’' | '”'));
    let within = head
        .rsplit(['(', '\'', '"', '‘', '“'])
        .next()
        .unwrap_or(head);
    let phrase = closes
        && letters <= 4
        && !(within.starts_with(char::is_uppercase) && within.contains(char::is_whitespace));
    head.trim().contains(char::is_whitespace) && !abbreviation && !phrase
}

/// What stands behind the mark of an ending.
fn after_mark(source: &str, ending: Ending) -> Option<char> {
    source[ending.at..ending.end].chars().nth(1)
}

/// Where the full stop goes: where the source has it, before what closes or behind.
fn place(source: &str, source_end: Ending, text: &str, end: Ending) -> usize {
    let closing = after_mark(source, source_end);
    let last = before(text, end.end);
    // `(A sentence.)` against `(une phrase)`.
    if matches!(closing, Some(')' | '）')) && matches!(last, Some(')' | '）')) {
        end.end - last.map_or(0, char::len_utf8)
    } else {
        end.end
    }
}
