//! How much is translated as the answer of an endpoint for a badge of shields.io (schema version 1 of its endpoint badge).

use std::io::{self, Write};

use serde::Serialize;

use super::escape;
use super::table::percent;
use crate::stats::Stats;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Badge<'a> {
    schema_version: u32,
    label: &'a str,
    message: &'a str,
    color: &'a str,
}

/// Writes the badge.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, stats: &Stats) -> io::Result<()> {
    let color = match stats.per_mille() {
        1000 => "brightgreen",
        900.. => "green",
        750.. => "yellowgreen",
        500.. => "yellow",
        250.. => "orange",
        _ => "red",
    };
    let badge = Badge {
        schema_version: 1,
        label: "translated",
        message: &percent(stats),
        color,
    };
    escape::json(out, &badge)?;
    writeln!(out)
}
