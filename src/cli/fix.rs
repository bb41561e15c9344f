//! `polir fix`: mends what has one right answer, in place, or shows it as a patch.
//!
//! Files are mended and written in parallel, each on its own; only `--max-lines` needs them one after another, in the
//! order of their names.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use anyhow::bail;

use super::args::{Entries, Files, Global, Rules};
use super::changed::Changed;
use super::check::{add, at_the_end, drop_excerpts, not_looked, nothing_left, sort_out};
use super::inputs::{self, Input, Inputs, Problem};
use super::terminal::{self, Output};
use super::{Status, checkers, guard, interactive};
use crate::diagnostic::{Diagnostic, Exchange, RuleId, Safety};
use crate::engine::{self, Checker, Left};
use crate::fix::{Change, Fixed, Refused, apply, fix_since};
use crate::output::progress::Progress;
use crate::output::{Paint, Report, count, counts, diff, fixable, summary, text};
use crate::po::charset::Decoded;

/// Mend what has one right answer, in place.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What cannot be fixed is told on standard error. With - the text goes to standard output.\n\n\
                  Exit code: 0 done, whatever cannot be fixed; 1 --diff would change something; 2 the run itself \
                  failed, in whole or for a file; 130 interrupted (the file in hand was finished, the others are as \
                  they were)."
)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct Args {
    #[command(flatten)]
    pub files: Files,
    /// Ask about what cannot be fixed safely, one finding after the other, and about unsafe and suggested fixes
    #[arg(short, long, conflicts_with_all = ["unsafe", "diff", "max_lines"])]
    pub interactive: bool,
    /// Ask only about findings without a fix to offer
    #[arg(long, requires = "interactive")]
    pub only_unsure: bool,
    /// Ask again about findings that were skipped in an earlier session
    #[arg(long, requires = "interactive")]
    pub again: bool,
    /// Apply also the fixes that a person should look at
    #[arg(long)]
    r#unsafe: bool,
    /// Print what would change, as a patch for `patch -p1` and `git apply`, and write nothing
    #[arg(long)]
    diff: bool,
    /// Stop before the patch has more than N removed and added lines, and say what is left
    #[arg(long, value_name = "N")]
    max_lines: Option<usize>,
    #[command(flatten)]
    pub entries: Entries,
    #[command(flatten)]
    pub rules: Rules,
    /// Show every finding that is left, not 20 a rule
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// Count what was mended per rule, and which form became which
    #[arg(long, help_heading = "Output")]
    statistics: bool,
}

/// What is done with the files of a run.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Whether a patch is made and nothing is written.
    pub diff: bool,
    /// How safe a fix must be.
    pub level: Safety,
    /// How many lines the patch may have.
    pub max_lines: Option<usize>,
}

impl Default for Job {
    fn default() -> Self {
        Job {
            diff: false,
            level: Safety::Safe,
            max_lines: None,
        }
    }
}

/// Does it.
///
/// # Errors
/// When nothing could be done at all.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    if args.interactive {
        return interactive::run(args, global);
    }
    let start = Instant::now();
    let mut inputs = Inputs::find(&args.files, true)?;
    inputs.tell_skipped(global);
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let checkers = checkers::all(&inputs, &args.rules, true, global.verbose > 1)?;
    let asked = args.entries.changed.as_deref();
    let changed = Changed::find(asked, &mut inputs, &checkers, global.quiet)?;
    let job = Job {
        diff: args.diff,
        level: if args.r#unsafe {
            Safety::Unsafe
        } else {
            Safety::Safe
        },
        max_lines: args.max_lines,
    };
    let keep = |report: &mut Report, text: &str| {
        if let Some(changed) = &changed {
            changed.take(report, text, &checkers);
        }
        if !args.all {
            drop_excerpts(report, text::SHOWN);
        }
    };
    let done = work(
        &inputs,
        &checkers,
        changed.as_ref(),
        args.files.jobs,
        job,
        global,
        keep,
    )?;
    done.show(args.all, args.statistics, global, start)?;
    let status = if job.diff && done.patched {
        Status::Failure
    } else {
        Status::Success
    };
    Ok(status.or_error(&done.problems))
}

