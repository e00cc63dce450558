//! Sentences on how sure the answer is: no ranges, gaps, close calls, ties, what must be, shocks, one money.

use crate::words::{plain, sentences, told};
use adr::analysis::DecisionAnalysis;
use adr::report::{BriefPage, ComparisonPage};

/// A record with these options, weighed by cost with anchors and by two levels.
fn record(more: &str, options: &str) -> String {
    format!(
        "---
status: proposed
currency: EUR
discount-rate: 0%
criteria:
  cost: {{ points: 50, worst: 2m, best: 0 }}
  flexibility: {{ points: 20 }}
  dependency: {{ points: 30 }}
{more}options:
{options}---
# Which way?
"
    )
}

fn option(kind: &str, cost: &str, levels: &str) -> String {
    format!("  - {kind}: The {kind}\n    cost: {{ once: {cost} }}\n    {levels}\n")
}

/// Everything that both pages say of a record, with common spaces.
fn pages(text: &str) -> (BriefPage, ComparisonPage) {
    let told = told(text, |_: &mut DecisionAnalysis| {});
    (told.brief, told.comparison)
}

fn how_sure(brief: &BriefPage) -> String {
    let fact = brief.ask.facts.iter().find(|fact| fact.term == "How sure?").expect("said");
    let note = fact.note.as_ref().map_or_else(String::new, |note| format!(" ({})", note.plain()));
    plain(&format!("{}{note}", fact.text))
}

/// All sentences of both pages in one text.
fn all(brief: &BriefPage, page: &ComparisonPage) -> String {
    let mut text = vec![brief.title.clone(), page.title.clone(), page.question.clone(), sentences(&page.lead)];
    text.extend(
        brief
            .blocks()
            .iter()
            .map(|block| format!("{} {} {}", block.finding, sentences(&block.lead), sentences(&block.paragraphs))),
    );
    text.extend(brief.flips.iter().map(|item| format!("{} {}", item.heading, item.text.plain())));
    text.extend(brief.other_lines.iter().map(|line| line.text.plain()));
    for shown in [&page.turns, &page.tornado, &page.finding_out, &page.stability, &page.scenarios].into_iter().flatten()
    {
        let block = &shown.block;
        text.push(format!("{} {} {}", block.finding, sentences(&block.lead), sentences(&block.paragraphs)));
        assert!(shown.table.as_ref().is_none_or(|table| !table.rows.is_empty()), "an empty table: {}", block.finding);
    }
    text.extend(page.options.iter().map(|options| options.block.finding.clone()));
    plain(&text.join("\n"))
}

#[test]
fn without_a_range_no_share_is_told_and_the_least_change_is() {
    let levels = "flexibility: 60\n    dependency: 20";
    let options = option("build", "590k", levels) + &option("avoid", "600k", levels);
    let (brief, page) = pages(&record("recommend: { option: build, because: It is ours }\n", &options));
    let text = all(&brief, &page);
    for share in ["futures", "certain", "likely", "in 10", "0%"] {
        assert!(!text.contains(share), "{share}: {text}");
    }
    assert!(text.contains("Nobody gave a range, so nobody can say how sure this is"), "{text}");
    let weakest = "Weakest assumption: one-off cost of building, which turns the choice above €600k (+2%).";
    assert!(sentences(&brief.doubt.lead).starts_with(weakest) && sentences(&page.lead).contains(weakest), "{text}");
    assert_eq!(how_sure(&brief), "Nobody can say (nobody gave a range)");
    assert_eq!(
        page.turns.expect("turns").block.finding.replace('\u{a0}', " "),
        "The least change that turns it: One-off cost of building above €600k, +2%"
    );
    assert_eq!(page.options.expect("options").block.finding, "Building is the cheapest");
    // A range that moves nothing is none to speak of; one that does brings the shares back.
    let clear = option("build", "300k to 400k", levels) + &option("avoid", "600k", levels);
    let (brief, page) = pages(&record("", &clear));
    assert!(all(&brief, &page).contains("simulated futures"));
}

#[test]
fn a_gap_does_not_decide() {
    let full = |kind: &str, cost: &str, dependency: u32| {
        option(kind, cost, &format!("flexibility: 40\n    dependency: {dependency}"))
    };
    let build = |dependency: u32| option("build", "150k to 250k", &format!("dependency: {dependency}"));
    let rest = full("buy", "300k to 500k", 30) + &full("avoid", "600k", 50);
    let (brief, page) = pages(&record("", &(build(5) + &rest)));
    assert_eq!(brief.title, "Building leads, whatever its flexibility");
    let span = "Building comes to 74 to 94 of 100, whatever its flexibility; buying to 69.";
    assert!(sentences(&page.lead).starts_with(span) && sentences(&brief.recommendation.paragraphs).contains(span));
    assert!(!all(&brief, &page).contains("cannot be ranked"));
    assert!(page.opinions.is_none() && !page.options.expect("options").has_first);

    let (brief, page) = pages(&record("recommend: buy\n", &(build(40) + &rest)));
    assert_eq!(brief.title, "Buying is recommended; building might come first: its flexibility is not estimated");
    let text = all(&brief, &page);
    assert!(text.contains("Building comes to 63 to 83 of 100, by its flexibility; buying to 69."), "{text}");
    assert!(text.contains("Building cannot be ranked: its flexibility is not estimated."), "{text}");
    assert!(!text.contains("favor") && !text.contains("Buying costs least"), "{text}");
    let hopeless = option("build", "1.9m", "dependency: 90");
    let (brief, _) = pages(&record("recommend: buy\n", &(hopeless + &rest)));
    assert!(brief.title.starts_with("Buying is "), "{}", brief.title);
}

