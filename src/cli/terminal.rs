//! Standard output and standard error: colours, widths, buffers.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use super::Status;
use super::args::When;
use crate::output::escape::{self, People};
use crate::output::{progress, text};

/// How wide text is set where nobody knows.
pub const WIDTH: usize = 100;

/// How results are shown in a file.
pub const PLAIN: text::Style = text::Style {
    colour: false,
    ascii: false,
    width: WIDTH,
    all: true,
};

/// Keeps what `--color` says; `NO_COLOR`, `FORCE_COLOR` and `CLICOLOR_FORCE` are asked when it says nothing.
pub fn choose_colours(when: When) {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    match when {
        When::Auto => match set("FORCE_COLOR").filter(|_| set("NO_COLOR").is_none()) {
            Some(value) if value == "0" || value == "false" => ColorChoice::Never,
            Some(_) => ColorChoice::AlwaysAnsi,
            None => ColorChoice::Auto,
        },
        When::Always => ColorChoice::AlwaysAnsi,
        When::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Whether drawings are of ASCII alone.
static ASCII: AtomicBool = AtomicBool::new(false);

/// Keeps whether drawings are of ASCII alone: on terminals that are called dumb, or when `asked`.
pub fn choose_letters(asked: bool) {
    ASCII.store(asked || progress::is_dumb(), Ordering::Relaxed);
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
    /// Standard output for data, which is written as it is.
    #[must_use]
    pub fn stdout() -> Output {
        Output::of(io::stdout().lock(), |raw, _| raw)
    }

    /// Standard output for lines that people read: see [`People`].
    #[must_use]
    pub fn people() -> Output {
        Output::of(io::stdout().lock(), |raw, colour| {
            Box::new(People::new(raw, colour))
        })
    }

    /// Standard output for a text that a program may read on, or a person on a terminal.
    #[must_use]
    pub fn data() -> Output {
        if io::stdout().is_terminal() {
            Output::people()
        } else {
            Output::stdout()
        }
    }

    fn of<S>(stream: S, wrap: impl FnOnce(Box<dyn Write>, bool) -> Box<dyn Write>) -> Output
    where
        S: RawStream + AsLockedWrite + 'static,
    {
        let colour = AutoStream::choice(&stream) != ColorChoice::Never;
        let terminal = anstream::stream::IsTerminal::is_terminal(&stream);
        // On consoles that know no escape sequences anstream translates them; without colour there is nothing to do.
        let raw: Box<dyn Write> = if colour {
            Box::new(AutoStream::new(stream, ColorChoice::Always))
        } else {
            Box::new(stream)
        };
        Output {
            out: BufWriter::with_capacity(1 << 16, wrap(raw, colour)),
            colour,
            width: width(terminal),
        }
    }

    /// How findings are shown there; `all` of them, or the first of each rule.
    #[must_use]
    pub fn style(&self, all: bool) -> text::Style {
        text::Style {
            colour: self.colour,
            ascii: ASCII.load(Ordering::Relaxed),
            width: self.width,
            all,
        }
    }

    /// Standard error, where findings go when standard output is taken by a text.
    #[must_use]
    pub fn stderr() -> Output {
        Output::of(io::stderr().lock(), |raw, colour| {
            Box::new(People::new(raw, colour))
        })
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

/// Prints what is wrong with a command line, or the help that it asks for.
#[must_use]
pub fn misused(error: &clap::Error) -> Status {
    if !error.use_stderr() {
        // Nobody can be told when that fails.
        let _ = error.print();
        return Status::Success;
    }
    let mut stderr = Output::stderr();
    let text = error.render();
    let _ = if stderr.colour {
        write!(stderr.out, "{}", text.ansi())
    } else {
        write!(stderr.out, "{text}")
    };
    let _ = stderr.out.flush();
    Status::Error
}

/// Writes a line to standard error. Nobody can be told when that fails.
pub fn note(line: &str) {
    say(["", ""], line);
}

/// Writes an error to standard error, its first word in red where colours are wanted.
pub fn complain(message: &str) {
    say(["error: ", "\u{1b}[1;31merror:\u{1b}[0m "], message);
}

/// Writes one line, whatever the message quotes, which only a narrow terminal breaks; its head without and with colours.
fn say([plain, coloured]: [&str; 2], message: &str) {
    let mut stderr = Output::stderr();
    let head = if stderr.colour { coloured } else { plain };
    let mut message = escape::line(message);
    // What is not read on a terminal is read line by line.
    if io::stderr().is_terminal() {
        let room = stderr.width.saturating_sub(plain.len());
        message = text::wrap(&message, room).into();
    }
    let _ = writeln!(stderr.out, "{head}{message}");
    let _ = stderr.out.flush();
}