/// What came of a run that mends.
pub struct Done {
    /// What is still found, file by file.
    pub reports: Vec<Report>,
    /// What went wrong.
    pub problems: Vec<Problem>,
    /// Whether the patch that was printed, or the text that went to standard output, changes something.
    pub patched: bool,
    job: Job,
    refused: Vec<(String, Refused)>,
    tally: Tally,
    /// Where `--max-lines` stopped: files and lines that are left.
    left: (usize, usize),
    /// How many lines the first change that is left has.
    next: usize,
}

/// What was mended.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    lines: usize,
    rules: BTreeMap<RuleId, usize>,
    swaps: BTreeMap<Exchange, usize>,
}

impl Tally {
    fn add(&mut self, changes: &[Change]) {
        self.files += usize::from(!changes.is_empty());
        for change in changes {
            self.lines += change.lines;
            for mended in &change.mended {
                *self.rules.entry(mended.rule.clone()).or_default() += 1;
                if let Some(swap) = &mended.swap {
                    *self.swaps.entry((**swap).clone()).or_default() += 1;
                }
            }
        }
    }
}

/// What came of one file.
struct Mended {
    report: Report,
    refused: Vec<Refused>,
    changes: Vec<Change>,
    /// The text, where something is still to be done with it.
    decoded: Option<Decoded>,
    /// What the mended text leaves for the rules over all files.
    left: Option<Left>,
}

/// Mends every file. `keep` sees each report with the text that its findings stand in.
///
/// # Errors
/// When standard input is to be written in place, or standard output cannot be written.
pub fn work(
    inputs: &Inputs,
    checkers: &[Option<Checker>],
    changed: Option<&Changed>,
    jobs: usize,
    job: Job,
    global: &Global,
    keep: impl Fn(&mut Report, &str) + Sync,
) -> anyhow::Result<Done> {
    let filter = inputs.files.iter().any(|input| input.stdin) && !job.diff;
    if filter && inputs.files.len() + inputs.problems.len() > 1 {
        bail!("`-` writes to standard output: it must be the only path; name files, or - alone");
    }
    let at_once = job.max_lines.is_none() && !job.diff && !filter;
    if !job.diff && !filter {
        guard::install();
    }
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, jobs, |input| {
        let mut mended = mend(input, checkers, changed, job.level, &keep)?;
        if at_once && !mended.changes.is_empty() {
            write(input, &mended)?;
        }
        if at_once || (mended.changes.is_empty() && !filter) {
            mended.decoded = None;
        }
        progress.tick();
        Ok(mended)
    });
    progress.finish();
    let (files, problems) = sort_out(inputs, outcomes);
    let mut done = Done {
        reports: Vec::with_capacity(files.len()),
        problems,
        patched: false,
        job,
        refused: Vec::new(),
        tally: Tally::default(),
        left: (0, 0),
        next: 0,
    };
    done.problems
        .extend(not_looked(files.iter().map(|(_, mended)| &mended.report)));
    let mut stdout = Output::data();
    let mut budget = job.max_lines;
    let mut left = Vec::with_capacity(files.len());
    for (input, mut mended) in files {
        if let Some(room) = &mut budget {
            let rest = done.spend(&mut mended.changes, room);
            if rest {
                // What is not changed now is still found, but it is no news that it can be.
                let checker = checkers[input.configuration].as_ref();
                if let (Some(decoded), Some(checker)) = (&mended.decoded, checker) {
                    let text = decoded.with_text(apply(&decoded.text, &mended.changes));
                    let mut found = checker.check(&input.relative, &text);
                    found
                        .diagnostics
                        .retain(|finding| !fixable(finding, job.level));
                    mended.report.findings = std::mem::take(&mut found.diagnostics);
                    mended.left = found.leave(&text.text);
                    if mended.left.is_none() {
                        keep(&mut mended.report, &text.text);
                    }
                }
            }
        }
        if !at_once
            && let Some(decoded) = &mended.decoded
            && let Err(message) = done.deliver(input, &mended, decoded, filter, &mut stdout)?
        {
            done.problems.push(Problem {
                file: input.name.clone(),
                message,
            });
            continue;
        }
        done.tally.add(&mended.changes);
        let name = &input.name;
        done.refused.extend(
            mended
                .refused
                .into_iter()
                .map(|refused| (name.clone(), refused)),
        );
        done.reports.push(mended.report);
        left.push(mended.left);
    }
    at_the_end(&mut done.reports, &left, true, |file, report, more| {
        add(report, more);
        keep(report, left[file].as_ref().map_or("", |left| &left.text));
    });
    stdout.out.flush()?;
    Ok(done)
}

