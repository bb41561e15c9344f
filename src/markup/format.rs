//! What a message is written in, by the evidence of its file: the names of the files it comes from, and the comments
//! of the tools that extracted it.

/// A markup language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Format {
    /// The text of a program, with placeholders and perhaps some HTML.
    #[default]
    Plain,
    /// reStructuredText, as Sphinx reads it.
    Rst,
    /// Markdown, with the roles of `MyST`.
    Markdown,
    /// XML, HTML, `DocBook`, Mallard.
    Xml,
    /// Perl's Plain Old Documentation.
    Pod,
    /// roff, the language of man pages.
    Roff,
    /// `AsciiDoc`.
    AsciiDoc,
    /// Texinfo.
    Texinfo,
    /// No prose at all: the message is code.
    Code,
}

/// Elements of XML and HTML whose text is code, sorted (`DocBook`, Mallard, HTML).
#[rustfmt::skip]
const CODE_ELEMENTS: [&str; 51] = [
    "cmd", "code", "command", "computeroutput", "constant", "email", "envar", "filename", "fileref", "funcdef", "function",
    "input", "kbd", "keycode", "keysym", "literal", "literallayout", "markup", "methodname", "option", "output",
    "parameter", "path", "pre", "production", "programlisting", "property", "returnvalue", "samp", "screen", "script",
    "sgmltag", "structfield", "style", "symbol", "synopsis", "sys", "systemitem", "tag", "token", "tt", "type", "uri",
    "userinput", "var", "varname", "verbatim", "xml", "xref", "xslt", "yaml",
];

/// Whether the text of an element is code.
pub(super) fn is_code_element(name: &str) -> bool {
    CODE_ELEMENTS.binary_search(&name).is_ok()
}

impl Format {
    /// Its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Plain => "none",
            Format::Rst => "reStructuredText",
            Format::Markdown => "Markdown",
            Format::Xml => "XML",
            Format::Pod => "POD",
            Format::Roff => "roff",
            Format::AsciiDoc => "AsciiDoc",
            Format::Texinfo => "Texinfo",
            Format::Code => "code",
        }
    }

    /// What a file is written in by its name, where the name says so.
    #[must_use]
    pub fn of_file_name(name: &str) -> Option<Format> {
        let (_, ending) = name.rsplit_once('.')?;
        let format = match ending {
            "rst" | "rest" | "restx" => Format::Rst,
            "md" | "markdown" | "mdx" | "mkd" | "qmd" | "rmd" | "ipynb" => Format::Markdown,
            "xml" | "dbk" | "docbook" | "sgml" | "page" | "html" | "htm" | "xhtml" | "dita" => {
                Format::Xml
            }
            "pod" => Format::Pod,
            "man" | "mdoc" | "roff" => Format::Roff,
            "adoc" | "asciidoc" => Format::AsciiDoc,
            "texi" | "texinfo" | "txi" => Format::Texinfo,
            // A section of the manual: `ls.1`, `open.3p`.
            _ if ending.len() < 5
                && ending.starts_with(|c| matches!(c, '1'..='9'))
                && ending[1..].bytes().all(|byte| byte.is_ascii_alphabetic())
                && name.contains(|c: char| c.is_ascii_alphabetic()) =>
            {
                Format::Roff
            }
            _ => return None,
        };
        Some(format)
    }

    /// What the tool that extracted a message says of it in a comment: po4a (`type: verbatim`, `Content of: <screen>`),
    /// xml2po and Publican (`Tag: para`), itstool (`(itstool) path: sect1/screen`).
    #[must_use]
    pub fn of_comment(comment: &str) -> Option<Format> {
        let element = |path: &str| {
            let names = path.trim().trim_end_matches('>');
            let last = names.rsplit(['/', '<']).next().unwrap_or_default();
            let name = last.split([' ', '@', ':']).next().unwrap_or_default();
            Some(if is_code_element(name) {
                Format::Code
            } else {
                Format::Xml
            })
        };
        let comment = comment.trim();
        if let Some(tag) = comment.strip_prefix("Tag: ") {
            return element(tag);
        }
        if let Some(path) = comment.strip_prefix("(itstool) path: ") {
            return element(path);
        }
        let kind = comment.strip_prefix("type: ")?;
        if let Some(path) = kind.strip_prefix("Content of: ") {
            return element(path);
        }
        let begins = |words: &[&str]| words.iter().any(|word| kind.starts_with(word));
        if begins(&[
            "verbatim",
            "Fenced code block",
            "delimited block -",
            "delimited block .",
        ]) {
            Some(Format::Code)
        } else if kind == "textblock" || kind.starts_with('=') {
            Some(Format::Pod)
        } else if kind.starts_with("Attribute ") {
            Some(Format::Xml)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(CODE_ELEMENTS.is_sorted());
    }

    #[test]
    fn names_of_files() {
        for (name, format) in [
            ("library/os.rst", Some(Format::Rst)),
            ("docs/a.md", Some(Format::Markdown)),
            ("man/ls.1", Some(Format::Roff)),
            ("open.3p", Some(Format::Roff)),
            ("guide.dbk", Some(Format::Xml)),
            ("x.adoc", Some(Format::AsciiDoc)),
            ("main.c", None),
            ("1.10", None),
            ("README", None),
        ] {
            assert_eq!(Format::of_file_name(name), format, "{name}");
        }
    }

    #[test]
    fn comments_of_tools() {
        for (comment, format) in [
            (" type: verbatim", Some(Format::Code)),
            (" type: textblock", Some(Format::Pod)),
            (" type: Content of: <book><para>", Some(Format::Xml)),
            (
                " type: Content of: <book><para><screen>",
                Some(Format::Code),
            ),
            (" type: Content of: <book><title id='x'>", Some(Format::Xml)),
            (" type: delimited block -", Some(Format::Code)),
            (" type: delimited block =", None),
            (" type: Plain text", None),
            (" Tag: programlisting", Some(Format::Code)),
            (" (itstool) path: section/p", Some(Format::Xml)),
            (" (itstool) path: section/screen", Some(Format::Code)),
            (" Translators: a comment", None),
        ] {
            assert_eq!(Format::of_comment(comment), format, "{comment}");
        }
    }
}
