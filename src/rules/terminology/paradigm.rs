//! From a pattern to its forms: cells as bits, the paradigms that a pack's `forms` override, the text of a replacement.

use super::error::{PackError, closest};
use super::french;
use super::pack::{Kind, Pack, Pattern};
use crate::lang::fr::{self, Cell, Gender, Number, Tense};

/// What `forms` calls the four cells of an adjective.
const NAMES: [&str; 4] = ["ms", "mp", "fs", "fp"];

/// The bits of a noun's cells.
pub(super) const SINGULAR: u64 = 1;
pub(super) const PLURAL: u64 = 2;

/// The order of the four cells of adjectives and past participles.
pub(super) const AGREEMENT: [(Gender, Number); 4] = [
    (Gender::Masculine, Number::Singular),
    (Gender::Masculine, Number::Plural),
    (Gender::Feminine, Number::Singular),
    (Gender::Feminine, Number::Plural),
];

const TENSES: [Tense; 8] = [
    Tense::Present,
    Tense::Imperfect,
    Tense::PastHistoric,
    Tense::Future,
    Tense::Conditional,
    Tense::Subjunctive,
    Tense::SubjunctiveImperfect,
    Tense::Imperative,
];

/// Where the four cells of the past participle begin.
pub(super) const PARTICIPLE: u32 = 2;
const FINITE: u32 = 6;

/// The number of a cell: its bit in a mask.
pub(super) fn bit(cell: Cell) -> u32 {
    match cell {
        Cell::Infinitive => 0,
        Cell::PresentParticiple => 1,
        Cell::PastParticiple(gender, number) => PARTICIPLE + agreement(gender, number),
        Cell::Finite(tense, person, number) => {
            let tense = TENSES.iter().position(|one| *one == tense).map_or(0, small);
            FINITE
                + tense * 6
                + 3 * u32::from(number == Number::Plural)
                + u32::from(person.saturating_sub(1).min(2))
        }
    }
}

/// The cell of a bit.
pub(super) fn cell(bit: u32) -> Cell {
    match bit {
        0 => Cell::Infinitive,
        1 => Cell::PresentParticiple,
        PARTICIPLE..FINITE => {
            let (gender, number) = AGREEMENT[(bit - PARTICIPLE) as usize];
            Cell::PastParticiple(gender, number)
        }
        _ => {
            let place = bit - FINITE;
            let number = if place % 6 < 3 {
                Number::Singular
            } else {
                Number::Plural
            };
            let person = [1, 2, 3][(place % 3) as usize];
            Cell::Finite(TENSES[(place / 6) as usize % 8], person, number)
        }
    }
}

/// The number of a gender and number among the four.
pub(super) fn agreement(gender: Gender, number: Number) -> u32 {
    AGREEMENT
        .iter()
        .position(|one| *one == (gender, number))
        .map_or(0, small)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "positions in tables of at most eight"
)]
fn small(position: usize) -> u32 {
    position as u32
}

/// The bits of a mask.
pub(super) fn bits(mask: u64) -> impl Iterator<Item = u32> {
    (0..64).filter(move |bit| mask & 1 << bit != 0)
}

/// The form of each cell: bit, form; several forms of a cell stand side by side, the one to write first.
pub(super) type Forms = Vec<(u32, String)>;

/// Whether a verb never has an object: its participle does not agree.
pub(super) fn is_intransitive(forms: &Forms) -> bool {
    forms
        .iter()
        .all(|(bit, _)| !(PARTICIPLE + 1..FINITE).contains(bit))
}

/// Reads the paradigms of one pack's patterns.
pub(super) struct Reader<'a> {
    pub pack: &'a Pack,
    pub warnings: &'a mut Vec<PackError>,
}

