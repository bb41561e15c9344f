//! Findings for people: the line, a mark under the fault, what to do. A rule that has much to say is cut short.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write};

use annotate_snippets::renderer::{self, DecorStyle, Style as Paints};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use foldhash::fast::RandomState;
use unicode_width::UnicodeWidthStr as _;

use super::escape::line;
use super::{Paint, Report};
use crate::diagnostic::{Diagnostic, Safety, Severity, visible};

/// How many findings of a rule are shown.
pub const SHOWN: usize = 20;

/// How many blanks may stand for the part of a line that was cut off.
const BLANKS: usize = 4096;

/// How to show them.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are wanted.
    pub colour: bool,
    /// Whether it is drawn with ASCII alone, and without bars.
    pub ascii: bool,
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
    let mut alike = if style.all {
        Alike::default()
    } else {
        alike(reports)
    };
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        for finding in &report.findings {
            let others = match key(finding).map(|key| (alike.get_mut(&key), key)) {
                // It was shown with the first of its kind.
                Some((Some(places), _)) if places.is_empty() => continue,
                Some((Some(places), _)) => std::mem::take(places).split_off(1),
                _ => Vec::new(),
            };
            let shown = shown.entry(&finding.rule).or_default();
            *shown += 1;
            if style.all || *shown <= SHOWN {
                one(out, &renderer, &report.name, finding, &others, style)?;
            }
        }
    }
    let paint = Paint {
        colour: style.colour,
    };
    for (rule, total) in shown {
        if !style.all && total > SHOWN {
            let rule = paint.with("1", &line(rule));
            let dots = if style.ascii { "..." } else { "…" };
            writeln!(
                out,
                "{rule}: {dots} {} more (--all shows them)",
                total - SHOWN
            )?;
        }
    }
    Ok(())
}

/// What two findings have in common that are the same fault in the same words.
type Key<'r> = (&'r str, &'r str, &'r str, &'r str);

/// The name of a file, and a 1-based line of it.
type Place<'r> = (&'r str, u32);

/// What a finding shows beside its place; nothing where it has no excerpt.
fn key(finding: &Diagnostic) -> Option<Key<'_>> {
    let excerpt = finding.excerpt.as_ref()?;
    let place = finding.place.as_ref()?;
    let (rule, message) = (&finding.rule, &finding.message);
    Some((rule, message, &excerpt.text, &place.msgid))
}

/// The places of findings, by what they show.
type Alike<'r> = HashMap<Key<'r>, Vec<Place<'r>>, RandomState>;

/// The places of findings that are the same, which are shown once with a count.
fn alike(reports: &[Report]) -> Alike<'_> {
    let all = reports.iter().map(|report| report.findings.len()).sum();
    let mut alike = Alike::with_capacity_and_hasher(all, RandomState::default());
    for report in reports {
        for finding in &report.findings {
            if let Some(key) = key(finding) {
                let place = (&*report.name, finding.start.line);
                alike.entry(key).or_default().push(place);
            }
        }
    }
    alike.retain(|_, places| places.len() > 1);
    alike
}

/// How many places of a finding are named.
const PLACES: usize = 3;

/// Breaks a text into lines of at most `room` columns, between words.
#[must_use]
pub fn wrap(text: &str, room: usize) -> String {
    // No character is wider than it has bytes.
    if text.len() <= room {
        return text.to_owned();
    }
    let mut wrapped = String::with_capacity(text.len() + 8);
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.width();
        if width > 0 && width + 1 + length > room {
            wrapped.push('\n');
            width = 0;
        } else if !wrapped.is_empty() {
            wrapped.push(' ');
            width += 1;
        }
        wrapped.push_str(word);
        width += length;
    }
    wrapped
}

/// A piece of a file in quotes that it does not hold itself, where there are such.
fn quoted(text: &str) -> String {
    let text = visible(text);
    if text.contains('`') {
        format!("\"{text}\"")
    } else {
        format!("`{text}`")
    }
}

