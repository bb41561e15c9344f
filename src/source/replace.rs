//! Files are replaced whole: a temporary file beside the target, then a rename, so that whoever looks, and whatever ends the
//! program, sees the whole old text or the whole new one.
//!
//! A catalogue is compared with what was read, so that nobody's work is lost. Where the system can exchange two names in one
//! step this is done after the exchange, when nobody can come between any more; an edit that did is put back. What a file
//! has beside its bytes goes along: mode, owner, extended attributes. Temporary files of a run that was killed are removed by
//! the next one that writes in the folder: nobody holds their lock any more.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::WriteError;
use super::tree::folder_of;
use crate::po::charset::Decoded;

/// How temporary files are called, around six letters and digits.
const PREFIX: &str = ".polir-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// How old a temporary file is at least that somebody left behind: the lock of a new one may not be there yet.
const LEFT: Duration = Duration::from_mins(1);

/// Puts `text` in the place of the file that `read` was read from, in its charset; a symbolic link's target is written.
///
/// # Errors
/// When the file is read-only, was changed by somebody else, has several names, cannot hold the text, or the disk refuses;
/// the file is then as it was, and nothing stands beside it.
pub fn write(path: &Path, read: &Decoded, text: &str) -> Result<(), WriteError> {
    if read.fault.is_some() {
        return Err(WriteError::Invalid);
    }
    let old = Old::find(path)?;
    let bytes = read.encode(text)?;
    let original = read
        .encode(&read.text)
        .map_err(|_| WriteError::NotReversible(read.charset()))?;
    let temporary = old.prepared(&bytes)?;
    // Looked at before, so that mostly nothing has to be put back.
    if fs::read(&old.path)? != *original {
        return Err(WriteError::Changed);
    }
    if !exchanged(temporary.path(), &old.path) {
        temporary.persist(&old.path).map_err(|error| error.error)?;
        return Ok(());
    }
    if fs::read(temporary.path())? == *original {
        return Ok(());
    }
    // Somebody was there in between: theirs goes back. Should they have saved once more by now, it is that which stays.
    exchanged(temporary.path(), &old.path);
    if fs::read(temporary.path())? != *bytes {
        exchanged(temporary.path(), &old.path);
    }
    Err(WriteError::Changed)
}

/// Puts these bytes in the place of a file, or creates it; a symbolic link's target is written.
///
/// # Errors
/// When it is no regular file, has several names, or the system refuses; it is then as it was, and nothing stands beside it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace_by(path, |out| Ok(out.write_all(bytes)?))
}

/// As [`replace`], with what `fill` writes.
///
/// # Errors
/// As [`replace`], and those of `fill`.
pub fn replace_by<E: From<WriteError>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn io::Write) -> Result<(), E>,
) -> Result<(), E> {
    let old = match path.symlink_metadata() {
        Ok(_) => Some(Old::find(path)?),
        Err(_) => None,
    };
    let temporary = match &old {
        Some(old) => old.begun()?,
        None => temporary(folder_of(path), Some(())).map_err(WriteError::from)?,
    };
    let mut out = io::BufWriter::new(temporary.as_file());
    fill(&mut out)?;
    let ended = out.flush().and_then(|()| temporary.as_file().sync_data());
    drop(out);
    ended.map_err(WriteError::from)?;
    let target = old.as_ref().map_or(path, |old| &old.path);
    let placed = temporary.persist(target);
    placed.map_err(|error| WriteError::from(error.error))?;
    Ok(())
}

/// Creates a file that must not be there yet.
///
/// # Errors
/// When it is there ([`io::ErrorKind::AlreadyExists`]), or the system refuses.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let temporary = new(path, bytes)?;
    temporary
        .persist_noclobber(path)
        .map_err(|error| error.error)?;
    Ok(())
}

/// A file that is about to be replaced.
struct Old {
    /// Without links.
    path: PathBuf,
    metadata: fs::Metadata,
    /// Its lock is held, so that nobody takes it for one that was left behind while its name is that of a temporary file.
    file: fs::File,
}

impl Old {
    fn find(path: &Path) -> Result<Old, WriteError> {
        let path = fs::canonicalize(path)?;
        let metadata = fs::metadata(&path)?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder").into());
        }
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a regular file").into());
        }
        if metadata.permissions().readonly() {
            return Err(WriteError::ReadOnly);
        }
        if has_other_names(&metadata) {
            return Err(WriteError::HardLinks);
        }
        // The mode bits do not tell what an access list, a mount or another owner forbids: asking does.
        let file = fs::OpenOptions::new().read(true).write(true).open(&path);
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                WriteError::ReadOnly
            }
            _ => error.into(),
        })?;
        let _ = file.try_lock();
        Ok(Old {
            path,
            metadata,
            file,
        })
    }

    /// A temporary file beside it with these bytes, and with all else that it has.
    fn prepared(&self, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
        let temporary = self.begun()?;
        temporary.as_file().write_all(bytes)?;
        temporary.as_file().sync_data()?;
        Ok(temporary)
    }

    /// The same without any bytes.
    fn begun(&self) -> Result<NamedTempFile, WriteError> {
        let temporary = temporary(folder_of(&self.path), None)?;
        let file = temporary.as_file();
        keep_owner(&temporary, &self.metadata);
        file.set_permissions(self.metadata.permissions())?;
        keep_attributes(&self.file, file)?;
        Ok(temporary)
    }
}

