//! Ctrl-C while files are written: the one in hand is finished, the others are left as they are, no temporary file stays.

use std::io::Write;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Once, PoisonError, RwLock};

use super::terminal;
use crate::output::count;
use crate::po::charset::Decoded;
use crate::source::{self, WriteError};

/// The exit code of a run that was interrupted: 128 and the number of SIGINT, as shells have it.
pub const INTERRUPTED: i32 = 130;

/// Shared by those who write; whoever ends the program takes it whole, and so waits for them.
static WRITING: RwLock<()> = RwLock::new(());
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// From now on an interrupt ends the program between two files.
pub fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(handle);
}

fn handle() {
    // Without a handler an interrupt may leave a temporary file behind, but never a half-written one: no reason to fail.
    let _ = ctrlc::set_handler(|| {
        let _alone = WRITING.write().unwrap_or_else(PoisonError::into_inner);
        let written = count(WRITTEN.load(Ordering::Relaxed), "file");
        terminal::note(&format!(
            "\ninterrupted: {written} written whole, the others are as they were"
        ));
        process::exit(INTERRUPTED);
    });
}

/// Replaces a file, as [`source::write`] does.
///
/// # Errors
/// As [`source::write`].
pub fn write(path: &Path, read: &Decoded, text: &str) -> Result<(), WriteError> {
    whole(|| source::write(path, read, text))
}

/// Replaces or creates a file, as [`source::replace`] does.
///
/// # Errors
/// As [`source::replace`].
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    whole(|| source::replace(path, bytes))
}

/// Replaces or creates a file with what `fill` writes, as [`source::replace_by`] does.
///
/// # Errors
/// As [`source::replace_by`].
pub fn replace_by(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    whole(|| source::replace_by(path, fill))
}

/// Creates a file, as [`source::create`] does.
///
/// # Errors
/// As [`source::create`].
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    whole(|| source::create(path, bytes))
}

fn whole<E>(write: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    install();
    let _shared = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    write()?;
    WRITTEN.fetch_add(1, Ordering::Relaxed);
    Ok(())
}
