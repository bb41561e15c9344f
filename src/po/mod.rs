//! The PO format: tokens, entries, decoded strings, and the way back to bytes.
//!
//! A file is read with [`Parser`], one [`Entry`] at a time; nothing in it is copied.

pub mod catalogue;
pub mod charset;
pub mod entry;
pub mod fault;
pub mod format;
pub mod header;
pub mod lexer;
pub mod parser;
pub mod plural;
pub mod snapshot;
pub mod text;
pub mod wrap;
pub mod writer;

pub use catalogue::Catalogue;
pub use entry::Entry;
pub use fault::{Fault, FaultKind};
pub use lexer::{CommentKind, Keyword};
pub use parser::Parser;
pub use text::Text;
