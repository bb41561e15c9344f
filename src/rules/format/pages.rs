//! The rules: one a language, made from the table, with the page that `explain` shows.

use super::languages::TABLE;
use crate::diagnostic::{Group, Meta, Safety, Severity};
use crate::rules::{Check, Rule};

/// The rule of the language number `N`.
const fn rule<const N: usize>(docs: &'static str) -> Rule {
    Rule {
        meta: Meta {
            id: TABLE[N].id,
            group: Group::Format,
            severity: Severity::Error,
            fix: Some(Safety::Safe),
            default: true,
            summary: TABLE[N].summary,
            docs,
        },
        check: Check::Format(N),
    }
}

/// What each page ends with.
macro_rules! page {
    ($flag:literal, $facts:literal, $by:literal, $good:literal, $bad:literal) => {
        concat!(
            $facts,
            "\n\nChecked is what carries the flag `",
            $flag,
            "-format` (or `possible-",
            $flag,
            "-format`), and not where the source itself is no such string. ",
            $by,
            " A plural form that stands for few numbers may leave arguments out, in most languages. Mended is a directive that differs from the source's by a blank or a full-width sign alone.\n```po bad\n#, ",
            $flag,
            "-format\nmsgid \"Reading ",
            $good,
            " again\"\nmsgstr \"Relecture de ",
            $bad,
            "\"\n```\n```po good\n#, ",
            $flag,
            "-format\nmsgid \"Reading ",
            $good,
            " again\"\nmsgstr \"Relecture de ",
            $good,
            "\"\n```"
        )
    };
}

macro_rules! known {
    ($flag:literal, $facts:literal, $good:literal, $bad:literal) => {
        page!(
            $flag,
            $facts,
            "The verdict is that of `msgfmt -c` 0.21.",
            $good,
            $bad
        )
    };
}

macro_rules! newer {
    ($flag:literal, $facts:literal, $good:literal, $bad:literal) => {
        page!($flag, $facts, "`msgfmt` 0.21 does not know this language: the gettext manual and the language's own documentation decide.", $good, $bad)
    };
}

