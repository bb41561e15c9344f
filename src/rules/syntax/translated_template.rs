//! A template that holds translations.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "translated-template",
        group: Group::Syntax,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a template (`.pot`) holds translations",
        docs: "A template is made from the program’s sources and its translations are empty; one that holds some is a translation under the wrong name. Told once, at the first of them. There is no example: it takes the name (`demo.pot`).",
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    if let Some(span) = view
        .file
        .catalogue
        .translated
        .filter(|_| view.file.is_template())
    {
        found
            .report_at(&RULE.meta, span, "a template has no translations")
            .help("name the file `.po`, or make the template anew");
    }
}
