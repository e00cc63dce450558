//! Findings as annotations of GitHub Actions.

use crate::finding::{Finding, Severity};
use crate::report::cleaned;
use std::fmt::Write as _;

/// One workflow command a finding.
pub fn findings(findings: &[Finding]) -> String {
    let mut output = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = finding.span.map_or_else(String::new, |span| format!(",line={},col={}", span.line, span.column));
        let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
        let _ = writeln!(
            output,
            "::{level} file={}{place},title={}::{}",
            property(&finding.path),
            finding.rule,
            message(&format!("{}{help}", finding.message))
        );
    }
    output
}

fn message(text: &str) -> String {
    cleaned(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_start_a_command_of_its_own() {
        let finding = Finding::error("r", "a,b.md", None, "one\n\u{1b}[2J::set-env name=x::y");
        assert_eq!(findings(&[finding]), "::error file=a%2Cb.md,title=r::one%0A[2J::set-env name=x::y\n");
    }
}
