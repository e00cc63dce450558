//! Who leads, and how surely: close calls, ties, gaps, shares.

use super::reading::{holes, is_share_of_futures};
use super::{Found, Told, all_text, plain, prose, sentences, turning};
use adr::report::Figures;

pub(super) fn check(told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    how_sure(told, figures, found);
    leads(told, figures, found);
    turning::turns(told, figures, found);
    for sentence in all_sentences(told) {
        turning::doubt_sentence(told, figures, &sentence, found);
    }
}

/// All sentences of brief and comparison.
pub(super) fn all_sentences(told: &Told) -> Vec<String> {
    let mut said = sentences(&told.page.lead);
    let blocks = told.brief.blocks();
    let shown =
        [&told.page.turns, &told.page.tornado, &told.page.finding_out, &told.page.stability, &told.page.scenarios];
    for block in blocks.into_iter().chain(shown.into_iter().flatten().map(|shown| &shown.block)) {
        said.extend(sentences(&block.lead));
        said.extend(sentences(&block.paragraphs));
    }
    said
}

/// A total that some range moves.
pub(super) fn has_doubt(figures: &Figures) -> bool {
    figures
        .options
        .iter()
        .filter(|option| !option.rank_shares.is_empty())
        .filter_map(|option| option.total)
        .any(|total| total.p5 < total.p95)
}

pub(super) fn is_near_the_next(figures: &Figures) -> bool {
    figures.close_call || figures.tied.len() > 1 || figures.named_together.len() > 1
}

pub(super) fn first_share(told: &Told, idx: usize) -> f64 {
    told.figures_of(idx).and_then(|option| option.rank_shares.first()).copied().unwrap_or(f64::NAN)
}

fn how_sure(told: &Told, figures: &Figures, found: &mut Found) {
    let boxes = [Some(&told.brief.ask), told.brief.decided.as_ref()];
    let facts = boxes.into_iter().flatten().flat_map(|ask| &ask.facts).filter(|fact| fact.term == "How sure?");
    for fact in facts {
        let (text, note) = (plain(&fact.text), fact.note.as_ref().map(prose).unwrap_or_default());
        let Some((chosen, _)) = told.chosen() else { continue };
        let share = first_share(told, chosen);
        if let Some(inner) = holes(&note, "{}comes first in {} simulated futures") {
            let is_so = is_share_of_futures(inner[1], share) && has_doubt(figures);
            found.holds("how sure: share", is_so, &format!("{text} ({note}) {share}"));
        }
        let least = match text.as_str() {
            "Almost certainly best" => 0.965,
            "Very likely best" => 0.85,
            "Likely best" => 0.55,
            _ => 0.0,
        };
        if least > 0.0 {
            let is_so =
                share >= least && told.leader() == Some(chosen) && !is_near_the_next(figures) && has_doubt(figures);
            found.holds("how sure: word", is_so, &format!("{text} ({note}) {share}"));
        } else if text == "A close call" || text == "A tie" {
            found.holds("how sure: close", is_near_the_next(figures), &format!("{text} ({note})"));
        } else if let Some(favored) = text.strip_prefix("The numbers favor ") {
            let is_so = told.option(favored) == told.leader() && told.leader() != Some(chosen);
            found.holds("how sure: against the numbers", is_so, &format!("{text} ({note})"));
        } else if text == "Nobody can say" {
            found.holds("how sure: without ranges", !has_doubt(figures), &note);
        } else if text == "None meets what must be" {
            found.holds(
                "how sure: none meets what must be",
                figures.options.iter().all(|option| !option.failed_musts.is_empty()),
                &text,
            );
        }
    }
}

