//! The page of findings: how many there are, rule by rule and file by file, and each with its line and what its fix makes
//! of the words. A rule that has much to say is cut short, and says so.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::text::cut;
use super::super::{Failure, Report, count};
use super::{Escaped, Link, Prose, filter, name, number, page, unread};
use crate::diagnostic::{Diagnostic, Excerpt, Safety, Severity, visible};

/// How many findings of a rule are shown.
pub const SHOWN: usize = 50;
/// With at most so many findings in all, no rule has to be opened first.
const FEW: usize = 30;
/// How many characters of a source are shown.
const SOURCE: usize = 240;

/// What the page is made of beside the findings.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The line that tells what a rule is about.
    pub summary: &'a dyn Fn(&str) -> Option<String>,
    /// Where files can be seen.
    pub link: Link<'a>,
    /// Whether every finding is shown.
    pub all: bool,
}

/// The findings of a rule.
struct Group<'r> {
    rule: &'r str,
    /// How many there are of each severity, the gravest first.
    of: [(Severity, usize); 3],
    total: usize,
    fixable: usize,
    /// Those that are shown, by the number of their report.
    shown: Vec<(usize, &'r Diagnostic)>,
}

impl Group<'_> {
    fn worst(&self) -> Option<Severity> {
        let found = self.of.iter().find(|(_, count)| *count > 0);
        found.map(|(severity, _)| *severity)
    }
}

/// Writes the page.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    reports: &[Report],
    failures: &[Failure<'_>],
    of: Page<'_>,
) -> io::Result<()> {
    let groups = groups(reports, of.all);
    page(out, "Findings in translations", |out| {
        overview(out, reports, &groups)?;
        unread(out, failures)?;
        if groups.is_empty() {
            return Ok(());
        }
        rules(out, reports, &groups, of)?;
        files(out, reports, of.link)
    })
}

/// The rules, the gravest first, and then the one with most findings.
fn groups(reports: &[Report], all: bool) -> Vec<Group<'_>> {
    let mut by_rule = BTreeMap::<&str, Group<'_>>::new();
    for (number, report) in reports.iter().enumerate() {
        for finding in &report.findings {
            let group = by_rule.entry(&finding.rule).or_insert_with(|| Group {
                rule: &finding.rule,
                of: [Severity::Error, Severity::Warning, Severity::Info].map(|one| (one, 0)),
                total: 0,
                fixable: 0,
                shown: Vec::new(),
            });
            for (severity, count) in &mut group.of {
                *count += usize::from(*severity == finding.severity);
            }
            group.fixable += usize::from(super::super::fixable(finding, Safety::Safe));
            if all || group.total < SHOWN {
                group.shown.push((number, finding));
            }
            group.total += 1;
        }
    }
    let mut groups: Vec<Group<'_>> = by_rule.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.worst(), group.total)));
    groups
}

