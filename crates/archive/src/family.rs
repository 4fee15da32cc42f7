//! The families of records and where the ledger keeps them.

/// A kind of record that lists are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Who did or said what to whom.
    Event,
    /// Who said what.
    Quote,
    /// Who stands where.
    Position,
    /// The articles themselves.
    Article,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 4] = [Self::Event, Self::Quote, Self::Position, Self::Article];

    /// The number that the ledger knows it by.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Event => 0,
            Self::Quote => 1,
            Self::Position => 2,
            Self::Article => 3,
        }
    }

    pub(crate) fn of_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|family| family.number() == number)
    }

    /// The name in the singular: `event`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Quote => "quote",
            Self::Position => "position",
            Self::Article => "article",
        }
    }

    /// The family of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.name() == name)
    }

    /// Its table.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Event => "events",
            Self::Quote => "quotes",
            Self::Position => "positions",
            Self::Article => "articles",
        }
    }

    /// The column of its table that holds the article's key.
    pub(crate) fn article_column(self) -> &'static str {
        if self == Self::Article {
            "key"
        } else {
            "article"
        }
    }

    /// The table with its records as JSON. Articles keep theirs in their own table.
    pub(crate) fn records(self) -> &'static str {
        match self {
            Self::Event => "event_records",
            Self::Quote => "quote_records",
            Self::Position => "position_records",
            Self::Article => "articles",
        }
    }
}
