//! Tests of the whole engine, a mechanism each.
