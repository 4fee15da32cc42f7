//! The one filter that every list, chart and export takes.

use crate::Day;
use crate::tags::{head, pair};

/// What a record can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermKind {
    /// An actor at either end: `RUS` with any role, or `RUS:MIL`.
    Actor,
    /// Who acts, speaks or takes a position.
    Source,
    /// Towards whom.
    Target,
    /// Two heads in alphabetical order, `NATO|RUS`: what went on between them, either way.
    Pair,
    /// A CAMEO code or the beginning of one: `04`, `046`.
    Code,
    /// GDELT's quad class, 1 to 4.
    Class,
    /// The id of an issue.
    Issue,
    /// The id of a forum.
    Forum,
    /// The id of a treaty or accord.
    Agreement,
    /// ISO 3166-1 alpha-3 code of the country where it took place.
    Country,
    /// `NAME|COUNTRY` of the place where it took place.
    Place,
    /// The medium.
    Outlet,
    /// The news agency.
    Agency,
    /// BCP 47 tag of the article's language.
    Language,
    /// `current`, `background` or `planned`.
    Status,
    /// A stance: `supports`, `opposes`, …
    Stance,
    /// The full name of who is quoted.
    Speaker,
    /// The rule that made an event.
    Rule,
}

impl TermKind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Actor,
        Self::Source,
        Self::Target,
        Self::Pair,
        Self::Code,
        Self::Class,
        Self::Issue,
        Self::Forum,
        Self::Agreement,
        Self::Country,
        Self::Place,
        Self::Outlet,
        Self::Agency,
        Self::Language,
        Self::Status,
        Self::Stance,
        Self::Speaker,
        Self::Rule,
    ];

    /// The name by which people ask for it, in the API, the command and the Python package.
    ///
    /// ```
    /// use detente_archive::TermKind;
    /// assert_eq!(TermKind::Issue.name(), "issue");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Target => "target",
            Self::Pair => "pair",
            Self::Code => "code",
            Self::Class => "class",
            Self::Issue => "issue",
            Self::Forum => "forum",
            Self::Agreement => "agreement",
            Self::Country => "country",
            Self::Place => "place",
            Self::Outlet => "outlet",
            Self::Agency => "agency",
            Self::Language => "language",
            Self::Status => "status",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
            Self::Rule => "rule",
        }
    }

    /// The kind of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The field that queries know it by, if they do.
    pub(crate) fn query_field(self) -> Option<&'static str> {
        let unknown = matches!(
            self,
            Self::Pair
                | Self::Class
                | Self::Place
                | Self::Agency
                | Self::Status
                | Self::Stance
                | Self::Rule
        );
        (!unknown).then(|| self.name())
    }

    /// The kind of a number.
    pub(crate) fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// The number that the ledger knows it by. Numbers are never used again for another kind.
    pub(crate) fn number(self) -> i64 {
        Self::ALL
            .iter()
            .position(|kind| *kind == self)
            .unwrap_or_default() as i64
    }
}

/// Which records are wanted. Conditions on different things must all hold; of several values of one
/// thing any is enough.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// What is wanted as what, and the values any of which will do. A condition without values fits nothing.
    pub conditions: Vec<(TermKind, Vec<String>)>,
    /// First day, inclusive.
    pub since: Option<Day>,
    /// Last day, inclusive.
    pub until: Option<Day>,
    /// Least measured confidence of an event, 0 to 1; events without one are left out.
    pub min_confidence: Option<f64>,
    /// Full-text query on the articles, in the search's notation.
    pub q: Option<String>,
    /// One article's id.
    pub article: Option<String>,
}

impl Filter {
    /// Wants one of `values` as `kind`. Nothing is wanted where there are none.
    #[must_use]
    pub fn with<V: Into<String>>(
        mut self,
        kind: TermKind,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values: Vec<String> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            self.conditions.push((kind, values));
        }
        self
    }

    /// Wants what went on between `a` and `b`, either way. A part of a state (`RUS:MIL`) is that part only.
    #[must_use]
    pub fn between(self, a: &str, b: &str) -> Self {
        [a, b].into_iter().filter(|end| head(end) != *end).fold(
            self.with(TermKind::Pair, [pair(a, b).into_string()]),
            |filter, end| filter.with(TermKind::Actor, [end]),
        )
    }

    /// Whether nothing but terms is asked for: no days, words, article or confidence.
    pub(crate) fn is_of_terms_only(&self) -> bool {
        self.since.is_none()
            && self.until.is_none()
            && self.min_confidence.is_none()
            && self.q.is_none()
            && self.article.is_none()
    }

    /// The one value wanted as `kind`, where just one is.
    pub fn only(&self, kind: TermKind) -> Option<&str> {
        let mut found = self.conditions.iter().filter(|(other, _)| *other == kind);
        match (found.next(), found.next()) {
            (Some((_, values)), None) if values.len() == 1 => values.first().map(String::as_str),
            _ => None,
        }
    }
}
