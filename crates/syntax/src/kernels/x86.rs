//! AVX2 and AVX-512. Only the matrix products are written out; the rest is the portable body,
//! compiled for the wider registers.

use std::arch::x86_64::{
    _MM_HINT_T1, _mm_prefetch, _mm256_add_epi32, _mm256_broadcast_ss, _mm256_cvtepi32_ps,
    _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_mul_ps,
    _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps, _mm256_setzero_si256, _mm256_storeu_ps,
    _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_dpwssd_epi32, _mm512_fmadd_ps, _mm512_loadu_ps,
    _mm512_loadu_si512, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps,
    _mm512_storeu_ps, _mm512_storeu_si512,
};

use super::window::COLUMNS;
use super::{HIDDEN, MaxoutNorm, PANEL, PIECES, WIDTH, bytes, first, portable, shorts, window};

/// One matrix product's pointers and shape, past the checks.
#[derive(Clone, Copy)]
struct Product {
    inner: usize,
    stride: usize,
    columns: usize,
    left: *const f32,
    right: *const f32,
    out: *mut f32,
}

/// `R` rows by one panel.
///
/// # Safety
/// The processor has AVX2 and FMA; the rows and the panel lie within the product's matrices.
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn block_avx2<const R: usize>(product: Product, row: usize, panel: usize) {
    let Product {
        inner,
        stride,
        columns,
        left,
        right,
        out,
    } = product;
    // SAFETY: the caller promises that the block lies within the matrices.
    unsafe {
        let left = left.add(row * stride);
        let right = right.add(panel * inner * PANEL);
        let mut sums = [[_mm256_setzero_ps(); 2]; R];
        for k in 0..inner {
            let low = _mm256_loadu_ps(right.add(k * PANEL));
            let high = _mm256_loadu_ps(right.add(k * PANEL + 8));
            for (r, sum) in sums.iter_mut().enumerate() {
                let value = _mm256_broadcast_ss(&*left.add(r * stride + k));
                sum[0] = _mm256_fmadd_ps(value, low, sum[0]);
                sum[1] = _mm256_fmadd_ps(value, high, sum[1]);
            }
        }
        for (r, sum) in sums.iter().enumerate() {
            let out = out.add((row + r) * columns + panel * PANEL);
            _mm256_storeu_ps(out, sum[0]);
            _mm256_storeu_ps(out.add(8), sum[1]);
        }
    }
}

/// # Safety
/// The processor has AVX2 and FMA; the slices hold the shape (checked by the caller).
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn multiply_avx2(
    rows: usize,
    inner: usize,
    left: &[f32],
    stride: usize,
    right: &[f32],
    out: &mut [f32],
) {
    let columns = right.len() / inner;
    let product = Product {
        inner,
        stride,
        columns,
        left: left.as_ptr(),
        right: right.as_ptr(),
        out: out.as_mut_ptr(),
    };
    for panel in 0..columns / PANEL {
        // SAFETY: `panel` is one of the matrix, and the stride is the product's.
        unsafe { rows_avx2(product, rows, panel) };
    }
}

/// # Safety
/// As [`block_avx2`], for the first `rows` rows.
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn rows_avx2(product: Product, rows: usize, panel: usize) {
    let mut row = 0;
    // SAFETY: `row + R <= rows` in each call.
    unsafe {
        while row + 6 <= rows {
            block_avx2::<6>(product, row, panel);
            row += 6;
        }
        match rows - row {
            1 => block_avx2::<1>(product, row, panel),
            2 => block_avx2::<2>(product, row, panel),
            3 => block_avx2::<3>(product, row, panel),
            4 => block_avx2::<4>(product, row, panel),
            5 => block_avx2::<5>(product, row, panel),
            _ => {}
        }
    }
}

