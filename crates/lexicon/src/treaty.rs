//! Forums and agreements: what parties sit in and sign. They are never actors.

use detente_calendar::PartialDate;

/// A standing meeting of parties: its sessions are events between them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Forum {
    /// `russia-nato-council`
    pub id: String,
    /// "Russia-NATO Council"
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Heads of its members, where they are few enough to be told.
    pub parties: Vec<String>,
}

/// A treaty, agreement, accord or memorandum.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Agreement {
    /// `new-start`
    pub id: String,
    /// "New START"
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Heads of its parties, where they are few enough to be told.
    pub parties: Vec<String>,
    /// The one of its parties that a name of it tells: IRN of the "Iran nuclear deal". Whoever leaves such an agreement
    /// leaves it towards that party.
    pub about: Option<String>,
    /// When it was signed or adopted.
    pub signed: Option<PartialDate>,
    /// When it came into force.
    pub in_force: Option<PartialDate>,
    /// When it ended or lapsed.
    pub ended: Option<PartialDate>,
}
