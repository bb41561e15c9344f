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
        docs: r#"A reader that trusts the header shows rubbish there, and gettext refuses the file; where such bytes stand in comments alone it does not mind, and it is a warning. Told once a file, at the first of them. Nothing is written to such a file until it is mended. There is no example: a text cannot hold what is wrong."#,
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
    // A file that names no charset is told so.
    if view.file.catalogue.header.as_ref().is_none_or(|header| {
        header
            .text
            .as_deref()
            .is_none_or(|text| header::charset_field(text).is_none())
    }) {
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
