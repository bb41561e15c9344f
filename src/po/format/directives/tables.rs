//! What directives that begin with `%` are made of in each language, as `msgcat` 0.21 knows them.

use super::printf::{Name, Numbers, Own, Printf, Star};

const PLAIN: Printf = Printf {
    numbers: Numbers::AllOrNone,
    name: Name::No,
    flags: " +-#0",
    star: Star::No,
    precision: true,
    sizes: &[],
    conversions: "",
    percent_alone: false,
    own: Own::Nothing,
};

const C: Printf = Printf {
    flags: " +-#0'I",
    star: Star::Numbered,
    sizes: &["hh", "h", "ll", "l", "L", "q", "j", "z", "Z", "t"],
    conversions: "diouxXeEfFgGaAcspnCSm%",
    own: Own::C,
    ..PLAIN
};
const OBJC: Printf = Printf {
    conversions: "diouxXeEfFgGaAcspnCSm%@",
    ..C
};
const PYTHON: Printf = Printf {
    numbers: Numbers::No,
    name: Name::Parentheses,
    star: Star::Plain,
    sizes: &["h", "l", "L"],
    conversions: "diouxXeEfgGcrs%",
    ..PLAIN
};
const JAVA: Printf = Printf {
    numbers: Numbers::Free,
    flags: " +-#0,(",
    conversions: "bBhHsScCdoxXeEfgGaAtTn%",
    own: Own::Java,
    ..PLAIN
};
const ELISP: Printf = Printf {
    numbers: Numbers::Free,
    star: Star::Plain,
    conversions: "dioxXeEfgGcsS%",
    ..PLAIN
};
const LIBREP: Printf = Printf {
    numbers: Numbers::Free,
    precision: false,
    conversions: "dioxXcsS%",
    ..PLAIN
};
const AWK: Printf = Printf {
    star: Star::Numbered,
    conversions: "diouxXeEfgGcs%",
    ..PLAIN
};
const TCL: Printf = Printf {
    star: Star::Plain,
    sizes: &["h", "l"],
    conversions: "diouxXeEfgGcs",
    percent_alone: true,
    ..PLAIN
};
const PERL: Printf = Printf {
    numbers: Numbers::Free,
    star: Star::Numbered,
    sizes: &["h", "ll", "l", "q", "L", "V", "Z", "t"],
    conversions: "diouxXeEfFgGcspnDOUb%",
    own: Own::Perl,
    ..PLAIN
};
const PHP: Printf = Printf {
    numbers: Numbers::Free,
    flags: " -0'",
    sizes: &["l"],
    conversions: "bcdefosuxX",
    percent_alone: true,
    own: Own::Php,
    ..PLAIN
};
const RUBY: Printf = Printf {
    name: Name::Brackets,
    star: Star::Plain,
    conversions: "bBdiouxXeEfgGcspaA%",
    ..PLAIN
};
const BOOST: Printf = Printf {
    flags: " +-#0'_=",
    star: Star::Numbered,
    sizes: &["hh", "h", "ll", "l", "L"],
    conversions: "diouxXeEfgGcspnCStT",
    percent_alone: true,
    own: Own::Boost,
    ..PLAIN
};
const JAVASCRIPT: Printf = Printf {
    conversions: "bcdoxXsfj%",
    ..PLAIN
};
const GCC: Printf = Printf {
    flags: "q+#lw",
    star: Star::Numbered,
    conversions: "diouxcspDEFVAJKQHLTCOP",
    own: Own::Gcc,
    ..PLAIN
};
const GFC: Printf = Printf {
    flags: "l",
    conversions: "diucsCL",
    own: Own::Gcc,
    ..PLAIN
};
const LUA: Printf = Printf {
    numbers: Numbers::No,
    flags: "",
    conversions: "diouxXeEfgGcsqaA%",
    ..PLAIN
};
const PASCAL: Printf = Printf {
    flags: "-",
    star: Star::Plain,
    conversions: "dueEgnmpsxDUGNMPSXfF",
    percent_alone: true,
    own: Own::Pascal,
    ..PLAIN
};

/// How directives look in a language whose directives begin with `%`.
pub(super) fn of(language: &str) -> Option<&'static Printf> {
    Some(match language {
        "c" => &C,
        "objc" => &OBJC,
        "python" => &PYTHON,
        "java-printf" => &JAVA,
        "elisp" => &ELISP,
        "librep" => &LIBREP,
        "awk" => &AWK,
        "tcl" => &TCL,
        "perl" => &PERL,
        "php" => &PHP,
        "ruby" => &RUBY,
        "boost" => &BOOST,
        "javascript" => &JAVASCRIPT,
        "gcc-internal" => &GCC,
        "gfc-internal" => &GFC,
        "lua" => &LUA,
        "object-pascal" => &PASCAL,
        _ => return None,
    })
}
