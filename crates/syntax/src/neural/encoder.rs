//! The encoder ("tok2vec"): hashed features and a static vector of each word, mixed, then four layers
//! that look at each word's neighbours.

use std::ops::Range;
use std::sync::OnceLock;

use super::Word;
use super::embeddings::EmbeddingCache;
use super::first_layer::{AT_ONCE, beside};
use super::hashing;
use super::vectors::VectorKeys;
use crate::kernels::{
    ByteBuffers, ByteWeights, Kernels, MaxoutNorm, PANEL, ShortWeights, TILE, WIDE, WIDTH,
    WindowBuffers, WindowWeights,
};
use crate::lexeme::{Lexeme, LexemeCache};
use crate::model::{ModelError, Sections, Table};
use crate::scratch::Precision;

/// Layers that look at neighbours; also the number of zero rows before and after a text, since each
/// layer reaches one word further.
pub(crate) const WINDOWS: usize = 4;
/// Rows that a text takes beside its words: as many as the layers reach in front, the same behind, and
/// what the last tile may have too much.
const MARGIN: usize = 2 * WINDOWS + TILE - 1;
/// Stands for no word among the numbers of embeddings.
const NO_WORD: u32 = u32::MAX;
/// Rows worked on at once: their layer output stays in the processor's cache.
const BLOCK: usize = 48;
/// Values of a word's own features: the norm's embedding and the static vector.
const OWN: usize = 2 * WIDTH;
/// Most features that words share with others: prefix, suffix, shape, space and white space.
const SHARED: usize = 5;

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
    mix: Layer<MixWeights>,
    /// The first layer that looks at neighbours: what multiplies the word before, the word and the
    /// word after, packed beside each other.
    first: Layer<ShortWeights>,
    /// Those that follow.
    windows: Vec<Layer<Window>>,
}

/// The weights of a layer that looks at neighbours.
struct Window {
    exact: WindowWeights,
    /// As they stand in the model file.
    packed: Table<f32>,
    /// Rounded to bytes, when first asked for.
    bytes: OnceLock<ByteWeights>,
}

impl Window {
    fn new(packed: Table<f32>) -> Self {
        Self {
            exact: WindowWeights::new(&packed),
            packed,
            bytes: OnceLock::new(),
        }
    }
}

/// The weights of the layer that mixes a word's embeddings, apart for what is worked out apart.
///
/// The layer's output is a sum over the features. Most words have a norm and a static vector of their
/// own, but share prefix, suffix, shape and flags with many: what those add is kept by value.
struct MixWeights {
    /// For the norm and the static vector, packed.
    own: Vec<f32>,
    /// For each other feature, packed.
    shared: Vec<Vec<f32>>,
}

impl MixWeights {
    /// From the packed matrix of the whole layer, with the features in order and the static vector
    /// last.
    fn new(packed: &[f32], features: usize) -> Self {
        let inner = (features + 1) * WIDTH;
        let part = |pieces: &[usize]| -> Vec<f32> {
            packed
                .chunks_exact(inner * PANEL)
                .flat_map(|panel| {
                    pieces
                        .iter()
                        .flat_map(|&piece| &panel[piece * WIDTH * PANEL..][..WIDTH * PANEL])
                })
                .copied()
                .collect()
        };
        Self {
            own: part(&[0, features]),
            shared: (1..features).map(|feature| part(&[feature])).collect(),
        }
    }
}

