//! Source and translation that end with different marks.

use super::ending::{Class, ending, ends_in_double_colon, is_mark};
use super::prose::{end_is_meant, untouched};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::lang::typography::Stop;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "end-mark",
        group: Group::Typography,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "source and translation end with different marks",
        docs: r#"A question that became a statement, a colon that was lost, a full stop that the source has not. Each may be the translator's right: `.` becomes `:` before a list, the items of a French enumeration end with `;` and `,`, and a full stop mends what the author forgot. So it is off unless asked for; a full stop that was lost and nothing took its place is `end-punctuation`'s.
```po bad
msgid "Do you want to go on?"
msgstr "Voulez-vous continuer."
```
```po good
msgid "Do you want to go on?"
msgstr "Voulez-vous continuer ?"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let language = message.file.typography;
    let source = ending(message.source, None);
    let text = ending(message.text, language);
    if source.class == text.class || source.class == Class::Other || text.class == Class::Other {
        return;
    }
    let lost_stop = source.class == Class::Stop && text.class == Class::Word;
    // Where no mark ends a sentence, one that is lost is no fault.
    let unmarked = language.is_none_or(|language| language.stop == Stop::Never)
        && matches!(
            source.class,
            Class::Stop | Class::Question | Class::Exclamation
        );
    let double = message.is_rst()
        && ends_in_double_colon(message.source) != ends_in_double_colon(message.text);
    if lost_stop
        || unmarked
        || double
        || !is_mark(source, message.source_markup())
        || !is_mark(text, message.markup())
        || untouched(message)
        || end_is_meant(message)
    {
        return;
    }
    let last = message.text[..text.end]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let span = if text.class == Class::Word {
        Span::new(text.end - last, text.end)
    } else {
        Span::new(text.at, text.end)
    };
    let told = format!(
        "the source ends with {}, the translation with {}",
        source.class.name(),
        text.class.name()
    );
    found.report(&RULE.meta, span, told);
}
