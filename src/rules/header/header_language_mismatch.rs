//! A header that names another language than the path.

use super::languages;
use super::{Check, Group, Meta, Rule, Severity};
use crate::lang::code;
use crate::po::header;
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "header-language-mismatch",
        group: Group::Header,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "`Language` is another language than that of the file’s name or folder",
        docs: "A file that was copied to begin another translation often keeps the `Language` of its model. Compared are names that are beyond doubt: `po/fr.po`, `locale/fr/…`, `…/fr/LC_MESSAGES/…`, `pt_BR/…`; `fr` and `fr_CA` do not contradict each other. There is no example: it takes a path (`po/de.po` with `Language: fr`).",
    },
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let Some(path) = message.file.path_language.as_deref() else {
        return;
    };
    let Some(field) =
        header::fields(message.text).find(|field| field.name.eq_ignore_ascii_case("Language"))
    else {
        return;
    };
    // What is no code at all is reported as that.
    if languages::is_code(field.value) && differ(path, field.value) {
        let text = format!("the header says `{}`, the path `{path}`", field.value);
        found.report(&RULE.meta, field.span, text);
    }
}

/// Whether two codes cannot mean the same: other languages, or one language in two countries.
fn differ(a: &str, b: &str) -> bool {
    let parts = |code: &str| {
        let code = code::usual(code)
            .split(['@', '.'])
            .next()
            .unwrap_or_default()
            .replace('-', "_")
            .to_ascii_lowercase();
        let (language, country) = code
            .split_once('_')
            .map_or((code.as_str(), ""), |(language, country)| {
                (language, country)
            });
        (language.to_owned(), country.to_owned())
    };
    let ((a, here), (b, there)) = (parts(a), parts(b));
    // Norwegian and its written forms go under each other's names.
    let norwegian = |code: &str| matches!(code, "no" | "nb" | "nn");
    let same = a == b || (norwegian(&a) && norwegian(&b));
    !same || (here.len() == 2 && there.len() == 2 && here != there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_differ() {
        assert!(differ("fr", "de") && differ("pt_BR", "pt_PT") && differ("zh_CN", "zh-tw"));
        assert!(
            !differ("fr", "fr_CA")
                && !differ("sr", "sr@latin")
                && !differ("zh_CN", "zh_Hans")
                && !differ("no", "nb")
                && !differ("iw", "he_IL")
                && !differ("id", "in")
        );
    }
}
