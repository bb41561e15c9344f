//! `polir test-rules`: terminology files held to their own examples.

use std::io::Write as _;
use std::path::PathBuf;

use super::Status;
use super::args::Global;
use super::terminal::{self, Output};
use crate::output::{count, escape};
use crate::rules::terminology::{Pack, Terms};

/// Run the examples of terminology files.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each bad example must be reported and become its good one; each good example must be silent; each \
                  term must have one.\n\nExit code: 0 all do; 1 some do not; 2 a file cannot be read, or is wrong."
)]
pub struct Args {
    /// Terminology files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// Does it.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let mut stdout = Output::people();
    let (mut terms, mut examples, mut failures) = (0, 0, 0);
    let mut broken = false;
    for file in &args.files {
        let name = file.display().to_string();
        let tested = std::fs::read_to_string(file)
            .map_err(|error| format!("{name}: {}", crate::source::unreadable("", &error)))
            .and_then(|text| test(&name, &text).map_err(|error| error.to_string()));
        match tested {
            Ok(tested) => {
                terms += tested.terms;
                examples += tested.examples;
                failures += tested.failures.len();
                for failure in tested.failures {
                    writeln!(stdout.out, "{}", escape::line(&failure.to_string()))?;
                }
            }
            Err(message) => {
                broken = true;
                terminal::complain(&message);
            }
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    if !global.quiet {
        let outcome = if failures == 0 {
            "all as they say".to_owned()
        } else {
            format!("{} not as they say", count(failures, "example"))
        };
        terminal::note(&format!(
            "{}, {}: {outcome}",
            count(terms, "term"),
            count(examples, "example")
        ));
    }
    Ok(match (broken, failures) {
        (true, _) => Status::Error,
        (false, 0) => Status::Success,
        _ => Status::Failure,
    })
}

struct Tested {
    terms: usize,
    examples: usize,
    failures: Vec<crate::rules::terminology::ExampleFailure>,
}

fn test(name: &str, text: &str) -> Result<Tested, crate::rules::terminology::PackError> {
    let pack = Pack::parse(name, text)?;
    let terms = pack.terms.len();
    let examples = pack.terms.iter().map(|term| term.examples.len()).sum();
    let failures = Terms::compile(&[pack])?.test();
    Ok(Tested {
        terms,
        examples,
        failures,
    })
}
