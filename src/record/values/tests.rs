//! Figures as people write them: what means one thing is read, what does not is told, and what the telling suggests is
//! read in its place.

use crate::finding::Finding;
use crate::model::{ConsideredOption, Cost, Estimate, Form, Record, Yearly};
use crate::record::testing::{lines, record_from};
use insta::assert_snapshot;
use std::fmt::Write as _;

fn read(front: &str) -> (Record, Vec<Finding>) {
    record_from(&format!("---\n{front}\n---\n# A decision\n"))
}

/// Where figures of each sort stand; `@` is the figure.
const PLACES: [&str; 14] = [
    "options:\n  - buy: A\n    cost:\n      once: @",
    "options:\n  - buy: A\n    cost: { once: @, growth: 1% }",
    "options:\n  - buy: A\n    cost:\n      yearly: @",
    "options:\n  - buy: A\n    cost:\n      once: 1k\n      growth: @",
    "options:\n  - buy: A\n    ready: @",
    "options:\n  - buy: A\n    recover: @",
    "options:\n  - buy: A\n    risk: @",
    "options:\n  - buy: A\n    risks: [{ name: Fire, loss: 5k, per-year: @ }]",
    "options:\n  - buy: A\n    risks:\n      - name: Fire\n        loss: 5k\n        at-most-once: yes\n        per-year: @",
    "criteria: { speed: { points: 5, worst: 90, best: 1 } }\noptions:\n  - buy: A\n    speed: @",
    "drivers:\n  users: @",
    "limit: @",
    "late-cost: @",
    "discount-rate: @",
];

/// Spellings of people who were not told how.
const SLIPS: &[&str] = &[
    "1,5m",
    "1,5",
    "€1.200.000",
    "1.200.000,50",
    "approx. 50,000",
    "50,000 EUR+",
    "[1,200 to 1,500]",
    "1,200 / 1,500 / 2,000",
    "6 months to 8 months",
    "8/10 - 9/10",
    "1.200,50",
    "1.200.000",
    "1,23,456",
    "0012",
    "007",
    "00",
    "0012.5",
    "1.900",
    "€0012",
    "50k+",
    "50,000+",
    "$50,000+",
    ">50k",
    ">= 50",
    "at least 50",
    "from 20k",
    "up to 50",
    "<50k",
    "max 40",
    "~50",
    "~50k",
    "ca. 50k",
    "about 30%",
    "30+",
    "30%+",
    "95%+",
    "$5,000–10,000",
    "5,000-10,000",
    "5,000 to 10,000",
    "250k to 120k",
    "9 to 3",
    "30% to 10%",
    "30 / 20 / 10",
    "120k / 250k",
    "250k / 120k",
    "12 / 9",
    "1 to 2 to 3",
    "1k / 2k / 3k / 4k",
    "[1, 2, 3, 4]",
    "[50,000]",
    "[1,200, 2,400]",
    "[9, 3]",
    "1.2e6",
    "2e5",
    "1e308",
    "1e999",
    ".nan",
    ".inf",
    "-.inf",
    "five",
    "a lot",
    "five thousand",
    "120k and 250k",
    "120k ~ 250k",
    "3 or 4",
    "5 ± 1 ± 2",
    "5% ± 1%",
    "10k ± 200%",
    "1'20'000",
    "1 20 000",
    "12 %%",
    "€€5",
    "5 apples",
    "10k/month",
    "120k/year",
    "10k per fortnight",
    "3%/month",
    "2/month",
    "unknown",
    "tbd",
    "???",
    "n/a",
    "…",
    "5k k",
    "1,2,3",
    "{ range: 1k to 2k, shape: pert }",
    "{ range: 1k / 2k / 3k, shape: normal }",
    "{ source: An offer }",
    "{ range: 1k to 2k, holds: 100% }",
    "{ range: 5k, holds: 90% }",
    "{ range: 1,5m, source: An offer }",
    "150",
    "150%",
    "-5",
    "-5k to 3k",
    "0.5 to 2,5",
    "1,5m to 2,5m",
    "10.000",
    "12.500 €",
    "1,5 Mio. €",
];

