//! Sources that are no text but a name for one: `error_not_found`, `msg.error.title`.
//!
//! Some programs ask for a text by an identifier, and the text itself stands in a comment or in another catalogue.
//! Nothing can be learnt from comparing a translation with such a source, so no rule does.

use crate::po::Entry;
use crate::po::lexer::CommentKind;

/// Whether the source of an entry names its text. `text` is the translation: one that is an identifier too may well be a
/// word of a program that stays as it is.
pub(crate) fn is_id(source: &str, text: &str, entry: &Entry<'_>) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if source.is_empty() || !source.bytes().all(word) {
        return false;
    }
    (has_parts(source) && !(has_parts(text) && text.bytes().all(word))) || has_default(entry)
}

/// Whether a word has inner parts, as identifiers do: joined by underscores or dots, or by capitals behind small letters.
fn has_parts(word: &str) -> bool {
    let bytes = word.as_bytes();
    let inner = bytes.windows(3).filter(|three| {
        let letters = three[0].is_ascii_alphanumeric() && three[2].is_ascii_alphanumeric();
        letters && matches!(three[1], b'_' | b'.')
    });
    // `example.com` and `file.txt` have one dot, and may be shown.
    let underscores = word.contains('_');
    let small = bytes.first().is_some_and(u8::is_ascii_lowercase);
    let humps = bytes
        .windows(2)
        .filter(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    inner.count() > usize::from(!underscores) || (small && humps.count() > 1)
}

/// Whether a comment gives the text, as Zope writes it: `#. Default: "Not found"`.
fn has_default(entry: &Entry<'_>) -> bool {
    entry.comments.iter().any(|comment| {
        comment.kind == CommentKind::Extracted
            && entry.file()[comment.span].starts_with("#. Default: \"")
    })
}

#[cfg(test)]
mod tests {
    use super::is_id;
    use crate::po::{Entry, Parser};

    #[test]
    fn names_of_texts() {
        let entry = Entry::default();
        for (source, text) in [
            ("error_not_found", "Nicht gefunden"),
            ("yearly_weekday_of_month_2", " "),
            ("msg.error.title", "Fehler"),
            ("saveButtonLabel", "Speichern"),
            ("MSG_ERROR", "Fehler"),
        ] {
            assert!(is_id(source, text, &entry), "{source}");
        }
        for (source, text) in [
            ("Save", "Speichern"),
            ("e-mail", "E-Mail"),
            ("example.com", "beispiel.de"),
            ("iPhone", "iPhone"),
            ("max_length", "long_max"),
            ("Not found", "Nicht gefunden"),
            ("e.g.", "z. B."),
        ] {
            assert!(!is_id(source, text, &entry), "{source}");
        }
        let zope = "#. Default: \"of\"\nmsgid \"weekday\"\nmsgstr \"x\"\n";
        let mut entry = Entry::default();
        assert!(Parser::new(zope).read(&mut entry));
        assert!(is_id("weekday", "x", &entry));
    }
}
