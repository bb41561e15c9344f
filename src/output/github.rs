//! Annotations of GitHub's and Forgejo's actions: one workflow command a finding, which the service shows beside the
//! line (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>).

use std::io::{self, Write};

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

/// A message, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value before the message, where colons and commas mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(data("100 %\r\na: b, c"), "100 %25%0D%0Aa: b, c");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
