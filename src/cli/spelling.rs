//! `polir spelling`: the project's own list of words, added to and cleared out.

use std::collections::{BTreeSet, HashSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::bail;

use super::args::{self, Files, Global, Rules};
use super::inputs::{self, Inputs};
use super::terminal::{self, Output};
use super::{Status, checkers, guard};
use crate::config::Settings;
use crate::engine;
use crate::output::{Report, count, escape, suggestions};
use crate::rules::spelling::SPELLING;
use crate::source;
use crate::spelling::{List, Vocabulary};

/// The project's own list of words.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 done; 1 `unused` found entries; 2 the list or a translation could not be read or written."
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one a run")]
enum Command {
    /// Add words to the project's list
    Add(Add),
    /// Print the entries of the project's lists that no translation needs
    Unused(Unused),
}

#[derive(Debug, clap::Args)]
struct Add {
    /// The words; one with a capital is accepted only so
    #[arg(value_name = "WORD", required = true)]
    words: Vec<String>,
    /// The list, when it is not the first one of `[spelling] dictionary`
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,
    #[command(flatten)]
    config: args::Config,
}

#[derive(Debug, clap::Args)]
struct Unused {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    rules: Rules,
}

/// Does it.
///
/// # Errors
/// When there is no list, or nothing could be read.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<Status> {
    match &args.command {
        Command::Add(args) => add(args, global),
        Command::Unused(args) => unused(args, global),
    }
}

fn add(args: &Add, global: &Global) -> anyhow::Result<Status> {
    let path = match &args.dictionary {
        Some(path) => path.clone(),
        None => own_list(&inputs::settings_here(&args.config)?)?,
    };
    for word in &args.words {
        if word.trim().is_empty() || word.contains(['\n', '\r']) || word.trim().starts_with('#') {
            bail!("`{}` is no word", word.escape_debug());
        }
    }
    let words = args
        .words
        .iter()
        .map(|word| word.trim().to_owned())
        .collect();
    let added = write(&path, words)?;
    if !global.quiet {
        terminal::note(&format!(
            "{}: {} added",
            inputs::called(&path)?,
            count(added, "word")
        ));
    }
    Ok(Status::Success)
}

/// The list that words are added to: the first one of the configuration.
///
/// # Errors
/// When there is none, or it is a folder.
pub fn own_list(settings: &Settings) -> anyhow::Result<PathBuf> {
    let spelling = settings.spelling.as_ref();
    let names = spelling.map_or(&[][..], |spelling| &spelling.dictionary);
    let name = names.iter().find(|name| {
        Path::new(name)
            .extension()
            .is_none_or(|extension| extension != "dic")
    });
    let Some(name) = name else {
        bail!(
            "no list of words is configured; name one with --dictionary, or in polir.toml:\n\n[spelling]\ndictionary = \"dict\""
        );
    };
    let path = inputs::below(&settings.root, Path::new(name))?;
    if path.is_dir() {
        bail!(
            "{} is a folder; say with --dictionary which of its lists is meant",
            path.display()
        );
    }
    Ok(path)
}

/// Adds the words that a list does not hold, in their place when the list is sorted, else at its end; how many.
///
/// # Errors
/// When the list cannot be read or written.
pub fn write(path: &Path, words: Vec<String>) -> anyhow::Result<usize> {
    let told = |error| {
        let why = source::not_written("the list of words", &error);
        anyhow::anyhow!("{}: {why}", path.display())
    };
    let old = match source::read(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => bail!(
            "{}: cannot read the list of words: {}",
            path.display(),
            source::plain(&error)
        ),
    };
    let text = old.as_ref().map_or("", |old| &*old.text);
    let (new, added) = with_words(text, words);
    match &old {
        _ if added == 0 => {}
        Some(old) => guard::write(path, old, &new).map_err(told)?,
        None => guard::create(path, new.as_bytes()).map_err(told)?,
    }
    Ok(added)
}

fn with_words(text: &str, mut words: Vec<String>) -> (String, usize) {
    let list = List::parse("", text);
    words.sort();
    words.dedup();
    words.retain(|word| !list.holds(word));
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<&str> = text.lines().collect();
    let of = |line: &str| List::parse("", line).first().map(str::to_lowercase);
    let keys: Vec<String> = lines.iter().filter_map(|line| of(line)).collect();
    let sorted = keys.len() > 1 && keys.is_sorted();
    for word in &words {
        let key = word.to_lowercase();
        let place = lines
            .iter()
            .position(|line| of(line).is_some_and(|other| other > key));
        lines.insert(place.filter(|_| sorted).unwrap_or(lines.len()), word);
    }
    let new = lines.iter().map(|line| [line, end].concat()).collect();
    (new, words.len())
}

