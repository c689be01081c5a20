//! The formulas: intervals, agreement, discrepancy.
//!
//! Each file is one word of the field. Every function says what it estimates, when it is
//! undefined (`None`, never a stand-in number), its source, and what it was checked against.
//! Functions over a set of numbers sort it first, so that results do not depend on row order.

pub mod agreement;
pub mod discrepancy;
pub mod interval;
pub mod moments;
pub mod quantile;
pub mod t_quantile;
