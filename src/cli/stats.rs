//! `polir stats`: how much is translated, file by file, folder by folder, and in all.

pub(super) mod past;

use std::cell::RefCell;
use std::io::Write;

use anyhow::bail;
use clap::ValueEnum;

use super::args::{Files, Global, ToFile};
use super::check::{nothing_left, sort_out};
use super::inputs::{self, Inputs, Problem};
use super::terminal::{self, Output};
use super::{Status, show};
use crate::engine;
use crate::output::progress::Progress;
use crate::output::text::Style;
use crate::output::{count, csv, figures, html, markdown, plot, shields, table};
use crate::po::charset::EncodingFault;
use crate::stats::choice::{Choice, Only, Order};
use crate::stats::history::History;
use crate::stats::{By, Counter, Definition, Entries, Row, Stats, Tree};
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
    /// Also write them in another format to a file; may be repeated
    #[arg(long, value_name = "FORMAT=FILE")]
    output: Vec<ToFile<Format>>,
    /// Exit with 1 when less than this percentage of all entries is translated
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    fail_under: Option<f64>,
    /// What to list [default: languages where paths name several of them (`locale/fr/…`, `po/fr.po`), else files and
    /// folders; json and csv hold all of them]
    #[arg(long, value_name = "WHAT")]
    by: Option<Listed>,
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
enum Listed {
    Language,
    Folder,
    File,
}

impl From<Listed> for By {
    fn from(listed: Listed) -> By {
        match listed {
            Listed::Language => By::Language,
            Listed::Folder => By::Folder,
            Listed::File => By::File,
        }
    }
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
    /// Whether a format is asked for, for standard output or a file.
    fn is_asked(&self, format: Format) -> bool {
        let files = self.output.iter().map(|output| output.format);
        files
            .chain([self.output_format])
            .any(|asked| asked == format)
    }

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
/// When no file is found, git has no answer, or standard output or a file cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    is_possible(args)?;
    let mut inputs = Inputs::find(&args.files, false)?;
    inputs.tell_skipped(global);
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
    // The history has figures of its own; only a page shows those of now too.
    let (mut rows, named, problems) = if history.is_none() || args.is_asked(Format::Html) {
        count_all(args, &inputs, global)
    } else {
        (Vec::new(), false, inputs.problems.clone())
    };
    let mut whole = Stats::default();
    for row in &rows {
        whole += row.stats;
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
    let shown = Shown {
        tree: tree(args, rows, &gone, since, named),
        history,
        by: args.by,
        link: &inputs.links(),
    };
    for output in &args.output {
        show::to_file(&output.file, output.format == Format::Table, |out| {
            shown.write(out, output.format, terminal::PLAIN)
        })?;
    }
    let mut stdout = match args.output_format {
        Format::Table => Output::people(),
        _ => Output::stdout(),
    };
    let style = stdout.style(true);
    shown.write(&mut stdout.out, args.output_format, style)?;
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    if let Some(since) = shown
        .tree
        .since
        .filter(|since| !since.removed.is_empty() && !global.quiet)
    {
        let removed = count(since.removed.len(), "file");
        terminal::note(&format!("gone since {}: {removed}", since.name));
    }
    let under = args.fail_under.filter(|&percent| whole.is_under(percent));
    if let Some(percent) = under {
        let Entries {
            translated, total, ..
        } = whole.entries;
        // Rounded down: what is shown is below the limit too.
        let share = translated * 10_000 / total;
        terminal::complain(&format!(
            "{}.{:02} % of all entries are translated ({translated} of {total}), --fail-under requires {percent} %",
            share / 100,
            share % 100
        ));
    }
    let status = under.map_or(Status::Success, |_| Status::Failure);
    Ok(status.or_error(&problems))
}

/// Refuses formats and options that do not go together.
fn is_possible(args: &Args) -> anyhow::Result<()> {
    if !args.history && args.is_asked(Format::Svg) {
        bail!("--output-format svg draws a --history; ask for that too");
    }
    if args.history && (args.is_asked(Format::Markdown) || args.is_asked(Format::Shields)) {
        bail!("--output-format: --history is not shown so; ask for table, json, csv, svg or html");
    }
    if args.history && args.by.is_some() && !args.is_asked(Format::Html) {
        bail!("--by does not apply to --history; remove it, or use --output-format html");
    }
    Ok(())
}

/// The figures of each file, whether the paths say in which language each is, and what could not be read.
fn count_all(args: &Args, inputs: &Inputs, global: &Global) -> (Vec<Row>, bool, Vec<Problem>) {
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let counted = WORKER.with_borrow_mut(|worker| {
            let counter = worker
                .counter
                .get_or_insert_with(|| Counter::new(args.definition()));
            let (stats, fault) = counter.count(input.read_into(&mut worker.buffer)?);
            let settings = inputs.configurations.get(input.configuration);
            let (language, by_path) = match settings.lang.clone() {
                Some(language) => (language, false),
                None => engine::in_tree(&input.relative, counter.header()),
            };
            Ok::<_, String>((stats, fault, language, by_path))
        })?;
        progress.tick();
        Ok(counted)
    });
    progress.finish();
    let (counted, mut problems) = sort_out(inputs, outcomes);
    let mut rows = Vec::with_capacity(counted.len());
    let mut named = true;
    for (input, (stats, fault, language, by_path)) in counted {
        named &= by_path;
        rows.push(Row {
            language,
            ..Row::new(&input.name, stats)
        });
        if let Some(fault) = fault {
            problems.push(Problem {
                file: input.name.clone(),
                message: format!("{}; counted as far as it can be read", what(&fault)),
            });
        }
    }
    (rows, named, problems)
}

