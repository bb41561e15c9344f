//! The embedded lexicon: verbs, nouns, adjectives, and what each form may be.
//!
//! The tables are static bytes made by `cargo xtask french` (see `data/fr/README.md`): a map from word to the number of a row, and the rows as text.
//! None is looked at before a function here is called; opening a map reads its last few bytes and copies nothing.

use std::sync::OnceLock;

use fst::Map;
use fst::raw::{Fst, Node, Output};

use super::spelt::Spelt;
use super::{Cell, Gender, Noun, Number, Part, Reading, Tense};

/// A map from word to row number.
pub(super) struct Table {
    bytes: &'static [u8],
    map: OnceLock<Map<&'static [u8]>>,
}

impl Table {
    const fn new(bytes: &'static [u8]) -> Self {
        Self {
            bytes,
            map: OnceLock::new(),
        }
    }

    fn fst(&self) -> &Fst<&'static [u8]> {
        let open = || Map::new(self.bytes).expect("an embedded table opens: a test opens each");
        self.map.get_or_init(open).as_fst()
    }

    /// The row number of a word. The apostrophe ’ finds what is filed under '.
    fn get(&self, word: &str) -> Option<usize> {
        let fst = self.fst();
        let mut node = fst.root();
        let mut number = Output::zero();
        for (place, piece) in word.split('’').enumerate() {
            let apostrophe: &[u8] = if place == 0 { b"" } else { b"'" };
            for &byte in apostrophe.iter().chain(piece.as_bytes()) {
                let step = node.transition(node.find_input(byte)?);
                number = number.cat(step.out);
                node = fst.node(step.addr);
            }
        }
        node.is_final()
            .then(|| usize::try_from(number.cat(node.final_output()).value()).ok())?
    }

    /// Where all words begin.
    pub(super) fn root(&self) -> Node<'_> {
        self.fst().root()
    }

    /// Where a letter leads.
    pub(super) fn step<'t>(&'t self, from: Node<'t>, letter: char) -> Option<Node<'t>> {
        let fst = self.fst();
        let mut node = from;
        for &byte in letter.encode_utf8(&mut [0; 4]).as_bytes() {
            node = fst.node(node.transition(node.find_input(byte)?).addr);
        }
        Some(node)
    }

    /// Calls `each` for every letter that leads on, and for where it leads.
    pub(super) fn each_letter<'t>(&'t self, from: Node<'t>, each: &mut impl FnMut(char, Node<'t>)) {
        let fst = self.fst();
        for step in from.transitions() {
            let node = fst.node(step.addr);
            if step.inp.is_ascii() {
                each(char::from(step.inp), node);
            } else {
                self.rest_of_letter(node, [step.inp, 0, 0, 0], 1, each);
            }
        }
    }

    fn rest_of_letter<'t>(
        &'t self,
        from: Node<'t>,
        mut bytes: [u8; 4],
        length: usize,
        each: &mut impl FnMut(char, Node<'t>),
    ) {
        for step in from.transitions() {
            let node = self.fst().node(step.addr);
            bytes[length] = step.inp;
            let letter = str::from_utf8(&bytes[..=length]).ok();
            match letter.and_then(|text| text.chars().next()) {
                Some(letter) => each(letter, node),
                None if length < 3 => self.rest_of_letter(node, bytes, length + 1, each),
                None => {}
            }
        }
    }
}

static VERBS: Table = Table::new(include_bytes!("../../../data/fr/verbs.fst"));
static VERB_ROWS: &str = include_str!("../../../data/fr/verbs.txt");
static WORDS: Table = Table::new(include_bytes!("../../../data/fr/words.fst"));
static WORD_ROWS: &str = include_str!("../../../data/fr/words.txt");
pub(super) static FORMS: Table = Table::new(include_bytes!("../../../data/fr/forms.fst"));
static FORM_ROWS: &str = include_str!("../../../data/fr/forms.txt");

/// Which of a verb's spellings are asked for.
#[derive(Clone, Copy)]
pub(super) enum Spelling {
    /// Those to write.
    Written,
    /// Those that may be met.
    Any,
}

