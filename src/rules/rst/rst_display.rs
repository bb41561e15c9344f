//! A title of a cross-reference that is still in the source's language.

use super::{Check, Group, Meta, Rule, Severity};
use crate::markup::{Kind, Token};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "rst-display",
        group: Group::Rst,
        severity: Severity::Warning,
        fix: None,
        default: false,
        summary: "the text of a `:ref:` left in the source's language",
        docs: r#"The text before the target is for readers, and translated as any other. Told where it is the source's, word for word, in a message that is otherwise translated, and not a single name. Opt-in: titles of pages that exist in the source's language alone are left so on purpose.

On the French documentation of Python 3.13: 11 findings, 11 read, 11 true.
```po bad
msgid "See :ref:`the list of names <names>` and ``x``."
msgstr "Voir :ref:`the list of names <names>` et ``x``."
```
```po good
msgid "See :ref:`the list of names <names>` and ``x``."
msgstr "Voir :ref:`la liste des noms <names>` et ``x``."
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    if !message.is_rst()
        || !message.bytes().has(b'`')
        || message.text == message.source
        || message.file.language.starts_with("en")
    {
        return;
    }
    let is_title = |text: &str, token: &Token| {
        token.kind == Kind::TitledRole
            && token.role.is_some_and(|role| {
                matches!(
                    &text[role],
                    "ref" | "doc" | "numref" | "std:ref" | "std:doc"
                )
            })
    };
    for token in message
        .markup()
        .iter()
        .filter(|token| is_title(message.text, token))
    {
        let shown = &message.text[token.inner];
        // A name is left as it is.
        let words = shown
            .split_whitespace()
            .filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
        if shown.split_whitespace().count() < 2 || words.count() == 0 {
            continue;
        }
        let same = message
            .source_markup()
            .iter()
            .any(|other| is_title(message.source, other) && message.source[other.inner] == *shown);
        if same {
            found.report(&RULE.meta, token.inner, "this text is not translated");
        }
    }
}
