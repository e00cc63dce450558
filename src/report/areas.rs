//! What is covered and what is not: decisions by area, goal and system, and what is being tried out.

use crate::model::{Record, Stage, slug};
use crate::number;
use crate::report::decisions::{CountBar, FacetKind, Facets, Listing};
use crate::report::frame::count_of;
use crate::report::narrate::clean;
use crate::report::pages::has_place;
use crate::report::{Head, Input, Part};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many areas, goals or systems stand in a table, and how many experiments in a list.
const ROWS: usize = 100;

/// How many roles or decisions a cell names.
const NAMED: usize = 3;

/// The page of areas.
#[derive(Clone, Debug, Serialize)]
pub struct AreasPage {
    /// Of itself.
    pub head: Head,
    /// "11 areas".
    pub count: String,
    /// The finding.
    pub title: String,
    /// Those of the book in its order, then others.
    pub areas: Vec<CoveredRow>,
    /// What belongs to no area.
    pub without: Option<Named>,
    /// By goal, those of the book in its order.
    pub goals: Vec<CoveredRow>,
    /// By system, the most decisions first.
    pub systems: Vec<CoveredRow>,
    /// What is being tried out.
    pub experiments: Vec<Trial>,
    /// What waits, and what for.
    pub ideas: Vec<Trial>,
}

/// An area, a goal or a system, with what was decided about it.
#[derive(Clone, Debug, Serialize)]
pub struct CoveredRow {
    /// "Product and platform".
    pub name: String,
    /// The list of its decisions.
    pub href: Option<String>,
    /// In force, ended, open.
    pub bar: CountBar,
    /// "3 in force, 1 open".
    pub count: String,
    /// The roles that answer.
    pub who: String,
    /// Its decisions, the first few.
    pub decisions: Named,
    /// What is missing, as a sentence without its full stop.
    pub gap: Option<String>,
}

/// Some decisions by name, and how many more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Named {
    /// Address and name.
    pub links: Vec<(String, String)>,
    /// "3 more".
    pub more: Option<String>,
}

/// An experiment or an idea.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// Its page, from the site's first folder.
    pub href: String,
    /// Its short name.
    pub name: String,
    /// "Pilot".
    pub stage: &'static str,
    /// What it taught, or what it waits for.
    pub says: Option<String>,
    /// Who answers.
    pub owner: Option<String>,
}

/// Composes the page; `None` where no record names an area, a goal, a system or a stage.
pub fn areas(input: &Input, listing: &Listing, facets: &Facets) -> Option<AreasPage> {
    let records = || listing.order.iter().map(|idx| (*idx, &input.log.records[*idx].record));
    if !records().any(|(_, record)| has_place(record)) {
        return None;
    }
    let by_area =
        grouped(records().flat_map(|(idx, record)| record.area.iter().map(move |area| (slug(area), clean(area), idx))));
    let by_goal = grouped(
        records().flat_map(|(idx, record)| record.serves.iter().map(move |goal| (slug(goal), clean(goal), idx))),
    );
    let by_system = grouped(
        records().flat_map(|(idx, record)| record.systems.iter().map(move |name| (slug(name), clean(name), idx))),
    );
    let has_areas = !by_area.is_empty();
    // Where nobody uses areas, the default ones are no gaps.
    let known = if has_areas { input.book.areas.as_slice() } else { &[] };
    let mut areas = rows(listing, known, by_area, "No decision yet");
    for row in &mut areas {
        row.href = facets.named(FacetKind::Area, &row.name).map(|facet| facet.href(0));
    }
    let without: Vec<usize> =
        records().filter(|(_, record)| has_areas && record.area.is_none()).map(|(idx, _)| idx).collect();
    let goals = rows(listing, &input.book.goals, by_goal, "Nothing serves it yet");
    let mut systems = rows(listing, &[], by_system, "");
    systems.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let trials = |test: &dyn Fn(&Record) -> bool| -> Vec<Trial> {
        records()
            .filter(|(_, record)| test(record))
            .take(ROWS)
            .map(|(idx, record)| trial(listing, idx, record))
            .collect()
    };
    let description = "What is covered by decisions, and what is not.".to_owned();
    Some(AreasPage {
        head: Head::new(input, "areas", Part::Other, "areas.html".to_owned(), "Areas", description),
        count: number::count(if has_areas { areas.len() } else { systems.len() }, "area", "areas"),
        title: title(&areas, &goals, &systems),
        areas,
        without: (!without.is_empty()).then(|| named(listing, &without)),
        goals,
        systems,
        experiments: trials(&|record| {
            matches!(record.stage, Some(Stage::Experiment | Stage::Pilot)) || record.lesson.is_some()
        }),
        ideas: trials(&|record| is_waiting(record)),
    })
}

fn is_waiting(record: &Record) -> bool {
    record.stage == Some(Stage::Idea) || (record.waits_for.is_some() && record.lesson.is_none())
}

/// Name as first written and record indices, by folded name.
type Grouped = BTreeMap<String, (String, Vec<usize>)>;

fn grouped(entries: impl Iterator<Item = (String, String, usize)>) -> Grouped {
    let mut groups = Grouped::new();
    for (key, name, idx) in entries.filter(|(key, ..)| !key.is_empty()) {
        let (_, idxs) = groups.entry(key).or_insert_with(|| (name, Vec::new()));
        if idxs.last() != Some(&idx) {
            idxs.push(idx);
        }
    }
    groups
}

