//! What the rules of this group ask of a place in a message.

use std::collections::HashSet;

use memchr::{memchr_iter, memmem, memrchr_iter};
use unicode_width::UnicodeWidthStr;

use super::habits::Habits;
use super::unchanged::{holds_english, is_function_word};
use crate::markup::{Kind, Token};
use crate::po::{Entry, Parser};
use crate::rules::Message;

/// The token that covers the byte `at`.
pub(super) fn token_at(tokens: &[Token], at: usize) -> Option<&Token> {
    let index = tokens.partition_point(|token| token.span.end <= at);
    tokens.get(index).filter(|token| token.span.start <= at)
}

/// The token that ends just before the byte `at`.
pub(super) fn token_before(tokens: &[Token], at: usize) -> Option<&Token> {
    token_at(tokens, at.checked_sub(1)?).filter(|token| token.span.end == at)
}

/// Whether the byte `at` is prose: no token covers it, or one whose displayed text it stands in.
pub(super) fn is_prose(tokens: &[Token], at: usize) -> bool {
    token_at(tokens, at).is_none_or(|token| within(token, at))
}

fn within(token: &Token, at: usize) -> bool {
    token.kind.holds_prose() && token.inner.start <= at && at < token.inner.end
}

/// Whether all of `start..end` is prose of one stretch: no token covers any of it, or one displayed text all of it.
pub(super) fn one_stretch(tokens: &[Token], start: usize, end: usize) -> bool {
    let index = tokens.partition_point(|token| token.span.end <= start);
    tokens.get(index).is_none_or(|token| {
        token.span.start >= end || (within(token, start) && end <= token.inner.end)
    })
}

/// Whether a stretch of prose ends at the byte `at`: there the text, or a displayed text, ends.
pub(super) fn stretch_ends(text: &str, tokens: &[Token], at: usize) -> bool {
    at >= text.len()
        || at
            .checked_sub(1)
            .and_then(|before| token_at(tokens, before))
            .is_some_and(|token| token.kind.holds_prose() && token.inner.end == at)
}

/// Whether the byte `at` stands in emphasis, which gives the titles of works and the words of another language.
pub(super) fn in_emphasis(tokens: &[Token], at: usize) -> bool {
    token_at(tokens, at).is_some_and(|token| token.kind == Kind::Emphasis)
}

/// The character before the byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => text[..at].chars().next_back(),
    }
}

/// The character at the byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// So many bytes are looked through for a blank: what has none is no word.
const CHUNK: usize = 512;

/// Where the run of characters without a blank that holds or ends at the byte `at` begins.
pub(super) fn chunk_start(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at.saturating_sub(CHUNK));
    text[from..at]
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map_or(from, |(start, c)| from + start + c.len_utf8())
}

/// Where the run of characters without a blank that begins at or holds the byte `at` ends.
pub(super) fn chunk_end(text: &str, at: usize) -> usize {
    let to = text.floor_char_boundary(text.len().min(at + CHUNK));
    text[at..to]
        .find(char::is_whitespace)
        .map_or(to, |step| at + step)
}

/// Whether `part` stands in the source as it is: then it is the author's.
pub(super) fn verbatim(message: &Message<'_>, part: &str) -> bool {
    message.source_holds(part)
}

/// Whether the translation is the source left as it is.
pub(super) fn untouched(message: &Message<'_>) -> bool {
    message.untouched
}

/// Whether the translation is left in English, whole or with a word changed: three words of four stand in the source, two
/// of which no sentence of English does without.
pub(super) fn in_english(message: &Message<'_>) -> bool {
    untouched(message)
        || *message.in_english.get_or_init(|| {
            !message.file.language.starts_with("en")
                && holds_english(message.text)
                && keeps_words(message)
        })
}

fn keeps_words(message: &Message<'_>) -> bool {
    let words = |text| {
        str::split(text, |c: char| !c.is_alphanumeric()).filter(|word: &&str| !word.is_empty())
    };
    let known: HashSet<&str> = words(message.source).collect();
    let (mut kept, mut function, mut all) = (0, 0, 0);
    for word in words(message.text) {
        let is_kept = known.contains(word);
        all += 1;
        kept += usize::from(is_kept);
        function += usize::from(is_kept && is_function_word(word));
    }
    function > 1 && kept * 4 >= all * 3
}

/// Whether Hebrew is written in the order in which it is seen, as terminals once wanted it: a letter that only ends words
/// begins one. What looks like its end is its beginning. Who writes one message so writes all of a file so.
pub(super) fn is_visual(message: &Message<'_>) -> bool {
    message.bytes().has(0xd7) && (has_turned_word(message.text) || Habits::of(message).is_turned())
}

/// Whether a word of Hebrew begins with a letter that only ends words.
pub(super) fn has_turned_word(text: &str) -> bool {
    let hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
    memchr::memchr(0xd7, text.as_bytes()).is_some()
        && text.split(|c| !hebrew(c)).any(|word| {
            word.starts_with(['ם', 'ן', 'ך', 'ף', 'ץ']) && word.chars().nth(1).is_some()
        })
}

/// Whether blanks within a text hold columns: two of them, but behind the end of a sentence.
pub(super) fn has_columns(text: &str) -> bool {
    let bytes = text.trim().as_bytes();
    memmem::find_iter(bytes, b"  ")
        .any(|at| !matches!(bytes[at - 1], b'.' | b'!' | b'?' | b':' | b')'))
}

