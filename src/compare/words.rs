//! Which words of a text are other ones.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// How many pairs of words are compared at most; texts that are longer and differ throughout are told as replaced.
const PAIRS: usize = 25_000_000;

/// How long a text is that is taken apart into words, bytes: each takes many times its own size. Of a longer one the ends
/// that are the same are left out before.
const LONG: usize = 1 << 20;

/// A part of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// In both.
    Same(&'a str),
    /// In the old one alone.
    Removed(&'a str),
    /// In the new one alone.
    Added(&'a str),
}

/// The parts of two texts, in order: the same and the removed ones together are `old`, the same and the added ones `new`.
/// Words that changed are told together where nothing but blanks stands between them.
#[must_use]
pub fn words<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    if old.len().max(new.len()) > LONG {
        return long(old, new);
    }
    let (before, after) = (tokens(old), tokens(new));
    let texts = |all: &[(usize, &'a str)]| all.iter().map(|token| token.1).collect::<Vec<_>>();
    let (a, b) = (texts(&before), texts(&after));
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev());
    let tail = tail.take(rest).take_while(|(a, b)| a == b).count();
    let (a_end, b_end) = (a.len() - tail, b.len() - tail);
    // Changed parts, in tokens.
    let mut changes: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if (a_end - head).saturating_mul(b_end - head) > PAIRS {
        changes.push((head..a_end, head..b_end));
    } else {
        for op in capture_diff_slices(Algorithm::Myers, &a[head..a_end], &b[head..b_end]) {
            if op.tag() == DiffTag::Equal {
                continue;
            }
            let (old, new) = (op.old_range(), op.new_range());
            let (old, new) = (
                old.start + head..old.end + head,
                new.start + head..new.end + head,
            );
            match changes.last_mut() {
                Some(last) if a[last.0.end..old.start].iter().all(|text| is_blank(text)) => {
                    (last.0.end, last.1.end) = (old.end, new.end);
                }
                _ => changes.push((old, new)),
            }
        }
    }
    let start = |all: &[(usize, &str)], at: usize, text: &str| {
        all.get(at).map_or(text.len(), |token| token.0)
    };
    let mut runs = Vec::with_capacity(changes.len() * 3 + 1);
    let mut push = |run: Run<'a>, text: &str| {
        if !text.is_empty() {
            runs.push(run);
        }
    };
    let mut at = 0;
    for (gone, come) in changes {
        let gone = start(&before, gone.start, old)..start(&before, gone.end, old);
        let come = start(&after, come.start, new)..start(&after, come.end, new);
        push(Run::Same(&old[at..gone.start]), &old[at..gone.start]);
        push(Run::Removed(&old[gone.clone()]), &old[gone.clone()]);
        push(Run::Added(&new[come.clone()]), &new[come]);
        at = gone.end;
    }
    push(Run::Same(&old[at..]), &old[at..]);
    runs
}

/// The same of texts of which one is too long to be taken apart as a whole.
fn long<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    // A letter behind a space begins a word whatever stands around the two.
    let begins = |at: &usize| match old.as_bytes()[at - 1..=*at] {
        [before, first] => matches!(before, b' ' | b'\n') && first.is_ascii_alphanumeric(),
        _ => false,
    };
    let shared = old.bytes().zip(new.bytes()).take_while(same).count();
    let head = (1..shared).rev().find(begins).unwrap_or(0);
    let ends = old[head..].bytes().rev().zip(new[head..].bytes().rev());
    let shared = old.len() - ends.take_while(same).count();
    let end = (shared + 1..old.len()).find(begins).unwrap_or(old.len());
    let (gone, come) = (&old[head..end], &new[head..new.len() - (old.len() - end)]);
    let within = if gone.len().max(come.len()) > LONG {
        vec![Run::Removed(gone), Run::Added(come)]
    } else {
        words(gone, come)
    };
    let mut runs = Vec::with_capacity(within.len() + 2);
    // Where the last run of what is the same begins.
    let mut from = 0;
    let mut at = head;
    for run in within {
        match run {
            Run::Same(text) => at += text.len(),
            Run::Removed("") | Run::Added("") => {}
            Run::Removed(_) | Run::Added(_) => {
                runs.extend((from < at).then(|| Run::Same(&old[from..at])));
                if let Run::Removed(text) = run {
                    at += text.len();
                }
                from = at;
                runs.push(run);
            }
        }
    }
    runs.extend((from < old.len()).then(|| Run::Same(&old[from..])));
    runs
}

