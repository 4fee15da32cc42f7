//! What words contribute to the states of a transition system, in sixteen-bit integers: nearly exact, and
//! twice as fast where the processor multiplies pairs of them (AVX-512 VNNI).
//!
//! Rows are rounded to 4095 steps of their own size either way, weights to as many for each column: a sum
//! of 64 products has less than 31 bits. Sums are whole numbers and therefore the same on every machine.

use super::{HIDDEN, Kernels, PANEL};

/// Steps of the largest value.
const STEPS: f32 = 4095.0;
/// Inner indices that one instruction sums.
pub(super) const TWO: usize = 2;
/// Rows worked on together; buffers hold whole such blocks.
pub(super) const TOGETHER: usize = 8;
/// Adding this to a small number leaves its nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
/// Values of a panel.
pub(super) const SHORT_PANEL: usize = HIDDEN * PANEL;

/// A packed matrix of [`HIDDEN`] rows, rounded.
pub struct ShortWeights {
    /// For each panel, for every two inner indices, the two values of each column.
    values: Vec<i16>,
    /// For each column the size of a step.
    steps: Vec<f32>,
}

impl ShortWeights {
    /// From a packed matrix ([`pack`](super::pack)) with [`HIDDEN`] inner indices.
    ///
    /// # Panics
    /// If the matrix has no whole panels.
    pub fn new(packed: &[f32]) -> Self {
        assert!(packed.len().is_multiple_of(SHORT_PANEL), "whole panels");
        let mut weights = Self {
            values: vec![0; packed.len()],
            steps: Vec::with_capacity(packed.len() / HIDDEN),
        };
        let panels = packed.chunks_exact(SHORT_PANEL);
        for (panel, out) in panels.zip(weights.values.chunks_exact_mut(SHORT_PANEL)) {
            for lane in 0..PANEL {
                let column = || panel.iter().skip(lane).step_by(PANEL);
                let most = column().fold(0.0f32, |most, value| most.max(value.abs()));
                let step = if most > 0.0 { most / STEPS } else { 1.0 };
                for (k, value) in column().enumerate() {
                    out[(k / TWO * PANEL + lane) * TWO + k % TWO] = (value / step).round() as i16;
                }
                weights.steps.push(step);
            }
        }
        weights
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.steps.len()
    }
}

/// Rows of [`HIDDEN`] values, rounded; kept between runs.
#[derive(Default)]
pub struct ShortRows {
    values: Vec<i16>,
    steps: Vec<f32>,
}

impl Kernels {
    /// Rounds rows of [`HIDDEN`] values.
    ///
    /// # Panics
    /// If `rows` has no whole rows.
    pub fn round_to_shorts(self, rows: &[f32], out: &mut ShortRows) {
        assert!(rows.len().is_multiple_of(HIDDEN), "whole rows");
        let count = rows.len() / HIDDEN;
        out.values.clear();
        out.values
            .resize(count.next_multiple_of(TOGETHER) * HIDDEN, 0);
        out.steps.clear();
        out.steps.resize(count, 0.0);
        self.short_inputs(rows, &mut out.values, &mut out.steps);
    }

    /// The product of rows from `first` on with the columns of `weights` from `column` on, as many as
    /// `out` holds with `columns` to a row.
    ///
    /// # Panics
    /// If `first` begins no block of eight rows, `column` no panel, or the matrices have fewer rows or
    /// columns.
    pub fn multiply_in_shorts(
        self,
        rows: &ShortRows,
        first: usize,
        weights: &ShortWeights,
        column: usize,
        columns: usize,
        out: &mut [f32],
    ) {
        assert!(first.is_multiple_of(TOGETHER) && column.is_multiple_of(PANEL));
        assert!(columns > 0 && columns.is_multiple_of(PANEL) && out.len().is_multiple_of(columns));
        let count = out.len() / columns;
        let product = Product {
            left: &rows.values[first * HIDDEN..][..count.next_multiple_of(TOGETHER) * HIDDEN],
            rows: &rows.steps[first..first + count],
            right: &weights.values[column * HIDDEN..][..columns * HIDDEN],
            columns: &weights.steps[column..column + columns],
        };
        #[cfg(target_arch = "x86_64")]
        if self == Self::Avx512 && is_x86_feature_detected!("avx512vnni") {
            // SAFETY: the features were detected; the slices were cut to the shape above.
            unsafe { super::x86::multiply_shorts_vnni(product, out) };
            return;
        }
        self.multiply_shorts_plainly(product, out);
    }
}

/// The parts of a product: rows with the size of their steps, rounded up to whole blocks, and panels
/// with the size of their columns' steps.
#[derive(Clone, Copy)]
pub(super) struct Product<'a> {
    pub left: &'a [i16],
    pub rows: &'a [f32],
    pub right: &'a [i16],
    pub columns: &'a [f32],
}

/// Rounds rows.
#[inline(always)]
pub(super) fn inputs(rows: &[f32], values: &mut [i16], steps: &mut [f32]) {
    let rows = rows.as_chunks::<HIDDEN>().0;
    let values = values.as_chunks_mut::<HIDDEN>().0;
    for ((row, values), step) in rows.iter().zip(values).zip(steps) {
        let mut most = [0.0f32; PANEL];
        for chunk in row.as_chunks::<PANEL>().0 {
            for (most, value) in most.iter_mut().zip(chunk) {
                let value = value.abs();
                *most = if value > *most { value } else { *most };
            }
        }
        let most = most.into_iter().fold(0.0f32, f32::max);
        if most <= 0.0 {
            values.fill(0);
            *step = 0.0;
            continue;
        }
        let scale = STEPS / most;
        for (out, value) in values.iter_mut().zip(row) {
            *out = (value * scale + ROUND).to_bits() as i16;
        }
        *step = most / STEPS;
    }
}

/// Sums of products, by the definition.
#[inline(always)]
pub(super) fn multiply(product: Product<'_>, out: &mut [f32]) {
    let panels = product.right.as_chunks::<SHORT_PANEL>().0;
    let steps = product.columns.as_chunks::<PANEL>().0;
    let left = product.left.as_chunks::<HIDDEN>().0;
    let out = out.chunks_exact_mut(product.columns.len());
    for ((left, &row), out) in left.iter().zip(product.rows).zip(out) {
        let out = out.as_chunks_mut::<PANEL>().0;
        for ((panel, columns), out) in panels.iter().zip(steps).zip(out) {
            let mut sums = [0i32; PANEL];
            let pairs = panel.as_chunks::<TWO>().0.as_chunks::<PANEL>().0;
            for (values, weights) in left.as_chunks::<TWO>().0.iter().zip(pairs) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(values[0]) * i32::from(weights[0])
                        + i32::from(values[1]) * i32::from(weights[1]);
                }
            }
            for (lane, out) in out.iter_mut().enumerate() {
                *out = sums[lane] as f32 * columns[lane] * row;
            }
        }
    }
}
