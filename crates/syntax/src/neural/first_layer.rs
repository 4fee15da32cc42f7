//! What word types add to the first window layer, kept for those met last.

use crate::kernels::{FIRST, FirstRows, Kernels, ShortRows, ShortWeights, WIDE, WIDTH};

/// Word types whose products are kept: 1.7 KiB each.
const ROWS: usize = 8192;
/// How often the hand passes a type at most before it goes, however often it was asked for.
const LIVES: u8 = 3;
/// Words that may be asked for at once.
pub(crate) const AT_ONCE: usize = 1024;
/// Rows worked out at once.
const BLOCK: usize = 48;
/// The row of what is no word: zeros.
const NO_WORD: u32 = 0;

/// The products of one encoder's word types, by the number of their embedding. When all rows are taken a
/// hand goes round them: a type that it finds without lives gives its row to a new one, others lose a
/// life. A type begins with none and gets one each time it comes again, so that the many words that come
/// once do not drive out those that come often.
#[derive(Default)]
pub(crate) struct FirstProducts {
    /// For each embedding its row, or [`NO_WORD`].
    row_of: Vec<u32>,
    /// For each row whose it is.
    owners: Vec<Owner>,
    rows: FirstRows,
    hand: usize,
    time: u64,
    /// Embeddings and rows that wait.
    missing: Vec<(u32, u32)>,
    inputs: Vec<f32>,
    rounded: ShortRows,
    products: Vec<f32>,
}

/// The word type that a row belongs to.
#[derive(Clone, Copy)]
struct Owner {
    embedding: u32,
    lives: u8,
    /// When it was last asked for.
    asked: u64,
}

impl Owner {
    /// A type that has been asked for once.
    fn of(embedding: u32) -> Self {
        Self {
            embedding,
            lives: 0,
            asked: 0,
        }
    }
}

impl FirstProducts {
    /// Forgets all: the embeddings' numbers are void.
    pub(crate) fn clear(&mut self) {
        self.row_of.clear();
        self.owners.clear();
        self.rows.clear();
        self.hand = 0;
    }

    /// The rows of all products.
    pub(crate) fn rows(&self) -> &FirstRows {
        &self.rows
    }

    /// Turns the numbers of embeddings in `places` into those of their products' rows, working out
    /// what is missing. A number that is none of `vectors` stands for no word. There are at most
    /// [`AT_ONCE`] numbers and two more.
    pub(crate) fn find(
        &mut self,
        kernels: Kernels,
        weights: &ShortWeights,
        vectors: &[f32],
        places: &mut [u32],
    ) {
        debug_assert!(places.len() <= AT_ONCE + 2);
        self.row_of.resize(vectors.len() / WIDTH, NO_WORD);
        self.time += 1;
        if self.owners.is_empty() {
            self.owners.push(Owner::of(0));
            self.rows.reserve(ROWS + 1);
            self.rows.resize(1);
        }
        for place in places {
            let embedding = *place;
            let Some(&known) = self.row_of.get(embedding as usize) else {
                *place = NO_WORD;
                continue;
            };
            *place = if known == NO_WORD {
                self.room(embedding)
            } else {
                let owner = &mut self.owners[known as usize];
                owner.lives = LIVES.min(owner.lives + 1);
                known
            };
            self.owners[*place as usize].asked = self.time;
        }
        self.work_out(kernels, weights, vectors);
    }

    /// A row for a word type that has none.
    fn room(&mut self, embedding: u32) -> u32 {
        let row = if self.owners.len() <= ROWS {
            self.owners.push(Owner::of(embedding));
            self.rows.resize(self.owners.len());
            self.owners.len() - 1
        } else {
            self.oldest()
        };
        let before = std::mem::replace(&mut self.owners[row], Owner::of(embedding));
        self.row_of[before.embedding as usize] = NO_WORD;
        self.row_of[embedding as usize] = row as u32;
        self.missing.push((embedding, row as u32));
        row as u32
    }

    /// The next row without lives. What is asked for now is less than all, so that there is one.
    fn oldest(&mut self) -> usize {
        loop {
            self.hand = self.hand % ROWS + 1;
            let owner = &mut self.owners[self.hand];
            if owner.asked == self.time {
                continue;
            }
            if owner.lives == 0 {
                return self.hand;
            }
            owner.lives -= 1;
        }
    }

    fn work_out(&mut self, kernels: Kernels, weights: &ShortWeights, vectors: &[f32]) {
        let vectors = vectors.as_chunks::<WIDTH>().0;
        for block in self.missing.chunks(BLOCK) {
            self.inputs.clear();
            for &(embedding, _) in block {
                self.inputs.extend_from_slice(&vectors[embedding as usize]);
            }
            self.products.resize(BLOCK * FIRST, 0.0);
            let out = &mut self.products[..block.len() * FIRST];
            kernels.round_to_shorts(&self.inputs, WIDTH, &mut self.rounded);
            kernels.multiply_in_shorts((&self.rounded, 0), weights, (0, FIRST), false, out);
            for (&(_, row), product) in block.iter().zip(out.as_chunks::<FIRST>().0) {
                self.rows.put(row as usize, product);
            }
        }
        self.missing.clear();
    }
}

/// The matrix of a whole window, packed, as three beside each other: what multiplies the word before,
/// the word itself and the word after.
pub(crate) fn beside(packed: &[f32]) -> Vec<f32> {
    let panels = packed.chunks_exact(3 * WIDTH * crate::kernels::PANEL);
    debug_assert_eq!(panels.len(), WIDE / crate::kernels::PANEL);
    (0..3)
        .flat_map(|word| {
            let part = WIDTH * crate::kernels::PANEL;
            panels
                .clone()
                .flat_map(move |panel| &panel[word * part..(word + 1) * part])
        })
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_store_gives_each_word_its_own_products() {
        let kernels = Kernels::detect();
        let count = 3 * ROWS;
        let vectors: Vec<f32> = (0..count * WIDTH)
            .map(|at| (at * 7919 % 1000) as f32 / 1000.0)
            .collect();
        let weights: Vec<f32> = (0..WIDTH * FIRST)
            .map(|at| (at * 104_729 % 1000) as f32 / 1000.0 - 0.5)
            .collect();
        let weights = ShortWeights::new(&weights, WIDTH);
        let mut store = FirstProducts::default();
        // A word that is asked for again and again, among others that come and go.
        for first in (0..count).step_by(AT_ONCE) {
            let numbers: Vec<u32> = [0, u32::MAX]
                .into_iter()
                .chain(first as u32..(first + AT_ONCE).min(count) as u32)
                .collect();
            let mut places = numbers.clone();
            store.find(kernels, &weights, &vectors, &mut places);
            assert_eq!(places[1], NO_WORD);
            for (&number, &place) in numbers.iter().zip(&places).step_by(97) {
                let row = store.rows().row(place as usize);
                let mut want = vec![0.0; FIRST];
                let vector = &vectors[number as usize * WIDTH..][..WIDTH];
                let mut rounded = ShortRows::default();
                kernels.round_to_shorts(vector, WIDTH, &mut rounded);
                kernels.multiply_in_shorts((&rounded, 0), &weights, (0, FIRST), false, &mut want);
                let most = want
                    .iter()
                    .fold(0.0f32, |most, value| most.max(value.abs()));
                for (value, want) in row.iter().zip(&want) {
                    assert!((value - want).abs() <= most / 32_767.0, "word {number}");
                }
            }
        }
        assert_eq!(store.owners.len(), ROWS + 1);
        assert!(store.rows().row(0).iter().all(|value| *value == 0.0));
    }
}
