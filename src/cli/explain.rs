//! `polir explain`: one rule or term, why it is there, what it finds and what its fix makes of it.

use std::io::Write as _;

use anyhow::bail;

use super::Status;
use super::args::Config;
use super::rules::{checker, wrap};
use super::terminal::Output;
use crate::diagnostic::Meta;
use crate::output::Paint;
use crate::output::escape::{self, line};
use crate::rules::selection::nearest;

/// Tell why a rule or term is there, with examples.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a rule or term, as findings show it
    id: String,
    /// Look in this terminology pack too: a file, or the name of a built-in one; may be repeated
    #[arg(long, value_name = "FILE")]
    pack: Vec<String>,
    #[command(flatten)]
    config: Config,
}

/// Does it.
///
/// # Errors
/// When nothing has the id, or a configuration or pack is wrong.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    let checker = checker(&args.config, &args.pack)?;
    let terms = checker.terms();
    let mut known: Vec<(Meta<'_>, Option<&str>)> =
        crate::rules::all().map(|rule| (rule.meta, None)).collect();
    known.extend(terms.rules().zip(terms.full_ids().map(Some)));
    let id = args.id.as_str();
    let Some((meta, full)) = known
        .iter()
        .find(|(meta, full)| meta.id == id || *full == Some(id))
    else {
        let names = known.iter().map(|(meta, _)| meta.id);
        let help = nearest(id, names).map_or_else(
            || "`polir rules` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("no rule or term is called `{id}`; {help}");
    };
    let mut stdout = Output::people();
    page(meta, *full, &mut stdout)?;
    stdout.out.flush()?;
    Ok(Status::Success)
}

fn page(meta: &Meta<'_>, full: Option<&str>, stdout: &mut Output) -> anyhow::Result<()> {
    let paint = Paint {
        colour: stdout.colour,
    };
    let width = stdout.width.min(100);
    let out = &mut stdout.out;
    writeln!(
        out,
        "{}: {}\n",
        paint.with("1", &line(meta.id)),
        line(meta.summary)
    )?;
    let fix = meta.fix.map_or_else(
        || "none".to_owned(),
        |safety| format!("{safety} ({})", how_applied(safety)),
    );
    let on = if meta.default {
        "by default"
    } else {
        "when selected"
    };
    let severity = paint.severity(meta.severity, meta.severity.name());
    writeln!(out, "  group     {}", meta.group)?;
    writeln!(out, "  severity  {severity}")?;
    writeln!(out, "  fix       {fix}")?;
    writeln!(out, "  on        {on}")?;
    if let Some(full) = full {
        writeln!(out, "  full name {}", line(full))?;
    }
    let mut code = false;
    writeln!(out)?;
    for line in meta.docs.lines() {
        match line.strip_prefix("```") {
            Some(label) if !code => {
                code = true;
                let label = match label.trim() {
                    "po bad" => paint.with("31", "Found:"),
                    "po good" => paint.with("32", "Right:"),
                    _ => String::new(),
                };
                writeln!(out, "\n{label}")?;
            }
            Some(_) => code = false,
            None if code => writeln!(out, "    {}", escape::line(line))?,
            None => {
                for line in wrap(line, width) {
                    writeln!(out, "{}", escape::line(&line))?;
                }
            }
        }
    }
    writeln!(
        out,
        "\nTo silence it in an entry: {}",
        paint.with("1", &line(&format!("# polir: ignore[{}]", meta.id)))
    )?;
    Ok(())
}

const fn how_applied(safety: crate::diagnostic::Safety) -> &'static str {
    match safety {
        crate::diagnostic::Safety::Safe => "applied by `polir fix`",
        crate::diagnostic::Safety::Unsafe => "applied by `polir fix --unsafe`",
        crate::diagnostic::Safety::Suggest => "shown, never applied",
    }
}
