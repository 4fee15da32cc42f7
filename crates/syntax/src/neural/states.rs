//! Scores of the moves in a state of a transition system.
//!
//! A state is described by a few words (next word, top of the stack …). What each word contributes in
//! each of these places is worked out beforehand for a whole text, so that a state costs a handful of
//! additions and one small matrix product.

use crate::kernels::{HIDDEN, HIDDEN_WIDE, Kernels, PANEL, WIDTH};
use crate::model::{ModelError, Sections, Table};

/// Parameters of a transition system's network.
pub(crate) struct StateModel {
    features: usize,
    reduce_weights: Table<f32>,
    reduce_bias: Table<f32>,
    feature_weights: Table<f32>,
    feature_bias: Table<f32>,
    pad: Table<f32>,
    score_weights: Table<f32>,
    score_bias: Table<f32>,
}

/// Buffers of a run, kept between runs.
#[derive(Default)]
pub(crate) struct StateBuffers {
    reduced: Vec<f32>,
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
    /// Takes the network `name` with `features` places and `moves` moves from a model file.
    pub(crate) fn load(
        sections: &Sections,
        name: &str,
        features: usize,
        moves: usize,
    ) -> Result<Self, ModelError> {
        let table =
            |part: &str, length| sections.table_of::<f32>(&format!("{name}.{part}"), length);
        let columns = moves.next_multiple_of(PANEL);
        Ok(Self {
            features,
            reduce_weights: table("reduce.weights", HIDDEN * WIDTH)?,
            reduce_bias: table("reduce.bias", HIDDEN)?,
            feature_weights: table("features.weights", features * HIDDEN_WIDE * HIDDEN)?,
            feature_bias: table("features.bias", HIDDEN_WIDE)?,
            pad: table("features.pad", features * HIDDEN_WIDE)?,
            score_weights: table("scores.weights", columns * HIDDEN)?,
            score_bias: table("scores.bias", columns)?,
        })
    }

    /// Works out the contributions of all words of `vectors`.
    pub(crate) fn prepare<'a>(
        &'a self,
        kernels: Kernels,
        vectors: &[f32],
        buffers: &'a mut StateBuffers,
    ) -> States<'a> {
        let words = vectors.len() / WIDTH;
        let StateBuffers {
            reduced,
            contributions,
        } = buffers;
        if reduced.len() < words * HIDDEN {
            reduced.resize(words * HIDDEN, 0.0);
        }
        let row = self.features * HIDDEN_WIDE;
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
        kernels.multiply(
            words,
            HIDDEN,
            reduced,
            HIDDEN,
            &self.feature_weights,
            contributions,
        );
        States {
            kernels,
            contributions,
            row,
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
    contributions: &'a [f32],
    row: usize,
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

    /// Scores all moves. `places` gives the word in each place, counted from `first`; a negative
    /// number is an empty place.
    pub(crate) fn score<const PLACES: usize>(
        &self,
        first: usize,
        places: [i32; PLACES],
        scores: &mut [f32],
    ) {
        let mut features: [&[f32]; PLACES] = [&[]; PLACES];
        for (place, (feature, word)) in features.iter_mut().zip(places).enumerate() {
            let offset = place * HIDDEN_WIDE;
            *feature = match usize::try_from(word) {
                Ok(word) => {
                    let at = (first + word) * self.row + offset;
                    &self.contributions[at..at + HIDDEN_WIDE]
                }
                Err(_) => &self.pad[offset..offset + HIDDEN_WIDE],
            };
        }
        self.kernels.score(
            &features,
            self.bias,
            self.score_weights,
            self.score_bias,
            scores,
        );
    }
}
