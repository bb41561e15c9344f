//! `[typography]`: which no-break space is written before which mark, and which apostrophe.

use toml::Spanned;
use toml::de::DeValue;

use super::ConfigError;
use super::read::Reader;
use crate::rules::typography::Marks;

/// U+00A0 and U+202F, by the names that the configuration gives them.
const SPACES: [(&str, char); 2] = [("wide", '\u{a0}'), ("narrow", '\u{202f}')];
/// The apostrophes.
const APOSTROPHES: [(&str, char); 2] = [("curly", '’'), ("straight", '\'')];

/// Reads the table over what is known.
pub(super) fn read(
    reader: &Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    marks: &mut Marks,
) -> Result<(), ConfigError> {
    for (key, value) in Reader::in_order(reader.table(value)?) {
        match key.get_ref().as_ref() {
            "apostrophe" => marks.apostrophe = named(reader, value, &APOSTROPHES)?,
            "no-break-space" if value.get_ref().is_str() => {
                let space = named(reader, value, &SPACES)?;
                for mark in Marks::SPACED {
                    marks.set_space(mark, space);
                }
            }
            "no-break-space" => {
                for (mark, value) in Reader::in_order(reader.table(value)?) {
                    let space = named(reader, value, &SPACES)?;
                    let name = mark.get_ref().as_ref();
                    if !marks.set_space(name, space) {
                        return Err(reader.unknown(name, mark.span().start, &Marks::SPACED));
                    }
                }
            }
            unknown => {
                let known = super::keys::known("typography");
                return Err(reader.unknown(unknown, key.span().start, &known));
            }
        }
    }
    Ok(())
}

fn named(
    reader: &Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    names: &[(&str, char)],
) -> Result<char, ConfigError> {
    let name = reader.one_of(value, names.iter().map(|(name, _)| *name))?;
    // `one_of` lets no other name through.
    let found = names.iter().find(|(known, _)| *known == name);
    Ok(found.map_or(' ', |(_, c)| *c))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::config::Settings;
    use crate::rules::typography::Marks;

    fn parse(text: &str) -> Result<Marks, String> {
        Settings::parse(Path::new("/p/polir.toml"), text)
            .map(|settings| settings.unwrap().marks)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn spaces_by_mark() {
        assert_eq!(parse(""), Ok(Marks::default()));
        let all = parse("[typography]\nno-break-space = 'narrow'").unwrap();
        assert!(
            Marks::SPACED
                .iter()
                .all(|mark| all.space(mark) == '\u{202f}')
        );
        let some = parse(
            "[typography]\napostrophe = 'straight'\n[typography.no-break-space]\n';' = 'narrow'\n'«' = 'wide'",
        )
        .unwrap();
        assert_eq!(some.space(";"), '\u{202f}');
        assert_eq!(some.space(":"), '\u{a0}');
        assert_eq!(some.apostrophe, '\'');
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, told) in [
            ("[typography]\nspace = 1", "unknown key `space`"),
            (
                "[typography]\nno-break-space = 'wid'",
                "unknown value `wid`; did you mean `wide`?",
            ),
            (
                "[typography.no-break-space]\n',' = 'wide'",
                "unknown key `,`; known here: :, ;, !, ?, %, «, »",
            ),
            ("[typography.no-break-space]\n':' = 1", "expected a string"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
