//! A question as lines of a given width, for a terminal with colours or without. No control character of a file gets here:
//! all that comes from one goes through [`visible`].

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Asked, Question};
use crate::compare::{Run, words};
use crate::diagnostic::Safety;
use crate::output::Paint;
use crate::output::compared::{Kind, Marks, Paragraph, visible};

/// How many lines of a source or of what a programmer says are shown.
const SOURCE: usize = 8;

/// How many references are named.
const REFERENCES: usize = 3;

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub paint: Paint,
    pub width: usize,
}

impl Style {
    pub(super) fn new(colour: bool, width: usize) -> Style {
        Style {
            paint: Paint { colour },
            width: width.clamp(20, WIDEST),
        }
    }
}

/// The file and how far one has come.
pub(super) fn header(asked: &Asked<'_>, style: Style) -> [String; 2] {
    let (number, total) = asked.number;
    let (file, files) = asked.files;
    let right = format!("{number} of {total}");
    let place = if files > 1 {
        format!("  (file {file} of {files})")
    } else {
        String::new()
    };
    let room = style.width.saturating_sub(right.width() + 2);
    let place = if place.width() + 20 > room {
        ""
    } else {
        &place
    };
    let name = last_columns(&line(asked.file), room.saturating_sub(place.width()));
    let used = name.width() + place.width() + right.width();
    let gap = " ".repeat(style.width.saturating_sub(used).max(1));
    let bold = style.paint.with("1", &name);
    let dim = style.paint.with("2", place);
    let done = (number - 1) * style.width / total.max(1);
    let rest = "─".repeat(style.width - done);
    let bar = format!(
        "{}{}",
        style.paint.with("32", &"━".repeat(done)),
        style.paint.with("2", &rest)
    );
    [format!("{bold}{dim}{gap}{right}"), bar]
}

/// The question, with the proposal number `chosen`.
pub(super) fn body(asked: &Asked<'_>, chosen: usize, style: Style) -> Vec<String> {
    let Style { paint, width } = style;
    let question = asked.question;
    let finding = &question.finding;
    let mut lines = Vec::new();
    // The label is painted apart from the words behind it.
    let label = format!("{}[{}]", finding.severity, finding.rule);
    let title = format!("{label}: {}", finding.message);
    for (number, line) in plain_lines(&title, width).into_iter().enumerate() {
        let shown = match line.strip_prefix(label.as_str()).filter(|_| number == 0) {
            Some(rest) => {
                let label = paint.severity(finding.severity, &label);
                format!("{label}{}", paint.with("1", rest))
            }
            None => paint.with("1", &line),
        };
        lines.push(shown);
    }
    let mut places = vec![format!("{}:{}", line(asked.file), finding.start.line)];
    places.extend(
        question
            .references
            .iter()
            .take(REFERENCES)
            .map(|name| line(name)),
    );
    if question.references.len() > REFERENCES {
        places.push(format!(
            "and {} more",
            question.references.len() - REFERENCES
        ));
    }
    lines.extend(wrapped(&places.join("  "), width, "2", paint));
    lines.extend(sources(question, style));
    lines.extend(change(question, chosen, style));
    lines.extend(candidates(question, chosen, style));
    let mut last = Vec::new();
    if let Some(help) = &finding.help {
        last.extend(wrapped(help, width, "2", paint));
    }
    // What was just said is said once.
    let refused = question
        .refused
        .as_deref()
        .map(|reason| format!("not fixed: {reason}"));
    let note = asked
        .note
        .filter(|&note| question.refused.as_deref() != Some(note));
    for note in refused.iter().map(String::as_str).chain(note) {
        last.extend(wrapped(note, width, "33", paint));
    }
    if !last.is_empty() {
        lines.push(String::new());
        lines.append(&mut last);
    }
    lines
}

/// What is translated, and what the programmers say of it, with an empty line behind.
pub(super) fn sources(question: &Question, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for comment in &question.comments {
        lines.extend(section("comment", comment, style));
    }
    for (number, source) in question.sources.iter().enumerate() {
        lines.extend(section(["source", "plural"][number.min(1)], source, style));
    }
    lines.push(String::new());
    lines
}

/// A title and a text below it.
fn section(title: &str, text: &str, style: Style) -> Vec<String> {
    let paint = style.paint;
    let mut lines = vec![String::new(), heading(title, "", style)];
    let mut paragraph = Paragraph::new(&[Run::Same(text)], Marks::NONE, style.width - 2);
    paragraph.cut(SOURCE);
    lines.extend(indented(&paragraph, |_| "", paint));
    lines
}

fn heading(title: &str, note: &str, style: Style) -> String {
    let title = style.paint.with("36", title);
    let note = style.paint.with("2", note);
    format!("{title}{note}")
}

