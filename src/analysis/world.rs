//! One block of worlds: every input's draws, with at most one input held fixed.

use crate::analysis::draws::BLOCK;
use crate::analysis::problem::{InputIdx, Problem};

/// The draws of one block, by input.
#[derive(Clone, Debug)]
pub(crate) struct World {
    columns: Vec<Vec<f64>>,
}

impl World {
    /// Draws a block.
    pub(crate) fn draw(problem: &Problem, block_idx: usize) -> Self {
        Self { columns: problem.inputs.iter().map(|input| input.source.block(block_idx)).collect() }
    }

    /// All inputs as drawn.
    pub(crate) fn view(&self) -> View<'_> {
        View { world: self, fixed: None }
    }

    /// One input fixed in every draw, the rest as drawn.
    pub(crate) fn with(&self, input: InputIdx, value: f64) -> View<'_> {
        View { world: self, fixed: Some((input, vec![value; BLOCK])) }
    }
}

/// A block as the model sees it.
#[derive(Debug)]
pub(crate) struct View<'w> {
    world: &'w World,
    fixed: Option<(InputIdx, Vec<f64>)>,
}

impl View<'_> {
    /// The draws of one input.
    pub(crate) fn column(&self, input: InputIdx) -> &[f64] {
        match &self.fixed {
            Some((fixed, column)) if *fixed == input => column,
            _ => &self.world.columns[input],
        }
    }
}
