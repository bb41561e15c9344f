//! How languages count: the formulas that a file of a language may well have.
//!
//! The tables of `data/plurals/` are CLDR's cardinal rules, what `msginit` fills in, and the forms that projects agree
//! to differ on; where each line comes from stands in the folder's README.

use std::collections::BTreeMap;

use super::{Expression, values};

const TABLES: [&str; 3] = [
    include_str!("../../../data/plurals/gettext.txt"),
    include_str!("../../../data/plurals/variants.txt"),
    include_str!("../../../data/plurals/cldr.txt"),
];

/// A known formula of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The number of its forms.
    pub nplurals: u64,
    /// The C expression.
    pub formula: &'static str,
}

/// The known formulas of a language, the usual one first; none when nobody knows how it counts. `language` is a header's
/// (`fr`, `pt_BR`, `sr@latin`): its country's rule, if there is one, counts beside that of the language alone.
pub fn of(language: &str) -> impl Iterator<Item = Known> {
    let plain = language
        .split(['@', '.'])
        .next()
        .unwrap_or(language)
        .replace('-', "_");
    let alone = plain.split('_').next().unwrap_or_default().to_owned();
    let lines = |name: String| {
        TABLES
            .iter()
            .flat_map(|table| table.lines())
            .filter_map(move |line| {
                let rest = line.strip_prefix(&name)?.strip_prefix('\t')?;
                let (nplurals, formula) = rest.split_once('\t')?;
                Some(Known {
                    nplurals: nplurals.parse().ok()?,
                    formula,
                })
            })
    };
    let with_country = plain != alone;
    lines(if with_country { plain } else { String::new() }).chain(lines(alone))
}

/// Whether a formula, whose values for n from 0 to [`super::LAST`] are `found`, counts as the known one does. Forms that
/// no number up to there takes (CLDR's `many` of the Romance languages, and of Czech, where fractions take it) may be
/// numbered or not, in the one as in the other.
#[must_use]
pub fn agrees(known: Known, found: &[u64]) -> bool {
    let Some(expected) = Expression::parse(known.formula)
        .ok()
        .and_then(|formula| values(&formula, known.nplurals).ok())
    else {
        return false;
    };
    expected == found || closed(&expected) == closed(found)
}

/// Whether a formula, whose values are `found`, tells apart all that the known one does, and perhaps more: then each of
/// its forms has its words.
#[must_use]
pub fn refines(known: Known, found: &[u64]) -> bool {
    let Some(expected) = Expression::parse(known.formula)
        .ok()
        .and_then(|formula| values(&formula, known.nplurals).ok())
    else {
        return false;
    };
    let mut forms: BTreeMap<u64, u64> = BTreeMap::new();
    // The singular is the first form wherever there is one: translators and tools count on it.
    let one = found.get(1) == expected.get(1);
    one && expected
        .iter()
        .zip(found)
        .all(|(expected, form)| forms.entry(*form).or_insert(*expected) == expected)
}

/// Whether projects agree on how a language counts: `msginit` knows it.
#[must_use]
pub fn is_settled(language: &str) -> bool {
    let alone = language.split(['_', '-', '@', '.']).next();
    let mut known = TABLES[0].lines().filter_map(|line| line.split('\t').next());
    known.any(|code| Some(code) == alone)
}

/// The same forms, numbered without those that no number takes.
fn closed(values: &[u64]) -> Vec<u64> {
    let mut used = values.to_vec();
    used.sort_unstable();
    used.dedup();
    let number = |value| used.binary_search(value).map_or(*value, |at| at as u64);
    values.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finer_formulas() {
        let finer = |language: &str, nplurals: u64, formula: &str| {
            let found = values(&Expression::parse(formula).unwrap(), nplurals).unwrap();
            of(language).any(|known| refines(known, &found))
        };
        let russian = "n==1 ? 0 : n%10==1 && n%100!=11 ? 3 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2";
        assert!(finer("ru", 4, russian));
        assert!(finer("he", 3, "n==1 ? 0 : (n>2||n==0) ? 1 : 2"));
        assert!(!finer(
            "ru",
            3,
            "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
        ));
        assert!(finer("ja", 2, "n != 1"));
        assert!(!finer("fr", 2, "n == 1"));
        assert!(is_settled("pt_BR") && is_settled("ja") && !is_settled("kok"));
    }

    fn judge(language: &str, nplurals: u64, formula: &str) -> bool {
        let found = values(&Expression::parse(formula).unwrap(), nplurals).unwrap();
        of(language).any(|known| agrees(known, &found))
    }

    #[test]
    fn every_line_is_a_formula_that_keeps_its_range() {
        let mut count = 0;
        for line in TABLES.iter().flat_map(|table| table.lines()) {
            let parts: Vec<&str> = line.split('\t').collect();
            let [_, nplurals, formula] = parts[..] else {
                panic!("{line}")
            };
            let expression =
                Expression::parse(formula).unwrap_or_else(|mistake| panic!("{line}: {mistake:?}"));
            assert!(
                values(&expression, nplurals.parse().unwrap()).is_ok(),
                "{line}"
            );
            count += 1;
        }
        assert!(count > 250, "{count}");
    }

    #[test]
    fn projects_may_differ() {
        assert!(judge("fr", 2, "n > 1") && judge("fr", 2, "n != 1"));
        assert!(judge(
            "fr",
            3,
            "n < 2 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2"
        ));
        assert!(!judge("fr", 2, "n == 1") && !judge("fr", 1, "0"));
        let slavic =
            "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2";
        assert!(judge("ru", 3, slavic) && judge("ru", 4, slavic) && !judge("ru", 2, "n != 1"));
        assert!(judge("pt_BR", 2, "n > 1") && judge("pt_BR", 2, "n != 1"));
        assert!(
            judge("sr@latin", 3, slavic)
                && judge("lv", 3, "n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2")
        );
        assert!(of("tlh").next().is_none());
        // Transifex: the third form is that of fractions.
        let czech = "(n == 1 && n % 1 == 0) ? 0 : (n >= 2 && n <= 4 && n % 1 == 0) ? 1: (n % 1 != 0 ) ? 2 : 3";
        assert!(judge("cs", 4, czech) && judge("sk", 4, czech) && !judge("cs", 4, "n > 1"));
        assert!(
            judge("sk", 3, "n==1 ? 1 : n>=2 && n<=4 ? 2 : 0")
                && !judge("sk", 3, "n==1 ? 2 : n>=2 && n<=4 ? 1 : 0")
        );
    }
}
