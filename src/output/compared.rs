//! What differs between two versions of a translation, for people: each message with its source, and the words of its
//! translation that changed.
//!
//! With colours removed words are red and struck through, added ones green; without, they stand in `[-…-]` and `{+…+}` as
//! git marks them. A translation that is new throughout is shown whole, the old one above it.

pub mod html;
pub mod json;
pub mod markdown;
mod paragraph;

use std::collections::BTreeMap;
use std::io::{self, Write};

pub(crate) use self::paragraph::{Kind, Marks, Paragraph, visible};
use super::{Paint, count, escape};
use crate::compare::{Aspect, Difference, FileDifference, Run, Version, likeness, words};

/// From which likeness on the words of two translations are told in one text.
const ALIKE: f64 = 0.3;

/// How many lines of a source are shown that is only there to be recognised.
const SOURCE_LINES: usize = 4;

/// How to show it.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are wanted.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

/// A part of a message as it is shown.
struct Part<'a> {
    /// What it is; empty for a source or a translation of one form.
    label: String,
    /// Its words.
    runs: Vec<Run<'a>>,
    /// Whether it is shown to recognise the message, and not because it changed.
    context: bool,
}

/// Writes what differs, file by file.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, files: &[FileDifference], style: Style) -> io::Result<()> {
    let paint = Paint {
        colour: style.colour,
    };
    for (number, file) in files.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(
            out,
            "{}: {}",
            paint.with("1", &escape::line(&title(file))),
            summary(file)
        )?;
        let shown = shown(file);
        let numbers = shown.iter().filter_map(|one| Some(one.any()?.line));
        let gutter = numbers.max().unwrap_or(0).to_string().len().max(3);
        for (from, messages) in unchanged_moves(file) {
            let messages = count(messages, "message");
            writeln!(
                out,
                "\n{:gutter$} {messages} moved from {}, unchanged",
                "",
                escape::line(from)
            )?;
        }
        for difference in shown {
            writeln!(out)?;
            message(out, difference, gutter, paint, style.width)?;
        }
    }
    Ok(())
}

fn message(
    out: &mut dyn Write,
    difference: &Difference,
    gutter: usize,
    paint: Paint,
    width: usize,
) -> io::Result<()> {
    let Some(any) = difference.any() else {
        return Ok(());
    };
    let aspects = difference.aspects();
    let code = match aspects[..] {
        [Aspect::Added, ..] => "32",
        [Aspect::Removed, ..] => "31",
        _ => "36",
    };
    let line = paint.with("2", &format!("{:>gutter$}", any.line));
    writeln!(
        out,
        "{line} {}",
        paint.with(code, &escape::line(&heading(difference, &aspects)))
    )?;
    for part in parts(difference) {
        let label = match part.label.as_str() {
            "" => String::new(),
            label => format!("{label} "),
        };
        let indent = gutter + 1;
        let room = width.saturating_sub(indent + label.chars().count()).max(20);
        let mut paragraph = {
            let marked = !paint.colour && !part.context;
            let marks = if marked { Marks::GIT } else { Marks::NONE };
            Paragraph::new(&part.runs, marks, room)
        };
        if part.context {
            paragraph.cut(SOURCE_LINES);
        }
        for (number, line) in paragraph.lines.iter().enumerate() {
            let text: String = line
                .iter()
                .map(|(kind, text)| {
                    let code = match kind {
                        Kind::Same if part.context => "2",
                        Kind::Same => return text.clone(),
                        Kind::Removed => "31;9",
                        Kind::Added => "32;1",
                    };
                    paint.with(code, text)
                })
                .collect();
            let label = if number == 0 { &label } else { "" };
            let label_width = part.label.chars().count() + usize::from(!part.label.is_empty());
            let label = paint.with("2", &format!("{label:label_width$}"));
            writeln!(out, "{:indent$}{label}{text}", "")?;
        }
    }
    Ok(())
}

/// In which ways a message differs, in words.
fn heading(difference: &Difference, aspects: &[Aspect]) -> String {
    let mut names: Vec<String> = aspects
        .iter()
        .map(|aspect| match (aspect, &difference.from) {
            (Aspect::Moved, Some(from)) => format!("moved from {from}"),
            _ => aspect.name().to_owned(),
        })
        .collect();
    if let Some(any) = difference.any() {
        if any.source.is_empty() && any.context.is_none() {
            names.insert(0, "header".to_owned());
        }
        // Of what is new or gone the state is told as well.
        if difference.old.is_none() || difference.new.is_none() {
            let states = [
                (any.fuzzy, "fuzzy"),
                (any.obsolete, "obsolete"),
                (!any.is_translated(), "untranslated"),
            ];
            let states = states.iter().filter(|(is, _)| *is);
            names.extend(states.map(|(_, name)| (*name).to_owned()));
        }
    }
    names.join(", ")
}

