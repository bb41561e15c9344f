//! What a rule is, what it sees, and the one list of all rules.
//!
//! A rule is a value in a file of its own, in the folder of its group; adding one is that file and a line in the
//! folder's list. Terminology rules are the same thing made from data.

mod checks;
mod consistency;
mod encoding;
pub mod format;
pub mod glossary;
mod grammar;
mod header;
pub(crate) mod id;
mod layout;
pub(crate) mod origin;
mod parts;
mod plural;
mod rst;
pub mod selection;
pub(crate) mod spelling;
pub(crate) mod state;
mod syntax;
pub mod terminology;
pub mod typography;
mod xml;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use regex::Regex;

use crate::diagnostic::{Edit, Exchange, Group, Meta, RuleId, Safety, Severity, Span};
use crate::lang::typography::Typography;
use crate::markup::{ByteSet, Format, Markup, Problem, Token};
use crate::po::charset::EncodingFault;
use crate::po::format::flags::Flags;
use crate::po::plural::{PluralForms, Surprise};
use crate::po::{Catalogue, Entry, FaultKind, Keyword};
use crate::spelling::Speller;
pub(crate) use checks::Checks;
use glossary::Glossary;
use parts::Parts;
use syntax::lost_backslash::{self, Lost};

/// A rule: what is known of it, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// What is known of it before it runs.
    pub meta: Meta<'static>,
    /// How it looks.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// It says what faults of the parser mean: those that it knows.
    Fault(fn(FaultKind) -> Option<Told>),
    /// Once a file.
    File(fn(&FileView<'_>, &mut Findings)),
    /// The header entry; spans are bytes of its decoded translation.
    Header(fn(&Message<'_>, &mut Findings)),
    /// Every entry but those that are comments alone, obsolete and untranslated ones too.
    Entry(fn(&EntryView<'_>, &mut Findings)),
    /// Every translated message; spans are bytes of its decoded translation.
    Message(fn(&Message<'_>, &mut Findings)),
    /// Every translated message of reStructuredText: the faults of its inline markup that have this name.
    Markup(rst::Name),
    /// Every translated message whose flags say that it is a format string of this language, by its rank in
    /// [`format::languages::LANGUAGES`].
    Format(usize),
    /// Every translated message of every file of the run, laid side by side when the last file is read.
    Across(Across),
    /// The engine itself finds it, as a by-product of its work.
    Engine,
}

/// How a rule looks at all files of a run: messages of one key must have one value.
#[derive(Debug)]
pub struct Across {
    /// What of a message is compared; `None` where the rule has no interest in it.
    pub compare: fn(&Message<'_>) -> Option<Compared>,
    /// Says what is wrong with messages of one key whose values differ, in the order of the files and of their
    /// messages: for each of them its own findings; spans are bytes of its decoded translation.
    pub conclude: fn(&[Version], &mut [Findings]),
}

/// What is kept of a message to compare it with the others of the run: hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// What it must share with another message to be compared with it.
    pub key: u64,
    /// What must then be the same.
    pub value: u64,
}

/// One of several messages of one key whose values differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The file and the 1-based line of its translation, `library/math.po:35`.
    pub place: String,
    /// The source that its translation is compared with: the singular or the plural one.
    pub source: String,
    /// The decoded translation.
    pub text: String,
    /// Its value.
    pub value: u64,
}

/// Every rule that is code, group by group.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    [
        syntax::RULES,
        encoding::RULES,
        header::RULES,
        plural::RULES,
        format::RULES,
        rst::RULES,
        xml::RULES,
        typography::RULES,
        consistency::RULES,
        spelling::RULES,
        grammar::RULES,
        layout::RULES,
        state::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What a fault of the parser is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// How bad it is, where that is not what the rule says.
    pub severity: Option<Severity>,
}

impl Told {
    fn new(message: impl Into<String>) -> Self {
        Told {
            message: message.into(),
            help: None,
            severity: None,
        }
    }
    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What holds for a whole file, as rules see it.
#[derive(Debug, Clone, Default)]
pub struct FileContext {
    /// What placeholders of the project's own look like.
    pub placeholders: Vec<Regex>,
    /// The sign before the letter of a keyboard accelerator.
    pub accelerator: Option<char>,
    /// The path relative to its configuration (or to the current folder), with `/`.
    pub path: String,
    /// The language's code, as the header or the command line says (`fr`, `pt_BR`); empty when nobody says.
    pub language: String,
    /// The header's `Project-Id-Version`; empty when there is none.
    pub project: String,
    /// What its messages are written in, where they say nothing else.
    pub format: Format,
    /// The exact values that header fields must carry.
    pub header: Vec<(String, String)>,
    /// What one of the comments above the header must match.
    pub header_comment: Option<Arc<Regex>>,
    /// The language that the path names, where it names one beyond doubt.
    pub path_language: Option<String>,
    /// Its header, and its first messages.
    pub catalogue: Catalogue,
    /// The plural attributes of its header.
    pub plural: PluralForms,
    /// The values of its plural formula for n from 0 to 1000, when all of them are forms that exist.
    pub plural_values: Option<Result<Vec<u64>, Surprise>>,
    /// When the run takes place, seconds since 1970 in UTC; without it no date lies in the future.
    pub now: Option<i64>,
    /// Who is asked whether a word is spelt right; nobody where spelling is not checked.
    pub speller: Option<Speller>,
    /// The width at which it is to be laid out, columns; `msgcat`'s own when nobody says.
    pub width: Option<usize>,
    /// What the readers of its language expect of spaces and marks, where that is known.
    pub typography: Option<&'static Typography>,
    /// Which characters the project writes where its language leaves a choice.
    pub marks: typography::Marks,
    /// What its translators do where the language leaves a choice; found out when a rule first asks.
    pub habits: OnceCell<typography::Habits>,
    /// Whether it holds a full stop of another script than Latin; found out when a rule first asks.
    pub foreign_stops: OnceCell<bool>,
    /// What parts markup from words in its translations; found out when a rule first asks.
    pub seams: OnceCell<rst::Seams>,
    /// The names of the entities in its sources; found out when a rule first asks.
    pub entities: OnceCell<BTreeSet<String>>,
    /// What its translations do with placeholders where no flag says whose they are; found out when a rule first asks.
    pub(crate) placeholder_habit: OnceCell<format::Habit>,
    /// Whether its sources may have names behind `@`; found out when a rule first asks.
    pub(crate) names_by_at: OnceCell<bool>,
    /// The file that the last entry named first, and what that is written in.
    pub(crate) last_reference: RefCell<(String, Option<Format>)>,
    /// Whether faults of markup are shown that the source has too.
    pub inherited: bool,
    /// How the project translates the terms of its glossary.
    pub glossary: Option<Arc<Glossary>>,
    /// What the roles in its sources point at; found out when a rule first asks.
    pub targets: OnceCell<BTreeSet<String>>,
    /// The names of the roles in its sources, small letters; found out when a rule first asks.
    pub roles: OnceCell<BTreeSet<String>>,
}

impl FileContext {
    /// Whether it is text that came on standard input without a file's name: perhaps a piece of a file only.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        Path::new(&self.path)
            .file_name()
            .is_some_and(|name| name == "-")
    }

    /// Whether it is a template, by its name, as gettext does.
    #[must_use]
    pub fn is_template(&self) -> bool {
        is_template(&self.path)
    }
}

/// Whether the file at `path` is a template, by its name.
pub(crate) fn is_template(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "pot")
}

/// A file, as rules that look at it once see it. Spans are bytes of its decoded text.
pub struct FileView<'a> {
    /// What is known of it.
    pub file: &'a FileContext,
    /// Its decoded text.
    pub text: &'a str,
    /// What is wrong with its bytes.
    pub encoding: Option<&'a EncodingFault>,
    /// The name of the charset that it was read in.
    pub charset: &'static str,
}

/// An entry, as rules that look at its comments, flags and fields see it. Spans are bytes of the file's decoded text.
pub struct EntryView<'a> {
    /// The file it stands in.
    pub file: &'a FileContext,
    /// The entry.
    pub entry: &'a Entry<'a>,
    /// Whether it is the header, see [`Entry::is_header`].
    pub header: bool,
    /// The 1-based line on which an earlier entry of the same context and source stands.
    pub twin: Option<u32>,
    /// Which of the two can go.
    pub spare_twin: SpareTwin,
}

/// Which of two entries of one message can go without a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpareTwin {
    /// Each holds something that the other has not.
    Neither,
    /// The earlier one, with where it stands.
    First(Span),
    /// The later one.
    Second,
}

impl EntryView<'_> {
    /// Where the entry's source begins: its keyword, or the whole entry when it has none.
    #[must_use]
    pub fn keyword_span(&self) -> Span {
        self.entry
            .field(Keyword::Msgid)
            .map_or(self.entry.span, |field| self.entry.keyword_span(field))
    }

    /// The lines of the entry with the empty ones that part it from its neighbours: what has to go for the entry to be
    /// gone. Nothing when it shares a line with them.
    #[must_use]
    pub fn whole_lines(&self) -> Option<Span> {
        self.whole_lines_of(self.entry.span)
    }

    /// As [`EntryView::whole_lines`], of the entry at `entry`.
    #[must_use]
    pub fn whole_lines_of(&self, entry: Span) -> Option<Span> {
        let text = self.entry.file();
        let blank = |c| matches!(c, ' ' | '\t' | '\r');
        let before = text[..entry.start].trim_end_matches(blank);
        let before = before
            .strip_suffix("#~")
            .unwrap_or(before)
            .trim_end_matches(blank);
        let behind = text[entry.end..].trim_start_matches(blank);
        let alone = (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'));
        if !alone {
            return None;
        }
        let (start, end) = (
            before.len(),
            text.len() - behind.len() + usize::from(!behind.is_empty()),
        );
        let empty = text[end..].len() - text[end..].trim_start_matches(['\r', '\n']).len();
        if empty > 0 || start == 0 {
            return Some(Span::new(start, end + empty));
        }
        // The last of the file: the empty line before it goes with it.
        let kept = before.trim_end_matches(['\r', '\n']).len();
        let line_end = text[kept..].find('\n').map_or(start, |at| kept + at + 1);
        Some(Span::new(line_end.min(start), end))
    }
}

/// One pair of source and translation: a singular, or one plural form against its source.
pub struct Message<'a> {
    /// The file it stands in.
    pub file: &'a FileContext,
    /// The entry it stands in, for its flags and comments.
    pub entry: &'a Entry<'a>,
    /// The decoded context, if any.
    pub msgctxt: Option<&'a str>,
    /// The decoded source that the translation is compared with; empty where it names a text and is none.
    pub source: &'a str,
    /// Whether the entry's source names its text, as `error_not_found` does.
    pub names_text: bool,
    /// The decoded translation.
    pub text: &'a str,
    /// Whether the translation is the source left as it is: asked at every mark of a text, compared once.
    pub untouched: bool,
    /// Whether the translation is left in English, but for a word or so: asked at every finding in a text, found out once.
    pub(in crate::rules) in_english: OnceCell<bool>,
    /// The plural form, where the entry has several.
    pub plural: Option<u32>,
    /// Whether it ends in the `# noqa` by which Sphinx is told not to compare references; `text` is without it.
    pub unreferenced: bool,
    known: Known,
    known_source: Known,
    /// Of ends of the source, by their length, whether they stand earlier in it too.
    ends: RefCell<BTreeMap<usize, bool>>,
    flags: OnceCell<Flags>,
    format: OnceCell<Format>,
    faults: OnceCell<Vec<rst::Fault>>,
    lost: OnceCell<Vec<Lost>>,
    spare: &'a Spare,
}

