//! `polir fix --interactive`: the questions of `review` on a terminal, file by file.
//!
//! crossterm gives keys as they are pressed, the size of the terminal and the alternate screen on every system, and no more
//! than that: what a question looks like and what an answer does is code of ours that needs no terminal. `inquire` and
//! `dialoguer` ask one question of their own making at a time, `ratatui` brings widgets that a page of text has no use for.
//!
//! A file is written once its last question is answered, or when the session ends, whatever ends it: a key, a signal, a
//! terminal that is gone.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use std::{fs, process, thread};

use anyhow::bail;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::Print;
use crossterm::{cursor, execute, queue, terminal as screen};

use super::changed::Changed;
use super::check::{not_looked, nothing_left, sort_out};
use super::fix::Args;
use super::inputs::{self, Input, Inputs, Problem};
use super::terminal::{self, Output};
use super::{Status, checkers, guard};
use crate::diagnostic::Safety;
use crate::engine::{self, Checker};
use crate::fix::{Fixed, apply, fix_since};
use crate::output::count;
use crate::output::progress::{self, Progress};
use crate::po::charset::Decoded;
use crate::review::{
    Among, Ended, Face, Key, Lines, Plain, Review, Scope, Standing, Tally, Terminal, Window, hold,
};

/// How often is looked whether a signal came while nobody presses a key.
const PATIENCE: Duration = Duration::from_millis(100);

/// Set by a signal; who waits for keys looks at it.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// A file of the session.
struct Page {
    decoded: Decoded,
    fixed: Fixed,
    questions: usize,
}

/// What came of the session.
#[derive(Default)]
struct Session {
    tally: Tally,
    /// Files that were written, and the findings that safe fixes mended in them.
    written: usize,
    mended: usize,
    left: usize,
    problems: Vec<Problem>,
}

/// Asks and does it.
///
/// # Errors
/// Without a terminal, and when nothing could be done at all.
pub fn run(args: &Args, global: &super::args::Global) -> anyhow::Result<Status> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        bail!(
            "--interactive needs a terminal for standard input and standard output; use `polir fix` or `polir fix --diff`"
        );
    }
    let mut inputs = Inputs::find(&args.files, true)?;
    if inputs.all_excluded {
        return Ok(nothing_left());
    }
    if inputs.files.iter().any(|input| input.stdin) {
        bail!("--interactive cannot read a file from standard input; name a file");
    }
    let checkers = checkers::all(&inputs, &args.rules, false, false)?;
    let asked = args.entries.changed.as_deref();
    let changed = Changed::find(asked, &mut inputs, &checkers, global.quiet)?;
    let memory = Memory::find();
    let mut standing = Standing::default();
    if !args.again {
        standing.skipped = memory.read();
    }
    let rounds = Rounds {
        checkers: &checkers,
        changed: changed.as_ref(),
        only_unsure: args.only_unsure,
    };
    let progress = Progress::new(inputs.files.len(), global.quiet);
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let page = rounds.page(input, input.read()?)?;
        progress.tick();
        Ok(page)
    });
    progress.finish();
    let (pages, problems) = sort_out(&inputs, outcomes);
    let mut session = Session {
        problems,
        ..Session::default()
    };
    session.problems.extend(unlooked(&pages));
    catch_signals();
    let ended = {
        // Restores the terminal when it goes, however that comes about.
        let mut face = face(args)?;
        session.go(&rounds, pages, &mut *face, standing, &memory)
    };
    inputs::tell(&session.problems);
    if !global.quiet {
        terminal::note(&session.line());
    }
    match ended? {
        Ended::Interrupted => process::exit(guard::INTERRUPTED),
        Ended::Done | Ended::Quit => Ok(Status::Success.or_error(&session.problems)),
    }
}

/// What kept rules from looking.
fn unlooked(pages: &[(&Input, Page)]) -> Vec<Problem> {
    let reports: Vec<_> = pages
        .iter()
        .filter_map(|(input, page)| {
            Some(crate::output::Report {
                name: input.name.clone(),
                problem: Some(page.fixed.before.problem.clone()?),
                ..crate::output::Report::default()
            })
        })
        .collect();
    not_looked(&reports)
}

/// What holds for all files.
struct Rounds<'a> {
    checkers: &'a [Option<Checker>],
    changed: Option<&'a Changed>,
    only_unsure: bool,
}

