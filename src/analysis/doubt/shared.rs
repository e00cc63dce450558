//! Draws that belong to no record: they depend on the seed alone, and are made once for all records of a run.

use crate::analysis::doubt::smaa::{self, Weights};
use crate::analysis::worlds::draws::{self, fingerprint};
use crate::analysis::worlds::world::BLOCKS_LOOKED_AT;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Copies of bins that belong to no input: the noise floor of what finding out is worth.
const COPIES: usize = 10;

/// By how many criteria there are, and whether they are ranked: weights by block.
type KnownWeights = BTreeMap<(usize, bool), Arc<Vec<Weights>>>;

/// What all records of a run share.
pub(crate) struct SharedDraws {
    seed: u64,
    block_count: usize,
    weights: Mutex<KnownWeights>,
    /// By copy, by block.
    bins: OnceLock<Vec<Vec<Vec<u8>>>>,
}

impl SharedDraws {
    /// Nothing is drawn before somebody asks.
    pub(crate) fn new(seed: u64, draw_count: usize) -> Self {
        let block_count = draws::block_count(draw_count).min(BLOCKS_LOOKED_AT);
        Self { seed, block_count, weights: Mutex::default(), bins: OnceLock::new() }
    }

    /// By block: weights of so many criteria.
    pub(crate) fn weights(&self, criterion_count: usize, is_ranked: bool) -> Arc<Vec<Weights>> {
        let key = (criterion_count, is_ranked);
        if let Some(known) = self.known_weights().get(&key) {
            return Arc::clone(known);
        }
        // Drawn without the lock: whoever waits for other threads may be handed work that asks for weights too.
        let drawn = Arc::new(smaa::draw_weights(criterion_count, is_ranked, self.block_count, self.seed));
        Arc::clone(self.known_weights().entry(key).or_insert(drawn))
    }

    fn known_weights(&self) -> MutexGuard<'_, KnownWeights> {
        self.weights.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// By copy, by block: bins that belong to no input.
    pub(crate) fn bins_of_nothing(&self) -> &[Vec<Vec<u8>>] {
        if let Some(bins) = self.bins.get() {
            return bins;
        }
        let copy = |copy_idx: usize| {
            let stream = fingerprint(&["permuted", &copy_idx.to_string()]);
            (0..self.block_count).map(|block_idx| draws::bins_of_nothing(self.seed, stream, block_idx)).collect()
        };
        let drawn = (0..COPIES).into_par_iter().map(copy).collect();
        self.bins.get_or_init(|| drawn)
    }
}
