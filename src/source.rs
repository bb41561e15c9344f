//! A file on disk: read, and replaced atomically.
//!
//! Writing is a temporary file beside the target, then a rename. What stood there is compared first with what was read,
//! so that nobody's work is lost.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::po::charset::{Decoded, Unrepresentable};

/// Why a text cannot go back into its file.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The charset lacks a character.
    #[error("{0}; nothing was written, convert it to UTF-8 first (`msgconv -t UTF-8`)")]
    Unrepresentable(#[from] Unrepresentable),
    /// Decoding the file and encoding it again gives other bytes.
    #[error(
        "the file's bytes do not survive a round trip through {0}; nothing was written, convert it to UTF-8 first (`msgconv -t UTF-8`)"
    )]
    NotReversible(&'static str),
    /// Its bytes are not what it says.
    #[error("the file is not valid in its charset; nothing was written, `polir check` tells where")]
    Invalid,
    /// Somebody else wrote to it.
    #[error("the file changed on disk while it was being fixed; it was left as it is, run again")]
    Changed,
    /// No permission.
    #[error("the file is read-only; nothing was written, give yourself the permission to")]
    ReadOnly,
    /// The disk says no.
    #[error("{}; the file is as it was", unwritable("", .0))]
    Io(#[from] io::Error),
}

/// What a system error says, without its number.
#[must_use]
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

/// What to say of a file that cannot be read: why, and what helps. `what` is read, as in `cannot read the baseline`.
#[must_use]
pub fn unreadable(what: &str, error: &io::Error) -> String {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "look at how it is spelt",
        io::ErrorKind::PermissionDenied => "give yourself the permission to read it",
        io::ErrorKind::IsADirectory => "name a file in it",
        _ => "look at what is there",
    };
    let what = if what.is_empty() {
        ""
    } else {
        &format!(" {what}")
    };
    format!("cannot read{what}: {}; {help}", plain(error))
}

/// The same of one that cannot be written.
#[must_use]
pub fn unwritable(what: &str, error: &io::Error) -> String {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "make its folder first",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "give yourself the permission to write there"
        }
        io::ErrorKind::IsADirectory => "name a file in it",
        io::ErrorKind::StorageFull => "make room on the disk",
        _ => "choose another place",
    };
    let what = if what.is_empty() {
        ""
    } else {
        &format!(" {what}")
    };
    format!("cannot write{what}: {}; {help}", plain(error))
}

/// Reads a file.
///
/// # Errors
/// What the system says: no such file, no permission, a folder.
pub fn read(path: &Path) -> io::Result<Decoded> {
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(is_folder());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    // `Take` reads on to the end as well, without asking the system for the size a second time.
    file.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(Decoded::new(bytes))
}

/// Reads a file's bytes into a buffer that was used before, for who reads many and keeps none.
///
/// # Errors
/// What the system says: no such file, no permission, a folder.
pub fn read_into<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
    let mut file = fs::File::open(path)?;
    if buffer.is_empty() {
        buffer.resize(1 << 16, 0);
    }
    let mut length = 0;
    loop {
        if length == buffer.len() {
            buffer.resize(buffer.len() * 2, 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(&buffer[..length]),
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => return Err(is_folder()),
            Err(error) => return Err(error),
        }
    }
}

fn is_folder() -> io::Error {
    io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")
}

/// Puts `text` in the place of the file that `read` was read from: atomically, in its charset, with its permissions; a symbolic link's target
/// is written.
///
/// # Errors
/// When the file is read-only, was changed by somebody else, cannot hold the text, or the disk refuses; the file is
/// then as it was, and nothing stands beside it.
pub fn write(path: &Path, read: &Decoded, text: &str) -> Result<(), WriteError> {
    if read.fault.is_some() {
        return Err(WriteError::Invalid);
    }
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    // The mode bits do not tell what an access list, a mount or another owner forbids: asking does.
    if let Err(error) = fs::OpenOptions::new().write(true).open(&target) {
        let refused = matches!(
            error.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        );
        return Err(if refused {
            WriteError::ReadOnly
        } else {
            error.into()
        });
    }
    let bytes = read.encode(text)?;
    let original = read
        .encode(&read.text)
        .map_err(|_| WriteError::NotReversible(read.charset()))?;
    let folder = target
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let mut temporary = tempfile::Builder::new()
        .prefix(".polir-")
        .tempfile_in(folder)?;
    temporary.write_all(&bytes)?;
    temporary
        .as_file()
        .set_permissions(metadata.permissions())?;
    keep_owner(&temporary, &metadata);
    temporary.as_file().sync_data()?;
    // Looked at last, to leave as little time as possible between the look and the rename.
    if fs::read(&target)? != *original {
        return Err(WriteError::Changed);
    }
    temporary.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A rename gives the file to whoever renames; where that is somebody else than its owner, give it back if we may.
#[cfg(unix)]
fn keep_owner(temporary: &tempfile::NamedTempFile, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let same = temporary
        .as_file()
        .metadata()
        .is_ok_and(|new| new.uid() == metadata.uid() && new.gid() == metadata.gid());
    if !same {
        // Only the superuser may; for the others the new owner stands, as with any editor.
        let _ = chown(temporary.path(), Some(metadata.uid()), Some(metadata.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &tempfile::NamedTempFile, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_keeps_other_peoples_work_and_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.po");
        fs::write(&path, "one").unwrap();
        let source = read(&path).unwrap();
        write(&path, &source, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert!(matches!(
            write(&path, &source, "three"),
            Err(WriteError::Changed)
        ));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
