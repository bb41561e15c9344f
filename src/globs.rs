//! Globs of files and what holds in them, asked together: a configuration may have a hundred thousand of them.
//!
//! Some hundreds are compiled into one expression, which takes a fraction of the time and memory of one for each.

use globset::Glob;
use regex::bytes::{RegexSet, RegexSetBuilder};

/// How many globs make one expression.
const TOGETHER: usize = 256;

/// How many characters of a glob an error shows.
const SHOWN: usize = 80;

/// Why a glob is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{glob}` is not a glob: {why}")]
pub struct GlobError {
    /// Its number among those that were given.
    pub number: usize,
    glob: String,
    why: String,
}

impl GlobError {
    fn new(number: usize, glob: &str, why: String) -> GlobError {
        let mut shown: String = glob.chars().take(SHOWN).collect();
        if shown.len() < glob.len() {
            shown.push('…');
        }
        GlobError {
            number,
            glob: shown,
            why,
        }
    }
}

/// What holds in the files that a glob matches.
#[derive(Debug, Clone)]
pub struct PerFile<T> {
    /// Expressions, each with the number of its first glob.
    sets: Vec<(usize, RegexSet)>,
    values: Vec<T>,
}

impl<T> Default for PerFile<T> {
    fn default() -> Self {
        PerFile {
            sets: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T> PerFile<T> {
    /// Compiles globs, each with what holds in its files.
    ///
    /// # Errors
    /// The first that is no glob, or a monstrous one.
    pub fn new<'g>(all: impl IntoIterator<Item = (&'g str, T)>) -> Result<PerFile<T>, GlobError> {
        let (globs, values): (Vec<&str>, Vec<T>) = all.into_iter().unzip();
        let mut expressions = Vec::with_capacity(globs.len());
        for (number, glob) in globs.iter().enumerate() {
            let parsed = Glob::new(glob)
                .map_err(|error| GlobError::new(number, glob, error.kind().to_string()))?;
            expressions.push(parsed.regex().to_owned());
        }
        let mut sets = Vec::with_capacity(globs.len().div_ceil(TOGETHER));
        for (part, expressions) in expressions.chunks(TOGETHER).enumerate() {
            let first = part * TOGETHER;
            if let Ok(set) = compile(expressions) {
                sets.push((first, set));
                continue;
            }
            // Too large together, or one of them is by itself.
            for (number, expression) in (first..).zip(expressions) {
                let set = compile(std::slice::from_ref(expression)).map_err(|_| {
                    let why = "it is too large or too deeply nested".to_owned();
                    GlobError::new(number, globs[number], why)
                })?;
                sets.push((number, set));
            }
        }
        Ok(PerFile { sets, values })
    }

    /// The numbers of the globs that match a path, in their order.
    pub fn at(&self, path: &str) -> impl Iterator<Item = usize> {
        self.sets.iter().flat_map(move |(first, set)| {
            let matches = set.matches(path.as_bytes()).into_iter();
            matches.map(move |number| first + number)
        })
    }

    /// What holds in the file at a path.
    pub fn of(&self, path: &str) -> impl Iterator<Item = &T> {
        self.at(path).map(|number| &self.values[number])
    }

    /// What holds in any file, in the order of the globs.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

fn compile(expressions: &[String]) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(expressions)
        .dot_matches_new_line(true)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(globs: &[&str]) -> Result<PerFile<usize>, GlobError> {
        PerFile::new(globs.iter().copied().zip(0..))
    }

    #[test]
    fn each_glob_is_asked() {
        let globs = ["a/*", "*.po", "**/b/c.po", "[x-z]?.{po,pot}", "a/b.po"];
        let all = numbered(&globs).unwrap();
        for path in ["a/b.po", "a/b/c.po", "y1.pot", "q/é\n.po", "q.mo", ""] {
            let expected = globs
                .iter()
                .map(|glob| Glob::new(glob).unwrap().compile_matcher());
            let expected = expected
                .enumerate()
                .filter_map(|(number, glob)| glob.is_match(path).then_some(number));
            let expected: Vec<usize> = expected.collect();
            assert_eq!(all.at(path).collect::<Vec<_>>(), expected, "{path}");
        }
    }

    #[test]
    fn there_may_be_many() {
        let globs: Vec<String> = (0..2000).map(|n| format!("a{n}/*.po")).collect();
        let globs: Vec<&str> = globs.iter().map(String::as_str).collect();
        let all = numbered(&globs).unwrap();
        assert_eq!(all.of("a1234/x.po").collect::<Vec<_>>(), [&1234]);
        assert_eq!(all.of("a/x.po").count(), 0);
        // Two that are large, but not too large, do not fit into one expression.
        let large = format!("{{{}}}", "abcdefgh*,".repeat(12_000));
        let two = [large.as_str(), large.as_str(), "x"];
        assert_eq!(numbered(&two).unwrap().at("x").collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn the_first_that_is_wrong_is_told() {
        let error = numbered(&["a", "b[", "c["]).unwrap_err();
        assert_eq!(error.number, 1);
        assert!(error.to_string().starts_with("`b[` is not a glob: "));
        let monster = format!("{{{}}}", "*".repeat(400_000));
        let error = numbered(&["a", &monster]).unwrap_err();
        assert_eq!(error.number, 1);
        assert!(error.to_string().len() < 200, "{error}");
    }
}
