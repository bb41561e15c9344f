//! `polir stats`: how much is translated, file by file, folder by folder, and in all.

use std::cell::RefCell;
use std::io::Write as _;

use clap::ValueEnum;

use super::Status;
use super::args::{Files, Global};
use super::check::{nothing_left, sort_out};
use super::inputs::{self, Inputs, Problem};
use super::terminal::Output;
use crate::engine;
use crate::output::progress::Progress;
use crate::output::{csv, figures, table};
use crate::po::charset::EncodingFault;
use crate::stats::{Counter, Tree};

/// Count what is translated, per file and folder.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The header is not counted; the percentage is that of translated entries among those that are not \
                  obsolete; words are those of the sources. Templates (.pot) are counted only when they are named.\n\n\
                  Exit code: 0; 1 less than --fail-under is translated; 2 the run itself failed, in whole or for a \
                  file."
)]
pub struct Args {
    #[command(flatten)]
    files: Files,
    /// How to print the figures
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    output_format: Format,
    /// Exit with 1 when less than this percentage of all entries is translated
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

/// What a thread uses for every file that it counts.
#[derive(Default)]
struct Worker {
    buffer: Vec<u8>,
    counter: Counter,
}

thread_local! {
    static WORKER: RefCell<Worker> = RefCell::default();
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim();
    match number.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err("a percentage is a number from 0 to 100".to_owned()),
    }
}

/// Does it.
///
/// # Errors
/// When no file is found, or standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let inputs = Inputs::find(&args.files, false)?;
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let counted = WORKER.with_borrow_mut(|worker| {
            let bytes = input.read_into(&mut worker.buffer)?;
            Ok::<_, String>(worker.counter.count(bytes))
        })?;
        progress.tick();
        Ok(counted)
    });
    progress.finish();
    let (counted, mut problems) = sort_out(&inputs, outcomes);
    let mut files = Vec::with_capacity(counted.len());
    for (input, (stats, fault)) in counted {
        files.push((input.name.clone(), stats));
        if let Some(fault) = fault {
            problems.push(Problem {
                file: input.name.clone(),
                message: format!("{}; counted as far as it can be read", what(&fault)),
            });
        }
    }
    let tree = Tree::new(files);
    let mut stdout = Output::stdout();
    match args.output_format {
        Format::Table => {
            let style = stdout.style(true);
            table::write(&mut stdout.out, &tree, style)?;
        }
        Format::Json => figures::write(&mut stdout.out, &tree)?,
        Format::Csv => csv::write(&mut stdout.out, &tree)?,
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    let under = args
        .fail_under
        .is_some_and(|percent| tree.total.is_under(percent));
    let status = if under {
        Status::Failure
    } else {
        Status::Success
    };
    Ok(status.or_error(&problems))
}

/// What is wrong with a file's bytes, in words.
pub(super) fn what(fault: &EncodingFault) -> String {
    match fault {
        EncodingFault::Invalid {
            charset,
            offset,
            byte,
            ..
        } => format!("byte {offset} (0x{byte:02X}) is not {charset}"),
        EncodingFault::Unsupported(charset) => format!("the charset {charset} is not supported"),
        EncodingFault::Unknown(charset) => format!("nobody knows the charset {charset}"),
        EncodingFault::Wide(charset) => format!("{charset}, which gettext does not read"),
    }
}
