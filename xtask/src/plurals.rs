//! Makes the tables of `data/plurals/` and `data/languages/` from CLDR's supplemental data and from what `msginit` fills in.
//!
//! CLDR says how a language counts; as C expressions over whole numbers its rules can be compared with a file's formula.
//! Everything is sorted, so the same sources give the same bytes.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The categories, in the order in which their forms are numbered.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The files to write, by name below `data/`; `folder` holds the `supplemental` folder of the npm package `cldr-core`.
pub fn tables(folder: &Path) -> Result<Vec<(&'static str, String)>> {
    let read = |name: &str| -> Result<Value> {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(serde_json::from_str(&text)?)
    };
    let plurals = read("supplemental/plurals.json")?;
    let rules = object(&plurals, "/supplemental/plurals-type-cardinal")?;
    let mut cldr = Vec::new();
    let mut gettext = Vec::new();
    for (language, categories) in rules {
        let language = language.replace('-', "_");
        if language == "und" {
            continue;
        }
        cldr.push(format!("{language}\t{}", formula(categories)?));
        if let Some(forms) = msginit(&language)? {
            gettext.push(format!("{language}\t{forms}"));
        }
    }
    for language in ["pt_BR", "zh_CN", "zh_TW"] {
        if let Some(forms) = msginit(language)? {
            gettext.push(format!("{language}\t{forms}"));
        }
    }
    let likely = read("supplemental/likelySubtags.json")?;
    let aliases = read("supplemental/aliases.json")?;
    let alias = object(&aliases, "/supplemental/metadata/alias/languageAlias")?;
    let two_letters = alias.keys().filter(|code| code.len() == 2);
    let tags = object(&likely, "/supplemental/likelySubtags")?.keys();
    let languages = tags
        .filter_map(|tag| tag.split('-').next())
        .chain(two_letters.map(String::as_str));
    let languages: BTreeSet<&str> = languages
        .filter(|code| matches!(code.len(), 2 | 3) && *code != "und")
        .collect();
    let info = read("supplemental/territoryInfo.json")?;
    let containment = read("supplemental/territoryContainment.json")?;
    let territories = object(&info, "/supplemental/territoryInfo")?
        .keys()
        .chain(object(&containment, "/supplemental/territoryContainment")?.keys());
    let territories: BTreeSet<&str> = territories
        .map(String::as_str)
        .filter(|code| !code.contains('-') && matches!(code.len(), 2 | 3))
        .collect();
    let scripts = read("scriptMetadata.json")?;
    let scripts: BTreeSet<&str> = object(&scripts, "/scriptMetadata")?
        .keys()
        .map(String::as_str)
        .collect();
    cldr.sort();
    gettext.sort();
    Ok(vec![
        ("plurals/cldr.txt", lines(cldr)),
        ("plurals/gettext.txt", lines(gettext)),
        ("languages/languages.txt", lines(languages)),
        ("languages/territories.txt", lines(territories)),
        ("languages/scripts.txt", lines(scripts)),
    ])
}

fn lines(lines: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    lines
        .into_iter()
        .fold(String::new(), |text, line| text + line.as_ref() + "\n")
}

fn object<'v>(value: &'v Value, pointer: &str) -> Result<&'v serde_json::Map<String, Value>> {
    value
        .pointer(pointer)
        .and_then(Value::as_object)
        .with_context(|| format!("no {pointer}"))
}

/// `nplurals`, a tab, and the C expression of a language's categories.
fn formula(categories: &Value) -> Result<String> {
    let mut parts = Vec::new();
    for category in CATEGORIES {
        let Some(rule) = categories
            .get(format!("pluralRule-count-{category}"))
            .and_then(Value::as_str)
        else {
            continue;
        };
        // Categories that only numbers with decimals have are no forms of gettext's.
        if rule.contains("@integer") {
            let condition = rule.split('@').next().unwrap_or_default().trim();
            parts.push((condition, category));
        }
    }
    let last = parts
        .len()
        .checked_sub(1)
        .context("a language without a category")?;
    let mut text = String::new();
    for (number, (condition, category)) in parts.iter().enumerate() {
        if number == last {
            // What is left over, whatever its condition.
            text += &number.to_string();
        } else if *category == "other" {
            bail!("`other` is not the last category");
        } else {
            text += &format!("{} ? {number} : ", any(condition)?);
        }
    }
    Ok(format!("{}\t{text}", parts.len()))
}

