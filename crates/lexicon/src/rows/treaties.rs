//! `forums.tsv` and `agreements.tsv`: what parties sit in and sign, which is never an actor.

use detente_calendar::PartialDate;

use super::{Record, StateRow, check_head, origin, want_source};
use crate::problem::{Problem, Severity};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};
use crate::treaty::{Agreement, Forum};

/// A forum.
#[derive(Debug, Clone)]
pub(crate) struct ForumRow {
    pub forum: Forum,
    pub origin: Origin,
}

/// A treaty or agreement.
#[derive(Debug, Clone)]
pub(crate) struct AgreementRow {
    pub agreement: Agreement,
    pub origin: Origin,
}

/// The id and the parties of a row.
fn id_and_parties(row: &Row, problems: &mut Vec<Problem>) -> Result<(String, Vec<String>), BadRow> {
    let id = row.text("id");
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(is_id) {
        problems.push(row.problem(
            "id",
            Severity::Error,
            format!("`{id}` is no id"),
            "write small letters, digits and hyphens",
        ));
        return Err(BadRow);
    }
    let mut parties = row.list("parties", problems);
    parties.retain(|party| check_head(row, "parties", party, problems).is_ok());
    want_source(row, problems);
    Ok((id.to_owned(), parties))
}

impl Record for ForumRow {
    const LAYOUT: Layout = Layout {
        columns: &["id", "name", "aliases", "parties", "source"],
        required: &["id", "name"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let (id, parties) = id_and_parties(row, problems)?;
        let aliases = row.list("aliases", problems);
        let forum = Forum {
            id,
            name: row.text("name").to_owned(),
            aliases,
            parties,
        };
        Ok(Self {
            forum,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        self.forum.id.clone()
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}

impl Record for AgreementRow {
    const LAYOUT: Layout = Layout {
        columns: &[
            "id", "name", "aliases", "parties", "signed", "in_force", "ended", "source",
        ],
        required: &["id", "name"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let (id, parties) = id_and_parties(row, problems)?;
        let signed = row.date("signed", problems)?;
        let in_force = row.date("in_force", problems)?;
        let ended = row.date("ended", problems)?;
        let day = |date: Option<PartialDate>, last: bool| {
            date.and_then(|d| if last { d.last_day() } else { d.first_day() })
        };
        for (earlier, later, columns) in [
            (signed, in_force, ("signed", "in_force")),
            (in_force, ended, ("in_force", "ended")),
        ] {
            if day(earlier, false)
                .zip(day(later, true))
                .is_some_and(|(first, last)| first > last)
            {
                problems.push(row.problem(
                    columns.0,
                    Severity::Error,
                    format!("`{}` lies after `{}`", columns.0, columns.1),
                    "exchange or mend the dates",
                ));
                return Err(BadRow);
            }
        }
        let agreement = Agreement {
            id,
            name: row.text("name").to_owned(),
            aliases: row.list("aliases", problems),
            parties,
            about: None,
            signed,
            in_force,
            ended,
        };
        Ok(Self {
            agreement,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        self.agreement.id.clone()
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}

/// Tells of each agreement of more than two the one party that one of its names tells: "Iran nuclear deal".
pub(super) fn tell_whom_they_are_about(agreements: &mut [AgreementRow], states: &[StateRow]) {
    for AgreementRow { agreement, .. } in agreements {
        if agreement.parties.len() < 3 {
            continue;
        }
        let names = || std::iter::once(&agreement.name).chain(&agreement.aliases);
        let is_named = |party: &&String| {
            let mut own = states.iter().filter(|state| state.id == **party);
            own.any(|state| {
                let mut forms = std::iter::once(&state.name).chain(&state.adjectives);
                forms.any(|form| names().any(|name| name.split(' ').any(|word| word == form)))
            })
        };
        let mut members = agreement.parties.iter().filter(is_named);
        agreement.about = match (members.next(), members.next()) {
            (Some(only), None) => Some(only.clone()),
            _ => None,
        };
    }
}