impl Rounds<'_> {
    fn scope<'s>(&'s self, input: &'s Input, name: &'s str) -> Result<Scope<'s>, String> {
        let checker = self.checkers[input.configuration].as_ref();
        Ok(Scope {
            checker: checker.ok_or("it has no configuration")?,
            path: &input.relative,
            name,
            earlier: self.changed.and_then(|changed| changed.earlier(input)),
            only_unsure: self.only_unsure,
        })
    }

    /// A text with its safe fixes, and how many questions it brings.
    fn page(&self, input: &Input, decoded: Decoded) -> Result<Page, String> {
        let scope = self.scope(input, "")?;
        // It is there for the rules that compare files.
        let beside = self.changed.is_some() && scope.earlier.is_none();
        if beside || decoded.fault.is_some() {
            return Ok(Page {
                decoded,
                fixed: Fixed::default(),
                questions: 0,
            });
        }
        let Scope { checker, path, .. } = scope;
        let fixed = fix_since(checker, path, &decoded, Safety::Safe, scope.earlier);
        let text = apply(&decoded.text, &fixed.changes);
        let questions = scope.of(&text, &fixed.after().diagnostics).len();
        Ok(Page {
            decoded,
            fixed,
            questions,
        })
    }
}

impl Session {
    fn go(
        &mut self,
        rounds: &Rounds<'_>,
        pages: Vec<(&Input, Page)>,
        face: &mut dyn Face,
        mut standing: Standing,
        memory: &Memory,
    ) -> anyhow::Result<Ended> {
        let files = pages.len();
        let mut after: usize = pages.iter().map(|(_, page)| page.questions).sum();
        let mut before = 0;
        for (number, (input, mut page)) in pages.into_iter().enumerate() {
            after -= page.questions;
            // It may have been edited since it was read.
            if page.questions > 0 {
                match rounds.refresh(input, page) {
                    Ok(fresh) => page = fresh,
                    Err(message) => {
                        self.problem(input, message);
                        continue;
                    }
                }
            }
            let path = fs::canonicalize(&input.path).unwrap_or_else(|_| input.path.clone());
            let name = path.to_string_lossy();
            let scope = match rounds.scope(input, &name) {
                Ok(scope) => scope,
                Err(message) => {
                    self.problem(input, message);
                    continue;
                }
            };
            let mended: usize = page.fixed.mended().values().sum();
            let Page { decoded, fixed, .. } = page;
            let mut review = Review::new(scope, &decoded, fixed, standing);
            let among = Among {
                file: &input.name,
                files: (number + 1, files),
                before,
                after,
            };
            let ended = hold(&mut review, face, among);
            let done = review.end();
            before += done.answered();
            standing = done.standing;
            let written = if done.text == *decoded.text {
                Ok(())
            } else {
                guard::write(&input.path, &decoded, &done.text)
            };
            match written {
                Ok(()) => {
                    self.tally.add(done.tally);
                    let changed = done.text != *decoded.text;
                    self.written += usize::from(changed);
                    self.mended += if changed { mended } else { 0 };
                    memory.add(&done.skipped);
                    self.left += done.left;
                }
                Err(error) => self.problem(input, error.to_string()),
            }
            match ended {
                Ok(Ended::Done) => {}
                Ok(ended) => {
                    self.left += after;
                    return Ok(ended);
                }
                Err(error) => {
                    self.left += after;
                    return Err(error.into());
                }
            }
        }
        Ok(Ended::Done)
    }

    fn problem(&mut self, input: &Input, message: String) {
        self.problems.push(Problem {
            file: input.name.clone(),
            message,
        });
    }

    /// `12 accepted, 3 edited, 1 silenced, 4 skipped; 2 files written with 30 safe fixes; 9 questions left`.
    fn line(&self) -> String {
        let Tally {
            accepted,
            edited,
            silenced,
            skipped,
        } = self.tally;
        let answers = [
            (accepted, "accepted"),
            (edited, "edited"),
            (silenced, "silenced"),
            (skipped, "skipped"),
        ];
        let answers = answers.iter().filter(|(number, _)| *number > 0);
        let answers: Vec<String> = answers
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        let mut parts = if answers.is_empty() {
            vec!["no question answered".to_owned()]
        } else {
            vec![answers.join(", ")]
        };
        let safe = match self.mended {
            0 => String::new(),
            1 => " with 1 safe fix".to_owned(),
            mended => format!(" with {mended} safe fixes"),
        };
        parts.push(format!("{} written{safe}", count(self.written, "file")));
        if self.left > 0 {
            parts.push(format!(
                "{} left, run again to go on",
                count(self.left, "question")
            ));
        }
        parts.join("; ")
    }
}

impl Rounds<'_> {
    /// The page again, where the file is another one now.
    fn refresh(&self, input: &Input, page: Page) -> Result<Page, String> {
        let again = input.read()?;
        if *again.text == *page.decoded.text && again.charset() == page.decoded.charset() {
            return Ok(page);
        }
        self.page(input, again)
    }
}

/// From now on a signal is an answer, and a second one ends the program at once.
fn catch_signals() {
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            restore();
            process::exit(guard::INTERRUPTED);
        }
    });
}

