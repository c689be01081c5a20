//! Numbers and dates as the reader sees them.
//!
//! Every number in a report passes through here once. Scores and targets are rounded to tenths, and
//! the gap is the difference of the *rounded* target and score, so that a reader who subtracts two
//! printed numbers always gets the printed third.

use crate::report::wording::Wording;
use time::{Date, Duration, macros::format_description};

/// A score beside its target, in tenths of a scale point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Shown {
    /// The score.
    pub score: Option<i64>,
    /// The target.
    pub target: Option<i64>,
    /// Target minus score, both rounded; positive is a shortfall.
    pub gap: Option<i64>,
}

impl Shown {
    /// Rounds a score and a target.
    pub fn new(score: Option<f64>, target: Option<f64>) -> Self {
        let score = score.and_then(tenths);
        let target = target.and_then(tenths);
        let gap = target.zip(score).map(|(target, score)| target - score);
        Self { score, target, gap }
    }
}

/// A value in tenths, half away from zero; `None` unless finite.
pub fn tenths(value: f64) -> Option<i64> {
    value.is_finite().then(|| (value * 10.0).round() as i64)
}

impl Wording {
    /// Tenths as a number with one decimal: "3.4", "−0.2".
    pub fn tenths(&self, tenths: i64) -> String {
        let sign = if tenths < 0 { self.text("format.minus") } else { String::new() };
        let size = tenths.unsigned_abs();
        format!("{sign}{}{}{}", size / 10, self.text("format.decimal"), size % 10)
    }

    /// Tenths with one decimal and always a sign, except zero: "+3.4", "−0.2", "0.0".
    pub fn signed_tenths(&self, tenths: i64) -> String {
        let plus = if tenths > 0 { "+" } else { "" };
        format!("{plus}{}", self.tenths(tenths))
    }

    /// A number with one decimal.
    pub fn decimal(&self, value: f64) -> Option<String> {
        tenths(value).map(|rounded| self.tenths(rounded))
    }

    /// A number with two decimals.
    pub fn hundredths_of(&self, value: f64) -> Option<String> {
        let hundredths = tenths(value * 10.0)?;
        let sign = if hundredths < 0 { self.text("format.minus") } else { String::new() };
        let (size, point) = (hundredths.unsigned_abs(), self.text("format.decimal"));
        Some(format!("{sign}{}{point}{:02}", size / 100, size % 100))
    }

    /// A number of the questionnaire (a cut score, a band's bound) with one or, where it needs
    /// them, two decimals.
    pub fn decimal_exact(&self, value: f64) -> Option<String> {
        let hundredths = tenths(value * 10.0)?;
        let text = self.tenths(hundredths / 10);
        match (hundredths % 10).abs() {
            0 => Some(text),
            last => Some(format!("{text}{last}")),
        }
    }

    /// "2.0 to 2.8".
    pub fn interval(&self, interval: Option<[f64; 2]>) -> Option<String> {
        let [low, high] = interval?;
        let (low, high) = (self.decimal(low)?, self.decimal(high)?);
        Some(self.fill("format.range", &[("low", &low), ("high", &high)]))
    }

    /// A share from 0 to 1 as "93 of 100". Shares that are neither none nor all never print as 0
    /// or 100.
    pub fn of_hundred(&self, share: f64) -> String {
        self.fill("format.of_hundred", &[("n", &self.hundredths(share))])
    }

    /// A share from 0 to 1 as a whole number of hundredths, "under 1" and "over 99" at the ends.
    pub fn hundredths(&self, share: f64) -> String {
        if !share.is_finite() {
            return self.text("format.absent");
        }
        let rounded = (share * 100.0).round();
        if rounded < 1.0 && share > 0.0 {
            self.text("format.under_one")
        } else if rounded > 99.0 && share < 1.0 {
            self.text("format.over_ninety_nine")
        } else {
            format!("{}", rounded.clamp(0.0, 100.0) as i64)
        }
    }

    /// A share from 0 to 1 as "58 %".
    pub fn percent(&self, share: f64) -> String {
        if share.is_finite() {
            self.fill("format.percent", &[("n", &format!("{}", (share * 100.0).round() as i64))])
        } else {
            self.text("format.absent")
        }
    }

