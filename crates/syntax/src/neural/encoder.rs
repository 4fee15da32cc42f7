//! The encoder ("tok2vec"): hashed features and a static vector of each word, mixed, then four layers
//! that look at each word's neighbours.

use std::ops::Range;

use super::Word;
use super::embeddings::EmbeddingCache;
use super::hashing;
use super::vectors::VectorKeys;
use crate::kernels::{Kernels, MaxoutNorm, TILE, WIDE, WIDTH, WindowBuffers, WindowWeights};
use crate::lexeme::{Lexeme, LexemeCache};
use crate::model::{ModelError, Sections, Table};

/// Layers that look at neighbours; also the number of zero rows before and after a text, since each
/// layer reaches one word further.
pub(crate) const WINDOWS: usize = 4;
/// Rows that a text takes beside its words: as many as the layers reach in front, the same behind, and
/// what the last tile may have too much.
const MARGIN: usize = 2 * WINDOWS + TILE - 1;
/// Rows worked on at once: their layer output stays in the processor's cache.
const BLOCK: usize = 48;

/// One maxout layer with its normalisation.
struct Layer<Weights> {
    weights: Weights,
    bias: Table<f32>,
    gain: Table<f32>,
    shift: Table<f32>,
}

impl<Weights> Layer<Weights> {
    /// Takes layer `name`, with `inner` inputs, from a model file.
    fn load(
        sections: &Sections,
        name: &str,
        inner: usize,
        weights: impl FnOnce(Table<f32>) -> Weights,
    ) -> Result<Self, ModelError> {
        let packed = sections.table_of(&format!("{name}.weights"), inner * WIDE)?;
        Ok(Self {
            weights: weights(packed),
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
    mix: Layer<Table<f32>>,
    windows: Vec<Layer<WindowWeights>>,
}

/// Buffers of an encoder run, kept between runs.
#[derive(Default)]
pub(crate) struct EncoderBuffers {
    features: Vec<f32>,
    wide: Vec<f32>,
    now: Vec<f32>,
    next: Vec<f32>,
    tiles: Vec<u32>,
    window: WindowBuffers,
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
            .map(|index| {
                let name = format!("{name}.window.{index}");
                Layer::load(sections, &name, 3 * WIDTH, |table| {
                    WindowWeights::new(&table)
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            hashes,
            vectors: sections.table(&format!("{name}.static"))?,
            mix: Layer::load(
                sections,
                &format!("{name}.mix"),
                (features + 1) * WIDTH,
                |table| table,
            )?,
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
        let EncoderBuffers {
            now,
            next,
            tiles,
            window,
            ..
        } = buffers;
        let size = (words.len() + texts.len() * MARGIN) * WIDTH;
        for rows in [&mut *now, &mut *next] {
            if rows.len() < size {
                rows.resize(size, 0.0);
            }
        }
        let (mut now, mut next) = (&mut now[..size], &mut next[..size]);
        let mut row = 0;
        for text in texts {
            let end = row + text.len() + MARGIN;
            for rows in [&mut *now, &mut *next] {
                rows[row * WIDTH..(row + WINDOWS) * WIDTH].fill(0.0);
                rows[(end + WINDOWS - MARGIN) * WIDTH..end * WIDTH].fill(0.0);
            }
            let (_, own) = now[..end * WIDTH].split_at_mut((row + WINDOWS) * WIDTH);
            for (out, word) in own.chunks_exact_mut(WIDTH).zip(&words[text.clone()]) {
                let space = word.space_after && self.sees_space();
                out.copy_from_slice(cache.vector(word.lexeme, space));
            }
            row = end;
        }
        for (layer, beyond) in self.windows.iter().zip((0..WINDOWS).rev()) {
            tiles.clear();
            let mut row = 0;
            for text in texts {
                // Words beyond an end count as far as the layers that follow reach.
                let first = row + WINDOWS - beyond;
                let end = row + WINDOWS + text.len() + beyond;
                tiles.extend((first..end).step_by(TILE).map(|row| row as u32));
                row += text.len() + MARGIN;
            }
            kernels.window(&layer.weights, &layer.norm(), tiles, now, next, window);
            std::mem::swap(&mut now, &mut next);
        }
        // Close the gaps between the texts.
        let (mut from, mut to) = (0, 0);
        for text in texts {
            let count = text.len();
            let own = (from + WINDOWS) * WIDTH..(from + WINDOWS + count) * WIDTH;
            now.copy_within(own, to * WIDTH);
            from += count + MARGIN;
            to += count;
        }
        &now[..to * WIDTH]
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
