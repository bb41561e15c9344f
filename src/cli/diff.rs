//! `polir diff`: what changed between two versions of translations, message by message and word by word.
//!
//! The versions are files, folders, or what git keeps of them; files of two folders belong together by their paths.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;

use super::args::{Global, Reading, ToFile};
use super::inputs::{self, Inputs, Problem};
use super::stats::past::Past;
use super::terminal::{self, Output};
use super::{Status, fmt, show, stats};
use crate::compare::{FileDifference, compare, find_moves, textconv};
use crate::engine;
use crate::git::Repository;
use crate::output::{Failure, compared};
use crate::po::Fault;
use crate::po::charset::{Decoded, EncodingFault, Held};
use crate::po::snapshot::Snapshots;
use crate::source::{self, By, plain};

/// Tell what changed in translations, message by message and word by word.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "polir diff [OPTIONS] <OLD> <NEW>\n       polir diff [OPTIONS] --git <REV> [PATH]...\n       polir diff --textconv [--] <FILE>",
    after_help = "OLD and NEW are files, folders, or REV:PATH as git writes it (PATH from the root of the repository, or from the \
                  current folder with ./). Line breaks, order, `#:` and `#.` lines and the header's dates are no \
                  difference. A message whose source changed is found through its `#| msgid`, an equal translation, or \
                  a source that is much alike.\n\n\
                  Exit code: 0 the same; 1 something differs; 2 the run itself failed, in whole or for a file."
)]
pub struct Args {
    /// OLD and NEW; with --git what of the working tree is compared, by default the current folder
    #[arg(value_name = "PATH", required_unless_present = "git")]
    paths: Vec<PathBuf>,
    /// Compare the working tree with this revision
    #[arg(long, value_name = "REV")]
    git: Option<String>,
    /// Print a file for git to compare: each message in one layout, without what changes by itself
    #[arg(long, conflicts_with_all = ["git", "output_format", "output"])]
    textconv: bool,
    /// How to print the differences: for people, as data, as a comment on a pull request, or as a page
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output"
    )]
    output_format: Format,
    /// Also write them in another format to a file; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output")]
    output: Vec<ToFile<Format>>,
    #[command(flatten)]
    reading: Reading,
}

/// A format for differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    Html,
}

/// One version of a file: what it is called, and where it is.
struct Version {
    name: String,
    place: Place,
}

enum Place {
    Disk(PathBuf, By),
    Bytes(Vec<u8>),
}

/// Both versions of a file; one of them may be missing.
#[derive(Default)]
struct Pair {
    old: Option<Version>,
    new: Option<Version>,
}

/// Does it.
///
/// # Errors
/// When there is nothing to compare, git has no answer, or standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    if args.textconv {
        return match &args.paths[..] {
            [file] => convert(file),
            _ => bail!("--textconv prints one file; name one"),
        };
    }
    let (pairs, mut problems) = match (&args.git, &args.paths[..]) {
        (Some(revision), paths) => with_revision(args, revision, paths)?,
        (None, [old, new]) => two_places(args, old, new)?,
        (None, paths) => bail!(
            "what is compared are two files, folders or REV:PATH, and here is only {}; \
             --git REV compares with an earlier state",
            paths
                .first()
                .map_or_else(String::new, |path| path.display().to_string())
        ),
    };
    let mut files = Vec::new();
    for outcome in engine::run(&pairs, args.reading.jobs, difference) {
        match outcome {
            Ok(Ok(file)) => files.push(file),
            Ok(Err(problem)) => problems.push(problem),
            Err(message) => problems.push(Problem {
                file: "diff".to_owned(),
                message,
            }),
        }
    }
    find_moves(&mut files);
    files.retain(|file| !file.is_same());
    let write = |out: &mut dyn Write, format: Format, style| -> anyhow::Result<()> {
        let failures = failures(&problems);
        match format {
            Format::Text => compared::write(out, &files, style)?,
            Format::Json => compared::json::write(out, &files, &failures)?,
            Format::Markdown => compared::markdown::write(out, &files, &failures)?,
            Format::Html => {
                compared::html::write(out, &files, &failures, &newer(args)?.links())?;
            }
        }
        Ok(())
    };
    for output in &args.output {
        show::to_file(&output.file, output.format == Format::Text, |out| {
            let style = compared::Style {
                colour: false,
                width: terminal::WIDTH,
            };
            write(out, output.format, style)
        })?;
    }
    let mut stdout = match args.output_format {
        Format::Text => Output::people(),
        _ => Output::stdout(),
    };
    let style = compared::Style {
        colour: stdout.colour,
        width: stdout.width,
    };
    write(&mut stdout.out, args.output_format, style)?;
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    let told = files.is_empty() && !problems.is_empty();
    if args.output_format == Format::Text && !global.quiet && !told {
        terminal::note(&compared::total(&files));
    }
    let status = if files.is_empty() {
        Status::Success
    } else {
        Status::Failure
    };
    Ok(status.or_error(&problems))
}

