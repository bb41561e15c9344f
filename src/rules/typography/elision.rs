//! French words that should have elided.

use std::cell::LazyCell;

use super::prose::{untouched, verbatim};
use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::lang::case;
use crate::lang::fr::{elides, elision, readings};
use crate::markup::{Word, words};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "elision",
        group: Group::Typography,
        severity: Severity::Warning,
        fix: Some(Safety::Unsafe),
        default: false,
        summary: "a word that should have elided",
        docs: r#"*si il* is *s'il*, *que ajouter* is *qu'ajouter*, *lorsque une* is *lorsqu'une*; *quoique* elides before *il*, *elle*, *on*, *en*, *un* only, and nothing before an aspirated h, *onze*, *oui*, *y* and a vowel. Only before words of the French lexicon: foreign words, names and letters are left alone. Off unless asked for.
On the French documentation of Python 3.13: 18 findings, all read, 15 true (a command called *ignore*, a pronoun that lost its hyphen).
```po bad
msgid "If it exists, then one is written."
msgstr "Si il existe, alors que il faut en écrire un."
```
```po good
msgid "If it exists, then one is written."
msgstr "S'il existe, alors qu'il faut en écrire un."
```"#,
    },
    check: Check::Message(check),
};

/// What may begin a pair; looked at before the lexicon is asked.
const PARTICLES: [&str; 14] = [
    "de", "que", "le", "la", "se", "ne", "je", "me", "te", "si", "lorsque", "puisque", "jusque",
    "quoique",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.file.language.split(['_', '-', '@']).next() != Some("fr") || untouched(message) {
        return;
    }
    let text = message.text;
    let apostrophe = LazyCell::new(|| {
        if text.contains('’') && !text.contains('\'') {
            '’'
        } else {
            '\''
        }
    });
    let mut previous: Option<Word<'_>> = None;
    for word in words(text, message.markup()) {
        let pair = previous.replace(word).filter(|first| {
            !first.glued && !first.elided && !word.glued && first.within == word.within
        });
        let Some(first) = pair.filter(|first| {
            PARTICLES
                .iter()
                .any(|known| known.eq_ignore_ascii_case(first.text))
        }) else {
            continue;
        };
        if &text[first.span.end..word.span.start] != " "
            || text[..first.span.start].ends_with(['-', '«', '"', '\u{a0}'])
        {
            continue;
        }
        if let Some(elided) =
            elide(first.text, word.text, *apostrophe).filter(|_| asks(first.text, word.text))
        {
            let span = Span::new(first.span.start, word.span.end);
            if verbatim(message, &text[span]) {
                continue;
            }
            found
                .report(
                    &RULE.meta,
                    span,
                    format!("“{}” elides before “{}”", first.text, word.text),
                )
                .fix(
                    Safety::Unsafe,
                    Span::new(first.span.start, word.span.start),
                    elided,
                );
        }
    }
}

/// The first word as it stands before the second, in its own case; `None` where it does not elide there.
fn elide(first: &str, second: &str, apostrophe: char) -> Option<String> {
    let whole = first.to_lowercase();
    let next = second.to_lowercase();
    let cut = match whole.as_str() {
        "si" => matches!(next.as_str(), "il" | "ils").then_some("s'")?,
        "quoique" => matches!(
            next.as_str(),
            "il" | "ils" | "elle" | "elles" | "on" | "en" | "un" | "une"
        )
        .then_some("quoiqu'")?,
        _ if !elides(second) => return None,
        "le" | "la" => "l'",
        whole => elision::elided(whole)?,
    };
    Some(case::like(first, cut).replace('\'', apostrophe.encode_utf8(&mut [0; 4])))
}

/// Whether the second word is one before which the first elides beyond doubt.
fn asks(first: &str, second: &str) -> bool {
    let figures = [
        "un", "une", "un-à-un", "à", "a", "y", "ou", "et", "est", "i", "e", "o", "u",
    ];
    let particle = matches!(first, "le" | "la" | "de" | "Le" | "La" | "De");
    // *Le un*, *de A à Z*, *le « ou »*: words and figures that are spoken of.
    let spoken = particle && (figures.contains(&second) || second.len() < 3);
    let word = second.chars().all(char::is_lowercase);
    word && !spoken && second.len() > 1 && !readings(second).is_empty()
}