/// A temporary file for one that is not there yet.
fn new(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    let temporary = temporary(folder_of(path), Some(()))?;
    let mut file = temporary.as_file();
    file.write_all(bytes)?;
    file.sync_data()?;
    Ok(temporary)
}

/// An empty temporary file, locked; with the permissions of a `new` file, or for us alone.
fn temporary(folder: &Path, new: Option<()>) -> io::Result<NamedTempFile> {
    remove_left(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    if new.is_some() {
        use std::os::unix::fs::PermissionsExt as _;
        // What the user's mask takes away is taken away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = new;
    let temporary = builder.tempfile_in(folder)?;
    let _ = temporary.as_file().try_lock();
    Ok(temporary)
}

/// Removes the temporary files of runs that were killed; once a folder.
fn remove_left(folder: &Path) {
    static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !seen.insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_temporary = entry.file_name().to_str().is_some_and(|name| {
            let random = name
                .strip_prefix(PREFIX)
                .and_then(|name| name.strip_suffix(SUFFIX));
            random.is_some_and(|random| {
                random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
        });
        // A link is not followed.
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_old = || {
            let modified = entry.metadata().and_then(|metadata| metadata.modified());
            modified.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > LEFT))
        };
        let is_free = || {
            let file = fs::File::open(entry.path());
            file.is_ok_and(|file| file.try_lock().is_ok())
        };
        if is_temporary && is_file() && is_old() && is_free() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Exchanges the names of two files in one step; whether the system did.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchanged(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchanged(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(unix)]
fn has_other_names(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Extended attributes go along; those that the system alone may set are its own affair.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn keep_attributes(old: &fs::File, new: &fs::File) -> Result<(), WriteError> {
    use rustix::fs::{
        XattrFlags, fgetxattr, fgetxattr_query, flistxattr, flistxattr_query, fsetxattr,
    };
    // Where the file system has none there is nothing to keep.
    let mut names = vec![0; flistxattr_query(old).unwrap_or(0)];
    let length = match names.len() {
        0 => 0,
        _ => flistxattr(old, &mut names[..]).unwrap_or(0),
    };
    for name in names[..length]
        .split(|&byte| byte == 0)
        .filter(|name| !name.is_empty())
    {
        let copy = || {
            let mut value = vec![0; fgetxattr_query(old, name)?];
            let length = match value.len() {
                0 => 0,
                _ => fgetxattr(old, name, &mut value[..])?,
            };
            fsetxattr(new, name, &value[..length], XattrFlags::empty())
        };
        let own = |prefix: &[u8]| name.starts_with(prefix);
        if copy().is_err() && !own(b"security.") && !own(b"trusted.") && !own(b"com.apple.") {
            return Err(WriteError::Attribute(
                String::from_utf8_lossy(name).into_owned(),
            ));
        }
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn keep_attributes(_: &fs::File, _: &fs::File) -> Result<(), WriteError> {
    Ok(())
}

/// A rename gives the file to whoever renames; where that is somebody else than its owner, give it back if we may.
#[cfg(unix)]
fn keep_owner(temporary: &NamedTempFile, metadata: &fs::Metadata) {
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
fn keep_owner(_: &NamedTempFile, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::super::read;
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
        replace(&path, b"four").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "four");
        assert!(create(&path, b"five").is_err());
        create(&folder.path().join("b"), b"six").unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        fs::hard_link(&path, folder.path().join("c")).unwrap();
        if cfg!(unix) {
            assert!(matches!(
                replace(&path, b"seven"),
                Err(WriteError::HardLinks)
            ));
        }
        assert!(replace(folder.path(), b"eight").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            ".polir-abcDE1.tmp",
            ".polir-held00.tmp",
            ".polir-new000.tmp",
            ".polir-abcdef",
            ".polir-notes.tmp",
            "polir-abcdef.tmp",
        ];
        let mut held = None;
        for name in names {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            if !name.contains("new") {
                let old = std::time::SystemTime::now() - LEFT * 2;
                file.set_modified(old).unwrap();
            }
            if name.contains("held") {
                file.lock().unwrap();
                held = Some(file);
            }
        }
        replace(&folder.path().join("a"), b"").unwrap();
        for name in &names[1..] {
            assert!(folder.path().join(name).exists(), "{name}");
        }
        assert!(!folder.path().join(names[0]).exists());
        drop(held);
    }

    /// Of an editor that saves while the file is written, nothing is lost.
    #[cfg(target_os = "linux")]
    #[test]
    fn no_edit_is_lost_between_the_look_and_the_rename() {
        let folder = tempfile::tempdir().unwrap();
        let (path, new) = (folder.path().join("a.po"), folder.path().join("new"));
        fs::write(&path, "one").unwrap();
        let source = read(&path).unwrap();
        fs::write(&path, "one").unwrap();
        // What happens when somebody is faster than the exchange.
        fs::write(&new, "theirs").unwrap();
        for round in 0..300 {
            fs::write(&path, "one").unwrap();
            let (done, edited) = std::thread::scope(|scope| {
                let edit = scope.spawn(|| {
                    for _ in 0..round * 50 {
                        std::hint::spin_loop();
                    }
                    fs::write(&new, "theirs").unwrap();
                    let before = fs::read_to_string(&path).unwrap();
                    fs::rename(&new, &path).unwrap();
                    before
                });
                let done = write(&path, &source, "two");
                (done, edit.join().unwrap())
            });
            let now = fs::read_to_string(&path).unwrap();
            // Theirs was saved last, or ours was written over what they had not saved yet.
            assert_eq!(now, "theirs", "{done:?}, they saw {edited}");
        }
    }
}
