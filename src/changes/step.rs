//! From one status to another: which step in the life of a decision that is.

use crate::changes::result::Step;
use crate::log::DecisionLog;
use crate::model::Status;

/// Where a record stands: an accepted one whose place another took is superseded, whatever it says itself.
pub(super) fn standing(log: &DecisionLog, idx: usize) -> Option<Status> {
    match log.records[idx].record.status() {
        Some(Status::Accepted) if !log.is_in_force(idx) => Some(Status::Superseded),
        status => status,
    }
}

/// The step of a record that is new.
pub(super) fn first_step(status: Option<Status>) -> Step {
    match status {
        Some(Status::Accepted) => Step::Accepted,
        Some(Status::Rejected) => Step::Rejected,
        Some(Status::Superseded) => Step::Superseded,
        Some(Status::Deprecated) => Step::Deprecated,
        Some(Status::Proposed) => Step::Proposed,
        Some(Status::Draft | Status::Other) | None => Step::Drafted,
    }
}

/// The step between two; `None` where it stands as it stood.
pub(super) fn step(before: Option<Status>, after: Option<Status>) -> Option<Step> {
    if before == after {
        return None;
    }
    let decided = before.filter(|status| {
        matches!(status, Status::Accepted | Status::Rejected | Status::Deprecated | Status::Superseded)
    });
    Some(match (after, decided) {
        (Some(Status::Accepted), _) => Step::Accepted,
        (Some(Status::Rejected), _) => Step::Rejected,
        (Some(Status::Superseded), _) => Step::Superseded,
        (Some(Status::Deprecated), _) => Step::Deprecated,
        (Some(Status::Draft | Status::Proposed), Some(decided)) => Step::Reopened(decided),
        (Some(Status::Proposed), None) => Step::Proposed,
        (Some(Status::Draft), None) if before == Some(Status::Proposed) => Step::TakenBack,
        (Some(Status::Draft | Status::Other) | None, _) => Step::Otherwise,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_is_reopened_and_what_was_proposed_taken_back() {
        use Status::{Accepted, Deprecated, Draft, Other, Proposed, Rejected, Superseded};
        let told = |before, after| step(Some(before), Some(after));
        assert_eq!(told(Draft, Proposed), Some(Step::Proposed));
        assert_eq!(told(Other, Proposed), Some(Step::Proposed));
        assert_eq!(told(Accepted, Proposed), Some(Step::Reopened(Accepted)));
        assert_eq!(told(Rejected, Draft), Some(Step::Reopened(Rejected)));
        assert_eq!(told(Rejected, Accepted), Some(Step::Accepted));
        assert_eq!(told(Proposed, Draft), Some(Step::TakenBack));
        assert_eq!(told(Accepted, Deprecated), Some(Step::Deprecated));
        assert_eq!(told(Accepted, Superseded), Some(Step::Superseded));
        assert_eq!(told(Proposed, Other), Some(Step::Otherwise));
        assert_eq!(step(None, Some(Draft)), Some(Step::Otherwise));
        assert_eq!((told(Draft, Draft), step(None, None)), (None, None));
    }
}
