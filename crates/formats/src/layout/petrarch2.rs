//! PETRARCH2's output. Its column of URLs is there only where an article has one, so that rows differ
//! in length; ours keep it always, empty where there is none.

use detente_coding::record::Event;
use detente_page::record::ArticleRecord;

use super::line::Line;
use super::{Held, dates, phoenix};

pub(super) fn cells(event: &Event, article: &ArticleRecord, line: &mut Line<'_>) -> Held {
    line.maybe(dates::day(event.published).map(dates::compact));
    line.text(&event.source.code);
    line.text(&event.target.code);
    line.text(&event.cameo);
    line.text(&phoenix::issues(&event.issues));
    line.text(&phoenix::sentences(event));
    line.maybe(article.url.as_ref());
    line.text(article.outlet.as_deref().unwrap_or("NULL"));
    Held::Yes
}
