//! How much is translated as the answer of an endpoint for a badge of shields.io (schema version 1 of its endpoint badge).

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::escape;
use super::table::{language_name, percent};
use crate::stats::{Row, Stats};

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
    escape::json(out, &badge(stats, "translated", &percent(stats)))?;
    writeln!(out)
}

/// Writes an object with a badge for each row, by its name.
///
/// # Errors
/// What writing says.
pub fn write_each(out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
    let messages: Vec<String> = rows.iter().map(|row| percent(&row.stats)).collect();
    let badges: BTreeMap<&str, Badge<'_>> = rows
        .iter()
        .zip(&messages)
        .map(|(row, message)| {
            let name = language_name(&row.path);
            (name, badge(&row.stats, name, message))
        })
        .collect();
    escape::json(out, &badges)?;
    writeln!(out)
}

fn badge<'a>(stats: &Stats, label: &'a str, message: &'a str) -> Badge<'a> {
    let color = match stats.per_mille() {
        1000 => "brightgreen",
        900.. => "green",
        750.. => "yellowgreen",
        500.. => "yellow",
        250.. => "orange",
        _ => "red",
    };
    Badge {
        schema_version: 1,
        label,
        message,
        color,
    }
}
