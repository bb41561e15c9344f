//! A line that begins with a word the format does not have.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unknown-keyword",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a line begins with a word that is no keyword",
        docs: r#"A line holds a comment, a string, or one of `msgctxt`, `msgid`, `msgid_plural`, `msgstr`, in lower case. The keyword that was meant is read in its place, so that the entry is not lost.
```po bad
msgid "A file"
msgsrt "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::UnknownKeyword(None) => Some(
            Told::new("no line begins with this word")
                .help("a comment begins with `#`, a text stands in quotes"),
        ),
        FaultKind::UnknownKeyword(Some(meant)) => {
            Some(Told::new("unknown keyword").help(format!("did you mean `{}`?", meant.name())))
        }
        _ => None,
    }
}
