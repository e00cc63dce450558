//! Words against figures: what both pages of generated records say, held to the analysis they are made from.

use crate::words::{plain, sentences, told};
use adr::analysis::DecisionAnalysis;
use adr::report::narrate::Prose;
use std::cell::RefCell;

/// Numbers that look random enough and are the same everywhere.
pub(crate) struct Luck(pub(crate) u64);

impl Luck {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    pub(crate) fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    pub(crate) fn money(&mut self, unit: u64, has_ranges: bool) -> String {
        let sum = self.of(&[0, 10, 50, 100, 120, 300, 500, 900]) * unit;
        match self.below(3) {
            _ if sum == 0 || !has_ranges => sum.to_string(),
            0 => sum.to_string(),
            1 => format!("{sum} to {}", sum * self.of(&[2, 3])),
            _ => format!("{sum} / {} / {}", sum * 2, sum * 4),
        }
    }

    fn level(&mut self, has_ranges: bool) -> String {
        let low = self.below(90);
        if has_ranges && self.one_in(2) { format!("{low} to {}", low + 1 + self.below(10)) } else { low.to_string() }
    }

    pub(crate) fn option(&mut self, kind: &str, idx: u64, unit: u64, has_ranges: bool) -> String {
        let mut text = format!("  - {kind}: Option {idx}\n");
        if !self.one_in(10) {
            let (once, yearly) = (self.money(unit, has_ranges), self.money(unit / 10, has_ranges));
            text.push_str(&format!("    cost: {{ once: {once}, yearly: {yearly} }}\n"));
        }
        for level in ["flexibility", "dependency"] {
            if !self.one_in(15) {
                text.push_str(&format!("    {level}: {}\n", self.level(has_ranges)));
            }
        }
        let more = [
            format!("    ready: {}\n", self.of(&["0", "1.5", "3 to 15"])),
            format!("    benefit: {{ yearly: {} }}\n", self.money(unit / 10, has_ranges)),
            format!("    exit: {{ months: {}, cost: {} }}\n", self.of(&["1.5", "6", "3 to 15"]), unit),
        ];
        text.extend(more.into_iter().filter(|_| self.one_in(3)));
        if matches!(kind, "buy" | "partner") && !self.one_in(4) {
            text.push_str(&format!("    supplier: {{ name: {}, parent: Holding }}\n", self.of(&["Acme", "Beta"])));
        }
        text
    }

    fn record(&mut self) -> String {
        let (unit, has_ranges) = (self.of(&[10, 1_000, 1_000_000]), !self.one_in(4));
        let anchors = if self.one_in(3) { String::new() } else { format!(", worst: {}, best: 0", unit * 2_000) };
        let must = if self.one_in(6) { format!(", must: \"<= {}\"", unit * 400) } else { String::new() };
        let mut kinds = vec!["avoid"];
        kinds.extend((0..self.below(4)).map(|_| self.of(&["build", "buy", "partner", "avoid"])));
        let options: String = (0..).zip(&kinds).map(|(idx, kind)| self.option(kind, idx, unit, has_ranges)).collect();
        let sole: Vec<&str> =
            kinds.iter().copied().filter(|kind| kinds.iter().filter(|other| *other == kind).count() == 1).collect();
        let recommended = if sole.is_empty() || self.one_in(2) {
            String::new()
        } else {
            format!("recommend: {{ option: {}, because: We know it }}\n", self.of(&sole))
        };
        format!(
            "---
status: {}
currency: {}
discount-rate: {}
criteria:
  cost: {{ points: {}{anchors}{must} }}
  flexibility: {{ points: {} }}
  dependency: {{ points: {} }}
{recommended}options:
{options}---
# Which way?
",
            self.of(&["proposed", "draft", "accepted"]),
            self.of(&["EUR", "GBP", "USD"]),
            self.of(&["0%", "5%"]),
            self.of(&[10, 40, 60]),
            self.of(&[5, 20, 40]),
            self.of(&[5, 20, 40]),
        )
    }
}

