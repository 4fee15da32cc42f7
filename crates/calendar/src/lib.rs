#![forbid(unsafe_code)]
//! Civil dates with a stated precision: a day, a month, a year, or a day whose year is not told.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

/// How exactly a date is known.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// `2011-10-25`
    Day,
    /// `2011-10`
    Month,
    /// `2011`
    Year,
    /// `--10-25`: a day and month whose year the text does not tell.
    MonthDay,
}

/// A calendar date of the proleptic Gregorian calendar, as exact as its source.
///
/// ```
/// use detente_calendar::PartialDate;
/// let month: PartialDate = "2008-08".parse().unwrap();
/// assert_eq!(month.to_string(), "2008-08");
/// assert_eq!(month.first_day().unwrap().to_string(), "2008-08-01");
/// assert!("2008-13".parse::<PartialDate>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A day.
    Day(Date),
    /// A month of a year, month 1 to 12.
    Month(i16, i8),
    /// A year, 1 to 9999.
    Year(i16),
    /// A month and a day of it without a year.
    MonthDay(i8, i8),
}

/// The text is not a date in one of the four notations.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date: write YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD")]
pub struct DateError(pub String);

impl PartialDate {
    /// The day `year-month-day`, if the calendar has it and the year is 1 to 9999.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        (year >= 1)
            .then(|| Date::new(year, month, day).ok().map(Self::Day))
            .flatten()
    }

    /// The month `year-month`, if there is one.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month))
            .then_some(Self::Month(year, month))
    }

    /// How exact the date is.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(_) => Precision::Day,
            Self::Month(..) => Precision::Month,
            Self::Year(_) => Precision::Year,
            Self::MonthDay(..) => Precision::MonthDay,
        }
    }

    /// The earliest day it may be; `None` without a year.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::MonthDay(..) => None,
        }
    }

    /// The latest day it may be; `None` without a year.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok().map(Date::last_of_month),
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::MonthDay(..) => None,
        }
    }

    /// The year, if told.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day(date) => Some(date.year()),
            Self::Month(year, _) | Self::Year(year) => Some(year),
            Self::MonthDay(..) => None,
        }
    }

    /// The date `days` later (earlier where negative); only for a day, and inside the calendar.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        match self {
            Self::Day(date) => date.checked_add(days.days()).ok().map(Self::Day),
            _ => None,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::MonthDay(month, day) => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        if let Some(rest) = text.strip_prefix("--") {
            let (month, day) = rest.split_once('-').ok_or_else(error)?;
            let month = number(month, 2).ok_or_else(error)? as i8;
            let day = number(day, 2).ok_or_else(error)? as i8;
            // 2000 is a leap year, so 29 February passes.
            return Date::new(2000, month, day)
                .map(|_| Self::MonthDay(month, day))
                .map_err(|_| error());
        }
        let mut parts = text.split('-');
        let year = parts
            .next()
            .and_then(|p| number(p, 4))
            .filter(|&y| y >= 1)
            .ok_or_else(error)?;
        let Some(month) = parts.next() else {
            return Ok(Self::Year(year));
        };
        let month = number(month, 2).ok_or_else(error)? as i8;
        let Some(day) = parts.next() else {
            return Self::month(year, month).ok_or_else(error);
        };
        let day = number(day, 2).ok_or_else(error)? as i8;
        if parts.next().is_some() {
            return Err(error());
        }
        Self::day(year, month, day).ok_or_else(error)
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "ISO 8601 date as exact as its source: YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD",
            "pattern": "^(\\d{4}(-\\d{2}(-\\d{2})?)?|--\\d{2}-\\d{2})$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for text in [
            "2011-10-25",
            "2011-10",
            "2011",
            "--10-25",
            "--02-29",
            "2024-02-29",
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_the_calendar_does_not_have() {
        for text in [
            "2011-02-29",
            "2011-13",
            "",
            "11",
            "2011-1-1",
            "0000-01-01",
            "--02-30",
            "2011-10-25-1",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn spans_its_days() {
        let month: PartialDate = "2012-02".parse().unwrap();
        assert_eq!(month.last_day().unwrap().to_string(), "2012-02-29");
        assert_eq!("--01-02".parse::<PartialDate>().unwrap().first_day(), None);
    }
}