impl Reader<'_> {
    fn error(&self, pattern: &Pattern, message: impl Into<String>) -> PackError {
        PackError::new(&self.pack.path, pattern.at, message)
    }

    fn french(&self) -> bool {
        self.pack.language == "fr"
    }

    fn unknown(&self, pattern: &Pattern, what: &str, cells: &str) -> PackError {
        self.error(
            pattern,
            format!("the {what} \"{}\" is not in the lexicon", pattern.lemma),
        )
        .help(format!(
            "correct it, or give its forms: forms = {{ {cells} }}"
        ))
    }

    /// The forms of a verb (its head, when it has a tail), to write or to recognise.
    pub(super) fn verb(&mut self, pattern: &Pattern, write: bool) -> Result<Forms, PackError> {
        let (head, _) = split_tail(&pattern.lemma);
        let known = if !self.french() {
            None
        } else if write {
            fr::verb(head)
        } else {
            fr::verb_spellings(head)
        };
        let mut forms: Forms = match known {
            Some(cells) => cells
                .into_iter()
                .map(|(cell, form)| (bit(cell), form))
                .collect(),
            None => match fr::regular_er(head).filter(|_| self.french()) {
                Some(cells) => {
                    if write && pattern.forms.is_empty() {
                        let warning = self
                            .error(
                                pattern,
                                format!("the verb \"{head}\" is not in the lexicon"),
                            )
                            .help("it is conjugated as a regular verb in -er");
                        self.warnings.push(warning);
                    }
                    cells
                        .into_iter()
                        .map(|(cell, form)| (bit(cell), form))
                        .collect()
                }
                None if pattern.forms.is_empty() => {
                    return Err(self.unknown(
                        pattern,
                        "verb",
                        "present = [\"…\", six persons], past-participle = [\"…\", four forms], …",
                    ));
                }
                None => vec![(0, head.to_owned())],
            },
        };
        for (name, list, at) in &pattern.forms {
            let cells = verb_cells(name).ok_or_else(|| {
                let error = PackError::new(&self.pack.path, *at, format!("unknown form \"{name}\" of a verb"));
                match closest(name, VERB_FORMS.iter().map(|(name, ..)| *name)) {
                    Some(close) => error.help(format!("did you mean \"{close}\"?")),
                    None => error.help("infinitive, present-participle, past-participle, present, imperfect, past-historic, future, conditional, subjunctive, subjunctive-imperfect, imperative"),
                }
            })?;
            if list.len() > cells.len() {
                return Err(PackError::new(
                    &self.pack.path,
                    *at,
                    format!(
                        "\"{name}\" has {} forms at most, not {}",
                        cells.len(),
                        list.len()
                    ),
                ));
            }
            for (cell, form) in cells.into_iter().zip(list) {
                forms.retain(|(bit, _)| *bit != cell);
                if !form.is_empty() {
                    forms.push((cell, form.clone()));
                }
            }
        }
        Ok(forms)
    }

    /// A noun's singular and plural, and its gender where somebody knows it.
    pub(super) fn noun(
        &mut self,
        pattern: &Pattern,
        write: bool,
    ) -> Result<([String; 2], Option<Gender>), PackError> {
        let lemma = pattern.lemma.as_str();
        let (head, rest) = if fr::noun(lemma).is_some() {
            (lemma, "")
        } else {
            split_tail(lemma)
        };
        // *thread*: the asterisk at the end stays at the end.
        let (head, star) = head
            .strip_suffix('*')
            .map_or((head, ""), |head| (head, "*"));
        let (prefix, last) = match head.rfind(['-', '*', ' ']) {
            Some(at) if fr::noun(head).is_none() => head.split_at(at + 1),
            _ => ("", head),
        };
        // *n*-uplet, sous-menu: what inflects is the last part.
        let known = fr::noun(last).filter(|_| self.french() && !last.is_empty());
        let mut gender = pattern.gender;
        let given = |name: &str| {
            pattern
                .forms
                .iter()
                .find(|(key, ..)| key == name)
                .and_then(|(_, list, _)| list.first().cloned())
        };
        if let Some((name, _, at)) = pattern
            .forms
            .iter()
            .find(|(key, ..)| key != "singular" && key != "plural")
        {
            return Err(PackError::new(
                &self.pack.path,
                *at,
                format!("unknown form \"{name}\" of a noun"),
            )
            .help("singular, plural"));
        }
        let (singular, plural) = if let Some(noun) = known {
            gender = gender.or(noun.gender);
            (
                format!("{prefix}{}", noun.singular),
                format!("{prefix}{}", noun.plural),
            )
        } else {
            // What is banned is often a foreign word, which takes an s in a French text.
            let plural = regular_plural(head);
            if write && given("plural").is_none() {
                // A typing error shows in the warning; a plural nobody can guess is asked for.
                if prefix.is_empty() && (gender.is_none() || !regular(last)) {
                    let cells = "singular = \"…\", plural = \"…\"";
                    return Err(self.unknown(pattern, "noun", cells));
                }
                let warning = self
                    .error(
                        pattern,
                        format!("the noun \"{last}\" is not in the lexicon"),
                    )
                    .help(format!("its plural is taken to be \"{plural}\""));
                self.warnings.push(warning);
            }
            (head.to_owned(), plural)
        };
        let singular = given("singular").unwrap_or(singular);
        let plural = given("plural").unwrap_or(plural);
        let plural_rest = if self.french() && given("plural").is_none() {
            plural_beside(rest)
        } else {
            rest.to_owned()
        };
        let join = |form: String, rest: &str| {
            if rest.is_empty() || form.contains(' ') {
                format!("{form}{star}")
            } else {
                format!("{form}{star} {rest}")
            }
        };
        Ok(([join(singular, rest), join(plural, &plural_rest)], gender))
    }

    /// An adjective's four forms.
    pub(super) fn adjective(
        &mut self,
        pattern: &Pattern,
        write: bool,
    ) -> Result<[String; 4], PackError> {
        let known = fr::adjective(&pattern.lemma)
            .or_else(|| participle_forms(&pattern.lemma))
            .filter(|_| self.french());
        let mut forms = match known {
            Some(forms) => forms,
            None if NAMES
                .iter()
                .all(|name| pattern.forms.iter().any(|(key, ..)| key == name)) =>
            {
                Default::default()
            }
            // A word that no lexicon has (*muable*, *immutable*): one that ends in e has no feminine of its own.
            None if pattern.lemma.ends_with('e') && self.french() => {
                let plural = format!("{}s", pattern.lemma);
                if write {
                    let warning = self
                        .error(
                            pattern,
                            format!("the adjective \"{}\" is not in the lexicon", pattern.lemma),
                        )
                        .help(format!("its plural is taken to be \"{plural}\""));
                    self.warnings.push(warning);
                }
                [
                    pattern.lemma.clone(),
                    plural.clone(),
                    pattern.lemma.clone(),
                    plural,
                ]
            }
            None => {
                return Err(self.unknown(
                    pattern,
                    "adjective",
                    "ms = \"…\", mp = \"…\", fs = \"…\", fp = \"…\"",
                ));
            }
        };
        for (name, list, at) in &pattern.forms {
            let Some(place) = NAMES.iter().position(|one| one == name) else {
                return Err(PackError::new(
                    &self.pack.path,
                    *at,
                    format!("unknown form \"{name}\" of an adjective"),
                )
                .help("ms, mp, fs, fp"));
            };
            forms[place] = list.first().cloned().unwrap_or_default();
        }
        Ok(forms)
    }
}