/// The cells of a verb; `None` when the lexicon does not have it.
pub(super) fn verb(lemma: &str, spelling: Spelling) -> Option<Vec<(Cell, String)>> {
    let row = VERB_ROWS.lines().nth(VERBS.get(lemma)?)?;
    let mut columns = row.split('\t');
    let stem = stripped(lemma, columns.next()?)?;
    let written = columns.next()?;
    let endings = match spelling {
        Spelling::Written => written,
        Spelling::Any => columns
            .next()
            .filter(|all| !all.is_empty())
            .unwrap_or(written),
    };
    let mut forms = Vec::with_capacity(64);
    for (cell, endings) in cells().zip(endings.split(';')) {
        let endings = endings.split(',').filter(|ending| !ending.is_empty());
        forms.extend(endings.map(|ending| (cell, ended(stem, ending))));
    }
    Some(forms)
}

/// Whether the lexicon has the verb.
pub(super) fn is_verb(lemma: &str) -> bool {
    VERBS.get(lemma).is_some()
}

/// The cells of a paradigm, in the order of the rows.
pub(super) fn cells() -> impl Iterator<Item = Cell> {
    use Gender::{Feminine, Masculine};
    use Number::{Plural, Singular};
    let participles = [
        (Masculine, Singular),
        (Masculine, Plural),
        (Feminine, Singular),
        (Feminine, Plural),
    ];
    let tenses = [
        Tense::Present,
        Tense::Imperfect,
        Tense::PastHistoric,
        Tense::Future,
        Tense::Conditional,
        Tense::Subjunctive,
        Tense::SubjunctiveImperfect,
        Tense::Imperative,
    ];
    let finite = tenses.into_iter().flat_map(|tense| {
        let persons = [
            (1, Singular),
            (2, Singular),
            (3, Singular),
            (1, Plural),
            (2, Plural),
            (3, Plural),
        ];
        persons
            .into_iter()
            .map(move |(person, number)| (tense, person, number))
    });
    [Cell::Infinitive, Cell::PresentParticiple]
        .into_iter()
        .chain(
            participles
                .into_iter()
                .map(|(gender, number)| Cell::PastParticiple(gender, number)),
        )
        .chain(
            finite
                .filter(|cell| {
                    cell.0 != Tense::Imperative || matches!(cell, (_, 2, _) | (_, 1, Plural))
                })
                .map(|(tense, person, number)| Cell::Finite(tense, person, number)),
        )
}

/// A noun of the lexicon, by its singular.
pub(super) fn noun(lemma: &str) -> Option<Noun> {
    let (noun, _) = word_row(lemma)?;
    let mut fields = noun.split(' ');
    let gender = gender(fields.next()?.bytes().next()?);
    let stem = stripped(lemma, fields.next()?)?;
    let mut form = || fields.next().map(|ending| ended(stem, ending));
    Some(Noun {
        gender,
        singular: form()?,
        plural: form()?,
    })
}

/// An adjective of the lexicon, by its masculine singular.
pub(super) fn adjective(lemma: &str) -> Option<[String; 4]> {
    let (_, adjective) = word_row(lemma)?;
    let mut fields = adjective.split(' ');
    let stem = stripped(lemma, fields.next()?)?;
    let mut form = || fields.next().map(|ending| ended(stem, ending));
    Some([form()?, form()?, form()?, form()?])
}

fn word_row(lemma: &str) -> Option<(&'static str, &'static str)> {
    WORD_ROWS.lines().nth(WORDS.get(lemma)?)?.split_once('\t')
}

/// What the forms of a row may be, and how they are spelt.
type Row = (Vec<Reading>, Spelt);

fn form(form: &str) -> Option<&'static Row> {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let number = FORMS.get(form)?;
    let row = |row: &str| {
        let (readings, spelt) = row.split_once('\t').unwrap_or((row, ""));
        let readings = readings.split(' ');
        let readings = readings.filter_map(|code| reading(code.as_bytes()));
        (readings.collect(), Spelt::parse(spelt))
    };
    ROWS.get_or_init(|| FORM_ROWS.lines().map(row).collect())
        .get(number)
}

