//! What authors write, what they are told, and that nothing they write stops the reading.

use crate::model::{
    Book, ConsideredOption, Cost, Estimate, Form, Notice, Quantity, Record, Renewal, Sourcing, Tested, Yearly,
};
use crate::record::testing::{empty, findings, lines, record_from};
use crate::record::yaml::front_matter::{self, FrontMatterReading};
use crate::record::yaml::tolerant::MAX_FINDINGS;
use insta::assert_snapshot;
use jiff::civil::date;
use proptest::prelude::*;

const SIGN_IN: &str = include_str!("../../../tests/examples/sign-in.md");
const ACCEPTED: &str = include_str!("../../../tests/examples/sign-in-accepted.md");

fn reading(text: &str) -> (Record, FrontMatterReading) {
    let mut record = empty(text);
    let reading = front_matter::read("a.md", text, &Book::default(), &mut record, |_| false);
    (record, reading)
}

fn stated(text: &str) -> Vec<(String, String)> {
    reading(text).1.stated.into_iter().map(|stated| (stated.key, stated.value)).collect()
}

/// What an option's cost of one sum is read as.
fn cost_of(written: &str) -> (Option<Estimate>, String) {
    let (record, findings) = record_from(&format!("---\noptions:\n  - buy: A\n    cost: {{ once: {written} }}\n---\n"));
    let once = record.options.first().and_then(|option| match &option.cost {
        Some(Cost::Flows(flows)) => flows.once.clone(),
        _ => None,
    });
    (once, lines(&findings))
}

#[test]
fn the_whole_examples_have_no_finding() {
    for text in [SIGN_IN, ACCEPTED] {
        let (record, findings) = record_from(text);
        assert_eq!(lines(&findings), "");
        assert_eq!(record.options.len(), 4);
        assert_eq!(record.unknown_keys, []);
    }
}

#[test]
fn the_proposed_example_arrives_whole() {
    let (record, _) = record_from(SIGN_IN);
    assert_eq!(record.roles.decision_makers, ["CTO", "CFO", "CISO"]);
    assert_eq!(record.decide_by, Some(date(2027, 1, 31)));
    assert_eq!(record.limit, Some(2.2e6));
    assert_eq!(record.inputs.discount_rate, Some(0.06));
    assert_eq!(record.inputs.late_cost, Some(35_000.0));
    assert_eq!(record.inputs.drivers[0].1.form, Form::Points { low: 30e3, likely: 45e3, high: 80e3 });
    let criteria = record.inputs.criteria.as_ref().expect("stated");
    assert_eq!(criteria.criteria[2].unit.as_deref(), Some("weeks per change"));
    let buy = &record.options[1];
    assert_eq!((buy.sourcing, buy.title.as_str()), (Some(Sourcing::Buy), "AuthCo"));
    let Some(Cost::Flows(flows)) = &buy.cost else { panic!("it has flows") };
    let Some(Yearly::Per { drivers, rate }) = &flows.yearly else { panic!("it scales") };
    assert_eq!((drivers.join(" "), rate.written.as_str()), ("users".to_owned(), "3.7 / 4.5 / 6.4"));
    let contract = buy.contract.as_ref().expect("stated");
    assert_eq!((contract.notice, contract.renews), (Some(Notice::Days(90)), Some(Renewal::Yes)));
    assert_eq!(contract.notice_date(), Some(date(2029, 11, 2)));
    assert_eq!(buy.exit.as_ref().and_then(|exit| exit.tested), Some(Tested::No));
    assert_eq!(buy.levels.len(), 1);
    assert_eq!(buy.risks.as_ref().map(Vec::len), Some(2));
    assert_eq!(record.kill[0].threshold, Some(crate::model::KillThreshold::Below(0.97, "97%".to_owned())));
    assert_eq!(record.recommend.as_ref().map(|(option, _)| option.as_str()), Some("build"));
    assert_eq!(record.inputs.study.as_ref().map(|study| study.resolves.len()), Some(3));
    let scenario = &record.inputs.scenarios[0];
    assert_eq!(scenario.kinds, [crate::model::ScenarioKind::Yearly(0.4, 4)]);
}

#[test]
fn the_accepted_example_says_what_came_of_it() {
    let (record, _) = record_from(ACCEPTED);
    let decision = record.decision.expect("stated");
    assert_eq!((decision.option.as_deref(), decision.on), (Some("build"), Some(date(2027, 1, 20))));
    let forecast = decision.forecast.expect("frozen");
    assert_eq!((forecast.cash, forecast.first), (Some((1.61e6, 1.92e6, 2.31e6)), Some(0.65)));
    assert_eq!(record.actuals[0].value, Some(1.3e6));
    assert_eq!(record.forecasts[0].by, Some(date(2029, 1, 31)));
}

