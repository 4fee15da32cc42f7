//! How much of a line's subject the article shares.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::lines::Line;

/// In how many prose lines of the main stretch each word stands.
pub(crate) struct Cohesion {
    lines_with: HashMap<u64, u32>,
    stretch: Option<(usize, usize)>,
}

impl Cohesion {
    pub(crate) fn new(lines: &[Line], stretch: Option<(usize, usize)>) -> Self {
        let mut lines_with: HashMap<u64, u32> = HashMap::default();
        if let Some((first, last)) = stretch {
            for line in lines[first..=last].iter().filter(|l| l.prose) {
                for word in line.subject() {
                    *lines_with.entry(*word).or_default() += 1;
                }
            }
        }
        Self {
            lines_with,
            stretch,
        }
    }

    /// The share of the words of line `at` that another prose line of the stretch has too.
    pub(crate) fn of(&self, at: usize, line: &Line) -> f32 {
        let inside = line.prose
            && self
                .stretch
                .is_some_and(|(first, last)| (first..=last).contains(&at));
        let needed = if inside { 2 } else { 1 };
        let words = line.subject();
        if words.is_empty() {
            return 0.0;
        }
        let shared = words
            .iter()
            .filter(|w| self.lines_with.get(*w).is_some_and(|n| *n >= needed))
            .count();
        shared as f32 / words.len() as f32
    }
}

/// The share of the words of lines `behind` that stand in lines `before`.
pub(crate) fn between(lines: &[Line], before: &[usize], behind: &[usize]) -> f32 {
    let words = |of: &[usize]| -> HashSet<u64> {
        of.iter()
            .flat_map(|i| lines[*i].subject().iter().copied())
            .collect()
    };
    let (before, behind) = (words(before), words(behind));
    behind.iter().filter(|w| before.contains(*w)).count() as f32 / behind.len().max(1) as f32
}
