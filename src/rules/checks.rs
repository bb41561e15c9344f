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

    /// Checks an entry.
    pub fn entry(&self, entry: &EntryView<'_>, found: &mut Findings) {
        for check in &self.entry {
            check(entry, found);
        }
    }

    /// Checks a header entry.
    pub fn header(&self, message: &Message<'_>, found: &mut Findings) {
        for check in &self.header {
            check(message, found);
        }
    }

    /// Checks a translated message.
    pub fn message(&self, message: &Message<'_>, found: &mut Findings) {
        format::tell(&self.format, message, found);
        // Whether it is markup only the source can show.
        if !message.names_text {
            rst::tell(&self.markup, message, found);
        }
        for check in &self.message {
            check(message, found);
        }
    }
}
