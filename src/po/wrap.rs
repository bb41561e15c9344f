//! How `msgcat` lays a string out on lines.
