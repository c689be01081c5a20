//! Why a statistic has no value.

use serde::Serialize;
use thiserror::Error;

/// The reason why a statistic is undefined for the data at hand. Printed beside an empty value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Error, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Undefined {
    /// Too few of something.
    #[error("it needs {needed} {of} or more; there are {found}")]
    TooFew {
        /// Of what: `items`, `raters`, `respondents`, `targets`, `pairs`, ...
        of: &'static str,
        /// The least number.
        needed: usize,
        /// The number there is.
        found: usize,
    },
    /// Nothing varies.
    #[error("all values are alike")]
    NoVariance,
    /// A matrix cannot be inverted: one item follows from others.
    #[error("one item follows from the others")]
    Singular,
    /// The model has more unknowns than the data can tell.
    #[error("two items cannot tell one factor")]
    NotIdentified,
    /// The search for the estimate found no end.
    #[error("the estimate did not settle")]
    NoConvergence,
    /// A reliability of zero or less.
    #[error("the reliability is not above zero")]
    NotReliable,
    /// Cells are missing where the formula needs all of them.
    #[error("it needs every rater on every target")]
    Incomplete,
    /// The mean lies at an end of the scale.
    #[error("the mean lies at an end of the scale")]
    AtScaleEnd,
    /// Every difference is zero.
    #[error("no pair differs")]
    NoDifference,
    /// The limits of an interval would lie the wrong way round.
    #[error("its limits would cross")]
    LimitsCross,
    /// Nobody can be compared: the other side has no value.
    #[error("there is nothing to compare with")]
    NothingToCompare,
    /// A number that is needed is not known or not finite.
    #[error("a number that it needs is not known")]
    Unknown,
}

/// A value, or the reason why there is none.
pub type Estimate = Result<f64, Undefined>;
