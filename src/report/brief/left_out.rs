//! What the author wrote and no block of the brief shows: told in a line each where the sheet has room, else named in one
//! last line.

use super::facts;
use super::page::{BriefPage, LeftOut, Pair};
use super::paper;
use super::risk::WORST;
use crate::model::{Basis, ConsideredOption, Cost, Estimate, Yearly};
use crate::number::{capitalized, count_word, listed, plural};
use crate::report::link;
use crate::report::narrate::Case;

/// Something that no block shows.
struct Unsaid {
    /// As the last line names it.
    name: String,
    /// The same in a line, where that can be said in one.
    told: Option<Pair>,
}

impl Unsaid {
    fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), told: None }
    }

    fn told(name: impl Into<String>, term: &'static str, text: String) -> Self {
        let told = (!text.is_empty()).then_some(Pair { term, text });
        Self { name: name.into(), told }
    }
}

/// Tells what no block shows as long as the sheet has room, what tells most first; names the rest, with what was dropped
/// for want of room, and where it is to be found.
pub(super) fn tell_the_rest(case: &Case, page: &mut BriefPage, dropped: &[&'static str]) {
    let mut compared = of_comparison(case);
    let mut written = of_record(case, page);
    let named = |names: &[Unsaid]| names.iter().map(|of| of.name.clone()).collect::<Vec<_>>();
    for list in [&mut compared, &mut written] {
        list.retain_mut(|unsaid| {
            let Some(fact) = unsaid.told.take() else { return true };
            page.more.push(fact);
            let has_room = paper::fits(page);
            if !has_room {
                page.more.pop();
            }
            !has_room
        });
    }
    page.left_out = left_out(case, page, dropped, named(&compared), named(&written));
}

fn left_out(
    case: &Case,
    page: &BriefPage,
    dropped: &[&'static str],
    mut compared: Vec<String>,
    mut written: Vec<String>,
) -> Vec<LeftOut> {
    let home = if page.comparison.is_some() { &mut compared } else { &mut written };
    let mut seen: Vec<&str> = Vec::new();
    for name in dropped {
        if !seen.contains(name) {
            seen.push(name);
            home.insert(seen.len() - 1, (*name).to_owned());
        }
    }
    if page.comparison.is_none() {
        written.append(&mut compared);
    }
    let place = |place: &'static str, href: String, names: &[String]| {
        (!names.is_empty()).then(|| LeftOut { place, href, names: capitalized(&listed(names)) })
    };
    let on_comparison = place("On the comparison page", link::comparison(case.logged), &compared);
    let in_record = place("In the full record", link::record(case.logged), &written);
    on_comparison.into_iter().chain(in_record).collect()
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {}", count_word(count), plural(count, one, many)))
}

/// What the comparison shows of what was written, what tells most first.
fn of_comparison(case: &Case) -> Vec<Unsaid> {
    let record = case.record;
    let inputs = &record.inputs;
    let mut unsaid = Vec::new();
    if let Some(name) = counted(inputs.scenarios.len(), "scenario", "scenarios") {
        unsaid.push(Unsaid::told(name, "What if", facts::scenarios(case)));
    }
    if !inputs.deciders.is_empty() {
        unsaid.push(Unsaid::told("what each decider weighs", "Own weights", facts::deciders(case)));
    }
    let has_levels = record.options.iter().any(|option| !option.levels.is_empty());
    if (inputs.criteria.is_some() || has_levels) && case.analysis.is_some() {
        unsaid.push(Unsaid::told("how each criterion counts", "What counts", facts::criteria(case)));
    }
    let brings_in = |idx: usize| case.chosen != Some(idx) && record.options[idx].benefit.is_some();
    if (0..record.options.len()).any(brings_in) {
        unsaid.push(Unsaid::told("what the other options bring in", "Others bring in", facts::benefits(case)));
    }
    let is_told =
        |option: &ConsideredOption| !(option.pros.is_empty() && option.cons.is_empty() && option.neutral.is_empty());
    if record.options.iter().any(is_told) {
        unsaid.push(Unsaid::named("points for and against"));
    }
    unsaid
}

/// What stands in the record alone, what tells most first.
fn of_record(case: &Case, page: &BriefPage) -> Vec<Unsaid> {
    let record = case.record;
    let mut unsaid = Vec::new();
    let options = &record.options;
    let others = || options.iter().enumerate().filter(|(idx, _)| case.chosen != Some(*idx)).map(|(_, option)| option);
    let chosen = case.chosen.map(|idx| &options[idx]);
    let risks = chosen.and_then(|option| option.risks.as_ref()).map_or(0, Vec::len);
    if let Some(name) = counted(risks.saturating_sub(WORST), "more risk", "more risks") {
        unsaid.push(Unsaid::told(name, "More risks", facts::more_risks(case)));
    }
    let mut add = |is_there: bool, name: &str, term: &'static str, text: &dyn Fn(&Case) -> String| {
        if is_there {
            unsaid.push(Unsaid::told(name, term, text(case)));
        }
    };
    let nothing = |_: &Case| String::new();
    let has_risks = |option: &ConsideredOption| option.risks.as_ref().is_some_and(|risks| !risks.is_empty());
    add(others().any(has_risks), "risks of the other options", "Other risks", &facts::other_risks);
    add(options.iter().any(|option| option.summary.is_some()), "what each option is", "Options", &facts::summaries);
    add(
        others().any(|option| {
            let known = option.supplier.as_ref();
            known.is_some_and(|it| it.parent.is_some() || it.alternatives.is_some() || !it.functions.is_empty())
        }),
        "who stands behind their suppliers",
        "Other suppliers",
        &facts::suppliers,
    );
    add(
        others().any(|option| option.people.is_some() || option.recover.is_some()),
        "people and repair of the other options",
        "Others need",
        &facts::people,
    );
    add(
        options.iter().any(|option| option.optimism_bias.is_some() || option.reference_class.is_some()),
        "allowances for overrun",
        "Overrun",
        &facts::overruns,
    );
    add(options.iter().any(has_schedule), "sums of single years", "In single years", &facts::schedules);
    add(!record.inputs.drivers.is_empty(), "what costs scale with", "Costs scale with", &facts::drivers);
    add(record.inputs.study.is_some() && !tells_study(page), "a study before deciding", "", &nothing);
    add(
        record.inputs.late_cost.is_some() && record.inputs.needed_by.is_none(),
        "what lateness costs",
        "Being late",
        &facts::late_cost,
    );
    add(record.inputs.timing.is_some(), "when in a year money flows", "", &nothing);
    add(record.inputs.until_ready.is_some(), "what today’s way costs until then", "Until then", &facts::until_ready);
    add(options.iter().any(has_basis), "where estimates come from", "", &nothing);
    let more = record.revisit.len().saturating_sub(shown_reasons(page));
    unsaid.extend(counted(more, "more reason to reopen it", "more reasons to reopen it").map(Unsaid::named));
    unsaid.extend(counted(ai_answers(case), "more answer on AI", "more answers on AI").map(Unsaid::named));
    let mut add = |is_there: bool, name: &str, term: &'static str, text: &dyn Fn(&Case) -> String| {
        if is_there {
            unsaid.push(Unsaid::told(name, term, text(case)));
        }
    };
    add(!record.history.is_empty(), "how its status changed", "So far", &facts::history);
    add(!record.tags.is_empty(), "tags", "Tags", &facts::tags);
    add(!record.unknown_keys.is_empty(), "keys of its author’s own", "", &nothing);
    unsaid
}

