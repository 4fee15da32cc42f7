//! Time expressions (TIMEX) in the text.

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_syntax::Document;

use super::words::{Unit, day, month, number, unit, weekday, year};

/// Which way from the anchor a calendar word points, where the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// "last", "past", "previous".
    Last,
    /// "this", or nothing.
    Nearest,
    /// "next", "coming".
    Next,
}

/// What a time expression means, before it is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A full date of any precision.
    Full(PartialDate),
    /// A day and month without a year.
    MonthDay(i8, i8),
    /// A month without a year.
    Month(i8, Direction),
    /// A weekday.
    Weekday(i8, Direction),
    /// So many units from the publication date: yesterday, three months ago, next week.
    FromPublication(i32, Unit),
    /// So many units from another act of the sentence: "two days later", "a day earlier".
    FromContext(i32, Unit),
    /// The past without a date: "in recent years", "earlier".
    Past,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timex {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its meaning.
    pub value: Value,
    /// Whether "after" or "before" follows, so that the clause behind it is what is dated:
    /// the sign of the step from the main act to that clause.
    pub relates: i32,
    /// Whether it lies ahead though its date does not show it: "later today", "later this week".
    pub ahead: bool,
}

/// All time expressions of the document, none overlapping another.
pub(super) fn find(doc: &Document) -> Vec<Timex> {
    let lower: Vec<String> = (0..doc.len()).map(|t| doc.word(t).to_lowercase()).collect();
    let mut found = Vec::new();
    for sentence in doc.sentences() {
        let mut at = sentence.start;
        while at < sentence.end {
            let text = Text {
                doc,
                lower: &lower,
                end: sentence.end,
            };
            match text.expression(at) {
                Some((len, value, relates)) => {
                    found.push(Timex {
                        tokens: at..at + len,
                        value,
                        relates,
                        ahead: at > sentence.start
                            && lower[at - 1] == "later"
                            && matches!(lower[at].as_str(), "today" | "this" | "tonight"),
                    });
                    at += len;
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Text<'a> {
    doc: &'a Document,
    lower: &'a [String],
    end: usize,
}

type Expression = (usize, Value, i32);

impl Text<'_> {
    fn word(&self, at: usize) -> &str {
        if at < self.end { &self.lower[at] } else { "" }
    }

    fn month_at(&self, at: usize) -> Option<i8> {
        let capital = at < self.end
            && self
                .doc
                .word(at)
                .chars()
                .next()
                .is_some_and(char::is_uppercase);
        month(self.word(at), capital)
    }

    fn expression(&self, at: usize) -> Option<Expression> {
        let plain = |(len, value)| (len, value, 0);
        self.iso(at)
            .or_else(|| self.weekday_and_day(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.directed(at))
            .or_else(|| self.single(at))
            .map(plain)
            .or_else(|| self.counted(at))
    }

    /// `2011-10-25`
    fn iso(&self, at: usize) -> Option<(usize, Value)> {
        let word = self.word(at);
        (word.len() == 10)
            .then(|| word.parse().ok())
            .flatten()
            .map(|date| (1, Value::Full(date)))
    }

    /// "Tuesday, October 25": the day of the month tells more, above all in an article without a date.
    fn weekday_and_day(&self, at: usize) -> Option<(usize, Value)> {
        weekday(self.word(at))?;
        let before = 1 + usize::from(self.word(at + 1) == ",");
        let (len, value) = self
            .month_first(at + before)
            .or_else(|| self.day_first(at + before))?;
        let is_day = matches!(
            value,
            Value::MonthDay(..) | Value::Full(PartialDate::Day(_))
        );
        is_day.then_some((before + len, value))
    }

    /// "October 25, 2011", "Oct. 25", "August 2008", "March"
    fn month_first(&self, at: usize) -> Option<(usize, Value)> {
        let month = self.month_at(at)?;
        if let Some(day) = day(self.word(at + 1)) {
            let comma = usize::from(self.word(at + 2) == ",");
            if let Some(year) = year(self.word(at + 2 + comma)) {
                return Some((3 + comma, Value::Full(PartialDate::day(year, month, day)?)));
            }
            // "May 4,000 people": a number that goes on is no day.
            return Some((2, Value::MonthDay(month, day)));
        }
        let of = usize::from(matches!(self.word(at + 1), "of" | ","));
        if let Some(year) = year(self.word(at + 1 + of)) {
            return Some((2 + of, Value::Full(PartialDate::month(year, month)?)));
        }
        // The modal "May" at the start of a sentence is no month; "in May" is one.
        let behind_preposition = at.checked_sub(1).is_some_and(|before| {
            matches!(
                self.word(before),
                "in" | "since"
                    | "until"
                    | "till"
                    | "by"
                    | "of"
                    | "from"
                    | "during"
                    | "late"
                    | "early"
            )
        });
        let name_like =
            self.lower[at].len() > 3 || self.lower[at].ends_with('.') || behind_preposition;
        (name_like).then_some((1, Value::Month(month, Direction::Nearest)))
    }

    /// "25 October 2011", "25th of October"
    fn day_first(&self, at: usize) -> Option<(usize, Value)> {
        let day = day(self.word(at))?;
        let of = usize::from(self.word(at + 1) == "of");
        let month = self.month_at(at + 1 + of)?;
        let comma = usize::from(self.word(at + 2 + of) == ",");
        match year(self.word(at + 2 + of + comma)) {
            Some(year) => Some((
                3 + of + comma,
                Value::Full(PartialDate::day(year, month, day)?),
            )),
            None => Some((2 + of, Value::MonthDay(month, day))),
        }
    }

    /// "last Friday", "next month", "this year", "the previous day", "last November"
    fn directed(&self, at: usize) -> Option<(usize, Value)> {
        let (direction, step) = match self.word(at) {
            "last" | "past" => (Direction::Last, -1),
            "this" => (Direction::Nearest, 0),
            "next" | "coming" => (Direction::Next, 1),
            "previous" => return self.context_step(at, -1),
            "following" => return self.context_step(at, 1),
            _ => return None,
        };
        let next = self.word(at + 1);
        if let Some(day) = weekday(next) {
            return Some((2, Value::Weekday(day, direction)));
        }
        if let Some(month) = self.month_at(at + 1) {
            return Some((2, Value::Month(month, direction)));
        }
        let unit = unit(next)?;
        // "the last two years" and "the next day" are told elsewhere; "the next day" follows an act.
        if self.word(at) == "next" && unit == Unit::Day {
            return Some((2, Value::FromContext(1, Unit::Day)));
        }
        if next.ends_with('s') {
            return Some((2, Value::Past));
        }
        Some((2, Value::FromPublication(step, unit)))
    }

    fn context_step(&self, at: usize, step: i32) -> Option<(usize, Value)> {
        let unit = unit(self.word(at + 1))?;
        Some((2, Value::FromContext(step, unit)))
    }

    /// One word or a fixed phrase.
    fn single(&self, at: usize) -> Option<(usize, Value)> {
        if let Some(day) = weekday(self.word(at)) {
            return Some((1, Value::Weekday(day, Direction::Nearest)));
        }
        if let Some(year) = year(self.word(at)) {
            // A year stands after a preposition or a comma, not before a noun ("2000 troops").
            let before = if at > 0 {
                self.lower[at - 1].as_str()
            } else {
                ""
            };
            let dated = matches!(
                before,
                "in" | "since"
                    | "of"
                    | "by"
                    | "until"
                    | "from"
                    | "during"
                    | "after"
                    | "before"
                    | "early"
                    | "late"
                    | "mid"
                    | "-"
                    | "the"
                    | "between"
                    | "and"
                    | ","
            );
            return dated.then_some((1, Value::Full(PartialDate::Year(year))));
        }
        Some(match self.word(at) {
            "today" | "tonight" | "overnight" => (1, Value::FromPublication(0, Unit::Day)),
            "yesterday" => (1, Value::FromPublication(-1, Unit::Day)),
            "tomorrow" => (1, Value::FromPublication(1, Unit::Day)),
            "recent" if matches!(self.word(at + 1), "years" | "months" | "decades" | "weeks") => {
                (2, Value::Past)
            }
            "previously" | "formerly" | "once" | "earlier"
                if !matches!(self.word(at + 1), "this" | "in" | "on" | "than") =>
            {
                (1, Value::Past)
            }
            _ => return None,
        })
    }

    /// Whether nothing that "before" could govern stands at `at`.
    fn is_closed(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "" | "." | "," | ";" | ":" | "to" | "and" | "but" | "by" | "that" | ")" | "\""
        )
    }

    /// "two days ago", "a day later", "nine months after", "hours before"
    fn counted(&self, at: usize) -> Option<Expression> {
        let (count, width) = match (number(self.word(at)), unit(self.word(at))) {
            (_, Some(_)) if self.word(at).ends_with('s') => (1, 0),
            (Some(count), _) if self.word(at + 1) == "of" => (count, 2),
            (Some(count), _) if matches!(self.word(at + 1), "few" | "couple") => (3.max(count), 2),
            (Some(count), _) => (count, 1),
            _ => return None,
        };
        let unit = unit(self.word(at + width))?;
        let end = at + width + 1;
        let len = width + 1;
        Some(match self.word(end) {
            "ago" => (len + 1, Value::FromPublication(-count, unit), 0),
            "later" | "afterwards" => (len + 1, Value::FromContext(count, unit), 0),
            "earlier" | "previously" => (len + 1, Value::FromContext(-count, unit), 0),
            // "Had called on them the day *before*": from the day of what was told.
            "after" if self.is_closed(end + 1) => (len + 1, Value::FromContext(count, unit), 0),
            "before" if self.is_closed(end + 1) => (len + 1, Value::FromContext(-count, unit), 0),
            "after" => (len, Value::FromContext(count, unit), -1),
            "before" => (len, Value::FromContext(count, unit), 1),
            _ => return None,
        })
    }
}
