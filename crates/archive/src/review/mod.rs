//! What verdicts of reviewers amount to: how often rules are right, how far reviewers agree, and which
//! articles have become gold.

mod gold;
mod summary;

use std::collections::BTreeMap;

pub use gold::GoldItem;
pub use summary::{Agreement, Precision, ReviewSummary, summary};

use crate::{ArchiveError, Correction, Reader, Verdict};

impl Reader {
    /// All corrections, in the order of their coming.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn all_corrections(&self) -> Result<Vec<Correction>, ArchiveError> {
        let mut all = self.corrections(None, None, None, usize::MAX >> 1)?;
        all.reverse();
        Ok(all)
    }
}

/// The last word of each reviewer on each record, by record, then reviewer. Additions judge no record.
fn last_words(corrections: &[Correction]) -> BTreeMap<&str, BTreeMap<&str, &Correction>> {
    let mut last: BTreeMap<&str, BTreeMap<&str, &Correction>> = BTreeMap::new();
    for correction in corrections {
        if correction.said.verdict == Verdict::Add {
            continue;
        }
        // The later the word, the higher its key.
        last.entry(&correction.said.record)
            .or_default()
            .entry(&correction.said.reviewer)
            .and_modify(|before| {
                if before.key < correction.key {
                    *before = correction;
                }
            })
            .or_insert(correction);
    }
    last
}
