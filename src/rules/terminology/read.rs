//! A TOML tree that knows where it stands: what `pack` walks.
//!
//! Deserialising into structs would lose the place of what is wrong in nested alternatives (a string or a table, one or
//! many), and a pack's author needs that place more than anything.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::error::{At, PackError, Places, closest};

/// A value of the file, with its place.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    path: &'a str,
    places: &'a Places<'a>,
    start: usize,
    value: Value<'a>,
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Table(&'a DeTable<'a>),
    Other(&'a DeValue<'a>),
}

impl<'a> Node<'a> {
    /// The whole file.
    pub(super) fn root(
        path: &'a str,
        places: &'a Places<'a>,
        table: &'a Spanned<DeTable<'a>>,
    ) -> Self {
        Node {
            path,
            places,
            start: 0,
            value: Value::Table(table.get_ref()),
        }
    }

    fn child(&self, value: &'a Spanned<DeValue<'a>>) -> Node<'a> {
        let inner = match value.get_ref() {
            DeValue::Table(table) => Value::Table(table),
            other => Value::Other(other),
        };
        Node {
            start: value.span().start,
            value: inner,
            ..*self
        }
    }

    /// Where it stands.
    pub(super) fn at(&self) -> At {
        self.places.at(self.start)
    }

    /// An error at its place.
    pub(super) fn error(&self, message: impl Into<String>) -> PackError {
        PackError::new(self.path, self.at(), message)
    }

    fn expected(&self, what: &str) -> PackError {
        let is = match self.value {
            Value::Table(_) => "table",
            Value::Other(value) => value.type_str(),
        };
        self.error(format!("expected {what}, found {is}"))
    }

    /// Itself, when it is a table.
    pub(super) fn table(&self) -> Result<Node<'a>, PackError> {
        match self.value {
            Value::Table(_) => Ok(*self),
            Value::Other(_) => Err(self.expected("a table")),
        }
    }

    fn map(&self) -> Option<&'a DeTable<'a>> {
        match self.value {
            Value::Table(table) => Some(table),
            Value::Other(_) => None,
        }
    }

    /// Refuses keys that are none of `known`.
    pub(super) fn known(&self, known: &[&str]) -> Result<(), PackError> {
        let strange = self.map().into_iter().flatten().map(|(key, _)| key);
        let Some(key) = strange
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start)
        else {
            return Ok(());
        };
        let name: &DeString<'_> = key.get_ref();
        let error = PackError::new(
            self.path,
            self.places.at(key.span().start),
            format!("unknown key \"{name}\""),
        );
        Err(match closest(name, known.iter().copied()) {
            Some(close) => error.help(format!("did you mean \"{close}\"?")),
            None => error.help(format!("known here: {}", known.join(", "))),
        })
    }

    /// The value of `key`, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.map()?.get(key).map(|value| self.child(value))
    }

    /// The value of `key`.
    pub(super) fn required(&self, key: &str) -> Result<Node<'a>, PackError> {
        self.get(key)
            .ok_or_else(|| self.error(format!("\"{key}\" is missing")))
    }

    /// Keys and values, in the file's order.
    pub(super) fn entries(&self) -> Vec<(&'a str, Node<'a>)> {
        let mut all: Vec<_> = self.map().into_iter().flatten().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        all.into_iter()
            .map(|(key, value)| (key.get_ref().as_ref(), self.child(value)))
            .collect()
    }

    /// The items of a list; a single value is a list of one.
    pub(super) fn items(&self) -> Vec<Node<'a>> {
        match self.value {
            Value::Other(DeValue::Array(array)) => {
                array.iter().map(|value| self.child(value)).collect()
            }
            _ => vec![*self],
        }
    }

    /// Whether it is a string.
    pub(super) fn is_string(&self) -> bool {
        matches!(self.value, Value::Other(DeValue::String(_)))
    }

    /// The string.
    pub(super) fn string(&self) -> Result<&'a str, PackError> {
        match self.value {
            Value::Other(DeValue::String(text)) => Ok(text.as_ref()),
            _ => Err(self.expected("a string")),
        }
    }

    /// The boolean, when it is one.
    pub(super) fn boolean(&self) -> Option<bool> {
        match self.value {
            Value::Other(DeValue::Boolean(value)) => Some(*value),
            _ => None,
        }
    }

    /// The boolean.
    pub(super) fn expect_bool(&self) -> Result<bool, PackError> {
        self.boolean().ok_or_else(|| self.expected("true or false"))
    }

    /// The boolean of `key`, or what it is when nobody says.
    pub(super) fn bool_or(&self, key: &str, default: bool) -> Result<bool, PackError> {
        self.get(key).map_or(Ok(default), |node| node.expect_bool())
    }

    /// The string or strings of `key`; none when it is absent.
    pub(super) fn strings(&self, key: &str) -> Result<Vec<String>, PackError> {
        let Some(node) = self.get(key) else {
            return Ok(Vec::new());
        };
        node.items()
            .iter()
            .map(|item| item.string().map(str::to_owned))
            .collect()
    }

    /// The string of `key`, if there is one.
    pub(super) fn optional_string(&self, key: &str) -> Result<Option<String>, PackError> {
        self.get(key)
            .map(|node| node.string().map(str::to_owned))
            .transpose()
    }

    /// What the string stands for.
    pub(super) fn one_of<T: Copy>(&self, known: &[(&str, T)]) -> Result<T, PackError> {
        let text = self.string()?;
        known
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, value)| *value)
            .ok_or_else(|| {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                let error = self.error(format!("unknown value \"{text}\""));
                match closest(text, names.iter().copied()) {
                    Some(close) => error.help(format!("did you mean \"{close}\"?")),
                    None => error.help(format!("one of {}", names.join(", "))),
                }
            })
    }
}
