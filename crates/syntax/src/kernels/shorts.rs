//! Matrix products in sixteen-bit integers: twice as fast as in 32-bit floats wherever the processor
//! multiplies pairs of shorts (`vpmaddwd`, and `vpdpwssd` of AVX-512 VNNI), and nearly as exact.
//!
//! A row and a column are each rounded to steps of a size of their own, such that they are some 46,300 steps
//! long as vectors: no sum of products passes 31 bits then, since it is at most the product of the lengths
//! (Cauchy and Schwarz). Sums are whole numbers and therefore the same on every machine.

use super::{HIDDEN, Kernels, PANEL, WIDTH};

/// Length in steps of a row or column: the root of 2³¹, less what rounding may add.
const LENGTH: f32 = 46_300.0;
/// The most steps of a value.
const MOST: f32 = 32_767.0;
/// Inner indices that one instruction sums.
pub(super) const TWO: usize = 2;
/// Rows worked on together; buffers hold whole such blocks.
pub(super) const TOGETHER: usize = 8;
/// Lanes in which the size of a row is worked out.
const LANES: usize = 8;
/// A row whose values are all below this counts as nothing: the sum of their squares may be.
const NOTHING: f32 = 1e-15;
/// Adding this to a small number leaves its nearest whole number in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0;

/// A packed matrix, rounded.
pub struct ShortWeights {
    inner: usize,
    /// For each panel, for every two inner indices, the two values of each column.
    values: Vec<i16>,
    /// For each column the size of a step.
    steps: Vec<f32>,
}

impl ShortWeights {
    /// From a packed matrix ([`pack`](super::pack)) with `inner` inner indices.
    ///
    /// # Panics
    /// If the matrix has no whole panels or `inner` is odd.
    pub fn new(packed: &[f32], inner: usize) -> Self {
        let panel = inner * PANEL;
        assert!(
            inner.is_multiple_of(TWO) && packed.len().is_multiple_of(panel),
            "whole panels of pairs"
        );
        let mut weights = Self {
            inner,
            values: vec![0; packed.len()],
            steps: Vec::with_capacity(packed.len() / inner),
        };
        let panels = packed.chunks_exact(panel);
        for (panel, out) in panels.zip(weights.values.chunks_exact_mut(panel)) {
            let rows = panel.as_chunks::<PANEL>().0;
            let steps = steps_of(rows);
            let scales = steps.map(|step| 1.0 / step);
            let pairs = out.as_chunks_mut::<{ TWO * PANEL }>().0;
            for (rows, pairs) in rows.as_chunks::<TWO>().0.iter().zip(pairs) {
                for (lane, pair) in pairs.as_chunks_mut::<TWO>().0.iter_mut().enumerate() {
                    *pair = rows.map(|row| (row[lane] * scales[lane] + ROUND).to_bits() as i16);
                }
            }
            weights.steps.extend_from_slice(&steps);
        }
        weights
    }
}

/// For each column of a panel the smallest step that keeps it within [`LENGTH`] and each weight within
/// sixteen bits.
fn steps_of(rows: &[[f32; PANEL]]) -> [f32; PANEL] {
    let (mut most, mut squares) = ([0.0f32; PANEL], [0.0f64; PANEL]);
    for row in rows {
        for ((most, squares), value) in most.iter_mut().zip(&mut squares).zip(row) {
            *most = larger(*most, value.abs());
            *squares += f64::from(*value) * f64::from(*value);
        }
    }
    std::array::from_fn(|lane| {
        let step = larger(most[lane] / MOST, squares[lane].sqrt() as f32 / LENGTH);
        if step > 0.0 { step } else { 1.0 }
    })
}

/// Rows of values, rounded; kept between runs.
#[derive(Default)]
pub struct ShortRows {
    inner: usize,
    count: usize,
    values: Vec<i16>,
    steps: Vec<f32>,
}

impl ShortRows {
    /// The number of rows.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Makes room for `count` rows of `inner` values.
    pub(super) fn resize(&mut self, count: usize, inner: usize) {
        self.count = count;
        self.inner = inner;
        let count = count.next_multiple_of(TOGETHER);
        self.values.resize(count * inner, 0);
        self.steps.resize(count, 0.0);
    }

    /// The room of `count` rows from `first` on.
    pub(super) fn room(&mut self, first: usize, count: usize) -> (&mut [i16], &mut [f32]) {
        let values = &mut self.values[first * self.inner..][..count * self.inner];
        (values, &mut self.steps[first..first + count])
    }
}

impl Kernels {
    /// Rounds rows of `inner` values, [`HIDDEN`] or [`WIDTH`].
    ///
    /// # Panics
    /// If `rows` has no whole rows or `inner` is another number.
    pub fn round_to_shorts(self, rows: &[f32], inner: usize, out: &mut ShortRows) {
        assert!(rows.len().is_multiple_of(inner), "whole rows");
        let count = rows.len() / inner;
        out.resize(count, inner);
        self.round_rows(rows, inner, out.room(0, count));
    }

