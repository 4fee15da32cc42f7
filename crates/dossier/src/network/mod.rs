//! Agreement networks: who takes the same side on the same issues, as the Discourse Network Analyzer
//! (DNA, Leifeld 2017) makes them, so that figures can be compared.
//!
//! A statement is a position that leans to a side ([`Leaning`]): its actor is DNA's organisation, its
//! issue the concept, its side the binary qualifier "agreement". With n⁺ and n⁻ the numbers of an
//! actor's statements for and against an issue, summed over issues:
//!
//! | aggregation | weight of the edge between *a* and *b* |
//! |---|---|
//! | congruence | Σ a⁺b⁺ + a⁻b⁻ |
//! | conflict | Σ a⁺b⁻ + a⁻b⁺ |
//! | subtract | congruence − conflict |
//! | ignore | Σ (a⁺ + a⁻)(b⁺ + b⁻) |
//!
//! | normalisation | divides by |
//! |---|---|
//! | no | 1 |
//! | average | half the statements of both |
//! | jaccard | statements of each on issue sides where the other has none, plus Σ a·b where both have some |
//! | cosine | the product of both numbers of statements, which is what DNA 2 and 3 divide by under this name |
//!
//! Duplicates are equal statements (actor, issue, side): all are counted, or one for each document,
//! ISO week, month or year, or one over the whole range. A two-mode network has edges from actors to
//! issues: a⁺ + a⁻ (ignore), a⁺ − a⁻ (subtract), each divided by an actor's statements (activity) or
//! by an issue's (prominence).
//!
//! Source of the definitions: DNA's `Exporter.java` (leifeld/dna, 2da3b5e) and its manual.

mod csv;
mod dot;
mod graphml;
mod one_mode;
mod statements;
mod two_mode;

use serde::{Deserialize, Serialize};

pub use csv::csv;
pub use dot::dot;
pub use graphml::graphml;
pub use one_mode::one_mode;
pub use statements::{LeftOut, Statements};
pub use two_mode::two_mode;

use crate::period::Window;
#[allow(unused_imports, reason = "for links of the docs")]
use crate::positions::Leaning;

/// Which statements count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duplicates {
    /// All count.
    #[default]
    Include,
    /// Equal ones of a document count once.
    Document,
    /// Equal ones of an ISO week count once.
    Week,
    /// Equal ones of a month count once.
    Month,
    /// Equal ones of a year count once.
    Year,
    /// Equal ones count once.
    AcrossRange,
}

/// How sides are joined to a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aggregation {
    /// Same side.
    #[default]
    Congruence,
    /// Opposite sides.
    Conflict,
    /// Congruence less conflict.
    Subtract,
    /// Same issue, whatever the side.
    Ignore,
}

/// What the weights of a one-mode network are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalisation {
    /// Nothing.
    #[default]
    No,
    /// Half the statements of both.
    Average,
    /// The statements of either, those in common once.
    Jaccard,
    /// The product of both numbers of statements.
    Cosine,
}

/// What the weights of a two-mode network are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TwoModeNormalisation {
    /// Nothing.
    #[default]
    No,
    /// The actor's statements.
    Activity,
    /// The issue's statements.
    Prominence,
}

/// Which positions become statements, and how often they count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementOptions {
    /// When they were made.
    pub window: Window,
    /// On which issues; on all where empty.
    pub issues: Vec<String>,
    /// Which statements count once.
    pub duplicates: Duplicates,
    /// Whether the roles of a country or body are nodes of their own.
    pub by_role: bool,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// An actor.
    Actor,
    /// An issue.
    Issue,
}

/// An actor, or an issue of a two-mode network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The actor's notation or the issue's id.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its statements that count.
    pub statements: usize,
}

/// An edge with its weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The one end; of two actors the alphabetically first, else the actor.
    pub from: String,
    /// The other end.
    pub to: String,
    /// The weight; never 0.
    pub weight: f64,
    /// One-mode: the issues on which both have statements. Two-mode: the issue.
    pub issues: Vec<String>,
}

/// A network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// Nodes by kind and id.
    pub nodes: Vec<Node>,
    /// Edges by their ends.
    pub edges: Vec<Edge>,
    /// What has no part in it.
    pub left_out: LeftOut,
}

#[cfg(test)]
mod tests;
