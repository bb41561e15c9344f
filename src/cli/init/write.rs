//! From what was seen to the text of a configuration.

use std::fmt::Write as _;

use super::look::{Kind, Seen, most};
use crate::config::quoted;
use crate::output::count;

/// The width that files have when nobody says.
const WIDTH: usize = 79;

/// The configuration, with its reasons in comments.
pub(super) fn toml(seen: &Seen) -> String {
    let mut text = String::from(
        "# What polir holds this repository to. docs/configuration.md has all keys, `polir config FILE` shows what holds for a\n\
         # file. What is not written here is as it is by itself.\n\n",
    );
    kinds(seen, &mut text);
    language(seen, &mut text);
    packs(seen, &mut text);
    width(seen, &mut text);
    exclude(seen, &mut text);
    text.push_str(
        "# Only what crashes, loses text or breaks markup, and no style:\n\
         # profile = \"breakage\"\n\n\
         # A repository full of old findings: `polir check --write-baseline` writes them down; with this line only new ones are\n\
         # shown.\n\
         # baseline = \"polir-baseline.json\"\n\n\
         # From which severity on a finding fails the run: \"info\", \"warning\" or \"error\".\n\
         # fail-on = \"warning\"\n",
    );
    others(seen, &mut text);
    header(seen, &mut text);
    spelling(seen, &mut text);
    text
}

