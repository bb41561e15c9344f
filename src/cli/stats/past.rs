//! Earlier states: what `--git REF` compares with, and the commits of `--history`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::inputs::Inputs;
use crate::engine;
use crate::git::Repository;
use crate::stats::history::History;
use crate::stats::{Counter, Row, Since, Stats};

/// The repository, and where in it the paths of the command line are.
pub(in crate::cli) struct Past {
    pub repository: Repository,
    /// As git calls them.
    pub paths: Vec<String>,
}

/// An earlier state.
pub(super) struct State {
    /// Which one.
    pub since: Since,
    /// The figures of each file, by its number among the inputs.
    pub files: HashMap<usize, Stats>,
    /// Files that are gone.
    pub gone: Vec<Row>,
}

impl Past {
    /// Finds the repository of paths, all of which must be in it.
    pub(in crate::cli) fn of(paths: &[PathBuf]) -> anyhow::Result<Past> {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here } else { paths };
        if paths.iter().any(|path| path.as_os_str() == "-") {
            bail!("standard input has no history; name a file or folder");
        }
        let folder = match &paths[0] {
            path if path.is_dir() => path,
            path => path.parent().unwrap_or(path),
        };
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let repository = Repository::of(folder)?;
        let relative = |path: &PathBuf| {
            // A folder may be called `.` or `..`.
            let whole = if path.is_dir() {
                path.canonicalize()?
            } else {
                path.clone()
            };
            Ok::<_, anyhow::Error>(repository.relative(&whole)?)
        };
        let paths = paths.iter().map(relative).collect::<anyhow::Result<_>>()?;
        Ok(Past { repository, paths })
    }

    /// The figures at `revision`.
    pub(in crate::cli::stats) fn at(
        &self,
        revision: &str,
        inputs: &mut Inputs,
        counter: &mut Counter,
    ) -> anyhow::Result<State> {
        let commit = self.repository.commit(revision)?;
        let mut numbers = HashMap::new();
        for (number, input) in inputs.files.iter().enumerate() {
            numbers.insert(self.repository.relative(&input.path)?, number);
        }
        let mut tree = self.repository.tree(&commit, &self.paths)?;
        let mut names = HashMap::new();
        for file in &tree {
            if !numbers.contains_key(&file.path)
                && let Some(name) = self.wanted(&file.path, inputs)?
            {
                names.insert(file.path.clone(), name);
            }
        }
        tree.retain(|file| numbers.contains_key(&file.path) || names.contains_key(&file.path));
        let ids: Vec<String> = tree.iter().map(|file| file.blob.clone()).collect();
        let mut state = State {
            since: Since {
                name: revision.to_owned(),
                commit,
                removed: Vec::new(),
            },
            files: HashMap::new(),
            gone: Vec::new(),
        };
        self.repository.blobs(&ids, |at, contents| {
            let (stats, _) = counter.count(contents);
            let path = &tree[at].path;
            if let Some(&number) = numbers.get(path) {
                state.files.insert(number, stats);
            } else if let Some(name) = names.remove(path) {
                state.gone.push(Row {
                    language: engine::in_tree(&name, counter.header()).0,
                    files: 0,
                    before: Some(stats),
                    ..Row::new(&name, Stats::default())
                });
            }
        })?;
        state.since.removed = state.gone.iter().map(|row| row.path.clone()).collect();
        Ok(state)
    }

    /// The figures after each commit that leads to where the branch is. Every file that ever stood in a state is read once,
    /// however many commits and paths have it.
    pub fn history(&self, inputs: &mut Inputs, counter: &mut Counter) -> anyhow::Result<History> {
        let mut commits = self.repository.history("HEAD", &self.paths)?;
        let mut wanted = HashMap::new();
        let mut numbers = HashMap::new();
        let mut ids = Vec::new();
        for commit in &mut commits {
            let mut kept = Vec::with_capacity(commit.changes.len());
            for change in commit.changes.drain(..) {
                // A path is asked about once, however often it changed.
                let is_wanted = if let Some(&known) = wanted.get(&change.path) {
                    known
                } else {
                    let is_wanted = self.wanted(&change.path, inputs)?.is_some();
                    wanted.insert(change.path.clone(), is_wanted);
                    is_wanted
                };
                if !is_wanted {
                    continue;
                }
                if let Some(id) = &change.blob
                    && !numbers.contains_key(id)
                {
                    numbers.insert(id.clone(), ids.len());
                    ids.push(id.clone());
                }
                kept.push(change);
            }
            commit.changes = kept;
        }
        let mut counted = vec![Stats::default(); ids.len()];
        self.repository.blobs(&ids, |number, contents| {
            counted[number] = counter.count(contents).0;
        })?;
        let mut history = History::default();
        for commit in &commits {
            for change in &commit.changes {
                let number = change.blob.as_ref().and_then(|id| numbers.get(id));
                history.change(&change.path, number.map(|&number| counted[number]));
            }
            history.commit(&commit.id, commit.time, &commit.date);
        }
        Ok(history)
    }

    /// How messages call a file of the repository, if a walk would have found it.
    pub(in crate::cli) fn wanted(
        &self,
        path: &str,
        inputs: &mut Inputs,
    ) -> anyhow::Result<Option<String>> {
        let named = self.paths.iter().any(|named| named == path);
        let inside = |folder: &String| {
            let rest = path.strip_prefix(folder.as_str())?;
            if folder.is_empty() {
                Some(rest)
            } else {
                rest.strip_prefix('/')
            }
        };
        let is_found = self.paths.iter().filter_map(inside).any(|inside| {
            let is_po = Path::new(inside)
                .extension()
                .is_some_and(|extension| extension == "po");
            is_po && !inside.split('/').any(|part| part.starts_with('.'))
        });
        if !named && !is_found {
            return Ok(None);
        }
        let path = self.repository.root().join(path);
        inputs.name_if_included(&path, named)
    }
}
