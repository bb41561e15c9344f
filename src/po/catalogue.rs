//! What a first reading of a file says of it as a catalogue: its header, and the first messages of a kind.
//!
//! Rules that look at one entry need to know these; the reading stops as soon as it can.

use std::cell::OnceCell;
use std::collections::HashMap;

use memchr::memmem;

use super::plural::PluralForms;
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
    /// The `msgid` of the first translated message with a plural, bytes of the file; perhaps not looked for where the header
    /// says how plurals are counted.
    pub plural: Option<Span>,
    /// The `msgid` of the first translated message, the header aside, bytes of the file; perhaps not looked for in a catalogue
    /// whose header is not fuzzy.
    pub translated: Option<Span>,
    /// Its domains, where it names any: each is a catalogue of its own for gettext. The first is what stands before any
    /// `domain` line.
    pub domains: Vec<Domain>,
}

/// What is known of one domain of a file.
#[derive(Debug, Clone, Default)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// Its first `domain` line, bytes of the file.
    pub span: Span,
    /// The text of its header, where it has one.
    pub header: Option<String>,
    /// Whether it has a translated message with a plural.
    pub plural: bool,
    /// Whether anything in it is beyond ASCII.
    pub beyond_ascii: bool,
}

impl Catalogue {
    /// Reads a file as far as need be: to its header, and further only where that is fuzzy or does not say how plurals are
    /// counted, or in a template, which should hold no translation.
    #[must_use]
    pub fn read(file: &str, template: bool) -> Catalogue {
        let plurals = OnceCell::new();
        let look_for_plurals = |header: &str| {
            let counts = PluralForms::read(header);
            (counts.count.is_none() || counts.formula.is_none())
                && memmem::find(file.as_bytes(), Keyword::MsgidPlural.name().as_bytes()).is_some()
        };
        let mut catalogue = Catalogue::default();
        let mut parser = Parser::of_first_entries(file);
        let mut entry = Entry::default();
        let mut first = true;
        let mut translated_is_wanted = template;
        let domains = names_domains(file);
        let mut ranks = HashMap::from([(DEFAULT_DOMAIN.to_owned(), 0)]);
        let mut domain = 0;
        if domains {
            catalogue.domains.push(Domain {
                name: DEFAULT_DOMAIN.to_owned(),
                ..Domain::default()
            });
        }
        while parser.read(&mut entry) {
            parser.faults.clear();
            if domains {
                domain = catalogue.domain(&entry, domain, &mut ranks);
            }
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
                    translated_is_wanted |= entry.fuzzy;
                }
            } else if !entry.obsolete && !entry.fuzzy && entry.is_translated() {
                catalogue.translated.get_or_insert(keyword);
                if entry.field(Keyword::MsgidPlural).is_some() {
                    catalogue.plural.get_or_insert(keyword);
                }
            }
            first = false;
            if catalogue.header.is_some()
                && (catalogue.translated.is_some() || !translated_is_wanted)
                && !domains
                && (catalogue.plural.is_some()
                    || !plurals.get_or_init(|| look_for_plurals(catalogue.header_text())))
            {
                break;
            }
        }
        catalogue
    }

    /// Whether any live message of a file is translated.
    #[must_use]
    pub fn has_translation(file: &str) -> bool {
        let mut parser = Parser::of_first_entries(file);
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            if !entry.obsolete && !entry.fuzzy && !entry.is_header() && entry.is_translated() {
                return true;
            }
        }
        false
    }

    /// Notes what an entry says of its domain, which it may name itself; `current` is that of the entry before.
    /// `ranks` says which one each name has.
    fn domain(
        &mut self,
        entry: &Entry<'_>,
        current: usize,
        ranks: &mut HashMap<String, usize>,
    ) -> usize {
        let mut rank = current;
        for field in entry.domains() {
            let name = entry.text(field).decode();
            rank = ranks.get(&*name).copied().unwrap_or(self.domains.len());
            if rank == self.domains.len() {
                ranks.insert(name.to_string(), rank);
                self.domains.push(Domain {
                    name: name.into_owned(),
                    span: field.span,
                    ..Domain::default()
                });
            }
        }
        let domain = &mut self.domains[rank];
        domain.beyond_ascii |= !entry.file()[entry.span].is_ascii();
        if entry.is_header() {
            if domain.header.is_none() {
                let field = entry.translations().next();
                domain.header = field.map(|field| entry.text(field).decode().into_owned());
            }
        } else if !entry.obsolete && !entry.fuzzy && entry.is_translated() {
            domain.plural |= entry.field(Keyword::MsgidPlural).is_some();
        }
        rank
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

/// The domain of what stands before any `domain` line.
pub(crate) const DEFAULT_DOMAIN: &str = "messages";

/// Whether a file may have more domains than one: a line begins with `domain`.
fn names_domains(file: &str) -> bool {
    file.starts_with("domain") || memmem::find(file.as_bytes(), b"\ndomain").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found() {
        let file = "#~ msgid \"\"\n#~ msgstr \"o\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"\"\nmsgid \"\"\nmsgstr \"H\"\nmsgid \"b\"\nmsgid_plural \"bs\"\nmsgstr[0] \"c\"\n";
        let catalogue = Catalogue::read(file, false);
        let header = catalogue.header.as_ref().unwrap();
        assert_eq!((header.text.as_deref(), header.first), (Some("H"), false));
        let b = file.find("msgid \"b\"").unwrap();
        assert_eq!(
            (catalogue.plural, catalogue.translated),
            (Some(Span::new(b, b + 5)), Some(Span::new(b, b + 5)))
        );
        assert!(Catalogue::read("", false).header.is_none());
    }

    #[test]
    fn domains_are_told_apart() {
        let file = "msgid \"\"\nmsgstr \"H\"\nmsgid \"domain\"\nmsgstr \"b\"\n";
        assert!(Catalogue::read(file, false).domains.is_empty());
        let file = format!(
            "{file}domain \"x\"\nmsgid \"\"\nmsgstr \"X\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"b\"\ndomain \"messages\"\nmsgid \"c\"\nmsgstr \"é\"\n"
        );
        let domains: Vec<_> = Catalogue::read(&file, false)
            .domains
            .into_iter()
            .map(|domain| {
                (
                    domain.name,
                    domain.header,
                    domain.plural,
                    domain.beyond_ascii,
                )
            })
            .collect();
        assert_eq!(
            domains,
            [
                ("messages".into(), Some("H".into()), false, true),
                ("x".into(), Some("X".into()), true, false)
            ]
        );
    }
}
