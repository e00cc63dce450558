//! Sentences made of figures: one test a branch and plural.

use crate::middle;
use adr::analysis::affordability::{Affordability, AgainstBudget, AskSet, Deferral};
use adr::analysis::concentration::{Concentration, ConcentrationChange, SupplierShare};
use adr::analysis::exceedance::{AgainstAppetite, LossCurve};
use adr::analysis::{Analysis, DecisionAnalysis, EstimateId, Scale, Settings, Summary};
use adr::model::{Book, EstimateKey, RiskFigure};
use adr::report::narrate::Paragraph;
use adr::report::{self, BriefPage, ComparisonPage};
use jiff::civil::date;

/// Three options with anchors on cost, two of them with suppliers, and a study.
pub(crate) const RECORD: &str = "---
status: proposed
decide-by: 2026-12-15
criteria:
  cost: { points: 50, worst: 3m, best: 1m }
  quality: { points: 30, worst: 0, best: 100 }
  dependency: { points: 20, worst: 12, best: 0, unit: months to exit }
options:
  - buy: A platform
    supplier: { name: PayCo, parent: PayCo Group }
    cost: { once: 120k to 250k, yearly: 210k to 320k }
    quality: 50 to 70
    dependency: 8 to 10
  - build: Our own
    cost: { once: 900k to 1.9m, yearly: 180k to 260k }
    quality: 60 to 80
    dependency: 1 to 2
  - avoid: Keep the gateway
    cost: { yearly: 240k to 330k, growth: 6% }
    quality: 20
    dependency: 6
recommend: { option: buy, because: It is known to work }
study: { option: buy, resolves: [buy.quality], cost: 10k, weeks: 2, delay-cost: 5k, quality: 80% }
---
# How do we take payments?
";

pub(crate) struct Told {
    pub(crate) brief: BriefPage,
    pub(crate) comparison: ComparisonPage,
    board: Vec<String>,
}

/// Draws enough for words.
pub(crate) fn settings() -> Settings {
    Settings { draw_count: 2_000, ..middle::settings(date(2026, 11, 25)) }
}

/// What is told of the first of these records once their figures are changed.
fn told_of(files: &[(&str, &str)], change: &dyn Fn(&mut Analysis)) -> Told {
    let (book, settings) = (Book::default(), settings());
    let mut middle = middle::run(files, &book, &settings);
    change(&mut middle.analysis);
    let input = middle.input(&book, &settings);
    let board = report::board(&input).map_or_else(Vec::new, |board| {
        let lines = board.decide.iter().flat_map(|decide| &decide.lines).map(|line| &line.text);
        let standing = board.standing.iter().flat_map(|block| &block.lines).map(|line| &line.text);
        lines.chain(standing).map(|prose| plain(&prose.plain())).collect()
    });
    Told { brief: report::brief(&input, 0), comparison: report::comparison(&input, 0), board }
}

pub(crate) fn told(text: &str, change: impl Fn(&mut DecisionAnalysis)) -> Told {
    told_of(&[("0001-pay.md", text)], &|analysis| {
        if let Some(decision) = &mut analysis.decisions[0] {
            change(decision);
        }
    })
}

/// With common spaces, so that expected text can be read.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

pub(crate) fn sentences(paragraphs: &[Paragraph]) -> String {
    plain(&paragraphs.iter().map(Paragraph::plain).collect::<Vec<_>>().join(" "))
}

/// Title of the brief, finding of its recommendation, title of the comparison.
fn headlines(text: &str, change: impl Fn(&mut DecisionAnalysis)) -> [String; 3] {
    let told = told(text, change);
    [&told.brief.title, &told.brief.recommendation.finding, &told.comparison.title].map(|text| plain(text))
}

