//! Which asks a sum holds, and what they are called together.

use crate::analysis::Portfolio;
use crate::number;
use crate::report::Input;

/// "all five asks", "both asks", "the one ask".
pub(super) fn all_asks(count: usize) -> String {
    match count {
        1 => "the one ask".to_owned(),
        2 => "both asks".to_owned(),
        count => format!("all {} asks", number::count_word(count)),
    }
}

/// The open asks whose cash is in this sum.
pub(super) fn asked<'a>(input: &'a Input, portfolio: &'a Portfolio) -> impl Iterator<Item = usize> + 'a {
    input.analysis.decisions.iter().enumerate().filter_map(move |(idx, decision)| {
        let decision = decision.as_ref().filter(|decision| decision.currency == portfolio.currency)?;
        decision.options.get(decision.chosen?)?.cash.as_ref()?;
        crate::log::is_asked(&input.log.records[idx].record).then_some(idx)
    })
}
