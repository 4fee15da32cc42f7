//! Which stories have a term.

use rustc_hash::FxHashMap as HashMap;

use super::terms::Terms;

/// How many of an article's heaviest names, and of its heaviest words, ask for stories.
const ASKED: usize = 40;

/// A term of more stories tells too little to ask by.
const MOST_STORIES: usize = 4_000;

/// How many stories an article is compared to.
const COMPARED: usize = 60;

/// Numbers of stories by term.
#[derive(Debug, Default)]
pub(super) struct Postings(HashMap<u64, Vec<u64>>);

impl Postings {
    pub fn add(&mut self, story: u64, terms: impl Iterator<Item = u64>) {
        for term in terms {
            self.0.entry(term).or_default().push(story);
        }
    }

    pub fn remove(&mut self, story: u64, terms: impl Iterator<Item = u64>) {
        for term in terms {
            let Some(stories) = self.0.get_mut(&term) else {
                continue;
            };
            if let Some(at) = stories.iter().rposition(|s| *s == story) {
                stories.swap_remove(at);
            }
            if stories.is_empty() {
                self.0.remove(&term);
            }
        }
    }

    /// How many terms have stories.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The stories that share most with an article.
    pub fn candidates(&self, terms: &Terms) -> Vec<u64> {
        let mut shared: HashMap<u64, f32> = HashMap::default();
        for vector in [&terms.names, &terms.words] {
            let mut heaviest = vector.0.clone();
            heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (term, weight) in heaviest.into_iter().take(ASKED) {
                let stories = self.0.get(&term).filter(|s| s.len() <= MOST_STORIES);
                for story in stories.into_iter().flatten() {
                    *shared.entry(*story).or_default() += weight * weight;
                }
            }
        }
        let mut order: Vec<(u64, f32)> = shared.into_iter().collect();
        order.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(COMPARED);
        order.into_iter().map(|(story, _)| story).collect()
    }
}
