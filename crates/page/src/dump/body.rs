//! Which lines of a flattened page are the article's.

use super::cohesion;
use super::features;
use super::lines::Line;
use super::trees::Trees;
use crate::dateline;
use crate::furniture::Furniture;

/// Words of body before a line that closes an article is believed to.
const ENOUGH: usize = 90;

/// The lines of the body: those that the classifier takes and that no plain rule refuses.
pub(crate) fn choose(lines: &[Line], title: Option<usize>) -> Vec<bool> {
    choose_by(Trees::own(), lines, title)
}

/// The same by this classifier.
pub(super) fn choose_by(trees: &Trees, lines: &[Line], title: Option<usize>) -> Vec<bool> {
    let asked: Vec<usize> = (0..lines.len())
        .filter(|at| may_be_body(&lines[*at]))
        .collect();
    let rows = features::rows(lines, title, &asked);
    let mut scores = vec![f32::NEG_INFINITY; lines.len()];
    for (at, score) in asked.into_iter().zip(trees.scores(&rows)) {
        scores[at] = score;
    }
    let mut body: Vec<bool> = scores.iter().map(|score| *score > 0.0).collect();
    take_neighbours(lines, title, &scores, &mut body);
    refuse_furniture(lines, title, &mut body);
    refuse_related(lines, title, &mut body);
    end_at_closing(lines, &mut body);
    end_at_break(lines, &mut body);
    refuse_strays(lines, &mut body);
    start_at_dateline(lines, title, &mut body);
    body
}

/// Whether a line can be one of the body at all: what its words say is furniture, and no prose, is none.
pub(crate) fn may_be_body(line: &Line) -> bool {
    line.furniture().is_none() || line.prose
}

/// How far below the bar a paragraph that goes on with the body may score.
const DOUBTFUL: f32 = -2.5;

/// A paragraph next to one of the body goes on with it, though the furniture around it casts doubt:
/// forwards through the page, and from the body's first line back to the title. Credits, buttons and
/// notices between paragraphs do not part them.
fn take_neighbours(lines: &[Line], title: Option<usize>, scores: &[f32], body: &mut [bool]) {
    let reading: Vec<usize> = (0..lines.len())
        .filter(|i| {
            use Furniture::{Button, Counter, Credit, Notice};
            !matches!(
                lines[*i].furniture(),
                Some(Button | Counter | Credit | Notice)
            )
        })
        .collect();
    let joins = |line: usize, gap: u8, usual: u8| {
        lines[line].prose && scores[line] > DOUBTFUL && gap <= usual
    };
    for pair in reading.windows(2) {
        let (before, line) = (pair[0], pair[1]);
        let usual = lines[before].blanks_before;
        body[line] |=
            body[before] && lines[before].prose && joins(line, lines[line].blanks_before, usual);
    }
    let from = title.map_or(0, |t| t + 1);
    for pair in reading.windows(2).rev() {
        let (line, behind) = (pair[0], pair[1]);
        let near = title.is_some() && line >= from;
        body[line] |= near && body[behind] && lines[behind].prose && joins(line, 0, 0);
    }
}

/// Lines whose words say that they are furniture, and copies of the title.
fn refuse_furniture(lines: &[Line], title: Option<usize>, body: &mut [bool]) {
    for (line, body) in lines.iter().zip(body.iter_mut()).filter(|(_, body)| **body) {
        let refused = match line.furniture() {
            Some(Furniture::Header | Furniture::Related) => !line.prose,
            Some(_) => true,
            None => line.squashed().is_empty() || line.text.is_date(),
        };
        let is_title = title.is_some_and(|t| lines[t].squashed() == line.squashed());
        *body &= !refused && !is_title;
    }
}

