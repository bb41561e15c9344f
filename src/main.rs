//! The `polir` program.

fn main() {}