fn one(
    out: &mut dyn Write,
    drawing: &Renderer,
    name: &str,
    finding: &Diagnostic,
    others: &[Place<'_>],
    style: Style,
) -> io::Result<()> {
    let width = style.width;
    let (level, paint) = match finding.severity {
        Severity::Error => (Level::ERROR, renderer::DEFAULT_ERROR_STYLE),
        Severity::Warning => (Level::WARNING, renderer::DEFAULT_WARNING_STYLE),
        Severity::Info => (Level::INFO, renderer::DEFAULT_INFO_STYLE),
    };
    let painted = |paint: Paints| if style.colour { paint } else { Paints::new() };
    let (paint, strong) = (
        painted(paint.bold()),
        painted(renderer::DEFAULT_EMPHASIS_STYLE),
    );
    let (name, message, rule) = (line(name), line(&finding.message), line(&finding.rule));
    // Only the line and its mark are drawn by the renderer, which lays out a picture character by character.
    let mut text = String::with_capacity(1024);
    let _ = writeln!(
        text,
        "{paint}{}[{rule}]{paint:#}{strong}: {message}{strong:#}",
        finding.severity
    );
    let mut group = Group::with_level(level);
    // As many columns as the number of the last line has.
    let mut digits = 0;
    if let Some(excerpt) = &finding.excerpt {
        let before = excerpt.text[..excerpt.span.start].chars().count();
        let blanks = (finding.start.column as usize).saturating_sub(before + 1);
        // The place that is told is counted in what is given as the line, so what was cut off is given back as blanks; the
        // renderer shows the part around the fault. Of a line that is beyond measure the place is told apart.
        let told = blanks <= BLANKS;
        let blanks = if told { blanks } else { 0 };
        let mark = excerpt.span.start + blanks..excerpt.span.end + blanks;
        let further = excerpt.text[..excerpt.span.end].matches('\n').count();
        digits = (excerpt.line as usize + further).to_string().len();
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
    let notes = notes(finding, others, style);
    text += &drawing.render(&[group]);
    text.push('\n');
    let frame = painted(renderer::DEFAULT_LINE_NUM_STYLE);
    if finding.excerpt.is_some() && !notes.is_empty() {
        let _ = writeln!(text, "{:digits$} {frame}|{frame:#}", "");
    }
    // Before the words stand as many columns as the line's number has, ` = `, and the name with its colon.
    for (name, note) in notes {
        let before = digits + 5 + name.len();
        let note = wrap(&line(&note), width.saturating_sub(before).max(20));
        let mut lines = note.split('\n');
        let first = lines.next().unwrap_or_default();
        let _ = writeln!(
            text,
            "{:digits$} {frame}= {frame:#}{strong}{name}{strong:#}: {first}",
            ""
        );
        for more in lines {
            let _ = writeln!(text, "{:before$}{more}", "");
        }
    }
    text.push('\n');
    out.write_all(text.as_bytes())
}

/// What is said below the picture, each part with its name.
fn notes(finding: &Diagnostic, others: &[Place<'_>], style: Style) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let Some(place) = finding
        .place
        .as_ref()
        .filter(|place| !place.msgid.is_empty())
    {
        let room = style.width.saturating_sub(16).max(20);
        notes.push(("source", cut(&place.msgid, room, style.ascii)));
    }
    if let Some((old, new)) = finding.exchange.as_deref() {
        let safety = finding.fix.as_ref().map(|fix| fix.safety);
        let name = match safety {
            Some(Safety::Safe) | None => "fix",
            Some(Safety::Unsafe) => "fix (unsafe)",
            Some(Safety::Suggest) => "suggestion",
        };
        let exchange = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("insert {}", quoted(new)),
            (_, true) => format!("remove {}", quoted(old)),
            _ => {
                let arrow = if style.ascii { "->" } else { "→" };
                format!("{} {arrow} {}", quoted(old), quoted(new))
            }
        };
        notes.push((name, exchange));
    }
    if let Some([first, others @ ..]) = finding.suggestions.as_deref() {
        let others: String = others.iter().map(|word| format!(", `{word}`")).collect();
        notes.push(("help", format!("did you mean `{first}`{others}?")));
    }
    if let Some(help) = &finding.help {
        notes.push(("help", help.clone()));
    }
    if let [_, ..] = others {
        let also = others.iter().take(PLACES);
        let mut also: Vec<String> = also.map(|(name, line)| format!("{name}:{line}")).collect();
        if let more @ 1.. = others.len().saturating_sub(PLACES) {
            also.push(super::count(more, "more place"));
        }
        let times = others.len() + 1;
        let note = format!("the same {times} times: also at {}", also.join(", "));
        notes.push(("note", note));
    }
    notes
}

fn origin<'a>(name: &'a str, finding: &Diagnostic) -> Origin<'a> {
    Origin::path(name)
        .line(finding.start.line as usize)
        .char_column(finding.start.column as usize)
}

/// The first line of a text, at most `room` characters of it.
pub(super) fn cut(text: &str, room: usize, ascii: bool) -> String {
    let line = text.lines().next().unwrap_or_default();
    let shorter = line.len() < text.trim_end().len();
    let dots = if ascii { "..." } else { "…" };
    match line.char_indices().nth(room) {
        Some((end, _)) => format!("{}{dots}", &line[..end]),
        None if shorter => format!("{line}{dots}"),
        None => line.to_owned(),
    }
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
