//! `memberships.tsv`: who belongs to which bloc, and when.

use super::{Record, check_head, origin, want_source};
use crate::membership::Membership;
use crate::problem::Problem;
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// A state's time in a bloc.
#[derive(Debug, Clone)]
pub(crate) struct MembershipRow {
    pub membership: Membership,
    pub origin: Origin,
}

impl Record for MembershipRow {
    const LAYOUT: Layout = Layout {
        columns: &["bloc", "state", "from", "to", "source"],
        required: &["bloc", "state"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let (bloc, member) = (row.text("bloc"), row.text("state"));
        check_head(row, "bloc", bloc, problems)?;
        check_head(row, "state", member, problems)?;
        let (from, to) = row.term(problems)?;
        want_source(row, problems);
        let membership = Membership {
            bloc: bloc.to_owned(),
            member: member.to_owned(),
            from,
            to,
        };
        Ok(Self {
            membership,
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        let from = self
            .membership
            .from
            .map(|date| date.to_string())
            .unwrap_or_default();
        format!(
            "{}\t{}\t{from}",
            self.membership.bloc, self.membership.member
        )
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
