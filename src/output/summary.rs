//! The last line: what a run has read and found.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Report, count, fixable};
use crate::diagnostic::Safety;

/// `481 files, 59539 entries: 84 findings, 78 fixable, 0.31 s`.
#[must_use]
pub fn line(reports: &[Report], took: Duration) -> String {
    let entries = reports.iter().map(|report| report.entries).sum();
    let findings = || reports.iter().flat_map(|report| &report.findings);
    let read = format!(
        "{}, {}",
        count(reports.len(), "file"),
        count(entries, "entry")
    );
    let total = findings().count();
    let found = if total == 0 {
        "no findings".to_owned()
    } else {
        let at = |level| findings().filter(|finding| fixable(finding, level)).count();
        let safe = at(Safety::Safe);
        let more = at(Safety::Unsafe) - safe;
        let mut found = count(total, "finding");
        if safe > 0 {
            let _ = write!(found, ", {safe} fixable with `polir fix`");
        }
        if more > 0 {
            let and = if safe > 0 { " and" } else { "," };
            let _ = write!(found, "{and} {more} with `polir fix --unsafe`");
        }
        found
    };
    format!("{read}: {found} ({})", seconds(took))
}

/// A time as a person reads it.
#[must_use]
pub fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}
