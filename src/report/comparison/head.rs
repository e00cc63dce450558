//! An option at the head of a row.

use crate::report::narrate::Case;
use crate::report::parts::OptionHead;

/// Its name alone: whether it is chosen does not matter there.
pub(super) fn head(case: &Case, idx: usize) -> OptionHead {
    OptionHead { detail: None, is_chosen: false, ..OptionHead::of(case, idx) }
}
