//! The network: word vectors in context, and the scores of the transition systems' moves.

pub(crate) mod embeddings;
pub(crate) mod encoder;
pub(crate) mod first_layer;
pub(crate) mod hashing;
pub(crate) mod moves;
pub(crate) mod states;
pub(crate) mod vectors;

/// A word as the network takes it: its lexeme's number and whether a space follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Number of the lexeme in the thread's lexeme cache.
    pub lexeme: u32,
    /// Whether a single space follows.
    pub space_after: bool,
}
