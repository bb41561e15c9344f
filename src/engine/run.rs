//! One text being checked: its entries are read a batch at a time, each rule goes through the batch, and what was found is
//! told entry by entry.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::batch::{BATCH, BATCH_BYTES, Pair, Read, SCRATCH, Said, Scratch, reused};
use super::lines::Lines;
use super::twins::Twins;
use super::{Checked, Checker, LONGEST, Passed, Trace};
use crate::diagnostic::{Diagnostic, Field, Fix, Group, LineColumn, Place, RuleId, Span};
use crate::ignore;
use crate::po::charset::{Decoded, EncodingFault};
use crate::po::format::is_garbled;
use crate::po::{Entry, Fault, FaultKind, Keyword, Parser};
use crate::rules::origin::is_stand_in;
use crate::rules::selection::own_name;
use crate::rules::state::unused_ignore;
use crate::rules::{
    self, Check, Checks, EntryView, FileContext, FileView, Findings, Found, MOST_FINDINGS, Message,
    Rule, Spare, SpareTwin,
};

/// What is said in place of a fix.
const GARBLED: &str =
    "mend it by hand: its escapes stand for bytes that are no character, and a fix would lose them";

/// One text being checked.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the text or the rules"
)]
pub(super) struct Run<'c, 't> {
    pub checker: &'c Checker,
    pub text: &'t str,
    /// The name of its charset.
    pub charset: &'static str,
    pub file: &'c FileContext,
    pub rules: Vec<&'static Rule>,
    pub checks: Checks,
    pub terms: Arc<[bool]>,
    pub any_term: bool,
    /// Whether any term that runs looks at every source.
    pub glossary: bool,
    pub lines: Lines<'t>,
    pub findings: Findings,
    pub checked: Checked,
    /// Entries with an error of the syntax, each up to the next one.
    pub broken: Vec<Span>,
    /// Which entry of the file is being read, 0-based.
    pub rank: usize,
    /// Whether its strings can be read.
    pub readable: bool,
    /// Whether an escape was told that ends in the byte of a backslash.
    pub bytewise: bool,
}

impl<'c, 't> Run<'c, 't> {
    pub(super) fn all(mut self, decoded: &Decoded) -> Checked {
        let view = FileView {
            file: self.file,
            text: self.text,
            encoding: decoded.fault.as_ref(),
            charset: self.charset,
        };
        for rule in &self.rules {
            if let Check::File(check) = rule.check {
                check(&view, &mut self.findings);
            }
        }
        self.place(None);
        // In a charset that was not understood no sentence can be read, but the syntax can.
        self.readable = decoded
            .fault
            .as_ref()
            .is_none_or(EncodingFault::leaves_strings);
        let mut parser = Parser::new(self.text);
        let mut twins = Twins::of(self.text.len());
        let mut scratch = SCRATCH.take();
        let mut batch: Vec<Read<'t>> = std::mem::take(&mut scratch.batch);
        loop {
            let filled = self.read(&mut parser, decoded, &mut batch);
            if filled == 0 {
                break;
            }
            self.batch(&batch[..filled], &mut twins, &mut scratch);
        }
        scratch.strings.shrink_to(2 * BATCH_BYTES);
        scratch.batch = batch.into_iter().map(Read::emptied).collect();
        SCRATCH.set(scratch);
        for fault in parser.faults.drain(..) {
            self.fault(fault);
        }
        self.place(Some(self.rank));
        self.spare_broken();
        self.lines
            .resolve(&mut self.checked.diagnostics, self.checker.options.excerpts);
        let vocabulary = self.checked.vocabulary.as_ref();
        if let Some(failure) = vocabulary.and_then(|vocabulary| vocabulary.failure()) {
            self.checked.problem = Some(failure.to_owned());
        }
        if self.findings.is_full() {
            self.checked.cut = true;
            self.checked.problem = Some(format!(
                "more than {MOST_FINDINGS} findings; the others are not shown, select fewer rules"
            ));
        }
        self.checked
    }

