//! Progress over time: the figures after each commit.
//!
//! What a commit leaves is what stood before, less the files that it changed, plus what they became: a commit costs what it
//! changes, however many files there are.

use std::collections::HashMap;

use super::Stats;

/// How things stood after a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The commit's id, hexadecimal.
    pub commit: String,
    /// When it was made, seconds since 1970 in UTC.
    pub time: i64,
    /// The same as ISO 8601 in the committer's time zone.
    pub date: String,
    /// How many files there were.
    pub files: usize,
    /// The figures of all of them.
    pub stats: Stats,
}

/// Progress, commit by commit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// How things stood, the oldest first.
    pub points: Vec<Point>,
    /// When the last commit was made, whether it changed a figure or not, seconds since 1970 in UTC.
    pub until: i64,
    files: HashMap<String, Stats>,
    total: Stats,
}

impl History {
    /// A file has these figures from now on, or is gone.
    pub fn change(&mut self, path: &str, stats: Option<Stats>) {
        let before = match stats {
            Some(stats) => {
                self.total += stats;
                self.files.insert(path.to_owned(), stats)
            }
            None => self.files.remove(path),
        };
        if let Some(before) = before {
            self.total -= before;
        }
    }

    /// Holds how things stand after a commit, unless they stand as they stood.
    pub fn commit(&mut self, commit: &str, time: i64, date: &str) {
        self.until = self.until.max(time);
        let (files, stats) = (self.files.len(), self.total);
        let same = |last: &Point| (last.files, last.stats) == (files, stats);
        let anything = files > 0 || !self.points.is_empty();
        if anything && !self.points.last().is_some_and(same) {
            self.points.push(Point {
                commit: commit.to_owned(),
                time,
                date: date.to_owned(),
                files,
                stats,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_commit_is_the_one_before_and_its_changes() {
        let stats = |translated| {
            let mut stats = Stats::default();
            stats.entries.total = 10;
            stats.entries.translated = translated;
            stats
        };
        let mut history = History::default();
        history.commit("before", 0, "");
        history.change("a.po", Some(stats(1)));
        history.change("b.po", Some(stats(2)));
        history.commit("one", 1, "");
        history.commit("nothing", 2, "");
        history.change("a.po", Some(stats(5)));
        history.commit("two", 3, "");
        history.change("b.po", None);
        history.change("c.po", None);
        history.commit("three", 4, "");
        history.change("a.po", None);
        history.commit("four", 5, "");
        let points: Vec<_> = history
            .points
            .iter()
            .map(|point| {
                let entries = point.stats.entries;
                (
                    point.commit.as_str(),
                    point.files,
                    entries.total,
                    entries.translated,
                )
            })
            .collect();
        let expected = [
            ("one", 2, 20, 3),
            ("two", 2, 20, 7),
            ("three", 1, 10, 5),
            ("four", 0, 0, 0),
        ];
        assert_eq!(points, expected);
    }
}
