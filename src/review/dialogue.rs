//! Questions and answers, until a file has no question left or a person has had enough.

use std::io;

use super::{Order, Proposal, Question, Review};

/// What a person says to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Do this.
    Accept(Proposal),
    /// The string is to say this.
    Write(String),
    /// Not now.
    Skip,
    /// It is right here: silence it.
    Silence,
    /// The same for every finding of its rule.
    All(Order),
    /// The last answer was wrong.
    Back,
    /// Enough for today.
    Quit,
    /// The program is told to end.
    Interrupt,
}

/// A question, and where in the session it stands.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// The file.
    pub file: &'a str,
    /// Which file of how many, from 1 on.
    pub files: (usize, usize),
    /// Which question, from 1 on, of how many.
    pub number: (usize, usize),
    /// What came of the last answer, where that has to be told.
    pub note: Option<&'a str>,
}

/// Who asks.
pub trait Face {
    /// Shows a question and waits for the answer.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn ask(&mut self, asked: &Asked<'_>) -> io::Result<Answer>;
}

/// How the questions about a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// There was none left.
    Done,
    /// By `q`.
    Quit,
    /// By a signal.
    Interrupted,
}

/// Where the questions of a file stand among all of them.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    /// The file.
    pub file: &'a str,
    /// Which file of how many, from 1 on.
    pub files: (usize, usize),
    /// How many questions were answered in the files before.
    pub before: usize,
    /// How many there are in the files that follow.
    pub after: usize,
}

/// Asks until nothing is left. What was answered stays with `review`, however it ends.
///
/// # Errors
/// What [`Face::ask`] says.
pub fn hold(review: &mut Review<'_>, face: &mut dyn Face, among: Among<'_>) -> io::Result<Ended> {
    let mut note: Option<String> = None;
    review.obey();
    while let Some(question) = review.question() {
        let number = among.before + review.answered() + 1;
        let asked = Asked {
            question: &question,
            file: among.file,
            files: among.files,
            number: (number, number - 1 + review.left() + among.after),
            note: note.as_deref(),
        };
        let outcome = match face.ask(&asked)? {
            Answer::Accept(proposal) => review.accept(&proposal),
            Answer::Write(text) => review.write(&question, &text),
            Answer::Silence => review.silence(),
            Answer::Skip => {
                review.skip();
                Ok(())
            }
            Answer::All(order) => {
                review.order(order);
                Ok(())
            }
            Answer::Back if review.back() => Ok(()),
            Answer::Back => Err("this is the first answer of the file".to_owned()),
            Answer::Quit => return Ok(Ended::Quit),
            Answer::Interrupt => return Ok(Ended::Interrupted),
        };
        // An answer may bring about what an order is about.
        review.obey();
        note = outcome.err();
    }
    Ok(Ended::Done)
}