#[test]
fn where_all_fail_what_must_be_that_is_the_sentence() {
    let levels = "flexibility: 40\n    dependency: 30";
    let options = option("build", "150k to 250k", levels) + &option("avoid", "600k", levels);
    let text = record("", &options).replace("best: 0 }\n  flex", "best: 0, must: \"<= 100k\" }\n  flex");
    let (brief, page) = pages(&text);
    assert_eq!(
        (brief.title.as_str(), how_sure(&brief).as_str()),
        ("Every option fails what must be", "None meets what must be")
    );
    let text = all(&brief, &page);
    for wrong in ["figures are missing", "No cost has been estimated", "incomplete"] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
    assert!(text.contains("Building is out: it costs too much (at most €100k)."), "{text}");
}

#[test]
fn equal_options_are_equal_and_free_ones_are_free() {
    let levels = "flexibility: 40\n    dependency: 30";
    let three = |cost: &str| ["build", "buy", "avoid"].map(|kind| option(kind, cost, levels)).concat();
    let (brief, page) = pages(&record("", &three("200k")));
    let text = all(&brief, &page);
    assert_eq!(brief.title, "Building, buying and leaving it alone come out the same");
    assert!(text.contains("All cost the same") && text.contains("All options would cost the same"), "{text}");
    assert!(sentences(&page.lead).starts_with("Building, buying and leaving it alone tie, at 74 of 100."), "{text}");
    for wrong in ["the two", "Moving 0", "from to", "against  "] {
        assert!(!text.contains(wrong), "{wrong}: {text}");
    }
    let (brief, page) = pages(&record("recommend: buy\n", &three("0")));
    let text = all(&brief, &page);
    assert!(text.contains("All cost nothing") && text.contains("All options would cost nothing"), "{text}");
    let ask = plain(&brief.ask.line.plain());
    assert!(!ask.contains('€') && ask.starts_with("Agree to buy"), "{ask}");
    let notes: Vec<String> = brief.ask.notes.iter().map(|note| plain(&note.plain())).collect();
    assert!(notes.contains(&"It costs nothing.".to_owned()), "{notes:?}");
}

#[test]
fn a_close_call_is_close_everywhere() {
    let options = option("build", "300k to 900k", "flexibility: 68 to 75\n    dependency: 30")
        + &option("buy", "250k to 450k", "flexibility: 48 to 52\n    dependency: 30")
        + &option("avoid", "1.5m", "flexibility: 10\n    dependency: 60");
    for recommended in ["build", "buy"] {
        let more = format!("recommend: {{ option: {recommended}, because: We know it }}\n");
        let told = told(&record(&more, &options), |decision| {
            assert!(decision.verdict.is_close_call, "{:?}", decision.options[0].rank_shares);
        });
        let text = all(&told.brief, &told.comparison);
        for wrong in ["favor", "beats", "against the numbers", "higher total", "all the same"] {
            assert!(!text.contains(wrong), "{recommended}, {wrong}: {text}");
        }
        let finding = &told.brief.recommendation.finding;
        assert!(finding.contains("in a close call with"), "{finding}");
        assert!(how_sure(&told.brief).starts_with("A close call"), "{}", how_sure(&told.brief));
    }
}

#[test]
fn a_suppliers_shock_hits_all_that_rest_on_it() {
    let supplier =
        |name: &str| format!("flexibility: 40\n    dependency: 30\n    supplier: {{ name: {name}, parent: Acme }}");
    let priced = |kind: &str, yearly: &str, levels: &str| {
        format!("  - {kind}: The {kind}\n    cost: {{ once: 0, yearly: {yearly} }}\n    {levels}\n")
    };
    let options = priced("buy", "100k to 150k", &supplier("Acme One"))
        + &priced("partner", "90k to 140k", &supplier("Acme Two"))
        + &priced("build", "150k to 200k", "flexibility: 40\n    dependency: 30")
        + &priced("avoid", "300k", "flexibility: 20\n    dependency: 60");
    let told = told(&record("", &options), |decision| {
        let of_price = decision.scenarios.iter().filter(|scenario| scenario.name.contains("price")).count();
        assert_eq!(of_price, 1, "one supplier, one shock");
        for scenario in decision.scenarios.iter().filter(|scenario| scenario.hits.len() > 1) {
            assert_eq!(scenario.hits, [0, 1]);
            assert!(scenario.extra_cost[0].is_some_and(|extra| extra > 0.0));
            assert!(scenario.extra_cost[1].is_some_and(|extra| extra > 0.0));
        }
    });
    let rows = told.comparison.scenarios.expect("shocks").table.expect("rows").texts();
    let rows: Vec<String> = rows.iter().map(|row| plain(&row.join("; "))).collect();
    assert!(rows.iter().any(|row| row.starts_with("Acme raises its price by 25% from year 2")), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Acme stops in year 3, and building takes its place")), "{rows:?}");
    let nothing = rows.iter().find(|row| row.starts_with("Building costs twice as much")).expect("a build");
    assert!(nothing.contains("nothing to double"), "{nothing}");
}
