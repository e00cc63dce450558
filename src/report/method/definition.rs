//! One sort of number as the method page defines it.

use super::shown::Example;

/// One sort of number, before its example is worked.
pub(super) struct Definition {
    pub(super) id: &'static str,
    pub(super) term: &'static str,
    pub(super) definition: &'static str,
    pub(super) formula: &'static str,
    pub(super) inputs: &'static str,
    pub(super) example: Example,
    pub(super) limits: &'static str,
}
