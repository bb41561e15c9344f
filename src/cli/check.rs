//! `polir check`: reads, finds, shows.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::args::{Entries, Files, Global, Level, Rules, Show};
use super::changed::Changed;
use super::inputs::{Input, Inputs, Problem};
use super::known::Known;
use super::show::Needs;
use super::{Status, checkers, fix, guard, show, terminal};
use crate::config::Settings;
use crate::diagnostic::Severity;
use crate::engine::{self, Checked, Checker, Outcome};
use crate::fix::add_ignores;
use crate::output::progress::Progress;
use crate::output::{self, Report, text};
use crate::po::charset::Decoded;

/// Find what is wrong in translations.
#[derive(Debug, clap::Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
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
    /// Do not show the findings that this file knows, and fail for none of them
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all that is found to the baseline [default: that of --baseline, or polir-baseline.json]
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub write_baseline: Option<OsString>,
    /// Silence all that is found, with a comment on each entry
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline"])]
    pub add_ignores: bool,
    #[command(flatten)]
    pub entries: Entries,
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
    let mut inputs = Inputs::find(&args.files, true)?;
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let needs = Needs::of(&args.show);
    let known = Known::find(
        args.baseline.as_deref(),
        args.write_baseline.as_deref().map(Path::new),
        inputs.settings(),
    )?;
    let checkers = checkers::all(&inputs, &args.rules, needs.excerpts, global.verbose > 1)?;
    let changed = Changed::find(args.entries.changed.as_deref(), &mut inputs, global.quiet)?;
    // What is known is known of the whole file.
    let select = |report: &mut Report, text: &str| {
        if let Some(known) = &known {
            known.take(report, text);
        }
        if let Some(changed) = &changed {
            changed.take(report, text, &checkers);
        }
    };
    let keep = |report: &mut Report, text: &str| {
        select(report, text);
        needs.keep(report, text);
    };
    let conclude = |reports: &[Report]| match &known {
        Some(known) => known.conclude(reports, args.rules.names_none(), global.quiet),
        None => Ok(()),
    };
    let status = if args.fix || args.diff {
        let job = fix::Job {
            diff: args.diff,
            ..fix::Job::default()
        };
        let done = fix::work(
            &inputs,
            &checkers,
            changed.as_ref(),
            args.files.jobs,
            job,
            global,
            keep,
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
            conclude(&done.reports)?;
            judge(&done.reports, args.fail_on, inputs.settings())
        }
        .or_error(&done.problems)
    } else {
        let silenced = AtomicUsize::new(0);
        if args.add_ignores {
            guard::install();
        }
        let progress = Progress::new(inputs.files.len(), global.quiet);
        let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
            let mut decoded = input.read()?;
            let checker = checkers[input.configuration].as_ref();
            let checker = checker.ok_or("it has no configuration")?;
            let mut found = checker.check(&input.relative, &decoded);
            if args.add_ignores {
                silenced.fetch_add(
                    silence(input, &mut decoded, &mut found, checker, &select)?,
                    Ordering::Relaxed,
                );
            }
            let mut report = Report {
                name: input.name.clone(),
                findings: found.diagnostics,
                passed: found.passed,
                entries: found.entries,
                ..Report::default()
            };
            keep(&mut report, &decoded.text);
            progress.tick();
            Ok(report)
        });
        progress.finish();
        let (reports, problems) = sort_out(&inputs, outcomes);
        let reports: Vec<Report> = reports.into_iter().map(|(_, report)| report).collect();
        show::all(&reports, &problems, &checkers, &args.show, global, start)?;
        conclude(&reports)?;
        if args.add_ignores && !global.quiet {
            let silenced = output::count(silenced.into_inner(), "finding");
            terminal::note(&format!("{silenced} silenced by comments"));
        }
        judge(&reports, args.fail_on, inputs.settings()).or_error(&problems)
    };
    Ok(match status {
        Status::Failure if args.exit_zero => Status::Success,
        status => status,
    })
}

/// Writes a comment on each entry in which something was found that `select` keeps: how many findings they silence. What
/// they do not silence stays found.
fn silence(
    input: &Input,
    decoded: &mut Decoded,
    found: &mut Checked,
    checker: &Checker,
    select: &impl Fn(&mut Report, &str),
) -> Result<usize, String> {
    if input.stdin {
        return Err("--add-ignores writes to files: name one".to_owned());
    }
    let mut report = Report {
        name: input.name.clone(),
        findings: found.diagnostics.clone(),
        ..Report::default()
    };
    select(&mut report, &decoded.text);
    let (text, silenced) = add_ignores(&decoded.text, &report.findings);
    if silenced > 0 {
        guard::write(&input.path, decoded, &text).map_err(|error| error.to_string())?;
        *decoded = decoded.with_text(text);
        *found = checker.check(&input.relative, decoded);
    }
    Ok(silenced)
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
