//! Bytes that are not the charset that the header declares.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::charset::{self, EncodingFault};
use crate::po::header;
use crate::po::lexer::{Lexer, Token, TokenKind};
use crate::rules::{FileView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "invalid-encoding",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "bytes that are not in the declared charset",
        docs: "A reader that trusts the header shows rubbish there, and gettext refuses the file; where such bytes stand in comments alone it does not mind, and it is a warning. Told once a file, at the first of them. Nothing is written to such a file until it is mended. A file of UTF-8 whose header names a charset of single bytes (ISO-8859-1) is told too; it is read and written as the UTF-8 that it is. There is no example: a text cannot hold what is wrong.",
    },
    check: Check::File(check),
};

fn check(view: &FileView<'_>, found: &mut Findings) {
    if view.encoding.is_none() && view.charset == "UTF-8" {
        mislabelled(view, found);
        return;
    }
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

/// The text is UTF-8, and the header names a charset in which all of its letters are others.
fn mislabelled(view: &FileView<'_>, found: &mut Findings) {
    let text = view.text;
    if text.is_ascii() {
        return;
    }
    let declared = header::charset_field(view.file.catalogue.header_text());
    let Some(declared) = declared.and_then(|(name, _)| charset::single_byte(name)) else {
        return;
    };
    // In comments gettext does not mind.
    let mut strings = Lexer::new(text).filter(|token| !matches!(token.kind, TokenKind::Comment(_)));
    let letter = |token: Token| {
        let inner = &text[token.span];
        let (at, letter) = inner.char_indices().find(|(_, c)| !c.is_ascii())?;
        let start = token.span.start + at;
        Some(Span::new(start, start + letter.len_utf8()))
    };
    if let Some(span) = strings.find_map(letter) {
        found
            .report_at(
                &RULE.meta,
                span,
                format!("the file is UTF-8, its header names {declared}"),
            )
            .help("write `charset=UTF-8` in its `Content-Type`");
    }
}
