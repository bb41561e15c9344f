//! Where a project's files can be seen on the web: `[repository] url`, a pattern for links.

use std::fmt::Write as _;

use super::read::Reader;
use super::{ConfigError, keys};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The pattern of a link to a line of a file, as `https://example.org/project/blob/main/{path}#L{line}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forge {
    url: String,
}

/// Reads the table.
pub(super) fn read(reader: &Reader<'_>, table: &DeTable<'_>) -> Result<Option<Forge>, ConfigError> {
    let mut forge = None;
    for (key, value) in Reader::in_order(table) {
        match key.get_ref().as_ref() {
            "url" => forge = Some(url(reader, value)?),
            unknown => {
                let known = keys::known("repository");
                return Err(reader.unknown(unknown, key.span().start, &known));
            }
        }
    }
    Ok(forge)
}

fn url(reader: &Reader<'_>, value: &Spanned<DeValue<'_>>) -> Result<Forge, ConfigError> {
    let text = reader.string(value)?;
    Forge::new(&text).map_err(|message| {
        reader
            .error(value.span().start, message)
            .help("as `https://example.org/project/blob/main/{path}#L{line}`")
    })
}

impl Forge {
    /// Takes a pattern in which `{path}` stands for the path below the folder of the configuration, and `{line}` for the
    /// 1-based line.
    ///
    /// # Errors
    /// In words: no web address (`javascript:` would run in whoever opens the report), no `{path}`, another `{…}`, or a
    /// sign that no address has.
    pub fn new(url: &str) -> Result<Forge, String> {
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme))
            .unwrap_or_default();
        if host.is_empty() || host.starts_with(['/', '{', '?', '#']) {
            return Err("expected an address that begins with https:// or http://".to_owned());
        }
        let no_address = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\`".contains(c);
        if let Some(sign) = url.chars().find(|&c| no_address(c)) {
            return Err(format!("no address holds the sign {sign:?}"));
        }
        if !url.contains("{path}") {
            return Err("expected `{path}` where the path of the file belongs".to_owned());
        }
        let rest = url.replace("{path}", "").replace("{line}", "");
        if rest.contains(['{', '}']) {
            return Err("only `{path}` and `{line}` are filled in".to_owned());
        }
        Ok(Forge {
            url: url.to_owned(),
        })
    }

    /// The address of a file, or of a line of it. `path` has `/` between folders.
    #[must_use]
    pub fn link(&self, path: &str, line: Option<u32>) -> String {
        let url = match (line, self.url.split_once('#')) {
            // A file without a line is the page itself.
            (None, Some((page, place))) if place.contains("{line}") => page,
            _ => &self.url,
        };
        let line = line.unwrap_or(1).to_string();
        url.replace("{line}", &line)
            .replace("{path}", &encoded(path))
    }
}

/// A path as an address has it (RFC 3986): all but unreserved signs and `/` as bytes in hexadecimal.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_lines() {
        let forge = Forge::new("https://example.org/p/blob/main/po/{path}#L{line}").unwrap();
        assert_eq!(
            forge.link("library/os.po", Some(12)),
            "https://example.org/p/blob/main/po/library/os.po#L12"
        );
        assert_eq!(
            forge.link("a b/é\".po", None),
            "https://example.org/p/blob/main/po/a%20b/%C3%A9%22.po"
        );
        let query = Forge::new("http://host/?f={path}&l={line}").unwrap();
        assert_eq!(
            query.link("{line}.po", None),
            "http://host/?f=%7Bline%7D.po&l=1"
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in [
            "javascript:alert('{path}')",
            "JavaScript://x/{path}",
            "data:text/html,{path}",
            "//host/{path}",
            "https:///{path}",
            "https://{path}",
            "https://host/",
            "https://host/{path}#{ligne}",
            "https://host/\"onclick=x/{path}",
            "https://host/ {path}",
            "https://host/\n{path}",
            "",
        ] {
            assert!(Forge::new(url).is_err(), "{url}");
        }
    }
}