/// The known ones in their order, then the others, the most decisions first.
fn rows(listing: &Listing, known: &[(String, String)], mut groups: Grouped, nothing: &str) -> Vec<CoveredRow> {
    let mut listed: Vec<(String, Vec<usize>)> = Vec::new();
    for (key, name) in known.iter().take(ROWS) {
        listed.push((clean(name), groups.remove(&slug(key)).map(|(_, idxs)| idxs).unwrap_or_default()));
    }
    let mut others: Vec<(String, Vec<usize>)> = groups.into_values().collect();
    others.sort_by_key(|(_, idxs)| std::cmp::Reverse(idxs.len()));
    listed.extend(others.into_iter().take(ROWS));
    let most = listed.iter().map(|(_, idxs)| idxs.len()).max().unwrap_or(1).max(1) as f64;
    listed.into_iter().map(|(name, idxs)| row(listing, name, &idxs, most, nothing)).collect()
}

fn row(listing: &Listing, name: String, idxs: &[usize], most: f64, nothing: &str) -> CoveredRow {
    let mut counts = [0_usize; 3];
    let (mut who, mut unowned): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
    for idx in idxs {
        let row = &listing.rows[*idx];
        let sort = if row.is_open { 2 } else { usize::from(row.state.class != "a") };
        counts[sort] += 1;
        match &row.owner {
            Some(owner) if who.len() <= NAMED && !who.contains(owner) => who.push(owner.clone()),
            None if sort != 1 => unowned.push(*idx),
            _ => {}
        }
    }
    let more = who.len() > NAMED;
    who.truncate(NAMED);
    let gap = if idxs.is_empty() {
        Some(nothing.to_owned())
    } else {
        unowned.first().map(|first| match unowned.len() {
            1 => format!("Nobody answers for {}", listing.rows[*first].name),
            count => format!("Nobody answers for {}", number::count(count, "decision", "decisions")),
        })
    };
    let percent = |count: usize| count as f64 * 100.0 / most;
    let words = [(counts[0], "in force"), (counts[1], "ended"), (counts[2], "open")];
    let words: Vec<String> = words
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", count_of(*count)))
        .collect();
    CoveredRow {
        name,
        href: None,
        bar: CountBar { solid: percent(counts[0]), faint: percent(counts[1]), hollow: percent(counts[2]) },
        count: words.join(", "),
        who: if more { format!("{} and others", who.join(", ")) } else { number::listed(&who) },
        decisions: named(listing, idxs),
        gap,
    }
}

fn weight(row: &CoveredRow) -> f64 {
    row.bar.solid + row.bar.faint + row.bar.hollow
}

fn named(listing: &Listing, idxs: &[usize]) -> Named {
    let link = |idx: &usize| (listing.rows[*idx].href.clone(), listing.rows[*idx].name.clone());
    let shown = if idxs.len() <= NAMED + 1 { idxs.len() } else { NAMED };
    Named {
        links: idxs.iter().take(shown).map(link).collect(),
        more: (idxs.len() > shown).then(|| format!("{} more", count_of(idxs.len() - shown))),
    }
}

fn trial(listing: &Listing, idx: usize, record: &Record) -> Trial {
    let row = &listing.rows[idx];
    Trial {
        href: row.href.clone(),
        name: row.name.clone(),
        stage: record.stage.map_or("Not said", |stage| match stage {
            Stage::Idea => "Idea",
            Stage::Experiment => "Experiment",
            Stage::Pilot => "Pilot",
            Stage::Live => "Live",
            Stage::Stopped => "Stopped",
        }),
        says: if is_waiting(record) {
            record.waits_for.as_deref().map(clean)
        } else {
            record.lesson.as_deref().map(clean)
        },
        owner: row.owner.clone(),
    }
}

fn title(areas: &[CoveredRow], goals: &[CoveredRow], systems: &[CoveredRow]) -> String {
    let empty = |rows: &[CoveredRow]| rows.iter().filter(|row| row.count.is_empty()).count();
    let text = if !areas.is_empty() {
        let (total, gaps) = (areas.len(), empty(areas));
        match gaps {
            0 => format!(
                "{} {} a decision",
                if total == 1 { "The one area".to_owned() } else { format!("All {} areas", number::count_word(total)) },
                number::plural(total, "has", "have")
            ),
            gaps => format!(
                "{} of {} areas {} a decision; {} {} none",
                number::count_word(total - gaps),
                number::count_word(total),
                number::plural(total - gaps, "has", "have"),
                number::count_word(gaps),
                number::plural(gaps, "has", "have")
            ),
        }
    } else if !goals.is_empty() {
        let gaps = empty(goals);
        format!(
            "{} of {} goals {} served by a decision",
            number::count_word(goals.len() - gaps),
            number::count_word(goals.len()),
            number::plural(goals.len() - gaps, "is", "are")
        )
    } else if !systems.is_empty() {
        format!("Decisions concern {}", number::count(systems.len(), "system", "systems"))
    } else {
        "What is being tried out, and what waits".to_owned()
    };
    number::capitalized(&text)
}
