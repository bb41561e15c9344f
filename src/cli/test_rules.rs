//! `polir test-rules`: terminology files held to their own examples.

use std::io::Write as _;
use std::path::PathBuf;

use super::Status;
use super::args::Global;
use super::terminal::{self, Output};
use crate::output::{count, escape};
use crate::rules::terminology::{ExampleFailure, Pack, PackError, Terms};

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
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                broken = true;
                let why = crate::source::unreadable("", &error);
                terminal::complain(&format!("{name}: {why}"));
                continue;
            }
        };
        let tested = test(&name, &text);
        broken |= !tested.faults.is_empty();
        for fault in tested.faults {
            terminal::complain(&fault.to_string());
        }
        for warning in tested.warnings {
            terminal::note(&warning.to_string());
        }
        terms += tested.terms;
        examples += tested.examples;
        failures += tested.failures.len();
        for failure in tested.failures {
            writeln!(stdout.out, "{}", escape::line(&failure.to_string()))?;
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    let says_something = failures > 0 || !broken;
    if !global.quiet && says_something {
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

#[derive(Default)]
struct Tested {
    terms: usize,
    examples: usize,
    failures: Vec<ExampleFailure>,
    faults: Vec<PackError>,
    warnings: Vec<PackError>,
}

/// All that is wrong with a pack: what cannot be read of it, and the examples of what can.
fn test(name: &str, text: &str) -> Tested {
    let mut tested = Tested::default();
    let mut pack = match Pack::read(name, text) {
        Ok((pack, faults)) => {
            tested.faults = faults;
            pack
        }
        Err(fault) => {
            tested.faults.push(fault);
            return tested;
        }
    };
    // A term that cannot be compiled keeps no other from being tried.
    let mut good = Vec::new();
    for term in std::mem::take(&mut pack.terms) {
        pack.terms = vec![term];
        match Terms::compile(std::slice::from_ref(&pack)) {
            Ok(_) => good.append(&mut pack.terms),
            Err(fault) => tested.faults.push(fault),
        }
    }
    pack.terms = good;
    tested.faults.sort_by_key(|fault| fault.at);
    tested.terms = pack.terms.len();
    tested.examples = pack.terms.iter().map(|term| term.examples.len()).sum();
    match Terms::compile(&[pack]) {
        Ok(terms) => {
            tested.failures = terms.test();
            tested.warnings = terms.warnings;
        }
        Err(fault) => tested.faults.push(fault),
    }
    tested
}
