//! The program as its users see it: each command, option, exit code and output.
//!
//! A case is a file or folder in `tests/cmd`; `TRYCMD=overwrite cargo test --test cli` writes down what the program
//! says now, to be read before it is committed. Times and versions differ from run to run and stand there as `[..]`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test says what is missing, and falls over what is wrong"
)]

#[test]
fn commands() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd");
}
