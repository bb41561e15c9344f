//! `polir rules`: every rule and term, with what is known of it.

use std::io::Write as _;

use clap::ValueEnum;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{self, Config};
use super::terminal::Output;
use super::{Status, checkers, inputs};
use crate::diagnostic::Meta;
use crate::engine::Checker;
use crate::output::Paint;
use crate::output::escape::{self, line};
use crate::rules::all;

/// List the rules and terms.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A star marks what is on without being asked for; terms of a pack are on in the project that the pack is meant for."
)]
pub struct Args {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    output_format: Format,
    /// List the terms of this terminology pack too: a file, or the name of a built-in one; may be repeated
    #[arg(long, value_name = "FILE")]
    pack: Vec<String>,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A rule or term, as `--output-format json` shows it.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    group: &'a str,
    severity: &'a str,
    fix: Option<&'a str>,
    default: bool,
    summary: &'a str,
    /// Of a term, its full name.
    full: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(meta: Meta<'a>, full: Option<&'a str>) -> Self {
        Row {
            id: meta.id,
            group: meta.group.name(),
            severity: meta.severity.name(),
            fix: meta.fix.map(crate::diagnostic::Safety::name),
            default: meta.default,
            summary: meta.summary,
            full,
        }
    }
}

/// A checker with the packs of the current folder's configuration and `packs`.
///
/// # Errors
/// When a configuration or pack is wrong.
pub fn checker(config: &Config, packs: &[String]) -> anyhow::Result<Checker> {
    let settings = inputs::settings_here(config)?;
    let rules = args::Rules {
        pack: packs.to_vec(),
        ..args::Rules::default()
    };
    checkers::one(&settings, checkers::options(&settings, &rules)?)
}

/// Does it.
///
/// # Errors
/// As [`checker`], and when standard output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    let checker = checker(&args.config, &args.pack)?;
    let terms = checker.terms();
    let rows: Vec<Row<'_>> = all()
        .map(|rule| Row::new(rule.meta, None))
        .chain(
            terms
                .rules()
                .zip(terms.full_ids())
                .map(|(meta, full)| Row::new(meta, Some(full))),
        )
        .collect();
    if args.output_format == Format::Json {
        let mut stdout = Output::stdout();
        escape::json_pretty(&mut stdout.out, &rows)?;
        writeln!(stdout.out)?;
        stdout.out.flush()?;
    } else {
        let mut stdout = Output::people();
        table(&rows, &mut stdout)?;
        stdout.out.flush()?;
    }
    Ok(Status::Success)
}

fn table(rows: &[Row<'_>], stdout: &mut Output) -> anyhow::Result<()> {
    let paint = Paint {
        colour: stdout.colour,
    };
    let id = rows.iter().map(|row| line(row.id).width()).max();
    let id = id.unwrap_or(0);
    let mut group = "";
    for row in rows {
        if row.group != group {
            let gap = if group.is_empty() { "" } else { "\n" };
            group = row.group;
            writeln!(stdout.out, "{gap}{}", paint.with("1;4", group))?;
        }
        let star = if row.default { "*" } else { " " };
        let fix = row.fix.unwrap_or("–");
        let head = format!(
            "{star} {:id$}  {:7}  {:7}  ",
            line(row.id),
            row.severity,
            fix
        );
        let room = stdout.width.saturating_sub(head.width());
        if room >= 24 {
            let lines = wrap(&line(row.summary), room);
            let mut indent = paint_head(row, star, id, paint);
            for line in lines {
                writeln!(stdout.out, "{indent}{line}")?;
                indent = " ".repeat(head.width());
            }
        } else {
            // On a narrow terminal the summary has lines of its own.
            let (id, severity) = (line(row.id), row.severity);
            writeln!(stdout.out, "{star} {id} ({severity}, {fix})")?;
            for line in wrap(&line(row.summary), stdout.width.saturating_sub(4)) {
                writeln!(stdout.out, "    {line}")?;
            }
        }
    }
    Ok(())
}

fn paint_head(row: &Row<'_>, star: &str, id: usize, paint: Paint) -> String {
    let name = format!("{:id$}", line(row.id));
    let severity = match crate::diagnostic::Severity::parse(row.severity) {
        Some(severity) => paint.severity(severity, &format!("{:7}", row.severity)),
        None => String::new(),
    };
    let fix = row.fix.unwrap_or("–");
    format!("{star} {}  {severity}  {fix:7}  ", paint.with("1", &name))
}

/// The words of `text` in lines of at most `width` columns; a longer word has a line of its own.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let fits = lines
            .last()
            .is_some_and(|line| line.is_empty() || line.width() + 1 + word.width() <= width);
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