#[test]
fn who_leads_is_said_in_every_case() {
    let none = |_: &mut DecisionAnalysis| {};
    let silent = RECORD.replace("recommend: { option: buy, because: It is known to work }\n", "");
    let [title, finding, _] = headlines(RECORD, |decision| {
        decision.verdict.is_close_call = false;
        decision.options[0].rank_shares[0] = 0.95;
    });
    assert_eq!(title, "Buying is very likely the best choice: it costs least");
    assert_eq!(finding, "We recommend buying");
    let [title, ..] = headlines(RECORD, |decision| decision.verdict.is_close_call = true);
    assert_eq!(title, "Buying leads, and it is a close call with building");
    let [title, _, compared] = headlines(RECORD, |decision| decision.verdict.is_none_good_enough = true);
    assert_eq!((title.as_str(), compared.as_str()), ("No option is good enough, buying included", title.as_str()));
    let [title, finding, _] = headlines(&silent, |decision| decision.verdict.tied = vec![0, 1]);
    assert_eq!(title, "Buying and building come out the same");
    assert_eq!(finding, "Nobody has recommended an option, and the numbers do not decide");
    let [title, ..] = headlines(&silent, |decision| decision.verdict.named_together = vec![0, 1, 2]);
    assert_eq!(title, "Buying, building and leaving it alone are less than a point apart");
    let [title, finding, _] = headlines(&silent, |decision| {
        (decision.leader, decision.chosen, decision.runner_up) = (Some(2), Some(2), Some(0));
        (decision.verdict.does_avoid_win, decision.verdict.is_close_call) = (true, false);
    });
    assert!(title.starts_with("Leaving it alone wins"), "{title}");
    assert_eq!(finding, "Nobody has recommended an option; the numbers favor leaving it alone");
    let [title, finding, _] = headlines(&RECORD.replace("option: buy, because", "option: build, because"), none);
    assert_eq!(title, "Building is recommended, though the numbers favor buying");
    assert_eq!(finding, "We recommend building, against the numbers");
    let [title, finding, _] =
        headlines(&RECORD.replace("status: proposed", "status: accepted\ndecision: { option: build }"), none);
    assert_eq!(title, "Building was decided, though the numbers favor buying");
    assert_eq!(finding, "Building was decided against the numbers");
}

#[test]
fn totals_that_lie_together_are_not_called_far_apart_and_days_are_no_merit() {
    let near = told(RECORD, |decision| {
        decision.verdict.named_together = vec![0, 1];
        decision.verdict.is_close_call = false;
        decision.options[0].rank_shares[0] = 0.93;
    });
    let lead = sentences(&near.comparison.lead);
    assert!(lead.contains("in 93 of 100 simulated futures, near as the totals are."), "{lead}");

    let by = |own: f64, other: f64| {
        let months =
            |middle: f64| Some(Summary { mean: middle, p50: middle, p5: middle, p95: middle, ..Summary::default() });
        let told = told(RECORD, |decision| {
            decision.options[0].exit_months = months(own);
            decision.options[1].exit_months = months(other);
        });
        plain(&told.comparison.title)
    };
    assert_eq!(by(0.3, 0.1), "Buying beats building by the worth of 310k: it costs 0.9m less");
    assert_eq!(
        by(3.0, 1.0),
        "Buying beats building by the worth of 310k: it costs 0.9m less, but takes two months longer to leave"
    );
}

#[test]
fn the_cheapest_is_so_among_those_whose_cost_is_known() {
    let text =
        RECORD.replace("cost: { once: 900k to 1.9m, yearly: 180k to 260k }", "summary: Nobody knows what it costs");
    let options = told(&text, |_| {}).comparison.options.expect("two costs are known");
    let finding = plain(&options.block.finding);
    assert!(finding.ends_with("simulated futures, of those whose cost is known"), "{finding}");
}

