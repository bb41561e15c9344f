//! `polir propagate`: translations of the same messages carried from files to other files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::{Global, Reading};
use super::check::sort_out;
use super::inputs::{self, Input, Inputs, Problem};
use super::terminal::{self, Output};
use super::{Status, diff, guard, stats};
use crate::diagnostic::Span;
use crate::engine;
use crate::fix::Change;
use crate::output::progress::Progress;
use crate::output::{Paint, count, diff as patch, escape};
use crate::po::charset::Decoded;
use crate::po::snapshot::Snapshots;
use crate::propagate::{Carried, Memory, Options, apply, carry};

/// How many disagreements of sources are told one by one.
const TOLD: usize = 10;

/// Carry translations of the same messages from files to other files.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "polir propagate [OPTIONS] --from <PATH>... --to <PATH>...",
    after_help = "The same message is one with the same context, source and plural. Fuzzy and obsolete translations are not carried, \
                  and nothing is written over a translation, not even a fuzzy one, without --overwrite. Only the entries \
                  that gain a translation change, laid out as their file is.\n\n\
                  Where sources disagree the first --from wins; of several files in it the one whose path ends most like \
                  that of the file it is carried to.\n\n\
                  Exit code: 0 done; 1 --diff or --dry-run: something would be carried; 2 the run itself failed, in \
                  whole or for a file."
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Args {
    /// Where translations come from: files and folders, the first wins
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    from: Vec<PathBuf>,
    /// Where they go: files and folders
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    to: Vec<PathBuf>,
    /// Also replace other translations, and fuzzy ones
    #[arg(long)]
    overwrite: bool,
    /// Mark what is carried as fuzzy, to be looked at
    #[arg(long)]
    fuzzy: bool,
    /// Print what would change, as a patch for `patch -p1` and `git apply`, and write nothing
    #[arg(long)]
    diff: bool,
    /// Tell what would be carried, and write nothing
    #[arg(long, conflicts_with = "diff")]
    dry_run: bool,
    #[command(flatten)]
    reading: Reading,
}

/// What came of one file.
struct Done {
    carried: Carried,
    /// What is shown as a patch.
    patch: Option<(Decoded, String)>,
}

/// Does it.
///
/// # Errors
/// When no file is found, or standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let mut problems = Vec::new();
    let memory = remember(args, &mut problems)?;
    let options = Options {
        overwrite: args.overwrite,
        fuzzy: args.fuzzy,
    };
    let targets = Inputs::find(&args.reading.files(&args.to), false)?;
    let look = args.diff || args.dry_run;
    if !look {
        guard::install();
    }
    let progress = Progress::new(targets.files.len(), global.quiet);
    let outcomes = engine::run(&targets.files, args.reading.jobs, |input| {
        let done = one(input, &memory, options, args);
        progress.tick();
        Ok(done)
    });
    progress.finish();
    let (outcomes, mut told) = sort_out(&targets, outcomes);
    problems.append(&mut told);
    let mut done = Vec::new();
    for (input, outcome) in outcomes {
        match outcome {
            Ok(one) => done.push((input, one)),
            Err(problem) => problems.push(problem),
        }
    }
    done.retain(|(_, one)| one.carried.messages + one.carried.left > 0);
    let mut stdout = Output::data();
    let paint = Paint {
        colour: stdout.colour,
    };
    for (input, one) in &done {
        if let Some((decoded, text)) = &one.patch {
            let change = Change {
                span: Span::new(0, decoded.text.len()),
                text: text.clone(),
                lines: 0,
                mended: Vec::new(),
            };
            patch::write(&mut stdout.out, &input.name, decoded, &[change], paint)?;
        } else if args.dry_run && one.carried.messages > 0 {
            let messages = count(one.carried.messages, "translation");
            writeln!(stdout.out, "{}: {messages}", escape::line(&input.name))?;
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    let carried: Vec<&Carried> = done.iter().map(|(_, one)| &one.carried).collect();
    if !global.quiet {
        summary(&carried, targets.files.len(), look);
    }
    let status = if look && carried.iter().any(|one| one.messages > 0) {
        Status::Failure
    } else {
        Status::Success
    };
    Ok(status.or_error(&problems))
}

/// Reads the translations that there are.
fn remember(args: &Args, problems: &mut Vec<Problem>) -> anyhow::Result<Memory> {
    let mut memory = Memory::default();
    for (rank, path) in args.from.iter().enumerate() {
        let sources = Inputs::find(&args.reading.files(std::slice::from_ref(path)), false)?;
        problems.extend(sources.problems.iter().cloned());
        for input in &sources.files {
            let read = read(input).and_then(|decoded| {
                let all = Snapshots::read(&decoded.text);
                let all = all.map_err(|fault| diff::broken(&input.name, &decoded.text, fault))?;
                memory.add(rank, &input.name, &all);
                Ok(())
            });
            problems.extend(read.err());
        }
    }
    Ok(memory)
}

fn read(input: &Input) -> Result<Decoded, Problem> {
    let problem = |message| Problem {
        file: input.name.clone(),
        message,
    };
    let decoded = input.read().map_err(problem)?;
    match &decoded.fault {
        Some(fault) => Err(problem(stats::what(fault))),
        None => Ok(decoded),
    }
}

fn one(input: &Input, memory: &Memory, options: Options, args: &Args) -> Result<Done, Problem> {
    let problem = |message| Problem {
        file: input.name.clone(),
        message,
    };
    let decoded = read(input)?;
    let carried = carry(&input.name, &decoded.text, memory, options)
        .map_err(|fault| diff::broken(&input.name, &decoded.text, fault))?;
    if carried.messages == 0 {
        return Ok(Done {
            carried,
            patch: None,
        });
    }
    let text = apply(&decoded.text, &carried);
    if let Some(character) = decoded.unrepresentable(&text) {
        return Err(problem(format!(
            "the file's charset {} has no `{character}`; it was left as it is",
            decoded.charset()
        )));
    }
    if !args.diff && !args.dry_run {
        write(&input.path, &decoded, &text).map_err(problem)?;
    }
    Ok(Done {
        carried,
        patch: args.diff.then_some((decoded, text)),
    })
}

fn write(path: &Path, read: &Decoded, text: &str) -> Result<(), String> {
    guard::write(path, read, text).map_err(|error| error.to_string())
}

/// Says what was carried, and where sources do not agree.
fn summary(carried: &[&Carried], files: usize, look: bool) {
    let disagreements: Vec<_> = carried.iter().flat_map(|one| &one.disagreements).collect();
    for one in disagreements.iter().take(TOLD) {
        let source: String = one.source.chars().take(60).collect();
        terminal::note(&format!(
            "sources disagree about {source:?}: taken from {}:{}, not from {}:{}",
            one.taken.file, one.taken.line, one.other.file, one.other.line
        ));
    }
    if disagreements.len() > TOLD {
        terminal::note(&format!(
            "… and {} more",
            count(disagreements.len() - TOLD, "disagreement")
        ));
    }
    let messages: usize = carried.iter().map(|one| one.messages).sum();
    let left: usize = carried.iter().map(|one| one.left).sum();
    let changed = carried.iter().filter(|one| one.messages > 0).count();
    let verb = if look { "would carry" } else { "carried" };
    let left = match left {
        0 => String::new(),
        left => format!(
            "; {} left alone (see --overwrite)",
            count(left, "other translation")
        ),
    };
    terminal::note(&format!(
        "{verb} {} to {changed} of {}{left}",
        count(messages, "translation"),
        count(files, "file")
    ));
}
