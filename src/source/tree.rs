//! The tree is the limit: where a symbolic link, or a name that a configuration gives, may lead.
//!
//! What is checked out may be a stranger's. A link `x.po -> /proc/self/environ` would print secrets as an excerpt, one
//! `x.po -> ../../other` would be written through, and a configuration may name any file as its baseline.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The nearest folder, `folder` or one that it is in, which holds `.git`: the top of its repository. Git checks out nothing of
/// that name, so that no tree can bring one.
#[must_use]
pub fn repository(folder: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(folder).ok()?;
    let mut folders = whole.ancestors();
    let top = folders.find(|folder| folder.join(".git").symlink_metadata().is_ok());
    top.map(Path::to_owned)
}

/// Whether `path` is a symbolic link that leads out of its tree, to something hidden in it (`.git/config`), or nowhere. The
/// tree is the repository that the link is in; outside any it is `root`, and where nobody says that either, there is none to
/// be left.
#[must_use]
pub fn is_left(path: &Path, root: Option<&Path>) -> bool {
    // Behind a slash at its end the system would see what the link leads to.
    let path = path.components().as_path();
    if !path.symlink_metadata().is_ok_and(|link| link.is_symlink()) {
        return false;
    }
    let top = repository(folder_of(path)).or_else(|| fs::canonicalize(root?).ok());
    let (Some(top), Ok(target)) = (&top, fs::canonicalize(path)) else {
        return top.is_some();
    };
    let hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".");
    target
        .strip_prefix(top)
        .map_or(true, |inside| inside.iter().any(hidden))
}

/// Whether a link on the way to `path`, or itself, leads out of the repository that the link is in: a pattern of the shell
/// (`*/*.po`) names what is behind such a link as if the user did.
#[must_use]
pub fn is_left_on_the_way(path: &Path) -> bool {
    path.ancestors().any(|above| is_left(above, None))
}

/// Whether a path leads through a folder of what tests read, `tests/i18n/de.po`: faults in there are wanted. Below
/// `LC_MESSAGES` folders are named as a manual names its chapters.
#[must_use]
pub fn is_test_data(path: &Path) -> bool {
    let folders = folder_of(path).components().map(Component::as_os_str);
    folders
        .take_while(|folder| *folder != "LC_MESSAGES")
        .any(|folder| TEST_FOLDERS.iter().any(|name| folder == *name))
}

/// What the folders of what tests read are called.
const TEST_FOLDERS: [&str; 5] = ["test", "tests", "testdata", "testsuite", "fixtures"];

/// The folder that a path is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a name cannot mean anything outside the folder that it is relative to, links aside.
#[must_use]
pub fn is_below(name: &Path) -> bool {
    let mut depth = 0_usize;
    name.components().all(|part| match part {
        Component::CurDir => true,
        Component::Normal(_) => {
            depth += 1;
            true
        }
        Component::ParentDir => match depth.checked_sub(1) {
            Some(less) => {
                depth = less;
                true
            }
            None => false,
        },
        Component::Prefix(_) | Component::RootDir => false,
    })
}

/// The path that the configuration of the folder `root` means by `name`. What it says of a place outside of it is refused when
/// it is read, so that such a name comes from the command line, and is the user's choice.
///
/// # Errors
/// When links lead it out of the tree, or into git's own folder.
pub fn below(root: &Path, name: &Path) -> io::Result<PathBuf> {
    let path = root.join(name);
    if !is_below(name) {
        return Ok(path);
    }
    let left = || io::Error::other("a link leads it out of the folder of the configuration");
    let there = path.symlink_metadata().is_ok();
    let target = match fs::canonicalize(if there { &path } else { folder_of(&path) }) {
        Ok(target) => target,
        // Nowhere: nothing is to be created there.
        Err(_) if there => return Err(left()),
        Err(_) => return Ok(path),
    };
    let top = repository(root).map_or_else(|| fs::canonicalize(root), Ok)?;
    let inside = target.strip_prefix(top).map_err(|_| left())?;
    if inside.iter().any(|part| part.eq_ignore_ascii_case(".git")) {
        return Err(io::Error::other("it is in the folder of git"));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_a_folder() {
        for (name, below) in [
            ("a", true),
            ("./a/b", true),
            ("a/../b", true),
            ("", true),
            ("..", false),
            ("../a", false),
            ("a/../../b", false),
            ("/a", false),
        ] {
            assert_eq!(is_below(Path::new(name)), below, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_a_tree() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir_all(root.join("sub/.hidden")).unwrap();
        for name in ["a", "sub/a", "sub/.hidden/a", "../out"] {
            fs::write(root.join(name), "").unwrap();
        }
        for (target, left) in [
            ("a", false),
            ("sub/a", false),
            ("sub/.hidden/a", true),
            ("../out", true),
            ("nowhere", true),
            ("/dev/null", true),
        ] {
            let link = root.join("link");
            symlink(target, &link).unwrap();
            assert_eq!(is_left(&link, Some(&root)), left, "{target}");
            assert!(!is_left(&root.join("a"), Some(&root)));
            // Nobody says where the tree ends.
            assert!(!is_left(&link, None), "{target}");
            let configured = below(&root, Path::new("link"));
            assert_eq!(
                configured.is_err(),
                left && !target.contains(".hidden"),
                "{target}"
            );
            fs::remove_file(link).unwrap();
        }
        symlink("../outside", root.join("folder")).unwrap();
        assert!(
            is_left(&root.join("folder/"), Some(&root))
                && is_left(&root.join("folder/."), Some(&root))
        );
        fs::remove_file(root.join("folder")).unwrap();
        // The repository is the tree, where there is one.
        let link = root.join("sub/link");
        symlink("../a", &link).unwrap();
        assert!(is_left(&link, Some(&root.join("sub"))));
        fs::create_dir(root.join(".git")).unwrap();
        assert!(!is_left(&link, Some(&root.join("sub"))));
        assert!(!is_left(&link, None));
        fs::write(root.join(".git/config"), "").unwrap();
        symlink("../.git/config", root.join("sub/git")).unwrap();
        assert!(is_left(&root.join("sub/git"), None));
        assert!(below(&root, Path::new("sub/git")).is_err());
        assert!(below(&root, Path::new(".git/config")).is_err());
        assert!(below(&root, Path::new("../x")).is_ok());
    }
}
