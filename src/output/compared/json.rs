//! What differs, as one JSON document.
//!
//! The keys are a promise to scripts: per file its names (null where there is none) and its changes; per change the names of
//! what differs, both versions (null where there is none), and for each form of the translation its words, each as `"="`, `"-"`
//! or `"+"` and the text.

use std::io::{self, Write};

use serde::Serialize;

use crate::compare::{Difference, FileDifference, Run, Version, words};
use crate::output::{Failure, escape};

#[derive(Serialize)]
struct Document<'a> {
    /// Of this shape; a key that is added does not change it.
    version: u32,
    files: Vec<File<'a>>,
    errors: &'a [Failure<'a>],
}

#[derive(Serialize)]
struct File<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    what: Vec<&'static str>,
    moved_from: Option<&'a str>,
    old: Option<Message<'a>>,
    new: Option<Message<'a>>,
    words: Vec<Vec<(&'static str, &'a str)>>,
}

#[derive(Serialize)]
struct Message<'a> {
    line: u32,
    msgctxt: Option<&'a str>,
    msgid: &'a str,
    msgid_plural: Option<&'a str>,
    msgstr: &'a [Box<str>],
    fuzzy: bool,
    obsolete: bool,
    flags: Vec<&'a str>,
    comments: Vec<&'a str>,
}

/// Writes the document.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    files: &[FileDifference],
    errors: &[Failure<'_>],
) -> io::Result<()> {
    let document = Document {
        version: 1,
        files: files
            .iter()
            .map(|file| File {
                old: file.old.as_deref(),
                new: file.new.as_deref(),
                changes: file.differences.iter().map(change).collect(),
            })
            .collect(),
        errors,
    };
    escape::json(out, &document)?;
    writeln!(out)
}

fn change(difference: &Difference) -> Change<'_> {
    let (old, new) = (difference.old.as_deref(), difference.new.as_deref());
    let forms = |side: Option<&Version>| side.map_or(0, |side| side.translation.len());
    let count = forms(old).max(forms(new));
    let words = (0..count).map(|at| {
        let before = old.and_then(|side| side.translation.get(at));
        let now = new.and_then(|side| side.translation.get(at));
        let runs = words(before.map_or("", |form| form), now.map_or("", |form| form));
        let run = |run| match run {
            Run::Same(text) => ("=", text),
            Run::Removed(text) => ("-", text),
            Run::Added(text) => ("+", text),
        };
        runs.into_iter().map(run).collect()
    });
    Change {
        what: difference
            .aspects()
            .iter()
            .map(|aspect| aspect.name())
            .collect(),
        moved_from: difference.from.as_deref(),
        old: old.map(message),
        new: new.map(message),
        words: words.collect(),
    }
}

fn message(version: &Version) -> Message<'_> {
    Message {
        line: version.line,
        msgctxt: version.context.as_deref(),
        msgid: &version.source,
        msgid_plural: version.plural.as_deref(),
        msgstr: &version.translation,
        fuzzy: version.fuzzy,
        obsolete: version.obsolete,
        flags: version
            .flags
            .split(", ")
            .filter(|flag| !flag.is_empty())
            .collect(),
        comments: version.notes.lines().collect(),
    }
}