#[test]
fn a_close_call_names_its_cause_and_both_pages_doubt_alike() {
    let say = |share: f64, shift: f64, is_close_call: bool| {
        let told = told(RECORD, |decision| {
            decision.verdict.is_close_call = is_close_call;
            decision.options[0].rank_shares[0] = share;
            let found = decision.least_shift.iter().flatten().next().expect("something turns it").clone();
            decision.least_shift = vec![None, Some(adr::analysis::WeightShift { weight: shift, ..found }), None];
            let flip = decision.flips.first().expect("something turns it").clone();
            decision.flips = vec![adr::analysis::Flip { likelihood: Some(0.06), ..flip }; 2];
        });
        let lead = sentences(&told.comparison.lead);
        let doubt = sentences(&told.brief.doubt.lead);
        let doubt = doubt[doubt.find("Our estimates").expect("said")..].to_owned();
        let cut = |text: &str, from: &str, to: &str| {
            text[text.find(from).expect("said")..].split(to).next().unwrap_or_default().to_owned()
        };
        [
            cut(&lead, "Buying comes first", ". "),
            cut(&doubt, "Our estimates", ")"),
            plain(&told.comparison.turns.expect("said").block.finding),
        ]
    };
    insta::assert_debug_snapshot!(
        [
            say(0.93, 0.12, false),
            say(0.68, 0.12, false),
            say(0.68, 0.043, true),
            say(0.59, 0.12, true),
            say(0.597, 0.043, true)
        ],
        @r#"
        [
            [
                "Buying comes first in 93 of 100 simulated futures, so it is not a close call.",
                "Our estimates are unlikely to turn it (buying comes first in 93 of 100 simulated futures",
                "Two estimates could turn it, each alone and each unlikely",
            ],
            [
                "Buying comes first in 7 of 10 simulated futures, so it is not a close call.",
                "Our estimates could turn it (buying comes first in 7 of 10 simulated futures",
                "Two estimates could turn it, each alone",
            ],
            [
                "Buying comes first in 7 of 10 simulated futures, and a shift of 5 points of 100 in what counts would turn it: a close call.",
                "Our estimates could turn it (buying comes first in 7 of 10 simulated futures",
                "Two estimates could turn it, each alone",
            ],
            [
                "Buying comes first in 59% of simulated futures, so it is a close call.",
                "Our estimates could well turn it (buying comes first in 59% of simulated futures",
                "Two estimates could turn it, each alone",
            ],
            [
                "Buying comes first in just under 60% of simulated futures, so it is a close call.",
                "Our estimates could well turn it (buying comes first in just under 60% of simulated futures",
                "Two estimates could turn it, each alone",
            ],
        ]
        "#
    );
}

#[test]
fn a_risk_that_two_options_carry_is_told_apart_and_one_that_is_frequent_is_counted() {
    let risk = |rate: &str| format!("    risks: [{{ name: Wrong refunds, per-year: {rate}, loss: 10k to 30k }}]\n");
    let text = RECORD
        .replace("    quality: 50 to 70\n", &format!("    quality: 50 to 70\n{}", risk("10 to 20")))
        .replace("    quality: 60 to 80\n", &format!("    quality: 60 to 80\n{}", risk("0.2 to 0.5")));
    let page = told(&text, |decision| {
        let of = |option: usize, now: f64, at: f64| adr::analysis::Flip {
            input: EstimateId::OfOption(option, EstimateKey::Risk(0, RiskFigure::PerYear)),
            scale: Scale::TimesPerYear,
            now,
            at,
            is_above: at > now,
            then_first: 1,
            likelihood: Some(0.2),
        };
        decision.flips = vec![of(0, 15.0, 21.6), of(0, 15.0, 0.48), of(1, 0.35, 0.12)];
    });
    let rows = page.comparison.turns.and_then(|turns| turns.table).expect("said").texts();
    let rows: Vec<String> = rows.iter().map(|row| plain(&format!("{}: {}; {}", row[0], row[1], row[2]))).collect();
    assert_eq!(
        rows,
        [
            "Wrong refunds, if we buy: 15 times a year; above 22 times a year",
            "Wrong refunds, if we buy: 15 times a year; less often than once in 2.1 years",
            "Wrong refunds, if we build: once in 2.9 years; less often than once in 8.3 years",
        ]
    );
    assert_eq!(
        plain(&page.brief.flips[0].heading),
        "Weakest assumption: Wrong refunds, if we buy, above 22 times a year"
    );
}

