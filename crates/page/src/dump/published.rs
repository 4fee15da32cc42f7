//! The date lines of a flattened page.

use std::ops::Range;
use std::sync::LazyLock;

use detente_calendar::Precision;
use jiff::civil::Date;
use regex::Regex;

use super::lines::Line;
use crate::article::{Published, PublishedFrom};
use crate::date_forms;
use crate::fetched::Fetched;
use crate::furniture::Furniture;

/// Words that say that a date is the one of publication.
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:published|posted|created|issued|release date|date|publication)\b")
        .expect("the pattern is fixed")
});

/// Words that say that a date is the one of a change.
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:updated|modified|reviewed|edited|revised)\b")
        .expect("the pattern is fixed")
});

/// How far around the title a date line may stand.
const ABOVE_TITLE: usize = 4;
const WITHOUT_TITLE: usize = 6;
const BELOW_TITLE: usize = 14;
const BELOW_BODY: usize = 6;

/// Longest line that can be a date line, in bytes.
const LONGEST: usize = 160;

/// Most words of a line that labels the date on the next one (`Posted on`).
const LABEL_WORDS: usize = 3;

/// What the date lines tell.
#[derive(Debug, Default)]
pub(crate) struct DateLines {
    pub published: Option<Published>,
    pub modified: Option<Published>,
    /// The date that stands with the headline, between title and body or labelled above the title: that of
    /// publication, or of a change where that is all that readers are told.
    pub shown: Option<Shown>,
    /// All days that stand around the article.
    pub days: Vec<Date>,
    /// The first date around the article that lies behind the day it was fetched, and so is none of its own.
    pub future: Option<Published>,
}

/// The date under a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub date: Published,
    /// Whether its line says that it is one of publication or of change.
    pub is_labelled: bool,
}

/// What a date line says that its date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Modified,
}

/// A date line with its dates.
struct DateLine {
    /// The date, but for one that the line says is of a change.
    published: Option<Published>,
    modified: Option<Published>,
    is_labelled: bool,
    /// Its date of publication, if that lies behind the day on which the page was fetched.
    future: Option<Published>,
}

/// The date line between title and body, above the title, or labelled below the body; else the one
/// date that the page says it was published on, or its only date line.
pub(crate) fn choose(
    lines: &[Line],
    title: Option<usize>,
    body: &[bool],
    fetched: Fetched,
) -> DateLines {
    let first = body.iter().position(|b| *b).unwrap_or(lines.len());
    let last = body.iter().rposition(|b| *b).map_or(first, |last| last + 1);
    // With a title, its first paragraph ends the head of the article; a standfirst may stand between.
    let start = title.map_or(first, |t| {
        (t + 1..lines.len().min(t + BELOW_TITLE))
            .find(|i| lines[*i].prose && lines[*i].words >= 20 && !is_date_line(&lines[*i]))
            .unwrap_or(lines.len().min(t + BELOW_TITLE))
    });
    let from = title.map_or(first.saturating_sub(WITHOUT_TITLE), |t| {
        t.saturating_sub(ABOVE_TITLE)
    });
    let below_title = title.map_or(from, |t| t + 1);
    let read = |zone: Range<usize>| -> Vec<DateLine> {
        zone.filter_map(|at| date_line(lines, at, fetched))
            .collect()
    };
    let headed = read(below_title..start.max(below_title));
    let above = read(from..below_title);
    let below = read(last..(last + BELOW_BODY).min(lines.len()));
    let of_day = |told: &Published| told.date.precision() == Precision::Day;
    let days = |zone: &[DateLine], labelled: bool| {
        zone.iter()
            .filter(|line| line.is_labelled || !labelled)
            .filter_map(|line| line.published.clone())
            .find(of_day)
    };
    let modified = [&headed, &above, &below]
        .into_iter()
        .flatten()
        .filter_map(|line| line.modified.clone())
        .find(of_day);
    let near = days(&headed, true)
        .or_else(|| days(&above, true))
        .or_else(|| days(&headed, false));
    let shown = shown(&headed, &above);
    let all = || [&headed, &above, &below].into_iter().flatten();
    let days_told = all()
        .flat_map(|line| line.published.iter().chain(&line.modified))
        .filter(|told| of_day(told))
        .filter_map(|told| told.date.first_day())
        .collect();
    let published = near
        .or_else(|| days(&above, false))
        .or_else(|| days(&below, true))
        .or_else(|| modified.clone())
        .or_else(|| only_date(lines, fetched))
        .or_else(|| {
            // `Best of 2025`, `March 2011`: a headline's year is no date line.
            [&headed, &above]
                .into_iter()
                .flatten()
                .filter_map(|line| line.published.clone())
                .find(|told| told.date.precision() == Precision::MonthDay)
        });
    DateLines {
        published,
        modified,
        shown,
        days: days_told,
        future: all().find_map(|line| line.future.clone()),
    }
}

/// The date that readers find with the headline: a labelled one of publication first, then any between
/// title and body, then one of change, then an unlabelled one above the title.
fn shown(headed: &[DateLine], above: &[DateLine]) -> Option<Shown> {
    let of_day = |told: &Option<Published>| {
        told.clone()
            .filter(|told| told.date.precision() == Precision::Day)
    };
    let published = |zone: &[DateLine], labelled: bool| {
        zone.iter()
            .filter(|line| line.is_labelled || !labelled)
            .find_map(|line| Some((of_day(&line.published)?, line.is_labelled)))
    };
    let changed = |zone: &[DateLine]| {
        zone.iter()
            .find_map(|line| Some((of_day(&line.modified)?, true)))
    };
    published(headed, true)
        .or_else(|| published(above, true))
        .or_else(|| published(headed, false))
        .or_else(|| changed(headed))
        .or_else(|| changed(above))
        .or_else(|| published(above, false))
        .map(|(date, is_labelled)| Shown { date, is_labelled })
}

