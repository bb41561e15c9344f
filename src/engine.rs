//! Runs the rules over a text, and over many files at once.
//!
//! [`Checker::check`] is pure: a text goes in, findings come out, in the order of the file. [`run`] spreads files over
//! threads, gives results back in the order of the paths whatever the threads did, and keeps a panic inside its file.
//! [`conclude`] says what the rules over all files make of what each file left.

mod across;
mod batch;
mod context;
mod language;
mod lines;
mod run;
mod twins;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use regex::Regex;

use crate::diagnostic::{Diagnostic, Group, Meta, Severity};
use crate::globs::PerFile;
use crate::markup::Format;
use crate::po::charset::Decoded;
use crate::rules::glossary::Glossary;
use crate::rules::selection::{Selection, UnknownName, nearest, own_name};
use crate::rules::spelling::SPELLING;
use crate::rules::terminology::{Pack, PackError, Terms};
use crate::rules::typography::Marks;
use crate::rules::{self, Check, Checks, FileContext, Findings, Rule};
use crate::spelling::{Dictionaries, List, Speller, Vocabulary};
pub(crate) use context::{certain_language, format_of};
pub use language::{Whence, in_tree};
use lines::Lines;
use run::Run;

pub use across::{Left, Trace, conclude};

/// What a run was asked for, as far as checking a text needs it.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line, and none depends on another"
)]
pub struct Options {
    /// Which rules.
    pub selection: Selection,
    /// The language, where the command line or the configuration knows better than the header.
    pub language: Option<String>,
    /// Terminology packs.
    pub packs: Vec<ChosenPack>,
    /// Rules that are off in part of the tree, by ids, groups or `all`; the paths are relative to the configuration.
    pub per_file_ignores: PerFile<Vec<String>>,
    /// Exact values of header fields.
    pub header: Vec<(String, String)>,
    /// What one of the comments above the header must match.
    pub header_comment: Option<Arc<Regex>>,
    /// What placeholders of the project's own look like.
    pub placeholders: Vec<Regex>,
    /// The sign before the letter of a keyboard accelerator.
    pub accelerator: Option<char>,
    /// When the run takes place, seconds since 1970 in UTC, where dates are to be compared with it.
    pub now: Option<i64>,
    /// The width at which files are laid out, columns; `msgcat`'s own when nobody says.
    pub width: Option<usize>,
    /// Which characters the project writes where its language leaves a choice.
    pub marks: Marks,
    /// Dictionaries and lists of words.
    pub spelling: Spelling,
    /// Whether fuzzy entries are checked too.
    pub fuzzy: bool,
    /// Whether faults of markup are shown that the source has too.
    pub inherited: bool,
    /// How the project translates the terms of its glossary.
    pub glossaries: Glossaries,
    /// Whether findings bring the lines they stand on.
    pub excerpts: bool,
    /// Whether to say why hits were passed over.
    pub explain: bool,
}

/// Glossaries, each with the folder whose files it holds for.
#[derive(Debug, Default)]
pub struct Glossaries {
    by_folder: HashMap<String, Arc<Glossary>>,
    otherwise: Option<Arc<Glossary>>,
}

impl Glossaries {
    /// Adds that of the files right in `folder`, which is named as by [`Checker::check`].
    pub fn add(&mut self, folder: &str, glossary: Arc<Glossary>) {
        self.by_folder.insert(folder.to_owned(), glossary);
    }

    /// Says which one holds for the files of all other folders.
    pub fn otherwise(&mut self, glossary: Arc<Glossary>) {
        self.otherwise = Some(glossary);
    }

    /// The one that holds for the file at `path`.
    fn of(&self, path: &str) -> Option<Arc<Glossary>> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.by_folder
            .get(folder)
            .or(self.otherwise.as_ref())
            .cloned()
    }
}

/// A pack and when it is on.
#[derive(Debug)]
pub struct ChosenPack {
    /// The pack.
    pub pack: Pack,
    /// Whether it is on only in the project that it says it is for; else in every file of its language.
    pub automatic: bool,
}

impl ChosenPack {
    /// Whether it is on in a file.
    fn is_meant_for(&self, file: &FileContext) -> bool {
        if self.automatic {
            self.pack.applies(file)
        } else {
            self.pack.speaks(&file.language)
        }
    }
}

