//! The words that the matches of a regular expression begin with: where it has such, it is looked up as a word is, and
//! costs nothing in the messages that hold none of them.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};

use crate::diagnostic::Span;
use crate::markup::runs;
use crate::rules::terminology::fold::folded;
use crate::rules::terminology::index::Key;

/// How many beginnings of matches are told apart: `(?i)` makes several of each letter.
const MOST: usize = 4096;

/// How the matches of a regular expression begin.
pub(super) struct Lead {
    /// At a boundary between words.
    pub begins_word: bool,
    /// With one of these words, and the one behind it where that is known as well; `None` where they may begin otherwise.
    pub keys: Option<Vec<Key>>,
}

impl Lead {
    /// That of `pattern`.
    pub fn of(pattern: &str) -> Lead {
        let hir = regex_syntax::parse(pattern).ok();
        let hir = hir.filter(begins_a_word);
        Lead {
            begins_word: hir.is_some(),
            keys: hir.as_ref().and_then(keys),
        }
    }
}

fn keys(hir: &Hir) -> Option<Vec<Key>> {
    let literals = Extractor::new().limit_total(MOST).extract(hir);
    let keys = literals.literals()?.iter().map(|literal| {
        let text = std::str::from_utf8(literal.as_bytes()).ok()?;
        let mut words = Vec::new();
        // What the literal breaks off in may go on.
        runs(text, Span::new(0, text.len()), |word| {
            words.extend((word.end < text.len()).then_some(word));
        });
        let first = *words.first().filter(|first| first.start == 0)?;
        Some(Key {
            first: folded(&text[first]),
            second: words.get(1).map(|second| folded(&text[*second])),
        })
    });
    let mut keys: Vec<Key> = keys.collect::<Option<_>>()?;
    keys.sort();
    keys.dedup();
    (!keys.is_empty()).then_some(keys)
}

/// Whether every match begins at a boundary between words.
fn begins_a_word(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(look) => matches!(
            look,
            Look::WordAscii
                | Look::WordUnicode
                | Look::WordStartAscii
                | Look::WordStartUnicode
                | Look::WordStartHalfAscii
                | Look::WordStartHalfUnicode
        ),
        HirKind::Capture(capture) => begins_a_word(&capture.sub),
        HirKind::Concat(parts) => parts.first().is_some_and(begins_a_word),
        HirKind::Alternation(parts) => parts.iter().all(begins_a_word),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Option<Vec<String>> {
        let shown = |key: Key| match key.second {
            Some(second) => format!("{} {second}", key.first),
            None => key.first,
        };
        Some(Lead::of(pattern).keys?.into_iter().map(shown).collect())
    }

    #[test]
    fn what_a_match_begins_with() {
        let found = |pattern| of(pattern).unwrap();
        assert_eq!(found(r"(?-u:\b)et al\."), ["et al"]);
        assert_eq!(found(r"\be\. ?g\."), ["e g"]);
        assert_eq!(
            found(r"\b(?:(p)\. ?ex\.|(p)ar\.?[ \x{a0}]ex\.)"),
            ["p ex", "par ex"]
        );
        assert_eq!(found(r"\b[Éé]tat d.\w+"), ["état"]);
        assert_eq!(found(r"(?:\bles? |\bla )mot"), ["la", "le", "les"]);
        assert_eq!(found(r"(?i)\bnotamment que"), ["notamment"]);
        for free in [
            "et al",
            r"\bet",
            r"\bets? ?al",
            r"\b\w+ de",
            r"\b(?:la |.)mot",
            r"(?:\bla|le) mot",
            r"\b\.x y",
            r"\b",
        ] {
            assert_eq!(of(free), None, "{free}");
        }
        assert!(Lead::of(r"(?-u:\b)at").begins_word && !Lead::of("at").begins_word);
    }
}
