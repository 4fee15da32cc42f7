//! Whether what is derived agrees with what it is derived from.

use rusqlite::OptionalExtension;

use crate::store::parse;
use crate::text::StoredArticle;
use crate::{Archive, ArchiveError, Family, Reader};

/// Faults that are named; the rest are only counted.
const NAMED: usize = 50;

/// What a check of an archive found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Articles that were read back.
    pub articles: u64,
    /// Records that were read back.
    pub records: u64,
    /// What is wrong, the first of each kind.
    pub faults: Vec<String>,
    /// How much is wrong.
    pub fault_count: u64,
    /// Whether the search index lacks changes; `catch_up` or the next ingest brings them in.
    pub index_behind: bool,
}

impl Verification {
    pub(crate) fn fault(&mut self, words: String) {
        self.fault_count += 1;
        if self.faults.len() < NAMED {
            self.faults.push(words);
        }
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.fault_count == 0
    }
}

impl Archive {
    /// Checks everything: the ledger's pages, every row, and that terms and search index
    /// say what the records say.
    ///
    /// # Errors
    /// If the archive cannot be read at all.
    pub fn verify(&self) -> Result<Verification, ArchiveError> {
        let reader = self.reader()?;
        let mut found = Verification::default();
        reader.check_pages(&mut found)?;
        reader.check_articles(&mut found)?;
        for family in [Family::Event, Family::Quote, Family::Position] {
            reader.check_records(family, &mut found)?;
        }
        reader.check_counts(&mut found)?;
        reader.check_tallies(&mut found)?;
        reader.check_beside(&mut found)?;
        reader.check_stories(&mut found)?;
        let index = self.index()?;
        let (mark, seq) = (index.mark()?, reader.seq()?);
        found.index_behind = mark < seq;
        if mark > seq {
            found.fault(format!("the search index is of change {mark}, the ledger only of {seq}: `detente archive reindex`"));
        } else if mark == seq && index.articles() != found.articles {
            found.fault(format!(
                "the search index holds {} articles, the ledger {}: `detente archive reindex`",
                index.articles(),
                found.articles
            ));
        }
        Ok(found)
    }
}

