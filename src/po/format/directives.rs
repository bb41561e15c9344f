//! The directives of format strings, inside which `msgcat` 0.21 ends no line: `100 % de` stays together where the entry
//! is `c-format` (`% d` is a directive there) and not elsewhere.
//!
//! Found from its behaviour, language by language. It reads a string from its start and knows nothing more of it
//! from the first thing on that is no directive of the language. Languages that are missing here have no directive in
//! which a line could end, or `msgcat` does not look for it (`python-brace-format`, `perl-brace-format`, `sh-format`).

use std::ops::Range;

/// What a directive that begins with `%` is made of, in this order: number, name, flags, width, precision, size and
/// conversion.
struct Printf {
    numbers: Numbers,
    name: Name,
    flags: &'static str,
    /// Whether width and precision may be `*`, and this be numbered, as in `%1$*2$d`.
    star: Star,
    precision: bool,
    sizes: &'static [&'static str],
    conversions: &'static str,
    /// Whether `%%` is a directive, but not with flags between.
    percent_alone: bool,
    own: Own,
}

/// What only one language has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Nothing,
    /// Macros: `%<PRIu64>`; `%m` takes no argument.
    C,
    /// Flags that go with some conversions alone; `%tY`.
    Java,
    /// The vector flag: `%vd`, `%*vd`.
    Perl,
    /// A flag of two characters: `'` and what to fill up with.
    Php,
    /// `%1%` and `%|…|`.
    Boost,
    /// The number before a colon: `%0:d`.
    Pascal,
    /// No width; `%m`, `%<`, `%>` and `%'` take no argument; a precision goes with `s` alone.
    Gcc,
}

/// Whether directives may be numbered, as in `%1$s`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    No,
    /// All of a string, or none.
    AllOrNone,
    Free,
}

/// Whether directives may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    No,
    /// `%(name)s`.
    Parentheses,
    /// `%<name>s` and `%{name}`.
    Brackets,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Star {
    No,
    Plain,
    Numbered,
}

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

/// Finds the directives of `text` in the format strings of `language`, the word before `-format`; bytes of `text`.
pub(super) fn find(language: &str, text: &str, found: &mut Vec<Range<usize>>) {
    let printf = match language {
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
        "smalltalk" | "ycp" => return percents(text, found),
        "csharp" => return braces(text, found),
        "java" => return message(text, found),
        "lisp" | "scheme" => return tildes(text, found),
        _ => return,
    };
    let mut kind = None;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'%', &text.as_bytes()[at..]) {
        let start = at + start;
        let mut scan = Scan::new(text, start + 1);
        let Some(this) = scan.printf(printf) else {
            return;
        };
        // Numbered, named and plain directives do not go together, where numbers are not free.
        if this != Kind::Literal && printf.numbers != Numbers::Free {
            if kind.is_some_and(|kind| kind != this) {
                return;
            }
            kind = Some(this);
        }
        found.push(start..scan.at);
        at = scan.at;
    }
}

/// How a directive finds its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Numbered,
    Named,
    /// It has none: `%%`.
    Literal,
}

