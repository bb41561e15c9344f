//! Whether a word is spelt right: Hunspell dictionaries, a project's own words, and what is likely meant instead.
//!
//! No file is read here: whoever runs a check hands over dictionaries and lists as text (see [`Dictionaries`]), opened
//! only when a file of their language is checked for spelling. The French dictionary is part of the program.

mod dictionary;
mod list;
mod near;
mod speller;

pub use dictionary::{Dictionary, DictionaryError};
pub use list::{Entry as ListEntry, List};
pub use speller::{Dictionaries, Opened, Speller, Vocabulary};
