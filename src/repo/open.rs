//! Opens a repository by the reader that knows its form.

use super::library::Library;
use super::program::Program;
use super::store::Store;
use git2::Error;
use std::path::Path;

/// The repository whose folder is at this path, or around it.
pub(super) fn open(place: &Path) -> Result<Box<dyn Store>, Error> {
    match Library::open(place) {
        Ok(library) => Ok(Box::new(library)),
        Err(refused) if is_for_git(&refused) => match Program::open(place) {
            Ok(program) => Ok(Box::new(program)),
            Err(_) => Err(refused),
        },
        Err(error) => Err(error),
    }
}

/// Whether the program may know what the library does not: a newer form of a repository.
pub(super) fn is_for_git(error: &Error) -> bool {
    use git2::ErrorCode::{NotFound, Owner};
    !matches!(error.code(), NotFound | Owner)
}
