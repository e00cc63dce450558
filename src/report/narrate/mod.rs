//! Figures → sentences of plain English, made from the same values as the tables beside them.
//!
//! `case` gathers one decision, `budget` holds years against money and people, `prose` is text whose figures know where
//! they are explained, `verdict` says who leads, `differ` how options stand apart, `contract` what one binds us to,
//! `stop_rule` when we stop, `input` what the inputs are called, `turn` what would change the answer.

mod budget;
mod case;
mod contract;
mod differ;
mod exposure;
mod input;
mod name;
mod prose;
mod shock;
mod short_name;
mod stop_rule;
mod turn;
mod verdict;

pub use budget::{over_budget, year_name};
pub use case::Case;
pub use contract::{
    contract_end, contract_in_short, contract_notice, last_day_for_notice, last_day_of_contract, stated_money,
};
pub use differ::{best_light, costs_compared, every_other_costs_more, merits, runner_up, versus};
pub use exposure::{largest_share, loss_beyond, of_known_spend, study_sentence, worst_shock};
pub use input::{input_in_sentence, input_name, input_subject, supplier, value_range};
pub use name::{OptionName, clean, is_plural, shortened, with_article};
pub use prose::{Paragraph, Piece, Prose, Sign, Standing};
pub use shock::{Holds, is_level_already, shock_event, shock_sentence};
pub use short_name::{question, short_name};
pub use stop_rule::stop_bound;
pub use turn::{
    Firmness, Turn, both_doubts, first_share, flips_of, fragile_sentence, futures_of, least_shift, shift_sentence,
    turns, weight_turn, weightings_sentence,
};
pub use verdict::{
    Headline, confidence, gap_sentence, headline, not_estimated, preferring, recommendation_finding, without_figures,
};
