//! Puts the blocks together and keeps them within their budget of words.

use super::page::{BriefPage, OtherLine};
use super::{
    ai, ask, bind, context, contract, doubt, height, left_out, losses, minutes, money, outcome, paper, people, risk,
    standing, years,
};
use crate::analysis::ChosenBy;
use crate::model::Status;
use crate::number::{capitalized, count, count_word, listed};
use crate::report::narrate::{Case, Paragraph, Prose, Turn, headline, merits, turns};
use crate::report::picture::picture;
use crate::report::{Head, Input, Part, label, link, status_word};

/// How many words of sentences a brief has at most.
pub const WORD_BUDGET: usize = 350;

/// Composes the brief of a record.
pub fn brief(input: &Input, record_idx: usize) -> BriefPage {
    let case = Case::new(input, record_idx);
    let record = case.record;
    let logged = case.logged;
    let record_title = crate::report::narrate::clean(&record.title.text);
    let headline = headline(&case);
    let name = label(logged);
    let head_title = match &name {
        Some(label) => Head::joined(&record_title, &label.to_lowercase()),
        None => record_title.clone(),
    };
    let the_ask = ask::ask(&case);
    let decided = ask::decided(&case);
    let is_ask_shown = decided.is_none() || !the_ask.is_generated;
    let description = decided.as_ref().filter(|_| !is_ask_shown).unwrap_or(&the_ask).line.plain();
    let related = standing::related(&case);
    let context_pairs = context::pairs(&case);
    let (outcome, outcome_table) = outcome::outcome(&case).unzip();
    let minutes = minutes::minutes(&case, &the_ask);
    let (losses_finding, loss_table) = losses::table(&case).unzip();
    let mut page = BriefPage {
        head: Head::new(input, "brief", Part::Decisions, link::brief(logged), &head_title, description),
        label: name.unwrap_or_else(|| "Decision".to_owned()),
        status: capitalized(&status_word(logged)),
        status_since: standing::since(&case),
        meeting: standing::meeting(&case),
        banner: standing::banner(&case),
        question: (!headline.is_title_told).then_some(record_title),
        title: headline.text,
        goals: goals(&case),
        decided,
        ask: the_ask,
        is_ask_shown,
        why_now: money::why_now(&case),
        recommendation: doubt::recommendation(&case),
        comparison: comparison_link(&case),
        picture: None,
        cost: money::cost(&case),
        cost_table: money::cost_table(&case),
        years_finding: years::finding(&case),
        year_table: years::table(&case, years::ROWS),
        ready: money::ready(&case),
        ready_table: money::ready_table(&case),
        dependence: bind::dependence(&case),
        exit_table: bind::exit_table(&case),
        contract_table: contract::table(&case),
        risk: risk::risk(&case),
        risk_table: risk::risk_table(&case),
        losses_finding,
        loss_table,
        risk_pairs: risk::pairs(&case),
        ai: ai::ai(&case),
        ai_pairs: ai::pairs(&case),
        flips: doubt::flips(&case),
        doubt: doubt::doubt(&case),
        others: doubt::others(&case),
        other_lines: doubt::other_lines(&case),
        asked: people::asked(&case),
        asked_pairs: people::asked_pairs(&case),
        next: people::next(&case),
        steps: people::steps(&case),
        signs: record.is_open().then(|| people::signs(&case)),
        outcome,
        outcome_table: outcome_table.flatten(),
        context: context::context(&case, &context_pairs, &related),
        context_pairs,
        related,
        minutes,
        gaps: None,
        is_asked_widest: false,
        more: Vec::new(),
        left_out: Vec::new(),
        record_href: link::record(logged),
    };
    let mut dropped = keep_to_budget(&case, &mut page);
    page.picture = picture(&case, |option| in_a_line(&case, &page.other_lines, option));
    if let Some(picture) = &mut page.picture {
        picture.caption = format!("{}. {}", page.others.finding, picture.caption);
    }
    page.gaps = gaps(&page);
    dropped.extend(paper::keep_to_sheet(&case, &mut page));
    left_out::tell_the_rest(&case, &mut page, &dropped);
    page.is_asked_widest = height::is_asked_widest(&page);
    page.head.fit = paper::fit(&page);
    page
}

/// What is said of an option beside its total: what there is for and against it, or why it stands first.
fn in_a_line(case: &Case, lines: &[OtherLine], option: usize) -> Option<(Prose, bool)> {
    if case.chosen == Some(option) {
        let word = match case.chosen_by {
            ChosenBy::Decision => "Decided",
            ChosenBy::Recommendation if case.record.status() == Some(Status::Rejected) => "Was recommended",
            ChosenBy::Recommendation => "Recommended",
            _ => "First by the numbers",
        };
        let merits = merits(case, option);
        let text = if merits.is_empty() { format!("{word}.") } else { format!("{word}: {}.", listed(&merits)) };
        return Some((Prose::of(text), false));
    }
    let place = case.order.iter().filter(|idx| case.chosen != Some(**idx)).position(|idx| *idx == option)?;
    lines.get(place).map(|line| (line.text.clone(), line.is_gap))
}

