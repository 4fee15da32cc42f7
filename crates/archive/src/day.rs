//! Days as the ledger keeps and compares them.

use detente_calendar::PartialDate;

/// A day as the number YYYYMMDD; 0 where no date is known.
///
/// A date that is known to the month or year stands at its first day.
///
/// ```
/// use detente_archive::Day;
/// assert_eq!(Day::first("2008-08".parse().unwrap()).0, 20080801);
/// assert_eq!(Day::last("2008-08".parse().unwrap()).0, 20080831);
/// assert_eq!(Day(20080801).to_string(), "2008-08-01");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i64);

impl Day {
    /// The day of what has no date.
    pub const UNKNOWN: Self = Self(0);

    /// The first day that `date` may mean.
    pub fn first(date: PartialDate) -> Self {
        date.first_day().map_or(Self::UNKNOWN, Self::on)
    }

    /// The last day that `date` may mean.
    pub fn last(date: PartialDate) -> Self {
        date.last_day().map_or(Self::UNKNOWN, Self::on)
    }

    /// The first day of `date`, or unknown where there is none.
    pub fn of_maybe(date: Option<PartialDate>) -> Self {
        date.map_or(Self::UNKNOWN, Self::first)
    }

    /// The day of a calendar date.
    pub(crate) fn on(date: jiff::civil::Date) -> Self {
        Self(
            i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()),
        )
    }

    /// The calendar date, if it is known.
    pub fn date(self) -> Option<PartialDate> {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        PartialDate::day(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
    }

    /// The calendar date as one computes with it.
    pub(crate) fn on_calendar(self) -> Option<jiff::civil::Date> {
        self.date()?.first_day()
    }

    /// Whether there is a date.
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_known() {
            write!(
                f,
                "{:04}-{:02}-{:02}",
                self.0 / 10_000,
                self.0 / 100 % 100,
                self.0 % 100
            )
        } else {
            f.write_str("unknown")
        }
    }
}
