//! The ids under which the wording has the words of the program's own types.

use crate::decision::{Confidence, FlipKind, GateEffect};
use crate::questionnaire::{ExternalFit, MissingRule, OthersRule};
use crate::responses::Standing;
use crate::scoring::Readiness;

/// The id under which the wording has a confidence.
pub fn confidence_id(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Clear => "clear",
        Confidence::Lean => "lean",
        Confidence::FinelyBalanced => "finely_balanced",
    }
}

/// The id under which the wording has a gate's effect.
pub fn effect_id(effect: GateEffect) -> &'static str {
    match effect {
        GateEffect::Forbid => "forbid",
        GateEffect::Condition => "condition",
        GateEffect::Warn => "warn",
    }
}

/// The id under which the wording has a kind of flip.
pub fn flip_id(kind: FlipKind) -> &'static str {
    match kind {
        FlipKind::Fact => "fact",
        FlipKind::Score => "score",
        FlipKind::Weight => "weight",
    }
}

/// The id under which the wording has a missing rule.
pub fn missing_id(rule: MissingRule) -> &'static str {
    match rule {
        MissingRule::Half => "half",
        MissingRule::EightyPercent => "eighty_percent",
        MissingRule::Complete => "complete",
    }
}

/// The id under which the wording has a pooling rule.
pub fn others_id(rule: OthersRule) -> &'static str {
    match rule {
        OthersRule::Pooled => "pooled",
        OthersRule::ByGroup => "by_group",
    }
}

/// The id under which the wording has a readiness.
pub fn readiness_id(readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Ready => "ready",
        Readiness::ReadyWithDevelopment => "ready_with_development",
        Readiness::NotReady => "not_ready",
        Readiness::NotAssessed => "not_assessed",
    }
}

/// The id under which the wording has a standing.
pub fn standing_id(standing: Standing) -> &'static str {
    match standing {
        Standing::Incumbent => "incumbent",
        Standing::Candidate => "candidate",
        Standing::External => "external",
    }
}

/// The id under which the wording says who can close a gap.
pub fn fit_id(fit: ExternalFit) -> &'static str {
    match fit {
        ExternalFit::High => "high",
        ExternalFit::Medium => "medium",
        ExternalFit::Low => "low",
        ExternalFit::NotApplicable => "not_applicable",
    }
}
