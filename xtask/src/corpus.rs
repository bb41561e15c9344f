//! The guard against false alarms: what every rule finds and mends on the real corpus, held to a small committed file.
//!
//! A change that moves a figure shows it in the same commit, where a reviewer sees it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use polir::diagnostic::{Diagnostic, Safety, Severity};
use polir::engine::{self, Checker, ChosenPack, Options};
use polir::rules::selection::Selection;
use polir::rules::terminology::Pack;

/// Findings, those that `fix` would mend, those that `fix --unsafe` would mend besides.
type Counts = BTreeMap<String, (Severity, [usize; 3])>;

/// Counts anew and compares with the committed file, or writes it.
///
/// # Errors
/// Without a corpus, and where a figure moved.
pub fn diff(write: bool) -> Result<()> {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus-findings.tsv");
    let new = table(&count(&read()?));
    let old = fs::read_to_string(&committed).unwrap_or_default();
    if write {
        fs::write(&committed, &new)?;
        println!("wrote tests/corpus-findings.tsv");
        return Ok(());
    }
    if old == new {
        println!(
            "{} rules find on the corpus what the committed file says",
            new.lines().count() - 1
        );
        return Ok(());
    }
    for line in old
        .lines()
        .filter(|line| !new.lines().any(|other| other == *line))
    {
        println!("- {line}");
    }
    for line in new
        .lines()
        .filter(|line| !old.lines().any(|other| other == *line))
    {
        println!("+ {line}");
    }
    bail!(
        "figures moved: read the findings, then `cargo xtask corpus-diff --write` and commit the file"
    )
}

/// A file of the corpus and what is found in it.
pub struct Read {
    /// Its path in the corpus.
    pub name: String,
    /// Its decoded text.
    pub text: String,
    /// What all rules find.
    pub found: Vec<Diagnostic>,
}

/// Runs all rules over the corpus.
///
/// # Errors
/// Without a corpus.
pub fn read() -> Result<Vec<Read>> {
    let corpus = std::env::var_os("POLIR_CORPUS")
        .context("set POLIR_CORPUS to the folder that holds python-docs-fr-3.13")?;
    let folder = &Path::new(&corpus).join("python-docs-fr-3.13");
    let mut packs = Vec::new();
    for (name, text) in Pack::builtin() {
        packs.push(ChosenPack {
            pack: Pack::parse(name, text)?,
            automatic: true,
        });
    }
    let selection = Selection::new(vec!["all".to_owned()], Vec::new());
    let checker = Checker::new(Options {
        selection,
        packs,
        ..Options::default()
    })?;
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.sort();
    let results = engine::run(&paths, 0, |path| -> Result<_> {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        let decoded = polir::source::read(path)?;
        let mut checked = checker.check(&name, &decoded);
        let left = checked.leave(&decoded.text);
        let read = Read {
            name,
            text: decoded.text.to_owned(),
            found: checked.diagnostics,
        };
        Ok((read, left))
    });
    let mut all = Vec::new();
    let mut all_left = Vec::new();
    for result in results {
        let (read, left) = result.map_err(anyhow::Error::msg)??;
        all.push(read);
        all_left.push(left);
    }
    let files: Vec<_> = all
        .iter()
        .zip(&all_left)
        .map(|(read, left)| (read.name.as_str(), left.as_ref()))
        .collect();
    let concluded = engine::conclude(&files, false);
    for (read, found) in all.iter_mut().zip(concluded) {
        read.found.extend(found);
    }
    Ok(all)
}

fn count(read: &[Read]) -> Counts {
    let mut counts = Counts::new();
    for found in read.iter().flat_map(|read| &read.found) {
        let entry = counts.entry(found.rule.to_string());
        let (_, counts) = entry.or_insert((found.severity, [0; 3]));
        counts[0] += 1;
        match found.fix.as_ref().map(|fix| fix.safety) {
            Some(Safety::Safe) => counts[1] += 1,
            Some(Safety::Unsafe) => counts[2] += 1,
            _ => {}
        }
    }
    counts
}

fn table(counts: &Counts) -> String {
    let mut table = "rule\tseverity\tfindings\tsafe fixes\tunsafe fixes\n".to_owned();
    for (rule, (severity, [found, safe, risky])) in counts {
        let _ = writeln!(table, "{rule}\t{severity}\t{found}\t{safe}\t{risky}");
    }
    table
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "po") {
            found.push(path);
        }
    }
    Ok(())
}
