//! A role that nothing defines.

use std::collections::BTreeSet;

use memchr::memmem;

use super::ticks::lead;
use super::{Check, Group, Meta, Rule, Safety, Severity, names};
use crate::markup::Kind;
use crate::po::{Entry, Keyword, Parser};
use crate::rules::selection::nearest;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-unknown-role",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: true,
        summary: "a role that does not exist",
        docs: r#"The build refuses a role that neither docutils nor Sphinx nor the project defines: a name that was translated, or a slip. The roles that the sources of the file use are the project's, and known. The fix is applied where the source has another role with the same text.
```po bad
msgid "See :func:`open`."
msgstr "Voir :fonc:`open`."
```
```po good
msgid "See :func:`open`."
msgstr "Voir :func:`open`."
```"#,
    },
    check: Check::Message(check),
};

/// A longer name is no slip for one that exists, bytes.
const LONGEST: usize = 40;

/// Whether no source of the file and nothing of Sphinx has a role of this name.
pub(super) fn is_unknown(message: &Message<'_>, role: &str) -> bool {
    if names::is_role(role) {
        return false;
    }
    // The message's own source, before the whole file is read.
    let role = role.to_lowercase();
    !roles(message.source).any(|name| name.to_lowercase() == role)
        && !known(message).contains(&role)
}

/// What stands for the name of a role in a source: all that is glued to the colon and the backtick behind it.
fn roles(source: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(source.as_bytes(), b":`")
        .map(|at| source[lead(source, 0, at).range()].trim_start_matches(':'))
}

/// The roles of the sources of the message's file.
fn known<'m>(message: &'m Message<'_>) -> &'m BTreeSet<String> {
    message.file.roles.get_or_init(|| {
        let mut known = BTreeSet::new();
        let mut parser = Parser::new(message.entry.file());
        let mut entry = Entry::default();
        let mut source = String::new();
        while parser.read(&mut entry) {
            for keyword in [Keyword::Msgid, Keyword::MsgidPlural] {
                let Some(field) = entry.field(keyword) else {
                    continue;
                };
                source.clear();
                entry.text(field).decode_into(&mut source);
                known.extend(roles(&source).map(str::to_lowercase));
            }
        }
        known
    })
}

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst() || !message.bytes().has(b'`') {
        return;
    }
    for token in message.markup() {
        let (Kind::Role | Kind::TitledRole, Some(role)) = (token.kind, token.role) else {
            continue;
        };
        let name = &message.text[role];
        if !is_unknown(message, name) {
            continue;
        }
        let finding = found.report(&RULE.meta, role, format!("no role is called `{name}`"));
        let target = token.target.map(|target| &message.text[target]);
        let source = message.source;
        let twin = message.source_markup().iter().find_map(|other| {
            let same = other.target.map(|target| &source[target]) == target;
            other.role.filter(|_| same).map(|role| &source[role])
        });
        if let Some(twin) = twin {
            finding
                .help(format!("the source has `:{twin}:`"))
                .fix(Safety::Safe, role, twin);
            continue;
        }
        let of_source = message
            .source_markup()
            .iter()
            .filter_map(|other| other.role.map(|role| &source[role]));
        if name.len() > LONGEST {
            continue;
        }
        let small = name.to_lowercase();
        let known: Vec<String> = names::roles().collect();
        let near = nearest(&small, of_source)
            .or_else(|| nearest(&small, known.iter().map(String::as_str)));
        if let Some(near) = near {
            let near = near.to_owned();
            finding
                .help(format!("did you mean `:{near}:`?"))
                .fix(Safety::Unsafe, role, near);
        }
    }
}
