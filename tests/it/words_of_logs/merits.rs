//! What an option is best at, what totals say, what other methods and each decider say, and who is out.

use super::doubts::all_sentences;
use super::reading::{holes, is_estimate, is_near, is_percent, is_sum, printed};
use super::{Found, Told, Whole, plain};
use adr::report::{Figures, OptionFigures, SummaryFigures};

pub(super) fn check(whole: &Whole, told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    let title = plain(&told.brief.title);
    if let Some((idx, merits)) =
        title.split_once(": it ").and_then(|(start, merits)| Some((subject(told, start)?, merits)))
    {
        all(figures, idx, merits, &title, found);
    }
    let mut said = all_sentences(told);
    said.extend(told.page.opinions.iter().flat_map(|block| super::sentences(&block.lead)));
    for sentence in &said {
        // A sentence on totals or costs has figures, merits have none.
        if let Some(idx) = subject(told, sentence).filter(|_| !sentence.contains(|c: char| c.is_ascii_digit())) {
            let name = plain(&told.names[idx].subject());
            let merits = sentence[name.len()..].trim().trim_end_matches('.');
            all(figures, idx, merits, sentence, found);
        }
        totals(whole, told, figures, sentence, found);
        others(whole, told, figures, sentence, found);
    }
}

/// The option that a text begins with.
fn subject(told: &Told, text: &str) -> Option<usize> {
    told.names.iter().position(|name| {
        text.strip_prefix(&plain(&name.subject())).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// "costs least, has the smallest expected loss and is ready first"
fn all(figures: &Figures, idx: usize, merits: &str, text: &str, found: &mut Found) {
    let own = &figures.options[idx];
    let rivals =
        || (0..figures.options.len()).filter(|other| *other != idx && figures.options[*other].failed_musts.is_empty());
    // What is not known of a rival is not held against the option.
    let is_least = |value: &dyn Fn(&OptionFigures) -> Option<f64>| {
        value(own)
            .is_some_and(|own| rivals().all(|rival| value(&figures.options[rival]).is_none_or(|value| value > own)))
    };
    for merit in merits.split(", ").flat_map(|merit| merit.split(" and ")) {
        match merit {
            "costs least" => {
                let is_so =
                    is_least(&|option| Some(option.total_cost?.mean)) && is_least(&|option| Some(option.cash?.p50));
                found.holds("merits: costs least", is_so, text);
            }
            "needs least cash" => {
                found.holds("merits: needs least cash", is_least(&|option| Some(option.cash?.p50)), text);
            }
            "has the smallest expected loss" => {
                found.holds("merits: smallest loss", is_least(&|option| Some(option.annual_loss?.mean)), text);
            }
            "is ready first" => {
                let comes = |option: &OptionFigures| {
                    option
                        .ready_months
                        .map(|ready| ready.p50)
                        .filter(|_| option.ready_months.is_some_and(|ready| ready.p95 > 0.0))
                };
                found.holds("merits: ready first", is_least(&comes), text);
            }
            "is quickest to leave" => {
                found.holds("merits: quickest to leave", is_least(&|option| Some(option.exit_months?.p50)), text);
            }
            _ => {
                let Some(criterion) = merit.strip_prefix("does best on ") else { continue };
                let is_so = is_least(&|option| Some(-option.scores.get(criterion).copied().flatten()?.mean));
                found.holds("merits: best on a criterion", is_so, text);
            }
        }
    }
}

fn totals(whole: &Whole, told: &Told, figures: &Figures, sentence: &str, found: &mut Found) {
    let total = |doing: &str| told.option(doing).and_then(|idx| figures.options[idx].total);
    let leader = told.leader().and_then(|idx| figures.options[idx].total);
    let chosen = told.chosen().and_then(|(_, option)| option.total);
    let is = |text: &str, total: Option<SummaryFigures>| {
        total.is_some_and(|total| is_estimate(text, total.mean, total.p5, total.p95))
    };
    if let Some(inner) = holes(sentence, "{} has the higher total: {} of 100, against {}.") {
        let is_so = told.option(inner[0]) == told.leader() && is(inner[1], leader) && is(inner[2], chosen);
        let is_higher = leader.zip(chosen).is_some_and(|(leader, chosen)| leader.mean > chosen.mean);
        found.holds("totals: the higher", is_so && is_higher, sentence);
    } else if let Some(inner) = holes(sentence, "The best reaches {} of 100; {} would be good enough.") {
        let least = printed(inner[1], "").map_or(f64::NAN, |least| least.value);
        let is_so = is(inner[0], leader) && least == whole.book.acceptable && figures.none_good_enough;
        found.holds("totals: good enough", is_so && leader.is_some_and(|leader| leader.mean < least), sentence);
    } else if let Some(inner) = holes(sentence, "{} ties with {}, at {} of 100.") {
        let is_so = is(inner[2], total(inner[0])) && is(inner[2], total(inner[1]));
        found.holds("totals: a tie of two", is_so && figures.tied.len() > 1, sentence);
    } else if let Some(inner) = holes(sentence, "{} tie, at {} of 100.") {
        let names: Vec<&str> = inner[0].split(", ").flat_map(|name| name.split(" and ")).collect();
        let is_so = names.iter().all(|name| is(inner[1], total(name))) && names.len() == figures.tied.len();
        found.holds("totals: a tie of several", is_so, sentence);
    } else if let Some(inner) = holes(sentence, "{} comes to {} to {} of 100, {}; {} to {}.") {
        let span = told.option(inner[0]).and_then(|idx| figures.options[idx].total_span);
        let is_so = span.is_some_and(|(low, high)| is_sum(inner[1], low) && is_sum(inner[2], high));
        let is_whole = |text: &str, total: Option<SummaryFigures>| {
            total.is_some_and(|total| {
                printed(text, "").is_some_and(|found| is_near(found, total.mean, total.p95 - total.p5))
            })
        };
        found.holds("totals: a gap", is_so && is_whole(inner[5], total(inner[4])), &format!("{sentence} {span:?}"));
        let decides = inner[3].starts_with("whatever ");
        found.holds("totals: whether a gap decides", decides == (told.leader() == told.option(inner[0])), sentence);
    }
}

fn others(whole: &Whole, told: &Told, figures: &Figures, sentence: &str, found: &mut Found) {
    if let Some(rest) = sentence.strip_prefix("Judged by ") {
        let leader = figures.leader.as_ref();
        let agree = figures
            .opinions
            .iter()
            .filter(|opinion| leader.is_some_and(|leader| opinion.first.contains(leader)))
            .count();
        let first = rest.split("; ").next().filter(|part| part.contains(" comes first too"));
        let said = first.map_or(0, |part| {
            part.split(" comes first")
                .next()
                .unwrap_or_default()
                .split(" and ")
                .flat_map(|part| part.split(", "))
                .count()
                - 1
        });
        found.holds("opinions: who agrees", said == agree, &format!("{sentence} {:?}", figures.opinions));
    } else if let Some(inner) = holes(sentence, "Both deciders put {} first by {}.") {
        let is_so = figures.deciders.iter().all(|decider| told.named(decider.leader.as_ref()) == told.option(inner[0]));
        found.holds("deciders: agree", is_so, sentence);
    } else if let Some(inner) = holes(sentence, "By {}, the CTO puts {} first and the CFO puts {} first.") {
        let of = |role: &str| {
            figures
                .deciders
                .iter()
                .find(|decider| decider.role == role)
                .and_then(|decider| told.named(decider.leader.as_ref()))
        };
        let is_so = of("CTO") == told.option(inner[1]) && of("CFO") == told.option(inner[2]);
        found.holds("deciders: each", is_so, sentence);
    } else if sentence == "Whatever we found out, the same option would come first." {
        found.holds("doubt: nothing to find out", figures.evpi.is_some_and(|evpi| evpi <= 0.0), sentence);
    } else if let Some(inner) = holes(sentence, "{} is out: it costs too much (at most {}).{}") {
        let idx = told.option(inner[0].rsplit(". ").next().unwrap_or_default());
        let is_so = idx.is_some_and(|idx| {
            let option = &figures.options[idx];
            let is_over = option
                .total_cost
                .zip(printed(inner[1], ""))
                .is_some_and(|(cost, bound)| cost.p50 > bound.value * 0.999);
            option.failed_musts == ["cost"] && is_over
        });
        found.holds("totals: out", is_so, sentence);
    } else if let Some(inner) =
        holes(sentence, "In {}, {} takes {} of a budget of {}.").or(holes(sentence, "In {}, {} takes {}."))
    {
        let year: i16 = inner[0].parse().unwrap_or(0);
        let of_year = told.chosen().and_then(|(_, option)| option.by_calendar_year.iter().find(|of| of.year == year));
        let spent = of_year.map(|year| year.one_off + year.running + year.exit);
        let budget =
            inner.get(3).map(|budget| whole.book.budget.get(&year).is_some_and(|stated| is_sum(budget, *stated)));
        let is_so = spent.is_some_and(|spent| is_sum(inner[2], spent)) && budget != Some(false);
        found.holds("cost: the first year", is_so, &format!("{sentence} {spent:?}"));
    } else if let Some(inner) = holes(
        sentence,
        "With this decision, {} gets {} of the spend on suppliers{} that this log knows; without it, {}",
    ) {
        let share = figures.concentration.as_ref().and_then(|change| change.after.suppliers.first());
        let is_so = share.is_some_and(|share| share.parent == inner[0] && is_percent(inner[1], share.share));
        found.holds("dependence: largest share", is_so, &format!("{sentence} {share:?}"));
        let before = figures.concentration.as_ref().and_then(|change| change.before.suppliers.first());
        let said = inner[3].split(". We accept").next().unwrap_or_default().trim_end_matches('.');
        let said = said.rsplit_once(", ").map_or(said, |(_, percent)| percent);
        let is_so = before.map_or(said == "nobody gets any", |before| is_percent(said, before.share));
        found.holds("dependence: share before", is_so, &format!("{sentence} {before:?}"));
    }
}
