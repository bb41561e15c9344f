//! What the translators of a file do where their language leaves a choice: counted once a file, when a rule first asks.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use memchr::memmem;

use super::ending::{Class, bracket_open, ending, holds_foreign_stop};
use super::prose::{after, before, chunk_end, chunk_start, has_turned_word};
use crate::diagnostic::Span;
use crate::find;
use crate::lang::typography::{Gap, Gaps, Stop, Typography};
use crate::po::{Entry, Parser};
use crate::rules::Message;

/// How often something was kept, and how often not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::rules) struct Tally {
    pub(in crate::rules) kept: usize,
    pub(in crate::rules) lost: usize,
}

impl Tally {
    fn add(&mut self, kept: bool) {
        if kept {
            self.kept += 1;
        } else {
            self.lost += 1;
        }
    }

    /// Whether it is kept at least `kept` times where it is lost `lost` times; one or two are no habit. Where most are to be
    /// kept and few are lost, half as often will do: those may be slips. Where it is not kept, the translators mean it.
    pub(super) fn is_kept(self, kept: usize, lost: usize) -> bool {
        let few = if kept > lost && self.lost <= 10 { 2 } else { 1 };
        self.lost <= 2 || self.lost * kept <= self.kept * lost * few
    }

    /// Whether it is lost as often as it is kept, and more than once.
    pub(super) fn is_open(self) -> bool {
        self.lost > 1 && self.kept <= self.lost
    }

    /// Whether it is kept for certain: so many `times`, and lost no more than once for each of them.
    pub(super) fn is_sure(self, times: usize) -> bool {
        self.kept >= times && self.lost * times <= self.kept
    }

    /// Whether it is kept four times in five.
    pub(in crate::rules) fn is_mostly_kept(self) -> bool {
        self.kept > 0 && self.lost * 4 <= self.kept
    }
}

/// What a final stop stands behind: translators have a habit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StopKind {
    /// A sentence.
    Sentence,
    /// A closing bracket, in the translation.
    Bracket,
    /// One line that begins with a small letter: what an option does, what has gone wrong.
    Phrase,
}

impl StopKind {
    /// That of a source whose translation ends with a closing bracket, or not.
    pub(super) fn of(source: &str, bracketed: bool) -> StopKind {
        if bracketed {
            StopKind::Bracket
        } else if source.starts_with(|c: char| c.is_ascii_lowercase())
            && !source.trim_end().contains('\n')
        {
            StopKind::Phrase
        } else {
            StopKind::Sentence
        }
    }
}

/// What stands between words and their marks, by the place of the mark in [`SPACED`] and a digest of the word.
type Words = HashMap<(usize, u64), Tally, FixedState>;

/// The habits of a file's translators.
#[derive(Debug, Clone, Default)]
pub struct Habits {
    /// Final stops of the source, by [`StopKind`].
    stops: [Tally; 3],
    /// The marks that end the sentences of the translations, with how many.
    marks: Vec<(char, usize)>,
    /// Sources without a mark at their end: translated without one, and with a full stop.
    pub(super) added: Tally,
    /// Marks behind Han and kana, in the order of [`WIDE`]: full-width, and half-width.
    pub(super) wide: [Tally; WIDE.len()],
    /// Full-width marks within a text, in the order of [`WIDE`]: without a blank behind them, and with one.
    pub(super) blanks: [Tally; WIDE.len()],
    /// Marks by what stands [before](Before) them, in the order of [`GAPS`]: at it, and behind a blank.
    gaps: [[Tally; GAPS.len()]; 3],
    /// Marks set off from their word, in the order of [`SPACED`]: words behind which a no-break space stands more often than
    /// not, and others. A prefix that stands a hundred times (`error :`) is one word.
    spaces: [Tally; SPACED.len()],
    /// Sources that end with a blank, by the mark before it in the order of [`EDGES`], and with a word; those that begin
    /// with one. Translated with it, and without.
    edges: [Tally; EDGES.len() + 2],
    /// Sources that end without a blank: with translations that do so too, and with others; all, and by the last character
    /// of the translation.
    bare_ends: Tally,
    bare_ends_behind: HashMap<char, Tally, FixedState>,
    /// Lists whose items have lost their final stops, bytes of the file.
    bare: Vec<Span>,
    /// Messages of Hebrew in the order in which it is seen: see [`has_turned_word`].
    turned: usize,
    /// Messages that quote: with the language's own marks, and with straight ones.
    pub(super) quotes: Tally,
}

