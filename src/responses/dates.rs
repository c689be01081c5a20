//! Dates and times of submission, as survey tools and spreadsheets write them, to ISO 8601 text.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// Which of day and month comes first in dates such as `3/4/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// `13/4/2026` occurs and `4/13/2026` does not.
    DayFirst,
    /// `4/13/2026` occurs and `13/4/2026` does not.
    MonthFirst,
    /// Nothing decides.
    Unknown,
}

impl DayOrder {
    /// The order that a column's dates show. One file has one order, so a single day above 12
    /// settles all of its dates.
    pub(super) fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for cell in cells {
            if let Some((first, second)) = leading_pair(cell) {
                day_first |= first > 12;
                month_first |= second > 12;
            }
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// The first two numbers of a date that does not start with its year.
fn leading_pair(cell: &str) -> Option<(u32, u32)> {
    let mut parts = cell.trim().split(['/', '-', ' ']);
    let (first, second) = (parts.next()?, parts.next()?);
    (first.len() <= 2).then_some((first.parse().ok()?, second.parse().ok()?))
}

/// The moment as ISO 8601 text that sorts in order of time: `2026-03-04`,
/// `2026-03-04T11:36:02` or with a fraction of a second. A time with an offset is turned into UTC.
/// `None` when the text is no date or its day and month cannot be told apart.
pub(super) fn iso(cell: &str, order: DayOrder) -> Option<String> {
    let (date, clock) = moment(cell, order)?;
    let Some((time, fraction)) = clock else { return Some(date_text(date)) };
    Some(format!("{}T{}{fraction}", date_text(date), time_text(time)))
}

/// How many seconds one moment is after another. `None` when either is no date with a time of day,
/// or its day and month cannot be told apart.
pub(super) fn seconds_between(start: &str, end: &str, order: DayOrder) -> Option<f64> {
    let point = |cell: &str| {
        let (date, clock) = moment(cell, order)?;
        let (time, fraction) = clock?;
        let fraction: f64 = format!("0{fraction}").parse().ok()?;
        Some((PrimitiveDateTime::new(date, time), fraction))
    };
    let ((start, earlier), (end, later)) = (point(start)?, point(end)?);
    Some((end - start).as_seconds_f64() + (later - earlier))
}

/// The date and, where there is one, the time of day with the fraction of a second as it stands.
fn moment(cell: &str, order: DayOrder) -> Option<(Date, Option<(Time, String)>)> {
    let named = with_month_number(cell.trim());
    let text = named.as_deref().unwrap_or(cell.trim());
    let split = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, clock) = text.split_at_checked(split)?;
    let date = calendar_date(date, order)?;
    let clock = clock.get(1..).unwrap_or_default().trim();
    if clock.is_empty() {
        return Some((date, None));
    }
    let (clock, offset) = split_offset(clock)?;
    let (time, fraction) = time_of_day(clock)?;
    let mut moment = PrimitiveDateTime::new(date, time);
    if let Some(offset) = offset {
        let utc = moment.assume_offset(offset).checked_to_offset(UtcOffset::UTC)?;
        moment = plain(utc);
    }
    Some((moment.date(), Some((moment.time(), fraction))))
}

/// The first letters of the months, in English.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `Mar 5, 2026 10:10 AM` and `5 March 2026` as `2026-03-05 10:10 AM`; `None`: no month is named.
fn with_month_number(text: &str) -> Option<String> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let number = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        word.bytes().all(|sign| sign.is_ascii_alphabetic()).then_some(())?;
        MONTHS.iter().position(|month| *month == start).map(|at| at + 1)
    };
    let (month, day) = match (number(first), number(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first.trim_end_matches('.')),
        _ => return None,
    };
    let rest = words.collect::<Vec<_>>().join(" ");
    Some(format!("{year}-{month:02}-{day} {rest}").trim_end().to_owned())
}

fn plain(moment: OffsetDateTime) -> PrimitiveDateTime {
    PrimitiveDateTime::new(moment.date(), moment.time())
}

