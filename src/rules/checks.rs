//! The checks of the rules that run in a file, by what they look at: sorted out once a file, not once an entry.

use super::{Across, Check, EntryView, Findings, Message, Rule, format, rst};
use crate::diagnostic::Meta;

/// The checks of some rules.
#[derive(Default)]
pub(crate) struct Checks {
    entry: Vec<fn(&EntryView<'_>, &mut Findings)>,
    message: Vec<fn(&Message<'_>, &mut Findings)>,
    header: Vec<fn(&Message<'_>, &mut Findings)>,
    /// Most messages have no fault and no format: rules of these kinds are called for those that have.
    markup: Vec<(rst::Name, &'static Meta<'static>)>,
    format: Vec<(usize, &'static Meta<'static>)>,
    /// Those over all files of the run.
    pub across: Vec<(&'static Rule, &'static Across)>,
}

impl Checks {
    /// The checks of `rules`.
    pub fn of(rules: &[&'static Rule]) -> Checks {
        let mut checks = Checks {
            entry: Vec::with_capacity(rules.len()),
            message: Vec::with_capacity(rules.len()),
            markup: Vec::with_capacity(rules.len()),
            ..Checks::default()
        };
        for rule in rules {
            match &rule.check {
                Check::Entry(check) => checks.entry.push(*check),
                Check::Message(check) => checks.message.push(*check),
                Check::Markup(name) => checks.markup.push((*name, &rule.meta)),
                Check::Format(rank) => checks.format.push((*rank, &rule.meta)),
                Check::Header(check) => checks.header.push(*check),
                Check::Across(across) => checks.across.push((rule, across)),
                Check::Fault(_) | Check::File(_) | Check::Engine => {}
            }
        }
        checks
    }

    /// Checks entries, each with the number under which its findings are asked for.
    pub fn entries(&self, entries: &[(usize, EntryView<'_>)], found: &mut Findings) {
        for check in &self.entry {
            for (number, entry) in entries {
                found.owner = *number;
                check(entry, found);
            }
        }
    }

    /// Checks a header entry.
    pub fn header(&self, message: &Message<'_>, found: &mut Findings) {
        for check in &self.header {
            check(message, found);
        }
    }

    /// Checks translated messages, each with the number under which its findings are asked for.
    pub fn messages(&self, messages: &[(usize, Message<'_>)], found: &mut Findings) {
        for (number, message) in messages {
            found.owner = *number;
            format::tell(&self.format, message, found);
        }
        for (number, message) in messages {
            // Whether it is markup only the source can show.
            if !message.names_text {
                found.owner = *number;
                rst::tell(&self.markup, message, found);
            }
        }
        for check in &self.message {
            for (number, message) in messages {
                found.owner = *number;
                check(message, found);
            }
        }
    }
}
