//! Whatever leaves for the disk: single files by a rename, a whole site by one exchange of
//! folders, so that a kill at any point leaves the old or the new, never half.

mod manifest;
mod swap;

pub(crate) use swap::SiteWriter;

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
}

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

/// The bytes in a temporary file of the same folder.
fn write_beside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::disk("create the folder", folder))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".adr-").suffix(".tmp");
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

/// Every template of a folder by its relative name, links that leave it left out.
pub(crate) fn read_templates(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut templates = Vec::new();
    for file in files_below(folder)? {
        match fs::read_to_string(&file.disk) {
            Ok(text) => templates.push((file.path, text)),
            // A logo beside the templates is no template.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {}
            Err(error) => return Err(error),
        }
    }
    Ok(templates)
}

/// A file of a folder.
struct Below {
    /// Relative to the folder, with `/`.
    path: String,
    disk: PathBuf,
}

/// Every file below a folder, sorted; what a desktop or git keeps there is passed over.
fn files_below(folder: &Path) -> io::Result<Vec<Below>> {
    let top = fs::canonicalize(folder)?;
    let mut files = Vec::new();
    let mut folders = vec![(top.clone(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_litter(&name) || name == ".git" {
                continue;
            }
            let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            let file_type = entry.file_type()?;
            if file_type.is_dir() {
                folders.push((entry.path(), path));
            } else if file_type.is_file() {
                // Every folder on the way is a real one below the top, so that the path needs no look at its links.
                files.push(Below { path, disk: entry.path() });
            } else if let Some(disk) = within(&top, &entry.path()) {
                files.push(Below { path, disk });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A regular file as it is after all links, where it is still below `top`.
fn within(top: &Path, path: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(path).ok()?;
    (real.starts_with(top) && real.is_file()).then_some(real)
}

/// What desktops leave in every folder that they show.
fn is_litter(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
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
