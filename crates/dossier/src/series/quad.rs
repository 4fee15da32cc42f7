//! Quad classes: cooperation and conflict, in words and in deeds, by a named scheme.

use serde::{Deserialize, Serialize};

/// Whose classes they are. GDELT and Phoenix disagree on the roots 01, 02 and 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuadScheme {
    /// 1 = roots 01–05, 2 = 06–08, 3 = 09–13, 4 = 14–20.
    #[default]
    Gdelt,
    /// 0 = 01, 02 (neither), 1 = 03–05, 2 = 06–08, 3 = 09–13 and 16, 4 = 14, 15, 17–20.
    Phoenix,
}

impl QuadScheme {
    /// The class of a CAMEO code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
    /// 4 material conflict, 0 neither; `None` where the code has no root of CAMEO's.
    ///
    /// ```
    /// use detente_dossier::series::QuadScheme;
    /// assert_eq!(QuadScheme::Gdelt.class("163"), Some(4));
    /// assert_eq!(QuadScheme::Phoenix.class("163"), Some(3));
    /// assert_eq!(QuadScheme::Gdelt.class("99"), None);
    /// ```
    pub fn class(self, cameo: &str) -> Option<u8> {
        let root: u8 = cameo.get(..2)?.parse().ok()?;
        match (self, root) {
            (Self::Phoenix, 1 | 2) => Some(0),
            (_, 1..=5) => Some(1),
            (_, 6..=8) => Some(2),
            (_, 9..=13) | (Self::Phoenix, 16) => Some(3),
            (_, 14..=20) => Some(4),
            _ => None,
        }
    }

    /// The name that records carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gdelt => "gdelt",
            Self::Phoenix => "phoenix",
        }
    }
}
