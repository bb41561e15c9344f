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
    sections(&command, "POLIR", &mut page)?;
    print(&page)
}

/// The commands of a command, and theirs.
fn sections(command: &clap::Command, name: &str, page: &mut Vec<u8>) -> anyhow::Result<()> {
    for subcommand in command.get_subcommands() {
        if subcommand.get_name() == "help" {
            continue;
        }
        let man = clap_mangen::Man::new(subcommand.clone());
        let name = format!("{name} {}", subcommand.get_name().to_uppercase());
        writeln!(page, ".SH \"{name}\"")?;
        man.render_description_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_options_section(page)?;
        sections(subcommand, &name, page)?;
    }
    Ok(())
}

fn print(text: &[u8]) -> anyhow::Result<Status> {
    let mut stdout = Output::stdout();
    stdout.out.write_all(text)?;
    stdout.out.flush()?;
    Ok(Status::Success)
}
