//! Progress figures as comma-separated values (RFC 4180, with line feeds): files, then folders, then
//! languages where these are listed, then everything.

use std::io::{self, Write};

use super::escape;
use crate::stats::history::History;
use crate::stats::{By, Row, Stats, Tree};

const FIGURES: &str = "total,translated,fuzzy,untranslated,obsolete,percent,\
                       words,words_translated,words_fuzzy,words_untranslated";

/// Writes a line of headings and a line for each file, folder, and the total; where they are compared with an earlier
/// state, with its figures behind them.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    write!(out, "kind,path,{FIGURES}")?;
    if tree.since.is_some() {
        for figure in FIGURES.split(',') {
            write!(out, ",before_{figure}")?;
        }
    }
    writeln!(out)?;
    let total = std::slice::from_ref(&tree.total);
    let languages = match tree.by {
        Some(By::Language) => &*tree.languages,
        _ => &[],
    };
    for (kind, rows) in [
        ("file", &*tree.files),
        ("folder", &*tree.folders),
        ("language", languages),
        ("total", total),
    ] {
        for Row {
            path,
            stats,
            before,
            ..
        } in rows
        {
            write!(out, "{kind},{},{}", escape::csv(path), figures(stats))?;
            match before {
                Some(before) => write!(out, ",{}", figures(before))?,
                None if tree.since.is_some() => {
                    write!(out, "{}", ",".repeat(FIGURES.split(',').count()))?;
                }
                None => {}
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Writes a line of headings and a line for each commit, the oldest first.
///
/// # Errors
/// What writing says.
pub fn write_history(out: &mut dyn Write, history: &History) -> io::Result<()> {
    writeln!(out, "commit,date,files,{FIGURES}")?;
    for point in &history.points {
        let figures = figures(&point.stats);
        writeln!(
            out,
            "{},{},{},{figures}",
            point.commit, point.date, point.files
        )?;
    }
    Ok(())
}

fn figures(stats: &Stats) -> String {
    let (entries, words) = (stats.entries, stats.words);
    format!(
        "{},{},{},{},{},{}.{},{},{},{},{}",
        entries.total,
        entries.translated,
        entries.fuzzy,
        entries.untranslated,
        entries.obsolete,
        stats.per_mille() / 10,
        stats.per_mille() % 10,
        words.total,
        words.translated,
        words.fuzzy,
        words.untranslated
    )
}
