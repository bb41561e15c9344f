//! The XML of `JUnit`, as build servers read it: a suite a file, a failed case a finding; a file without findings is one case
//! that passed (<https://github.com/testmoapp/junitxml>, the common ground of the many dialects).

use std::io::{self, Write};

use super::escape::xml as escaped;
use super::{Failure, Report};

/// Writes the document.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], failures: &[Failure<'_>]) -> io::Result<()> {
    let found: usize = reports.iter().map(|report| report.findings.len()).sum();
    let passed = reports.iter().filter(|report| report.findings.is_empty());
    let tests = found + passed.count() + failures.len();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"polir\" tests=\"{tests}\" failures=\"{found}\" errors=\"{}\">",
        failures.len()
    )?;
    for report in reports {
        let (name, count) = (escaped(&report.name), report.findings.len());
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{count}\" errors=\"0\">",
            count.max(1)
        )?;
        if count == 0 {
            writeln!(
                out,
                "    <testcase name=\"polir\" classname=\"{name}\" file=\"{name}\"/>"
            )?;
        }
        for finding in &report.findings {
            let line = finding.start.line;
            let column = finding.start.column;
            let rule = escaped(&finding.rule);
            let message = escaped(&finding.message);
            writeln!(
                out,
                "    <testcase name=\"{rule}:{line}:{column}\" classname=\"{name}\" file=\"{name}\" line=\"{line}\">"
            )?;
            write!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{name}:{line}:{column}: {message}",
                finding.severity
            )?;
            if let Some(help) = &finding.help {
                write!(out, "\n{}", escaped(help))?;
            }
            for place in &finding.elsewhere {
                let start = place.start;
                write!(
                    out,
                    "\n{}:{}:{}",
                    escaped(&place.file),
                    start.line,
                    start.column
                )?;
            }
            writeln!(out, "</failure>\n    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    for failure in failures {
        let (name, message) = (escaped(failure.file), escaped(failure.message));
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    \
             <testcase name=\"polir\" classname=\"{name}\" file=\"{name}\">\n      \
             <error type=\"unreadable\" message=\"{message}\"/>\n    </testcase>\n  </testsuite>"
        )?;
    }
    writeln!(out, "</testsuites>")
}
