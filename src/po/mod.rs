//! The PO format.

pub mod wrap;
