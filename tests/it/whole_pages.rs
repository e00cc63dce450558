//! Money, risks and suppliers of a whole log: pages exist where they have something to say, their words follow their
//! figures, and sums of several currencies stand apart.

use crate::middle;
use crate::sandbox::Sandbox;
use adr::analysis::Settings;
use adr::model::{Appetite, Book, Currency, Exceedance};
use adr::report::{self, CostPage, RiskPage, SuppliersPage};
use insta::assert_snapshot;
use jiff::civil::date;
use serde_json::Value;

/// A record of this status that buys from a supplier, with a contract, ways out and a risk.
fn buying(status: &str, supplier: &str, cost: &str, more: &str) -> String {
    let decided = if status == "accepted" { "decision: { option: buy }" } else { "ask: Approve it\nrecommend: buy" };
    format!(
        "---\nstatus: {status}\ndate: 2026-01-10\nowner: Head of Data\n{decided}\n{more}options:\n  - buy: {supplier}\n    \
         supplier: {{ name: {supplier}, parent: Holding, alternatives: 2, functions: [reports] }}\n    \
         contract: {{ starts: 2026-01-01, ends: 2027-03-31, notice: 90 days, renews: yes }}\n    \
         cost: {cost}\n    ready: 2 to 4\n    recover: 3\n    exit: {{ months: 6 to 12, cost: 20k to 40k, tested: no }}\n    \
         risks: [{{ name: It fails, per-year: 0.1 to 0.4, loss: 50k to 200k, owner: CTO }}]\n  \
         - avoid: Nothing\n    cost: {{ yearly: 90k to 120k }}\n    ready: 0\n    \
         risks: [{{ name: It fails, per-year: 0.5, loss: 50k to 200k }}]\n---\n# A question of {supplier}\n\nText.\n"
    )
}

const COST: &str = "{ once: 40k to 60k, yearly: 50k to 80k }";

struct Pages {
    cost: Option<CostPage>,
    risks: Option<RiskPage>,
    suppliers: Option<SuppliersPage>,
}

fn pages(files: &[(&str, &str)], book: &Book) -> Pages {
    let settings = Settings { draw_count: 2_000, ..middle::settings(date(2026, 11, 25)) };
    let middle = middle::run(files, book, &settings);
    let input = middle.input(book, &settings);
    Pages { cost: report::cost(&input), risks: report::risks(&input), suppliers: report::suppliers(&input) }
}

fn pounds() -> Book {
    Book { currency: Currency::parse("GBP"), ..Book::default() }
}

fn two() -> [(&'static str, String); 2] {
    [
        ("0001-reports.md", buying("accepted", "Alpha", COST, "")),
        ("0002-tills.md", buying("proposed", "Beta", "{ once: 300k to 500k, yearly: 20k to 30k }", "limit: 700k\n")),
    ]
}

fn borrowed<'a>(files: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    files.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

/// With common spaces, so that expected text can be read.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn figure(figure: Option<&adr::number::Figure>) -> String {
    figure.map_or_else(|| "nothing".to_owned(), adr::number::Figure::line)
}

#[test]
fn money_stands_year_by_year_against_its_budget() {
    let book = Book { budget: [(2026, 400e3), (2027, 150e3)].into(), ..pounds() };
    let page = pages(&borrowed(&two()), &book).cost.expect("there is money");
    let years = page.currencies[0].years.as_ref().expect("years");
    let mut lines = vec![page.title.clone(), years.finding.title.clone()];
    lines.extend(years.rows.iter().map(|row| {
        let [committed, asked, both] = [&row.committed, &row.asked, &row.together].map(|one| figure(one.as_ref()));
        let verdict = row.verdict.as_deref().unwrap_or("no budget");
        format!("{}: {committed}; {asked}; {both}; {verdict}", row.year)
    }));
    lines.push(years.caption.clone());
    let part = &page.currencies[0];
    lines.extend(part.over_time.iter().flat_map(|block| [block.finding.title.clone(), block.dates.clone()]));
    lines.extend(part.drivers.iter().map(|block| block.finding.title.clone()));
    for row in part.drivers.iter().flat_map(|block| &block.rows) {
        lines.push(format!(
            "{}, {}: {} to {}, {}",
            row.name, row.between, row.bar.low_text, row.bar.high_text, row.share
        ));
    }
    lines.extend(part.parts.iter().map(|block| block.finding.title.clone()));
    for row in part.parts.iter().flat_map(|block| &block.rows) {
        let cells: Vec<String> = row.cells.iter().map(|cell| format!("{} {}", cell.label, cell.figure)).collect();
        lines.push(format!("{}: {}", row.year, cells.join(", ")));
    }
    lines.extend(page.renewals.iter().map(|block| block.finding.title.clone()));
    lines.push(page.uncounted.title.clone());
    assert_snapshot!(plain(&lines.join("\n")));
}

