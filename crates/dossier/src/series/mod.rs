//! How much, how warm, how sure: events counted by period, with the number behind every point.
//!
//! A [`Series`] is built from [`Observation`]s, whatever they are of: a dyad, an actor, an issue, a
//! place. Nothing is smoothed. What a series cannot show is counted beside it: events without a date,
//! and events dated more coarsely than the step ("in August" has no place in a series by day).

mod change;
mod interval;
mod quad;
mod steps;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use detente_calendar::PartialDate;
use detente_coding::record::Event;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use change::{Change, Measure, changes};
pub use interval::{Cluster, Interval, MOST_RESAMPLED, Method, clusters};
pub use quad::QuadScheme;
pub use steps::Steps;
pub use tally::Tally;

use interval::Reckoning;

use crate::period::{Period, Window};

/// What a series counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation<'a> {
    /// The event's (or happening's) id.
    pub id: &'a str,
    /// The article's id: events of one article are not independent, and the interval reckons with it.
    pub article: &'a str,
    /// When it was done.
    pub date: Option<PartialDate>,
    /// The CAMEO code.
    pub cameo: &'a str,
    /// The Goldstein value, −10 to 10.
    pub goldstein: Option<f64>,
}

impl<'a> From<&'a Event> for Observation<'a> {
    fn from(event: &'a Event) -> Self {
        Self {
            id: &event.id,
            article: &event.article,
            date: event.date,
            cameo: &event.cameo,
            goldstein: event.goldstein,
        }
    }
}

/// How a series is made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeriesOptions {
    /// The step.
    pub period: Period,
    /// The days that it covers; where open, from the first to the last event.
    pub window: Window,
    /// Bootstrap resamples behind each interval; 0 leaves intervals out.
    pub resamples: u32,
    /// Share of the resamples inside an interval, between 0 and 1.
    pub level: f64,
}

impl Default for SeriesOptions {
    /// Months, 1,000 resamples, 95%.
    fn default() -> Self {
        Self {
            period: Period::default(),
            window: Window::default(),
            resamples: 1_000,
            level: 0.95,
        }
    }
}

/// Most points of a series: the days of some 80 years.
pub const MOST_POINTS: usize = 30_000;

/// A series cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// The window and step ask for too many points.
    #[error(
        "the series from {from} to {to} by {period} has more than {MOST_POINTS} points: take a longer step, or bound it with a first and last day"
    )]
    TooLong {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// The step.
        period: Period,
    },
}

/// Events by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The step.
    pub period: Period,
    /// Whose quad classes tell cooperation from conflict.
    pub scheme: QuadScheme,
    /// One for every period from the first to the last, those without events too.
    pub points: Vec<Point>,
    /// Events in no point as they have no date, or none with a year.
    pub undated: usize,
    /// Events in no point as their date is coarser than the step, or straddles two.
    pub coarser: usize,
    /// Events outside the window.
    pub outside: usize,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// `2011-10-26`, `2011-W43`, `2011-10` or `2011`.
    pub label: String,
    /// The first day.
    pub first: PartialDate,
    /// The last day.
    pub last: PartialDate,
    /// Events.
    pub events: usize,
    /// Articles that tell them.
    pub reporting: usize,
    /// Events that the scheme has as cooperation.
    pub cooperation: usize,
    /// Events that the scheme has as conflict.
    pub conflict: usize,
    /// Events by quad class: verbal and material cooperation, verbal and material conflict.
    pub classes: [usize; 4],
    /// Mean of the Goldstein values; absent where no event has one.
    pub goldstein: Option<f64>,
    /// Events with a Goldstein value: the number behind the mean.
    pub goldstein_events: usize,
    /// How far the mean may lie off; absent below two reporting articles.
    pub interval: Option<Interval>,
    /// All articles published in the period, whatever they tell; absent where coverage is not known.
    pub coverage: Option<u64>,
    /// Events for each 1,000 articles published; absent without coverage.
    pub per_thousand: Option<f64>,
}

/// Articles published by day: what counts are divided by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage(BTreeMap<Date, u64>);

impl Coverage {
    /// Adds `articles` published on a date. What is not dated to the day is left out, since no step
    /// could share it out; the number left out is given back.
    pub fn add(&mut self, published: Option<PartialDate>, articles: u64) -> u64 {
        match published {
            Some(PartialDate::Day(day)) => {
                *self.0.entry(day).or_default() += articles;
                0
            }
            _ => articles,
        }
    }

