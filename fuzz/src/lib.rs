//! What the fuzz targets hold of `polir`. The laws stand in a file of their own, for `tests/seeds.rs` holds them too, on
//! everything that was ever found.

pub mod laws;