#[test]
fn losses_stand_against_what_is_accepted() {
    let appetite = Appetite {
        annual_loss: Some(30e3),
        exceedance: vec![Exceedance { loss: 300e3, per_year: 0.05 }],
        supplier_share: None,
    };
    let page = pages(&borrowed(&two()), &Book { appetite, ..pounds() }).risks.expect("there are risks");
    let part = &page.currencies[0];
    let mut lines = vec![page.title.clone(), part.appetite.finding.title.clone()];
    lines.extend(part.appetite.statements.iter().map(|one| format!("{}: {}", one.sign.word, one.text.plain())));
    for row in part.appetite.groups.iter().flat_map(|group| &group.rows) {
        let name = row.name.as_deref().or(row.decision.as_ref().map(|link| link.name.as_str())).unwrap_or_default();
        let sign = row.sign.map_or("no limit", |sign| sign.word);
        lines.push(format!("{name}: {}; {sign}", row.expected.line()));
    }
    lines.push(part.hazards.finding.title.clone());
    for row in part.hazards.groups.iter().flat_map(|group| &group.rows) {
        let (often, each) = (row.how_often.as_deref().unwrap_or("?"), row.each.as_deref().unwrap_or("?"));
        let owner = row.owner.as_deref().unwrap_or("nobody");
        lines.push(format!(
            "{}, {}: {often}, {each}, {} a year, {owner}",
            row.name,
            row.decision.name,
            row.expected.as_deref().unwrap_or("?")
        ));
    }
    lines.extend(part.curve.iter().map(|curve| curve.finding.title.clone()));
    assert_snapshot!(plain(&lines.join("\n")));
}

#[test]
fn without_an_appetite_risks_are_only_ranked() {
    let page = pages(&borrowed(&two()), &pounds()).risks.expect("there are risks");
    let appetite = &page.currencies[0].appetite;
    assert_eq!(appetite.gap, Some("No appetite has been set. Until it is, this page can only rank."));
    assert!(!appetite.has_accepted && appetite.statements.is_empty());
}

#[test]
fn suppliers_of_one_parent_are_one_and_every_way_out_is_told() {
    let appetite = Appetite { supplier_share: Some(0.5), ..Appetite::default() };
    let page = pages(&borrowed(&two()), &Book { appetite, ..pounds() }).suppliers.expect("there are suppliers");
    let mut lines = vec![page.title.clone()];
    lines.extend(page.keys.iter().map(|key| format!("{} {}: {}", key.figure, key.term, key.note.plain())));
    for row in page.shares.iter().flat_map(|block| &block.groups).flat_map(|group| &group.rows) {
        let through = row.through.as_deref().unwrap_or("itself");
        let (now, after) = (row.now.as_deref().unwrap_or("none"), row.after.as_deref().unwrap_or("none"));
        lines.push(format!("{} through {through}: {now}, then {after}; {}", row.company.name, row.yearly.line()));
    }
    let exits = page.exits.as_ref().expect("ways out");
    lines.push(exits.finding.title.clone());
    for row in exits.groups.iter().flat_map(|group| &group.rows) {
        let (months, cost) = (figure(row.months.as_ref()), figure(row.cost.as_ref()));
        lines.push(format!("{}: {months}, {cost}, {}", row.supplier, row.sign.word));
    }
    lines.extend(page.contracts.iter().map(|block| block.finding.title.clone()));
    lines.extend(page.functions.iter().map(|block| block.finding.title.clone()));
    lines.extend(page.shocks.iter().map(|block| block.finding.title.clone()));
    assert_snapshot!(plain(&lines.join("\n")));
}

#[test]
fn several_currencies_stand_apart() {
    let [(first, text), _] = two();
    let dollars = buying("accepted", "Gamma", COST, "currency: USD\n");
    let found = pages(&[(first, &text), ("0003-gamma.md", &dollars)], &pounds());
    let cost = found.cost.expect("there is money");
    let names: Vec<&str> = cost.currencies.iter().filter_map(|part| part.name.as_deref()).collect();
    assert_eq!(names, ["In GBP", "In USD"], "the book's currency first");
    assert!(cost.apart.is_some() && cost.title.ends_with("other currencies apart"), "{}", cost.title);
    let signs = |idx: usize| {
        let years = cost.currencies[idx].years.as_ref().expect("years");
        years.rows.iter().filter_map(|row| row.together.as_ref()).map(|one| one.figure.clone()).collect::<String>()
    };
    assert!(signs(0).contains('£') && !signs(0).contains('$') && signs(1).contains('$') && !signs(1).contains('£'));
    let risks = found.risks.expect("there are risks");
    assert_eq!(risks.currencies.len(), 2);
    assert_eq!(found.suppliers.expect("there are suppliers").shares.len(), 2);
}

