//! Stories: articles on the same happening, grouped in the order in which they came.

use std::collections::BTreeMap;

use detente_stories::{ArticleKey, StoryId, StoryStream};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use crate::lists::{ARTICLE_COLUMNS, article_row};
use crate::story_rows::{Counted, OpenStories, Touched};
use crate::text::StoredArticle;
use crate::{ArchiveError, ArticleRow, Day, Reader, Writer};

/// Articles that are grouped in one transaction.
pub(crate) const BATCH: usize = 2000;
/// Grouped articles that are read again when a writer begins, so that their stories stay open.
const REMEMBERED: usize = 2000;
/// The name under which the ledger keeps the last change that was grouped.
const MARK: &str = "stories_seq";

/// A story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// Its id, which never changes.
    pub id: String,
    /// A headline of it.
    pub title: String,
    /// First day of publication.
    pub first: Day,
    /// Last day of publication.
    pub last: Day,
    /// Its articles, copies too.
    pub articles: u64,
    /// Different media among them.
    pub outlets: u64,
}

impl Writer {
    /// Groups the articles that came since it was last done. Gives how many were.
    ///
    /// # Errors
    /// If the ledger cannot be read or written.
    pub fn group_stories(&mut self) -> Result<u64, ArchiveError> {
        let mut open = self.take_stories()?;
        let mut grouped = 0;
        loop {
            let transaction = self
                .ledger
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let batch = group_batch(&transaction, &mut open)?;
            transaction.commit()?;
            grouped += batch as u64;
            if batch < BATCH {
                break;
            }
        }
        self.stories = Some(open);
        Ok(grouped)
    }

    /// Takes the open stories out, which must be given back once what was grouped is committed: those that
    /// were not are opened anew.
    pub(crate) fn take_stories(&mut self) -> Result<OpenStories, ArchiveError> {
        match self.stories.take() {
            Some(open) => Ok(open),
            None => self.open_stories(),
        }
    }

    /// The stories that the newest articles belong to, open.
    fn open_stories(&self) -> Result<OpenStories, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT a.key, a.record, s.story FROM articles AS a JOIN story_articles AS s ON s.article = a.id
             ORDER BY a.seq DESC LIMIT ?1",
        )?;
        let mut rows = select.query([REMEMBERED as i64])?;
        let mut newest = Vec::new();
        while let Some(row) = rows.next()? {
            let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            newest.push((
                StoredArticle::unpack(row.get(0)?, packed)?,
                row.get::<_, String>(2)?,
            ));
        }
        let mut stream = StoryStream::default();
        for (stored, story) in newest.iter().rev() {
            stream.restore(&StoryId::from_record(story.as_str()), &key_of(stored));
        }
        Ok(OpenStories::new(stream))
    }
}

fn key_of(stored: &StoredArticle) -> ArticleKey<'_> {
    ArticleKey {
        id: &stored.article.id,
        title: stored.article.title.as_deref(),
        body: &stored.article.body,
        published: stored.article.published,
    }
}

/// Groups the next [`BATCH`] articles that came since it was last done, or all if they are fewer. Gives how
/// many they were.
pub(crate) fn group_batch(
    ledger: &Transaction<'_>,
    open: &mut OpenStories,
) -> Result<usize, ArchiveError> {
    let mark: i64 = ledger
        .prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?1")?
        .query_row([MARK], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    let mut select = ledger.prepare_cached(
        "SELECT key, seq, record, day, outlet FROM articles WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let mut rows = select.query([mark, BATCH as i64])?;
    let (mut taken, mut last) = (0, mark);
    // Each story is written once.
    let mut touched: BTreeMap<String, Touched> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        let stored = StoredArticle::unpack(row.get(0)?, packed)?;
        last = row.get(1)?;
        taken += 1;
        // An article that was coded anew stays where it is; its day or outlet may have changed.
        let known: Option<(String, String)> = ledger
            .prepare_cached(
                "SELECT s.story, coalesce(t.title, '') FROM story_articles AS s LEFT JOIN stories AS t ON t.id = s.story
                 WHERE s.article = ?1",
            )?
            .query_row([&stored.article.id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((story, title)) = known {
            let story = touched.entry(story).or_insert_with(|| Touched {
                title,
                ..Touched::default()
            });
            story.recount = true;
            continue;
        }
        let placement = open.stream.add(&key_of(&stored));
        let id = placement.story;
        if placement.is_new {
            open.begin(&id);
        }
        let headline = open
            .stream
            .story(&id)
            .and_then(|story| story.headline.clone());
        ledger
            .prepare_cached("INSERT INTO story_articles (story, article) VALUES (?1, ?2)")?
            .execute([id.as_str(), &stored.article.id])?;
        let story = touched.entry(id.as_str().to_owned()).or_default();
        story.title = headline.unwrap_or_default();
        story.joined.push(Counted::of_row(row, 3)?);
    }
    for (story, touched) in touched {
        open.write(ledger, &story, touched)?;
    }
    open.forget_closed();
    ledger
        .prepare_cached("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")?
        .execute(params![MARK, last.to_string()])?;
    Ok(taken)
}

fn story_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoryRow> {
    Ok(StoryRow {
        id: row.get(0)?,
        title: row.get(1)?,
        first: Day(row.get(2)?),
        last: Day(row.get(3)?),
        articles: row.get(4)?,
        outlets: row.get(5)?,
    })
}

impl Reader {
    /// Stories whose last article lies in the days given: the newest first, or the most covered;
    /// `offset` are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn stories(
        &self,
        since: Option<Day>,
        until: Option<Day>,
        most_covered: bool,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<StoryRow>, ArchiveError> {
        let statement = if most_covered {
            "SELECT id, title, day, last_day, articles, outlets FROM stories WHERE last_day BETWEEN ?1 AND ?2
             ORDER BY outlets DESC, articles DESC, last_day DESC, id LIMIT ?3 OFFSET ?4"
        } else {
            "SELECT id, title, day, last_day, articles, outlets FROM stories WHERE last_day BETWEEN ?1 AND ?2
             ORDER BY last_day DESC, articles DESC, id LIMIT ?3 OFFSET ?4"
        };
        let mut select = self.ledger.prepare_cached(statement)?;
        let (since, until) = (
            since.map_or(0, |day| day.0),
            until.map_or(i64::MAX, |day| day.0),
        );
        let rows = select.query_map([since, until, limit as i64, offset as i64], story_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A story with its articles, the earliest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn story(&self, id: &str) -> Result<Option<(StoryRow, Vec<ArticleRow>)>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT id, title, day, last_day, articles, outlets FROM stories WHERE id = ?1",
        )?;
        let Some(story) = select.query_row([id], story_row).optional()? else {
            return Ok(None);
        };
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT {ARTICLE_COLUMNS} FROM story_articles AS s JOIN articles AS a ON a.id = s.article
             WHERE s.story = ?1 ORDER BY a.day, a.key"
        ))?;
        let rows = select.query_map([id], |row| article_row(row, 0))?;
        Ok(Some((story, rows.collect::<Result<_, _>>()?)))
    }

    /// The story of an article.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn story_of(&self, article: &str) -> Result<Option<String>, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT story FROM story_articles WHERE article = ?1")?;
        Ok(select.query_row([article], |row| row.get(0)).optional()?)
    }
}
