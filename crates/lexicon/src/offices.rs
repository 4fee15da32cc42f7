//! Which states have which offices, by the rows of `people/*.tsv`: none knows a prime minister of the United States.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashSet;

/// The offices of each state, as far as the rows tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offices {
    /// `HEAD office`.
    held: FxHashSet<CompactString>,
    /// The heads of whom any office is known.
    known: FxHashSet<CompactString>,
}

impl Offices {
    /// Whether `head` may have an `office` (lower case, in the singular): no row is wanted of a state of which the
    /// lexicon knows no office at all.
    ///
    /// ```
    /// use detente_lexicon::Offices;
    /// let offices: Offices = [("JOR", "king"), ("USA", "president")].into_iter().collect();
    /// assert!(offices.may_have("JOR", "king") && !offices.may_have("USA", "king"));
    /// assert!(offices.may_have("FRA", "king"));
    /// ```
    pub fn may_have(&self, head: &str, office: &str) -> bool {
        !self.known.contains(head) || self.held.contains(&format_compact!("{head} {office}"))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Offices {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(rows: I) -> Self {
        let mut offices = Self::default();
        for (head, office) in rows {
            if !offices.known.contains(head) {
                offices.known.insert(head.into());
            }
            offices
                .held
                .insert(format_compact!("{head} {}", office.to_lowercase()));
        }
        offices
    }
}
