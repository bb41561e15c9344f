//! Bytes that are not the charset that the header declares.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::charset::EncodingFault;
use crate::po::header;
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "invalid-encoding",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "bytes that are not in the declared charset",
        docs: "A reader that trusts the header shows rubbish there, and gettext refuses the file; where such bytes stand in comments alone it does not mind, and it is a warning. Told once a file, at the first of them. Nothing is written to such a file until it is mended. There is no example: a text cannot hold what is wrong.",
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    let Some(EncodingFault::Invalid {
        charset,
        offset,
        byte,
        at,
        in_comment,
    }) = view.encoding
    else {
        return;
    };
    // A file whose header names no charset is told so by `charset-missing`.
    let header = view.file.catalogue.header.as_ref();
    let text = header.and_then(|header| header.text.as_deref());
    if text.is_some_and(|text| !text.is_empty() && header::charset_field(text).is_none()) {
        return;
    }
    let end = at + view.text[*at..].chars().next().map_or(0, char::len_utf8);
    let one = found.report_at(
        &RULE.meta,
        Span::new(*at, end),
        format!("byte 0x{byte:02x} at offset {offset} is not {charset}"),
    );
    one.help(
        "convert the file to the charset of its `Content-Type`, or name the one that it is in",
    );
    if *in_comment {
        one.severity = Severity::Warning;
    }
}
