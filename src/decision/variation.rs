//! Other values of a fact: one step away, or all that are plausible.

use crate::decision::wording::fill;
use crate::questionnaire::context::{ContextKind, ContextOption, ContextQuestion};
use crate::questionnaire::decision_model::phrases::NumberWords;
use crate::responses::Fact;

/// The option of a multiple choice that excludes the others.
const NONE: &str = "none";

/// Another value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variation {
    /// The value.
    pub fact: Fact,
    /// In words.
    pub label: String,
}

/// Values one step from a known one: the neighbours of an ordered option or scale point, every
/// other option where they have no order, one option more or less of a multiple choice.
pub(super) fn steps(
    question: &ContextQuestion,
    from: &Fact,
    numbers: &NumberWords,
) -> Vec<Variation> {
    match (question.kind, from) {
        (ContextKind::Choice, Fact::Text(option)) => {
            let telling: Vec<&ContextOption> = question.telling().collect();
            let at = telling.iter().position(|known| known.id == *option);
            let near = |index: usize| at.is_some_and(|at| at.abs_diff(index) == 1);
            telling
                .iter()
                .enumerate()
                .filter(|(index, known)| known.id != *option && (!question.ordered || near(*index)))
                .map(|(_, known)| choice(known))
                .collect()
        }
        (ContextKind::Scale5, Fact::Number(number)) => [number - 1.0, number + 1.0]
            .into_iter()
            .filter(|point| (1.0..=5.0).contains(point))
            .map(|point| scale_point(point, numbers))
            .collect(),
        (ContextKind::Multi, Fact::Many(options)) => toggled(question, options, numbers),
        _ => Vec::new(),
    }
}

/// The values that a missing fact may have: all options or points; low, middle and high of a
/// number's plausible range.
pub(super) fn values(question: &ContextQuestion, numbers: &NumberWords) -> Vec<Variation> {
    match question.kind {
        ContextKind::Choice => question.telling().map(choice).collect(),
        ContextKind::Scale5 => {
            (1..=5).map(|point| scale_point(f64::from(point), numbers)).collect()
        }
        ContextKind::Number => plausible(question, numbers),
        ContextKind::Multi => {
            let mut values = toggled(question, &[], numbers);
            let none = Variation { fact: Fact::Many(Vec::new()), label: numbers.none.clone() };
            values.insert(0, none);
            values
        }
        // A missing price leaves cost out, which the report says; nothing is drawn for it.
        ContextKind::Money | ContextKind::Percent | ContextKind::Text => Vec::new(),
    }
}

/// Whether a fact's option says nothing.
pub(super) fn is_silent(question: &ContextQuestion, fact: &Fact) -> bool {
    matches!(fact, Fact::Text(option)
        if question.options.iter().any(|known| known.id == *option && known.silent))
}

/// Whether the nearest changing value is searched for.
pub(super) fn is_continuous(question: &ContextQuestion) -> bool {
    matches!(question.kind, ContextKind::Number | ContextKind::Money)
}

/// A fact as it stands in answers.
pub(super) fn text(fact: &Fact) -> String {
    match fact {
        Fact::Number(number) => number.to_string(),
        Fact::Text(option) => option.clone(),
        Fact::Many(options) => options.join(";"),
    }
}

/// Two leading digits, away from today's value, so that the printed value does change the answer.
pub(super) fn rounded(value: f64, up: bool) -> f64 {
    if value <= 0.0 {
        return value;
    }
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    let steps = if up { (value / unit).ceil() } else { (value / unit).floor() };
    // A power of ten below one divides better than it multiplies.
    if unit < 1.0 { steps / (1.0 / unit).round() } else { steps * unit }
}

/// A number with its unit or currency, thousands apart.
pub(super) fn number_label(
    question: &ContextQuestion,
    value: f64,
    currency: Option<&str>,
    numbers: &NumberWords,
) -> String {
    let grouped = numbers.grouped(value);
    match (question.kind, currency) {
        (ContextKind::Money, Some(currency)) => format!("{currency}\u{a0}{grouped}"),
        (ContextKind::Number, _) if !question.unit.is_empty() => {
            format!("{grouped}\u{a0}{}", question.unit)
        }
        _ => grouped,
    }
}

fn choice(option: &ContextOption) -> Variation {
    Variation { fact: Fact::Text(option.id.clone()), label: option.label.clone() }
}

fn scale_point(point: f64, numbers: &NumberWords) -> Variation {
    let label = fill(&numbers.of_five, &[("value", &format!("{point:.0}"))]);
    Variation { fact: Fact::Number(point), label }
}

fn plausible(question: &ContextQuestion, numbers: &NumberWords) -> Vec<Variation> {
    let Some([low, high]) = question.plausible else { return Vec::new() };
    [low, f64::midpoint(low, high), high]
        .into_iter()
        .map(|number| Variation {
            fact: Fact::Number(number),
            label: number_label(question, number, None, numbers),
        })
        .collect()
}

/// Each option taken away where it was given, added where it was not. The option `none` excludes
/// the others by convention and is an empty answer here.
fn toggled(question: &ContextQuestion, given: &[String], numbers: &NumberWords) -> Vec<Variation> {
    question
        .telling()
        .filter(|option| option.id != NONE)
        .map(|option| {
            let has = given.contains(&option.id);
            let options: Vec<String> = question
                .options
                .iter()
                .map(|one| one.id.clone())
                .filter(|id| {
                    (given.contains(id) && *id != option.id && id != NONE)
                        || (!has && *id == option.id)
                })
                .collect();
            let labels: Vec<&str> = options.iter().map(|id| question.label(id)).collect();
            let label = if labels.is_empty() { numbers.none.clone() } else { labels.join(", ") };
            Variation { fact: Fact::Many(options), label }
        })
        .collect()
}
