//! Which open stories have a term.

use rustc_hash::FxHashMap as HashMap;

use super::terms::Terms;

/// How many of an article's heaviest names, and of its heaviest words, ask for stories.
const ASKED: usize = 40;

/// A term of more stories tells too little to ask by.
const MOST_STORIES: usize = 4_000;

/// How many stories an article is compared to.
const COMPARED: usize = 60;

/// The places of stories by term, ascending: a story is found in a long list, and taken out of it, without
/// reading the list.
#[derive(Debug, Default)]
pub(super) struct Postings {
    stories: HashMap<u64, Vec<u32>>,
    /// What each story shares with the article in hand, by place; all 0 between articles.
    shared: Vec<f32>,
}

impl Postings {
    /// Notes that a story has a term; one that is both a name and a word of it is noted twice.
    pub fn add(&mut self, story: u32, term: u64) {
        let stories = self.stories.entry(term).or_default();
        let at = stories.partition_point(|other| *other < story);
        stories.insert(at, story);
    }

    /// Notes that a story has a term no more.
    pub fn remove(&mut self, story: u32, term: u64) {
        let Some(stories) = self.stories.get_mut(&term) else {
            return;
        };
        if let Ok(at) = stories.binary_search(&story) {
            stories.remove(at);
        }
        if stories.is_empty() {
            self.stories.remove(&term);
        }
    }

    /// How many terms have stories.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.stories.len()
    }

    /// Of the stories in the places that are `open` to an article those that share most with it.
    pub fn candidates(&mut self, terms: &Terms, open: &[bool]) -> Vec<u32> {
        self.shared.resize(open.len(), 0.0);
        let mut found = Vec::new();
        for vector in [&terms.names, &terms.words] {
            let mut heaviest = vector.0.clone();
            heaviest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (term, weight) in heaviest.into_iter().take(ASKED) {
                let stories = self.stories.get(&term).filter(|s| s.len() <= MOST_STORIES);
                for story in stories.into_iter().flatten() {
                    let place = *story as usize;
                    if !open[place] {
                        continue;
                    }
                    if self.shared[place] == 0.0 {
                        found.push(*story);
                    }
                    self.shared[place] += weight * weight;
                }
            }
        }
        let mut order: Vec<(u32, f32)> = found
            .into_iter()
            .map(|story| (story, std::mem::take(&mut self.shared[story as usize])))
            .collect();
        if order.len() > COMPARED {
            order.select_nth_unstable_by(COMPARED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            order.truncate(COMPARED);
        }
        order.into_iter().map(|(story, _)| story).collect()
    }
}