/// What is shown of a message: its source, then what changed.
fn parts(difference: &Difference) -> Vec<Part<'_>> {
    let Some(any) = difference.any() else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let (old, new) = (difference.old.as_deref(), difference.new.as_deref());
    // What recognises a message is not told as new or gone, where the whole message is.
    let (was, is) = (old.unwrap_or(any), new.unwrap_or(any));
    let strings = [
        ("context", was.context.as_deref(), is.context.as_deref()),
        ("", Some(&*was.source), Some(&*is.source)),
    ];
    for (label, before, now) in strings {
        let (before, now) = (before.unwrap_or_default(), now.unwrap_or_default());
        if before == now && !now.is_empty() {
            parts.push(Part {
                label: label.to_owned(),
                runs: vec![Run::Same(now)],
                context: true,
            });
        }
        changed(&mut parts, label, before, now);
    }
    let plurals = (was.plural.as_deref(), is.plural.as_deref());
    changed(
        &mut parts,
        "plural",
        plurals.0.unwrap_or_default(),
        plurals.1.unwrap_or_default(),
    );
    let forms = was.translation.len().max(is.translation.len());
    for at in 0..forms {
        let before = old.and_then(|side| side.translation.get(at));
        let now = new.and_then(|side| side.translation.get(at));
        let label = if forms > 1 {
            format!("[{at}]")
        } else {
            String::new()
        };
        changed(
            &mut parts,
            &label,
            before.map_or("", |form| form),
            now.map_or("", |form| form),
        );
    }
    if let (Some(old), Some(new)) = (old, new) {
        changed(&mut parts, "flags", &old.flags, &new.flags);
        changed(&mut parts, "comments", &old.notes, &new.notes);
    }
    parts
}

/// Adds what differs between two strings: word by word where they are alike, else one behind the other.
fn changed<'a>(parts: &mut Vec<Part<'a>>, label: &str, before: &'a str, now: &'a str) {
    if before == now {
        return;
    }
    let mut add = |runs| {
        parts.push(Part {
            label: label.to_owned(),
            runs,
            context: false,
        });
    };
    let runs = words(before, now);
    if before.is_empty() || now.is_empty() || likeness(&runs) >= ALIKE {
        add(runs);
    } else {
        add(vec![Run::Removed(before)]);
        add(vec![Run::Added(now)]);
    }
}

/// What a file is called; both names where they differ.
fn title(file: &FileDifference) -> String {
    match (&file.old, &file.new) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        _ => file.name().to_owned(),
    }
}

/// What differs in a file, in numbers.
fn summary(file: &FileDifference) -> String {
    let is =
        |side: fn(&Difference) -> bool| file.differences.iter().filter(|one| side(one)).count();
    let translated = is(|one| {
        one.any()
            .is_some_and(|any| any.is_translated() && !any.fuzzy)
    });
    let whole = |what| {
        let messages = count(file.differences.len(), "message");
        format!("{what}, {messages}, {translated} translated")
    };
    match (&file.old, &file.new) {
        (None, _) => whole("new file"),
        (_, None) => whole("file removed"),
        _ => counts(&file.differences),
    }
}

/// How many messages differ in which way.
fn counts<'d>(differences: impl IntoIterator<Item = &'d Difference>) -> String {
    let told = aspects(differences)
        .into_iter()
        .map(|(aspect, number)| match aspect {
            Aspect::Source | Aspect::Translation => count(number, aspect.name()),
            Aspect::Flags | Aspect::Comments => format!("{number} with other {}", aspect.name()),
            _ => format!("{number} {}", aspect.name()),
        });
    told.collect::<Vec<_>>().join(", ")
}

/// How many messages differ in each way that there is.
fn aspects<'d>(differences: impl IntoIterator<Item = &'d Difference>) -> BTreeMap<Aspect, usize> {
    let mut counts = BTreeMap::new();
    for aspect in differences.into_iter().flat_map(Difference::aspects) {
        *counts.entry(aspect).or_default() += 1;
    }
    counts
}

/// What differs in all files, in numbers.
#[must_use]
pub fn total(files: &[FileDifference]) -> String {
    match files.len() {
        0 => "no difference".to_owned(),
        1 => format!(
            "1 file differs: {}",
            counts(files.iter().flat_map(|file| &file.differences))
        ),
        number => format!(
            "{number} files differ: {}",
            counts(files.iter().flat_map(|file| &file.differences))
        ),
    }
}

/// The messages that are shown one by one: of a new file those with a translation, of a removed one none; what only moved
/// is told in a line.
fn shown(file: &FileDifference) -> Vec<&Difference> {
    let is_shown = |one: &&Difference| match (&file.old, &file.new) {
        (None, _) => one.any().is_some_and(Version::is_translated),
        (_, None) => false,
        _ => true,
    };
    file.differences
        .iter()
        .filter(|one| one.aspects() != [Aspect::Moved])
        .filter(is_shown)
        .collect()
}

/// How many messages came unchanged from which other file.
fn unchanged_moves(file: &FileDifference) -> BTreeMap<&str, usize> {
    let mut moves = BTreeMap::new();
    for difference in &file.differences {
        if let Some(from) = &difference.from
            && difference.aspects() == [Aspect::Moved]
        {
            *moves.entry(from.as_str()).or_default() += 1;
        }
    }
    moves
}
