//! Numbers as people type them: grouped thousands, decimal comma, currency signs, `k` and `m`.

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountProblem {
    /// It is no number, or not a finite one.
    NotANumber,
    /// `1.250` may be a thousand or one and a quarter.
    Ambiguous,
}

/// How a single separator before exactly three digits is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ThreeDigits {
    /// `260.000` is 260000: amounts of money, which nobody states to a tenth of a cent.
    Thousands,
    /// `1.250` cannot be told apart and is refused.
    Refused,
}

/// Money: an optional currency sign or code, grouped thousands, `k`, `m` or `bn`.
pub(super) fn money(text: &str) -> Result<f64, AmountProblem> {
    let bare = without_currency(text.trim());
    let lower = bare.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let digits = lower.trim_end_matches(char::is_alphabetic).trim_end();
    let suffix = lower[digits.len()..].trim_start();
    if suffix.is_empty() {
        return number(lower, ThreeDigits::Thousands);
    }
    let factor = match suffix {
        "k" | "tsd" | "thousand" => 1e3,
        "m" | "mn" | "mio" | "mln" | "million" => 1e6,
        "b" | "bn" | "billion" => 1e9,
        _ => return number(lower, ThreeDigits::Thousands),
    };
    finite(number(digits, ThreeDigits::Refused)? * factor)
}

/// A number with optional grouping and a decimal point or comma.
pub(super) fn number(text: &str, three_digits: ThreeDigits) -> Result<f64, AmountProblem> {
    let text = text.trim();
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let (group, decimal) = match (points, commas) {
        (0, 0) => (None, None),
        (1, 0) | (0, 1) => {
            let sign = if points == 1 { '.' } else { ',' };
            match reading_of_single(text, sign, three_digits)? {
                Reading::Grouping => (Some(sign), None),
                Reading::Decimal => (None, Some(sign)),
            }
        }
        (_, 0) => (Some('.'), None),
        (0, _) => (Some(','), None),
        _ if text.rfind('.') > text.rfind(',') => (Some(','), Some('.')),
        _ => (Some('.'), Some(',')),
    };
    let (whole, fraction) = match decimal {
        Some(sign) => text.split_once(sign).ok_or(AmountProblem::NotANumber)?,
        None => (text, ""),
    };
    let whole = ungrouped(whole, group).ok_or(AmountProblem::NotANumber)?;
    let plain = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
    finite(plain.parse().map_err(|_| AmountProblem::NotANumber)?)
}

enum Reading {
    Grouping,
    Decimal,
}

/// What the only separator of a number does.
fn reading_of_single(
    text: &str,
    sign: char,
    three_digits: ThreeDigits,
) -> Result<Reading, AmountProblem> {
    let (whole, fraction) = text.split_once(sign).ok_or(AmountProblem::NotANumber)?;
    let digits = |part: &str| part.bytes().all(|one| one.is_ascii_digit());
    let may_group = matches!(whole.len(), 1..=3)
        && fraction.len() == 3
        && digits(whole)
        && digits(fraction)
        && !whole.starts_with('0');
    match (may_group, three_digits) {
        (false, _) => Ok(Reading::Decimal),
        (true, ThreeDigits::Thousands) => Ok(Reading::Grouping),
        (true, ThreeDigits::Refused) => Err(AmountProblem::Ambiguous),
    }
}

/// The whole part without its grouping. Groups have three digits; all but the last may have two,
/// as in India. Blanks and apostrophes group as well.
fn ungrouped(whole: &str, group: Option<char>) -> Option<String> {
    let is_group = |sign: char| {
        Some(sign) == group || matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')
    };
    if !whole.contains(is_group) {
        return Some(whole.to_owned());
    }
    let parts: Vec<&str> = whole.split(is_group).collect();
    let (first, rest) = parts.split_first()?;
    let last = rest.last()?;
    let fits = matches!(first.trim_start_matches('-').len(), 1..=3)
        && last.len() == 3
        && rest.iter().all(|part| matches!(part.len(), 2 | 3))
        && rest.iter().all(|part| part.bytes().all(|one| one.is_ascii_digit()));
    fits.then(|| parts.concat())
}

fn finite(number: f64) -> Result<f64, AmountProblem> {
    if number.is_finite() { Ok(number) } else { Err(AmountProblem::NotANumber) }
}

/// The text without a currency sign or three-letter code at either end.
fn without_currency(text: &str) -> &str {
    const SIGNS: [char; 6] = ['€', '$', '£', '¥', '₹', '₽'];
    let text = text.trim_matches(|sign: char| SIGNS.contains(&sign) || sign.is_whitespace());
    let text = match text.split_at_checked(3) {
        Some((code, rest)) if is_code(code) => rest.trim_start(),
        _ => text,
    };
    let end = text.len().saturating_sub(3);
    match text.split_at_checked(end) {
        Some((rest, code)) if is_code(code) => rest.trim_end(),
        _ => text,
    }
}

/// Three capital letters.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|sign| sign.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_in_all_its_forms() {
        for text in [
            "260000",
            "260,000",
            "260.000",
            "260k",
            "260 K",
            "0.26m",
            "0,26m",
            "€260,000",
            "260.000 €",
            "EUR 260000",
            "260 000",
            "260'000",
            "260000.00",
            "260,000.00",
            "260.000,00",
            "$ 260k",
            "2.6e5",
            "2,60,000",
            "260000 EUR",
            "0.26 million",
            "260 Tsd.",
        ] {
            assert_eq!(money(text), Ok(260_000.0), "{text}");
        }
        assert_eq!(money("1.2m"), Ok(1_200_000.0));
        assert_eq!(money("1.234.567"), Ok(1_234_567.0));
        assert_eq!(money("-5"), Ok(-5.0));
    }

    #[test]
    fn what_may_be_two_numbers_is_refused() {
        assert_eq!(money("1.250m"), Err(AmountProblem::Ambiguous));
        assert_eq!(number("1.250", ThreeDigits::Refused), Err(AmountProblem::Ambiguous));
        assert_eq!(number("0.125", ThreeDigits::Refused), Ok(0.125));
        assert_eq!(number("2,5", ThreeDigits::Refused), Ok(2.5));
        assert_eq!(number("12345.678", ThreeDigits::Refused), Ok(12_345.678));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "x", "k", "1.2.3", "1,23,4", "inf", "nan", "1e999", "12 34", "--5", ".", "€",
            "1.2q",
        ] {
            assert!(money(text).is_err(), "{text}");
        }
    }
}
