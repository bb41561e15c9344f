//! `polir merge-driver`: what git calls to merge a translation, and `polir install-git-drivers`, which tells git so.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::terminal::Output;
use super::{Status, args::Global};
use super::{guard, terminal};
use crate::git::{self, GitError, Repository, Scope};
use crate::merge::{Conflict, Names, Side, merge};
use crate::output::count;
use crate::po::charset::Decoded;
use crate::source::{self, By, not_written, unreadable};

/// Merge three versions of a translation, message by message: for git.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "`polir install-git-drivers` tells git to call this. The result is written to OURS. A translation that both \
                  sides changed differently is left as a fuzzy entry with both versions in it.\n\n\
                  Exit code: 0 merged; 1 something is to be decided by hand; 2 the run itself failed (git then leaves our \
                  version and says that there is a conflict)."
)]
pub struct Args {
    /// The common ancestor (git's %O)
    base: PathBuf,
    /// Our version, which is replaced by the result (git's %A)
    ours: PathBuf,
    /// Their version (git's %B)
    theirs: PathBuf,
    /// What the file is called in messages (git's %P)
    path: Option<String>,
    /// Leave conflicts between git's markers, which gettext refuses until they are decided
    #[arg(long)]
    markers: bool,
    /// What our version is called in a conflict
    #[arg(long, value_name = "NAME", default_value = "ours")]
    ours_name: String,
    /// What their version is called in a conflict
    #[arg(long, value_name = "NAME", default_value = "theirs")]
    theirs_name: String,
}

/// Does it.
///
/// # Errors
/// When a version cannot be read, or the result not be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let name = match &args.path {
        Some(path) => path.clone(),
        None => args.ours.display().to_string(),
    };
    let read = |path: &Path| {
        source::read_by(path, By::User)
            .map_err(|error| anyhow::anyhow!("{}: {}", path.display(), unreadable("", &error)))
    };
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let names = Names {
        ours: &args.ours_name,
        theirs: &args.theirs_name,
    };
    let conflict = if args.markers {
        Conflict::Markers
    } else {
        Conflict::Fuzzy
    };
    let valid = [&base, &ours, &theirs]
        .iter()
        .all(|one| one.fault.is_none());
    let merged = match merge(&base.text, &ours.text, &theirs.text, names, conflict) {
        Ok(merged) if valid => merged,
        Ok(_) => return by_lines(args, &name, "its bytes are not valid in its charset"),
        Err(error) => {
            let side = match error.side {
                Side::Base => "the common ancestor",
                Side::Ours => "our version",
                Side::Theirs => "their version",
            };
            return by_lines(args, &name, &format!("{side} has a fault of syntax"));
        }
    };
    // The header may be theirs, and with it the charset.
    let bytes = match ours.encoded_as_declared(&merged.text) {
        Ok(bytes) => bytes,
        Err(reason) => return by_lines(args, &name, &reason),
    };
    write(&args.ours, &bytes)?;
    if merged.conflicts.is_empty() {
        return Ok(Status::Success);
    }
    if !global.quiet {
        for key in merged.conflicts.iter().take(10) {
            let source: String = key.source.chars().take(60).collect();
            terminal::note(&format!("{name}: both sides have translated {source:?}"));
        }
        terminal::note(&format!(
            "{name}: {} to decide by hand, left as fuzzy",
            count(merged.conflicts.len(), "translation")
        ));
    }
    Ok(Status::Failure)
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    guard::replace(path, bytes)
        .map_err(|error| anyhow::anyhow!("{}: {}", path.display(), not_written("", &error)))
}

