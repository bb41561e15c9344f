//! What a message is written in: by where its entry says that it comes from, and by its form.

use super::FileContext;
use crate::find;
use crate::markup::{ByteSet, Format, is_code};
use crate::po::{CommentKind, Entry, Keyword};

/// The format of the strings of `entry`, whose decoded source is `source` with these `bytes`.
pub(super) fn format(
    file: &FileContext,
    entry: &Entry<'_>,
    source: &str,
    bytes: ByteSet,
) -> Format {
    // What keeps its line ends is laid out by hand; a heading of one line may be prose.
    let has_ends = bytes.has(b'\n');
    let inner = if has_ends {
        source.trim_matches('\n')
    } else {
        source
    };
    let lines = has_ends && inner.contains('\n');
    let block = lines || inner.starts_with([' ', '\t']);
    let text = entry.file();
    let (mut said, mut named, mut lines) = (None, None, true);
    for comment in &entry.comments {
        let line = &text[comment.span];
        match comment.kind {
            CommentKind::Extracted => said = said.or_else(|| Format::of_comment(&line[2..])),
            // As older versions of po4a wrote it.
            CommentKind::Translator => said = said.or_else(|| Format::of_comment(&line[1..])),
            CommentKind::Reference => {
                lines &= !block || !line.contains("docstring");
                named = named.or_else(|| of_reference(&line[2..], file));
            }
            CommentKind::Flags => {}
        }
    }
    let format = said.or(named).unwrap_or_else(|| {
        // Of a program's texts some are documentation; one without a mark has none to lose.
        if file.format == Format::Rst && is_of_program(entry) && !has_marks(source, bytes) {
            Format::Plain
        } else {
            file.format
        }
    });
    // What has blanks or marks twice in a list of names is nobody's fault.
    let credits = entry
        .field(Keyword::Msgctxt)
        .is_some_and(|field| CREDITS.contains(&&text[field.span]));
    let kept =
        block && entry.has_flags_beyond_fuzzy() && entry.flags().any(|(flag, _)| flag == "no-wrap");
    // Sphinx joins the lines of a paragraph: what has several is a block.
    let sphinx = block && lines && named == Some(Format::Rst) && !source.contains("\n\n");
    if format == Format::Code || kept || credits || is_code(source, bytes, sphinx) {
        Format::Code
    } else {
        format
    }
}

/// Whether a file is one that Tryton wrote, which alone reads it: a header of one line, and contexts that name fields of its
/// models, `field:res.group,name:`. A line more would be gone at its next export.
pub(super) fn is_of_tryton(header: &str, text: &str) -> bool {
    let mut contexts = memchr::memmem::find_iter(text.as_bytes(), b"\nmsgctxt \"").take(CONTEXTS);
    let names = |at: usize| {
        let line = text[at + 10..].lines().next().unwrap_or_default();
        let kind = line.split(':').next().unwrap_or_default();
        kind.len() < line.len()
            && !kind.is_empty()
            && kind
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            && line[kind.len()..].contains(',')
    };
    header.starts_with("Content-Type:")
        && header.lines().nth(1).is_none()
        && contexts.next().is_some_and(names)
        && contexts.all(names)
}

/// How KDE asks who has translated, `msgctxt` and all.
const CREDITS: [&str; 2] = [
    "msgctxt \"NAME OF TRANSLATORS\"",
    "msgctxt \"EMAIL OF TRANSLATORS\"",
];

/// Whether a text is one of those that Crowdin writes for a language of its own, by which it finds the places of texts in a
/// page: `crwdns1384:0crwdne1384:0`.
pub(crate) fn is_stand_in(text: &str) -> bool {
    text.starts_with("crwdns") && text.contains("crwdne")
}

/// So many contexts are looked at.
const CONTEXTS: usize = 16;

/// Whether the first file that an entry names is of a program, and not a docstring of one.
fn is_of_program(entry: &Entry<'_>) -> bool {
    let text = entry.file();
    let mut lines = entry.comments.iter();
    let first = lines.find(|comment| comment.kind == CommentKind::Reference);
    first.is_some_and(|comment| {
        let line = &text[comment.span][2..];
        let name = line
            .trim_start()
            .split([':', ' '])
            .next()
            .unwrap_or_default();
        let ending = name.rsplit('.').next().unwrap_or_default();
        PROGRAMS.contains(&ending) && !line.contains("docstring")
    })
}

/// Endings of the names of programs' files.
const PROGRAMS: [&str; 16] = [
    "py", "c", "h", "cc", "cpp", "js", "jsx", "ts", "tsx", "php", "pl", "pm", "rb", "java", "vala",
    "ui",
];

/// Whether a text may hold reStructuredText at all.
fn has_marks(source: &str, bytes: ByteSet) -> bool {
    bytes.any(MARKS) || (bytes.has(b':') && source.contains("::"))
}

const MARKS: ByteSet = ByteSet::of(b"`*|");

/// What the first of the files that a line of references names is written in. Most entries name the file that the one
/// before them names.
fn of_reference(line: &str, file: &FileContext) -> Option<Format> {
    let place = line.trim_ascii_start();
    let end = find::first([b':', b' ', b'\t', b'\r'], place.as_bytes());
    let name = &place[..end.unwrap_or(place.len())];
    let mut last = file.last_reference.borrow_mut();
    if last.0 != name {
        let format = Format::of_file_name(name.strip_suffix(".in").unwrap_or(name));
        last.0.clear();
        last.0.push_str(name);
        last.1 = format;
    }
    last.1
}