/// The readings of a form; see [`super::readings`].
pub(super) fn readings(word: &str) -> &'static [Reading] {
    form(word).map_or(&[], |(readings, _)| readings)
}

/// How a form is spelt.
pub(super) fn spelt(word: &str) -> Spelt {
    form(word).map_or(Spelt::default(), |(_, spelt)| *spelt)
}

/// Reads `nms`: part, gender, number.
fn reading(code: &[u8]) -> Option<Reading> {
    let &[part, g, n] = code else { return None };
    let part = match part {
        b'n' => Part::Noun,
        b'a' => Part::Adjective,
        b'q' => Part::PastParticiple,
        b'f' => Part::Finite,
        b'i' => Part::Infinitive,
        b'g' => Part::PresentParticiple,
        _ => Part::Other,
    };
    let number = match n {
        b's' => Some(Number::Singular),
        b'p' => Some(Number::Plural),
        _ => None,
    };
    Some(Reading {
        part,
        gender: gender(g),
        number,
    })
}

fn gender(code: u8) -> Option<Gender> {
    match code {
        b'm' => Some(Gender::Masculine),
        b'f' => Some(Gender::Feminine),
        _ => None,
    }
}

/// The word without its last characters; `None` when it has not that many.
fn stripped<'a>(word: &'a str, count: &str) -> Option<&'a str> {
    let count: usize = count.parse().ok()?;
    let Some(before_last) = count.checked_sub(1) else {
        return Some(word);
    };
    word.char_indices()
        .rev()
        .nth(before_last)
        .map(|(start, _)| &word[..start])
}

/// A stem with an ending of the tables, where `.` is the empty one.
fn ended(stem: &str, ending: &str) -> String {
    let ending = if ending == "." { "" } else { ending };
    [stem, ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        let cells = cells().count();
        assert_eq!(cells, 51);
        for row in VERB_ROWS.lines() {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 3, "{row}");
            assert_eq!(columns[1].split(';').count(), cells, "{row}");
        }
        for (table, rows) in [
            (&VERBS, VERB_ROWS),
            (&WORDS, WORD_ROWS),
            (&FORMS, FORM_ROWS),
        ] {
            let map = Map::new(table.bytes).unwrap();
            map.as_fst().verify().unwrap();
            let rows = rows.lines().count() as u64;
            let mut stream = map.stream();
            while let Some((_, number)) = fst::Streamer::next(&mut stream) {
                assert!(number < rows);
            }
        }
    }

    #[test]
    fn every_lemma_gives_what_its_row_says() {
        for lemma in &Map::new(VERBS.bytes)
            .unwrap()
            .stream()
            .into_str_keys()
            .unwrap()
        {
            let forms = verb(lemma, Spelling::Any).unwrap();
            assert!(!forms.is_empty(), "{lemma}");
            for (cell, form) in forms {
                let part = match cell {
                    Cell::Infinitive => Part::Infinitive,
                    Cell::PresentParticiple => Part::PresentParticiple,
                    Cell::PastParticiple(..) => Part::PastParticiple,
                    Cell::Finite(..) => Part::Finite,
                };
                assert!(
                    readings(&form).iter().any(|reading| reading.part == part),
                    "{lemma} {form} {cell:?}"
                );
            }
        }
        for lemma in &Map::new(WORDS.bytes)
            .unwrap()
            .stream()
            .into_str_keys()
            .unwrap()
        {
            let noun = noun(lemma);
            assert!(noun.is_some() || adjective(lemma).is_some(), "{lemma}");
            if let Some(noun) = noun {
                assert_eq!(&noun.singular, lemma);
                assert!(
                    readings(&noun.plural)
                        .iter()
                        .any(|reading| reading.part == Part::Noun),
                    "{lemma} {}",
                    noun.plural
                );
            }
        }
    }
}
