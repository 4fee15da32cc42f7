//! Runs of words, and their signature.

use crate::words::{hash, words};

/// Words of a shingle.
const WIDTH: usize = 3;

/// Most shingles that are kept of a text: those with the least hashes, a sample that is the same for
/// texts that share them.
const MOST: usize = 2_000;

/// Hashes of a signature.
pub(super) const HASHES: usize = 128;

/// What a text is compared by: its runs of three words, and the names and numbers in it.
///
/// Its size is bounded: a longer text is compared by a sample.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// Hashes of the runs, sorted, each once.
    pub(super) shingles: Vec<u64>,
    /// Hashes of words with a capital within a sentence, and of numbers, sorted, each once.
    pub(super) facts: Vec<u64>,
}

impl Fingerprint {
    /// The fingerprint of a body, without its headline: copies have other headlines.
    pub fn of(body: &str) -> Self {
        let words: Vec<_> = words(body).collect();
        let hashes: Vec<u64> = words
            .iter()
            .map(|word| hash(word.folded().bytes()))
            .collect();
        let mut shingles: Vec<u64> = hashes
            .windows(WIDTH)
            .map(|run| mixed(hash(run.iter().flat_map(|word| word.to_le_bytes()))))
            .collect();
        shingles.sort_unstable();
        shingles.dedup();
        shingles.truncate(MOST);
        let mut facts: Vec<u64> = words
            .iter()
            .zip(&hashes)
            .filter(|(word, _)| word.is_number() || word.is_capital() && !word.opens)
            .map(|(_, hash)| *hash)
            .collect();
        facts.sort_unstable();
        facts.dedup();
        facts.truncate(MOST);
        Self { shingles, facts }
    }

    /// Whether the text is too short to be compared.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    /// The least value of each of [`HASHES`] hash functions over the runs: two texts agree in as many of
    /// them as they share of their runs (Broder's min-wise hashing).
    pub(super) fn signature(&self) -> [u64; HASHES] {
        let mut least = [u64::MAX; HASHES];
        for shingle in &self.shingles {
            let mut value = *shingle;
            for slot in &mut least {
                value = mixed(value);
                *slot = value.min(*slot);
            }
        }
        least
    }
}

/// The finishing step of `SplitMix64`: a bijection of well-mixed bits.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// How many values two sorted lists share.
pub(super) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, count) = (i + 1, j + 1, count + 1);
            }
        }
    }
    count
}
