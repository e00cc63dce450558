//! How loud the book wants each rule; and that each finding says what to do.

use super::known::mend_of;
use crate::finding::{Finding, Severity};
use crate::model::{Book, LintLevel, LintSetting};

/// Sets each finding to the level that the book gives its rule, and drops those that it silences.
///
/// A setting for the file's path wins over one for all paths, a longer path over a shorter one, and
/// of two alike the later.
pub fn apply_levels(findings: Vec<Finding>, book: &Book) -> Vec<Finding> {
    debug_assert!(
        findings.iter().all(|finding| super::rule_names().any(|name| name == finding.rule)),
        "a finding has a name that `known` does not list"
    );
    findings
        .into_iter()
        .map(with_fix)
        .filter_map(|finding| match level(&finding, &book.lint) {
            None => Some(finding),
            Some(LintLevel::Off) => None,
            Some(LintLevel::Note) => Some(Finding { severity: Severity::Note, ..finding }),
            Some(LintLevel::Warning) => Some(Finding { severity: Severity::Warning, ..finding }),
            Some(LintLevel::Error) => Some(Finding { severity: Severity::Error, ..finding }),
        })
        .collect()
}

/// A finding with the next thing to type: where it says none itself, that of its rule.
fn with_fix(finding: Finding) -> Finding {
    let help = finding.help.or_else(|| mend_of(finding.rule).map(str::to_owned));
    debug_assert!(help.is_some(), "a finding of `{}` says nothing to do", finding.rule);
    Finding { help, ..finding }
}

fn level(finding: &Finding, settings: &[LintSetting]) -> Option<LintLevel> {
    let fits = |setting: &&LintSetting| setting.rule == finding.rule;
    let reach = |setting: &LintSetting| -> Option<usize> {
        if setting.paths.is_empty() {
            return Some(0);
        }
        setting.paths.iter().filter(|path| holds(path, &finding.path)).map(|path| path.len() + 1).max()
    };
    let reaching = settings.iter().filter(fits).filter_map(|setting| Some((reach(setting)?, setting.level)));
    // Of equals `max_by_key` takes the last.
    reaching.max_by_key(|(reach, _)| *reach).map(|(_, level)| level)
}

/// Whether a folder or file of the settings holds a path; names count whole.
fn holds(prefix: &str, path: &str) -> bool {
    let prefix = prefix.trim_start_matches("./").trim_end_matches('/');
    prefix.is_empty() || path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn setting(level: LintLevel, paths: &[&str]) -> LintSetting {
        LintSetting {
            rule: "no-owner".to_owned(),
            level,
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
            span: Span::default(),
        }
    }

    fn after(lint: Vec<LintSetting>) -> Vec<Option<Severity>> {
        let book = Book { lint, ..Book::default() };
        let one = |path: &str| {
            let findings = apply_levels(vec![Finding::warning("no-owner", path, None, "x").with_help("y")], &book);
            findings.first().map(|finding| finding.severity)
        };
        ["docs/adr/1.md", "docs/adr-old/1.md"].map(one).to_vec()
    }

    #[test]
    fn a_level_for_a_path_wins_over_one_for_all() {
        assert_eq!(after(vec![]), [Some(Severity::Warning), Some(Severity::Warning)]);
        let narrow_first = vec![setting(LintLevel::Off, &["docs/adr/"]), setting(LintLevel::Error, &[])];
        assert_eq!(after(narrow_first), [None, Some(Severity::Error)]);
        let twice = vec![setting(LintLevel::Off, &[]), setting(LintLevel::Note, &[])];
        assert_eq!(after(twice), [Some(Severity::Note), Some(Severity::Note)]);
    }

    #[test]
    fn every_finding_says_what_to_do_about_it() {
        let told = apply_levels(vec![Finding::note("more-findings", "a.md", None, "x")], &Book::default());
        assert_eq!(told[0].help.as_deref(), Some("mend those that are listed, and check again"));
        let own = Finding::note("more-findings", "a.md", None, "x").with_help("its own");
        assert_eq!(apply_levels(vec![own.clone()], &Book::default()), [own]);
    }

    #[test]
    fn other_rules_keep_their_level() {
        let book = Book { lint: vec![setting(LintLevel::Off, &[])], ..Book::default() };
        let other = Finding::error("self-link", "a.md", None, "x").with_help("y");
        assert_eq!(apply_levels(vec![other.clone()], &book), [other]);
    }
}
