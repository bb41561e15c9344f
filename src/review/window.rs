//! Questions on a whole screen, answered with single keys.
//!
//! What the terminal does stands behind a small trait, so that tests can press keys and read screens.

use std::io;

use super::draw::{self, Style};
use super::editor::Editor;
use super::{Answer, Asked, Face, Order, Question};
use crate::fix::difference;

/// A key, as far as it means something here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Alt and the space bar.
    NoBreakSpace,
    /// Text from the clipboard.
    Paste(String),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// Up.
    Up,
    /// Down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// The terminal has another size.
    Resize,
    /// Ctrl-C, or a signal.
    Interrupt,
    /// One that means nothing.
    Other,
}

/// A terminal that can be drawn on.
pub trait Terminal {
    /// Its columns and rows.
    fn size(&self) -> (usize, usize);
    /// Shows lines from the top on, no more of them than there are rows, and the cursor (row and column) if there is one.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn show(&mut self, lines: &[String], cursor: Option<(usize, usize)>) -> io::Result<()>;
    /// Waits for a key.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn key(&mut self) -> io::Result<Key>;
}

/// Questions on a terminal.
pub struct Window<T> {
    terminal: T,
    colour: bool,
}

/// What stands below the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Question,
    All,
    Help,
}

impl<T: Terminal> Window<T> {
    /// On this terminal.
    pub fn new(terminal: T, colour: bool) -> Window<T> {
        Window { terminal, colour }
    }

    /// The terminal.
    pub fn terminal(&self) -> &T {
        &self.terminal
    }

    fn style(&self) -> Style {
        Style::new(self.colour, self.terminal.size().0)
    }

    /// Shows a header, what fits of `body` from line `from` on, and a footer at the bottom; how far one can scroll.
    fn show(
        &mut self,
        asked: &Asked<'_>,
        body: &[String],
        footer: &[String],
        from: usize,
        cursor: Option<(usize, usize)>,
    ) -> io::Result<usize> {
        let style = self.style();
        let rows = self.terminal.size().1;
        let [title, bar] = draw::header(asked, style);
        let mut lines = vec![title, bar];
        let room = rows.saturating_sub(lines.len() + footer.len() + 2).max(1);
        let last = body.len().saturating_sub(room);
        let from = from.min(last);
        lines.extend(body.iter().skip(from).take(room).cloned());
        lines.resize(room + 2, String::new());
        let more = match (from > 0, from < last) {
            (true, true) => " more above and below ",
            (true, false) => " more above ",
            (false, true) => " more below ",
            (false, false) => "",
        };
        lines.push(String::new());
        lines.push(style.paint.with("2", &format!("{more:─<0$}", style.width)));
        lines.extend(footer.iter().cloned());
        // What has no room at all is not shown.
        lines.truncate(rows.max(1));
        let cursor = cursor.map(|(row, column)| (row + 2 - from.min(row + 2), column));
        self.terminal.show(&lines, cursor)?;
        Ok(last)
    }

    /// Lets the text be edited; `None` when that was given up.
    fn edit(
        &mut self,
        asked: &Asked<'_>,
        chosen: usize,
    ) -> io::Result<Result<Option<String>, Answer>> {
        let question = asked.question;
        let (text, at) = beginning(question, chosen);
        let mut editor = Editor::new(text, at);
        loop {
            let style = self.style();
            let width = style.width - 3;
            let laid = editor.lay(width);
            let mut body = draw::sources(question, style);
            let above = body.len();
            body.extend(laid.lines.iter().map(|line| format!("  {line}")));
            let cursor = (above + laid.cursor.0, laid.cursor.1 + 2);
            let footer = draw::keys_of_editor(style);
            let rows = self.terminal.size().1;
            let room = rows.saturating_sub(footer.len() + 4).max(1);
            // The cursor is always in sight, with a line below it.
            let from = (cursor.0 + 2).saturating_sub(room);
            self.show(asked, &body, &footer, from, Some(cursor))?;
            match self.terminal.key()? {
                Key::Char(c) => editor.insert(c.encode_utf8(&mut [0; 4])),
                Key::Ctrl('j') => editor.insert("\n"),
                Key::NoBreakSpace => editor.insert("\u{a0}"),
                Key::Paste(text) => editor.insert(&text),
                Key::Enter => return Ok(Ok(Some(editor.text().to_owned()))),
                Key::Escape => return Ok(Ok(None)),
                Key::Interrupt => return Ok(Err(Answer::Interrupt)),
                Key::Backspace | Key::Ctrl('h') => editor.backspace(),
                Key::Delete | Key::Ctrl('d') => editor.delete(),
                Key::Left | Key::Ctrl('b') => editor.left(),
                Key::Right | Key::Ctrl('f') => editor.right(),
                Key::WordLeft => editor.word_left(),
                Key::WordRight => editor.word_right(),
                Key::Home | Key::Ctrl('a') => editor.home(),
                Key::End | Key::Ctrl('e') => editor.end(),
                Key::Up => editor.vertical(false, width),
                Key::Down => editor.vertical(true, width),
                Key::Ctrl('w') => editor.delete_word(),
                Key::Ctrl('u') => editor.delete_to_start(),
                Key::Ctrl('k') => editor.delete_to_end(),
                _ => {}
            }
        }
    }
}

