//! What parts markup from a word that it is glued to: a space, or the backslash and space that a page does not show.
//!
//! `\ ` keeps what the translator wrote; a space is what the translator forgot. Which of the two is meant can be told
//! from the script and the language: scripts that write no spaces want `\ `, and so do punctuation and single letters of
//! inflection; a whole word wants a space where the language adds no endings to names.

use std::collections::HashMap;

use super::super::typography::Tally;
use crate::diagnostic::Safety;
use crate::markup::{Format, Kind, Markup};
use crate::po::{Entry, Parser};
use crate::rules::Message;

/// The invisible separator of reStructuredText.
const JOIN: &str = "\\ ";

/// Languages whose words take at most a letter or two as an ending of their own.
const SPACED: [&str; 12] = [
    "fr", "es", "it", "pt", "ca", "gl", "ro", "en", "nl", "de", "oc", "br",
];

/// Whether a character is of a script that puts no spaces between words, or glues particles to them.
fn is_unspaced(c: char) -> bool {
    is_hangul(c)
        || matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is of Korean's own script, which puts spaces between words and glues particles to their ends.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}')
}

/// What Korean glues to the end of a word: particles, and the forms of *to be* and *to do* that go with a noun.
#[rustfmt::skip]
const PARTICLES: [&str; 62] = [
    "을", "를", "이", "가", "은", "는", "의", "에", "에는", "에도", "에만", "에서", "에게", "와", "과", "와는", "과는", "와의",
    "과의", "로", "으로", "로서", "으로서", "로써", "으로써", "도", "만", "만을", "만이", "까지", "부터", "처럼", "보다", "마다", "나", "이나",
    "라", "이라", "라는", "이라는", "라고", "이라고", "란", "이란", "이다", "이며", "이고", "이면", "이므로", "인", "인지", "입니다",
    "하는", "하고", "하면", "하여", "하지", "하기", "합니다", "되는", "되고", "됩니다",
];

/// Whether a word of Korean is a particle, or two of them (`에서는`, `으로의`).
fn is_particle(word: &str) -> bool {
    let is_one = |word: &str| PARTICLES.contains(&word);
    is_one(word)
        || ["는", "은", "도", "만", "의"].iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|head| head.chars().nth(1).is_some() && is_one(head))
        })
}

/// Whether what stands before byte `at` is a letter of a script that puts no spaces between words.
pub(super) fn is_unspaced_at(text: &str, at: usize) -> bool {
    let last = text[..at].chars().next_back();
    last.is_some_and(|c| c.is_alphabetic() && is_unspaced(c))
}

/// What parts markup from the words beside it in the translations of a file: a blank (kept), or the invisible separator
/// (lost). Only words of scripts are counted that leave the choice.
#[derive(Debug, Clone, Default)]
pub struct Seams {
    /// Before markup, and before emphasis, which stands within words too.
    before: [Tally; 2],
    /// Behind it.
    behind: [Tally; 2],
    /// How much more often a word stands behind markup and a blank than it is joined to it.
    words: HashMap<String, i32>,
}

impl Seams {
    /// Those of the file in which `message` stands.
    fn of<'m>(message: &Message<'m>) -> &'m Seams {
        message
            .file
            .seams
            .get_or_init(|| Seams::count(message.entry.file()))
    }

    fn count(file: &str) -> Seams {
        let mut seams = Seams::default();
        let mut parser = Parser::new(file);
        let mut entry = Entry::default();
        let mut markup = Markup::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            if entry.obsolete || entry.is_header() {
                continue;
            }
            for field in entry.translations() {
                let text = entry.text(field).decode();
                if text.contains(['`', '*', '|', '_']) {
                    markup.read(&text, Format::Rst);
                    seams.add(&text, &markup);
                }
            }
        }
        seams
    }

    fn add(&mut self, text: &str, markup: &Markup) {
        for token in &markup.tokens {
            // What comes after it is no inline markup.
            if token.kind > Kind::Target {
                continue;
            }
            let (lead, rest) = (&text[..token.span.start], &text[token.span.end..]);
            let beside = |c: Option<char>| c.is_some_and(is_unspaced);
            let place = usize::from(is_emphasis(token.kind));
            if let Some(lead) = lead.strip_suffix(JOIN) {
                self.before[place].lost += usize::from(beside(lead.chars().next_back()));
            } else if let Some(lead) = lead.strip_suffix(' ') {
                self.before[place].kept += usize::from(beside(lead.chars().next_back()));
            }
            let (rest, joined) = match (rest.strip_prefix(JOIN), rest.strip_prefix(' ')) {
                (Some(rest), _) => (rest, true),
                (_, Some(rest)) => (rest, false),
                _ => continue,
            };
            let word = first_word(rest);
            if !word.is_empty() {
                *self.words.entry(word.to_owned()).or_default() += if joined { -1 } else { 1 };
            }
            if beside(rest.chars().next()) {
                self.behind[place].lost += usize::from(joined);
                self.behind[place].kept += usize::from(!joined);
            }
        }
    }

    /// Whether a word stands behind markup and a blank elsewhere in the file.
    fn parts(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(|more| *more > 0)
    }
}

