//! Ranges of uncertain quantities, each with its grade of evidence and its reason.

use serde::{Deserialize, Serialize};

/// Grade of the evidence behind a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Law, standard or text read at its source.
    A,
    /// Survey or study with a stated sample.
    B,
    /// Figures of sellers of the service.
    C,
    /// Our proposal.
    D,
}

/// A range from which an uncertain quantity is drawn uniformly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// `[low, high]`, low not above high.
    pub range: [f64; 2],
    /// Grade of the evidence.
    pub grade: Grade,
    /// What it is, why it lies there, and its unit.
    pub why: String,
}

impl Parameter {
    /// The value at `u` in 0 to 1.
    pub fn at(&self, u: f64) -> f64 {
        self.range[0] + (self.range[1] - self.range[0]) * u
    }
}

/// Declares [`Parameters`] and [`Drawn`] from one list, so that they cannot disagree.
macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// All ranges but those of sizes and weights.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Parameters {
            $($(#[$doc])* pub $name: Parameter,)*
        }

        /// One draw of all [`Parameters`].
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        pub struct Drawn {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl Parameters {
            /// Names in order of declaration.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// The ranges with their names.
            pub fn ranges_mut(&mut self) -> Vec<(String, &mut Parameter)> {
                vec![$((format!("parameters.{}", stringify!($name)), &mut self.$name)),*]
            }

            /// One draw; `uniform` gives a number in 0 to 1 for a position in [`Self::NAMES`].
            pub fn draw(&self, uniform: impl Fn(usize) -> f64) -> Drawn {
                let mut position = 0;
                let mut next = || {
                    position += 1;
                    uniform(position - 1)
                };
                Drawn { $($name: self.$name.at(next()),)* }
            }
        }
    };
}

parameters! {
    /// Share of the gap that development closes in twelve months.
    share_develop,
    /// Share of the gap that a full-time hire closes.
    share_hire,
    /// Share of the gap that a renegotiated outside officer closes.
    share_renegotiate,
    /// Part of a hire's share that an outside officer reaches where `external_fit` is high.
    fit_high,
    /// The same where it is medium.
    fit_medium,
    /// The same where it is low.
    fit_low,
    /// Factor on the share when one person carries both duties.
    load_combined,
    /// Months from taking the seat until effective, full-time hire.
    ramp_hire,
    /// Months until an outside officer starts.
    start_outside,
    /// Months from start until effective, outside officer.
    ramp_outside,
    /// Months until an assessed inside candidate starts.
    start_appoint,
    /// Months until an assessed outside candidate starts.
    start_external,
    /// Months that development needs to close a gap of the whole scale.
    develop_months,
    /// Full-time equivalents of an outside officer.
    fte_outside,
    /// Full-time equivalents of a part-time holder.
    fte_part_time,
    /// Full-time equivalents of an acting holder.
    fte_acting,
    /// Full-time equivalents that a capable deputy adds to an outside officer.
    fte_deputy,
    /// Independence when one person holds both.
    independence_combined,
    /// What being heard adds when one person holds both.
    independence_combined_heard,
    /// Independence inside the first seat's line.
    independence_inside,
    /// What being heard adds inside the first seat's line.
    independence_inside_heard,
    /// Independence outside the first seat's line.
    independence_outside,
    /// Continuity lost with an outside officer at full sensitivity.
    continuity_loss,
    /// Factor on that loss with a capable deputy.
    continuity_deputy,
    /// Disruption of replacing a holder who is at target.
    disruption_change,
    /// Disruption of search and onboarding, always.
    disruption_effort,
    /// Disruption of separating two duties that one person carries well.
    disruption_split,
    /// Disruption of moving a reporting line that works.
    disruption_line,
    /// Factor on a change where the person stays in the house or is known.
    disruption_handover,
    /// Cost over budget at which affordability is nought.
    afford_zero,
    /// Value lost per full-time equivalent of a new officer that the demand does not use.
    idle,
    /// Overhead of two officers where the demand of both is nought.
    coordination,
    /// Standard error where none can be computed, as a share of the scale.
    single_se,
    /// Score of a role that nobody rated, as a share of the scale.
    unrated,
    /// Yearly probability of the worst case, for the economics alone.
    loss_probability,
}