    /// Reads the entries of the next batch over those of the last one; how many there are.
    fn read(
        &mut self,
        parser: &mut Parser<'t>,
        decoded: &Decoded,
        batch: &mut Vec<Read<'t>>,
    ) -> usize {
        let (mut filled, mut bytes) = (0, 0);
        while filled < BATCH && bytes < BATCH_BYTES {
            if batch.len() == filled {
                batch.push(Read::default());
            }
            let Read {
                entry,
                faults,
                broken,
            } = &mut batch[filled];
            if !parser.read(entry) {
                break;
            }
            *broken = entry.conflict;
            faults.clear();
            for mut fault in parser.faults.drain(..) {
                if fault.kind == FaultKind::InvalidEscape
                    && decoded.ends_in_backslash_byte(&self.text[..fault.span.start])
                {
                    fault.kind = FaultKind::BytewiseEscape;
                    *broken |= fault.kind.breaks_entry();
                    if std::mem::replace(&mut self.bytewise, true) {
                        continue;
                    }
                }
                // `msgcat` marks what it joined as fuzzy: it is known to be unfinished.
                if entry.fuzzy && fault.kind == FaultKind::CatalogueMarker {
                    continue;
                }
                *broken |= fault.kind.breaks_entry();
                faults.push(fault);
            }
            bytes += entry.span.len();
            filled += 1;
        }
        filled
    }

