//! Whole logs that look random enough and are the same everywhere: a book, and one record to twelve.

use crate::words_of_chance::Luck;

/// A book and its records, as they stand in files.
pub(super) struct Log {
    pub(super) book: String,
    pub(super) records: Vec<(String, String)>,
}

impl Log {
    /// Everything, for who must see what went wrong.
    pub(super) fn told(&self) -> String {
        let records = self.records.iter().map(|(name, text)| format!("--- {name}\n{text}"));
        format!("--- book.toml\n{}{}", self.book, records.collect::<String>())
    }
}

/// Of its records: a name that is short already.
const TITLES: [&str; 12] =
    ["Apples", "Bread", "Cheese", "Dates", "Eggs", "Flour", "Grapes", "Honey", "Ice", "Juice", "Kale", "Lemons"];

const OWNERS: [&str; 4] = ["Head of Platform", "CFO", "Operations", "Head of Data"];

/// The log with this number.
pub(super) fn log(nth: u64) -> Log {
    let mut luck = Luck(nth.wrapping_mul(7_919) + 17);
    luck.below(2);
    let unit = luck.of(&[1, 10, 1_000, 1_000, 100_000, 10_000_000]);
    let count = 1 + luck.below(12);
    let records =
        (1..=count).map(|number| (format!("{number:04}-matter.md"), record(&mut luck, nth, number, unit))).collect();
    Log { book: book(&mut luck, unit), records }
}

fn book(luck: &mut Luck, unit: u64) -> String {
    let mut text = format!("[output.board]\ncurrency = \"{}\"\n", luck.of(&["EUR", "GBP", "USD"]));
    if !luck.one_in(6) {
        text += "next-meeting = 2026-12-15\nlast-meeting = 2026-09-15\n";
    }
    if luck.one_in(4) {
        text += "fiscal-year-start = 4\n";
    }
    if luck.one_in(2) {
        text += &format!(
            "responses = [{{ about = \"Acme\", what = \"A second one is tried\", who = \"{}\", by = 2027-02-01 }}]\n",
            luck.of(&OWNERS)
        );
    }
    if luck.one_in(3) {
        text += "authority = [{ up-to = \"2k\", by = \"CTO\" }, { by = \"Board\" }]\n";
    }
    text += "[output.board.appetite]\n";
    if !luck.one_in(4) {
        text += &format!("supplier-share = \"{}%\"\n", luck.of(&[30, 50, 80]));
    }
    if luck.one_in(2) {
        text += &format!("annual-loss = \"{}\"\n", luck.of(&[5, 50, 400]) * unit);
    }
    if luck.one_in(2) {
        text += &format!(
            "exceedance = [{{ loss = \"{}\", per-year = \"{}%\" }}]\n",
            luck.of(&[100, 1_000]) * unit,
            luck.of(&[5, 30])
        );
    }
    if !luck.one_in(3) {
        let years = if luck.one_in(2) { vec![2027] } else { vec![2026, 2027, 2028] };
        text += "[output.board.budget]\n";
        for year in years {
            text += &format!("{year} = \"{}\"\n", luck.of(&[300, 900, 3_000, 6_000]) * unit);
        }
        if luck.one_in(2) {
            text += &format!("[output.board.capacity]\n2027 = {}\n", luck.of(&[3, 12, 40]));
        }
    }
    text
}

