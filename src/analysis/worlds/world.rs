//! One block of worlds: every input's draws, with some of them held fixed or moved.

use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::estimate::{DrawnEstimate, EstimateIdx};

/// Blocks that are looked at where more draws would move no digit that anyone prints: the whole of
/// a default run. These alone keep their bins.
pub(crate) const BLOCKS_LOOKED_AT: usize = 10;

/// The draws of one block, by input.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    columns: Vec<Vec<f64>>,
    /// Empty in blocks that are not looked at.
    bins: Vec<Vec<u8>>,
    draw_count: usize,
}

impl World {
    /// Draws a block.
    pub(crate) fn draw(inputs: &[DrawnEstimate], block_idx: usize) -> Self {
        let mut world = Self::default();
        world.draw_again(inputs, block_idx);
        world
    }

    /// Draws a block in the place of the one before.
    pub(crate) fn draw_again(&mut self, inputs: &[DrawnEstimate], block_idx: usize) {
        self.draw_count = if inputs.is_empty() { 0 } else { BLOCK };
        self.columns.resize(inputs.len(), Vec::new());
        self.bins.resize(if block_idx < BLOCKS_LOOKED_AT { inputs.len() } else { 0 }, Vec::new());
        for (idx, (column, input)) in self.columns.iter_mut().zip(inputs).enumerate() {
            match self.bins.get_mut(idx) {
                Some(bins) => input.source.draw_with_bins(block_idx, column, bins),
                None => input.source.draw(block_idx, column),
            }
        }
    }

    /// The bin of each draw of an input; empty for an input without a range, and in blocks that are
    /// not looked at.
    pub(crate) fn bins(&self, input: EstimateIdx) -> &[u8] {
        self.bins.get(input).map_or(&[], Vec::as_slice)
    }

    /// Draws these inputs alone; the others' columns stay what they are.
    pub(crate) fn draw_some(
        &mut self,
        inputs: &[DrawnEstimate],
        some: impl Iterator<Item = EstimateIdx>,
        block_idx: usize,
    ) {
        self.draw_count = if inputs.is_empty() { 0 } else { BLOCK };
        self.columns.resize(inputs.len(), Vec::new());
        for input in some {
            inputs[input].source.draw(block_idx, &mut self.columns[input]);
        }
    }

    /// All inputs as drawn.
    pub(crate) fn view(&self) -> View<'_> {
        View { world: self, instead: Vec::new() }
    }

    /// A single draw of these values, in the order of inputs.
    pub(crate) fn of_one_draw(values: Vec<f64>) -> Self {
        Self::of_columns(values.into_iter().map(|value| vec![value]).collect())
    }

    /// Draws that somebody has made, by input.
    pub(crate) fn of_columns(columns: Vec<Vec<f64>>) -> Self {
        let draw_count = columns.first().map_or(0, Vec::len);
        Self { columns, bins: Vec::new(), draw_count }
    }

    /// The draws of one input.
    pub(crate) fn column(&self, input: EstimateIdx) -> &[f64] {
        &self.columns[input]
    }

    /// One input fixed in every draw, the rest as drawn.
    pub(crate) fn with(&self, input: EstimateIdx, value: f64) -> View<'_> {
        View { world: self, instead: vec![(input, vec![value; self.draw_count()])] }
    }

    /// Some inputs moved in every draw, the rest as drawn.
    pub(crate) fn moved(&self, moves: &[Move]) -> View<'_> {
        let column = |one: &Move| self.columns[one.input].iter().map(|value| one.of(*value)).collect();
        View { world: self, instead: moves.iter().map(|one| (one.input, column(one))).collect() }
    }

    /// How many draws there are.
    pub(crate) fn draw_count(&self) -> usize {
        self.draw_count
    }
}

/// How an input moves in every draw: times a factor, and so much more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Move {
    pub(crate) input: EstimateIdx,
    pub(crate) factor: f64,
    pub(crate) offset: f64,
}

impl Move {
    /// What becomes of a value.
    pub(crate) fn of(self, value: f64) -> f64 {
        value * self.factor + self.offset
    }
}

/// A block as the model sees it.
#[derive(Debug)]
pub(crate) struct View<'w> {
    world: &'w World,
    /// Columns in the place of those that were drawn; few.
    instead: Vec<(EstimateIdx, Vec<f64>)>,
}

impl View<'_> {
    /// The draws of one input.
    pub(crate) fn column(&self, input: EstimateIdx) -> &[f64] {
        let instead = self.instead.iter().find(|(known, _)| *known == input);
        instead.map_or(&self.world.columns[input], |(_, column)| column)
    }

    /// How many draws there are.
    pub(crate) fn draw_count(&self) -> usize {
        self.world.draw_count()
    }
}
