//! What would turn the answer: turning values, weightings, studies, shocks.

use super::doubts::{first_share, has_doubt, is_near_the_next};
use super::reading::{holes, is_chance_number, is_near, is_percent, is_share_of_futures, is_sum, printed};
use super::{Found, Told, plain, prose};
use adr::report::{Figures, FlipFigures};

/// Values that turn it: the side, the value, who leads there and how likely that is.
pub(super) fn turns(told: &Told, figures: &Figures, found: &mut Found) {
    let leader = told.leader();
    for flip in &figures.flips {
        found.holds("turns: another leads", told.named(Some(&flip.then_first)) != leader, &format!("{flip:?}"));
        let bar = figures.tornado.iter().find(|bar| bar.input == flip.input);
        let Some(bar) = bar.filter(|_| Some(&flip.then_first) == figures.runner_up.as_ref()) else { continue };
        let (end, lead) = if flip.above { (bar.high, bar.lead_high) } else { (bar.low, bar.lead_low) };
        let is_beyond = if flip.above { end > flip.at } else { end < flip.at };
        found.holds("turns: as in the tornado", !is_beyond || lead <= 1e-6, &format!("{flip:?} {bar:?}"));
    }
    for item in &told.brief.flips {
        let heading = plain(&item.heading);
        let text = prose(&item.text);
        let Some(now) = text.strip_prefix("Now ") else { continue };
        let heading = heading.trim_start_matches("Weakest assumption: ");
        // What is said of the value is that of one of the values found, on its side.
        let fits = |flip: &&FlipFigures| is_turn(heading, flip);
        let flip = figures
            .flips
            .iter()
            .find(|flip| fits(flip) && is_told_likelihood(&text, flip) && is_then(told, &text, flip));
        found.holds(
            "turns: value, side, winner, likelihood",
            flip.is_some(),
            &format!("{heading} | Now {now} | {:?}", figures.flips),
        );
    }
    let first = told.brief.flips.iter().find(|item| item.heading.starts_with("Weakest assumption: "));
    if let (Some(item), Some(flip)) = (
        first,
        figures.flips.iter().find(|flip| (flip.at - flip.now).abs() > 0.01 * flip.now.abs()).or(figures.flips.first()),
    ) {
        let heading = plain(&item.heading);
        let is_so = figures.tied.len() > 1
            || is_turn(heading.trim_start_matches("Weakest assumption: "), figures.flips.first().unwrap_or(flip));
        found.holds("turns: the weakest first", is_so, &format!("{heading} {flip:?}"));
    }
    // The likeliest first, then what is held to be certain, then what lies outside its own range.
    let rank = |flip: &FlipFigures| match flip.likelihood {
        Some(chance) if chance > 0.0 => 2.0 + chance,
        None => 1.0,
        Some(_) => 0.0,
    };
    let is_sorted = figures.flips.is_sorted_by(|a, b| rank(a) >= rank(b));
    found.holds("turns: likeliest first", is_sorted, &format!("{:?}", figures.flips));
}

/// Whether a heading names this side and value.
fn is_turn(heading: &str, flip: &FlipFigures) -> bool {
    let side = |above: &str, below: &str| {
        heading.rsplit_once(above).map(|(_, at)| (true, at)).or(heading.rsplit_once(below).map(|(_, at)| (false, at)))
    };
    if let Some((above, at)) = side(" above ", " below ") {
        let number = at.trim_end_matches(" of 100").trim_end_matches(" months").trim_end_matches(" month");
        let number = number.trim_end_matches(" times a year").trim_end_matches(" a year").trim_end_matches(" a month");
        let value = match number {
            "never" | "nothing" => Some(0.0),
            number => {
                printed(number, "").map(|found| if number.ends_with('%') { found.value / 100.0 } else { found.value })
            }
        };
        return above == flip.above
            && value.is_some_and(|value| {
                (value - flip.at).abs() <= 0.1 * (flip.at - flip.now).abs() + 0.051 * flip.at.abs() + 1e-6
            });
    }
    // Of a rate, the wait between two.
    side(" more often than once in ", " less often than once in ").is_some_and(|(above, _)| above == flip.above)
        || heading.contains(" once in ")
}