fn record(luck: &mut Luck, nth: u64, number: u64, unit: u64) -> String {
    let status = luck.of(&[
        "draft",
        "proposed",
        "proposed",
        "proposed",
        "proposed",
        "accepted",
        "accepted",
        "accepted",
        "accepted",
        "rejected",
        "deprecated",
        "superseded",
    ]);
    let mut text = format!("---\nstatus: {status}\ndate: 2026-0{}-1{}\n", 1 + luck.below(9), luck.below(9));
    let mut add = |luck: &mut Luck, one_in: u64, line: String| {
        if luck.one_in(one_in) {
            text += &line;
            text += "\n";
        }
    };
    let line = format!("currency: {}", luck.of(&["EUR", "GBP", "USD"]));
    add(luck, 5, line);
    let line = format!("owner: {}", luck.of(&OWNERS));
    add(luck, 2, line);
    add(luck, 3, "decision-makers: [CTO, CFO]".to_owned());
    let line = format!("discount-rate: {}", luck.of(&["0%", "5%"]));
    add(luck, 1, line);
    let line = format!("horizon: {}", luck.of(&[1, 3, 8]));
    add(luck, 2, line);
    add(luck, 2, "starts: 2027-01".to_owned());
    let line = match luck.below(6) {
        0 => "board: { for: decision, meeting: 2026-12-15 }",
        1 => "board: { for: discussion }",
        2 => "board: { for: information, meeting: 2027-03-16 }",
        3 => "board: { meeting: 2027-03-16 }",
        _ => "consulted: [Works council]",
    };
    add(luck, 1, line.to_owned());
    let line = format!("decide-by: {}", luck.of(&["2026-12-01", "2027-01-31", "2027-06-30", "2026-10-01"]));
    add(luck, 2, line);
    add(luck, 4, format!("ask: Approve matter {number}"));
    let line = format!("limit: {}", luck.of(&[0, 200, 600, 1_500, 4_000]) * unit);
    add(luck, 2, line);
    let line = format!("needed-by: 2027-{}", luck.of(&["03-31", "09-30"]));
    add(luck, 2, line);
    let line = format!("late-cost: {}", luck.of(&[1, 7, 30]) * unit);
    add(luck, 3, line);
    let line = format!(
        "appetite: {{ annual-loss: {}, exceedance: [{{ loss: {}, per-year: 10% }}] }}",
        luck.of(&[3, 20, 90]) * unit,
        luck.of(&[50, 400]) * unit
    );
    add(luck, 3, line);
    let line = format!("reversible: {}", luck.of(&["yes", "costly", "no"]));
    add(luck, 2, line);
    let line = format!("review-by: {}", luck.of(&["2026-11-01", "2026-12-05", "2027-06-30"]));
    add(luck, 2, line);
    add(luck, 3, "response: { what: Somebody looks at it, who: CFO, by: 2027-01-15 }".to_owned());
    add(luck, 4, "revisit: The world changes".to_owned());
    let line = format!(
        "kill:\n  - {{ metric: Errors a day, above: 5, now: {}{}, by: {} }}\n  - {{ metric: Users, below: 90 }}",
        luck.of(&[2, 9]),
        luck.of(&["", ", from: 2027-02-01", ", from: 2026-05-01"]),
        luck.of(&["2026-11-10", "2026-12-10", "2027-12-31"])
    );
    add(luck, 2, line);
    let line = format!(
        "next:\n  - {{ by: 2026-11-0{}, what: Start it, who: Lead }}\n  - {{ by: 2026-10-01, what: Sign it, who: Lead, done: \
         2026-09-30 }}\n  - {{ by: 2027-02-01, what: Train people }}",
        1 + luck.below(9)
    );
    add(luck, 2, line);
    let line = format!(
        "forecasts:\n  - {{ what: Visits, range: 10 to 20, by: 2026-09-01 }}\n  - {{ what: Tickets, range: 3 to 9, by: \
         2027-08-01 }}\nactuals: [{{ what: Visits, value: {}, on: 2026-09-02 }}]",
        luck.of(&[9, 10, 15, 21])
    );
    add(luck, 2, line);
    add(luck, 4, "deciders: { CTO: { cost: 10, dependency: 50 }, CFO: { cost: 80, flexibility: 5 } }".to_owned());
    add(luck, 6, "ai: { use: Sorts the post, class: limited, human-review: Each letter }".to_owned());
    text + &choice(luck, status, unit) + &format!("---\n# {}\n", title(nth, number))
}

/// What it is called: in some logs two are called the same.
pub(super) fn title(nth: u64, number: u64) -> &'static str {
    let is_twin = nth % 7 == 4 && number == 2;
    TITLES[number as usize - if is_twin { 2 } else { 1 }]
}

