//! `--changed`: only the entries whose translation differs from a git revision.
//!
//! What did not change is not even read: git tells which files differ, and their earlier versions come from one process.

mod base;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::inputs::{Input, Inputs};
use super::terminal;
use crate::changed::{Earlier, Elsewhere, Messages};
use crate::engine::Checker;
use crate::git::{Repository, TreeFile};
use crate::output::{Report, count};
use crate::po::charset::Decoded;
use crate::source;
use base::Base;

/// What the files of a run are compared with.
pub struct Changed {
    /// By the name of the file.
    files: HashMap<String, File>,
}

struct File {
    earlier: Earlier,
    relative: String,
    configuration: usize,
}

/// A file of the run, and what it was.
struct Candidate {
    path: String,
    /// The number of its earlier version in the tree.
    old: Option<usize>,
    messages: Messages,
}

impl Changed {
    /// Compares with what `--changed` asks for, and takes the files out of the run that do not differ. `None` where it was
    /// not given.
    ///
    /// # Errors
    /// Without git, outside a repository, when the revision is unknown.
    pub fn find(
        asked: Option<&OsStr>,
        inputs: &mut Inputs,
        checkers: &[Option<Checker>],
        quiet: bool,
    ) -> anyhow::Result<Option<Changed>> {
        let Some(asked) = asked else { return Ok(None) };
        let asked = asked
            .to_str()
            .context("--changed: the revision is not UTF-8; give its id")?;
        let Some(first) = inputs.files.first() else {
            return Ok(Some(Changed {
                files: HashMap::new(),
            }));
        };
        let folder = match first.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let named = || "--changed".to_owned();
        let repository = Repository::of(folder).with_context(named)?;
        let variable = |name: &str| std::env::var(name).ok();
        let base = base::find(&repository, asked, &variable).with_context(named)?;
        let whole = inputs.files.len();
        let files = compare(&repository, &base, inputs).with_context(named)?;
        // What compares files must see them all.
        if !checkers.iter().flatten().any(Checker::compares_files) {
            inputs.files.retain(|input| files.contains_key(&input.name));
        }
        if !quiet {
            let Base { commit, name } = &base;
            let short = commit.get(..10).unwrap_or(commit);
            let against = if commit.starts_with(name.as_str()) {
                name.clone()
            } else {
                format!("{name} ({short})")
            };
            terminal::note(&match files.len() {
                0 => format!("no translation changed since {against}: nothing to check"),
                some => format!(
                    "compared with {against}: {} of {} changed",
                    some,
                    count(whole, "file")
                ),
            });
        }
        Ok(Some(Changed { files }))
    }

    /// The earlier version of a file.
    #[must_use]
    pub fn earlier(&self, input: &Input) -> Option<&Earlier> {
        self.files.get(&input.name).map(|file| &file.earlier)
    }

    /// Takes out of a report what does not concern what differs; `text` is what its findings stand in.
    pub fn take(&self, report: &mut Report, text: &str, checkers: &[Option<Checker>]) {
        if report.findings.is_empty() {
            return;
        }
        let Some(file) = self.files.get(&report.name) else {
            report.findings.clear();
            return;
        };
        let Some(checker) = &checkers[file.configuration] else {
            return;
        };
        let differences = file.earlier.differences(checker, &file.relative, text);
        report
            .findings
            .retain(|finding| differences.concern(finding));
    }
}

