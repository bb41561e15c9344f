//! `polir check`: reads, finds, shows.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::args::{Entries, Files, Global, Level, Rules, Show};
use super::changed::Changed;
use super::inputs::{Input, Inputs, Problem};
use super::known::Known;
use super::show::Needs;
use super::{Status, checkers, fix, guard, show, spelling, terminal};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::engine::{self, Checked, Checker, Left, Outcome};
use crate::fix::add_ignores;
use crate::output::progress::Progress;
use crate::output::{self, Report, repeated};
use crate::po::charset::{Decoded, Held};

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
    /// Accept the words that no dictionary knows: add them to the project's list of words (the first of `[spelling]
    /// dictionary`, or --dictionary)
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub write_dictionary: bool,
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
    /// Remove the findings from the baseline that are fixed
    #[arg(long, conflicts_with_all = ["write_baseline", "diff"])]
    pub prune_baseline: bool,
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
#[allow(
    clippy::too_many_lines,
    reason = "one way through, from what was asked to how it ends"
)]
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let start = Instant::now();
    let mut inputs = Inputs::find(&args.files, true)?;
    inputs.tell_skipped(global);
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let needs = Needs::of(&args.show);
    let known = Known::find(
        args.baseline.as_deref(),
        args.write_baseline.as_deref().map(Path::new),
        args.prune_baseline,
        inputs.settings(),
    )?;
    let checkers = checkers::all(&inputs, &args.rules, needs.excerpts, global.verbose > 1)?;
    let asked = args.entries.changed.as_deref();
    let changed = Changed::find(asked, &mut inputs, &checkers, global.quiet)?;
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
        let mut done = fix::work(
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
            done.tell(&[], args.show.statistics)?;
            repeated::collapse(&mut done.reports);
            show::suggest(&mut done.reports, &args.show);
            show::all(
                &done.reports,
                &done.problems,
                &inputs,
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
        let accepted = Mutex::default();
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
                findings: std::mem::take(&mut found.diagnostics),
                passed: std::mem::take(&mut found.passed),
                entries: found.entries,
                problem: found.problem.take(),
                vocabulary: found.vocabulary.take(),
                ..Report::default()
            };
            if args.write_dictionary {
                spelling::take(&mut report, &accepted);
            }
            let left = found.leave(&decoded.text);
            if left.is_none() {
                keep(&mut report, &decoded.text);
            }
            progress.tick();
            Ok((report, left))
        });
        progress.finish();
        let (files, mut problems) = sort_out(&inputs, outcomes);
        let (read, files): (Vec<&Input>, Vec<(Report, Option<Left>)>) = files.into_iter().unzip();
        let (mut reports, left): (Vec<Report>, Vec<Option<Left>>) = files.into_iter().unzip();
        at_the_end(&mut reports, &left, needs.excerpts, |file, report, more| {
            let input = read[file];
            if args.add_ignores
                && !more.is_empty()
                && let Some(checker) = &checkers[input.configuration]
            {
                match silence_more(input, more.clone(), checker, &select) {
                    Ok((_, _, 0)) => {}
                    Ok((found, text, count)) => {
                        silenced.fetch_add(count, Ordering::Relaxed);
                        report.findings = found;
                        keep(report, &text);
                        return;
                    }
                    Err(message) => problems.push(Problem {
                        file: input.name.clone(),
                        message,
                    }),
                }
            }
            let text = left[file].as_ref().map_or("", |left| &left.text);
            add(report, more);
            keep(report, text);
        });
        problems.extend(not_looked(&reports));
        if args.write_dictionary {
            spelling::accept(accepted, inputs.settings(), &args.rules, global)?;
        }
        repeated::collapse(&mut reports);
        show::suggest(&mut reports, &args.show);
        show::all(
            &reports, &problems, &inputs, &checkers, &args.show, global, start,
        )?;
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