/// What is not understood is merged line by line, as git does without us: nothing is lost, and faults stay in sight. Lines in
/// different charsets are none of one file: then our version stays, and git says that there is a conflict.
fn by_lines(args: &Args, name: &str, why: &str) -> anyhow::Result<Status> {
    terminal::note(&format!("{name}: merged line by line, for {why}"));
    let versions = git::Versions {
        base: &args.base,
        ours: (&args.ours, &args.ours_name),
        theirs: (&args.theirs, &args.theirs_name),
    };
    let (merged, conflicts) =
        git::merge_file(versions).with_context(|| format!("{name}: cannot be merged"))?;
    let result = Decoded::new(merged.clone());
    for path in [&args.base, &args.ours, &args.theirs] {
        let bytes = source::read_bytes(path, By::User)?;
        let version = Decoded::new(bytes);
        if !version.text.is_ascii() && version.charset() != result.charset() {
            bail!(
                "{name}: cannot be merged line by line, for the versions are in {} and {}; our version was left",
                version.charset(),
                result.charset()
            );
        }
    }
    write(&args.ours, &merged)?;
    Ok(if conflicts {
        Status::Failure
    } else {
        Status::Success
    })
}

/// Tell git to merge and compare translations with this program.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes `*.po merge=polir diff=polir` to .gitattributes, to be committed, and the two drivers to the \
                  configuration of this repository (or with --global to that of the user), which each clone needs once.\n\n\
                  Exit code: 0 done; 2 the run itself failed."
)]
pub struct InstallArgs {
    /// Write to the user's configuration, for all repositories
    #[arg(long)]
    global: bool,
    /// Print what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What .gitattributes has to say.
const ATTRIBUTES: &str = "*.po merge=polir diff=polir";

/// The configuration of git.
const SETTINGS: [(&str, &str); 3] = [
    ("merge.polir.name", "merge translations message by message"),
    ("merge.polir.driver", "polir merge-driver -- %O %A %B %P"),
    // Git puts the name of the file behind it, whatever it begins with.
    ("diff.polir.textconv", "polir diff --textconv --"),
];

/// Does it.
///
/// # Errors
/// Outside of a repository, without git, or when a file cannot be written.
pub fn install(args: &InstallArgs) -> anyhow::Result<Status> {
    let mut shown = Output::people();
    let stdout = &mut shown.out;
    let scope = if args.global {
        Scope::Global
    } else {
        Scope::Local
    };
    let repository = match Repository::of(Path::new(".")) {
        // The user's configuration needs none.
        Err(GitError::NotRepository(_)) if args.global => None,
        repository => Some(repository?),
    };
    for (key, value) in SETTINGS {
        if args.dry_run {
            writeln!(stdout, "git config {} {key} '{value}'", scope.option())?;
        } else {
            git::configure(scope, key, value)?;
        }
    }
    let Some(repository) = repository else {
        writeln!(
            stdout,
            "add `{ATTRIBUTES}` to .gitattributes of each repository"
        )?;
        return Ok(Status::Success);
    };
    let file = repository.root().join(".gitattributes");
    if file.symlink_metadata().is_ok_and(|file| file.is_symlink()) {
        bail!(
            "{}: it is a link, which git does not read; put a file there",
            file.display()
        );
    }
    let text = match source::read_text(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => bail!("{}: {}", file.display(), unreadable("", &error)),
    };
    let there = text
        .lines()
        .any(|line| line.split_whitespace().eq(ATTRIBUTES.split_whitespace()));
    let other = text.lines().find(|line| {
        line.starts_with("*.po") && line.contains("merge=") && !line.contains("merge=polir")
    });
    if there {
        writeln!(stdout, ".gitattributes has `{ATTRIBUTES}` already")?;
    } else if args.dry_run {
        writeln!(stdout, "echo '{ATTRIBUTES}' >> {}", file.display())?;
    } else {
        // A later line wins over an earlier one.
        let feed = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        guard::replace(&file, format!("{text}{feed}{ATTRIBUTES}\n").as_bytes())
            .map_err(|error| anyhow::anyhow!("{}: {}", file.display(), not_written("", &error)))?;
        writeln!(stdout, ".gitattributes: added `{ATTRIBUTES}`; commit it")?;
    }
    if let Some(other) = other {
        terminal::note(&format!(
            ".gitattributes also says `{other}`; the later line holds, remove the other"
        ));
    }
    Ok(Status::Success)
}
