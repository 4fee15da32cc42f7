//! `states/*.tsv`: countries, their adjectives, peoples and capitals.

use detente_calendar::PartialDate;

use super::{Record, origin, want_source};
use crate::actor_code::is_country;
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// A country under one of its names.
#[derive(Debug, Clone)]
pub(crate) struct StateRow {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub adjectives: Vec<String>,
    pub people: Vec<String>,
    pub capitals: Vec<String>,
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    pub origin: Origin,
}

impl Record for StateRow {
    const LAYOUT: Layout = Layout {
        columns: &[
            "id",
            "name",
            "aliases",
            "adjectives",
            "people",
            "capitals",
            "from",
            "to",
            "source",
        ],
        required: &["id", "name"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let id = row.text("id");
        if !is_country(id) {
            problems.push(row.problem(
                "id",
                Severity::Error,
                format!("`{id}` is no country"),
                "write an ISO 3166-1 alpha-3 code, PSE, XKX or TWN",
            ));
            return Err(BadRow);
        }
        let (from, to) = row.term(problems)?;
        want_source(row, problems);
        Ok(Self {
            id: id.to_owned(),
            name: row.text("name").to_owned(),
            aliases: row.list("aliases", problems),
            adjectives: row.list("adjectives", problems),
            people: row.list("people", problems),
            capitals: row.list("capitals", problems),
            from,
            to,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        format!("{}\t{}", self.id, self.name)
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