/// What words are looked up in.
#[derive(Debug, Default)]
pub struct Spelling {
    /// Whether spelling is checked without being asked for by the selection.
    pub on: bool,
    /// The dictionaries, by language.
    pub dictionaries: Dictionaries,
    /// The lists of the project's own words.
    pub lists: Vec<Arc<List>>,
    /// Those that hold beside them in part of the tree; the paths are relative to the configuration.
    pub per_file: PerFile<Vec<Arc<List>>>,
    /// See [`Speller::audit`].
    pub audit: bool,
}

impl Spelling {
    /// Who is asked in a file.
    fn speller(&self, file: &FileContext) -> Result<Option<Speller>, String> {
        if file.language.is_empty() {
            // Nothing is translated in a template.
            let template = file.is_template();
            let unknown =
                "spelling: its language is not known; say it with --lang or in its header";
            return if template {
                Ok(None)
            } else {
                Err(unknown.to_owned())
            };
        }
        let vocabulary = self.dictionaries.of(&file.language)?;
        let mut lists: Vec<Arc<List>> = Vec::new();
        let beside = self.per_file.of(&file.path).flatten();
        for list in self.lists.iter().chain(beside) {
            if !lists.iter().any(|known| Arc::ptr_eq(known, list)) {
                lists.push(Arc::clone(list));
            }
        }
        Ok(Some(Speller::new(&vocabulary, lists, self.audit)))
    }
}

/// Why a checker cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A pack is wrong.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// A name that no rule has.
    #[error(transparent)]
    Unknown(#[from] UnknownName),
}

/// What is the same of files in which the same terms run.
type Alike = (Vec<bool>, Vec<bool>, Vec<usize>);

/// Everything that is needed to check any number of texts; shared by all threads.
pub struct Checker {
    options: Options,
    /// The rules that are code and that were asked for, in some file at least.
    wanted: Vec<Wanted>,
    /// Compiled when a file first needs them, so that no table of a language is touched for files of another one.
    terms: OnceLock<Terms>,
    /// Which of them run, by what holds for a file: the packs that speak its language, those that are meant for it, the
    /// ignores that match its path.
    chosen_terms: Mutex<HashMap<Alike, Arc<[bool]>>>,
}

/// What holds for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// The language of its translations; empty when it is unknown.
    pub language: String,
    /// What says so.
    pub whence: Whence,
    /// The project that its header names.
    pub project: String,
    /// What its messages are written in.
    pub format: Format,
    /// The names of the packs that are on in it.
    pub packs: Vec<String>,
    /// How many rules run.
    pub rules: usize,
    /// How many terms run.
    pub terms: usize,
}

/// A hit that is no finding, and why; for `-vv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The rule.
    pub rule: String,
    /// The line of the file, 1-based.
    pub line: u32,
    /// The column, in characters, 1-based.
    pub column: u32,
    /// The text that was hit.
    pub matched: String,
    /// Why it was passed over.
    pub reason: String,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, by position.
    pub diagnostics: Vec<Diagnostic>,
    /// Hits that were passed over, when somebody asked.
    pub passed: Vec<Passed>,
    /// How many entries there are, the header not counted.
    pub entries: usize,
    /// What its messages leave for the rules over all files of the run: see [`conclude`].
    pub traces: Vec<Trace>,
    /// Why a rule that was asked for could not look.
    pub problem: Option<String>,
    /// Whether more was found than is kept: then a fix would work on a part of it.
    pub cut: bool,
    /// What its words were looked up in.
    pub vocabulary: Option<Arc<Vocabulary>>,
}

/// How long a string may be that is judged, bytes. What is known of it while it is looked at takes many times its size.
pub const LONGEST: usize = 1 << 18;

impl Checked {
    /// Takes what the text leaves for the end of the run, with a copy of `text`, that it stands in; nothing where no rule
    /// over all files ran.
    #[must_use]
    pub fn leave(&mut self, text: &str) -> Option<Left> {
        let traces = std::mem::take(&mut self.traces);
        (!traces.is_empty()).then(|| Left {
            text: text.to_owned(),
            traces,
        })
    }
}