/// A tail beside a head of this gender and number.
pub(super) fn tail_beside(
    pattern: &Pattern,
    tail: &str,
    gender: Option<Gender>,
    plural: bool,
) -> String {
    if !pattern.agrees {
        return tail.to_owned();
    }
    let number = if plural {
        Number::Plural
    } else {
        Number::Singular
    };
    let place = agreement(gender.unwrap_or(Gender::Masculine), number) as usize;
    let words: Vec<String> = tail
        .split(' ')
        .map(|word| {
            if let Some(forms) = fr::adjective(word).or_else(|| participle_forms(word)) {
                return forms[place].clone();
            }
            match (plural, fr::noun(word)) {
                (true, Some(noun)) => noun.plural,
                (true, None) if pattern.kind == Kind::Noun => regular_plural(word),
                _ => word.to_owned(),
            }
        })
        .collect();
    words.join(" ")
}

/// The words behind a noun, in the plural: the adjectives right behind it follow its number (*phrases secrètes*), what hangs on it
/// by a preposition does not (*mots de passe*).
fn plural_beside(rest: &str) -> String {
    let mut beside = true;
    let words: Vec<String> = rest
        .split(' ')
        .map(|word| {
            let readings = fr::readings(word);
            let singular = readings.iter().find(|one| {
                matches!(one.part, fr::Part::Adjective | fr::Part::PastParticiple)
                    && one.number == Some(Number::Singular)
            });
            beside &= singular.is_some();
            match singular.filter(|_| beside) {
                Some(one) => french::number(word, one.gender, Number::Plural)
                    .unwrap_or_else(|| word.to_owned()),
                None => word.to_owned(),
            }
        })
        .collect();
    words.join(" ")
}

