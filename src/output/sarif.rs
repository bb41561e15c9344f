//! SARIF 2.1.0, which GitHub's code scanning and most editors read
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>): rules, findings, fixes, fingerprints.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::region::Region;
use super::{Failure, Report, escape};
use crate::diagnostic::{Elsewhere, Group, Severity};

/// What is known of a rule, for the list of rules.
#[derive(Debug, Clone)]
pub struct Described {
    /// One line.
    pub summary: String,
    /// Why, in Markdown.
    pub docs: String,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it is about.
    pub group: Group,
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<N, F> {
    tool: Value,
    column_kind: &'static str,
    invocations: [Invocation<N>; 1],
    results: F,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<N> {
    execution_successful: bool,
    tool_execution_notifications: N,
}

/// Writes the log of one run. `describe` knows rules and terms by their id.
///
/// # Errors
/// What writing says.
pub fn write(
    out: &mut dyn Write,
    reports: &[Report],
    failures: &[Failure<'_>],
    describe: &dyn Fn(&str) -> Option<Described>,
) -> io::Result<()> {
    let all = reports.iter().flat_map(|report| &report.findings);
    let mut rules: BTreeMap<&str, usize> = all.map(|one| (one.rule.as_str(), 0)).collect();
    for (index, number) in rules.values_mut().enumerate() {
        *number = index;
    }
    let descriptors: Vec<Value> = rules
        .keys()
        .map(|id| descriptor(id, describe(id)))
        .collect();
    let notes = || {
        failures.iter().map(|failure| {
            json!({
                "level": "error",
                "message": {"text": failure.message},
                "locations": [{"physicalLocation": {"artifactLocation": artifact(failure.file)}}],
            })
        })
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({"driver": {
                "name": "polir",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            }}),
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: failures.is_empty(),
                tool_execution_notifications: escape::List(notes),
            }],
            results: escape::List(|| reports.iter().flat_map(|report| results(report, &rules))),
        }],
    };
    escape::json(out, &log)?;
    writeln!(out)
}

fn descriptor(id: &str, described: Option<Described>) -> Value {
    let Some(described) = described else {
        return json!({"id": id});
    };
    json!({
        "id": id,
        "shortDescription": {"text": described.summary},
        "help": {"text": described.docs, "markdown": described.docs},
        "defaultConfiguration": {"level": level(described.severity)},
        "properties": {"tags": [described.group.name()]},
    })
}

fn results<'a>(
    report: &'a Report,
    rules: &'a BTreeMap<&str, usize>,
) -> impl Iterator<Item = Value> + 'a {
    let places = report.regions.iter().zip(&report.repairs);
    let known = report.fingerprints.iter().zip(places);
    report
        .findings
        .iter()
        .zip(known)
        .map(|(finding, (fingerprint, (at, repair)))| {
            let message = match &finding.help {
                Some(help) => format!("{}\n{help}", finding.message),
                None => finding.message.clone(),
            };
            let mut result = json!({
                "ruleId": finding.rule,
                "ruleIndex": rules.get(finding.rule.as_str()),
                "level": level(finding.severity),
                "message": {"text": message},
                "locations": [{"physicalLocation": {
                    "artifactLocation": artifact(&report.name),
                    "region": region(*at),
                }}],
                "partialFingerprints": {"polir/v1": format!("{fingerprint:032x}")},
            });
            // Each of them has to be changed: that is what several locations of one result mean.
            if let Some(locations) = result["locations"].as_array_mut() {
                locations.extend(finding.elsewhere.iter().map(location));
            }
            if !repair.is_empty() {
                let replacements = repair.iter().map(|replacement| {
                    json!({
                        "deletedRegion": region(replacement.region),
                        "insertedContent": {"text": replacement.text},
                    })
                });
                let safety = finding.fix.as_ref().map(|fix| fix.safety.name());
                result["fixes"] = json!([{
                    "description": {"text": format!("polir fix ({})", safety.unwrap_or_default())},
                    "artifactChanges": [{
                        "artifactLocation": artifact(&report.name),
                        "replacements": replacements.collect::<Vec<Value>>(),
                    }],
                }]);
            }
            result
        })
}

fn location(place: &Elsewhere) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": artifact(&place.file),
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    }})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

/// A path as a URI reference relative to the root of the sources (RFC 3986: what is not unreserved is percent-encoded,
/// but for the slashes).
fn artifact(path: &str) -> Value {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    json!({"uri": uri, "uriBaseId": "%SRCROOT%"})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        let uri = artifact("c-api/été 1.po")["uri"].clone();
        assert_eq!(uri, "c-api/%C3%A9t%C3%A9%201.po");
    }
}
