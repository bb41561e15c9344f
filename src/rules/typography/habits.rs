//! What the translators of a file do where their language leaves a choice: counted once a file, when a rule first asks.

use super::ending::{Class, bracket_open, ending};
use crate::po::{Entry, Parser};
use crate::rules::Message;

/// How often something was kept, and how often not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) kept: usize,
    pub(super) lost: usize,
}

/// The habits of a file's translators.
#[derive(Debug, Clone, Default)]
pub struct Habits {
    /// Final stops of the source: of sentences, and of those that end with a closing bracket in the translation.
    stops: [Tally; 2],
    /// The marks that end the sentences of the translations, with how many.
    marks: Vec<(char, usize)>,
}

impl Habits {
    /// Those of the file in which `message` stands.
    pub(super) fn of<'m>(message: &Message<'m>) -> &'m Habits {
        message.file.habits.get_or_init(|| Habits::count(message))
    }

    /// What becomes of final stops, behind a closing bracket or elsewhere.
    pub(super) fn stops(&self, bracketed: bool) -> Tally {
        self.stops[usize::from(bracketed)]
    }

    /// The mark that ends most sentences, and whether hardly any ends with another.
    pub(super) fn stop(&self) -> Option<(char, bool)> {
        let all: usize = self.marks.iter().map(|(_, count)| count).sum();
        let (mark, most) = self.marks.iter().max_by_key(|(_, count)| *count)?;
        Some((*mark, (all - most) * 19 <= *most))
    }

    fn count(message: &Message<'_>) -> Habits {
        let mut habits = Habits::default();
        let mut parser = Parser::new(message.entry.file());
        let mut entry = Entry::default();
        while parser.read(&mut entry) {
            parser.faults.clear();
            if entry.obsolete || entry.fuzzy || entry.is_header() {
                continue;
            }
            let (Some(source), Some(text)) = (entry.msgid(), entry.translations().next()) else {
                continue;
            };
            let text = entry.text(text).decode();
            if text.is_empty() || text == source {
                continue;
            }
            habits.add(message, &source, &text);
        }
        habits
    }

    fn add(&mut self, message: &Message<'_>, source: &str, text: &str) {
        let language = message.file.typography;
        if ending(source, None).class != Class::Stop {
            return;
        }
        let end = ending(text, language);
        let bracketed = bracket_open(&text[..end.end]).is_some();
        match end.class {
            Class::Word => self.stops[usize::from(bracketed)].lost += 1,
            Class::Stop => {
                let closed = bracketed || text[..end.at].ends_with([')', '）']);
                self.stops[usize::from(closed)].kept += 1;
                if let Some(mark) = text[end.at..].chars().next() {
                    match self.marks.iter_mut().find(|(known, _)| *known == mark) {
                        Some((_, count)) => *count += 1,
                        None => self.marks.push((mark, 1)),
                    }
                }
            }
            _ => {}
        }
    }
}
