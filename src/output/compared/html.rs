//! What differs, as a page that stands alone: files to open and close, messages to filter by what happened to them, the
//! words that changed marked, each message with a link to its line where the forge is known.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::paragraph::{Kind, elided, visible};
use super::{Part, aspects, heading, parts, shown, summary, title, unchanged_moves};
use crate::compare::{Aspect, Difference, FileDifference};
use crate::output::html::{Escaped, Link, filter, name, number, page};
use crate::output::{Failure, count};

/// With at most so many messages in all, no file has to be opened first.
const FEW: usize = 60;
/// How many characters of a source are shown that is only there to be recognised.
const SOURCE: usize = 400;

/// Writes the page.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    files: &[FileDifference],
    failures: &[Failure<'_>],
    link: Link<'_>,
) -> io::Result<()> {
    page(out, "Changes in translations", |out| {
        let counts = aspects(files.iter().flat_map(|file| &file.differences));
        overview(out, files, failures, &counts)?;
        super::super::html::unread(out, failures)?;
        if files.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">By file</h2>"
        )?;
        filter(out, "Show messages that hold", "found", &choices(&counts))?;
        writeln!(out, "<div id=\"found\">")?;
        let open = files.iter().map(|file| shown(file).len()).sum::<usize>() <= FEW;
        for file in files {
            one_file(out, file, open, link)?;
        }
        writeln!(out, "</div>\n</section>")
    })
}

fn overview(
    out: &mut dyn Write,
    files: &[FileDifference],
    failures: &[Failure<'_>],
    counts: &BTreeMap<Aspect, usize>,
) -> io::Result<()> {
    if files.is_empty() && !failures.is_empty() {
        let files = count(failures.len(), "file");
        return writeln!(
            out,
            "<header>\n<h1>Changes in translations</h1>\n<p class=\"lead\">{files} could not be compared</p>\n</header>"
        );
    }
    let total: usize = files.iter().map(|file| file.differences.len()).sum();
    let word = if total == 1 { "message" } else { "messages" };
    let differ = if total == 1 { "differs" } else { "differ" };
    writeln!(
        out,
        "<header>\n<h1>Changes in translations</h1>\n<p class=\"lead\"><strong>{}</strong> {word} {differ} in {}</p>\n\
         <dl class=\"figures\">",
        number(total),
        count(files.len(), "file"),
    )?;
    for (aspect, figure) in counts {
        writeln!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            title_case(aspect.name()),
            number(*figure)
        )?;
    }
    writeln!(out, "</dl>\n</header>")
}

/// The field that chooses by what happened, and the buttons.
fn choices(counts: &BTreeMap<Aspect, usize>) -> String {
    let mut extra = "<label>Change <select><option value=\"\">any".to_owned();
    for aspect in counts.keys() {
        extra.push_str("<option value=\"");
        extra.push_str(&key(*aspect));
        extra.push_str("\">");
        extra.push_str(aspect.name());
    }
    extra.push_str(
        "</select></label><button type=\"button\" data-open=\"yes\">Open all</button>\
         <button type=\"button\" data-open=\"no\">Close all</button>",
    );
    extra
}

fn one_file(
    out: &mut dyn Write,
    file: &FileDifference,
    open: bool,
    link: Link<'_>,
) -> io::Result<()> {
    let open = if open { " open" } else { "" };
    writeln!(
        out,
        "<details class=\"rule\"{open}><summary><h3><bdi>{}</bdi></h3><p class=\"what\">{}</p></summary>\
         <div class=\"inside\">",
        Escaped(&title(file)),
        Escaped(&summary(file))
    )?;
    for (from, messages) in unchanged_moves(file) {
        writeln!(
            out,
            "<p class=\"note\">{} moved from <bdi>{}</bdi>, unchanged</p>",
            count(messages, "message"),
            Escaped(from)
        )?;
    }
    writeln!(out, "<div>")?;
    for difference in shown(file) {
        message(out, file, difference, link)?;
    }
    writeln!(out, "</div></div></details>")
}

fn message(
    out: &mut dyn Write,
    file: &FileDifference,
    difference: &Difference,
    link: Link<'_>,
) -> io::Result<()> {
    let Some(any) = difference.any() else {
        return Ok(());
    };
    let all = difference.aspects();
    let keys: Vec<String> = all.iter().map(|aspect| key(*aspect)).collect();
    write!(
        out,
        "<div class=\"finding\" data-level=\"{}\"><p>",
        keys.join(" ")
    )?;
    // A line of a version that is gone leads nowhere.
    let there: Link<'_> = if difference.new.is_some() {
        link
    } else {
        &|_, _| None
    };
    let line = Some(any.line);
    name(out, there, file.name(), line, &format!("Line {}", any.line))?;
    writeln!(
        out,
        " <span class=\"level info\">{}</span></p>",
        Escaped(&heading(difference, &all))
    )?;
    for part in parts(difference) {
        words(out, &part)?;
    }
    writeln!(out, "</div>")
}

fn words(out: &mut dyn Write, part: &Part<'_>) -> io::Result<()> {
    let (start, end) = if part.context {
        ("<p class=\"side source\" dir=\"auto\">", "</p>")
    } else {
        ("<div class=\"words\" dir=\"auto\">", "</div>")
    };
    write!(out, "{start}")?;
    if !part.label.is_empty() {
        write!(out, "<b>{}</b> ", Escaped(&part.label))?;
    }
    let pieces = elided(&part.runs);
    let last = pieces.len().saturating_sub(1);
    for (at, (kind, mut text)) in pieces.into_iter().enumerate() {
        if part.context
            && let Some((end, _)) = text.char_indices().nth(SOURCE)
        {
            text.truncate(end);
            text.push('…');
        }
        let text = visible(&text, kind != Kind::Same);
        let text = match text.strip_suffix('\n') {
            Some(text) if at == last => Escaped(text),
            _ => Escaped(&text),
        };
        match kind {
            Kind::Same => write!(out, "{text}")?,
            Kind::Removed => write!(out, "<del>{text}</del>")?,
            Kind::Added => write!(out, "<ins>{text}</ins>")?,
        }
    }
    writeln!(out, "{end}")
}

/// The name of an aspect as one word.
fn key(aspect: Aspect) -> String {
    aspect.name().replace(' ', "-")
}

fn title_case(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
