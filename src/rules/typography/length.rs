//! Translations that are much longer, or much shorter, than their source.

use unicode_width::UnicodeWidthStr;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::rules::{Findings, Message};

/// Below so many columns a word more or less says nothing.
const FEW: usize = 30;
/// So many times longer or shorter is no translation any more, but something added or left out.
const TIMES: usize = 3;

pub(super) static LONG: Rule = Rule {
    meta: Meta {
        id: "long",
        group: Group::Typography,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "much longer than the source",
        docs: r#"More than three times as wide as its source (full-width characters count twice): two messages may have run into one. Off unless asked for.
```po bad
msgid "The file was not found."
msgstr "Le fichier demandé n'a pas été trouvé ; vérifiez le chemin et les droits, puis recommencez, ou demandez de l'aide."
```
```po good
msgid "The file was not found."
msgstr "Le fichier n'a pas été trouvé."
```"#,
    },
    check: Check::Message(long),
};

pub(super) static SHORT: Rule = Rule {
    meta: Meta {
        id: "short",
        group: Group::Typography,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "much shorter than the source",
        docs: r#"Less than a third as wide as its source (full-width characters count twice): a sentence may have been left out. Off unless asked for.
```po bad
msgid "The file was not found. Look for it elsewhere, then try again."
msgstr "Fichier introuvable."
```
```po good
msgid "The file was not found. Look for it elsewhere, then try again."
msgstr "Fichier introuvable. Cherchez-le ailleurs, puis recommencez."
```"#,
    },
    check: Check::Message(short),
};

fn long(message: &Message<'_>, found: &mut Findings) {
    compare(message.source, message.text, &LONG, message, found);
}

fn short(message: &Message<'_>, found: &mut Findings) {
    compare(message.text, message.source, &SHORT, message, found);
}

/// Reports `rule` where `more` is much wider than `less`.
fn compare(less: &str, more: &str, rule: &Rule, message: &Message<'_>, found: &mut Findings) {
    // Bytes first: a character takes at most four, and none is wider than two columns.
    if more.len() < FEW || more.len() * 4 <= less.len() {
        return;
    }
    let (less, more) = (less.width(), more.width());
    // What a few words more or less make of a short text is left aside.
    if more > less.max(FEW / TIMES) * TIMES {
        let told = format!(
            "{} columns, the source has {}",
            message.text.width(),
            message.source.width()
        );
        found.report(&rule.meta, Span::new(0, message.text.len()), told);
    }
}