fn string(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The ways of a sort of repository, and the keys that fit it.
fn kinds(seen: &Seen, text: &mut String) {
    for kind in seen.kinds.keys() {
        let says = match kind {
            Kind::Sphinx => {
                "Documentation made with Sphinx: roles, references and code blocks are compared with the source. Run\n\
                 # `polir check` before sphinx-build, which takes longer and drops some faults silently."
            }
            Kind::Django => {
                "A Django project: `polir stats` has a row for each language; formats are told by the flags of makemessages."
            }
            Kind::WordPress => {
                "A plugin or theme of WordPress: formats are told by the flags, as wp i18n and GlotPress write them."
            }
            Kind::Kde => {
                "Translations of KDE: what KUIT and the headers say of markup and accelerators is understood."
            }
            Kind::Qt => "Translations of Qt: the signs `%1`, `%n` and `&` are understood.",
            Kind::Gnome => {
                "A program with po/LINGUAS, as GNOME's. Where its menus have GTK's accelerators:"
            }
            Kind::Po4a => {
                "Documentation translated with po4a: man pages, POD, DocBook or AsciiDoc; markup is compared with the source."
            }
            Kind::Odoo => "Modules of Odoo: `polir stats` has a row for each language.",
            Kind::Weblate => {
                "Weblate writes these files: fix them with `polir fix` in the repository, then let Weblate pull, so that nobody's\n\
                 # pending work is lost. Lines are wrapped as Weblate does."
            }
        };
        let _ = writeln!(text, "# {says}");
        match kind {
            Kind::Gnome => text.push_str("# accelerator = \"_\"\n"),
            Kind::Qt if seen.accelerators.is_empty() => text.push_str("accelerator = \"&\"\n"),
            Kind::Kde => {
                let sign = most(&seen.accelerators).filter(|sign| sign.chars().count() == 1);
                if let Some(sign) = sign {
                    let _ = writeln!(text, "accelerator = {}", string(&sign));
                }
            }
            _ => {}
        }
        text.push('\n');
    }
}

fn language(seen: &Seen, text: &mut String) {
    let files = count(seen.files, "translation");
    let of_paths: Vec<&str> = seen.languages_of_paths.keys().map(String::as_str).collect();
    match (seen.language(), of_paths.as_slice()) {
        (Some(language), _) if seen.without_language == 0 => {
            let _ = write!(
                text,
                "# {files}; their headers say which language they are in.\n# lang = {}\n\n",
                string(&language)
            );
        }
        (Some(language), _) => {
            let _ = write!(
                text,
                "# {files}; {} of the {} that were read say that they are in this language, {} nothing.\nlang = {}\n\n",
                seen.languages.get(&language).copied().unwrap_or_default(),
                seen.read,
                seen.without_language,
                string(&language)
            );
        }
        (None, [_, ..]) if seen.languages.is_empty() => {
            let _ = write!(
                text,
                "# {files}; no header names a language, so the paths say which ({}).\n\n",
                of_paths.join(", ")
            );
        }
        (None, _) if seen.languages.len() > 1 => {
            let names: Vec<&str> = seen.languages.keys().map(String::as_str).collect();
            let _ = write!(
                text,
                "# {files} in several languages ({}): each header says which.\n\n",
                names.join(", ")
            );
        }
        _ => {
            let _ = write!(
                text,
                "# {files}; nothing says in which language they are.\n# lang = \"fr\"\n\n"
            );
        }
    }
}

fn packs(seen: &Seen, text: &mut String) {
    if seen.packs.is_empty() {
        text.push_str(
            "# Terminology of your own: `polir pack new --from GLOSSARY` makes a pack of a glossary.\n# packs = [\"terms.toml\"]\n\n",
        );
    }
    for (name, _) in &seen.packs {
        let _ = write!(
            text,
            "# The pack {name} is made for this project and is on by itself; naming packs turns that off.\n# packs = [{}]\n\n",
            string(name)
        );
    }
}

fn width(seen: &Seen, text: &mut String) {
    let whole: usize = seen.widths.values().sum();
    let Some((&width, &number)) = seen.widths.iter().max_by_key(|(_, number)| **number) else {
        return;
    };
    match width {
        Some(WIDTH) => {
            let _ = write!(
                text,
                "# {number} of {} with long lines are wrapped as msgcat does.\n# width = {WIDTH}\n\n",
                count(whole, "file")
            );
        }
        Some(width) if number * 10 >= whole * 8 => {
            let _ = write!(
                text,
                "# {number} of {} with long lines are wrapped at this width.\nwidth = {width}\n\n",
                count(whole, "file")
            );
        }
        Some(width) => {
            let _ = write!(
                text,
                "# {number} of {} with long lines are wrapped at {width}, others otherwise.\n# width = {width}\n\n",
                count(whole, "file")
            );
        }
        None => {
            let _ = write!(
                text,
                "# {number} of {} with long lines are not wrapped at all: `polir fmt --no-wrap` keeps them so.\n\n",
                count(whole, "file")
            );
        }
    }
}

fn exclude(seen: &Seen, text: &mut String) {
    if seen.excluded.is_empty() {
        return;
    }
    let globs: Vec<String> = seen.excluded.iter().map(|glob| string(glob)).collect();
    let _ = write!(
        text,
        "# What .potodoignore leaves out.\nexclude = [{}]\n\n",
        globs.join(", ")
    );
}

fn others(seen: &Seen, text: &mut String) {
    if !seen.tools.is_empty() {
        text.push_str("\n# What other tools do here, and what does it with polir:\n");
        for (tool, file, instead) in &seen.tools {
            let _ = writeln!(text, "#   {tool} ({file}): {instead}");
        }
    }
    if seen.integration.is_empty() {
        text.push_str("\n# There is no continuous integration here that was found; docs/ci.md has it for each forge.\n");
    } else {
        let _ = write!(
            text,
            "\n# In continuous integration ({}): `polir check --changed` judges what a contribution changed.\n",
            seen.integration.join(", ")
        );
    }
    if seen.pre_commit {
        text.push_str(
            "\n# Before a commit (.pre-commit-config.yaml): the hooks polir-check, polir-fix and polir-fmt; docs/ci.md has them.\n",
        );
    }
    if seen
        .attributes
        .iter()
        .any(|line| line.contains("merge=") && !line.contains("merge=polir"))
    {
        let _ = write!(
            text,
            "\n# .gitattributes has `{}`; `polir install-git-drivers` merges message by message.\n",
            seen.attributes.join("`, `")
        );
    }
}

fn header(seen: &Seen, text: &mut String) {
    let of_packs = |field: &str| {
        seen.packs
            .iter()
            .any(|(_, fields)| fields.iter().any(|known| known == field))
    };
    let mut lines = String::new();
    for (field, values) in &seen.fields {
        let whole: usize = values.values().sum();
        let Some(value) = most(values) else { continue };
        let number = values[&value];
        if of_packs(field) {
            continue;
        }
        // What all have is decided; what nearly all have may be, and a version changes with the next one.
        let decided = seen.files > 1 && number == whole && whole == seen.read;
        let sign = if decided && !names_a_version(&value) {
            ""
        } else {
            "# "
        };
        if number * 10 >= whole * 8 && number > 1 {
            let _ = writeln!(
                lines,
                "{sign}{} = {}  # {number} of {}",
                quoted(field),
                string(&value),
                seen.read
            );
        }
    }
    if !lines.is_empty() {
        let sign = if lines.lines().all(|line| line.starts_with('#')) {
            "# "
        } else {
            ""
        };
        let _ = write!(
            text,
            "\n# What the header of each file must say.\n{sign}[header]\n{lines}"
        );
    }
}

/// Whether a value ends in a number with points, as `Widget 1.4` does.
fn names_a_version(value: &str) -> bool {
    let last = value.rsplit([' ', '-']).next().unwrap_or_default();
    last.contains('.')
        && last
            .trim_start_matches('v')
            .starts_with(|c: char| c.is_ascii_digit())
}

fn spelling(seen: &Seen, text: &mut String) {
    let Some((words, checked)) = &seen.words else {
        return;
    };
    // Where nobody checks spelling so far, it is for the team to begin.
    let (sign, why) = match checked {
        Some(file) => (
            "",
            format!("The project's own words, which pospell is given in {file}."),
        ),
        None => (
            "# ",
            format!("{words} looks like a list of the project's own words."),
        ),
    };
    let _ = write!(
        text,
        "\n# {why} Spelling is checked where this table is.\n{sign}[spelling]\n{sign}dictionary = {}\n",
        string(words)
    );
}
