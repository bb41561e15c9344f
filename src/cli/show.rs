//! Findings, errors and the summary, each where it belongs: standard output, standard error, files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, bail};

use super::args::{Format, Global, Show};
use super::check::drop_excerpts;
use super::guard;
use super::inputs::{self, Inputs, Problem};
use super::terminal::{self, Output};
use crate::engine::Checker;
use crate::fix::replacements;
use crate::output::escape::People;
use crate::output::sarif::Described;
use crate::output::{
    Failure, Paint, Report, concise, counts, fingerprint, github, gitlab, html, json, junit,
    rdjson, region, sarif, suggestions, summary, text,
};
use crate::rules;
use crate::source::{WriteError, not_written, tree, unwritable};

/// What must be kept of each file while its text is at hand, for all the formats that were asked for.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a need of its own")]
pub struct Needs {
    /// The lines of findings.
    pub excerpts: bool,
    /// Of how many findings of a rule; `None`: of all.
    shown: Option<usize>,
    fingerprints: bool,
    /// Fixes as replacements of the file's text.
    repairs: bool,
}

impl Needs {
    /// What the formats need.
    #[must_use]
    pub fn of(show: &Show) -> Needs {
        let formats = show.formats();
        let any = |some: &[Format]| formats.iter().any(|format| some.contains(format));
        Needs {
            excerpts: any(&[Format::Text, Format::Html]),
            shown: shown(show, &formats),
            fingerprints: any(&[Format::Json, Format::Jsonl, Format::Gitlab, Format::Sarif]),
            repairs: any(&[Format::Sarif, Format::Rdjson]),
        }
    }

    /// Keeps it.
    pub fn keep(self, report: &mut Report, text: &str) {
        if self.fingerprints {
            report.fingerprints = fingerprint::all(&report.name, text, &report.findings);
        }
        if self.repairs {
            let edits = replacements(text, &report.findings);
            (report.regions, report.repairs) = region::all(text, &report.findings, edits);
        }
        if let Some(shown) = self.shown.filter(|_| self.excerpts) {
            drop_excerpts(report, shown);
        }
    }
}

/// How many findings of a rule the formats for people show; `None`: all of them.
fn shown(show: &Show, formats: &[Format]) -> Option<usize> {
    match formats.contains(&Format::Html) {
        _ if show.all => None,
        true => Some(html::check::SHOWN),
        false => Some(text::SHOWN),
    }
}

/// Looks for what may be meant by the misspelt words that will be shown.
pub fn suggest(reports: &mut [Report], show: &Show) {
    let formats = show.formats();
    let people = formats
        .iter()
        .any(|format| matches!(format, Format::Text | Format::Html));
    let document = formats
        .iter()
        .any(|format| matches!(format, Format::Json | Format::Jsonl));
    if document {
        suggestions::add(reports, None);
    } else if people {
        suggestions::add(reports, shown(show, &formats));
    }
}

/// What a run has to show.
struct Results<'a> {
    reports: &'a [Report],
    failures: Vec<Failure<'a>>,
    inputs: &'a Inputs,
    checkers: &'a [Option<Checker>],
}

impl Results<'_> {
    fn write(&self, out: &mut dyn Write, format: Format, style: text::Style) -> anyhow::Result<()> {
        let (reports, failures) = (self.reports, self.failures.as_slice());
        let paint = Paint {
            colour: style.colour,
        };
        match format {
            Format::Text => text::write(out, reports, style)?,
            Format::Concise => concise::write(out, reports, paint)?,
            Format::Json => json::write(out, reports, failures)?,
            Format::Jsonl => json::write_lines(out, reports)?,
            Format::Github => github::write(out, reports, failures)?,
            Format::Gitlab => gitlab::write(out, reports, failures)?,
            Format::Sarif => sarif::write(out, reports, failures, &|id| self.describe(id))?,
            Format::Junit => junit::write(out, reports, failures)?,
            Format::Rdjson => rdjson::write(out, reports)?,
            Format::Html => {
                let of = html::check::Page {
                    summary: &|id| self.describe(id).map(|described| described.summary),
                    link: &self.inputs.links(),
                    all: style.all,
                };
                html::check::write(out, reports, failures, of)?;
            }
        }
        Ok(())
    }

    fn describe(&self, id: &str) -> Option<Described> {
        let described = |meta: &crate::diagnostic::Meta<'_>| Described {
            summary: meta.summary.to_owned(),
            docs: meta.docs.to_owned(),
            severity: meta.severity,
            group: meta.group,
        };
        let rule = rules::all().find(|rule| rule.meta.id == id);
        if let Some(rule) = rule {
            return Some(described(&rule.meta));
        }
        let mut checkers = self.checkers.iter().flatten();
        checkers.find_map(|checker| {
            let mut terms = checker.terms().rules();
            terms
                .find(|meta| meta.id == id)
                .map(|meta| described(&meta))
        })
    }
}

