//! The encoder ("tok2vec"): hashed features and a static vector of each word, mixed, then four layers
//! that look at each word's neighbours.

use std::ops::Range;

use super::Word;
use super::embeddings::EmbeddingCache;
use super::hashing;
use super::vectors::VectorKeys;
use crate::kernels::{Kernels, MaxoutNorm, WIDE, WIDTH};
use crate::lexeme::{Lexeme, LexemeCache};
use crate::model::{ModelError, Sections, Table};

/// Layers that look at neighbours; also the number of zero rows between texts, since each layer
/// reaches one word further.
pub(crate) const WINDOWS: usize = 4;
/// Rows worked on at once: their layer output stays in the processor's cache.
const BLOCK: usize = 48;

/// One maxout layer with its normalisation.
struct Layer {
    weights: Table<f32>,
    bias: Table<f32>,
    gain: Table<f32>,
    shift: Table<f32>,
}

impl Layer {
    fn load(sections: &Sections, name: &str, inner: usize) -> Result<Self, ModelError> {
        Ok(Self {
            weights: sections.table_of(&format!("{name}.weights"), inner * WIDE)?,
            bias: sections.table_of(&format!("{name}.bias"), WIDE)?,
            gain: sections.table_of(&format!("{name}.gain"), WIDTH)?,
            shift: sections.table_of(&format!("{name}.shift"), WIDTH)?,
        })
    }

    fn norm(&self) -> MaxoutNorm<'_> {
        MaxoutNorm {
            bias: &self.bias,
            gain: &self.gain,
            shift: &self.shift,
        }
    }
}

/// Parameters of one encoder.
pub(crate) struct Encoder {
    /// Hash embeddings in the order of the features: norm, prefix, suffix, shape, then where this
    /// encoder has them whether a space follows and whether the word is white space.
    hashes: Vec<(u32, Table<f32>)>,
    /// The static vectors, projected already.
    vectors: Table<f32>,
    mix: Layer,
    windows: Vec<Layer>,
}

/// Buffers of an encoder run, kept between runs.
#[derive(Default)]
pub(crate) struct EncoderBuffers {
    features: Vec<f32>,
    wide: Vec<f32>,
    now: Vec<f32>,
    next: Vec<f32>,
}

impl EncoderBuffers {
    /// Gives back memory beyond what `words` words need.
    pub(crate) fn shrink(&mut self, words: usize) {
        for buffer in [&mut self.now, &mut self.next] {
            buffer.truncate(words * WIDTH);
            buffer.shrink_to(words * WIDTH);
        }
    }
}

