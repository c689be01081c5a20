//! Gates: law, contract and hard facts that remove or condition plans before any trade-off.

use super::Sourcing;
use crate::questionnaire::condition::Condition;
use serde::{Deserialize, Serialize};

/// A gate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Id in results.
    pub id: String,
    /// What it is, in a few words.
    pub name: String,
    /// When it applies.
    #[serde(default)]
    pub when: Condition,
    /// It applies to a holder rated by nobody but self, not by facts.
    #[serde(default)]
    pub self_rated_holder: bool,
    /// Plans that it removes.
    #[serde(default)]
    pub removes: Vec<PlanFilter>,
    /// Condition that goes with the answer.
    #[serde(default)]
    pub condition: Option<String>,
    /// Warning that goes with the answer.
    #[serde(default)]
    pub warning: Option<String>,
    /// Condition and warning are printed only for an answer that matches one of these; empty:
    /// always.
    #[serde(default)]
    pub concerns: Vec<PlanFilter>,
    /// What it asks, in one plain sentence.
    pub text: String,
    /// Law, standard or practice that it rests on.
    pub source: String,
    /// Grade of that source.
    pub grade: super::Grade,
}

/// Which plans: all given parts must match.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFilter {
    /// Ids of structures.
    #[serde(default)]
    pub structure: Vec<String>,
    /// Role of the seat that `sourcing` is about; absent: any seat.
    #[serde(default)]
    pub seat: Option<String>,
    /// Sourcings.
    #[serde(default)]
    pub sourcing: Vec<Sourcing>,
}

impl PlanFilter {
    /// Whether a plan matches: its structure's id and the sourcing of each role.
    pub fn matches(&self, structure: &str, seats: &[(&str, Sourcing)]) -> bool {
        let structure_fits =
            self.structure.is_empty() || self.structure.iter().any(|id| id == structure);
        let sourcing_fits = self.sourcing.is_empty()
            || seats.iter().any(|(role, sourcing)| {
                self.seat.as_deref().is_none_or(|seat| seat == *role)
                    && self.sourcing.contains(sourcing)
            });
        structure_fits && sourcing_fits
    }
}