/// How much of two texts is the same, from 0 to 1, blanks aside.
#[must_use]
pub fn likeness(runs: &[Run<'_>]) -> f64 {
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let (mut same, mut all) = (0, 0);
    for run in runs {
        match run {
            Run::Same(text) => {
                same += 2 * size(text);
                all += 2 * size(text);
            }
            Run::Removed(text) | Run::Added(text) => all += size(text),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "lengths of strings")]
    let share = same as f64 / all.max(1) as f64;
    share
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Words, blanks and signs, each with where it begins, bytes.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    text.split_word_bound_indices().collect()
}

#[cfg(test)]
mod tests {
    use super::Run::{Added, Removed, Same};
    use super::*;

    #[test]
    fn changed_words_are_told_together() {
        let runs = words("Elle retourne une valeur.", "Elle renvoie une valeur.");
        assert_eq!(
            runs,
            [
                Same("Elle "),
                Removed("retourne"),
                Added("renvoie"),
                Same(" une valeur.")
            ]
        );
        let runs = words("a b c d", "a x y d");
        assert_eq!(runs, [Same("a "), Removed("b c"), Added("x y"), Same(" d")]);
        assert_eq!(words("", "new"), [Added("new")]);
        assert_eq!(
            words("mot :", "mot\u{a0}:"),
            [Same("mot"), Removed(" "), Added("\u{a0}"), Same(":")]
        );
        assert_eq!(words("same", "same"), [Same("same")]);
        assert_eq!(words("", ""), []);
    }

    #[test]
    fn long_texts_end() {
        let (old, new) = ("a ".repeat(50_000), "b ".repeat(50_000));
        assert_eq!(words(&old, &new).len(), 3);
    }

    #[test]
    fn ends_of_long_texts_are_left_out() {
        let (head, tail) = (
            "mot juste, ".repeat(LONG / 11),
            " et la fin ".repeat(LONG / 11),
        );
        let around = |text: &str| format!("{head}{text}{tail}");
        let (old, new) = (around("un été ici"), around("un hiver ici"));
        let [Same(first), Removed("été"), Added("hiver"), Same(last)] = words(&old, &new)[..]
        else {
            panic!("{:?}", words(&old, &new).len());
        };
        assert!(first.ends_with("juste, un ") && last.starts_with(" ici et la fin"));
        assert_eq!(words(&old, &old), [Same(old.as_str())]);
        assert_eq!(words(&old, &head).len(), 3);
        assert_eq!(words("", &old), [Added(old.as_str())]);
        // Nothing but the ends is the same.
        let (old, new) = (around(&"a ".repeat(LONG)), around(&"b ".repeat(LONG)));
        let all: Vec<usize> = words(&old, &new)
            .iter()
            .map(|(Same(text) | Removed(text) | Added(text))| text.len())
            .collect();
        assert!(
            all.len() == 4 && all[0] + all[1] + all[3] == old.len(),
            "{all:?}"
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(old in "[a-c ,.é\n]{0,40}", new in "[a-c ,.é\n]{0,40}") {
            let runs = words(&old, &new);
            let side = |left_out: fn(&Run<'_>) -> bool| -> String {
                let kept = runs.iter().filter(|run| !left_out(run));
                kept.map(|run| match run { Same(text) | Removed(text) | Added(text) => *text }).collect()
            };
            proptest::prop_assert_eq!(side(|run| matches!(run, Added(_))), old.as_str());
            proptest::prop_assert_eq!(side(|run| matches!(run, Removed(_))), new.as_str());
        }
    }
}