fn mend(
    input: &Input,
    checkers: &[Option<Checker>],
    changed: Option<&Changed>,
    level: Safety,
    keep: impl Fn(&mut Report, &str),
) -> Result<Mended, String> {
    let decoded = input.read()?;
    let checker = checkers[input.configuration].as_ref();
    let checker = checker.ok_or("it has no configuration")?;
    let earlier = changed.and_then(|changed| changed.earlier(input));
    let mut fixed = if changed.is_some() && earlier.is_none() {
        // It is there for the rules that compare files.
        let before = checker.check(&input.relative, &decoded);
        Fixed {
            before,
            ..Fixed::default()
        }
    } else {
        fix_since(checker, &input.relative, &decoded, level, earlier)
    };
    let text = apply(&decoded.text, &fixed.changes);
    let left = fixed.after_mut().leave(&text);
    let mut report = Report {
        name: input.name.clone(),
        findings: std::mem::take(&mut fixed.after_mut().diagnostics),
        passed: fixed.before.passed,
        entries: fixed.before.entries,
        problem: fixed.before.problem,
        vocabulary: fixed.before.vocabulary,
        ..Report::default()
    };
    if left.is_none() {
        keep(&mut report, &text);
    }
    Ok(Mended {
        report,
        refused: fixed.refused,
        changes: fixed.changes,
        left,
        decoded: Some(decoded),
    })
}

fn write(input: &Input, mended: &Mended) -> Result<(), String> {
    let Some(decoded) = &mended.decoded else {
        return Ok(());
    };
    let text = apply(&decoded.text, &mended.changes);
    guard::write(&input.path, decoded, &text).map_err(|error| error.to_string())
}

impl Done {
    /// Takes from `changes` what the budget has no room for; whether something was taken.
    fn spend(&mut self, changes: &mut Vec<Change>, left: &mut usize) -> bool {
        let mut room = 0;
        for change in changes.iter() {
            if change.lines > *left {
                // Later changes wait as well: what is done is always the first part of the whole.
                *left = 0;
                break;
            }
            *left -= change.lines;
            room += 1;
        }
        let rest = changes.split_off(room);
        if let Some(first) = rest.first().filter(|_| self.next == 0) {
            self.next = first.lines;
        }
        self.left.0 += usize::from(!rest.is_empty());
        self.left.1 += rest.iter().map(|change| change.lines).sum::<usize>();
        !rest.is_empty()
    }

