//! `polir completions` and `polir man`: made from the same definitions as the help.

use std::io::Write as _;

use clap_complete::Shell;

use super::terminal::Output;
use super::{Status, command};

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
For example: polir completions bash > ~/.local/share/bash-completion/completions/polir")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "polir", &mut script);
    print(&script)
}

/// Prints the manual page: the program, then each command.
///
/// # Errors
/// When standard output cannot be written.
pub fn man() -> anyhow::Result<Status> {
    let mut command = command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        if subcommand.get_name() == "help" {
            continue;
        }
        let man = clap_mangen::Man::new(subcommand.clone());
        writeln!(
            page,
            ".SH \"POLIR {}\"",
            subcommand.get_name().to_uppercase()
        )?;
        man.render_description_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    print(&page)
}

fn print(text: &[u8]) -> anyhow::Result<Status> {
    let mut stdout = Output::stdout();
    stdout.out.write_all(text)?;
    stdout.out.flush()?;
    Ok(Status::Success)
}