impl Checker {
    /// Compiles the packs and verifies the names of the selection.
    ///
    /// # Errors
    /// A pack that is wrong, two packs with one id, a name that nothing has.
    pub fn new(options: Options) -> Result<Checker, SetupError> {
        let packs = || options.packs.iter().map(|chosen| &chosen.pack);
        let ids = packs().flat_map(|pack| pack.terms.iter().map(|term| term.id.as_str()));
        let full: Vec<String> = packs()
            .flat_map(|pack| {
                pack.terms
                    .iter()
                    .map(|term| format!("{}/{}", pack.name, term.id))
            })
            .collect();
        let names = rules::all()
            .map(|rule| rule.meta.id)
            .chain(ids)
            .chain(full.iter().map(String::as_str));
        options.selection.verify(names.clone())?;
        let ignored = options.per_file_ignores.values().iter().flatten();
        let ignored: BTreeSet<&String> = ignored.collect();
        Selection::new(Vec::new(), ignored.into_iter().cloned().collect()).verify(names)?;
        // What comes with the program is right; what somebody wrote is judged at once.
        let terms = OnceLock::new();
        if options.packs.iter().any(|chosen| !chosen.automatic) {
            let _ = terms.set(Self::compile(&options)?);
        }
        let wanted = rules::all()
            .filter_map(|rule| Wanted::of(&options, rule))
            .collect();
        Ok(Checker {
            options,
            wanted,
            terms,
            chosen_terms: Mutex::default(),
        })
    }

    fn compile(options: &Options) -> Result<Terms, PackError> {
        let packs: Vec<Pack> = options
            .packs
            .iter()
            .map(|chosen| chosen.pack.clone())
            .collect();
        Terms::compile(&packs)
    }

