//! Where actors stand on issues, in time and side by side.
//!
//! [`timeline()`] puts an actor's positions on an issue in order, merges restatements to [`Stand`]s, and
//! marks [`Shift`]s and [`Disagreement`]s, each with both pieces of evidence. [`matrix()`] tells where
//! each actor stood on each issue at a date.

mod disagreement;
mod matrix;
mod shift;
mod stand;
mod timeline;

use detente_coding::record::Stance;
use serde::{Deserialize, Serialize};

pub use disagreement::Disagreement;
pub use matrix::{Cell, Matrix, MatrixOptions, matrix};
pub use shift::{Shift, ShiftKind};
pub use stand::{Stand, Statement};
pub use timeline::{Timeline, TimelineQuery, timeline};

/// To which side of an issue a stance leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leaning {
    /// Supports, offers, or supports on a condition.
    For,
    /// Opposes, rejects, or is concerned.
    Against,
}

impl Leaning {
    /// The side of a stance. A demand tells what another should do, not on which side of the issue the
    /// actor is, and a neutral stance tells none: both lean to no side.
    ///
    /// ```
    /// use detente_coding::record::Stance;
    /// use detente_dossier::positions::Leaning;
    /// assert_eq!(Leaning::of(Stance::Rejects), Some(Leaning::Against));
    /// assert_eq!(Leaning::of(Stance::Demands), None);
    /// ```
    pub fn of(stance: Stance) -> Option<Self> {
        match stance {
            Stance::Supports | Stance::Offers | Stance::Conditional => Some(Self::For),
            Stance::Opposes | Stance::Rejects | Stance::Concerned => Some(Self::Against),
            Stance::Demands | Stance::Neutral => None,
        }
    }

    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
        }
    }
}

/// The word of a stance in records.
pub fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::Demands => "demands",
        Stance::Offers => "offers",
        Stance::Rejects => "rejects",
        Stance::Concerned => "concerned",
        Stance::Neutral => "neutral",
    }
}

#[cfg(test)]
mod tests;
