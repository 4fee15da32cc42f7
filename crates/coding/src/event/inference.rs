//! The ways in which an end is found that no word of its clause gives.

/// Where an end was found that the act's own clause does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inference {
    /// In words below the act that its pattern does not ask for.
    Below,
    /// In the clauses that the act stands in.
    Above,
    /// What is lifted, cut or extended is its own.
    Owner,
    /// It thanks the known end for the act.
    Thanks,
    /// It governs where those who speak are out of office.
    Own,
    /// It did something to the known end shortly before.
    Foe,
    /// The known end dealt with it shortly before.
    Partner,
    /// It had part in the act told last.
    Last,
    /// A sentence shortly before is about it.
    Subject,
}

impl Inference {
    /// Its name among the signs of an event.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
            Self::Owner => "owner",
            Self::Thanks => "thanks",
            Self::Own => "own",
            Self::Foe => "foe",
            Self::Partner => "partner",
            Self::Last => "last",
            Self::Subject => "subject",
        }
    }
}
