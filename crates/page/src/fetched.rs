//! When a page was fetched: no date that it tells can be later.

use detente_calendar::PartialDate;
use jiff::civil::Date;

use crate::Diagnostic;
use crate::article::Published;

/// The day a page was fetched, where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fetched(pub Option<Date>);

impl Fetched {
    /// Whether a page fetched then can have told this date. A day more is allowed: the clocks of the world
    /// differ by that much.
    pub fn allows(self, date: PartialDate) -> bool {
        let last = self.0.map(|day| day.tomorrow().unwrap_or(day));
        last.zip(date.first_day())
            .is_none_or(|(last, day)| day <= last)
    }

    /// The date, if it is not later; a later one is told.
    pub fn checked(self, told: Published, diagnostics: &mut Vec<Diagnostic>) -> Option<Published> {
        if self.allows(told.date) {
            return Some(told);
        }
        diagnostics.push(of_future(told));
        None
    }
}

/// What is said of a date that is later than the day of the fetch.
pub(crate) fn of_future(told: Published) -> Diagnostic {
    let text = told.evidence;
    Diagnostic::FutureDate {
        text: text[..text.floor_char_boundary(200)].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_later_is_another_time_zone_and_more_is_the_future() {
        let fetched = Fetched("2011-02-14".parse().ok());
        let allows = |date: &str| fetched.allows(date.parse().unwrap());
        assert!(
            allows("2011-02-14") && allows("2011-02-15") && allows("2011-02") && allows("--12-31")
        );
        assert!(!allows("2011-02-16") && !allows("2011-03") && !allows("2012"));
        assert!(Fetched(None).allows("2199-01-01".parse().unwrap()));
    }
}
