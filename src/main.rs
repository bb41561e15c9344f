//! The `polir` program: arguments in, an exit code out.
//!
//! What went wrong is told as a chain of causes on one line; a panic is never shown raw, and a closed pipe ends it as
//! it ends other programs.

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser as _;
use polir::cli::{self, Cli, Status};

fn main() -> ExitCode {
    // A fault inside one file is told for that file by the engine; what gets past it is told below.
    panic::set_hook(Box::new(|_| {}));
    let run = || match Cli::try_parse() {
        Ok(cli) => cli::run(&cli),
        Err(error) => Ok(cli::misused(&error)),
    };
    let outcome = panic::catch_unwind(AssertUnwindSafe(run));
    let status = match outcome {
        Ok(Ok(status)) => status,
        Ok(Err(error)) if cli::is_closed_pipe(&error) => Status::Closed,
        Ok(Err(error)) => {
            cli::complain(&cli::told(&error));
            Status::Error
        }
        Err(panic) => {
            let what = polir::engine::panic_message(&*panic);
            cli::complain(&format!("internal error: {what}; please report it"));
            Status::Error
        }
    };
    status.into()
}
