//! The page of progress figures: everything at a glance, folders as bars, files as a table, and how it came about.

use std::io::{self, Write};

use super::super::plot;
use super::super::table;
use super::super::table::{change, language_name, percent};
use super::{Escaped, Link, filter, name, number, page};
use crate::stats::history::{History, Point};
use crate::stats::{By, Definition, Row, Stats, Tree};

/// How many states of the history are listed below the drawing.
const STATES: usize = 40;

/// Writes the page; with a `history`, its drawing too.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    tree: &Tree,
    history: Option<&History>,
    link: Link<'_>,
) -> io::Result<()> {
    page(out, "Translation progress", |out| {
        overview(out, tree)?;
        if let Some(history) = history {
            past(out, history)?;
        }
        match tree.by {
            None => {
                folders(out, tree)?;
                files(out, tree, link)
            }
            Some(By::File) => files(out, tree, link),
            Some(By::Folder) => folders(out, tree),
            Some(By::Language) => {
                languages(out, tree)?;
                files(out, tree, link)
            }
        }
    })
}

fn overview(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    let stats = &tree.total.stats;
    let (entries, words) = (stats.entries, stats.words);
    write!(
        out,
        "<header>\n<h1>Translation progress</h1>\n<p class=\"lead\"><strong>{}</strong> of {} entries translated",
        percent(stats),
        number(entries.total)
    )?;
    let word = if tree.choice_of == 1 { "file" } else { "files" };
    let mut files = format!("{} {word}", number(tree.choice_of));
    if tree.counted != tree.choice_of {
        files = format!("{} of {files}", number(tree.counted));
    }
    write!(out, ", in {files}")?;
    if let Some(since) = &tree.since {
        let commit = since.commit.get(..10).unwrap_or(&since.commit);
        write!(
            out,
            "; {} since <bdi>{}</bdi> (<code>{}</code>)",
            change(&tree.total),
            Escaped(&since.name),
            Escaped(commit)
        )?;
    }
    writeln!(out, "</p>")?;
    bar(out, stats, "bar whole")?;
    writeln!(out, "<dl class=\"figures\">")?;
    for (class, name, figure) in [
        ("done", "Translated", entries.translated),
        ("fuzzy", "Fuzzy", entries.fuzzy),
        ("rest", "Untranslated", entries.untranslated),
        ("", "Obsolete", entries.obsolete),
        ("", "Words left", words.left()),
        ("", "Words", words.total),
    ] {
        let key = if class.is_empty() {
            String::new()
        } else {
            format!("<span class=\"key {class}\"></span>")
        };
        writeln!(
            out,
            "<div><dt>{key}{name}</dt><dd>{}</dd></div>",
            number(figure)
        )?;
    }
    let definition = match tree.definition {
        Definition::Pocount => {
            "Words are those of the sources, counted as pocount does: with markup and code."
        }
        Definition::Prose => {
            "Words are those of the sources that somebody has to translate: without markup, code, placeholders, URLs \
             and numbers."
        }
    };
    writeln!(out, "</dl>\n<p class=\"note\">{definition}</p>\n</header>")
}

/// Translated, fuzzy, and the rest, as lengths. The figures stand beside it, so no reader of the screen needs it.
fn bar(out: &mut dyn Write, stats: &Stats, class: &str) -> io::Result<()> {
    let entries = stats.entries;
    let fuzzy = (entries.fuzzy * 1000)
        .checked_div(entries.total)
        .unwrap_or(0);
    let tenths = |per_mille: usize| format!("{}.{}%", per_mille / 10, per_mille % 10);
    write!(out, "<div class=\"{class}\" aria-hidden=\"true\">")?;
    for (letter, part) in [("i", stats.per_mille()), ("b", fuzzy)] {
        if part > 0 {
            write!(
                out,
                "<{letter} style=\"width:{}\"></{letter}>",
                tenths(part)
            )?;
        }
    }
    write!(out, "</div>")
}

fn past(out: &mut dyn Write, history: &History) -> io::Result<()> {
    writeln!(
        out,
        "<section aria-labelledby=\"history\">\n<h2 id=\"history\">History</h2>\n\
         <div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"Drawing of the history\">"
    )?;
    plot::write(out, history)?;
    writeln!(
        out,
        "</div>\n<p class=\"note\">{}</p>\n<details><summary>The figures of the drawing</summary>\n\
         <table class=\"plain\"><thead><tr><th scope=\"col\">Until<th scope=\"col\">Done<th scope=\"col\">Translated\
         <th scope=\"col\">Fuzzy<th scope=\"col\">Entries</thead><tbody>",
        Escaped(&plot::words(&history.points))
    )?;
    for point in states(&history.points) {
        let entries = point.stats.entries;
        writeln!(
            out,
            "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}",
            Escaped(plot::day(point)),
            percent(&point.stats),
            number(entries.translated),
            number(entries.fuzzy),
            number(entries.total)
        )?;
    }
    writeln!(out, "</tbody></table></details>\n</section>")
}