/// How often comments are added to a file before it is given up.
const ROUNDS: usize = 10;

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
        return Err("--add-ignores writes to files; name one".to_owned());
    }
    // In a broken file a comment may bring about another finding, which gets one in its turn: all of them now, so that there
    // is nothing to do the next time.
    let mut new = decoded.with_text(decoded.text.to_owned());
    let mut silenced = 0;
    for round in 0.. {
        let mut report = Report {
            name: input.name.clone(),
            findings: found.diagnostics.clone(),
            ..Report::default()
        };
        select(&mut report, &new.text);
        let (text, more) = add_ignores(&new.text, &report.findings);
        if more == 0 {
            break;
        }
        if round == ROUNDS {
            return Err(
                "no comment was written, for each would bring about another finding; correct its syntax first"
                    .to_owned(),
            );
        }
        silenced += more;
        new = new.with_text(text);
        *found = checker.check(&input.relative, &new);
    }
    if silenced > 0 {
        guard::write(&input.path, decoded, &new.text).map_err(|error| error.to_string())?;
        *decoded = new;
    }
    Ok(silenced)
}

/// All paths were excluded on purpose: a note, and success.
pub fn nothing_left() -> Status {
    terminal::note("every file that was named is excluded (--force-exclude): nothing to do");
    Status::Success
}

/// As [`silence`], of what the rules over all files have found in a file that was read before: what is still found by
/// the other rules, the text in which it stands, and how many findings are silenced.
fn silence_more(
    input: &Input,
    more: Vec<Diagnostic>,
    checker: &Checker,
    select: &impl Fn(&mut Report, &str),
) -> Result<(Vec<Diagnostic>, Held, usize), String> {
    let mut decoded = input.read()?;
    let mut found = Checked {
        diagnostics: more,
        ..Checked::default()
    };
    let count = silence(input, &mut decoded, &mut found, checker, select)?;
    Ok((found.diagnostics, decoded.text, count))
}

/// Once all files are read: hands each report whose file left traces to `settle`, by its number, with what the rules
/// over all files find in it.
pub fn at_the_end(
    reports: &mut [Report],
    left: &[Option<Left>],
    excerpts: bool,
    mut settle: impl FnMut(usize, &mut Report, Vec<Diagnostic>),
) {
    if left.iter().all(Option::is_none) {
        return;
    }
    let files: Vec<_> = reports
        .iter()
        .zip(left)
        .map(|(report, left)| (report.name.as_str(), left.as_ref()))
        .collect();
    let found = engine::conclude(&files, excerpts);
    for (file, (report, found)) in reports.iter_mut().zip(found).enumerate() {
        if left[file].is_some() {
            settle(file, report, found);
        }
    }
}

/// Adds findings to a report, each in its place.
pub fn add(report: &mut Report, more: Vec<Diagnostic>) {
    report.findings.extend(more);
    report
        .findings
        .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
}

/// Findings beyond the first `shown` of a rule will not be shown and need no excerpt: a file may hold a million of them.
pub fn drop_excerpts(report: &mut Report, shown: usize) {
    let mut seen = std::collections::HashMap::<RuleId, usize>::new();
    for finding in &mut report.findings {
        let seen = seen.entry(finding.rule.clone()).or_default();
        *seen += 1;
        if *seen > shown {
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

/// What kept a rule from looking, once for all the files that say the same, by the first of them.
pub fn not_looked<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Vec<Problem> {
    let mut told: Vec<(&Report, &str, usize)> = Vec::new();
    for report in reports {
        let Some(problem) = report.problem.as_deref() else {
            continue;
        };
        match told.iter_mut().find(|(_, known, _)| *known == problem) {
            Some((.., files)) => *files += 1,
            None => told.push((report, problem, 1)),
        }
    }
    let tell = |(report, problem, files): (&Report, &str, usize)| Problem {
        file: report.name.clone(),
        message: match files {
            1 => problem.to_owned(),
            files => format!("{problem} (and {})", output::count(files - 1, "more file")),
        },
    };
    told.into_iter().map(tell).collect()
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
