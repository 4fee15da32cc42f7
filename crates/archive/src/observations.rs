//! Events as series count them, and articles by day.

use detente_calendar::PartialDate;
use rusqlite::params_from_iter;

use crate::plan::{self, Plan};
use crate::{ArchiveError, Day, Family, Filter, Reader};

/// An event without its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// The event's id.
    pub id: String,
    /// A mark of its article, the same for all events of one.
    pub article: String,
    /// The date of the act, as exact as it is known.
    pub date: Option<PartialDate>,
    /// The CAMEO code.
    pub cameo: String,
    /// The Goldstein value.
    pub goldstein: Option<f64>,
}

impl Reader {
    /// The events that fit `filter`, in the order of their articles.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn observations(
        &self,
        filter: &Filter,
        articles: Option<&[i64]>,
    ) -> Result<Vec<Observed>, ArchiveError> {
        let Some(Plan { tail, values }) =
            plan::plan(&self.ledger, Family::Event, filter, articles)?
        else {
            return Ok(Vec::new());
        };
        let statement = format!(
            "SELECT e.id, e.article, e.date, e.code, e.goldstein FROM (SELECT l.key {tail}) AS m JOIN events AS e USING (key)
             ORDER BY e.article, e.key"
        );
        let mut select = self.ledger.prepare_cached(&statement)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Observed {
                id: row.get(0)?,
                article: row.get::<_, i64>(1)?.to_string(),
                date: crate::tallies::date_of(row.get(2)?),
                cameo: row.get(3)?,
                goldstein: row.get(4)?,
            });
        }
        Ok(found)
    }

    /// The number of articles published on each day that is known.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn coverage(&self) -> Result<Vec<(Day, u64)>, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT day, n FROM coverage WHERE n > 0 ORDER BY day")?;
        let rows = select.query_map([], |row| Ok((Day(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
