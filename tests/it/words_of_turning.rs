//! Sentences on what would change the answer: studies, other methods, shocks, deciders, values that turn it.

use crate::words::{RECORD, plain, sentences, told};
use adr::analysis::decider::DeciderResult;
use adr::analysis::information::{EstimateWorth, StudyVerdict, StudyWorth};
use adr::analysis::opinion::{Opinion, OpinionMethod};
use adr::analysis::scenario::{ScenarioResult, Shock};
use adr::analysis::{DecisionAnalysis, EstimateId, Scale};
use adr::model::EstimateKey;
use adr::report::Content;

#[test]
fn a_study_is_weighed_in_words() {
    let study = |verdict, worth, weeks, delay_cost| {
        move |decision: &mut DecisionAnalysis| {
            decision.evpi = Some(30_000.0);
            decision.input_worths = Vec::new();
            let resolves = vec![EstimateId::OfOption(0, EstimateKey::level("quality"))];
            let study = StudyWorth { rival: 1, resolves, worth, cost: 10_000.0, weeks, delay_cost, verdict };
            decision.study = Some(study);
        }
    };
    let say = |verdict, worth, weeks, delay_cost| {
        let block = told(RECORD, study(verdict, worth, weeks, delay_cost)).comparison.finding_out.expect("said").block;
        format!("{} | {}", block.finding, sentences(&block.lead))
    };
    let all = "Knowing every estimate exactly would be worth at most 30k.";
    assert_eq!(
        say(StudyVerdict::Pays, Some(28_000.0), 2.0, 10_000.0),
        format!(
            "It pays to find out first | {all} Finding out more about quality of buying before deciding is worth about \
             28k; the study costs 20k with its delay of two weeks, so it pays."
        )
    );
    assert_eq!(
        say(StudyVerdict::CostsMore, Some(8_000.0), 1.0, 0.0),
        format!(
            "The study would not be worth its cost | {all} Finding out more about quality of buying before deciding is \
             worth about 8k; the study costs 10k and takes one week, so it does not pay."
        )
    );
    assert_eq!(
        say(StudyVerdict::CostsMore, Some(0.0), 0.0, 0.0),
        format!(
            "The study would not be worth its cost | {all} Finding out more about quality of buying would not change \
             the choice; the study costs 10k, so it does not pay."
        )
    );
    assert_eq!(
        say(StudyVerdict::NoStudyCanPay, Some(8_000.0), 2.0, 30_000.0),
        format!(
            "No study can pay for itself | {all} The study costs 40k with its delay of two weeks, which is more than \
             knowing everything is worth: no study can pay."
        )
    );
    let without = |worths: Vec<EstimateWorth>, evpi| {
        let page = told(RECORD, |decision| {
            (decision.evpi, decision.study, decision.input_worths) = (evpi, None, worths.clone());
        });
        let block = page.comparison.finding_out.expect("said").block;
        format!("{} | {}", block.finding, sentences(&block.lead))
    };
    let worth = EstimateWorth {
        input: EstimateId::OfOption(0, EstimateKey::level("quality")),
        scale: Scale::OutOf100,
        worth: 12_000.0,
    };
    assert_eq!(
        without(vec![worth], Some(30_000.0)),
        format!(
            "Knowing more before deciding is worth at most 30k | {all} The most telling estimate is quality of buying: \
             knowing it for sure is worth up to 12k."
        )
    );
    assert!(
        without(Vec::new(), Some(30_000.0)).ends_with("No single estimate, known for sure, would change the choice.")
    );
    assert_eq!(
        without(Vec::new(), Some(0.0)),
        "Finding out more would not change the choice | Whatever we found out, the same option would come first."
    );
    assert!(without(Vec::new(), None).starts_with("What finding out is worth cannot be said in money"));
}

