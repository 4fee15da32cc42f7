//! `people/*.tsv`: who held which office when.

use detente_calendar::PartialDate;

use super::{Record, actor, origin, want_source};
use crate::actor::Actor;
use crate::problem::Problem;
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// One office of a person.
#[derive(Debug, Clone)]
pub(crate) struct PersonRow {
    pub person: String,
    pub aliases: Vec<String>,
    pub office: Option<String>,
    pub actor: Actor,
    /// Where the actor stands in its line.
    pub column: u32,
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    pub origin: Origin,
}

impl Record for PersonRow {
    const LAYOUT: Layout = Layout {
        columns: &[
            "person", "aliases", "office", "actor", "from", "to", "source",
        ],
        required: &["person", "actor"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let actor = actor(row, "actor", problems)?;
        let (from, to) = row.term(problems)?;
        want_source(row, problems);
        Ok(Self {
            person: row.text("person").to_owned(),
            aliases: row.list("aliases", problems),
            office: row.optional("office"),
            actor,
            column: row.column("actor"),
            from,
            to,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        let from = self.from.map(|date| date.to_string()).unwrap_or_default();
        format!(
            "{}\t{}\t{}\t{from}",
            self.person,
            self.actor.head,
            self.office.as_deref().unwrap_or_default()
        )
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
