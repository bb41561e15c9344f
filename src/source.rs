//! A file on disk: read, and replaced atomically.
//!
//! Only regular files are read, but for what the command line names: a device or a pipe that the tree leads to would be read
//! for ever. Writing is a temporary file beside the target, then a rename, in `replace`; `tree` says how far links may lead.

mod replace;
pub mod tree;

use std::fs;
use std::io::{self, Read};
use std::path::Path;

pub use replace::{create, replace, replace_by, write};

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
    /// A rename would part it from its other names.
    #[error(
        "the file has other names (hard links), which would keep the old text; nothing was written, make a copy of it first"
    )]
    HardLinks,
    /// What the system keeps with the file cannot be kept.
    #[error(
        "its extended attribute `{0}` would be lost; nothing was written, remove the attribute or change the file by hand"
    )]
    Attribute(String),
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

/// What to say of a file that was not replaced or created; `what` was to be written, as in [`unwritable`].
#[must_use]
pub fn not_written(what: &str, error: &WriteError) -> String {
    match error {
        WriteError::Io(error) => unwritable(what, error),
        error => error.to_string(),
    }
}

/// Who says that a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The command line: a pipe as `<(command)` is read as well.
    User,
    /// A walk, a link, a configuration.
    Tree,
}

/// So many bytes of a file are read: places within it are numbers of 32 bits.
const MOST: u64 = u32::MAX as u64;

/// Opens what may be read; how long it is.
fn open(path: &Path, by: By) -> io::Result<(fs::File, u64)> {
    // Asked first: to open a pipe that nobody writes to would wait.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder",
        ));
    }
    if metadata.len() > MOST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it is larger than 4 GiB",
        ));
    }
    let may = metadata.is_file() || by == By::User && may_be_named(path, &metadata);
    if !may {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok((fs::File::open(path)?, metadata.len()))
}

/// Whether something that is no regular file is read where the command line names it: a pipe, and a device itself, but none
/// that a link leads to.
#[cfg(unix)]
fn may_be_named(path: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let is_link = || path.symlink_metadata().is_ok_and(|link| link.is_symlink());
    metadata.file_type().is_fifo() || !is_link()
}

#[cfg(not(unix))]
fn may_be_named(_: &Path, _: &fs::Metadata) -> bool {
    true
}

/// Reads a file of the tree.
///
/// # Errors
/// What the system says: no such file, no permission, a folder; or that it is no regular file.
pub fn read(path: &Path) -> io::Result<Decoded> {
    read_by(path, By::Tree)
}

/// Reads a file.
///
/// # Errors
/// As [`read`].
pub fn read_by(path: &Path, by: By) -> io::Result<Decoded> {
    Ok(Decoded::new(read_bytes(path, by)?))
}

/// Reads the bytes of a file.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(path: &Path, by: By) -> io::Result<Vec<u8>> {
    let (file, length) = open(path, by)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // `Take` reads on to the end as well, without asking the system for the size a second time.
    file.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file that the tree holds, and that is in UTF-8.
///
/// # Errors
/// As [`read`], and when it is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    let bytes = read_bytes(path, By::Tree)?;
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Reads a file's bytes into a buffer that was used before, for who reads many and keeps none.
///
/// # Errors
/// As [`read`].
pub fn read_into<'b>(path: &Path, by: By, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
    let (mut file, _) = open(path, by)?;
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
            Err(error) => return Err(error),
        }
    }
}