impl Habits {
    /// Those of the file in which `message` stands.
    pub(super) fn of<'m>(message: &Message<'m>) -> &'m Habits {
        message.file.habits.get_or_init(|| Habits::count(message))
    }

    /// Whether the file's Hebrew is written in the order in which it is seen.
    pub(super) fn is_turned(&self) -> bool {
        self.turned > 2
    }

    /// What becomes of final stops of a kind.
    pub(super) fn stops(&self, kind: StopKind) -> Tally {
        self.stops[kind as usize]
    }

    /// Whether the entry at `span` is an item of a list whose items have lost their final stops: three or more, and none
    /// between them that has kept its own.
    pub(super) fn is_bare(&self, span: Span) -> bool {
        let next = self.bare.partition_point(|bare| bare.end <= span.start);
        self.bare
            .get(next)
            .is_some_and(|bare| bare.start <= span.start)
    }

    /// What stands before `mark`, one of [`GAPS`] or of its like in another script, `behind` what it stands.
    pub(super) fn gap(&self, mark: &str, behind: Before) -> Tally {
        let half = half_width(mark);
        let place = GAPS.iter().position(|known| half.starts_with(*known));
        place.map_or(Tally::default(), |place| self.gaps[behind as usize][place])
    }

    /// Whether the translators set `mark`, one of [`SPACED`], off by a no-break space in one place of three; where it is too
    /// rare to tell, all of them. A mark that they do set off counts there as set off everywhere, as it is once it is mended:
    /// so mending one mark changes nothing of what is told of another.
    pub(super) fn is_spaced(&self, mark: &str) -> bool {
        let is_kept = |tally: Tally| tally.is_kept(1, 2);
        let is_rare = |tally: Tally| tally.kept + tally.lost <= 3;
        let own = SPACED
            .iter()
            .position(|known| known.contains(mark))
            .map_or(Tally::default(), |place| self.spaces[place]);
        if !is_rare(own) {
            return is_kept(own);
        }
        let mut all = Tally::default();
        for tally in self.spaces {
            let mended = if !is_rare(tally) && is_kept(tally) {
                tally.lost
            } else {
                0
            };
            all.kept += tally.kept + mended;
            all.lost += tally.lost - mended;
        }
        // Two places and no such space in the whole file: nobody there has ever typed one.
        is_kept(all) && !(all.kept == 0 && all.lost > 1)
    }

    /// Whether most translations end with a blank that their source has not, or most of those that end with `last` and few
    /// others: a character whose bytes in an old charset end like an escape wants one behind it.
    pub(super) fn gains_ends(&self, last: char) -> bool {
        let all = self.bare_ends;
        let own = self.bare_ends_behind.get(&last);
        all.is_open() && all.lost >= 10
            || own.is_some_and(|own| {
                own.lost >= 4 && own.kept * 2 <= own.lost && all.lost <= own.lost * 2
            })
    }

    /// What becomes of the blank at the beginning of sources.
    pub(super) fn start(&self) -> Tally {
        self.edges[EDGES.len() + 1]
    }

    /// What becomes of the blank behind `last` at the end of sources.
    pub(super) fn end(&self, last: char) -> Tally {
        self.edges[edge(last)]
    }

    /// The mark that ends most sentences of the file in which `message` stands, and whether hardly any ends with another.
    /// Where the language writes a full stop and the file holds no other, that is known without counting.
    pub(super) fn stop(message: &Message<'_>) -> Option<(char, bool)> {
        let file = message.file;
        let foreign = || holds_foreign_stop(message.entry.file());
        if file
            .typography
            .is_some_and(|table| table.stop == Stop::Kept('.'))
            && !file.foreign_stops.get_or_init(foreign)
        {
            return Some(('.', true));
        }
        let marks = &Habits::of(message).marks;
        let all: usize = marks.iter().map(|(_, count)| count).sum();
        let (mark, most) = marks.iter().max_by_key(|(_, count)| *count)?;
        Some((*mark, (all - most) * 19 <= *most))
    }

    fn count(message: &Message<'_>) -> Habits {
        let mut habits = Habits::default();
        let mut words = Words::default();
        let mut parser = Parser::new(message.entry.file());
        let mut entry = Entry::default();
        // The entries that have lost their stops since one kept its own, and how many they are.
        let mut row: Option<(Span, usize)> = None;
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
            match habits.add(message, &source, &text, &mut words) {
                Some(false) => {
                    let (start, count) = row.unwrap_or((entry.span, 0));
                    row = Some((Span::new(start.start, entry.span.end), count + 1));
                }
                Some(true) => habits.end_row(row.take()),
                // Labels between the items of a list say nothing of its stops.
                None => {}
            }
        }
        habits.end_row(row);
        for ((place, _), tally) in words {
            habits.spaces[place].add(tally.kept >= tally.lost);
        }
        habits
    }

    /// Three entries that have lost their stops, and none between them that kept its own, are a list: three slips of twenty
    /// stand so once in fifty files.
    fn end_row(&mut self, row: Option<(Span, usize)>) {
        self.bare
            .extend(row.filter(|(_, count)| *count > 2).map(|(span, _)| span));
    }

    /// Counts one message; whether its source's final stop is kept, if it has one.
    fn add(
        &mut self,
        message: &Message<'_>,
        source: &str,
        text: &str,
        words: &mut Words,
    ) -> Option<bool> {
        let language = message.file.typography;
        self.turned += usize::from(has_turned_word(text));
        self.add_edges(source, text);
        self.add_gaps(text, language);
        if let Some(table) = language {
            if !table.spaced {
                self.add_wide(text);
            }
            if matches!(table.gaps.colon, Gap::NoBreak | Gap::Maybe) {
                add_spaces(table.gaps, source, text, words);
            }
            if table.quotes.iter().any(|(open, _)| text.contains(*open)) {
                self.quotes.kept += 1;
            } else if text.contains('"') {
                self.quotes.lost += 1;
            }
        }
        let class = ending(source, None).class;
        if class == Class::Word {
            match ending(text, language).class {
                Class::Word => self.added.kept += 1,
                Class::Stop => self.added.lost += 1,
                _ => {}
            }
        }
        if class != Class::Stop {
            return None;
        }
        let end = ending(text, language);
        let bracketed = bracket_open(&text[..end.end]).is_some();
        match end.class {
            Class::Word => {
                self.stops[StopKind::of(source, bracketed) as usize].lost += 1;
                Some(false)
            }
            Class::Stop => {
                let closed = bracketed || text[..end.at].ends_with([')', '）']);
                self.stops[StopKind::of(source, closed) as usize].kept += 1;
                if let Some(mark) = text[end.at..].chars().next() {
                    match self.marks.iter_mut().find(|(known, _)| *known == mark) {
                        Some((_, count)) => *count += 1,
                        None => self.marks.push((mark, 1)),
                    }
                }
                Some(true)
            }
            _ => None,
        }
    }

    /// Counts the blanks at the edges of a source that its translation has too.
    fn add_edges(&mut self, source: &str, text: &str) {
        if source.starts_with(' ') {
            let kept = text.starts_with(char::is_whitespace);
            self.edges[EDGES.len() + 1].add(kept);
        }
        if source.ends_with(' ') {
            let last = source.trim_end().chars().next_back().unwrap_or(' ');
            let kept = text.ends_with(char::is_whitespace);
            self.edges[edge(last)].add(kept);
        } else if let Some(last) = text.trim_end_matches(' ').chars().next_back() {
            let kept = !text.ends_with(' ');
            self.bare_ends.add(kept);
            self.bare_ends_behind.entry(last).or_default().add(kept);
        }
    }

    /// Counts what stands before marks that end a word, and inside brackets.
    fn add_gaps(&mut self, text: &str, language: Option<&Typography>) {
        let bytes = text.as_bytes();
        for at in find::all([b'(', b')'], bytes) {
            // What the blank behind an opening bracket is to it, that before a mark is to the mark.
            let place = GAPS.len() - 2 + usize::from(bytes[at] == b')');
            let apart = match bytes[at] {
                b'(' => bytes.get(at + 1) == Some(&b' '),
                _ => blank_before(bytes, at),
            };
            self.gaps[0][place].add(!apart);
        }
        let mut count = |mark: &str, at: usize| {
            if let Some(place) = GAPS.iter().position(|known| mark.starts_with(*known)) {
                let behind = Before::of(text, at, language);
                self.gaps[behind as usize][place].add(!blank_before(bytes, at));
            }
        };
        for at in find::all(*b",.:;!?", bytes) {
            if after(text, at + 1).is_none_or(char::is_whitespace) {
                count(&text[at..], at);
            }
        }
        for sign in language.map_or(&[][..], |table| table.tight) {
            for at in memmem::find_iter(bytes, sign) {
                count(half_width(sign), at);
            }
        }
    }

    /// Counts the marks beside Han and kana, and the blanks behind full-width ones.
    fn add_wide(&mut self, text: &str) {
        let mut last = ' ';
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek();
            let blanks = self.blanks.iter_mut();
            for ((tally, blanks), (half, wide)) in self.wide.iter_mut().zip(blanks).zip(WIDE) {
                if c == wide {
                    tally.kept += 1;
                    if let Some(next) = next.filter(|next| **next != '\n') {
                        blanks.add(*next != ' ');
                    }
                } else if c == half && is_wide_script(last) {
                    tally.lost += 1;
                }
            }
            last = c;
        }
    }
}

