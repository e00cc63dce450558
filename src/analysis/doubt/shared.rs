//! Draws that belong to no record: they depend on the seed alone, and are made once for all records of a run.

use crate::analysis::doubt::information::bins_of_nothing;
use crate::analysis::doubt::smaa::{self, Weights};
use crate::analysis::settings::Settings;
use crate::analysis::worlds::draws;
use crate::analysis::worlds::world::BLOCKS_LOOKED_AT;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What all records of a run share.
pub(crate) struct SharedDraws {
    seed: u64,
    block_count: usize,
    /// By how many criteria there are, and whether they are ranked.
    weights: Mutex<BTreeMap<(usize, bool), Arc<Vec<Weights>>>>,
    bins: OnceLock<Vec<Vec<Vec<u8>>>>,
}

impl SharedDraws {
    /// Nothing is drawn before somebody asks.
    pub(crate) fn new(settings: &Settings) -> Self {
        let block_count = draws::block_count(settings.draw_count).min(BLOCKS_LOOKED_AT);
        Self { seed: settings.seed, block_count, weights: Mutex::default(), bins: OnceLock::new() }
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

    fn known_weights(&self) -> std::sync::MutexGuard<'_, BTreeMap<(usize, bool), Arc<Vec<Weights>>>> {
        self.weights.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// By copy, by block: bins that belong to no input.
    pub(crate) fn bins_of_nothing(&self) -> &[Vec<Vec<u8>>] {
        if let Some(bins) = self.bins.get() {
            return bins;
        }
        let drawn = bins_of_nothing(self.block_count, self.seed);
        self.bins.get_or_init(|| drawn)
    }
}
