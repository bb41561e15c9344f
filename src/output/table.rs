//! Progress figures for the eye: a bar, and as many columns as there is room for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Paint;
use super::escape::line;
use super::text::Style;
use crate::stats::history::History;
use crate::stats::{By, Row, Stats, Tree};

/// How long the bar may be, in columns: as long as there is room for.
const BARS: [usize; 3] = [20, 10, 0];
/// A name is not cut shorter than this.
const NAME: usize = 16;
/// So many columns are shown however narrow it is.
const LEAST: usize = 2;

/// A column: its heading and what stands in it.
struct Column {
    heading: &'static str,
    figure: fn(&Row) -> String,
}

/// The columns of figures; where room is short the last ones go first.
const COLUMNS: [Column; 6] = [
    Column {
        heading: "done",
        figure: |row| percent(&row.stats),
    },
    Column {
        heading: "entries",
        figure: |row| {
            format!(
                "{}/{}",
                row.stats.entries.translated, row.stats.entries.total
            )
        },
    },
    Column {
        heading: "fuzzy",
        figure: |row| row.stats.entries.fuzzy.to_string(),
    },
    Column {
        heading: "words left",
        figure: |row| row.stats.words.left().to_string(),
    },
    Column {
        heading: "words",
        figure: |row| row.stats.words.total.to_string(),
    },
    Column {
        heading: "obsolete",
        figure: |row| row.stats.entries.obsolete.to_string(),
    },
];

/// A column of languages.
const FILES: Column = Column {
    heading: "files",
    figure: |row| row.files.to_string(),
};

/// What stands behind the percentage where something is compared.
const CHANGE: Column = Column {
    heading: "change",
    figure: change,
};

/// A percentage of entries.
pub(super) fn percent(stats: &Stats) -> String {
    format!("{}.{} %", stats.per_mille() / 10, stats.per_mille() % 10)
}

/// How many more entries are translated, or how many fewer.
pub(super) fn change(row: &Row) -> String {
    let before = row.before.unwrap_or_default().entries.translated;
    match row.stats.entries.translated {
        now if now > before => format!("+{}", now - before),
        now if now < before => format!("\u{2212}{}", before - now),
        _ if row.before.is_none() => "new".to_owned(),
        _ => "=".to_owned(),
    }
}

/// What the row of everything is called.
pub(super) fn total_name(tree: &Tree) -> String {
    let files = super::count(tree.choice_of, "file");
    if tree.counted == tree.choice_of {
        format!("total, {files}")
    } else {
        format!("total, {} of {files}", tree.counted)
    }
}

/// What a row that has a name, if only that of an unknown language, is called.
pub(super) fn language_name(code: &str) -> &str {
    if code.is_empty() { "unknown" } else { code }
}

/// Writes a row for each file, then each folder, or for what was asked for; then everything.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree, style: Style) -> io::Result<()> {
    type Named<'t> = Vec<(Cow<'t, str>, &'t Row)>;
    let files = || -> Named<'_> {
        let files = tree.files.iter();
        files.map(|row| (line(&row.path), row)).collect()
    };
    let folders = || -> Named<'_> {
        let folders = tree.shown_folders().into_iter();
        folders
            .map(|row| (Cow::Owned(format!("{}/", line(&row.path))), row))
            .collect()
    };
    let languages = || -> Named<'_> {
        let languages = tree.languages.iter();
        languages
            .map(|row| (line(language_name(&row.path)), row))
            .collect()
    };
    let mut columns: Vec<&Column> = COLUMNS.iter().collect();
    if tree.since.is_some() {
        columns.insert(1, &CHANGE);
    }
    let blocks = match tree.by {
        None => vec![files(), folders()],
        Some(By::File) => vec![files()],
        Some(By::Folder) => vec![folders()],
        Some(By::Language) => {
            columns.insert(columns.len() - 2, &FILES);
            vec![languages()]
        }
    };
    let total = total_name(tree);
    let named = || blocks.iter().flatten();
    let names = named().map(|(name, _)| &**name).chain([total.as_str()]);
    let rows: Vec<&Row> = named().map(|(_, row)| *row).chain([&tree.total]).collect();
    let layout = Layout::new(names, &rows, columns, style);
    layout.headings(out)?;
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        for (name, row) in block {
            layout.row(out, name, row, "")?;
        }
        writeln!(out)?;
    }
    layout.row(out, &total, &tree.total, "1")
}

/// Writes a row for each commit, the oldest first.
///
/// # Errors
/// What writing says.
pub fn write_history(out: &mut dyn Write, history: &History, style: Style) -> io::Result<()> {
    let rows: Vec<Row> = history
        .points
        .iter()
        .map(|point| {
            let (date, commit) = (point.date.get(..10), point.commit.get(..10));
            let name = format!(
                "{} {}",
                date.unwrap_or_default(),
                commit.unwrap_or_default()
            );
            Row::new(&name, point.stats)
        })
        .collect();
    let names = rows.iter().map(|row| row.path.as_str());
    let columns = COLUMNS.iter().collect();
    let every: Vec<&Row> = rows.iter().collect();
    let layout = Layout::new(names, &every, columns, style);
    layout.headings(out)?;
    rows.iter()
        .try_for_each(|row| layout.row(out, &row.path, row, ""))
}