const fn is_for_people(format: Format) -> bool {
    matches!(format, Format::Text | Format::Concise)
}

/// Writes what `--output FORMAT=FILE` asks for: the whole, or nothing.
///
/// # Errors
/// When the file cannot be written.
pub fn to_file(
    path: &Path,
    for_people: bool,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let fill = |out: &mut dyn Write| -> anyhow::Result<()> {
        if for_people {
            let mut people = People::new(out, false);
            write(&mut people)?;
            return Ok(people.flush()?);
        }
        write(out)
    };
    let told = |error: anyhow::Error| match error.downcast::<WriteError>() {
        Ok(error) => anyhow::anyhow!(not_written("what --output asks for", &error)),
        // What fills the file is told of the disk as its writer is.
        Err(error) => match error.downcast::<io::Error>() {
            Ok(error) => anyhow::anyhow!(unwritable("what --output asks for", &error)),
            Err(error) => error,
        },
    };
    let written = || -> anyhow::Result<()> {
        if tree::is_left(path, None) {
            bail!("it is a link that leads out of the repository; name what it leads to");
        }
        if !is_stream(path) {
            return guard::replace_by(path, fill).map_err(told);
        }
        let file = File::create(path);
        let file = file.map_err(|error| told(WriteError::from(error).into()))?;
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        Ok(out.flush()?)
    };
    written().with_context(|| path.display().to_string())
}

/// Whether a path is that of a pipe, a device, or of standard output: what cannot be replaced.
fn is_stream(path: &Path) -> bool {
    ["/dev", "/proc"].iter().any(|root| path.starts_with(root))
        || fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir())
}

/// Shows what was found.
///
/// # Errors
/// When standard output or a file cannot be written.
pub fn all(
    reports: &[Report],
    problems: &[Problem],
    inputs: &Inputs,
    checkers: &[Option<Checker>],
    show: &Show,
    global: &Global,
    start: Instant,
) -> anyhow::Result<()> {
    let failures = problems.iter().map(|problem| Failure {
        file: &problem.file,
        message: &problem.message,
    });
    let results = Results {
        reports,
        failures: failures.collect(),
        inputs,
        checkers,
    };
    for output in &show.output {
        to_file(&output.file, is_for_people(output.format), |out| {
            let style = text::Style {
                all: show.all,
                ..terminal::PLAIN
            };
            results.write(out, output.format, style)
        })?;
    }
    let format = show.format();
    let for_people = format.is_none_or(is_for_people);
    let mut stdout = if for_people {
        Output::people()
    } else {
        Output::stdout()
    };
    let style = stdout.style(show.all);
    if let Some(format) = format {
        results.write(&mut stdout.out, format, style)?;
    }
    let mut stderr = Output::stderr();
    if show.statistics {
        let rules = counts::by_rule(reports).into_iter();
        let to = if for_people { &mut stdout } else { &mut stderr };
        let paint = Paint { colour: to.colour };
        counts::write(&mut to.out, "Findings by rule", rules, paint)?;
        let words = suggestions::by_word(reports).into_iter();
        let heading = "Misspelt words, with the first place of each";
        counts::write(&mut to.out, heading, words, paint)?;
    }
    stdout.out.flush()?;
    drop(stdout);
    text::passed(&mut stderr.out, reports)?;
    stderr.out.flush()?;
    drop(stderr);
    inputs::tell(problems);
    // A log of GitHub is read by people too.
    let counted = for_people || format == Some(Format::Github);
    if counted && !global.quiet && !reports.is_empty() {
        terminal::note(&summary::line(reports, start.elapsed()));
    }
    Ok(())
}
