//! Progress figures as comma-separated values (RFC 4180, with line feeds): files, then folders, then everything.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::stats::{Stats, Tree};

/// Writes a line of headings and a line for each file, folder, and the total.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    writeln!(
        out,
        "kind,path,total,translated,fuzzy,untranslated,obsolete,percent,\
         words,words_translated,words_fuzzy,words_untranslated"
    )?;
    for (path, stats) in &tree.files {
        row(out, "file", path, stats)?;
    }
    for (path, stats) in &tree.folders {
        row(out, "folder", path, stats)?;
    }
    row(out, "total", "", &tree.total)
}

fn row(out: &mut dyn Write, kind: &str, path: &str, stats: &Stats) -> io::Result<()> {
    let (entries, words) = (stats.entries, stats.words);
    writeln!(
        out,
        "{kind},{},{},{},{},{},{},{}.{},{},{},{},{}",
        field(path),
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

fn field(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}
