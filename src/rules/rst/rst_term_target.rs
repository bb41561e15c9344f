//! A term of the glossary whose text is still English.

use super::{Check, Group, Meta, Rule, Severity};
use crate::markup::Kind;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-term-target",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "a `:term:` left in the source's language though the glossary translates it",
        docs: r#"The project's `glossary.po`, beside the file or in a folder above, translates the term; the text that the reader sees is the source's all the same. What is meant is `` :term:`translation <source term>` ``, in the number that the sentence wants, so that there is no fix. Opt-in, and on in the pack python-docs-fr, whose guide asks for it. In the example the glossary says *objet fichier*.

On the French documentation of Python 3.13: 152 findings, 70 read, 70 true.
```po bad
msgid "Takes a :term:`file object`."
msgstr "Prend un :term:`file object`."
```
```po good
msgid "Takes a :term:`file object`."
msgstr "Prend un :term:`objet fichier <file object>`."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(glossary) = &message.file.glossary else {
        return;
    };
    if !message.is_rst() || !message.bytes().has(b'`') || message.text == message.source {
        return;
    }
    for token in message.markup() {
        let (Kind::Role | Kind::TitledRole, Some(role)) = (token.kind, token.role) else {
            continue;
        };
        if !message.text[role].eq_ignore_ascii_case("term") {
            continue;
        }
        let (shown, target) = (
            &message.text[token.inner],
            token.target.unwrap_or(token.inner),
        );
        let target = message.text[target].trim_start_matches(['!', '~']);
        let singular = shown.strip_suffix('s').unwrap_or(shown);
        // Another text than the term is a translation, or on its way to be one.
        let is_term = |text: &str| text.eq_ignore_ascii_case(target);
        if !is_term(shown) && !is_term(singular) {
            continue;
        }
        let [translation, ..] = glossary.translations(target) else {
            continue;
        };
        // A term that stays as it is, or is the translation of another one.
        if translation.eq_ignore_ascii_case(singular) || translation.contains(&shown.to_lowercase())
        {
            continue;
        }
        found.report(
            &RULE.meta,
            token.inner,
            format!("the glossary translates this term: {translation}"),
        );
    }
}