    /// A whole number, rounded, with thousands separators.
    pub fn whole(&self, value: f64) -> String {
        if !value.is_finite() {
            return self.text("format.absent");
        }
        let sign = if value.round() < 0.0 { self.text("format.minus") } else { String::new() };
        format!("{sign}{}", self.thousands(value.abs().round() as u64))
    }

    /// Money in whole units: "EUR 260,000", or "260,000" without a currency.
    pub fn money(&self, amount: f64, currency: Option<&str>) -> String {
        let amount = self.whole(amount);
        currency.map_or_else(
            || amount.clone(),
            |code| self.fill("format.money", &[("currency", code), ("amount", &amount)]),
        )
    }

    /// An ISO date in words: "23 November 2026". Other text comes back as it is.
    pub fn date(&self, iso: &str) -> String {
        parse_date(iso).map_or_else(|| iso.to_owned(), |date| self.date_words(date, "month"))
    }

    /// The date some days after an ISO date, with the short month: "31 Jan 2027".
    pub fn date_after(&self, iso: &str, days: i64) -> String {
        parse_date(iso)
            .and_then(|date| date.checked_add(Duration::days(days)))
            .map_or_else(|| self.text("format.absent"), |date| self.date_words(date, "month_short"))
    }

    fn date_words(&self, date: Date, section: &str) -> String {
        let month = self.text(&format!("{section}.{}", u8::from(date.month())));
        self.fill(
            "format.date",
            &[
                ("day", &date.day().to_string()),
                ("month", &month),
                ("year", &date.year().to_string()),
            ],
        )
    }
}

/// Whole parts that sum to `total`, in proportion to nothing but themselves: each value is rounded
/// down and the units that are left go to the largest remainders (Hamilton's method). The total is
/// the rounded sum of the values, so printed parts always add up to the printed total.
pub fn largest_remainder(values: &[f64]) -> (Vec<i64>, i64) {
    let clean: Vec<f64> = values.iter().map(|v| if v.is_finite() { *v } else { 0.0 }).collect();
    let total = clean.iter().sum::<f64>().round() as i64;
    let mut parts: Vec<i64> = clean.iter().map(|value| value.floor() as i64).collect();
    let mut order: Vec<usize> = (0..clean.len()).collect();
    let remainder = |index: usize| clean[index] - clean[index].floor();
    order.sort_by(|a, b| remainder(*b).total_cmp(&remainder(*a)).then(a.cmp(b)));
    let left = usize::try_from(total - parts.iter().sum::<i64>()).unwrap_or(0);
    for index in order.into_iter().take(left) {
        parts[index] += 1;
    }
    (parts, total)
}

fn parse_date(iso: &str) -> Option<Date> {
    let day = iso.get(..10).unwrap_or(iso);
    Date::parse(day, format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn english() -> Wording {
        Wording::builtin().expect("the built-in wording is TOML")
    }

    #[test]
    fn the_printed_gap_is_the_difference_of_the_printed_numbers() {
        let shown = Shown::new(Some(3.449), Some(3.95));
        assert_eq!(shown.score, Some(34));
        assert_eq!(shown.target, Some(40));
        assert_eq!(shown.gap, Some(6));
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let words = english();
        assert_eq!(words.tenths(-2), "\u{2212}0.2");
        assert_eq!(words.signed_tenths(14), "+1.4");
        assert_eq!(words.hundredths(0.001), "under 1");
        assert_eq!(words.hundredths(0.0), "0");
        assert_eq!(words.hundredths(0.999), "over 99");
        assert_eq!(words.money(260_000.4, Some("EUR")), "EUR 260,000");
        assert_eq!(words.date("2026-11-23"), "23 November 2026");
        assert_eq!(words.date_after("2026-11-23", 69), "31 Jan 2027");
        assert_eq!(words.date("soon"), "soon");
    }

    #[test]
    fn values_that_are_no_numbers_never_print() {
        assert_eq!(Shown::new(Some(f64::NAN), Some(4.0)).gap, None);
        assert_eq!(english().percent(f64::INFINITY), "not available");
    }

    proptest! {
        #[test]
        fn printed_parts_sum_to_the_printed_total(values in prop::collection::vec(-500.0..500.0f64, 0..12)) {
            let (parts, total) = largest_remainder(&values);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, value) in parts.iter().zip(&values) {
                prop_assert!((*part as f64 - value).abs() <= 1.0 + 1e-9);
            }
        }
    }
}
