//! Word embeddings worked out before: they depend on the word type alone.

use rustc_hash::FxHashMap;

use super::first_layer::FirstProducts;
use crate::kernels::{WIDE, WIDTH};

const NONE: u32 = u32::MAX;
/// Values of shared features that room is made for at once.
const PRODUCTS: usize = 8192;

/// The mixed embeddings of one encoder by lexeme number, for words with and without a space after
/// them. Emptied when the lexeme cache is, so that it is bounded as that is.
#[derive(Default)]
pub(crate) struct EmbeddingCache {
    generation: u64,
    slots: Vec<[u32; 2]>,
    vectors: Vec<f32>,
    products: FxHashMap<(u8, u64), u32>,
    rows: Vec<f32>,
    first: FirstProducts,
}

impl EmbeddingCache {
    /// Prepares for words of `lexemes` lexemes of the given generation, which will hold about `capacity`.
    pub(crate) fn begin(&mut self, generation: u64, lexemes: usize, capacity: usize) {
        if self.vectors.is_empty() {
            // Room for half of the words with a space and without: what is not used is not touched, and
            // growing by copies would touch twice as much memory.
            self.vectors
                .reserve_exact((capacity + capacity / 2) * WIDTH);
            self.rows.reserve_exact(PRODUCTS * WIDE);
        }
        if self.generation != generation {
            self.generation = generation;
            self.slots.clear();
            self.vectors.clear();
            self.products.clear();
            self.rows.clear();
            self.first.clear();
        }
        if self.slots.len() < lexemes {
            self.slots.resize(lexemes, [NONE; 2]);
        }
    }

    /// Makes room for a word's vector; false if it is there already.
    pub(crate) fn reserve(&mut self, lexeme: u32, space: bool) -> bool {
        let slot = &mut self.slots[lexeme as usize][usize::from(space)];
        if *slot != NONE {
            return false;
        }
        *slot = (self.vectors.len() / WIDTH) as u32;
        self.vectors.resize(self.vectors.len() + WIDTH, 0.0);
        true
    }

    /// The room made last, for `count` vectors.
    pub(crate) fn newest(&mut self, count: usize) -> &mut [f32] {
        let first = self.vectors.len() - count * WIDTH;
        &mut self.vectors[first..]
    }

    /// The number of a word's vector.
    pub(crate) fn number(&self, lexeme: u32, space: bool) -> u32 {
        self.slots[lexeme as usize][usize::from(space)]
    }

    /// The vector with a number that [`EmbeddingCache::number`] told.
    pub(crate) fn vector(&self, number: u32) -> &[f32] {
        &self.vectors[number as usize * WIDTH..][..WIDTH]
    }

    /// All vectors, and the products of the first window layer.
    pub(crate) fn first_products(&mut self) -> (&[f32], &mut FirstProducts) {
        (&self.vectors, &mut self.first)
    }

    /// The number of what the value `id` of a feature adds to the mix of embeddings, and, where it is
    /// not known yet, the room for it.
    pub(crate) fn product(&mut self, feature: u8, id: u64) -> (u32, Option<&mut [f32]>) {
        let next = (self.rows.len() / WIDE) as u32;
        let number = *self.products.entry((feature, id)).or_insert(next);
        if number < next {
            return (number, None);
        }
        self.rows.resize(self.rows.len() + WIDE, 0.0);
        (number, Some(&mut self.rows[next as usize * WIDE..]))
    }

    /// The product with the number that [`EmbeddingCache::product`] told.
    pub(crate) fn product_row(&self, number: u32) -> &[f32] {
        let at = number as usize * WIDE;
        &self.rows[at..at + WIDE]
    }
}
