//! The field test: the defaults of the release program on real catalogues that nobody tuned it on, held to committed figures.
//!
//! `field/manifest.tsv` names the projects, `field/findings.tsv` says what is found: for each project and rule how often, and
//! in which languages. A change that moves a figure shows it in the same commit; `--against` another build of the program
//! shows each finding that came and went, with its place. The catalogues themselves are fetched and never committed.

mod fetch;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::families;

/// Places that are shown for a figure that moved.
const SHOWN: usize = 3;

/// A finding, as the program's JSON has it.
pub struct Found {
    /// Project and path of the file below the folder of the field.
    pub file: String,
    /// As the path or the header says; nothing where neither does.
    pub language: String,
    /// Line of the file, from 1.
    pub line: usize,
    /// The rule's id.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// `msgstr`…, empty where the finding is in no string.
    pub field: String,
    /// Which plural form.
    pub plural: Option<u32>,
    /// Bytes of the decoded string.
    pub span: Option<(usize, usize)>,
}

/// What is to be done.
#[derive(Default)]
struct Task {
    write: bool,
    fetch_only: bool,
    program: Option<PathBuf>,
    against: Option<PathBuf>,
    projects: Vec<String>,
}

impl Task {
    fn parse(arguments: &[&str]) -> Result<Task> {
        let mut task = Task::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut path = || words.next().map(PathBuf::from).context("a path is missing");
            match *word {
                "--write" => task.write = true,
                "--fetch" => task.fetch_only = true,
                "--program" => task.program = Some(path()?),
                "--against" => task.against = Some(path()?),
                option if option.starts_with('-') => bail!("unknown option {option}"),
                project => task.projects.push(project.to_owned()),
            }
        }
        ensure!(
            !task.write || task.projects.is_empty(),
            "figures are written for all projects or for none"
        );
        Ok(task)
    }
}

/// Fetches what is missing, runs the program and compares, or writes the figures.
///
/// # Errors
/// Where the program cannot be run, and where a figure moved.
pub fn run(arguments: &[&str]) -> Result<()> {
    let task = Task::parse(arguments)?;
    let projects = projects(&task.projects)?;
    if task.fetch_only {
        return Ok(());
    }
    let program = match &task.program {
        Some(path) => path.clone(),
        None => build()?,
    };
    let new = check(&program, &projects)?;
    if let Some(other) = &task.against {
        show_differences(&check(other, &projects)?, &new);
        return Ok(());
    }
    let table = table(&new);
    let committed = root().join("xtask/field/findings.tsv");
    if task.write {
        fs::write(&committed, table)?;
        println!("wrote xtask/field/findings.tsv");
        return Ok(());
    }
    compare(
        &fs::read_to_string(&committed).unwrap_or_default(),
        &table,
        &new,
        &projects,
    )
}

/// What the program finds in all projects that are there.
///
/// # Errors
/// Where the program cannot be built or run.
pub fn findings() -> Result<Vec<Found>> {
    check(&build()?, &projects(&[])?)
}

