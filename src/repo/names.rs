//! What folders are called: those that hold records, and those whose files are built like records
//! and are none.

/// What the last part of a record folder is called.
const FAMILY: [&str; 16] = [
    "adr",
    "adrs",
    "madr",
    "madrs",
    "decision",
    "decisions",
    "decision-record",
    "decision-records",
    "decision-log",
    "architecture-decision",
    "architecture-decisions",
    "architecture-decision-record",
    "architecture-decision-records",
    "architectural-decisions",
    "architectural-decision-records",
    "design-decisions",
];

/// What a folder of proposals is called.
const PROPOSALS: [&str; 13] = [
    "rfc",
    "rfcs",
    "rfd",
    "rfds",
    "proposal",
    "proposals",
    "enhancements",
    "enhancement-proposals",
    "keps",
    "teps",
    "geps",
    "design-docs",
    "design-proposals",
];

/// What a folder is called that holds records among other texts.
const MIXED: [&str; 3] = ["architecture", "architectures", "arch"];

/// How the name of a folder begins that holds some of the records: `adr-archive`, `rfcs_2024`.
const BEGINNINGS: [&str; 9] =
    ["adr", "adrs", "madr", "rfc", "rfcs", "rfd", "decision", "decisions", "decision-records"];

/// Folders of other people's work, and of what machines make.
const NOT_ENTERED: [&str; 23] = [
    "node_modules",
    "target",
    "vendor",
    "third_party",
    "third-party",
    "dist",
    "build",
    "venv",
    "site-packages",
    "__pycache__",
    "bower_components",
    "pods",
    ".git",
    ".hg",
    ".svn",
    ".venv",
    ".tox",
    ".nox",
    ".cache",
    ".cargo",
    ".yarn",
    ".terraform",
    ".gradle",
];

/// Folders whose records are made up to try a program with.
const FIXTURES: [&str; 13] = [
    "test",
    "tests",
    "testdata",
    "testcases",
    "testsuite",
    "fixture",
    "fixtures",
    "e2e",
    "mock",
    "mocks",
    "snapshots",
    "cypress",
    "playground",
];

/// Folders whose records show how it is done: taken only where a tree holds no others.
const SAMPLES: [&str; 6] = ["example", "examples", "sample", "samples", "demo", "demos"];

/// Folders of words for machines.
const FOR_MACHINES: [&str; 6] = ["prompt", "prompts", "agents", "skills", "commands", "instructions"];

/// Folders of papers with a status, a date and a number that decide nothing: work to do, what was
/// said and done, and texts for readers.
const OTHER_PAPERS: [&str; 52] = [
    "task",
    "tasks",
    "ticket",
    "tickets",
    "issue",
    "issues",
    "story",
    "stories",
    "epic",
    "epics",
    "backlog",
    "todo",
    "todos",
    "sprint",
    "sprints",
    "session",
    "sessions",
    "report",
    "reports",
    "minutes",
    "meeting",
    "meetings",
    "retro",
    "retros",
    "retrospective",
    "retrospectives",
    "postmortem",
    "postmortems",
    "mortem",
    "mortems",
    "incident",
    "incidents",
    "outages",
    "runbook",
    "runbooks",
    "playbooks",
    "transcripts",
    "handoffs",
    "handovers",
    "post",
    "posts",
    "blog",
    "articles",
    "news",
    "newsletter",
    "newsletters",
    "book",
    "chapter",
    "chapters",
    "lessons",
    "tutorials",
    "changelogs",
];

/// Folders within a log that sort its records by where they stand.
const STAGES: [&str; 16] = [
    "draft",
    "drafts",
    "wip",
    "proposed",
    "pending",
    "open",
    "accepted",
    "approved",
    "rejected",
    "withdrawn",
    "superseded",
    "deprecated",
    "archive",
    "archived",
    "obsolete",
    "historic",
];

/// What a folder's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Called {
    /// Nothing.
    Anything,
    /// That it may hold records.
    Perhaps,
    /// That it holds proposals, or a part of a log.
    Likely,
    /// That it is a log of decisions.
    Log,
}

