//! XML and HTML, in messages whose source holds them.
//!
//! A rule of this group speaks only where the source itself is a fragment of XML or HTML: every `<` of it begins a tag
//! or a comment, every tag has its counterpart, and there is a tag at all. `<file>` in the help of a command, `a < b`
//! and addresses between angle brackets are none, and a message that is part of a larger piece of markup is left alone.

mod entities;
mod scan;
mod xml_entity;
mod xml_malformed;
mod xml_tags;

use super::{Check, Group, Message, Meta, Rule, Severity};
use crate::po::{Entry, Parser};
use scan::{Fault, Tag};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&xml_malformed::RULE, &xml_tags::RULE, &xml_entity::RULE];

/// Calls `each` for every message of a file that is in use, with its source and its first translation.
fn each_message(file: &str, mut each: impl FnMut(&str, &str)) {
    let mut parser = Parser::new(file);
    let mut entry = Entry::default();
    while parser.read(&mut entry) {
        parser.faults.clear();
        let text = entry.translations().next();
        if let (Some(source), Some(text)) = (entry.msgid(), text)
            && !entry.obsolete
        {
            each(&source, &entry.text(text).decode());
        }
    }
}

/// The tags of a message's source, where it is XML or HTML and the translation is not the source itself.
fn source_tags<'a>(message: &Message<'a>) -> Option<Vec<Tag<'a>>> {
    let source = message.source;
    if !is_markup(message) || message.text == source {
        return None;
    }
    scan::tags(source).ok().filter(|tags| !tags.is_empty())
}

/// Whether the source may be XML or HTML. In documentation written in reStructuredText a tag is mostly what the text is about.
fn is_markup(message: &Message<'_>) -> bool {
    if !message.source_bytes().has(b'<') {
        return false;
    }
    let source = message.source.trim();
    if message.is_rst() {
        source.starts_with('<') && source.ends_with('>') && !source.contains('`')
    } else {
        true
    }
}
