//! `non-actors.tsv`: names that hold a country's or a city's name and never act.

use super::{Record, origin, want_source};
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// A sea, region, war, contest or thing.
#[derive(Debug, Clone)]
pub(crate) struct NonActorRow {
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: String,
    pub origin: Origin,
}

impl Record for NonActorRow {
    const LAYOUT: Layout = Layout {
        columns: &["name", "aliases", "kind", "source"],
        required: &["name", "kind"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let kind = row.text("kind");
        if !kind.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            problems.push(row.problem(
                "kind",
                Severity::Warning,
                format!("`{kind}` does not look like a kind"),
                "write a word in small letters, as sea, region, war, sport, thing",
            ));
        }
        want_source(row, problems);
        Ok(Self {
            name: row.text("name").to_owned(),
            aliases: row.list("aliases", problems),
            kind: kind.to_owned(),
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        self.name.clone()
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
