//! Format strings: verdicts language by language, written by hand; and what is said and mended of a message. `tests/oracle_msgfmt_formats.rs` asks `msgfmt` itself.
#![allow(clippy::unwrap_used, reason = "a test falls over what is wrong")]

use polir::diagnostic::{Diagnostic, Safety};
use polir::engine::{Checker, Options};
use polir::fix;
use polir::po::charset::Decoded;
use polir::rules::format::languages::named;
use polir::rules::selection::Selection;

/// Sources with a translation each.
type Pairs = &'static [(&'static str, &'static str)];

/// Pairs that agree, and pairs that do not, outside plurals.
const PAIRS: &[(&str, Pairs, Pairs)] = &[
    (
        "c",
        &[
            ("%d %s", "%2$s %1$d"),
            ("%s", "% s"),
            ("%d", "%Id"),
            ("%<PRId64>", "%<PRIi64>"),
            ("%m", "x"),
            ("%5%%", "x"),
        ],
        &[
            ("%d", "%s"),
            ("%d", "%2$d"),
            ("%d", "%u"),
            ("x", "%"),
            ("%*d", "%d"),
            ("%d %d", "%1$d %d"),
        ],
    ),
    ("objc", &[("%@", "%1$@")], &[("%@", "%s")]),
    (
        "python",
        &[
            ("%(a)s %(b)d", "%(b)d %(a)s"),
            ("%s", "%r"),
            ("%(a)s", "%(a)s%%"),
        ],
        &[
            ("%(a)s", "%(b)s"),
            ("%s", "%(a)s"),
            ("%s %s", "%s"),
            ("%(a)s", "%(a)d"),
        ],
    ),
    (
        "python-brace",
        &[("{a} {b}", "{b} {a}"), ("{}", "x"), ("{{a}}", "x")],
        &[
            ("{a}", "{b}"),
            ("{a}", "x"),
            ("{a:5}", "{a:6}"),
            ("{a}", "{a"),
        ],
    ),
    (
        "java",
        &[
            ("{0} {1}", "{1} {0}"),
            ("it''s {0}", "c''est {0}"),
            ("{0,date}", "{0,time}"),
        ],
        &[
            ("{0}", "{1}"),
            ("{0}", "'{0}'"),
            ("{0}", "{0,number}"),
            ("{0}", "{0}}"),
        ],
    ),
    (
        "java-printf",
        &[("%s %s", "%2$s %1$s"), ("%s", "%1$s %<s")],
        &[("%s", "%d"), ("%d", "%.5d")],
    ),
    (
        "csharp",
        &[("{0} {1}", "{1:x}")],
        &[("{0}", "{1}"), ("{0}", "{0}}")],
    ),
    (
        "scheme",
        &[("~a~%", "~s"), ("~65c", "x")],
        &[("~a", "~d"), ("~{~a~}", "~a")],
    ),
    (
        "lisp",
        &[
            ("~a ~d", "~1@*~d ~0@*~a"),
            ("~{~a~^, ~}", "~{~a~}"),
            ("~{~d~^, ~}", "~{~d~}"),
            ("~:[no~;yes~]", "~a"),
        ],
        &[
            ("~a ~d", "~d ~a"),
            ("~{~a~}", "~{~d~}"),
            ("~{~d~}", "~{~d~a~}"),
            ("~a", "~a~^~d"),
            ("~a", "~["),
        ],
    ),
    ("elisp", &[("%3$*d", "%3$d%4$d")], &[("%s", "%S")]),
    (
        "ruby",
        &[("%<a>s", "%{a}"), ("%\n%d", "\n%d")],
        &[("%<a>d", "%{a}"), ("%s", "%<a>s")],
    ),
    (
        "sh",
        &[("$a", "${a}")],
        &[("$a", "$b"), ("$a", "${a:-b}"), ("x", "$1")],
    ),
    ("lua", &[("%5s", "%s")], &[("%s", "%q")]),
    (
        "object-pascal",
        &[("%s %d", "%1:d %0:s")],
        &[("%d", "%s"), ("%d", "%1:d")],
    ),
    (
        "qt",
        &[("%1", "%1%"), ("%L1", "%1")],
        &[("%1", "%L1"), ("%1", "%2")],
    ),
    ("kde", &[("%1 %2", "%2 %1")], &[("%1 %2", "%1")]),
    (
        "kde-kuit",
        &[("%1", "<b>%1</b>"), ("a", "&")],
        &[("%1", "<b>%1"), ("a", "a < b")],
    ),
    (
        "boost",
        &[("%1%", "%|1$s|"), ("%02$d", "%"), ("%|T|", "%")],
        &[("%1%", "%1$d"), ("%|T||", "%")],
    ),
    (
        "perl",
        &[("%vd", "%vx"), ("%2$s%s", "%s%2$s")],
        &[("%d", "%ld")],
    ),
    ("perl-brace", &[("{a}", "{a} {b}")], &[("{a}", "{b}")]),
    ("php", &[("%'x10d", "%d")], &[("%d", "%F")]),
    (
        "gcc-internal",
        &[("%qD", "%D"), ("%<a%>", "a")],
        &[("%m", "x"), ("%D", "%T")],
    ),
    ("gfc-internal", &[("%d%C", "%C%d")], &[("%C", "x")]),
    ("ycp", &[("%1", "%1%%")], &[("%1", "%0")]),
];

