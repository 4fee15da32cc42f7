//! The encoder's window layers with fewer multiplications: minimal filtering F(4,3).
//!
//! A window layer is a convolution along the text: each word's output is the sum of three products,
//! one each for the word before, the word itself and the word after. Worked out for four neighbouring
//! words at once that takes six products instead of twelve (S. Winograd, *Arithmetic Complexity of
//! Computations*, 1980; A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks",
//! 2016). Six sums of the tile's input rows meet six sums of the weights ([`WindowWeights`]), and sums
//! of the six products are the four outputs. The points are 0, ±1, ±2 and ∞. The sums of
//! input rows are rounded to sixteen bits before they are multiplied; a test holds the outputs to the plain sum.
//!
//! A word's bits depend on its place within the tile, so tiles are counted from the beginning of each
//! text: what stands beside a text in the same run changes nothing.

use super::portable::normalise;
use super::shorts::{ShortRows, ShortWeights};
use super::{Kernels, MaxoutNorm, PANEL, PIECES, WIDE, WIDTH};

/// Rows that one tile gives.
pub const TILE: usize = 4;
/// Rows that one tile reads: its own, the one before and the one after.
pub(super) const READ: usize = TILE + 2;
/// Products for a tile.
const POINTS: usize = 6;
/// Tiles worked on together: their products stay in the first-level cache.
const BATCH: usize = 32;
/// Columns worked on together: one panel of each piece, so that the maximum follows at once.
pub(super) const COLUMNS: usize = PANEL * PIECES;
/// Such groups of columns in a layer.
pub(super) const GROUPS: usize = WIDTH / PANEL;
/// Weights of one product of one group of columns.
const BLOCK: usize = WIDTH * COLUMNS;

/// A panel's values in one row.
pub(super) type Lanes = [f32; PANEL];

/// The weights of a window layer, made ready for tiles.
pub struct WindowWeights {
    /// For each group of columns and each point a packed matrix, [`WIDTH`] by [`COLUMNS`], one beside
    /// the other.
    blocks: ShortWeights,
}

impl WindowWeights {
    /// From the packed matrix of the whole window, `3 * WIDTH` by [`WIDE`]: the rows of the word
    /// before come first.
    ///
    /// # Panics
    /// If the matrix has another size.
    pub fn new(packed: &[f32]) -> Self {
        assert!(
            packed.len() == 3 * WIDTH * WIDE,
            "the size of a window layer"
        );
        let packed = packed.as_chunks::<PANEL>().0;
        let mut blocks = vec![0.0; GROUPS * POINTS * BLOCK];
        let rows = blocks.as_chunks_mut::<PANEL>().0;
        for panel in 0..PIECES * GROUPS {
            let (piece, group) = (panel / GROUPS, panel % GROUPS);
            for k in 0..WIDTH {
                let of = |word: usize| &packed[(panel * 3 + word) * WIDTH + k];
                let (before, own, after) = (of(0), of(1), of(2));
                let at = |point: usize| ((group * POINTS + point) * PIECES + piece) * WIDTH + k;
                for lane in 0..PANEL {
                    let three = [before[lane], own[lane], after[lane]].map(f64::from);
                    for (point, weight) in filter(three).into_iter().enumerate() {
                        rows[at(point)][lane] = weight as f32;
                    }
                }
            }
        }
        Self {
            blocks: ShortWeights::new(&blocks, WIDTH),
        }
    }
}

/// The six weights that stand for three.
fn filter([before, own, after]: [f64; 3]) -> [f64; POINTS] {
    let one = |own: f64| -(before + own + after) / 6.0;
    let two = |own: f64| before / 24.0 + own / 12.0 + after / 6.0;
    [
        before / 4.0,
        one(own),
        one(-own),
        two(own),
        two(-own),
        after,
    ]
}