/// Counts what sets marks off from their words, in the places of which `nbsp` asks it.
fn add_spaces(gaps: Gaps, source: &str, text: &str, words: &mut Words) {
    let mut add = |place: usize, word: &str, hard: bool| {
        // A placeholder stands for another word each time.
        let other = word.starts_with(['%', '{', '$']).then_some(words.len());
        let digest = FixedState::default().hash_one((word, other));
        words.entry((place, digest)).or_default().add(hard);
    };
    let bytes = text.as_bytes();
    // The word before a mark, and whether a no-break space parts the two; none where nobody asks for one.
    let hard_before = |gap: Gap, at: usize| {
        let hard = matches!(
            bytes[..at],
            [.., 0xc2, 0xa0] | [.., 0xe2, 0x80, 0xaf] | [.., b'\\', b' ']
        );
        let start = text[..at].trim_end_matches(' ').len();
        let end = text.ceil_char_boundary(at + 1);
        let (bare, last) = (start == at, before(text, start));
        let asked = last.is_some_and(|c| c.is_alphanumeric() || ")]}>»”%…".contains(c))
            && (!bare || gap == Gap::NoBreak)
            && !source.contains(&text[chunk_start(text, start)..end]);
        let end = text[..start]
            .trim_end_matches(['\u{a0}', '\u{202f}', '\\'])
            .len();
        (hard || asked).then(|| (&text[chunk_start(text, end)..end], hard))
    };
    for at in find::all(*b":;!?%", bytes) {
        let (place, gap) = match bytes[at] {
            b':' => (0, gaps.colon),
            b';' => (1, gaps.semicolon),
            b'!' => (2, gaps.exclamation),
            b'?' => (2, gaps.question),
            _ => (3, gaps.percent),
        };
        let ends = match after(text, at + 1) {
            None | Some('<') => true,
            Some(c) => c.is_whitespace() || place > 1 && "!?.…»”)]\",%".contains(c),
        };
        if ends && let Some((word, hard)) = hard_before(gap, at) {
            add(place, word, hard);
        }
    }
    if text.contains('«') && text.contains('»') && !source.contains(['«', '»']) {
        for (at, _) in text.match_indices('«') {
            let next = after(text, at + '«'.len_utf8());
            if gaps.guillemets == Gap::NoBreak || next.is_none_or(char::is_whitespace) {
                let hard = matches!(next, Some('\u{a0}' | '\u{202f}'));
                let word = text[at + '«'.len_utf8()..].trim_start();
                add(4, &word[..chunk_end(word, 0)], hard);
            }
        }
        for (at, _) in text.match_indices('»') {
            if let Some((word, hard)) = hard_before(gaps.guillemets, at) {
                add(4, word, hard);
            }
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

/// Marks whose gap is counted, and the brackets.
const GAPS: [char; 8] = [',', '.', ':', ';', '!', '?', '(', ')'];

/// Marks that are set off from their words, those of one habit together.
const SPACED: [&str; 5] = [":", ";", "!?", "%", "«»"];

/// Marks before a blank at the end of a source.
const EDGES: [char; 5] = [':', '?', ',', '.', '='];

/// Where the blank behind `last` is counted.
fn edge(last: char) -> usize {
    EDGES
        .iter()
        .position(|known| *known == last)
        .unwrap_or(EDGES.len())
}

/// What stands before a mark, blanks aside: translators have a habit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A word.
    Word,
    /// In a script without blanks a placeholder or a word in letters of ours: what many set apart there on both sides.
    Latin,
    /// The end of markup.
    Markup,
}

impl Before {
    /// What stands before the byte `at` of `text`.
    pub(super) fn of(text: &str, at: usize, language: Option<&Typography>) -> Before {
        let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let spaced = language.is_none_or(|table| table.spaced);
        match head.chars().next_back() {
            Some('`' | '*' | '|' | '_') => Before::Markup,
            Some('}' | '>' | '"' | '\'' | '”') if !spaced => Before::Latin,
            Some(c) if !spaced && c.is_ascii_alphanumeric() => Before::Latin,
            _ => Before::Word,
        }
    }
}

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
