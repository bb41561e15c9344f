//! Line ends of two kinds in one file.

use super::{Check, Group, Meta, Rule, Severity};
use memchr::{memchr, memchr_iter, memmem};

use crate::diagnostic::{Safety, Span};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "mixed-line-endings",
        group: Group::Encoding,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "line ends of two kinds",
        docs: "One half of the lines ends with a carriage return and a line feed, the other with a line feed alone: some editor has changed what it touched, and every later change shows whole lines anew. The fix writes all as most of them are. There is no example: a line end cannot be shown.",
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let bytes = view.text.as_bytes();
    if memchr(b'\r', bytes).is_none() {
        return;
    }
    let returns = || memmem::find_iter(bytes, b"\r\n");
    let with = returns().count();
    let without = memchr_iter(b'\n', bytes).count() - with;
    if with == 0 || without == 0 {
        return;
    }
    if with > without {
        let bare = || memchr_iter(b'\n', bytes).filter(|&at| at == 0 || bytes[at - 1] != b'\r');
        let Some(first) = bare().next() else { return };
        let message = format!(
            "{without} of {} lines end without a carriage return",
            with + without
        );
        let one = found.report_at(&RULE.meta, Span::new(first, first + 1), message);
        for at in bare() {
            one.fix(Safety::Safe, Span::new(at, at), "\r");
        }
    } else {
        let Some(first) = returns().next() else {
            return;
        };
        let message = format!(
            "{with} of {} lines end with a carriage return",
            with + without
        );
        let one = found.report_at(&RULE.meta, Span::new(first, first + 1), message);
        for at in returns() {
            one.fix(Safety::Safe, Span::new(at, at + 1), "");
        }
    }
}