/// What the chosen proposal changes; without one, the text with what is wrong in it marked.
fn change(question: &Question, chosen: usize, style: Style) -> Vec<String> {
    let paint = style.paint;
    let proposal = question.proposals.get(chosen);
    let form = question
        .form()
        .map(|form| format!("[{form}]"))
        .unwrap_or_default();
    let note = match proposal.map(|proposal| proposal.safety) {
        None => "  no fix to offer",
        Some(Some(Safety::Suggest)) => "  suggested",
        Some(Some(Safety::Unsafe)) => "  unsafe",
        Some(Some(Safety::Safe)) => "",
        Some(None) => "  a candidate",
    };
    let in_file = question.finding.place.is_none();
    let title = match (in_file, proposal.is_some()) {
        (true, _) => "lines".to_owned(),
        (false, true) => format!("proposal{form}"),
        (false, false) => format!("translation{form}"),
    };
    let mut lines = vec![heading(&title, note, style)];
    if in_file {
        lines.extend(patch(question, chosen, style));
        return lines;
    }
    let wrong = Marks {
        removed: ["[*", "*]"],
        added: ["", ""],
    };
    let (runs, marks) = if let Some(proposal) = proposal {
        (words(&question.text, &proposal.text), Marks::GIT)
    } else {
        let (text, span) = (&question.text, question.span);
        let runs = vec![
            Run::Same(&text[..span.start]),
            Run::Removed(&text[span.range()]),
            Run::Same(&text[span.end..]),
        ];
        (runs, wrong)
    };
    let marks = if paint.colour { Marks::NONE } else { marks };
    let code = |kind| match kind {
        Kind::Same => "",
        Kind::Removed if proposal.is_none() => "33;1;4",
        Kind::Removed => "31;9",
        Kind::Added => "32;1",
    };
    let runs: Vec<Run<'_>> = runs
        .into_iter()
        .filter(|run| !matches!(run, Run::Same("")))
        .collect();
    let paragraph = Paragraph::new(&runs, marks, style.width - 2);
    lines.extend(indented(&paragraph, code, paint));
    lines
}

/// The lines of the file that a fix touches, as a patch shows them.
fn patch(question: &Question, chosen: usize, style: Style) -> Vec<String> {
    let Style { paint, width } = style;
    let set = |mark: &'static str, code: &'static str, text: &str| -> Vec<String> {
        let lines = text.lines().flat_map(|one| plain_lines(one, width - 4));
        let lines = lines.map(|line| format!("  {}", paint.with(code, &format!("{mark} {line}"))));
        let mut lines: Vec<String> = lines.take(SOURCE + 1).collect();
        if lines.len() > SOURCE {
            lines.truncate(SOURCE);
            lines.push("    …".to_owned());
        }
        lines
    };
    match question.proposals.get(chosen) {
        Some(proposal) => {
            let mut lines = set("-", "31", &question.text);
            lines.extend(set("+", "32", &proposal.text));
            lines
        }
        None => set(" ", "", &question.text),
    }
}

/// The list of proposals, where there are several.
fn candidates(question: &Question, chosen: usize, style: Style) -> Vec<String> {
    let Style { paint, width } = style;
    if question.proposals.len() < 2 {
        return Vec::new();
    }
    let mut lines = vec![String::new(), heading("candidates", "", style)];
    for (number, proposal) in question.proposals.iter().enumerate() {
        let mut words = line(&proposal.words(&question.text));
        if words.is_empty() {
            "(removed)".clone_into(&mut words);
        }
        let (mark, code) = if number == chosen {
            (">", "1")
        } else {
            (" ", "")
        };
        let text = format!("{mark} {}  {words}", number + 1);
        let text = first_columns(&text, width - 2);
        lines.push(format!("  {}", paint.with(code, &text)));
    }
    lines
}

/// What can be done, as lines of keys; `rule` is what `a` is about.
pub(super) fn keys(question: &Question, style: Style) -> Vec<String> {
    let rule = line(&question.finding.rule);
    let mut all: Vec<(&str, String)> = Vec::new();
    if !question.proposals.is_empty() {
        all.push(("y", "accept".to_owned()));
    }
    if question.proposals.len() > 1 {
        let last = question.proposals.len().min(9);
        let keys = [
            "", "", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "1-9",
        ][last];
        all.push((keys, "choose".to_owned()));
    }
    if question.editable {
        all.push(("e", "edit".to_owned()));
    }
    all.push(("n", "skip".to_owned()));
    if question.silenceable {
        all.push(("i", "silence".to_owned()));
    }
    all.push(("a", format!("all of {rule}")));
    all.extend([
        ("b", "back".to_owned()),
        ("q", "quit".to_owned()),
        ("?", "help".to_owned()),
    ]);
    key_lines(&all, style)
}

