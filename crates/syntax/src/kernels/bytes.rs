//! The encoder's window layers in eight-bit integers: less exact, and faster where the processor
//! multiplies bytes (AVX-512 VNNI).
//!
//! Minimal filtering F(2,3): four products for two neighbouring words instead of six. Rows of inputs are
//! rounded to 255 steps of their own size, weights to 255 steps for each column and point. Sums of
//! products are whole numbers and therefore the same on every machine; what surrounds them is elementwise
//! arithmetic in one order.

use super::shorts::ROUND;
use super::window::{COLUMNS, GROUPS, Lanes, READ, each, larger};
use super::{Kernels, MaxoutNorm, PANEL, PIECES, TILE, WIDE, WIDTH};

/// Products for two rows.
const POINTS: usize = 4;
/// Rows that come out of one set of products.
const PAIR: usize = 2;
/// Tiles worked on together.
const BATCH: usize = 16;
/// Rows of inputs for each point of a batch.
pub(super) const ROWS: usize = BATCH * TILE / PAIR;
/// Inner indices that one instruction sums.
pub(super) const FOUR: usize = 4;
/// What is added to inputs, so that they are not negative.
const OFFSET: i32 = 128;
/// Bytes of one product of one group of columns.
const BLOCK: usize = WIDTH * COLUMNS;

/// The weights of a window layer as bytes.
pub struct ByteWeights {
    /// For each group of columns, point and piece a panel: for every four inner indices the four
    /// bytes of each column.
    bytes: Vec<i8>,
    /// For each column where its sums begin: what the inputs' offset adds, taken away.
    starts: Vec<i32>,
    /// For each column the size of a step.
    steps: Vec<f32>,
}

impl ByteWeights {
    /// From the packed matrix of the whole window, `3 * WIDTH` by [`WIDE`]: the rows of the word
    /// before come first.
    ///
    /// # Panics
    /// If the matrix has another size.
    #[expect(
        clippy::needless_range_loop,
        reason = "a lane is a column of the panel, looked up in every row of it"
    )]
    pub fn new(packed: &[f32]) -> Self {
        assert!(
            packed.len() == 3 * WIDTH * WIDE,
            "the size of a window layer"
        );
        let packed = packed.as_chunks::<PANEL>().0;
        let columns = GROUPS * POINTS * COLUMNS;
        let mut weights = Self {
            bytes: vec![0; columns * WIDTH],
            starts: vec![0; columns],
            steps: vec![0.0; columns],
        };
        for panel in 0..PIECES * GROUPS {
            let (piece, group) = (panel / GROUPS, panel % GROUPS);
            for lane in 0..PANEL {
                let of = |word: usize, k: usize| packed[(panel * 3 + word) * WIDTH + k][lane];
                for point in 0..POINTS {
                    let values: [f32; WIDTH] = std::array::from_fn(|k| {
                        filter([of(0, k), of(1, k), of(2, k)].map(f64::from))[point] as f32
                    });
                    let at = (group * POINTS + point) * PIECES + piece;
                    weights.put(at, lane, &values);
                }
            }
        }
        weights
    }

    /// Rounds a column and puts it at `lane` of panel `at`.
    fn put(&mut self, at: usize, lane: usize, values: &[f32; WIDTH]) {
        let most = values
            .iter()
            .fold(0.0f32, |most, value| most.max(value.abs()));
        let step = if most > 0.0 { most / 127.0 } else { 1.0 };
        let panel = &mut self.bytes[at * WIDTH * PANEL..][..WIDTH * PANEL];
        let mut sum = 0;
        for (k, value) in values.iter().enumerate() {
            let byte = (value / step).round() as i8;
            sum += i32::from(byte);
            panel[(k / FOUR * PANEL + lane) * FOUR + k % FOUR] = byte;
        }
        self.starts[at * PANEL + lane] = -OFFSET * sum;
        self.steps[at * PANEL + lane] = step;
    }

    /// The bytes of one product of one group of columns, and where its sums begin.
    fn block(&self, group: usize, point: usize) -> (&[i8], &[i32]) {
        let at = group * POINTS + point;
        (
            &self.bytes[at * BLOCK..(at + 1) * BLOCK],
            &self.starts[at * COLUMNS..(at + 1) * COLUMNS],
        )
    }
}

/// The four weights that stand for three.
fn filter([before, own, after]: [f64; 3]) -> [f64; POINTS] {
    [
        before,
        0.5 * (before + own + after),
        0.5 * (before - own + after),
        after,
    ]
}

