//! What the translators of a file do where their language leaves a choice: counted once a file, when a rule first asks.

use memchr::memmem;

use super::ending::{Class, bracket_open, ending};
use super::prose::after;
use crate::find;
use crate::po::{Entry, Parser};
use crate::rules::Message;

/// How often something was kept, and how often not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::rules) struct Tally {
    pub(in crate::rules) kept: usize,
    pub(in crate::rules) lost: usize,
}

impl Tally {
    /// Whether it is kept but for slips: no more than one in ten is lost; where there are few, one in six, or two at all.
    /// Where more are, the translators mean it.
    pub(super) fn is_kept(self) -> bool {
        self.lost <= 2
            || self.lost * 9 <= self.kept
            || (self.lost <= 10 && self.lost * 5 <= self.kept)
    }

    /// Whether it is kept for certain: there are so many `times`, and no more than one in them is lost.
    pub(super) fn is_sure(self, times: usize) -> bool {
        self.kept >= times && self.lost * times <= self.kept
    }

    /// Whether it is kept four times in five.
    pub(in crate::rules) fn is_mostly_kept(self) -> bool {
        self.kept > 0 && self.lost * 4 <= self.kept
    }

    /// Whether it hardly ever is: no more than once in fourteen times, and not by chance in a few.
    pub(super) fn is_given_up(self) -> bool {
        self.lost >= 8 && self.kept * 13 <= self.lost
    }
}

/// The habits of a file's translators.
#[derive(Debug, Clone, Default)]
pub struct Habits {
    /// Final stops of the source: of sentences, and of those that end with a closing bracket in the translation.
    stops: [Tally; 2],
    /// The marks that end the sentences of the translations, with how many.
    marks: Vec<(char, usize)>,
    /// Sources without a mark at their end: translated without one, and with a full stop.
    pub(super) added: Tally,
    /// Marks behind Han and kana, in the order of [`WIDE`]: full-width, and half-width.
    pub(super) wide: [Tally; WIDE.len()],
    /// Full-width marks within a text: without a blank behind them, and with one.
    pub(super) blanks: Tally,
    /// Marks behind words, in the order of [`GAPS`]: at the word, and behind a blank.
    gaps: [Tally; GAPS.len()],
    /// What stands before `:`, `;`, `!` and `?`: a no-break space, and one that breaks.
    pub(super) breaks: Tally,
    /// The same: a space of either kind, and none.
    pub(super) spaces: Tally,
    /// Messages that quote: with the language's own marks, and with straight ones.
    pub(super) quotes: Tally,
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

    /// What stands before `mark`, one of [`GAPS`] or of its like in another script.
    pub(super) fn gap(&self, mark: &str) -> Tally {
        let half = half_width(mark);
        let place = GAPS.iter().position(|known| half.starts_with(*known));
        place.map_or(Tally::default(), |place| self.gaps[place])
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
        self.add_gaps(text, language.map_or(&[], |table| table.tight));
        if let Some(table) = language {
            if !table.spaced {
                self.add_wide(text);
            }
            if table.quotes.iter().any(|(open, _)| text.contains(*open)) {
                self.quotes.kept += 1;
            } else if text.contains('"') {
                self.quotes.lost += 1;
            }
        }
        if ending(source, None).class == Class::Word {
            match ending(text, language).class {
                Class::Word => self.added.kept += 1,
                Class::Stop => self.added.lost += 1,
                _ => {}
            }
        }
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

    /// Counts what stands before marks that end a word, and inside brackets.
    fn add_gaps(&mut self, text: &str, tight: &[&str]) {
        let bytes = text.as_bytes();
        for at in find::all([b'('], bytes) {
            // What the blank behind an opening bracket is to it, that before a mark is to the mark.
            let place = GAPS.len() - 1;
            if bytes.get(at + 1) == Some(&b' ') {
                self.gaps[place].lost += 1;
            } else {
                self.gaps[place].kept += 1;
            }
        }
        let mut count = |mark: &str, at: usize| {
            let Some(place) = GAPS.iter().position(|known| mark.starts_with(*known)) else {
                return;
            };
            if blank_before(bytes, at) {
                self.gaps[place].lost += 1;
            } else {
                self.gaps[place].kept += 1;
            }
        };
        let (mut hard, mut soft, mut none) = (0, 0, 0);
        for at in find::all(*b",.:;!?", bytes) {
            if after(text, at + 1).is_some_and(|c| !c.is_whitespace()) {
                continue;
            }
            count(&text[at..], at);
            if !matches!(bytes[at], b',' | b'.') {
                match bytes[..at] {
                    [.., b' '] => soft += 1,
                    [.., 0xc2, 0xa0] | [.., 0xe2, 0x80, 0xaf] => hard += 1,
                    [.., last] if last.is_ascii_alphabetic() || last > 0x7f => none += 1,
                    _ => {}
                }
            }
        }
        for sign in tight {
            for at in memmem::find_iter(bytes, sign) {
                count(half_width(sign), at);
            }
        }
        self.breaks.kept += hard;
        self.breaks.lost += soft;
        self.spaces.kept += hard + soft;
        self.spaces.lost += none;
    }

    /// Counts the marks beside Han and kana, and the blanks behind full-width ones.
    fn add_wide(&mut self, text: &str) {
        let mut last = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek();
            for (tally, (half, wide)) in self.wide.iter_mut().zip(WIDE) {
                if c == wide {
                    tally.kept += 1;
                    match next {
                        Some(' ') => self.blanks.lost += 1,
                        Some('\n') | None => {}
                        Some(_) => self.blanks.kept += 1,
                    }
                } else if c == half && is_wide_script(last) {
                    tally.lost += 1;
                }
            }
            last = c;
        }
    }
}

/// Marks that have a half-width and a full-width form, and full-width ones that have no other.
pub(super) const WIDE: [(char, char); 7] = [
    (',', '，'),
    (';', '；'),
    (':', '：'),
    ('!', '！'),
    ('?', '？'),
    ('\0', '。'),
    ('\0', '、'),
];

/// Marks whose gap is counted, and the bracket.
const GAPS: [char; 7] = [',', '.', ':', ';', '!', '?', '('];

/// What a mark of another script is among those of ours.
pub(super) fn half_width(mark: &str) -> &str {
    match mark {
        "，" | "、" | "،" => ",",
        "。" => ".",
        "：" => ":",
        "；" | "؛" => ";",
        "！" => "!",
        "？" | "؟" => "?",
        mark => mark,
    }
}

/// Whether a space, breakable or not, ends before the byte `at`.
pub(super) fn blank_before(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes[..at],
        [.., b' '] | [.., 0xc2, 0xa0] | [.., 0xe2, 0x80, 0xaf]
    )
}

/// Whether a character is Han or kana.
pub(super) fn is_wide_script(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}
