//! Whatever leaves for the disk: single files by a rename, a whole site by one exchange of
//! folders, so that a kill at any point leaves the old or the new, never half.

mod contents;
mod foreign;
mod manifest;
mod staged;
mod swap;

pub(crate) use staged::Staged;
pub(crate) use swap::{SiteWriter, settle};

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Why something could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The disk said no.
    #[error("could not {doing} `{}`", path.display())]
    Disk {
        /// In the infinitive.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Somebody's folder stands there.
    #[error("will not replace the folder `{}`: {reason}", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// A place that nobody may write to.
    #[error(
        "could not write the site to `{}`, which may not be written; name another folder, as in `--out DIR`, or have \
         its permissions changed", path.display()
    )]
    Closed {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another run writes there.
    #[error("another run is writing `{}`; try again when it is done", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A static file would hide a page.
    #[error("the static file `{path}` would replace a page of the site; rename it")]
    Taken {
        /// Relative to the site.
        path: String,
    },
    /// Something that is no pack has its name.
    #[error("will not replace `{}`: {reason}", path.display())]
    NotAPack {
        /// The file or folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// A file is there already.
    #[error("`{}` is there already, and is not overwritten", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { doing, path, source }
    }

    /// Of a site: what to do where the folder, or the one that it is in, is closed to us.
    fn of_site(self, out: &Path) -> Self {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        match self {
            // What has to be taken away first is told as it is.
            Self::Disk { doing, source, .. }
                if !doing.starts_with("remove") && matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem) =>
            {
                Self::Closed { path: out.to_owned(), source }
            }
            other => other,
        }
    }
}

/// What stands before and after six random letters in the name of a file that is not yet in place.
const TEMPORARY: (&str, &str) = (".adr-", ".tmp");

/// The name under which a file is written inside a site, before it takes its own.
const PART: &str = ".adr-part.tmp";

/// Makes a file in one rename; one that is there already stays.
pub(crate) fn create_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = write_beside(path, bytes)?;
    match written.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::Exists { path: path.to_owned() })
        }
        Err(error) => Err(Error::disk("write", path)(error.error)),
    }
}

/// Puts a file in place in one rename; one that is there already goes, and gives it its mode.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = write_beside(path, bytes)?;
    match fs::metadata(path) {
        Ok(former) => {
            written.as_file().set_permissions(former.permissions()).map_err(Error::disk("write", path))?;
        }
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::disk("read", path)(error)),
    }
    // Else a power cut may leave the new name with nothing behind it.
    written.as_file().sync_all().map_err(Error::disk("write", path))?;
    written.persist(path).map(drop).map_err(|error| Error::disk("write", path)(error.error))
}

/// The bytes in a temporary file of the same folder.
fn write_beside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::disk("create the folder", folder))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a new file gets; the user's mask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut written = builder.tempfile_in(folder).map_err(Error::disk("write", path))?;
    written.write_all(bytes).and_then(|()| written.flush()).map_err(Error::disk("write", path))?;
    Ok(written)
}

/// Whether a path stays below the root, as written and behind links. It need not be there yet, nor the folders
/// around it.
pub(crate) fn is_inside(path: &Path, root: &Path) -> bool {
    let Ok(root) = fs::canonicalize(root) else { return false };
    let there = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    there.is_some_and(|(above, real)| {
        let rest = path.strip_prefix(above).unwrap_or(path);
        // A link that leads nowhere yet is no folder to make.
        let first = rest.components().next().map(|part| above.join(part));
        let is_new = first.is_none_or(|first| fs::symlink_metadata(first).is_err());
        real.starts_with(&root) && is_new && rest.components().all(|part| matches!(part, Component::Normal(_)))
    })
}

/// Takes away what a kill left of files that were never put in place; the folder must be locked.
pub(crate) fn clear_leftovers(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let random = name.strip_prefix(TEMPORARY.0).and_then(|name| name.strip_suffix(TEMPORARY.1));
        if random.is_some_and(|random| random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
            // One that stays does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Refuses a site that leaves the root, as written or behind a link.
pub(crate) fn refuse_outside(out: &Path, root: &Path) -> Result<(), Error> {
    if is_inside(out, root) {
        return Ok(());
    }
    let reason = "book.toml names it, and it lies outside the folder of the log; who wants it there types `--out`";
    Err(Error::NotOurs { path: out.to_owned(), reason: reason.to_owned() })
}

/// A path below a folder of ours: relative, plain, the same on every system.
fn checked(path: &str) -> io::Result<&Path> {
    let is_plain = !path.is_empty()
        && !path.ends_with('/')
        && !path.contains("//")
        && !path.contains(['\\', ':'])
        && !path.contains(char::is_control)
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && path.split('/').all(|part| part != ".");
    if is_plain {
        Ok(Path::new(path))
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{path}` is no path within a site")))
    }
}

#[cfg(test)]
mod tests;
