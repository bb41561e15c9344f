//! The directives of format strings, inside which `msgcat` 0.21 ends no line: `100 % de` stays together where the entry
//! is `c-format` (`% d` is a directive there) and not elsewhere.
//!
//! Found from its behaviour, language by language. It reads a string from its start and knows nothing more of it
//! from the first thing on that is no directive of the language. Languages that are missing here have no directive in
//! which a line could end, or `msgcat` does not keep it together (`perl-brace-format`, `sh-format`, and
//! `python-brace-format`, where it takes the wrong place for it: see `docs/msgcat.md`).
//!
//! The parsers of `rules::format` are no help here, and would point the wrong way between the layers: they keep the
//! arguments that a whole valid string takes, this the extent of each directive, `%%` and `%n` too, of strings of which
//! the most part may be invalid; and `msgcat` reads some directives otherwise than `msgfmt -c` judges them.

mod other;
mod printf;
mod tables;

use std::ops::Range;

/// Finds the directives of `text` in the format strings of `language`, the word before `-format`; bytes of `text`.
pub(super) fn find(language: &str, text: &str, found: &mut Vec<Range<usize>>) {
    match language {
        "smalltalk" | "ycp" => other::percents(text, found),
        "csharp" => other::braces(text, found),
        "java" => other::message(text, found),
        "lisp" | "scheme" => other::tildes(text, found),
        _ => {
            if let Some(printf) = tables::of(language) {
                printf::find(printf, text, found);
            }
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