/// A place in a string.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, at: usize) -> Self {
        Scan {
            bytes: text.as_bytes(),
            at,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let there = self.bytes[self.at..].starts_with(word.as_bytes());
        if there {
            self.at += word.len();
        }
        there
    }

    fn digits(&mut self) -> &'t [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    /// `12$`; `None` for `0$`.
    fn number(&mut self) -> Option<bool> {
        let start = self.at;
        let digits = self.digits();
        if digits.is_empty() || !self.eat(b'$') {
            self.at = start;
            return Some(false);
        }
        digits.iter().any(|&digit| digit != b'0').then_some(true)
    }

    /// Passes what stands up to `close`, which belongs to it, with pairs of `open` and `close` inside.
    fn enclosed(&mut self, open: u8, close: u8) -> Option<()> {
        let mut depth = 1;
        while depth > 0 {
            let byte = self.peek()?;
            self.at += 1;
            if byte == close {
                depth -= 1;
            } else if byte == open {
                depth += 1;
            }
        }
        Some(())
    }

    fn flags(&mut self, printf: &Printf) {
        let flags = printf.flags.as_bytes();
        while let Some(byte) = self.peek().filter(|byte| flags.contains(byte)) {
            self.at += 1;
            if byte == b'\'' && printf.own == Own::Php && self.peek().is_some() {
                self.at += 1;
            }
        }
    }

    /// A width or precision: digits or a star; `None` where a star does not go with the kind of the directive.
    fn amount(&mut self, star: Star, kind: Kind) -> Option<()> {
        if star == Star::No || !self.eat(b'*') {
            self.digits();
            return Some(());
        }
        if kind == Kind::Named {
            return None;
        }
        let numbered = star == Star::Numbered && self.number()?;
        (star == Star::Plain || numbered == (kind == Kind::Numbered)).then_some(())
    }

    /// The rest of a directive behind `%`; `None` if it is none.
    fn printf(&mut self, printf: &Printf) -> Option<Kind> {
        if printf.percent_alone && self.eat(b'%') {
            return Some(Kind::Literal);
        }
        if printf.own == Own::Gcc {
            return self.gcc(printf);
        }
        let boost = printf.own == Own::Boost;
        let bars = boost && self.eat(b'|');
        let mut kind = Kind::Plain;
        if boost && !bars {
            let start = self.at;
            if !self.digits().is_empty() && self.eat(b'%') {
                return Some(Kind::Numbered);
            }
            self.at = start;
        }
        if printf.own == Own::Pascal {
            let start = self.at;
            let _ = self.eat(b'*') || !self.digits().is_empty();
            if !self.eat(b':') {
                self.at = start;
            }
        } else if printf.numbers != Numbers::No && self.number()? {
            kind = Kind::Numbered;
        }
        if printf.name == Name::Parentheses && self.eat(b'(') {
            self.enclosed(b'(', b')')?;
            kind = Kind::Named;
        }
        let flags = self.at;
        self.flags(printf);
        if printf.name == Name::Brackets && self.eat(b'<') {
            self.enclosed(0, b'>')?;
            kind = Kind::Named;
            self.flags(printf);
        }
        let flags = &self.bytes[flags..self.at];
        if printf.own == Own::Perl {
            let start = self.at;
            let _ = self.eat(b'*');
            if !self.eat(b'v') {
                self.at = start;
            }
        }
        self.amount(printf.star, kind)?;
        let precise = printf.precision && self.eat(b'.');
        if precise && matches!(printf.own, Own::Java | Own::Php | Own::Pascal) {
            self.precision(printf.star, kind)?;
        } else if precise {
            self.amount(printf.star, kind)?;
        }
        if printf.name == Name::Brackets && kind == Kind::Plain && self.eat(b'{') {
            self.enclosed(0, b'}')?;
            return Some(Kind::Named);
        }
        if printf.own == Own::C && self.eat(b'<') {
            return self.macro_name().then_some(kind);
        }
        let _ = printf.sizes.iter().any(|size| self.eat_word(size));
        if bars && self.eat(b'|') {
            return Some(kind);
        }
        let conversion = self.peek()?;
        if !printf.conversions.as_bytes().contains(&conversion) {
            return None;
        }
        self.at += 1;
        match conversion {
            b'T' if boost => self.at += usize::from(self.peek()?.is_ascii()),
            b'%' => kind = Kind::Literal,
            b'm' if printf.own == Own::C => kind = Kind::Literal,
            _ => {}
        }
        if printf.own == Own::Java {
            let allowed: &[u8] = match conversion {
                b'b' | b'B' | b'h' | b'H' | b's' | b'S' => b"-#",
                b'c' | b'C' | b't' | b'T' | b'%' => b"-",
                b'n' => b"",
                _ => JAVA.flags.as_bytes(),
            };
            let exact = precise && b"cCdoxXtTn%".contains(&conversion);
            if exact || flags.iter().any(|flag| !allowed.contains(flag)) {
                return None;
            }
            if matches!(conversion, b't' | b'T') {
                self.at += usize::from(self.peek()?.is_ascii_alphabetic());
            }
        }
        (!bars || self.eat(b'|')).then_some(kind)
    }

    /// As [`Scan::printf`], of the compilers' own messages.
    fn gcc(&mut self, printf: &Printf) -> Option<Kind> {
        let literals: &[u8] = if printf.star == Star::No {
            b"%"
        } else {
            b"%<>'m"
        };
        if self.peek().is_some_and(|byte| literals.contains(&byte)) {
            self.at += 1;
            return Some(Kind::Literal);
        }
        let kind = if self.number()? {
            Kind::Numbered
        } else {
            Kind::Plain
        };
        self.flags(printf);
        let precise = printf.star != Star::No && self.eat(b'.');
        if precise {
            self.precision(printf.star, kind)?;
        }
        let conversion = self.peek()?;
        self.at += 1;
        let known = printf.conversions.as_bytes().contains(&conversion);
        (known && (!precise || conversion == b's')).then_some(kind)
    }

    /// What stands behind the point, where it must be something.
    fn precision(&mut self, star: Star, kind: Kind) -> Option<()> {
        let start = self.at;
        self.amount(star, kind)?;
        (self.at > start).then_some(())
    }

    /// `PRIu64>` and its kin, behind `<`.
    fn macro_name(&mut self) -> bool {
        const SIZES: [&str; 4] = ["8", "16", "32", "64"];
        if !self.eat_word("PRI") || !self.peek().is_some_and(|byte| b"diouxX".contains(&byte)) {
            return false;
        }
        self.at += 1;
        let sized = || SIZES.iter();
        let known = self.eat_word("MAX") || self.eat_word("PTR") || {
            let _ = self.eat_word("LEAST") || self.eat_word("FAST");
            sized().any(|size| self.eat_word(size))
        };
        known && self.eat(b'>')
    }
}

