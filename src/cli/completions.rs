//! `polir completions` and `polir man`: made from the same definitions as the help.

use std::io::Write as _;

use clap_complete::Shell;

use super::terminal::Output;
use super::{Status, command};

/// When the definitions last changed for users: the date of the manual page, which a clock would make differ from build to
/// build.
const DATE: &str = "2026-11-24";

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
    clap_mangen::Man::new(command.clone())
        .date(DATE)
        .manual("User Commands")
        .render(&mut page)?;
    sections(&command, "POLIR", &mut page)?;
    print(tidy(&String::from_utf8_lossy(&page)).as_bytes())
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

/// A page without the line breaks beside an empty line, which do nothing, and of which `mandoc` warns.
fn tidy(page: &str) -> String {
    let mut tidy = String::with_capacity(page.len());
    let mut lines = page.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let space = |line: &str| matches!(line, "" | ".sp");
        let idle = line == ".br" && (space(before) || lines.peek().is_some_and(|next| space(next)));
        if !idle {
            tidy.push_str(line);
            tidy.push('\n');
            before = line;
        }
    }
    tidy
}

fn print(text: &[u8]) -> anyhow::Result<Status> {
    let mut stdout = Output::stdout();
    stdout.out.write_all(text)?;
    stdout.out.flush()?;
    Ok(Status::Success)
}
