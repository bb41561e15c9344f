//! One source that is translated in several ways.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::{Across, Check, Compared, Group, Meta, Rule, Severity, Version, fold};
use crate::diagnostic::{Safety, Span};
use crate::markup::words;
use crate::rules::{Findings, Message};

/// Shorter sources are titles and labels, whose translation hangs on where they stand.
const WORDS: usize = 4;
/// How many versions, and places of each, are named.
const NAMED: usize = 10;
/// How many characters of a version are shown.
const SHOWN: usize = 160;
/// How many bytes of what is the same in all of them are shown before the first difference, about.
const LEAD: usize = 24;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "inconsistent",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: Some(Safety::Suggest),
        default: false,
        summary: "the same source is translated otherwise elsewhere in the run",
        docs: r#"A sentence that stands in several places reads the same in all of them, or the reader looks for a difference that is not there. Every file of the run is compared with every other of its language, and with itself. Sources of four words of prose or more count; context, markup, letter case, spaces, commas and the punctuation at the end are put aside, in the source and in the translations. What most messages say is the suggestion; it is never applied, for the rarer translation may be the better one. A message whose comments silence the rule is compared with nothing. On the French corpus: 87 findings, 87 read, 84 true; three say on purpose what the place asks for.
```po bad
msgctxt "menu"
msgid "Copy the selected files"
msgstr "Copier les fichiers sélectionnés"

msgctxt "tooltip"
msgid "Copy the selected files."
msgstr "Recopie les fichiers choisis."
```
```po good
msgctxt "menu"
msgid "Copy the selected files"
msgstr "Copier les fichiers sélectionnés"

msgctxt "tooltip"
msgid "Copy the selected files."
msgstr "Copier les fichiers sélectionnés."
```"#,
    },
    check: Check::Across(Across { compare, conclude }),
};

fn compare(message: &Message<'_>) -> Option<Compared> {
    let prose = words(message.source, message.source_markup())
        .filter(|word| !word.glued && word.text.chars().any(char::is_alphabetic));
    if prose.take(WORDS).count() < WORDS {
        return None;
    }
    // Languages do not mix, nor do the forms of a plural.
    let seed = FixedState::default().hash_one((&message.file.language, message.plural));
    Some(Compared {
        key: fold::hash(seed, message.source, message.source_markup()),
        value: fold::hash(seed, message.text, message.markup()),
    })
}

/// A translation, by its value: where it stands, and what it says there first.
struct Reading<'v> {
    value: u64,
    messages: Vec<&'v Version>,
}

impl Reading<'_> {
    /// Whether it is the source itself: no model for the others.
    fn is_untranslated(&self) -> bool {
        self.messages
            .iter()
            .all(|message| message.text == message.source)
    }
}

fn conclude(versions: &[Version], findings: &mut [Findings]) {
    let mut readings: Vec<Reading<'_>> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for version in versions {
        let at = *known.entry(version.value).or_insert_with(|| {
            readings.push(Reading {
                value: version.value,
                messages: Vec::new(),
            });
            readings.len() - 1
        });
        readings[at].messages.push(version);
    }
    // Stable: of two that are as frequent the one that comes first in the run stays first.
    readings.sort_by_key(|reading| {
        (
            reading.is_untranslated(),
            std::cmp::Reverse(reading.messages.len()),
        )
    });
    let [model, others @ ..] = readings.as_slice() else {
        return;
    };
    let most = others
        .iter()
        .all(|other| other.is_untranslated() || other.messages.len() < model.messages.len());
    let mut by_source: HashMap<&str, &str> = HashMap::new();
    for message in &model.messages {
        by_source.entry(&message.source).or_insert(&message.text);
    }
    let help = help(&readings);
    for (version, findings) in versions.iter().zip(findings) {
        if version.value == model.value {
            continue;
        }
        let all = Span::new(0, version.text.len());
        let message = format!(
            "the same source is translated otherwise at {}",
            model.messages[0].place
        );
        let found = findings.report(&RULE.meta, all, message).help(&help);
        if let Some(text) = by_source.get(version.source.as_str()).filter(|_| most) {
            found.fix(Safety::Suggest, all, *text);
        }
    }
}

/// Every translation with the places where it stands, the most frequent first.
fn help(readings: &[Reading<'_>]) -> String {
    let mut help = String::new();
    let from = first_difference(readings);
    for reading in readings.iter().take(NAMED) {
        let messages = &reading.messages;
        let text = &messages[0].text[from..];
        let shown: String = text.chars().take(SHOWN).collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if shown.len() < text.len() { "…" } else { "" };
        let shown = shown.replace('\n', " ");
        let comma = if help.is_empty() { "" } else { "; " };
        let _ = write!(help, "{comma}“{before}{}{after}” at ", shown.trim());
        for (at, message) in messages.iter().take(NAMED).enumerate() {
            let _ = write!(help, "{}{}", if at == 0 { "" } else { ", " }, message.place);
        }
        if messages.len() > NAMED {
            let _ = write!(help, " and {} more", messages.len() - NAMED);
        }
    }
    if readings.len() > NAMED {
        let _ = write!(help, "; and {} more translations", readings.len() - NAMED);
    }
    help
}

/// Where long translations are shown from, bytes: a few words before the first difference, or the beginning.
fn first_difference(readings: &[Reading<'_>]) -> usize {
    let [first, others @ ..] = readings else {
        return 0;
    };
    let first = first.messages[0].text.as_str();
    let common = |other: &Reading<'_>| {
        let pairs = first.bytes().zip(other.messages[0].text.bytes());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let same = others.iter().map(common).min().unwrap_or(0);
    let start = first.floor_char_boundary(same.saturating_sub(LEAD));
    match first[..start].rfind(' ') {
        Some(space) if same > SHOWN / 2 => space + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_shown() {
        let start =
            "Une très longue phrase dont le commencement est le même des deux côtés, ".repeat(3);
        let version = |place: &str, end: &str, value| Version {
            place: place.to_owned(),
            source: "source".to_owned(),
            text: format!("{start}{end}"),
            value,
        };
        let versions = [version("a.po:1", "été", 1), version("b.po:1", "èze", 2)];
        let mut findings = [Findings::default(), Findings::default()];
        conclude(&versions, &mut findings);
        let found: Vec<usize> = findings
            .iter()
            .map(|findings| findings.found.len())
            .collect();
        assert_eq!(found, [0, 1]);
        assert_eq!(
            findings[1].found[0].help.as_deref(),
            Some("“…même des deux côtés, été” at a.po:1; “…même des deux côtés, èze” at b.po:1")
        );
        assert_eq!(findings[1].found[0].fix, None);
    }
}
