//! `polir` reads gettext translations, finds what is wrong in them, and mends what has one right answer.
//!
//! The layers, from the ground up; each one knows only those above it in this list:
//!
//! - `find`: the places of a few bytes in what is short.
//! - [`diagnostic`]: what a finding is — spans, edits, fixes, severities. Data only.
//! - [`po`]: the PO format: lossless reading, decoded strings that know where they stand, `msgcat`'s wrapping, edits back to bytes.
//! - [`markup`]: inline tokens of reStructuredText, placeholders, URLs: what in a message is prose and what is not.
//! - [`lang`]: what is known of a language: inflection, elision, determiners. French first.
//! - [`rules`]: one file a rule, and the terminology engine whose rules are data.
//! - `ignore`: the comments that silence a rule.
//! - `spelling`: Hunspell dictionaries and lists of words.
//! - `source`: a file on disk: its bytes, its charset, its lines; written back atomically.
//! - `engine`: runs the rules over a text, and over many files at once.
//! - `changed`: what in a file differs from an earlier version of it.
//! - `fix`: chooses edits, applies them, checks again until nothing moves.
//! - `stats`: progress figures.
//! - `git`: what the git program knows.
//! - `globs`: globs of files and what holds in them.
//! - `config`: `polir.toml`.
//! - `compare`: two versions of a file, message by message and word by word.
//! - `propagate`: translations of the same message carried from file to file.
//! - `merge`: three versions of a file into one, message by message.
//! - `baseline`: findings that a repository has agreed to live with.
//! - `glossary`: glossaries of other tools as terminology packs.
//! - `output`: one renderer a file.
//! - `review`: the questions of `fix --interactive` and what becomes of the answers.
//! - `cli`: the command line; the only code that knows standard output.

pub mod baseline;
pub mod changed;
pub mod cli;
pub mod compare;
pub mod config;
pub mod diagnostic;
pub mod engine;
mod find;
pub mod fix;
pub mod git;
pub mod globs;
pub mod glossary;
pub mod ignore;
pub mod lang;
pub mod markup;
pub mod merge;
pub mod output;
pub mod po;
pub mod propagate;
pub mod review;
pub mod rules;
pub mod source;
pub mod spelling;
pub mod stats;