#[test]
fn verdicts() {
    for (name, agree, differ) in PAIRS {
        let language = named(name).unwrap();
        let fine = |source: &str, text: &str| {
            language
                .source(source)
                .is_none_or(|signature| language.agrees(&signature, text, true))
        };
        for (source, text) in *agree {
            assert!(fine(source, text), "{name}: {source:?} {text:?}");
        }
        for (source, text) in *differ {
            assert!(!fine(source, text), "{name}: {source:?} {text:?}");
        }
    }
}

/// Corners of each grammar, with what `msgfmt -c` 0.21 says of the pair: language, verdict, source, translation. That a
/// source is valid shows in the fault found in its translation.
const ASKED: &str = include_str!("format_strings/verdicts.tsv");

#[test]
fn verdicts_of_msgfmt() {
    for line in ASKED.lines() {
        let [name, verdict, source, text] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let language = named(name).unwrap();
        let agree = language
            .source(source)
            .is_none_or(|signature| language.agrees(&signature, text, true));
        assert_eq!(agree, verdict == "agree", "{line}");
    }
}

/// The languages that `msgfmt` 0.21 does not know, from the documentation that the gettext manual names: language, verdict,
/// a string that is `valid` or `invalid`, or a source and a translation of it that `agree` or `differ`, with `+` as a
/// plural form for few numbers.
const DOCUMENTED: &str = include_str!("format_strings/documented.tsv");

#[test]
fn verdicts_of_the_documentation() {
    for line in DOCUMENTED.lines() {
        let (name, rest) = line.split_once('\t').unwrap();
        let language = named(name).unwrap();
        match rest.split('\t').collect::<Vec<_>>()[..] {
            [verdict, text] => {
                let read = (language.read)(text);
                assert_eq!(read.is_ok(), verdict == "valid", "{line}: {read:?}");
            }
            [verdict, source, text] => {
                let agree = language.source(source).is_none_or(|signature| {
                    language.agrees(&signature, text, !verdict.ends_with('+'))
                });
                assert_eq!(agree, verdict.starts_with("agree"), "{line}");
            }
            _ => panic!("{line}"),
        }
    }
}

#[test]
fn no_string_is_too_odd() {
    let pieces = [
        "%", "{", "}", "~", "$", "é", "％", "1", "*", "<", "~{", "~[", "\u{0}", "'", "(",
    ];
    for language in &polir::rules::format::languages::LANGUAGES {
        for one in pieces {
            for other in pieces {
                for text in [format!("{one}{other}"), format!("{one}{other}").repeat(300)] {
                    if let Err(invalid) = (language.read)(&text) {
                        let span = invalid.span;
                        assert!(
                            text.get(span.start..span.end).is_some(),
                            "{}: {text:?}",
                            language.name
                        );
                    }
                }
            }
        }
    }
}

fn found(entry: &str) -> Vec<Diagnostic> {
    let (checker, decoded) = prepared(entry);
    checker.check("fr.po", &decoded).diagnostics
}

fn prepared(entry: &str) -> (Checker, Decoded) {
    let checker = Checker::new(Options {
        selection: Selection::new(vec!["format".to_owned()], Vec::new()),
        ..Options::default()
    })
    .unwrap();
    let head = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n > 1;\\n\"\n\n";
    (checker, Decoded::new(format!("{head}{entry}").into_bytes()))
}

/// What is said of an entry: the place in the translation, the message, the help.
fn said(entry: &str) -> Vec<(String, String, String)> {
    found(entry)
        .into_iter()
        .map(|found| {
            let matched = found.place.map(|place| place.matched.to_string());
            (
                matched.unwrap_or_default(),
                found.message,
                found.help.unwrap_or_default(),
            )
        })
        .collect()
}

