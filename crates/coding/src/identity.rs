//! Ids: content hashes of what defines a record, so that coding twice makes the same ids.

/// The first 128 bits of the BLAKE3 hash of the parts, each preceded by its length, as 32 hex digits.
///
/// ```
/// use detente_coding::identity::hash;
/// assert_eq!(hash(&["a", "b"]).len(), 32);
/// assert_ne!(hash(&["a", "b"]), hash(&["ab", ""]));
/// ```
pub fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