/// Buffers of a window layer, kept between runs.
#[derive(Default)]
pub struct WindowBuffers {
    /// For each point the sums of input rows, one row a tile.
    inputs: Vec<f32>,
    /// The same, rounded.
    rounded: ShortRows,
    /// For each point the products of a group of columns, one row a tile.
    products: Vec<f32>,
    /// The maxima over the pieces, one row a word.
    best: Vec<f32>,
}

impl Kernels {
    /// One window layer with its residual: `next[row] = now[row] + layer(now[row - 1 ..= row + 1])`
    /// for the rows of all tiles, of which each begins at the row that `tiles` tells and has
    /// [`TILE`] rows.
    ///
    /// # Panics
    /// If a tile begins at row 0 or reaches beyond the last row but one.
    pub fn window(
        self,
        weights: &WindowWeights,
        norm: &MaxoutNorm<'_>,
        tiles: &[u32],
        now: &[f32],
        next: &mut [f32],
        buffers: &mut WindowBuffers,
    ) {
        assert!(norm.fits() && now.len() == next.len());
        buffers.inputs.resize(POINTS * BATCH * WIDTH, 0.0);
        buffers.products.resize(POINTS * BATCH * COLUMNS, 0.0);
        buffers.best.resize(BATCH * TILE * WIDTH, 0.0);
        buffers.rounded.resize(POINTS * BATCH, WIDTH);
        let WindowBuffers {
            inputs,
            rounded,
            products,
            best,
        } = buffers;
        for (batch, tiles) in tiles.chunks(BATCH).enumerate() {
            self.window_inputs(tiles, now, inputs);
            let rows = tiles.len();
            for point in 0..POINTS {
                let inputs = &inputs[point * BATCH * WIDTH..][..rows * WIDTH];
                self.round_rows(inputs, WIDTH, rounded.room(point * BATCH, rows));
            }
            for group in 0..GROUPS {
                for point in 0..POINTS {
                    let products = &mut products[point * BATCH * COLUMNS..][..rows * COLUMNS];
                    let columns = ((group * POINTS + point) * COLUMNS, COLUMNS);
                    // The layers' weights together are more than the second-level cache holds.
                    let ahead = batch == 0;
                    let inputs = (&*rounded, point * BATCH);
                    self.multiply_in_shorts(inputs, &weights.blocks, columns, ahead, products);
                }
                self.window_best(tiles.len(), group, norm.bias, products, best);
            }
            self.window_finish(tiles, norm, best, now, next);
        }
    }
}

/// The sums of input rows that the products take.
#[inline(always)]
pub(super) fn inputs(tiles: &[u32], now: &[f32], inputs: &mut [f32]) {
    #[inline(always)]
    fn put(row: &mut [f32; WIDTH], value: impl Fn(usize) -> f32) {
        for (lane, out) in row.iter_mut().enumerate() {
            *out = value(lane);
        }
    }
    let now = now.as_chunks::<WIDTH>().0;
    let inputs = inputs.as_chunks_mut::<WIDTH>().0;
    for (index, &tile) in tiles.iter().enumerate() {
        let first = tile as usize - 1;
        let [d0, d1, d2, d3, d4, d5] = &now[first..first + READ] else {
            unreachable!("a tile reads {READ} rows")
        };
        put(&mut inputs[index], |j| (4.0 * d0[j] - 5.0 * d2[j]) + d4[j]);
        put(&mut inputs[BATCH + index], |j| {
            (d3[j] + d4[j]) - 4.0 * (d1[j] + d2[j])
        });
        put(&mut inputs[2 * BATCH + index], |j| {
            (d4[j] - d3[j]) + 4.0 * (d1[j] - d2[j])
        });
        put(&mut inputs[3 * BATCH + index], |j| {
            (d4[j] - d2[j]) + 2.0 * (d3[j] - d1[j])
        });
        put(&mut inputs[4 * BATCH + index], |j| {
            (d4[j] - d2[j]) - 2.0 * (d3[j] - d1[j])
        });
        put(&mut inputs[5 * BATCH + index], |j| {
            (4.0 * d1[j] - 5.0 * d3[j]) + d5[j]
        });
    }
}

