//! The one table of the languages of format strings: their names, how a string is read, and what a translation may do.

use super::compare::{Laxity, Plural, differences};
use super::model::{Kind, Read, Signature};
use super::{
    boost, braces, c, cpp, d, gcc, go, java, lisp, newer, ocaml, pascal, percent, perl, printf,
    python, ruby, sh, tables,
};

/// A language of format strings.
#[derive(Debug)]
pub struct Language {
    /// The id of its rule: `format-` and the name, or how the name is said.
    pub id: &'static str,
    /// The word before `-format` in the flag.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What its rule finds.
    pub summary: &'static str,
    /// How a string is read.
    pub read: fn(&str) -> Read<'_>,
    /// What a translation may do.
    pub laxity: Laxity,
    /// The bytes one of which any directive holds: a string without them is valid and takes no argument. None where
    /// this cannot be said.
    pub signs: &'static [u8],
}

/// A language that compares as most do.
macro_rules! language {
    ($name:literal, $title:literal, $signs:expr, $read:expr) => {
        language!($name, $name, $title, $signs, $read)
    };
    ($said:literal, $name:literal, $title:literal, $signs:expr, $read:expr) => {
        Language {
            id: concat!("format-", $said),
            name: $name,
            title: $title,
            summary: concat!(
                "a translation that is no valid ",
                $title,
                " format string, or takes other arguments than its source"
            ),
            read: $read,
            laxity: Laxity::PLAIN,
            signs: $signs,
        }
    };
}

impl Language {
    /// What the source asks of its arguments; `None` where it is no format string, and nothing can be said.
    #[must_use]
    pub fn source<'s>(&self, source: &'s str) -> Option<Signature<'s>> {
        (self.read)(source)
            .ok()
            .filter(|signature| signature.local.is_none())
    }

    /// Whether a translation is valid and asks for what its source does.
    #[must_use]
    pub fn agrees(&self, source: &Signature<'_>, text: &str, strict: bool) -> bool {
        (self.read)(text)
            .is_ok_and(|signature| differences(&self.laxity, source, &signature, strict).is_empty())
    }

    const fn plural(mut self, plural: Plural) -> Language {
        self.laxity.plural = plural;
        self
    }

    const fn last(mut self) -> Language {
        self.laxity.last = true;
        self
    }

    const fn extra(mut self) -> Language {
        self.laxity.extra = true;
        self
    }

    const fn mixed(mut self) -> Language {
        self.laxity.mixed = true;
        self
    }

    const fn loose(mut self, kind: Kind) -> Language {
        self.laxity.loose = Some(kind);
        self
    }
}

/// Every language, in the order of `FORMATS` of the flags.
pub const TABLE: [Language; 37] = [
    language!("c", "C", b"%", |text| printf::read(&c::C, text)),
    language!("objc", "Objective-C", b"%", |text| printf::read(
        &c::OBJC,
        text
    )),
    language!("python", "Python", b"%", python::percent)
        .plural(Plural::Named)
        .loose(python::HIDDEN),
    language!("python-brace", "Python brace", b"{", python::brace).plural(Plural::Anything),
    language!("java", "Java `MessageFormat`", b"{}", java::message),
    language!("java-printf", "Java `Formatter`", b"%", java::formatter),
    language!("csharp", "C#", b"{}", braces::csharp).last(),
    language!("javascript", "JavaScript", b"%", |text| printf::read(
        &tables::JAVASCRIPT,
        text
    ))
    .loose(printf::JSON),
    language!("scheme", "Scheme", b"~", lisp::scheme),
    language!("lisp", "Lisp", b"~", lisp::lisp),
    language!("elisp", "Emacs Lisp", b"%", |text| printf::read(
        &tables::ELISP,
        text
    )),
    language!("librep", "librep", b"%", |text| printf::read(
        &tables::LIBREP,
        text
    )),
    language!("ruby", "Ruby", b"%", ruby::sprintf).plural(Plural::Named),
    language!("sh", "shell", b"$", sh::variables),
    language!("awk", "awk", b"%", |text| printf::read(&tables::AWK, text)),
    language!("lua", "Lua", b"%", |text| printf::read(&tables::LUA, text)).plural(Plural::Nothing),
    language!("object-pascal", "Object Pascal", b"%", pascal::format),
    language!("smalltalk", "Smalltalk", b"%", percent::digit),
    language!("qt", "Qt", b"%", percent::qt).plural(Plural::Nothing),
    language!("qt-plural", "Qt plural", b"%", percent::qt_plural),
    language!("kde", "KDE", b"%", percent::kde).plural(Plural::One),
    language!("kde-kuit", "KDE KUIT", b"", percent::kuit).plural(Plural::One),
    language!("boost", "Boost", b"%", boost::format),
    language!("tcl", "Tcl", b"%", |text| printf::read(&tables::TCL, text)),
    language!("perl", "Perl", b"%", perl::sprintf),
    language!("perl-brace", "Perl brace", b"{", perl::brace).extra(),
    language!("php", "PHP", b"%", |text| printf::read(&tables::PHP, text)),
    language!("gcc-internal", "GCC internal", b"%", gcc::gcc),
    language!("gfc-internal", "GFC internal", b"%", gcc::gfc),
    language!("ycp", "YCP", b"%", percent::digit),
    language!("cpp", "c++", "C++", b"{}", cpp::format),
    language!("rust", "Rust", b"{}", braces::rust).mixed(),
    language!("go", "Go", b"%", go::printf),
    language!("d", "D", b"%", d::format),
    language!("ocaml", "OCaml", b"%", ocaml::printf).plural(Plural::Nothing),
    language!("modula2", "Modula-2", b"%", |text| printf::read(
        &newer::MODULA2,
        text
    )),
    language!("sh-printf", "shell `printf`", b"%\\", newer::sh_printf),
];

/// The same, at one place in memory.
pub static LANGUAGES: [Language; TABLE.len()] = TABLE;

/// The language of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.name == name)
}
