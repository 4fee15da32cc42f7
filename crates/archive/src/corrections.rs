//! What reviewers say of codings. Kept apart from the records, by their content hashes: re-coding does
//! not touch them.

use rusqlite::params;
use serde_json::Value;

use crate::{Archive, ArchiveError, Family, Reader};

/// What a reviewer says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is right as it is.
    Accept,
    /// It is right as the reviewer changed it.
    Correct,
    /// It should not be there.
    Reject,
    /// It is missing: the reviewer adds it.
    Add,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Correct, Self::Reject, Self::Add];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Correct => "correct",
            Self::Reject => "reject",
            Self::Add => "add",
        }
    }

    /// The verdict of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// A correction to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCorrection {
    /// Who says it.
    pub reviewer: String,
    /// The kind of record.
    pub family: Family,
    /// The record's id.
    pub record: String,
    /// Its article's id.
    pub article: String,
    /// What is said.
    pub verdict: Verdict,
    /// The record as it was judged.
    pub judged: Value,
    /// The record as it should be.
    pub proposed: Option<Value>,
    /// Why.
    pub note: String,
    /// Seconds since 1970 UTC.
    pub at: i64,
}

/// A correction that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// Its id.
    pub id: String,
    /// The number in the order of coming, for paging.
    pub key: i64,
    /// What it says.
    pub said: NewCorrection,
}

impl Archive {
    /// Keeps a correction; gives its id. The same words said again by the same reviewer are kept once.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn correct(&self, said: &NewCorrection) -> Result<String, ArchiveError> {
        let proposed = said.proposed.as_ref().map(ToString::to_string);
        let judged = said.judged.to_string();
        let id = detente_coding::identity::hash(&[
            &said.reviewer,
            said.family.name(),
            &said.record,
            said.verdict.name(),
            proposed.as_deref().unwrap_or_default(),
            &said.note,
            &said.at.to_string(),
        ]);
        self.desk_connection()?.execute(
            "INSERT OR IGNORE INTO corrections (id, at, reviewer, family, record, article, verdict, judged, proposed, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                id,
                said.at,
                said.reviewer,
                said.family.number(),
                said.record,
                said.article,
                said.verdict.name(),
                judged,
                proposed,
                said.note
            ],
        )?;
        Ok(id)
    }
}

impl Reader {
    /// Corrections, newest first: those of one record or article, or all; those kept before `before`.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn corrections(
        &self,
        record: Option<&str>,
        article: Option<&str>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Correction>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT key, id, at, reviewer, family, record, article, verdict, judged, proposed, note FROM corrections
             WHERE (?1 IS NULL OR record = ?1) AND (?2 IS NULL OR article = ?2) AND key < ?3 ORDER BY key DESC LIMIT ?4",
        )?;
        let mut rows = select.query(params![
            record,
            article,
            before.unwrap_or(i64::MAX),
            limit as i64
        ])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let damaged = |detail: String| ArchiveError::Damaged {
                family: "correction",
                key,
                detail,
            };
            let json = |text: String| {
                serde_json::from_str::<Value>(&text).map_err(|error| damaged(error.to_string()))
            };
            let family = Family::of_number(row.get(4)?)
                .ok_or_else(|| damaged("unknown kind of record".to_owned()))?;
            let verdict: String = row.get(7)?;
            let verdict = Verdict::of_name(&verdict)
                .ok_or_else(|| damaged(format!("unknown verdict {verdict}")))?;
            found.push(Correction {
                id: row.get(1)?,
                key,
                said: NewCorrection {
                    at: row.get(2)?,
                    reviewer: row.get(3)?,
                    family,
                    record: row.get(5)?,
                    article: row.get(6)?,
                    verdict,
                    judged: json(row.get(8)?)?,
                    proposed: row.get::<_, Option<String>>(9)?.map(json).transpose()?,
                    note: row.get(10)?,
                },
            });
        }
        Ok(found)
    }
}
