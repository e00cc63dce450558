//! A heading with nothing below it.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;
use crate::model::{Section, Status};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    name: "empty-section",
    page: Page {
        checks: "Below each heading of a record that is proposed or accepted stands something; what only a comment \
                 fills is empty.",
        matters: "A heading promises an answer. Readers look below \"Consequences\" for what the decision costs them, \
                  and cannot tell whether nobody thought about it or nothing is to be said.",
        like_this: "## Consequences\n\nThe old gateway is switched off in May.",
        instead_of: "## Consequences\n\n## Links",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for record in context.records() {
        if !matches!(record.status(), Some(Status::Proposed | Status::Accepted)) {
            continue;
        }
        let text = &record.text;
        let empty: Vec<&Section> =
            record.body.sections.iter().filter(|section| is_empty(text.get(section.start..section.end))).collect();
        let Some(first) = empty.first() else { continue };
        let end = text[..first.start].trim_end().len();
        let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let names = listed(empty.iter().map(|section| section.heading.as_str()));
        let message = format!("nothing stands below {names}");
        findings.push(
            Finding::note(RULE.name, &record.path, Span::locate(text, start, end), message)
                .with_help("write what belongs there, or take the heading out"),
        );
    }
}

/// Whether nothing stands in a text but comments.
fn is_empty(text: Option<&str>) -> bool {
    let Some(mut text) = text.map(str::trim) else { return false };
    while let Some(rest) = text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        text = rest.1.trim_start();
    }
    text.is_empty()
}