fn is_told_likelihood(text: &str, flip: &FlipFigures) -> bool {
    match flip.likelihood {
        Some(0.0) => text.contains("outside our own range"),
        Some(chance) => {
            let number = text.trim_end_matches('.').rsplit_once(", ").map(|(_, number)| number);
            number.is_some_and(|number| is_chance_number(number, chance))
        }
        None => !text.contains(" in 10") && !text.contains("likely"),
    }
}

fn is_then(told: &Told, text: &str, flip: &FlipFigures) -> bool {
    let doing = told.named(Some(&flip.then_first)).map(|idx| plain(&told.names[idx].doing)).unwrap_or_default();
    [format!("Then {doing} is better"), format!("Then {doing} comes first"), format!("Then the numbers favor {doing}")]
        .iter()
        .any(|then| text.contains(then))
}

pub(super) fn doubt_sentence(told: &Told, figures: &Figures, sentence: &str, found: &mut Found) {
    let leader = told.leader().unwrap_or(usize::MAX);
    let weightings =
        |idx: usize| told.figures_of(idx).and_then(|option| option.rank_shares_over_all_weightings.first()).copied();
    if let Some(inner) = holes(sentence, "Our estimates {} turn {} ({} comes first in {} simulated futures){}.") {
        let share = first_share(told, leader);
        let is_so = told.option(inner[2]) == Some(leader) && is_share_of_futures(inner[3], share);
        found.holds("doubt: both sorts", is_so, &format!("{sentence} {share}"));
        let is_word = match inner[0] {
            "are unlikely to" => share >= 0.85,
            "could well" => share < 0.605,
            _ => (0.595..0.92).contains(&share),
        };
        found.holds("doubt: how firm", is_word, &format!("{sentence} {share}"));
        if let Some(inner) = holes(inner[4], "{}(still first in {} of all weightings)") {
            let is_so = weightings(leader).is_some_and(|share| is_percent(inner[1], share));
            found.holds("doubt: all weightings", is_so, &format!("{sentence} {:?}", weightings(leader)));
        }
    } else if let Some(rest) = sentence.strip_prefix("Over all possible weightings, ") {
        for part in rest.trim_end_matches('.').split(", ").flat_map(|part| part.split(" and ")) {
            let Some((who, share)) = part.rsplit_once(" in ") else { continue };
            let idx = told.option(who.trim_end_matches(" is first"));
            let is_so = idx.and_then(weightings).is_some_and(|found| is_percent(share, found));
            found.holds("doubt: over all weightings", is_so, &format!("{sentence} {idx:?}"));
        }
    } else if let Some(inner) = holes(sentence, "Moving {} point{} of 100 from {} to {} makes {} the choice.") {
        let shift = told.option(inner[4]).and_then(|idx| told.figures_of(idx)?.least_weight_shift.as_ref());
        let is_so = shift.is_some_and(|shift| {
            let points: f64 = inner[0].parse().unwrap_or(f64::NAN);
            points >= shift.points - 1e-9 && points < shift.points + 1.0 + 1e-9
        });
        found.holds("doubt: least shift", is_so, &format!("{sentence} {shift:?}"));
    } else if sentence.contains("study costs ") {
        study(figures, sentence, found);
    } else if let Some(inner) = holes(sentence, "Knowing every estimate exactly would be worth at most {}.") {
        found.holds("doubt: knowing everything", figures.evpi.is_some_and(|evpi| is_sum(inner[0], evpi)), sentence);
    } else if let Some(inner) =
        holes(sentence, "The most telling estimate is {}: knowing it for sure is worth up to {}.")
    {
        let first = figures.input_worths.first();
        let is_so = first.is_some_and(|first| {
            is_sum(inner[1], first.worth) && figures.evpi.is_some_and(|evpi| first.worth <= evpi * 1.0001 + 1e-6)
        });
        found.holds("doubt: the most telling", is_so, &format!("{sentence} {first:?}"));
    } else if let Some(inner) =
        holes(sentence, "The worst shock we tried: {}. It costs {} more, and {}.").filter(|inner| inner[1] != "no")
    {
        let (chosen, _) = told.chosen().expect("a shock to what is chosen");
        let name = &figures.options[chosen].name;
        let of_chosen = |sum: &&adr::report::ScenarioFigures| {
            sum.extra_cost.get(name).copied().flatten().is_some_and(|extra| is_sum(inner[1], extra))
        };
        let is_so = figures.scenarios.iter().filter(of_chosen).any(|scenario| match inner[2] {
            "the choice holds" => scenario.holds && told.leader() == Some(chosen),
            end if end.ends_with("is better then") => !scenario.holds,
            _ => true,
        });
        found.holds("doubt: worst shock", is_so, sentence);
    } else if let Some(inner) = holes(sentence, "{} is better than {} on no criterion, and worse on {}.") {
        let pair = told.option(inner[0]).zip(told.option(inner[1]));
        let is_so = pair.is_some_and(|(idx, by)| figures.options[idx].dominated_by.contains(&figures.options[by].name));
        found.holds("doubt: dominated", is_so, sentence);
    } else if let Some(inner) = holes(sentence, "{} comes first in {} simulated futures{}.") {
        let share = first_share(told, leader);
        let is_so = told.option(inner[0]) == Some(leader) && is_share_of_futures(inner[1], share) && has_doubt(figures);
        let is_close = inner[2].contains("not a close call") != is_near_the_next(figures);
        let is_both = inner[2] == ": both come out the same";
        found.holds("doubt: both of two", !is_both || figures.tied.len() == 2, sentence);
        found.holds("doubt: first in so many futures", is_so && is_close, &format!("{sentence} {share}"));
    } else if let Some(inner) = holes(sentence, "{} comes to {} of 100, {} to {}.") {
        let total = |doing: &str| {
            told.option(doing.trim_start_matches("by its").trim()).and_then(|idx| told.figures_of(idx)?.total)
        };
        if inner[2].starts_with("whatever") || inner[2].starts_with("by its") {
            return;
        }
        let is = |text: &str, total: Option<adr::report::SummaryFigures>| {
            total.is_some_and(|total| super::reading::is_estimate(text, total.mean, total.p5, total.p95))
        };
        let is_so =
            is(inner[1], total(inner[0])) && is(inner[3].split(':').next().unwrap_or_default(), total(inner[2]));
        found.holds("doubt: totals", is_so, &format!("{sentence} {:?} {:?}", total(inner[0]), total(inner[2])));
    } else if let Some(inner) = holes(sentence, "{} cannot be ranked: its {} not estimated.") {
        let idx = told.option(inner[0].rsplit(". ").next().unwrap_or_default());
        found.holds(
            "doubt: cannot be ranked",
            idx.is_some_and(|idx| !figures.options[idx].missing.is_empty()) || inner[0].contains('.'),
            sentence,
        );
    }
}

