//! `polir fmt`: lays files out as `msgcat` does, in place, or says which are not, or shows it as a patch.

use std::io::Write as _;
use std::time::Instant;

use anyhow::bail;
use clap::ValueEnum;

use super::args::{Files, Global};
use super::check::{nothing_left, sort_out};
use super::inputs::{self, Input, Inputs};
use super::terminal::{self, Output};
use super::{Status, guard, stats};
use crate::diagnostic::Span;
use crate::engine;
use crate::fix::Change;
use crate::output::progress::Progress;
use crate::output::{Paint, count, diff, escape, summary};
use crate::po::charset::Decoded;
use crate::po::format::{self, Sort, Style, format};
use crate::po::wrap::Width;
use crate::po::{Fault, FaultKind};
use crate::rules::{self, Check};

/// Lay files out as msgcat does, in place.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Line ends stay the file's own. A file with a syntax error is left as it is. With - the text goes to \
                  standard output.\n\n\
                  Exit code: 0 done; 1 --check or --diff: something is not laid out so; 2 the run itself failed, in \
                  whole or for a file."
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Args {
    #[command(flatten)]
    files: Files,
    /// Columns of a page; by default the configuration's `width`, or 79
    #[arg(long, value_name = "N", value_parser = columns)]
    width: Option<usize>,
    /// Break strings after line feeds alone
    #[arg(long, conflicts_with = "width")]
    no_wrap: bool,
    /// What becomes of the `#:` lines: file and line, the file alone, or nothing
    #[arg(long, value_name = "WHAT", default_value = "full")]
    add_location: Location,
    /// Order entries by their source
    #[arg(long)]
    sort_output: bool,
    /// Order entries by where they come from
    #[arg(long, conflicts_with = "sort_output")]
    sort_by_file: bool,
    /// Name the files that are not laid out so, and write nothing
    #[arg(long)]
    check: bool,
    /// Print what would change, as a patch for `patch -p1` and `git apply`, and write nothing
    #[arg(long)]
    diff: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Location {
    Full,
    File,
    Never,
}

fn columns(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(columns) if columns > 0 => Ok(columns),
        _ => Err("a width is a number of columns, from 1".to_owned()),
    }
}

impl Args {
    fn style(&self, configured: Option<usize>) -> Style {
        let width = match self.width.or(configured) {
            _ if self.no_wrap => Width::NoWrap,
            Some(columns) => Width::Columns(columns),
            None => Width::default(),
        };
        Style {
            width,
            location: match self.add_location {
                Location::Full => format::Location::Full,
                Location::File => format::Location::File,
                Location::Never => format::Location::Never,
            },
            sort: match (self.sort_output, self.sort_by_file) {
                (true, _) => Sort::Message,
                (_, true) => Sort::File,
                _ => Sort::None,
            },
        }
    }
}

/// What came of one file.
struct Laid {
    decoded: Decoded,
    /// Its new text, where that is another one.
    text: Option<String>,
}

/// Does it.
///
/// # Errors
/// When no file is found, or standard output cannot be written.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    let start = Instant::now();
    let inputs = Inputs::find(&args.files, true)?;
    inputs.tell_skipped(global);
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    let look = args.check || args.diff;
    let filter = !look && inputs.files.iter().any(|input| input.stdin);
    if filter && inputs.files.len() + inputs.problems.len() > 1 {
        bail!("`-` writes to standard output: it must be the only path; name files, or - alone");
    }
    if !look && !filter {
        guard::install();
    }
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let configured = inputs.configurations.get(input.configuration).width;
        let laid = lay_out(input, &args.style(configured))?;
        progress.tick();
        let changed = laid.text.is_some();
        match &laid.text {
            _ if filter => return Ok((changed, Some(laid))),
            Some(_) if args.diff => return Ok((changed, Some(laid))),
            Some(text) if !args.check => {
                guard::write(&input.path, &laid.decoded, text)
                    .map_err(|error| error.to_string())?;
            }
            _ => {}
        }
        Ok((changed, None))
    });
    progress.finish();
    let (files, problems) = sort_out(&inputs, outcomes);
    let changed = files.iter().filter(|(_, (changed, _))| *changed).count();
    let same = files.len() - changed;
    let mut stdout = Output::data();
    let paint = Paint {
        colour: stdout.colour,
    };
    for (input, (changed, laid)) in &files {
        if args.diff
            && let Some(Laid {
                decoded,
                text: Some(text),
            }) = laid
        {
            let change = Change {
                span: Span::new(0, decoded.text.len()),
                text: text.clone(),
                lines: 0,
                mended: Vec::new(),
            };
            diff::write(&mut stdout.out, &input.name, decoded, &[change], paint)?;
        } else if args.check && *changed {
            writeln!(stdout.out, "{}", escape::line(&input.name))?;
        } else if filter && let Some(laid) = laid {
            let text = laid.text.as_deref().unwrap_or(&laid.decoded.text);
            stdout.out.write_all(&laid.decoded.encode(text)?)?;
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    if !global.quiet {
        let verb = if look { "would format" } else { "formatted" };
        terminal::note(&format!(
            "{verb} {}, {same} already so ({})",
            count(changed, "file"),
            summary::seconds(start.elapsed())
        ));
    }
    let status = if look && changed > 0 {
        Status::Failure
    } else {
        Status::Success
    };
    Ok(status.or_error(&problems))
}

fn lay_out(input: &Input, style: &Style) -> Result<Laid, String> {
    let decoded = input.read()?;
    if let Some(fault) = &decoded.fault {
        return Err(format!("{}; it was left as it is", stats::what(fault)));
    }
    let text = format(&decoded.text, style).map_err(|faults| refusal(&decoded.text, &faults))?;
    if let Some(character) = decoded.unrepresentable(&text) {
        return Err(format!(
            "the file's charset {} has no `{character}`; it was left as it is",
            decoded.charset()
        ));
    }
    let text = (*text != *decoded.text).then_some(text);
    Ok(Laid { decoded, text })
}

/// Why a file was not laid out: its first fault, with its place.
fn refusal(text: &str, faults: &[Fault]) -> String {
    let Some(first) = faults.first() else {
        return "it was left as it is".to_owned();
    };
    let before = &text.as_bytes()[..first.span.start];
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let more = match faults.len() - 1 {
        0 => String::new(),
        more => format!(", and {}", count(more, "other fault")),
    };
    format!(
        "line {line}: {}{more}; it was left as it is",
        told(first.kind)
    )
}

/// What the rules call a fault.
pub(super) fn told(kind: FaultKind) -> String {
    if kind == FaultKind::Nul {
        return "a NUL character, at which gettext ends the text: what follows would be lost; remove it"
            .to_owned();
    }
    rules::all()
        .find_map(|rule| match rule.check {
            Check::Fault(tell) => tell(kind),
            _ => None,
        })
        .map_or_else(|| "a syntax error".to_owned(), |told| told.message)
}
