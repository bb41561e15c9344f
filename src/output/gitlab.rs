//! GitLab's Code Quality report: a JSON array, one object a finding
//! (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use std::io::{self, Write};

use serde::Serialize;

use super::{Failure, Report, escape};
use crate::diagnostic::{Elsewhere, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'a str,
    location: Location<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn location(place: &Elsewhere) -> Location<'_> {
    Location {
        path: &place.file,
        lines: Lines {
            begin: place.start.line,
            end: place.end.line,
        },
    }
}

/// Writes the report; a file that could not be read is a finding too, for the format has no other place for it.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], failures: &[Failure<'_>]) -> io::Result<()> {
    let issues = escape::List(|| {
        let found = reports.iter().flat_map(|report| {
            let fingerprints = report.fingerprints.iter();
            report
                .findings
                .iter()
                .zip(fingerprints)
                .map(|(finding, fingerprint)| Issue {
                    description: &finding.message,
                    check_name: &finding.rule,
                    fingerprint: format!("{fingerprint:032x}"),
                    severity: match finding.severity {
                        Severity::Error => "major",
                        Severity::Warning => "minor",
                        Severity::Info => "info",
                    },
                    location: Location {
                        path: &report.name,
                        lines: Lines {
                            begin: finding.start.line,
                            end: finding.end.line,
                        },
                    },
                    other_locations: finding.elsewhere.iter().map(location).collect(),
                })
        });
        let failed = failures.iter().map(|failure| Issue {
            description: failure.message,
            check_name: "unreadable",
            fingerprint: format!("unreadable:{}", failure.file),
            severity: "critical",
            location: Location {
                path: failure.file,
                lines: Lines { begin: 1, end: 1 },
            },
            other_locations: Vec::new(),
        });
        found.chain(failed)
    });
    escape::json_pretty(out, &issues)?;
    writeln!(out)
}