struct Layout {
    paint: Paint,
    ascii: bool,
    name: usize,
    bar: usize,
    /// The columns that are shown, with their widths.
    columns: Vec<(&'static Column, usize)>,
}

impl Layout {
    fn new<'t>(
        names: impl Iterator<Item = &'t str>,
        rows: &[&Row],
        columns: Vec<&'static Column>,
        style: Style,
    ) -> Layout {
        let longest = names.map(UnicodeWidthStr::width).max().unwrap_or(0);
        let with_width = |column: &'static Column| {
            let figures = rows.iter().map(|row| (column.figure)(row).width());
            (column, figures.max().unwrap_or(0).max(column.heading.len()))
        };
        let mut columns: Vec<_> = columns.into_iter().map(with_width).collect();
        let taken = |columns: &[(&Column, usize)]| -> usize {
            columns.iter().map(|(_, width)| width + 2).sum()
        };
        let with_bar = |bar: usize| if bar > 0 { bar + 2 } else { 0 };
        let least = longest.min(NAME.max(style.width / 3));
        // Of the columns beyond the least a short bar takes precedence.
        while columns.len() > LEAST && least + taken(&columns) + with_bar(BARS[1]) > style.width {
            columns.pop();
        }
        let left = style.width.saturating_sub(taken(&columns));
        let fits = |bar: &usize| longest.min(left) + with_bar(*bar) <= left;
        let squeezed = |bar: &usize| least + with_bar(*bar) <= left;
        let mut bars = BARS.into_iter().filter(|_| !style.ascii);
        let bar = bars.clone().find(fits).filter(|&bar| bar > 0);
        let bar = bar.or_else(|| bars.find(squeezed)).unwrap_or(0);
        let left = left.saturating_sub(with_bar(bar));
        Layout {
            paint: Paint {
                colour: style.colour,
            },
            ascii: style.ascii,
            name: longest.min(left),
            bar,
            columns,
        }
    }

    fn headings(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut line = " ".repeat(self.name);
        if self.bar > 0 {
            line += &" ".repeat(self.bar + 2);
        }
        for (column, width) in &self.columns {
            let _ = write!(line, "  {:>width$}", column.heading);
        }
        writeln!(out, "{}", self.paint.with("2", &line))
    }

    fn row(&self, out: &mut dyn Write, name: &str, row: &Row, style: &str) -> io::Result<()> {
        let name = shorten(name, self.name, if self.ascii { "..." } else { "…" });
        let pad = " ".repeat(self.name.saturating_sub(name.width()));
        let name = if style.is_empty() {
            name
        } else {
            self.paint.with(style, &name)
        };
        write!(out, "{name}{pad}")?;
        if self.bar > 0 {
            write!(out, "  {}", self.bar(&row.stats))?;
        }
        for (column, width) in &self.columns {
            let figure = (column.figure)(row);
            let pad = " ".repeat(width.saturating_sub(figure.width()));
            let code = match figure.chars().next() {
                Some('+') => "32",
                Some('\u{2212}') => "31",
                _ => "",
            };
            let figure = if self.ascii {
                figure.replace('\u{2212}', "-")
            } else {
                figure
            };
            let figure = if code.is_empty() {
                figure
            } else {
                self.paint.with(code, &figure)
            };
            write!(out, "  {pad}{figure}")?;
        }
        writeln!(out)
    }

    /// Translated, fuzzy, and the rest.
    fn bar(&self, stats: &Stats) -> String {
        let entries = stats.entries;
        let part = |number: usize| (number * self.bar).checked_div(entries.total);
        let done = part(entries.translated).unwrap_or(self.bar);
        let fuzzy = part(entries.translated + entries.fuzzy).unwrap_or(self.bar) - done;
        let rest = self.bar - done - fuzzy;
        format!(
            "{}{}{}",
            self.paint.with("32", &"█".repeat(done)),
            self.paint.with("33", &"▒".repeat(fuzzy)),
            self.paint.with("2", &"░".repeat(rest))
        )
    }
}

/// A name in at most `room` columns; what is cut is the beginning, since the end tells files apart.
fn shorten(name: &str, room: usize, dots: &str) -> String {
    if name.width() <= room {
        return name.to_owned();
    }
    let mut width = dots.width();
    let mut start = name.len();
    for (at, c) in name.char_indices().rev() {
        width += c.width().unwrap_or(0);
        if width > room {
            break;
        }
        start = at;
    }
    format!("{dots}{}", &name[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(width: usize) -> String {
        let stats = |translated, fuzzy| {
            let mut stats = Stats::default();
            stats.entries.total = 100;
            stats.entries.translated = translated;
            stats.entries.fuzzy = fuzzy;
            stats.words.total = 12345;
            stats
        };
        let files = vec![
            Row::new("library/日本語-a-very-long-name-indeed.po", stats(50, 25)),
            Row::new("a.po", stats(100, 0)),
        ];
        let mut out = Vec::new();
        let style = Style {
            colour: false,
            ascii: false,
            width,
            all: true,
        };
        write(&mut out, &Tree::new(files, &[]), style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_columns_stand_below_each_other() {
        for width in [40, 60, 80, 120, 200] {
            let table = render(width);
            let lines: Vec<&str> = table.lines().filter(|line| !line.is_empty()).collect();
            for line in &lines {
                assert!(line.width() <= width, "{width}:\n{table}");
                assert_eq!(line.width(), lines[0].width(), "{width}:\n{table}");
            }
            assert!(table.contains("50.0 %"), "{table}");
        }
        assert!(render(120).contains("██████████▒▒▒▒▒░░░░░"));
        assert!(!render(60).contains("obsolete"));
        assert!(render(60).contains("█████▒▒░░░ "), "{}", render(60));
    }

    #[test]
    fn names_lose_their_beginning() {
        assert_eq!(shorten("abc", 3, "…"), "abc");
        assert_eq!(shorten("library/math.po", 8, "…"), "…math.po");
        assert_eq!(shorten("日本語", 4, "…"), "…語");
    }
}
