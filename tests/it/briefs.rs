//! Markdown in, a board's sentences out: briefs and comparisons of every sort of record.

use crate::commands::SHORT;
use crate::middle;
use adr::analysis::Settings;
use adr::model::Book;
use adr::report::{self, BriefPage, ComparisonPage};
use insta::assert_snapshot;
use jiff::civil::date;

struct Pages {
    brief: BriefPage,
    comparison: ComparisonPage,
    html: String,
}

/// The brief and the comparison of the first of these records, and the brief as rendered.
fn pages(files: &[(&str, &str)]) -> Pages {
    let book = Book::default();
    let settings = Settings { draw_count: 2_000, ..middle::settings(date(2026, 11, 25)) };
    let middle = middle::run(files, &book, &settings);
    let input = middle.input(&book, &settings);
    let brief = report::brief(&input, 0);
    let wanted = brief.head.path.clone();
    let html = std::sync::Mutex::new(String::new());
    adr::site::render(&input, &adr::theme::Theme::default(), &|path, bytes| {
        if path == wanted {
            *html.lock().expect("nobody panics") = String::from_utf8_lossy(bytes).into_owned();
        }
        Ok(())
    })
    .expect("the site is rendered");
    Pages { comparison: report::comparison(&input, 0), brief, html: html.into_inner().expect("nobody panics") }
}

fn short() -> Pages {
    pages(&[("0001-card-payments.md", SHORT)])
}

/// With common spaces, so that expected text can be read.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// Every finding with the sentences beneath it.
fn told(page: &BriefPage) -> String {
    let mut lines = vec![page.title.clone(), page.ask.line.plain()];
    lines.extend(page.ask.notes.iter().map(report::narrate::Paragraph::plain));
    for block in page.blocks().into_iter().chain([&page.next]) {
        lines.push(format!("# {}", block.finding));
        lines.extend(block.lead.iter().chain(&block.paragraphs).map(report::narrate::Paragraph::plain));
    }
    lines.extend(page.other_lines.iter().map(|line| format!("{}: {}", line.option.label, line.text.plain())));
    plain(&lines.join("\n"))
}

