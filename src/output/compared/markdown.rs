//! What differs, as a comment on a pull request: compact, and short enough for a forge to take.
//!
//! Changed words stand in `<del>` and `<ins>`, which the forges show. Every character that Markdown or HTML could take for
//! its own is written as an entity, so that a translation never turns into markup, a mention or a link to an issue.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::paragraph::{Kind, elided};
use super::{Part, heading, parts, shown, summary, title, total, unchanged_moves};
use crate::compare::{Difference, FileDifference};
use crate::output::escape::markdown as escaped;
use crate::output::{Failure, count};

/// How long a comment may be, in characters; GitHub takes 65 536.
const LONGEST: usize = 60_000;

/// How many characters of a source are shown that is only there to be recognised.
const SOURCE: usize = 200;

/// Up to how many files are unfolded.
const UNFOLDED: usize = 5;

/// Of how many files is said why they could not be compared.
const FAILURES: usize = 10;

/// What ends the part of a file.
const END: &str = "\n</details>\n";

/// Writes it.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    files: &[FileDifference],
    failures: &[Failure<'_>],
) -> io::Result<()> {
    let mut text = if files.is_empty() && !failures.is_empty() {
        String::new()
    } else {
        format!("**{}**\n", escaped(&total(files)))
    };
    if !failures.is_empty() {
        let files = count(failures.len(), "file");
        let _ = writeln!(text, "\n**{files} could not be compared**\n");
        for failure in failures.iter().take(FAILURES) {
            let (file, message) = (escaped(failure.file), escaped(failure.message));
            let _ = writeln!(text, "- <code>{file}</code>: {message}");
        }
        if failures.len() > FAILURES {
            let _ = writeln!(text, "- … and {} more", failures.len() - FAILURES);
        }
    }
    let mut length = text.chars().count();
    let (mut left_out, mut files_left_out) = (0, 0);
    let open = if files.len() > UNFOLDED { "" } else { " open" };
    for file in files {
        let head = format!(
            "\n<details{open}><summary><code>{}</code>: {}</summary>\n\n",
            escaped(&title(file)),
            escaped(&summary(file))
        );
        let shown = shown(file);
        if left_out > 0 || length + head.len() + END.len() > LONGEST {
            left_out += shown.len();
            files_left_out += 1;
            continue;
        }
        length += head.chars().count() + END.len();
        text.push_str(&head);
        let mut add = |item: String| {
            let size = item.chars().count();
            if left_out > 0 || length + size > LONGEST {
                left_out += 1;
            } else {
                length += size;
                text.push_str(&item);
            }
        };
        for (from, messages) in unchanged_moves(file) {
            let messages = count(messages, "message");
            add(format!(
                "- {messages} moved from <code>{}</code>, unchanged\n",
                escaped(from)
            ));
        }
        for difference in shown {
            add(item(difference));
        }
        text.push_str(END);
    }
    if left_out > 0 || files_left_out > 0 {
        let files = match files_left_out {
            0 => String::new(),
            number => format!(" ({} not shown at all)", count(number, "file")),
        };
        let _ = writeln!(
            text,
            "\n… and {} that did not fit here{files}",
            count(left_out, "change")
        );
    }
    out.write_all(text.as_bytes())
}

fn item(difference: &Difference) -> String {
    let line = difference.any().map_or(0, |any| any.line);
    let mut item = format!(
        "- {line} **{}**",
        escaped(&heading(difference, &difference.aspects()))
    );
    for part in parts(difference) {
        item.push_str("<br>");
        if !part.label.is_empty() {
            let _ = write!(item, "{}: ", escaped(&part.label));
        }
        words(&mut item, &part);
    }
    item.push('\n');
    item
}

fn words(item: &mut String, part: &Part<'_>) {
    for (kind, mut text) in elided(&part.runs) {
        if part.context
            && let Some((end, _)) = text.char_indices().nth(SOURCE)
        {
            text.truncate(end);
            text.push('…');
        }
        let shown = visible(&text, kind != Kind::Same);
        match kind {
            Kind::Same if part.context => {
                let _ = write!(item, "<i>{shown}</i>");
            }
            Kind::Same => item.push_str(&shown),
            Kind::Removed => {
                let _ = write!(item, "<del>{shown}</del>");
            }
            Kind::Added => {
                let _ = write!(item, "<ins>{shown}</ins>");
            }
        }
    }
}

/// A text as it stands on the page, blanks that changed made visible.
fn visible(text: &str, changed: bool) -> String {
    let text = if changed {
        let blank = text.chars().all(|c| c == ' ');
        let text = text.replace(['\u{a0}', '\u{202f}'], "⍽");
        if blank {
            text.replace(' ', "␣")
        } else {
            text
        }
    } else {
        text.to_owned()
    };
    escaped(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::po::snapshot::Snapshots;

    fn comment(old: &str, new: &str) -> String {
        let (old, new) = (Snapshots::read(old).unwrap(), Snapshots::read(new).unwrap());
        let file = FileDifference {
            old: Some("a_b.po".to_owned()),
            new: Some("a_b.po".to_owned()),
            differences: compare(&old, &new),
        };
        let mut out = Vec::new();
        write(&mut out, &[file], &[]).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_translation_is_nothing_but_text() {
        let old = "msgid \"s\"\nmsgstr \"un deux trois quatre cinq\"\n";
        let new = "msgid \"s\"\nmsgstr \"un deux trois quatre cinq <b>*@ada* `#12`</b>\\n\"\n";
        let text = comment(old, new);
        assert!(text.contains("<code>a&#95;b.po</code>"), "{text}");
        let added = "<ins> &#60;b&#62;&#42;&#64;<!-- -->ada&#42; &#96;&#35;<!-- -->12&#96;&#60;/b&#62;&#92;n </ins>\n";
        assert!(text.contains(added), "{text}");
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let message = |at| format!("msgid \"{at}\"\nmsgstr \"{}\"\n\n", "é".repeat(1000));
        let all: String = (0..100).map(message).collect();
        let text = comment("", &all);
        assert!(text.chars().count() < 65_536);
        assert!(
            text.ends_with("\n</details>\n\n… and 43 changes that did not fit here\n"),
            "{}",
            &text[text.floor_char_boundary(text.len() - 90)..]
        );
    }
}
