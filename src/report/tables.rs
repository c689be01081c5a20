//! Tables by name. A table without rows is no table: the template says what stands instead.

mod decision;
mod grid;
mod people;
mod portfolio;
mod scores;

pub use decision::{asks, economics, facts, flips, gates, missing, open_gates};
pub use people::{candidates, groups, self_others};
pub use portfolio::{heat, ranking};
pub use scores::{actions, gaps, roles};