#[test]
fn other_methods_agree_or_name_their_reason() {
    let opinion = |method, does_agree: bool, first: &[usize], because| Opinion {
        method,
        first: first.to_vec(),
        does_agree,
        because,
        values: Vec::new(),
    };
    let say = |opinions: Vec<Opinion>| {
        let block = told(RECORD, |decision| decision.opinions = opinions.clone()).comparison.opinions.expect("said");
        format!("{} | {}", block.finding, sentences(&block.lead))
    };
    let [topsis, promethee, vikor] = [OpinionMethod::Topsis, OpinionMethod::Promethee, OpinionMethod::Vikor];
    let agrees = |method| opinion(method, true, &[0], None);
    assert_eq!(
        say(vec![agrees(topsis), agrees(promethee), agrees(vikor)]),
        "All three other ways of weighing agree | Judged by nearness to the best, wins pair by pair and balance, buying \
         comes first too."
    );
    assert_eq!(
        say(vec![agrees(topsis), agrees(promethee), opinion(vikor, false, &[1], Some(0))]),
        "Two of three other ways of weighing agree | Judged by nearness to the best and wins pair by pair, buying comes \
         first too; judged by balance, building does, because of cost."
    );
    assert_eq!(
        say(vec![agrees(topsis), opinion(promethee, false, &[1, 2], None), opinion(vikor, false, &[1], Some(2))]),
        "One of three other ways of weighing agrees | Judged by nearness to the best, buying comes first too; judged by \
         wins pair by pair, building or leaving it alone does; judged by balance, building does, because of dependency."
    );
    assert_eq!(
        say(vec![opinion(topsis, false, &[1], None)]),
        "Another way of weighing does not agree | Judged by nearness to the best, building comes first."
    );
    assert_eq!(
        say(vec![agrees(topsis)]),
        "Another way of weighing agrees | Judged by nearness to the best, buying comes first too."
    );
}

fn shock(shock: Shock, option: Option<usize>, extra: f64, totals: [f64; 3]) -> ScenarioResult {
    let leader = (0..3).max_by(|a, b| totals[*a].total_cmp(&totals[*b]));
    ScenarioResult {
        name: "a shock".to_owned(),
        shock,
        option,
        hits: option.into_iter().collect(),
        extra_cost: vec![Some(extra); 3],
        totals: totals.map(Some).to_vec(),
        leader,
        does_hold: leader == Some(0),
    }
}

#[test]
fn shocks_say_what_happens_and_whether_the_choice_holds() {
    let undone = shock(Shock::PriceRise { by: 0.25, from_year: 2 }, Some(0), 160_000.0, [60.0, 64.0, 30.0]);
    let level = shock(Shock::Discontinued { year: 3, replacement: 1 }, Some(0), 330_000.0, [64.2, 64.0, 30.0]);
    let holds = shock(Shock::OnceDoubles, Some(1), 0.0, [69.0, 50.0, 30.0]);
    let later = shock(Shock::Later { months: 6.0 }, Some(1), -5_000.0, [69.0, 60.0, 30.0]);
    let stated = shock(Shock::Stated("payments double.".to_owned()), None, 810_000.0, [69.0, 60.0, 30.0]);
    let table = |scenarios: Vec<ScenarioResult>| {
        told(RECORD, |decision| decision.scenarios = scenarios.clone()).comparison.scenarios.expect("said")
    };
    let all = table(vec![holds.clone(), later, stated, level.clone(), undone.clone()]);
    assert_eq!(all.block.finding, "One of five shocks would undo the choice, one would bring two options level");
    let rows: Vec<String> = all
        .table
        .expect("shocks")
        .rows
        .iter()
        .map(|row| {
            let [what, to, extra, holds] = row.cells.as_slice() else { panic!("four columns") };
            let to = if matches!(to.holds, Content::Nothing) { "all".to_owned() } else { to.holds.plain() };
            let then: String = holds.joined.iter().map(|(_, then)| format!(" {}", then.plain())).collect();
            plain(&format!("{}; {to}; {}; {}{then}", what.holds.plain(), extra.holds.plain(), holds.holds.plain()))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "PayCo raises its price by 25% from year 2; Buy; 160k; No Build 64 to 60",
            "PayCo stops in year 3, and building takes its place; Buy; 330k; Level Buy 64 to 64",
            "Payments double; all; 810k; Yes Buy 69 to 60",
            "Building costs twice as much at the start; Build; nothing to double; Yes Buy 69 to 50",
            "Building is ready six months later than planned; Build; \u{2212}5k; Yes Buy 69 to 60",
        ]
    );
    assert_eq!(table(vec![undone.clone()]).block.finding, "The one shock that we tried would undo the choice");
    assert_eq!(table(vec![holds.clone()]).block.finding, "The one shock that we tried does not undo the choice");
    assert_eq!(table(vec![holds.clone(), holds.clone()]).block.finding, "None of two shocks would undo the choice");
    assert_eq!(
        table(vec![level, holds]).block.finding,
        "One of two shocks would bring two options level; none would undo the choice"
    );
    let one = vec![shock(Shock::OnceDoubles, Some(0), 1.0, [64.2, 64.0, 30.0])];
    assert_eq!(table(one).block.finding, "The one shock that we tried would bring two options level");
    let against = RECORD.replace("option: buy, because", "option: build, because");
    let page = told(&against, |decision| decision.scenarios = vec![undone.clone()]).comparison;
    assert_eq!(page.scenarios.expect("said").block.finding, "The one shock that we tried would change who comes first");
}

