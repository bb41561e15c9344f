//! Findings as JSON: one document, or one object a line.
//!
//! The keys are a promise to scripts. A span counts bytes of the decoded string as UTF-8; where a finding stands in no
//! string of an entry, `msgctxt`, `msgid`, `field`, `plural` and `span` are null and the edits of its fix count in the file's
//! decoded text. A context or source of more than 1,000 bytes is cut, with `…` at its end: it is repeated by each finding.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::{Failure, Report, escape};
use crate::diagnostic::{Diagnostic, Elsewhere, Fix, Span};

#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    rule: &'a str,
    group: &'a str,
    severity: &'a str,
    message: &'a str,
    /// Why, and, of a hit that is not replaced, why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    msgctxt: Option<Cow<'a, str>>,
    msgid: Option<Cow<'a, str>>,
    field: Option<&'a str>,
    plural: Option<u32>,
    span: Option<[usize; 2]>,
    fix: Option<Repair<'a>>,
    /// Of spelling alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<&'a [String]>,
    fingerprint: String,
    /// Of a finding that stands for the same one in other places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Repair<'a> {
    safety: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    span: [usize; 2],
    text: &'a str,
}

#[derive(Serialize)]
struct Document<'a, F> {
    /// Of this shape; a key that is added does not change it.
    version: u32,
    files: usize,
    entries: usize,
    findings: F,
    errors: &'a [Failure<'a>],
}

fn finding<'a>(name: &'a str, diagnostic: &'a Diagnostic, fingerprint: u128) -> Finding<'a> {
    let place = diagnostic.place.as_ref();
    Finding {
        file: name,
        line: diagnostic.start.line,
        column: diagnostic.start.column,
        end_line: diagnostic.end.line,
        end_column: diagnostic.end.column,
        rule: &diagnostic.rule,
        group: diagnostic.group.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        msgctxt: place.and_then(|place| place.msgctxt.as_deref()).map(cut),
        msgid: place.map(|place| cut(&place.msgid)),
        field: place.map(|place| place.field.name()),
        plural: place.and_then(|place| place.plural),
        span: place.map(|place| pair(place.span)),
        fix: diagnostic.fix.as_ref().map(repair),
        suggestions: diagnostic.suggestions.as_deref(),
        fingerprint: format!("{fingerprint:032x}"),
        elsewhere: diagnostic.elsewhere.iter().map(other).collect(),
    }
}

/// How many bytes of a context or source are given: each finding repeats them.
const LONGEST: usize = 1000;

/// A context or source, or its beginning and `…`.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..text.floor_char_boundary(LONGEST)]))
}

fn other(place: &Elsewhere) -> Other<'_> {
    Other {
        file: &place.file,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}

fn repair(fix: &Fix) -> Repair<'_> {
    let edits = fix.edits.iter().map(|edit| Replacement {
        span: pair(edit.span),
        text: &edit.text,
    });
    Repair {
        safety: fix.safety.name(),
        edits: edits.collect(),
    }
}

const fn pair(span: Span) -> [usize; 2] {
    [span.start, span.end]
}

fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report
        .findings
        .iter()
        .zip(&report.fingerprints)
        .map(|(diagnostic, &fingerprint)| finding(&report.name, diagnostic, fingerprint))
}

/// Writes one document.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], errors: &[Failure<'_>]) -> io::Result<()> {
    let document = Document {
        version: 1,
        files: reports.len(),
        entries: reports.iter().map(|report| report.entries).sum(),
        findings: escape::List(|| reports.iter().flat_map(findings)),
        errors,
    };
    escape::json(out, &document)?;
    writeln!(out)
}

/// Writes one object a line for each finding.
///
/// # Errors
/// What writing says.
pub fn write_lines(out: &mut dyn Write, reports: &[Report]) -> io::Result<()> {
    for finding in reports.iter().flat_map(findings) {
        escape::json(out, &finding)?;
        writeln!(out)?;
    }
    Ok(())
}