/// Everything that both pages say, with common spaces.
fn said(text: &str, found: &RefCell<Option<DecisionAnalysis>>) -> (String, String) {
    let told = told(text, |decision| *found.borrow_mut() = Some(decision.clone()));
    let (brief, page) = (&told.brief, &told.comparison);
    let mut all = vec![brief.title.clone(), page.title.clone(), page.question.clone(), sentences(&page.lead)];
    all.extend(
        brief
            .ask
            .facts
            .iter()
            .map(|fact| format!("{} {}", fact.text, fact.note.as_ref().map_or_else(String::new, Prose::plain))),
    );
    all.extend(
        brief
            .blocks()
            .iter()
            .map(|block| format!("{} {} {}", block.finding, sentences(&block.lead), sentences(&block.paragraphs))),
    );
    all.extend(brief.flips.iter().map(|item| format!("{}: {}", item.heading, item.text.plain())));
    all.extend(brief.other_lines.iter().map(|line| line.text.plain()));
    for shown in [&page.turns, &page.tornado, &page.finding_out, &page.stability, &page.scenarios].into_iter().flatten()
    {
        let block = &shown.block;
        all.push(format!("{} {} {}", block.finding, sentences(&block.lead), sentences(&block.paragraphs)));
        assert!(shown.table.as_ref().is_none_or(|table| !table.rows.is_empty()), "an empty table in\n{text}");
    }
    all.extend(page.options.iter().map(|options| options.block.finding.clone()));
    (plain(&all.join("\n")), plain(&page.title))
}

#[test]
fn no_sentence_of_a_generated_record_contradicts_its_figures() {
    let mut luck = Luck(7);
    let (mut close, mut gaps, mut plain_leads, mut without_ranges) = (0, 0, 0, 0);
    for _ in 0..300 {
        let text = luck.record();
        let found = RefCell::new(None);
        let (said, title) = said(&text, &found);
        let Some(decision) = found.into_inner() else { continue };
        let verdict = &decision.verdict;
        let fail = |what: &str| panic!("{what}\n{said}\n{text}");
        for wrong in ["from to", "Moving 0", "NaN", " inf", ",,", " .", "whatever its,", "the two", "in and "] {
            if said.contains(wrong) {
                fail(wrong);
            }
        }
        if decision.flips.iter().any(|flip| Some(flip.then_first) == decision.leader) {
            fail("a turn to who leads already");
        }
        for flip in decision.flips.iter().filter(|flip| Some(flip.then_first) == decision.runner_up) {
            let Some(bar) = decision.tornado.iter().find(|bar| bar.input == flip.input) else { continue };
            let (end, lead) = if flip.is_above { (bar.high, bar.lead_high) } else { (bar.low, bar.lead_low) };
            let is_beyond = if flip.is_above { end > flip.at } else { end < flip.at };
            if is_beyond && lead > 1e-6 {
                fail(&format!("the tornado contradicts {flip:?}: {bar:?}"));
            }
        }
        let near = verdict.tied.len().max(verdict.named_together.len()) > 1;
        if (verdict.is_close_call || near) && said.contains(" beats ") {
            fail("beats in a close call");
        }
        let second =
            decision.chosen.filter(|chosen| Some(*chosen) == decision.runner_up && decision.chosen != decision.leader);
        if second.is_some() && (verdict.is_close_call || near) && said.contains("numbers favor") {
            fail("favored in a close call");
        }
        if verdict.does_avoid_win
            && !verdict.is_close_call
            && !near
            && decision.chosen == decision.leader
            && !verdict.is_none_good_enough
            && !title.contains("only option")
            && !title.starts_with("Leaving it alone wins")
            && !title.starts_with('“')
        {
            fail("leaving it alone wins, and the title does not say so");
        }
        if decision.runner_up.is_some() && !decision.has_doubt() {
            without_ranges += 1;
            if said.contains("comes first in") || said.contains("certainly") {
                fail("a share without a range");
            }
        }
        if !verdict.might_lead.is_empty() || decision.is_led_whatever() {
            gaps += 1;
            if !said.contains("whatever its") && !said.contains("might come first") {
                fail("a gap decides, or might, and nothing says so");
            }
        }
        if let (true, Some(leader), Some(second)) = (title.contains(" beats "), decision.leader, decision.runner_up) {
            plain_leads += 1;
            let total = |idx: usize| decision.options[idx].total.expect("complete").mean;
            let lead = total(leader) - total(second);
            let by = title.split(" by ").nth(1).and_then(|rest| rest.split(':').next()).expect("by how much");
            let number: String = by.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            let unit = match by.trim_end().chars().last() {
                Some('k') => 1e3,
                Some('m') => 1e6,
                Some('n') => 1e9,
                _ => 1.0,
            };
            let printed = number.parse::<f64>().expect("a number") * if by.contains("worth") { unit } else { 1.0 };
            let expected = decision.money_per_point().map_or(lead, |per_point| lead * per_point);
            let slack = if by.contains("worth") { 0.06 * expected.abs() } else { 1.01 };
            if (printed - expected).abs() > slack {
                fail(&format!("{by} for {expected}"));
            }
        }
        close += usize::from(verdict.is_close_call);
    }
    assert!(
        close > 10 && gaps > 20 && plain_leads > 20 && without_ranges > 20,
        "{close} {gaps} {plain_leads} {without_ranges}"
    );
}
