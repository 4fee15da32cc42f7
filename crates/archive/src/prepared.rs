//! Coded articles as the ledger's rows will have them: all that can be made of them without the ledger.

use detente_coding::record::{Coding, Event, Position, Quote};
use detente_formats::Coded;
use detente_page::record::ArticleRecord;
use serde::Serialize;

use crate::tags::{self, Tags};
use crate::text::{Packer, StoredArticle};
use crate::{ArchiveError, Family, store};

/// Makes articles ready to be put into a ledger. Of each thread its own.
#[derive(Default)]
pub struct Preparer {
    packer: Packer,
    json: Vec<u8>,
}

impl std::fmt::Debug for Preparer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preparer").finish_non_exhaustive()
    }
}

/// An article that is ready to be put into a ledger: [`Writer::put_prepared`](crate::Writer::put_prepared).
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Without its texts, which are in `packed`.
    pub(crate) article: ArticleRecord,
    /// Tells codings of one article apart.
    pub(crate) digest: String,
    pub(crate) packed: Vec<u8>,
    pub(crate) tags: Tags,
    pub(crate) events: Vec<Row<Event>>,
    pub(crate) quotes: Vec<Row<Quote>>,
    pub(crate) positions: Vec<Row<Position>>,
}

/// A record with its JSON and the terms that it is found by.
#[derive(Debug, Clone)]
pub(crate) struct Row<T> {
    pub record: T,
    pub json: String,
    pub tags: Tags,
}

impl Preparer {
    /// Makes an article ready.
    ///
    /// # Errors
    /// If its text cannot be compressed, as where memory is out.
    pub fn prepare(&mut self, coded: Coded) -> Result<Prepared, ArchiveError> {
        let digest = self.digest(&coded);
        let Coded { article, coding } = coded;
        let Coding {
            events,
            quotes,
            positions,
            diagnostics,
        } = coding;
        let page = tags::of_page(&article);
        let events = rows(events, &page, tags::of_event)?;
        let quotes = rows(quotes, &page, tags::of_quote)?;
        let positions = rows(positions, &page, tags::of_position)?;
        let mut stored = StoredArticle {
            article,
            diagnostics,
        };
        let packed = self
            .packer
            .pack(&stored)
            .map_err(|detail| ArchiveError::Damaged {
                family: Family::Article.name(),
                key: 0,
                detail,
            })?;
        stored.article.text = String::new();
        stored.article.body = String::new();
        let of_records = tags_of(&events)
            .chain(tags_of(&quotes))
            .chain(tags_of(&positions));
        Ok(Prepared {
            article: stored.article,
            digest,
            packed,
            tags: tags::of_article(page, of_records),
            events,
            quotes,
            positions,
        })
    }

    fn digest(&mut self, coded: &Coded) -> String {
        self.json.clear();
        // Records have string keys and are written to memory, which cannot fail.
        let _ = serde_json::to_writer(&mut self.json, &coded.article);
        let _ = serde_json::to_writer(&mut self.json, &coded.coding);
        blake3::hash(&self.json).to_hex()[..32].to_owned()
    }
}

impl Prepared {
    /// About how many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        let records =
            json_bytes(&self.events) + json_bytes(&self.quotes) + json_bytes(&self.positions);
        // A record is held as it is and as JSON.
        self.packed.len() + 2 * records
    }
}

fn json_bytes<T>(rows: &[Row<T>]) -> usize {
    rows.iter().map(|row| row.json.len()).sum()
}

fn tags_of<T>(rows: &[Row<T>]) -> impl Iterator<Item = &tags::Tag> {
    rows.iter().flat_map(|row| &row.tags)
}

fn rows<T: Serialize>(
    records: Vec<T>,
    page: &Tags,
    tags: impl Fn(&T) -> Tags,
) -> Result<Vec<Row<T>>, ArchiveError> {
    records
        .into_iter()
        .map(|record| {
            Ok(Row {
                json: store::json(&record)?,
                tags: tags::with(tags(&record), page),
                record,
            })
        })
        .collect()
}
