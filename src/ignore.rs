//! The comments that silence a rule on an entry, and the ones that silence nothing.
//!
//! Ours is `# polir: ignore[rule-id, other-id]`, or `# polir: ignore` for all of them; a translator's comment is kept by
//! `msgcat` and by editors. Marks of other tools are honoured: `# noqa`, `# noqa: id`, `# skip-rule: id`.

use crate::diagnostic::Span;
use crate::po::Entry;

/// One silenced rule, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The rule, group, or pack/term that is silenced; all of them when `None`.
    pub id: Option<&'a str>,
    /// Where the id stands (or the whole mark when it names none), bytes of the file.
    pub span: Span,
    /// Whether it is written in our own words; an id that only another tool knows is then no fault.
    pub ours: bool,
}

/// The marks of an entry, in order.
pub fn marks<'a>(entry: &'a Entry<'a>) -> impl Iterator<Item = Mark<'a>> {
    entry.translator_comments().flat_map(|(comment, span)| {
        let lead = comment.len() - comment.trim_start().len();
        let start = span.start + lead;
        let comment = comment.trim();
        let (ids, ours) =
            if let Some(rest) = strip(comment, "polir:").and_then(|rest| strip(rest, "ignore")) {
                (bracketed(rest), true)
            } else if let Some(rest) = strip(comment, "noqa") {
                (listed(rest), false)
            } else if let Some(rest) = strip(comment, "skip-rule") {
                (listed(rest).filter(|ids| !ids.is_empty()), false)
            } else {
                (None, false)
            };
        let whole = Span::new(start, start + comment.len());
        let base = start;
        ids.into_iter().flat_map(move |ids| {
            let all = ids.trim().is_empty().then_some(Mark {
                id: None,
                span: whole,
                ours,
            });
            let named = ids
                .split([',', ' ', '\t'])
                .filter(|id| !id.is_empty())
                .map(move |id| {
                    let at = base + (id.as_ptr() as usize - comment.as_ptr() as usize);
                    Mark {
                        id: Some(id),
                        span: Span::new(at, at + id.len()),
                        ours,
                    }
                });
            all.into_iter().chain(named)
        })
    })
}

/// What stands in the brackets of each `# polir: words[foo, bar]` of an entry: words that are right there.
pub fn words<'a>(entry: &'a Entry<'a>) -> impl Iterator<Item = &'a str> {
    entry.translator_comments().filter_map(|(comment, _)| {
        let rest = strip(comment.trim(), "polir:")?;
        bracketed(strip(rest, "words")?).filter(|words| !words.is_empty())
    })
}

/// What follows `word` (letter case aside) and the blanks behind it.
fn strip<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word)
        .then(|| text[word.len()..].trim_start())
}

/// `[a, b]`, or nothing at all.
fn bracketed(rest: &str) -> Option<&str> {
    if rest.is_empty() {
        return Some("");
    }
    rest.strip_prefix('[')?.split(']').next()
}

/// `: a, b`, or nothing at all.
fn listed(rest: &str) -> Option<&str> {
    if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix(':')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::po::Parser;

    fn read(comment: &str) -> Vec<(Option<String>, String, bool)> {
        let file = format!("{comment}\nmsgid \"a\"\nmsgstr \"b\"\n");
        let mut entry = Entry::default();
        assert!(Parser::new(&file).read(&mut entry));
        marks(&entry)
            .map(|mark| {
                (
                    mark.id.map(str::to_owned),
                    file[mark.span.range()].to_owned(),
                    mark.ours,
                )
            })
            .collect()
    }

    #[test]
    fn words_that_are_right_here() {
        let file = "# polir: words[foo, bar]\n# Polir: words[é]\n# polir: words\n# words[x]\nmsgid \"a\"\nmsgstr \"b\"\n";
        let mut entry = Entry::default();
        assert!(Parser::new(file).read(&mut entry));
        assert_eq!(words(&entry).collect::<Vec<_>>(), ["foo, bar", "é"]);
    }

    #[test]
    fn marks_of_all_kinds() {
        let named = |id: &str, ours| (Some(id.to_owned()), id.to_owned(), ours);
        assert_eq!(
            read("# polir: ignore[a, pack/b]"),
            [named("a", true), named("pack/b", true)]
        );
        assert_eq!(
            read("#  polir: ignore"),
            [(None, "polir: ignore".into(), true)]
        );
        assert_eq!(read("# noqa: a,b"), [named("a", false), named("b", false)]);
        assert_eq!(read("# NOQA"), [(None, "NOQA".into(), false)]);
        assert_eq!(read("# skip-rule: c"), [named("c", false)]);
        for text in [
            "# polir: words[foo]",
            "# noqabc",
            "# a noqa",
            "# skip-rule:",
            "#. noqa",
            "# polir: ignored",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
