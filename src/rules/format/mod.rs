//! Format strings.

mod boost;
mod c;
pub mod compare;
mod gcc;
mod java;
pub mod languages;
mod lisp;
pub mod list;
pub mod model;
mod pascal;
mod percent;
mod perl;
mod printf;
mod python;
mod ruby;
mod sh;
mod xml;