/// The items under "Related readings": to the next blank line or paragraph, and everywhere the lines
/// that are the title with another headline behind it.
fn refuse_related(lines: &[Line], title: Option<usize>, body: &mut [bool]) {
    let mut below = false;
    for (i, line) in lines.iter().enumerate() {
        let paragraph = line.prose && line.words >= 15;
        if line.furniture() == Some(Furniture::Related) {
            // A heading of its own, not `Related: …` with its one item.
            below = line.words <= 4;
            continue;
        }
        // The first item may stand behind a blank line.
        let after_heading = i > 0 && lines[i - 1].furniture() == Some(Furniture::Related);
        below = below && !paragraph && (line.blanks_before == 0 || after_heading);
        let titled = title.is_some_and(|t| {
            let title = lines[t].squashed();
            title.len() >= 12
                && line.squashed().len() > title.len()
                && line.squashed().starts_with(title)
        });
        if below || titled && !line.prose {
            body[i] = false;
        }
    }
}

/// What stands behind a closing heading (`Top stories`, `Comments`) is not the article's, once there
/// is enough of it and less behind.
fn end_at_closing(lines: &[Line], body: &mut [bool]) {
    let taken = |body: &[bool], range: std::ops::Range<usize>| -> usize {
        range.filter(|i| body[*i]).map(|i| lines[i].words).sum()
    };
    for (i, line) in lines.iter().enumerate() {
        if line.furniture() != Some(Furniture::Closes) {
            continue;
        }
        let before = taken(body, 0..i);
        let behind = taken(body, i..lines.len());
        if before >= ENOUGH && behind * 2 < before {
            body[i..].fill(false);
            return;
        }
    }
}

/// A gap wider than any between the body's paragraphs parts other items from the article, if what
/// stands behind has hardly a word in common with what stands before.
fn end_at_break(lines: &[Line], body: &mut [bool]) {
    let taken: Vec<usize> = (0..lines.len()).filter(|i| body[*i]).collect();
    let mut widest = 0;
    let mut words = 0;
    for (n, &i) in taken.iter().enumerate() {
        // The gap may stand before a heading that was not taken.
        let since = if n == 0 { i } else { taken[n - 1] + 1 };
        let gap = lines[since..=i]
            .iter()
            .map(|l| l.blanks_before)
            .max()
            .unwrap_or(0);
        if n >= 4 && gap > widest && words >= ENOUGH {
            let behind = &taken[n..];
            let rest: usize = behind.iter().map(|k| lines[*k].words).sum();
            if rest * 2 < words && cohesion::between(lines, &taken[..n], behind) < 0.3 {
                body[i..].fill(false);
                return;
            }
        }
        // Lists of other items within the article stand in wider gaps; they count only where nothing
        // was left out between.
        if n > 0 && since == i {
            widest = widest.max(gap);
        }
        words += lines[i].words;
    }
}

/// Lines that were left out between a line and the body from which on it is none of it.
const STRAY: usize = 2;

/// A body opens with its first paragraph or with lines that stand right before it: what else was taken
/// before that, and is no running text, is a word of a menu.
fn refuse_strays(lines: &[Line], body: &mut [bool]) {
    let Some(mut opening) = (0..lines.len()).find(|i| body[*i] && lines[*i].prose) else {
        return;
    };
    for at in (0..opening).rev().filter(|i| body[*i]).collect::<Vec<_>>() {
        if opening - at > STRAY {
            body[..=at].fill(false);
            return;
        }
        opening = at;
    }
}

/// How many lines of standfirst, captions and buttons may stand before the dateline.
const DATELINE_WITHIN: usize = 14;

/// A dateline opens the body: what was taken before it is standfirst or caption. Looked for from the
/// title on, among the first lines taken.
fn start_at_dateline(lines: &[Line], title: Option<usize>, body: &mut [bool]) {
    let from = title.map_or(0, |t| t + 1);
    let first = body.iter().position(|b| *b).unwrap_or(lines.len());
    let near = lines.len().min(first.saturating_add(DATELINE_WITHIN));
    let opening = (from.min(first)..near).find(|i| {
        lines[*i].prose
            && dateline::at_head(&lines[*i].text)
                .is_some_and(|d| d.place.is_some() && lines[*i].words >= 10)
    });
    if let Some(opening) = opening {
        body[..opening].fill(false);
        body[opening] = true;
    }
}
