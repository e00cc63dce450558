//! One estimate that is drawn.

use crate::analysis::result::{EstimateId, Scale};
use crate::analysis::worlds::draws::Source;
use crate::model::Distribution;

/// Index of a drawn estimate among all of a decision, its inputs.
pub(crate) type EstimateIdx = usize;

/// One estimate, of an option, the record or a driver: what is known of it, what it is in, where its draws come from.
#[derive(Clone, Debug)]
pub(crate) struct DrawnEstimate {
    pub(crate) id: EstimateId,
    pub(crate) distribution: Distribution,
    pub(crate) scale: Scale,
    pub(crate) source: Source,
}
