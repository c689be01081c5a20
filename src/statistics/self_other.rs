//! Agreement of self-ratings with those of others.

use super::distribution::normal_quantile;
use super::sample::Sample;
use super::undefined::Undefined;

/// What one person scored by self-rating and by others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SelfAndOthers {
    /// Score by self-rating.
    pub own: f64,
    /// Mean score by others, on the same scale.
    pub others: f64,
}

/// How a self-rating lies against those of others (Atwater & Yammarino 1992; good and poor after
/// Yammarino & Atwater 1997).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Above others by more than the limit.
    Over,
    /// Below others by more than the limit.
    Under,
    /// Within the limit, and rated well by others.
    InAgreementGood,
    /// Within the limit, and not rated well by others.
    InAgreementPoor,
}

/// By which rule the category was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// Half a standard deviation about the mean difference in a group of people.
    HalfDeviation {
        /// Mean of self minus others over the group.
        mean: f64,
        /// Standard deviation of self minus others over the group.
        deviation: f64,
    },
    /// The difference is larger than both standard errors together explain, 95 times in 100.
    StandardErrors {
        /// The limit of the size of the difference, in points.
        limit: f64,
    },
    /// Half a point of the scale.
    HalfPoint,
}

/// The category of one person, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SelfOther {
    /// Self minus others, in points.
    pub difference: f64,
    /// The category.
    pub category: Category,
    /// The rule it was found by; belongs beside it wherever it is shown.
    pub rule: Rule,
}

/// The categories of everybody in a group, in the order given: over and under lie more than half a
/// standard deviation from the group's mean difference, good lies at or above the group's mean by
/// others.
///
/// A group of lenient people makes no one over: the rule compares with the group. Undefined for
/// fewer than two people, where [`by_standard_errors`] and [`by_half_point`] serve, and when all
/// differences are alike. Atwater & Yammarino 1992. Checked against the rule in
/// `tests/data/reference/multirater_long.json`.
pub fn in_group(people: &[SelfAndOthers]) -> Result<Vec<SelfOther>, Undefined> {
    let differences: Vec<f64> = people.iter().map(|person| person.own - person.others).collect();
    let others: Vec<f64> = people.iter().map(|person| person.others).collect();
    let good_from = Sample::of(&others, "people")?.mean;
    let spread = Sample::varied(&differences, "people")?;
    let rule = Rule::HalfDeviation { mean: spread.mean, deviation: spread.deviation };
    let half = 0.5 * spread.deviation;
    let limits = [spread.mean - half, spread.mean + half];
    Ok(people.iter().map(|person| categorised(*person, limits, good_from, rule)).collect())
}

/// The category of one person: over and under differ from others by more than 1.96 times both
/// standard errors together, `sqrt(own^2 + others^2)`.
///
/// `errors` are the standard error of measurement of the self-rating and the standard error of
/// the mean over others; `good_from` is the mean by others from which agreement is good, for
/// example the target. Undefined when an error is below 0, both are 0, or a number is not finite.
/// The rule is this program's own, by the usual test of a difference.
pub fn by_standard_errors(
    person: SelfAndOthers,
    errors: [f64; 2],
    good_from: f64,
) -> Result<SelfOther, Undefined> {
    if errors.iter().any(|error| !error.is_finite() || *error < 0.0) {
        return Err(Undefined::Unknown);
    }
    let quantile = normal_quantile(0.975).ok_or(Undefined::Unknown)?;
    let limit = quantile * errors[0].hypot(errors[1]);
    if limit <= 0.0 {
        return Err(Undefined::NoVariance);
    }
    finite(person, good_from)?;
    Ok(categorised(person, [-limit, limit], good_from, Rule::StandardErrors { limit }))
}

/// The category of one person by a fixed half point: for when no standard error is known.
///
/// `good_from` as in [`by_standard_errors`]. Undefined when a number is not finite. A convention.
pub fn by_half_point(person: SelfAndOthers, good_from: f64) -> Result<SelfOther, Undefined> {
    finite(person, good_from)?;
    Ok(categorised(person, [-0.5, 0.5], good_from, Rule::HalfPoint))
}

fn finite(person: SelfAndOthers, good_from: f64) -> Result<(), Undefined> {
    let known = [person.own, person.others, good_from].iter().all(|value| value.is_finite());
    if known { Ok(()) } else { Err(Undefined::Unknown) }
}

fn categorised(
    person: SelfAndOthers,
    [low, high]: [f64; 2],
    good_from: f64,
    rule: Rule,
) -> SelfOther {
    let difference = person.own - person.others;
    let category = if difference > high {
        Category::Over
    } else if difference < low {
        Category::Under
    } else if person.others >= good_from {
        Category::InAgreementGood
    } else {
        Category::InAgreementPoor
    };
    SelfOther { difference, category, rule }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(own: f64, others: f64) -> SelfAndOthers {
        SelfAndOthers { own, others }
    }

    #[test]
    fn one_person_is_judged_by_errors_or_by_half_a_point() {
        let category = |found: Result<SelfOther, Undefined>| found.unwrap().category;
        let by_errors =
            |own, others| category(by_standard_errors(person(own, others), [0.3, 0.4], 3.0));
        assert_eq!(by_errors(4.0, 3.0), Category::Over);
        assert_eq!(by_errors(3.9, 3.0), Category::InAgreementGood);
        assert_eq!(by_errors(2.0, 2.9), Category::InAgreementPoor);
        assert_eq!(by_errors(1.9, 2.9), Category::Under);
        let by_point = |own, others| category(by_half_point(person(own, others), 3.0));
        assert_eq!(by_point(3.5, 3.0), Category::InAgreementGood);
        assert_eq!(by_point(3.75, 3.0), Category::Over);
    }

    #[test]
    fn the_rule_is_part_of_the_result() {
        assert_eq!(by_half_point(person(3.0, 3.0), 3.0).unwrap().rule, Rule::HalfPoint);
        let group = in_group(&[person(3.0, 2.0), person(3.0, 3.0), person(3.0, 4.0)]).unwrap();
        let rule = Rule::HalfDeviation { mean: 0.0, deviation: 1.0 };
        assert!(group.iter().all(|found| found.rule == rule));
    }

    #[test]
    fn is_undefined_for_one_and_without_errors() {
        assert!(in_group(&[person(3.0, 2.0)]).is_err());
        let alike = [person(3.0, 2.0), person(4.0, 3.0)];
        assert_eq!(in_group(&alike), Err(Undefined::NoVariance));
        let no_error = by_standard_errors(person(3.0, 2.0), [0.0, 0.0], 3.0);
        assert_eq!(no_error, Err(Undefined::NoVariance));
        assert_eq!(by_half_point(person(f64::NAN, 2.0), 3.0), Err(Undefined::Unknown));
    }
}
