//! Operators: frames that turn one act into another.
//!
//! "Urged Iran to free the sailors" is an appeal (02) about a release (084): 0253. A table for
//! each operator says which code it makes of which act, so that the vocabulary of acts serves
//! appeals, promises, demands, refusals, threats and halts alike.

use std::collections::BTreeMap;

use crate::vocabulary::WordSet;

/// What a frame does to the act inside it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// Asks for it.
    Appeal,
    /// Promises it, offers it, is ready for it, plans it.
    Intend,
    /// Insists on it.
    Demand,
    /// Will not do it, turns it down.
    Refuse,
    /// Warns that it will do it to somebody.
    Threaten,
    /// Stops doing it.
    Halt,
    /// Says that somebody did it.
    Accuse,
    /// Protests in order to get it.
    Protest,
    /// Grants or yields to it.
    Yield,
}

impl Operator {
    /// All operators.
    pub const ALL: [Self; 9] = [
        Self::Appeal,
        Self::Intend,
        Self::Demand,
        Self::Refuse,
        Self::Threaten,
        Self::Halt,
        Self::Accuse,
        Self::Protest,
        Self::Yield,
    ];
}

/// The codes an operator makes.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct OperatorCodes {
    /// The code where the content is no act that the table knows; empty for no event.
    pub default: String,
    /// Code or prefix of the act inside → code made; the longest prefix counts. An empty value
    /// means no event.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// The same for an act that is denied inside the frame ("urged them *not* to attack").
    #[serde(default)]
    pub negated: BTreeMap<String, String>,
}

impl OperatorCodes {
    /// The code for an act of `code`, `negated` or not, or `None` for no event.
    pub fn of(&self, code: Option<&str>, negated: bool) -> Option<&str> {
        let table = if negated { &self.negated } else { &self.codes };
        let made = code
            .and_then(|code| {
                (2..=code.len())
                    .rev()
                    .find_map(|length| table.get(code.get(..length)?))
            })
            .unwrap_or(&self.default);
        (!made.is_empty()).then_some(made.as_str())
    }
}

/// What the words of a content tell of it where no rule knows its act: "asked for *blankets*".
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct ContentWords {
    /// The operators that it counts for.
    pub of: Vec<Operator>,
    /// The code of the act that the words tell of, which the operator's table maps.
    pub code: String,
    /// Lemmas one of which must stand in the content.
    pub words: WordSet,
    /// Lemmas one of which must stand there too; empty for no such condition.
    pub and: WordSet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_counts() {
        let codes = OperatorCodes {
            default: "020".into(),
            codes: [
                ("04".into(), "026".into()),
                ("045".into(), "028".into()),
                ("01".into(), String::new()),
            ]
            .into(),
            negated: [("19".into(), "0256".into())].into(),
        };
        assert_eq!(codes.of(Some("046"), false), Some("026"));
        assert_eq!(codes.of(Some("045"), false), Some("028"));
        assert_eq!(codes.of(Some("112"), false), Some("020"));
        assert_eq!(codes.of(Some("010"), false), None);
        assert_eq!(codes.of(Some("190"), true), Some("0256"));
        assert_eq!(codes.of(None, false), Some("020"));
    }
}