/// The files that differ, each with its earlier version.
fn compare(
    repository: &Repository,
    base: &Base,
    inputs: &Inputs,
) -> anyhow::Result<HashMap<String, File>> {
    let differing: HashSet<String> = repository.differing(&base.commit)?.into_iter().collect();
    let tree = repository.tree(&base.commit, &[])?;
    let by_path: HashMap<&str, usize> = tree
        .iter()
        .enumerate()
        .map(|(number, file)| (file.path.as_str(), number))
        .collect();
    let mut candidates = Vec::new();
    for input in &inputs.files {
        if input.stdin && input.path.as_os_str() == "-" {
            bail!("standard input is in no repository; say which file it is with --stdin-filename");
        }
        let path = repository.relative(&input.path)?;
        let old = by_path.get(path.as_str()).copied();
        if input.stdin || old.is_none() || differing.contains(&path) {
            // What cannot be read, or comes from standard input, is told when it is its turn.
            let now = if input.stdin { None } else { input.read().ok() };
            let messages = now.map(|now| Messages::read(&now.text));
            let messages = messages.unwrap_or_default();
            candidates.push((
                input,
                Candidate {
                    path,
                    old,
                    messages,
                },
            ));
        }
    }
    let any_new = candidates.iter().any(|(_, one)| one.old.is_none());
    let olds = read_old(
        repository,
        &tree,
        &differing,
        any_new && !candidates.is_empty(),
    )?;
    let moved = moved(repository, &tree, &olds, &differing, &candidates);
    let anywhere = if any_new {
        let mut anywhere = Elsewhere::default();
        let none = Messages::default();
        for old in olds.values() {
            anywhere.add(&old.1, &none);
        }
        Arc::new(anywhere)
    } else {
        Arc::default()
    };
    let mut files = HashMap::new();
    let mut olds = olds;
    for (input, one) in candidates {
        let (number, elsewhere) = match one.old {
            Some(number) => (Some(number), &moved),
            None => (renamed(repository, &tree, &olds, &one.messages), &anywhere),
        };
        let text = match (number, one.old) {
            (Some(number), Some(_)) => olds.remove(&number).map(|old| old.0),
            // Several new files may come from one old file.
            (Some(number), None) => olds
                .get(&number)
                .map(|old| old.0.with_text(old.0.text.to_owned())),
            (None, _) => None,
        };
        let file = File {
            earlier: Earlier::new(text, Arc::clone(elsewhere)),
            relative: input.relative.clone(),
            configuration: input.configuration,
        };
        files.insert(input.name.clone(), file);
    }
    Ok(files)
}

/// Earlier versions, by their number in the tree.
type Olds = HashMap<usize, (Decoded, Messages)>;

/// The earlier versions of the files that differ, or of all translations.
fn read_old(
    repository: &Repository,
    tree: &[TreeFile],
    differing: &HashSet<String>,
    all: bool,
) -> anyhow::Result<Olds> {
    let wanted =
        |file: &TreeFile| is_translation(&file.path) && all || differing.contains(&file.path);
    let wanted: Vec<usize> = (0..tree.len()).filter(|&at| wanted(&tree[at])).collect();
    let ids: Vec<String> = wanted.iter().map(|&at| tree[at].blob.clone()).collect();
    let mut olds = Olds::new();
    repository.blobs(&ids, |at, contents| {
        let decoded = Decoded::new(contents.to_vec());
        let messages = Messages::read(&decoded.text);
        olds.insert(wanted[at], (decoded, messages));
    })?;
    Ok(olds)
}

fn is_translation(path: &str) -> bool {
    let extension = Path::new(path).extension();
    extension.is_some_and(|extension| extension == "po" || extension == "pot")
}

/// The messages that a file had which differs, and has not any more: they may have gone to another one.
fn moved(
    repository: &Repository,
    tree: &[TreeFile],
    olds: &Olds,
    differing: &HashSet<String>,
    candidates: &[(&Input, Candidate)],
) -> Arc<Elsewhere> {
    let mut moved = Elsewhere::default();
    for (&number, (_, messages)) in olds {
        let path = &tree[number].path;
        if !differing.contains(path) || !is_translation(path) {
            continue;
        }
        let known = candidates.iter().find(|(_, one)| one.path == *path);
        if let Some((_, one)) = known {
            moved.add(messages, &one.messages);
        } else {
            let now = source::read(&repository.root().join(path));
            let now = now.map(|now| Messages::read(&now.text)).unwrap_or_default();
            moved.add(messages, &now);
        }
    }
    Arc::new(moved)
}

/// The file that a new one was: one that is gone, and had at least half of its messages.
fn renamed(
    repository: &Repository,
    tree: &[TreeFile],
    olds: &Olds,
    messages: &Messages,
) -> Option<usize> {
    let gone = olds.iter().filter(|(number, _)| {
        let path = repository.root().join(&tree[**number].path);
        path.symlink_metadata().is_err()
    });
    gone.map(|(&number, old)| (old.1.common(messages), number))
        .filter(|&(common, _)| common > 0 && common * 2 >= messages.len())
        .max_by_key(|&(common, number)| (common, std::cmp::Reverse(number)))
        .map(|(_, number)| number)
}
