//! Stop rules, said in one place for pages and minutes.

use super::clean;
use crate::model::KillThreshold;

/// "below 95%", as its author wrote the bound.
pub fn stop_bound(threshold: &KillThreshold) -> String {
    match threshold {
        KillThreshold::Below(_, written) => format!("below {}", clean(written)),
        KillThreshold::Above(_, written) => format!("above {}", clean(written)),
    }
}