/// `a or b`; a side that whole numbers never fulfil is left out.
fn any(condition: &str) -> Result<String> {
    let mut sides = Vec::new();
    for side in condition.split(" or ") {
        if let Some(side) = all(side)? {
            sides.push(side);
        }
    }
    Ok(sides.join(" || "))
}

/// `a and b`: nothing when whole numbers never fulfil it; a side that they all fulfil is left out.
fn all(condition: &str) -> Result<Option<String>> {
    let mut sides = Vec::new();
    for side in condition.split(" and ") {
        match relation(side.trim())? {
            Relation::Never => return Ok(None),
            Relation::Always => {}
            Relation::Some(text) => sides.push(text),
        }
    }
    Ok(Some(sides.join(" && ")))
}

enum Relation {
    Always,
    Never,
    Some(String),
}

/// `n % 10 = 2..4,9`. A whole number has no decimals: `v`, `w`, `f`, `t`, `e` and `c` are 0.
fn relation(text: &str) -> Result<Relation> {
    let (left, negated, right) = match text.split_once(" != ") {
        Some((left, right)) => (left, true, right),
        None => text
            .split_once(" = ")
            .map(|(left, right)| (left, false, right))
            .context("no relation")?,
    };
    let (operand, modulo) = left
        .split_once(" % ")
        .map_or((left, None), |(operand, modulo)| (operand, Some(modulo)));
    let ranges: Vec<(u64, u64)> = right
        .split(',')
        .map(|range| {
            let (low, high) = range.split_once("..").unwrap_or((range, range));
            Ok((low.parse()?, high.parse()?))
        })
        .collect::<Result<_>>()?;
    if !matches!(operand, "n" | "i") {
        let zero = ranges
            .iter()
            .any(|&(low, high)| low == 0 || (low..=high).contains(&0));
        return Ok(if zero == negated {
            Relation::Never
        } else {
            Relation::Always
        });
    }
    let value = modulo.map_or_else(|| "n".to_owned(), |modulo| format!("n % {modulo}"));
    let one = |&(low, high): &(u64, u64)| match (negated, low == high) {
        (false, true) => format!("{value} == {low}"),
        (true, true) => format!("{value} != {low}"),
        (false, false) => format!("({value} >= {low} && {value} <= {high})"),
        (true, false) => format!("({value} < {low} || {value} > {high})"),
    };
    let parts: Vec<String> = ranges.iter().map(one).collect();
    let joined = parts.join(if negated { " && " } else { " || " });
    Ok(Relation::Some(if parts.len() > 1 {
        format!("({joined})")
    } else {
        joined
    }))
}

/// What `msginit` puts into the header of a new file: `nplurals`, a tab and the expression.
fn msginit(language: &str) -> Result<Option<String>> {
    let template = std::env::temp_dir().join("polir-msginit.pot");
    std::fs::write(
        &template,
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n",
    )?;
    let output = Command::new("msginit")
        .args([
            "--no-translator",
            "--no-wrap",
            "--output-file=-",
            "--locale",
            language,
            "--input",
        ])
        .arg(&template)
        .output()
        .context("msginit")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let Some(line) = text
        .lines()
        .find_map(|line| line.strip_prefix("\"Plural-Forms: nplurals="))
    else {
        return Ok(None);
    };
    let (count, expression) = line.split_once("; plural=").context("no expression")?;
    let expression = expression.trim_end_matches("\\n\"").trim_end_matches(';');
    Ok(Some(format!("{count}\t{expression}")))
}
