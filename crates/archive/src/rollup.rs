//! Counts by day, week, month or year.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;

use crate::plan::{self, Plan};
use crate::{ArchiveError, Day, Family, Filter, Reader};

/// The width of a series' points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bin {
    /// A day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Bin {
    /// The bin of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// The first day of the bin that `day` lies in.
    pub fn first(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Month => Day(day.0 / 100 * 100 + 1),
            Self::Year => Day(day.0 / 10_000 * 10_000 + 101),
            Self::Week => {
                let monday = day.date().and_then(|date| {
                    let weekday = date.first_day()?.weekday().to_monday_zero_offset();
                    date.plus_days(-i32::from(weekday))
                });
                monday.map_or(day, Day::first)
            }
        }
    }
}

/// One point of a series.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SeriesPoint {
    /// First day of the bin.
    pub first: Day,
    /// Events dated in it.
    pub events: u64,
    /// Of them by quad class 1 to 4: verbal and material cooperation, verbal and material conflict.
    pub classes: [u64; 4],
    /// Sum of the Goldstein values.
    pub goldstein_sum: f64,
    /// Events with a Goldstein value.
    pub scaled: u64,
    /// Articles of the whole archive published in it: what the counts are to be measured by.
    pub articles: u64,
}

impl SeriesPoint {
    /// Mean Goldstein value of the events that have one.
    pub fn goldstein_mean(&self) -> Option<f64> {
        (self.scaled > 0).then(|| self.goldstein_sum / self.scaled as f64)
    }
}

impl Reader {
    /// The events that fit `filter` and have a date, by `bin`. Bins without events are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn series(
        &self,
        filter: &Filter,
        articles: Option<&[i64]>,
        bin: Bin,
    ) -> Result<Vec<SeriesPoint>, ArchiveError> {
        let Some(Plan { tail, values }) =
            plan::plan(&self.ledger, Family::Event, filter, articles)?
        else {
            return Ok(Vec::new());
        };
        let statement = format!(
            "SELECT e.day, e.class, count(*), total(e.goldstein), count(e.goldstein)
             FROM (SELECT l.key {tail}) AS m JOIN events AS e USING (key) WHERE e.day > 0 GROUP BY e.day, e.class"
        );
        let mut select = self.ledger.prepare_cached(&statement)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut points: BTreeMap<Day, SeriesPoint> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let first = bin.first(Day(row.get(0)?));
            let class: i64 = row.get(1)?;
            let count: u64 = row.get(2)?;
            let point = points.entry(first).or_insert(SeriesPoint {
                first,
                ..SeriesPoint::default()
            });
            point.events += count;
            if let Some(of_class) = usize::try_from(class - 1)
                .ok()
                .and_then(|class| point.classes.get_mut(class))
            {
                *of_class += count;
            }
            point.goldstein_sum += row.get::<_, f64>(3)?;
            point.scaled += row.get::<_, u64>(4)?;
        }
        if let (Some(first), Some(last)) = (
            points.keys().next().copied(),
            points.keys().next_back().copied(),
        ) {
            for (day, count) in self.coverage(first, last, bin)? {
                if let Some(point) = points.get_mut(&day) {
                    point.articles = count;
                }
            }
        }
        Ok(points.into_values().collect())
    }

    /// Articles published in each bin from that of `first` to that of `last`.
    fn coverage(
        &self,
        first: Day,
        last: Day,
        bin: Bin,
    ) -> Result<BTreeMap<Day, u64>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT day, count(*) FROM articles WHERE day >= ?1 AND day <= ?2 GROUP BY day",
        )?;
        // A bin holds no more than the days of the year of its first.
        let mut rows = select.query([first.0, last.0 / 10_000 * 10_000 + 1231])?;
        let mut counts = BTreeMap::new();
        while let Some(row) = rows.next()? {
            *counts.entry(bin.first(Day(row.get(0)?))).or_default() += row.get::<_, u64>(1)?;
        }
        Ok(counts)
    }
}
