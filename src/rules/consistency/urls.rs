//! Addresses on the web that source and translation do not share.

use memchr::memmem;

use super::shared::{Value, is_reference, is_slip, report, unlike};
use super::{Check, Group, Meta, Rule, Severity};
use crate::rules::{Findings, Message};

pub(super) static MISMATCH: Rule = Rule {
    meta: Meta {
        id: "url-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a URL differs from that of the source by a slip",
        docs: r#"A link that leads nowhere because one or two characters of it changed. Another address in its place may be the page in the reader's language and is left alone, as are `http` for `https`, a slash at the end, codes of languages and countries within it (`en.wikipedia.org`), and addresses that are examples. What references of reStructuredText point at is `rst-references`'; a URL that is gone is `missing-url`'s.
```po bad
msgid "Report errors at <https://bugs.debian.org/tags>."
msgstr "Signalez les erreurs à l'adresse <https://bugs.debain.org/tags>."
```
```po good
msgid "Report errors at <https://bugs.debian.org/tags>."
msgstr "Signalez les erreurs à l'adresse <https://bugs.debian.org/tags>."
```"#,
    },
    check: Check::Message(mismatch),
};

pub(super) static MISSING: Rule = Rule {
    meta: Meta {
        id: "missing-url",
        group: Group::Consistency,
        severity: Severity::Info,
        fix: None,
        default: false,
        summary: "the source has URLs, the translation has none",
        docs: r#"The address that the source gives is gone, and no other is in its place. Translators may well say the same in words, so this is off unless asked for.
```po bad
msgid "Report errors at <https://bugs.debian.org/tags>."
msgstr "Signalez les erreurs."
```
```po good
msgid "Report errors at <https://bugs.debian.org/tags>."
msgstr "Signalez les erreurs à l'adresse <https://bugs.debian.org/tags>."
```"#,
    },
    check: Check::Message(missing),
};

fn mismatch(message: &Message<'_>, found: &mut Findings) {
    let source = of_source(message);
    if source.is_empty() {
        return;
    }
    let text = urls(message.text);
    let missing = unlike(&source, &text, same);
    let new = unlike(&text, &source, same);
    for new in &new {
        let slip = |old: &&&Value<'_>| is_slip(plain(old.text), plain(new.text));
        if let Some(old) = missing.iter().find(slip) {
            report(&MISMATCH.meta, message, &[old], &[new], found);
        }
    }
}

fn missing(message: &Message<'_>, found: &mut Findings) {
    let source = of_source(message);
    if source.is_empty() || message.text.contains("http") || message.text.contains("://") {
        return;
    }
    let missing: Vec<&Value<'_>> = source
        .iter()
        .filter(|url| !holds(message.text, url.text))
        .collect();
    if !missing.is_empty() {
        report(&MISSING.meta, message, &missing, &[], found);
    }
}

/// The addresses of the source that no reference of reStructuredText holds and that are no examples.
fn of_source<'m>(message: &'m Message<'_>) -> Vec<Value<'m>> {
    if message.untouched || !message.source_bytes().has(b':') {
        return Vec::new();
    }
    let mut urls = urls(message.source);
    urls.retain(|url| {
        !url.text.contains("example.") && !is_reference(message.source_markup(), url.at)
    });
    urls
}

/// An address without `https://` and the slash at its end.
fn plain(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let rest = rest.trim_end_matches('/');
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// Whether the text has the address without what begins it: `example.org/bugs`.
fn holds(text: &str, url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    memmem::find(text.as_bytes(), rest.trim_end_matches('/').as_bytes()).is_some()
}

fn same(a: &str, b: &str) -> bool {
    plain(a).eq_ignore_ascii_case(plain(b))
}

/// The addresses of a text.
fn urls(text: &str) -> Vec<Value<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut last = 0;
    for at in memmem::find_iter(bytes, b"://") {
        // One within another: what an archive keeps.
        if at < last {
            continue;
        }
        let scheme = bytes[last..at]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let start = at - scheme;
        if !matches!(&text[start..at], "http" | "https" | "ftp") {
            continue;
        }
        let rest = &text[at + 3..];
        let end = rest
            .find(|c: char| {
                c.is_whitespace()
                    || !c.is_ascii() && !c.is_alphabetic()
                    || matches!(
                        c,
                        '"' | '\''
                            | '<'
                            | '>'
                            | '('
                            | ')'
                            | '['
                            | ']'
                            | '`'
                            | '|'
                            | '\\'
                            | '{'
                            | '}'
                    )
            })
            .unwrap_or(rest.len());
        let host = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
        // A placeholder, or letters of a script without spaces that follow.
        if host.is_ascii() && host.contains('.') && !host.contains("%s") && !host.contains('$') {
            last = at + 3 + host.len();
            found.push(Value {
                text: &text[start..last],
                at: start,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::urls;

    #[test]
    fn an_address_within_another_is_part_of_it() {
        let text = "See http://archive.org/web/2009/http://example.net/page, then https://b.org.";
        let found: Vec<&str> = urls(text).iter().map(|url| url.text).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("example.net"), "{found:?}");
    }
}