/// Who asks on this terminal.
fn face(args: &Args) -> io::Result<Box<dyn Face>> {
    let _ = args;
    let output = Output::stdout();
    let (colour, width) = (output.colour, output.width);
    drop(output);
    let dumb = progress::is_dumb();
    Ok(if dumb {
        Box::new(Plain::new(Typed::new(), io::stdout(), colour, width))
    } else {
        Box::new(Window::new(Console::new()?, colour))
    })
}

/// Lines that are typed. They are read apart, so that a signal can be answered meanwhile.
struct Typed(Receiver<io::Result<String>>);

impl Typed {
    fn new() -> Typed {
        let (sender, receiver) = channel();
        thread::spawn(move || {
            for line in io::stdin().lines() {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Typed(receiver)
    }
}

impl Lines for Typed {
    fn line(&mut self) -> io::Result<Option<String>> {
        loop {
            if INTERRUPTED.load(Ordering::SeqCst) {
                return Ok(None);
            }
            match self.0.recv_timeout(PATIENCE) {
                Ok(line) => return line.map(Some),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
            }
        }
    }
}

/// The terminal, as long as it is not as it was.
struct Console(());

impl Console {
    fn new() -> io::Result<Console> {
        let console = Console(());
        screen::enable_raw_mode()?;
        execute!(
            io::stdout(),
            screen::EnterAlternateScreen,
            event::EnableBracketedPaste,
            cursor::Hide
        )?;
        Ok(console)
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        restore();
    }
}

/// Makes the terminal what it was before. Nobody can be told when that fails.
fn restore() {
    let _ = execute!(
        io::stdout(),
        event::DisableBracketedPaste,
        screen::LeaveAlternateScreen,
        cursor::Show
    );
    let _ = screen::disable_raw_mode();
}

impl Terminal for Console {
    fn size(&self) -> (usize, usize) {
        let (columns, rows) = screen::size().unwrap_or((80, 24));
        (usize::from(columns).max(20), usize::from(rows).max(8))
    }

    fn show(&mut self, lines: &[String], at: Option<(usize, usize)>) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        queue!(out, cursor::Hide)?;
        for (row, line) in (0..).zip(lines) {
            queue!(
                out,
                cursor::MoveTo(0, row),
                Print(line),
                screen::Clear(screen::ClearType::UntilNewLine)
            )?;
        }
        queue!(out, screen::Clear(screen::ClearType::FromCursorDown))?;
        if let Some((row, column)) = at {
            let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
            queue!(out, cursor::MoveTo(place(column), place(row)), cursor::Show)?;
        }
        out.flush()
    }

    fn key(&mut self) -> io::Result<Key> {
        loop {
            if INTERRUPTED.load(Ordering::SeqCst) {
                return Ok(Key::Interrupt);
            }
            if !event::poll(PATIENCE)? {
                continue;
            }
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => return Ok(of(key)),
                Event::Paste(text) => return Ok(Key::Paste(text)),
                Event::Resize(..) => return Ok(Key::Resize),
                _ => {}
            }
        }
    }
}

/// What a key means.
fn of(key: KeyEvent) -> Key {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        // AltGr is both on some systems, and writes.
        KeyCode::Char('c') if ctrl && !alt => Key::Interrupt,
        KeyCode::Char(' ') if alt => Key::NoBreakSpace,
        KeyCode::Char('b') if alt && !ctrl => Key::WordLeft,
        KeyCode::Char('f') if alt && !ctrl => Key::WordRight,
        KeyCode::Char(c) if ctrl && !alt => Key::Ctrl(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left if ctrl || alt => Key::WordLeft,
        KeyCode::Right if ctrl || alt => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => Key::Other,
    }
}

/// The fingerprints of what was skipped, in a file of the user's own: a line for each.
struct Memory(Option<PathBuf>);

impl Memory {
    fn find() -> Memory {
        let set = |name: &str| {
            let path = PathBuf::from(std::env::var_os(name)?);
            path.is_absolute().then_some(path)
        };
        let home = || Some(set("HOME")?.join(".local").join("state"));
        let folder = set("XDG_STATE_HOME")
            .or_else(|| set("LOCALAPPDATA"))
            .or_else(home);
        Memory(folder.map(|folder| folder.join("polir").join("skipped")))
    }

    fn read(&self) -> HashSet<u128> {
        let read = |path: &Path| fs::read_to_string(path).ok();
        let text = self.0.as_deref().and_then(read).unwrap_or_default();
        let number = |line: &str| u128::from_str_radix(line, 16).ok();
        text.lines().filter_map(number).collect()
    }

    /// Adds some. Where that fails they are asked again next time, which harms nobody.
    fn add(&self, skipped: &[u128]) {
        let Some(path) = self.0.as_deref().filter(|_| !skipped.is_empty()) else {
            return;
        };
        let lines: String = skipped.iter().map(|one| format!("{one:032x}\n")).collect();
        let write = || -> io::Result<()> {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(path)?;
            file.write_all(lines.as_bytes())
        };
        let _ = write();
    }
}
