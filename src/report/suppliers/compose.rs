//! The page as a whole: headline, three figures, blocks.

use super::index::Index;
use super::page::SuppliersPage;
use super::{contracts, exits, functions, shares, shocks};
use crate::model::Tested;
use crate::number;
use crate::report::cost::{Terms, distance, terms};
use crate::report::narrate::Prose;
use crate::report::{Head, Input, Key, Part};

/// Composes the page; `None` where no decision in force or asked for rests on a supplier.
pub fn suppliers(input: &Input) -> Option<SuppliersPage> {
    let index = Index::of(input);
    if index.uses.is_empty() {
        return None;
    }
    let terms = terms(input);
    let shares = shares::blocks(input, &index);
    let title = format!("Suppliers, {}", number::date(input.as_of));
    let description = "On whom we rest, and whether we could leave.".to_owned();
    Some(SuppliersPage {
        head: Head::new(input, "suppliers", Part::Risk, "suppliers.html".to_owned(), &title, description),
        meta: meta(&index),
        title: headline(input, &index),
        keys: keys(input, &index, &terms),
        shares,
        contracts: contracts::block(input, &index, &terms),
        exits: Some(exits::block(input, &index)),
        functions: functions::block(&index),
        shocks: shocks::block(input, &index, None),
    })
}

/// How many companies are paid for what is in force, and how many come with the asks.
pub(super) fn counts(index: &Index) -> (usize, usize) {
    let is_new = |company: &&super::index::Company| index.uses_of(company).all(|one| one.is_asked);
    let new = index.companies.iter().filter(is_new).count();
    (index.companies.len() - new, new)
}

fn meta(index: &Index) -> Vec<String> {
    let (now, new) = counts(index);
    let mut meta = vec!["Suppliers".to_owned()];
    if now > 0 {
        meta.push(format!("{} in force", number::capitalized(&number::count_word(now))));
    }
    if new > 0 {
        let more = if now > 0 { " more" } else { "" };
        meta.push(format!("{}{more} asked for", number::capitalized(&number::count_word(new))));
    }
    meta
}

/// "Meridian Software takes 54% of what we pay suppliers; we accept 50% with one".
fn headline(input: &Input, index: &Index) -> String {
    let limit = input.book.appetite.supplier_share;
    let (now, new) = counts(index);
    let Some(shares::Largest { parent, share, is_now, .. }) = shares::largest(input) else {
        let companies = number::count(now + new, "company", "companies");
        return format!("We rest on {companies}, and what we pay them is not written down");
    };
    let beyond = if shares::currency_count(input) > 1 { " in its currency" } else { "" };
    let printed = shares::printed(share, limit);
    if !is_now {
        // Nobody is paid yet.
        let accepted =
            limit.map_or_else(String::new, |limit| format!("; we accept {} with one", number::stated_percent(limit)));
        return format!("{parent} would take {printed} of what is asked for suppliers{beyond}{accepted}");
    }
    match limit {
        Some(limit) if share > limit => format!(
            "{parent} takes {printed} of what we pay suppliers{beyond}; we accept {} with one",
            number::stated_percent(limit)
        ),
        Some(limit) if share < 1.0 => format!(
            "No supplier takes more than the {} that we accept; {parent} takes {printed}",
            number::stated_percent(limit)
        ),
        _ if share >= 1.0 => format!("All that we pay suppliers goes to {parent}"),
        _ => format!("{parent} takes {printed} of what we pay suppliers{beyond}"),
    }
}

fn keys(input: &Input, index: &Index, terms: &[Terms]) -> Vec<Key> {
    let mut keys: Vec<Key> = shares::key(input).into_iter().collect();
    let mut open: Vec<&Terms> =
        terms.iter().filter(|terms| !terms.is_asked && terms.notice.is_some_and(|day| day >= input.as_of)).collect();
    open.sort_by_key(|terms| (terms.notice, terms.idx));
    if let Some((next, day)) = open.first().and_then(|terms| Some((terms, terms.notice?))) {
        let days = input.as_of.until(day).map_or(0, |span| span.get_days());
        let end = next.end.map_or_else(String::new, |end| match next.contract.renews_by_itself() {
            Some(true) => format!(", else it renews on {}", number::date(end)),
            Some(false) => format!(", it ends on {}", number::date(end)),
            None => format!(", it runs out on {}", number::date(end)),
        });
        keys.push(Key {
            figure: distance(days).trim_start_matches("in ").to_owned(),
            term: format!("to give {} notice", next.supplier),
            method: Some("notice"),
            note: Prose::of(format!("by {}{end}", number::date(day))),
        });
    }
    let in_force: Vec<_> = index.uses.iter().filter(|one| !one.is_asked).collect();
    if !in_force.is_empty() {
        let is_tested = |one: &&&super::index::Use| {
            one.option.exit.as_ref().is_some_and(|exit| matches!(exit.tested, Some(Tested::On(_))))
        };
        let tested: Vec<String> =
            in_force.iter().filter(is_tested).map(|one| crate::report::narrate::clean(&one.supplier.name)).collect();
        let note = match exits::longest(input, index) {
            Some((name, months)) => format!("Leaving {name} takes {}", months.line()),
            None => "How long leaving takes is not written down".to_owned(),
        };
        keys.push(Key {
            figure: format!("{} of {}", tested.len(), in_force.len()),
            term: number::plural(in_force.len(), "way out was tested", "ways out were tested").to_owned(),
            method: Some("exit"),
            note: Prose::of(note),
        });
    }
    keys
}
