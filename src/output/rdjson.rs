//! Reviewdog's diagnostic format, which brings findings and their fixes into a review on any forge
//! (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>). Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::region::{Position, Region, Replacement};
use super::{Report, escape};
use crate::diagnostic::{Diagnostic, Elsewhere, Severity};

#[derive(Serialize)]
struct Document<F> {
    source: Source,
    diagnostics: F,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    message: String,
    location: Location<'a>,
    severity: &'a str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Line<'a>,
}

/// A place by its lines alone: the file is not at hand any more, and columns are bytes here.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    range: Lines,
}

#[derive(Serialize)]
struct Lines {
    start: LineNumber,
    end: LineNumber,
}

#[derive(Serialize)]
struct LineNumber {
    line: u32,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

impl From<Position> for Point {
    fn from(position: Position) -> Point {
        Point {
            line: position.line,
            column: position.byte_column,
        }
    }
}

impl From<Region> for Range {
    fn from(region: Region) -> Range {
        Range {
            start: region.start.into(),
            end: region.end.into(),
        }
    }
}

/// Writes the document.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report]) -> io::Result<()> {
    let document = Document {
        source: Source { name: "polir" },
        diagnostics: escape::List(|| reports.iter().flat_map(findings)),
    };
    escape::json(out, &document)?;
    writeln!(out)
}

fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    let places = report.regions.iter().zip(&report.repairs);
    let found = report.findings.iter().zip(places);
    found.map(|(finding, (region, repair))| one(&report.name, finding, *region, repair))
}

fn related(place: &Elsewhere) -> Related<'_> {
    let line = |line| LineNumber { line };
    Related {
        message: "the same here",
        location: Line {
            path: &place.file,
            range: Lines {
                start: line(place.start.line),
                end: line(place.end.line),
            },
        },
    }
}

fn one<'a>(
    path: &'a str,
    finding: &'a Diagnostic,
    region: Region,
    repair: &'a [Replacement],
) -> Finding<'a> {
    let message = match &finding.help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    };
    let suggestion = |replacement: &'a Replacement| Suggestion {
        range: replacement.region.into(),
        text: &replacement.text,
    };
    Finding {
        message,
        location: Location {
            path,
            range: region.into(),
        },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code {
            value: &finding.rule,
        },
        suggestions: repair.iter().map(suggestion).collect(),
        related_locations: finding.elsewhere.iter().map(related).collect(),
    }
}