fn shown_reasons(page: &BriefPage) -> usize {
    page.flips.iter().filter(|flip| flip.heading == super::doubt::REOPEN).count()
}

fn tells_study(page: &BriefPage) -> bool {
    let is_on_study = |piece: &crate::report::narrate::Piece| piece.method == Some("study");
    page.doubt.lead.iter().flat_map(|lead| &lead.sentences).flat_map(|sentence| &sentence.pieces).any(is_on_study)
}

fn has_schedule(option: &ConsideredOption) -> bool {
    matches!(&option.cost, Some(Cost::Flows(flows)) if !flows.at.is_empty())
}

/// Whether an author said where an estimate of an option comes from.
fn has_basis(option: &ConsideredOption) -> bool {
    let cost = option.cost.iter().flat_map(|cost| match cost {
        Cost::Total(total) => vec![Some(total)],
        Cost::Flows(flows) => {
            let yearly = match &flows.yearly {
                Some(Yearly::Sum(rate) | Yearly::Per { rate, .. }) => Some(rate),
                _ => None,
            };
            vec![flows.once.as_ref(), yearly, flows.growth.as_ref()]
        }
    });
    let exit = option.exit.iter().flat_map(|exit| [exit.months.as_ref(), exit.cost.as_ref()]);
    let levels = option.levels.iter().map(|(_, level)| Some(level));
    let all = cost.chain(exit).chain(levels).chain([option.ready.as_ref()]);
    all.flatten().any(|estimate: &Estimate| estimate.basis != Basis::default())
}

/// How many questions on AI are answered and stand in no line of the brief.
fn ai_answers(case: &Case) -> usize {
    const SHOWN: [&str; 8] =
        ["use", "stage", "waits-for", "class", "classified-by", "human-review", "stop", "if-wrong"];
    let Some(ai) = &case.record.ai else { return 0 };
    let duties = ai.duties(case.record.stage);
    let answered = duties.iter().flat_map(|(_, questions)| questions).filter(|(_, is_answered)| *is_answered);
    answered.filter(|(key, _)| !SHOWN.contains(key)).count()
}
