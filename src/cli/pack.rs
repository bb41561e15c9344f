//! `polir pack new`: a terminology pack from the glossary that a team has.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::terminal::{self, Output};
use super::{Status, args::Global, guard};
use crate::glossary;
use crate::output::count;
use crate::source::{self, By, WriteError, unreadable};

/// Make terminology packs.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a pack from a glossary: CSV (source,target,part of speech,note), TBX, or a glossary .po of Weblate or Pootle
    New(New),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every term comes out opt-in; a forbidden one only reports. `polir test-rules` reads the pack back, \
                  docs/terminology.md tells what else a term can say.\n\n\
                  Exit code: 0 made; 2 the glossary cannot be read or understood."
)]
struct New {
    /// The glossary
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The language of its translations [default: what the glossary says]
    #[arg(long, value_name = "CODE", value_parser = super::args::language)]
    lang: Option<String>,
    /// The name of the pack [default: that of the glossary's file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Write it to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// Does it.
///
/// # Errors
/// When the glossary cannot be read or understood, or the pack not be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let Command::New(args) = &args.command;
    let from = args.from.display();
    let read = source::read_by(&args.from, By::User)
        .map_err(|error| anyhow::anyhow!("{from}: {}", unreadable("the glossary", &error)))?;
    if read.fault.is_some() {
        bail!("{from}: its bytes are not valid in its charset; save it as UTF-8");
    }
    let glossary = glossary::read(&args.from, &read.text, args.lang.as_deref())
        .with_context(|| from.to_string())?;
    let Some(language) = &glossary.language else {
        bail!("{from}: it does not say which language its translations are in; say --lang=CODE");
    };
    let name = name(args);
    if name.is_empty() {
        bail!("{from}: no name for the pack can be made of the file's; say --name=NAME");
    }
    let file = args.from.file_name().unwrap_or_default().to_string_lossy();
    let made = glossary::pack(&name, language, &file, &glossary);
    if let Some(path) = &args.output {
        write(path, &made.text, args.force)?;
    } else {
        let mut stdout = Output::data();
        stdout.out.write_all(made.text.as_bytes())?;
        stdout.out.flush()?;
    }
    if !global.quiet {
        for (source, why) in made.left_out.iter().take(10) {
            terminal::note(&format!("{from}: `{source}` is left out: {why}"));
        }
        terminal::note(&format!(
            "{} made of {}, {} left out",
            count(made.terms, "term"),
            count(
                glossary.terms.len() + glossary.fuzzy.len() + glossary.untranslated.len(),
                "line"
            ),
            made.left_out.len()
        ));
    }
    Ok(Status::Success)
}

/// The name of the pack: words joined by hyphens.
fn name(args: &New) -> String {
    let given = args.name.clone().unwrap_or_else(|| {
        let stem = args.from.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    });
    let words: Vec<String> = given
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// Writes a file that is not there yet, or replaces it with `force`.
///
/// # Errors
/// When it is there, or cannot be written.
pub fn write(path: &Path, text: &str, force: bool) -> anyhow::Result<()> {
    let name = path.display();
    let written = if force {
        guard::replace(path, text.as_bytes())
    } else {
        guard::create(path, text.as_bytes())
    };
    written.map_err(|error| match error {
        WriteError::Io(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!("{name}: it is there already; --force replaces it")
        }
        error => anyhow::anyhow!("{name}: {}", source::not_written("", &error)),
    })
}