    /// The options it was made of.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The compiled terminology.
    ///
    /// # Panics
    /// When a pack that comes with the program is wrong, which its tests exclude.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        self.terms
            .get_or_init(|| Self::compile(&self.options).expect("the built-in packs are right"))
    }

    /// The rules that are code and run in a file.
    fn rules_for(&self, file: &FileContext, path: &str) -> impl Iterator<Item = &'static Rule> {
        let off = self.off(path);
        self.wanted
            .iter()
            .filter(|wanted| wanted.holds_in(file, &self.options.packs))
            .map(|wanted| wanted.rule)
            .filter(move |rule| !off.has(&rule.meta, None))
    }

    /// Whether a rule may run that compares all files of a run.
    #[must_use]
    pub fn compares_files(&self) -> bool {
        let across = |wanted: &Wanted| matches!(wanted.rule.check, Check::Across(_));
        let off = self.off("");
        self.wanted
            .iter()
            .any(|wanted| across(wanted) && !off.has(&wanted.rule.meta, None))
    }

    /// What holds for a file, for who wonders what is found in it and what is not.
    #[must_use]
    pub fn holds(&self, path: &str, text: &str) -> Holds {
        let file = context::of(path, text, self.options.language.as_deref());
        let packs = self.options.packs.iter();
        let packs = packs.filter(|chosen| chosen.is_meant_for(&file));
        let terms = self.terms_for(&file);
        Holds {
            packs: packs.map(|chosen| chosen.pack.name.clone()).collect(),
            rules: self.rules_for(&file, path).count(),
            terms: terms.iter().filter(|&&runs| runs).count(),
            whence: language::of(
                path,
                text,
                file.catalogue.header_text(),
                self.options.language.as_deref(),
            )
            .1,
            language: file.language,
            project: file.project,
            format: file.format,
        }
    }

    /// What is off in the file at a path.
    fn off(&self, path: &str) -> Off<'_> {
        let names = self.options.per_file_ignores.of(path).flatten();
        Off(names.flat_map(|name| [name, own_name(name)]).collect())
    }

    /// Which terms run in a file: their pack is meant for it, or they were asked for by name and speak its language.
    /// Asked of each file, answered once for all files of which the same holds.
    fn terms_for(&self, file: &FileContext) -> Arc<[bool]> {
        let packs = &self.options.packs;
        let speaks: Vec<bool> = packs
            .iter()
            .map(|chosen| chosen.pack.speaks(&file.language))
            .collect();
        if !speaks.contains(&true) {
            return Arc::default();
        }
        let meant: Vec<bool> = packs
            .iter()
            .map(|chosen| chosen.is_meant_for(file))
            .collect();
        let ignores = self.options.per_file_ignores.at(&file.path).collect();
        let key = (speaks, meant, ignores);
        // A panic elsewhere leaves nothing half-done in here.
        let mut known = self
            .chosen_terms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(terms) = known.get(&key) {
            return Arc::clone(terms);
        }
        let terms = self.terms();
        let selection = &self.options.selection;
        let off = self.off(&file.path);
        let runs = |(term, (meta, full)): (usize, (Meta<'_>, &str))| {
            let pack = terms.pack_of(term);
            let default = meta.default || packs[pack].pack.enable.iter().any(|id| id == meta.id);
            (key.1[pack] || (selection.names(meta.id, Some(full)) && key.0[pack]))
                && selection.includes(&meta, Some(full), default)
                && !off.has(&meta, Some(full))
        };
        let chosen: Arc<[bool]> = terms
            .rules()
            .zip(terms.full_ids())
            .enumerate()
            .map(runs)
            .collect();
        known.insert(key, Arc::clone(&chosen));
        chosen
    }

    /// Checks one text. `path` is relative to the configuration, with `/`.
    #[must_use]
    pub fn check(&self, path: &str, decoded: &Decoded) -> Checked {
        self.look(path, decoded, false)
    }

    /// As [`Checker::check`], and looks for the errors that are on by default even where they are not selected: what a
    /// fix must not bring about. [`Checker::selected`] tells the two apart.
    #[must_use]
    pub fn check_guarding(&self, path: &str, decoded: &Decoded) -> Checked {
        self.look(path, decoded, true)
    }

    fn look(&self, path: &str, decoded: &Decoded, guard: bool) -> Checked {
        let mut file = context::of(path, &decoded.text, self.options.language.as_deref());
        file.header.clone_from(&self.options.header);
        file.header_comment.clone_from(&self.options.header_comment);
        file.placeholders.clone_from(&self.options.placeholders);
        file.accelerator = self.options.accelerator;
        file.now = self.options.now;
        file.width = self.options.width;
        file.marks = self.options.marks;
        file.inherited = self.options.inherited;
        file.glossary = self.options.glossaries.of(path);
        for chosen in &self.options.packs {
            if !chosen.is_meant_for(&file) {
                continue;
            }
            if file.header_comment.is_none() {
                file.header_comment.clone_from(&chosen.pack.header_comment);
            }
            for (name, value) in &chosen.pack.header {
                if !file
                    .header
                    .iter()
                    .any(|(known, _)| known.eq_ignore_ascii_case(name))
                {
                    file.header.push((name.clone(), value.clone()));
                }
            }
        }
        let terms = self.terms_for(&file);
        let mut rules = Vec::with_capacity(self.wanted.len());
        rules.extend(self.rules_for(&file, path));
        if guard {
            let guards = |meta: &Meta<'_>| meta.default && meta.severity == Severity::Error;
            let asked = std::mem::take(&mut rules);
            let asked = |rule: &Rule| asked.iter().any(|one| std::ptr::eq(*one, rule));
            rules = rules::all()
                .filter(|rule| guards(&rule.meta) || asked(rule))
                .collect();
        }
        let mut checked = Checked::default();
        if rules.iter().any(|rule| std::ptr::eq(*rule, SPELLING)) {
            match self.options.spelling.speller(&file) {
                Ok(speller) => {
                    checked.vocabulary = speller
                        .as_ref()
                        .map(|speller| Arc::clone(&speller.vocabulary));
                    file.speller = speller;
                }
                Err(problem) => checked.problem = Some(problem),
            }
        }
        Run {
            checks: Checks::of(&rules),
            checker: self,
            text: &decoded.text,
            charset: decoded.charset(),
            any_term: terms.contains(&true),
            glossary: terms.contains(&true) && self.terms().renders(&|term| terms[term]),
            terms,
            rules,
            file: &file,
            lines: Lines::new(&decoded.text),
            findings: Findings::new(self.options.explain),
            checked,
            broken: Vec::new(),
            rank: 0,
            readable: false,
            bytewise: false,
        }
        .all(decoded)
    }

    /// The terms of this id, alone or as `pack/id`.
    fn terms_called<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (usize, Meta<'a>)> {
        let terms = self.terms.get();
        terms
            .into_iter()
            .flat_map(|terms| terms.rules().zip(terms.full_ids()).enumerate())
            .filter(move |(_, (meta, full))| meta.id == id || *full == id)
            .map(|(term, (meta, _))| (term, meta))
    }

    /// The ids of the terms of all packs, compiled or not.
    fn term_ids(&self) -> impl Iterator<Item = &str> {
        self.options
            .packs
            .iter()
            .flat_map(|chosen| &chosen.pack.terms)
            .map(|term| term.id.as_str())
    }

    /// The name of a rule or term that is near to one that nothing has.
    fn nearest(&self, id: &str) -> Option<String> {
        nearest(
            id,
            rules::all().map(|rule| rule.meta.id).chain(self.term_ids()),
        )
        .map(str::to_owned)
    }

    /// Whether a mark with this id (all rules when `None`) silences a rule or term of this id and group.
    fn silences<'i>(&'i self, id: Option<&'i str>) -> impl Fn(&str, Group) -> bool + 'i {
        let terms = id.into_iter().flat_map(|id| self.terms_called(id));
        let terms: Vec<&str> = terms.map(|(_, meta)| meta.id).collect();
        move |rule, group| {
            id.is_none_or(|id| own_name(id) == rule || id == group.name() || terms.contains(&rule))
        }
    }

    /// Tells in the file at a path whether a finding is of the selection, and not of the guard alone. What only a pack turns
    /// on does not guard, so that the file need not be known.
    #[must_use]
    pub fn selected(&self, path: &str) -> Selected<'_> {
        Selected {
            wanted: &self.wanted,
            off: self.off(path),
        }
    }
}

