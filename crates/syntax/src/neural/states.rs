//! Scores of the moves in a state of a transition system.
//!
//! A state is described by a few words (next word, top of the stack …). What each word contributes in
//! each of these places is worked out beforehand for a whole text, so that a state costs a handful of
//! additions and one small matrix product. Places that few states fill are worked out when they are.

use std::sync::OnceLock;

use crate::kernels::{HIDDEN, HIDDEN_WIDE, Kernels, PANEL, ShortRows, ShortWeights, WIDTH};
use crate::model::{ModelError, Sections, Table};
use crate::scratch::Precision;

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
    reduce_weights: Table<f32>,
    reduce_bias: Table<f32>,
    feature_weights: Table<f32>,
    /// The weights of the common places, rounded, when first asked for.
    rounded: OnceLock<ShortWeights>,
    feature_bias: Table<f32>,
    pad: Table<f32>,
    score_weights: Table<f32>,
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
        Ok(Self {
            features,
            common,
            reduce_weights: table("reduce.weights", HIDDEN * WIDTH)?,
            reduce_bias: table("reduce.bias", HIDDEN)?,
            feature_weights: table("features.weights", features * HIDDEN_WIDE * HIDDEN)?,
            rounded: OnceLock::new(),
            feature_bias: table("features.bias", HIDDEN_WIDE)?,
            pad: table("features.pad", features * HIDDEN_WIDE)?,
            score_weights: table("scores.weights", columns * HIDDEN)?,
            score_bias: table("scores.bias", columns)?,
        })
    }

    /// Works out what all words of `vectors` contribute in the common places, as exactly as `precision`
    /// tells.
    pub(crate) fn prepare<'a>(
        &'a self,
        (kernels, precision): (Kernels, Precision),
        vectors: &[f32],
        buffers: &'a mut StateBuffers,
    ) -> States<'a> {
        let words = vectors.len() / WIDTH;
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
        kernels.multiply(words, WIDTH, vectors, WIDTH, &self.reduce_weights, reduced);
        let bias: &[f32] = &self.reduce_bias;
        for word in reduced.chunks_exact_mut(HIDDEN) {
            for (value, bias) in word.iter_mut().zip(bias) {
                *value += bias;
            }
        }
        let contributions = &mut contributions[..words * row];
        let (common, rare) = self.feature_weights.split_at(row * HIDDEN);
        let short = (precision == Precision::Fast).then(|| {
            kernels.round_to_shorts(reduced, rounded);
            self.rounded.get_or_init(|| ShortWeights::new(common))
        });
        for (block, reduced) in reduced.chunks(BLOCK * HIDDEN).enumerate() {
            let rows = reduced.len() / HIDDEN;
            for (place, weights) in common.chunks_exact(PLACE).enumerate() {
                let at = (place * words + block * BLOCK) * HIDDEN_WIDE;
                let out = &mut contributions[at..at + rows * HIDDEN_WIDE];
                if let Some(short) = short {
                    let (first, column) = (block * BLOCK, place * HIDDEN_WIDE);
                    kernels.multiply_in_shorts(rounded, first, short, column, HIDDEN_WIDE, out);
                    continue;
                }
                let ahead = common.get((place + 1) * PLACE..(place + 2) * PLACE);
                let ahead = ahead.unwrap_or_default();
                kernels.multiply_ahead(rows, HIDDEN, reduced, HIDDEN, weights, out, ahead);
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
    score_weights: &'a [f32],
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
        let StateBatch { hidden, scores } = batch;
        let states = hidden.len() / HIDDEN;
        // The product of four rows takes hardly longer than that of one.
        let rows = states.next_multiple_of(4);
        let columns = self.columns();
        hidden.resize(rows * HIDDEN, 0.0);
        scores.resize(rows * columns, 0.0);
        self.kernels
            .multiply(rows, HIDDEN, hidden, HIDDEN, self.score_weights, scores);
        for scores in scores[..states * columns].chunks_exact_mut(columns) {
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