#[test]
fn less_cash_that_brings_in_nothing_is_not_called_cheaper_alone() {
    let text =
        RECORD.replace("    quality: 50 to 70\n", "    quality: 50 to 70\n    benefit: { yearly: 300k to 400k }\n");
    let page = told(&text, |decision| {
        (decision.leader, decision.runner_up) = (Some(0), Some(2));
        let sum =
            |middle: f64| Some(Summary { p5: middle, p50: middle, p95: middle, mean: middle, ..Summary::default() });
        decision.options[0].cash = sum(1.5e6);
        decision.options[2].cash = sum(1.2e6);
    });
    assert_eq!(
        plain(&page.comparison.title),
        "Buying beats leaving it alone by the worth of 870k: it brings in 1.7m more, but costs 0.30m more"
    );
    assert_eq!(
        plain(&page.comparison.options.expect("options").block.finding),
        "Counting income, buying is the cheapest in more than 99 of 100 simulated futures"
    );
    assert_eq!(
        plain(&page.brief.cost.finding),
        "Buying would cost about a quarter more than leaving it alone, and bring in 1.7m more"
    );
    let line = &page.brief.other_lines.iter().find(|line| line.option.label == "Avoid").expect("said").text;
    assert_eq!(plain(&line.plain()), "0.30m cheaper and better on dependency; brings in 1.7m less, worse on quality.");
    let opening = sentences(&page.brief.recommendation.paragraphs);
    assert!(page.brief.title.contains(": it costs least with income counted"), "{}", page.brief.title);
    let second = "Leaving it alone is second: it costs about 0.30m less but brings in about 1.7m less.";
    assert!(opening.contains(second), "{opening}");
}

#[test]
fn the_shift_that_turns_it_is_one_figure() {
    let page = told(RECORD, |decision| {
        let found = decision.least_shift.iter().flatten().next().expect("something turns it").clone();
        decision.least_shift = vec![None, Some(adr::analysis::WeightShift { weight: 0.063, ..found }), None];
    })
    .comparison;
    assert_eq!(
        plain(&page.what_if.expect("said").finding),
        "Moving fewer than 7 points of weight does not change the first place"
    );
    let text = sentences(&page.stability.expect("said").block.paragraphs);
    assert!(text.starts_with("Moving 7 points of 100 from "), "{text}");
}

#[test]
fn every_option_that_is_nowhere_better_has_its_sentence() {
    let lead = sentences(
        &told(RECORD, |decision| {
            decision.options[0].dominated_by = vec![1];
            decision.options[2].dominated_by = vec![1];
        })
        .comparison
        .lead,
    );
    assert!(
        lead.ends_with(
            "Buying is better than building on no criterion, and worse on dependency and quality. \
             Leaving it alone is better than building on no criterion, and worse on quality and dependency."
        ),
        "{lead}"
    );
}

#[test]
fn what_cannot_be_ranked_is_said() {
    let none = |_: &mut DecisionAnalysis| {};
    let gap = RECORD.replace("    quality: 60 to 80\n", "");
    let lead = sentences(&told(&gap, none).comparison.lead);
    assert!(lead.contains("Building cannot be ranked: its quality is not estimated."), "{lead}");
    let gaps = gap.replace("    dependency: 1 to 2\n", "");
    let lead = sentences(&told(&gaps, none).comparison.lead);
    assert!(lead.contains("Building cannot be ranked: its quality and dependency are not estimated."), "{lead}");
    let failed = |decision: &mut DecisionAnalysis| decision.options[1].failed_musts = vec![1, 2];
    let lead = sentences(&told(RECORD, failed).comparison.lead);
    let out =
        "Building is out: its quality is not within what it must be and its dependency is not within what it must be";
    assert!(lead.contains(&format!("{out}.")), "{lead}");
    let bound = RECORD.replace("best: 0, unit: months to exit }", "best: 0, unit: months to exit, must: \"<= 12\" }");
    let lead = sentences(&told(&bound, failed).comparison.lead);
    assert!(lead.contains(&format!("{out} (at most 12 months to exit).")), "{lead}");
    let alone = |decision: &mut DecisionAnalysis| decision.runner_up = None;
    let [title, ..] = headlines(RECORD, alone);
    assert_eq!(title, "Buying is the only option that can be ranked");
    let nobody = |decision: &mut DecisionAnalysis| (decision.leader, decision.runner_up) = (None, None);
    assert_eq!(headlines(RECORD, nobody)[0], "Buying is recommended; the figures are incomplete");
    let page = told(RECORD, alone).comparison;
    assert!(page.turns.is_none() && page.what_if.is_none() && page.scenarios.is_none() && page.finding_out.is_none());
}

