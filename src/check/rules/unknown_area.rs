//! An area or a goal that the book does not name.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::{Finding, nearest};
use crate::model::{Book, Dialect, Record};

pub(super) const RULE: Rule = Rule {
    name: "unknown-area",
    page: Page {
        checks: "`area` is one of the areas of the book, and `serves` names its goals.",
        matters: "Pages group decisions by area and goal. A word that is spelled in two ways makes two groups, and \
                  the gap that the board should see is hidden.",
        like_this: "area: suppliers",
        instead_of: "area: supplier",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let areas = || context.book.areas.iter().map(|(slug, _)| slug.as_str());
    let goals = || context.book.goals.iter().map(|(slug, _)| slug.as_str());
    // Where the book names no areas, those of another tool's form are not measured by ours.
    let names_areas = context.book.areas != Book::default().areas;
    for record in context.records() {
        if let Some(area) = &record.area
            && (names_areas || record.dialect == Dialect::Sourcing)
            && !areas().any(|slug| slug == area)
        {
            findings.push(unknown(
                record,
                "area",
                format!("no area is called `{area}`"),
                nearest(area, areas()),
                areas(),
            ));
        }
        for (idx, goal) in record.serves.iter().enumerate() {
            if !goals().any(|slug| slug == goal) {
                let message = format!("no goal is called `{goal}`");
                findings.push(unknown(record, &format!("serves[{idx}]"), message, nearest(goal, goals()), goals()));
            }
        }
    }
}

fn unknown<'a>(
    record: &Record,
    key: &str,
    message: String,
    near: Option<&str>,
    known: impl Iterator<Item = &'a str>,
) -> Finding {
    let known: Vec<&str> = known.collect();
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "add it below `[output.board.goals]` in `book.toml`".to_owned(),
        None => format!("the book names {}; `book.toml` can name others", known.join(", ")),
    };
    Finding::warning(RULE.name, &record.path, record.place(key).or(record.title.span), message).with_help(help)
}
