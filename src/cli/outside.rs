//! Folders that no command writes records to.

use crate::cli::outcome::Failure;
use crate::cli::write::is_inside;
use crate::repo;
use std::path::Path;

/// Refuses a folder that leads out of the log, or into what git keeps for itself.
pub(crate) fn refuse_elsewhere(folder: &Path, shown: &str, root: &Path) -> Result<(), Failure> {
    let why = if repo::is_gits_own(folder) {
        "git keeps its own files there".to_owned()
    } else if !is_inside(folder, root) {
        format!("it leads out of `{}`", root.display())
    } else {
        return Ok(());
    };
    Err(Failure::Writing(format!(
        "will not write to `{shown}`: {why}; name a folder of the log, as in `--records DIR`"
    )))
}
