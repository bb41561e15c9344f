//! Standard output and standard error: colours, widths, buffers.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::When;
use crate::output::text;

/// How wide text is set where nobody knows.
pub const WIDTH: usize = 100;

/// Keeps what `--color` says; `NO_COLOR` and `CLICOLOR_FORCE` are asked when it says nothing.
pub fn choose_colours(when: When) {
    match when {
        When::Auto => ColorChoice::Auto,
        When::Always => ColorChoice::AlwaysAnsi,
        When::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Standard output, buffered, and whether it takes colours.
pub struct Output {
    /// Where results go.
    pub out: BufWriter<Box<dyn Write>>,
    /// Whether colours are wanted there.
    pub colour: bool,
    /// Its width in columns.
    pub width: usize,
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn stdout() -> Output {
        let stdout = io::stdout();
        let colour = AutoStream::choice(&stdout) != ColorChoice::Never;
        let terminal = stdout.is_terminal();
        // On consoles that know no escape sequences anstream translates them; without colour there is nothing to do.
        let raw: Box<dyn Write> = if colour {
            Box::new(AutoStream::new(stdout.lock(), ColorChoice::Always))
        } else {
            Box::new(stdout.lock())
        };
        Output {
            out: BufWriter::with_capacity(1 << 16, raw),
            colour,
            width: width(terminal),
        }
    }

    /// How findings are shown there; `all` of them, or the first of each rule.
    #[must_use]
    pub fn style(&self, all: bool) -> text::Style {
        text::Style {
            colour: self.colour,
            width: self.width,
            all,
        }
    }

    /// Standard error, where findings go when standard output is taken by a text.
    #[must_use]
    pub fn stderr() -> Output {
        let stderr = io::stderr();
        let colour = AutoStream::choice(&stderr) != ColorChoice::Never;
        let terminal = stderr.is_terminal();
        let raw: Box<dyn Write> = if colour {
            Box::new(AutoStream::new(stderr.lock(), ColorChoice::Always))
        } else {
            Box::new(stderr.lock())
        };
        Output {
            out: BufWriter::new(raw),
            colour,
            width: width(terminal),
        }
    }
}

/// The columns of the terminal, as `COLUMNS` or the terminal says.
fn width(terminal: bool) -> usize {
    let said = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let asked = || {
        terminal
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0))
    };
    said.or_else(asked).unwrap_or(WIDTH).max(20)
}

/// Writes a line to standard error. Nobody can be told when that fails.
pub fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes an error to standard error, its first word in red where colours are wanted.
pub fn complain(message: &str) {
    let stderr = io::stderr();
    let word = if AutoStream::choice(&stderr) == ColorChoice::Never {
        "error:"
    } else {
        "\u{1b}[1;31merror:\u{1b}[0m"
    };
    let _ = writeln!(
        AutoStream::new(stderr.lock(), ColorChoice::Auto),
        "{word} {message}"
    );
}