/// What was found out of one of the two strings, each when first asked for.
#[derive(Debug, Default)]
struct Known {
    markup: OnceCell<Markup>,
    bytes: OnceCell<ByteSet>,
    /// The bytes that stand twice in a row.
    doubled: OnceCell<ByteSet>,
    parts: Parts,
}

impl Known {
    fn bytes(&self, text: &str) -> ByteSet {
        *(self.bytes).get_or_init(|| ByteSet::of(text.as_bytes()))
    }

    fn doubles(&self, text: &str, mark: u8) -> bool {
        let doubled = || ByteSet::doubled(text.as_bytes());
        self.bytes(text).has(mark) && self.doubled.get_or_init(doubled).has(mark)
    }
}

/// So many tokens of a string find room that is kept.
const MOST_ROOM: usize = 1024;

/// Room for tokens that earlier messages have used and later ones use again.
#[derive(Debug, Default)]
pub struct Spare(RefCell<Vec<Markup>>);

impl<'a> Message<'a> {
    /// The pair of `source` and `text`, decoded strings of `entry`.
    #[must_use]
    pub fn new(
        file: &'a FileContext,
        entry: &'a Entry<'a>,
        source: &'a str,
        text: &'a str,
        spare: &'a Spare,
    ) -> Self {
        let bare = text.trim_end().strip_suffix("noqa");
        let bare = bare.and_then(|text| text.trim_end().strip_suffix('#'));
        let bare = bare.filter(|text| file.format == Format::Rst && !text.ends_with('\\'));
        let unreferenced = bare.is_some();
        let text = bare.map_or(text, str::trim_end);
        let names_text = id::is_id(source, text, entry);
        let source = if names_text { "" } else { source };
        Message {
            file,
            entry,
            msgctxt: None,
            source,
            names_text,
            text,
            untouched: text == source,
            in_english: OnceCell::new(),
            plural: None,
            unreferenced,
            known: Known::default(),
            known_source: Known::default(),
            ends: RefCell::default(),
            flags: OnceCell::new(),
            format: OnceCell::new(),
            faults: OnceCell::new(),
            lost: OnceCell::new(),
            spare,
        }
    }

