//! A translation that is longer than its entry allows.

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::lexer::CommentKind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "max-length",
        group: Group::Layout,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a translation is longer than a flag or a comment allows",
        docs: r#"The room for a text may be limited: a display, a field of a database. The flag `max-length:N`, as Weblate writes it, says so, or a developer's comment (`#. max-length: 20`, `#. MAXLENGTH=20`, `#. Maximum length 20`, `#. max. 20 characters`). Characters are counted; a source that is too long itself shows that the limit is not meant.
```po bad
#, max-length:10
msgid "Settings"
msgstr "Configuration"
```
```po good
#, max-length:10
msgid "Settings"
msgstr "Réglages"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some((limit, whence)) = limit(message) else {
        return;
    };
    let length = message.text.chars().count();
    if length > limit && message.source.chars().count() <= limit {
        let start = message
            .text
            .char_indices()
            .nth(limit)
            .map_or(0, |(at, _)| at);
        let told = format!("{length} characters, but the {whence} allows {limit}");
        found.report(&RULE.meta, Span::new(start, message.text.len()), told);
    }
}

/// The limit that the entry states, and where.
fn limit(message: &Message<'_>) -> Option<(usize, &'static str)> {
    let entry = message.entry;
    if entry.has_flags_beyond_fuzzy() {
        let mut flags = entry.flags();
        let limit =
            flags.find_map(|(flag, _)| flag.strip_prefix("max-length:")?.trim().parse().ok());
        if let Some(limit) = limit {
            return Some((limit, "flag"));
        }
    }
    let comments = entry.comments.iter();
    let mut comments = comments.filter(|comment| comment.kind == CommentKind::Extracted);
    comments.find_map(|comment| Some((stated(&entry.file()[comment.span])?, "comment")))
}

/// The limit that a comment states: `max` and `length` before a number, or `max` before it and characters behind it.
fn stated(comment: &str) -> Option<usize> {
    let bytes = comment.as_bytes();
    let at = memchr::memchr2_iter(b'm', b'M', bytes)
        .find(|&at| bytes[at..].len() > 3 && bytes[at..at + 3].eq_ignore_ascii_case(b"max"))?;
    // A word of its own.
    if at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let rest = comment[at + 3..].to_ascii_lowercase();
    let rest = rest.strip_prefix("imum").unwrap_or(&rest);
    let rest = rest.trim_start_matches(['.', '-', '_', ' ', ':']);
    let (rest, length) = match ["length", "len"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
    {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let lead = |c: char| matches!(c, ':' | '=' | ' ' | '(');
    let rest = rest.trim_start_matches(lead);
    let rest = ["is ", "of ", "= "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = rest[digits..].trim_start();
    (length || behind.starts_with("char") || behind.starts_with("letters"))
        .then(|| rest[..digits].parse().ok())
        .flatten()
        .filter(|limit| *limit > 0)
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn limits_in_comments() {
        for comment in [
            "#. max-length: 20",
            "#. MAXLENGTH=20",
            "#. max_length:20",
            "#. Maximum length: 20 characters",
            "#. TRANSLATORS: max. 20 characters",
            "#. Maximum 20 chars",
        ] {
            assert_eq!(stated(comment), Some(20), "{comment}");
        }
        for comment in [
            "#. max 20 files",
            "#. the climax length 20",
            "#. max-length",
            "#. Max is a name",
            "#. maximum length of the name",
        ] {
            assert_eq!(stated(comment), None, "{comment}");
        }
    }
}
