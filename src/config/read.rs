//! Values of a TOML tree, each with its place in the file when it is not what was expected.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::ConfigError;
use crate::rules::selection::nearest;
use crate::source::tree::is_below;

/// A configuration file being read.
pub(super) struct Reader<'a> {
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    /// An error at the byte `offset`.
    pub(super) fn error(&self, offset: usize, message: impl Into<String>) -> ConfigError {
        let head = self.text.get(..offset).unwrap_or(self.text);
        let line_start = head.rfind('\n').map_or(0, |newline| newline + 1);
        ConfigError {
            file: self.file.to_owned(),
            line: head.matches('\n').count() + 1,
            column: head[line_start..].chars().count() + 1,
            // A regular expression is drawn over several lines; an error has one.
            message: message
                .into()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            help: None,
        }
    }

    /// An error about a key that is none of `known`.
    pub(super) fn unknown(&self, key: &str, offset: usize, known: &[&str]) -> ConfigError {
        let help = nearest(key, known.iter().copied()).map_or_else(
            || format!("known here: {}", known.join(", ")),
            |known| format!("did you mean `{known}`?"),
        );
        self.error(offset, format!("unknown key `{key}`"))
            .help(help)
    }

    fn expected(&self, what: &str, value: &Value<'_>) -> ConfigError {
        let found = value.get_ref().type_str();
        let error = self.error(
            value.span().start,
            format!("expected {what}, found {found}"),
        );
        error.help(match what {
            "a string" => "put quotes around it",
            "a table" => "as in [header] and lines of name = value below it",
            "a list of strings" => "as in [\"one\", \"other\"]",
            "true or false" => "without quotes",
            _ => "as in 79",
        })
    }

    /// The keys and values of a table in the order of the file, so that the first fault is the one that is told.
    pub(super) fn in_order<'t>(
        table: &'t DeTable<'t>,
    ) -> Vec<(&'t Spanned<DeString<'t>>, &'t Value<'t>)> {
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        all
    }

    pub(super) fn table<'t>(&self, value: &'t Value<'t>) -> Result<&'t DeTable<'t>, ConfigError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.expected("a table", value)),
        }
    }

    pub(super) fn string(&self, value: &Value<'_>) -> Result<String, ConfigError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.as_ref().to_owned()),
            _ => Err(self.expected("a string", value)),
        }
    }

    /// The name of a file or folder: one that the configuration's folder holds. What the command line gives (`--set`) is the
    /// user's choice.
    pub(super) fn path(&self, value: &Value<'_>) -> Result<String, ConfigError> {
        let name = self.string(value)?;
        self.below(&name, value.span().start)?;
        Ok(name)
    }

    /// A list of such names.
    pub(super) fn paths(&self, value: &Value<'_>) -> Result<Vec<String>, ConfigError> {
        let placed = self.placed_strings(value)?;
        for (name, place) in &placed {
            self.below(name, *place)?;
        }
        Ok(placed.into_iter().map(|(name, _)| name).collect())
    }

    fn below(&self, name: &str, place: usize) -> Result<(), ConfigError> {
        if self.file == Path::new(super::SET) || is_below(Path::new(name)) {
            return Ok(());
        }
        let error = self.error(
            place,
            format!("`{name}` is outside the configuration's folder"),
        );
        Err(error.help("name one below it, or name it on the command line"))
    }

    /// A list of strings; a single string is a list of one.
    pub(super) fn strings(&self, value: &Value<'_>) -> Result<Vec<String>, ConfigError> {
        let placed = self.placed_strings(value)?;
        Ok(placed.into_iter().map(|(text, _)| text).collect())
    }

    /// The same, each with where it stands in the file, a byte.
    pub(super) fn placed_strings(
        &self,
        value: &Value<'_>,
    ) -> Result<Vec<(String, usize)>, ConfigError> {
        let place = |item: &Value<'_>| item.span().start;
        match value.get_ref() {
            DeValue::Array(array) => array
                .iter()
                .map(|item| Ok((self.string(item)?, place(item))))
                .collect(),
            DeValue::String(text) => Ok(vec![(text.as_ref().to_owned(), place(value))]),
            _ => Err(self.expected("a list of strings", value)),
        }
    }

    pub(super) fn boolean(&self, value: &Value<'_>) -> Result<bool, ConfigError> {
        match value.get_ref() {
            DeValue::Boolean(value) => Ok(*value),
            _ => Err(self.expected("true or false", value)),
        }
    }

    pub(super) fn number(&self, value: &Value<'_>) -> Result<usize, ConfigError> {
        match value.get_ref() {
            DeValue::Integer(number) => {
                usize::from_str_radix(&number.as_str().replace('_', ""), number.radix())
                    .ok()
                    .filter(|&number| number > 0)
                    .ok_or_else(|| {
                        self.error(value.span().start, "expected a whole number above 0")
                            .help("as in 79")
                    })
            }
            _ => Err(self.expected("a whole number", value)),
        }
    }

    /// A string that is one of `known`.
    pub(super) fn one_of<'k>(
        &self,
        value: &Value<'_>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Result<String, ConfigError> {
        let text = self.string(value)?;
        if known.clone().any(|known| known == text) {
            return Ok(text);
        }
        let help = nearest(&text, known.clone()).map_or_else(
            || format!("one of {}", known.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let error = self.error(value.span().start, format!("unknown value `{text}`"));
        Err(error.help(help))
    }
}

impl ConfigError {
    /// Says what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
