//! Why a site could not be made.

use crate::theme;

/// Why a site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template said no.
    #[error(transparent)]
    Theme(#[from] theme::Error),
    /// The sink said no.
    #[error("could not write `{path}`")]
    Write {
        /// The file, from the site's first folder.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}
