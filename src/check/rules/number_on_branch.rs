//! A number that another branch has given to another record.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::Record;
use crate::source::Elsewhere;

pub(super) const RULE: Rule = Rule {
    name: "number-on-branch",
    page: Page {
        checks: "No other branch, local or of a remote as last fetched, has given the number of a record to another one.",
        matters: "Both branches pass on their own. Once both are merged, two records have one number, and every \
                  mention of it may mean either.",
        like_this: "adr renumber 12 13   # before the branch is merged; links follow",
        instead_of: "0012-card-payments.md here, and 0012-data-warehouse.md on origin/main",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for record in context.records() {
        let same = |other: &&Elsewhere| is_same_number(record, &other.path);
        let Some(other) = context.log.elsewhere.iter().find(same) else { continue };
        let number = record.number.unwrap_or_default();
        let message = format!("the number {number} is taken by `{}` on the branch `{}`", other.path, other.branch);
        let finding = Finding::warning(RULE.name, &record.path, record.title.span, message);
        findings.push(finding.with_help(format!("give one of both another number: `adr renumber {number} NEXT`")));
    }
}

/// Whether a file of the same folder begins with the number, after the same letters.
fn is_same_number(record: &Record, path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let letters = |name: &str| name.chars().take_while(|c| !c.is_ascii_digit()).collect::<String>().to_lowercase();
    let digits: String = name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    record.number.is_some()
        && digits.parse().ok() == record.number
        && record.folder.trim_start_matches("./").trim_matches('.') == folder
        && letters(name) == letters(&record.stem)
}
