//! The moves of a transition system as ranges of scores.

use std::ops::Range;

use crate::model::convert_moves::NO_LABEL;
use crate::model::{ModelError, Sections};

/// What a move does to labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MoveLabel {
    /// The label as a byte of its set, [`NO_LABEL`] for none.
    pub label: u8,
    /// For a decorated relation the label of the head to look for, else [`NO_LABEL`].
    pub under: u8,
}

/// All moves, those of one action beside each other.
pub(crate) struct Moves {
    labels: Vec<MoveLabel>,
    actions: Vec<Range<usize>>,
}

impl Moves {
    /// Takes section `<name>.moves`; the labels must be below `label_count`, the actions below
    /// `action_count`.
    pub(crate) fn load(
        sections: &Sections,
        name: &str,
        action_count: usize,
        label_count: usize,
    ) -> Result<Self, ModelError> {
        let section = format!("{name}.moves");
        let bytes = sections.get(&section)?;
        let bad = |reason: &str| ModelError::bad(&section, reason);
        let (triples, rest) = bytes.as_chunks::<3>();
        if !rest.is_empty() {
            return Err(bad("no whole moves"));
        }
        let mut actions = vec![0..0; action_count];
        let mut labels = Vec::with_capacity(triples.len());
        for (index, &[action, label, under]) in triples.iter().enumerate() {
            let known = |label: u8| label == NO_LABEL || usize::from(label) < label_count;
            if !known(label) || !known(under) {
                return Err(bad("a label that is not of the set"));
            }
            let range: &mut Range<usize> = actions
                .get_mut(usize::from(action))
                .ok_or_else(|| bad("an unknown action"))?;
            if Range::is_empty(range) {
                *range = index..index + 1;
            } else if range.end == index {
                range.end += 1;
            } else {
                return Err(bad("moves of one action apart"));
            }
            labels.push(MoveLabel { label, under });
        }
        Ok(Self { labels, actions })
    }

    /// The number of moves.
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }

    /// The scores of an action's moves.
    pub(crate) fn action(&self, action: usize) -> Range<usize> {
        self.actions[action].clone()
    }

    /// The labels of a move.
    pub(crate) fn label(&self, index: usize) -> MoveLabel {
        self.labels[index]
    }
}

/// The best score so far and its move.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Best {
    /// The score.
    pub score: f32,
    /// The move, `usize::MAX` when there was none.
    pub index: usize,
}

impl Best {
    /// No move yet.
    pub(crate) const NONE: Self = Self {
        score: f32::NEG_INFINITY,
        index: usize::MAX,
    };

    /// Takes the first highest score of a range if it is above the best.
    pub(crate) fn consider(&mut self, scores: &[f32], range: Range<usize>) {
        let start = range.start;
        let scores = &scores[range];
        let (chunks, rest) = scores.as_chunks::<8>();
        let mut most = [f32::NEG_INFINITY; 8];
        for chunk in chunks {
            for (most, &score) in most.iter_mut().zip(chunk) {
                *most = if score > *most { score } else { *most };
            }
        }
        let top = most
            .iter()
            .chain(rest)
            .copied()
            .fold(f32::NEG_INFINITY, f32::max);
        if top > self.score
            && let Some(at) = scores.iter().position(|&score| score >= top)
        {
            *self = Self {
                score: top,
                index: start + at,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_equal_scores_wins() {
        let scores = [0.5, 2.0, 1.0, 2.0, -1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 3.0];
        let mut best = Best::NONE;
        best.consider(&scores, 0..0);
        assert_eq!(best.index, usize::MAX);
        best.consider(&scores, 1..10);
        assert_eq!(best.index, 1);
        best.consider(&scores, 3..4);
        assert_eq!(best.index, 1);
        best.consider(&scores, 10..11);
        assert_eq!(best.index, 10);
    }
}
