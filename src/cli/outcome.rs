//! How a run ended, as an exit code: 0 clean, 1 findings at the level asked for, 2 wrong
//! arguments, 3 could not read, 4 could not write. A closed pipe is a quiet 0.

use std::process::ExitCode;

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// Findings at the level that was asked for.
    Findings,
}

impl Outcome {
    /// What the shell sees.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
        }
    }
}

/// Why a command stopped, where no room below has an error of its own for it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The arguments do not fit together, or name what is not there.
    #[error("{0}")]
    Arguments(String),
    /// Something could not be read.
    #[error("{0}")]
    Reading(String),
    /// Something could not be written.
    #[error("{0}")]
    Writing(String),
}

/// The exit code of an error: that of the first cause that has one, else 3.
pub(crate) fn code_of(error: &anyhow::Error) -> u8 {
    for cause in error.chain() {
        if let Some(io) = cause.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::BrokenPipe
        {
            return 0;
        }
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return match failure {
                Failure::Arguments(_) => 2,
                Failure::Reading(_) => 3,
                Failure::Writing(_) => 4,
            };
        }
        if cause.is::<crate::cli::write::Error>() {
            return 4;
        }
        if let Some(error) = cause.downcast_ref::<crate::repo::Error>() {
            return match error {
                crate::repo::Error::UnknownRevision { .. }
                | crate::repo::Error::NothingBefore { .. }
                | crate::repo::Error::OutsideRoot { .. } => 2,
                crate::repo::Error::Create { .. } => 4,
                _ => 3,
            };
        }
    }
    3
}

/// The exit code of a whole run.
pub(crate) fn exit_code(result: &anyhow::Result<Outcome>) -> ExitCode {
    ExitCode::from(match result {
        Ok(outcome) => outcome.code(),
        Err(error) => code_of(error),
    })
}

/// An error in one line: what we were doing, and every cause that says something new.
pub(crate) fn sentence(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        // libgit2's own numbers help nobody who reads the line.
        let cause = cause.split("; class=").next().unwrap_or_default().to_owned();
        if told.is_empty() {
            told = cause;
        } else if !told.contains(&cause) {
            told.push_str(": ");
            told.push_str(&cause);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_quiet() {
        let error = anyhow::Error::from(std::io::Error::from(std::io::ErrorKind::BrokenPipe)).context("printing");
        assert_eq!(code_of(&error), 0);
    }

    #[test]
    fn the_first_cause_with_a_code_decides() {
        let error = anyhow::Error::from(Failure::Writing("disk full".to_owned())).context("publishing");
        assert_eq!(code_of(&error), 4);
        assert_eq!(sentence(&error), "publishing: disk full");
        assert_eq!(code_of(&anyhow::anyhow!("anything else")), 3);
    }
}