/// Criteria, what is recommended or decided, and the options.
fn choice(luck: &mut Luck, status: &str, unit: u64) -> String {
    let has_ranges = !luck.one_in(4);
    let anchors = if luck.one_in(3) { String::new() } else { format!(", worst: {}, best: 0", unit * 2_000) };
    let must = if luck.one_in(6) { format!(", must: \"<= {}\"", unit * 400) } else { String::new() };
    let mut kinds = vec!["avoid"];
    kinds.extend((0..luck.below(4)).map(|_| luck.of(&["build", "buy", "partner", "buy"])));
    if luck.one_in(8) {
        kinds.extend((0..5).map(|_| luck.of(&["build", "buy", "partner"])));
        kinds.truncate(8);
    }
    let is_tie = luck.one_in(8);
    let same = luck.option("build", 0, unit, has_ranges);
    let mut options: Vec<String> = Vec::new();
    for (idx, kind) in (0..).zip(&kinds) {
        let mut option = if is_tie {
            same.replace("- build: Option 0", &format!("- {kind}: Option {idx}"))
        } else {
            luck.option(kind, idx, unit, has_ranges)
        };
        for (one_in, line) in more(luck, unit) {
            if !is_tie && luck.one_in(one_in) {
                option += &line;
            }
        }
        options.push(option);
    }
    let sole: Vec<&str> =
        kinds.iter().copied().filter(|kind| kinds.iter().filter(|other| *other == kind).count() == 1).collect();
    let mut text = String::new();
    if !sole.is_empty() && !luck.one_in(3) {
        text += &format!("recommend: {{ option: {}, because: We know it }}\n", luck.of(&sole));
    }
    if !sole.is_empty() && status != "proposed" && status != "draft" {
        text +=
            &format!("decision: {{ option: {}, on: 2026-0{}-05, by: [Board] }}\n", luck.of(&sole), 1 + luck.below(9));
    }
    if luck.one_in(2) && kinds.len() > 1 && kinds.iter().filter(|kind| **kind == kinds[1]).count() == 1 {
        let (kind, cost) = (kinds[1], luck.of(&[1, 1, 20, 400]) * unit);
        text += &format!(
            "study: {{ option: {kind}, resolves: [{kind}.flexibility], cost: {cost}, weeks: 2, delay-cost: 1, quality: 80% }}\n"
        );
    }
    text += &format!(
        "criteria:\n  cost: {{ points: {}{anchors}{must} }}\n  flexibility: {{ points: {} }}\n  dependency: {{ points: {} }}\n",
        luck.of(&[10, 40, 60]),
        luck.of(&[5, 20, 40]),
        luck.of(&[5, 20, 40]),
    );
    if luck.one_in(2) {
        text += &format!("  risk: {{ points: 30, worst: {}, best: 0 }}\n", unit * 100);
    }
    format!("{text}options:\n{}", options.concat())
}

/// What an option may say besides, each with how seldom it does.
fn more(luck: &mut Luck, unit: u64) -> [(u64, String); 4] {
    let loss = luck.of(&[20, 100, 900]) * unit;
    [
        (
            2,
            format!(
                "    risks: [{{ name: It breaks, per-year: {}, loss: {loss} to {}, owner: CFO }}, {{ name: It leaks, per-year: 0.02 to \
                 0.1, loss: {loss} }}]\n",
                luck.of(&["0.05", "0.3", "0.2 / 0.3 / 0.8", "6"]),
                loss * 3
            ),
        ),
        (
            3,
            format!(
                "    contract: {{ ends: {}, notice: 3 months{}{} }}\n",
                luck.of(&["2026-12-31", "2027-01-31", "2027-12-31", "2026-06-30", "2029-12-31"]),
                luck.of(&["", ", renews: yes", ", renews: no", ", renews: 12 months"]),
                luck.of(&["", "", "", ", given: { by: us, on: 2026-09-01 }"])
            ),
        ),
        (3, format!("    people: {{ months: {}, yearly: 1 }}\n", luck.of(&[2, 9, 30]))),
        (5, "    why-not: It is not ours\n".to_owned()),
    ]
}