/// Where the catalogues are.
pub fn folder() -> PathBuf {
    std::env::var_os("POLIR_FIELD").map_or_else(|| root().join("target/field"), PathBuf::from)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// The names of the projects that could be had, of those that are asked for or of all.
fn projects(asked: &[String]) -> Result<Vec<String>> {
    let manifest = fs::read_to_string(root().join("xtask/field/manifest.tsv"))?;
    let mut there = Vec::new();
    for line in manifest.lines().skip(1) {
        let project = fetch::Project::parse(line)?;
        if !asked.is_empty() && !asked.contains(&project.name) {
            continue;
        }
        match project.fetch(&folder()) {
            Ok(()) => there.push(project.name),
            // Registries drop old versions: the others say enough.
            Err(fault) => println!("{}: passed over: {fault:#}", project.name),
        }
    }
    ensure!(!there.is_empty(), "no project could be fetched");
    Ok(there)
}

/// Builds the release program.
fn build() -> Result<PathBuf> {
    let built = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--package", "polir"])
        .current_dir(root())
        .status()?;
    ensure!(built.success(), "polir does not build");
    Ok(root().join("target/release/polir"))
}

/// Runs the program once for each project, in its folder, as somebody would who works there.
fn check(program: &Path, projects: &[String]) -> Result<Vec<Found>> {
    let program = program.canonicalize().context("no such program")?;
    let mut all = Vec::new();
    for project in projects {
        let output = Command::new(&program)
            .args([
                "check",
                "--no-config",
                "--exit-zero",
                "--output-format",
                "json",
                ".",
            ])
            .current_dir(folder().join(project))
            .output()?;
        ensure!(
            output.status.success(),
            "{project}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let report: Value = serde_json::from_slice(&output.stdout)?;
        for found in report["findings"].as_array().into_iter().flatten() {
            all.push(read(project, found));
        }
    }
    Ok(all)
}

fn read(project: &str, found: &Value) -> Found {
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| {
        value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    let file = format!("{project}/{}", text("file").trim_start_matches("./"));
    let span = &found["span"];
    Found {
        language: families::language(&file).to_owned(),
        file,
        line: number(&found["line"]).unwrap_or(0),
        rule: text("rule"),
        message: text("message"),
        field: text("field"),
        plural: number(&found["plural"]).and_then(|form| u32::try_from(form).ok()),
        span: number(&span[0]).zip(number(&span[1])),
    }
}

impl Found {
    fn project(&self) -> &str {
        self.file.split('/').next().unwrap_or_default()
    }

    fn place(&self) -> String {
        format!("{}:{}", folder().join(&self.file).display(), self.line)
    }
}

/// `project rule findings languages`, a line for each project and rule.
fn table(found: &[Found]) -> String {
    let mut counts: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for found in found {
        let languages = counts.entry((found.project(), &found.rule)).or_default();
        *languages.entry(&found.language).or_default() += 1;
    }
    let mut table = "project\trule\tfindings\tlanguages\n".to_owned();
    for ((project, rule), languages) in counts {
        let sum: usize = languages.values().sum();
        let each: Vec<String> = languages
            .iter()
            .map(|(language, count)| format!("{language} {count}"))
            .collect();
        let _ = writeln!(table, "{project}\t{rule}\t{sum}\t{}", each.join(", "));
    }
    table
}

/// Says which figures moved, and a few places for each.
fn compare(old: &str, new: &str, found: &[Found], projects: &[String]) -> Result<()> {
    let of_those = |line: &&str| {
        let project = line.split('\t').next().unwrap_or_default();
        projects.iter().any(|known| known == project)
    };
    let was: BTreeSet<&str> = old.lines().skip(1).filter(of_those).collect();
    let is: BTreeSet<&str> = new.lines().skip(1).collect();
    if was == is {
        println!(
            "{} figures of {} projects are as committed",
            is.len(),
            projects.len()
        );
        return Ok(());
    }
    for line in was.difference(&is) {
        println!("- {line}");
    }
    for line in is.difference(&was) {
        println!("+ {line}");
        let mut cells = line.split('\t');
        let (project, rule) = (cells.next(), cells.next());
        let places = found
            .iter()
            .filter(|found| Some(found.project()) == project && Some(found.rule.as_str()) == rule);
        for found in places.take(SHOWN) {
            println!("    {} {}", found.place(), found.message);
        }
    }
    bail!(
        "figures moved: `cargo xtask field --against PROGRAM` shows each finding that came or went; read them, then `cargo xtask field --write` and commit the file"
    )
}

/// Each finding that came or went.
fn show_differences(old: &[Found], new: &[Found]) {
    type Counts<'a> = BTreeMap<(&'a str, &'a str, usize, &'a str), (i64, &'a Found)>;
    let mut counts = Counts::new();
    for (sign, found) in old
        .iter()
        .map(|found| (-1, found))
        .chain(new.iter().map(|found| (1, found)))
    {
        let key = (
            found.rule.as_str(),
            found.file.as_str(),
            found.line,
            found.message.as_str(),
        );
        counts.entry(key).or_insert((0, found)).0 += sign;
    }
    let (mut came, mut went) = (0, 0);
    for (count, found) in counts.into_values() {
        let sign = match count {
            0 => continue,
            1.. => '+',
            _ => '-',
        };
        *(if count > 0 { &mut came } else { &mut went }) += count.abs();
        println!("{sign} {} {}: {}", found.place(), found.rule, found.message);
    }
    println!("{came} findings came, {went} went");
}
