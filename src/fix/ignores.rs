//! Comments that silence what is found today: how a repository full of old findings starts with a clean slate and its
//! reasons in sight.
//!
//! A comment stands behind the translator's other comments of its entry, where `msgcat` would put it; one of ours that
//! is there already gets the new ids.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Edit, Span, edited};
use crate::ignore;
use crate::po::writer::eol;
use crate::po::{Entry, Parser};
use crate::rules::state::unused_ignore;

/// The text with a comment on each entry that `findings` stand in, and how many of them it silences. What stands in no
/// entry cannot be silenced so.
#[must_use]
pub fn add_ignores(text: &str, findings: &[Diagnostic]) -> (String, usize) {
    let mut by_entry: BTreeMap<usize, (BTreeSet<&str>, usize)> = BTreeMap::new();
    for finding in findings {
        // A comment about useless comments would be one itself.
        if let Some(entry) = finding.entry
            && finding.rule != unused_ignore::rule().meta.id
        {
            let (ids, count) = by_entry.entry(entry).or_default();
            ids.insert(&finding.rule);
            *count += 1;
        }
    }
    let eol = eol(text);
    let mut edits = Vec::new();
    let mut silenced = 0;
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut rank = 0;
    while !by_entry.is_empty() && parser.read(&mut entry) {
        if let Some((ids, count)) = by_entry.remove(&rank)
            && !entry.is_comments()
        {
            edits.push(edit(&entry, &ids, eol));
            silenced += count;
        }
        rank += 1;
    }
    (edited(text, &edits), silenced)
}

fn edit(entry: &Entry<'_>, ids: &BTreeSet<&str>, eol: &str) -> Edit {
    let list: Vec<&str> = ids.iter().copied().collect();
    let list = list.join(", ");
    let ours = ignore::marks(entry).filter(|mark| mark.ours && mark.id.is_some());
    if let Some(last) = ours.last() {
        return Edit {
            span: Span::new(last.span.end, last.span.end),
            text: format!(", {list}"),
        };
    }
    let after = entry.translator_comments().last().map(|(_, span)| span.end);
    let file = entry.file();
    let at = match after {
        Some(end) => memchr::memchr(b'\n', &file.as_bytes()[end..])
            .map_or(file.len(), |newline| end + newline + 1),
        None => file[..entry.span.start].rfind('\n').map_or(0, |at| at + 1),
    };
    Edit {
        span: Span::new(at, at),
        text: format!("# polir: ignore[{list}]{eol}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Checker, Options};
    use crate::po::charset::Decoded;

    fn silenced(text: &str) -> (String, usize) {
        let checker = Checker::new(Options::default()).unwrap();
        let decoded = Decoded::new(text.as_bytes().to_vec());
        let found = checker.check("x.po", &decoded).diagnostics;
        let (new, count) = add_ignores(text, &found);
        let left = checker.check("x.po", &decoded.with_text(new.clone()));
        assert_eq!(left.diagnostics.len(), found.len() - count, "{new}");
        (new, count)
    }

    #[test]
    fn comments_stand_where_msgcat_puts_them() {
        let header = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
        let one = "\n#: a.c:1\n#, c-format, c-format\nmsgid \"a\"\nmsgstr \"b\"\n";
        let text = format!("{header}{one}{}", one.replace("\"a\"", "\"c\""));
        let (new, count) = silenced(&text);
        assert!(count >= 2, "{count}");
        assert!(
            new.contains("\n\n# polir: ignore[duplicate-flag]\n#: a.c:1\n"),
            "{new}"
        );
        let (again, none) = silenced(&new);
        assert_eq!((again, none), (new, 0));
    }

    #[test]
    fn a_comment_that_is_there_gets_the_id() {
        let header = "msgid \"\"\r\nmsgstr \"\"\r\n\"Language: fr\\n\"\r\n\"Content-Type: text/plain; charset=UTF-8\\n\"\r\n";
        let text = format!(
            "{header}\r\n# note\r\n# polir: ignore[nbsp]\r\n#, c-format, c-format\r\nmsgid \"a\"\r\nmsgstr \"b\"\r\n"
        );
        let (new, _) = silenced(&text);
        assert!(
            new.contains("# polir: ignore[nbsp, duplicate-flag]\r\n"),
            "{new}"
        );
    }
}