/// `%%`, and `%1` to `%9`.
fn percents(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'%', &bytes[at..]) {
        let start = at + start;
        at = start + 2;
        if !matches!(bytes.get(start + 1), Some(b'%' | b'1'..=b'9')) {
            return;
        }
        found.push(start..at);
    }
}

/// `{0,10:format}`; `{{` and `}}` are braces.
fn braces(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    while let Some(byte) = scan.peek() {
        let start = scan.at;
        scan.at += 1;
        match byte {
            b'{' if !scan.eat(b'{') => {
                if scan.digits().is_empty() {
                    return;
                }
                if scan.eat(b',') {
                    let _ = scan.eat(b'-');
                    if scan.digits().is_empty() {
                        return;
                    }
                }
                if scan.eat(b':') {
                    while scan.peek().is_some_and(|byte| byte != b'}') {
                        scan.at += 1;
                    }
                }
                if !scan.eat(b'}') {
                    return;
                }
                found.push(start..scan.at);
            }
            b'}' if !scan.eat(b'}') => return,
            _ => {}
        }
    }
}

/// `{0,number,#.##}` of `java.text.MessageFormat`; what stands between apostrophes is text.
fn message(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    let mut quoted = false;
    while let Some(byte) = scan.peek() {
        let start = scan.at;
        scan.at += 1;
        match byte {
            // Two of them are one that is text, wherever they stand.
            b'\'' => quoted ^= !scan.eat(b'\''),
            b'{' if !quoted => {
                if scan.enclosed(b'{', b'}').is_none()
                    || !is_argument(&text[start + 1..scan.at - 1])
                {
                    return;
                }
                found.push(start..scan.at);
            }
            b'}' if !quoted => return,
            _ => {}
        }
    }
}

/// Whether the contents of braces are an argument of `MessageFormat`.
fn is_argument(inside: &str) -> bool {
    let mut parts = inside.splitn(3, ',');
    let number = parts.next().unwrap_or_default();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match (parts.next(), parts.next()) {
        (None, _)
        | (Some("date" | "time" | "number"), None)
        | (Some("date" | "time" | "choice"), Some(_)) => true,
        (Some("number"), Some(pattern)) => {
            matches!(pattern, "currency" | "percent" | "integer")
                || !pattern.bytes().any(|byte| byte.is_ascii_alphabetic())
        }
        _ => false,
    }
}

