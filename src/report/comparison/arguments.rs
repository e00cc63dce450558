//! What speaks for and against each option, as written in the record.

use super::page::ArgumentRow;
use crate::model::Argument;
use crate::number::{capitalized, count, count_word, sentence};
use crate::report::narrate::{Case, clean};
use crate::report::parts::OptionHead;

/// By option, where the record argues at all.
pub(super) fn rows(case: &Case) -> Vec<ArgumentRow> {
    let is_argued = |idx: &&usize| {
        let option = &case.record.options[**idx];
        !(option.pros.is_empty() && option.cons.is_empty() && option.neutral.is_empty())
    };
    let shown: Vec<usize> = if case.analysis.is_none() {
        case.order.clone()
    } else {
        case.order.iter().filter(is_argued).copied().collect()
    };
    let texts = |list: &[Argument]| list.iter().map(|argument| sentence(&clean(&argument.text))).collect();
    shown
        .into_iter()
        .map(|idx| {
            let option = &case.record.options[idx];
            ArgumentRow {
                option: OptionHead::of(case, idx),
                pros: texts(&option.pros),
                cons: texts(&option.cons),
                neutral: texts(&option.neutral),
            }
        })
        .collect()
}

/// How much is argued, as a finding.
pub(super) fn finding(case: &Case, rows: &[ArgumentRow]) -> String {
    let pros: usize = rows.iter().map(|row| row.pros.len()).sum();
    let cons: usize = rows.iter().map(|row| row.cons.len()).sum();
    if pros + cons == 0 {
        return match case.record.options.len() {
            0 => "No options are written down".to_owned(),
            _ => "Nothing is written down for or against the options".to_owned(),
        };
    }
    let against = if cons == 0 { "no".to_owned() } else { count_word(cons) };
    capitalized(&format!("{} for and {against} against", count(pros, "point", "points")))
}