/// What is off in a file.
struct Off<'c>(HashSet<&'c str>);

impl Off<'_> {
    /// Whether this rule or term is.
    fn has(&self, meta: &Meta<'_>, alias: Option<&str>) -> bool {
        let names = ["all", meta.id, meta.group.name()].into_iter();
        !self.0.is_empty() && names.chain(alias).any(|name| self.0.contains(name))
    }
}

/// See [`Checker::selected`].
pub struct Selected<'c> {
    wanted: &'c [Wanted],
    off: Off<'c>,
}

impl Selected<'_> {
    /// Whether a finding is of the selection.
    #[must_use]
    pub fn has(&self, diagnostic: &Diagnostic) -> bool {
        let Some(rule) = rules::all().find(|rule| diagnostic.rule == rule.meta.id) else {
            return true;
        };
        let mut wanted = self.wanted.iter().map(|wanted| wanted.rule);
        wanted.any(|one| std::ptr::eq(one, rule)) && !self.off.has(&rule.meta, None)
    }
}

/// A rule that is code and was asked for, by name, by default or by a pack.
#[derive(Debug)]
struct Wanted {
    rule: &'static Rule,
    /// The packs that turn it on, by their place; `None` where it is on without one.
    by: Option<Vec<usize>>,
}

impl Wanted {
    fn of(options: &Options, rule: &'static Rule) -> Option<Wanted> {
        let meta = &rule.meta;
        let default = meta.default || (options.spelling.on && meta.id == SPELLING.meta.id);
        let includes = |default| options.selection.includes(meta, None, default);
        if includes(default) {
            return Some(Wanted { rule, by: None });
        }
        let packs = options.packs.iter().enumerate();
        let by: Vec<usize> = packs
            .filter(|(_, chosen)| chosen.pack.enable.iter().any(|id| id == meta.id))
            .map(|(place, _)| place)
            .collect();
        (!by.is_empty() && includes(true)).then_some(Wanted { rule, by: Some(by) })
    }

    fn holds_in(&self, file: &FileContext, packs: &[ChosenPack]) -> bool {
        let meant = |place: &usize| packs[*place].is_meant_for(file);
        self.by.as_ref().is_none_or(|by| by.iter().any(meant))
    }
}

/// What became of one file.
pub type Outcome<T> = Result<T, String>;

/// Does `work` for each file on `jobs` threads (all processors when 0), and gives the results in the order of the files.
/// A panic becomes that file's error and disturbs no other file.
pub fn run<F: Sync, T: Send>(
    files: &[F],
    jobs: usize,
    work: impl Fn(&F) -> T + Sync,
) -> Vec<Outcome<T>> {
    let contained = |file: &F| {
        catch_unwind(AssertUnwindSafe(|| work(file))).map_err(|panic| {
            format!(
                "internal error: {}; please report it",
                panic_message(&*panic)
            )
        })
    };
    if jobs == 1 || files.len() < 2 {
        return files.iter().map(contained).collect();
    }
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(|| files.par_iter().map(contained).collect()),
        // Without threads the work is done all the same.
        Err(_) => files.iter().map(contained).collect(),
    }
}

/// What a panic said.
#[must_use]
pub fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given")
}
