//! Questions one below the other, answered with lines: for terminals that cannot move a cursor, and for screen readers.

use std::io::{self, Write};

use super::draw::{self, Style};
use super::{Answer, Asked, Face, Order, Question};
use crate::diagnostic::Edit;
use crate::fix::difference;
use crate::po::writer::edited;

/// Where answers come from.
pub trait Lines {
    /// Waits for a line; `None` when there will be none.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn line(&mut self) -> io::Result<Option<String>>;
}

/// Questions on paper, so to speak.
pub struct Plain<L, W> {
    lines: L,
    out: W,
    style: Style,
}

impl<L: Lines, W: Write> Plain<L, W> {
    /// With this many columns.
    pub fn new(lines: L, out: W, colour: bool, width: usize) -> Plain<L, W> {
        Plain {
            lines,
            out,
            style: Style::new(colour, width),
        }
    }

    /// What was written to.
    pub fn into_out(self) -> W {
        self.out
    }

    fn say(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    fn prompt(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.out, "{prompt} ")?;
        self.out.flush()?;
        self.lines.line()
    }

    /// Asks for the words that take the place of those that the proposal changes, or that are wrong: a line cannot be edited
    /// here.
    fn edit(&mut self, question: &Question, chosen: usize) -> io::Result<Option<String>> {
        let span = match question.proposals.get(chosen) {
            Some(proposal) => difference(&question.text, &proposal.text).span,
            None => question.span,
        };
        // Whole words, so that they can be told.
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let text = &question.text;
        let start = text[..span.start].trim_end_matches(in_word).len();
        let end = text.len() - text[span.end..].trim_start_matches(in_word).len();
        let words = draw::line(&text[start..end]);
        let prompt = format!("words in the place of \"{words}\" (empty: cancel):");
        let Some(new) = self.prompt(&prompt)? else {
            return Ok(None);
        };
        if new.is_empty() {
            return Ok(None);
        }
        let edit = Edit {
            span: (start..end).into(),
            text: new.chars().filter(|c| !c.is_control()).collect(),
        };
        Ok(Some(edited(text, &[edit])))
    }
}

impl<L: Lines, W: Write> Face for Plain<L, W> {
    fn ask(&mut self, asked: &Asked<'_>) -> io::Result<Answer> {
        let question = asked.question;
        let mut chosen = 0;
        let mut show = true;
        loop {
            if show {
                let (number, total) = asked.number;
                writeln!(self.out, "\n({number} of {total})")?;
                let body = draw::body(asked, chosen, self.style);
                self.say(&body)?;
                writeln!(self.out)?;
            }
            let keys = draw::keys(question, self.style);
            self.say(&keys)?;
            show = false;
            let Some(line) = self.prompt(">")? else {
                return Ok(Answer::Interrupt);
            };
            match line.trim() {
                "y" => {
                    if let Some(proposal) = question.proposals.get(chosen) {
                        return Ok(Answer::Accept(proposal.clone()));
                    }
                }
                "e" if question.editable => {
                    if let Some(text) = self.edit(question, chosen)? {
                        return Ok(Answer::Write(text));
                    }
                }
                "n" => return Ok(Answer::Skip),
                "i" if question.silenceable => return Ok(Answer::Silence),
                "a" => {
                    let keys = draw::keys_of_all(question, self.style);
                    self.say(&keys)?;
                    match self.prompt(">")?.unwrap_or_default().trim() {
                        "y" if question.finding.fix.is_some() => {
                            return Ok(Answer::All(Order::Accept));
                        }
                        "n" => return Ok(Answer::All(Order::Skip)),
                        "i" if question.silenceable => return Ok(Answer::All(Order::Silence)),
                        _ => {}
                    }
                }
                "b" => return Ok(Answer::Back),
                "q" => return Ok(Answer::Quit),
                "?" => {
                    let help = draw::help(self.style);
                    self.say(&help)?;
                }
                digit => {
                    if let Some(number) = digit.parse::<usize>().ok().and_then(|n| n.checked_sub(1))
                        && number < question.proposals.len()
                    {
                        (chosen, show) = (number, true);
                    }
                }
            }
        }
    }
}
