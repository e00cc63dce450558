//! One block of worlds: every input's draws, with at most one input held fixed.

use crate::analysis::draws::BLOCK;
use crate::analysis::problem::{InputIdx, Level, Problem};

/// The draws of one block, by input.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    columns: Vec<Vec<f64>>,
}

impl World {
    /// Draws a block.
    pub(crate) fn draw(problem: &Problem, block_idx: usize) -> Self {
        let mut world = Self::default();
        world.draw_again(problem, block_idx);
        world
    }

    /// Draws a block in the place of the one before.
    pub(crate) fn draw_again(&mut self, problem: &Problem, block_idx: usize) {
        self.columns.resize(problem.inputs.len(), Vec::new());
        for (column, input) in self.columns.iter_mut().zip(&problem.inputs) {
            input.source.draw(block_idx, column);
        }
    }

    /// Draws those inputs alone that are levels as they stand; the others' columns stay what they are.
    pub(crate) fn draw_levels(&mut self, problem: &Problem, block_idx: usize) {
        self.columns.resize(problem.inputs.len(), Vec::new());
        for level in problem.options.iter().flat_map(|option| &option.levels) {
            if let Some(Level::Input(input)) = *level {
                problem.inputs[input].source.draw(block_idx, &mut self.columns[input]);
            }
        }
    }

    /// All inputs as drawn.
    pub(crate) fn view(&self) -> View<'_> {
        View { world: self, fixed: None }
    }

    /// The draws of one input.
    pub(crate) fn column(&self, input: InputIdx) -> &[f64] {
        &self.columns[input]
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
