//! Articles that share their text: copies, cut, re-titled, re-ordered or updated.
//!
//! Candidates are found by min-wise hashing over runs of three words in bands; of each the runs are then
//! compared themselves. Two texts are near-duplicates if most of the shorter one's runs stand in the
//! longer one and most of its names and numbers do: reports made from one template share their runs but
//! not their facts. That a copy may be cut is why the share is taken of the shorter text and not of both.

mod shingles;

use std::collections::VecDeque;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

pub use shingles::Fingerprint;
use shingles::{HASHES, shared};

/// Least share of the shorter text's runs that must stand in the longer one.
const RUNS: f64 = 0.45;

/// Least share of the shorter text's names and numbers that must stand in the longer one.
const FACTS: f64 = 0.7;

/// Fewest runs of a text that is compared: a line or two are alike by chance.
const SHORTEST: usize = 20;

/// Hashes of a band: texts are candidates if all hashes of one band are the same.
const BAND: usize = 2;

/// Articles that one band's value may have before it is no longer asked: furniture that every page of
/// a site carries.
const MOST_IN_BAND: usize = 200;

/// How two texts compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// Share of the shorter text's runs of words that the longer one has, from 0 to 1.
    pub runs: f64,
    /// Share of the shorter text's names and numbers that the longer one has, from 0 to 1; 1 if it has
    /// none.
    pub facts: f64,
}

impl Overlap {
    /// Compares two texts.
    ///
    /// ```
    /// use detente_stories::near::{Fingerprint, Overlap};
    /// let long = Fingerprint::of("Envoys of both countries met in Oslo on Monday. They will meet again in May.");
    /// let cut = Fingerprint::of("Envoys of both countries met in Oslo on Monday.");
    /// let overlap = Overlap::of(&long, &cut);
    /// assert!(overlap.runs > 0.99 && overlap.facts > 0.99);
    /// ```
    pub fn of(a: &Fingerprint, b: &Fingerprint) -> Self {
        let (short, long) = if a.shingles.len() <= b.shingles.len() {
            (a, b)
        } else {
            (b, a)
        };
        let share = |part: &[u64], whole: &[u64]| {
            if part.is_empty() {
                1.0
            } else {
                shared(part, whole) as f64 / part.len() as f64
            }
        };
        Self {
            runs: share(&short.shingles, &long.shingles),
            facts: share(&short.facts, &long.facts),
        }
    }

    /// Whether the texts are near-duplicates.
    pub fn is_near(&self) -> bool {
        self.runs >= RUNS && self.facts >= FACTS
    }
}

/// Whether two texts are near-duplicates.
pub fn are_near(a: &Fingerprint, b: &Fingerprint) -> bool {
    a.shingles.len().min(b.shingles.len()) >= SHORTEST && Overlap::of(a, b).is_near()
}

/// The number of a group of near-duplicates: that of its first article, counted from 0.
pub type GroupNumber = u64;

/// Groups near-duplicates as they arrive.
///
/// An article joins the group of the earliest article kept that it is a near-duplicate of, else opens a
/// group of one. The fingerprints of the last `most` articles are kept.
#[derive(Debug)]
pub struct NearDuplicates {
    most: usize,
    kept: VecDeque<Kept>,
    /// Number of the first article kept.
    first: u64,
    bands: HashMap<(u8, u64), Vec<u64>>,
}

#[derive(Debug)]
struct Kept {
    fingerprint: Fingerprint,
    group: GroupNumber,
    bands: Vec<u64>,
}

impl Default for NearDuplicates {
    fn default() -> Self {
        Self::new(100_000)
    }
}

impl NearDuplicates {
    /// No articles yet; the last `most` will be kept (a long one takes 40 KB, a usual one 5).
    pub fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            kept: VecDeque::new(),
            first: 0,
            bands: HashMap::default(),
        }
    }

    /// Puts the next article into its group.
    pub fn add(&mut self, fingerprint: Fingerprint) -> GroupNumber {
        let number = self.first + self.kept.len() as u64;
        let bands = bands(&fingerprint);
        let mut asked: HashSet<u64> = HashSet::default();
        for (at, band) in bands.iter().enumerate() {
            let others = self.bands.get(&(at as u8, *band));
            asked.extend(others.into_iter().flatten());
        }
        let group = asked
            .into_iter()
            .filter(|other| {
                let at = other.checked_sub(self.first).map(|at| at as usize);
                at.and_then(|at| self.kept.get(at))
                    .is_some_and(|kept| are_near(&kept.fingerprint, &fingerprint))
            })
            .min()
            .and_then(|other| self.kept.get((other - self.first) as usize))
            .map_or(number, |kept| kept.group);
        for (at, band) in bands.iter().enumerate() {
            let others = self.bands.entry((at as u8, *band)).or_default();
            if others.len() < MOST_IN_BAND {
                others.push(number);
            }
        }
        self.kept.push_back(Kept {
            fingerprint,
            group,
            bands,
        });
        while self.kept.len() > self.most {
            self.forget_first();
        }
        group
    }

    fn forget_first(&mut self) {
        let Some(kept) = self.kept.pop_front() else {
            return;
        };
        for (at, band) in kept.bands.into_iter().enumerate() {
            let key = (at as u8, band);
            if let Some(others) = self.bands.get_mut(&key) {
                others.retain(|other| *other != self.first);
                if others.is_empty() {
                    self.bands.remove(&key);
                }
            }
        }
        self.first += 1;
    }
}

/// The value of each band; none for a text that is too short.
fn bands(fingerprint: &Fingerprint) -> Vec<u64> {
    if fingerprint.shingles.len() < SHORTEST {
        return Vec::new();
    }
    let signature = fingerprint.signature();
    signature
        .chunks_exact(BAND)
        .take(HASHES / BAND)
        .map(|band| crate::words::hash(band.iter().flat_map(|value| value.to_le_bytes())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Norway recalled its ambassador from Minsk on Monday after a court there jailed the \
        editor Pavel Orlik for nine years. The minister, Kari Lund, said that Oslo would not be silent. Talks \
        about a new consulate in Grodno were put off, and a loan of 40 million euros will be looked at again.";

    #[test]
    fn copies_join_and_others_do_not() {
        let mut near = NearDuplicates::default();
        let first = near.add(Fingerprint::of(REPORT));
        let cut = &REPORT[..REPORT.find("Talks").unwrap()];
        assert_eq!(near.add(Fingerprint::of(cut)), first);
        let template = REPORT
            .replace("Norway", "Latvia")
            .replace("Minsk", "Baku")
            .replace("Pavel Orlik", "Anar Veli")
            .replace("Kari Lund", "Ilze Kalna")
            .replace("Oslo", "Riga")
            .replace("Grodno", "Ganja")
            .replace("40", "15");
        assert_ne!(near.add(Fingerprint::of(&template)), first);
        assert_ne!(near.add(Fingerprint::of("")), near.add(Fingerprint::of("")));
    }

    #[test]
    fn memory_is_bounded() {
        let mut near = NearDuplicates::new(3);
        let of = |n: usize| Fingerprint::of(&REPORT.replace(' ', &format!(" x{n} ")));
        let first = near.add(of(0));
        for n in 1..5 {
            near.add(of(n));
        }
        assert_eq!(near.kept.len(), 3);
        assert!(near.bands.len() <= 3 * HASHES / BAND);
        // What was forgotten opens its group anew.
        assert_ne!(near.add(of(0)), first);
        assert_eq!(near.add(of(4)), 4);
    }
}
