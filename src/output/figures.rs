//! Progress figures as one JSON document; the keys are a promise to scripts.

use std::io::{self, Write};

use serde::Serialize;

use crate::stats::{Entries, Stats, Tree, Words};

#[derive(Serialize)]
struct Figures<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    entries: Entries,
    source_words: Words,
    percent: f64,
}

#[derive(Serialize)]
struct Document<'a> {
    files: Vec<Figures<'a>>,
    folders: Vec<Figures<'a>>,
    total: Figures<'a>,
}

impl<'a> Figures<'a> {
    fn new(path: Option<&'a str>, stats: &Stats) -> Self {
        Figures {
            path,
            entries: stats.entries,
            source_words: stats.words,
            percent: f64::from(u32::try_from(stats.per_mille()).unwrap_or(1000)) / 10.0,
        }
    }

    fn all(rows: &'a [(String, Stats)]) -> Vec<Self> {
        rows.iter()
            .map(|(path, stats)| Figures::new(Some(path), stats))
            .collect()
    }
}

/// Writes the document.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    let document = Document {
        files: Figures::all(&tree.files),
        folders: Figures::all(&tree.folders),
        total: Figures::new(None, &tree.total),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}
