//! Days, weeks, months and years: the steps of a series.

use std::fmt;
use std::str::FromStr;

use detente_calendar::PartialDate;
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

/// The step of a series.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// A calendar year.
    Year,
}

/// The text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no period: write day, week, month or year")]
pub struct PeriodError(pub String);

impl Period {
    /// The first day of the period that holds `day`.
    ///
    /// ```
    /// use detente_dossier::Period;
    /// let day = jiff::civil::date(2011, 10, 26);
    /// assert_eq!(Period::Week.first_day(day).to_string(), "2011-10-24");
    /// assert_eq!(Period::Year.first_day(day).to_string(), "2011-01-01");
    /// ```
    pub fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let into = i64::from(day.weekday().to_monday_zero_offset());
                // The calendar's first days have no Monday before them.
                day.checked_sub(into.days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The last day of the period that begins on `first`.
    pub fn last_day(self, first: Date) -> Date {
        match self {
            Self::Day => first,
            Self::Week => first.checked_add(6.days()).unwrap_or(Date::MAX),
            Self::Month => first.last_of_month(),
            Self::Year => first.last_of_year(),
        }
    }

    /// The first day of the period behind the one that begins on `first`; `None` at the calendar's end.
    pub fn next(self, first: Date) -> Option<Date> {
        self.last_day(first).tomorrow().ok()
    }

    /// The first day of the period that holds all of `date`; `None` where the date is coarser than
    /// the period (a month in a series by day) or has no year.
    ///
    /// ```
    /// use detente_dossier::Period;
    /// let august = "2008-08".parse().unwrap();
    /// assert_eq!(Period::Month.holding(august).unwrap().to_string(), "2008-08-01");
    /// assert_eq!(Period::Day.holding(august), None);
    /// ```
    pub fn holding(self, date: PartialDate) -> Option<Date> {
        let (first, last) = (date.first_day()?, date.last_day()?);
        let period = self.first_day(first);
        (self.first_day(last) == period).then_some(period)
    }

    /// The period's name: `2011-10-26`, `2011-W43`, `2011-10`, `2011`.
    pub fn label(self, first: Date) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Self::Year => format!("{:04}", first.year()),
        }
    }

    /// The name that commands and records carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        [Self::Day, Self::Week, Self::Month, Self::Year]
            .into_iter()
            .find(|period| period.as_str() == text)
            .ok_or_else(|| PeriodError(text.to_owned()))
    }
}

/// The Monday of an ISO week, for readers of labels.
pub fn monday(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday)
        .ok()
        .map(ISOWeekDate::date)
}

/// Days in records: `2011-10-26`, or nothing.
pub mod written {
    use detente_calendar::PartialDate;
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the day.
    ///
    /// # Errors
    ///
    /// What the serializer cannot write.
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a day; a month or year is read as its first day.
    ///
    /// # Errors
    ///
    /// Text that is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<PartialDate>::deserialize(from)?.and_then(PartialDate::first_day))
    }
}

/// First and last day that are wanted; open where absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Window {
    /// The first day.
    #[serde(default, with = "written")]
    pub since: Option<Date>,
    /// The last day.
    #[serde(default, with = "written")]
    pub until: Option<Date>,
}

impl Window {
    /// From the first day of `since` to the last day of `until`.
    pub fn of(since: Option<PartialDate>, until: Option<PartialDate>) -> Self {
        Self {
            since: since.and_then(PartialDate::first_day),
            until: until.and_then(PartialDate::last_day),
        }
    }

    /// Whether nothing bounds it.
    pub fn is_open(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// Whether all of `date` lies inside. What has no date, or none with a year, lies only in an open window.
    ///
    /// ```
    /// use detente_dossier::period::Window;
    /// let since_may = Window::of("2008-05".parse().ok(), None);
    /// assert!(since_may.takes("2008-08".parse().ok()));
    /// assert!(!since_may.takes("2008".parse().ok()) && !since_may.takes(None));
    /// ```
    pub fn takes(self, date: Option<PartialDate>) -> bool {
        let days = date.and_then(|date| Some((date.first_day()?, date.last_day()?)));
        match days {
            None => self.is_open(),
            Some((first, last)) => {
                self.since.is_none_or(|since| since <= first)
                    && self.until.is_none_or(|until| last <= until)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Period; 4] = [Period::Day, Period::Week, Period::Month, Period::Year];

    #[test]
    fn names_of_weeks_follow_the_iso_year() {
        let day = jiff::civil::date(2021, 1, 3);
        let week = Period::Week.first_day(day);
        assert_eq!(Period::Week.label(week), "2020-W53");
        assert_eq!(monday(2020, 53), Some(week));
    }

    #[test]
    fn the_calendar_has_ends() {
        for period in ALL {
            for day in [Date::MIN, Date::MAX] {
                let first = period.first_day(day);
                assert!(first <= day && day <= period.last_day(first));
            }
            assert_eq!(period.next(period.first_day(Date::MAX)), None);
        }
    }

    proptest! {
        #[test]
        fn each_day_lies_in_one_period(days in -700_000i32..2_900_000, which in 0usize..4) {
            let period = ALL[which];
            let Ok(day) = jiff::civil::date(1970, 1, 1).checked_add(days.days()) else {
                return Ok(());
            };
            let first = period.first_day(day);
            prop_assert!(first <= day && day <= period.last_day(first));
            prop_assert_eq!(period.first_day(first), first);
            if let Some(next) = period.next(first) {
                prop_assert!(day < next);
                prop_assert_eq!(period.first_day(next), next);
            }
        }
    }
}