#[test]
fn every_block_of_a_short_record_answers_or_says_its_gap() {
    assert_snapshot!(told(&short().brief), @r"
    Buying is very likely the best choice: it costs least and does best on risk
    Approve about 1.5m in cash over five years to buy a payments platform.
    We expect 1.5m (1.2 to 1.8). No limit has been set.
    No day and no meeting is set for this decision.
    # Leaving it alone would cost 1.6m over five years
    Leaving it alone would cost 1.6m over five years (1.4 to 1.9).
    Nobody has said what makes this urgent.
    # Nobody has recommended an option; the numbers favor buying
    Buying comes to 67 (62 to 72) of 100, building to 60 (49 to 69). Building is second: it costs about 0.9m more.
    # Building would cost about three fifths more than buying
    Against leaving it alone, buying saves 110k in present value.
    # Nobody has said when it would be ready
    No option says when it is ready.
    # On whom we would depend is not written down
    No supplier and no way out is written down; leaving is counted as free, which nobody has confirmed.
    # No risks are written down
    Risk of buying is judged at 30 of 100, where less is better.
    No risks of buying are written down.
    # Four things would change our mind
    Our estimates are unlikely to turn it (buying comes first in 9 of 10 simulated futures); how much dependency weighs beside cost could (still first in 39% of all weightings).
    # Every other option costs more
    # Nobody is said to have been asked
    Nobody outside those who decide is said to have been asked.
    # No next step and no review is set
    No day is set on which we look at it again.
    No first steps are written down.
    Build: Better on flexibility and dependency; 0.9m dearer, worse on risk.
    Avoid: Better on dependency; 0.1m dearer, worse on risk and flexibility.
    ");
}

/// What it brings in, and that it is nothing, is never left out for want of words.
#[test]
fn a_brief_without_income_says_so_whatever_its_words() {
    let wordy = format!("ask: {}\nwhy-now: {}\noptions:", "word ".repeat(150), "word ".repeat(150));
    for text in [SHORT.to_owned(), SHORT.replace("options:", &wordy)] {
        let years = pages(&[("0001-a.md", &text)]).brief.year_table.expect("money by year");
        let saves = "No income is counted; against leaving it alone it pays back after about 3.8 years.";
        assert!(plain(&years.caption).ends_with(saves), "{}", years.caption);
        let dearer = text.replace("- avoid:", "- partner:");
        let years = pages(&[("0001-a.md", &dearer)]).brief.year_table.expect("money by year");
        assert!(
            years.caption.ends_with("No income or savings are counted, so it does not pay back."),
            "{}",
            years.caption
        );
    }
}

#[test]
fn a_brief_stays_within_its_words() {
    let long = format!("ask: {}\nwhy-now: {}\noptions:", "word ".repeat(50), "word ".repeat(40));
    let wordy = SHORT.replace("options:", &long);
    for text in [SHORT, wordy.as_str()] {
        let page = pages(&[("0001-a.md", text)]).brief;
        assert!(page.word_count() <= report::WORD_BUDGET, "{} words", page.word_count());
    }
}

#[test]
fn sentences_say_the_figures_of_their_tables() {
    let Pages { brief, comparison, .. } = short();
    let table = brief.cost_table.expect("options have costs");
    let chosen = table.rows.iter().find(|row| row.option.is_chosen).expect("something leads");
    let cash = chosen.cash.figure.as_ref().expect("it has a cost");
    assert!(brief.ask.notes[0].plain().contains(&cash.line()), "the ask and the table differ");
    let options = comparison.options.expect("options are compared");
    for (in_brief, in_comparison) in table.rows.iter().zip(&options.rows) {
        assert_eq!(
            in_brief.option.label, in_comparison.option.label,
            "options stand in the order of totals everywhere"
        );
        assert_eq!(in_brief.cash, in_comparison.cash);
    }
    for (gist, row) in comparison.gist.iter().zip(&options.rows) {
        assert_eq!((&gist.cash, &gist.total), (&row.cash, &row.total));
    }
    let contributions = comparison.contributions.expect("criteria are weighed");
    for row in &contributions.rows {
        let parts: f64 = row.cells.iter().filter_map(|cell| cell.points.as_ref()?.parse::<f64>().ok()).sum();
        let total: f64 = row.total.figure.as_ref().and_then(|figure| figure.figure.parse().ok()).expect("a total");
        assert!((parts - total).abs() <= 2.0, "{}: {parts} and {total}", row.option.label);
    }
}

#[test]
fn a_record_without_numbers_shows_its_arguments() {
    let text = "---\nstatus: accepted\ndate: 2026-03-01\ndecision: { option: PostgreSQL, because: It is known }\n---\n\
                # Use PostgreSQL\n\n## Considered Options\n\n* PostgreSQL\n* MongoDB\n\n\
                ## Pros and Cons of the Options\n\n### PostgreSQL\n\n* Good, because the team knows it\n\n\
                ### MongoDB\n\n* Bad, because nobody knows it\n";
    let Pages { brief, comparison, .. } = pages(&[("0001-db.md", text)]);
    assert_eq!(brief.title, "Decided: PostgreSQL");
    assert!(!brief.is_ask_shown && brief.cost_table.is_none());
    assert_eq!(comparison.lead[0].plain(), "No numbers in this record.");
    let arguments: Vec<_> = comparison.arguments.iter().map(|row| (row.pros.len(), row.cons.len())).collect();
    assert_eq!(arguments, [(1, 0), (0, 1)]);
    assert!(told(&brief).contains("No cost has been estimated"));
}

#[test]
fn what_no_longer_stands_says_so_first() {
    let superseded = SHORT.replace("status: proposed", "status: superseded\nlinks: [{ superseded-by: 2 }]");
    let files = [("0001-old.md", superseded.as_str()), ("0002-new.md", SHORT)];
    let banner = pages(&files).brief.banner.expect("a banner");
    assert_eq!(banner.links[0].href, "brief/0002-new.html");
    for (status, start) in [
        ("rejected", "This was not approved"),
        ("draft", "This is a draft"),
        ("deprecated", "This decision is no longer"),
    ] {
        let page = pages(&[("0001-a.md", &SHORT.replace("proposed", status))]).brief;
        assert!(page.banner.expect("a banner").text.starts_with(start), "{status}");
    }
}

#[test]
fn names_of_options_are_harmless_text() {
    let hostile = r"<script>alert(1)</script>{{ page.title }}{% raw %}";
    let text = SHORT.replace("A payments platform", &format!("'{hostile}'"));
    let page = pages(&[("0001-a.md", &text)]);
    assert!(page.html.contains("&lt;script&gt;alert(1)"), "the name is shown");
    assert!(!page.html.contains("<script>alert"));
    assert!(page.html.contains("{{ page.title }}"), "template syntax stays text");
}

#[test]
fn a_tie_and_a_lone_option_are_called_so() {
    let option = |sourcing: &str| {
        format!("  - {sourcing}: One\n    cost: 100k\n    risk: 30\n    flexibility: 50\n    dependency: 50\n")
    };
    let record = |options: &str| format!("---\nstatus: proposed\noptions:\n{options}---\n# A question\n");
    let tie = record(&format!("{}{}", option("buy"), option("build")));
    assert_eq!(plain(&pages(&[("0001-a.md", &tie)]).brief.title), "Buying and building come out the same");
    let lone = record(&option("buy"));
    assert_eq!(plain(&pages(&[("0001-a.md", &lone)]).brief.title), "Buying is the only option written down");
    let avoid = SHORT.replace("risk: 80", "risk: 1").replace("dependency: 40", "dependency: 1");
    let title = plain(&pages(&[("0001-a.md", &avoid)]).brief.title);
    assert!(title.starts_with("Leaving it alone"), "{title}");
}

#[test]
fn what_is_recommended_against_the_numbers_is_said_with_its_reason() {
    let text = SHORT.replace("options:", "recommend: { option: avoid, because: We have no hands free }\noptions:");
    let page = pages(&[("0001-a.md", &text)]).brief;
    assert_eq!(page.title, "Leaving it alone is recommended, though the numbers favor buying");
    assert!(told(&page).contains("The reason given: “We have no hands free.”"));
    let silent = text.replace(", because: We have no hands free", "");
    assert!(
        told(&pages(&[("0001-a.md", &silent)]).brief).contains("No reason is given for preferring leaving it alone.")
    );
}
