//! Options that several commands share.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{ArgAction, Args, ValueEnum};

use crate::config::is_language_code;
use crate::diagnostic::Severity;

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        help_heading = "Output"
    )]
    pub color: When,
    /// Draw with ASCII alone, without bars; so do terminals whose TERM is dumb
    #[arg(long, global = true, help_heading = "Output")]
    pub ascii: bool,
    /// Print the results and errors alone: no summary, no progress
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Say more; twice: why hits of a rule were passed over
    #[arg(short, long, action = ArgAction::Count, global = true, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: u8,
}

/// When something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

/// Which files, and with which configuration.
#[derive(Debug, Args)]
pub struct Files {
    /// Files, folders (walked for .po and .pot files) or - (standard input); by default the current folder
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Leave out what matches, as a line of .gitignore would; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub exclude: Vec<String>,
    /// Leave out excluded files even when they are named
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// The name of what comes from standard input
    #[arg(long, value_name = "PATH", help_heading = "Files")]
    pub stdin_filename: Option<PathBuf>,
    /// How many threads; 0: one for each processor
    #[arg(
        short,
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub jobs: usize,
    #[command(flatten)]
    pub config: Config,
}

/// How files are found and read, for commands whose paths have names of their own.
#[derive(Debug, Args)]
pub struct Reading {
    /// Leave out what matches, as a line of .gitignore would; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub exclude: Vec<String>,
    /// How many threads; 0: one for each processor
    #[arg(
        short,
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        help_heading = "Files"
    )]
    pub jobs: usize,
    #[command(flatten)]
    pub config: Config,
}

impl Reading {
    /// The files of these paths.
    #[must_use]
    pub fn files(&self, paths: &[PathBuf]) -> Files {
        Files {
            paths: paths.to_vec(),
            exclude: self.exclude.clone(),
            force_exclude: false,
            stdin_filename: None,
            jobs: self.jobs,
            config: self.config.clone(),
        }
    }
}

/// Which configuration.
#[derive(Debug, Clone, Args)]
#[allow(
    clippy::struct_field_names,
    reason = "they are called as the options are"
)]
pub struct Config {
    /// Use this configuration for every file
    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Configuration",
        conflicts_with = "no_config"
    )]
    pub config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long, help_heading = "Configuration")]
    pub no_config: bool,
    /// Put this value in the place of what the configuration says, for any of its keys; may be repeated
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Configuration")]
    pub set: Vec<String>,
}

/// Which rules.
#[derive(Debug, Default, Args)]
pub struct Rules {
    /// Use this terminology pack too: a file, or the name of a built-in one; may be repeated
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub pack: Vec<String>,
    /// Run these rules alone: ids of rules or terms, groups, `default`, `all`
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub select: Vec<String>,
    /// Run these rules too
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Rules"
    )]
    pub ignore: Vec<String>,
    /// The language of the translations; else the header's `Language`, else the path's
    #[arg(long, value_name = "CODE", value_parser = language, help_heading = "Rules")]
    pub lang: Option<String>,
    /// Check fuzzy entries too
    #[arg(long, help_heading = "Rules")]
    pub fuzzy: bool,
    /// Accept the words of this list too when spelling is checked: a file, one word a line, or a folder of such files; may
    /// be repeated
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub dictionary: Vec<PathBuf>,
    /// Which entries of the lists are needed is asked, not which words are misspelt.
    #[arg(skip)]
    pub audit: bool,
    /// Look for Hunspell dictionaries in this folder first; may be repeated
    #[arg(long, value_name = "FOLDER", help_heading = "Rules")]
    pub dictionary_path: Vec<PathBuf>,
    /// Also show faults of markup that the source has too
    #[arg(long, help_heading = "Rules")]
    pub inherited: bool,
}

impl Rules {
    /// Whether it leaves the choice of rules as it is.
    #[must_use]
    pub fn names_none(&self) -> bool {
        self.select.is_empty() && self.ignore.is_empty()
    }
}

/// Which entries.
#[derive(Debug, Args)]
pub struct Entries {
    /// Only entries whose translation differs from this git revision (`REF...`: from where it and HEAD part) [default:
    /// where the work began, as the CI's environment or the upstream branch says]
    #[arg(
        long,
        value_name = "REF",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        help_heading = "Files"
    )]
    pub changed: Option<OsString>,
}

/// How findings are shown.
#[derive(Debug, Args)]
pub struct Show {
    /// How to print findings: for people, one a line for editors, as data, or as a code review or build server reads them
    /// [default: text]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub output_format: Option<Format>,
    /// Also write them in another format to a file; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output")]
    pub output: Vec<ToFile<Format>>,
    /// Show every finding: text shows 20 a rule, html 50
    #[arg(long, help_heading = "Output")]
    pub all: bool,
    /// Print how many findings there are per rule, and after a fix which form became which; the findings too where
    /// --output-format is given
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
}

impl Show {
    /// How findings are printed, if they are.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        match self.output_format {
            None if self.statistics => None,
            None => Some(Format::Text),
            given => given,
        }
    }

    /// All formats that something is written in.
    #[must_use]
    pub fn formats(&self) -> Vec<Format> {
        let files = self.output.iter().map(|output| output.format);
        files.chain(self.format()).collect()
    }
}

/// A format for findings. (What is said of a value would be shown by `--help` at length; the options say it in a line.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Concise,
    Json,
    Jsonl,
    Github,
    Gitlab,
    Sarif,
    Junit,
    Rdjson,
    Html,
}

/// A format, and the file that it is written to.
#[derive(Debug, Clone)]
pub struct ToFile<F> {
    pub format: F,
    pub file: PathBuf,
}

impl<F: ValueEnum> FromStr for ToFile<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<ToFile<F>, String> {
        let (format, file) = text
            .split_once('=')
            .filter(|(_, file)| !file.is_empty())
            .ok_or("expected FORMAT=FILE, as in html=polir.html")?;
        Ok(ToFile {
            format: F::from_str(format, false).map_err(|_| {
                let all = F::value_variants().iter();
                let names = all.filter_map(ValueEnum::to_possible_value);
                let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
                format!(
                    "no format is called `{format}`; one of {}",
                    names.join(", ")
                )
            })?,
            file: file.into(),
        })
    }
}

/// A severity, as clap reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

/// The code of a language.
pub(super) fn language(text: &str) -> Result<String, String> {
    if is_language_code(text) {
        Ok(text.to_owned())
    } else {
        Err("expected the code of a language, as `fr` or `pt_BR`".to_owned())
    }
}
