//! Where each value of a configuration comes from.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::Reader;

/// A value that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its key, with those of the tables it is in before it, joined by dots and quoted where TOML asks for it.
    pub key: String,
    /// The value as it is written there, TOML.
    pub value: String,
    /// The line of the configuration, 1-based; nothing where `--set` gave it.
    pub line: Option<usize>,
}

/// The values of a table, in the order of the file.
pub(super) fn origins(reader: &Reader<'_>, table: &DeTable<'_>, set: bool) -> Vec<Origin> {
    let ends = memchr::memchr_iter(b'\n', reader.text.as_bytes());
    let ends: Vec<usize> = ends.collect();
    let line = |at: usize| (!set).then(|| ends.partition_point(|&end| end < at) + 1);
    let mut all = Vec::new();
    add(reader, "", table, &line, &mut all);
    all
}

fn add(
    reader: &Reader<'_>,
    before: &str,
    table: &DeTable<'_>,
    line: &dyn Fn(usize) -> Option<usize>,
    all: &mut Vec<Origin>,
) {
    for (name, value) in Reader::in_order(table) {
        let key = format!("{before}{}", quoted(name.get_ref()));
        match value.get_ref() {
            DeValue::Table(table) if !table.is_empty() => {
                add(reader, &format!("{key}."), table, line, all);
            }
            _ => all.push(Origin {
                key,
                value: written(reader, value),
                line: line(name.span().start),
            }),
        }
    }
}

/// A value on one line.
fn written(reader: &Reader<'_>, value: &Spanned<DeValue<'_>>) -> String {
    let text = reader.text.get(value.span()).unwrap_or_default();
    if !text.contains('\n') {
        return text.to_owned();
    }
    let table: Option<toml::Table> = toml::from_str(&format!("value = {text}")).ok();
    table
        .and_then(|table| table.get("value").map(ToString::to_string))
        .unwrap_or_else(|| text.to_owned())
}

/// A key as TOML has it.
#[must_use]
pub fn quoted(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(plain) {
        return name.to_owned();
    }
    toml::Value::from(name).to_string()
}
