//! The columns of an option beyond the blocks that are kept: summed up as soon as they are drawn, and written over by the
//! next option's where nobody compares them.

use crate::analysis::money::cashflow::FlowBlock;
use crate::analysis::ranking::option_block::{Column, OptionBlock};
use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::stats;
use crate::model::Summary;
use rayon::prelude::*;
use std::mem::take;

/// An option's columns, each in one piece: their memory serves the next option, too.
#[derive(Debug, Default)]
pub(crate) struct Columns([Vec<f64>; Column::ALL.len()]);

impl Columns {
    /// Makes room for this many blocks of every column that is known.
    pub(crate) fn fit(&mut self, block_count: usize, is_known: impl Fn(Column) -> bool) {
        for (column, values) in Column::ALL.into_iter().zip(&mut self.0) {
            values.resize(if is_known(column) { block_count * BLOCK } else { 0 }, 0.0);
        }
    }

    /// By block: where its columns belong.
    pub(crate) fn places(&mut self, block_count: usize) -> Vec<Places<'_>> {
        let mut blocks = self.0.each_mut().map(|column| column.chunks_mut(BLOCK));
        (0..block_count).map(|_| Places(blocks.each_mut().map(|block| block.next().unwrap_or_default()))).collect()
    }

    /// A column by block; none where it is not known.
    pub(crate) fn blocks(&self, column: Column) -> impl Iterator<Item = &[f64]> {
        self.0[column as usize].chunks(BLOCK)
    }

    /// Gives these columns away.
    pub(crate) fn split_off(&mut self, columns: &[Column]) -> Self {
        let mut taken = Self::default();
        for column in columns {
            taken.0[*column as usize] = take(&mut self.0[*column as usize]);
        }
        taken
    }
}

/// Where an option's columns of one block belong.
pub(crate) struct Places<'a>([&'a mut [f64]; Column::ALL.len()]);

impl Places<'_> {
    /// Copies the columns for which there is room.
    pub(crate) fn fill(&mut self, option: &OptionBlock) {
        for (column, place) in Column::ALL.into_iter().zip(&mut self.0) {
            for (place, value) in place.iter_mut().zip(column.of(option)) {
                *place = *value;
            }
        }
    }

    /// An option of which these columns are known and nothing else.
    pub(crate) fn computed(&self) -> OptionBlock {
        let column = |column: Column| self.0[column as usize].to_vec();
        OptionBlock {
            flows: Some(FlowBlock { total_cost: column(Column::TotalCost), ..FlowBlock::default() }),
            loss: column(Column::AnnualLoss),
            ..OptionBlock::default()
        }
    }
}

/// What an option's columns come to.
#[derive(Debug, Default)]
pub(crate) struct Summaries {
    /// By column; `None` where it is not known.
    columns: [Option<Summary>; Column::ALL.len()],
    /// Draws whose cash passes the limit; 0 where there is none.
    pub(crate) over_limit: usize,
}

impl Summaries {
    /// Of an option's columns by block.
    pub(crate) fn of<'a>(blocks: impl Fn(Column) -> Vec<&'a [f64]> + Sync, limit: Option<f64>) -> Self {
        let mut columns = [None; Column::ALL.len()];
        columns.par_iter_mut().zip(Column::ALL).for_each(|(found, column)| *found = summed(&blocks(column)));
        let is_over = |cash: &&f64| limit.is_some_and(|limit| **cash > limit);
        let over_limit = blocks(Column::Cash).into_iter().map(|block| block.iter().filter(is_over).count()).sum();
        Self { columns, over_limit }
    }

    pub(crate) fn get(&self, column: Column) -> Option<Summary> {
        self.columns[column as usize]
    }
}

/// What a column comes to; `None` where some block lacks it.
pub(crate) fn summed(blocks: &[&[f64]]) -> Option<Summary> {
    let is_known = !blocks.is_empty() && blocks.iter().all(|block| !block.is_empty());
    is_known.then(|| stats::summary(blocks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::problem::lower;
    use crate::analysis::ranking::simulate::simulate;
    use crate::analysis::testing::{settings, sign_in_record};
    use crate::model::Book;

    #[test]
    fn what_was_not_kept_is_drawn_again_as_it_was() {
        let mut logged = sign_in_record();
        for has_anchors in [true, false] {
            if !has_anchors {
                let criteria = logged.record.inputs.criteria.as_mut().expect("it has criteria");
                criteria.criteria.iter_mut().for_each(|criterion| criterion.value = None);
            }
            let (problem, _) = lower(&logged.record, "a-decision", &Book::default(), &settings(12_000), &[]);
            let problem = problem.expect("it has figures");
            let simulation = simulate(&problem);
            for option in 0..problem.options.len() {
                let again = |draws: Vec<f64>| summed(&draws.chunks(BLOCK).collect::<Vec<_>>());
                assert_eq!(again(simulation.cash(&problem, option)), simulation.summary(option, Column::Cash));
                assert_eq!(
                    again(simulation.annual_loss(&problem, option)),
                    simulation.summary(option, Column::AnnualLoss)
                );
                assert_eq!(simulation.column(option, Column::Total).concat().len(), 12_000);
            }
        }
    }
}