    /// Checks the entries that were read: each rule looks at all of them before the next rule does. What was found is then
    /// told entry by entry.
    fn batch(&mut self, batch: &[Read<'t>], twins: &mut Twins, scratch: &mut Scratch) {
        let strings = &mut scratch.strings;
        strings.clear();
        let mut pairs: Vec<Pair<'_, 't>> = reused(std::mem::take(&mut scratch.pairs));
        let mut views = reused(std::mem::take(&mut scratch.views));
        let mut judged = [false; BATCH];
        for (at, read) in batch.iter().enumerate() {
            let entry = &read.entry;
            if entry.is_comments() {
                continue;
            }
            let msgid = Said::of(entry, entry.field(Keyword::Msgid), strings);
            let header = entry.is_header();
            self.checked.entries += usize::from(!header && !entry.obsolete);
            let twin = twins.see(entry, msgid.get(strings));
            if read.broken {
                continue;
            }
            let view = EntryView {
                file: self.file,
                entry,
                header,
                twin: twin.map(|twin| self.lines.line(twin.at)),
                spare_twin: twin.map_or(SpareTwin::Neither, |twin| twin.spare),
            };
            views.push((at, view));
            judged[at] = self.choose(at, entry, (msgid, twin.is_some()), strings, &mut pairs);
        }
        self.checks.entries(&views, &mut self.findings);
        scratch.views = reused(views);
        let of_entries = self.findings.take();
        let messages = reused(std::mem::take(&mut scratch.messages));
        let (messages, traces) = self.check(&pairs, &scratch.strings, messages, &scratch.spare);
        scratch.messages = messages;
        self.tell(
            batch,
            &pairs,
            &scratch.strings,
            (of_entries, traces, judged),
        );
        scratch.pairs = reused(pairs);
    }

    /// Gives what was found in a batch its places, entry by entry: in the entries themselves, by their numbers, and for the
    /// rules over all files; that in its messages is still among the findings. Of the entries some were judged.
    fn tell(
        &mut self,
        batch: &[Read<'t>],
        pairs: &[Pair<'_, 't>],
        strings: &str,
        (of_entries, traces, judged): (Vec<Found>, Vec<Trace>, [bool; BATCH]),
    ) {
        let mut of_entries = of_entries.into_iter().peekable();
        let mut of_messages = self.findings.take().into_iter().peekable();
        let passed = std::mem::take(&mut self.findings.passed);
        let mut passed = passed.into_iter().peekable();
        let mut traces = traces.into_iter().peekable();
        for (at, read) in batch.iter().enumerate() {
            self.end_broken(read.entry.span.start);
            for fault in &read.faults {
                self.fault(*fault);
            }
            self.place(Some(self.rank));
            let first = (self.checked.diagnostics.len(), self.checked.traces.len());
            while let Some(found) = of_entries.next_if(|found| found.owner == at) {
                self.findings.found.push(found);
            }
            self.place(Some(self.rank));
            loop {
                let owners = [
                    of_messages.peek().map(|found| found.owner),
                    passed.peek().map(|passed| passed.owner),
                ];
                let next = owners.into_iter().flatten().min();
                let Some(number) = next.filter(|number| pairs[*number].at == at) else {
                    break;
                };
                while let Some(found) = of_messages.next_if(|found| found.owner == number) {
                    self.findings.found.push(found);
                }
                while let Some(one) = passed.next_if(|passed| passed.owner == number) {
                    self.findings.passed.push(one);
                }
                self.place_in(&pairs[number], strings);
            }
            while let Some(trace) = traces.next_if(|trace| trace.entry == self.rank) {
                self.checked.traces.push(trace);
            }
            if read.broken {
                self.broken
                    .push(Span::new(read.entry.span.start, self.text.len()));
            }
            self.place(Some(self.rank));
            self.silence(&read.entry, first, judged[at]);
            self.rank += 1;
        }
    }

    /// The last broken entry reaches to the next one, that begins here.
    fn end_broken(&mut self, next: usize) {
        if let Some(last) = self.broken.last_mut() {
            last.end = last.end.min(next);
        }
    }

    /// Drops what rules over the whole file say of entries that are not to be read: their syntax is to be mended first.
    fn spare_broken(&mut self) {
        if self.broken.is_empty() {
            return;
        }
        let broken = &self.broken;
        let stands_in = |span: Span| {
            let at = broken.partition_point(|entry| entry.start <= span.start);
            at > 0 && span.start < broken[at - 1].end
        };
        self.checked.diagnostics.retain(|diagnostic| {
            matches!(diagnostic.group, Group::Syntax | Group::Encoding)
                || !stands_in(diagnostic.span)
        });
    }

    fn fault(&mut self, fault: Fault) {
        for rule in &self.rules {
            if let Check::Fault(tell) = rule.check
                && let Some(told) = tell(fault.kind)
            {
                let found = self
                    .findings
                    .report_at(&rule.meta, fault.span, told.message);
                found.help = told.help;
                found.severity = told.severity.unwrap_or(found.severity);
                return;
            }
        }
    }

    /// Decides what of an entry is looked at: adds its strings to `pairs`; whether there is one. A `broken` one is counted
    /// and not read.
    fn choose<'r>(
        &mut self,
        at: usize,
        entry: &'r Entry<'t>,
        (msgid, twin): (Said<'t>, bool),
        strings: &mut String,
        pairs: &mut Vec<Pair<'r, 't>>,
    ) -> bool {
        let header = entry.is_header();
        if !self.readable
            || entry.obsolete
            || (!header && entry.fuzzy && !self.checker.options.fuzzy)
        {
            return false;
        }
        // A plural without its first form counts as untranslated, as for `msgfmt`.
        if !header && !entry.is_translated() {
            return false;
        }
        let mut looked_at = false;
        let msgid_plural = Said::of(entry, entry.field(Keyword::MsgidPlural), strings);
        let msgctxt = entry.field(Keyword::Msgctxt);
        let msgctxt = msgctxt.map(|field| Said::of(entry, Some(field), strings));
        // A form that stands a second time is a fault of the syntax, and a fix could not name it.
        let mut last = None;
        for field in entry.translations() {
            if last >= Some(field.index) {
                continue;
            }
            last = Some(field.index);
            // What is certainly too long to be checked is not decoded either.
            let endless =
                field.span.len() > 4 * LONGEST && entry.text(field).raw_len() > 4 * LONGEST;
            let text = if endless {
                Said::InFile(&self.text[field.span])
            } else {
                Said::of(entry, Some(field), strings)
            };
            if text.is_empty() || is_stand_in(text.get(strings)) {
                continue;
            }
            looked_at = true;
            if text.len().max(msgid.len()).max(msgid_plural.len()) > LONGEST {
                let line = self.lines.line(field.span.start);
                self.checked.problem.get_or_insert_with(|| {
                    format!(
                        "line {line}: a string of more than {} KiB is not checked",
                        LONGEST >> 10
                    )
                });
                continue;
            }
            // A second header is told as such, and judged no further.
            if header && (twin || text.get(strings) != self.file.catalogue.header_text()) {
                continue;
            }
            // The first form is the singular's; the others stand for the plural.
            let plural = field.index.is_some_and(|index| index > 0);
            pairs.push(Pair {
                at,
                entry,
                field,
                header,
                msgctxt,
                msgid,
                source: if plural { msgid_plural } else { msgid },
                text,
            });
        }
        looked_at
    }

    /// Checks the pairs of a batch; what they leave for the rules over all files. `messages` is room, which is given back.
    fn check<'r>(
        &mut self,
        pairs: &'r [Pair<'r, 't>],
        strings: &'r str,
        mut messages: Vec<(usize, Message<'r>)>,
        spare: &'r Spare,
    ) -> (Vec<(usize, Message<'static>)>, Vec<Trace>)
    where
        'c: 'r,
        't: 'r,
    {
        for (number, pair) in pairs.iter().enumerate() {
            let source = pair.source.get(strings);
            let text = pair.text.get(strings);
            let mut message = Message::new(self.file, pair.entry, source, text, spare);
            message.msgctxt = pair.msgctxt.as_ref().map(|msgctxt| msgctxt.get(strings));
            message.plural = pair.field.index;
            if pair.header {
                self.findings.owner = number;
                self.checks.header(&message, &mut self.findings);
            } else {
                messages.push((number, message));
            }
        }
        self.checks.messages(&messages, &mut self.findings);
        if self.any_term {
            let terms = self.checker.terms();
            let enabled = |term: usize| self.terms[term];
            for (number, message) in &messages {
                if self.glossary || terms.concern(pairs[*number].text.get(strings), &enabled) {
                    self.findings.owner = *number;
                    terms.check(message, &enabled, &mut self.findings);
                }
            }
        }
        let mut traces = Vec::new();
        if !self.checks.across.is_empty() {
            for (number, message) in &messages {
                let pair = &pairs[*number];
                for (rule, across) in &self.checks.across {
                    if let Some(compared) = (across.compare)(message) {
                        traces.push(Trace {
                            rule,
                            across,
                            compared,
                            at: pair.entry.span.start,
                            entry: self.rank + pair.at,
                            plural: pair.field.index,
                            silenced: false,
                            useless: None,
                        });
                    }
                }
            }
        }
        for (_, message) in messages.drain(..) {
            message.release();
        }
        (reused(messages), traces)
    }

    /// Gives what was found in a message its place in the file; what was found in the file itself waits for `place`.
    fn place_in(&mut self, pair: &Pair<'_, 't>, strings: &str) {
        if self.findings.found.is_empty() && self.findings.passed.is_empty() {
            return;
        }
        let Pair { entry, field, .. } = pair;
        let text = entry.text(field);
        let decoded = pair.text.get(strings);
        let msgctxt = pair.msgctxt.map(|msgctxt| Arc::from(msgctxt.get(strings)));
        let msgid = Arc::<str>::from(pair.msgid.get(strings));
        let mut from = text.start();
        let garbled = OnceCell::new();
        let garbled = || *garbled.get_or_init(|| is_garbled(self.charset, entry, field));
        for mut found in self.findings.found.extract_if(.., |found| !found.in_file) {
            // A string that is mended is written anew, and its escapes as what they stand for.
            if found.fix.is_some() && garbled() {
                found.fix = None;
                found.help = Some(GARBLED.to_owned());
            }
            let place = Place {
                msgctxt: msgctxt.clone(),
                msgid: Arc::clone(&msgid),
                field: Field::Msgstr,
                plural: field.index,
                span: found.span,
                matched: decoded[found.span].into(),
            };
            let span = text.locate_from(&mut from, found.span);
            let mut diagnostic = diagnostic(found, span, Some(self.rank), Some(place));
            if self.checker.options.excerpts {
                diagnostic.exchange = diagnostic
                    .fix
                    .as_ref()
                    .and_then(|fix| fix.exchange(decoded))
                    .map(Box::new);
            }
            self.checked.diagnostics.push(diagnostic);
        }
        for one in self.findings.passed.drain(..) {
            let position = self.lines.position(text.locate(one.span).start);
            self.checked.passed.push(Passed {
                rule: one.rule,
                line: position.line,
                column: position.column,
                matched: decoded[one.span].to_owned(),
                reason: one.reason,
            });
        }
    }

    /// Keeps what was found in the file itself.
    #[inline]
    fn place(&mut self, entry: Option<usize>) {
        if !self.findings.found.is_empty() {
            self.place_all(entry);
        }
    }

    #[cold]
    fn place_all(&mut self, entry: Option<usize>) {
        for found in self.findings.found.drain(..) {
            let span = found.span;
            let mut diagnostic = diagnostic(found, span, entry, None);
            if self.checker.options.excerpts {
                diagnostic.exchange = diagnostic
                    .fix
                    .as_ref()
                    .and_then(|fix| fix.exchange(self.text))
                    .map(Box::new);
            }
            self.checked.diagnostics.push(diagnostic);
        }
    }

    /// Drops the findings and sets aside the traces from those numbers on that the entry's comments silence, and reports
    /// the comments that silence nothing. Whether one silences a rule over all files is told when the run ends.
    fn silence(&mut self, entry: &Entry<'t>, (first, first_trace): (usize, usize), judged: bool) {
        if entry.translator_comments().next().is_none() {
            return;
        }
        let report = || {
            self.rules
                .iter()
                .any(|rule| std::ptr::eq(*rule, unused_ignore::rule()))
        };
        // The rules that found something here, few however much they found and however many marks there are.
        let mut speaking: BTreeMap<RuleId, Group> = BTreeMap::new();
        let mut marks = ignore::marks(entry).peekable();
        if marks.peek().is_some() {
            for one in &self.checked.diagnostics[first..] {
                if one.rule != unused_ignore::rule().meta.id && !speaking.contains_key(&one.rule) {
                    speaking.insert(one.rule.clone(), one.group);
                }
            }
        }
        let mut silenced: BTreeSet<RuleId> = BTreeSet::new();
        for mark in marks {
            let silences = self.checker.silences(mark.id);
            let before = silenced.len();
            let quiet = speaking.extract_if(.., |rule, group| silences(rule, *group));
            silenced.extend(quiet.map(|(rule, _)| rule));
            let mut hushed = None;
            for (at, trace) in self.checked.traces.iter_mut().enumerate().skip(first_trace) {
                let meta = &trace.rule.meta;
                let named = mark
                    .id
                    .is_none_or(|id| id == meta.id || id == meta.group.name());
                if named && !trace.silenced {
                    trace.silenced = true;
                    hushed.get_or_insert(at);
                }
            }
            if silenced.len() > before || !judged || !report() {
                continue;
            }
            if let Some((message, help)) = self.useless(mark) {
                let found =
                    self.findings
                        .report_at(&unused_ignore::rule().meta, mark.span, message);
                found.help = help;
                if let Some(at) = hushed {
                    self.checked.traces[at].useless = self.findings.found.pop().map(Box::new);
                }
            }
        }
        if !silenced.is_empty() {
            let told = self.checked.diagnostics.split_off(first);
            let told = told.into_iter().filter(|one| !silenced.contains(&one.rule));
            self.checked.diagnostics.extend(told);
        }
        self.place(Some(self.rank));
    }

    /// What to say of a mark that silenced nothing; nothing where its rules did not all run.
    fn useless(&self, mark: ignore::Mark<'_>) -> Option<(String, Option<String>)> {
        let whole = self.checker.options.selection.holds_default();
        let Some(id) = mark.id else {
            return whole.then(|| {
                (
                    "this comment silences nothing".to_owned(),
                    Some("remove it".to_owned()),
                )
            });
        };
        let rule = rules::all().find(|rule| rule.meta.id == own_name(id));
        let ran = match rule {
            Some(rule) => self
                .rules
                .iter()
                .any(|running| std::ptr::eq(*running, rule)),
            None if Group::parse(id).is_some() => whole,
            None => match self.checker.terms_called(id).next() {
                Some((term, _)) => self.terms.get(term) == Some(&true),
                // What only another tool knows is that tool's affair; what a pack knows that is off here did not run.
                None if !mark.ours
                    || self
                        .checker
                        .term_ids()
                        .any(|term| id.rsplit('/').next() == Some(term)) =>
                {
                    false
                }
                None => {
                    let help = self
                        .checker
                        .nearest(id)
                        .map(|name| format!("did you mean `{name}`?"));
                    return Some((format!("no rule is called `{id}`"), help));
                }
            },
        };
        ran.then(|| {
            (
                format!("`{id}` finds nothing here"),
                Some("remove it".to_owned()),
            )
        })
    }
}

pub(super) fn diagnostic(
    found: Found,
    span: Span,
    entry: Option<usize>,
    place: Option<Place>,
) -> Diagnostic {
    let repeats = found.repeats
        || found.group == Group::Header
        || place.as_ref().is_some_and(Place::is_header);
    Diagnostic {
        rule: found.rule,
        group: found.group,
        severity: found.severity,
        message: found.message,
        help: found.help,
        span,
        start: LineColumn::default(),
        end: LineColumn::default(),
        entry,
        place,
        fix: found.fix.map(|(safety, mut edits)| {
            edits.sort();
            Fix { safety, edits }
        }),
        swap: found.swap,
        candidates: found.candidates,
        suggestions: None,
        exchange: None,
        excerpt: None,
        repeats,
        elsewhere: Box::default(),
    }
}