/// Whether the translation breaks off: it is less than half as long as its source, in a script of letters.
pub(super) fn breaks_off(message: &Message<'_>) -> bool {
    let spaced = message.file.typography.is_some_and(|table| table.spaced);
    let count = |text: &str| text.chars().count();
    spaced && count(message.source) > 80 && count(message.text) * 2 < count(message.source)
}

/// Within so many lines of an entry its neighbours are looked for.
const NEAR: usize = 24;

/// Source and translation of a message.
pub(super) type Pair = (String, String);

/// The messages that stand before and behind this one in its file, in order.
pub(super) fn neighbours(message: &Message<'_>) -> [Vec<Pair>; 2] {
    let (file, own) = (message.entry.file(), message.entry.span);
    let (ahead, behind) = (&file[..own.start], &file[own.end..]);
    let start = memrchr_iter(b'\n', ahead.as_bytes())
        .nth(NEAR)
        .map_or(0, |at| at + 1);
    let end = memchr_iter(b'\n', behind.as_bytes())
        .nth(NEAR)
        .map_or(file.len(), |at| own.end + at);
    [start..own.start, own.end..end].map(|part| {
        let mut parser = Parser::new(&file[part]);
        let mut entry = Entry::default();
        let mut found = Vec::new();
        while parser.read(&mut entry) {
            parser.faults.clear();
            // What the cuts have left of an entry is none.
            if let (false, Some(source), Some(text)) =
                (entry.obsolete, entry.msgid(), entry.translations().next())
            {
                found.push((source.into_owned(), entry.text(text).decode().into_owned()));
            }
        }
        found
    })
}

/// Whether blanks set the colon of a label below or above that of a neighbour, as `Usage: ` and `   or: `: one of the two
/// is padded.
pub(super) fn is_aligned(message: &Message<'_>) -> bool {
    let column = |text: &str| {
        let line = text.trim_start_matches('\n').lines().next()?;
        let at = line.find([':', '：'])?;
        Some(line[..at].width())
    };
    let padded = |text: &str| text.starts_with("  ") || text.contains(":  ");
    !message.is_rst()
        && column(message.text).is_some_and(|own| {
            neighbours(message)
                .iter()
                .flatten()
                .any(|(source, text)| (padded(text) || padded(source)) && column(text) == Some(own))
        })
}

/// What translators call a blank, and to align, in their own languages: `space` stands in the names of rules.
#[rustfmt::skip]
const BLANK: [&str; 25] = [
    "空白", "スペース", "空格", "공백", "leerzeichen", "espace", "espacio", "espaço", "espai", "spazio", "spațiu", "spatie",
    "mellanslag", "mellemrum", "mellomrom", "välilyön", "spacj", "odstęp", "mezer", "medzer", "пробел", "пропуск",
    "интервал", "ausgericht", "alinha",
];

/// What translators call a character; with a number before it, it says how wide a text may be.
const CHARACTER: [&str; 6] = ["charact", "caract", "caràct", "zeichen", "znak", "знак"];

/// Whether a comment of the translators speaks of a blank, or of how wide the text may be: then one that looks out of place
/// is meant.
pub(super) fn blank_is_meant(message: &Message<'_>) -> bool {
    message.entry.translator_comments().any(|(comment, _)| {
        let comment = comment.to_lowercase();
        let counts = || {
            comment.bytes().any(|byte| byte.is_ascii_digit())
                && CHARACTER.iter().any(|name| comment.contains(name))
        };
        BLANK.iter().any(|name| comment.contains(name)) || counts()
    })
}

/// What translators call an item of an enumeration, in the languages whose items end with `;` or without a mark.
const ENUMERATION: [&str; 8] = [
    "énumération",
    "enumeration",
    "enumeración",
    "enumeração",
    "enumeració",
    "enumerazione",
    "aufzählung",
    "opsomming",
];

/// Whether a comment of the translators says that the end of the message is so on purpose: the message is an item of
/// an enumeration but not its last, it stands behind a colon, or it has no mark at its end.
pub(super) fn end_is_meant(message: &Message<'_>) -> bool {
    message.entry.translator_comments().any(|(comment, _)| {
        let comment = comment.to_lowercase();
        let says = |hints: &[&str]| hints.iter().any(|hint| comment.contains(hint));
        let mut words = comment.split(|c: char| !c.is_alphanumeric());
        let item = words.any(|word| {
            ENUMERATION.iter().any(|name| {
                word.strip_prefix(name)
                    .is_some_and(|rest| matches!(rest, "" | "s" | "es" | "en"))
            })
        });
        // The last item ends with a full stop.
        let last = says(&["fin d'énum", "fin d’énum", "dernier", "point final"]);
        (item && !last)
            || says(&[
                "suit un :",
                "suit un ':'",
                "suit un deux",
                "suit :",
                "deux-points",
                "deux points",
                "pas de point",
                "sans point",
                "pas de ponctuation",
                "sans ponctuation",
                "no period",
                "no full stop",
                "no dot",
                "zonder punt",
                "ohne punkt",
                "sin punto",
                "senza punto",
                "punto finale non",
                "sem ponto",
            ])
    })
}
