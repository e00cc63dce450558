//! The page as a whole: headline, three figures, duties, uses, ideas.

use super::block::{self, IdeaRow, UseBlock};
use super::duties::{self, DutiesBlock};
use super::uses::{self, Standing, Use, more};
use crate::number;
use crate::report::exhibits::Heading;
use crate::report::frame::count_of;
use crate::report::narrate::{Prose, clean, with_article};
use crate::report::{Head, Input, Key, Part, link};
use serde::Serialize;

/// How many uses are told in full.
const TOLD: usize = 50;
/// How many ideas, or uses that have ended, stand in a list.
const ROWS: usize = 50;

/// Where does AI act for us, who answers, can we stop it?
#[derive(Clone, Debug, Serialize)]
pub struct AiPage {
    /// Of itself.
    pub head: Head,
    /// "Three uses".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// Live, to stop, incidents.
    pub keys: Vec<Key>,
    /// Each use against the five duties.
    pub duties: Option<DutiesBlock>,
    /// Live ones, then experiments.
    pub uses: Vec<UseBlock>,
    /// "12 more".
    pub more: Option<String>,
    /// What waits.
    pub ideas: Option<(Heading, Vec<IdeaRow>, Option<String>)>,
    /// What has ended.
    pub ended: Option<(Heading, Vec<IdeaRow>, Option<String>)>,
}

/// Composes the page; `None` where no record names a use of AI.
pub fn ai_register(input: &Input) -> Option<AiPage> {
    let all = uses::of(input);
    if all.is_empty() {
        return None;
    }
    let acting: Vec<&Use> = all.iter().filter(|one| one.standing <= Standing::Trial).collect();
    let told = &acting[..acting.len().min(TOLD)];
    let href = |one: &Use| {
        if told.iter().any(|told| told.idx == one.idx) {
            format!("ai.html#{}", block::id(one))
        } else {
            link::decision(one.logged)
        }
    };
    let list = |standing: Standing, title: &dyn Fn(usize) -> String, question: &'static str| {
        let of: Vec<&Use> = all.iter().filter(|one| one.standing == standing).collect();
        let rows = of.iter().take(ROWS).map(|one| block::idea(input, one)).collect();
        let heading = Heading { title: title(of.len()), question, lead: Vec::new() };
        (!of.is_empty()).then(|| (heading, rows, more(of.len(), ROWS)))
    };
    let ideas = |count: usize| {
        number::capitalized(&format!(
            "{} {}",
            number::count(count, "idea", "ideas"),
            number::plural(count, "waits", "wait")
        ))
    };
    let ended = |count: usize| {
        let uses = number::count(count, "use", "uses");
        number::capitalized(&format!("{uses} {} ended", number::plural(count, "has", "have")))
    };
    let title = format!("AI register, {}", number::date(input.as_of));
    let description = "Where AI acts for us, who answers, and whether we can stop it.".to_owned();
    Some(AiPage {
        head: Head::new(input, "ai", Part::Other, "ai.html".to_owned(), &title, description),
        meta: vec!["AI register".to_owned(), number::capitalized(&number::count(all.len(), "use", "uses"))],
        title: headline(&all),
        keys: keys(&all),
        duties: duties::block(&all, href, block::state),
        uses: told.iter().map(|one| block::of(input, one)).collect(),
        more: more(acting.len(), TOLD),
        ideas: list(Standing::Idea, &ideas, "What waits, and for what?"),
        ended: list(Standing::Ended, &ended, "What no longer acts for us?"),
    })
}

fn of_standing<'a>(all: &'a [Use<'a>], standing: Standing) -> Vec<&'a Use<'a>> {
    all.iter().filter(|one| one.standing == standing).collect()
}

