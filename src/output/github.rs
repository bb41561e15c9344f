//! Annotations of GitHub's and Forgejo's actions: one workflow command a finding, which the service shows beside the
//! line (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).

use std::io::{self, Write};

use super::escape::{github as data, github_property as property};
use super::{Failure, Report};
use crate::diagnostic::Severity;

/// Writes every finding, and what could not be read.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], failures: &[Failure<'_>]) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            write!(
                out,
                "::{command} file={},line={},endLine={},col={}",
                property(&report.name),
                finding.start.line,
                finding.end.line,
                finding.start.column
            )?;
            // A column of the end means something on the line of the start alone.
            if finding.end.line == finding.start.line {
                write!(out, ",endColumn={}", finding.end.column)?;
            }
            let help = finding.help.iter().map(|help| format!("\n{help}"));
            let message = finding.message.clone() + &help.collect::<String>();
            let title = property(&format!("polir[{}]", finding.rule));
            writeln!(out, ",title={title}::{}", data(&message))?;
        }
    }
    for failure in failures {
        let file = property(failure.file);
        writeln!(out, "::error file={file}::{}", data(failure.message))?;
    }
    Ok(())
}
