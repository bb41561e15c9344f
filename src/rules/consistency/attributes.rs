//! Attributes of HTML and XML that source and translation do not share.

use super::shared::Value;
use super::{Check, Group, Meta, Rule, Severity};
use crate::markup::{Kind, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "attribute-mismatch",
        group: Group::Consistency,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "an attribute of a tag that the source has not, or another value",
        docs: r#"`href`, `class`, `id` and their like are for the program: another value leads elsewhere, and an attribute that the source has not may do anything. What is read (`title`, `alt`, `aria-label`…), the language, and the address of a page in the reader's language are left alone.
```po bad
msgid "Read <a href=\"%(url)s\">the terms</a>."
msgstr "Lisez <a href=\"« %(url)s »\">les conditions</a>."
```
```po good
msgid "Read <a href=\"%(url)s\">the terms</a>."
msgstr "Lisez <a href=\"%(url)s\">les conditions</a>."
```"#,
    },
    check: Check::Message(check),
};

/// Attributes that are read, that say which language the text is in, or how it looks and opens.
const READ: [&str; 18] = [
    "title",
    "alt",
    "label",
    "placeholder",
    "content",
    "summary",
    "abbr",
    "value",
    "lang",
    "xml:lang",
    "hreflang",
    "dir",
    "text",
    "style",
    "width",
    "height",
    "rel",
    "target",
];

fn check(message: &Message<'_>, found: &mut Findings) {
    if message.is_rst() || message.untouched || !message.source_bytes().has(b'<') {
        return;
    }
    let source = attributes(message.source, message.source_markup());
    if source.is_empty() && !message.bytes().has(b'=') {
        return;
    }
    let text = attributes(message.text, message.markup());
    for one in &text {
        let same_tag = |other: &&Attribute<'_>| other.tag.eq_ignore_ascii_case(one.tag);
        let tag_known = message.source_markup().iter().any(|token| {
            tag_name(message.source, token).is_some_and(|name| name.eq_ignore_ascii_case(one.tag))
        });
        let mut rivals = source
            .iter()
            .filter(same_tag)
            .filter(|other| other.name.eq_ignore_ascii_case(one.name))
            .peekable();
        if !tag_known || !is_html(one.tag) || is_read(one.name) {
            continue;
        }
        let told = if rivals.peek().is_none() {
            format!("the source's `<{}>` has no `{}`", one.tag, one.name)
        } else if rivals.any(|other| {
            plain(other.value.text) == plain(one.value.text)
                || is_localised(other.value.text, one.value.text)
        }) {
            continue;
        } else {
            format!("another `{}` than in the source", one.name)
        };
        found.report(&RULE.meta, one.value.span(), told);
    }
}

/// Elements of HTML that have attributes in messages; `<key name='%s'>` speaks of one.
const HTML: [&str; 40] = [
    "a", "abbr", "area", "article", "audio", "b", "button", "code", "div", "em", "font", "form",
    "h1", "h2", "h3", "h4", "i", "iframe", "img", "input", "kbd", "label", "li", "link", "ol",
    "option", "p", "script", "section", "select", "small", "span", "strong", "svg", "table", "td",
    "textarea", "tr", "ul", "video",
];

fn is_html(name: &str) -> bool {
    HTML.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A value without the blanks around it and the numbers of its placeholders (`%1$s`).
fn plain(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value.trim();
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if number > 0 && rest[number..].starts_with('$') {
            rest = &rest[number + 1..];
        }
    }
    plain + rest
}

fn is_read(name: &str) -> bool {
    READ.iter().any(|known| known.eq_ignore_ascii_case(name))
        || name.starts_with("aria-")
        || name.starts_with("data-")
}

/// Whether two addresses may be the same page in two languages: of one domain, or both elsewhere than in a placeholder.
fn is_localised(source: &str, text: &str) -> bool {
    let host = |url: &str| {
        let (_, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
        let labels: Vec<&str> = host.split('.').collect();
        let last = labels.len().checked_sub(2)?;
        Some(labels[last..].join("."))
    };
    match (host(source), host(text)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

struct Attribute<'t> {
    tag: &'t str,
    name: &'t str,
    value: Value<'t>,
}

/// The name of the element that a token opens.
fn tag_name<'t>(text: &'t str, token: &Token) -> Option<&'t str> {
    if token.kind != Kind::Tag {
        return None;
    }
    let inner = text[token.span].strip_prefix('<')?;
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')))
        .unwrap_or(inner.len());
    (end > 0).then(|| &inner[..end])
}

/// The attributes of the tags of a text.
fn attributes<'t>(text: &'t str, tokens: &[Token]) -> Vec<Attribute<'t>> {
    let mut found = Vec::new();
    for token in tokens {
        let Some(tag) = tag_name(text, token) else {
            continue;
        };
        let mut at = token.span.start + 1 + tag.len();
        while let Some(step) = text[at..token.span.end].find('=') {
            let equal = at + step;
            let name = text[at..equal].trim();
            let name = name.rsplit(char::is_whitespace).next().unwrap_or(name);
            let rest = &text[equal + 1..token.span.end];
            let start = equal + 1 + rest.len() - rest.trim_start().len();
            let rest = &text[start..token.span.end];
            let (value_at, length, skip) = if rest.starts_with(['"', '\'']) {
                let Some(end) = rest[1..].find(&rest[..1]) else {
                    break;
                };
                (start + 1, end, 2 + end)
            } else {
                let end = rest
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(rest.len());
                (start, end, end)
            };
            if !name.is_empty() && name.is_ascii() {
                found.push(Attribute {
                    tag,
                    name,
                    value: Value {
                        text: &text[value_at..value_at + length],
                        at: value_at,
                    },
                });
            }
            at = start + skip;
        }
    }
    found
}
