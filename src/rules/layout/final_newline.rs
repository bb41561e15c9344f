//! A file whose last line has no end.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::{Safety, Span};
use crate::markup::Format;
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "final-newline",
        group: Group::Layout,
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        default: true,
        summary: "the last line has no line end",
        docs: "A text file ends with a newline; what is put behind this one begins on its last line. `msgcat` writes it. Behind a comment or an obsolete entry, which no program reads, nothing is said, unless the text is reStructuredText (as `sphinx-lint` has it). There is no example: a missing line end cannot be shown.",
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let text = view.text;
    let Some(last) = text.chars().next_back().filter(|c| *c != '\n') else {
        return;
    };
    let tail = text.rsplit('\n').next().unwrap_or_default();
    if tail.starts_with('#') && view.file.format != Format::Rst {
        return;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let finding = found.report_at(
        &RULE.meta,
        Span::new(text.len() - last.len_utf8(), text.len()),
        "the last line has no line end",
    );
    finding.fix(Safety::Safe, Span::new(text.len(), text.len()), end);
    finding.repeats = true;
}