fn date_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn time_text(time: Time) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// `2026-03-04`, `2026/3/4`, `4.3.2026`, `3/4/2026`, `3-4-2026`.
fn calendar_date(text: &str, order: DayOrder) -> Option<Date> {
    let dots = text.contains('.');
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else if third.len() != 4 {
        return None;
    } else {
        let (one, two): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
        let day_first = dots || one > 12 || one == two || order == DayOrder::DayFirst;
        let month_first = two > 12 || order == DayOrder::MonthFirst;
        match (day_first, month_first) {
            (_, true) if !dots => (third, first, second),
            (true, _) => (third, second, first),
            _ => return None,
        }
    };
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// A time of day without its offset, and the offset: `Z`, `UTC`, `GMT+6`, `+02:00`, `-0530`.
fn split_offset(text: &str) -> Option<(&str, Option<UtcOffset>)> {
    for zone in ["Z", "z", "UTC", "GMT"] {
        if let Some(clock) = text.strip_suffix(zone) {
            return Some((clock.trim_end(), Some(UtcOffset::UTC)));
        }
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, None)) };
    let (clock, signed) = text.split_at(at);
    let clock = clock.trim_end();
    let clock = clock.strip_suffix("GMT").or(clock.strip_suffix("UTC")).unwrap_or(clock);
    let digits = signed.get(1..)?.replace(':', "");
    let (hours, minutes) = if digits.len() > 2 {
        digits.split_at_checked(digits.len() - 2)?
    } else {
        (digits.as_str(), "0")
    };
    let sign = if signed.starts_with('-') { -1 } else { 1 };
    let (hours, minutes): (i8, i8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let offset = UtcOffset::from_hms(hours.checked_mul(sign)?, minutes.checked_mul(sign)?, 0);
    Some((clock.trim_end(), Some(offset.ok()?)))
}

/// `11:36`, `11:36:02`, `11:36:02.5`, `11:36 AM`, and the fraction of a second as it stands.
fn time_of_day(text: &str) -> Option<(Time, String)> {
    let upper = text.to_ascii_uppercase();
    let (clock, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (upper.as_str(), None),
    };
    // Italian spreadsheets write 19.07.17.
    let dotted = clock.matches('.').count() == 2 && !clock.contains(':');
    let colons = clock.replace('.', ":");
    let clock = if dotted { colons.as_str() } else { clock };
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, "0"),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    if !fraction.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let hour: u8 = hour.parse().ok()?;
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    let time = Time::from_hms(hour, minute.parse().ok()?, second.parse().ok()?).ok()?;
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    Some((time, fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_become_iso() {
        for (cell, expected) in [
            ("2026-03-04", "2026-03-04"),
            ("2026/3/4 9:05", "2026-03-04T09:05:00"),
            ("2026-03-04 11:36:02", "2026-03-04T11:36:02"),
            ("2026-03-04T11:36:02.250Z", "2026-03-04T11:36:02.25"),
            ("2026-03-04T01:00:00+02:00", "2026-03-03T23:00:00"),
            ("2026/03/04 11:13:37 AM GMT+6", "2026-03-04T05:13:37"),
            ("2026-03-04 12:00 AM", "2026-03-04T00:00:00"),
            ("2026-03-04 1:00 pm", "2026-03-04T13:00:00"),
            ("11.10.2025 11:36", "2025-10-11T11:36:00"),
            ("Mar 5, 2026 10:10:00 AM", "2026-03-05T10:10:00"),
            ("5 March 2026", "2026-03-05"),
            ("2026-03-04 19.07.17", "2026-03-04T19:07:17"),
            ("27/9/2025 11:39:02", "2025-09-27T11:39:02"),
            ("9/27/2025 11:39:02", "2025-09-27T11:39:02"),
        ] {
            assert_eq!(iso(cell, DayOrder::Unknown).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn a_file_settles_the_order_of_day_and_month() {
        assert_eq!(iso("3/4/2026", DayOrder::Unknown), None);
        let order = DayOrder::of(["3/4/2026", "13/4/2026"]);
        assert_eq!(iso("3/4/2026", order).as_deref(), Some("2026-04-03"));
        let order = DayOrder::of(["3/4/2026", "4/13/2026 10:00"]);
        assert_eq!(iso("3/4/2026", order).as_deref(), Some("2026-03-04"));
        assert_eq!(DayOrder::of(["13/4/2026", "4/13/2026"]), DayOrder::Unknown);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for cell in
            ["", "yesterday", "2026-02-30", "2026-13-01", "2026-03-04 25:00", "1", "4.13.2026"]
        {
            assert_eq!(iso(cell, DayOrder::Unknown), None, "{cell}");
        }
    }
}
