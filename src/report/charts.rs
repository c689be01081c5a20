//! Charts: each makes a message, an alternative text with all its numbers, and a drawing.

mod acceptability;
mod canvas;
mod confidence;
mod contributions;
mod dots;
mod roles;

pub use acceptability::acceptability;
pub use confidence::confidence;
pub use contributions::contributions;
pub use dots::dots;
pub use roles::{people, roles};
