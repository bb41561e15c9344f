//! The glossaries of a run: the `glossary.po` beside or above each file, as far up as its repository goes.
//!
//! A file without one takes that of the run, where there is exactly one: some documentations keep it in a folder of its
//! own. What cannot be read is no glossary; it is told as a file of the run, if it is one.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inputs::Input;
use crate::engine::Glossaries;
use crate::rules::glossary::Glossary;
use crate::source::{self, tree};

/// The name of the file that Sphinx makes of `glossary.rst`.
const NAME: &str = "glossary.po";

/// The glossaries of the files in `inputs`, by the folders that they hold for, named as the files are.
pub(super) fn of<'a>(inputs: impl Iterator<Item = &'a Input> + Clone) -> Glossaries {
    let here = std::env::current_dir().unwrap_or_default();
    let mut known: HashMap<PathBuf, Option<Arc<Glossary>>> = HashMap::new();
    let mut read = |path: PathBuf| {
        known
            .entry(path)
            .or_insert_with_key(|path| {
                // One that leads elsewhere is none of the tree's.
                let there = Some(path).filter(|path| !tree::is_left(path, path.parent()))?;
                let text = source::read(there).ok()?.text;
                Some(Glossary::read(&text))
                    .filter(|glossary| !glossary.is_empty())
                    .map(Arc::new)
            })
            .clone()
    };
    let mut glossaries = Glossaries::default();
    let mut seen: HashSet<&Path> = HashSet::new();
    for input in inputs.clone().filter(|input| !input.stdin) {
        let folder = input.path.parent().unwrap_or(Path::new(""));
        if !seen.insert(folder) {
            continue;
        }
        let name = input
            .relative
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let absolute = here.join(folder);
        let above = ancestors(&absolute, &here);
        if let Some(glossary) = above.iter().find_map(|folder| read(folder.join(NAME))) {
            glossaries.add(name, glossary);
        }
    }
    let mut own = inputs.filter(|input| input.path.file_name().is_some_and(|name| name == NAME));
    if let (Some(input), None) = (own.next(), own.next())
        && let Some(glossary) = read(here.join(&input.path))
    {
        glossaries.otherwise(glossary);
    }
    glossaries
}

/// The folders from `folder` up to the root of its repository; outside any, up to the current folder.
fn ancestors<'a>(folder: &'a Path, here: &Path) -> Vec<&'a Path> {
    let mut above: Vec<&Path> = folder.ancestors().collect();
    match above.iter().position(|folder| folder.join(".git").exists()) {
        Some(root) => above.truncate(root + 1),
        None => above.retain(|above| above.starts_with(here) || *above == folder),
    }
    above
}