/// The last state of each day, month or year, of whichever there are not too many.
fn states(points: &[Point]) -> Vec<&Point> {
    let mut last = Vec::new();
    for length in [10, 7, 4] {
        let key = |point: &Point| point.date.get(..length).map(str::to_owned);
        last.clear();
        for (at, point) in points.iter().enumerate() {
            let next = points.get(at + 1);
            if next.is_none_or(|next| key(next) != key(point)) {
                last.push(point);
            }
        }
        if last.len() <= STATES {
            break;
        }
    }
    last
}

fn folders(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    let folders = tree.shown_folders();
    if folders.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"folders\">\n<h2 id=\"folders\">Folders</h2>\n<ul class=\"folders\">"
    )?;
    for row in folders {
        let path = format!("{}/", row.path);
        if tree.by.is_none() {
            write!(
                out,
                "<li><a href=\"#files\" data-choose=\"{0}\">{0}</a>",
                Escaped(&path)
            )?;
        } else {
            write!(out, "<li><span>{}</span>", Escaped(&path))?;
        }
        item(out, tree, row)?;
    }
    writeln!(out, "</ul>\n</section>")
}

fn languages(out: &mut dyn Write, tree: &Tree) -> io::Result<()> {
    writeln!(
        out,
        "<section aria-labelledby=\"languages\">\n<h2 id=\"languages\">Languages</h2>\n<ul class=\"folders\">"
    )?;
    for row in &tree.languages {
        let code = Escaped(language_name(&row.path));
        write!(
            out,
            "<li><span data-language=\"{code}\"><a href=\"#files\" data-choose=\"lang:{code}\">{code}</a></span>"
        )?;
        item(out, tree, row)?;
    }
    writeln!(out, "</ul>\n</section>")
}

/// The bar and figures of a folder or language.
fn item(out: &mut dyn Write, tree: &Tree, row: &Row) -> io::Result<()> {
    bar(out, &row.stats, "bar")?;
    let changed = if tree.since.is_some() {
        format!(" ({})", change(row))
    } else {
        String::new()
    };
    let left = match row.stats.words.left() {
        _ if row.stats.per_mille() == 1000 => "complete".to_owned(),
        1 => "1 word left".to_owned(),
        left => format!("{} words left", number(left)),
    };
    writeln!(
        out,
        "<span class=\"percent\">{}{changed}</span> <span class=\"left\">{left}</span>",
        percent(&row.stats),
    )
}

/// Of more files the list is closed at first.
const OPEN: usize = 60;

fn files(out: &mut dyn Write, tree: &Tree, link: Link<'_>) -> io::Result<()> {
    if tree.files.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>"
    )?;
    // What is closed opens for whoever asks for a language or folder.
    let closed = tree.by == Some(By::Language) && tree.files.len() > OPEN;
    if closed {
        let files = number(tree.files.len());
        writeln!(
            out,
            "<details class=\"long\"><summary>{files} files</summary>"
        )?;
    }
    filter(out, "Show files whose path holds", "rows", "")?;
    write!(
        out,
        "<table class=\"cards sortable\" id=\"rows\"><thead><tr><th scope=\"col\">File<th scope=\"col\">Done\
         <th scope=\"col\">Translated<th scope=\"col\">Fuzzy<th scope=\"col\">Untranslated\
         <th scope=\"col\">Words left<th scope=\"col\">Words"
    )?;
    if tree.since.is_some() {
        write!(out, "<th scope=\"col\">Change")?;
    }
    writeln!(out, "</thead><tbody>")?;
    for row in &tree.files {
        let language = match tree.by {
            Some(By::Language) => language_name(&row.language),
            _ => "",
        };
        line(out, tree, row, language, |out| {
            name(out, link, &row.path, None, &row.path)
        })?;
    }
    writeln!(out, "</tbody><tfoot>")?;
    let total = table::total_name(tree);
    line(out, tree, &tree.total, "", |out| {
        write!(out, "{}", Escaped(&total))
    })?;
    let end = if closed { "</details>\n" } else { "" };
    writeln!(out, "</tfoot></table>\n{end}</section>")
}

fn line(
    out: &mut dyn Write,
    tree: &Tree,
    row: &Row,
    language: &str,
    heading: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let (entries, words) = (row.stats.entries, row.stats.words);
    match language {
        "" => write!(out, "<tr><th scope=\"row\">")?,
        code => write!(out, "<tr data-in=\"{}\"><th scope=\"row\">", Escaped(code))?,
    }
    heading(out)?;
    write!(out, "<td>{}", percent(&row.stats))?;
    bar(out, &row.stats, "bar")?;
    for figure in [
        entries.translated,
        entries.fuzzy,
        entries.untranslated,
        words.left(),
        words.total,
    ] {
        write!(out, "<td>{}", number(figure))?;
    }
    if tree.since.is_some() {
        write!(out, "<td>{}", change(row))?;
    }
    writeln!(out)
}
