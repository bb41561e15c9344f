//! `polir check`: reads, finds, shows.

use std::time::Instant;

use super::args::{Files, Global, Level, Rules, Show};
use super::inputs::{Input, Inputs, Problem};
use super::show::Needs;
use super::{Status, checkers, fix, show, terminal};
use crate::config::Settings;
use crate::diagnostic::Severity;
use crate::engine::{self, Outcome};
use crate::output::progress::Progress;
use crate::output::{self, Report, text};

/// Find what is wrong in translations.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 clean; 1 findings at or above --fail-on (with --fix: those that remain; with --diff: a \
                  patch that is not empty); 2 the run itself failed, in whole or for a file; 130 interrupted while \
                  fixing (no file is half written)."
)]
pub struct Args {
    #[command(flatten)]
    pub files: Files,
    /// Also apply the safe fixes, in place
    #[arg(long)]
    pub fix: bool,
    /// Print what --fix would change, as a patch, and write nothing
    #[arg(long)]
    pub diff: bool,
    /// Fail from this severity on [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Level>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    #[command(flatten)]
    pub rules: Rules,
    #[command(flatten)]
    pub show: Show,
}

/// Does it.
///
/// # Errors
/// When nothing could be checked at all.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let start = Instant::now();
    let inputs = Inputs::find(&args.files, true)?;
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let needs = Needs::of(&args.show);
    let checkers = checkers::all(&inputs, &args.rules, needs.excerpts, global.verbose > 1)?;
    let status = if args.fix || args.diff {
        let job = fix::Job {
            diff: args.diff,
            ..fix::Job::default()
        };
        let done = fix::work(
            &inputs,
            &checkers,
            args.files.jobs,
            job,
            global,
            |report, text| needs.keep(report, text),
        )?;
        if args.diff {
            done.show(args.show.all, args.show.statistics, global, start)?;
            if done.patched {
                Status::Failure
            } else {
                Status::Success
            }
        } else {
            done.tell(args.show.statistics)?;
            show::all(
                &done.reports,
                &done.problems,
                &checkers,
                &args.show,
                global,
                start,
            )?;
            judge(&done.reports, args.fail_on, inputs.settings())
        }
        .or_error(&done.problems)
    } else {
        let progress = Progress::new(inputs.files.len(), global.quiet);
        let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
            let decoded = input.read()?;
            let checker = checkers[input.configuration].as_ref();
            let checker = checker.ok_or("it has no configuration")?;
            let found = checker.check(&input.relative, &decoded);
            let mut report = Report {
                name: input.name.clone(),
                findings: found.diagnostics,
                passed: found.passed,
                entries: found.entries,
                ..Report::default()
            };
            needs.keep(&mut report, &decoded.text);
            progress.tick();
            Ok(report)
        });
        progress.finish();
        let (reports, problems) = sort_out(&inputs, outcomes);
        let reports: Vec<Report> = reports.into_iter().map(|(_, report)| report).collect();
        show::all(&reports, &problems, &checkers, &args.show, global, start)?;
        judge(&reports, args.fail_on, inputs.settings()).or_error(&problems)
    };
    Ok(match status {
        Status::Failure if args.exit_zero => Status::Success,
        status => status,
    })
}

/// All paths were excluded on purpose: a note, and success.
pub fn nothing_left() -> Status {
    terminal::note("every file that was named is excluded (--force-exclude): nothing to do");
    Status::Success
}

/// Findings that will not be shown need no excerpt: a file may hold a million of them.
pub fn drop_excerpts(report: &mut Report) {
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for finding in &mut report.findings {
        let seen = seen.entry(finding.rule.clone()).or_default();
        *seen += 1;
        if *seen > text::SHOWN {
            finding.excerpt = None;
            finding.exchange = None;
        }
    }
}

/// Parts the files that were read from those that were not.
pub fn sort_out<T>(
    inputs: &Inputs,
    outcomes: Vec<Outcome<Result<T, String>>>,
) -> (Vec<(&Input, T)>, Vec<Problem>) {
    let mut problems = inputs.problems.clone();
    let mut done = Vec::with_capacity(outcomes.len());
    for (input, outcome) in inputs.files.iter().zip(outcomes) {
        match outcome.and_then(|outcome| outcome) {
            Ok(value) => done.push((input, value)),
            Err(message) => problems.push(Problem {
                file: input.name.clone(),
                message,
            }),
        }
    }
    (done, problems)
}

/// Whether what was found fails the run.
fn judge(reports: &[Report], asked: Option<Level>, settings: &Settings) -> Status {
    let from = asked
        .map(Severity::from)
        .or(settings.fail_on)
        .unwrap_or(Severity::Warning);
    match output::worst(reports) {
        Some(worst) if worst >= from => Status::Failure,
        _ => Status::Success,
    }
}

impl Status {
    /// An error where some file could not be dealt with, whatever else.
    pub(super) fn or_error(self, problems: &[Problem]) -> Status {
        if problems.is_empty() {
            self
        } else {
            Status::Error
        }
    }
}
