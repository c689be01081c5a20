//! Charts: each makes a message, an alternative text with all its numbers, and a drawing.

mod acceptability;
mod canvas;
#[cfg(test)]
mod checks;
mod confidence;
mod contributions;
mod distribution;
mod dots;
mod importance;
mod radar;
mod roles;
mod slope;
mod spread;

pub use acceptability::acceptability;
pub use confidence::confidence;
pub use contributions::contributions;
pub use distribution::{DistributionRow, DistributionScale, distribution, needs_small};
pub use dots::dots;
pub use importance::{
    ImportanceAxes, ImportanceRow, Measured, Placement, Quadrant, importance, placement,
};
pub use radar::{RadarRow, radar};
pub use roles::{people, roles};
pub use slope::{SlopeEnds, SlopeRow, slope};
