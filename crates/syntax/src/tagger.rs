//! The tagger: one linear layer over the encoder's vectors.

use crate::kernels::{Kernels, PANEL, ShortRows, ShortWeights, WIDTH};
use crate::labels::Tag;
use crate::model::{ModelError, Sections, Table};
use crate::neural::moves::Best;

/// The tagger's layer.
pub(crate) struct Tagger {
    weights: ShortWeights,
    bias: Table<f32>,
    tags: Vec<Tag>,
    columns: usize,
}

impl Tagger {
    /// Takes the tagger from a model file.
    pub(crate) fn load(sections: &Sections) -> Result<Self, ModelError> {
        let tags: Vec<Tag> = sections
            .get("tagger.tags")?
            .iter()
            .map(|&byte| Tag::ALL.get(usize::from(byte)).copied())
            .collect::<Option<_>>()
            .ok_or_else(|| ModelError::bad("tagger.tags", "a tag that is not of the set"))?;
        if tags.is_empty() {
            return Err(ModelError::bad("tagger.tags", "no tags"));
        }
        let columns = tags.len().next_multiple_of(PANEL);
        let weights = sections.table_of("tagger.weights", columns * WIDTH)?;
        Ok(Self {
            weights: ShortWeights::new(&weights, WIDTH),
            bias: sections.table_of("tagger.bias", tags.len())?,
            tags,
            columns,
        })
    }

    /// The tag of each word of `vectors`.
    pub(crate) fn tag(
        &self,
        kernels: Kernels,
        vectors: &ShortRows,
        scores: &mut Vec<f32>,
        out: &mut Vec<Tag>,
    ) {
        const BLOCK: usize = 48;
        scores.resize(BLOCK * self.columns, 0.0);
        out.clear();
        let bias: &[f32] = &self.bias;
        for first in (0..vectors.count()).step_by(BLOCK) {
            let words = BLOCK.min(vectors.count() - first);
            let (columns, scores) = (self.columns, &mut scores[..words * self.columns]);
            kernels.multiply_in_shorts(
                (vectors, first),
                &self.weights,
                (0, columns),
                false,
                scores,
            );
            for row in scores.chunks_exact_mut(columns) {
                for (score, bias) in row.iter_mut().zip(bias) {
                    *score += bias;
                }
                let mut best = Best::NONE;
                best.consider(row, 0..self.tags.len());
                out.push(self.tags.get(best.index).copied().unwrap_or(Tag::XX));
            }
        }
    }
}