/// Gathers what nobody has answered, so that it is seen in one place with whom to ask; blocks keep what they say.
fn gaps(page: &BriefPage) -> Option<(String, Vec<String>)> {
    let said =
        page.blocks().into_iter().chain([&page.next]).flat_map(|block| block.lead.iter().chain(&block.paragraphs));
    let boxes = [page.decided.as_ref(), page.is_ask_shown.then_some(&page.ask)];
    let notes = boxes.into_iter().flatten().flat_map(|of| &of.notes);
    let found: Vec<String> = notes.chain(said).filter(|paragraph| paragraph.is_gap).map(Paragraph::plain).collect();
    let count = found.len();
    let title = match count {
        0 => return None,
        1 => "One question has no answer yet".to_owned(),
        count => format!("{} questions have no answer yet", capitalized(&count_word(count))),
    };
    Some((title, found))
}

fn goals(case: &Case) -> Option<String> {
    let names: Vec<String> = case
        .record
        .serves
        .iter()
        .map(|slug| {
            let known = case.input.book.goals.iter().find(|(known, _)| known == slug);
            crate::report::narrate::clean(known.map_or(slug.as_str(), |(_, sentence)| sentence))
        })
        .collect();
    match names.as_slice() {
        [] => None,
        [only] => Some(format!("Goal served: {only}")),
        many => Some(format!("Goals served: {}", many.join("; "))),
    }
}

fn comparison_link(case: &Case) -> Option<(String, String)> {
    let options = case.record.options.len();
    (options > 1)
        .then(|| match options {
            2 => "Compare both options".to_owned(),
            options => format!("Compare all {}", count(options, "option", "options")),
        })
        .map(|text| (link::comparison(case.logged), text))
}

/// What is named as left out, by block in the order of the page: nothing where a table says the same.
const MORE: [Option<&str>; 10] = [
    None,
    Some("how totals compare"),
    None,
    Some("what lateness costs"),
    Some("shares of suppliers"),
    None,
    Some("what else could change it"),
    Some("more on the others"),
    None,
    None,
];

/// Takes out optional sentences, the last block's first, until the page is short enough; names what went.
fn keep_to_budget(case: &Case, page: &mut BriefPage) -> Vec<&'static str> {
    let mut dropped = Vec::new();
    loop {
        if page.word_count() <= WORD_BUDGET {
            if !name_most_fragile(case, page) {
                return dropped;
            }
        } else if let Some(block) = drop_one(page) {
            dropped.extend(MORE[block]);
        } else if drop_price(page) {
            // The table of cost shows both.
        } else if drop_flip(case, page) {
            dropped.push("one more thing that would change our mind");
        } else {
            return dropped;
        }
    }
}

/// Where the sentence that names the most fragile assumption found no room, its heading says so. Whether it was named here.
fn name_most_fragile(case: &Case, page: &mut BriefPage) -> bool {
    const NAME: &str = "Weakest assumption";
    let sentences = page.doubt.lead.iter().flat_map(|paragraph| &paragraph.sentences);
    if sentences.into_iter().any(|sentence| sentence.plain().starts_with(NAME)) {
        return false;
    }
    let heading = turns(case).first().map(Turn::heading);
    match page.flips.first_mut().filter(|item| Some(&item.heading) == heading.as_ref()) {
        Some(item) => {
            item.heading = format!("{NAME}: {}", item.heading);
            true
        }
        None => false,
    }
}

/// Takes the difference in cost off what the authors say of another option: the table of cost shows both.
fn drop_price(page: &mut BriefPage) -> bool {
    for line in page.other_lines.iter_mut().rev() {
        if let Some(shorter) = line.shorter.take() {
            line.text = shorter;
            return true;
        }
    }
    false
}

/// Takes out the second of four things that would change our mind: the first is the likeliest, and each sort that is
/// there keeps one.
fn drop_flip(case: &Case, page: &mut BriefPage) -> bool {
    if page.flips.len() < 4 {
        return false;
    }
    page.flips.remove(1);
    page.doubt.finding = doubt::counted(case, &page.flips);
    true
}

/// Takes out one sentence; the place of its block in the order of the page.
fn drop_one(page: &mut BriefPage) -> Option<usize> {
    for (place, block) in page.blocks_mut().into_iter().enumerate().rev() {
        for paragraphs in [&mut block.paragraphs, &mut block.lead] {
            for idx in (0..paragraphs.len()).rev() {
                let sentences = &mut paragraphs[idx].sentences;
                if let Some(found) = sentences.iter().rposition(|sentence| sentence.is_optional) {
                    sentences.remove(found);
                    if sentences.is_empty() {
                        paragraphs.remove(idx);
                    }
                    return Some(place);
                }
            }
        }
    }
    None
}