impl Reader {
    fn check_pages(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        for pragma in ["PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"] {
            let mut select = self.ledger.prepare(pragma)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let words: String = row.get::<_, Option<String>>(0)?.unwrap_or_default();
                if words != "ok" {
                    found.fault(format!("the ledger's pages: {words}: restore a backup"));
                }
            }
        }
        Ok(())
    }

    fn check_articles(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        let mut select = self.ledger.prepare(
            "SELECT a.key, a.id, a.record, a.events = (SELECT count(*) FROM events WHERE article = a.key)
                 AND a.quotes = (SELECT count(*) FROM quotes WHERE article = a.key)
                 AND a.positions = (SELECT count(*) FROM positions WHERE article = a.key) FROM articles AS a",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            found.articles += 1;
            let (key, id): (i64, String) = (row.get(0)?, row.get(1)?);
            match StoredArticle::unpack(
                key,
                row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?,
            ) {
                Ok(stored) if stored.article.id == id => {}
                Ok(stored) => found.fault(format!(
                    "article {id:?} holds the text of {:?}",
                    stored.article.id
                )),
                Err(error) => found.fault(error.to_string()),
            }
            if !row.get::<_, bool>(3)? {
                found.fault(format!(
                    "article {id:?} has not the number of records that its row tells"
                ));
            }
        }
        Ok(())
    }

    /// Every record can be read, and is linked to each of its terms at its day.
    fn check_records(&self, family: Family, found: &mut Verification) -> Result<(), ArchiveError> {
        let mut select = self.ledger.prepare(&format!(
            "SELECT f.key, f.id, f.day, f.terms, r.record FROM {} AS f LEFT JOIN {} AS r USING (key)",
            family.table(),
            family.records()
        ))?;
        let mut link = self
            .ledger
            .prepare("SELECT 1 FROM links WHERE term = ?1 AND day = ?2 AND key = ?3")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            found.records += 1;
            let (key, id, day): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(record) = row.get::<_, Option<String>>(4)? else {
                found.fault(format!("{} {id:?} has lost its record", family.name()));
                continue;
            };
            match parse::<serde_json::Value>(family, key, &record) {
                Ok(record) if record["id"] == id.as_str() => {}
                Ok(_) => found.fault(format!("{} {id:?} holds another's record", family.name())),
                Err(error) => found.fault(error.to_string()),
            }
            for term in parse::<Vec<i64>>(family, key, &row.get::<_, String>(3)?)? {
                if link
                    .query_row([term, day, key], |_| Ok(()))
                    .optional()?
                    .is_none()
                {
                    found.fault(format!(
                        "{} {id:?} is not linked to term {term}",
                        family.name()
                    ));
                }
            }
        }
        Ok(())
    }

    /// Terms have the numbers of records that there are.
    fn check_counts(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        for (statement, words) in [
            (
                "SELECT t.value || ': ' || t.n FROM terms AS t WHERE t.n <> (SELECT count(*) FROM links WHERE term = t.key)",
                "a term has another number of records",
            ),
            (
                "SELECT count(*) FROM links WHERE term NOT IN (SELECT key FROM terms) HAVING count(*) > 0",
                "links lead to no term",
            ),
            (
                "SELECT t.family || ': ' || t.n FROM totals AS t WHERE t.n <> CASE t.family
                     WHEN 0 THEN (SELECT count(*) FROM events) WHEN 1 THEN (SELECT count(*) FROM quotes)
                     WHEN 2 THEN (SELECT count(*) FROM positions) ELSE (SELECT count(*) FROM articles) END",
                "a family has another number of records",
            ),
            (
                "SELECT day || ': ' || n FROM coverage AS c WHERE n <> (SELECT count(*) FROM articles WHERE day = c.day AND length(published) = 10)",
                "a day has another number of articles",
            ),
            (
                "SELECT DISTINCT day FROM articles WHERE day > 0 AND length(published) = 10 AND day NOT IN (SELECT day FROM coverage)",
                "a day with articles is not counted",
            ),
        ] {
            self.told(statement, words, found)?;
        }
        Ok(())
    }

    /// Every article up to the last that was grouped is in one story, and stories say what their articles do.
    fn check_stories(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        for (statement, words) in [
            (
                "SELECT a.id FROM articles AS a WHERE a.seq <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'stories_seq')
                     AND (SELECT count(*) FROM story_articles WHERE article = a.id) <> 1",
                "an article is not in one story",
            ),
            (
                "SELECT article FROM story_articles WHERE article NOT IN (SELECT id FROM articles)",
                "a story has an article that is not there",
            ),
            (
                "SELECT DISTINCT story FROM story_articles WHERE story NOT IN (SELECT id FROM stories)",
                "articles are in a story that is not there",
            ),
            (
                "SELECT t.id FROM stories AS t LEFT JOIN (
                     SELECT s.story, count(*) AS n, count(DISTINCT a.outlet) AS outlets,
                         coalesce(min(nullif(a.day, 0)), 0) AS first, max(a.day) AS last, max(a.seq) AS seq
                     FROM story_articles AS s JOIN articles AS a ON a.id = s.article GROUP BY s.story) AS m ON m.story = t.id
                 WHERE m.story IS NULL OR m.n <> t.articles
                     OR (m.seq <= (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'stories_seq')
                         AND (m.outlets <> t.outlets OR m.first <> t.day OR m.last <> t.last_day))",
                "a story tells other numbers than its articles",
            ),
        ] {
            self.told(statement, words, found)?;
        }
        Ok(())
    }

    /// Each row that `statement` finds is a fault.
    fn told(
        &self,
        statement: &str,
        words: &str,
        found: &mut Verification,
    ) -> Result<(), ArchiveError> {
        let mut select = self.ledger.prepare(statement)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let what = match row.get_ref(0)? {
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                other => format!("{other:?}"),
            };
            found.fault(format!("{words}: {what}"));
        }
        Ok(())
    }
}
