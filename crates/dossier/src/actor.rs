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