/// `R` rows by `P` panels beside each other.
///
/// # Safety
/// The processor has AVX-512F; the rows and panels lie within the product's matrices.
#[target_feature(enable = "avx512f,avx2,fma")]
#[inline]
unsafe fn block_avx512<const R: usize, const P: usize>(product: Product, row: usize, panel: usize) {
    let Product {
        inner,
        stride,
        columns,
        left,
        right,
        out,
    } = product;
    // SAFETY: the caller promises that the block lies within the matrices.
    unsafe {
        let left = left.add(row * stride);
        let right = right.add(panel * inner * PANEL);
        let mut sums = [[_mm512_setzero_ps(); P]; R];
        for k in 0..inner {
            let mut weights = [_mm512_setzero_ps(); P];
            for (p, weights) in weights.iter_mut().enumerate() {
                *weights = _mm512_loadu_ps(right.add((p * inner + k) * PANEL));
            }
            for (r, sums) in sums.iter_mut().enumerate() {
                let value = _mm512_set1_ps(*left.add(r * stride + k));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_fmadd_ps(value, weights, *sum);
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (p, sum) in sums.iter().enumerate() {
                _mm512_storeu_ps(out.add((row + r) * columns + (panel + p) * PANEL), *sum);
            }
        }
    }
}

/// # Safety
/// The processor has AVX-512F, AVX2 and FMA; the slices hold the shape (checked by the caller).
#[target_feature(enable = "avx512f,avx2,fma")]
pub(super) unsafe fn multiply_avx512(
    rows: usize,
    inner: usize,
    left: &[f32],
    stride: usize,
    right: &[f32],
    out: &mut [f32],
) {
    let columns = right.len() / inner;
    let product = Product {
        inner,
        stride,
        columns,
        left: left.as_ptr(),
        right: right.as_ptr(),
        out: out.as_mut_ptr(),
    };
    let panels = columns / PANEL;
    // SAFETY: row and panel counts stay within the matrices in every call.
    unsafe {
        let mut panel = 0;
        while panel + 3 <= panels {
            rows_avx512::<3>(product, rows, panel);
            panel += 3;
        }
        match panels - panel {
            1 => rows_avx512::<1>(product, rows, panel),
            2 => rows_avx512::<2>(product, rows, panel),
            _ => {}
        }
    }
}

/// # Safety
/// As [`block_avx512`], for the first `rows` rows.
#[target_feature(enable = "avx512f,avx2,fma")]
#[inline]
unsafe fn rows_avx512<const P: usize>(product: Product, rows: usize, panel: usize) {
    let mut row = 0;
    // SAFETY: `row + R <= rows` in each call.
    unsafe {
        // Eight rows by three panels are 24 sums, with the weights as much as the registers hold.
        while row + 8 <= rows {
            block_avx512::<8, P>(product, row, panel);
            row += 8;
        }
        if row + 4 <= rows {
            block_avx512::<4, P>(product, row, panel);
            row += 4;
        }
        match rows - row {
            1 => block_avx512::<1, P>(product, row, panel),
            2 => block_avx512::<2, P>(product, row, panel),
            3 => block_avx512::<3, P>(product, row, panel),
            _ => {}
        }
    }
}

/// The portable bodies once more, compiled for the wider registers.
macro_rules! widened {
    ($($body:path => $avx2:ident, $avx512:ident ($($argument:ident: $kind:ty),*);)*) => {$(
        #[target_feature(enable = "avx2,fma")]
        pub(super) fn $avx2($($argument: $kind),*) {
            $body($($argument),*);
        }

        #[target_feature(enable = "avx512f,avx2,fma")]
        pub(super) fn $avx512($($argument: $kind),*) {
            $body($($argument),*);
        }
    )*};
}

widened! {
    portable::maxout_norm => maxout_norm_avx2, maxout_norm_avx512
        (wide: &[f32], layer: &MaxoutNorm<'_>, residual: Option<&[f32]>, out: &mut [f32]);
    portable::state_vector => state_vector_avx2, state_vector_avx512
        (features: &[&[f32]], bias: &[f32], hidden: &mut [f32]);
    bytes::inputs => byte_inputs_avx2, byte_inputs_avx512
        (tiles: &[u32], now: &[f32], inputs: &mut [u8], steps: &mut [f32]);
    bytes::multiply => multiply_bytes_avx2, multiply_bytes_avx512
        (rows: usize, left: &[u8], right: &[i8], starts: &[i32], out: &mut [i32]);
    bytes::best => byte_best_avx2, byte_best_avx512
        (rows: usize, group: usize, scales: bytes::Scales<'_>, products: &[i32], most: &mut [f32]);
    shorts::round::<HIDDEN> => round_hidden_avx2, round_hidden_avx512
        (rows: &[f32], values: &mut [i16], steps: &mut [f32]);
    shorts::round::<WIDTH> => round_width_avx2, round_width_avx512
        (rows: &[f32], values: &mut [i16], steps: &mut [f32]);
    window::inputs => window_inputs_avx2, window_inputs_avx512
        (tiles: &[u32], now: &[f32], sums: &mut [f32]);
    window::best => window_best_avx2, window_best_avx512
        (tiles: usize, group: usize, bias: &[f32], products: &[f32], most: &mut [f32]);
    first::window => first_window_avx2, first_window_avx512
        (places: &[u32], products: &first::FirstRows, norm: &MaxoutNorm<'_>, now: &[f32], next: &mut [f32]);
    window::finish => window_finish_avx2, window_finish_avx512
        (tiles: &[u32], norm: &MaxoutNorm<'_>, most: &mut [f32], now: &[f32], next: &mut [f32]);
}

/// Rows of bytes by one group of columns, eight rows at a time.
///
/// # Safety
/// The processor has AVX-512F and VNNI; `rows` is a multiple of eight, `left` and `out` hold so many
/// rows of [`WIDTH`] and [`COLUMNS`], `right` and `starts` a group of columns.
#[expect(
    clippy::cast_ptr_alignment,
    reason = "words of four bytes are only read by instructions that need no alignment"
)]
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) unsafe fn multiply_bytes_vnni(
    rows: usize,
    left: &[u8],
    right: &[i8],
    starts: &[i32],
    out: &mut [i32],
) {
    const ROWS: usize = 8;
    const STEPS: usize = WIDTH / bytes::FOUR;
    let (left, right) = (left.as_ptr().cast::<i32>(), right.as_ptr().cast::<i32>());
    let (starts, out) = (starts.as_ptr(), out.as_mut_ptr());
    // SAFETY: the caller promises the sizes; a row has `STEPS` words of four bytes, a panel as many
    // rows of `PANEL` such words.
    unsafe {
        for first in (0..rows).step_by(ROWS) {
            let left = left.add(first * STEPS);
            let mut sums = [[_mm512_set1_epi32(0); PIECES]; ROWS];
            for sums in &mut sums {
                for (piece, sum) in sums.iter_mut().enumerate() {
                    *sum = _mm512_loadu_si512(starts.add(piece * PANEL).cast());
                }
            }
            for step in 0..STEPS {
                let mut weights = [_mm512_set1_epi32(0); PIECES];
                for (piece, weights) in weights.iter_mut().enumerate() {
                    let at = right.add((piece * STEPS + step) * PANEL);
                    *weights = _mm512_loadu_si512(at.cast());
                }
                for (row, sums) in sums.iter_mut().enumerate() {
                    let values = left.add(row * STEPS + step).read_unaligned();
                    let values = _mm512_set1_epi32(values);
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = _mm512_dpbusd_epi32(*sum, values, weights);
                    }
                }
            }
            for (row, sums) in sums.iter().enumerate() {
                for (piece, sum) in sums.iter().enumerate() {
                    let at = out.add((first + row) * COLUMNS + piece * PANEL);
                    _mm512_storeu_si512(at.cast(), *sum);
                }
            }
        }
    }
}

/// Rows of shorts by panels, four rows and one panel at a time.
///
/// # Safety
/// The processor has AVX2; `left` holds the rows of `out` rounded up to whole blocks of
/// [`shorts::TOGETHER`], `right` as many panels as `columns` tells.
#[expect(
    clippy::cast_ptr_alignment,
    reason = "pairs of shorts are only read by instructions that need no alignment"
)]
#[target_feature(enable = "avx2,fma")]
pub(super) unsafe fn multiply_shorts_madd(product: shorts::Product<'_>, out: &mut [f32]) {
    const ROWS: usize = 4;
    /// Columns of a register.
    const HALF: usize = PANEL / 2;
    let pairs = product.inner / shorts::TWO;
    let (count, columns) = (product.rows.len(), product.columns.len());
    let left = product.left.as_ptr().cast::<i32>();
    let right = product.right.as_ptr().cast::<i32>();
    let (steps, out) = (product.columns.as_ptr(), out.as_mut_ptr());
    // SAFETY: the caller promises the sizes; a row has `pairs` pairs, a panel as many rows of `PANEL`
    // pairs, and what is stored lies in the first `count` rows.
    unsafe {
        for panel in 0..columns / PANEL {
            let right = right.add(panel * pairs * PANEL);
            for first in (0..count).step_by(ROWS) {
                let left = left.add(first * pairs);
                let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
                for pair in 0..pairs {
                    let at = right.add(pair * PANEL);
                    let weights = [at, at.add(HALF)].map(|at| _mm256_loadu_si256(at.cast()));
                    for (row, sums) in sums.iter_mut().enumerate() {
                        let values = left.add(row * pairs + pair).read_unaligned();
                        let values = _mm256_set1_epi32(values);
                        for (sum, weights) in sums.iter_mut().zip(weights) {
                            let products = _mm256_madd_epi16(values, weights);
                            *sum = _mm256_add_epi32(*sum, products);
                        }
                    }
                }
                for (row, sums) in sums.iter().enumerate().take(count - first) {
                    let size = _mm256_set1_ps(product.rows[first + row]);
                    for (half, sum) in sums.iter().enumerate() {
                        let column = panel * PANEL + half * HALF;
                        let steps = _mm256_loadu_ps(steps.add(column));
                        let value = _mm256_mul_ps(_mm256_cvtepi32_ps(*sum), steps);
                        let at = out.add((first + row) * columns + column);
                        _mm256_storeu_ps(at, _mm256_mul_ps(value, size));
                    }
                }
            }
        }
    }
}