#[test]
fn paths_know_their_places() {
    let (record, _) = record_from(SIGN_IN);
    for (path, written) in [
        ("decide-by", "2027-01-31"),
        ("options[1].cost.once", "100k / 150k / 280k"),
        ("options[1].cost.yearly.rate", "3.7 / 4.5 / 6.4"),
        ("options[2].risks[0].loss", "100k to 500k"),
        ("criteria.flexibility.worst", "16"),
        ("kill[0].below", "97%"),
        ("appetite.exceedance[0].per-year", "5%"),
    ] {
        let span = record.places.get(path).expect("it stands there");
        assert_eq!(&SIGN_IN[span.start as usize..span.end as usize], written, "{path}");
        let line = SIGN_IN.lines().nth(span.line as usize - 1).expect("it is there");
        let from_column: String = line.chars().skip(span.column as usize - 1).collect();
        assert!(from_column.starts_with(written), "{path} in line {} column {}", span.line, span.column);
    }
}

#[test]
fn costs_are_money_or_levels() {
    let read = |cost: &str| -> ConsideredOption {
        record_from(&format!("---\noptions:\n  - buy: A\n    cost: {cost}\n---\n")).0.options.remove(0)
    };
    assert!(matches!(read("250k").cost, Some(Cost::Total(_))));
    assert!(matches!(read("1m to 2m").cost, Some(Cost::Total(_))));
    assert!(matches!(read("€90").cost, Some(Cost::Total(_))));
    assert!(matches!(read("[80, 120]").cost, Some(Cost::Total(_))));
    assert_eq!(read("30 to 60").levels[0].0, "cost");
    assert_eq!(read("30 to 60").cost, None);
}

#[test]
fn every_estimate_form() {
    let form = |written: &str| cost_of(written).0.expect(written).form;
    assert_eq!(form("620k"), Form::Certain(620e3));
    let range = Form::Range { low: 120e3, high: 250e3 };
    for written in ["120k to 250k", "120k\u{2013}250k", "120k \u{2013} 250k", "[120k, 250k]", "€120k to €250k"] {
        assert_eq!(form(written), range, "{written}");
    }
    let points = Form::Points { low: 120e3, likely: 160e3, high: 250e3 };
    for written in ["120k / 160k / 250k", "120k/160k/250k", "[120k, 160k, 250k]"] {
        assert_eq!(form(written), points, "{written}");
    }
    let (whole, found) =
        cost_of("{ range: 120k / 160k / 250k, shape: triangular, source: Three offers, by: CTO, on: 2026-06-01 }");
    let whole = whole.expect("well formed");
    assert_eq!((found.as_str(), whole.form, whole.shape), ("", points, Some(crate::model::Shape::Triangular)));
    assert_eq!((whole.basis.by.as_deref(), whole.basis.on), (Some("CTO"), Some(date(2026, 6, 1))));
}

