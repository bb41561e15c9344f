//! Progress figures as a table in Markdown, for an issue or a page of a wiki.

use std::io::{self, Write};

use super::escape::markdown_cell;
use super::table::{change, language_name, percent, total_name};
use crate::stats::{By, Row, Tree};

/// Writes a table of the files, one of the folders where there are some, or one of what was asked for; the total is at the
/// end of each.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    let files = ("File", tree.files.iter().collect());
    let folders = ("Folder", tree.shown_folders());
    let mut tables: Vec<(&str, Vec<&Row>)> = match tree.by {
        None => vec![files, folders],
        Some(By::File) => vec![files],
        Some(By::Folder) => vec![folders],
        Some(By::Language) => vec![("Language", tree.languages.iter().collect())],
    };
    tables.retain(|(_, rows)| !rows.is_empty());
    for (number, (heading, rows)) in tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        write!(
            out,
            "| {heading} | Done | Translated | Fuzzy | Untranslated | Words left |"
        )?;
        write!(
            out,
            "{}",
            if tree.since.is_some() {
                " Change |\n"
            } else {
                "\n"
            }
        )?;
        write!(out, "|:---|---:|---:|---:|---:|---:|")?;
        write!(
            out,
            "{}",
            if tree.since.is_some() {
                "---:|\n"
            } else {
                "\n"
            }
        )?;
        for row in rows {
            line(out, tree, row, &markdown_cell(language_name(&row.path)))?;
        }
        line(out, tree, &tree.total, &format!("**{}**", total_name(tree)))?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, tree: &Tree, row: &Row, name: &str) -> io::Result<()> {
    let (entries, words) = (row.stats.entries, row.stats.words);
    write!(
        out,
        "| {} | {} | {} | {} | {} | {} |",
        name,
        percent(&row.stats),
        entries.translated,
        entries.fuzzy,
        entries.untranslated,
        words.left()
    )?;
    if tree.since.is_some() {
        write!(out, " {} |", change(row))?;
    }
    writeln!(out)
}
