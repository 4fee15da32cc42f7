//! From the parser's arcs to the final tree: decorated relations are moved to where they belong, and
//! sentences are read off the roots.

use crate::labels::Dep;

/// Rounds after which edges that do not settle are left as they are.
const ROUNDS: usize = 12;

/// A tree under construction, over the words of one text.
#[derive(Default)]
pub(crate) struct Tree {
    /// Each word's head; its own for a root.
    pub heads: Vec<u32>,
    /// Each word's relation.
    pub deps: Vec<Dep>,
    /// For a decorated relation the label of the head to look for.
    pub under: Vec<Option<Dep>>,
    /// Whether a sentence begins with the word.
    pub starts: Vec<bool>,
    /// First and last word of what hangs below each word.
    left: Vec<u32>,
    right: Vec<u32>,
    queue: Vec<u32>,
}

impl Tree {
    /// Empties the tree for `length` words.
    pub(crate) fn clear(&mut self) {
        self.heads.clear();
        self.deps.clear();
        self.under.clear();
    }

    /// Moves decorated arcs and finds the sentence starts. `is_space` tells white-space words, which
    /// are never looked at as heads.
    pub(crate) fn finish(&mut self, is_space: impl Fn(usize) -> bool) {
        self.settle_edges();
        let mut moved = false;
        for word in 0..self.heads.len() {
            if let Some(label) = self.under[word] {
                if let Some(head) = self.find_head(word as u32, label, &is_space) {
                    self.heads[word] = head;
                }
                self.under[word] = None;
                moved = true;
            }
        }
        if moved {
            self.settle_edges();
        }
        self.starts.clear();
        self.starts.resize(self.heads.len(), false);
        for word in 0..self.heads.len() {
            if self.heads[word] as usize == word {
                self.starts[self.left[word] as usize] = true;
            }
        }
    }

    /// The first word with relation `label` below the head of `word`, breadth first.
    fn find_head(
        &mut self,
        word: u32,
        label: Dep,
        is_space: impl Fn(usize) -> bool,
    ) -> Option<u32> {
        self.queue.clear();
        self.queue.push(self.heads[word as usize]);
        let mut at = 0;
        // The queue cannot outgrow the text, since each word has one head; the bound guards against
        // a cycle all the same.
        while at < self.queue.len() && at <= self.heads.len() {
            let parent = self.queue[at];
            at += 1;
            for child in self.left[parent as usize]..=self.right[parent as usize] {
                let index = child as usize;
                if child == parent || self.heads[index] != parent || child == word {
                    continue;
                }
                if is_space(index) {
                    continue;
                }
                if self.deps[index] == label && self.under[index].is_none() {
                    return Some(child);
                }
                self.queue.push(child);
            }
        }
        None
    }

    /// First and last word below each word. A tree with crossing arcs takes several rounds.
    fn settle_edges(&mut self) {
        self.left.clear();
        self.left.extend(0..self.heads.len() as u32);
        self.right.clear();
        self.right.extend(0..self.heads.len() as u32);
        for _ in 0..ROUNDS {
            for word in 0..self.heads.len() {
                self.widen(word);
            }
            for word in (0..self.heads.len()).rev() {
                self.widen(word);
            }
            if self.heads_stay_in_sentences() {
                break;
            }
        }
    }

    fn widen(&mut self, word: usize) {
        let head = self.heads[word] as usize;
        self.left[head] = self.left[head].min(self.left[word]);
        self.right[head] = self.right[head].max(self.right[word]);
    }

    /// Whether no arc leaves its sentence, as far as the edges are known.
    fn heads_stay_in_sentences(&mut self) -> bool {
        let length = self.heads.len();
        self.starts.clear();
        self.starts.resize(length, false);
        for word in 0..length {
            if self.heads[word] as usize == word {
                self.starts[self.left[word] as usize] = true;
            }
        }
        let mut start = 0;
        for word in 0..length {
            if (word > 0 && self.starts[word]) || word + 1 == length {
                // The original looks one word past the end here; so must this, to stop when it does.
                let within = start as u32..=word as u32;
                if !self.heads[start..word]
                    .iter()
                    .all(|head| within.contains(head))
                {
                    return false;
                }
                start = word;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(heads: &[u32], deps: &[Dep]) -> Tree {
        Tree {
            heads: heads.to_vec(),
            deps: deps.to_vec(),
            under: vec![None; heads.len()],
            ..Tree::default()
        }
    }

    #[test]
    fn sentences_begin_at_the_left_edge_of_roots() {
        let mut tree = tree(
            &[1, 1, 1, 4, 4],
            &[Dep::Nsubj, Dep::Root, Dep::Punct, Dep::Nsubj, Dep::Root],
        );
        tree.finish(|_| false);
        assert_eq!(tree.starts, [true, false, false, true, false]);
    }

    #[test]
    fn a_decorated_relation_moves_to_the_first_head_with_its_label() {
        // "talks opened today on trade": `on` was lifted from `talks` to `opened`.
        let mut tree = tree(
            &[1, 1, 1, 1, 3],
            &[Dep::Nsubj, Dep::Root, Dep::Npadvmod, Dep::Prep, Dep::Pobj],
        );
        tree.under[3] = Some(Dep::Nsubj);
        tree.finish(|_| false);
        assert_eq!(tree.heads, [1, 1, 1, 0, 3]);
        assert_eq!(tree.starts, [true, false, false, false, false]);
    }
}
