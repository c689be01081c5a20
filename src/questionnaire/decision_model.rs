//! Decision data: seats, structures, gates, criteria, parameters and phrases.

use serde::{Deserialize, Serialize};

/// Decision data of a questionnaire. Parsed from its `[decision]` table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionModel {
    /// Draws of the main analysis.
    pub draws: usize,
}
