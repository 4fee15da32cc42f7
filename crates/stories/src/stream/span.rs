//! How far apart in time an article and a story are.

use jiff::civil::Date;

/// How much of an article's likeness is left at the edge of the window.
const AT_WINDOW: f32 = 0.7;

/// The days from the first to the last of a story's dated articles, or the day of one; none, from the last
/// day to the first, where nothing is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    first: i32,
    last: i32,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            first: i32::MAX,
            last: i32::MIN,
        }
    }
}

impl Span {
    /// That of one day, counted from a fixed one.
    pub fn of(day: Option<Date>) -> Self {
        day.map_or_else(Self::default, |day| {
            let number = (day - Date::ZERO).get_days();
            Self {
                first: number,
                last: number,
            }
        })
    }

    /// The shortest that holds both.
    pub fn with(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// Days between an article and a story of this span; 0 where either has none.
    fn away(self, article: Self) -> i32 {
        let before = self.first.saturating_sub(article.first);
        let after = article.last.saturating_sub(self.last);
        let away = before.max(after).max(0);
        if self.first > self.last || article.first > article.last {
            0
        } else {
            away
        }
    }

    /// Whether no more than `window` days lie between.
    pub fn is_within(self, article: Self, window: i32) -> bool {
        self.away(article) <= window.max(1)
    }

    /// What is left of an article's likeness.
    pub fn nearness(self, article: Self, window: i32) -> f32 {
        1.0 - (1.0 - AT_WINDOW) * self.away(article) as f32 / window.max(1) as f32
    }
}
