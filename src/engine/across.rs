//! Rules over all files of a run: each file leaves a trace of every message, and when the last one is read the traces
//! are laid side by side.
//!
//! A trace is two hashes and a place, and a file keeps its text only when it left any: what has to be shown of the few
//! messages that contradict each other is read from there again. So memory is bounded by the text of the run, and
//! nothing depends on the order in which threads come to an end.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Lines;
use super::run::diagnostic;
use crate::diagnostic::{Diagnostic, Field, Place, Span};
use crate::po::{Entry, Parser};
use crate::rules::{Across, Compared, Findings, Found, Rule, Version};

/// What a message leaves for a rule over all files.
#[derive(Debug)]
pub struct Trace {
    pub(super) rule: &'static Rule,
    pub(super) across: &'static Across,
    pub(super) compared: Compared,
    /// Where its entry begins, bytes of the file's decoded text.
    pub(super) at: usize,
    /// Which entry of the file it is, 0-based.
    pub(super) entry: usize,
    /// The plural form, where the entry has several.
    pub(super) plural: Option<u32>,
    /// Whether a comment of the entry silences the rule: then it is compared with nothing.
    pub(super) silenced: bool,
    /// What to say of that comment if the rule has nothing to say here.
    pub(super) useless: Option<Box<Found>>,
}

/// What a file leaves.
#[derive(Debug)]
pub struct Left {
    /// Its decoded text.
    pub text: String,
    /// Its traces, by position.
    pub traces: Vec<Trace>,
}

/// Concludes a run: what the rules over all files find in each of `files`, by position. A file is what messages call
/// it, and what it left (nothing where it left no trace); `excerpts` as in [`super::Options`].
#[must_use]
pub fn conclude(files: &[(&str, Option<&Left>)], excerpts: bool) -> Vec<Vec<Diagnostic>> {
    let mut run = Conclusion {
        files,
        excerpts,
        lines: BTreeMap::new(),
        found: Vec::new(),
    };
    run.found.resize_with(files.len(), Vec::new);
    let mut traces: Vec<Seen<'_>> = Vec::new();
    for (file, (_, left)) in files.iter().enumerate() {
        let left = left.iter().flat_map(|left| &left.traces);
        traces.extend(left.map(|trace| Seen { file, trace }));
    }
    // Stable: within a group the order is that of the files and of their messages.
    traces.sort_by_key(|seen| (seen.trace.rule.meta.id, seen.trace.compared.key));
    let mut contradicted: BTreeSet<(usize, usize)> = BTreeSet::new();
    let alike = |a: &Seen<'_>, b: &Seen<'_>| {
        std::ptr::eq(a.trace.rule, b.trace.rule) && a.trace.compared.key == b.trace.compared.key
    };
    for group in traces.chunk_by(alike) {
        if !differ(group.iter()) {
            continue;
        }
        contradicted.extend(group.iter().map(|seen| (seen.file, seen.trace.entry)));
        if differ(group.iter().filter(|seen| !seen.trace.silenced)) {
            run.tell(group.iter().filter(|seen| !seen.trace.silenced));
        }
    }
    for seen in &traces {
        if let Some(useless) = &seen.trace.useless
            && !contradicted.contains(&(seen.file, seen.trace.entry))
        {
            let found = useless.as_ref().clone();
            let span = found.span;
            let finding = diagnostic(found, span, Some(seen.trace.entry), None);
            run.found[seen.file].push(finding);
        }
    }
    for (found, (_, left)) in run.found.iter_mut().zip(files) {
        if let Some(left) = left.filter(|_| !found.is_empty()) {
            Lines::new(&left.text).resolve(found, excerpts);
        }
    }
    run.found
}

/// A trace and the file that left it.
#[derive(Clone, Copy)]
struct Seen<'r> {
    file: usize,
    trace: &'r Trace,
}

/// Whether not all of them have one value.
fn differ<'r>(mut seen: impl Iterator<Item = &'r Seen<'r>>) -> bool {
    let first = seen.next().map(|seen| seen.trace.compared.value);
    seen.any(|seen| Some(seen.trace.compared.value) != first)
}

struct Conclusion<'r> {
    files: &'r [(&'r str, Option<&'r Left>)],
    excerpts: bool,
    lines: BTreeMap<usize, Lines<'r>>,
    found: Vec<Vec<Diagnostic>>,
}

impl<'r> Conclusion<'r> {
    /// Has the rule say what it thinks of messages that contradict each other.
    fn tell(&mut self, group: impl Iterator<Item = &'r Seen<'r>>) {
        let mut versions = Vec::new();
        let mut places = Vec::new();
        for seen in group {
            if let Some(version) = self.version(*seen) {
                versions.push(version);
                places.push(*seen);
            }
        }
        let Some(first) = places.first() else {
            return;
        };
        let mut findings: Vec<Findings> = Vec::new();
        findings.resize_with(versions.len(), Findings::default);
        (first.trace.across.conclude)(&versions, &mut findings);
        for (seen, (version, findings)) in places.iter().zip(versions.iter().zip(findings)) {
            for found in findings.found {
                let finding = self.place(*seen, version, found);
                self.found[seen.file].extend(finding);
            }
        }
    }

    /// Gives what was found in a message its place in the file.
    fn place(&self, seen: Seen<'r>, version: &Version, found: Found) -> Option<Diagnostic> {
        let text = version.text.as_str();
        let (entry, at) = self.entry(seen)?;
        let field = entry.find(Field::Msgstr, seen.trace.plural)?;
        let span = entry.text(field).locate(found.span);
        let place = Place {
            msgctxt: entry.msgctxt().map(Into::into),
            msgid: entry.msgid()?.into(),
            field: Field::Msgstr,
            plural: seen.trace.plural,
            span: found.span,
            matched: text[found.span].into(),
        };
        let span = Span::new(at + span.start, at + span.end);
        let mut finding = diagnostic(found, span, Some(seen.trace.entry), Some(place));
        if self.excerpts {
            let fix = finding.fix.as_ref();
            finding.exchange = fix.and_then(|fix| fix.exchange(text)).map(Box::new);
        }
        Some(finding)
    }

    /// What a message says, and where.
    fn version(&mut self, seen: Seen<'r>) -> Option<Version> {
        let (entry, at) = self.entry(seen)?;
        let field = entry.find(Field::Msgstr, seen.trace.plural)?;
        let (name, left) = self.files[seen.file];
        let lines = self.lines.entry(seen.file);
        let lines = lines.or_insert(Lines::new(&left?.text));
        let source = match seen.trace.plural {
            Some(index) if index > 0 => entry.msgid_plural()?,
            _ => entry.msgid()?,
        };
        let translation = entry.text(field);
        let text = translation.decode().into_owned();
        let start = translation.locate(Span::new(0, text.len())).start;
        Some(Version {
            place: format!("{name}:{}", lines.line(at + start)),
            source: source.into_owned(),
            text,
            value: seen.trace.compared.value,
        })
    }

    /// Reads an entry again, and where in the file its own text begins.
    fn entry(&self, seen: Seen<'r>) -> Option<(Entry<'r>, usize)> {
        let (_, left) = self.files[seen.file];
        let at = seen.trace.at;
        let mut entry = Entry::default();
        Parser::of_one_entry(left?.text.get(at..)?)
            .read(&mut entry)
            .then_some((entry, at))
    }
}