    fn read<'k>(&self, known: &'k Known, text: &str) -> &'k Markup {
        known.markup.get_or_init(|| {
            let mut markup = self.spare.0.borrow_mut().pop().unwrap_or_default();
            markup.read(text, self.format());
            markup
        })
    }

    /// What its strings are written in.
    #[must_use]
    pub fn format(&self) -> Format {
        *self
            .format
            .get_or_init(|| origin::format(self.file, self.entry, self.source, self.source_bytes()))
    }

    /// Whether it is reStructuredText, or code in the midst of it.
    #[must_use]
    pub fn is_rst(&self) -> bool {
        let format = self.format();
        format == Format::Rst || (format == Format::Code && self.file.format == Format::Rst)
    }

    /// The tokens of the translation.
    #[must_use]
    pub fn markup(&self) -> &[Token] {
        &self.read(&self.known, self.text).tokens
    }

    /// The tokens of the source.
    #[must_use]
    pub fn source_markup(&self) -> &[Token] {
        &self.read(&self.known_source, self.source).tokens
    }

    /// The start-strings of the translation that have no proper end.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.read(&self.known, self.text).problems
    }

    /// The start-strings of the source that have no proper end.
    #[must_use]
    pub fn source_problems(&self) -> &[Problem] {
        &self.read(&self.known_source, self.source).problems
    }

    /// What is wrong with the inline markup of the translation, in order; what its author did wrong only on demand.
    fn faults(&self) -> &[rst::Fault] {
        self.faults.get_or_init(|| rst::faults(self))
    }

    /// Which bytes the translation holds: what cannot be there need not be looked for.
    #[must_use]
    pub fn bytes(&self) -> ByteSet {
        self.known.bytes(self.text)
    }

    /// Whether a mark of ASCII stands twice in a row in the translation.
    #[must_use]
    pub fn doubles(&self, mark: u8) -> bool {
        debug_assert!(mark.is_ascii_punctuation());
        self.known.doubles(self.text, mark)
    }

    /// Which bytes the source holds.
    #[must_use]
    pub fn source_bytes(&self) -> ByteSet {
        self.known_source.bytes(self.source)
    }

    /// Whether a mark of ASCII stands twice in a row in the source.
    #[must_use]
    pub fn source_doubles(&self, mark: u8) -> bool {
        debug_assert!(mark.is_ascii_punctuation());
        self.known_source.doubles(self.source, mark)
    }

    /// Whether `part` stands in the translation as it is.
    #[must_use]
    pub fn text_holds(&self, part: &str) -> bool {
        self.known.parts.hold(self.text, part)
    }

    /// Whether `part` stands in the source as it is.
    #[must_use]
    pub fn source_holds(&self, part: &str) -> bool {
        self.known_source.parts.hold(self.source, part)
    }

    /// Whether `part` stands in the source, and not only at its end.
    #[must_use]
    pub fn source_goes_on_after(&self, part: &str) -> bool {
        let source = self.source.trim_end();
        if !source.ends_with(part) {
            return self.source_holds(part);
        }
        let mut known = self.ends.borrow_mut();
        *known
            .entry(part.len())
            .or_insert_with(|| source.find(part) != Some(source.len() - part.len()))
    }

    /// What the flags of its entry say.
    pub(crate) fn flags(&self) -> &Flags {
        self.flags.get_or_init(|| Flags::of(self.entry))
    }

    /// Where the translation lacks backslashes of its source.
    fn lost_backslashes(&self) -> &[Lost] {
        self.lost.get_or_init(|| lost_backslash::find(self))
    }

    /// Whether the character at a byte of the translation is there because a backslash is missing: no rule but
    /// `lost-backslash` reports it.
    pub(crate) fn lacks_backslash(&self, at: usize) -> bool {
        let lost = self.lost_backslashes();
        let next = lost.partition_point(|lost| lost.span.end <= at);
        lost.get(next).is_some_and(|lost| lost.span.start <= at)
    }

    /// Gives the room of its tokens back.
    pub fn release(self) {
        let mut spare = self.spare.0.borrow_mut();
        let read = [self.known.markup, self.known_source.markup];
        let read = read.into_iter().filter_map(OnceCell::into_inner);
        spare.extend(read.filter(|markup| markup.tokens.capacity() <= MOST_ROOM));
    }
}

