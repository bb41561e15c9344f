//! `path:line:column: severity[rule] message`: one line a finding, for editors and `grep`.

use std::io::{self, Write};

use super::escape::line;
use super::{Paint, Report};

/// Writes every finding.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], paint: Paint) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            let severity = paint.severity(finding.severity, finding.severity.name());
            writeln!(
                out,
                "{}:{}:{}: {severity}[{}] {}",
                line(&report.name),
                finding.start.line,
                finding.start.column,
                line(&finding.rule),
                line(&finding.message)
            )?;
        }
    }
    Ok(())
}
