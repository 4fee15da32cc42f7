//! Actors as the codebook writes them: `HEAD` or `HEAD:ROLE`.

use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;

use crate::actor_code;

/// What part of a state or of a society an actor is: the codebook's roles.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[allow(
    clippy::upper_case_acronyms,
    reason = "the codes are written so in the field"
)]
pub enum Role {
    /// The executive, diplomats, leaders.
    GOV,
    /// Armed forces.
    MIL,
    /// Parliament.
    LEG,
    /// Courts and prosecutors.
    JUD,
    /// Police.
    COP,
    /// Intelligence services.
    SPY,
    /// Parties out of office.
    OPP,
    /// Armed rebels.
    REB,
    /// Separatists.
    SEP,
    /// Armed people of unknown allegiance.
    UAF,
    /// Business.
    BUS,
    /// Media.
    MED,
    /// Civilians, unions, protesters.
    CVL,
    /// Schools and universities.
    EDU,
    /// Refugees.
    REF,
    /// Criminals.
    CRM,
    /// Non-governmental organisations.
    NGO,
    /// Intergovernmental organisations.
    IGO,
}

impl Role {
    /// What those who have the role are called, as `armed forces`.
    ///
    /// ```
    /// assert_eq!(detente_lexicon::Role::MIL.label(), "armed forces");
    /// ```
    pub fn label(self) -> &'static str {
        match self {
            Self::GOV => "government",
            Self::MIL => "armed forces",
            Self::LEG => "parliament",
            Self::JUD => "courts",
            Self::COP => "police",
            Self::SPY => "intelligence",
            Self::OPP => "opposition",
            Self::REB => "armed rebels",
            Self::SEP => "separatists",
            Self::UAF => "unidentified armed forces",
            Self::BUS => "business",
            Self::MED => "media",
            Self::CVL => "civilians",
            Self::EDU => "schools and universities",
            Self::REF => "refugees",
            Self::CRM => "criminals",
            Self::NGO => "non-governmental organisations",
            Self::IGO => "intergovernmental organisations",
        }
    }

    /// All roles in the codebook's order.
    pub const ALL: [Self; 18] = [
        Self::GOV,
        Self::MIL,
        Self::LEG,
        Self::JUD,
        Self::COP,
        Self::SPY,
        Self::OPP,
        Self::REB,
        Self::SEP,
        Self::UAF,
        Self::BUS,
        Self::MED,
        Self::CVL,
        Self::EDU,
        Self::REF,
        Self::CRM,
        Self::NGO,
        Self::IGO,
    ];

    /// The three letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GOV => "GOV",
            Self::MIL => "MIL",
            Self::LEG => "LEG",
            Self::JUD => "JUD",
            Self::COP => "COP",
            Self::SPY => "SPY",
            Self::OPP => "OPP",
            Self::REB => "REB",
            Self::SEP => "SEP",
            Self::UAF => "UAF",
            Self::BUS => "BUS",
            Self::MED => "MED",
            Self::CVL => "CVL",
            Self::EDU => "EDU",
            Self::REF => "REF",
            Self::CRM => "CRM",
            Self::NGO => "NGO",
            Self::IGO => "IGO",
        }
    }

    /// The role of three capital letters.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A party that acts: a country or organisation, and which part of it.
///
/// ```
/// use detente_lexicon::{Actor, Role};
/// let actor: Actor = "RUS:MIL".parse().unwrap();
/// assert_eq!((actor.head.as_str(), actor.role), ("RUS", Some(Role::MIL)));
/// assert_eq!(actor.to_string(), "RUS:MIL");
/// assert_eq!(actor.code(), "RUSMIL");
/// assert!(actor.is_state());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    /// ISO 3166-1 alpha-3 code, an organisation's id, or `-` where the country is unknown.
    pub head: CompactString,
    /// The part; `None` for an organisation as a whole.
    pub role: Option<Role>,
}

/// The text is no actor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActorError {
    /// The part before the colon is no code.
    #[error(
        "`{0}` is no actor: write capitals and digits, as RUS, NATO, G20 or RUS:GOV, or `-:ROLE`"
    )]
    Head(String),
    /// The part after the colon is no role.
    #[error(
        "`{0}` is no role: use one of GOV MIL LEG JUD COP SPY OPP REB SEP UAF BUS MED CVL EDU REF CRM NGO IGO"
    )]
    Role(String),
}

impl Actor {
    /// The actor `head:role`.
    pub fn new(head: impl Into<CompactString>, role: Option<Role>) -> Self {
        Self {
            head: head.into(),
            role,
        }
    }

    /// Whether the head is a country of the codebook (ISO 3166-1 with `PSE`, `XKX`, `TWN`).
    pub fn is_state(&self) -> bool {
        actor_code::is_country(&self.head)
    }

    /// Whether the country or organisation is unknown: `-:UAF`.
    pub fn is_unknown(&self) -> bool {
        self.head == "-"
    }

    /// The CAMEO actor code: country and role (`RUSMIL`), an organisation's own code where CAMEO has
    /// one (`IGOUNO`), else the head.
    pub fn code(&self) -> CompactString {
        actor_code::cameo(self)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.role {
            Some(role) => write!(f, "{}:{role}", self.head),
            None => f.write_str(&self.head),
        }
    }
}

impl FromStr for Actor {
    type Err = ActorError;

    fn from_str(text: &str) -> Result<Self, ActorError> {
        let (head, role) = match text.split_once(':') {
            Some((head, role)) => (
                head,
                Some(Role::parse(role).ok_or_else(|| ActorError::Role(role.to_owned()))?),
            ),
            None => (text, None),
        };
        let is_code = head.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && head
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
        if !(is_code || head == "-" && role.is_some()) {
            return Err(ActorError::Head(head.to_owned()));
        }
        Ok(Self::new(head, role))
    }
}

impl serde::Serialize for Actor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Actor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CompactString::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Actor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Actor".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "HEAD or HEAD:ROLE; HEAD is ISO 3166-1 alpha-3, an organisation's id, or - for an unknown country",
            "pattern": "^(-|[A-Z0-9][A-Z0-9-]*)(:[A-Z]{3})?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for text in ["RUS:GOV", "NATO", "-:UAF", "G20", "AL-NUSRA"] {
            assert_eq!(text.parse::<Actor>().unwrap().to_string(), text);
        }
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }

    #[test]
    fn refuses_what_is_no_actor() {
        for text in [
            "", "-", "rus:GOV", "RUS:", "RUS:FOO", "RUS GOV", ":GOV", "120]--",
        ] {
            assert!(text.parse::<Actor>().is_err(), "{text}");
        }
    }
}