/// Takes every misspelt word out of a report and into `words`. An elision that no word takes is no word to accept.
pub fn take(report: &mut Report, words: &Mutex<BTreeSet<String>>) {
    let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
    report.findings.retain(|finding| {
        let word = suggestions::word(finding).filter(|word| !word.contains(['\'', '’']));
        words.extend(word.map(str::to_owned));
        word.is_none()
    });
}

/// Adds those words to the project's list.
///
/// # Errors
/// When there is no list, or it cannot be written.
pub fn accept(
    words: Mutex<BTreeSet<String>>,
    settings: &Settings,
    rules: &Rules,
    global: &Global,
) -> anyhow::Result<()> {
    let path = match rules.dictionary.first() {
        Some(path) => path.clone(),
        None => own_list(settings)?,
    };
    let words = words.into_inner().unwrap_or_else(PoisonError::into_inner);
    // One in small letters is accepted with a capital too.
    let needed = words.iter().filter(|word| {
        let small = word.to_lowercase();
        small == **word || !words.contains(&small)
    });
    let added = write(&path, needed.cloned().collect())?;
    if !global.quiet {
        terminal::note(&format!(
            "{}: {} added",
            inputs::called(&path)?,
            count(added, "word")
        ));
    }
    Ok(())
}

fn unused(args: &Unused, global: &Global) -> anyhow::Result<Status> {
    let inputs = Inputs::find(&args.files, false)?;
    let mut rules = Rules {
        select: vec![SPELLING.meta.id.to_owned()],
        ..Rules::default()
    };
    rules.lang.clone_from(&args.rules.lang);
    rules.dictionary.clone_from(&args.rules.dictionary);
    rules
        .dictionary_path
        .clone_from(&args.rules.dictionary_path);
    // What only a fuzzy entry needs will be needed when it is mended.
    rules.fuzzy = true;
    rules.audit = true;
    let checkers = checkers::all(&inputs, &rules, false, false)?;
    let outcomes = engine::run(&inputs.files, args.files.jobs, |input| {
        let decoded = input.read()?;
        let checker = checkers[input.configuration].as_ref();
        let checker = checker.ok_or("it has no configuration")?;
        let checked = checker.check(&input.relative, &decoded);
        match checked.problem {
            Some(problem) => Err(problem),
            None => Ok(checked.vocabulary),
        }
    });
    let (done, problems) = super::check::sort_out(&inputs, outcomes);
    let mut vocabularies: Vec<Arc<Vocabulary>> = Vec::new();
    for (_, vocabulary) in done {
        let vocabulary = vocabulary.filter(|one| {
            let same = |known: &Arc<Vocabulary>| Arc::ptr_eq(known, one);
            !vocabularies.iter().any(same)
        });
        vocabularies.extend(vocabulary);
    }
    let mut stdout = Output::people();
    let mut total = 0;
    let mut told: HashSet<&str> = HashSet::new();
    for checker in checkers.iter().flatten() {
        let spelling = &checker.options().spelling;
        let beside = spelling.per_file.values().iter().flatten();
        for list in spelling.lists.iter().chain(beside) {
            if !told.insert(&list.name) {
                continue;
            }
            for entry in list.unused() {
                let (name, line, word) = (&list.name, entry.line, &entry.word);
                let why = if list.is_twice(entry) {
                    "it is there twice"
                } else if vocabularies.iter().any(|one| one.knows(word)) {
                    "a dictionary has it"
                } else {
                    "no translation has it"
                };
                writeln!(
                    stdout.out,
                    "{}:{line}: {}  ({why})",
                    escape::line(name),
                    escape::line(word)
                )?;
                total += 1;
            }
        }
    }
    stdout.out.flush()?;
    drop(stdout);
    inputs::tell(&problems);
    if told.is_empty() {
        own_list(inputs.settings())?;
    }
    if !global.quiet {
        terminal::note(&format!("{} not needed", count(total, "entry")));
    }
    let status = if total == 0 {
        Status::Success
    } else {
        Status::Failure
    };
    Ok(status.or_error(&problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_to_their_place() {
        let add = |text, words: &[&str]| {
            with_words(text, words.iter().map(|word| (*word).to_owned()).collect())
        };
        assert_eq!(add("", &["b", "a", "b"]), ("a\nb\n".to_owned(), 2));
        assert_eq!(
            add("# x\na\nc\n", &["b", "d", "c"]),
            ("# x\na\nb\nc\nd\n".to_owned(), 2)
        );
        assert_eq!(add("c\r\na", &["b"]), ("c\r\na\r\nb\r\n".to_owned(), 1));
        assert_eq!(add("Bit\n", &["bit"]), ("Bit\nbit\n".to_owned(), 1));
    }
}