/// What a folder's name says: it is one of those that logs have, ends in one (`platform-adrs`,
/// `network_adr`), or begins with one (`adr-archive`).
pub(super) fn called(name: &str) -> Called {
    let folded = fold(name);
    let is_whole = |before: &str| before.is_empty() || before.ends_with('-');
    let ends_in = |known: &&str| folded.strip_suffix(known).is_some_and(is_whole);
    let begins_with = |known: &&str| folded.strip_prefix(known).is_some_and(|after| after.starts_with('-'));
    if FAMILY.iter().any(ends_in) {
        Called::Log
    } else if PROPOSALS.iter().any(ends_in) || BEGINNINGS.iter().any(begins_with) {
        Called::Likely
    } else if MIXED.iter().any(ends_in) {
        Called::Perhaps
    } else {
        Called::Anything
    }
}

/// Whether records are looked for in a folder, its own and those below it.
pub(super) fn is_entered(name: &str) -> bool {
    !is_one_of(name, &NOT_ENTERED) && !is_fixture(name) && !ends_in(name, &FOR_MACHINES)
}

/// Whether a folder holds what a program is tried with: `e2e`, `integration-tests`, `__fixtures__`.
fn is_fixture(name: &str) -> bool {
    let folded = fold(name.trim_matches('_'));
    let mut words = folded.split('-');
    let first = words.next();
    first.into_iter().chain(words.next_back()).any(|word| FIXTURES.contains(&word))
}

/// Whether a folder holds samples.
pub(super) fn is_sample(name: &str) -> bool {
    is_one_of(name, &SAMPLES)
}

/// Whether a folder holds papers of another kind: `tasks`, `sprint-reports`, `_posts`.
pub(super) fn is_of_other_papers(name: &str) -> bool {
    ends_in(name, &OTHER_PAPERS) || ends_in(name, &FOR_MACHINES)
}

/// Whether a short name ends in one of some words. `0004-agents` is a record, `one-queue-for-all-agents` may be.
fn ends_in(name: &str, known: &[&str]) -> bool {
    let folded = fold(name);
    let words: Vec<&str> = folded.split('-').filter(|word| !word.is_empty()).collect();
    let is_short = words.len() <= 2 && !folded.starts_with(|c: char| c.is_ascii_digit());
    is_short && words.last().is_some_and(|word| known.contains(word))
}

/// Whether a folder within a log holds the records of one stage.
pub(super) fn is_stage(name: &str) -> bool {
    is_one_of(name, &STAGES)
}

pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn fold(name: &str) -> String {
    name.trim_start_matches('.').to_ascii_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_known_by_their_names() {
        for name in ["adr", "ADRs", "network_adr", "Architecture Decisions", "design-decisions", ".decisions"] {
            assert_eq!(called(name), Called::Log, "{name}");
        }
        for name in ["rfcs", "platform-proposals", "Design Docs", "adr-archive", "RFC_2024", "decisions-old"] {
            assert_eq!(called(name), Called::Likely, "{name}");
        }
        for name in ["architecture", "docs_architecture"] {
            assert_eq!(called(name), Called::Perhaps, "{name}");
        }
        for name in ["quadr", "indecision", "records", "", "adrenaline", "searching"] {
            assert_eq!(called(name), Called::Anything, "{name}");
        }
    }

    #[test]
    fn fixtures_and_other_papers_are_known_by_their_names() {
        for name in ["e2e", "integration-tests", "__fixtures__", "test_data", "Tests", "skills", "agent-prompts"] {
            assert!(!is_entered(name), "{name}");
        }
        for name in ["latest", "contest", "attested", "docs"] {
            assert!(is_entered(name), "{name}");
        }
        for name in ["tasks", "sprint-reports", "_posts", "post-mortems", "Meeting Minutes"] {
            assert!(is_of_other_papers(name), "{name}");
        }
        for name in ["adr", "thoughts", "bookings", "rfcs", "0004-agents", "2026-01-31-session"] {
            assert!(!is_of_other_papers(name), "{name}");
        }
    }
}
