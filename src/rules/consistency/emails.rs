//! Addresses of mail that source and translation do not share.

use memchr::{memchr_iter, memmem};

use super::shared::{Value, is_slip, report, unlike};
use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "email-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "an e-mail address of the source is missing, or differs by a slip",
        docs: r#"Mail that goes astray. Another address in its place may be that of the translators, who may also add theirs.
```po bad
msgid "Report errors to <bugs@debian.org>."
msgstr "Signalez les erreurs à <bugs@debain.org>."
```
```po good
msgid "Report errors to <bugs@debian.org>."
msgstr "Signalez les erreurs à <bugs@debian.org>."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.source_bytes().has(b'@') || message.untouched {
        return;
    }
    let (source, text) = (emails(message.source), emails(message.text));
    let mut missing = unlike(&source, &text, str::eq_ignore_ascii_case);
    missing.retain(|old| memmem::find(message.text.as_bytes(), old.text.as_bytes()).is_none());
    let new = unlike(&text, &source, str::eq_ignore_ascii_case);
    let slips: Vec<&Value<'_>> = new
        .iter()
        .copied()
        .filter(|new| missing.iter().any(|old| is_slip(new.text, old.text)))
        .collect();
    // An address in letters of another script is one too.
    let gone = memchr_iter(b'@', message.text.as_bytes()).count() <= text.len() && new.is_empty();
    if !missing.is_empty() && (gone || !slips.is_empty()) {
        report(&RULE.meta, message, &missing, &slips, found);
    }
}

/// The addresses of a text, those of examples left out.
fn emails(text: &str) -> Vec<Value<'_>> {
    let bytes = text.as_bytes();
    let part =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    memchr_iter(b'@', bytes)
        .filter_map(|at| {
            let start = at
                - bytes[..at]
                    .iter()
                    .rev()
                    .take_while(|byte| part(byte))
                    .count();
            let end = at + 1 + bytes[at + 1..].iter().take_while(|byte| part(byte)).count();
            let host = text[at + 1..end].trim_end_matches(['.', '-']);
            // `E<lt>ada@x.orgE<gt>`, as POD and man pages write it.
            let coded = text[at + 1 + host.len()..].starts_with('<');
            let host = host.strip_suffix('E').filter(|_| coded).unwrap_or(host);
            let (_, top) = host.rsplit_once('.')?;
            let whole = start < at
                && top.len() > 1
                && top.bytes().all(|byte| byte.is_ascii_alphabetic())
                && !host
                    .split('.')
                    .any(|part| matches!(part, "example" | "domain" | "host"));
            whole.then(|| Value {
                text: &text[start..at + 1 + host.len()],
                at: start,
            })
        })
        .collect()
}
