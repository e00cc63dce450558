//! What hangs on whom: functions by supplier.

use super::index::Index;
use crate::model::Quantity;
use crate::number::{self, Digits};
use crate::report::exhibits::Heading;
use crate::report::narrate::clean;
use serde::Serialize;
use std::collections::BTreeMap;

/// Up to so many suppliers stand in columns of their own; else each row names its own.
const COLUMNS: usize = 6;
/// How many functions are listed.
const ROWS: usize = 60;

/// Functions by supplier.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionsBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// Suppliers in force, by column; empty where each row names its own.
    pub columns: Vec<String>,
    /// Some function would come from an ask.
    pub has_asked: bool,
    /// In the order of the log.
    pub rows: Vec<FunctionRow>,
}

/// One function.
#[derive(Clone, Debug, Serialize)]
pub struct FunctionRow {
    /// "Sales reports".
    pub name: String,
    /// By column: whether that supplier does it.
    pub cells: Vec<bool>,
    /// Who does it now.
    pub now: String,
    /// Who would do it.
    pub asked: Option<String>,
    /// "about 3 hours"; `None` where nobody has written it down.
    pub back: Option<String>,
}

#[derive(Default)]
struct Function {
    name: String,
    now: Vec<String>,
    asked: Vec<String>,
    back: Option<String>,
}

/// Composes the block; `None` where no supplier's functions are named.
pub(super) fn block(index: &Index) -> Option<FunctionsBlock> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut functions: Vec<Function> = Vec::new();
    for one in &index.uses {
        let supplier = clean(&one.supplier.name);
        for name in &one.supplier.functions {
            let name = number::capitalized(&clean(name));
            let place = *places.entry(name.to_lowercase()).or_insert(functions.len());
            if place == functions.len() {
                functions.push(Function { name, ..Function::default() });
            }
            let function = &mut functions[place];
            let list = if one.is_asked { &mut function.asked } else { &mut function.now };
            if !list.contains(&supplier) {
                list.push(supplier.clone());
            }
            let hours = one.option.recover.as_ref().and_then(|hours| hours.distribution(Quantity::Hours).ok());
            let hours = hours.map(|hours| hours.quantile(0.5)).filter(|hours| hours.is_finite());
            function.back = function.back.take().or_else(|| hours.map(back));
        }
    }
    if functions.is_empty() {
        return None;
    }
    let mut columns: Vec<String> = Vec::new();
    for name in functions.iter().flat_map(|function| &function.now) {
        if !columns.contains(name) && columns.len() <= COLUMNS {
            columns.push(name.clone());
        }
    }
    if columns.len() > COLUMNS {
        columns.clear();
    }
    let title = title(&functions);
    let rows = functions.into_iter().take(ROWS).map(|function| FunctionRow {
        cells: columns.iter().map(|column| function.now.contains(column)).collect(),
        now: number::listed(&function.now),
        asked: (!function.asked.is_empty()).then(|| number::listed(&function.asked)),
        name: function.name,
        back: function.back,
    });
    let rows: Vec<FunctionRow> = rows.collect();
    Some(FunctionsBlock {
        finding: Heading { title, question: "What stops if one stops?", lead: Vec::new() },
        caption: "Filled: in force. Hollow: asked for. Works again in: the middle of what the decision expects."
            .to_owned(),
        has_asked: rows.iter().any(|row| row.asked.is_some()),
        columns,
        rows,
    })
}

/// "3 hours", "2 days".
fn back(hours: f64) -> String {
    let (count, one, many) = if hours < 48.0 { (hours, "hour", "hours") } else { (hours / 24.0, "day", "days") };
    let text = number::quantity(if count < 1.95 { count } else { count.round() }, Digits::Prose);
    format!("{text}\u{a0}{}", if text == "1" { one } else { many })
}

/// "Each function hangs on one supplier; for six of 11 nobody has written how long we could do without it".
fn title(functions: &[Function]) -> String {
    let shared = functions.iter().filter(|function| function.now.len() > 1).count();
    let first = match (functions.len(), shared) {
        (1, 0) => "The one function that is named hangs on one supplier".to_owned(),
        (_, 0) => "Each function hangs on one supplier".to_owned(),
        (all, shared) => {
            format!(
                "{} of {all} functions have more than one supplier",
                number::capitalized(&number::count_word(shared))
            )
        }
    };
    let silent = functions.iter().filter(|function| function.back.is_none()).count();
    match (silent, functions.len()) {
        (0, _) => first,
        (silent, all) if silent == all => format!("{first}; for none is it written how long we could do without it"),
        (silent, all) => format!(
            "{first}; for {} of {all} nobody has written how long we could do without it",
            number::count_word(silent)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn recovery_is_in_hours_then_in_days() {
        assert_eq!([1.0, 4.0, 72.0].map(back), ["1\u{a0}hour", "4\u{a0}hours", "3\u{a0}days"]);
    }
}
