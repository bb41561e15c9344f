//! Fixes one by one, as replacements of the file's text: what code review tools can offer beside a finding.
//!
//! A fix counts in a decoded string; what stands in the file is quoted, escaped and wrapped. So each fix is laid out
//! anew as `polir fix` would lay it out alone, and what is the same before and after is taken off both ends.

use super::{Diagnostic, Edit, Layout, Span};
use crate::po::text::Trail;
use crate::po::writer::in_place;
use crate::po::{Entry, Parser};

/// A string of more bytes or lines is not laid out anew for each of its fixes: the fix stands where it stands, and the line
/// may become longer than the file's others.
const LONG: usize = 4096;
const PIECES: usize = 64;

/// For each finding of `text`, its fix as edits of `text` (bytes, in order); empty where it has none.
#[must_use]
pub fn replacements(text: &str, findings: &[Diagnostic]) -> Vec<Vec<Edit>> {
    let mut all = vec![Vec::new(); findings.len()];
    let mut in_strings: Vec<(usize, usize)> = Vec::new();
    for (number, finding) in findings.iter().enumerate() {
        let Some(fix) = &finding.fix else { continue };
        match (&finding.place, finding.entry) {
            (Some(_), Some(entry)) => in_strings.push((entry, number)),
            _ => all[number].clone_from(&fix.edits),
        }
    }
    if in_strings.is_empty() {
        return all;
    }
    in_strings.sort_unstable();
    let layout = Layout::of(text);
    let mut parser = Parser::new(text);
    let mut entry = Entry::default();
    let mut rank = 0;
    let mut wanted = in_strings.into_iter().peekable();
    while wanted.peek().is_some() && parser.read(&mut entry) {
        let mut from = 0;
        let mut trail = Trail::default();
        let mut of = None;
        while let Some((_, number)) = wanted.next_if(|(of, _)| *of == rank) {
            let finding = &findings[number];
            if let (Some(fix), Some(place)) = (&finding.fix, &finding.place)
                && let Some(field) = entry.find_from(&mut from, place.field, place.plural)
            {
                let string = entry.text(field);
                if string.pieces().len() > PIECES || field.span.len() > LONG {
                    if of.replace(field.span) != Some(field.span) {
                        trail = string.start();
                    }
                    all[number] = in_place(&entry, field, &fix.edits, &mut trail);
                } else {
                    let edits = layout.rewrite(&entry, field, &fix.edits);
                    all[number] = edits.into_iter().map(|edit| trimmed(text, &edit)).collect();
                }
            }
        }
        rank += 1;
    }
    all
}

/// What must be replaced in `old` to have `new`: one edit.
#[must_use]
pub fn difference(old: &str, new: &str) -> Edit {
    let whole = Edit {
        span: Span::new(0, old.len()),
        text: new.to_owned(),
    };
    trimmed(old, &whole)
}

/// The same edit without what it leaves as it is at either end.
fn trimmed(text: &str, edit: &Edit) -> Edit {
    let old = &text[edit.span];
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        let pairs = a.zip(b).take_while(|(a, b)| a == b);
        pairs.map(|(c, _)| c.len_utf8()).sum()
    };
    let head = same(&mut old.chars(), &mut edit.text.chars());
    let (old, new) = (&old[head..], &edit.text[head..]);
    let tail = same(&mut old.chars().rev(), &mut new.chars().rev());
    Edit {
        span: Span::new(edit.span.start + head, edit.span.end - tail),
        text: new[..new.len() - tail].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Checker, Options};
    use crate::po::charset::Decoded;
    use crate::po::writer::edited;

    #[test]
    fn a_replacement_is_what_the_fix_writes() {
        let text = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n#, c-format, c-format\nmsgid \"a\"\nmsgstr \"b\"\n";
        let checker = Checker::new(Options::default()).unwrap();
        let decoded = Decoded::new(text.as_bytes().to_vec());
        let found = checker.check("x.po", &decoded).diagnostics;
        let at = found
            .iter()
            .position(|one| one.rule == "duplicate-flag")
            .unwrap();
        let edits = &replacements(text, &found)[at];
        assert!(edited(text, edits).contains("#, c-format\n"), "{edits:?}");
    }

    #[test]
    fn both_ends_are_left_alone() {
        let text = "msgstr \"retourné à\"";
        let span = Span::new(0, text.len());
        let new = "msgstr \"renvoyé à\"".to_owned();
        let edit = trimmed(text, &Edit { span, text: new });
        assert_eq!((&text[edit.span], edit.text.as_str()), ("tourn", "nvoy"));
    }
}