/// The day that all lines which say so were published on, else that of all lines which are dates. Of
/// several days none is this page's for sure: lists of other items have dates too.
fn only_date(lines: &[Line], fetched: Fetched) -> Option<Published> {
    let mut labelled: Option<Published> = None;
    let mut bare: Option<Published> = None;
    let (mut labelled_agree, mut bare_agree) = (true, true);
    for at in 0..lines.len() {
        let Some(line) = date_line(lines, at, fetched) else {
            continue;
        };
        let Some(told) = line.published else {
            continue;
        };
        if told.date.precision() != Precision::Day {
            continue;
        }
        let (kept, agree) = if line.is_labelled {
            (&mut labelled, &mut labelled_agree)
        } else if lines[at].text.is_date() {
            (&mut bare, &mut bare_agree)
        } else {
            continue;
        };
        match kept {
            Some(before) => *agree &= before.date == told.date,
            None => *kept = Some(told),
        }
    }
    let sure = |kept: Option<Published>, agree: bool| kept.filter(|_| agree);
    sure(labelled, labelled_agree).or_else(|| sure(bare, bare_agree))
}

/// Reads the line at `at` as a date line.
fn date_line(lines: &[Line], at: usize, fetched: Fetched) -> Option<DateLine> {
    let line = &lines[at];
    let text: &str = &line.text;
    if !is_like_date_line(line) {
        return None;
    }
    line.text.date()?;
    if is_copyright(line) {
        return None;
    }
    let before = at
        .checked_sub(1)
        .map(|above| &lines[above])
        .filter(|above| above.words <= LABEL_WORDS)
        .and_then(|above| label(&above.text));
    let changed = CHANGED.find(text);
    let first = FIRST.find(text);
    let (published, modified) = match (first, changed) {
        (Some(first), Some(changed)) if first.start() < changed.start() => (
            told(text, 0..changed.start()),
            told_from(text, changed.end()),
        ),
        (Some(first), Some(changed)) => (
            told_from(text, first.end()),
            told(text, changed.end()..first.start()),
        ),
        (None, Some(changed)) => (
            told(text, 0..changed.start()),
            told_from(text, changed.end()),
        ),
        (None, None) if before == Some(Label::Modified) => (None, told(text, 0..text.len())),
        (_, None) => (told(text, 0..text.len()), None),
    };
    let possible = |told: &Published| fetched.allows(told.date);
    let (published, future) = match published {
        Some(told) if !possible(&told) => (None, Some(told)),
        published => (published, None),
    };
    Some(DateLine {
        published,
        modified: modified.filter(possible),
        future,
        is_labelled: first.is_some() || before == Some(Label::Published) && changed.is_none(),
    })
}

/// What a line that labels another says.
fn label(text: &str) -> Option<Label> {
    if CHANGED.is_match(text) {
        Some(Label::Modified)
    } else {
        FIRST.is_match(text).then_some(Label::Published)
    }
}

fn told_from(text: &str, start: usize) -> Option<Published> {
    told(text, start..text.len())
}

fn told(text: &str, part: Range<usize>) -> Option<Published> {
    let found = date_forms::find_date(&text[part.clone()])?;
    let evidence = text[part][found.range].to_owned();
    Some(Published {
        date: found.date,
        time: found.time,
        from: PublishedFrom::Text,
        evidence,
    })
}

/// Whether a line is short, no sentence, and not a year of something else (`Copyright 2011`).
fn is_date_line(line: &Line) -> bool {
    is_like_date_line(line) && !is_copyright(line)
}

fn is_like_date_line(line: &Line) -> bool {
    line.text.len() <= LONGEST && (!line.prose || line.words <= 12)
}

fn is_copyright(line: &Line) -> bool {
    line.text.contains('©') || line.furniture() == Some(Furniture::Notice)
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn chosen(page: &str, title: Option<usize>) -> (Option<String>, Option<String>) {
        let lines = lines::read(page);
        let body: Vec<bool> = lines.iter().map(|l| l.prose && l.words > 12).collect();
        let dates = choose(&lines, title, &body, Fetched::default());
        let day = |told: Option<Published>| told.map(|p| p.date.to_string());
        (day(dates.published), day(dates.modified))
    }

    const BODY: &str = "The envoys of both countries met in Oslo on Monday, and agreed to meet again in spring, an official said.";

    #[test]
    fn publication_and_change_are_told_apart() {
        for head in [
            "Published 14 February 2011 | Updated 16 February 2011",
            "Updated: 16 February 2011, first published 14 February 2011",
            "14 February 2011\n\nLast updated on 16 February 2011",
            "Posted on\n\n14 February 2011\n\nUpdated\n\n16 February 2011",
        ] {
            let page = format!("Envoys meet in Oslo again\n\n{head}\n\n{BODY}\n\n{BODY}");
            assert_eq!(
                chosen(&page, Some(0)),
                (Some("2011-02-14".into()), Some("2011-02-16".into())),
                "{head}"
            );
        }
    }

    #[test]
    fn a_date_of_several_far_away_is_nobodys() {
        let items = "\n\nFerry strike ends\n\n3 May 2012\n\nHarbour opens\n\n9 June 2013";
        let page = format!(
            "Envoys meet in Oslo again\n\n{BODY}\n\n{BODY}\n\nMore\n\nA\n\nB\n\nC\n\nD\n\nE\n\nF{items}"
        );
        assert_eq!(chosen(&page, Some(0)).0, None);
        let page = format!("{page}\n\nPublished 14 February 2011");
        assert_eq!(chosen(&page, Some(0)).0.as_deref(), Some("2011-02-14"));
    }
}
