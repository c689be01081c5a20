//! Tables by name. A table without rows is no table: the template says what stands instead.

mod appendix;
mod changes;
mod decision;
mod follow_ups;
mod grid;
mod people;
mod portfolio;
mod precision;
mod scores;
mod tint;

pub use appendix::{provenance, references};
pub use changes::{change_course, change_decision, change_facts, changes, role_changes};
pub use decision::{asks, economics, facts, flips, gates, missing, open_gates};
pub use follow_ups::{
    breach, goals, interview, provider_questions, rating_sheet, retained_duties, rights,
    role_profile, scope, service_levels, steps,
};
pub use people::{candidate_scores, candidates, groups, self_others};
pub use portfolio::{heat, ranking};
pub use precision::{norms, precision};
pub use scores::{actions, gaps, roles};
pub use tint::tint;
