//! `polir stats`: how much is translated, file by file, folder by folder, and in all.

pub(super) mod past;

use std::cell::RefCell;
use std::io::Write as _;

use anyhow::bail;
use clap::ValueEnum;

use super::Status;
use super::args::{Files, Global};
use super::check::{nothing_left, sort_out};
use super::inputs::{self, Inputs, Problem};
use super::terminal::{self, Output};
use crate::engine;
use crate::output::progress::Progress;
use crate::output::{count, csv, figures, html, markdown, plot, shields, table};
use crate::po::charset::EncodingFault;
use crate::stats::choice::{Choice, Only, Order};
use crate::stats::{Counter, Definition, Row, Stats, Tree};
use past::Past;

/// Count what is translated, per file and folder.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The header is not counted; the percentage is that of translated entries among those that are not \
                  obsolete; words are those of the sources; words left are those of untranslated and fuzzy entries. \
                  Templates (.pot) are counted only when they are named. Where files are chosen, folders and the \
                  total are of those.\n\n\
                  --words pocount counts as Translate Toolkit's pocount does: runs of letters and digits, without \
                  tags, with markup and code. --words prose counts what somebody has to translate: without markup, \
                  code, placeholders, URLs and numbers.\n\n\
                  Exit code: 0; 1 less than --fail-under is translated, of all files; 2 the run itself failed, in \
                  whole or for a file."
)]
pub struct Args {
    #[command(flatten)]
    files: Files,
    /// How to print the figures; svg: a drawing of --history, shields: a badge of shields.io
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    output_format: Format,
    /// Exit with 1 when less than this percentage of all entries is translated
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,
    /// What a word is
    #[arg(long, value_name = "DEFINITION", default_value = "pocount")]
    words: WordsAre,
    /// Only files of which less than this percentage is translated
    #[arg(long, value_name = "PERCENT", value_parser = percent, help_heading = "Choice")]
    below: Option<f64>,
    /// Only files of which this percentage or more is translated
    #[arg(long, value_name = "PERCENT", value_parser = percent, help_heading = "Choice")]
    above: Option<f64>,
    /// Only files with such entries
    #[arg(long, value_name = "STATE", help_heading = "Choice")]
    only: Option<State>,
    /// Only files to begin with: 1 to 200 words left, and 2000 in all at most; the least first
    #[arg(long, help_heading = "Choice")]
    easy: bool,
    /// Order of the files, the smallest first
    #[arg(long, value_name = "BY", help_heading = "Choice")]
    sort: Option<SortBy>,
    /// The greatest first
    #[arg(long, help_heading = "Choice")]
    reverse: bool,
    /// Show so many levels below the folder that holds everything; 0: the total alone
    #[arg(long, value_name = "N", help_heading = "Choice")]
    depth: Option<usize>,
    /// Compare with the state at this revision
    #[arg(
        long,
        value_name = "REF",
        help_heading = "History",
        conflicts_with = "history"
    )]
    git: Option<String>,
    /// Show the figures after each commit on the way to HEAD, as table, json, csv or svg; html: above those of now
    #[arg(
        long,
        help_heading = "History",
        conflicts_with_all = ["below", "above", "only", "easy", "sort", "depth", "fail_under"]
    )]
    history: bool,
}

