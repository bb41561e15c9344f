//! A file as git's line diff reads it best: each message a block in one and the same layout, without what changes by
//! itself.

use std::borrow::Cow;

use super::{flags, fuzzy, undated};
use crate::po::snapshot::{Part, Snapshot, Snapshots};
use crate::po::wrap::{Width, field};

/// The messages in the order of the file, an empty line between them: comments, flags, then the strings, which end a line
/// after line feeds alone. `#:` lines and the dates of the header are left out.
#[must_use]
pub fn textconv(all: &Snapshots<'_>) -> String {
    let mut out = String::new();
    for message in &all.messages {
        if !out.is_empty() {
            out.push('\n');
        }
        block(&mut out, message);
    }
    out
}

fn block(out: &mut String, message: &Snapshot<'_>) {
    let mut lines = |part| {
        for line in message.part(part).flat_map(str::lines) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    };
    lines(Part::Translator);
    lines(Part::Extracted);
    let mut flags = flags(message);
    if fuzzy(message) {
        flags.insert(0, "fuzzy");
    }
    if !flags.is_empty() {
        out.push_str("#, ");
        out.push_str(&flags.join(", "));
        out.push('\n');
    }
    let prefix = if message.obsolete { "#~ " } else { "" };
    let mut string = |prefix: &str, keyword: &str, text: &str| {
        field(out, prefix, keyword, text, Width::NoWrap, "\n");
    };
    if let Some(previous) = &message.previous {
        let prefix = if message.obsolete { "#~| " } else { "#| " };
        string(prefix, "msgid", previous);
    }
    if let Some(context) = &message.key.context {
        string(prefix, "msgctxt", context);
    }
    string(prefix, "msgid", &message.key.source);
    if let Some(plural) = &message.plural {
        string(prefix, "msgid_plural", plural);
    }
    for (number, form) in message.translation.iter().enumerate() {
        let form = if message.is_header() {
            Cow::Owned(undated(form))
        } else {
            Cow::Borrowed(&**form)
        };
        if message.plural.is_some() {
            string(prefix, &format!("msgstr[{number}]"), &form);
        } else {
            string(prefix, "msgstr", &form);
        }
    }
}
