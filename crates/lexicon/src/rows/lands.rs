//! `lands.tsv`: words that only some states are called by.

use compact_str::CompactString;

use super::{Record, check_head, origin, want_source};
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// A word and the states that it fits.
#[derive(Debug, Clone)]
pub(crate) struct LandRow {
    pub word: CompactString,
    /// Whether it stands alone, as a noun.
    pub is_noun: bool,
    pub states: Vec<CompactString>,
    pub origin: Origin,
}

impl Record for LandRow {
    const LAYOUT: Layout = Layout {
        columns: &["word", "stands", "states", "source"],
        required: &["word", "stands", "states"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let states: Vec<CompactString> = row
            .list("states", problems)
            .into_iter()
            .map(CompactString::from)
            .collect();
        for state in &states {
            check_head(row, "states", state, problems)?;
        }
        let is_noun = match row.text("stands") {
            "alone" => true,
            "before" => false,
            other => {
                problems.push(row.problem(
                    "stands",
                    Severity::Error,
                    format!("`{other}` is no place for such a word"),
                    "write `alone` for a noun, `before` for a word before one",
                ));
                return Err(BadRow);
            }
        };
        want_source(row, problems);
        Ok(Self {
            is_noun,
            word: row.text("word").to_lowercase().into(),
            states,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        self.word.to_string()
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
