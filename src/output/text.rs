//! Findings for people: the line, a mark under the fault, what to do. A rule that has much to say is cut short.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::escape::line;
use super::{Paint, Report};
use crate::diagnostic::{Diagnostic, Safety, Severity};

/// How many findings of a rule are shown.
pub const SHOWN: usize = 20;

/// How many blanks may stand for the part of a line that was cut off.
const BLANKS: usize = 4096;

/// How to show them.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are wanted.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
    /// Whether every finding is shown.
    pub all: bool,
}

/// Writes findings with their excerpts, and what was left out.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, reports: &[Report], style: Style) -> io::Result<()> {
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .term_width(style.width)
        .decor_style(DecorStyle::Ascii);
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        for finding in &report.findings {
            let shown = shown.entry(&finding.rule).or_default();
            *shown += 1;
            if style.all || *shown <= SHOWN {
                one(out, &renderer, &report.name, finding, style.width)?;
            }
        }
    }
    let paint = Paint {
        colour: style.colour,
    };
    for (rule, total) in shown {
        if !style.all && total > SHOWN {
            let rule = paint.with("1", &line(rule));
            writeln!(out, "{rule}: … {} more (--all shows them)", total - SHOWN)?;
        }
    }
    Ok(())
}

fn one(
    out: &mut dyn Write,
    renderer: &Renderer,
    name: &str,
    finding: &Diagnostic,
    width: usize,
) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let (name, message, rule) = (line(name), line(&finding.message), line(&finding.rule));
    let title = level.primary_title(&*message).id(&*rule);
    let mut group = Group::with_title(title);
    if let Some(excerpt) = &finding.excerpt {
        let before = excerpt.text[..excerpt.span.start].chars().count();
        let blanks = (finding.start.column as usize).saturating_sub(before + 1);
        // The place that is told is counted in what is given as the line, so what was cut off is given back as blanks; the
        // renderer shows the part around the fault. Of a line that is beyond measure the place is told apart.
        let told = blanks <= BLANKS;
        let blanks = if told { blanks } else { 0 };
        let mark = excerpt.span.start + blanks..excerpt.span.end + blanks;
        let snippet = Snippet::source(" ".repeat(blanks) + &excerpt.text)
            .line_start(excerpt.line as usize)
            .path(told.then_some(&*name))
            .annotation(AnnotationKind::Primary.span(mark));
        if !told {
            group = group.element(origin(&name, finding));
        }
        group = group.element(snippet);
    } else {
        group = group.element(origin(&name, finding));
    }
    let mut notes = Vec::new();
    if let Some(place) = finding
        .place
        .as_ref()
        .filter(|place| !place.msgid.is_empty())
    {
        let room = width.saturating_sub(16).max(20);
        notes.push((
            Level::NOTE.with_name(Some("source")),
            cut(&place.msgid, room),
        ));
    }
    if let Some((old, new)) = &finding.exchange {
        let safety = finding.fix.as_ref().map(|fix| fix.safety);
        let name = match safety {
            Some(Safety::Safe) | None => "fix",
            Some(Safety::Unsafe) => "fix (unsafe)",
            Some(Safety::Suggest) => "suggestion",
        };
        let exchange = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("insert `{}`", visible(new)),
            (_, true) => format!("remove `{}`", visible(old)),
            _ => format!("`{}` → `{}`", visible(old), visible(new)),
        };
        notes.push((Level::HELP.with_name(Some(name)), exchange));
    }
    if let Some([first, others @ ..]) = finding.suggestions.as_deref() {
        let others: String = others.iter().map(|word| format!(", `{word}`")).collect();
        notes.push((Level::HELP, format!("did you mean `{first}`{others}?")));
    }
    if let Some(help) = &finding.help {
        notes.push((Level::HELP, help.clone()));
    }
    for (level, note) in notes {
        group = group.element(level.message(line(&note).into_owned()));
    }
    writeln!(out, "{}\n", renderer.render(&[group]))
}

fn origin<'a>(name: &'a str, finding: &Diagnostic) -> Origin<'a> {
    Origin::path(name)
        .line(finding.start.line as usize)
        .char_column(finding.start.column as usize)
}

/// The first line of a text, at most `room` characters of it.
pub(super) fn cut(text: &str, room: usize) -> String {
    let line = text.lines().next().unwrap_or_default();
    let shorter = line.len() < text.trim_end().len();
    match line.char_indices().nth(room) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if shorter => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// A replacement with what cannot be seen made visible.
pub(super) fn visible(text: &str) -> String {
    text.replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace(['\u{a0}', '\u{202f}'], "⍽")
}

/// What `-vv` says of hits that were passed over.
///
/// # Errors
/// What writing says.
pub fn passed(out: &mut dyn Write, reports: &[Report]) -> io::Result<()> {
    for report in reports {
        for passed in &report.passed {
            writeln!(
                out,
                "{}:{}:{}: passed[{}] `{}`: {}",
                line(&report.name),
                passed.line,
                passed.column,
                line(&passed.rule),
                line(&visible(&passed.matched)),
                line(&passed.reason)
            )?;
        }
    }
    Ok(())
}