#[test]
fn messages() {
    for (flag, source, text, place, message, help) in [
        (
            "c",
            "%d files",
            "%s fichiers",
            "%s",
            "the source takes argument 1 as an integer (`%d`), the translation as a string (`%s`)",
            "did you mean `%d`?",
        ),
        (
            "c",
            "%s: %d",
            "%d",
            "%d",
            "the source takes argument 1 (`%s`, string), the translation does not",
            "",
        ),
        (
            "python",
            "%(name)s",
            "%(nmae)s",
            "%(nmae)s",
            "the source takes argument `name` (`%(name)s`, string), the translation argument `nmae` (`%(nmae)s`, string)",
            "did you mean `%(name)s`?",
        ),
        (
            "python-brace",
            "{name}",
            "{nom}",
            "{nom}",
            "the source takes argument `name` (`{name}`), the translation argument `nom` (`{nom}`)",
            "did you mean `{name}`?",
        ),
        (
            "python",
            "%(a)s",
            "%s",
            "%s",
            "the source takes its arguments by name (`%(a)s`), the translation by place (`%s`)",
            "did you mean `%(a)s`?",
        ),
        (
            "c",
            "%d%% sure",
            "sûr à %d %",
            "%",
            "`%` is not finished: the translation is no valid C format string, the source is one",
            "as text, the percent sign is written `%%`",
        ),
        (
            "sh",
            "$a",
            "$a $b",
            "$b",
            "the translation takes argument `b` (`$b`), the source does not",
            "",
        ),
        (
            "c",
            "%s ready",
            "prêt à 100 %",
            "%",
            "`%` is not finished: the translation is no valid C format string, the source is one",
            "as text, the percent sign is written `%%`",
        ),
        (
            "c",
            "%d files in %s",
            "%s : %d fichiers",
            "%s",
            "the source takes argument 1 as an integer (`%d`), the translation as a string (`%s`)",
            "in another order, directives have the numbers of their arguments",
        ),
        (
            "java",
            "{0} of {1}.",
            "l'objet {0} de {1}.",
            "l'objet {0} de {1}.",
            "the source takes argument 0 (`{0}`, object) and argument 1 (`{1}`, object), the translation does not",
            "an apostrophe begins a quotation; as text it is written `''`",
        ),
    ] {
        let entry = format!("#, {flag}-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        assert_eq!(
            said(&entry),
            [(place.to_owned(), message.to_owned(), help.to_owned())]
        );
    }
}

