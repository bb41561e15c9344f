//! The pictures of the README: what `polir check` prints on a file of the demonstration, colours and all, as SVGs for light
//! and dark pages.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

/// A page's colours, by the names that the drawing has for them.
type Palette = [(&'static str, &'static str); 9];

const LIGHT: Palette = [
    ("fg", "#22252a"),
    ("bg", "#faf9f7"),
    ("fg-bright-blue", "#1d5f8a"),
    ("fg-blue", "#1d5f8a"),
    ("fg-bright-cyan", "#12706a"),
    ("fg-yellow", "#825408"),
    ("fg-bright-yellow", "#825408"),
    ("fg-bright-red", "#a62b22"),
    ("fg-bright-green", "#276749"),
];

const DARK: Palette = [
    ("fg", "#e6e5e2"),
    ("bg", "#16181b"),
    ("fg-bright-blue", "#8cc1e8"),
    ("fg-blue", "#8cc1e8"),
    ("fg-bright-cyan", "#7fd1c7"),
    ("fg-yellow", "#e3b565"),
    ("fg-bright-yellow", "#e3b565"),
    ("fg-bright-red", "#f2938a"),
    ("fg-bright-green", "#8fd6a8"),
];

/// Runs the program and draws its terminal into `docs/check.svg` and `docs/check-dark.svg`, or tells that they are stale.
///
/// # Errors
/// When the program cannot be built or run, or a picture cannot be written or is stale.
pub fn draw(check: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let build = Command::new("cargo")
        .args(["build", "--quiet", "--package", "polir"])
        .current_dir(&root)
        .status()?;
    ensure!(build.success(), "polir does not build");
    let output = Command::new(root.join("target/debug/polir"))
        .args(["check", "tutorial.po", "--color", "always"])
        .env_remove("NO_COLOR")
        .env("COLUMNS", "84")
        .current_dir(root.join("fixtures/demo"))
        .output()?;
    let found = String::from_utf8(output.stdout)?;
    let summary = String::from_utf8(output.stderr)?;
    // How long it took is another figure each time.
    let summary = summary
        .rsplit_once(" (")
        .map_or(&*summary, |(line, _)| line);
    let screen = format!("\u{1b}[1m$ polir check tutorial.po\u{1b}[0m\n{found}{summary}\n");
    let svg = anstyle_svg::Term::new().render_svg(&screen);
    for (name, palette) in [("check.svg", LIGHT), ("check-dark.svg", DARK)] {
        let picture = painted(&svg, &palette)?;
        let path = root.join("docs").join(name);
        if check {
            let old = std::fs::read_to_string(&path).unwrap_or_default();
            ensure!(old == picture, "docs/{name} is stale: cargo xtask picture");
        } else {
            std::fs::write(&path, picture)?;
            println!("wrote docs/{name}");
        }
    }
    Ok(())
}

/// The drawing in the colours of a page.
fn painted(svg: &str, palette: &Palette) -> Result<String> {
    let mut lines = Vec::new();
    for line in svg.lines() {
        let name = line
            .trim()
            .strip_prefix('.')
            .and_then(|rest| rest.split_once(" { fill: #"));
        match name {
            Some((name, _)) => {
                let known = palette.iter().find(|(known, _)| *known == name);
                let Some((_, colour)) = known else {
                    anyhow::bail!("no colour for .{name}: give it one");
                };
                lines.push(format!("    .{name} {{ fill: {colour} }}"));
            }
            None => lines.push(line.to_owned()),
        }
    }
    Ok(lines.join("\n") + "\n")
}