#[test]
fn a_log_without_money_risks_or_suppliers_has_no_such_pages() {
    let plain = "---\nstatus: accepted\ndate: 2026-01-10\n---\n# Use Rust\n\nText.\n";
    let scored = "---\nstatus: accepted\ndate: 2026-01-10\ndecision: { option: buy }\ncriteria: { risk: 50, flexibility: 50 }\n\
                  options:\n  - buy: A\n    risk: 30\n    flexibility: 50\n  - avoid: B\n    risk: 60\n    flexibility: 30\n---\n# Q\n\nText.\n";
    for text in [plain, scored] {
        let sandbox = Sandbox::folder();
        sandbox.write("decisions/0001-q.md", text);
        sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
        let home = sandbox.read("site/index.html");
        for page in ["cost.html", "risk.html", "suppliers.html"] {
            assert!(!sandbox.path().join("site").join(page).exists(), "{page}");
            assert!(!home.contains(page), "{page} is linked");
        }
    }
}

#[test]
fn a_name_from_outside_stays_text_and_its_page_stays_in_its_folder() {
    let sandbox = Sandbox::folder();
    let hostile = buying("accepted", "Alpha", COST, "")
        .replace("name: Alpha, parent: Holding", "name: '<b>../../x</b>', parent: '../..//<script>'");
    sandbox.write("decisions/0001-q.md", hostile);
    sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    assert!(sandbox.path().join("site/supplier/script.html").exists());
    for page in ["suppliers.html", "supplier/script.html", "cost.html"] {
        let html = sandbox.read(&format!("site/{page}"));
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{page}");
    }
}

/// The headlines of the demo say what its figures say.
#[test]
fn words_of_the_demo_follow_its_figures() {
    let sandbox = Sandbox::folder();
    let day = ["--on", "2026-11-25"];
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["-C", "demo"].iter().chain(args).chain(&day).copied().collect();
        sandbox.adr(&all).expect(0).stdout
    };
    run(&["publish", "--out", "site"]);
    let json: Value = serde_json::from_str(&run(&["compare", "--all", "--format", "json"])).expect("JSON");
    let found = &json["whole"]["portfolios"][0];
    let number = |value: &Value| value.as_f64().expect("a number");
    let page = |name: &str| plain(&sandbox.read(&format!("demo/site/{name}.html")).replace("&nbsp;", " "));
    let heading = |html: &str| {
        html.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default().to_owned()
    };
    // Two digits, as sentences print them.
    let short = |value: f64| {
        let (scaled, unit) = if value >= 999.5e3 { (value / 1e6, "m") } else { (value / 1e3, "k") };
        let digits =
            if scaled < 9.95 { format!("{scaled:.1}") } else { format!("{:.0}", (scaled / 10.0).round() * 10.0) };
        format!("£{}{unit}", digits.trim_end_matches(".0"))
    };
    let money = page("cost");
    let over = |year: &&Value| year["budget"].is_number() && number(&year["together"]["p50"]) > number(&year["budget"]);
    let worst = found["years"].as_array().expect("years").iter().filter(over).max_by(|a, b| {
        let by = |year: &Value| number(&year["together"]["p50"]) - number(&year["budget"]);
        by(a).total_cmp(&by(b))
    });
    let worst = worst.expect("the demo is over budget in a year");
    let by = short(number(&worst["together"]["p50"]) - number(&worst["budget"]));
    assert!(
        heading(&money).contains(&format!("puts {} about {by} over its budget", worst["year"])),
        "{}",
        heading(&money)
    );
    for sum in [&found["cash"]["p50"], &found["asked_cash"]["p50"], &worst["together"]["p50"]] {
        assert!(money.contains(&format!(">{}</a>", short(number(sum)))), "{sum}");
    }
    let driver = number(&found["drivers"][0]["share"]);
    assert!(money.contains(&format!("<span class=\"f\">{:.0}%</span>", driver * 100.0)), "{driver}");
    let risk = page("risk");
    for loss in [&found["annual_loss"]["mean"], &found["annual_loss_after_asks"]["mean"]] {
        assert!(risk.contains(&format!(">{}</a>", short(number(loss)))), "{loss}");
    }
    let suppliers = page("suppliers");
    let largest = &found["concentration"]["suppliers"][0];
    let share = format!("{:.0}%", number(&largest["share"]) * 100.0);
    let name = largest["parent"].as_str().expect("a name");
    assert!(heading(&suppliers).contains(&format!("{name} takes {share}")), "{}", heading(&suppliers));
    let after = found["concentration_after_asks"]["suppliers"].as_array().expect("shares");
    let then = after.iter().find(|share| share["parent"] == largest["parent"]).expect("it stays");
    assert!(suppliers.contains(&format!("after all asks it would be {:.0}%", number(&then["share"]) * 100.0)));
}
