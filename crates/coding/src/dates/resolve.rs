//! From the meaning of a time expression to a date.

use detente_calendar::PartialDate;
use jiff::ToSpan;
use jiff::civil::Date;

use super::timex::{Direction, Value};
use super::words::Unit;

/// The date that `value` means in an article of `published`, for an act in the future or not.
/// `context` is the date of the act that "a day later" counts from.
pub(super) fn resolve(
    value: Value,
    published: Option<Date>,
    context: Option<Date>,
    future: bool,
) -> Option<PartialDate> {
    match value {
        Value::Full(date) => Some(date),
        Value::MonthDay(month, day) => {
            // 2000 has every day that a year may have.
            Date::new(2000, month, day).ok()?;
            let Some(published) = published else {
                return Some(PartialDate::MonthDay(month, day));
            };
            let year = year_of(published, future, |year| Date::new(year, month, day).ok())?;
            PartialDate::day(year, month, day)
        }
        Value::Month(month, direction) => {
            let published = published?;
            let (year, this) = (published.year(), published.month());
            let year = match direction {
                Direction::Last if month >= this => year - 1,
                Direction::Next if month <= this => year + 1,
                Direction::Nearest if future && month < this => year + 1,
                Direction::Nearest if !future && month > this => year - 1,
                _ => year,
            };
            PartialDate::month(year, month)
        }
        Value::Weekday(weekday, direction) => {
            let published = published?;
            let today = published.weekday().to_monday_zero_offset();
            let back = i32::from((today - weekday).rem_euclid(7));
            let step = match direction {
                Direction::Last if back == 0 => -7,
                Direction::Next => {
                    if back == 0 {
                        7
                    } else {
                        7 - back
                    }
                }
                Direction::Nearest if future && back > 0 => 7 - back,
                _ => -back,
            };
            published
                .checked_add(step.days())
                .ok()
                .map(PartialDate::Day)
        }
        Value::FromPublication(count, unit) => shift(published?, count, unit),
        Value::FromContext(count, unit) => shift(context.or(published)?, count, unit),
        Value::Past => None,
    }
}

/// The date `count` units from `day`, as exact as the unit allows.
pub(super) fn shift(day: Date, count: i32, unit: Unit) -> Option<PartialDate> {
    let at = |span: jiff::Span| day.checked_add(span).ok();
    match unit {
        Unit::Hour => Some(PartialDate::Day(day)),
        Unit::Day => at(count.days()).map(PartialDate::Day),
        Unit::Week => at((count * 7).days()).and_then(|d| PartialDate::month(d.year(), d.month())),
        Unit::Month => at(count.months()).and_then(|d| PartialDate::month(d.year(), d.month())),
        Unit::Year => at(count.years()).map(|d| PartialDate::Year(d.year())),
        Unit::Decade => at((count * 10).years()).map(|d| PartialDate::Year(d.year())),
    }
}

/// The year of a day without one: the latest that is not after publication (a day's grace for time
/// zones), or the next for what is still to come.
fn year_of(published: Date, future: bool, on: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    let year = published.year();
    let limit = published.checked_add(1.days()).unwrap_or(published);
    let years = [year + 1, year, year - 1];
    if future {
        years
            .into_iter()
            .rev()
            .find(|&year| on(year).is_some_and(|date| date >= published))
    } else {
        years
            .into_iter()
            .find(|&year| on(year).is_some_and(|date| date <= limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_the_publication_date() {
        let published: Date = "2011-10-26".parse().unwrap();
        for (value, future, date) in [
            (Value::Weekday(1, Direction::Nearest), false, "2011-10-25"),
            (Value::Weekday(2, Direction::Nearest), false, "2011-10-26"),
            (Value::Weekday(2, Direction::Last), false, "2011-10-19"),
            (Value::Weekday(4, Direction::Nearest), true, "2011-10-28"),
            (Value::Weekday(0, Direction::Next), false, "2011-10-31"),
            (Value::MonthDay(12, 31), false, "2010-12-31"),
            (Value::MonthDay(1, 5), true, "2012-01-05"),
            (Value::Month(11, Direction::Last), false, "2010-11"),
            (Value::Month(8, Direction::Nearest), false, "2011-08"),
            (Value::FromPublication(-1, Unit::Year), false, "2010"),
            (Value::FromPublication(0, Unit::Week), false, "2011-10"),
            (Value::FromContext(-9, Unit::Month), false, "2011-01"),
        ] {
            let resolved =
                resolve(value, Some(published), None, future).map(|date| date.to_string());
            assert_eq!(resolved.as_deref(), Some(date), "{value:?}");
        }
        assert_eq!(
            resolve(Value::Weekday(1, Direction::Nearest), None, None, false),
            None
        );
    }
}
