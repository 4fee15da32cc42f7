//! Dates as the layouts write them.

use detente_calendar::PartialDate;
use jiff::civil::Date;

/// The day that stands for a date: itself, or the first day of its month or year.
pub(super) fn day(date: Option<PartialDate>) -> Option<Date> {
    date.and_then(PartialDate::first_day)
}

/// `YYYYMMDD`.
pub(super) fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// `YYYYMMDDHHMMSS` at midnight: articles are dated to the day.
pub(super) fn timestamp(day: Date) -> String {
    format!("{}000000", compact(day))
}

/// The year and the share of it that is over at the end of the day, four digits, as GDELT's
/// `FractionDate`: month and day over twelve months of 30 days, taken as (30 (month − 1) + day) / 365.
pub(super) fn fraction(day: Date) -> String {
    let days = (f64::from(day.month()) - 1.0) * 30.0 + f64::from(day.day());
    format!("{:.4}", f64::from(day.year()) + days / 365.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_as_its_first_day_and_a_day_without_year_not_at_all() {
        let of = |text: &str| day(Some(text.parse().unwrap())).map(compact);
        assert_eq!(of("2011-10-25").as_deref(), Some("20111025"));
        assert_eq!(of("2008-08").as_deref(), Some("20080801"));
        assert_eq!(of("--10-25"), None);
        assert_eq!(fraction(Date::constant(2015, 2, 18)), "2015.1315");
    }
}