/// What a run has to show.
struct Shown<'a> {
    tree: Tree,
    history: Option<History>,
    by: Option<Listed>,
    link: html::Link<'a>,
}

impl Shown<'_> {
    fn write(&self, out: &mut dyn Write, format: Format, style: Style) -> anyhow::Result<()> {
        let (tree, words) = (&self.tree, self.tree.definition.name());
        match (format, &self.history) {
            (Format::Html, history) => html::stats::write(out, tree, history.as_ref(), self.link),
            (Format::Json, Some(history)) => figures::write_history(out, history, words),
            (Format::Csv, Some(history)) => csv::write_history(out, history),
            (Format::Svg, Some(history)) => plot::write(out, history),
            (_, Some(history)) => table::write_history(out, history, style),
            (Format::Table, None) => table::write(out, tree, style),
            (Format::Json, None) => figures::write(out, tree),
            (Format::Csv, None) => csv::write(out, tree),
            (Format::Markdown, None) => markdown::write(out, tree),
            (Format::Shields | Format::Svg, None) => match self.by {
                None => shields::write(out, &tree.total.stats),
                Some(Listed::Language) => shields::write_each(out, &tree.languages),
                Some(Listed::Folder) => shields::write_each(out, &tree.folders),
                Some(Listed::File) => shields::write_each(out, &tree.files),
            },
        }?;
        Ok(())
    }
}

/// The chosen files, in the order and to the depth that were asked for; `named`: the paths say in which language each is.
fn tree(
    args: &Args,
    mut rows: Vec<Row>,
    gone: &[Row],
    since: Option<crate::stats::Since>,
    named: bool,
) -> Tree {
    let choice = args.choice();
    let choice_of = rows.len();
    rows.retain(|row| choice.takes(&row.stats));
    // What is gone can be neither chosen nor worked on.
    let gone = if choice.is_all() { gone } else { &[] };
    let mut tree = Tree {
        choice_of,
        since,
        definition: args.definition(),
        ..Tree::new(rows, gone)
    };
    if tree.since.is_some() {
        tree.total.before.get_or_insert_default();
    }
    for rows in [&mut tree.files, &mut tree.folders, &mut tree.languages] {
        args.order().sort(rows, args.reverse);
    }
    // Who chooses files, or how deep to look, wants to see these.
    let free = choice.is_all() && args.depth.is_none();
    let automatic = (free && named && tree.languages.len() > 1).then_some(By::Language);
    tree.by = args.by.map(By::from).or(automatic);
    if let Some(depth) = args.depth {
        tree.cut(depth);
    }
    tree
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