/// Buffers of an encoder run, kept between runs.
#[derive(Default)]
pub(crate) struct EncoderBuffers {
    features: Vec<f32>,
    /// For each word of `features` the numbers of its shared features' products.
    shared: Vec<[u32; SHARED]>,
    wide: Vec<f32>,
    now: Vec<f32>,
    next: Vec<f32>,
    /// For each row of `now` the number of the word's embedding.
    numbers: Vec<u32>,
    places: Vec<u32>,
    tiles: Vec<u32>,
    window: WindowBuffers,
    bytes: ByteBuffers,
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
        let window = |index: usize| format!("{name}.window.{index}");
        let first = |packed: Table<f32>| ShortWeights::new(&beside(&packed), WIDTH);
        let windows = (1..WINDOWS)
            .map(|index| Layer::load(sections, &window(index), 3 * WIDTH, Window::new))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            hashes,
            vectors: sections.table(&format!("{name}.static"))?,
            mix: Layer::load(
                sections,
                &format!("{name}.mix"),
                (features + 1) * WIDTH,
                |table| MixWeights::new(&table, features),
            )?,
            first: Layer::load(sections, &window(0), 3 * WIDTH, first)?,
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
    /// do not see each other. The window layers are worked out as exactly as `precision` tells.
    pub(crate) fn encode<'b>(
        &self,
        (kernels, precision): (Kernels, Precision),
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
            numbers,
            places,
            tiles,
            window,
            bytes,
            ..
        } = buffers;
        let size = (words.len() + texts.len() * MARGIN) * WIDTH;
        for rows in [&mut *now, &mut *next] {
            if rows.len() < size {
                rows.resize(size, 0.0);
            }
        }
        let (mut now, mut next) = (&mut now[..size], &mut next[..size]);
        numbers.clear();
        numbers.resize(size / WIDTH, NO_WORD);
        let mut row = 0;
        for text in texts {
            let end = row + text.len() + MARGIN;
            for rows in [&mut *now, &mut *next] {
                rows[row * WIDTH..(row + WINDOWS) * WIDTH].fill(0.0);
                rows[(end + WINDOWS - MARGIN) * WIDTH..end * WIDTH].fill(0.0);
            }
            let own = &mut now[(row + WINDOWS) * WIDTH..end * WIDTH];
            let numbers = &mut numbers[row + WINDOWS..];
            for ((out, word), number) in own
                .chunks_exact_mut(WIDTH)
                .zip(&words[text.clone()])
                .zip(numbers)
            {
                let space = word.space_after && self.sees_space();
                *number = cache.number(word.lexeme, space);
                out.copy_from_slice(cache.vector(*number));
            }
            row = end;
        }
        self.first_layer(kernels, cache, (numbers, places), now, next);
        std::mem::swap(&mut now, &mut next);
        for (layer, beyond) in self.windows.iter().zip((0..WINDOWS - 1).rev()) {
            tiles.clear();
            let mut row = 0;
            for text in texts {
                // Words beyond an end count as far as the layers that follow reach.
                let first = row + WINDOWS - beyond;
                let end = row + WINDOWS + text.len() + beyond;
                tiles.extend((first..end).step_by(TILE).map(|row| row as u32));
                row += text.len() + MARGIN;
            }
            let norm = layer.norm();
            let Window {
                exact,
                packed,
                bytes: rounded,
            } = &layer.weights;
            match precision {
                Precision::Exact => kernels.window(exact, &norm, tiles, now, next, window),
                Precision::Fast => {
                    let weights = rounded.get_or_init(|| ByteWeights::new(packed));
                    kernels.window_in_bytes(weights, &norm, tiles, now, next, bytes);
                }
            }
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

    /// The first layer that looks at neighbours, for all rows of `now`, from what each word type adds.
    /// What is no word adds nothing.
    fn first_layer(
        &self,
        kernels: Kernels,
        cache: &mut EmbeddingCache,
        (numbers, places): (&[u32], &mut Vec<u32>),
        now: &[f32],
        next: &mut [f32],
    ) {
        let (vectors, products) = cache.first_products();
        let rows = now.chunks(AT_ONCE * WIDTH);
        for (index, (now, next)) in rows.zip(next.chunks_mut(AT_ONCE * WIDTH)).enumerate() {
            let first = index * AT_ONCE;
            let last = first + now.len() / WIDTH;
            let number = |row: usize| numbers.get(row).copied().unwrap_or(NO_WORD);
            places.clear();
            places.push(first.checked_sub(1).map_or(NO_WORD, number));
            places.extend((first..=last).map(number));
            products.find(kernels, &self.first.weights, vectors, places);
            let norm = self.first.norm();
            kernels.first_window(places, products.rows(), &norm, now, next);
        }
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
        let lexemes = source.lexemes;
        cache.begin(lexemes.generation(), lexemes.len(), lexemes.capacity());
        buffers.features.resize(BLOCK * OWN, 0.0);
        buffers.wide.resize(BLOCK * WIDE, 0.0);
        buffers.shared.clear();
        for word in words {
            let space = word.space_after && self.sees_space();
            if !cache.reserve(word.lexeme, space) {
                continue;
            }
            let lexeme = source.lexemes.lexeme(word.lexeme);
            let row = &mut buffers.features[buffers.shared.len() * OWN..][..OWN];
            self.own_features(lexeme, source.keys, row);
            let shared = self.shared_features(kernels, lexeme, space, cache);
            buffers.shared.push(shared);
            if buffers.shared.len() == BLOCK {
                self.mix(kernels, cache, buffers);
            }
        }
        if !buffers.shared.is_empty() {
            self.mix(kernels, cache, buffers);
        }
    }

    /// Mixes the embeddings of the words that wait in the buffers.
    fn mix(&self, kernels: Kernels, cache: &mut EmbeddingCache, buffers: &mut EncoderBuffers) {
        let words = buffers.shared.len();
        let wide = &mut buffers.wide[..words * WIDE];
        let weights = &self.mix.weights.own;
        kernels.multiply(words, OWN, &buffers.features, OWN, weights, wide);
        let count = self.mix.weights.shared.len();
        for (wide, shared) in wide.chunks_exact_mut(WIDE).zip(&buffers.shared) {
            for &number in &shared[..count] {
                for (wide, product) in wide.iter_mut().zip(cache.product_row(number)) {
                    *wide += product;
                }
            }
        }
        kernels.maxout_norm(wide, &self.mix.norm(), None, cache.newest(words));
        buffers.shared.clear();
    }

    /// The embedding of a word's norm, and its static vector.
    fn own_features(&self, lexeme: &Lexeme, keys: &VectorKeys, out: &mut [f32]) {
        let (norm, fixed) = out.split_at_mut(WIDTH);
        norm.copy_from_slice(&self.hashed(0, lexeme.norm));
        match keys.find(lexeme.orth) {
            Some(row) => fixed.copy_from_slice(&self.vectors[row * WIDTH..(row + 1) * WIDTH]),
            None => fixed.fill(0.0),
        }
    }

    /// The numbers of the products of what the word shares with others.
    fn shared_features(
        &self,
        kernels: Kernels,
        lexeme: &Lexeme,
        space: bool,
        cache: &mut EmbeddingCache,
    ) -> [u32; SHARED] {
        let ids = [
            lexeme.prefix,
            lexeme.suffix,
            lexeme.shape,
            u64::from(space),
            u64::from(lexeme.is_space),
        ];
        let mut numbers = [0; SHARED];
        let weights = &self.mix.weights.shared;
        for (index, (weights, (number, id))) in
            weights.iter().zip(numbers.iter_mut().zip(ids)).enumerate()
        {
            let (known, room) = cache.product(index as u8, id);
            *number = known;
            if let Some(room) = room {
                let embedding = self.hashed(index + 1, id);
                kernels.multiply(1, WIDTH, &embedding, WIDTH, weights, room);
            }
        }
        numbers
    }

    /// The hash embedding of the value `id` of a feature.
    fn hashed(&self, feature: usize, id: u64) -> [f32; WIDTH] {
        let (seed, table) = &self.hashes[feature];
        let table: &[f32] = table;
        let count = (table.len() / WIDTH) as u32;
        let [a, b, c, d] = hashing::rows(id, *seed).map(|hash| {
            let at = (hash % count) as usize * WIDTH;
            &table[at..at + WIDTH]
        });
        std::array::from_fn(|j| ((a[j] + b[j]) + c[j]) + d[j])
    }
}

/// Where the encoder looks words up.
pub(crate) struct Source<'a> {
    /// The thread's lexemes.
    pub lexemes: &'a LexemeCache,
    /// The map to the static vectors.
    pub keys: &'a VectorKeys,
}
