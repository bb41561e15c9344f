//! The comments above the header, as a project asks for them.

use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-comment",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "no comment above the header says what the project asks for",
        docs: "A project may ask, with a regular expression in its configuration or in its pack, for a comment above the header: the line of the copyright, the licence. Without that setting the rule is silent. There is no example: it takes the setting.",
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    let Some(wanted) = view.file.header_comment.as_ref().filter(|_| view.header) else {
        return;
    };
    if view
        .entry
        .translator_comments()
        .any(|(comment, _)| wanted.is_match(comment.trim()))
    {
        return;
    }
    found.report_at(
        &RULE.meta,
        view.keyword_span(),
        format!("no comment above the header matches `{wanted}`"),
    );
}
