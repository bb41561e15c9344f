//! Progress figures for the eye: a bar, and as many columns as there is room for.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Paint;
use super::text::Style;
use crate::stats::{Stats, Tree};

/// How long the bar is, in columns.
const BAR: usize = 20;
/// A name is not cut shorter than this.
const NAME: usize = 16;

/// A column: its heading and what stands in it.
struct Column {
    heading: &'static str,
    figure: fn(&Stats) -> String,
}

/// The columns of figures; where room is short the last ones go first.
const COLUMNS: [Column; 5] = [
    Column {
        heading: "done",
        figure: |stats| format!("{}.{} %", stats.per_mille() / 10, stats.per_mille() % 10),
    },
    Column {
        heading: "entries",
        figure: |stats| format!("{}/{}", stats.entries.translated, stats.entries.total),
    },
    Column {
        heading: "fuzzy",
        figure: |stats| stats.entries.fuzzy.to_string(),
    },
    Column {
        heading: "words",
        figure: |stats| format!("{}/{}", stats.words.translated, stats.words.total),
    },
    Column {
        heading: "obsolete",
        figure: |stats| stats.entries.obsolete.to_string(),
    },
];

/// Writes a row for each file, then each folder, then everything.
///
/// # Errors
/// What writing says.
pub fn write(out: &mut dyn Write, tree: &Tree, style: Style) -> io::Result<()> {
    let layout = Layout::new(tree, style);
    layout.headings(out)?;
    for (path, stats) in &tree.files {
        layout.row(out, path, stats, "")?;
    }
    writeln!(out)?;
    // A folder that holds everything would say what the total says.
    let holds_all = |folder: &str| tree.files.iter().all(|(file, _)| file.starts_with(folder));
    let mut folders = 0;
    for (path, stats) in &tree.folders {
        let path = format!("{path}/");
        if !holds_all(&path) {
            layout.row(out, &path, stats, "")?;
            folders += 1;
        }
    }
    if folders > 0 {
        writeln!(out)?;
    }
    let files = super::count(tree.files.len(), "file");
    layout.row(out, &format!("total, {files}"), &tree.total, "1")
}

struct Layout {
    paint: Paint,
    name: usize,
    bar: usize,
    /// The columns that are shown, with their widths.
    columns: Vec<(&'static Column, usize)>,
}

impl Layout {
    fn new(tree: &Tree, style: Style) -> Layout {
        let rows = || tree.files.iter().chain(&tree.folders);
        let longest = rows().map(|(path, _)| path.width() + 1).max().unwrap_or(0);
        let longest = longest.max("total, 1000 files".len());
        // The total is the greatest of every figure that adds up, and a percentage is never wider than this.
        let widths = COLUMNS.iter().map(|column| {
            let widest = (column.figure)(&tree.total).len();
            let least = if column.heading == "done" { 7 } else { 0 };
            column.heading.len().max(widest).max(least)
        });
        let mut columns: Vec<_> = COLUMNS.iter().zip(widths).collect();
        let taken = |columns: &[(&Column, usize)]| -> usize {
            columns.iter().map(|(_, width)| width + 2).sum()
        };
        let least = longest.min(NAME.max(style.width / 3));
        while columns.len() > 1 && least + taken(&columns) > style.width {
            columns.pop();
        }
        let left = style.width.saturating_sub(taken(&columns));
        let bar = if left >= least + BAR + 2 { BAR } else { 0 };
        let left = left.saturating_sub(if bar > 0 { bar + 2 } else { 0 });
        Layout {
            paint: Paint {
                colour: style.colour,
            },
            name: longest.min(left.max(NAME)),
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

    fn row(&self, out: &mut dyn Write, name: &str, stats: &Stats, style: &str) -> io::Result<()> {
        let name = shorten(name, self.name);
        let pad = " ".repeat(self.name.saturating_sub(name.width()));
        let name = if style.is_empty() {
            name
        } else {
            self.paint.with(style, &name)
        };
        write!(out, "{name}{pad}")?;
        if self.bar > 0 {
            write!(out, "  {}", self.bar(stats))?;
        }
        for (column, width) in &self.columns {
            let figure = (column.figure)(stats);
            write!(out, "  {figure:>width$}")?;
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
fn shorten(name: &str, room: usize) -> String {
    if name.width() <= room {
        return name.to_owned();
    }
    let mut width = 1;
    let mut start = name.len();
    for (at, c) in name.char_indices().rev() {
        width += c.width().unwrap_or(0);
        if width > room {
            break;
        }
        start = at;
    }
    format!("…{}", &name[start..])
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
            (
                "library/日本語-a-very-long-name-indeed.po".to_owned(),
                stats(50, 25),
            ),
            ("a.po".to_owned(), stats(100, 0)),
        ];
        let mut out = Vec::new();
        let style = Style {
            colour: false,
            width,
            all: true,
        };
        write(&mut out, &Tree::new(files), style).unwrap();
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
    }

    #[test]
    fn names_lose_their_beginning() {
        assert_eq!(shorten("abc", 3), "abc");
        assert_eq!(shorten("library/math.po", 8), "…math.po");
        assert_eq!(shorten("日本語", 4), "…語");
    }
}
