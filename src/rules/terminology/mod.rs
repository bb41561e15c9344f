//! Terminology: rules that are data, applied with the grammar of the language.
//!
//! A [`Pack`] is one TOML file, read; [`Terms`] are the rules of the packs in use, compiled once a run. A message is scanned
//! once: each word of its prose is looked up in one hash, whatever the number of rules, and only a hit costs more.
//!
//! - `read`, `pack`, `error`: the file, its shape, what is wrong in it;
//! - `paradigm`, `compile`, `index`: forms, and the table that finds them;
//! - `fold`, `text`, `source`: a message as words and marks;
//! - `check`, `hit`, `french`: from a word to a finding with its fix;
//! - `examples`: a pack held to its own examples.

mod check;
mod compile;
mod condition;
mod error;
mod examples;
mod fold;
mod french;
mod hit;
mod index;
mod pack;
mod paradigm;
mod read;
mod source;
mod text;
mod words;

pub use compile::Terms;
pub use error::{At, PackError};
pub use examples::ExampleFailure;
pub use pack::{Case, Example, FormClass, Kind, Outcome, Pack, Pattern, Scope, Term, When};

#[cfg(test)]
mod tests;
