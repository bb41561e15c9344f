//! What a rule asks of a source with a regular expression: compiled when a message first asks.
//!
//! A pack holds many of them, a run needs few, and to compile one takes as long as to check several files.

use std::sync::{Arc, OnceLock};

use regex::{Error, Regex};

/// So many bytes, without a counted repetition, are never too much to compile.
const SHORT: usize = 200;

/// A regular expression whose syntax is right.
#[derive(Debug, Clone)]
pub struct Condition {
    text: Arc<str>,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl Condition {
    /// The condition that `text` states.
    ///
    /// # Errors
    /// When it is no regular expression, or one that is too large.
    pub(super) fn new(text: &str) -> Result<Condition, Error> {
        let small = text.len() <= SHORT && !text.contains('{');
        let compiled = OnceLock::new();
        if !small || regex_syntax::parse(text).is_err() {
            let _ = compiled.set(Some(Regex::new(text)?));
        }
        Ok(Condition {
            text: text.into(),
            compiled: Arc::new(compiled),
        })
    }

    /// Whether it matches somewhere.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| Regex::new(&self.text).ok())
            .as_ref()
            .is_some_and(|regex| regex.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    #[test]
    fn what_is_wrong_is_told_at_once() {
        for wrong in ["(a", r"\w{1000}{1000}", "[z-a]", r"\p{Nothing}"] {
            assert!(Condition::new(wrong).is_err(), "{wrong}");
        }
        let right = Condition::new(r"(?i)\bxml\b").unwrap();
        assert!(right.is_match("An XML file") && !right.is_match("html"));
    }
}