/// A row of lanes, one like the other.
#[inline(always)]
pub(super) fn each(value: impl Fn(usize) -> f32) -> Lanes {
    let mut lanes = [0.0; PANEL];
    for (lane, out) in lanes.iter_mut().enumerate() {
        *out = value(lane);
    }
    lanes
}

/// The outputs of one piece for the rows of a tile, from its products.
#[inline(always)]
fn outputs(products: [&Lanes; POINTS], bias: &Lanes) -> [Lanes; TILE] {
    let [m0, m1, m2, m3, m4, m5] = products;
    let near = each(|lane| m1[lane] + m2[lane]);
    let far = each(|lane| m3[lane] + m4[lane]);
    let near_odd = each(|lane| m1[lane] - m2[lane]);
    let far_odd = each(|lane| m3[lane] - m4[lane]);
    [
        each(|lane| ((m0[lane] + near[lane]) + far[lane]) + bias[lane]),
        each(|lane| (near_odd[lane] + 2.0 * far_odd[lane]) + bias[lane]),
        each(|lane| (near[lane] + 4.0 * far[lane]) + bias[lane]),
        each(|lane| ((near_odd[lane] + 8.0 * far_odd[lane]) + m5[lane]) + bias[lane]),
    ]
}

/// The larger of each two lanes.
#[inline(always)]
pub(super) fn larger(one: &Lanes, other: &Lanes) -> Lanes {
    each(|lane| {
        if other[lane] > one[lane] {
            other[lane]
        } else {
            one[lane]
        }
    })
}

/// The outputs of one group of columns from the products, with the bias, and their maximum over the
/// pieces.
#[inline(always)]
pub(super) fn best(tiles: usize, group: usize, bias: &[f32], products: &[f32], best: &mut [f32]) {
    let products = &products.as_chunks::<PANEL>().0[..POINTS * BATCH * PIECES];
    let bias = bias.as_chunks::<PANEL>().0;
    let best = best.as_chunks_mut::<PANEL>().0;
    let bias = [0, GROUPS, 2 * GROUPS].map(|piece| bias[piece + group]);
    for tile in 0..tiles.min(BATCH) {
        let mut most = [[f32::NEG_INFINITY; PANEL]; TILE];
        for (piece, bias) in bias.iter().enumerate() {
            let at = tile * PIECES + piece;
            let step = BATCH * PIECES;
            let products = [
                &products[at],
                &products[at + step],
                &products[at + 2 * step],
                &products[at + 3 * step],
                &products[at + 4 * step],
                &products[at + 5 * step],
            ];
            for (most, output) in most.iter_mut().zip(&outputs(products, bias)) {
                *most = larger(most, output);
            }
        }
        for (row, most) in most.iter().enumerate() {
            best[(tile * TILE + row) * GROUPS + group] = *most;
        }
    }
}

/// The maxima normalised and added to the rows they came from.
#[inline(always)]
pub(super) fn finish(
    tiles: &[u32],
    norm: &MaxoutNorm<'_>,
    best: &mut [f32],
    now: &[f32],
    next: &mut [f32],
) {
    let best = best.as_chunks_mut::<WIDTH>().0.as_chunks_mut::<TILE>().0;
    let now = now.as_chunks::<WIDTH>().0;
    let next = next.as_chunks_mut::<WIDTH>().0;
    for (best, &tile) in best.iter_mut().zip(tiles) {
        let rows = tile as usize..tile as usize + TILE;
        let before = now[rows.clone()].as_chunks::<TILE>().0.first();
        if let [out] = next[rows].as_chunks_mut::<TILE>().0 {
            normalise(best, norm, before, out);
        }
    }
}
