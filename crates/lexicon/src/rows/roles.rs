//! `roles.tsv`: nouns that name a role.

use super::{Record, origin};
use crate::actor::Role;
use crate::problem::{Problem, Severity};
use crate::role_nouns::{RoleNoun, RoleSort};
use crate::sense::Origin;
use crate::table::{BadRow, Layout, Row};

/// A noun with its role.
#[derive(Debug, Clone)]
pub(crate) struct RoleRow {
    pub noun: RoleNoun,
    pub origin: Origin,
}

impl Record for RoleRow {
    const LAYOUT: Layout = Layout {
        columns: &["noun", "role", "sort"],
        required: &["noun", "role", "sort"],
    };

    fn read(row: &Row, problems: &mut Vec<Problem>) -> Result<Self, BadRow> {
        let Some(role) = Role::parse(row.text("role")) else {
            let message = format!("`{}` is no role", row.text("role"));
            let remedy = format!("use one of {}", Role::ALL.map(Role::as_str).join(" "));
            problems.push(row.problem("role", Severity::Error, message, remedy));
            return Err(BadRow);
        };
        let Some(sort) = RoleSort::parse(row.text("sort")) else {
            let message = format!("`{}` is no sort", row.text("sort"));
            let remedy = format!(
                "use one of {}",
                RoleSort::ALL.map(RoleSort::as_str).join(", ")
            );
            problems.push(row.problem("sort", Severity::Error, message, remedy));
            return Err(BadRow);
        };
        let noun = row.text("noun");
        if noun.chars().any(char::is_uppercase) {
            problems.push(row.problem(
                "noun",
                Severity::Warning,
                format!("`{noun}` has capitals and is read in small letters"),
                "write role nouns in small letters",
            ));
        }
        let noun = noun.to_lowercase().into();
        Ok(Self {
            noun: RoleNoun { noun, role, sort },
            origin: origin(row),
        })
    }

    fn key(&self) -> String {
        self.noun.noun.to_string()
    }

    fn origin(&self) -> Origin {
        self.origin
    }
}
