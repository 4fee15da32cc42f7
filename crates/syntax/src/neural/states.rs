//! Scores of the moves in a state of a transition system.
//!
//! A state is described by a few words (next word, top of the stack …). What each word contributes in
//! each of these places is worked out beforehand for a whole text, so that a state costs a handful of
//! additions and one small matrix product. Places that few states fill are worked out when they are.

use crate::kernels::{HIDDEN, HIDDEN_WIDE, Kernels, PANEL, ShortRows, ShortWeights, WIDTH};
use crate::model::{ModelError, Sections, Table};

/// Most places that describe a state.
const MOST_PLACES: usize = 8;
/// Weights of a place.
const PLACE: usize = HIDDEN_WIDE * HIDDEN;
/// Words whose contributions are worked out together: they stay in the first-level cache meanwhile.
const BLOCK: usize = 64;

/// Parameters of a transition system's network.
pub(crate) struct StateModel {
    features: usize,
    /// The first so many places are worked out beforehand.
    common: usize,
    reduce_weights: ShortWeights,
    reduce_bias: Table<f32>,
    feature_weights: Table<f32>,
    /// The weights of the common places, rounded.
    common_weights: ShortWeights,
    feature_bias: Table<f32>,
    pad: Table<f32>,
    score_weights: ShortWeights,
    score_bias: Table<f32>,
}

/// Buffers of a run, kept between runs.
#[derive(Default)]
pub(crate) struct StateBuffers {
    reduced: Vec<f32>,
    rounded: ShortRows,
    /// For each common place what each word contributes there.
    contributions: Vec<f32>,
}

impl StateBuffers {
    /// Gives back memory beyond what `words` words with `features` places need.
    pub(crate) fn shrink(&mut self, words: usize, features: usize) {
        self.contributions.truncate(words * features * HIDDEN_WIDE);
        self.contributions.shrink_to(words * features * HIDDEN_WIDE);
    }
}

impl StateModel {
    /// Takes the network `name` with `features` places and `moves` moves from a model file. The first
    /// `common` places are filled in most states.
    pub(crate) fn load(
        sections: &Sections,
        name: &str,
        features: usize,
        common: usize,
        moves: usize,
    ) -> Result<Self, ModelError> {
        let table =
            |part: &str, length| sections.table_of::<f32>(&format!("{name}.{part}"), length);
        let columns = moves.next_multiple_of(PANEL);
        let feature_weights = table("features.weights", features * HIDDEN_WIDE * HIDDEN)?;
        let common_weights = ShortWeights::new(&feature_weights[..common * PLACE], HIDDEN);
        Ok(Self {
            features,
            common,
            reduce_weights: ShortWeights::new(&table("reduce.weights", HIDDEN * WIDTH)?, WIDTH),
            reduce_bias: table("reduce.bias", HIDDEN)?,
            feature_weights,
            common_weights,
            feature_bias: table("features.bias", HIDDEN_WIDE)?,
            pad: table("features.pad", features * HIDDEN_WIDE)?,
            score_weights: ShortWeights::new(&table("scores.weights", columns * HIDDEN)?, HIDDEN),
            score_bias: table("scores.bias", columns)?,
        })
    }

    /// Works out what all words of `vectors` contribute in the common places, as exactly as `precision`
    /// tells.
    pub(crate) fn prepare<'a>(
        &'a self,
        kernels: Kernels,
        vectors: &ShortRows,
        buffers: &'a mut StateBuffers,
    ) -> States<'a> {
        let words = vectors.count();
        let StateBuffers {
            reduced,
            rounded,
            contributions,
        } = buffers;
        if reduced.len() < words * HIDDEN {
            reduced.resize(words * HIDDEN, 0.0);
        }
        let row = self.common * HIDDEN_WIDE;
        if contributions.len() < words * row {
            contributions.resize(words * row, 0.0);
        }
        let reduced = &mut reduced[..words * HIDDEN];
        kernels.multiply_in_shorts(
            (vectors, 0),
            &self.reduce_weights,
            (0, HIDDEN),
            false,
            reduced,
        );
        let bias: &[f32] = &self.reduce_bias;
        for word in reduced.chunks_exact_mut(HIDDEN) {
            for (value, bias) in word.iter_mut().zip(bias) {
                *value += bias;
            }
        }
        let contributions = &mut contributions[..words * row];
        let rare = &self.feature_weights[row * HIDDEN..];
        kernels.round_to_shorts(reduced, HIDDEN, rounded);
        for first in (0..words).step_by(BLOCK) {
            let rows = BLOCK.min(words - first);
            for place in 0..self.common {
                let at = (place * words + first) * HIDDEN_WIDE;
                let out = &mut contributions[at..at + rows * HIDDEN_WIDE];
                let columns = (place * HIDDEN_WIDE, HIDDEN_WIDE);
                kernels.multiply_in_shorts(
                    (rounded, first),
                    &self.common_weights,
                    columns,
                    true,
                    out,
                );
            }
        }
        debug_assert_eq!(rare.len(), (self.features - self.common) * PLACE);
        States {
            kernels,
            reduced,
            contributions,
            words,
            rare,
            pad: &self.pad,
            bias: &self.feature_bias,
            score_weights: &self.score_weights,
            score_bias: &self.score_bias,
        }
    }
}