#[test]
fn a_bad_year_and_one_supplier_stand_against_what_we_accept() {
    let with_risks = RECORD.replace(
        "    quality: 50 to 70\n",
        "    quality: 50 to 70\n    risks: [{ name: It fails, per-year: 0.2, loss: 100k to 300k }]\n",
    );
    let year = |chance| {
        let page = told(&with_risks, |decision| {
            let against = vec![AgainstAppetite { loss: 1e6, accepted: 0.05, chance }];
            decision.options[0].loss_curve = Some(LossCurve { points: Vec::new(), against });
        });
        sentences(&page.brief.risk.paragraphs)
    };
    let text = year(0.3);
    assert!(text.contains("Losing more than 1m in a year is possible, about 3 in 10; we accept 1 in 20."), "{text}");
    let share = |parent: &str, share| SupplierShare { parent: parent.to_owned(), yearly: 1.0, share, record: None };
    let change = |before: Vec<SupplierShare>, after: Vec<SupplierShare>| {
        let page = told(RECORD, |decision| {
            let of = |shares: &[SupplierShare]| Concentration { hhi: 0.0, shares: shares.to_vec() };
            decision.concentration = Some(ConcentrationChange { before: of(&before), after: of(&after) });
        });
        sentences(&page.brief.dependence.paragraphs)
    };
    let start = "With this decision, PayCo Group gets 60% of the spend on suppliers that this log knows; without it, ";
    let text = change(vec![share("PayCo Group", 0.4)], vec![share("PayCo Group", 0.6)]);
    assert!(text.contains(&format!("{start}40%.")), "{text}");
    let text = change(vec![share("Harrow", 0.7)], vec![share("PayCo Group", 0.6)]);
    assert!(text.contains(&format!("{start}Harrow has the largest share, 70%.")), "{text}");
    let text = change(Vec::new(), vec![share("PayCo Group", 1.0)]);
    assert!(
        text.contains(
            "PayCo Group gets all of the spend on suppliers that this log knows; without it, nobody gets any."
        )
    );
    assert!(!change(vec![share("Harrow", 0.7)], vec![share("Harrow", 0.7)]).contains("that this log knows"));
}

#[test]
fn the_board_reads_what_fits_together() {
    let text = |number: usize| RECORD.replace("How do we", &format!("{number}: how do we"));
    let texts = [1, 2, 3].map(text);
    let files = [("0001-pay.md", &*texts[0]), ("0002-pay.md", &*texts[1]), ("0003-pay.md", &*texts[2])];
    let year = |year, cash: f64, budget: f64, people: f64| AgainstBudget {
        year,
        cash: Summary { p50: cash, ..Summary::default() },
        budget: Some(budget),
        person_months: people,
        capacity: Some(20.0),
    };
    let set = |records: &[usize], years: Vec<AgainstBudget>| AskSet { records: records.to_vec(), years };
    let over = || vec![year(2027, 2.4e6, 2e6, 12.0), year(2028, 1e6, 2e6, 21.5)];
    let fits = || vec![year(2027, 1e6, 2e6, 12.0)];
    let say = |sets: Vec<AskSet>, deferrals: Vec<Deferral>| {
        told_of(&files, &|analysis| {
            analysis.portfolios[0].affordability =
                Some(Affordability { sets: sets.clone(), deferrals: deferrals.clone() });
        })
        .board
    };
    let later = |record, extra_cost| Deferral { record, months: 3, extra_cost, late_chance: None };
    let lines = say(
        vec![set(&[0, 1, 2], over()), set(&[0, 1], over()), set(&[0, 2], fits()), set(&[0], fits())],
        vec![later(0, 30_000.0), later(1, -8_000.0)],
    );
    assert_eq!(
        lines[..3],
        [
            "If all three are approved, 2027 is 400k over budget and 2028 is 2 person-months short.",
            "Pay (1) and Pay (3) fit together; Pay (2) does not, not beside them.",
            "Putting it off by one meeting, three months, costs 30k for Pay (1) and saves 8k for Pay (2).",
        ]
    );
    let lines = say(vec![set(&[0, 1], fits())], Vec::new());
    assert_eq!(
        lines[0],
        "If the two that have an estimate are approved, every year stays within its budget and its people."
    );
    let lines = say(vec![set(&[0, 1], over()), set(&[0], fits()), set(&[1], fits())], Vec::new());
    assert_eq!(lines[1], "Of them, Pay (1) or Pay (2) fits, one at a time.");
    let lines = say(vec![set(&[0, 1], over()), set(&[0], over()), set(&[1], over())], Vec::new());
    assert_eq!(lines[1], "None of them fits, not even alone.");
}

