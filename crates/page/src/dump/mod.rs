//! Pages flattened to lines of text: no markup says what is body and what is menu, so the lines must.
//!
//! A line classifier ([`body`]) weighs what each line and its neighbours look like; plain rules refuse
//! what names itself as furniture. Title, date, outlet and agency are read from the lines around.

mod body;
mod cohesion;
mod features;
mod lines;
mod outlet;
mod published;
mod signals;
mod title;
mod trees;

use rustc_hash::FxHashSet as HashSet;

use crate::article::Article;
use crate::fetched::Fetched;
use crate::markup::Paragraph;
use crate::markup::scan::Block;
use crate::words::squash;
use crate::{Diagnostic, agency, assemble, markup};

pub(crate) use body::may_be_body;
pub(crate) use lines::{Line, ends_sentence};
pub(crate) use published::{DateLines, Shown};

/// Whether a paragraph reads as sentences of running text.
pub(crate) fn reads_as_prose(text: &str) -> bool {
    text.split(' ').count() >= 9 && ends_sentence(text)
}

/// The rows that the line classifier is trained on: for each line of a flattened page its text and
/// its columns. For the training script only.
#[doc(hidden)]
pub fn training_rows(page: &str) -> Vec<(String, Vec<f32>)> {
    let lines = lines::read(page);
    let title = title_of(&lines);
    let all: Vec<usize> = (0..lines.len()).collect();
    let rows = features::rows(&lines, title, &all);
    lines
        .into_iter()
        .zip(rows)
        .map(|(line, row)| (line.text.to_string(), row.to_vec()))
        .collect()
}

/// The lines that the reader takes of a flattened page with this classifier, in the form that the
/// training script writes; `None` where it has another. For the training script only.
#[doc(hidden)]
pub fn body_by(trees: &str, page: &str) -> Option<Vec<String>> {
    let trees = trees::Trees::read(trees)?;
    let lines = lines::read(page);
    let body = body::choose_by(&trees, &lines, title_of(&lines));
    let taken = lines.into_iter().zip(body).filter(|(_, body)| *body);
    Some(taken.map(|(line, _)| line.text.to_string()).collect())
}

/// Reads a flattened page into `article`, whose id, input, URL, outlet and date the input may have
/// told.
pub(crate) fn read(text: &str, fetched: Fetched, article: &mut Article) {
    let kept = &text[..text.floor_char_boundary(assemble::MOST_TEXT)];
    if kept.len() < text.len() {
        article.diagnostics.push(Diagnostic::CutShort {
            kept: kept.len() as u64,
            of: text.len() as u64,
        });
    }
    let lines = lines::read(kept);
    let title = title_of(&lines);
    let body = body::choose(&lines, title);
    let headline = title.map(|t| markup::without_site(&lines[t].text, None));
    let headline = headline.map(|t| markup::without_desk_marks(&t).to_owned());
    let mut paragraphs: Vec<&str> = lines
        .iter()
        .zip(&body)
        .filter(|(_, body)| **body)
        .map(|(line, _)| &**line.text)
        .collect();
    let named = paragraphs.first_mut().and_then(|lead| {
        let (name, length) = outlet::at_head(lead)?;
        *lead = &lead[length..];
        Some(name)
    });
    if article.outlet.is_none() {
        article.outlet = named.or_else(|| outlet::choose(&lines, headline.as_deref(), &body));
    }
    article.agency = credit(&lines, title, &body);
    let dates = published::choose(&lines, title, &body, fetched);
    if article.published.is_none() {
        article.published = dates.published;
    }
    article.modified = dates.modified;
    if article
        .published
        .as_ref()
        .is_none_or(|p| p.date.first_day().is_none())
        && let Some(told) = article.url.as_deref().and_then(markup::in_url)
        && fetched.allows(told.date)
    {
        article.published = Some(told);
    }
    assemble::fill(article, headline, &paragraphs, fetched);
    assemble::tell_future(article, dates.future);
}

/// Lines between prose lines of one stretch, as the search for the title takes it.
const TITLE_GAP: usize = 8;

/// The blocks of an HTML page as the lines of a flattened one.
pub(crate) fn lines_of(blocks: &[Block]) -> Vec<Line> {
    lines::of_blocks(blocks)
}

/// The paragraphs that the line classifier takes among the lines of an HTML page.
pub(crate) fn body_of_lines<'a>(lines: &'a [Line], title: Option<&str>) -> Vec<&'a Line> {
    let squashed = title.map(squash);
    let body_from = lines::main_stretch(lines, TITLE_GAP).map_or(0, |(first, _)| first);
    let title = squashed
        .and_then(|t| {
            lines[..body_from]
                .iter()
                .rposition(|line| line.squashed() == t)
        })
        .or_else(|| title_of(lines));
    let body = body::choose(lines, title);
    lines
        .iter()
        .zip(body)
        .filter(|(_, body)| *body)
        .map(|(line, _)| line)
        .collect()
}

/// What the visible text around an HTML page's article tells of it.
pub(crate) struct Around {
    pub outlet: Option<String>,
    pub agency: Option<String>,
    pub dates: DateLines,
}

/// Reads the lines around the paragraphs of an HTML page as those of a flattened one.
pub(crate) fn around(
    lines: &[Line],
    headline: Option<&str>,
    paragraphs: &[Paragraph],
    fetched: Fetched,
) -> Around {
    let taken: HashSet<&str> = paragraphs.iter().map(|p| p.squashed()).collect();
    let body: Vec<bool> = lines
        .iter()
        .map(|line| taken.contains(line.squashed()))
        .collect();
    let first = body.iter().position(|b| *b).unwrap_or(lines.len());
    let squashed = headline.map(squash);
    let title = squashed.and_then(|t| lines[..first].iter().rposition(|line| line.squashed() == t));
    // Without the title among the lines or a paragraph, nothing tells which lines are near.
    let anchored = title.is_some() || first < lines.len();
    Around {
        outlet: outlet::choose(lines, headline, &body),
        agency: credit(lines, title, &body),
        dates: if anchored {
            published::choose(lines, title, &body, fetched)
        } else {
            published::DateLines::default()
        },
    }
}

/// The title stands before the first line of the page's longest stretch of prose.
fn title_of(lines: &[lines::Line]) -> Option<usize> {
    let (first, _) = lines::main_stretch(lines, TITLE_GAP)?;
    title::choose(lines, first)
}

/// How far from the body a credit line may stand.
const CREDIT_WITHIN: usize = 4;

/// The agency that a line between title and body, or right below the body, credits.
fn credit(lines: &[lines::Line], title: Option<usize>, body: &[bool]) -> Option<String> {
    let first = body.iter().position(|b| *b)?;
    let last = body.iter().rposition(|b| *b)?;
    let from = title.map_or(first.saturating_sub(CREDIT_WITHIN), |t| t.min(first));
    let above = lines[from..first].iter();
    let below = lines[last + 1..(last + 1 + CREDIT_WITHIN).min(lines.len())].iter();
    above
        .chain(below)
        .find_map(|line| agency::in_credit_line(&line.text))
        .map(str::to_owned)
}
