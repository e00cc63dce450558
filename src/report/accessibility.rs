//! What is promised to every reader, and how to complain.

use crate::number;
use crate::report::narrate::clean;
use crate::report::{Head, Input, Part};
use serde::Serialize;

/// The accessibility page.
#[derive(Clone, Debug, Serialize)]
pub struct AccessibilityPage {
    /// Of itself.
    pub head: Head,
    /// Whom to tell, in a sentence.
    pub contact: String,
}

/// Composes the accessibility page.
pub fn accessibility(input: &Input) -> AccessibilityPage {
    let authors = &input.book.authors;
    let contact = if authors.is_empty() {
        "Tell whoever gave you this site, and name the page and what you were trying to do.".to_owned()
    } else {
        format!(
            "Tell {}, and name the page and what you were trying to do.",
            number::listed_or(&authors.iter().map(|author| clean(author)).collect::<Vec<_>>())
        )
    };
    let description = "What this site promises to every reader, and whom to tell where it fails.".to_owned();
    AccessibilityPage {
        head: Head::new(
            input,
            "accessibility",
            Part::Other,
            "accessibility.html".to_owned(),
            "Accessibility",
            description,
        ),
        contact,
    }
}
