//! The page of one company: what rests on it, what it gets, and what leaving takes.

use super::exits::{notice_of, tested};
use super::index::{Company, Index, Use};
use super::shares::printed;
use super::shocks::{self, ShocksBlock};
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::exhibits::{DecisionLink, Heading};
use crate::report::frame::count_of;
use crate::report::narrate::{Prose, Sign, clean};
use crate::report::{Day, Head, Input, Key, Part};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many decisions are told on one page.
const ROWS: usize = 60;

/// One company.
#[derive(Clone, Debug, Serialize)]
pub struct SupplierPage {
    /// Of itself.
    pub head: Head,
    /// The file, from the site's first folder.
    pub file: String,
    /// "Suppliers", its companies.
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// Its share, what it gets a year, what leaving takes.
    pub keys: Vec<Key>,
    /// Finding and question of what rests on it.
    pub finding: Heading,
    /// Decision by decision.
    pub uses: Vec<CompanyUse>,
    /// "and 40 more", where not all are told.
    pub more: Option<String>,
    /// Which shocks would hurt most.
    pub shocks: Option<ShocksBlock>,
}

/// One decision that rests on it.
#[derive(Clone, Debug, Serialize)]
pub struct CompanyUse {
    /// Which.
    pub decision: DecisionLink,
    /// "Stratapool": the company that we deal with.
    pub supplier: String,
    /// It is asked for, and not in force.
    pub is_asked: bool,
    /// What it gets for it a year.
    pub yearly: Option<Figure>,
    /// Months to leave.
    pub months: Option<Figure>,
    /// Money to leave.
    pub cost: Option<Figure>,
    /// Whether leaving was tried.
    pub sign: Sign,
    /// When.
    pub tested: Option<Day>,
    /// The rest, fact by fact.
    pub facts: Vec<CompanyFact>,
}

/// One fact.
#[derive(Clone, Debug, Serialize)]
pub struct CompanyFact {
    /// "What it does".
    pub term: &'static str,
    /// The fact; `None` where nobody has said.
    pub text: Option<String>,
}

/// What a company gets, as far as it is known.
#[derive(Clone, Copy, Default)]
struct Gets<'a> {
    portfolio: Option<&'a crate::analysis::Portfolio>,
    yearly: Option<Spread>,
    share: Option<f64>,
    after: Option<f64>,
}

/// The pages of all companies, each looked up once.
pub fn supplier_pages(input: &Input) -> Vec<SupplierPage> {
    let index = Index::of(input);
    let mut gets: BTreeMap<String, Gets> = BTreeMap::new();
    let folded = |name: &str| name.trim().to_lowercase();
    for portfolio in &input.analysis.portfolios {
        for spend in &portfolio.parents {
            let entry = gets.entry(folded(&spend.parent)).or_default();
            if entry.yearly.is_none() {
                entry.yearly = spend.in_force.or(spend.asked).as_ref().map(Spread::median);
                entry.portfolio = Some(portfolio);
            }
        }
        for share in portfolio.concentration.iter().flat_map(|found| &found.shares) {
            gets.entry(folded(&share.parent)).or_default().share.get_or_insert(share.share);
        }
        for share in portfolio.concentration_after_asks.iter().flat_map(|found| &found.shares) {
            gets.entry(folded(&share.parent)).or_default().after.get_or_insert(share.share);
        }
    }
    let mut spends: BTreeMap<usize, Spread> = BTreeMap::new();
    for spend in input.analysis.portfolios.iter().flat_map(|portfolio| &portfolio.spends) {
        spends.insert(spend.record, Spread::median(&spend.yearly));
    }
    let page = |company: &Company| {
        let found = gets.get(&folded(&company.name)).copied().unwrap_or_default();
        page(input, &index, company, found, &spends)
    };
    index.companies.iter().map(page).collect()
}

fn page(input: &Input, index: &Index, company: &Company, gets: Gets, spends: &BTreeMap<usize, Spread>) -> SupplierPage {
    let uses: Vec<&Use> = index.uses_of(company).collect();
    let limit = input.book.appetite.supplier_share;
    let rows: Vec<CompanyUse> = uses.iter().take(ROWS).map(|one| row(input, one, spends)).collect();
    let names: Vec<String> = {
        let mut names: Vec<String> =
            uses.iter().map(|one| clean(&one.supplier.name)).filter(|name| *name != company.name).collect();
        names.sort();
        names.dedup();
        names
    };
    let mut meta = vec!["Supplier".to_owned()];
    if !names.is_empty() {
        meta.push(format!("Owner of {}", number::listed(&names)));
    }
    let link = company.link();
    let in_force = uses.iter().filter(|one| !one.is_asked).count();
    let title = match (gets.share, gets.after, limit) {
        (Some(share), _, Some(limit)) if share > limit => format!(
            "{} takes {} of what we pay suppliers; we accept {} with one",
            company.name,
            printed(share, Some(limit)),
            number::stated_percent(limit)
        ),
        (Some(share), ..) => format!("{} takes {} of what we pay suppliers", company.name, printed(share, limit)),
        (None, Some(after), _) => {
            format!("{} would take {} of what we pay suppliers", company.name, printed(after, limit))
        }
        (None, None, _) => format!("What we pay {} is not written down", company.name),
    };
    let decisions = |count: usize| number::count(count, "decision", "decisions");
    let rests = match (in_force, uses.len() - in_force) {
        (0, asked) => format!("{} would rest on it", number::capitalized(&decisions(asked))),
        (now, 0) => format!("{} {} on it", number::capitalized(&decisions(now)), number::plural(now, "rests", "rest")),
        (now, asked) => format!(
            "{} {} on it, and {} more would",
            number::capitalized(&decisions(now)),
            number::plural(now, "rests", "rest"),
            number::count_word(asked)
        ),
    };
    let description = format!("What rests on {}, what it gets, and what leaving takes.", company.name);
    SupplierPage {
        file: format!("supplier/{}.html", company.file),
        head: Head::new(input, "supplier", Part::Risk, link.href, &format!("Supplier: {}", company.name), description),
        meta,
        title,
        keys: keys(&gets, limit, &rows),
        finding: Heading { title: rests, question: "What do we use it for, and could we leave?", lead: Vec::new() },
        uses: rows,
        more: (uses.len() > ROWS).then(|| format!("and {} more decisions", count_of(uses.len() - ROWS))),
        shocks: shocks::block(input, index, Some(company)),
    }
}

