//! Where a message comes from: the `#:` lines, as `msgcat` 0.21 reads them and writes them.
//!
//! Found from its behaviour: what is parted by blanks is a reference each, but for a line number that stands apart from
//! its file (`a.c: 12`, `a.c :12`, `a.c : 12`); a reference that was there already is dropped; a line takes as many as
//! fit in the page, counted in bytes, whatever `--no-wrap` says. A translator's comment `# File: a.c, line:12` (the old
//! Solaris style) is a reference too.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::Location;
use super::charset::Charset;

/// A place in a source file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Reference<'a> {
    /// The file.
    pub(super) name: &'a str,
    /// The line; −1 where there is none. Numbers are taken modulo 2⁶⁴, so that others can be negative too.
    pub(super) line: i64,
}

/// How many references are compared one with another before they are put in a table.
const FEW: usize = 16;

/// Appends the references of what stands behind `#:`.
pub(super) fn parse<'a>(line: &'a str, found: &mut Vec<Reference<'a>>) {
    let mut words = line
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let mut ahead = words.clone();
        let next = ahead.next();
        let (name, digits, used) = match (next, ahead.next()) {
            (Some(next), _) if next.strip_prefix(':').is_some_and(is_number) => {
                (word, &next[1..], 1)
            }
            (Some(":"), Some(digits)) if is_number(digits) => (word, digits, 2),
            (Some(digits), _) if word.ends_with(':') && is_number(digits) => {
                (&word[..word.len() - 1], digits, 1)
            }
            _ => match word.rsplit_once(':') {
                Some((name, digits)) if !name.is_empty() && is_number(digits) => (name, digits, 0),
                _ => (word, "", 0),
            },
        };
        for _ in 0..used {
            words.next();
        }
        let line = if digits.is_empty() {
            -1
        } else {
            number(digits)
        };
        found.push(Reference { name, line });
    }
}

/// The reference in what stands behind `#` of a translator's comment, if it has the form of Solaris.
pub(super) fn solaris(comment: &str) -> Option<Reference<'_>> {
    let rest = comment
        .strip_prefix(" File:")
        .or_else(|| comment.strip_prefix(" file:"))?;
    let blank = [' ', '\t'];
    let rest = rest.trim_end_matches(blank);
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &rest[before.len()..];
    let head = before.strip_suffix(':')?.trim_end_matches(blank);
    let head = head
        .strip_suffix("number")
        .unwrap_or(head)
        .trim_end_matches(blank);
    let name = head
        .strip_suffix("line")?
        .trim_end_matches(blank)
        .strip_suffix(',')?;
    is_number(digits).then(|| Reference {
        name: name.trim_matches(blank),
        line: number(digits),
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn number(digits: &str) -> i64 {
    digits
        .bytes()
        .fold(0u64, |value, digit| {
            value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))
        })
        .cast_signed()
}

/// Drops those that were there already.
pub(super) fn unique(references: &mut Vec<Reference<'_>>) {
    if references.len() > FEW {
        let mut seen = HashSet::with_capacity(references.len());
        references.retain(|reference| seen.insert(*reference));
        return;
    }
    let mut kept = 0;
    for at in 0..references.len() {
        if !references[..kept].contains(&references[at]) {
            references[kept] = references[at];
            kept += 1;
        }
    }
    references.truncate(kept);
}

/// Appends the `#:` lines.
pub(super) fn write(
    out: &mut String,
    references: &mut Vec<Reference<'_>>,
    location: Location,
    page: usize,
    charset: Charset,
    eol: &str,
) {
    match location {
        Location::Never => return,
        Location::Full => {}
        Location::File => {
            for reference in references.iter_mut() {
                reference.line = -1;
            }
            unique(references);
        }
    }
    if references.is_empty() {
        return;
    }
    out.push_str("#:");
    let mut column = 2;
    let mut digits = String::new();
    for reference in references.iter() {
        digits.clear();
        if reference.line != -1 {
            let _ = write!(digits, ":{}", reference.line);
        }
        let length = 1 + charset.bytes(reference.name) + digits.len();
        if column > 2 && column + length > page {
            out.push_str(eol);
            out.push_str("#:");
            column = 2;
        }
        out.push(' ');
        out.push_str(reference.name);
        out.push_str(&digits);
        column += length;
    }
    out.push_str(eol);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Vec<(&str, i64)> {
        let mut found = Vec::new();
        parse(line, &mut found);
        found
            .iter()
            .map(|reference| (reference.name, reference.line))
            .collect()
    }

    #[test]
    fn numbers_apart_from_their_file() {
        assert_eq!(
            parsed(" a.c:1 b:\t2 c :3 d : 4 e: x f"),
            [
                ("a.c", 1),
                ("b", 2),
                ("c", 3),
                ("d", 4),
                ("e:", -1),
                ("x", -1),
                ("f", -1)
            ]
        );
        assert_eq!(parsed("a: 1: 2 :"), [("a:", -1), ("1", 2), (":", -1)]);
        assert_eq!(parsed(": 1 ::2"), [("", 1), (":", 2)]);
        assert_eq!(parsed(":1"), [(":1", -1)]);
        assert_eq!(parsed("a:18446744073709551615"), [("a", -1)]);
    }

    #[test]
    fn solaris_comments() {
        let found = |comment| solaris(comment).map(|found| (found.name, found.line));
        assert_eq!(found(" File: a.c, line:5"), Some(("a.c", 5)));
        assert_eq!(found(" file:a b ,line number :05 "), Some(("a b", 5)));
        for other in [
            " File: a.c, line: 5",
            "File: a.c,line:5",
            " File: a.c,line:",
            " File: a.c line:5",
        ] {
            assert_eq!(found(other), None, "{other}");
        }
    }

    #[test]
    fn many_are_made_unique_as_few_are() {
        let names: Vec<String> = (0..40).map(|rank| format!("f{}", rank % 20)).collect();
        let mut many: Vec<_> = names
            .iter()
            .map(|name| Reference { name, line: 1 })
            .collect();
        let mut few = many[10..22].to_vec();
        unique(&mut many);
        unique(&mut few);
        assert_eq!((many.len(), few.len()), (20, 12));
        few.push(few[0]);
        unique(&mut few);
        assert_eq!(few.len(), 12);
    }
}