/// What a study is worth against what it costs.
fn study(figures: &Figures, sentence: &str, found: &mut Found) {
    let Some(study) = &figures.study else { return found.holds("doubt: study", false, sentence) };
    let price = study.cost + study.delay_cost;
    let said =
        sentence.split_once("study costs ").and_then(|(_, rest)| rest.split([' ', ',']).next()).unwrap_or_default();
    found.holds("doubt: price of a study", is_sum(said, price), &format!("{sentence} {study:?}"));
    let worth = study.worth.unwrap_or(0.0);
    let evpi = figures.evpi.unwrap_or(f64::INFINITY);
    found.holds(
        "doubt: a study is worth no more than knowing all",
        worth <= evpi * 1.0001 + 1e-6,
        &format!("{study:?} {evpi}"),
    );
    if let Some(inner) = holes(sentence, "{} before deciding is worth about {}; the study costs {}") {
        found.holds(
            "doubt: worth of a study",
            printed(inner[1], "").is_some_and(|sum| is_near(sum, worth, 0.0)),
            &format!("{sentence} {study:?}"),
        );
    }
    let is_so = if sentence.ends_with("so it pays.") {
        worth > price * 0.999
    } else if sentence.ends_with("no study can pay.") {
        evpi < price * 1.001
    } else {
        worth <= price * 1.001
    };
    found.holds("doubt: whether a study pays", is_so, &format!("{sentence} {study:?}"));
}
