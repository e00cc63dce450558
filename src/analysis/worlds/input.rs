//! One quantity that is drawn.

use crate::analysis::result::{InputId, Scale};
use crate::analysis::worlds::draws::Source;
use crate::model::Distribution;

/// Index of an input.
pub(crate) type InputIdx = usize;

/// One quantity: what is known of it, what it is in, and where its draws come from.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) id: InputId,
    pub(crate) distribution: Distribution,
    pub(crate) scale: Scale,
    pub(crate) source: Source,
}
