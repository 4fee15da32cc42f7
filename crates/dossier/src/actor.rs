//! Actors as the codebook writes them, `HEAD` or `HEAD:ROLE`, taken apart and compared.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The part of an actor before the colon: the country or body.
///
/// ```
/// assert_eq!(detente_dossier::actor::head("RUS:GOV"), "RUS");
/// ```
pub fn head(actor: &str) -> &str {
    actor.split_once(':').map_or(actor, |(head, _)| head)
}

/// The part behind the colon, if there is one.
pub fn role(actor: &str) -> Option<&str> {
    actor.split_once(':').map(|(_, role)| role)
}

/// Whether two actors may be one, told with more and with less detail: the same head, and the same
/// role or one without.
///
/// ```
/// use detente_dossier::actor::compatible;
/// assert!(compatible("RUS", "RUS:GOV"));
/// assert!(!compatible("RUS:MIL", "RUS:GOV"));
/// ```
pub fn compatible(one: &str, other: &str) -> bool {
    head(one) == head(other)
        && match (role(one), role(other)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
}

/// Whether an actor speaks for its country or body: the body itself, its government, parliament, forces or
/// opposition. A scholar, a firm or a citizen speaks for none.
///
/// ```
/// use detente_dossier::actor::speaks_for;
/// assert!(speaks_for("NATO") && speaks_for("RUS:GOV") && !speaks_for("RUS:MED"));
/// ```
pub fn speaks_for(actor: &str) -> bool {
    matches!(role(actor), None | Some("GOV" | "LEG" | "MIL" | "OPP"))
}

/// Whether an actor's stand is its country's or body's: that of the body itself or of its government.
///
/// ```
/// use detente_dossier::actor::stands_for;
/// assert!(stands_for("NATO") && stands_for("RUS:GOV") && !stands_for("RUS:OPP"));
/// ```
pub fn stands_for(actor: &str) -> bool {
    matches!(role(actor), None | Some("GOV"))
}

/// Whose records are wanted: a country or body with all its roles (`RUS`), or one role (`RUS:GOV`).
///
/// ```
/// use detente_dossier::ActorFilter;
/// let russia = ActorFilter::new("RUS");
/// assert!(russia.takes("RUS:MIL") && russia.takes("RUS") && !russia.takes("BLR:MIL"));
/// assert!(!ActorFilter::new("RUS:GOV").takes("RUS:MIL"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorFilter(String);

impl ActorFilter {
    /// The filter of `HEAD` or `HEAD:ROLE`.
    pub fn new(actor: impl Into<String>) -> Self {
        Self(actor.into())
    }

    /// Whether `actor` is wanted.
    pub fn takes(&self, actor: &str) -> bool {
        match role(&self.0) {
            None => head(actor) == self.0,
            Some(_) => actor == self.0,
        }
    }

    /// Whether a role was asked for.
    pub fn is_of_a_role(&self) -> bool {
        role(&self.0).is_some()
    }

    /// The notation it was made of.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country or body.
    pub fn head(&self) -> &str {
        head(&self.0)
    }
}

impl fmt::Display for ActorFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
