//! A level for a rule that there is not.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::{Finding, nearest};

pub(super) const RULE: Rule = Rule {
    name: "unknown-rule",
    page: Page {
        checks: "`lint` in `book.toml` names rules that there are.",
        matters: "A level for a name that nobody knows changes nothing, and whoever wrote it believes that it does.",
        like_this: "[output.board.lint]\nno-supplier = \"off\"",
        instead_of: "[output.board.lint]\nno-suplier = \"off\"",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for setting in &context.book.lint {
        let name = setting.rule.as_str();
        if context.rule_names.contains(&name) {
            continue;
        }
        let help = match nearest(name, context.rule_names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`adr explain` lists them all".to_owned(),
        };
        let message = format!("no rule is called `{name}`, so this changes nothing");
        findings.push(Finding::warning(RULE.name, "book.toml", setting.span, message).with_help(help));
    }
}
