//! The command line: what can be asked for, and who answers. The only code that knows standard output.
//!
//! A subcommand is a file of its own; help, completions and the manual page are all made from the definitions here.

mod args;
mod changed;
mod check;
mod checkers;
mod completions;
mod config;
mod dictionaries;
mod diff;
mod explain;
mod fix;
mod fmt;
mod glossaries;
mod guard;
mod init;
mod inputs;
mod interactive;
mod known;
mod merge_driver;
mod pack;
mod propagate;
mod rules;
mod show;
mod spelling;
mod stats;
mod terminal;
mod test_rules;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use args::Global;
pub use terminal::{complain, misused};

/// What `polir` is asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "polir",
    version,
    about = "Lint, fix and count gettext translations: find what is wrong, mend what has one right answer, touch nothing else",
    after_help = "Configuration: polir.toml, or [tool.polir] in pyproject.toml, found upward from each file.\n\
                  `polir help COMMAND` tells more of a command.",
    arg_required_else_help = true,
    disable_help_subcommand = false,
    max_term_width = 100
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find what is wrong in translations
    Check(check::Args),
    /// Mend what has one right answer, in place
    Fix(fix::Args),
    /// Lay files out as msgcat does, in place
    Fmt(fmt::Args),
    /// Count what is translated, per file and folder
    Stats(stats::Args),
    /// Tell what changed in translations, message by message and word by word
    Diff(diff::Args),
    /// Carry translations of the same messages from files to other files
    Propagate(propagate::Args),
    /// List the rules and terms
    Rules(rules::Args),
    /// Tell why a rule or term is there, with examples
    Explain(explain::Args),
    /// Run the examples of terminology files
    TestRules(test_rules::Args),
    /// Look at a repository and write a configuration for it
    Init(init::Args),
    /// Show what holds for a file, and where each value comes from
    Config(config::Args),
    /// Make terminology packs
    Pack(pack::Args),
    /// Add to the project's own list of words, or find what it no longer needs
    Spelling(spelling::Args),
    /// Merge three versions of a translation, message by message: for git
    MergeDriver(merge_driver::Args),
    /// Tell git to merge and compare translations with this program
    InstallGitDrivers(merge_driver::InstallArgs),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing to complain of.
    Success,
    /// It did what was asked, and the answer is no: findings, a patch that is not empty, too little translated.
    Failure,
    /// The run itself failed, in whole or in part.
    Error,
    /// Nobody reads standard output any more, so that nobody knows the answer.
    Closed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Success => 0,
            Status::Failure => 1,
            Status::Error => 2,
            // What shells say of a program that such a pipe has ended: 128 and the number of SIGPIPE.
            Status::Closed => 141,
        })
    }
}

/// The definitions of the whole command line: for help, completions and the manual page.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Does what the command line asks.
///
/// # Errors
/// When nothing could be done at all. A closed pipe comes out as an error as well: see [`is_closed_pipe`].
pub fn run(cli: &Cli) -> anyhow::Result<Status> {
    terminal::choose_colours(cli.global.color);
    terminal::choose_letters(cli.global.ascii);
    match &cli.command {
        Command::Check(args) => check::run(args, &cli.global),
        Command::Fix(args) => fix::run(args, &cli.global),
        Command::Fmt(args) => fmt::run(args, &cli.global),
        Command::Stats(args) => stats::run(args, &cli.global),
        Command::Diff(args) => diff::run(args, &cli.global),
        Command::Propagate(args) => propagate::run(args, &cli.global),
        Command::Rules(args) => rules::run(args),
        Command::Explain(args) => explain::run(args),
        Command::TestRules(args) => test_rules::run(args, &cli.global),
        Command::Init(args) => init::run(args, &cli.global),
        Command::Config(args) => config::run(args),
        Command::Pack(args) => pack::run(args, &cli.global),
        Command::Spelling(args) => spelling::run(args, &cli.global),
        Command::MergeDriver(args) => merge_driver::run(args, &cli.global),
        Command::InstallGitDrivers(args) => merge_driver::install(args),
        Command::Completions(args) => completions::run(args),
        Command::Man => completions::man(),
    }
}

/// An error with its causes on one line; what the system says of one stands there once, without its number.
#[must_use]
pub fn told(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = match cause.downcast_ref::<io::Error>() {
            Some(error) => crate::source::plain(error),
            None => cause.to_string(),
        };
        if !parts
            .iter()
            .any(|part| part.ends_with(&text) || part.contains(&format!("{text};")))
        {
            parts.push(text);
        }
    }
    parts.join(": ")
}

/// Whether an error is that nobody reads standard output any more, which is the reader's right.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