/// The text that is edited, and where the cursor is first: behind what changes, or what is wrong.
fn beginning(question: &Question, chosen: usize) -> (String, usize) {
    match question.proposals.get(chosen) {
        Some(proposal) => {
            let edit = difference(&question.text, &proposal.text);
            let end = edit.span.start + edit.text.len();
            // Two words may end alike.
            let rest = proposal.text[end..].trim_start_matches(char::is_alphanumeric);
            (proposal.text.clone(), proposal.text.len() - rest.len())
        }
        None => (question.text.clone(), question.span.end),
    }
}

impl<T: Terminal> Face for Window<T> {
    fn ask(&mut self, asked: &Asked<'_>) -> io::Result<Answer> {
        let question = asked.question;
        let proposals = question.proposals.len();
        let (mut chosen, mut from, mut mode) = (0, 0, Mode::Question);
        loop {
            let style = self.style();
            let body = match mode {
                Mode::Help => draw::help(style),
                _ => draw::body(asked, chosen, style),
            };
            let footer = match mode {
                Mode::All => draw::keys_of_all(question, style),
                _ => draw::keys(question, style),
            };
            let last = self.show(asked, &body, &footer, from, None)?;
            let key = self.terminal.key()?;
            if key == Key::Interrupt {
                return Ok(Answer::Interrupt);
            }
            if mode == Mode::All {
                match key {
                    Key::Char('y') if question.finding.fix.is_some() => {
                        return Ok(Answer::All(Order::Accept));
                    }
                    Key::Char('n') => return Ok(Answer::All(Order::Skip)),
                    Key::Char('i') if question.silenceable => {
                        return Ok(Answer::All(Order::Silence));
                    }
                    Key::Escape | Key::Char('q' | 'b' | 'a') => mode = Mode::Question,
                    _ => {}
                }
                continue;
            }
            if mode == Mode::Help {
                // Any key closes the help; only those that scroll it do not.
                match key {
                    Key::Up => from = from.min(last).saturating_sub(1),
                    Key::Down => from = (from + 1).min(last),
                    Key::Resize => {}
                    _ => (mode, from) = (Mode::Question, 0),
                }
                continue;
            }
            match key {
                Key::Char('y') | Key::Enter => {
                    if let Some(proposal) = question.proposals.get(chosen) {
                        return Ok(Answer::Accept(proposal.clone()));
                    }
                }
                Key::Char(digit @ '1'..='9') => {
                    let number = digit as usize - '1' as usize;
                    if number < proposals {
                        chosen = number;
                    }
                }
                Key::Tab | Key::Right if proposals > 0 => chosen = (chosen + 1) % proposals,
                Key::BackTab | Key::Left if proposals > 0 => {
                    chosen = (chosen + proposals - 1) % proposals;
                }
                Key::Char('e') if question.editable => match self.edit(asked, chosen)? {
                    Ok(Some(text)) => return Ok(Answer::Write(text)),
                    Ok(None) => {}
                    Err(answer) => return Ok(answer),
                },
                Key::Char('n' | ' ') => return Ok(Answer::Skip),
                Key::Char('i') if question.silenceable => return Ok(Answer::Silence),
                Key::Char('a') => mode = Mode::All,
                Key::Char('b') | Key::Backspace => return Ok(Answer::Back),
                Key::Char('q') => return Ok(Answer::Quit),
                Key::Char('?' | 'h') => (mode, from) = (Mode::Help, 0),
                Key::Up => from = from.min(last).saturating_sub(1),
                Key::Down => from = (from + 1).min(last),
                Key::PageUp => from = from.min(last).saturating_sub(10),
                Key::PageDown => from = (from + 10).min(last),
                _ => {}
            }
        }
    }
}
