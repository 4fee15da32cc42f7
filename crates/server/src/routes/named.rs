//! Counted values with names for people, and how many of them are wanted.

use detente_archive::{Counted, TermKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::actor_names::actor_name;
use crate::desk::Looking;
use crate::dto::CountedItem;
use crate::error::ApiError;

/// How many of the most frequent are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Most {
    /// At most so many, 1 to 2000 (default 100).
    pub limit: Option<usize>,
}

impl Most {
    /// At most so many.
    ///
    /// # Errors
    /// If the request wants none or too many.
    pub fn limit(&self) -> Result<usize, ApiError> {
        match self.limit.unwrap_or(100) {
            limit @ 1..=2000 => Ok(limit),
            limit => Err(ApiError::bad(
                format!("`limit={limit}` is not between 1 and 2000"),
                "narrow the filter in place of it",
            )),
        }
    }
}

/// The values with names for people.
pub fn named(looking: &Looking<'_>, kind: TermKind, counted: Vec<Counted>) -> Vec<CountedItem> {
    let lexicon = looking.desk.engine.lexicon;
    let name = |value: &str| match kind {
        TermKind::Actor | TermKind::Source | TermKind::Target | TermKind::Country => {
            actor_name(&looking.desk.names, value)
        }
        TermKind::Issue => lexicon
            .issues
            .get(value)
            .map_or_else(|| value.to_owned(), |issue| issue.name.clone()),
        TermKind::Forum => lexicon
            .forum(value)
            .map_or_else(|| value.to_owned(), |forum| forum.name.clone()),
        TermKind::Agreement => lexicon
            .agreement(value)
            .map_or_else(|| value.to_owned(), |agreement| agreement.name.clone()),
        _ => value.to_owned(),
    };
    counted
        .into_iter()
        .map(|counted| CountedItem {
            name: name(&counted.value),
            value: counted.value,
            count: counted.count,
        })
        .collect()
}