const fn is_emphasis(kind: Kind) -> bool {
    matches!(kind, Kind::Emphasis | Kind::Strong)
}

/// The letters that a text begins with.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic());
    &text[..end.unwrap_or(text.len())]
}

/// What belongs between markup of a kind and the text `rest` of `message` that follows it without a space.
pub(super) fn after(
    message: Option<&Message<'_>>,
    kind: Kind,
    rest: &str,
) -> (Safety, &'static str) {
    let (Some(first), Some(message)) = (rest.chars().next(), message) else {
        return (Safety::Unsafe, JOIN);
    };
    if !first.is_alphabetic() {
        return (Safety::Safe, JOIN);
    }
    let word = first_word(rest);
    if is_hangul(first) {
        // A particle belongs to the word before it, whatever translators who do not know the separator write; any other
        // word is one of its own, or the second half of a compound.
        let words = &Seams::of(message).words;
        if is_particle(word) {
            return (Safety::Safe, JOIN);
        }
        return match words.get(word).map(|more| more.signum()) {
            Some(1) => (Safety::Safe, " "),
            Some(-1) => (Safety::Safe, JOIN),
            _ => (Safety::Unsafe, " "),
        };
    }
    if is_unspaced(first) {
        let habit = Seams::of(message).behind[usize::from(is_emphasis(kind))];
        let blank = habit.is_mostly_kept();
        return (Safety::Safe, if blank { " " } else { JOIN });
    }
    if !is_spaced(&message.file.language) {
        let blank = word.chars().nth(1).is_some() && Seams::of(message).parts(word);
        return (Safety::Unsafe, if blank { " " } else { JOIN });
    }
    match word.chars().count() {
        1 if matches!(word, "s" | "e" | "x" | "n") => (Safety::Safe, JOIN),
        1 => (Safety::Unsafe, JOIN),
        2 if matches!(word, "es" | "er" | "en" | "nd") => (Safety::Unsafe, JOIN),
        _ => (Safety::Safe, " "),
    }
}

/// What belongs between the text `lead` of `message` and markup of a kind that follows it without a space.
pub(super) fn before(
    message: Option<&Message<'_>>,
    kind: Kind,
    lead: &str,
) -> (Safety, &'static str) {
    let (Some(last), Some(message)) = (lead.chars().next_back(), message) else {
        return (Safety::Unsafe, JOIN);
    };
    if is_unspaced(last) {
        let habit = Seams::of(message).before[usize::from(is_emphasis(kind))];
        // A word of Korean ends with its particle, and the next one begins behind a blank.
        let blank = habit.is_mostly_kept() || is_hangul(last) && habit.kept >= habit.lost;
        return (Safety::Safe, if blank { " " } else { JOIN });
    }
    if matches!(last, '.' | ',' | ';' | '!' | '?' | ')' | ']') {
        return (Safety::Safe, " ");
    }
    let letters = lead.chars().rev().take_while(|c| c.is_alphabetic()).count();
    if letters > 1 && is_spaced(&message.file.language) {
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
    use crate::rules::{FileContext, Spare};

    #[test]
    fn separators() {
        let parted = |language: &str, behind: bool, text: &str| {
            let file = FileContext {
                language: language.to_owned(),
                ..FileContext::default()
            };
            let (entry, spare) = (Entry::default(), Spare::default());
            let message = Message::new(&file, &entry, "", "", &spare);
            let part = if behind { after } else { before };
            part(Some(&message), Kind::Literal, text)
        };
        for (language, rest, expected) in [
            ("fr", "s et", (Safety::Safe, JOIN)),
            ("fr", "et la", (Safety::Safe, " ")),
            ("tr", "lardan", (Safety::Unsafe, JOIN)),
            ("ja", "を", (Safety::Safe, JOIN)),
            ("ko", "를", (Safety::Safe, JOIN)),
            ("ko", "에서는", (Safety::Safe, JOIN)),
            ("ko", "객체는", (Safety::Unsafe, " ")),
            ("fr", "(x)", (Safety::Safe, JOIN)),
        ] {
            assert_eq!(parted(language, true, rest), expected, "{rest}");
        }
        for (language, lead, expected) in [
            ("fr", "voir la", (Safety::Safe, " ")),
            ("fr", "voir l", (Safety::Unsafe, JOIN)),
            ("ja", "を", (Safety::Safe, JOIN)),
            ("ko", "않으면", (Safety::Safe, " ")),
            ("ar", "ال", (Safety::Unsafe, " ")),
            ("fr", "fin.", (Safety::Safe, " ")),
        ] {
            assert_eq!(parted(language, false, lead), expected, "{lead}");
        }
    }

    #[test]
    fn habits_of_a_file() {
        let file = "msgid \"a\"\nmsgstr \"を ``x`` を ``y`` ja ``z``\\\\ ta\"\n";
        let seams = Seams::count(file);
        assert_eq!((seams.before[0].kept, seams.before[0].lost), (2, 0));
        assert_eq!((seams.behind[0].kept, seams.behind[0].lost), (1, 0));
        assert!(seams.parts("ja") && !seams.parts("ta"));
    }
}
