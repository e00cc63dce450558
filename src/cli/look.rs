//! The look of a site: our templates, and the user's from the folder that `theme.templates` in `book.toml` names.

use crate::cli::outcome::Failure;
use crate::model::Book;
use crate::repo::{Files, Refusal};
use crate::theme::{self, Theme};

/// The largest template that is read.
const TEMPLATE_BYTES: u64 = 1 << 20;

/// Reads it. Nothing is parsed yet.
pub(crate) fn theme(book: &Book, files: &Files) -> Result<Theme, Failure> {
    let Some(folder) = &book.theme.templates else { return Ok(Theme::default()) };
    let refused = |name: &str, reason: &Refusal| {
        let (path, help) = (format!("{folder}/{name}"), reason.help());
        let path = path.trim_end_matches('/');
        Failure::Reading(format!("could not read `{path}`, of the `theme.templates` in book.toml: {reason}; {help}"))
    };
    files.has_folder(folder).map_err(|reason| refused("", &reason))?;
    theme::collect(|name| match files.read(&format!("{folder}/{name}"), TEMPLATE_BYTES) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(refused(name, &Refusal::Unreadable("it is not UTF-8".to_owned()))),
        },
        Err(Refusal::Missing) => Ok(None),
        Err(reason) => Err(refused(name, &reason)),
    })
}