#[test]
fn a_supplier_over_the_limit_is_watched_and_counted() {
    let record = "---
status: accepted
date: 2026-01-01
owner: CTO
review-by: 2027-12-01
options:
  - buy: A platform
    supplier: { name: PayCo, parent: PayCo Group }
    cost: { yearly: 100k }
  - avoid: Keep the gateway
    cost: { yearly: 50k }
decision: { option: buy, on: 2026-01-01 }
---
# How do we pay?
";
    let mut book = Book::default();
    book.appetite.supplier_share = Some(0.5);
    let settings = settings();
    let middle = middle::run(&[("0001-pay.md", record)], &book, &settings);
    let board = report::board(&middle.input(&book, &settings)).expect("a board view");
    assert_eq!(plain(&board.title), "Nothing needs a decision", "one supplier of one decision says little");
    let lead: Vec<String> = board.lead.iter().map(|prose| plain(&prose.plain())).collect();
    assert_eq!(lead, ["Of what we run, one supplier is over our limit."]);
    let row = &board.watch.expect("something is off course").rows[0];
    assert_eq!(
        (row.how_far.as_str(), plain(&row.what.plain()).as_str()),
        (
            "Over our limit",
            "PayCo Group gets all of the spend on suppliers that this log knows; we accept 50% with one."
        )
    );
}

#[test]
fn an_ask_that_nobody_wrote_asks_for_what_the_figures_can_carry() {
    let silent = RECORD.replace("recommend: { option: buy, because: It is known to work }\n", "");
    let say = |change: &dyn Fn(&mut DecisionAnalysis)| {
        let ask = told(&silent, change).brief.ask;
        (plain(&ask.line.plain()), ask.notes.iter().map(|note| plain(&note.plain())).collect::<Vec<_>>())
    };
    let (line, notes) = say(&|decision| decision.verdict.tied = vec![0, 1]);
    assert_eq!(line, "Choose by 15 December between the options below: the numbers do not decide.");
    assert_eq!(notes, Vec::<String>::new());
    let (line, _) = say(&|decision| (decision.chosen, decision.leader) = (Some(2), Some(2)));
    assert_eq!(line, "Leave it alone: keep the gateway, for about 1.6m in cash over five years, by 15 December.");
    let (line, _) = say(&|decision| (decision.chosen, decision.leader) = (Some(0), Some(0)));
    assert_eq!(line, "Approve about 1.5m in cash over five years to buy a platform, by 15 December.");
}

#[test]
fn a_choice_against_the_numbers_says_whose_share_and_whose_turn_it_is() {
    let page = told(RECORD, |decision| {
        (decision.leader, decision.runner_up) = (Some(1), Some(0));
        decision.options[0].rank_shares[0] = 0.3;
        decision.options[1].rank_shares[0] = 0.7;
        decision.verdict.is_close_call = false;
        decision.verdict.named_together = vec![1];
        decision.verdict.tied = vec![1];
    });
    let sure = page.brief.ask.facts.iter().find(|fact| fact.term == "How sure?").expect("said");
    assert_eq!(sure.text, "The numbers favor building");
    let note = sure.note.as_ref().expect("with a share").plain();
    assert_eq!(plain(&note), "buying comes first in 3 of 10 simulated futures");
    assert!(page.brief.flips[0].text.plain().contains("Then the numbers favor"), "{:?}", page.brief.flips[0]);
    assert_eq!(plain(&page.comparison.question), "Why buying, though building has the higher total?");
}
