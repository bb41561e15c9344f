//! The picture of the README: what `polir check` prints on the demonstration, colours and all, as an SVG.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

/// How many lines of the output the picture shows.
const LINES: usize = 20;

/// Runs the program and draws its terminal into `docs/check.svg`.
///
/// # Errors
/// When the program cannot be built or run, or the picture cannot be written.
pub fn draw() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let build = Command::new("cargo")
        .args(["build", "--quiet", "--package", "polir"])
        .current_dir(&root)
        .status()?;
    ensure!(build.success(), "polir does not build");
    let output = Command::new(root.join("target/debug/polir"))
        .args(["check", "--color", "always"])
        .env_remove("NO_COLOR")
        .env("COLUMNS", "92")
        .current_dir(root.join("fixtures/demo"))
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let shown: Vec<&str> = text.lines().take(LINES).collect();
    let screen = format!("\u{1b}[1m$ polir check\u{1b}[0m\n{}\n", shown.join("\n"));
    let svg = anstyle_svg::Term::new().render_svg(&screen);
    std::fs::create_dir_all(root.join("docs"))?;
    std::fs::write(root.join("docs/check.svg"), svg)?;
    println!("wrote docs/check.svg");
    Ok(())
}
