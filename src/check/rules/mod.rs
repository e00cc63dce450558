//! The rules, one a file, in the order in which a board asks.

mod ai_unanswered;
mod ai_without_forecast;
mod ask_without_date;
pub(super) mod changed_after_acceptance;
mod contract_end_past;
mod empty_section;
mod limit_above_authority;
mod limit_below_cost;
mod meeting_after_decide_by;
mod no_appetite;
mod no_avoid;
mod no_choice;
mod no_costs;
mod no_decider;
mod no_exit;
mod no_forecasts;
mod no_limit;
mod no_meeting;
mod no_owner;
mod no_ready;
mod no_recommendation;
mod no_review_date;
mod no_risks;
mod no_supplier;
mod no_way_back;
mod no_why_not;
mod no_why_now;
mod nobody_asked;
pub(super) mod nothing_changes_our_mind;
mod notice_near;
mod number_on_branch;
mod one_sided_link;
mod outcome_due;
mod over_appetite;
mod over_budget;
mod overdue;
mod placeholder_text;
mod risk_without_owner;
mod step_overdue;
mod stop_rule_met;
mod stop_rule_unread;
mod template_figures;
mod too_few_options;
mod unknown_area;
mod unknown_rule;

use crate::check::rule::Rule;

/// Every rule of this room.
pub const RULES: &[Rule] = &[
    ask_without_date::RULE,
    no_meeting::RULE,
    meeting_after_decide_by::RULE,
    overdue::RULE,
    step_overdue::RULE,
    no_recommendation::RULE,
    no_way_back::RULE,
    no_choice::RULE,
    no_why_now::RULE,
    no_avoid::RULE,
    too_few_options::RULE,
    no_why_not::RULE,
    no_costs::RULE,
    no_limit::RULE,
    template_figures::RULE,
    placeholder_text::RULE,
    empty_section::RULE,
    no_ready::RULE,
    no_risks::RULE,
    risk_without_owner::RULE,
    no_appetite::RULE,
    over_appetite::RULE,
    no_supplier::RULE,
    no_exit::RULE,
    nothing_changes_our_mind::RULE,
    stop_rule_met::RULE,
    stop_rule_unread::RULE,
    no_owner::RULE,
    no_decider::RULE,
    nobody_asked::RULE,
    no_review_date::RULE,
    no_forecasts::RULE,
    outcome_due::RULE,
    limit_above_authority::RULE,
    limit_below_cost::RULE,
    over_budget::RULE,
    contract_end_past::RULE,
    notice_near::RULE,
    one_sided_link::RULE,
    number_on_branch::RULE,
    changed_after_acceptance::RULE,
    unknown_area::RULE,
    unknown_rule::RULE,
    ai_unanswered::RULE,
    ai_without_forecast::RULE,
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_a_rule_with_a_name_of_its_own_and_a_whole_page() {
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
            let page = rule.page;
            for part in [page.checks, page.matters, page.like_this, page.instead_of] {
                assert!(!part.trim().is_empty(), "{}", rule.name);
            }
            assert!(page.checks.ends_with('.') && page.matters.ends_with(['.', '?']), "{}", rule.name);
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join("check").join("rules");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the sources are there")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".rs").map(|stem| stem.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect();
        assert_eq!(files.iter().map(String::as_str).collect::<BTreeSet<_>>(), names);
    }
}
