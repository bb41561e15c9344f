//! Whether a part of one string of a message stands in the other one.
//!
//! Rules ask it at each place they look at, and a text may hold a hundred thousand of them: a search through the whole string
//! each time would grow with the square. So after a few searches the string is sorted by what begins at each of its bytes,
//! once, and every later question is a few comparisons.

use std::cell::{Cell, OnceCell};
use std::cmp::Ordering;

use memchr::memmem;

/// How many questions are answered by a search before the string is sorted.
const SEARCHES: u32 = 32;

/// How much of a part is compared, bytes; what begins alike so far is the same.
const COMPARED: usize = 256;

/// A string that is asked for its parts.
#[derive(Debug, Default)]
pub(in crate::rules) struct Parts {
    asked: Cell<u32>,
    /// Where what begins stands, in the order of what begins there.
    order: OnceCell<Vec<u32>>,
}

impl Parts {
    /// Whether `part` stands in `text`, which is the same string at each question.
    pub(in crate::rules) fn hold(&self, text: &str, part: &str) -> bool {
        if part.len() > text.len() {
            return false;
        }
        let asked = self.asked.get();
        if asked < SEARCHES || text.len() > u32::MAX as usize {
            self.asked.set(asked + 1);
            return memmem::find(text.as_bytes(), part.as_bytes()).is_some();
        }
        let text = text.as_bytes();
        let order = self.order.get_or_init(|| sorted(text));
        let part = &part.as_bytes()[..part.len().min(COMPARED)];
        let found = order.binary_search_by(|&at| {
            let there = beginning(text, at);
            match there[..there.len().min(part.len())].cmp(part) {
                Ordering::Equal => there.len().min(part.len()).cmp(&part.len()),
                other => other,
            }
        });
        found.is_ok()
    }
}

fn beginning(text: &[u8], at: u32) -> &[u8] {
    let at = at as usize;
    &text[at..text.len().min(at + COMPARED)]
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "longer strings are not sorted"
)]
fn sorted(text: &[u8]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..text.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| beginning(text, a).cmp(beginning(text, b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_or_searched_the_answer_is_the_same() {
        let text = "un fichier, un dossier et l’été « où »".repeat(3);
        let parts = Parts::default();
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for _ in 0..2 {
            for pair in chars.windows(12) {
                assert!(parts.hold(&text, &text[pair[0]..pair[11]]));
                assert!(parts.hold(&text, &text[pair[0]..pair[1]]));
            }
            for part in ["zz", "un fichiers", "dossier etl", "» "] {
                assert!(!parts.hold(&text, part), "{part}");
            }
            assert!(parts.hold(&text, ""));
            assert!(parts.hold(&text, &text) && !parts.hold(&text, &format!("{text}a")));
        }
        assert!(parts.order.get().is_some());
    }
}
