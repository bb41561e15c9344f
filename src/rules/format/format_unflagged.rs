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
        docs: r#"Catalogues that were not made by `xgettext` often have no flags like `c-format`, and then no tool knows that `%s` is more than text. This rule takes what clearly is a placeholder (`%s`, `%(name)s`, `{name}`, `${name}`) as one, and compares those of source and translation as they are written. An entry with a flag, `no-…-format` too, is left to the rule of its language. Mended is a placeholder that differs from the source's by a blank or a full-width character alone.
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
    let agree = agree_as_c(message);
    let clear = |tokens: &[Token], text: &str| -> Vec<Span> {
        let of = tokens
            .iter()
            .filter(|token| token.kind == Kind::Placeholder);
        of.map(|token| Span::new(token.span.start, token.span.end))
            .filter(|&span| &text[span] != "%%" && !(agree && text[span].starts_with('%')))
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

/// Whether both take the same arguments as C and most languages after it read them: `%2$s %1$s` for `%s %s`.
fn agree_as_c(message: &Message<'_>) -> bool {
    let Some(c) = languages::named("c") else {
        return false;
    };
    let strict = message.plural.is_none() || is_frequent(message);
    c.source(message.source).is_some_and(|signature| {
        !signature.args.is_empty() && c.agrees(&signature, message.text, strict)
    })
}
