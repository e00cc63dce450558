//! What binds us here, what it touches, and which other decisions hang together with it.

use super::page::{Pair, Related};
use crate::model::{ConsideredOption, Estimate, Form, Sourcing, Supplier};
use crate::number::{Digits, capitalized, count_word, listed, plural, quantity};
use crate::report::decisions::area_name;
use crate::report::narrate::{Case, clean, stated_money};
use crate::report::parts::Block;

/// What stands there, in one line; `None` where nothing does.
pub(super) fn context(case: &Case, pairs: &[Pair], related: &[Related]) -> Option<Block> {
    let bound = case.record.obligations.len();
    let decisions = related.len();
    let hang = match decisions {
        1 => "one other decision hangs together with it".to_owned(),
        count => format!("{} other decisions hang together with it", count_word(count)),
    };
    let finding = match (bound, decisions) {
        (0, 0) if pairs.is_empty() => return None,
        (0, 0) => "No other decision hangs together with it".to_owned(),
        (0, _) => capitalized(&hang),
        (bound, _) => {
            let binds = format!("{} {} here", count_word(bound), plural(bound, "rule binds", "rules bind"));
            capitalized(&if decisions == 0 { binds } else { format!("{binds}; {hang}") })
        }
    };
    Some(Block { finding, question: "What binds us, and what does it touch?", ..Block::default() })
}

/// Facts of the record and of the chosen option that no table holds.
pub(super) fn pairs(case: &Case) -> Vec<Pair> {
    let record = case.record;
    let joined = |texts: &[String]| texts.iter().map(|text| clean(text)).collect::<Vec<_>>().join("; ");
    let mut pairs = Vec::new();
    let mut add = |term: &'static str, text: String| {
        if !text.is_empty() {
            pairs.push(Pair { term, text });
        }
    };
    add("Binds us", joined(&record.obligations));
    add("Systems", record.systems.iter().map(|text| clean(text)).collect::<Vec<_>>().join(", "));
    add("Area", record.area.as_ref().map_or_else(String::new, |slug| area_name(case.input, slug)));
    // Where AI is concerned its own block tells the stage.
    if record.ai.is_none() {
        add("Stage", super::ai::stage_words(record.stage, record.waits_for.as_deref()).unwrap_or_default());
    }
    if let Some(option) = case.chosen.map(|idx| &record.options[idx]) {
        add("Supplier", option.supplier.as_ref().map_or_else(String::new, |supplier| behind(option, supplier)));
        add("People", people(case, option));
        add("If it stops", option.recover.as_ref().map_or_else(String::new, works_again));
    }
    pairs
}

/// "PayCo belongs to PayCo Group; two others could take over; it carries card payments".
pub(super) fn behind(option: &ConsideredOption, supplier: &Supplier) -> String {
    let mut parts = Vec::new();
    let name = clean(&supplier.name);
    match supplier.parent.as_deref().map(clean) {
        Some(parent) if !parent.is_empty() => parts.push(format!("{name} belongs to {parent}")),
        _ => parts.push(name),
    }
    if let Some(count) = supplier.alternatives {
        let count = count as usize;
        parts.push(match count {
            0 => "nobody else could take over".to_owned(),
            count => format!("{} {} could take over", count_word(count), plural(count, "other", "others")),
        });
    } else if option.sourcing == Some(Sourcing::Buy) {
        parts.push("who else could take over is not said".to_owned());
    }
    if !supplier.functions.is_empty() {
        let functions: Vec<String> = supplier.functions.iter().map(|function| clean(function)).collect();
        parts.push(format!("carries {}", listed(&functions)));
    }
    parts.join("; ")
}

/// "it works again after 4 (1 to 24) hours".
pub(super) fn works_again(hours: &Estimate) -> String {
    format!("it works again after {} hours", amount(hours))
}

/// "4 (1 to 24)", "3 to 5", "9", as somebody stated it.
fn amount(estimate: &Estimate) -> String {
    let print = |value: f64| quantity(value, Digits::Table);
    match estimate.form {
        Form::Certain(value) => print(value),
        Form::Range { low, high } => format!("{} to {}", print(low), print(high)),
        Form::Points { low, likely, high } => format!("{} ({} to {})", print(likely), print(low), print(high)),
    }
}

/// "9 person-months to bring in, 2 a year to run; 4 could run it".
pub(super) fn people(case: &Case, option: &ConsideredOption) -> String {
    let Some(people) = &option.people else { return String::new() };
    let written = |estimate: &Option<Estimate>| estimate.as_ref().map(amount);
    let mut parts = Vec::new();
    parts.extend(written(&people.months).map(|months| format!("{months} person-months to bring it in")));
    parts.extend(written(&people.yearly).map(|months| format!("{months} a year to run it")));
    let rate = people.rate.as_ref().map(|rate| stated_money(&case.money, rate.form));
    parts.extend(rate.map(|rate| format!("{rate} a person-month")));
    parts.extend(written(&people.can_run).map(|count| format!("{count} could run it")));
    parts.join("; ")
}
