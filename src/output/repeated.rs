//! One finding for what a whole tree has in its files or their headers, or a file in each entry.
//!
//! A tool that wrote a hundred files made its mistake a hundred times, and to read it once is enough. What the rules
//! say of files and headers is found, silenced, baselined and fixed file by file; only when it is shown does a finding that most
//! files of the run share become one, that says how many they are and where the others stand.

use std::collections::HashMap;

use super::Report;
use crate::diagnostic::{Diagnostic, Elsewhere, Group, Place};

/// Fewer places are shown one by one.
const FEW: usize = 3;

/// In so many files the same is the same work of a tool, however many others the run has.
const MANY: usize = 10;

/// Whether a finding is about the file, or about its header, or follows from it as the number of plural forms does.
fn is_of_file(finding: &Diagnostic) -> bool {
    finding.entry.is_none()
        || matches!(finding.group, Group::Header | Group::Plural)
        || finding.place.as_ref().is_some_and(Place::is_header)
}

/// A finding by its report's number and its own.
type Number = (usize, usize);

/// Makes one finding of those that say the same of most files or of their headers, or again and again in one.
pub fn collapse(reports: &mut [Report]) {
    let mut alike: HashMap<(&str, &str, Option<usize>), Vec<Number>> = HashMap::new();
    for (file, report) in reports.iter().enumerate() {
        for (at, finding) in report.findings.iter().enumerate() {
            if finding.repeats {
                // A file is written by what writes all of them; what stands in entries is a matter of their file.
                let alone = (!is_of_file(finding)).then_some(file);
                let key = (finding.rule.as_str(), finding.message.as_str(), alone);
                alike.entry(key).or_default().push((file, at));
            }
        }
    }
    let mut groups: Vec<(Vec<Number>, String)> = Vec::new();
    for places in alike.into_values().filter(|places| places.len() >= FEW) {
        let by_file = || places.chunk_by(|a, b| a.0 == b.0);
        let (times, files) = (places.len(), by_file().count());
        if files > 1 && (files * 2 > reports.len() || files >= MANY) {
            let of = format!("in {files} of {} files", reports.len());
            let told = if times == files {
                of
            } else {
                format!("{times} times {of}")
            };
            groups.push((places, told));
        } else {
            let often = by_file().filter(|places| places.len() >= FEW);
            groups.extend(often.map(|places| (places.to_vec(), format!("{} times", places.len()))));
        }
    }
    let mut gone: HashMap<usize, Vec<usize>> = HashMap::new();
    for (places, told) in groups {
        let [(file, first), others @ ..] = places.as_slice() else {
            continue;
        };
        let elsewhere = others.iter().map(|&(file, at)| {
            let (name, finding) = (&reports[file].name, &reports[file].findings[at]);
            Elsewhere {
                file: name.clone(),
                start: finding.start,
                end: finding.end,
            }
        });
        let elsewhere: Box<[Elsewhere]> = elsewhere.collect();
        for &(file, at) in others {
            gone.entry(file).or_default().push(at);
        }
        let finding: &mut Diagnostic = &mut reports[*file].findings[*first];
        finding.message = format!("{} ({told})", finding.message);
        finding.elsewhere = elsewhere;
    }
    for (file, mut gone) in gone {
        gone.sort_unstable();
        reports[file].drop_findings(&gone);
    }
}

impl Report {
    /// Drops findings by their numbers, which are in order, with what is kept of each.
    fn drop_findings(&mut self, gone: &[usize]) {
        fn without<T>(list: &mut Vec<T>, gone: &[usize]) {
            let mut at = 0;
            list.retain(|_| {
                at += 1;
                gone.binary_search(&(at - 1)).is_err()
            });
        }
        without(&mut self.findings, gone);
        without(&mut self.fingerprints, gone);
        without(&mut self.repairs, gone);
        without(&mut self.regions, gone);
    }
}