    /// Rounds rows into the room for them.
    pub(super) fn round_rows(
        self,
        rows: &[f32],
        inner: usize,
        (values, steps): (&mut [i16], &mut [f32]),
    ) {
        match inner {
            HIDDEN => self.round_hidden(rows, values, steps),
            WIDTH => self.round_width(rows, values, steps),
            _ => panic!("rows of {inner} values are not worked out in shorts"),
        }
    }

    /// The product of rows from `first` on with the columns of `weights` from `column` on, as many as
    /// `out` holds with `columns` to a row. Meanwhile the weights of the columns that follow are fetched
    /// from a slower cache where `ahead` asks for that and the processor can be told to.
    ///
    /// # Panics
    /// If `first` begins no block of eight rows, `column` no panel, or the matrices have fewer rows or
    /// columns or not the same inner indices.
    pub fn multiply_in_shorts(
        self,
        (rows, first): (&ShortRows, usize),
        weights: &ShortWeights,
        (column, columns): (usize, usize),
        ahead: bool,
        out: &mut [f32],
    ) {
        let inner = weights.inner;
        assert!(rows.inner == inner && first.is_multiple_of(TOGETHER));
        assert!(column.is_multiple_of(PANEL) && columns > 0 && columns.is_multiple_of(PANEL));
        assert!(out.len().is_multiple_of(columns));
        let count = out.len() / columns;
        let (right, next) = weights.values[column * inner..].split_at(columns * inner);
        let product = Product {
            inner,
            left: &rows.values[first * inner..][..count.next_multiple_of(TOGETHER) * inner],
            rows: &rows.steps[first..first + count],
            right,
            columns: &weights.steps[column..column + columns],
            ahead: if ahead {
                &next[..next.len().min(right.len())]
            } else {
                &[]
            },
        };
        match self {
            Self::Portable => multiply(product, out),
            // SAFETY: the variant exists only where the features were detected, VNNI is detected here;
            // the slices were cut to the shape above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 if is_x86_feature_detected!("avx512vnni") => unsafe {
                super::x86::multiply_shorts_vnni(product, out);
            },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 | Self::Avx512 => unsafe { super::x86::multiply_shorts_madd(product, out) },
        }
    }
}

/// The parts of a product: rows with the size of their steps, rounded up to whole blocks, and panels
/// with the size of their columns' steps.
#[derive(Clone, Copy)]
pub(super) struct Product<'a> {
    pub inner: usize,
    pub left: &'a [i16],
    pub rows: &'a [f32],
    pub right: &'a [i16],
    pub columns: &'a [f32],
    /// Weights that the next product takes.
    pub ahead: &'a [i16],
}

/// Rounds rows of `INNER` values.
#[inline(always)]
pub(super) fn round<const INNER: usize>(rows: &[f32], values: &mut [i16], steps: &mut [f32]) {
    let rows = rows.as_chunks::<INNER>().0;
    let values = values.as_chunks_mut::<INNER>().0;
    for ((row, values), step) in rows.iter().zip(values).zip(steps) {
        let (mut most, mut squares) = ([0.0f32; LANES], [0.0f32; LANES]);
        for chunk in row.as_chunks::<LANES>().0 {
            for ((most, square), value) in most.iter_mut().zip(&mut squares).zip(chunk) {
                *square = value.mul_add(*value, *square);
                *most = larger(*most, value.abs());
            }
        }
        let most = across(most, larger);
        if most <= NOTHING {
            values.fill(0);
            *step = 0.0;
            continue;
        }
        let length = across(squares, |one, other| one + other).sqrt();
        let (by_length, by_most) = (length * (1.0 / LENGTH), most * (1.0 / MOST));
        let size = larger(by_length, by_most);
        let scale = 1.0 / size;
        for (out, value) in values.iter_mut().zip(row) {
            *out = (value * scale + ROUND).to_bits() as i16;
        }
        *step = size;
    }
}

/// The larger of two values that are numbers.
#[inline(always)]
fn larger(one: f32, other: f32) -> f32 {
    if other > one { other } else { one }
}

/// The lanes brought together, always in the same order.
#[inline(always)]
fn across(lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    let pair = |lane: usize| join(lanes[lane], lanes[lane + 4]);
    join(join(pair(0), pair(2)), join(pair(1), pair(3)))
}

/// Sums of products, by the definition.
pub(super) fn multiply(product: Product<'_>, out: &mut [f32]) {
    let panels = product.right.chunks_exact(product.inner * PANEL);
    let steps = product.columns.as_chunks::<PANEL>().0;
    let left = product.left.chunks_exact(product.inner);
    let out = out.chunks_exact_mut(product.columns.len());
    for ((left, &row), out) in left.zip(product.rows).zip(out) {
        let out = out.as_chunks_mut::<PANEL>().0;
        for ((panel, columns), out) in panels.clone().zip(steps).zip(out) {
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