/// What a finding tells to type: the parts in backticks, those of keys and words left out.
fn suggestions(finding: &Finding) -> Vec<&str> {
    let help = finding.help.as_deref().unwrap_or_default();
    let parts = help.split('`').skip(1).step_by(2);
    let is_figure = |text: &&str| text.contains(|c: char| c.is_ascii_digit());
    parts.filter(is_figure).filter(|text| !text.starts_with("currency:")).collect()
}

#[test]
fn every_help_is_itself_accepted() {
    let mut faults = String::new();
    let mut count = 0;
    for place in PLACES {
        for slip in SLIPS {
            let (_, found) = read(&place.replace('@', slip));
            // A text that YAML cannot read is told in quotes, whatever it is; what it is comes beside.
            for finding in found.iter().filter(|finding| finding.rule != "front-matter-syntax") {
                for suggestion in suggestions(finding) {
                    count += 1;
                    // In braces the key is told beside the figure.
                    let figure = suggestion.split_once(": ").filter(|(key, _)| !key.starts_with('{'));
                    let figure = figure.map_or(suggestion, |(_, figure)| figure);
                    let (_, left) = read(&place.replace('@', figure));
                    if !left.is_empty() {
                        let key = place.rsplit('\n').next().unwrap_or_default();
                        let told = lines(std::slice::from_ref(finding));
                        writeln!(faults, "{key}, {slip}:\n  {told}\n  {figure}: {}", lines(&left)).expect("a string");
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(count > 400, "{count} suggestions were tried");
}

fn option(keys: &str) -> ConsideredOption {
    let front = format!("options:\n  - buy: A\n    {keys}");
    let (mut record, found) = read(&front);
    assert_eq!(lines(&found), "", "{front}");
    record.options.remove(0)
}

fn once(figure: &str) -> Form {
    match option(&format!("cost:\n      once: {figure}")).cost {
        Some(Cost::Flows(flows)) => flows.once.expect("a sum").form,
        cost => panic!("{figure}: {cost:?}"),
    }
}

fn yearly(keys: &str) -> Form {
    match option(&format!("cost: {{ {keys} }}")).cost {
        Some(Cost::Flows(flows)) => match flows.yearly {
            Some(Yearly::Sum(sum)) => sum.form,
            Some(Yearly::Per { rate, .. }) => rate.form,
            Some(Yearly::Tiers { tiers, .. }) => tiers[0].rate.form,
            None => panic!("{keys}: nothing runs"),
        },
        cost => panic!("{keys}: {cost:?}"),
    }
}

fn level(figure: &str) -> Form {
    option(&format!("risk: {figure}")).levels[0].1.form
}

#[test]
fn spellings_that_mean_one_thing_are_read() {
    for figure in ["US$1.2m", "1'200'000", "1 200 000", "1.2 million", "$1.2M", "\"1,200,000\"", "1_200_000 USD"] {
        assert_eq!(once(figure), Form::Certain(1.2e6), "{figure}");
    }
    let range = |low: f64, high: f64| Form::Range { low, high };
    for figure in [
        "100k ± 20%",
        "100k (±20%)",
        "100k±20k",
        "100k +/- 20%",
        "80k-120k",
        "80-120k",
        "80 – 120k",
        "from 80 to 120k",
        "[80, 120k]",
    ] {
        assert_eq!(once(figure), range(80e3, 120e3), "{figure}");
    }
    assert_eq!(once("5-10k"), range(5e3, 10e3));
    assert_eq!(once("500 to 2k"), range(500.0, 2e3));
    assert_eq!(once("5/8/10k"), Form::Points { low: 5e3, likely: 8e3, high: 10e3 });
    for keys in [
        "yearly: 10k/month",
        "yearly: 120k",
        "yearly: 120k/year",
        "monthly: 10k",
        "monthly: 120k a year",
        "monthly: 10k/month",
    ] {
        assert_eq!(yearly(keys), Form::Certain(120e3), "{keys}");
    }
    assert_eq!(yearly("yearly: 5-10k per month"), range(60e3, 120e3));
    assert_eq!(yearly("yearly: { per: users, rate: 4/month }"), Form::Certain(48.0));
    assert_eq!(yearly("monthly: { per: users, rate: 4 to 5 }"), range(48.0, 60.0));
    for figure in ["7/10", "70", "70/100", "3.5/5", "7 out of 10"] {
        assert_eq!(level(figure), Form::Certain(70.0), "{figure}");
    }
    assert_eq!(level("6/10 to 8/10"), range(60.0, 80.0));
    assert_eq!(level("6/10 - 8/10"), range(60.0, 80.0));
    assert_eq!(option("ready: 6 months to 8 months").ready.expect("read").form, range(6.0, 8.0));
    let (_, told) = read("options:\n  - buy: A\n    cost: { yearly: €1.200.000 }");
    assert!(lines(&told).ends_with("group thousands by `_`: `€1_200_000`"), "{told:?}");
    let record = read("late-cost: 600k/year\nlimit: US$1.2m\nuntil-ready: 1k a week").0;
    assert_eq!((record.inputs.late_cost, record.limit), (Some(50e3), Some(1.2e6)));
    let until = record.inputs.until_ready.map(|estimate: Estimate| estimate.form);
    assert_eq!(until, Some(Form::Certain(1000.0 * (52.0 / 12.0))));
    let kill = read("kill: [{ metric: Users, below: 1 200 users, now: 3 days }]").0.kill.remove(0);
    assert_eq!(kill.now.map(|(now, _)| now), Some(3.0));
    assert_eq!(kill.threshold, Some(crate::model::KillThreshold::Below(1200.0, "1 200 users".to_owned())));
}

/// What is told, and nothing of it counts.
#[test]
fn a_figure_in_error_never_counts() {
    let keys = [
        "once: 1k, yearly: 50,000+",
        "once: 1k, yearly: $5,000–10,000",
        "once: 1,5m",
        "yearly: 5,000 to 10,000",
        "once: 1,200,000 to 2,000,000",
        "yearly: { per: users, rate: 4,50 }",
        "yearly: 50k+",
        "once: ~50k",
        "once: 1,200 k",
        "once: 1,5 Mio. €",
        "yearly: 10k, monthly: 1k",
        "once: 10k/month",
        "once: { range: 1,5m, source: An offer }",
        "once: 5, 10k",
        "once: ???",
        "once: unknown",
        "onec: 50k+, yearly: 5k",
        "once: [50,000]",
        "once: [1,200 to 1,500]",
        "once: approx. 50,000, yearly: 3",
    ];
    let mut told = String::new();
    for keys in keys {
        let (record, found) = read(&format!("options:\n  - buy: A\n    cost: {{ {keys} }}"));
        let option = &record.options[0];
        assert!(option.cost.is_none() || !option.unread.is_empty(), "{keys} counts: {:?}", option.cost);
        writeln!(told, "{keys}\n  {}", lines(&found).replace('\n', "\n  ")).expect("a string");
    }
    assert_snapshot!(told, @r#"
    once: 1k, yearly: 50,000+
      4: error[grouped-number]: `50,000+` reads as several entries, since a comma ends a figure inside braces; it says how much at least, and not how much at most; write from where to where it may go, such as `50_000 to 100_000`, and put a figure with a comma in quotes
    once: 1k, yearly: $5,000–10,000
      4: error[grouped-number]: `$5,000–10,000` reads as several entries, since a comma ends a figure inside braces; put the figure in quotes: `"$5,000–10,000"`
    once: 1,5m
      4: error[grouped-number]: `1,5m` reads as several entries, since a comma ends a figure inside braces; write `1.5m`, and put a figure with a comma in quotes
    yearly: 5,000 to 10,000
      4: error[grouped-number]: `5,000 to 10,000` reads as several entries, since a comma ends a figure inside braces; put the figure in quotes: `"5,000 to 10,000"`
    once: 1,200,000 to 2,000,000
      4: error[grouped-number]: `1,200,000 to 2,000,000` reads as several entries, since a comma ends a figure inside braces; put the figure in quotes: `"1,200,000 to 2,000,000"`
    yearly: { per: users, rate: 4,50 }
      4: error[grouped-number]: `4,50` reads as several entries, since a comma ends a figure inside braces; write `4.50`, and put a figure with a comma in quotes
    yearly: 50k+
      4: error[bad-estimate]: `50k+` says how much at least, and not how much at most; write from where to where it may go, such as `50k to 100k`
    once: ~50k
      4: error[bad-estimate]: `~50k` says about how much, and not within what; write from where to where it may go, such as `40k to 60k`
    once: 1,200 k
      4: error[grouped-number]: `1,200 k` reads as several entries, since a comma ends a figure inside braces; put the figure in quotes: `"1,200 k"`
    once: 1,5 Mio. €
      4: error[grouped-number]: `1,5 Mio. €` reads as several entries, since a comma ends a figure inside braces; write `1.5 Mio. €`, and put a figure with a comma in quotes
    yearly: 10k, monthly: 1k
      4: error[duplicate-key]: `monthly` stands beside `yearly`, and both say what runs; write the whole of it in one of both; what comes once a year may stand in `at`
    once: 10k/month
      4: error[bad-estimate]: `10k/month` is for a length of time (a month), and none belongs here; write a figure such as `120k to 250k`
    once: { range: 1,5m, source: An offer }
      4: error[grouped-number]: `1,5m` reads as several entries, since a comma ends a figure inside braces; write `1.5m`, and put a figure with a comma in quotes
    once: 5, 10k
      4: error[grouped-number]: `5, 10k` reads as several entries, since a comma ends a figure inside braces; write `120k to 250k`, and put a figure with a comma in quotes
    once: ???
      
    once: unknown
      4: note[no-figure]: `unknown` is no figure yet, and counts as unknown; write what you know, however little: `120k to 250k`
    onec: 50k+, yearly: 5k
      4: error[unknown-key]: no key is called `onec` here; did you mean `once`?
    once: [50,000]
      4: error[grouped-number]: a comma separates numbers in a list, and may not group their digits; write `120k to 250k`, or put each number in quotes
    once: [1,200 to 1,500]
      4: error[grouped-number]: a comma separates numbers in a list, and may not group their digits; write `120k to 250k`, or put each number in quotes
    once: approx. 50,000, yearly: 3
      4: error[grouped-number]: `approx. 50,000` reads as several entries, since a comma ends a figure inside braces; it says about how much, and not within what; write from where to where it may go, such as `40_000 to 60_000`, and put a figure with a comma in quotes
    "#);
    let of = |keys: &str| read(&format!("options:\n  - {{ buy: A, {keys} }}"));
    for keys in
        ["cost: 50,000+", "cost: $5,000–10,000", "ready: 1,5", "exit: { cost: 5,000+ }", "benefit: { yearly: 9,5k }"]
    {
        let (record, found) = of(keys);
        assert!(!record.options[0].unread.is_empty() && !found.is_empty(), "{keys}: {found:?}");
    }
    let (record, found) = read("decision: { option: buy, because: Cheap in 2, 3 of us said so }");
    assert_eq!(record.decision.and_then(|decision| decision.because).as_deref(), Some("Cheap in 2, 3 of us said so"));
    assert_snapshot!(lines(&found), @"2: error[unknown-key]: `Cheap in 2, 3 of us said so` reads as several entries, since a comma ends a text inside braces; put the whole text in quotes");
}
