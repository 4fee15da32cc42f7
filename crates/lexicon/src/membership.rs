//! Who belongs to which bloc, and when.

use detente_calendar::PartialDate;

/// A state's time in a bloc.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Membership {
    /// The bloc's id: `NATO`.
    pub bloc: String,
    /// The member's head: `FRA`.
    pub member: String,
    /// First day; open where absent.
    pub from: Option<PartialDate>,
    /// Last day; open where absent.
    pub to: Option<PartialDate>,
}

impl Membership {
    /// Whether it holds on some day of `date`; a date without a year counts as any.
    pub fn holds_on(&self, date: PartialDate) -> bool {
        let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else {
            return true;
        };
        self.from
            .and_then(PartialDate::first_day)
            .is_none_or(|from| from <= last)
            && self
                .to
                .and_then(PartialDate::last_day)
                .is_none_or(|to| first <= to)
    }
}
