//! GDELT 2.0 mentions: a row for each piece of evidence.

use crate::Coded;
use crate::layout::bibliography::number;

use super::line::Line;
use super::{Provenance, dates};

/// GDELT's number for pages of the web; other inputs are citations (5).
const FROM_THE_WEB: u8 = 1;
const FROM_A_CITATION: u8 = 5;

pub(super) fn write(coded: &Coded, made_by: &Provenance, out: &mut Vec<u8>) {
    let article = &coded.article;
    let length = article.text.chars().count();
    for event in &coded.coding.events {
        for piece in &event.evidence {
            let mut line = Line::new(out);
            let published = dates::day(event.published).map(dates::timestamp);
            line.shown(number(&event.id));
            line.maybe(published.as_ref());
            line.maybe(published.as_ref());
            line.shown(if article.url.is_some() {
                FROM_THE_WEB
            } else {
                FROM_A_CITATION
            });
            line.maybe(article.outlet.as_ref());
            line.text(article.url.as_deref().unwrap_or(&article.input));
            line.shown(piece.sentence + 1);
            for party in [&event.source, &event.target] {
                match party.span {
                    Some(span) => line.shown(span.start),
                    None => line.shown(-1),
                }
            }
            line.shown(piece.start);
            line.shown(1);
            line.maybe(event.confidence.map(|share| (share * 100.0).round()));
            line.shown(length);
            line.empty(2);
            line.text(&format!("{};{}", made_by.program, made_by.lexicon));
            out.push(b'\n');
        }
    }
}
