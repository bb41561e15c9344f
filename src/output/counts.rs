//! `--statistics`: findings rule by rule, and after a fix which form became which. One line a count, the greatest first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::escape::line;
use super::{Paint, Report};

/// How often each rule found something.
#[must_use]
pub fn by_rule(reports: &[Report]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let counts = counts.into_iter();
    counts
        .map(|(rule, count)| (rule.to_owned(), count))
        .collect()
}

/// Writes counts under a heading, or nothing when there are none.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    heading: &str,
    counts: impl Iterator<Item = (String, usize)>,
    paint: Paint,
) -> io::Result<()> {
    let mut counts: Vec<(String, usize)> = counts.collect();
    if counts.is_empty() {
        return Ok(());
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    writeln!(out, "{}", paint.with("1", heading))?;
    let width = counts[0].1.to_string().len();
    for (name, count) in counts {
        writeln!(out, "  {count:width$}  {}", line(&name))?;
    }
    Ok(())
}