/// Where rules put what they find in a message. Spans are bytes of the message's decoded translation.
#[derive(Default)]
pub struct Findings {
    /// What was found.
    pub found: Vec<Found>,
    /// What was looked at and let pass; kept only when `explain` is set (`-vv`).
    pub passed: Vec<LetPass>,
    /// Which of the messages or entries that are checked together is looked at.
    pub(crate) owner: usize,
    /// Whether somebody wants to know why hits are passed over.
    pub explain: bool,
    /// How many were found in the file so far.
    count: usize,
    /// The last one that was not kept: see [`MOST_FINDINGS`].
    beyond: Option<Found>,
    /// The ids of the rules that have found something in the file.
    ids: BTreeSet<RuleId>,
}

/// How many findings of a file are kept. Each takes about a kilobyte, and a file of the size of a picture can hold millions;
/// nobody reads so many.
pub const MOST_FINDINGS: usize = 30_000;

/// How long the words of a finding are, bytes: they may quote a text, and be said of each part of it.
const MOST_WORDS: usize = 2000;

/// A hit that is no finding.
#[derive(Debug)]
pub struct LetPass {
    /// See [`Findings::owner`].
    pub(crate) owner: usize,
    /// Where, bytes of the decoded translation.
    pub span: Span,
    /// The id of the rule.
    pub rule: String,
    /// Why it is none.
    pub reason: String,
}

