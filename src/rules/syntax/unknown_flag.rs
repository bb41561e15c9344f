//! A flag that gettext does not know.

use super::{Check, Group, Meta, Rule, Severity};
use crate::po::format::flags::FORMATS;
use crate::rules::selection::nearest;
use crate::rules::{EntryView, Findings};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "unknown-flag",
        group: Group::Syntax,
        severity: Severity::Warning,
        fix: None,
        default: true,
        summary: "a flag that gettext does not know, but nearly",
        docs: r#"Flags are `fuzzy`, `wrap`, `no-wrap`, `range: 0..9`, and `c-format` and its kin, `no-` or `possible-` before them. One that is nearly one of these is a slip, and is dropped when `msgcat` or `msgmerge` next writes the file. Other words are the notes of people and tools.
```po bad
#, fuzy
msgid "A file"
msgstr "Un fichier"
```
```po good
msgid "A file"
msgstr "Un fichier"
```"#,
    },
    check: Check::Entry(check),
};

fn check(view: &EntryView<'_>, found: &mut Findings) {
    if !view.entry.has_flags_beyond_fuzzy() {
        return;
    }
    for (flag, span) in view.entry.flags() {
        if is_known(flag) {
            continue;
        }
        let words = ["fuzzy", "wrap", "no-wrap"]
            .iter()
            .map(|word| (*word).to_owned());
        let formats = FORMATS
            .iter()
            .chain(&OTHERS)
            .flat_map(|name| ["", "no-", "possible-"].map(|lead| format!("{lead}{name}-format")));
        let names: Vec<String> = words.chain(formats).collect();
        // What is like none of gettext's is another tool's, or a person's note.
        if let Some(name) = nearest(flag, names.iter().map(String::as_str)) {
            found
                .report_at(&RULE.meta, span, format!("gettext knows no flag `{flag}`"))
                .help(format!("did you mean `{name}`?"));
        }
    }
}

fn is_known(flag: &str) -> bool {
    if matches!(flag, "fuzzy" | "wrap" | "no-wrap") || flag.starts_with("range:") {
        return true;
    }
    let plain = ["no-", "possible-", "impossible-"]
        .iter()
        .find_map(|lead| flag.strip_prefix(lead))
        .unwrap_or(flag);
    let format = plain
        .strip_suffix("-format")
        .is_some_and(|name| FORMATS.contains(&name) || OTHERS.contains(&name));
    // What Weblate reads from these comments, and po4a says of the kind of a text.
    let weblate = flag.contains(':')
        || flag.ends_with("-text")
        || flag.starts_with("ignore-")
        || flag.starts_with("strict-")
        || flag.starts_with("check-");
    format
        || weblate
        || matches!(
            flag,
            "read-only"
                | "safe-html"
                | "terminology"
                | "forbidden"
                | "auto-java-messageformat"
                | "icu-message-format"
        )
}

/// What other extractors of messages write besides.
const OTHERS: [&str; 4] = ["vala", "smarty", "i18next", "dart"];