/// A format for figures. (What is said of a value would be shown by `--help` at length.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Markdown,
    Shields,
    Svg,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WordsAre {
    Pocount,
    Prose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    Fuzzy,
    Untranslated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SortBy {
    Path,
    Percent,
    Left,
    Words,
    Entries,
    Fuzzy,
    Untranslated,
}

impl From<SortBy> for Order {
    fn from(by: SortBy) -> Order {
        match by {
            SortBy::Path => Order::Path,
            SortBy::Percent => Order::Percent,
            SortBy::Left => Order::Left,
            SortBy::Words => Order::Words,
            SortBy::Entries => Order::Entries,
            SortBy::Fuzzy => Order::Fuzzy,
            SortBy::Untranslated => Order::Untranslated,
        }
    }
}

impl Args {
    const fn definition(&self) -> Definition {
        match self.words {
            WordsAre::Pocount => Definition::Pocount,
            WordsAre::Prose => Definition::Prose,
        }
    }

    fn choice(&self) -> Choice {
        Choice {
            below: self.below,
            above: self.above,
            only: self.only.map(|state| match state {
                State::Fuzzy => Only::Fuzzy,
                State::Untranslated => Only::Untranslated,
            }),
            easy: self.easy,
        }
    }

    fn order(&self) -> Order {
        let default = if self.easy { Order::Left } else { Order::Path };
        self.sort.map_or(default, Order::from)
    }
}

/// What a thread uses for every file that it counts.
#[derive(Default)]
struct Worker {
    buffer: Vec<u8>,
    counter: Option<Counter>,
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
/// When no file is found, git has no answer, or standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    if args.history && args.output_format != Format::Html {
        return history(args);
    }
    if args.output_format == Format::Svg {
        bail!("--output-format svg draws a --history; ask for that too");
    }
    let mut inputs = Inputs::find(&args.files, false)?;
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let before = match &args.git {
        Some(revision) => {
            let past = Past::of(&args.files.paths)?;
            Some(past.at(revision, &mut inputs, &mut Counter::new(args.definition()))?)
        }
        None => None,
    };
    let history = if args.history {
        let past = Past::of(&args.files.paths)?;
        Some(past.history(&mut inputs, &mut Counter::new(args.definition()))?)
    } else {
        None
    };
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let counted = WORKER.with_borrow_mut(|worker| {
            let counter = worker
                .counter
                .get_or_insert_with(|| Counter::new(args.definition()));
            Ok::<_, String>(counter.count(input.read_into(&mut worker.buffer)?))
        })?;
        progress.tick();
        Ok(counted)
    });
    progress.finish();
    let (counted, mut problems) = sort_out(&inputs, outcomes);
    let mut rows = Vec::with_capacity(counted.len());
    let mut whole = Stats::default();
    for (input, (stats, fault)) in counted {
        whole += stats;
        rows.push(Row::new(&input.name, stats));
        if let Some(fault) = fault {
            problems.push(Problem {
                file: input.name.clone(),
                message: format!("{}; counted as far as it can be read", what(&fault)),
            });
        }
    }
    let mut since = None;
    let mut gone = Vec::new();
    if let Some(before) = before {
        let numbers = (0..).zip(&inputs.files);
        let mut earlier = numbers
            .filter_map(|(number, input)| Some((input.name.as_str(), *before.files.get(&number)?)))
            .collect::<std::collections::HashMap<_, _>>();
        for row in &mut rows {
            row.before = earlier.remove(row.path.as_str());
        }
        (since, gone) = (Some(before.since), before.gone);
    }
    let tree = tree(args, rows, gone, since);
    let mut stdout = match args.output_format {
        Format::Table => Output::people(),
        _ => Output::stdout(),
    };
    match args.output_format {
        Format::Table => {
            let style = stdout.style(true);
            table::write(&mut stdout.out, &tree, style)?;
        }
        Format::Json => figures::write(&mut stdout.out, &tree)?,
        Format::Csv => csv::write(&mut stdout.out, &tree)?,
        Format::Markdown => markdown::write(&mut stdout.out, &tree)?,
        Format::Html => {
            html::stats::write(&mut stdout.out, &tree, history.as_ref(), &inputs.links())?;
        }
        Format::Shields | Format::Svg => shields::write(&mut stdout.out, &tree.total.stats)?,
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    if let Some(since) = tree
        .since
        .filter(|since| !since.removed.is_empty() && !global.quiet)
    {
        let removed = count(since.removed.len(), "file");
        terminal::note(&format!("gone since {}: {removed}", since.name));
    }
    let under = args
        .fail_under
        .is_some_and(|percent| whole.is_under(percent));
    let status = if under {
        Status::Failure
    } else {
        Status::Success
    };
    Ok(status.or_error(&problems))
}

/// The chosen files, in the order and to the depth that were asked for.
fn tree(
    args: &Args,
    mut rows: Vec<Row>,
    gone: Vec<(String, Stats)>,
    since: Option<crate::stats::Since>,
) -> Tree {
    let choice = args.choice();
    let choice_of = rows.len();
    rows.retain(|row| choice.takes(&row.stats));
    // What is gone can be neither chosen nor worked on.
    let gone = if choice.is_all() { gone } else { Vec::new() };
    let mut tree = Tree {
        choice_of,
        since,
        definition: args.definition(),
        ..Tree::new(rows, gone)
    };
    if tree.since.is_some() {
        tree.total.before.get_or_insert_default();
    }
    args.order().sort(&mut tree.files, args.reverse);
    args.order().sort(&mut tree.folders, args.reverse);
    if let Some(depth) = args.depth {
        tree.cut(depth);
    }
    tree
}

/// Shows the figures after each commit.
fn history(args: &Args) -> anyhow::Result<Status> {
    if matches!(args.output_format, Format::Markdown | Format::Shields) {
        bail!("--output-format: --history is not shown so; ask for table, json, csv, svg or html");
    }
    let mut inputs = Inputs::find(&args.files, false)?;
    let mut counter = Counter::new(args.definition());
    let history = Past::of(&args.files.paths)?.history(&mut inputs, &mut counter)?;
    let mut stdout = Output::stdout();
    let style = stdout.style(true);
    let out = &mut stdout.out;
    match args.output_format {
        Format::Json => figures::write_history(out, &history, args.definition().name())?,
        Format::Csv => csv::write_history(out, &history)?,
        Format::Svg => plot::write(out, &history)?,
        Format::Table | Format::Markdown | Format::Shields | Format::Html => {
            table::write_history(out, &history, style)?;
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&inputs.problems);
    Ok(Status::Success.or_error(&inputs.problems))
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