/// Rows of shorts by panels, eight rows and three panels at a time.
///
/// # Safety
/// The processor has AVX-512F and VNNI; `left` holds the rows of `out` rounded up to whole blocks of
/// [`shorts::TOGETHER`], `right` as many panels as `columns` tells.
#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) unsafe fn multiply_shorts_vnni(product: shorts::Product<'_>, out: &mut [f32]) {
    // A known number of pairs makes the rows' addresses constants of the inner loop.
    // SAFETY: the caller promises the sizes.
    unsafe {
        match product.inner / shorts::TWO {
            HIDDEN_PAIRS => panels_of_shorts::<HIDDEN_PAIRS>(product, out),
            WIDTH_PAIRS => panels_of_shorts::<WIDTH_PAIRS>(product, out),
            _ => shorts::multiply(product, out),
        }
    }
}

/// Pairs of a row of [`HIDDEN`] values.
const HIDDEN_PAIRS: usize = HIDDEN / shorts::TWO;
/// Pairs of a row of [`WIDTH`] values.
const WIDTH_PAIRS: usize = WIDTH / shorts::TWO;

/// # Safety
/// As [`multiply_shorts_vnni`], with rows of `PAIRS` pairs.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
unsafe fn panels_of_shorts<const PAIRS: usize>(product: shorts::Product<'_>, out: &mut [f32]) {
    let panels = product.columns.len() / PANEL;
    let mut ahead = product.ahead;
    // SAFETY: the panels counted are those of the product.
    unsafe {
        for first in (0..product.rows.len()).step_by(shorts::TOGETHER) {
            let mut panel = 0;
            while panel < panels {
                let (now, later) = ahead.split_at(ahead.len().min(PAIRS * 3 * 2 * PANEL));
                ahead = later;
                // Half a block is much of a small product.
                match (panels - panel, product.rows.len() - first > 4) {
                    (1, true) => block_of_shorts::<PAIRS, 1, 8>(product, first, panel, now, out),
                    (2, true) => block_of_shorts::<PAIRS, 2, 8>(product, first, panel, now, out),
                    (_, true) => block_of_shorts::<PAIRS, 3, 8>(product, first, panel, now, out),
                    (1, false) => block_of_shorts::<PAIRS, 1, 4>(product, first, panel, now, out),
                    (2, false) => block_of_shorts::<PAIRS, 2, 4>(product, first, panel, now, out),
                    (_, false) => block_of_shorts::<PAIRS, 3, 4>(product, first, panel, now, out),
                }
                panel += 3;
            }
        }
    }
}