/// Buffers of a window layer in bytes, kept between runs.
#[derive(Default)]
pub struct ByteBuffers {
    /// For each point the sums of input rows, rounded.
    inputs: Vec<u8>,
    /// For each point and row the size of a step.
    steps: Vec<f32>,
    /// For each point the products of a group of columns, one row each.
    products: Vec<i32>,
    /// The maxima over the pieces, one row a word.
    best: Vec<f32>,
}

impl Kernels {
    /// [`Kernels::window`] in bytes.
    ///
    /// # Panics
    /// If a tile begins at row 0 or reaches beyond the last row but one.
    pub fn window_in_bytes(
        self,
        weights: &ByteWeights,
        norm: &MaxoutNorm<'_>,
        tiles: &[u32],
        now: &[f32],
        next: &mut [f32],
        buffers: &mut ByteBuffers,
    ) {
        assert!(norm.fits() && now.len() == next.len());
        buffers.inputs.resize(POINTS * ROWS * WIDTH, 0);
        buffers.steps.resize(POINTS * ROWS, 0.0);
        buffers.products.resize(POINTS * ROWS * COLUMNS, 0);
        buffers.best.resize(BATCH * TILE * WIDTH, 0.0);
        let ByteBuffers {
            inputs,
            steps,
            products,
            best,
        } = buffers;
        for tiles in tiles.chunks(BATCH) {
            self.byte_inputs(tiles, now, inputs, steps);
            let rows = tiles.len() * TILE / PAIR;
            for group in 0..GROUPS {
                for (point, (inputs, products)) in inputs
                    .chunks_exact(ROWS * WIDTH)
                    .zip(products.chunks_exact_mut(ROWS * COLUMNS))
                    .enumerate()
                {
                    let (bytes, starts) = weights.block(group, point);
                    self.multiply_bytes(rows, inputs, bytes, starts, products);
                }
                let columns = &weights.steps[group * POINTS * COLUMNS..][..POINTS * COLUMNS];
                let scales = Scales {
                    rows: steps,
                    columns,
                    bias: norm.bias,
                };
                self.byte_best(rows, group, scales, products, best);
            }
            self.window_finish(tiles, norm, best, now, next);
        }
    }

    /// The first `rows` rows of a batch, rounded up to eight, by one group of columns.
    fn multiply_bytes(
        self,
        rows: usize,
        left: &[u8],
        right: &[i8],
        starts: &[i32],
        out: &mut [i32],
    ) {
        let rows = rows.next_multiple_of(8);
        assert!(rows <= ROWS && left.len() == ROWS * WIDTH && right.len() == BLOCK);
        assert!(starts.len() == COLUMNS && out.len() == ROWS * COLUMNS);
        #[cfg(target_arch = "x86_64")]
        if self == Self::Avx512 && is_x86_feature_detected!("avx512vnni") {
            // SAFETY: the features were detected and the shapes checked.
            unsafe { super::x86::multiply_bytes_vnni(rows, left, right, starts, out) };
            return;
        }
        self.multiply_bytes_plainly(rows, left, right, starts, out);
    }
}

/// The size of a step by row and by column, for each point, and the bias of all columns.
#[derive(Clone, Copy)]
pub(super) struct Scales<'a> {
    rows: &'a [f32],
    columns: &'a [f32],
    bias: &'a [f32],
}

/// The sums of input rows that the products take, rounded.
#[inline(always)]
pub(super) fn inputs(tiles: &[u32], now: &[f32], inputs: &mut [u8], steps: &mut [f32]) {
    let now = now.as_chunks::<WIDTH>().0;
    let inputs = inputs.as_chunks_mut::<WIDTH>().0;
    let tiles = &tiles[..tiles.len().min(BATCH)];
    for (index, &tile) in tiles.iter().enumerate() {
        let first = tile as usize - 1;
        let rows = &now[first..first + READ];
        for (pair, rows) in rows.windows(PAIR + 2).step_by(PAIR).enumerate() {
            let [d0, d1, d2, d3] = rows else {
                unreachable!("a pair reads four rows")
            };
            let at = index * TILE / PAIR + pair;
            let sums = [
                row(|j| d0[j] - d2[j]),
                row(|j| d1[j] + d2[j]),
                row(|j| d2[j] - d1[j]),
                row(|j| d1[j] - d3[j]),
            ];
            for (point, sums) in sums.iter().enumerate() {
                steps[point * ROWS + at] = rounded(sums, &mut inputs[point * ROWS + at]);
            }
        }
    }
}

