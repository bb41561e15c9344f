//! The JSON schema of `polir.toml` (draft 7, which editors know best), made from the list of keys.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, Kind};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let mut properties = Map::new();
    for key in KEYS {
        match key.name.split_once('.') {
            None => {
                properties.insert(key.name.to_owned(), property(key));
            }
            Some((table, name)) => {
                let table = properties.entry(table).or_insert_with(
                    || json!({"type": "object", "additionalProperties": false, "properties": {}}),
                );
                table["properties"][name] = property(key);
            }
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "polir.toml",
        "description": "The configuration of polir, a linter of gettext translations",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(key: &Key) -> Value {
    let texts = json!({"type": ["string", "array"], "items": {"type": "string"}});
    let mut property = match key.kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Texts => texts,
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Number => json!({"type": "integer", "minimum": 1}),
        Kind::OneOf(names) => json!({"type": "string", "enum": names}),
        Kind::TextByName => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Kind::TextsByGlob => json!({"type": "object", "additionalProperties": texts}),
        Kind::OneOfBy(names, values) => {
            let value = json!({"type": "string", "enum": values});
            let by_name = names.iter().map(|name| ((*name).to_owned(), value.clone()));
            let by_name: Map<String, Value> = by_name.collect();
            json!({"oneOf": [
                value,
                {"type": "object", "additionalProperties": false, "properties": by_name},
            ]})
        }
    };
    property["description"] = Value::from(key.says);
    if let Some(default) = key.default.and_then(value) {
        property["default"] = default;
    }
    if let Some(example) = value(key.example) {
        property["examples"] = json!([example]);
    }
    property
}

/// A value of TOML as JSON has it.
fn value(text: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(&format!("value = {text}")).ok()?;
    serde_json::to_value(table.get("value")?).ok()
}