/// `ROWS` rows by `P` panels beside each other; fetches `ahead` meanwhile.
///
/// # Safety
/// As [`panels_of_shorts`]; the rows from `first` and the panels from `panel` on are the product's.
#[expect(
    clippy::cast_ptr_alignment,
    reason = "pairs of shorts are only read by instructions that need no alignment"
)]
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
unsafe fn block_of_shorts<const PAIRS: usize, const P: usize, const ROWS: usize>(
    product: shorts::Product<'_>,
    first: usize,
    panel: usize,
    ahead: &[i16],
    out: &mut [f32],
) {
    /// Shorts of a cache line.
    const LINE: usize = 32;
    let columns = product.columns.len();
    let out = out.as_mut_ptr();
    // SAFETY: the caller promises the sizes; a row has `PAIRS` pairs, a panel as many rows of `PANEL`
    // pairs, and what is stored lies in the first rows, as many as the product has.
    unsafe {
        let left = product.left.as_ptr().cast::<i32>().add(first * PAIRS);
        let right = product.right.as_ptr().cast::<i32>();
        let right = right.add(panel * PAIRS * PANEL);
        let mut sums = [[_mm512_set1_epi32(0); P]; ROWS];
        for pair in 0..PAIRS {
            let mut weights = [_mm512_set1_epi32(0); P];
            for (p, weights) in weights.iter_mut().enumerate() {
                let at = right.add((p * PAIRS + pair) * PANEL);
                *weights = _mm512_loadu_si512(at.cast());
            }
            for line in (pair * 3..pair * 3 + 3).take_while(|line| line * LINE < ahead.len()) {
                _mm_prefetch::<_MM_HINT_T1>(ahead.as_ptr().wrapping_add(line * LINE).cast());
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let values = left.add(row * PAIRS + pair).read_unaligned();
                let values = _mm512_set1_epi32(values);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpwssd_epi32(*sum, values, weights);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate().take(product.rows.len() - first) {
            let size = _mm512_set1_ps(product.rows[first + row]);
            for (p, sum) in sums.iter().enumerate() {
                let column = (panel + p) * PANEL;
                let steps = _mm512_loadu_ps(product.columns.as_ptr().add(column));
                let value = _mm512_mul_ps(_mm512_cvtepi32_ps(*sum), steps);
                let at = out.add((first + row) * columns + column);
                _mm512_storeu_ps(at, _mm512_mul_ps(value, size));
            }
        }
    }
}
