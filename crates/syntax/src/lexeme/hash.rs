//! The numbers spaCy knows strings by.

use super::symbols::symbol;

const SEED: u64 = 1;
const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
const SHIFT: u32 = 47;

fn word(bytes: &[u8]) -> u64 {
    let mut buffer = [0u8; 8];
    buffer[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(buffer)
}

/// The 64-bit Murmur hash (variant 2A, seed 1) of a string's UTF-8 bytes.
///
/// ```
/// assert_eq!(detente_syntax::lexeme::hash_string("coffee"), 3197928453018144401);
/// ```
pub fn hash_string(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let mut blocks = bytes.chunks_exact(8);
    for block in &mut blocks {
        let mut value = word(block).wrapping_mul(FACTOR);
        value ^= value >> SHIFT;
        hash = (hash ^ value.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    let rest = blocks.remainder();
    if !rest.is_empty() {
        hash = (hash ^ word(rest)).wrapping_mul(FACTOR);
    }
    hash ^= hash >> SHIFT;
    hash = hash.wrapping_mul(FACTOR);
    hash ^ (hash >> SHIFT)
}

/// The number a string has in spaCy's string store: 0 for the empty string, a small fixed number for
/// the names spaCy keeps for itself (`NOUN`, `X`, `dep`), else [`hash_string`].
///
/// ```
/// use detente_syntax::lexeme::{hash_string, string_id};
/// assert_eq!(string_id(""), 0);
/// assert_eq!(string_id("NOUN"), 92);
/// assert_eq!(string_id("noun"), hash_string("noun"));
/// ```
pub fn string_id(text: &str) -> u64 {
    if text.is_empty() {
        0
    } else {
        symbol(text).unwrap_or_else(|| hash_string(text))
    }
}
