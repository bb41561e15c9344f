//! What parts markup from a word that it is glued to: a space, or the backslash and space that a page does not show.
//!
//! `\ ` keeps what the translator wrote; a space is what the translator forgot. Which of the two is meant can be told
//! from the script and the language: scripts that write no spaces want `\ `, and so do punctuation and single letters of
//! inflection; a whole word wants a space where the language adds no endings to names.

use crate::diagnostic::Safety;

/// The invisible separator of reStructuredText.
const JOIN: &str = "\\ ";

/// Languages whose words take at most a letter or two as an ending of their own.
const SPACED: [&str; 12] = [
    "fr", "es", "it", "pt", "ca", "gl", "ro", "en", "nl", "de", "oc", "br",
];

/// Whether a character is of a script that puts no spaces between words, or glues particles to them.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// What belongs between markup and the text `rest` that follows it without a space.
pub(super) fn after(language: &str, rest: &str) -> (Safety, &'static str) {
    let Some(first) = rest.chars().next() else {
        return (Safety::Unsafe, JOIN);
    };
    if is_unspaced(first) || !first.is_alphabetic() {
        return (Safety::Safe, JOIN);
    }
    let word: &str = rest
        .find(|c: char| !c.is_alphabetic())
        .map_or(rest, |end| &rest[..end]);
    if !is_spaced(language) {
        return (Safety::Unsafe, JOIN);
    }
    match word.chars().count() {
        1 if matches!(word, "s" | "e" | "x" | "n") => (Safety::Safe, JOIN),
        1 => (Safety::Unsafe, JOIN),
        2 if matches!(word, "es" | "er" | "en" | "nd") => (Safety::Unsafe, JOIN),
        _ => (Safety::Safe, " "),
    }
}

/// What belongs between the text `lead` and markup that follows it without a space.
pub(super) fn before(language: &str, lead: &str) -> (Safety, &'static str) {
    let Some(last) = lead.chars().next_back() else {
        return (Safety::Unsafe, JOIN);
    };
    if is_unspaced(last) {
        return (Safety::Safe, JOIN);
    }
    if matches!(last, '.' | ',' | ';' | '!' | '?' | ')' | ']') {
        return (Safety::Safe, " ");
    }
    let letters = lead.chars().rev().take_while(|c| c.is_alphabetic()).count();
    if letters > 1 && is_spaced(language) {
        (Safety::Safe, " ")
    } else {
        (Safety::Unsafe, if letters > 1 { " " } else { JOIN })
    }
}

/// Whether a language's code is that of French, wherever it is spoken.
pub(super) fn is_french(language: &str) -> bool {
    code(language) == "fr"
}

fn is_spaced(language: &str) -> bool {
    SPACED.contains(&code(language))
}

/// The language itself, without country or script.
fn code(language: &str) -> &str {
    language.split(['_', '-', '@']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        assert_eq!(after("fr", "s et"), (Safety::Safe, JOIN));
        assert_eq!(after("fr", "et la"), (Safety::Safe, " "));
        assert_eq!(after("tr", "lardan"), (Safety::Unsafe, JOIN));
        assert_eq!(after("ja", "を"), (Safety::Safe, JOIN));
        assert_eq!(after("ko", "를"), (Safety::Safe, JOIN));
        assert_eq!(after("fr", "(x)"), (Safety::Safe, JOIN));
        assert_eq!(before("fr", "voir la"), (Safety::Safe, " "));
        assert_eq!(before("fr", "voir l"), (Safety::Unsafe, JOIN));
        assert_eq!(before("ja", "を"), (Safety::Safe, JOIN));
        assert_eq!(before("ar", "ال"), (Safety::Unsafe, " "));
        assert_eq!(before("fr", "fin."), (Safety::Safe, " "));
    }
}