fn keys(gets: &Gets, limit: Option<f64>, rows: &[CompanyUse]) -> Vec<Key> {
    let mut keys = Vec::new();
    if let Some(share) = gets.share.or(gets.after) {
        let then = gets.after.filter(|after| gets.share.is_some() && printed(*after, limit) != printed(share, limit));
        let accepted = limit.map(|limit| format!("Our limit is {} with one", number::stated_percent(limit)));
        let then = then.map(|after| format!("after all asks it would be {}", printed(after, limit)));
        let note: Vec<String> = accepted.into_iter().chain(then).collect();
        let term = if gets.share.is_some() { "of what we pay suppliers" } else { "of what we would pay suppliers" };
        keys.push(Key {
            figure: printed(share, limit),
            term: term.to_owned(),
            method: Some("share"),
            note: Prose::of(number::capitalized(&note.join("; "))),
        });
    }
    if let (Some(yearly), Some(portfolio)) = (gets.yearly, gets.portfolio) {
        let figure = Money::new(portfolio.currency.as_ref()).estimate(yearly, Digits::Prose);
        let range = figure.range.map_or_else(String::new, |range| format!("{range}, nine times in ten"));
        keys.push(Key {
            figure: figure.figure,
            term: "a year".to_owned(),
            method: Some("paid-a-year"),
            note: Prose::of(range),
        });
    }
    let months: Vec<&CompanyUse> = rows.iter().filter(|row| row.months.is_some()).collect();
    if let [only] = months[..]
        && let Some(figure) = &only.months
    {
        let cost = only.cost.as_ref().map(|cost| format!("and costs {}", cost.line()));
        let range = figure.range.as_ref().map(|range| format!("{range} months"));
        let note: Vec<String> = range.into_iter().chain(cost).collect();
        keys.push(Key {
            figure: figure.figure.clone(),
            term: "to leave".to_owned(),
            method: Some("exit"),
            note: Prose::of(note.join(", ")),
        });
    }
    keys
}

fn row(input: &Input, one: &Use, spends: &BTreeMap<usize, Spread>) -> CompanyUse {
    let analysis = input.analysis.decisions.get(one.idx).and_then(Option::as_ref);
    let money = Money::new(analysis.and_then(|analysis| analysis.currency.as_ref()));
    let result = analysis.and_then(|analysis| analysis.options.get(one.option_idx));
    let money_of = |spread: Spread| money.estimate(spread, Digits::Prose);
    let (sign, tested) = tested(input, one);
    let functions: Vec<String> = one.supplier.functions.iter().map(|name| clean(name)).collect();
    let others = one.supplier.alternatives.map(|count| match count {
        0 => "nobody else".to_owned(),
        1 => "one other offers the same".to_owned(),
        count => format!("{} others offer the same", number::count_word(count as usize)),
    });
    let contract = one.option.contract.as_ref();
    let day = contract.and_then(|contract| {
        let (notice, end) = (contract.notice_date_on(input.as_of)?, contract.end_on(input.as_of)?);
        let then = if contract.renews_by_itself() == Some(true) { "renews" } else { "runs out" };
        Some(format!("By {}, else the contract {then} on {}", number::date(notice), number::date(end)))
    });
    let owner = input.log.records[one.idx].record.roles.owner.as_deref().map(clean);
    CompanyUse {
        decision: DecisionLink::of(input, one.idx),
        supplier: clean(&one.supplier.name),
        is_asked: one.is_asked,
        yearly: spends.get(&one.idx).copied().map(money_of),
        months: result.and_then(|result| result.exit_months.as_ref()).map(Spread::median).map(number::months),
        cost: result.and_then(|result| result.exit_cost.as_ref()).map(Spread::median).map(money_of),
        sign,
        tested,
        facts: vec![
            CompanyFact {
                term: "What it does",
                text: (!functions.is_empty()).then(|| number::capitalized(&number::listed(&functions))),
            },
            CompanyFact { term: "Notice", text: day.or_else(|| notice_of(one)) },
            CompanyFact { term: "Others", text: others.map(|text| number::capitalized(&text)) },
            CompanyFact { term: "Answers", text: owner },
        ],
    }
}
