//! A unified patch, as `patch -p1` and `git apply` read it, made from the changes alone: no file is compared whole.
//!
//! The lines are written in the file's own charset, line ends and all, since that is what the patch will be held against.

use std::io::{self, Write};
use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use super::Paint;
use super::escape::{self, patch_path};
use crate::fix::{Change, differing};
use crate::po::charset::Decoded;

/// How many lines stand around a change.
const CONTEXT: usize = 3;

/// Lines that are replaced: bytes of the old text, whole lines, and what comes instead.
struct Piece<'a> {
    old: Range<usize>,
    new: Vec<&'a str>,
}

/// Writes the patch of one file, nothing when there are no changes. With colours it is for the eye, and in UTF-8.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    name: &str,
    original: &Decoded,
    changes: &[Change],
    paint: Paint,
) -> io::Result<()> {
    let old: &str = &original.text;
    let pieces = pieces(old, changes);
    if pieces.is_empty() {
        return Ok(());
    }
    let name = name.trim_start_matches('/');
    for (mark, folder) in [("---", "a"), ("+++", "b")] {
        let head = format!("{mark} {}", patch_path(&format!("{folder}/{name}")));
        writeln!(out, "{}", paint.with("1", &head))?;
    }
    let mut patch = Patch {
        out,
        original,
        paint,
        line: 0,
        at: 0,
        grown: 0,
    };
    let mut first = 0;
    while first < pieces.len() {
        let mut last = first;
        while let Some(next) = pieces.get(last + 1)
            && near(old, pieces[last].old.end, next.old.start)
        {
            last += 1;
        }
        patch.hunk(&pieces[first..=last])?;
        first = last + 1;
    }
    Ok(())
}

/// The changes as the lines that really differ.
fn pieces<'a>(old: &str, changes: &'a [Change]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for change in changes {
        let before: Vec<&str> = old[change.span].split_inclusive('\n').collect();
        let after: Vec<&str> = change.text.split_inclusive('\n').collect();
        let mut starts = vec![change.span.start];
        starts.extend(before.iter().scan(change.span.start, |at, line| {
            *at += line.len();
            Some(*at)
        }));
        for op in differing(&before, &after) {
            let (old, new) = (op.old_range(), op.new_range());
            pieces.push(Piece {
                old: starts[old.start]..starts[old.end],
                new: after[new].to_vec(),
            });
        }
    }
    pieces
}

/// Whether so few lines stand between two changes that their contexts touch.
fn near(old: &str, end: usize, start: usize) -> bool {
    memchr_iter(b'\n', &old.as_bytes()[end..start])
        .take(2 * CONTEXT + 1)
        .count()
        <= 2 * CONTEXT
}

struct Patch<'a> {
    out: &'a mut dyn Write,
    original: &'a Decoded,
    paint: Paint,
    /// How many lines of the old text stand before the byte `at`.
    line: usize,
    at: usize,
    /// How many lines the new text has gained so far.
    grown: isize,
}

impl Patch<'_> {
    fn hunk(&mut self, pieces: &[Piece<'_>]) -> io::Result<()> {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return Ok(());
        };
        let old: &str = &self.original.text;
        let start = lines_before(old, first.old.start);
        let end = lines_after(old, last.old.end);
        self.line += memchr_iter(b'\n', &old.as_bytes()[self.at..start]).count();
        self.at = start;
        let old_lines = old[start..end].split_inclusive('\n').count();
        let removed: usize = pieces
            .iter()
            .map(|piece| old[piece.old.clone()].split_inclusive('\n').count())
            .sum();
        let added: usize = pieces.iter().map(|piece| piece.new.len()).sum();
        let new_lines = old_lines - removed + added;
        // A side without lines is named by the line before it.
        let old_line = self.line + usize::from(old_lines > 0);
        let new_line = self.line.wrapping_add_signed(self.grown) + usize::from(new_lines > 0);
        let head = format!(
            "@@ -{} +{} @@",
            side(old_line, old_lines),
            side(new_line, new_lines)
        );
        writeln!(self.out, "{}", self.paint.with("36", &head))?;
        let mut at = start;
        for piece in pieces {
            self.lines(' ', &old[at..piece.old.start])?;
            self.lines('-', &old[piece.old.clone()])?;
            for line in &piece.new {
                self.lines('+', line)?;
            }
            at = piece.old.end;
        }
        self.lines(' ', &old[at..end])?;
        self.grown += added.cast_signed() - removed.cast_signed();
        Ok(())
    }

    fn lines(&mut self, mark: char, lines: &str) -> io::Result<()> {
        for line in lines.split_inclusive('\n') {
            let (text, ended) = match line.strip_suffix('\n') {
                Some(text) => (text, true),
                None => (line, false),
            };
            if self.paint.colour {
                let code = match mark {
                    '-' => "31",
                    '+' => "32",
                    _ => "",
                };
                let whole = format!("{mark}{}", escape::line(text.trim_end_matches('\r')));
                let whole = if code.is_empty() {
                    whole
                } else {
                    self.paint.with(code, &whole)
                };
                writeln!(self.out, "{whole}")?;
            } else {
                // What the charset lacks was refused before it came here.
                let bytes = self.original.encode(text).map_err(io::Error::other)?;
                // A line of the context that GitHub would take for a command goes and comes back, which says the same.
                let command = mark == ' ' && text.trim_start().starts_with("::");
                let marks = if command { &['-', '+'][..] } else { &[mark] };
                for mark in marks {
                    write!(self.out, "{mark}")?;
                    self.out.write_all(&bytes)?;
                    writeln!(self.out)?;
                }
            }
            if !ended {
                writeln!(self.out, "\\ No newline at end of file")?;
            }
        }
        Ok(())
    }
}

/// Where the context before `at`, the start of a line, begins.
fn lines_before(text: &str, at: usize) -> usize {
    let mut start = at;
    for _ in 0..CONTEXT {
        if start == 0 {
            break;
        }
        start = memrchr(b'\n', &text.as_bytes()[..start - 1]).map_or(0, |newline| newline + 1);
    }
    start
}

/// Where the context after `at`, the start of a line, ends.
fn lines_after(text: &str, at: usize) -> usize {
    memchr_iter(b'\n', &text.as_bytes()[at..])
        .nth(CONTEXT - 1)
        .map_or(text.len(), |newline| at + newline + 1)
}

fn side(line: usize, lines: usize) -> String {
    if lines == 1 {
        line.to_string()
    } else {
        format!("{line},{lines}")
    }
}
