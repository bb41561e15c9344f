//! How a project's catalogues come from its registry: by the registry's own client, by name and pinned version, held to a
//! checksum; of the archive only the catalogues are kept, and the small files that tell what kind of project it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// What is kept of an archive.
const KEPT: [&str; 4] = ["*.po", "*.pot", "*conf.py", "*po4a.cfg"];

/// A line of the manifest.
pub struct Project {
    /// Its folder.
    pub name: String,
    registry: Registry,
    package: String,
    version: String,
    /// SHA-256 of the archive, or of the `.dsc`, which has those of the archives.
    checksum: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Registry {
    /// Python's, a wheel.
    Wheel,
    /// Python's, a source distribution.
    Sdist,
    /// A source package of Debian.
    Debian,
}

impl Project {
    /// Reads `project kind registry package version sha256`.
    ///
    /// # Errors
    /// Where a cell is missing or the registry unknown.
    pub fn parse(line: &str) -> Result<Project> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[name, _kind, registry, package, version, checksum] = cells.as_slice() else {
            bail!("field/manifest.tsv: six cells are wanted: {line}");
        };
        let registry = match registry {
            "pypi-wheel" => Registry::Wheel,
            "pypi-sdist" => Registry::Sdist,
            "debian" => Registry::Debian,
            other => bail!("field/manifest.tsv: no registry is called {other}"),
        };
        let [name, package, version, checksum] =
            [name, package, version, checksum].map(str::to_owned);
        Ok(Project {
            name,
            registry,
            package,
            version,
            checksum,
        })
    }

    /// Sees to it that its catalogues are below `field`.
    ///
    /// # Errors
    /// Where the registry has not this version any more, or another one under its name.
    pub fn fetch(&self, field: &Path) -> Result<()> {
        let folder = field.join(&self.name);
        let stamp = folder.join(".fetched");
        let wanted = format!("{} {} {}\n", self.package, self.version, self.checksum);
        if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
            return Ok(());
        }
        let archives = field.join(".archives").join(&self.name);
        let _ = fs::remove_dir_all(&archives);
        fs::create_dir_all(&archives)?;
        let fetched = self.download(&archives).and_then(|()| {
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder)?;
            extract(&archives, &folder)?;
            Ok(fs::write(&stamp, wanted)?)
        });
        fs::remove_dir_all(&archives)?;
        fetched
    }

    fn download(&self, archives: &Path) -> Result<()> {
        let exact = match self.registry {
            Registry::Debian => format!("{}={}", self.package, self.version),
            _ => format!("{}=={}", self.package, self.version),
        };
        let mut client = match self.registry {
            Registry::Debian => Command::new("apt-get"),
            _ => Command::new("pip"),
        };
        match self.registry {
            Registry::Debian => client.args(["source", "-qq", "--download-only"]),
            Registry::Wheel => {
                client.args(["download", "-q", "--no-deps", "--only-binary", ":all:"])
            }
            // Its metadata is made with the build tools that are installed: a new environment for each takes minutes.
            Registry::Sdist => client.args([
                "download",
                "-q",
                "--no-deps",
                "--no-build-isolation",
                "--no-binary",
                ":all:",
            ]),
        };
        let output = client.arg(&exact).current_dir(archives).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!(
                "{exact}: {}",
                said.lines().last().unwrap_or("nothing was said")
            );
        }
        let held = files(archives)?
            .into_iter()
            .find(|path| self.registry != Registry::Debian || has_ending(path, "dsc"))
            .context("nothing came")?;
        let sum = Command::new("sha256sum").arg(&held).output()?;
        let sum = String::from_utf8_lossy(&sum.stdout);
        let sum = sum
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .trim_start_matches('\\');
        ensure!(sum == self.checksum, "{exact}: the checksum is {sum}");
        Ok(())
    }
}

/// Takes what is kept out of each archive.
fn extract(archives: &Path, folder: &Path) -> Result<()> {
    for archive in files(archives)? {
        let mut tool;
        if has_ending(&archive, "whl") || has_ending(&archive, "zip") {
            tool = Command::new("unzip");
            tool.arg("-qo")
                .arg(&archive)
                .args(KEPT)
                .arg("-d")
                .arg(folder);
        } else if archive.to_string_lossy().contains(".tar.") && !has_ending(&archive, "asc") {
            tool = Command::new("tar");
            tool.arg("-xf").arg(&archive).arg("-C").arg(folder);
            tool.args(["--no-same-owner", "--wildcards"]).args(KEPT);
        } else {
            continue;
        }
        // Both complain of a pattern that nothing matches; that something came is seen below.
        tool.output()?;
    }
    ensure!(
        fs::read_dir(folder)?.next().is_some(),
        "it holds no catalogues"
    );
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension == ending)
}
