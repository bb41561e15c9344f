//! `polir check`: reads, finds, shows.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::time::Instant;

use super::args::{Files, Format, Global, Level, Rules, Show};
use super::inputs::{self, Input, Inputs, Problem};
use super::terminal::{self, Output};
use super::{Status, checkers, fix, spelling};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{self, Outcome};
use crate::output::progress::Progress;
use crate::output::{
    self, Paint, Report, concise, counts, fingerprint, json, suggestions, summary, text,
};

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
    /// Accept the words that no dictionary knows: add them to the project's list of words (the first of `[spelling]
    /// dictionary`, or --dictionary)
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub write_dictionary: bool,
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
    let format = args.show.output_format;
    let checkers = checkers::all(
        &inputs,
        &args.rules,
        format == Format::Text,
        global.verbose > 1,
    )?;
    let status = if args.fix || args.diff {
        let job = fix::Job {
            diff: args.diff,
            ..fix::Job::default()
        };
        let mut done = fix::work(
            &inputs,
            &checkers,
            args.files.jobs,
            job,
            global,
            |report, text| {
                prepare(report, text, format, args.show.all);
            },
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
            suggest(&mut done.reports, &args.show);
            show(&done.reports, &done.problems, &args.show, global, start)?;
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
                problem: found.problem,
                vocabulary: found.vocabulary,
                ..Report::default()
            };
            prepare(&mut report, &decoded.text, format, args.show.all);
            progress.tick();
            Ok(report)
        });
        progress.finish();
        let (reports, mut problems) = sort_out(&inputs, outcomes);
        let mut reports: Vec<Report> = reports.into_iter().map(|(_, report)| report).collect();
        problems.extend(not_looked(&reports));
        if args.write_dictionary {
            write_dictionary(&mut reports, inputs.settings(), &args.rules, global)?;
        }
        suggest(&mut reports, &args.show);
        show(&reports, &problems, &args.show, global, start)?;
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

/// Keeps of a report what its format needs, while the text is at hand.
fn prepare(report: &mut Report, text: &str, format: Format, all: bool) {
    if matches!(format, Format::Json | Format::Jsonl) {
        report.fingerprints = fingerprint::all(&report.name, text, &report.findings);
    }
    if format == Format::Text && !all {
        drop_excerpts(report);
    }
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

/// Looks for what may be meant by the misspelt words that will be shown.
fn suggest(reports: &mut [Report], show: &Show) {
    let shown = match show.output_format {
        Format::Text if show.all => None,
        Format::Text => Some(text::SHOWN),
        Format::Concise => return,
        Format::Json | Format::Jsonl => None,
    };
    suggestions::add(reports, shown);
}

/// Adds every misspelt word to the project's list, and drops the findings that this settles.
fn write_dictionary(
    reports: &mut [Report],
    settings: &Settings,
    rules: &Rules,
    global: &Global,
) -> anyhow::Result<()> {
    let path = match rules.dictionary.first() {
        Some(path) => path.clone(),
        None => spelling::own_list(settings)?,
    };
    let mut words: BTreeSet<String> = BTreeSet::new();
    for report in reports {
        // An elision that no word takes is no word to accept.
        let misspelt = |finding: &Diagnostic| {
            suggestions::word(finding).is_some_and(|word| !word.contains(['\'', '’']))
        };
        let settled: Vec<bool> = report.findings.iter().map(misspelt).collect();
        let mut at = settled.iter();
        report.fingerprints.retain(|_| at.next() != Some(&true));
        report.findings.retain(|finding| {
            let word = suggestions::word(finding).filter(|_| misspelt(finding));
            words.extend(word.map(str::to_owned));
            word.is_none()
        });
    }
    // One in small letters is accepted with a capital too.
    let words = words.iter().filter(|word| {
        let small = word.to_lowercase();
        small == **word || !words.contains(&small)
    });
    let words = words.cloned().collect();
    let added = spelling::write(&path, words)?;
    if !global.quiet {
        let added = output::count(added, "word");
        terminal::note(&format!("{}: {added} added", path.display()));
    }
    Ok(())
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
            files => format!("{problem} (and {} more files)", files - 1),
        },
    };
    told.into_iter().map(tell).collect()
}

/// Prints findings, errors and the summary.
fn show(
    reports: &[Report],
    problems: &[Problem],
    show: &Show,
    global: &Global,
    start: Instant,
) -> anyhow::Result<()> {
    let mut stdout = Output::stdout();
    let style = stdout.style(show.all);
    let paint = Paint {
        colour: stdout.colour,
    };
    match show.output_format {
        Format::Text => text::write(&mut stdout.out, reports, style)?,
        Format::Concise => concise::write(&mut stdout.out, reports, paint)?,
        Format::Json => {
            let failures: Vec<_> = problems
                .iter()
                .map(|problem| json::Failure {
                    file: &problem.file,
                    message: &problem.message,
                })
                .collect();
            json::write(&mut stdout.out, reports, &failures)?;
        }
        Format::Jsonl => json::write_lines(&mut stdout.out, reports)?,
    }
    let for_people = matches!(show.output_format, Format::Text | Format::Concise);
    if show.statistics && for_people {
        let rules = output::counts::by_rule(reports);
        counts::write(
            &mut stdout.out,
            "Findings by rule",
            rules.into_iter(),
            paint,
        )?;
        misspelt(&mut stdout.out, reports, paint)?;
    }
    stdout.out.flush()?;
    drop(stdout);
    let mut stderr = Output::stderr();
    text::passed(&mut stderr.out, reports)?;
    if show.statistics && !for_people {
        let rules = output::counts::by_rule(reports);
        let paint = Paint {
            colour: stderr.colour,
        };
        counts::write(
            &mut stderr.out,
            "Findings by rule",
            rules.into_iter(),
            paint,
        )?;
        misspelt(&mut stderr.out, reports, paint)?;
    }
    stderr.out.flush()?;
    drop(stderr);
    inputs::tell(problems);
    if for_people && !global.quiet && !reports.is_empty() {
        terminal::note(&summary::line(reports, start.elapsed()));
    }
    Ok(())
}

fn misspelt(out: &mut dyn io::Write, reports: &[Report], paint: Paint) -> io::Result<()> {
    let words = suggestions::by_word(reports).into_iter();
    counts::write(
        out,
        "Unknown words, with the first place of each",
        words,
        paint,
    )
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