/// A row of values, one like the other. (What takes closures must be compiled into the function that
/// has the wider registers; [`std::array::from_fn`] is not.)
#[inline(always)]
fn row(value: impl Fn(usize) -> f32) -> [f32; WIDTH] {
    let mut row = [0.0; WIDTH];
    for (j, out) in row.iter_mut().enumerate() {
        *out = value(j);
    }
    row
}

/// Rounds a row to bytes; the size of a step.
#[inline(always)]
fn rounded(values: &[f32; WIDTH], out: &mut [u8; WIDTH]) -> f32 {
    let mut most = [0.0f32; PANEL];
    for chunk in values.as_chunks::<PANEL>().0 {
        for (most, value) in most.iter_mut().zip(chunk) {
            let value = value.abs();
            *most = if value > *most { value } else { *most };
        }
    }
    let most = most.into_iter().fold(0.0f32, f32::max);
    if most <= 0.0 {
        out.fill(OFFSET as u8);
        return 0.0;
    }
    let scale = 127.0 / most;
    for (out, value) in out.iter_mut().zip(values) {
        *out = (value * scale + ROUND)
            .to_bits()
            .wrapping_add(OFFSET as u32) as u8;
    }
    most / 127.0
}

/// Sums of products of bytes, by the definition.
#[inline(always)]
pub(super) fn multiply(rows: usize, left: &[u8], right: &[i8], starts: &[i32], out: &mut [i32]) {
    let out = out.as_chunks_mut::<COLUMNS>().0;
    let panels = right.as_chunks::<{ WIDTH * PANEL }>().0;
    let starts = starts.as_chunks::<PANEL>().0;
    for (left, out) in left.as_chunks::<WIDTH>().0.iter().zip(out).take(rows) {
        for ((panel, starts), out) in panels.iter().zip(starts).zip(out.as_chunks_mut().0) {
            let mut sums: [i32; PANEL] = *starts;
            let fours = panel.as_chunks::<FOUR>().0.as_chunks::<PANEL>().0;
            for (values, weights) in left.as_chunks::<FOUR>().0.iter().zip(fours) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    for (value, weight) in values.iter().zip(weights) {
                        *sum += i32::from(*value) * i32::from(*weight);
                    }
                }
            }
            *out = sums;
        }
    }
}

/// Whole numbers as what they stand for.
#[inline(always)]
fn in_steps(products: &[i32; PANEL], columns: &Lanes, step: f32) -> Lanes {
    each(|lane| products[lane] as f32 * columns[lane] * step)
}

/// The outputs of one group of columns from the products, with the bias, and their maximum over the
/// pieces.
#[inline(always)]
pub(super) fn best(
    rows: usize,
    group: usize,
    scales: Scales<'_>,
    products: &[i32],
    best: &mut [f32],
) {
    let products = &products.as_chunks::<PANEL>().0[..POINTS * ROWS * PIECES];
    let columns = &scales.columns.as_chunks::<PANEL>().0[..POINTS * PIECES];
    let bias = scales.bias.as_chunks::<PANEL>().0;
    let best = best.as_chunks_mut::<PANEL>().0;
    for row in 0..rows.min(ROWS) {
        let mut most = [[f32::NEG_INFINITY; PANEL]; PAIR];
        for piece in 0..PIECES {
            let at = |point: usize| (point * ROWS + row) * PIECES + piece;
            let step = |point: usize| scales.rows[point * ROWS + row];
            let m0 = in_steps(&products[at(0)], &columns[piece], step(0));
            let m1 = in_steps(&products[at(1)], &columns[PIECES + piece], step(1));
            let m2 = in_steps(&products[at(2)], &columns[2 * PIECES + piece], step(2));
            let m3 = in_steps(&products[at(3)], &columns[3 * PIECES + piece], step(3));
            let bias = &bias[piece * GROUPS + group];
            let one = each(|lane| ((m0[lane] + m1[lane]) + m2[lane]) + bias[lane]);
            let other = each(|lane| ((m1[lane] - m2[lane]) - m3[lane]) + bias[lane]);
            most = [larger(&most[0], &one), larger(&most[1], &other)];
        }
        for (word, most) in most.into_iter().enumerate() {
            best[(row * PAIR + word) * GROUPS + group] = most;
        }
    }
}
