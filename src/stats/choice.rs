//! Which files are shown, in which order, and how deep the tree is told.

use super::{Row, Stats, Tree};

/// A file is easy to begin with when at most so many words are left in it,
pub const EASY_LEFT: usize = 200;
/// and it has at most so many in all, so that it can be read as a whole.
pub const EASY_WHOLE: usize = 2000;

/// Entries that a file must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Fuzzy ones.
    Fuzzy,
    /// Untranslated ones.
    Untranslated,
}

/// Which files.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Choice {
    /// Less than this percentage is translated.
    pub below: Option<f64>,
    /// This percentage or more is translated.
    pub above: Option<f64>,
    /// There are such entries.
    pub only: Option<Only>,
    /// Easy to begin with.
    pub easy: bool,
}

impl Choice {
    /// Whether a file with these figures is chosen.
    #[must_use]
    pub fn takes(&self, stats: &Stats) -> bool {
        let left = stats.words.left();
        self.below.is_none_or(|percent| stats.is_under(percent))
            && self.above.is_none_or(|percent| !stats.is_under(percent))
            && self.only.is_none_or(|only| match only {
                Only::Fuzzy => stats.entries.fuzzy > 0,
                Only::Untranslated => stats.entries.untranslated > 0,
            })
            && (!self.easy || (1..=EASY_LEFT).contains(&left) && stats.words.total <= EASY_WHOLE)
    }

    /// Whether every file is chosen.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Choice::default()
    }
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The path.
    Path,
    /// How much of it is translated.
    Percent,
    /// Words that are not translated, or fuzzily.
    Left,
    /// Words.
    Words,
    /// Entries.
    Entries,
    /// Fuzzy entries.
    Fuzzy,
    /// Untranslated entries.
    Untranslated,
}

impl Order {
    /// Sorts rows that are in the order of their paths; the smallest first, or the greatest.
    pub fn sort(self, rows: &mut [Row], reverse: bool) {
        let key = |row: &Row| {
            let (entries, words) = (row.stats.entries, row.stats.words);
            match self {
                Order::Path | Order::Percent => 0,
                Order::Left => words.left(),
                Order::Words => words.total,
                Order::Entries => entries.total,
                Order::Fuzzy => entries.fuzzy,
                Order::Untranslated => entries.untranslated,
            }
        };
        rows.sort_by(|a, b| {
            let order = match self {
                Order::Path => a.path.cmp(&b.path),
                Order::Percent => {
                    let share = |row: &Row| match row.stats.entries.total {
                        0 => (1, 1),
                        total => (row.stats.entries.translated, total),
                    };
                    let ((done_a, all_a), (done_b, all_b)) = (share(a), share(b));
                    (done_a * all_b).cmp(&(done_b * all_a))
                }
                _ => key(a).cmp(&key(b)),
            };
            if reverse { order.reverse() } else { order }
        });
    }
}

impl Tree {
    /// Leaves out files and folders that are more than `depth` levels below the folder that holds everything.
    pub fn cut(&mut self, depth: usize) {
        let root = self.root().len();
        let is_near = |row: &Row| {
            let inside = row.path.get(root..).unwrap_or_default();
            let inside = inside.trim_start_matches('/');
            inside.is_empty() || inside.matches('/').count() < depth
        };
        self.files.retain(is_near);
        self.folders.retain(is_near);
    }

    /// The deepest folder that holds every file; empty where there is none.
    #[must_use]
    pub fn root(&self) -> &str {
        let mut files = self.files.iter().map(|row| row.path.as_str());
        let folder = |path: &'_ str| path.rfind('/').unwrap_or(0);
        let Some(first) = files.next() else { return "" };
        let mut root = &first[..folder(first)];
        for path in files {
            let holds = |root: &str| {
                let inside = path.strip_prefix(root);
                root.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
            };
            while !holds(root) {
                root = &root[..folder(root)];
            }
        }
        root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, translated: usize, total: usize, left: usize) -> Row {
        let mut stats = Stats::default();
        (stats.entries.translated, stats.entries.total) = (translated, total);
        stats.entries.untranslated = total - translated;
        stats.words.untranslated = left;
        stats.words.total = left;
        Row::new(path, stats)
    }

    fn paths(rows: &[Row]) -> Vec<&str> {
        rows.iter().map(|row| row.path.as_str()).collect()
    }

    #[test]
    fn order() {
        let mut rows = vec![
            row("a", 1, 2, 9),
            row("b", 1, 3, 20),
            row("c", 0, 0, 0),
            row("d", 2, 4, 7),
        ];
        Order::Percent.sort(&mut rows, false);
        assert_eq!(paths(&rows), ["b", "a", "d", "c"]);
        Order::Left.sort(&mut rows, true);
        assert_eq!(paths(&rows), ["b", "a", "d", "c"]);
        Order::Entries.sort(&mut rows, false);
        assert_eq!(paths(&rows), ["c", "a", "b", "d"]);
        Order::Path.sort(&mut rows, true);
        assert_eq!(paths(&rows), ["d", "c", "b", "a"]);
    }

    #[test]
    fn choice() {
        let half = row("a", 1, 2, EASY_LEFT).stats;
        let takes = |choice: Choice| choice.takes(&half);
        let all = Choice::default();
        assert!(takes(all) && all.is_all());
        assert!(takes(Choice {
            below: Some(50.1),
            ..all
        }));
        assert!(!takes(Choice {
            below: Some(50.0),
            ..all
        }));
        assert!(takes(Choice {
            above: Some(50.0),
            ..all
        }));
        assert!(!takes(Choice {
            above: Some(50.1),
            ..all
        }));
        assert!(takes(Choice {
            only: Some(Only::Untranslated),
            ..all
        }));
        assert!(!takes(Choice {
            only: Some(Only::Fuzzy),
            ..all
        }));
        let easy = Choice { easy: true, ..all };
        assert!(takes(easy) && !easy.takes(&row("a", 1, 2, EASY_LEFT + 1).stats));
        assert!(!easy.takes(&row("a", 2, 2, 0).stats));
    }

    #[test]
    fn depth_counts_from_what_holds_everything() {
        let rows = ["x/y/a.po", "x/y/b/c.po", "x/y/b/d/e.po"].map(|path| row(path, 1, 1, 0));
        let tree = Tree::new(rows.to_vec(), &[]);
        assert_eq!(tree.root(), "x/y");
        for (depth, files, folders) in [(0, 0, 2), (1, 1, 3), (2, 2, 4), (3, 3, 4)] {
            let mut tree = tree.clone();
            tree.cut(depth);
            assert_eq!(
                (tree.files.len(), tree.folders.len()),
                (files, folders),
                "{depth}"
            );
            assert_eq!(tree.total.stats.entries.total, 3);
        }
        let apart = Tree::new(["xy/a", "x/b"].map(|path| row(path, 1, 1, 0)).to_vec(), &[]);
        assert_eq!(apart.root(), "");
    }
}
