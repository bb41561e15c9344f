//! Tables: source, translation, and perhaps part of speech and note, parted by commas, semicolons or tabs.
//!
//! A first line that names its columns is believed; without one they are taken in this order.

use csv::{ReaderBuilder, StringRecord};

use super::{Glossary, GlossaryError, Part, Term};

/// Names that columns go by.
const SOURCE: [&str; 7] = [
    "source",
    "term",
    "source term",
    "msgid",
    "en",
    "english",
    "source text",
];
const TARGET: [&str; 6] = [
    "target",
    "translation",
    "target term",
    "msgstr",
    "target text",
    "traduction",
];
const PART: [&str; 4] = ["part of speech", "pos", "type", "part"];
const NOTE: [&str; 8] = [
    "note",
    "notes",
    "description",
    "definition",
    "comment",
    "translator comments",
    "developer comments",
    "explanation",
];

/// Where the columns are.
#[derive(Debug, Clone, Copy)]
struct Columns {
    source: usize,
    target: usize,
    part: Option<usize>,
    note: Option<usize>,
    fuzzy: Option<usize>,
}

pub(super) fn read(text: &str, language: Option<&str>) -> Result<Glossary, GlossaryError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = *[b'\t', b';', b',']
        .iter()
        .max_by_key(|&&sign| first.bytes().filter(|&byte| byte == sign).count())
        .unwrap_or(&b',');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error
                .position()
                .map(|at| usize::try_from(at.line()).unwrap_or(0));
            GlossaryError::new(line, format!("this is no table: {error}"), "mend the line")
        })?;
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row);
        }
    }
    let named = rows.first().and_then(|row| named(row, language));
    let body = if named.is_some() {
        &rows[1..]
    } else {
        &rows[..]
    };
    let columns = named.unwrap_or_else(|| in_order(body));
    let mut glossary = Glossary::default();
    if let (Some(columns), Some(head)) = (named, rows.first()) {
        let name = head.get(columns.target).unwrap_or_default().trim();
        glossary.language = Some(name.to_owned()).filter(|name| is_code(name));
    }
    for row in body {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at)).map(str::trim);
            cell.filter(|cell| !cell.is_empty())
        };
        let line = row
            .position()
            .map(|at| usize::try_from(at.line()).unwrap_or(0));
        if row.len() <= columns.target.max(columns.source) {
            return Err(GlossaryError::new(
                line,
                format!("a row of {} columns has no translation", row.len()),
                "write source,translation, with quotes around what holds a comma",
            ));
        }
        // A translation that nobody has confirmed is no decision.
        if cell(columns.fuzzy)
            .is_some_and(|fuzzy| fuzzy.eq_ignore_ascii_case("true") || fuzzy == "1")
        {
            let source = cell(Some(columns.source)).unwrap_or_default();
            glossary.fuzzy.push(source.to_owned());
            continue;
        }
        glossary.terms.push(Term {
            source: cell(Some(columns.source)).unwrap_or_default().to_owned(),
            target: cell(Some(columns.target)).unwrap_or_default().to_owned(),
            forbidden: false,
            part: cell(columns.part).and_then(Part::parse),
            note: cell(columns.note).map(str::to_owned),
        });
    }
    Ok(glossary)
}

/// The columns that a first line names.
fn named(row: &StringRecord, language: Option<&str>) -> Option<Columns> {
    let names: Vec<String> = row
        .iter()
        .map(|name| name.trim().to_lowercase().replace('_', " "))
        .collect();
    let find = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let wanted = language.map(str::to_lowercase);
    let source = find(&SOURCE)?;
    let by_language = || {
        let is_wanted = |name: &str| match &wanted {
            Some(wanted) => name.replace('-', " ") == wanted.replace(['-', '_'], " "),
            None => is_code(name),
        };
        (0..names.len()).find(|&at| at != source && is_wanted(&names[at]))
    };
    let target = find(&TARGET).or_else(by_language)?;
    Some(Columns {
        source,
        target,
        part: find(&PART),
        note: find(&NOTE),
        fuzzy: find(&["fuzzy"]),
    })
}

/// The columns of a table that does not name them.
fn in_order(rows: &[StringRecord]) -> Columns {
    let third = || {
        rows.iter()
            .filter_map(|row| row.get(2))
            .filter(|cell| !cell.trim().is_empty())
    };
    let is_part = third().next().is_some() && third().all(|cell| Part::parse(cell).is_some());
    Columns {
        source: 0,
        target: 1,
        part: is_part.then_some(2),
        note: Some(if is_part { 3 } else { 2 }),
        fuzzy: None,
    }
}

/// `fr`, `pt-BR`.
fn is_code(name: &str) -> bool {
    let mut parts = name.split(['-', '_', ' ']);
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && letters(part))
        && parts.all(|part| matches!(part.len(), 2 | 4) && letters(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(String, String, Option<Part>, Option<String>)> {
        let terms = read(text, None).unwrap().terms.into_iter();
        terms
            .map(|term| (term.source, term.target, term.part, term.note))
            .collect()
    }

    fn term(
        source: &str,
        target: &str,
        part: Option<Part>,
        note: Option<&str>,
    ) -> (String, String, Option<Part>, Option<String>) {
        (
            source.to_owned(),
            target.to_owned(),
            part,
            note.map(str::to_owned),
        )
    }

    #[test]
    fn columns_in_order_and_by_name() {
        assert_eq!(
            terms("library,bibliothèque\n"),
            [term("library", "bibliothèque", None, None)]
        );
        assert_eq!(
            terms("library;bibliothèque;noun;\"no; never librairie\"\n\nreturn;renvoyer;verb\n"),
            [
                term(
                    "library",
                    "bibliothèque",
                    Some(Part::Noun),
                    Some("no; never librairie")
                ),
                term("return", "renvoyer", Some(Part::Verb), None)
            ]
        );
        assert_eq!(
            terms("a\tb\tjust a note\n"),
            [term("a", "b", None, Some("just a note"))]
        );
        assert_eq!(
            terms("\u{feff}Note,Target,Source\r\nx,\"b, c\",a\r\n"),
            [term("a", "b, c", None, Some("x"))]
        );
        let weblate = "location,source,target,id,fuzzy,context,translator_comments,developer_comments\n,a,b,,False,,,why\n,c,d,,True,,,\n";
        assert_eq!(terms(weblate).len(), 1);
        assert_eq!(read(weblate, None).unwrap().fuzzy, ["c"]);
        let codes = read("en,pt-BR\na,b\n", None).unwrap();
        assert_eq!(codes.language.as_deref(), Some("pt-BR"));
        let chosen = read("en,fr,de\nlibrary,bibliothèque,Bibliothek\n", Some("de")).unwrap();
        assert_eq!(chosen.terms[0].target, "Bibliothek");
    }

    #[test]
    fn what_is_no_table_is_told_with_its_line() {
        let error = read("a,b\nc\n", None).unwrap_err().to_string();
        assert!(
            error.starts_with("line 2: a row of 1 columns has no translation; "),
            "{error}"
        );
    }
}
