//! Paths of files that source and translation do not share.

use memchr::memchr_iter;

use super::shared::{Value, begins, report_missing};
use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "path-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "the path of a system's file in the source is missing",
        docs: r#"A path of the system (`/etc/fstab`, `/usr/share/doc`) is the same in every language. Paths that are examples (`/path/to/file`) may be translated, and are left alone.
```po bad
msgid "The line is read from /etc/fstab."
msgstr "La ligne est lue dans /etc/fsatb."
```
```po good
msgid "The line is read from /etc/fstab."
msgstr "La ligne est lue dans /etc/fstab."
```"#,
    },
    check: Check::Message(check),
};

/// The folders at the root of a system.
const ROOTS: [&str; 14] = [
    "bin", "boot", "dev", "etc", "lib", "lib64", "opt", "proc", "run", "sbin", "srv", "sys", "usr",
    "var",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.source_bytes().has(b'/') || message.untouched {
        return;
    }
    let source = paths(message.source);
    report_missing(&RULE.meta, message, &source, paths, found);
}

/// The paths of a system in a text, without a slash at the end.
fn paths(text: &str) -> Vec<Value<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut last = 0;
    for at in memchr_iter(b'/', bytes) {
        if at < last || !begins(text, at) {
            continue;
        }
        let length = bytes[at..]
            .iter()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'+')
            })
            .count();
        last = at + length;
        let path = text[at..last].trim_end_matches(['.', '/', '-', '_']);
        let mut parts = path[1.min(path.len())..].split('/');
        let rooted = parts.next().is_some_and(|root| ROOTS.contains(&root));
        let open = text[at + path.len()..].starts_with(['<', '%', '{', '$', '*', '[', '~', ':'])
            || text[at + path.len()..].starts_with("/<")
            || text[at + path.len()..].starts_with("/%")
            || text[at + path.len()..].starts_with("/…")
            || text[at + path.len()..].starts_with("/*");
        // `/proc/PID/maps`: a part that stands for another.
        let stands = path[1.min(path.len())..]
            .split('/')
            .any(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
        if rooted && parts.next().is_some() && !open && !stands {
            found.push(Value { text: path, at });
        }
    }
    found
}
