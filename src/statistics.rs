//! The formulas: reliability, agreement, intervals, tests, effects, change.
//!
//! Each file is one word of the field. Every function says what it estimates, when it is
//! undefined, its source, and what it was checked against; `docs/statistics.md` lists them all with
//! the largest difference seen. What is undefined is [`undefined::Undefined`] with the reason (or
//! `None` where the reason is plain), never a stand-in number. Results do not depend on row order.

pub mod agreement;
pub mod bootstrap;
pub mod careless;
mod co_moments;
mod continued_fraction;
pub mod covariance;
pub mod discrepancy;
pub mod distribution;
pub mod dominance;
pub mod effect_size;
pub mod icc;
pub mod importance_performance;
mod incomplete_beta;
mod incomplete_gamma;
pub mod interval;
pub mod krippendorff;
pub mod mean_comparison;
pub mod moments;
pub mod multiplicity;
pub mod noncentral_t;
pub mod norm_score;
pub mod omega;
pub mod pomp;
pub mod quantile;
mod rank;
pub mod rank_comparison;
pub mod reliability;
pub mod reliable_change;
mod root;
pub mod rwg;
mod sample;
pub mod self_other;
pub mod shrout_fleiss;
pub mod split_half;
pub mod undefined;