/// What the suggestion makes of a translation.
#[test]
fn suggestions() {
    for (flag, source, text, mended) in [
        (
            "c",
            "%d files in %s",
            "%s : %d fichiers",
            "%2$s : %1$d fichiers",
        ),
        ("java-printf", "%d of %-5s", "%-5s de %d", "%2$-5s de %1$d"),
        (
            "java",
            "{0} of {1}",
            "l'objet {0} d'{1}",
            "l''objet {0} d''{1}",
        ),
        ("python", "%(name)s is", "%(name) est", "%(name)s est"),
        ("python-brace", "{name} was", "{name était", "{name} était"),
        ("c", "%d%%", "%d %", "%d %%"),
        ("rust", "{name}", "{nmae}", "{name}"),
    ] {
        let entry = format!("#, {flag}-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        let (checker, decoded) = prepared(&entry);
        let after = |safety| {
            let fixed = fix::fix(&checker, "fr.po", &decoded, safety);
            fix::apply(&decoded.text, &fixed.changes)
        };
        assert_eq!(after(Safety::Safe), *decoded.text, "{entry}");
        let expected = format!("msgstr \"{mended}\"\n");
        let after = after(Safety::Suggest);
        assert!(after.ends_with(&expected), "{after}");
    }
}

#[test]
fn mended_is_what_only_a_keyboard_altered() {
    for (flag, source, text, mended) in [
        ("c", "%s of %d", "％s de ％d", Some("%s de %d")),
        ("python-brace", "{name}", "{ name }", Some("{name}")),
        ("python", "%(name)s", "% (name)s", Some("%(name)s")),
        ("smalltalk", "50%% %1", "50 %% % 1", Some("50 %% %1")),
        ("qt", "%1 percent", "100 % 1", None),
        ("c", "%s", "rien", None),
        ("python-brace", "{name}", "{nom}", None),
    ] {
        let entry = format!("#, {flag}-format\nmsgid \"{source}\"\nmsgstr \"{text}\"\n");
        let (checker, decoded) = prepared(&entry);
        let fixed = fix::fix(&checker, "fr.po", &decoded, Safety::Safe);
        let after = fix::apply(&decoded.text, &fixed.changes);
        let expected = format!("msgstr \"{}\"\n", mended.unwrap_or(text));
        assert!(after.ends_with(&expected), "{after}");
    }
}

#[test]
fn plurals_and_flags() {
    let plural = |flags: &str, one: &str, other: &str| {
        found(&format!(
            "#, {flags}\nmsgid \"one file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"{one}\"\nmsgstr[1] \"{other}\"\n"
        ))
        .len()
    };
    assert_eq!(plural("c-format", "un fichier", "%d fichiers"), 0);
    assert_eq!(plural("c-format", "un fichier", "des fichiers"), 1);
    assert_eq!(
        plural("c-format, range: 1..2", "un fichier", "deux fichiers"),
        0
    );
    assert_eq!(
        plural("c-format, range: 1..3", "un fichier", "des fichiers"),
        1
    );
    assert_eq!(plural("c-format", "%s fichier", "%d fichiers"), 1);
    let flagged = |flags: &str| found(&format!("{flags}\nmsgid \"%d\"\nmsgstr \"%s\"\n")).len();
    assert_eq!(flagged("#, c-format"), 1);
    assert_eq!(flagged("#, possible-c-format"), 1);
    assert_eq!(flagged("#, no-c-format"), 0);
    assert_eq!(flagged("#, c-format, no-c-format"), 0);
    assert_eq!(flagged("#, fuzzy, c-format"), 0);
    assert_eq!(flagged("#, c-format\n#, fuzzy"), 0);
    assert_eq!(flagged("#, c-format, lua-format"), 2);
    // `format-unflagged` speaks where no flag does, and the file shows what `%d` is.
    assert_eq!(flagged("# a comment"), 0);
    let kept: String = (0..9)
        .map(|n| format!("msgid \"{n} %d\"\nmsgstr \"%d {n}\"\n\n"))
        .collect();
    let lost = |text: &str| found(&format!("{kept}msgid \"Files: %d\"\nmsgstr \"{text}\"\n")).len();
    assert_eq!(
        (lost("Fichiers"), lost("Fichiers : %d"), lost("%s")),
        (1, 0, 0)
    );
    // As Drupal writes them, where the file does so throughout.
    let kept: String = (0..9)
        .map(|n| {
            let all = format!("@count{n} %title{n} !link{n} <a href=\\\":url{n}\\\">x</a>");
            format!("msgid \"{all} {n}\"\nmsgstr \"{n} {all}\"\n\n")
        })
        .collect();
    let lost = |source: &str, text: &str| {
        found(&format!("{kept}msgid \"{source}\"\nmsgstr \"{text}\"\n")).len()
    };
    for (source, text, count) in [
        (
            "Deleted @count items of %name by !link",
            "%name : @count par !link",
            0,
        ),
        (
            "Deleted @count items of %name by !link",
            "%nom : @count par !lien",
            1,
        ),
        ("Deleted @count items.", "Supprimés.", 1),
        (
            "See <a href=\\\":url\\\">it</a>",
            "Voir <a href=\\\":adresse\\\">ici</a>",
            1,
        ),
        ("Mail me@example.org in %ds!", "Écrivez à moi dans %ds !", 0),
    ] {
        assert_eq!(lost(source, text), count, "{source} {text}");
    }
    // A number for an automatic field, and a name that is said once.
    let kept: String = (0..9)
        .map(|n| format!("msgid \"{n} {{}} {{x}}\"\nmsgstr \"{{}} {{x}} {n}\"\n\n"))
        .collect();
    let lost = |source: &str, text: &str| {
        found(&format!("{kept}msgid \"{source}\"\nmsgstr \"{text}\"\n")).len()
    };
    for (source, text, count) in [
        ("Value {} for {}", "Pour {1} : {0}", 0),
        ("Value {} for {}", "Pour {1}", 1),
        ("Raise {limit}, then set {limit}.", "Augmentez {limit}.", 0),
        ("Raise {limit}, then set {size}.", "Augmentez {limit}.", 1),
        ("From {} to {}", "De {}", 1),
    ] {
        assert_eq!(lost(source, text), count, "{source} {text}");
    }
    // And nowhere else.
    let alone = "msgid \"Deleted @count items\"\nmsgstr \"Supprimés\"\n";
    assert!(found(alone).is_empty());
}
