//! Progress figures as one JSON document; the keys are a promise to scripts.

use std::io::{self, Write};

use serde::Serialize;

use super::escape;
use crate::stats::history::History;
use crate::stats::{Entries, Row, Stats, Tree, Words};

#[derive(Serialize)]
struct Figures {
    entries: Entries,
    source_words: Words,
    percent: f64,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// Only of a language's line and of a file's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language<'a>>,
    /// Only of a language's line and of a folder's.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<usize>,
    #[serde(flatten)]
    figures: Figures,
    /// Only where something is compared; null where there was no such file.
    #[serde(skip_serializing_if = "Before::is_not_asked")]
    before: Before,
}

/// A code; null where it is unknown.
#[derive(Serialize)]
struct Language<'a>(Option<&'a str>);

/// The figures of an earlier state.
#[derive(Serialize)]
#[serde(untagged)]
enum Before {
    There(Figures),
    NotThere,
    NotAsked,
}

impl Before {
    const fn is_not_asked(&self) -> bool {
        matches!(self, Before::NotAsked)
    }
}

#[derive(Serialize)]
struct Since<'a> {
    #[serde(rename = "ref")]
    name: &'a str,
    commit: &'a str,
    removed: &'a [String],
}

#[derive(Serialize)]
struct Document<'a> {
    files: Vec<Line<'a>>,
    folders: Vec<Line<'a>>,
    languages: Vec<Line<'a>>,
    total: Line<'a>,
    /// What a word is.
    words: &'a str,
    /// How many files the total is of, listed or not, and how many there were to choose from.
    files_counted: usize,
    files_found: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Since<'a>>,
}

#[derive(Serialize)]
struct Moment<'a> {
    commit: &'a str,
    date: &'a str,
    files: usize,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Moments<'a> {
    history: Vec<Moment<'a>>,
    words: &'a str,
}

impl From<&Stats> for Figures {
    fn from(stats: &Stats) -> Figures {
        Figures {
            entries: stats.entries,
            source_words: stats.words,
            percent: f64::from(u32::try_from(stats.per_mille()).unwrap_or(1000)) / 10.0,
        }
    }
}

/// Writes the document.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    let compared = tree.since.is_some();
    let document = Document {
        files: lines(&tree.files, |row| Line {
            path: Some(&row.path),
            language: Some(known(&row.language)),
            ..line(row, compared)
        }),
        folders: lines(&tree.folders, |row| Line {
            path: Some(&row.path),
            files: Some(row.files),
            ..line(row, compared)
        }),
        languages: lines(&tree.languages, |row| Line {
            language: Some(known(&row.path)),
            files: Some(row.files),
            ..line(row, compared)
        }),
        total: line(&tree.total, compared),
        words: tree.definition.name(),
        files_counted: tree.counted,
        files_found: tree.choice_of,
        since: tree.since.as_ref().map(|since| Since {
            name: &since.name,
            commit: &since.commit,
            removed: &since.removed,
        }),
    };
    escape::json(out, &document)?;
    writeln!(out)
}

fn lines<'a>(rows: &'a [Row], line: impl Fn(&'a Row) -> Line<'a>) -> Vec<Line<'a>> {
    rows.iter().map(line).collect()
}

fn known(language: &str) -> Language<'_> {
    Language((!language.is_empty()).then_some(language))
}

fn line(row: &Row, compared: bool) -> Line<'_> {
    Line {
        path: None,
        language: None,
        files: None,
        figures: (&row.stats).into(),
        before: match &row.before {
            Some(before) => Before::There(before.into()),
            None if compared => Before::NotThere,
            None => Before::NotAsked,
        },
    }
}

/// Writes the figures after each commit, the oldest first.
///
/// # Errors
/// What writing says.
pub fn write_history(out: &mut dyn Write, history: &History, words: &str) -> io::Result<()> {
    let moments = history.points.iter().map(|point| Moment {
        commit: &point.commit,
        date: &point.date,
        files: point.files,
        figures: (&point.stats).into(),
    });
    let document = Moments {
        history: moments.collect(),
        words,
    };
    escape::json(out, &document)?;
    writeln!(out)
}