fn failures(problems: &[Problem]) -> Vec<Failure<'_>> {
    let of = problems.iter().map(|problem| Failure {
        file: &problem.file,
        message: &problem.message,
    });
    of.collect()
}

/// The files on the new side that are on the disk: those that a forge may show.
fn newer(args: &Args) -> anyhow::Result<Inputs> {
    let paths = match (&args.git, &args.paths[..]) {
        (None, [_, new]) => std::slice::from_ref(new),
        (_, paths) => paths,
    };
    let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
    if there.len() < paths.len() {
        return Inputs::none(&args.reading.files(&[]));
    }
    Inputs::find(&args.reading.files(&there), false)
        .or_else(|_| Inputs::none(&args.reading.files(&[])))
}

/// The files of the working tree and what they were at a revision.
fn with_revision(
    args: &Args,
    revision: &str,
    paths: &[PathBuf],
) -> anyhow::Result<(Vec<Pair>, Vec<Problem>)> {
    let past = Past::of(paths)?;
    let tree = past.repository.tree(revision, &past.paths)?;
    let mut inputs = Inputs::find(&args.reading.files(paths), false).or_else(|error| {
        // All may have been removed since.
        if tree.is_empty() {
            Err(error)
        } else {
            Inputs::none(&args.reading.files(&[]))
        }
    })?;
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for input in std::mem::take(&mut inputs.files) {
        let pair = pairs
            .entry(past.repository.relative(&input.path)?)
            .or_default();
        pair.new = Some(Version {
            name: input.name,
            place: Place::Disk(input.path, By::Tree),
        });
    }
    let mut wanted = Vec::new();
    for file in tree {
        let name = match pairs.get(&file.path) {
            Some(pair) => pair.new.as_ref().map(|new| new.name.clone()),
            None => past.wanted(&file.path, &mut inputs)?,
        };
        if let Some(name) = name {
            wanted.push((file, name));
        }
    }
    // A path that is gone from the working tree was removed.
    let mut problems = std::mem::take(&mut inputs.problems);
    problems.retain(|problem| !wanted.iter().any(|(_, name)| *name == problem.file));
    let ids: Vec<String> = wanted.iter().map(|(file, _)| file.blob.clone()).collect();
    past.repository.blobs(&ids, |at, contents| {
        let (file, name) = &wanted[at];
        pairs.entry(file.path.clone()).or_default().old = Some(Version {
            name: name.clone(),
            place: Place::Bytes(contents.to_vec()),
        });
    })?;
    Ok((pairs.into_values().collect(), problems))
}

/// The files of two places by their paths in them; of a single file the path is empty.
fn two_places(args: &Args, old: &Path, new: &Path) -> anyhow::Result<(Vec<Pair>, Vec<Problem>)> {
    let mut problems = Vec::new();
    let mut sides = Vec::new();
    for path in [old, new] {
        let (files, mut told) = versions(args, path)?;
        problems.append(&mut told);
        sides.push(files);
    }
    let is_file = |side: &BTreeMap<String, Version>| side.contains_key("");
    if problems.is_empty() && is_file(&sides[0]) != is_file(&sides[1]) {
        bail!(
            "{} and {}: a file and a folder cannot be compared; name two of a kind",
            old.display(),
            new.display()
        );
    }
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for (number, side) in sides.into_iter().enumerate() {
        for (path, version) in side {
            let pair = pairs.entry(path).or_default();
            if number == 0 {
                pair.old = Some(version);
            } else {
                pair.new = Some(version);
            }
        }
    }
    if !problems.is_empty() {
        // What could not be read is not gone.
        pairs.retain(|_, pair| pair.old.is_some() && pair.new.is_some());
    }
    Ok((pairs.into_values().collect(), problems))
}

