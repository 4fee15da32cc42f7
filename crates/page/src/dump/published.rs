//! The date line of a flattened page.

use std::sync::LazyLock;

use detente_calendar::Precision;
use regex::Regex;

use super::lines::Line;
use crate::article::{Published, PublishedFrom};
use crate::date_forms::{self, FoundDate};
use crate::furniture::Furniture;

/// Words that say what a date is.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:published|posted|updated|last updated|last modified|modified|created|issued|release date|date|publication)\b")
        .expect("the pattern is fixed")
});

/// How far around the title a date line may stand.
const ABOVE_TITLE: usize = 4;
const WITHOUT_TITLE: usize = 6;
const BELOW_TITLE: usize = 14;
const BELOW_BODY: usize = 6;

/// Longest line that can be a date line, in bytes.
const LONGEST: usize = 160;

/// The date line between title and body, above the title, or labelled below the body.
pub(crate) fn choose(lines: &[Line], title: Option<usize>, body: &[bool]) -> Option<Published> {
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
    let zones = [below_title..start, from..below_title];
    let labelled = |line: &&Line| LABEL.is_match(&line.text);
    let in_zone = |zone: &std::ops::Range<usize>| {
        lines[zone.clone()].iter().filter(|line| is_date_line(line))
    };
    let below = lines[last..(last + BELOW_BODY).min(lines.len())]
        .iter()
        .filter(|line| is_date_line(line));
    let candidates = zones
        .iter()
        .flat_map(|zone| in_zone(zone).filter(labelled))
        .chain(zones.iter().flat_map(in_zone))
        .chain(below.filter(labelled));
    let mut yearless = None;
    for line in candidates {
        let Some(found) = date_forms::find_date(&line.text) else {
            continue;
        };
        let told = published(line, found);
        match told.date.precision() {
            Precision::Day => return Some(told),
            Precision::MonthDay => yearless = yearless.or(Some(told)),
            // `Best of 2025`, `March 2011`: a headline's year is no date line.
            Precision::Month | Precision::Year => {}
        }
    }
    yearless
}

fn published(line: &Line, found: FoundDate) -> Published {
    let evidence = line.text[found.range].to_owned();
    Published {
        date: found.date,
        time: found.time,
        from: PublishedFrom::Text,
        evidence,
    }
}

/// Whether a line is short, no sentence, and not a year of something else (`Copyright 2011`).
fn is_date_line(line: &Line) -> bool {
    let copyright = line.furniture == Some(Furniture::Notice) || line.text.contains('©');
    line.text.len() <= LONGEST && !copyright && (!line.prose || line.words <= 12)
}
