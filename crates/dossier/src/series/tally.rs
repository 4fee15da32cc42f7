//! What a series keeps of the events of a step: sums that add up, so that a store can keep them by step
//! and take an article in or out without reading the others.

use std::ops::{AddAssign, SubAssign};

use super::{Observation, QuadScheme};

/// Goldstein's scale has one decimal; sums are kept in hundredths, whole, so that their order does not matter.
pub const HUNDREDTHS: f64 = 100.0;
/// The ends of Goldstein's scale, in hundredths.
const MOST: f64 = 1_000.0;

/// Sums over the events of a step.
///
/// An article's events are no independent draws, so what an interval needs is summed by article: for an
/// article with `n` values that add up to `s`, the sums of `s²`, `s n` and `n²`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Events.
    pub events: i64,
    /// Articles that tell them.
    pub articles: i64,
    /// Events by GDELT's quad class, 1 to 4.
    pub classes: [i64; 4],
    /// Events with a Goldstein value.
    pub valued: i64,
    /// Articles that tell those.
    pub valued_articles: i64,
    /// The sum of the values, in hundredths.
    pub goldstein: i64,
    /// The sum of `s²` over articles, in hundredths squared.
    pub squares: i64,
    /// The sum of `s n` over articles, in hundredths.
    pub products: i64,
    /// The sum of `n²` over articles.
    pub counts: i64,
}

/// A Goldstein value in hundredths; `None` where there is no number.
pub fn hundredths(value: Option<f64>) -> Option<i64> {
    let value = value.filter(|value| value.is_finite())?;
    Some((value * HUNDREDTHS).round().clamp(-MOST, MOST) as i64)
}

impl Tally {
    /// The sums over events of one and the same article.
    ///
    /// ```
    /// use detente_dossier::series::{Observation, Tally};
    /// let met = Observation { id: "e", article: "a", date: None, cameo: "040", goldstein: Some(1.0) };
    /// let tally = Tally::of_article(&[met, met]);
    /// assert_eq!((tally.events, tally.articles, tally.goldstein), (2, 1, 200));
    /// ```
    pub fn of_article(events: &[Observation<'_>]) -> Self {
        let mut tally = Self {
            events: events.len() as i64,
            articles: i64::from(!events.is_empty()),
            ..Self::default()
        };
        for event in events {
            if let Some(class @ 1..=4) = QuadScheme::Gdelt.class(event.cameo) {
                tally.classes[usize::from(class) - 1] += 1;
            }
            if let Some(value) = hundredths(event.goldstein) {
                tally.valued += 1;
                tally.goldstein += value;
            }
        }
        tally.valued_articles = i64::from(tally.valued > 0);
        tally.squares = tally.goldstein * tally.goldstein;
        tally.products = tally.goldstein * tally.valued;
        tally.counts = tally.valued * tally.valued;
        tally
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The mean of the Goldstein values; `None` where there are none.
    pub fn mean(&self) -> Option<f64> {
        (self.valued > 0).then(|| self.goldstein as f64 / HUNDREDTHS / self.valued as f64)
    }

    /// The numbers one after the other, as a table keeps them: what [`Tally::of_numbers`] reads.
    pub fn numbers(&self) -> [i64; 12] {
        let [one, two, three, four] = self.classes;
        [
            self.events,
            self.articles,
            one,
            two,
            three,
            four,
            self.valued,
            self.valued_articles,
            self.goldstein,
            self.squares,
            self.products,
            self.counts,
        ]
    }

    /// The tally of such numbers.
    pub fn of_numbers(numbers: [i64; 12]) -> Self {
        let [
            events,
            articles,
            one,
            two,
            three,
            four,
            valued,
            valued_articles,
            goldstein,
            squares,
            products,
            counts,
        ] = numbers;
        Self {
            events,
            articles,
            classes: [one, two, three, four],
            valued,
            valued_articles,
            goldstein,
            squares,
            products,
            counts,
        }
    }

    fn each(&mut self, other: Self, with: impl Fn(i64, i64) -> i64) {
        let mut numbers = self.numbers();
        for (own, other) in numbers.iter_mut().zip(other.numbers()) {
            *own = with(*own, other);
        }
        *self = Self::of_numbers(numbers);
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.each(other, i64::wrapping_add);
    }
}

impl SubAssign for Tally {
    fn sub_assign(&mut self, other: Self) {
        self.each(other, i64::wrapping_sub);
    }
}
