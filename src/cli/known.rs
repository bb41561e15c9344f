//! `--baseline` and `--write-baseline`: findings that are known are not shown and fail nothing.

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::{guard, inputs, terminal};
use crate::baseline::{self, Baseline};
use crate::config::Settings;
use crate::output::{Report, count, fingerprint};
use crate::source::{self, not_written, unreadable};

/// Where a baseline is written when nobody says.
const DEFAULT: &str = "polir-baseline.json";

/// The baseline of a run.
pub struct Known {
    file: PathBuf,
    /// What it holds; nothing when it is about to be written.
    baseline: Baseline,
    /// Its folder and the current one, to say how files are called in it.
    folder: PathBuf,
    here: PathBuf,
    /// Whether it is written anew from what is found.
    write: bool,
    /// Whether what is not found any more is taken out.
    prune: bool,
}

impl Known {
    /// The baseline that the command line or else the configuration names, or that is to be written (`write`, empty where
    /// nobody says to which file).
    ///
    /// # Errors
    /// When it cannot be read, or is no baseline.
    pub fn find(
        baseline: Option<&Path>,
        write: Option<&Path>,
        prune: bool,
        settings: &Settings,
    ) -> anyhow::Result<Option<Known>> {
        let here = std::env::current_dir()
            .context("cannot tell the current folder; go to one that is there")?;
        let named = match write {
            Some(file) if !file.as_os_str().is_empty() => Some(file),
            _ => baseline,
        };
        let file = match (named, &settings.baseline, write) {
            (Some(file), ..) => file.to_owned(),
            (None, Some(file), _) => inputs::below(&settings.root, file)?,
            (None, None, Some(_)) => {
                let file = PathBuf::from(DEFAULT);
                inputs::below(&here, &file)?;
                file
            }
            (None, None, None) if prune => {
                bail!("--prune-baseline: there is no baseline; name it with --baseline=FILE")
            }
            (None, None, None) => return Ok(None),
        };
        let name = file.display();
        let baseline = match source::read_text(&file) {
            Ok(text) => match Baseline::parse(&text) {
                // What cannot be read is replaced when it is written anew, if it is a baseline at all.
                Err(_) if write.is_some() && Baseline::is_replaceable(&text) => {
                    Ok(Baseline::default())
                }
                Err(_) if write.is_some() => {
                    bail!("{name}: it is there, and is not a baseline; name another file")
                }
                baseline => baseline.with_context(|| name.to_string()),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound && write.is_some() => {
                Ok(Baseline::default())
            }
            Err(error) => Err(anyhow::anyhow!(
                "{name}: {}, or write it with --write-baseline",
                unreadable("the baseline", &error)
            )),
        };
        let baseline = baseline?;
        let absolute = plainly(&here.join(&file));
        Ok(Some(Known {
            folder: absolute.parent().unwrap_or(&here).to_owned(),
            file,
            baseline,
            here,
            write: write.is_some(),
            prune,
        }))
    }

    /// Takes what is known out of a report; all of it when it is about to become known.
    pub fn take(&self, report: &mut Report, text: &str) {
        let name = self.name(&report.name);
        let fingerprints = fingerprint::all(&name, text, &report.findings);
        report.known.clear();
        let mut at = 0;
        report.findings.retain(|finding| {
            let fingerprint = fingerprints[at];
            at += 1;
            let known = self.write || self.baseline.holds(fingerprint);
            if known {
                report.known.push((fingerprint, finding.rule.clone()));
            }
            !known
        });
    }

    /// A file as the baseline calls it: relative to its own folder.
    fn name(&self, name: &str) -> String {
        let absolute = plainly(&self.here.join(name));
        let (from, to) = (self.folder.components(), absolute.components());
        let common = from.clone().zip(to.clone()).take_while(|(a, b)| a == b);
        let common = common.count();
        let up = from.skip(common).map(|_| "..".to_owned());
        let down = to
            .skip(common)
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// Writes the baseline, or says what in it can go. `whole`: whether every rule ran that is on by default.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn conclude(&self, reports: &[Report], whole: bool, quiet: bool) -> anyhow::Result<()> {
        let looked_at: BTreeSet<String> = reports
            .iter()
            .map(|report| self.name(&report.name))
            .collect();
        let found: usize = reports.iter().map(|report| report.known.len()).sum();
        let name = self.shown();
        if self.write {
            let mut new = Baseline::default();
            for report in reports {
                let file = self.name(&report.name);
                for (fingerprint, rule) in &report.known {
                    let (file, rule) = (file.clone(), rule.to_string());
                    new.add(*fingerprint, baseline::Known { file, rule });
                }
            }
            new.keep_others(&self.baseline, &looked_at);
            self.put(&new)?;
            if !quiet {
                terminal::note(&format!(
                    "{} written to {name}; check with --baseline {name}, or say `baseline = \"{name}\"` in polir.toml",
                    count(new.len(), "known finding")
                ));
            }
            return Ok(());
        }
        if self.prune && !whole {
            bail!("--prune-baseline needs a run of all rules; leave out --select and --ignore");
        }
        let seen: BTreeSet<u128> = reports
            .iter()
            .flat_map(|report| report.known.iter().map(|(fingerprint, _)| *fingerprint))
            .collect();
        let gone = self.baseline.gone(&looked_at, &seen).count();
        // A rule that did not run has found nothing.
        let gone = if whole { gone } else { 0 };
        let mut parts = Vec::new();
        if found > 0 {
            parts.push(format!("{} not shown", count(found, "known finding")));
        }
        if self.prune && gone > 0 {
            let mut rest = self.baseline.clone();
            rest.prune(&looked_at, &seen);
            self.put(&rest)?;
            parts.push(format!("{gone} fixed and removed"));
        } else if gone > 0 {
            parts.push(format!("{gone} fixed, remove with --prune-baseline"));
        }
        if !quiet && !parts.is_empty() {
            terminal::note(&format!("{name}: {}", parts.join("; ")));
        }
        Ok(())
    }

    fn put(&self, baseline: &Baseline) -> anyhow::Result<()> {
        guard::replace(&self.file, baseline.to_text().as_bytes()).map_err(|error| {
            let name = self.shown();
            anyhow::anyhow!("{name}: {}", not_written("the baseline", &error))
        })
    }

    /// Its file as messages call it: relative to the current folder where it is in it.
    fn shown(&self) -> String {
        let inside = self.file.strip_prefix(&self.here);
        inside.unwrap_or(&self.file).display().to_string()
    }
}

/// A path from the root without `.` and `..`; links are not followed, as nobody else follows them to name a file.
fn plainly(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
