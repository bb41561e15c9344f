//! The sign that makes the next letter a key to press: lost, doubled or made up.

use crate::diagnostic::{Group, Meta, Severity, Span};
use crate::rules::{Check, Findings, Message, Rule};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "accelerator",
        group: Group::Format,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a keyboard accelerator that source and translation do not share",
        docs: r#"The key `accelerator` of the configuration names the sign before the letter of a menu's key: `&` with Qt and Windows, `_` with GTK, `~` with LibreOffice. A source with one accelerator has one in the translation too, a source with none has none; which letter is the translator's choice. A sign doubled or before a blank is text, `&` is also none in `&nbsp;`, and sources with several signs are left alone. Without the key the rule finds nothing.

The examples are read with `accelerator = '&'`.
```po bad
msgid "&Open file"
msgstr "Ouvrir le fichier"
```
```po good
msgid "&Open file"
msgstr "&Ouvrir le fichier"
```"#,
    },
    check: Check::Message(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(sign) = message.file.accelerator else {
        return;
    };
    if message.source == message.text {
        return;
    }
    let ours = accelerators(message.source, sign);
    let theirs = accelerators(message.text, sign);
    match (&ours[..], &theirs[..]) {
        (&[one], []) => {
            let shown = &message.source[one];
            let whole = Span::new(0, message.text.len());
            let told = format!("the source has the accelerator `{shown}`, the translation none");
            found.report(&RULE.meta, whole, told);
        }
        ([_], &[_, second, ..]) => {
            let shown = &message.text[second];
            let told =
                format!("the source has one accelerator, the translation another one: `{shown}`");
            found.report(&RULE.meta, second, told);
        }
        ([], &[first, ..]) => {
            let shown = &message.text[first];
            let told = format!("the translation has the accelerator `{shown}`, the source none");
            found.report(&RULE.meta, first, told);
        }
        _ => {}
    }
}

/// The signs that stand before a letter or a digit, with it.
fn accelerators(text: &str, sign: char) -> Vec<Span> {
    let mut all = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c != sign {
            continue;
        }
        match rest.peek() {
            Some(&(_, next)) if next == sign => {
                rest.next();
            }
            Some(&(next, letter)) if letter.is_alphanumeric() && !is_entity(&text[at..], sign) => {
                all.push(Span::new(at, next + letter.len_utf8()));
            }
            _ => {}
        }
    }
    all
}

/// `&nbsp;`
fn is_entity(text: &str, sign: char) -> bool {
    let name = text[sign.len_utf8()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    sign == '&' && name.starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_are_accelerators() {
        for (text, sign, expected) in [
            ("&Ouvrir", '&', vec!["&O"]),
            ("R && D, a & b, &nbsp;", '&', vec![]),
            ("文件(&F)", '&', vec!["&F"]),
            ("_Édition, __init", '_', vec!["_É"]),
            ("~F~G", '~', vec!["~F", "~G"]),
            ("&", '&', vec![]),
        ] {
            let found: Vec<&str> = accelerators(text, sign)
                .into_iter()
                .map(|span| &text[span])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
