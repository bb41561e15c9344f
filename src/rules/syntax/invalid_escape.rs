//! A backslash before a character that it cannot escape.

use super::{Check, FaultKind, Group, Meta, Rule, Severity, Told};

pub(super) static RULE: Rule = Rule {
    meta: Meta {
        id: "invalid-escape",
        group: Group::Syntax,
        severity: Severity::Error,
        fix: None,
        default: true,
        summary: "a backslash that escapes nothing gettext knows",
        docs: r#"In a string a backslash begins an escape: `\n \t \r \a \b \f \v \" \\`, octal `\101` or hexadecimal `\x41` (gettext manual, The Format of PO Files: the escapes of C). A backslash that is meant stands twice. In a charset such as Shift_JIS the last byte of a character may be that of a backslash; a file that doubles it, which gettext reads with `OLD_PO_FILE_INPUT` alone, is told once.
```po bad
msgid "C:\\dir"
msgstr "C:\dossier"
```
```po good
msgid "C:\\dir"
msgstr "C:\\dossier"
```"#,
    },
    check: Check::Fault(tell),
};

fn tell(fault: FaultKind) -> Option<Told> {
    match fault {
        FaultKind::BytewiseEscape => Some(
            Told::new("this backslash doubles the last byte of the character before it, as gettext of old wanted")
                .help("gettext reads the file with `OLD_PO_FILE_INPUT` alone; others like this one are not told"),
        ),
        FaultKind::InvalidEscape => Some(
            Told::new("this backslash escapes nothing that gettext knows")
                .help("a backslash that is meant is written `\\\\`"),
        ),
        _ => None,
    }
}
