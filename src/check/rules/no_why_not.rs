//! Options that are turned down without a word.

use crate::check::rule::{Context, Page, Rule, listed};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-why-not",
    page: Page {
        checks: "A paper for the board says of each option that is not recommended why not, in one sentence. Only \
                 `adr check --board` asks.",
        matters: "A board that cannot see what speaks for the others has not chosen; it has been told.",
        like_this: "- partner: Joint service with IdConsult\n  why-not: Close behind, and their priorities are not ours",
        instead_of: "- partner: Joint service with IdConsult",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.board_papers() {
        let chosen = paper.chosen().map(|(idx, _)| idx);
        let options = paper.record.options.iter().enumerate().filter(|(idx, _)| Some(*idx) != chosen);
        // Arguments against it in the body say why not, too.
        let silent = options.filter(|(_, option)| option.why_not.is_none() && option.cons.is_empty());
        let titles = listed(silent.map(|(_, option)| option.title.as_str()));
        if !titles.is_empty() {
            findings.push(
                paper
                    .warning(RULE.name, "options", format!("nothing says why not {titles}"))
                    .with_help("add `why-not:` with one sentence to each, in its best light"),
            );
        }
    }
}
