//! The one table of the languages of format strings: the word of the flag, what it is called, and how it is read.

use super::compare::{Laxity, PLAIN, Plural};
use super::model::Read;
use super::{boost, c, gcc, java, lisp, pascal, percent, perl, printf, python, ruby, sh};

/// A language of format strings.
#[derive(Debug)]
pub struct Language {
    /// The word before `-format` in the flag.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// How a string is read.
    pub read: fn(&str) -> Read<'_>,
    /// What a translation may do.
    pub laxity: Laxity,
    /// The bytes one of which any directive begins with: a string without them takes no argument.
    pub begins: &'static [u8],
}

const fn language(
    name: &'static str,
    title: &'static str,
    begins: &'static [u8],
    read: fn(&str) -> Read<'_>,
) -> Language {
    Language {
        name,
        title,
        read,
        laxity: PLAIN,
        begins,
    }
}

impl Language {
    /// The same with another rule for the forms of a plural that stand for few numbers.
    const fn plural(self, plural: Plural) -> Language {
        let laxity = Laxity {
            plural,
            ..self.laxity
        };
        Language { laxity, ..self }
    }
}

/// Every language, in the order of the gettext manual.
pub static LANGUAGES: &[Language] = &[
    language("c", "C", b"%", |text| printf::read(&c::C, text)),
    language("objc", "Objective-C", b"%", |text| printf::read(&c::OBJC, text)),
    language("python", "Python", b"%", python::percent).plural(Plural::Named),
    language("python-brace", "Python brace", b"{", python::brace).plural(Plural::Anything),
    language("java", "Java MessageFormat", b"{}", java::message),
    language("java-printf", "Java printf", b"%", java::formatter),
    Language {
        laxity: Laxity { last: true, ..PLAIN },
        ..language("csharp", "C#", b"{}", python::csharp)
    },
    Language {
        laxity: Laxity {
            loose: Some(printf::JSON),
            ..PLAIN
        },
        ..language("javascript", "JavaScript", b"%", |text| {
            printf::read(&printf::JAVASCRIPT, text)
        })
    },
    language("scheme", "Scheme", b"~", lisp::scheme),
    language("lisp", "Lisp", b"~", lisp::lisp),
    language("elisp", "Emacs Lisp", b"%", |text| printf::read(&printf::ELISP, text)),
    language("librep", "librep", b"%", |text| printf::read(&printf::LIBREP, text)),
    language("ruby", "Ruby", b"%", ruby::sprintf).plural(Plural::Named),
    language("sh", "Shell", b"$", sh::variables),
    language("awk", "awk", b"%", |text| printf::read(&printf::AWK, text)),
    language("lua", "Lua", b"%", |text| printf::read(&printf::LUA, text)).plural(Plural::Nothing),
    language("object-pascal", "Object Pascal", b"%", pascal::format),
    language("smalltalk", "Smalltalk", b"%", percent::digit),
    language("qt", "Qt", b"%", percent::qt).plural(Plural::Nothing),
    language("qt-plural", "Qt plural", b"%", percent::qt_plural),
    language("kde", "KDE", b"%", percent::kde).plural(Plural::One),
    language("kde-kuit", "KDE KUIT", b"%<", percent::kuit).plural(Plural::One),
    language("boost", "Boost", b"%", boost::format),
    language("tcl", "Tcl", b"%", |text| printf::read(&printf::TCL, text)),
    language("perl", "Perl", b"%", perl::sprintf),
    Language {
        laxity: Laxity { extra: true, ..PLAIN },
        ..language("perl-brace", "Perl brace", b"{", python::perl_brace)
    },
    language("php", "PHP", b"%", |text| printf::read(&printf::PHP, text)),
    language("gcc-internal", "GCC internal", b"%", gcc::gcc),
    language("gfc-internal", "GFC internal", b"%", gcc::gfc),
    language("ycp", "YCP", b"%", percent::digit),
];

/// The language of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.name == name)
}
