//! Terminology: rules that are data.
