//! What a first reading of a file says of it as a catalogue: its header, and the first messages of a kind.
//!
//! Rules that look at one entry need to know these; the reading stops as soon as it can.

use memchr::memmem;

use super::{Entry, Keyword, Parser};
use crate::diagnostic::Span;

/// A file's header entry.
#[derive(Debug, Clone, Default)]
pub struct HeaderEntry {
    /// Its decoded translation; `None` where the entry breaks off before it.
    pub text: Option<String>,
    /// Its `msgid`, bytes of the file.
    pub keyword: Span,
    /// Whether no other entry stands before it.
    pub first: bool,
}

/// What is known of a file.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The first live entry whose source is empty.
    pub header: Option<HeaderEntry>,
    /// The `msgid` of the first translated message with a plural, bytes of the file.
    pub plural: Option<Span>,
    /// The `msgid` of the first translated message, the header aside, bytes of the file.
    pub translated: Option<Span>,
}

impl Catalogue {
    /// Reads a file as far as need be: to its first message that is translated, and further only where there are plurals.
    #[must_use]
    pub fn read(file: &str) -> Catalogue {
        let plurals =
            memmem::find(file.as_bytes(), Keyword::MsgidPlural.name().as_bytes()).is_some();
        let mut catalogue = Catalogue::default();
        let mut parser = Parser::new(file);
        let mut entry = Entry::default();
        let mut first = true;
        while parser.read(&mut entry) {
            parser.faults.clear();
            let Some(field) = entry.field(Keyword::Msgid) else {
                continue;
            };
            let keyword = entry.keyword_span(field);
            if entry.is_header() {
                if catalogue.header.is_none() {
                    let text = entry
                        .translations()
                        .next()
                        .map(|field| entry.text(field).decode().into_owned());
                    catalogue.header = Some(HeaderEntry {
                        text,
                        keyword,
                        first,
                    });
                }
            } else if !entry.obsolete && !entry.fuzzy && entry.is_translated() {
                catalogue.translated.get_or_insert(keyword);
                if entry.field(Keyword::MsgidPlural).is_some() {
                    catalogue.plural.get_or_insert(keyword);
                }
            }
            first = false;
            let (header, translated) = (catalogue.header.is_some(), catalogue.translated.is_some());
            if header && translated && (catalogue.plural.is_some() || !plurals) {
                break;
            }
        }
        catalogue
    }

    /// The decoded header, empty when there is none.
    #[must_use]
    pub fn header_text(&self) -> &str {
        self.header
            .as_ref()
            .and_then(|header| header.text.as_deref())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found() {
        let file = "#~ msgid \"\"\n#~ msgstr \"o\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"\"\nmsgid \"\"\nmsgstr \"H\"\nmsgid \"b\"\nmsgid_plural \"bs\"\nmsgstr[0] \"c\"\n";
        let catalogue = Catalogue::read(file);
        let header = catalogue.header.as_ref().unwrap();
        assert_eq!((header.text.as_deref(), header.first), (Some("H"), false));
        let b = file.find("msgid \"b\"").unwrap();
        assert_eq!(
            (catalogue.plural, catalogue.translated),
            (Some(Span::new(b, b + 5)), Some(Span::new(b, b + 5)))
        );
        assert!(Catalogue::read("").header.is_none());
    }
}