/// A finding before it has a place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// See [`Findings::owner`].
    pub(crate) owner: usize,
    /// The id of the rule.
    pub rule: RuleId,
    /// Its group.
    pub group: Group,
    /// How bad it is.
    pub severity: Severity,
    /// Where: in the decoded translation, or in the file when `in_file`.
    pub span: Span,
    /// Whether spans count in the file's decoded text.
    pub in_file: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The fix: how safe, and its edits.
    pub fix: Option<(Safety, Vec<Edit>)>,
    /// The word that is wrong and the word that takes its place, to count a sweep form by form.
    pub swap: Option<Box<Exchange>>,
    /// What may stand in its place where the rule cannot decide.
    pub candidates: Box<[String]>,
    /// Whether one of its kind is enough to read: the header is to blame, or a tool.
    pub repeats: bool,
}

impl Found {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
    /// Adds an edit to the fix; the least safe of its edits says how safe it is.
    pub fn fix(&mut self, safety: Safety, span: Span, text: impl Into<String>) -> &mut Self {
        let (least, edits) = self
            .fix
            .get_or_insert_with(|| (safety, Vec::with_capacity(1)));
        *least = safety.min(*least);
        edits.push(Edit {
            span,
            text: text.into(),
        });
        self
    }
}

impl Findings {
    /// None yet; those that are passed over are kept where somebody wants to know why.
    #[must_use]
    pub fn new(explain: bool) -> Findings {
        Findings {
            explain,
            ..Findings::default()
        }
    }