/// `~5,'-d` of Lisp, and `~{…~}` and its kin as wholes.
fn tildes(text: &str, found: &mut Vec<Range<usize>>) {
    let mut scan = Scan::new(text, 0);
    // Where the outermost of what is open begins, and what closes each.
    let mut open: Vec<u8> = Vec::new();
    let mut outermost = 0;
    while let Some(next) = memchr::memchr(b'~', &scan.bytes[scan.at..]) {
        let start = scan.at + next;
        scan.at = start + 1;
        loop {
            match scan.peek() {
                Some(b'\'') => scan.at += 2,
                Some(b'v' | b'V' | b'#') => scan.at += 1,
                Some(b'+' | b'-' | b'0'..=b'9') => {
                    scan.at += 1;
                    scan.digits();
                }
                _ => {}
            }
            if !scan.eat(b',') {
                break;
            }
        }
        while scan.eat(b':') || scan.eat(b'@') {}
        let Some(directive) = scan.peek() else {
            return;
        };
        scan.at += 1;
        match directive.to_ascii_lowercase() {
            b'(' | b'{' | b'[' | b'<' => {
                if open.is_empty() {
                    outermost = start;
                }
                open.push(match directive {
                    b'(' => b')',
                    b'{' => b'}',
                    b'[' => b']',
                    _ => b'>',
                });
            }
            b')' | b'}' | b']' | b'>' => {
                if open.pop() != Some(directive) {
                    return;
                }
                if open.is_empty() {
                    found.push(outermost..scan.at);
                }
            }
            b';' if open.is_empty() => return,
            b'a' | b's' | b'd' | b'b' | b'o' | b'x' | b'r' | b'p' | b'c' | b'f' | b'e' | b'g'
            | b'$' | b'%' | b'&' | b'|' | b'~' | b'\n' | b't' | b'*' | b'?' | b'^' | b'w'
            | b'i' | b'/' | b'_' | b';' => {
                if open.is_empty() {
                    found.push(start..scan.at);
                }
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        find(language, text, &mut found);
        found
            .iter()
            .map(|range| text[range.clone()].to_owned())
            .collect()
    }

    #[test]
    fn directives_up_to_the_first_that_is_none() {
        for (language, text, expected) in [
            (
                "c",
                "100 % de %-*s, %<PRIu64> %% %(a)s %d",
                &["% d", "%-*s", "%<PRIu64>", "%%"][..],
            ),
            ("c", "%1$-*2$d %%", &["%1$-*2$d", "%%"]),
            ("c", "%d %1$d", &["%d"]),
            ("python", "%(a (b) c)- d %s", &["%(a (b) c)- d"]),
            ("ruby", "%<a b>-5d %{c d}", &["%<a b>-5d", "%{c d}"]),
            ("perl", "%-v*d %*vd", &["%-v*d", "%*vd"]),
            ("perl", "%-*vd %1$s", &["%-*vd", "%1$s"]),
            ("php", "%' -5d %1$s %+d", &["%' -5d", "%1$s"]),
            ("boost", "%|1$ -d| %2% %1$s", &["%|1$ -d|", "%2%", "%1$s"]),
            ("java-printf", "%,- d %tY % s", &["%,- d", "%tY"]),
            ("object-pascal", "%0:-*d %%", &["%0:-*d", "%%"]),
            (
                "gcc-internal",
                "%+qD %<%.*s%> %+5d",
                &["%+qD", "%<", "%.*s", "%>"],
            ),
            ("csharp", "{{ {0,-5:a b} {a}", &["{0,-5:a b}"]),
            (
                "java",
                "'{' {0,number,#.##} {1,choice,0#a {2}|1#b} {3,list}",
                &["{0,number,#.##}", "{1,choice,0#a {2}|1#b}"],
            ),
            (
                "lisp",
                "~5,'-d ~{a ~(b~)~} ~q ~a",
                &["~5,'-d", "~{a ~(b~)~}"],
            ),
            ("ycp", "%1 %% % %%", &["%1", "%%"]),
            ("python-brace", "{0:a b}", &[]),
        ] {
            assert_eq!(found(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn no_string_is_too_odd() {
        let languages = [
            "c",
            "objc",
            "python",
            "java-printf",
            "elisp",
            "librep",
            "awk",
            "tcl",
            "perl",
            "php",
            "ruby",
            "boost",
            "javascript",
            "gcc-internal",
            "gfc-internal",
            "lua",
            "object-pascal",
            "ycp",
            "csharp",
            "java",
            "lisp",
        ];
        for language in languages {
            for text in [
                "%", "%é", "%'", "%'é", "%1", "%(", "%<", "%{", "%|", "%T", "%.", "%5Té", "{",
                "{é", "~", "~'", "~'é", "'", "%tY", "%té", "~5,",
            ] {
                for range in found(language, text) {
                    assert!(!range.is_empty());
                }
            }
        }
    }
}