impl Encoder {
    /// Takes the encoder `name` with `features` hashed features from a model file.
    pub(crate) fn load(
        sections: &Sections,
        name: &str,
        features: usize,
    ) -> Result<Self, ModelError> {
        let seeds = sections.table_of::<u32>(&format!("{name}.seeds"), features)?;
        let mut hashes = Vec::new();
        for (index, &seed) in seeds.iter().enumerate() {
            let section = format!("{name}.hash.{index}");
            let table = sections.table::<f32>(&section)?;
            if table.is_empty() || !table.len().is_multiple_of(WIDTH) {
                return Err(ModelError::bad(&section, "no whole rows"));
            }
            hashes.push((seed, table));
        }
        let windows = (0..WINDOWS)
            .map(|index| Layer::load(sections, &format!("{name}.window.{index}"), 3 * WIDTH))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            hashes,
            vectors: sections.table(&format!("{name}.static"))?,
            mix: Layer::load(sections, &format!("{name}.mix"), (features + 1) * WIDTH)?,
            windows,
        })
    }

    /// The number of static vectors.
    pub(crate) fn vector_rows(&self) -> usize {
        self.vectors.len() / WIDTH
    }

    /// Whether the encoder looks at the space after a word.
    fn sees_space(&self) -> bool {
        self.hashes.len() > 4
    }

    /// The vectors of `words` in context, one after another. `texts` cuts the words into texts that
    /// do not see each other.
    pub(crate) fn encode<'b>(
        &self,
        kernels: Kernels,
        words: &[Word],
        texts: &[Range<usize>],
        source: &Source<'_>,
        cache: &mut EmbeddingCache,
        buffers: &'b mut EncoderBuffers,
    ) -> &'b [f32] {
        self.embed_new(kernels, words, source, cache, buffers);
        let rows = words.len() + WINDOWS * (texts.len() + 1);
        let size = rows * WIDTH;
        for buffer in [&mut buffers.now, &mut buffers.next] {
            if buffer.len() < size {
                buffer.resize(size, 0.0);
            }
        }
        let mut row = 0;
        let blank = |now: &mut [f32], next: &mut [f32], row: usize| {
            let zeros = row * WIDTH..(row + WINDOWS) * WIDTH;
            now[zeros.clone()].fill(0.0);
            next[zeros].fill(0.0);
            row + WINDOWS
        };
        for text in texts {
            row = blank(&mut buffers.now, &mut buffers.next, row);
            for word in &words[text.clone()] {
                let space = word.space_after && self.sees_space();
                let vector = cache.vector(word.lexeme, space);
                buffers.now[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(vector);
                row += 1;
            }
        }
        blank(&mut buffers.now, &mut buffers.next, row);
        buffers.wide.resize(BLOCK * WIDE, 0.0);
        for layer in &self.windows {
            // The outermost rows have no neighbour beyond; nothing that is used depends on them.
            let mut first = 1;
            while first < rows - 1 {
                let count = BLOCK.min(rows - 1 - first);
                let wide = &mut buffers.wide[..count * WIDE];
                let left = &buffers.now[(first - 1) * WIDTH..(first + count + 1) * WIDTH];
                kernels.multiply(count, 3 * WIDTH, left, WIDTH, &layer.weights, wide);
                let span = first * WIDTH..(first + count) * WIDTH;
                let before = &buffers.now[span.clone()];
                kernels.maxout_norm(wide, &layer.norm(), Some(before), &mut buffers.next[span]);
                first += count;
            }
            std::mem::swap(&mut buffers.now, &mut buffers.next);
        }
        // Close the gaps between the texts.
        let mut to = 0;
        let mut from = 0;
        for text in texts {
            from += WINDOWS;
            let count = text.len();
            buffers
                .now
                .copy_within(from * WIDTH..(from + count) * WIDTH, to * WIDTH);
            from += count;
            to += count;
        }
        &buffers.now[..to * WIDTH]
    }

    /// Works out the embeddings of the words that the cache does not hold.
    fn embed_new(
        &self,
        kernels: Kernels,
        words: &[Word],
        source: &Source<'_>,
        cache: &mut EmbeddingCache,
        buffers: &mut EncoderBuffers,
    ) {
        cache.begin(source.lexemes.generation(), source.lexemes.len());
        let inner = (self.hashes.len() + 1) * WIDTH;
        buffers.features.resize(BLOCK * inner, 0.0);
        buffers.wide.resize(BLOCK * WIDE, 0.0);
        let (features, wide) = (&mut buffers.features, &mut buffers.wide);
        let mut pending = 0;
        let mut flush = |cache: &mut EmbeddingCache, features: &[f32], pending: usize| {
            let wide = &mut wide[..pending * WIDE];
            kernels.multiply(pending, inner, features, inner, &self.mix.weights, wide);
            kernels.maxout_norm(wide, &self.mix.norm(), None, cache.newest(pending));
        };
        for word in words {
            let space = word.space_after && self.sees_space();
            if !cache.reserve(word.lexeme, space) {
                continue;
            }
            let lexeme = source.lexemes.lexeme(word.lexeme);
            let row = &mut features[pending * inner..(pending + 1) * inner];
            self.features(lexeme, space, source.keys, row);
            pending += 1;
            if pending == BLOCK {
                flush(cache, features, pending);
                pending = 0;
            }
        }
        if pending > 0 {
            flush(cache, features, pending);
        }
    }

    /// The concatenated embeddings of a word's features.
    fn features(&self, lexeme: &Lexeme, space: bool, keys: &VectorKeys, out: &mut [f32]) {
        let ids = [
            lexeme.norm,
            lexeme.prefix,
            lexeme.suffix,
            lexeme.shape,
            u64::from(space),
            u64::from(lexeme.is_space),
        ];
        let (hashed, fixed) = out.split_at_mut(self.hashes.len() * WIDTH);
        for ((out, (seed, table)), id) in hashed.chunks_exact_mut(WIDTH).zip(&self.hashes).zip(ids)
        {
            let table: &[f32] = table;
            let count = (table.len() / WIDTH) as u32;
            let [a, b, c, d] = hashing::rows(id, *seed).map(|hash| {
                let at = (hash % count) as usize * WIDTH;
                &table[at..at + WIDTH]
            });
            for j in 0..WIDTH {
                out[j] = ((a[j] + b[j]) + c[j]) + d[j];
            }
        }
        match keys.find(lexeme.orth) {
            Some(row) => fixed.copy_from_slice(&self.vectors[row * WIDTH..(row + 1) * WIDTH]),
            None => fixed.fill(0.0),
        }
    }
}

/// Where the encoder looks words up.
pub(crate) struct Source<'a> {
    /// The thread's lexemes.
    pub lexemes: &'a LexemeCache,
    /// The map to the static vectors.
    pub keys: &'a VectorKeys,
}