/// What `a` asks.
pub(super) fn keys_of_all(question: &Question, style: Style) -> Vec<String> {
    let rule = &question.finding.rule;
    let title = format!("every `{rule}` in this file and the next ones:");
    let mut lines = wrapped(&title, style.width, "1", style.paint);
    let mut all = Vec::new();
    if question.finding.fix.is_some() {
        all.push(("y", "accept".to_owned()));
    }
    all.push(("n", "skip".to_owned()));
    if question.silenceable {
        all.push(("i", "silence".to_owned()));
    }
    all.push(("Esc", "cancel".to_owned()));
    lines.extend(key_lines(&all, style));
    lines
}

/// What a string is edited with.
pub(super) fn keys_of_editor(style: Style) -> Vec<String> {
    let all = [
        ("Enter", "done"),
        ("Esc", "cancel"),
        ("Ctrl-J", "line break"),
        ("Alt-Space", "no-break space"),
        ("Ctrl-W", "delete word"),
    ];
    key_lines(&all.map(|(key, what)| (key, what.to_owned())), style)
}

fn key_lines(keys: &[(&str, String)], style: Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = 0;
    for (key, what) in keys {
        let wide = key.width() + 1 + what.width();
        if column > 0 && column + 2 + wide > style.width {
            lines.push(String::new());
            column = 0;
        }
        if let Some(line) = lines.last_mut() {
            if column > 0 {
                line.push_str("  ");
                column += 2;
            }
            line.push_str(&style.paint.with("1;36", key));
            line.push(' ');
            line.push_str(what);
            column += wide;
        }
    }
    lines
}

/// What each key does, at length.
pub(super) fn help(style: Style) -> Vec<String> {
    const HELP: &[(&str, &str)] = &[
        ("y, Enter", "accept the proposal"),
        (
            "1-9, Tab",
            "choose another candidate, then accept or edit it",
        ),
        ("e", "edit the translation, beginning with the proposal"),
        (
            "n, Space",
            "skip it; later sessions do not ask again without --again",
        ),
        ("i", "silence it with a comment: # polir: ignore[...]"),
        ("a", "accept, skip or silence all findings of the same rule"),
        ("b", "go back: take the last answer back, within the file"),
        ("q", "quit: the answers are written, the rest is as it was"),
        ("Up, Down", "scroll"),
    ];
    let mut lines = Vec::new();
    for (keys, what) in HELP {
        let key = style.paint.with("1;36", &format!("{keys:<9}"));
        for (number, text) in plain_lines(what, style.width - 11).iter().enumerate() {
            let head = if number == 0 {
                key.as_str()
            } else {
                "         "
            };
            lines.push(format!("{head}  {text}"));
        }
    }
    lines.push(String::new());
    lines.extend(wrapped(
        "A file is written when its last question is answered. No change is made that would bring about another finding, \
         and none written by hand that would bring about an error.",
        style.width,
        "",
        style.paint,
    ));
    lines
}

/// A text on lines, without colours.
fn plain_lines(text: &str, width: usize) -> Vec<String> {
    let paragraph = Paragraph::new(&[Run::Same(text)], Marks::NONE, width);
    let line = |line: Vec<(Kind, String)>| line.into_iter().map(|(_, text)| text).collect();
    paragraph.lines.into_iter().map(line).collect()
}

fn wrapped(text: &str, width: usize, code: &str, paint: Paint) -> Vec<String> {
    let lines = plain_lines(text, width).into_iter();
    lines.map(|line| paint.with(code, &line)).collect()
}

fn indented(
    paragraph: &Paragraph,
    code: impl Fn(Kind) -> &'static str,
    paint: Paint,
) -> Vec<String> {
    let line = |pieces: &Vec<(Kind, String)>| {
        let pieces = pieces.iter().map(|(kind, text)| match code(*kind) {
            "" => text.clone(),
            code => paint.with(code, text),
        });
        format!("  {}", pieces.collect::<String>())
    };
    paragraph.lines.iter().map(line).collect()
}

/// A text on one line, with what cannot be seen made visible.
pub(super) fn line(text: &str) -> String {
    visible(text, true).replace('\n', "")
}

/// As much of the beginning of a line as fits.
fn first_columns(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut column = 1;
    for c in text.chars() {
        column += c.width().unwrap_or(0);
        if column > room {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// As much of the end of a line as fits.
fn last_columns(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut column = 1;
    let kept = text.chars().rev().take_while(|c| {
        column += c.width().unwrap_or(0);
        column <= room
    });
    let kept: Vec<char> = kept.collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}