/// A text's words, ready to score states.
pub(crate) struct States<'a> {
    kernels: Kernels,
    reduced: &'a [f32],
    contributions: &'a [f32],
    words: usize,
    /// The weights of the places that are not common.
    rare: &'a [f32],
    pad: &'a [f32],
    bias: &'a [f32],
    score_weights: &'a ShortWeights,
    score_bias: &'a [f32],
}

impl States<'_> {
    /// Length of the scores: the number of moves, rounded up.
    pub(crate) fn columns(&self) -> usize {
        self.score_bias.len()
    }

    /// Adds the vector of a state to `batch`. `common` and `rare` give the word in each place, counted
    /// from `first`; a negative number is an empty place.
    pub(crate) fn describe<const COMMON: usize, const RARE: usize>(
        &self,
        first: usize,
        common: [i32; COMMON],
        rare: [i32; RARE],
        batch: &mut StateBatch,
    ) {
        let mut worked_out = [[0.0; HIDDEN_WIDE]; RARE];
        let pad = |place: usize| &self.pad[place * HIDDEN_WIDE..(place + 1) * HIDDEN_WIDE];
        for (place, (out, word)) in worked_out.iter_mut().zip(rare).enumerate() {
            if let Ok(word) = usize::try_from(word) {
                let at = (first + word) * HIDDEN;
                let word = &self.reduced[at..at + HIDDEN];
                let weights = &self.rare[place * PLACE..(place + 1) * PLACE];
                self.kernels.multiply(1, HIDDEN, word, HIDDEN, weights, out);
            } else {
                out.copy_from_slice(pad(COMMON + place));
            }
        }
        let mut features: [&[f32]; MOST_PLACES] = [&[]; MOST_PLACES];
        for (place, (feature, word)) in features.iter_mut().zip(common).enumerate() {
            *feature = match usize::try_from(word) {
                Ok(word) => {
                    let at = (place * self.words + first + word) * HIDDEN_WIDE;
                    &self.contributions[at..at + HIDDEN_WIDE]
                }
                Err(_) => pad(place),
            };
        }
        for (feature, worked_out) in features[COMMON..].iter_mut().zip(&worked_out) {
            *feature = worked_out;
        }
        let at = batch.hidden.len();
        batch.hidden.resize(at + HIDDEN, 0.0);
        let features = &features[..COMMON + RARE];
        self.kernels
            .state_vector(features, self.bias, &mut batch.hidden[at..]);
    }

    /// Scores all moves in all states of `batch`.
    pub(crate) fn score(&self, batch: &mut StateBatch) {
        let StateBatch {
            hidden,
            rounded,
            scores,
        } = batch;
        let states = hidden.len() / HIDDEN;
        let columns = self.columns();
        scores.resize(states * columns, 0.0);
        let kernels = self.kernels;
        kernels.round_to_shorts(hidden, HIDDEN, rounded);
        kernels.multiply_in_shorts(
            (rounded, 0),
            self.score_weights,
            (0, columns),
            false,
            scores,
        );
        for scores in scores.chunks_exact_mut(columns) {
            for (score, bias) in scores.iter_mut().zip(self.score_bias) {
                *score += bias;
            }
        }
    }
}

/// States that are scored together, and their scores: the weights are read once for all of them.
#[derive(Default)]
pub(crate) struct StateBatch {
    hidden: Vec<f32>,
    rounded: ShortRows,
    scores: Vec<f32>,
}

impl StateBatch {
    /// Takes all states out.
    pub(crate) fn clear(&mut self) {
        self.hidden.clear();
    }

    /// The scores of each state, `columns` to each.
    pub(crate) fn scores(&self, columns: usize) -> impl Iterator<Item = &[f32]> {
        self.scores.chunks_exact(columns)
    }
}
