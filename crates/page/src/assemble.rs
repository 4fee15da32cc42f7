//! Title and paragraphs to the article's text and its ranges.

use crate::article::{Article, Published, PublishedFrom};
use crate::fetched::{Fetched, of_future};
use crate::{Diagnostic, agency, language, ready};

/// A page's text beyond this is not kept: the longest news reports have a tenth of it.
pub(crate) const MOST_TEXT: usize = 2 << 20;

/// Says that the only date around an article without one lies in the future. Beside another date it is that of
/// something announced.
pub(crate) fn tell_future(article: &mut Article, future: Option<Published>) {
    let is_told = article
        .diagnostics
        .iter()
        .any(|d| matches!(d, Diagnostic::FutureDate { .. }));
    if let Some(future) = future
        && article.published.is_none()
        && !is_told
    {
        article.diagnostics.push(of_future(future));
    }
}

/// Writes title, blank line, and paragraphs parted by blank lines into `article`, takes the dateline
/// off the first paragraph, and fills what follows from them: agency and id.
pub(crate) fn fill(
    article: &mut Article,
    title: Option<String>,
    paragraphs: &[&str],
    fetched: Fetched,
) {
    let mut text = String::new();
    if let Some(title) = &title {
        text.push_str(title);
        article.title_span = Some(0..text.len() as u32);
    }
    let mut ranges = Vec::with_capacity(paragraphs.len());
    let whole: usize = paragraphs.iter().map(|text| text.len()).sum();
    for paragraph in paragraphs {
        let room = MOST_TEXT.saturating_sub(text.len());
        let kept = &paragraph[..paragraph.floor_char_boundary(room)];
        if !kept.is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            ranges.push(text.len()..text.len() + kept.len());
            text.push_str(kept);
        }
        if kept.len() < paragraph.len() {
            article.diagnostics.push(Diagnostic::CutShort {
                kept: text.len() as u64,
                of: whole as u64,
            });
            break;
        }
    }
    article.title = title;
    article.dateline = ready::take_dateline(&text, &mut ranges);
    if ranges.is_empty() {
        article.diagnostics.push(Diagnostic::NoBody);
    }
    let dateline_agency = article.dateline.as_ref().and_then(|d| d.agency.clone());
    let lead = || {
        ranges
            .first()
            .and_then(|r| agency::in_lead(&text[r.clone()]))
            .map(str::to_owned)
    };
    article.agency = dateline_agency.or_else(lead).or(article.agency.take());
    article.language = language::of(&text, &ranges, article.language.take());
    if article.id.is_empty() {
        article.id = Article::content_id(article.url.as_deref(), &text);
    }
    article.paragraphs = ranges
        .into_iter()
        .map(|r| r.start as u32..r.end as u32)
        .collect();
    article.text = text;
    if article.published.is_none()
        && let Some(dateline) = &article.dateline
        && let Some(date) = dateline.date
        && fetched.allows(date)
    {
        let evidence = article.slice(&dateline.span).to_owned();
        article.published = Some(Published {
            date,
            time: None,
            from: PublishedFrom::Dateline,
            evidence,
        });
    }
}
