//! Text that arrives ready: a field of a table or a JSONL line, without page furniture.

use std::ops::Range;

use jiff::civil::Date;

use crate::article::{Article, Dateline, Published, PublishedFrom};
use crate::assemble::MOST_TEXT;
use crate::fetched::Fetched;
use crate::{Diagnostic, agency, date_forms, dateline, language, paragraphs};

/// A ready text and what its record tells about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextInput {
    /// The record's own id; without one the article gets a content hash.
    pub id: Option<String>,
    /// The text, kept unchanged, but that NUL characters become blanks and what goes beyond 2 MiB is
    /// cut, both with a diagnostic.
    pub text: String,
    /// The headline, if the record has it apart.
    pub title: Option<String>,
    /// The date of publication in any usual form (`2011-02-14`, `26-FEB-1987 15:01:01.79`,
    /// `Mon, 14 Feb 2011 21:37:00 +0300`, `Feb 14, 2011`).
    pub published: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The medium.
    pub outlet: Option<String>,
    /// The path or archive record it came from.
    pub input: String,
    /// The day it was fetched, where that is known: no later date is taken for that of publication.
    pub fetched: Option<Date>,
}

impl Article {
    /// Makes an article of a text that arrives ready. A date that cannot be read is a diagnostic.
    ///
    /// ```
    /// use detente_page::{Article, TextInput};
    /// let article = Article::from_text(TextInput {
    ///     text: "Talks resume\n\nMOSCOW, July 25 (Interfax) - Envoys met.".to_owned(),
    ///     title: Some("Talks resume".to_owned()),
    ///     published: Some("25-JUL-2012 10:00".to_owned()),
    ///     ..TextInput::default()
    /// });
    /// assert_eq!(article.title_span, Some(0..12));
    /// assert_eq!(article.paragraphs.len(), 1);
    /// assert_eq!(article.dateline.unwrap().place.as_deref(), Some("MOSCOW"));
    /// assert_eq!(article.published.unwrap().date.to_string(), "2012-07-25");
    /// ```
    pub fn from_text(input: TextInput) -> Self {
        let mut diagnostics = Vec::new();
        let text = within_limit(without_nul(input.text, &mut diagnostics), &mut diagnostics);
        let title = input
            .title
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty());
        let mut ranges = paragraphs::of_text(&text);
        let title_span = title_at_head(&text, title.as_deref(), &mut ranges);
        let dateline = take_dateline(&text, &mut ranges);
        let published = input
            .published
            .as_deref()
            .and_then(|given| read_published(given, &mut diagnostics))
            .and_then(|told| Fetched(input.fetched).checked(told, &mut diagnostics));
        let agency = dateline
            .as_ref()
            .and_then(|d| d.agency.clone())
            .or_else(|| {
                let lead = ranges.first().and_then(|r| text.get(r.clone()))?;
                agency::in_lead(lead).map(str::to_owned)
            });
        if ranges.is_empty() {
            diagnostics.push(Diagnostic::NoBody);
        }
        let url = input.url.filter(|u| !u.trim().is_empty());
        Self {
            id: input
                .id
                .unwrap_or_else(|| Self::content_id(url.as_deref(), &text)),
            input: input.input,
            url,
            title,
            outlet: input.outlet.filter(|o| !o.trim().is_empty()),
            agency,
            published,
            dateline,
            language: language::of(&text, &ranges, None),
            authors: Vec::new(),
            section: None,
            modified: None,
            title_span,
            paragraphs: ranges
                .into_iter()
                .map(|r| r.start as u32..r.end as u32)
                .collect(),
            text,
            diagnostics,
        }
    }
}

/// Reads a date that a record or a page's metadata gives; says so where it cannot.
pub(crate) fn read_published(given: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Published> {
    if given.trim().is_empty() {
        return None;
    }
    let Some(found) = date_forms::read_date(given) else {
        let text = given[..given.floor_char_boundary(200)].to_owned();
        diagnostics.push(Diagnostic::UnreadableDate { text });
        return None;
    };
    Some(Published {
        date: found.date,
        time: found.time,
        from: PublishedFrom::Input,
        evidence: given[found.range].to_owned(),
    })
}

/// Blanks for NULs: the text keeps its offsets, and nothing behind chokes on them.
fn without_nul(text: String, diagnostics: &mut Vec<Diagnostic>) -> String {
    let count = text.bytes().filter(|b| *b == 0).count() as u32;
    if count == 0 {
        return text;
    }
    diagnostics.push(Diagnostic::NulBytes { count });
    text.replace('\0', " ")
}

/// A text of more than [`MOST_TEXT`] bytes is no article; its beginning is read.
fn within_limit(mut text: String, diagnostics: &mut Vec<Diagnostic>) -> String {
    let whole = text.len();
    text.truncate(text.floor_char_boundary(MOST_TEXT));
    if text.len() < whole {
        diagnostics.push(Diagnostic::CutShort {
            kept: text.len() as u64,
            of: whole as u64,
        });
    }
    text
}

/// Takes the title out of the paragraphs where it opens the text.
fn title_at_head(
    text: &str,
    title: Option<&str>,
    ranges: &mut Vec<Range<usize>>,
) -> Option<Range<u32>> {
    let title = title?;
    let first = ranges.first()?.clone();
    let rest = text[first.start..].strip_prefix(title)?;
    if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        return None;
    }
    let end = first.start + title.len();
    while ranges.first().is_some_and(|r| r.end <= end) {
        ranges.remove(0);
    }
    if let Some(range) = ranges.first_mut()
        && range.start < end
    {
        let tail = &text[end..range.end];
        range.start = end + (tail.len() - tail.trim_start().len());
    }
    Some(first.start as u32..end as u32)
}

/// Takes the dateline off the first paragraph.
pub(crate) fn take_dateline(text: &str, ranges: &mut [Range<usize>]) -> Option<Dateline> {
    let first = ranges.first_mut()?;
    let found = dateline::at_head(&text[first.clone()])?;
    let span = (first.start + found.range.start) as u32..(first.start + found.range.end) as u32;
    first.start += found.body;
    Some(Dateline {
        place: found.place,
        date: found.date,
        agency: found.agency,
        span,
    })
}