/// Titles and findings that say who leads.
fn leads(told: &Told, figures: &Figures, found: &mut Found) {
    let texts = [&told.brief.title, &told.brief.recommendation.finding, &told.page.title, &told.page.question]
        .map(|text| plain(text));
    let chosen = told.chosen().map(|(idx, _)| idx);
    let leader = told.leader();
    for text in texts.iter().filter(|_| figures.tied.len() > 2) {
        found.holds("leads: no two of several", !text.contains("the two"), text);
    }
    for text in &texts {
        if text.contains(" beats ") {
            let is_so =
                !is_near_the_next(figures) && (has_doubt(figures) || !figures.close_call) && !figures.avoid_wins;
            found.holds("leads: beats", is_so, text);
        }
        if let Some((_, favored)) = text.split_once("the numbers favor ") {
            let is_so = told.option(favored) == leader && leader.is_some();
            let is_level =
                chosen != leader && chosen == told.named(figures.runner_up.as_ref()) && is_near_the_next(figures);
            found.holds("leads: the numbers favor", is_so && !is_level, text);
        }
        if let Some(inner) = holes(text, "{}, and it is a close call with {}") {
            let is_so = figures.close_call && told.option(inner[1]) == told.named(figures.runner_up.as_ref());
            found.holds("leads: a close call", is_so, text);
        }
        if text.contains(" come out the same") {
            found.holds("leads: a tie", figures.tied.len() > 1, text);
        }
        if text.contains("less than a point apart") {
            found.holds("leads: less than a point apart", figures.named_together.len() > 1, text);
        }
        for word in ["almost certainly", "very likely", "likely"] {
            if let Some(inner) = holes(text, &format!("{{}} is {word} the best choice{{}}")) {
                let share = leader.map_or(f64::NAN, |leader| first_share(told, leader));
                let least = match word {
                    "almost certainly" => 0.965,
                    "very likely" => 0.85,
                    _ => 0.55,
                };
                let is_so = told.option(inner[0]) == leader
                    && share >= least
                    && !is_near_the_next(figures)
                    && has_doubt(figures);
                found.holds("leads: best choice", is_so, &format!("{text} {share}"));
            }
        }
        if text.starts_with("Every option fails what must be") {
            found.holds("leads: all fail", figures.options.iter().all(|option| !option.failed_musts.is_empty()), text);
        }
        if text.contains("No option is good enough") {
            found.holds("leads: none good enough", figures.none_good_enough, text);
        }
        if text.starts_with("Leaving it alone wins") {
            found.holds("leads: avoid wins", figures.avoid_wins, text);
        }
        if text.contains("might come first") {
            found.holds("leads: a gap", !figures.might_lead.is_empty(), text);
        }
        if text.contains(", whatever its ") {
            let is_so =
                leader.and_then(|leader| told.figures_of(leader)).is_some_and(|option| !option.missing.is_empty());
            found.holds("leads: whatever it lacks", is_so, text);
        }
    }
    if figures.avoid_wins
        && !is_near_the_next(figures)
        && chosen == leader
        && !figures.none_good_enough
        && figures.options.len() > 1
        && figures.runner_up.is_some()
    {
        let is_so = told.page.title.starts_with("Leaving it alone wins")
            || told.names[leader.unwrap_or(0)].doing != "leaving it alone";
        found.holds("leads: avoid wins is said", is_so, &told.page.title);
    }
    // Without a range no share of futures stands anywhere.
    if figures.runner_up.is_some() && !has_doubt(figures) {
        let texts: Vec<String> = all_text(&told.brief).into_iter().chain(all_text(&told.page)).collect();
        let shares = ["comes first in ", "certainly best", "certainly the best", "likely best", "likely the best"];
        let wrong = texts.iter().find(|text| shares.iter().any(|share| text.contains(share)));
        found.holds("leads: no share without ranges", wrong.is_none(), wrong.map_or("", |text| text));
        let rows = told
            .page
            .options
            .as_ref()
            .map_or(0, |options| options.rows.iter().filter(|row| row.first.is_some()).count());
        found.holds("leads: no column of shares without ranges", rows == 0, &told.page.title);
    }
    // Who is recommended in a close call is not beaten.
    let is_second = chosen.is_some() && chosen == told.named(figures.runner_up.as_ref());
    if is_second && is_near_the_next(figures) {
        let said = all_sentences(told).join(" ") + &texts.join(" ");
        let wrong =
            ["numbers favor", "against the numbers", "has the higher total"].iter().any(|word| said.contains(word));
        found.holds("leads: not favored in a close call", !wrong, &said);
    }
}
