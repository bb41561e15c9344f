//! Placeholders that differ in an entry without a flag that would say whose they are.

use super::judge::is_frequent;
use super::{languages, tokens};
use crate::diagnostic::{Group, Meta, Safety, Severity, Span};
use crate::markup::{Kind, Token};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "format-unflagged",
        group: Group::Format,
        severity: Severity::Warning,
        fix: Some(Safety::Safe),
        default: false,
        summary: "an entry without a format flag, whose translation has other placeholders than its source",
        docs: r#"Catalogues that were not made by `xgettext` often have no flags like `c-format`, and then no tool knows that `%s` is more than text. This rule takes what clearly is a placeholder (`%s`, `%(name)s`, `{name}`, `${name}`) as one, and compares those of source and translation as they are written; `%2$s` for `%s` is fine where both strings take the same arguments as C or GCC reads them. What `strftime` makes a date of is left alone. An entry with a flag, `no-…-format` too, is left to the rule of its language. Mended is a placeholder that differs from the source's by a blank or a full-width character alone.
```po bad
msgid "Reading {name}"
msgstr "Lecture de ｛name｝"
```
```po good
msgid "Reading {name}"
msgstr "Lecture de {name}"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let (source, text) = (message.source, message.text);
    if source == text || message.flags().has_format() {
        return;
    }
    let sign = |byte: &u8| matches!(byte, b'%' | b'{' | b'$');
    if !source.as_bytes().iter().any(sign) {
        return;
    }
    let no_percent = is_date(source) || agree(message);
    let clear = |tokens: &[Token], text: &str| -> Vec<Span> {
        let of = tokens
            .iter()
            .filter(|token| token.kind == Kind::Placeholder);
        of.map(|token| Span::new(token.span.start, token.span.end))
            .filter(|&span| is_clear(&text[span]) && !(no_percent && text[span].starts_with('%')))
            .collect()
    };
    let ours = clear(message.source_markup(), source);
    if ours.is_empty() {
        return;
    }
    let theirs = clear(message.markup(), text);
    let find = |text: &str| {
        let mut tokens = Vec::new();
        crate::markup::placeholders(text, &mut tokens);
        clear(&tokens, text)
    };
    tokens::compare(&RULE.meta, message, &ours, &theirs, &find, found);
}

/// Whether both take the same arguments as C and most languages after it read them, or as GCC does: `%2$s %1$d` for
/// `%d %s`.
fn agree(message: &Message<'_>) -> bool {
    let strict = message.plural.is_none() || is_frequent(message);
    ["c", "gcc-internal", "gfc-internal"]
        .into_iter()
        .filter_map(languages::named)
        .any(|language| {
            language.source(message.source).is_some_and(|signature| {
                !signature.args.is_empty() && language.agrees(&signature, message.text, strict)
            })
        })
}

/// Whether a directive is hardly anything else than one: not the `%-e` of `%-encoding`, the `{...}` of a syntax or the
/// `$file` of an example.
fn is_clear(directive: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    match directive.as_bytes() {
        [b'%', b'%'] => false,
        [b'%', b'-', rest @ ..] => rest.iter().any(|&byte| digit(byte)),
        [b'$', rest @ ..] => rest.first() == Some(&b'{'),
        [b'{', ..] => directive.contains(char::is_alphanumeric),
        _ => true,
    }
}

/// Whether it is what `strftime` makes a date or a time of, whose directives each language takes as it likes.
fn is_date(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b'%', bytes).any(|at| {
        let letter = bytes[at + 1..]
            .iter()
            .find(|byte| !b"-_0^#EO".contains(byte));
        letter.is_some_and(|letter| b"HMYyBbIjkUWZzTDR".contains(letter))
    })
}
