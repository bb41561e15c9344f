//! A glossary as Weblate, Pootle and Virtaal keep it: a translation file, a message a term.

use super::{Glossary, GlossaryError, Term};
use crate::po::lexer::CommentKind;
use crate::po::{Entry, Parser, header};

pub(super) fn read(text: &str) -> Result<Glossary, GlossaryError> {
    let fields = header::find(text).unwrap_or_default();
    let language = header::value(&fields, "Language").map(str::trim);
    let mut glossary = Glossary {
        language: language
            .filter(|language| !language.is_empty())
            .map(str::to_owned),
        ..Glossary::default()
    };
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        if let Some(fault) = parser.faults.first() {
            let line = text[..fault.span.start].matches('\n').count() + 1;
            return Err(GlossaryError::new(
                Some(line),
                "this is not how a translation file is written",
                "`polir check` tells what is wrong with it",
            ));
        }
        if entry.is_comments() || entry.is_header() || entry.obsolete {
            continue;
        }
        let source = entry.msgid().unwrap_or_default().into_owned();
        if entry.fuzzy {
            glossary.fuzzy.push(source);
            continue;
        }
        let has = |wanted: &str| entry.flags().any(|(flag, _)| flag == wanted);
        let first = entry.translations().next();
        let mut target = first.map_or(String::new(), |field| {
            entry.text(field).decode().into_owned()
        });
        if target.is_empty() && has("read-only") {
            // A name that is not translated.
            target.clone_from(&source);
        }
        let comments = entry.comments.iter().filter(|comment| {
            matches!(
                comment.kind,
                CommentKind::Extracted | CommentKind::Translator
            )
        });
        let lines = comments.map(|comment| {
            let line = text[comment.span].trim_start_matches('#');
            line.strip_prefix('.').unwrap_or(line).trim()
        });
        let note = lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        glossary.terms.push(Term {
            source,
            target,
            forbidden: has("forbidden"),
            part: None,
            note: Some(note).filter(|note| !note.is_empty()),
        });
    }
    Ok(glossary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_terms() {
        let text = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n#. A place for books\nmsgid \"library\"\nmsgstr \"bibliothèque\"\n\n\
            #, forbidden\nmsgid \"library\"\nmsgstr \"librairie\"\n\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n\n#, read-only\nmsgid \"Python\"\nmsgstr \"\"\n";
        let glossary = read(text).unwrap();
        assert_eq!(glossary.language.as_deref(), Some("fr"));
        let terms: Vec<_> = glossary
            .terms
            .iter()
            .map(|term| (term.target.as_str(), term.forbidden))
            .collect();
        assert_eq!(
            terms,
            [
                ("bibliothèque", false),
                ("librairie", true),
                ("Python", false)
            ]
        );
        assert_eq!(glossary.terms[0].note.as_deref(), Some("A place for books"));
        let error = read("msgid \"a\"\nmsgstr \"b\n").unwrap_err().to_string();
        assert!(error.starts_with("line 2: "), "{error}");
    }
}