#[test]
fn deciders_stand_side_by_side() {
    let decider = |role: &str, leader: usize| DeciderResult {
        role: role.to_owned(),
        weights: vec![0.5, 0.3, 0.2],
        totals: (0..3).map(|idx| Some(if idx == leader { 70.0 } else { 60.0 - idx as f64 })).collect(),
        leader: Some(leader),
    };
    let say = |deciders: Vec<DeciderResult>| {
        let page = told(RECORD, |decision| decision.deciders = deciders.clone()).comparison;
        let table = page.deciders.expect("said");
        let second = table.rows[0].cells[3].holds.plain();
        (sentences(&page.stability.expect("said").block.paragraphs), second)
    };
    let (text, second) = say(vec![decider("CFO", 0), decider("CTO", 0)]);
    assert!(text.contains("Both deciders put buying first by their own weights."), "{text}");
    assert_eq!(second, "Build 59");
    let (text, _) = say(vec![decider("CFO", 0), decider("CTO", 1), decider("CISO", 0)]);
    assert!(
        text.contains("By their own weights, the CFO and the CISO put buying first and the CTO puts building first.")
    );
    let (text, _) = say(vec![decider("Sponsors", 0), decider("CTO", 1)]);
    assert!(text.contains("the Sponsors put buying first and the CTO puts building first."), "{text}");
    let (text, _) = say(vec![decider("CFO", 1), decider("CTO", 1), decider("CISO", 1)]);
    assert!(
        text.contains("All three deciders put building first by their own weights, though their mean does not."),
        "{text}"
    );
}

#[test]
fn values_that_do_not_fit_the_table_are_counted() {
    let flips = |within: usize, outside: usize| {
        let page = told(RECORD, |decision| {
            let flip = decision.flips.first().expect("something turns it").clone();
            let of = |likelihood| adr::analysis::Flip { likelihood: Some(likelihood), ..flip.clone() };
            decision.flips = (0..within).map(|_| of(0.2)).chain((0..outside).map(|_| of(0.0))).collect();
        });
        let turns = page.comparison.turns.expect("said");
        (turns.table.expect("values").rows.len(), sentences(&turns.block.paragraphs))
    };
    assert_eq!(flips(7, 0), (7, String::new()));
    assert_eq!(flips(8, 0), (7, "One less likely value is left out.".to_owned()));
    assert_eq!(
        flips(9, 1),
        (7, "Two less likely values are left out; one more value turns it only outside our own ranges.".to_owned())
    );
    assert_eq!(flips(2, 3), (2, "Three other values turn it only outside our own ranges.".to_owned()));
    assert_eq!(flips(0, 4), (3, "One other value turns it only outside our own ranges.".to_owned()));
}
