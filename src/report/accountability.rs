//! Who decides and who answers: one row a role, what nobody answers for first.

use crate::log::DueKind;
use crate::model::slug;
use crate::number;
use crate::report::decisions::{FacetKind, Facets, Listing, PageLink};
use crate::report::frame::count_of;
use crate::report::narrate::clean;
use crate::report::pages::{deciders, risks};
use crate::report::{Head, Input, Part};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many roles stand on one page.
const ROWS: usize = 250;

/// How many decisions are named in a row, or risks in a gap.
const NAMED: usize = 4;

/// How many gaps are named.
const GAPS: usize = 20;

/// One page of who is on the hook for what.
#[derive(Clone, Debug, Serialize)]
pub struct AccountabilityPage {
    /// Of itself.
    pub head: Head,
    /// "8 roles".
    pub count: String,
    /// The finding.
    pub title: String,
    /// What nobody answers for; empty on later pages.
    pub gaps: Vec<Gap>,
    /// By how much they answer for.
    pub roles: Vec<RoleRow>,
    /// The pages of a long list.
    pub pages: Vec<PageLink>,
}

/// Something that nobody answers for.
#[derive(Clone, Debug, Serialize)]
pub struct Gap {
    /// "Nobody answers for two decisions".
    pub title: String,
    /// What to do about it.
    pub help: &'static str,
    /// Address, name, and what it is about.
    pub links: Vec<(String, String, Option<String>)>,
    /// "12 more".
    pub more: Option<String>,
}

/// One role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRow {
    /// Its name.
    pub name: String,
    /// The list of what it answers for.
    pub href: Option<String>,
    /// Those decisions: address and name, the first few.
    pub links: Vec<(String, String)>,
    /// "3 more".
    pub more: Option<String>,
    /// How many decisions in force or open it answers for.
    pub answers: Option<String>,
    /// How many of these it takes, or takes part in taking.
    pub decides: Option<String>,
    /// How many risks it owns.
    pub risks: Option<String>,
    /// How many reviews are overdue.
    pub overdue: Option<String>,
    /// How many steps are to be done.
    pub steps: Option<String>,
}

#[derive(Default)]
struct Role {
    name: String,
    answers: Vec<usize>,
    decides: usize,
    risks: usize,
    overdue: usize,
    steps: usize,
}

/// Roles by their folded name.
#[derive(Default)]
struct Roles(BTreeMap<String, Role>);

impl Roles {
    fn of(&mut self, name: &str) -> Option<&mut Role> {
        let name = clean(name);
        let key = slug(&name);
        if key.is_empty() {
            return None;
        }
        Some(self.0.entry(key).or_insert_with(|| Role { name, ..Role::default() }))
    }
}

/// Composes the pages of who answers; none where no record names anybody.
pub fn accountability(input: &Input, listing: &Listing, facets: &Facets) -> Vec<AccountabilityPage> {
    let mut roles = Roles::default();
    let (mut unowned, mut unowned_risks) = (Vec::new(), Vec::new());
    for idx in listing.order.iter().copied() {
        let record = &input.log.records[idx].record;
        // What has been replaced or turned down, nobody has to answer for any more.
        if !record.is_open() && !input.log.is_in_force(idx) {
            continue;
        }
        match &record.roles.owner {
            Some(owner) => roles.of(owner).into_iter().for_each(|role| role.answers.push(idx)),
            None => unowned.push(idx),
        }
        for name in deciders(record) {
            roles.of(name).into_iter().for_each(|role| role.decides += 1);
        }
        for risk in risks(input, idx) {
            match &risk.owner {
                Some(owner) => roles.of(owner).into_iter().for_each(|role| role.risks += 1),
                None => unowned_risks.push((idx, clean(&risk.name))),
            }
        }
        for step in record.next.iter().filter(|step| step.done.is_none()) {
            if let Some(role) = step.who.as_ref().or(record.roles.owner.as_ref()).and_then(|who| roles.of(who)) {
                role.steps += 1;
            }
        }
    }
    for due in input.due.iter().filter(|due| due.kind == DueKind::Review && due.days_left < 0) {
        if let Some(role) = due.who.as_ref().and_then(|who| roles.of(who)) {
            role.overdue += 1;
        }
    }
    if roles.0.is_empty() {
        return Vec::new();
    }
    let mut roles: Vec<Role> = roles.0.into_values().collect();
    roles.sort_by_key(|role| {
        std::cmp::Reverse((role.answers.len(), role.decides, role.risks, role.overdue + role.steps))
    });
    let title = title(&roles, unowned.len());
    let gaps = [owner_gap(listing, &unowned), risk_gap(listing, &unowned_risks)];
    let gaps: Vec<Gap> = gaps.into_iter().flatten().collect();
    let rows: Vec<RoleRow> = roles.iter().map(|role| row(listing, facets, role)).collect();
    let path = |idx: usize| {
        if idx == 0 { "accountability.html".to_owned() } else { format!("accountability-{}.html", idx + 1) }
    };
    let total = rows.len().div_ceil(ROWS);
    let page = |(here, rows): (usize, &[RoleRow])| {
        let link = |idx: usize| PageLink { href: path(idx), label: format!("Page {}", idx + 1), is_here: idx == here };
        let name = "Who decides and who answers";
        let name = if here == 0 { name.to_owned() } else { format!("{name}, page {}", here + 1) };
        let description = "What each role answers for, decides and has promised.".to_owned();
        AccountabilityPage {
            head: Head::new(input, "accountability", Part::Other, path(here), &name, description),
            count: format!("{} {}", count_of(roles.len()), number::plural(roles.len(), "role", "roles")),
            title: title.clone(),
            gaps: if here == 0 { gaps.clone() } else { Vec::new() },
            roles: rows.to_vec(),
            pages: if total > 1 { (0..total).map(link).collect() } else { Vec::new() },
        }
    };
    rows.chunks(ROWS).enumerate().map(page).collect()
}

