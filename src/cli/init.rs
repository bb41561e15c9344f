//! `polir init`: looks at a repository and writes a first configuration for it, with its reasons in comments.

mod look;
mod write;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::args::{self, Files};
use super::inputs::Inputs;
use super::terminal::{self, Output};
use super::{Status, args::Global, pack};
use crate::config::Settings;
use crate::source::{self, tree};

/// The file that is written.
const NAME: &str = "polir.toml";

/// Look at a repository and write a configuration for it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Looks at the translations (language, project, header, wrapping), at what runs in continuous integration \
                  and at the files of other tools, and writes polir.toml with a comment beside each decision. What is \
                  right by itself is not written down.\n\n\
                  Exit code: 0 written; 2 there is a configuration already, or no translation."
)]
pub struct Args {
    /// The repository, or the part of it that holds the translations; by default the current folder
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Replace the configuration if there is one
    #[arg(long)]
    force: bool,
}

/// Does it.
///
/// # Errors
/// When there is a configuration already, or no translation, or it cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let folder = args.folder.as_deref().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!(
            "{}: it is no folder; name the one that holds the translations",
            folder.display()
        );
    }
    let file = folder.join(NAME);
    if tree::is_left(&file, Some(folder)) {
        bail!(
            "{}: it is a link that leads out of the tree; remove it",
            file.display()
        );
    }
    if !args.dry_run && !args.force {
        if file.exists() {
            bail!(
                "{}: it is there already; --force replaces it, --dry-run shows what would be written",
                file.display()
            );
        }
        let project = folder.join("pyproject.toml");
        let text = source::read_text(&project).unwrap_or_default();
        if let Ok(Some(_)) = Settings::parse(&project, &text) {
            bail!(
                "{}: it has a table [tool.polir] already; --force writes {NAME}, which comes before it",
                project.display()
            );
        }
    }
    let inputs = Inputs::find(
        &Files {
            paths: vec![folder.to_owned()],
            exclude: Vec::new(),
            force_exclude: false,
            stdin_filename: None,
            jobs: 0,
            config: args::Config {
                config: None,
                no_config: true,
                set: Vec::new(),
            },
        },
        false,
    )?;
    let seen = look::at(folder, &inputs);
    let text = write::toml(&seen);
    // What is written must be what is read.
    let parsed = Settings::parse(Path::new(NAME), &text);
    parsed.context("internal error: the configuration that was made is wrong; please report it")?;
    if args.dry_run {
        let mut stdout = Output::data();
        stdout.out.write_all(text.as_bytes())?;
        stdout.out.flush()?;
        return Ok(Status::Success);
    }
    pack::write(&file, &text, args.force)?;
    if !global.quiet {
        terminal::note(&format!(
            "{} written; read it, then `polir check`, and where that finds much that is old: `polir check --write-baseline`",
            file.display()
        ));
    }
    Ok(Status::Success)
}