    /// Prints the patch or the text of a file, or writes it.
    fn deliver(
        &mut self,
        input: &Input,
        mended: &Mended,
        decoded: &Decoded,
        filter: bool,
        stdout: &mut Output,
    ) -> anyhow::Result<Result<(), String>> {
        self.patched |= !mended.changes.is_empty();
        if self.job.diff {
            let paint = Paint {
                colour: stdout.colour,
            };
            diff::write(
                &mut stdout.out,
                &input.name,
                decoded,
                &mended.changes,
                paint,
            )?;
        } else if filter {
            if decoded.fault.is_some() {
                let message = "the text is not valid in its charset; it was not written, `polir check` tells where";
                return Ok(Err(message.to_owned()));
            }
            let text = apply(&decoded.text, &mended.changes);
            match decoded.encode(&text) {
                Ok(bytes) => stdout.out.write_all(&bytes)?,
                Err(error) => return Ok(Err(error.to_string())),
            }
        } else if !mended.changes.is_empty() {
            return Ok(write(input, mended));
        }
        Ok(Ok(()))
    }

    /// Says what was mended, what was not and why, on standard error.
    pub fn show(
        &self,
        all: bool,
        statistics: bool,
        global: &Global,
        start: Instant,
    ) -> anyhow::Result<()> {
        let mut stderr = Output::stderr();
        text::passed(&mut stderr.out, &self.reports)?;
        if !self.job.diff && !global.quiet && !statistics {
            let style = stderr.style(all);
            text::write(&mut stderr.out, &self.reports, style)?;
        }
        stderr.out.flush()?;
        drop(stderr);
        self.tell(&self.problems, statistics)?;
        if !global.quiet {
            terminal::note(&self.line(start));
        }
        Ok(())
    }

    /// Says which fixes were dropped, what went wrong (`problems`, unless somebody else does), and the counts.
    pub fn tell(&self, problems: &[Problem], statistics: bool) -> anyhow::Result<()> {
        for (name, refused) in &self.refused {
            let Diagnostic { start, rule, .. } = &refused.diagnostic;
            let reason = &refused.reason;
            terminal::note(&format!(
                "{name}:{}:{}: not fixed[{rule}]: {reason}",
                start.line, start.column
            ));
        }
        inputs::tell(problems);
        if statistics {
            let mut stderr = Output::stderr();
            let paint = Paint {
                colour: stderr.colour,
            };
            let rules = self
                .tally
                .rules
                .iter()
                .map(|(rule, &count)| (rule.to_string(), count));
            counts::write(&mut stderr.out, "Fixed by rule", rules, paint)?;
            let arrow = if stderr.style(false).ascii {
                "->"
            } else {
                "→"
            };
            let swaps = self.tally.swaps.iter();
            let swaps = swaps.map(|((old, new), &count)| (format!("{old} {arrow} {new}"), count));
            counts::write(&mut stderr.out, "Form by form", swaps, paint)?;
            stderr.out.flush()?;
        }
        Ok(())
    }

    /// `fixed 84 findings in 24 files, 212 changed lines; 6 findings are left (0.31 s)`.
    fn line(&self, start: Instant) -> String {
        let fixed: usize = self.tally.rules.values().sum();
        let verb = if self.job.diff { "would fix" } else { "fixed" };
        let (files, lines) = self.left;
        let mut line = if self.tally.files == 0 && files > 0 {
            "nothing fixed".to_owned()
        } else if self.tally.files == 0 {
            "nothing to fix".to_owned()
        } else {
            format!(
                "{verb} {} in {}, {}",
                count(fixed, "finding"),
                count(self.tally.files, "file"),
                count(self.tally.lines, "changed line")
            )
        };
        let remaining: usize = self
            .reports
            .iter()
            .map(|report| report.findings.len())
            .sum();
        if remaining > 0 {
            let verb = if remaining == 1 { "is" } else { "are" };
            let _ = write!(line, "; {} {verb} left", count(remaining, "finding"));
        }
        if files > 0 {
            let more = if self.tally.files == 0 {
                format!("the next entry alone has {}", self.next)
            } else {
                "run again".to_owned()
            };
            let _ = write!(
                line,
                "; stopped at --max-lines {}: {} in {} to go, {more}",
                self.job.max_lines.unwrap_or_default(),
                count(lines, "changed line"),
                count(files, "file")
            );
        }
        format!("{line} ({})", summary::seconds(start.elapsed()))
    }
}