/// The files that a place holds, by their paths in it.
fn versions(
    args: &Args,
    place: &Path,
) -> anyhow::Result<(BTreeMap<String, Version>, Vec<Problem>)> {
    let named = place
        .to_str()
        .filter(|_| !place.exists())
        .and_then(|name| name.split_once(':'));
    if let Some((revision, path)) = named.filter(|(revision, _)| !revision.is_empty()) {
        return Ok((at_revision(args, revision, path)?, Vec::new()));
    }
    let folder = place.is_dir();
    let inputs = Inputs::find(&args.reading.files(&[place.to_owned()]), false)?;
    let files = inputs.files.into_iter().map(|input| {
        let inside = input.path.strip_prefix(place).unwrap_or(&input.path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let path = if folder {
            parts.join("/")
        } else {
            String::new()
        };
        let by = input.by();
        let version = Version {
            name: input.name,
            place: Place::Disk(input.path, by),
        };
        (path, version)
    });
    Ok((files.collect(), inputs.problems))
}

/// The files that a revision has at a path.
fn at_revision(
    args: &Args,
    revision: &str,
    path: &str,
) -> anyhow::Result<BTreeMap<String, Version>> {
    let repository = Repository::of(Path::new("."))?;
    let path = if path == "." || path.starts_with("./") || path.starts_with("../") {
        // Relative to the current folder, as for git.
        let path = Path::new(path);
        let whole = if path.is_dir() {
            path.canonicalize()?
        } else {
            path.to_owned()
        };
        repository.relative(&whole)?
    } else {
        path.trim_end_matches('/').to_owned()
    };
    let past = Past {
        paths: vec![path.clone()],
        repository,
    };
    let mut inputs = Inputs::none(&args.reading.files(&[]))?;
    let mut files = Vec::new();
    for file in past.repository.tree(revision, &past.paths)? {
        if past.wanted(&file.path, &mut inputs)?.is_some() {
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!("{revision}:{path}: no .po file there");
    }
    let ids: Vec<String> = files.iter().map(|file| file.blob.clone()).collect();
    let mut versions = BTreeMap::new();
    past.repository.blobs(&ids, |at, contents| {
        let whole = &files[at].path;
        let inside = whole.strip_prefix(path.as_str()).unwrap_or(whole);
        let version = Version {
            name: format!("{revision}:{whole}"),
            place: Place::Bytes(contents.to_vec()),
        };
        versions.insert(inside.trim_start_matches('/').to_owned(), version);
    })?;
    Ok(versions)
}

/// What differs in a file.
fn difference(pair: &Pair) -> Result<FileDifference, Problem> {
    let name = |version: &Option<Version>| version.as_ref().map(|version| version.name.clone());
    let (old, new) = (read(pair.old.as_ref())?, read(pair.new.as_ref())?);
    let mut file = FileDifference {
        old: name(&pair.old),
        new: name(&pair.new),
        differences: Vec::new(),
    };
    if *old == *new {
        return Ok(file);
    }
    let (before, now) = (
        snapshots(pair.old.as_ref(), &old)?,
        snapshots(pair.new.as_ref(), &new)?,
    );
    file.differences = compare(&before, &now);
    Ok(file)
}

/// The text of a version; nothing where there is none.
fn read(version: Option<&Version>) -> Result<Held, Problem> {
    let Some(version) = version else {
        return Ok(String::new().into());
    };
    let problem = |message| Problem {
        file: version.name.clone(),
        message,
    };
    let decoded = match &version.place {
        Place::Disk(path, by) => source::read_by(path, *by)
            .map_err(|error| problem(format!("cannot read: {}", plain(&error))))?,
        Place::Bytes(bytes) => Decoded::new(bytes.clone()),
    };
    match &decoded.fault {
        Some(fault) if !fault.leaves_strings() => Err(problem(stats::what(fault))),
        _ => Ok(decoded.text),
    }
}

fn snapshots<'t>(version: Option<&Version>, text: &'t str) -> Result<Snapshots<'t>, Problem> {
    Snapshots::read(text)
        .map_err(|fault| broken(version.map_or("", |version| &version.name), text, fault))
}

/// Where a file is broken, and how.
pub(super) fn broken(name: &str, text: &str, fault: Fault) -> Problem {
    let before = &text.as_bytes()[..fault.span.start];
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    Problem {
        file: format!("{name}:{line}"),
        message: fmt::told(fault.kind),
    }
}

/// Prints a file for git's line diff. What is not understood is printed as it stands: git gives up on a program that fails.
fn convert(file: &Path) -> anyhow::Result<Status> {
    let read = || {
        source::read_bytes(file, By::User)
            .map_err(|error| anyhow::anyhow!("{}: cannot read: {}", file.display(), plain(&error)))
    };
    let bytes = read()?;
    // A file can be read once more where it is not understood; a pipe cannot.
    let kept = (!file.is_file()).then(|| bytes.clone());
    let decoded = Decoded::new(bytes);
    let readable = decoded
        .fault
        .as_ref()
        .is_none_or(EncodingFault::leaves_strings);
    let converted = readable
        .then(|| {
            Snapshots::read(&decoded.text)
                .ok()
                .map(|all| textconv(&all))
        })
        .flatten();
    let mut stdout = Output::data();
    match converted {
        Some(text) => stdout.out.write_all(text.as_bytes())?,
        None => stdout.out.write_all(&kept.map_or_else(read, Ok)?)?,
    }
    stdout.out.flush()?;
    Ok(Status::Success)
}