    /// A finding of the rule `meta` at `span`; fix and help are added to what is returned.
    pub fn report(
        &mut self,
        meta: &Meta<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Found {
        self.push(meta, span, message.into(), false)
    }
    /// A finding of the rule `meta` at `span` of the file's decoded text.
    pub fn report_at(
        &mut self,
        meta: &Meta<'_>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Found {
        self.push(meta, span, message.into(), true)
    }
    fn push(&mut self, meta: &Meta<'_>, span: Span, message: String, in_file: bool) -> &mut Found {
        let mut message = message;
        if message.len() > MOST_WORDS {
            message.truncate(message.floor_char_boundary(MOST_WORDS));
            message.push('…');
        }
        let found = Found {
            owner: self.owner,
            rule: self.id(meta.id),
            group: meta.group,
            severity: meta.severity,
            span,
            in_file,
            message,
            help: None,
            fix: None,
            swap: None,
            candidates: Box::default(),
            repeats: false,
        };
        self.count += 1;
        if self.is_full() {
            return self.beyond.insert(found);
        }
        let last = self.found.len();
        self.found.push(found);
        &mut self.found[last]
    }

    /// The id of a rule, as the findings before this one hold it.
    fn id(&mut self, id: &str) -> RuleId {
        if let Some(known) = self.ids.get(id) {
            return known.clone();
        }
        let new = RuleId::new(id);
        self.ids.insert(new.clone());
        new
    }

    /// Takes what was found, by owners, and what each found by position.
    pub(crate) fn take(&mut self) -> Vec<Found> {
        self.found.sort_by_key(|found| (found.owner, found.span));
        std::mem::take(&mut self.found)
    }

    /// Whether more was found in the file than is kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count > MOST_FINDINGS
    }

    /// Says why a hit of `rule` at `span` is no finding.
    pub fn pass(&mut self, rule: &str, span: Span, reason: impl FnOnce() -> String) {
        if self.explain && self.passed.len() < MOST_FINDINGS {
            self.passed.push(LetPass {
                owner: self.owner,
                span,
                rule: rule.to_owned(),
                reason: reason(),
            });
        }
    }
}
