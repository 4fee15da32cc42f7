//! `words/*.tsv`: words that tell what bears a name, or what a report is of.

use compact_str::CompactString;

use super::{Record, origin};
use crate::actor::Role;
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};
use crate::words::Tells;

/// A word with what it tells.
#[derive(Debug, Clone)]
pub(crate) struct WordRow {
    pub word: CompactString,
    pub tells: Tells,
    pub origin: Origin,
}

impl Record for WordRow {
    const LAYOUT: Layout = Layout {
        columns: &["word", "tells"],
        required: &["word", "tells"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let Some(tells) = Tells::parse(row.text("tells")) else {
            let message = format!("`{}` is nothing that a word tells", row.text("tells"));
            let remedy = format!(
                "use one of {} or {}",
                Role::ALL.map(Role::as_str).join(" "),
                Tells::NAMED.map(|(name, _)| name).join(" ")
            );
            problems.push(row.problem("tells", Severity::Error, message, remedy));
            return Err(BadRow);
        };
        let word = row.text("word");
        if word.contains(char::is_whitespace) {
            problems.push(row.problem(
                "word",
                Severity::Error,
                format!("`{word}` is several words and can match nothing"),
                "write one word",
            ));
            return Err(BadRow);
        }
        Ok(Self {
            word: word.into(),
            tells,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        let tells = self.tells;
        format!("{}\t{tells:?}", self.word)
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