/// "One AI system is live: the Head of Customer Care can stop it within 15 minutes, and it has gone wrong twice".
fn headline(all: &[Use]) -> String {
    let live = of_standing(all, Standing::Live);
    let unchecked = live.iter().filter(|one| !one.is_classified() || !one.is_approved()).count();
    let unstopped = live.iter().filter(|one| one.stop().0.is_none()).count();
    match live.as_slice() {
        [] => match waiting(all) {
            Some(waiting) => format!("No AI system is live; {waiting}"),
            None => "No AI system is live any more".to_owned(),
        },
        [one] if unchecked == 0 => {
            let wrong = match one.ai.incidents.len() {
                0 => String::new(),
                1 => ", and it has gone wrong once".to_owned(),
                2 => ", and it has gone wrong twice".to_owned(),
                count => format!(", and it has gone wrong {} times", number::count_word(count)),
            };
            format!("One AI system is live: {}{wrong}", block::stop_clause(one))
        }
        [one] => {
            let gap = match (one.is_classified(), one.is_approved()) {
                (false, false) => "nobody has classified or approved it",
                (false, true) => "nobody has said its risk class",
                _ => "nobody has approved it",
            };
            format!("One AI system is live, and {gap}")
        }
        live => {
            let count = number::capitalized(&number::count(live.len(), "AI system is", "AI systems are"));
            match (unchecked, unstopped) {
                (0, 0) => format!("{count} live, all classified, approved and with somebody who can stop them"),
                (0, unstopped) => {
                    format!("{count} live; for {} nobody is named who can stop it", number::count_word(unstopped))
                }
                (unchecked, _) => format!(
                    "{count} live; {} of them {} not classified or not approved",
                    number::count_word(unchecked),
                    number::plural(unchecked, "is", "are")
                ),
            }
        }
    }
}

/// "one experiment runs and one idea waits".
fn waiting(all: &[Use]) -> Option<String> {
    let (trials, ideas) = (of_standing(all, Standing::Trial), of_standing(all, Standing::Idea).len());
    let runs = trials.iter().filter(|one| one.stage.is_some()).count();
    let asked = trials.len() - runs;
    let mut parts = Vec::new();
    if runs > 0 {
        parts.push(format!(
            "{} {}",
            number::count(runs, "experiment", "experiments"),
            number::plural(runs, "runs", "run")
        ));
    }
    if asked > 0 {
        parts.push(format!("{} {} asked for", number::count(asked, "use", "uses"), number::plural(asked, "is", "are")));
    }
    if ideas > 0 {
        parts.push(format!("{} {}", number::count(ideas, "idea", "ideas"), number::plural(ideas, "waits", "wait")));
    }
    (!parts.is_empty()).then(|| number::listed(&parts))
}

fn keys(all: &[Use]) -> Vec<Key> {
    let key = |figure: String, term: &str, note: String| Key {
        figure,
        term: term.to_owned(),
        method: None,
        note: Prose::of(note),
    };
    let live = of_standing(all, Standing::Live);
    let unchecked = live.iter().filter(|one| !one.is_classified() || !one.is_approved()).count();
    let checked = match (live.len(), unchecked) {
        (0, _) => None,
        (_, 0) => Some("approved and classified".to_owned()),
        (1, _) => Some("not classified, or not approved".to_owned()),
        (_, count) => Some(format!("{} not classified, or not approved", number::count_word(count))),
    };
    let note: Vec<String> = checked.into_iter().chain(waiting(all)).collect();
    let mut keys = vec![key(count_of(live.len()), "live", note.join("; "))];
    match live.as_slice() {
        [] => {}
        [one] => {
            let (who, within) = one.stop();
            let by =
                who.as_deref().map_or_else(|| "nobody is named".to_owned(), |who| format!("by {}", with_article(who)));
            // A figure is short; what is longer stands below.
            let short = within.filter(|within| within.chars().count() <= 14);
            keys.push(key(short.unwrap_or_else(|| "Not said".to_owned()), "to stop it", by));
        }
        live => {
            let stopped = live.iter().filter(|one| one.stop().0.is_some()).count();
            let note = if stopped == live.len() {
                "somebody is named for each".to_owned()
            } else {
                "for the others nobody is named".to_owned()
            };
            keys.push(key(format!("{stopped} of {}", live.len()), "can be stopped", note));
        }
    }
    let incidents = all.iter().filter(|one| one.standing <= Standing::Trial).flat_map(|one| &one.ai.incidents);
    let (mut count, mut last) = (0, None);
    for incident in incidents {
        count += 1;
        if last.is_none_or(|last: &crate::model::Incident| incident.on >= last.on) {
            last = Some(incident);
        }
    }
    let note = match last {
        Some(incident) if count == 1 => clean(&incident.what),
        Some(incident) => format!("the last: {}", clean(&incident.what)),
        None => "none is written down".to_owned(),
    };
    keys.push(key(count_of(count), number::plural(count, "incident", "incidents"), note));
    keys
}
