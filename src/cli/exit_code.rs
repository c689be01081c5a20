//! Exit status, and how a command ends early.

use crate::diagnostic::Diagnostic;
use std::io;
use std::process::ExitCode;

/// Exit status of the command, as the README documents it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// 0: all done; for `check`, no problem.
    Done,
    /// 1: refused, nothing usable was written; for `check`, there are problems.
    Refused,
    /// 2: wrong usage.
    Usage,
    /// 3: finished, but some organisations failed.
    SomeFailed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Refused => 1,
            Status::Usage => 2,
            Status::SomeFailed => 3,
        })
    }
}

impl Status {
    /// The status of a batch: done, some failed, or refused when nothing is left.
    pub(crate) fn of_batch(succeeded: usize, failed: usize) -> Self {
        match (succeeded, failed) {
            (_, 0) => Self::Done,
            (0, _) => Self::Refused,
            _ => Self::SomeFailed,
        }
    }
}

/// Why a command ends before its work is done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Options or settings are wrong.
    Usage(Vec<Diagnostic>),
    /// Data, a questionnaire or a file refuses the run.
    Refused(Vec<Diagnostic>),
    /// Standard output was closed or could not be written.
    Output(io::Error),
}

impl Stop {
    /// A refusal for one reason.
    pub(crate) fn refused(problem: Diagnostic) -> Self {
        Self::Refused(vec![problem])
    }

    /// Wrong usage for one reason.
    pub(crate) fn usage(problem: Diagnostic) -> Self {
        Self::Usage(vec![problem])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_refused_only_when_nothing_is_left() {
        assert_eq!(Status::of_batch(0, 0), Status::Done);
        assert_eq!(Status::of_batch(2, 0), Status::Done);
        assert_eq!(Status::of_batch(1, 1), Status::SomeFailed);
        assert_eq!(Status::of_batch(0, 1), Status::Refused);
    }
}
