//! `path:line:column: severity[rule] message`: one line a finding, for editors and `grep`.

use std::io::{self, Write};

use super::{Paint, Report};

/// Writes every finding.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], paint: Paint) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            let severity = paint.severity(finding.severity, finding.severity.name());
            // A message may quote the text, and the text may hold anything.
            let message: String = finding
                .message
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            writeln!(
                out,
                "{}:{}:{}: {severity}[{}] {message}",
                report.name, finding.start.line, finding.start.column, finding.rule
            )?;
        }
    }
    Ok(())
}