/// The four forms of a word that is a past participle and no adjective of the lexicon.
pub(super) fn participle_forms(masculine: &str) -> Option<[String; 4]> {
    let is = fr::readings(masculine).iter().any(|reading| {
        reading.part == fr::Part::PastParticiple
            && reading.gender != Some(Gender::Feminine)
            && reading.number != Some(Number::Plural)
    });
    if !is || masculine.is_empty() {
        return None;
    }
    let plural = if masculine.ends_with('s') {
        masculine.to_owned()
    } else {
        format!("{masculine}s")
    };
    Some([
        masculine.to_owned(),
        plural,
        format!("{masculine}e"),
        format!("{masculine}es"),
    ])
}

/// Head and tail of words written in one string.
pub(super) fn split_tail(lemma: &str) -> (&str, &str) {
    lemma.split_once(' ').unwrap_or((lemma, ""))
}

/// Whether a word that no lexicon has can only take an s: *-al*, *-ail*, *-ou*, *-eu* may do otherwise, and what ends in s, x, z
/// takes nothing.
fn regular(word: &str) -> bool {
    !word.ends_with(['s', 'x', 'z'])
        && !["al", "ail", "ou", "eu", "au"]
            .iter()
            .any(|ending| word.ends_with(ending))
        && word.chars().all(char::is_alphabetic)
}

/// The plural that an unknown noun takes in French.
fn regular_plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        word.to_owned()
    } else if word.ends_with("au") || word.ends_with("eu") {
        format!("{word}x")
    } else {
        format!("{word}s")
    }
}

const VERB_FORMS: &[(&str, u32, u32)] = &[
    ("infinitive", 0, 1),
    ("present-participle", 1, 1),
    ("past-participle", PARTICIPLE, 4),
    ("present", FINITE, 6),
    ("imperfect", FINITE + 6, 6),
    ("past-historic", FINITE + 12, 6),
    ("future", FINITE + 18, 6),
    ("conditional", FINITE + 24, 6),
    ("subjunctive", FINITE + 30, 6),
    ("subjunctive-imperfect", FINITE + 36, 6),
];

fn verb_cells(name: &str) -> Option<Vec<u32>> {
    if name == "imperative" {
        // Second singular, first plural, second plural.
        return Some([1, 3, 4].map(|place| FINITE + 42 + place).to_vec());
    }
    let (_, start, count) = VERB_FORMS.iter().find(|(one, ..)| *one == name)?;
    Some((*start..start + count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_bits_are_one_to_one() {
        for number in 0..FINITE + 48 {
            assert_eq!(bit(cell(number)), number);
        }
    }
}
