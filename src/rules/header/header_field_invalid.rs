//! A header field whose value means nothing to those who read it.

use super::{Check, Group, Meta, Rule, Severity};
use super::{date, languages};
use crate::po::{Catalogue, header};
use crate::rules::{Findings, Message, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-field-invalid",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a header field has a value that cannot be right",
        docs: r#"Dates are written `2024-01-31 18:05+0100`; `MIME-Version` is `1.0`; an address in `<…>` that holds an `@` is an e-mail address; `Language` is a code of ISO 639, perhaps with a script, a country of ISO 3166 and a variant: `fr`, `pt_BR`, `zh_Hans`, `sr@latin` (as CLDR 48 knows them), or what the file or its folder is called. What nobody has filled in is told by `header-boilerplate`.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr-FR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
```
```po good
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr_FR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
```"#,
    },
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    // Nobody has begun to fill in the header of a template, or of a file that a tool has just made.
    let template = message.file.is_template()
        || (header::value(message.text, "Language") == Some("")
            && !Catalogue::has_translation(message.entry.file()));
    for field in header::fields(message.text) {
        let Some(wrong) = judge(field.name, field.value, template) else {
            continue;
        };
        // What a folder or a file is called is the project's own name of its language.
        if field.name.eq_ignore_ascii_case("Language")
            && is_in_path(&message.file.path, field.value)
        {
            continue;
        }
        let span = if field.span.is_empty() {
            field.name_span
        } else {
            field.span
        };
        let one = found.report(&RULE.meta, span, wrong.message);
        one.help = wrong.help;
    }
}

/// Whether a folder of `path`, or its file without its ending, has this name; or the last part of the file's, `manual.fr.po`.
fn is_in_path(path: &str, name: &str) -> bool {
    let mut parts = path.split('/');
    let is_name = |part: &str| {
        let stem = part.strip_suffix(".po").unwrap_or(part);
        stem == name
            || stem
                .strip_suffix(name)
                .is_some_and(|domain| domain.ends_with('.'))
    };
    !name.is_empty() && parts.any(is_name)
}

fn judge(name: &str, value: &str, template: bool) -> Option<Told> {
    match name.to_ascii_lowercase().as_str() {
        "pot-creation-date" | "po-revision-date" => {
            let unfilled = value.is_empty() || value.contains("-MO-DA ");
            (!unfilled && !date::is_near(value)).then(|| {
                Told::new("this is not a date").help("write it as `2024-01-31 18:05+0100`")
            })
        }
        "mime-version" => (value != "1.0").then(|| Told::new("`MIME-Version` is always `1.0`")),
        "last-translator" => address(value, false),
        "language-team" => address(value, true),
        "language" => language(value, template),
        _ => None,
    }
}

/// What stands in `<…>`: an e-mail address, or, of a team, a page.
fn address(value: &str, team: bool) -> Option<Told> {
    let start = value.find('<')?;
    if value.ends_with("EMAIL@ADDRESS") {
        return None;
    }
    let Some(end) = value[start..].find('>') else {
        return Some(Told::new("`<` is not closed").help("an address stands in `<…>`"));
    };
    let inside = value[start + 1..start + end].trim();
    let page = team
        && ["http://", "https://"]
            .iter()
            .any(|scheme| inside.starts_with(scheme));
    // Without `@` it is how somebody has no address, or hides it: nothing breaks.
    let unfilled = !inside.contains('@') || matches!(inside, "EMAIL@ADDRESS" | "LL@li.org");
    // There may be several, and one is enough to write to.
    let first = inside.split(',').next().unwrap_or(inside);
    let mail = first.contains('@') && first.split_whitespace().all(is_address);
    (!page && !unfilled && !mail).then(|| Told::new(format!("`{inside}` is no e-mail address")))
}

/// Whether a text without blanks is an e-mail address.
fn is_address(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(user, host)| {
        let parts = host.split('.').all(|part| !part.is_empty());
        !user.is_empty()
            && parts
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
    })
}

fn language(value: &str, template: bool) -> Option<Told> {
    if value.is_empty() {
        return (!template).then(|| {
            Told::new("`Language` is empty")
                .help("write the code of the language, as `fr` or `pt_BR`")
        });
    }
    if languages::is_code(value) {
        return None;
    }
    let told = Told::new(format!("`{value}` is no language code"));
    let meant = languages::meant(value);
    Some(match meant {
        Some(code) => told.help(format!("did you mean `{code}`?")),
        None => told.help("a code of ISO 639, perhaps with a country: `fr`, `pt_BR`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders() {
        assert!(is_in_path(
            "locale/zh_CN.GB2312/LC_MESSAGES/django.po",
            "zh_CN.GB2312"
        ));
        assert!(is_in_path("po/pt-br.po", "pt-br"));
        assert!(is_in_path("doc/manual.pt-br.po", "pt-br"));
        assert!(!is_in_path("doc/manual-pt-br.po", "br"));
        assert!(!is_in_path("po/french.po", "French"));
        assert!(!is_in_path("po/fr.po", ""));
    }

    #[test]
    fn values() {
        let wrong = |name: &str, value: &str| judge(name, value, false).is_some();
        for (name, value) in [
            ("PO-Revision-Date", "2024-02-29 23:59+0530"),
            ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
            ("PO-Revision-Date", "2018-MO-DA HO:MI+ZONE"),
            ("Last-Translator", "FULL NAME <EMAIL@ADDRESS"),
            ("Last-Translator", "Ada <ada@example.org>"),
            ("Last-Translator", "Ada <ada@example.org ada@example.com>"),
            ("Last-Translator", "Automatically generated"),
            ("Language-Team", "French <https://example.org/fr>"),
            ("Language-Team", "none"),
            ("Language", "zh_Hans"),
            ("Content-Type", "text/plain; charset=ISO-8859-1"),
            ("Content-Type", "application/x-xml2pot; charset=UTF-8"),
            ("Content-Transfer-Encoding", ""),
            ("Content-Transfer-Encoding", "8-bit"),
            ("Content-Transfer-Encoding", "8 bits"),
            ("Last-Translator", "Ada <Unknown>"),
            ("Last-Translator", "Ada <ada at example.org>"),
            ("PO-Revision-Date", "2012-12-07 23:18:56+00:00"),
            ("PO-Revision-Date", "2026-06-22T20:53:26.159Z"),
            ("PO-Revision-Date", "2023-02-24 12:58"),
            ("PO-Revision-Date", "2023-02-24 12:58+2"),
            ("PO-Revision-Date", "2005-1-5 0740+0000"),
            ("PO-Revision-Date", "Mon Feb 19 22:49:21 CST 2001"),
            ("Language-Team", "Chinese <zh@example.org, zh2@example.org>"),
            ("Language", "zh-Hans"),
            ("Language", "de_Informal"),
        ] {
            assert!(!wrong(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("PO-Revision-Date", "2023-02-29 23:59+0530"),
            ("POT-Creation-Date", "31/01/2024"),
            ("Last-Translator", "Ada <ada@example .org>"),
            ("Last-Translator", "Ada <ada@example.org"),
            ("PO-Revision-Date", "+0000"),
            ("Language", "pt-br"),
            ("Language", "French"),
            ("Language", ""),
            ("MIME-Version", "1"),
        ] {
            assert!(wrong(name, value), "{name}: {value}");
        }
    }
}
