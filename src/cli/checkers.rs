//! From configurations and options to checkers: one for each configuration that a file of the run has.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::args::Rules;
use super::inputs::{self, Input, Inputs};
use super::{dictionaries, glossaries, terminal};
use crate::config::Settings;
use crate::engine::{Checker, ChosenPack, Glossaries, Options};
use crate::globs::PerFile;
use crate::rules::selection::{Selection, nearest};
use crate::rules::terminology::Pack;
use crate::source;

/// The checkers of a run, by the number of the configuration; `None` for one that no file has.
///
/// # Errors
/// When a pack cannot be read or is wrong, or a name is unknown.
pub fn all(
    inputs: &Inputs,
    rules: &Rules,
    excerpts: bool,
    explain: bool,
) -> anyhow::Result<Vec<Option<Checker>>> {
    let mut checkers: Vec<Option<Checker>> = Vec::new();
    checkers.resize_with(inputs.configurations.len(), || None);
    for input in &inputs.files {
        if checkers[input.configuration].is_none() {
            let settings = inputs.configurations.get(input.configuration);
            let mut options = options(settings, rules)?;
            (options.excerpts, options.explain) = (excerpts, explain);
            let alike = |other: &&Input| other.configuration == input.configuration;
            options.glossaries = glossaries::of(inputs.files.iter().filter(alike));
            checkers[input.configuration] = Some(one(settings, options)?);
        }
    }
    Ok(checkers)
}

/// The checker of one configuration and the command line.
///
/// # Errors
/// As [`all`].
pub fn one(settings: &Settings, options: Options) -> anyhow::Result<Checker> {
    // What was supposed in reading a pack that somebody named.
    let named = options.packs.iter().any(|chosen| !chosen.automatic);
    let checker = Checker::new(options);
    let checker = match &settings.file {
        Some(file) => checker.with_context(|| format!("with {}", file.display()))?,
        None => checker?,
    };
    if named {
        for warning in &checker.terms().warnings {
            terminal::note(&format!("note: {warning}"));
        }
    }
    Ok(checker)
}

/// What a configuration and the command line ask for together; the command line wins.
///
/// # Errors
/// As [`all`].
pub fn options(settings: &Settings, rules: &Rules) -> anyhow::Result<Options> {
    let mut packs: Vec<ChosenPack> = match &settings.packs {
        None => builtin(true)?,
        Some(names) => names
            .iter()
            .map(|name| pack(name, Some(&settings.root)))
            .collect::<anyhow::Result<_>>()?,
    };
    for name in &rules.pack {
        let chosen = pack(name, None)?;
        // Naming a pack that is there already asks for it in every file of its language.
        match packs
            .iter_mut()
            .find(|known| known.pack.path == chosen.pack.path)
        {
            Some(known) => known.automatic = false,
            None => packs.push(chosen),
        }
    }
    // A term that somebody named a pack for stands before one that is on by itself.
    let named: HashSet<String> = packs
        .iter()
        .filter(|chosen| !chosen.automatic)
        .flat_map(|chosen| chosen.pack.terms.iter().map(|term| term.id.clone()))
        .collect();
    for chosen in packs.iter_mut().filter(|chosen| chosen.automatic) {
        let name = &chosen.pack.name;
        chosen.pack.terms.retain(|term| {
            let replaced = named.contains(&term.id);
            if replaced {
                terminal::note(&format!(
                    "note: your term \"{0}\" replaces {name}/{0}",
                    term.id
                ));
            }
            !replaced
        });
    }
    let per_file_ignores = settings.per_file_ignores.iter();
    let per_file_ignores = per_file_ignores.map(|(glob, names)| (glob.as_str(), names.clone()));
    Ok(Options {
        selection: selection(settings, rules),
        language: rules.lang.clone().or_else(|| settings.lang.clone()),
        packs,
        per_file_ignores: PerFile::new(per_file_ignores)?,
        header: settings.header.clone(),
        header_comment: settings
            .header_comment
            .as_deref()
            .map(regex::Regex::new)
            .transpose()?
            .map(Arc::new),
        placeholders: settings
            .placeholders
            .iter()
            .map(|pattern| regex::Regex::new(pattern))
            .collect::<Result<_, _>>()?,
        accelerator: settings.accelerator,
        now: now(),
        width: settings.width,
        marks: settings.marks,
        spelling: dictionaries::spelling(settings, rules)?,
        fuzzy: rules.fuzzy || settings.fuzzy,
        inherited: rules.inherited || settings.inherited,
        glossaries: Glossaries::default(),
        excerpts: false,
        explain: false,
    })
}

/// The time of the run, seconds since 1970: `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated.
fn now() -> Option<i64> {
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return epoch.parse().ok();
    }
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    i64::try_from(since.as_secs()).ok()
}

/// `--select` puts the configuration's whole choice aside, `--extend-select` and `--ignore` add to it.
fn selection(settings: &Settings, rules: &Rules) -> Selection {
    let mut select = rules.select.clone();
    let mut ignore = rules.ignore.clone();
    if select.is_empty() {
        select = settings
            .select
            .clone()
            .or_else(|| Some(vec![settings.profile.clone()?]))
            .unwrap_or_else(|| vec!["default".to_owned()]);
        select.extend(settings.extend_select.iter().cloned());
        let asked = &rules.extend_select;
        ignore.extend(
            settings
                .ignore
                .iter()
                .filter(|name| !asked.contains(name))
                .cloned(),
        );
    }
    select.extend(rules.extend_select.iter().cloned());
    Selection::new(select, ignore)
}

fn builtin(automatic: bool) -> anyhow::Result<Vec<ChosenPack>> {
    Pack::builtin()
        .iter()
        .map(|(name, text)| {
            let pack = Pack::parse(&format!("built-in pack {name}"), text)?;
            Ok(ChosenPack { pack, automatic })
        })
        .collect()
}

/// A pack by its built-in name, or by its path: that of the command line, or what the configuration in `root` means by it.
fn pack(name: &str, root: Option<&Path>) -> anyhow::Result<ChosenPack> {
    let known = Pack::builtin();
    let pack = if let Some((name, text)) = known.iter().find(|(known, _)| *known == name) {
        Pack::parse(&format!("built-in pack {name}"), text)?
    } else {
        let path = match root {
            Some(root) => inputs::below(root, Path::new(name))?,
            None => Path::new(name).to_owned(),
        };
        match source::read_text(&path) {
            Ok(text) => Pack::parse(&path.display().to_string(), &text)?,
            Err(_) if !name.contains(['/', '\\', '.']) => {
                let names = known.iter().map(|(name, _)| *name);
                let help = match nearest(name, names.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "built-in: {}; or give the path of a .toml file",
                        names.collect::<Vec<_>>().join(", ")
                    ),
                };
                bail!("no terminology pack is called `{name}`; {help}");
            }
            Err(error) => bail!(
                "{}: {}",
                path.display(),
                source::unreadable("the terminology pack", &error)
            ),
        }
    };
    Ok(ChosenPack {
        pack,
        automatic: false,
    })
}
