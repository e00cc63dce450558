//! Nobody answers for a decision, or a crowd does.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;

pub(super) const RULE: Rule = Rule {
    name: "no-owner",
    page: Page {
        checks: "A decision that is proposed or in force has one owner, a role and not a group.",
        matters: "Where a team answers, nobody does. The board wants one role to call when the review comes up or \
                  a stop rule is met.",
        like_this: "owner: Head of Platform",
        instead_of: "owner: Platform team",
    },
    check,
};

/// Words for groups.
const GROUPS: [&str; 19] = [
    "team",
    "teams",
    "group",
    "department",
    "committee",
    "squad",
    "guild",
    "tribe",
    "chapter",
    "unit",
    "division",
    "council",
    "board",
    "taskforce",
    "crew",
    "everyone",
    "everybody",
    "engineering",
    "it",
];

/// Words for one person, whatever stands beside them: "Head of the Platform Team" is a role.
const ROLES: [&str; 21] = [
    "head",
    "chief",
    "lead",
    "leader",
    "manager",
    "director",
    "officer",
    "owner",
    "president",
    "vp",
    "svp",
    "evp",
    "chair",
    "secretary",
    "architect",
    "engineer",
    "captain",
    "partner",
    "principal",
    "controller",
    "counsel",
];

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for paper in context.living() {
        match &paper.record.roles.owner {
            None => findings.push(
                paper
                    .warning(RULE.name, "owner", "nobody answers for this decision")
                    .with_help("add `owner:` with one role"),
            ),
            Some(owner) if is_crowd(owner) => findings.push(
                paper
                    .warning(RULE.name, "owner", format!("`{owner}` reads like a group, and a group does not answer"))
                    .with_help("name the one role in it who does, such as `owner: Head of Platform`"),
            ),
            Some(_) => {}
        }
    }
}

fn is_crowd(owner: &str) -> bool {
    if owner.contains([',', ';', '/', '&']) {
        return true;
    }
    let words: Vec<String> =
        owner.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // CTO, CFO, CISO, …
    let is_chief =
        words.iter().any(|word| (3..=4).contains(&word.len()) && word.starts_with('c') && word.ends_with('o'));
    any(&GROUPS) && !any(&ROLES) && !is_chief
}

#[cfg(test)]
mod tests {
    use super::is_crowd;

    #[test]
    fn roles_are_told_from_groups() {
        for group in ["Platform team", "Architecture Board", "security-squad", "IT", "CTO, CFO", "The Data Department"]
        {
            assert!(is_crowd(group), "{group}");
        }
        for role in ["Head of Platform", "CTO", "Group CFO", "Head of the Platform Team", "Ada Lovelace", "Team Lead"] {
            assert!(!is_crowd(role), "{role}");
        }
    }
}
