//! A word that is in no dictionary of its language and in no list of the project.
//!
//! Of half a million words few are unknown, so a word is looked up first, and only of those that are unknown is it asked
//! whether they are names, stand in the source or are accepted (see [`super::excuse`]).

use super::excuse::Excuses;
use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::markup::{Kind, Word, around, words};
use crate::rules::{Check, Findings, Message, Rule};
use crate::spelling::Speller;

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "spelling",
        group: Group::Spelling,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a word that no dictionary knows",
        docs: r#"The words of the prose are looked up in a Hunspell dictionary of the translation's language: the one for French is built in, others are those of the system. It is on where the configuration has a table `[spelling]`; `dictionary` there names the project's own list of words.
Not looked at: literals, roles, URLs, `*names*`, words with digits, underscores or inner capitals, acronyms, names (capitalised within a sentence), and words that stand in the source. `# polir: words[foo, bar]` accepts words in one entry.
A word of the source that only lacks its accents (*operation*) is reported all the same.
Of misspellings planted in 500 messages of the French documentation of Python (letters transposed, dropped, doubled, with a wrong accent) 99.6 % are found; the others are words of the source. At most five words are suggested, and never put there: what was meant is the first of them for 81 % of these misspellings and among them for 98 % (Spanish 87 and 97 %, German 91 and 99 %, Russian 85 and 97 %). No fix puts it there, not even a word that is the only near one to what stands once in all files: of the 14 such words of that documentation 5 would become right; the others are terms that the dictionary lacks (*encodable*).
```po bad
msgid "The parameters are checked first."
msgstr "Les paramettres sont vérifiés d'abord."
```
```po good
msgid "The parameters are checked first."
msgstr "Les paramètres sont vérifiés d'abord."
```
```po bad
msgid "The operation failed."
msgstr "L'operation a échoué."
```
```po good
msgid "The operation failed."
msgstr "L'opération a échoué."
```
```po good
msgid "Rotate &Right"
msgstr "Tou&rner à dro_ite"
```
```po good
# polir: words[uplet]
msgid "A Tuple of Guido, in JSON; see :func:`chekc` and *tuplle*."
msgstr "Un uplet de Guido, en JSON ; voir :func:`chekc` et *tuplle*."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(speller) = &message.file.speller else {
        return;
    };
    if speller.audit {
        audit(message, speller);
    }
    if message.text == message.source || is_credits(message) {
        return;
    }
    let forbids = speller.lists.iter().any(|list| list.forbids());
    let mut excuses = None;
    let mut words = words(message.text, message.markup()).peekable();
    while let Some(first) = words.next() {
        let (mut last, mut glued) = (first, first.glued);
        while last.elided
            && let Some(next) = words.next_if(|next| next.span.start == last.span.end)
        {
            glued |= next.glued;
            last = next;
        }
        if glued || last.elided || is_code(message, first) || !is_word(last.text) {
            continue;
        }
        let whole = Span::new(first.span.start, last.span.end);
        let text = &message.text[whole];
        if speller.knows(text) {
            if forbids && (speller.forbidden(text) || speller.forbidden(last.text)) {
                report(
                    last.span,
                    "is a word that the project avoids",
                    message,
                    found,
                );
            }
            continue;
        }
        let excuses = excuses.get_or_insert_with(|| Excuses::new(message, speller));
        if excuses.accept(whole) {
            continue;
        }
        if whole != last.span && speller.knows(last.text) {
            report(whole, "is not elided so", message, found);
            continue;
        }
        for part in parts(last.span, message.text) {
            if !excuses.accept(part) {
                report(part, "is in no dictionary", message, found);
            }
        }
    }
}

/// Asks the lists of every word that no dictionary has, wherever it stands and however it is written, so that an entry of
/// theirs is unneeded only when no text has the word.
fn audit(message: &Message<'_>, speller: &Speller) {
    let ask = |word: &str| {
        if !speller.knows(word) {
            let _ = speller.listed(word);
        } else if speller.lists.iter().any(|list| list.forbids()) {
            let _ = speller.forbidden(word);
        }
    };
    let mut before: Option<Word<'_>> = None;
    for word in words(message.text, message.markup()) {
        if let Some(elided) = before.filter(|one| one.elided && one.span.end == word.span.start) {
            ask(&message.text[Span::new(elided.span.start, word.span.end)]);
        }
        ask(word.text);
        for part in parts(word.span, message.text) {
            ask(&message.text[part]);
        }
        before = Some(word);
    }
}

/// Whether the translation is the names of its translators: what GNOME and KDE ask for under these sources.
fn is_credits(message: &Message<'_>) -> bool {
    matches!(
        message.source,
        "translator-credits" | "translator_credits" | "Your names" | "Your emails"
    ) || message
        .msgctxt
        .is_some_and(|context| context.ends_with("OF TRANSLATORS"))
}

/// Roles whose displayed text is prose; that of the others is code.
const PROSE: [&str; 8] = [
    "abbr", "any", "doc", "download", "external", "numref", "ref", "term",
];

/// Whether a word stands where names and code stand: in emphasis, or displayed by a role that is for code.
fn is_code(message: &Message<'_>, word: Word<'_>) -> bool {
    match word.within {
        Some(Kind::Emphasis) => true,
        Some(Kind::TitledRole) => {
            let role = around(message.markup(), word.span)
                .and_then(|token| token.role)
                .map(|role| &message.text[role]);
            let last = role.and_then(|role| role.rsplit(':').next());
            last.is_some_and(|role| !PROSE.contains(&role))
        }
        _ => false,
    }
}

fn report(span: Span, what: &str, message: &Message<'_>, found: &mut Findings) {
    found.report(
        &RULE.meta,
        span,
        format!("`{}` {what}", &message.text[span]),
    );
}

/// Whether a word may be one of a language: not a letter alone, not capitals after the first letter or after a hyphen's.
fn is_word(word: &str) -> bool {
    // Most words have small letters alone, of ASCII and of U+00DF to U+00FF.
    let small = |(at, byte): (usize, &u8)| match byte {
        b'a'..=b'z' | b'\'' | 0xc3 => true,
        0x80..=0xbf => *byte >= 0x9f && at > 0 && word.as_bytes()[at - 1] == 0xc3,
        _ => false,
    };
    let rest = word.as_bytes().iter().enumerate().skip(1);
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.clone().all(small) {
        return rest.len() > 0;
    }
    let mut before = '-';
    let mut letters = 0;
    for letter in word.chars() {
        if letter.is_uppercase() && !matches!(before, '-' | '\u{2010}' | '\u{2011}') {
            return false;
        }
        letters += 1;
        before = letter;
    }
    letters > 1
}

/// The parts of a compound that are more than a letter; the whole when it is none.
fn parts(span: Span, text: &str) -> impl Iterator<Item = Span> {
    let word = &text[span];
    word.split(['-', '\u{2010}', '\u{2011}'])
        .filter(|part| part.chars().nth(1).is_some())
        .map(move |part| {
            let start = span.start + (part.as_ptr() as usize - word.as_ptr() as usize);
            Span::new(start, start + part.len())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_word() {
        for word in [
            "mot",
            "Mot",
            "été",
            "Éric",
            "l'été",
            "Jean-Paul",
            "слово",
            "Слово",
            "où",
        ] {
            assert!(is_word(word), "{word}");
        }
        for word in [
            "a",
            "é",
            "JSON",
            "iPhone",
            "ÉTÉ",
            "aÉ",
            "ОШБ",
            "ТолькоЗависимости",
            "ΑΒΓ",
        ] {
            assert!(!is_word(word), "{word}");
        }
    }
}