fn title(roles: &[Role], unowned: usize) -> String {
    let answering = roles.iter().filter(|role| !role.answers.is_empty()).count();
    let answered: usize = roles.iter().map(|role| role.answers.len()).sum();
    let decisions = |count| number::count(count, "decision", "decisions");
    let text = match (answering, unowned) {
        (0, _) => format!(
            "{} {}, and nobody is named who answers",
            number::count(roles.len(), "role", "roles"),
            number::plural(roles.len(), "decides", "decide")
        ),
        (count, 0) => format!(
            "{} {} for {}, and none is without one",
            number::count(count, "role", "roles"),
            number::plural(count, "answers", "answer"),
            decisions(answered)
        ),
        (count, gap) => format!(
            "{} {} for {}; for {} nobody does",
            number::count(count, "role", "roles"),
            number::plural(count, "answers", "answer"),
            decisions(answered),
            number::count_word(gap)
        ),
    };
    number::capitalized(&text)
}

fn owner_gap(listing: &Listing, unowned: &[usize]) -> Option<Gap> {
    let row = |idx: &usize| (listing.rows[*idx].href.clone(), listing.rows[*idx].name.clone(), None);
    (!unowned.is_empty()).then(|| Gap {
        title: format!("Nobody answers for {}", number::count(unowned.len(), "decision", "decisions")),
        help: "Name one role that answers for each.",
        links: unowned.iter().take(GAPS).map(row).collect(),
        more: more(unowned.len(), GAPS),
    })
}

fn risk_gap(listing: &Listing, risks: &[(usize, String)]) -> Option<Gap> {
    let row = |(idx, risk): &(usize, String)| {
        (listing.rows[*idx].href.clone(), listing.rows[*idx].name.clone(), Some(risk.clone()))
    };
    (!risks.is_empty()).then(|| Gap {
        title: number::capitalized(&format!(
            "{} {} no owner",
            number::count(risks.len(), "risk", "risks"),
            number::plural(risks.len(), "has", "have")
        )),
        help: "Name who watches each.",
        links: risks.iter().take(GAPS).map(row).collect(),
        more: more(risks.len(), GAPS),
    })
}

fn more(count: usize, shown: usize) -> Option<String> {
    (count > shown).then(|| format!("{} more", count_of(count - shown)))
}

fn row(listing: &Listing, facets: &Facets, role: &Role) -> RoleRow {
    let figure = |count: usize| (count > 0).then(|| count_of(count));
    let link = |idx: &usize| (listing.rows[*idx].href.clone(), listing.rows[*idx].name.clone());
    let facet = facets.named(FacetKind::Owner, &role.name);
    // One name less is no reason for "1 more".
    let shown = if role.answers.len() <= NAMED + 1 { role.answers.len() } else { NAMED };
    RoleRow {
        name: facet.map_or(&role.name, |facet| &facet.name).clone(),
        href: facet.filter(|_| !role.answers.is_empty()).map(|facet| facet.href(0)),
        links: role.answers.iter().take(shown).map(link).collect(),
        more: more(role.answers.len(), shown),
        answers: figure(role.answers.len()),
        decides: figure(role.decides),
        risks: figure(role.risks),
        overdue: figure(role.overdue),
        steps: figure(role.steps),
    }
}
