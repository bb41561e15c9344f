//! What is known of a language. French first: it is the only place in the program that knows French.

pub mod case;
pub mod code;
pub mod en;
pub mod fr;
pub mod typography;
