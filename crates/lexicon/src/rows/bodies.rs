//! `organisations/*.tsv` and `institutions/*.tsv`: bodies, and the parts of states and bodies.

use detente_calendar::PartialDate;

use super::{Record, actor, check_head, origin, want_source};
use crate::actor::Actor;
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// The `kind` of a row: an open list of words such as `igo`, `armed-group`, `ministry`.
fn kind(row: &Row, problems: &mut Vec<Problem>) -> Option<String> {
    let kind = row.optional("kind")?;
    if !kind.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        problems.push(row.problem(
            "kind",
            Severity::Warning,
            format!("`{kind}` does not look like a kind"),
            "write a word in small letters, as igo, armed-group, ministry",
        ));
    }
    Some(kind)
}

/// An organisation with an id of its own.
#[derive(Debug, Clone)]
pub(crate) struct OrganisationRow {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: Option<String>,
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    pub origin: Origin,
}

impl Record for OrganisationRow {
    const LAYOUT: Layout = Layout {
        columns: &["id", "name", "aliases", "kind", "from", "to", "source"],
        required: &["id", "name"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let id = row.text("id");
        check_head(row, "id", id, problems)?;
        if crate::actor_code::is_country(id) {
            problems.push(row.problem(
                "id",
                Severity::Error,
                format!("`{id}` is a country's code"),
                "give the organisation another id",
            ));
            return Err(BadRow);
        }
        let (from, to) = row.term(problems)?;
        want_source(row, problems);
        Ok(Self {
            id: id.to_owned(),
            name: row.text("name").to_owned(),
            aliases: row.list("aliases", problems),
            kind: kind(row, problems),
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

/// A part of a state or organisation with a name of its own.
#[derive(Debug, Clone)]
pub(crate) struct InstitutionRow {
    pub actor: Actor,
    /// Where the actor stands in its line.
    pub column: u32,
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: Option<String>,
    pub from: Option<PartialDate>,
    pub to: Option<PartialDate>,
    pub origin: Origin,
}

impl Record for InstitutionRow {
    const LAYOUT: Layout = Layout {
        columns: &["actor", "name", "aliases", "kind", "from", "to", "source"],
        required: &["actor", "name"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let actor = actor(row, "actor", problems)?;
        let (from, to) = row.term(problems)?;
        want_source(row, problems);
        Ok(Self {
            actor,
            column: row.column("actor"),
            name: row.text("name").to_owned(),
            aliases: row.list("aliases", problems),
            kind: kind(row, problems),
            from,
            to,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        let from = self.from.map(|date| date.to_string()).unwrap_or_default();
        format!("{}\t{}\t{from}", self.actor.head, self.name)
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