/// The rules, in the order of the table.
pub(super) static ALL: [Rule; TABLE.len()] = [
    rule::<0>(known!(
        "c",
        "C's `printf`: the flags, sizes and conversions of ISO C 99, `%1$d`, `*`, `%m`, and the macros of `<inttypes.h>` that `xgettext` writes as `%<PRId64>`. The flag `I` (the locale's own digits) is for translations alone.",
        "%s",
        "％s"
    )),
    rule::<1>(known!(
        "objc",
        "C's format strings, and `%@` for an object.",
        "%@",
        "％@"
    )),
    rule::<2>(known!(
        "python",
        "The `%` operator: arguments by place (`%s`) or by name (`%(name)s`), not both in one string. A plural form for few numbers may leave a name out, not a place.",
        "%(name)s",
        "％(name)s"
    )),
    rule::<3>(known!(
        "python-brace",
        "`str.format`, as far as `msgfmt` 0.21 reads it: a string with `{}` or `{name!r}` is none for it. What stands in the braces, format included, is the argument's name.",
        "{name}",
        "｛name｝"
    )),
    rule::<4>(known!(
        "java",
        "`java.text.MessageFormat`: `{0}`, `{0,number,#.##}`, choices with patterns inside; an apostrophe quotes.",
        "{0}",
        "｛0｝"
    )),
    rule::<5>(known!(
        "java-printf",
        "`java.util.Formatter`: `%1$s`, `%<s`, and which flags, width and precision go with which conversion.",
        "%s",
        "％s"
    )),
    rule::<6>(known!(
        "csharp",
        "`String.Format`: `{0}`, `{0,-5:x}`; what counts is the greatest number.",
        "{0}",
        "｛0｝"
    )),
    rule::<7>(known!(
        "javascript",
        "`printf` as GNOME's JavaScript has it: `%s`, `%d`, `%j`, numbered or not.",
        "%s",
        "％s"
    )),
    rule::<8>(known!(
        "scheme",
        "`format` as SLIB and Guile have it, with loops, choices and jumps: compared is the set of argument lists that each string accepts.",
        "~a",
        "～a"
    )),
    rule::<9>(known!(
        "lisp",
        "Common Lisp's `format`, with loops, choices and jumps: compared is the set of argument lists that each string accepts.",
        "~a",
        "～a"
    )),
    rule::<10>(known!(
        "elisp",
        "Emacs's `format`: `%2$s` says where counting goes on.",
        "%s",
        "％s"
    )),
    rule::<11>(known!(
        "librep",
        "librep's `format`: `%2$s` says where counting goes on.",
        "%s",
        "％s"
    )),
    rule::<12>(known!(
        "ruby",
        "`Kernel#sprintf`: by place, by number (`%1$s`), or by name (`%<name>s`, `%{name}`); one way a string.",
        "%{name}",
        "％{name}"
    )),
    rule::<13>(known!(
        "sh",
        "`$name` and `${name}`, as `envsubst` puts them in; nothing that a shell would have to evaluate.",
        "$name",
        "＄name"
    )),
    rule::<14>(known!(
        "awk",
        "`printf` as awk has it, numbered or not.",
        "%s",
        "％s"
    )),
    rule::<15>(known!("lua", "`string.format`.", "%s", "％s")),
    rule::<16>(known!(
        "object-pascal",
        "`Format`, whose arguments are counted from 0: `%s`, `%1:d`, `%*.*f`.",
        "%s",
        "％s"
    )),
    rule::<17>(known!("smalltalk", "`%1` to `%9`, and `%%`.", "%1", "％1")),
    rule::<18>(known!(
        "qt",
        "`QString::arg`: `%1` to `%99`, `%L1`; where the source has but single digits the translation must too.",
        "%1",
        "％1"
    )),
    rule::<19>(known!(
        "qt-plural",
        "`QObject::tr` with a number: `%n`, `%Ln`.",
        "%n",
        "％n"
    )),
    rule::<20>(known!(
        "kde",
        "`ki18n`: `%1` and on; one argument, the number of a plural, may be left out.",
        "%1",
        "％1"
    )),
    rule::<21>(known!(
        "kde-kuit",
        "KUIT: the directives of KDE in markup that must be well-formed.",
        "%1",
        "％1"
    )),
    rule::<22>(known!(
        "boost",
        "`boost::format`: `%1%`, `%s`, `%|1$s|`.",
        "%1%",
        "％1％"
    )),
    rule::<23>(known!(
        "tcl",
        "Tcl's `format`, numbered or not.",
        "%s",
        "％s"
    )),
    rule::<24>(known!(
        "perl",
        "`sprintf` with its vectors (`%vd`) and sizes.",
        "%s",
        "％s"
    )),
    rule::<25>(known!(
        "perl-brace",
        "`{name}` as libintl-perl has it. A name that the source does not have is text.",
        "{name}",
        "｛name｝"
    )),
    rule::<26>(known!(
        "php",
        "`sprintf`: `%s`, `%1$s`, `%'x10d`.",
        "%s",
        "％s"
    )),
    rule::<27>(known!(
        "gcc-internal",
        "The GNU compilers' own diagnostics: `%qD`, `%<`, `%m`.",
        "%qs",
        "％qs"
    )),
    rule::<28>(known!(
        "gfc-internal",
        "The GNU Fortran compiler's own diagnostics: `%L`, `%C`.",
        "%s",
        "％s"
    )),
    rule::<29>(known!(
        "ycp",
        "YaST's `sformat`: `%1` to `%9`, and `%%`.",
        "%1",
        "％1"
    )),
    rule::<30>(newer!(
        "c++",
        "`std::format` of C++20: `{}`, `{0}`, `{:>{}}`. A translation must show all types of values that its source does: `{}` may stand for `{:d}`, not the other way round.",
        "{}",
        "｛｝"
    )),
    rule::<31>(newer!(
        "rust",
        "`format!` as far as the crate `formatx` does its work at run time: `{}`, `{0}`, `{name:>5}`, `{:?}`; not `{:x}`, `{:.*}` or `{:width$}`.",
        "{}",
        "｛｝"
    )),
    rule::<32>(newer!(
        "go",
        "The package `fmt`: `%v`, `%[2]d`, `%[3]*.[2]*[1]f`. A translation must show all types of values that its source does: `%v` may stand for `%d`, not the other way round.",
        "%v",
        "％v"
    )),
    rule::<33>(newer!(
        "d",
        "`std.format`: `%s`, `%1$s`, `%(%s, %)`. A translation must show all types of values that its source does: `%s` may stand for `%d`, not the other way round.",
        "%s",
        "％s"
    )),
    rule::<34>(newer!(
        "ocaml",
        "`Printf` and `Format`, which the compiler types: all arguments stay, in their order, in plural forms too.",
        "%s",
        "％s"
    )),
    rule::<35>(newer!(
        "modula2",
        "GNU Modula-2's `FormatStrings`: `%s`, `%c`, `%d`, `%u` and `%x`, with `-`, `0` and a width.",
        "%s",
        "％s"
    )),
    rule::<36>(newer!(
        "sh-printf",
        "POSIX's `printf` with numbers (`%1$s`), as `printf_gettext` does its work: no `%b`, no `*`, and only the escapes of POSIX (`\\n`, `\\101`).",
        "%s",
        "％s"
    )),
];
