//! `polir config`: what holds for a file, and where each value comes from.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::{self, Rules};
use super::terminal::Output;
use super::{Status, checkers, inputs};
use crate::config::keys::{KEYS, Key};
use crate::config::{Settings, schema};
use crate::engine::Whence;
use crate::output::{count, escape};
use crate::source;

/// Show what holds for a file, and where each value comes from.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is printed is a polir.toml of its own; behind each value stands where it comes from. \
                  docs/configuration.md tells what the keys mean."
)]
pub struct Args {
    /// Files or folders; by default the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print the JSON schema of polir.toml, for editors, and nothing else
    #[arg(long, exclusive = true)]
    schema: bool,
    #[command(flatten)]
    config: args::Config,
    #[command(flatten)]
    rules: Rules,
}

/// Does it.
///
/// # Errors
/// When a configuration is wrong, or a file cannot be read.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    let mut stdout = Output::people();
    if args.schema {
        serde_json::to_writer_pretty(&mut stdout.out, &schema())?;
        writeln!(stdout.out)?;
        stdout.out.flush()?;
        return Ok(Status::Success);
    }
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() {
        &here[..]
    } else {
        &args.paths
    };
    for (number, path) in paths.iter().enumerate() {
        if number > 0 {
            writeln!(stdout.out)?;
        }
        let text = show(path, args)?;
        stdout.out.write_all(text.as_bytes())?;
    }
    stdout.out.flush()?;
    Ok(Status::Success)
}

fn show(path: &Path, args: &Args) -> anyhow::Result<String> {
    let (settings, relative) = inputs::settings_of(&args.config, path)?;
    let mut lines = vec![format!("# {}", path.display())];
    lines.push(match &settings.file {
        Some(file) => format!("# configuration: {}", file.display()),
        None if args.config.no_config => "# configuration: none (--no-config)".to_owned(),
        None => "# configuration: none, no polir.toml and no pyproject.toml with [tool.polir] from there upward; \
                 `polir init` writes one"
            .to_owned(),
    });
    lines.push(String::new());
    let given = given(&args.rules);
    let mut not_set = Vec::new();
    for key in KEYS {
        let values = values(key, &settings, &given);
        if values.is_empty() {
            not_set.push(key.name);
        }
        lines.extend(values);
    }
    if !not_set.is_empty() {
        lines.push(format!("# not set: {}", not_set.join(", ")));
    }
    let checker = checkers::one(&settings, checkers::options(&settings, &args.rules)?)?;
    if path.is_file() {
        let read = source::read_by(path, source::By::User).map_err(|error| {
            anyhow::anyhow!("{}: {}", path.display(), source::unreadable("", &error))
        })?;
        let holds = checker.holds(&relative, &read.text);
        let or_unknown = |text: &str| {
            if text.is_empty() {
                "unknown".to_owned()
            } else {
                text.to_owned()
            }
        };
        lines.push(String::new());
        let whence = match (&args.rules.lang, &settings.lang) {
            (Some(_), _) => " (command line)",
            (None, Some(_)) => " (configuration)",
            (None, None) => match holds.whence {
                Whence::Given | Whence::Unknown => "",
                Whence::Header => " (header)",
                Whence::Path => " (path)",
                Whence::Team => " (team)",
                Whence::Script => " (script)",
            },
        };
        lines.push(format!(
            "# language: {}{whence}",
            or_unknown(&holds.language)
        ));
        lines.push(format!("# project: {}", or_unknown(&holds.project)));
        lines.push(format!("# markup: {}", holds.format.name()));
        let packs = if holds.packs.is_empty() {
            "none".to_owned()
        } else {
            holds.packs.join(", ")
        };
        lines.push(format!("# packs: {packs}"));
        lines.push(format!(
            "# on: {} and {}; `polir rules` lists them all",
            count(holds.rules, "rule"),
            count(holds.terms, "term")
        ));
    }
    lines.push(String::new());
    let lines: Vec<_> = lines.iter().map(|line| escape::line(line)).collect();
    Ok(lines.join("\n"))
}

/// What options of the command line say, by their keys, and whether that is beside the configuration.
fn given(rules: &Rules) -> Vec<(&'static str, String, bool)> {
    let list = |names: &[String]| toml::Value::from(names.to_vec()).to_string();
    let mut given = Vec::new();
    if let Some(lang) = &rules.lang {
        given.push(("lang", toml::Value::from(lang.as_str()).to_string(), false));
    }
    for (key, names, beside) in [
        ("packs", &rules.pack, true),
        ("select", &rules.select, false),
        ("extend-select", &rules.extend_select, true),
        ("ignore", &rules.ignore, rules.select.is_empty()),
    ] {
        if !names.is_empty() {
            given.push((key, list(names), beside));
        }
    }
    for (key, folders) in [
        ("spelling.dictionary", &rules.dictionary),
        ("spelling.dictionary-path", &rules.dictionary_path),
    ] {
        if !folders.is_empty() {
            let names: Vec<String> = folders
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            given.push((key, list(&names), true));
        }
    }
    for (key, is_given) in [("fuzzy", rules.fuzzy), ("inherited", rules.inherited)] {
        if is_given {
            given.push((key, "true".to_owned(), false));
        }
    }
    given
}

/// The lines of a key: one a value.
fn values(key: &Key, settings: &Settings, given: &[(&str, String, bool)]) -> Vec<String> {
    let given = given.iter().find(|(name, ..)| *name == key.name);
    // What --select chooses puts the configuration's whole choice aside.
    if let Some((name, value, false)) = given {
        return vec![format!("{name} = {value}  # command line")];
    }
    let file = settings.file.as_deref().map(Path::display);
    let mut lines = Vec::new();
    for origin in &settings.origins {
        let rest = origin.key.strip_prefix(key.name);
        if rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('.')) {
            continue;
        }
        let whence = match (origin.line, &file) {
            (Some(line), Some(file)) => format!("{file}:{line}"),
            _ => "--set".to_owned(),
        };
        lines.push(format!("{} = {}  # {whence}", origin.key, origin.value));
    }
    if let (true, Some(default)) = (lines.is_empty(), key.default) {
        // A table turns something on by being there.
        let sign = if key.name.contains('.') { "# " } else { "" };
        lines.push(format!("{sign}{} = {default}  # default", key.name));
    }
    if let Some((name, value, true)) = given {
        lines.push(format!(
            "# beside it, from the command line: {name} = {value}"
        ));
    }
    lines
}