#[test]
fn estimates_that_cannot_be() {
    assert_snapshot!(cost_of("250k to 120k").1, @"4: error[bad-estimate]: `250k to 120k`: the numbers of this estimate do not rise; write the lower number first, as in `120k to 250k`");
    assert_snapshot!(cost_of("-5k to 3k").1, @"4: error[bad-estimate]: `-5k to 3k`: this quantity cannot be below zero; write costs and benefits as positive numbers");
    assert_snapshot!(cost_of(".nan").1, @"4: error[bad-estimate]: `.nan` is not a finite number; write a number, or leave the key out as long as nobody knows");
    assert_snapshot!(cost_of("12%").1, @"4: error[bad-estimate]: `12%` is a percent, and money belongs here; write a sum such as `250k`");
    assert_snapshot!(cost_of("120k-250k").1, @"");
    assert_snapshot!(cost_of("120k / 250k").1, @"4: error[bad-estimate]: two numbers are a range, not points; write `120k to 250k`");
    assert_snapshot!(cost_of("120 to 250k").1, @"");
    assert_snapshot!(cost_of("0 to 100k").1, @"4: note[range-from-zero]: a range from 0 is read as every value equally likely, up to a little above its end; name a shape, or start above 0");
    assert_snapshot!(cost_of("{ range: 1k to 2k, shape: pert }").1, @"4: error[bad-estimate]: `1k to 2k`: a pert estimate needs three numbers, `low / likely / high`; write three numbers, as in `120k / 160k / 250k`, or leave the shape out");
    assert_snapshot!(cost_of("{ range: 1k to 2k, shape: norml }").1, @"4: error[unknown-word]: `norml` is not among the words that stand here; did you mean `normal`?");
    assert_snapshot!(cost_of("a lot").1, @"4: error[bad-number]: `a lot` is no number; write a figure such as `250k`, or a range such as `120k to 250k`");
    assert_snapshot!(findings("options: [{ buy: A, risk: 140 }, { avoid: B, ready: €5, risk: 20% }]"), @r"
    2: error[bad-estimate]: `140`: this lies outside its scale, 0 to 100; write numbers from 0 to 100
    2: error[bad-estimate]: `€` is money, and months belong here; write a plain number
    2: error[bad-estimate]: `20%` is a percent, and a level out of 100 belongs here; write `20`
    ");
}

#[test]
fn traps_of_yaml() {
    assert_snapshot!(cost_of("1,200,000").1, @"4: warning[grouped-number]: `once: 1,200,000` inside braces reads as several entries; write `once: 1_200_000`, or put the number in quotes");
    assert_eq!(cost_of("1,200,000").0.expect("mended").form, Form::Certain(1.2e6));
    assert_snapshot!(cost_of("1.900").1, @"4: warning[ambiguous-number]: `1.900` is read with three decimals; write `1_900` if thousands are meant, else drop the last zeros");
    assert_snapshot!(cost_of("0012").1, @"4: warning[ambiguous-number]: `0012` starts with 0, and some readers take that for an octal number; write `12`");
    assert_snapshot!(findings("owner: no\nask: yes"), @r#"
    2: warning[yes-no]: `no` stands where a text belongs, and YAML takes it for yes or no; write a text, or `"no"` if that is the text
    3: warning[yes-no]: `yes` stands where a text belongs, and YAML takes it for yes or no; write a text, or `"yes"` if that is the text
    "#);
    assert_snapshot!(findings("limit: 5k\nLimit: 6k"), @"3: error[duplicate-key]: `Limit` stands twice; the first, in line 2, counts; keep one of them");
    assert_snapshot!(findings("board:\n\tfor: decision\n\tmeeting: 2026-12-15"), @"3: warning[tab]: a tab indents this line, and YAML knows spaces only; indent by two spaces instead of the tab");
    assert_snapshot!(findings("owner: a\n...\nask: b"), @"4: warning[front-matter-syntax]: the front matter holds a second document, which is not read; delete the line `...` or `---` before it");
}

#[test]
fn a_tab_costs_nothing_but_a_finding() {
    let (record, _) = record_from("---\nboard:\n\tfor: decision\n\tmeeting: 2026-12-15\n---\n");
    assert_eq!(record.board.and_then(|board| board.meeting), Some(date(2026, 12, 15)));
}

#[test]
fn a_line_that_a_tab_indents_stays_with_its_option() {
    let text = "---\noptions:\n  - buy: A\n    cost: { once: 5k }\n\trisk: 40\n    flexibility: 30\n  - build: B\n    cost: 6k\n---\n";
    let (record, findings) = record_from(text);
    let levels = |idx: usize| record.options[idx].levels.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>();
    assert_eq!(levels(0), ["risk", "flexibility"], "{findings:?}");
    assert!(record.options[0].cost.is_some() && record.options[1].cost.is_some());
    assert_snapshot!(lines(&findings), @"5: warning[tab]: a tab indents this line, and YAML knows spaces only; indent by two spaces instead of the tab");
}

#[test]
fn what_belongs_elsewhere_is_told_with_what_belongs_here() {
    assert_snapshot!(findings("limit: 2m to 3m\ndiscount-rate: 4% to 8%"), @r"
    2: error[bad-number]: `2m to 3m` is an estimate, and one number belongs here; write the number that is meant, such as `3m`
    3: error[bad-number]: `4% to 8%` is an estimate, and one number belongs here; write the number that is meant, such as `8%`
    ");
    assert_snapshot!(findings("options: [{ build: A, optimism-bias: { upper: 10%, lower: 200% }, exit: { tested: maybe } }]"), @r"
    2: error[bad-estimate]: optimism bias runs from a `lower` uplift of 0 or more to an `upper` one that is no less; write `{ upper: 200%, lower: 10%, mitigated: 90% }`
    2: error[unknown-word]: `maybe` says neither when leaving was tried nor that it was not; write the day, `2026-06-30`, or `no`
    ");
}

#[test]
fn a_comma_that_cuts_a_text_is_told() {
    assert_snapshot!(findings("decision: { option: buy, because: Cheap, and ready in time }"), @"2: error[unknown-key]: `and ready in time` reads as a key of its own, since a comma ends a text inside braces; put the whole text in quotes");
}

#[test]
fn options_that_nobody_could_tell_apart_are_told() {
    assert_snapshot!(findings("options: [{ buy: A }, { build: A }, { buy: a, key: second }]"), @"2: error[duplicate-option]: `a` is the title of the option in line 2 too; give one of them another title, which says how they differ");
}

#[test]
fn a_curve_may_be_written_from_either_end() {
    let curve = |points: &str| {
        let text = format!("---\ncriteria: {{ cost: {{ points: 5, value: {{ points: {points} }} }} }}\n---\n");
        let (record, findings) = record_from(&text);
        assert_eq!(lines(&findings), "");
        record.inputs.criteria.expect("criteria").criteria[0].value.clone().expect("a curve")
    };
    assert_eq!(curve("[[9, 0], [4, 80], [1, 100]]"), curve("[[1, 100], [4, 80], [9, 0]]"));
}

#[test]
fn slips_are_guessed() {
    assert_snapshot!(findings("criteria: {cost: 1}\noptions: [{buy: AuthCo, csot: 10}]"), @"3: error[unknown-criterion]: no criterion is called `csot`; did you mean `cost`?");
    assert_snapshot!(findings("options:\n  - buy: A\n    contract: { end: 2030-01-31, notice: soon }\n    weather: 3"), @r"
    4: error[unknown-key]: no key is called `end` here; did you mean `ends`?
    4: error[bad-notice]: `soon` is no length of notice; write `90 days` or `6 months`
    5: error[unknown-key]: options have no key `weather`, and no criterion is called so; keys here: build, buy, partner, avoid, key, summary, why-not, cost, benefit, ready, people, recover, exit, optimism-bias, reference-class, risks, supplier, contract, terms
    ");
    assert_snapshot!(findings("reversible: costy\ndecide-bye: 2027-01-01\nreview-by: 31.01.2028\nauthors: [A]"), @r"
    2: error[unknown-word]: `costy` is not among the words that stand here; did you mean `costly`?
    3: note[unknown-key]: `decide-bye` is none of our keys, and is kept as it is; did you mean `decide-by`?
    4: error[bad-date]: `31.01.2028` is no date; write year, month and day: `2026-11-05`
    ");
    assert_snapshot!(findings("options:\n  - { build: A, buy: B }\n  - { cost: 5k }\n  - In-house"), @r"
    3: error[option-sourcing]: this option is `build` and `buy`; the first counts; write one of `build:`, `buy:`, `partner:`, `avoid:`, with the option's title after it
    4: error[option-sourcing]: this option has none of build, buy, partner and avoid; write one of `build:`, `buy:`, `partner:`, `avoid:`, with the option's title after it
    5: error[option-sourcing]: an option names itself by build, buy, partner or avoid; write `- buy: In-house`
    ");
    assert_snapshot!(findings("options:\n  - buy: A\n    cost: { once: 5k }\n  - avoid: B\n    cost: 40"), @"6: warning[mixed-scale]: cost `40` is a level out of 100, and other options state money; write money here too, such as `40k`");
    assert_snapshot!(findings("options:\n  - buy: A\n    cost: { once: 5k }\n  - avoid: B\n    cost: 0"), @"");
    assert_snapshot!(findings("options: [{ buy: A, risk: 3 }, { avoid: B, risk: 7 }]"), @"2: warning[small-levels]: every level of `risk` is under 10, and levels are out of 100; write levels from 0 to 100, or give the criterion `worst` and `best`");
    assert_snapshot!(findings("currency: GBP\noptions: [{ buy: A, cost: { once: €5k } }]"), @"3: error[currency-mismatch]: `€` is not the currency of this record, GBP; write the figure in GBP, or state `currency: EUR`");
    assert_snapshot!(findings("criteria: { cost: { points: 5, worst: 3, best: 3 }, risk: { points: 1, must: no } }"), @r#"
    2: error[bad-value-function]: worst and best are the same level; write two levels, as in `worst: 16, best: 2`
    2: error[bad-must]: `no` is no bound; write `must: "<= 12"`, in quotes
    "#);
    assert_snapshot!(findings("kill: [{ metric: A }]\nnext: { by: 2027-01-01, who: B }\nforecasts: [{ what: C }]"), @r"
    2: error[missing-key]: a stop rule needs either `below` or `above`; write one of both: `below: 97%`
    3: error[missing-key]: this entry has no `what`, and is passed over; add `what: …`
    4: error[missing-key]: a forecast has either a `range` or a `chance`; write one of both: `range: 0.9m to 1.5m` or `chance: 70%`
    ");
}

#[test]
fn what_is_no_yaml_is_read_line_by_line() {
    let broken = "---\ntitle: Azure: Allow everything\ntag:Web Client\nowner: @platform\nask: \"never closed\ndate: 2026-11-05\nsystems:\n  - @a\n  - b\nlimit: 5k\n---\n# T\n";
    let (record, reading) = reading(broken);
    assert_snapshot!(lines(&reading.findings), @r#"
    2: warning[front-matter-syntax]: a text with a colon and a space in it needs quotes; write `title: "Azure: Allow everything"`
    3: warning[front-matter-syntax]: no space stands after the colon of `tag:`; write `tag: Web Client`
    4: warning[front-matter-syntax]: a text that starts with `@` needs quotes; write `owner: "@platform"`
    5: warning[front-matter-syntax]: a quote is opened and not closed; write `ask: "never closed"`
    8: warning[front-matter-syntax]: a text that starts with `@` needs quotes; write `- "@a"`
    "#);
    assert_eq!(record.limit, Some(5_000.0));
    assert_eq!(record.systems, ["@a", "b"]);
    let said = stated(broken);
    assert!(said.contains(&("title".to_owned(), "Azure: Allow everything".to_owned())));
    assert!(said.contains(&("tag".to_owned(), "Web Client".to_owned())));
    assert!(said.contains(&("date".to_owned(), "2026-11-05".to_owned())));
}

#[test]
fn a_fault_in_one_option_leaves_the_others() {
    let text = "---\nstatus: proposed\noptions:\n  - buy: A\n    cost: { once: 5k }\n  - build: B\n    cost: { once: 5k\n    summary: none: at all\n  - avoid: C\n    risk: 20\n---\n";
    let (record, reading) = reading(text);
    let titles: Vec<&str> = record.options.iter().map(|option| option.title.as_str()).collect();
    assert_eq!(titles, ["A", "B", "C"]);
    assert_snapshot!(lines(&reading.findings), @r#"
    7: error[front-matter-syntax]: unclosed bracket '{'; mend this entry; the others were read
    8: warning[front-matter-syntax]: a text with a colon and a space in it needs quotes; write `summary: "none: at all"`
    "#);
}

#[test]
fn aliases_and_merges() {
    let text = "---\nowner: &boss CTO\noptions:\n  - &base\n    buy: A\n    risk: 20\n    exit: { months: 3 }\n  - <<: *base\n    buy: B\n    risk: 30\nconsulted: [*boss]\n---\n";
    let (record, reading) = reading(text);
    assert_eq!(lines(&reading.findings), "");
    assert_eq!(record.roles.consulted, ["CTO"]);
    assert_eq!(record.options[1].title, "B");
    assert!(record.options[1].exit.is_some());
    assert_eq!(record.options[1].levels[0].1.form, Form::Certain(30.0));
    assert_snapshot!(findings("ask: *important*"), @r#"2: warning[front-matter-syntax]: `*important*` names an anchor, and there is none of this name; put it in quotes to keep the star: `"*important*"`"#);
}

#[test]
fn other_formats_state_their_fields() {
    let madr = "---\nstatus: { accepted }\ndate: 2026-11-05T10:00:00Z\nDecision_Makers: A, B\ndeciders:\n  - B\n  - C\nsuperseded_by: [\"0030\"]\n---\n";
    let (record, reading) = reading(madr);
    assert_eq!(lines(&reading.findings), "");
    assert_eq!(record.roles.decision_makers, ["A", "B", "C"]);
    assert_eq!(record.unknown_keys, [("superseded_by".to_owned(), "[\"0030\"]".to_owned())]);
    let said = stated(madr);
    assert_eq!(said[0], ("status".to_owned(), "accepted".to_owned()));
    assert_eq!(said[1], ("date".to_owned(), "2026-11-05T10:00:00Z".to_owned()));
    assert!(said.contains(&("supersededby".to_owned(), "0030".to_owned())));
    let links = stated("---\nlinks: [{ target: 3, kind: Supersedes }, { depends-on: 7 }]\n---\n");
    let expected = [("links.target", "3"), ("links.kind", "Supersedes"), ("links.dependson", "7")];
    assert_eq!(links, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let toml = stated("+++\ntitle = \"A\"\ndate = 2026-11-05\n+++\nbody");
    assert_eq!(toml, [("title", "A"), ("date", "2026-11-05")].map(|(k, v)| (k.to_owned(), v.to_owned())));
}

#[test]
fn braces_of_a_template_hold_texts() {
    let (record, reading) =
        reading("---\nstatus: { accepted }\ndeciders: { A, B }\nconsulted: {}\ninformed: { C D }\n---\n");
    assert_eq!(lines(&reading.findings), "");
    assert_eq!(record.roles.decision_makers, ["A", "B"]);
    assert_eq!(record.roles.informed, ["C D"]);
    assert!(record.roles.consulted.is_empty() && record.inputs.deciders.is_empty());
}

#[test]
fn criteria_by_rank_pairs_and_curves() {
    use crate::model::{MustRelation, ValueFunction, WeightSpec};
    let spec = |criteria: &str| {
        let (record, found) = record_from(&format!("---\ncriteria: {criteria}\n---\n"));
        assert_eq!(lines(&found), "", "{criteria}");
        record.inputs.criteria.expect("stated")
    };
    let ids = |spec: &crate::model::CriteriaSpec| -> Vec<String> {
        spec.criteria.iter().map(|criterion| criterion.id.clone()).collect()
    };
    let ranked = spec("{ risk: { worst: 10, best: 0 }, rank: [cost, Risk, Time to market] }");
    assert_eq!((ids(&ranked).join(" "), &ranked.weights), ("cost risk time-to-market".to_owned(), &WeightSpec::Rank));
    assert!(ranked.criteria[1].value.is_some());
    let compared = spec("{ pairwise: { cost/risk: 3, cost/flexibility: 5, risk/flexibility: 1/2 } }");
    assert_eq!(compared.weights, WeightSpec::Pairwise(vec![(0, 1, 3.0), (0, 2, 5.0), (1, 2, 0.5)]));
    let curved = spec(
        "{ time: { points: 30, must: \"<= 12\", measure: ready, value: { points: [[0, 100], [6, 80], [18, 0]] } }, \
         cost: { points: 70, worst: 3m, best: 1m, value: { exponential: 500k } } }",
    );
    let points = vec![(0.0, 1.0), (6.0, 0.8), (18.0, 0.0)];
    assert_eq!(curved.criteria[0].value, Some(ValueFunction::Piecewise(points)));
    assert_eq!(curved.criteria[0].must.map(|must| (must.relation, must.bound)), Some((MustRelation::AtMost, 12.0)));
    assert!(matches!(curved.criteria[1].value, Some(ValueFunction::Exponential { rho: 500_000.0, .. })));
}

#[test]
fn a_use_of_ai() {
    let (record, found) = record_from(
        "---\nai:\n  use: Answers customers\n  stage: pilot\n  approved: { by: CTO, on: 2026-10-01 }\n  \
         tests: [{ what: Bias, on: 2026-10-02, result: passed }]\n  data-trust: no\n  class: limited\n  \
         personal-data: yes\n  stop: { who: Head of Support, within: 1 hour }\n  barred-data: [health, payment]\n---\n",
    );
    assert_eq!(lines(&found), "");
    let ai = record.ai.expect("stated");
    assert_eq!((ai.purpose.as_deref(), ai.personal_data), (Some("Answers customers"), Some(true)));
    assert_eq!((ai.data_trust.as_deref(), ai.barred_data.as_deref()), (Some("no"), Some("health, payment")));
    assert_eq!(ai.tests[0].on, Some(date(2026, 10, 2)));
    assert_snapshot!(findings("ai: { stag: pilot, class: medium, incidents: [{ wat: x }] }"), @r"
    2: error[unknown-key]: no key is called `stag` here; did you mean `stage`?
    2: error[unknown-word]: `medium` is not among the words that stand here; write one of: minimal, limited, high, prohibited
    2: error[unknown-key]: no key is called `wat` here; did you mean `what`?
    ");
}

#[test]
fn fences() {
    let body = |text: &str| reading(text).1.body_start;
    assert_eq!(body("# No front matter\n\n---\n\ntext\n"), 0);
    assert_eq!(body("---\na: b\n---\n# T\n"), 13);
    assert_eq!(body("\u{feff}---\r\na: b\r\n---\r\n# T\r\n"), 19);
    assert_eq!(body("\n\n---\na: b\n---\n# T\n"), 15);
    assert_eq!(body("---\n\nA rule, and prose.\n\n---\n"), 0, "rules around prose");
    assert_eq!(body("---\n---\n# T\n"), 8);
    assert_eq!(body("---"), 0);
    assert_snapshot!(lines(&reading("---\nstatus: accepted\n\n# T\n").1.findings), @"1: warning[front-matter-unclosed]: this front matter has no closing `---`; add a line `---` after the last key");
    let (record, crlf) = reading("---\r\nowner: CTO\r\nlimit: x\r\n---\r\n");
    assert_eq!(record.roles.owner.as_deref(), Some("CTO"));
    assert_snapshot!(lines(&crlf.findings), @"3: error[bad-number]: `x` is no number; write a sum such as `250k`");
}

/// How long each of them takes is measured by `benches/hostile.rs`.
fn ends_in(rule: &str, text: &str) {
    let (_, reading) = reading(text);
    let rules: Vec<&str> = reading.findings.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&rule), "no {rule} among {rules:?}");
    assert!(rules.len() <= 2 * MAX_FINDINGS + 2, "{} findings", rules.len());
}

#[test]
fn hostile_input_ends_in_a_finding() {
    let fenced = |content: &str| format!("---\n{content}\n---\n");
    ends_in("front-matter-limit", &fenced(&format!("title: A\na: {}", "[".repeat(100_000))));
    ends_in("front-matter-limit", &fenced(&"{a: ".repeat(25_000)));
    ends_in("front-matter-limit", &fenced(&format!("a:\n  {}", "- ".repeat(50_000))));
    let bomb: String =
        (1..30).map(|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 9].join(", "))).collect();
    ends_in("front-matter-limit", &fenced(&format!("a0: &a0 [x, x]\n{bomb}")));
    let chain: String = (1..500).map(|i| format!("a{i}: &a{i} [*a{}]\n", i - 1)).collect();
    ends_in("front-matter-limit", &fenced(&format!("a0: &a0 [x]\n{chain}")));
    ends_in("front-matter-limit", &fenced(&"key: value\n".repeat(30_000)));
    ends_in("front-matter-limit", &fenced(&format!("options:\n{}", "  - buy: A\n    csot: 5\n".repeat(5_000))));
    ends_in("front-matter-syntax", &fenced(&format!("options:\n{}", "  - buy: A: B\n    risk: 5: 6\n".repeat(5_000))));
    ends_in("front-matter-limit", &fenced(&format!("a: [{}", "{b: c}, ".repeat(25_000))));
    ends_in("front-matter-syntax", &fenced(&format!("a: \"{}", "x ".repeat(100_000))));
    ends_in("front-matter-syntax", &fenced(&format!("{}: 1", "x".repeat(200_000))));
    ends_in("tab", &fenced(&"\ta: b\n".repeat(40_000)));
    ends_in("front-matter-limit", &fenced(&"a: b\n".repeat(50_000)));
}

#[test]
fn limits_keep_what_stands_before() {
    let text = format!("---\nstatus: accepted\nowner: CTO\na: {}\n---\n", "[".repeat(100_000));
    let (record, reading) = reading(&text);
    assert_eq!(record.roles.owner.as_deref(), Some("CTO"));
    assert_snapshot!(lines(&reading.findings), @"4: error[front-matter-limit]: nested deeper than 32 levels; mend this entry; the others were read");
    let large = format!("---\nstatus: accepted\n{}---\n", "# filler\n".repeat(40_000));
    assert_eq!(stated(&large), [("status".to_owned(), "accepted".to_owned())]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*") {
        let _ = reading(&format!("---\n{text}\n---\n"));
        let _ = reading(&text);
    }

    #[test]
    fn no_yaml_like_text_makes_it_panic(lines in prop::collection::vec(
        "( {0,4}|\t)(- |)(options|cost|a|<<|risks|)(:|)( |)(&a |\\*a|)([\\[\\{]{0,3})(x|1,200|'|\"|buy: B|)([\\]\\}]{0,3})(:|,|#|)", 0..12,
    )) {
        let _ = reading(&format!("---\n{}\n---\n", lines.join("\n")));
    }

    #[test]
    fn every_estimate_written_is_read_back(low in 1u32..100_000, more in 0u32..100_000, most in 0u32..100_000) {
        let (low, likely, high) = (f64::from(low), f64::from(low + more), f64::from(low + more + most));
        let range = cost_of(&format!("{low} to {high}")).0.expect("a range");
        prop_assert_eq!(range.form, Form::Range { low, high });
        let points = cost_of(&format!("{low}k / {likely}k / {high}k")).0.expect("points");
        prop_assert_eq!(points.form, Form::Points { low: low * 1e3, likely: likely * 1e3, high: high * 1e3 });
        prop_assert!(points.distribution(Quantity::Money).is_ok());
    }

    #[test]
    fn a_second_reader_sees_the_same_tree(
        entries in prop::collection::btree_map("[a-z]{3,8}", prop::collection::vec("[a-zA-Z][a-z é]{0,9}[a-z]", 1..4), 1..6),
    ) {
        let yaml = serde_yaml::to_string(&entries).expect("writable");
        let ours: Vec<String> = stated(&format!("---\n{yaml}---\n")).into_iter().map(|(_, value)| value).collect();
        let theirs: Vec<String> = entries.into_values().flatten().collect();
        prop_assert_eq!(ours, theirs);
    }
}

#[test]
fn a_figure_that_cannot_be_read_is_remembered_by_its_path() {
    let unread = |option: &str| {
        let (record, _) = record_from(&format!("---\noptions:\n  - buy: A\n    {option}\n---\n"));
        record.options[0].unread.iter().map(|(key, _)| key.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(unread("cost: { once: 5k, yearly: 3q }"), "cost");
    assert_eq!(unread("cost: { once: 5k, yeerly: 3k }"), "cost");
    assert_eq!(unread("cost: { once: 5k, note: from the offer }"), "");
    assert_eq!(unread("csot: { once: 5k }"), "cost");
    assert_eq!(unread("exit: { months: 3q, cost: 3q }"), "exit.months exit.cost");
    assert_eq!(unread("exit: 30k"), "exit.cost");
    assert_eq!(unread("exit: by hand"), "");
    assert_eq!(unread("benefit: { yearly: { per: users, rate: q } }"), "benefit");
    assert_eq!(unread("benefit: { yerly: { per: users, rate: 4 } }"), "benefit");
    assert_eq!(unread("contract: { ends: soon, price-cap: 3q, minimum: q, break-fee: q }").split(' ').count(), 4);
    assert_eq!(unread("reference-class: 1.5"), "reference-class");
    assert_eq!(unread("reference-class: [1.5, often]"), "reference-class");
    assert_eq!(unread("optimism-bias: { upper: 2q }"), "optimism-bias");
    assert_eq!(unread("ready: soon"), "ready");
    let risks =
        "risks: [{ name: A, per-year: q }, { name: B, per-year: 1, loss: 1k, mitigation: { yearly: q, loss: q } }]";
    assert_eq!(unread(risks), "risks[0].per-year risks[1].mitigation.yearly risks[1].mitigation.loss");
    assert_eq!(unread("summary: A service"), "");
}

#[test]
fn half_a_shock_and_a_study_at_no_price_are_left_out() {
    let scenario = |kinds: &str| {
        let (record, findings) =
            record_from(&format!("---\nscenarios:\n  - {{ name: A, option: buy, {kinds} }}\n---\n"));
        (record.inputs.scenarios.len(), findings.len())
    };
    assert_eq!(scenario("yearly: +40%, ready: 6q"), (0, 1));
    assert_eq!(scenario("yearly: +40%, from-year: q"), (0, 1));
    assert_eq!(scenario("discontinued: 2, replacement: { once: 5k, yearly: q }"), (0, 1));
    assert_eq!(scenario("driver: { users: +40%, staff: q }"), (0, 1));
    assert_eq!(scenario("yearly: +40%, ready: 6"), (1, 0));
    let study = |study: &str| record_from(&format!("---\nstudy: {{ {study} }}\n---\n")).0.inputs.study;
    for figure in ["cost", "weeks", "delay-cost", "quality"] {
        assert_eq!(study(&format!("resolves: [buy.cost], {figure}: q")), None, "{figure}");
    }
    assert_eq!(study("resolves: [buy.cost], cost: 5k").map(|study| study.quality), Some(1.0));
}

#[test]
fn a_criterion_is_ranked_once_and_two_are_compared_once() {
    assert_snapshot!(findings("criteria: { rank: [cost, risk, Cost] }"), @"2: error[duplicate-key]: `Cost` stands twice in the order; the first counts; keep one of them");
    assert_snapshot!(findings("criteria: { pairwise: { cost/risk: 3, risk/cost: 5 } }"), @"2: error[duplicate-key]: `risk/cost` compares two criteria that are compared already; the first counts; keep one of them");
    let (record, _) = record_from("---\ncriteria: { pairwise: { cost/risk: 3, risk/cost: 5 } }\n---\n");
    let spec = record.inputs.criteria.expect("criteria");
    assert_eq!(spec.weights, crate::model::WeightSpec::Pairwise(vec![(0, 1, 3.0)]));
}