    /// The coverage of the articles with these dates of publication.
    pub fn of(published: impl IntoIterator<Item = Option<PartialDate>>) -> Self {
        let mut coverage = Self::default();
        for date in published {
            coverage.add(date, 1);
        }
        coverage
    }

    fn between(&self, first: Date, last: Date) -> u64 {
        self.0
            .range(first..=last)
            .map(|(_, articles)| articles)
            .sum()
    }
}

/// Counts observations by period. Without `coverage` nothing is normalised.
///
/// ```
/// use detente_dossier::series::{Observation, SeriesOptions, series};
/// let met = Observation { id: "e", article: "a", date: "2011-10-25".parse().ok(), cameo: "040", goldstein: Some(1.0) };
/// let found = series([met], None, &SeriesOptions::default()).unwrap();
/// assert_eq!((found.points[0].label.as_str(), found.points[0].cooperation), ("2011-10", 1));
/// ```
///
/// # Errors
///
/// [`SeriesError::TooLong`] where the step is too short for the days covered.
pub fn series<'a>(
    observations: impl IntoIterator<Item = Observation<'a>>,
    coverage: Option<&Coverage>,
    options: &SeriesOptions,
) -> Result<Series, SeriesError> {
    let observations: Vec<Observation> = observations.into_iter().collect();
    let steps = Steps::of(observations.iter().copied(), options.period, options.window);
    let within = observations
        .into_iter()
        .filter(|observation| options.window.takes(observation.date));
    let clusters = clusters(within, options.period);
    of_steps(&steps, &clusters, coverage, options)
}

/// The series of steps that are counted already. `clusters` are the articles' values in the steps that
/// [`Steps::to_resample`] names, and may be more.
///
/// # Errors
///
/// As [`series`].
pub fn of_steps(
    steps: &Steps,
    clusters: &BTreeMap<Date, Vec<Cluster>>,
    coverage: Option<&Coverage>,
    options: &SeriesOptions,
) -> Result<Series, SeriesError> {
    let period = options.period;
    let mut found = Series {
        period,
        scheme: QuadScheme::Gdelt,
        points: Vec::new(),
        undated: steps.undated,
        coarser: steps.coarser,
        outside: steps.outside,
    };
    let ends = |day: Option<Date>, own: Option<Date>| day.map(|day| period.first_day(day)).or(own);
    let from = ends(options.window.since, steps.tallies.keys().next().copied());
    let to = ends(
        options.window.until,
        steps.tallies.keys().next_back().copied(),
    );
    let (Some(from), Some(to)) = (from, to) else {
        return Ok(found);
    };
    let resampled: BTreeSet<Date> = steps.to_resample().into_iter().collect();
    let reckoning = Reckoning::of(options.resamples, options.level);
    let mut next = (from <= to).then_some(from);
    while let Some(first) = next {
        if found.points.len() == MOST_POINTS {
            return Err(SeriesError::TooLong { from, to, period });
        }
        let tally = steps.tallies.get(&first).copied().unwrap_or_default();
        let own = clusters
            .get(&first)
            .filter(|_| resampled.contains(&first))
            .map(Vec::as_slice);
        let interval = reckoning.and_then(|reckoning| reckoning.interval(&tally, own));
        found
            .points
            .push(point(first, period, &tally, interval, coverage));
        next = period.next(first).filter(|next| *next <= to);
    }
    Ok(found)
}

fn point(
    first: Date,
    period: Period,
    tally: &Tally,
    interval: Option<Interval>,
    coverage: Option<&Coverage>,
) -> Point {
    let last = period.last_day(first);
    let number = |count: i64| usize::try_from(count).unwrap_or(0);
    let classes = tally.classes.map(number);
    let articles = coverage.map(|coverage| coverage.between(first, last));
    Point {
        label: period.label(first),
        first: PartialDate::Day(first),
        last: PartialDate::Day(last),
        events: number(tally.events),
        reporting: number(tally.articles),
        cooperation: classes[0] + classes[1],
        conflict: classes[2] + classes[3],
        classes,
        goldstein: tally.mean(),
        goldstein_events: number(tally.valued),
        interval,
        coverage: articles,
        per_thousand: articles
            .filter(|articles| *articles > 0)
            .map(|articles| tally.events as f64 * 1_000.0 / articles as f64),
    }
}

#[cfg(test)]
mod tests;
