//! What a right replacement takes in French: the form, the words that elide before it, the determiner, what agrees with it.

pub(super) mod adjective;
mod agree;
mod companion;
mod determiner;
mod elision;
mod follow;
pub(super) mod gloss;
mod mood;
pub(super) mod noun;
mod noun_doubt;
pub(super) mod phrase;
mod prenominal;
mod valency;
pub(super) mod verb;
pub(super) mod verb_here;
mod words;

pub(super) use agree::{is_here, number};
pub(super) use elision::word;
pub(super) use follow::settle;
pub(super) use prenominal::shifted;
pub(super) use words::{ends_statement, object_pronoun};