fn overview(out: &mut dyn Write, reports: &[Report], groups: &[Group<'_>]) -> io::Result<()> {
    let total: usize = groups.iter().map(|group| group.total).sum();
    let entries = reports.iter().map(|report| report.entries).sum();
    let word = if total == 1 { "finding" } else { "findings" };
    writeln!(
        out,
        "<header>\n<h1>Findings in translations</h1>\n<p class=\"lead\"><strong>{}</strong> {word} in {} \
         with {} entries</p>\n<dl class=\"figures\">",
        number(total),
        count(reports.len(), "file"),
        number(entries),
    )?;
    let of = |severity| {
        let findings = reports.iter().flat_map(|report| &report.findings);
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let fixable = groups.iter().map(|group| group.fixable).sum();
    for (name, figure) in [
        ("Errors", of(Severity::Error)),
        ("Warnings", of(Severity::Warning)),
        ("Information", of(Severity::Info)),
        ("Mended by polir fix", fixable),
    ] {
        writeln!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", number(figure))?;
    }
    writeln!(out, "</dl>\n</header>")
}

fn rules(
    out: &mut dyn Write,
    reports: &[Report],
    groups: &[Group<'_>],
    of: Page<'_>,
) -> io::Result<()> {
    writeln!(
        out,
        "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">By rule</h2>"
    )?;
    filter(
        out,
        "Show findings that hold",
        "found",
        "<label>Severity <select><option value=\"\">any<option>error<option>warning<option>info</select></label>\
         <button type=\"button\" data-open=\"yes\">Open all</button>\
         <button type=\"button\" data-open=\"no\">Close all</button>",
    )?;
    writeln!(out, "<div id=\"found\">")?;
    let few = groups.iter().map(|group| group.shown.len()).sum::<usize>() <= FEW;
    for group in groups {
        rule(out, reports, group, few, of)?;
    }
    writeln!(out, "</div>\n</section>")
}

fn rule(
    out: &mut dyn Write,
    reports: &[Report],
    group: &Group<'_>,
    open: bool,
    of: Page<'_>,
) -> io::Result<()> {
    let open = if open { " open" } else { "" };
    write!(
        out,
        "<details class=\"rule\"{open}><summary><h3>{}</h3><span class=\"counts\">",
        Escaped(group.rule)
    )?;
    for (severity, count) in group.of.iter().filter(|(_, count)| *count > 0) {
        let count = number(*count);
        write!(
            out,
            "<span><span class=\"level {severity}\">{severity}</span> {count}</span> "
        )?;
    }
    write!(out, "</span>")?;
    if let Some(summary) = (of.summary)(group.rule) {
        write!(out, "<p class=\"what\">{}</p>", Prose(&summary))?;
    }
    writeln!(out, "</summary><div class=\"inside\">")?;
    let same_file = |a: &(usize, &Diagnostic), b: &(usize, &Diagnostic)| a.0 == b.0;
    for findings in group.shown.chunk_by(same_file) {
        let file = &reports[findings[0].0].name;
        writeln!(out, "<div><h4><bdi>{}</bdi></h4>", Escaped(file))?;
        for (_, finding) in findings {
            one(out, file, finding, of.link)?;
        }
        writeln!(out, "</div>")?;
    }
    let more = group.total - group.shown.len();
    if more > 0 {
        writeln!(
            out,
            "<p class=\"note\">… {} more (--all shows them)</p>",
            number(more)
        )?;
    }
    writeln!(out, "</div></details>")
}

fn one(out: &mut dyn Write, file: &str, finding: &Diagnostic, link: Link<'_>) -> io::Result<()> {
    let line = finding.start.line;
    write!(
        out,
        "<div class=\"finding\" data-level=\"{}\"><p>",
        finding.severity.name()
    )?;
    let place = format!("Line {line}");
    name(out, link, file, Some(line), &place)?;
    writeln!(
        out,
        " <span dir=\"auto\">{}</span></p>",
        Prose(&finding.message)
    )?;
    if let Some(excerpt) = &finding.excerpt {
        lines(out, excerpt)?;
    }
    if let Some(source) = finding
        .place
        .as_ref()
        .map(|place| cut(&place.msgid, SOURCE, false))
        .filter(|source| !source.is_empty())
    {
        writeln!(
            out,
            "<p class=\"side\"><b>Source</b> <bdi>{}</bdi></p>",
            Escaped(&source)
        )?;
    }
    if let Some((old, new)) = finding.exchange.as_deref() {
        let name = match finding.fix.as_ref().map(|fix| fix.safety) {
            Some(Safety::Safe) | None => "Fix",
            Some(Safety::Unsafe) => "Fix (unsafe)",
            Some(Safety::Suggest) => "Suggestion",
        };
        write!(out, "<p class=\"side\"><b>{name}</b> <bdi class=\"diff\">")?;
        diff(out, old, new)?;
        writeln!(out, "</bdi></p>")?;
    }
    if let Some(words) = finding
        .suggestions
        .as_deref()
        .filter(|words| !words.is_empty())
    {
        writeln!(
            out,
            "<p class=\"side\"><b>Meant may be</b> <bdi>{}</bdi></p>",
            Escaped(&words.join(", "))
        )?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "<p class=\"side\">{}</p>", Prose(help))?;
    }
    writeln!(out, "</div>")
}

/// The line with its fault marked.
fn lines(out: &mut dyn Write, excerpt: &Excerpt) -> io::Result<()> {
    let (text, span) = (&*excerpt.text, excerpt.span.range());
    let parts = (
        text.get(..span.start),
        text.get(span.clone()),
        text.get(span.end..),
    );
    let (Some(before), Some(fault), Some(after)) = parts else {
        return Ok(());
    };
    writeln!(
        out,
        "<div class=\"line\" dir=\"auto\">{}<mark>{}</mark>{}</div>",
        Escaped(before),
        Escaped(fault),
        Escaped(after)
    )
}

/// Writes what words become, those that stay once.
fn diff(out: &mut dyn Write, old: &str, new: &str) -> io::Result<()> {
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let mark = |out: &mut dyn Write, tag: &str, words: &[&str]| {
        write!(out, "<{tag}>{}</{tag}>", Escaped(&visible(&words.concat())))
    };
    for change in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (was, is) = (&old[change.old_range()], &new[change.new_range()]);
        match change {
            DiffOp::Equal { .. } => write!(out, "{}", Escaped(&visible(&was.concat())))?,
            DiffOp::Delete { .. } => mark(out, "del", was)?,
            DiffOp::Insert { .. } => mark(out, "ins", is)?,
            DiffOp::Replace { .. } => {
                mark(out, "del", was)?;
                mark(out, "ins", is)?;
            }
        }
    }
    Ok(())
}

fn files(out: &mut dyn Write, reports: &[Report], link: Link<'_>) -> io::Result<()> {
    writeln!(
        out,
        "<section aria-labelledby=\"files\">\n<h2 id=\"files\">By file</h2>"
    )?;
    filter(out, "Show files whose path holds", "rows", "")?;
    writeln!(
        out,
        "<table class=\"cards sortable\" id=\"rows\"><thead><tr><th scope=\"col\">File<th scope=\"col\">Findings\
         <th scope=\"col\">Errors<th scope=\"col\">Warnings<th scope=\"col\">Information\
         <th scope=\"col\" data-text>Most of</thead><tbody>"
    )?;
    for report in reports.iter().filter(|report| !report.findings.is_empty()) {
        let of = |severity| {
            let findings = report.findings.iter();
            findings
                .filter(|finding| finding.severity == severity)
                .count()
        };
        write!(out, "<tr><th scope=\"row\">")?;
        name(out, link, &report.name, None, &report.name)?;
        // Without a script the link leads to the findings of all files.
        write!(
            out,
            "<td data-name=\"Findings\"><a href=\"#rules\" data-into=\"found\" data-choose=\"{}\" \
             aria-label=\"{} in {0}\">{}</a>",
            Escaped(&report.name),
            count(report.findings.len(), "finding"),
            number(report.findings.len())
        )?;
        for (name, severity) in [
            ("Errors", Severity::Error),
            ("Warnings", Severity::Warning),
            ("Information", Severity::Info),
        ] {
            write!(out, "<td data-name=\"{name}\">{}", number(of(severity)))?;
        }
        writeln!(
            out,
            "<td class=\"text\" data-name=\"Most of\">{}",
            Escaped(most(report))
        )?;
    }
    writeln!(out, "</tbody></table>\n</section>")
}

/// The rule that found most in a file.
fn most(report: &Report) -> &str {
    let mut counts = HashMap::<&str, usize>::new();
    for finding in &report.findings {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    most.map_or("", |(rule, _)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(old: &str, new: &str) -> String {
        let mut out = Vec::new();
        diff(&mut out, old, new).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_diff_is_of_words_and_escaped() {
        assert_eq!(
            words("la librairie standard", "la bibliothèque standard"),
            "la <del>librairie</del><ins>bibliothèque</ins> standard"
        );
        assert_eq!(words("a  b", "a b"), "a<del>  </del><ins> </ins>b");
        assert_eq!(words("", "\u{a0}"), "<ins>&lt;U+00A0&gt;</ins>");
        assert_eq!(
            words("<b>", "</script>"),
            "&lt;<del>b</del><ins>/script</ins>&gt;"
        );
    }
}
