//! How a seat can be filled.

use serde::{Deserialize, Serialize};

/// How a seat is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sourcing {
    /// Keep and develop the holder.
    Develop,
    /// Appoint an assessed candidate.
    Appoint,
    /// Hire full time.
    Hire,
    /// A fractional or virtual officer from a provider.
    Outsource,
    /// A provider's officer as a bridge until a full-time post is filled.
    InterimThenHire,
}

impl Sourcing {
    /// The id used in data and results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Develop => "develop",
            Self::Appoint => "appoint",
            Self::Hire => "hire",
            Self::Outsource => "outsource",
            Self::InterimThenHire => "interim_then_hire",
        }
    }
}
