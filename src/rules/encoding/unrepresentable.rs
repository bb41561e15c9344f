//! A fix that the file’s charset cannot hold.

use super::{Check, Group, Meta, Rule, Severity};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unrepresentable",
        group: Group::Encoding,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a fix needs a character that the file’s charset has not",
        docs: "A file in ISO-8859-1 has no `œ`. A fix that would write one is refused for that entry and said, never written as `?`; convert the file to UTF-8 first (`msgconv -t UTF-8`). There is no example: an example is UTF-8.",
    },
    check: Check::Engine,
};
