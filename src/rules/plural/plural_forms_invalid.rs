//! A plural formula that cannot be read, or that fails for some number.

use memchr::memmem;

use super::{Check, Group, Meta, Rule, Severity};
use crate::diagnostic::Span;
use crate::po::plural::{MistakeKind, Surprise};
use crate::po::{Catalogue, header};
use crate::rules::{Findings, Message};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "plural-forms-invalid",
        group: Group::Plural,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "the plural formula cannot be read, or fails for some number",
        docs: r#"`Plural-Forms: nplurals=2; plural=n > 1;`: without blanks around the two `=`; an expression of C in `n`, with `?:`, `||`, `&&`, comparisons, `+ - * / %`, `!` and parentheses; for every n from 0 to 1000 it gives a number below `nplurals` and does not divide by zero. `msgfmt -c` refuses anything else; only what stands behind the `;` is no error, it is never read. The words that a template holds there are no fault in a template, nor in a file without plurals.
```po bad
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=n;\n"
```
```po good
msgid ""
msgstr ""
"Project-Id-Version: Demo 1\n"
"PO-Revision-Date: 2024-01-02 03:04+0100\n"
"Last-Translator: Ada <ada@example.org>\n"
"Language-Team: French <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=n > 1;\n"
```"#,
    },
    check: Check::Header(check),
};

fn check(message: &Message<'_>, found: &mut Findings) {
    let file = message.file;
    let text = message.text;
    // Nobody has filled it in yet, and nothing is counted.
    let unfilled = || text.contains("plural=EXPRESSION");
    let counts = || memmem::find(message.entry.file().as_bytes(), b"\nmsgid_plural").is_some();
    let empty = || !Catalogue::has_translation(message.entry.file());
    if unfilled() && (file.is_template() || !counts() || empty()) {
        return;
    }
    let field = header::fields(text).find(|field| field.name.eq_ignore_ascii_case("Plural-Forms"));
    let whole = field.map(|field| {
        if field.span.is_empty() {
            field.name_span
        } else {
            field.span
        }
    });
    let (count, formula) = match (&file.plural.count, &file.plural.formula) {
        (Some(count), Some(formula)) => (count, formula),
        (count, formula) => {
            let (Some(span), missing) = (
                whole,
                if count.is_none() {
                    "nplurals="
                } else {
                    "plural="
                },
            ) else {
                return;
            };
            // `msgfmt` minds that it is not there only where something is counted.
            if counts() && !(count.is_none() && formula.is_none() && text[span].is_empty()) {
                let one = found.report(
                    &RULE.meta,
                    span,
                    format!("`{missing}` is not to be found here"),
                );
                one.help(
                    "it is written `nplurals=2; plural=n > 1;`, without blanks before the `=`",
                );
                // Where nothing is counted gettext does not mind.
                if file.catalogue.plural.is_none() {
                    one.severity = Severity::Warning;
                }
            }
            return;
        }
    };
    if count.1.is_err() {
        let span = if count.0.is_empty() {
            whole.unwrap_or(count.0)
        } else {
            count.0
        };
        found.report(&RULE.meta, span, "`nplurals=` is not followed by a number");
        return;
    }
    if let Err(mistake) = formula.1 {
        let base = formula.0.start;
        let mut span = Span::new(base + mistake.span.start, base + mistake.span.end);
        if span.is_empty() {
            span = if formula.0.is_empty() {
                whole.unwrap_or(formula.0)
            } else {
                formula.0
            };
        }
        let (message, help) = explain(mistake.kind);
        found.report(&RULE.meta, span, message).help(help);
        return;
    }
    match &file.plural_values {
        Some(Err(Surprise::DivisionByZero(n))) => {
            found.report(
                &RULE.meta,
                formula.0,
                format!("the formula divides by zero for n = {n}"),
            );
        }
        Some(Err(Surprise::OutOfRange { n, value })) => {
            let count = file.plural.nplurals().unwrap_or_default();
            let message = if count == 0 {
                "a language has at least one form".to_owned()
            } else {
                format!(
                    "for n = {n} the formula gives {value}, but with nplurals={count} the last form is {}",
                    count - 1
                )
            };
            found.report(&RULE.meta, formula.0, message);
        }
        _ => junk(text, formula.0.end, found),
    }
}

/// What stands behind the `;`, up to the end of the line.
fn junk(text: &str, end: usize, found: &mut Findings) {
    let line = text[end..].split('\n').next().unwrap_or_default();
    let rest = line.trim_start_matches([' ', '\t', ';']);
    // The two attributes may stand in either order.
    // A `\n` that stands there letter by letter disturbs nobody.
    if !rest.trim().is_empty() && !rest.starts_with("nplurals=") && rest.trim() != "\\n" {
        let start = end + line.len() - rest.len();
        let one = found.report(
            &RULE.meta,
            Span::new(start, start + rest.trim_end().len()),
            "nobody reads what stands behind the formula",
        );
        one.severity = Severity::Warning;
    }
}

fn explain(kind: MistakeKind) -> (String, &'static str) {
    let (message, help) = match kind {
        MistakeKind::Character(c) => (
            format!("`{c}` has no meaning in a plural formula"),
            "it is an expression of C in `n`",
        ),
        MistakeKind::NoValue => (
            "a value is missing here".to_owned(),
            "a value is `n`, a number, or an expression in parentheses",
        ),
        MistakeKind::NoOperator => (
            "an operator is missing before this".to_owned(),
            "two values are joined by `&&`, `||`, `==`…",
        ),
        MistakeKind::Assignment => (
            "`=` has no meaning in a plural formula".to_owned(),
            "“equal” is written `==`",
        ),
        MistakeKind::Single(c) => (
            format!("`{c}` has no meaning in a plural formula"),
            "“and” is written `&&`, “or” `||`",
        ),
        MistakeKind::Unclosed => ("this parenthesis is not closed".to_owned(), "add its `)`"),
        MistakeKind::Unopened => (
            "this parenthesis was not opened".to_owned(),
            "remove it, or add its `(`",
        ),
        MistakeKind::NoColon => (
            "this `?` has no `:`".to_owned(),
            "a choice is written `condition ? this : that`",
        ),
        MistakeKind::NoQuestion => (
            "this `:` has no `?`".to_owned(),
            "a choice is written `condition ? this : that`",
        ),
        MistakeKind::Empty => (
            "the formula is empty".to_owned(),
            "a language without plurals has `nplurals=1; plural=0;`",
        ),
        MistakeKind::TooDeep => (
            "the formula is nested more deeply than gettext reads".to_owned(),
            "write it more simply",
        ),
    };
    (message, help)
}
