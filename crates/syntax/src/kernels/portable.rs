//! Plain Rust, written in the shape of the vector code: the same sums in the same order.

use super::{HIDDEN, HIDDEN_WIDE, MaxoutNorm, PANEL, PIECES, WIDTH};

pub(super) fn multiply(
    rows: usize,
    inner: usize,
    left: &[f32],
    stride: usize,
    right: &[f32],
    out: &mut [f32],
) {
    let columns = right.len() / inner;
    for (panel, weights) in right.chunks_exact(inner * PANEL).enumerate() {
        for row in 0..rows {
            let mut sums = [0.0f32; PANEL];
            let values = &left[row * stride..row * stride + inner];
            for (&value, weights) in values.iter().zip(weights.as_chunks::<PANEL>().0) {
                add_product(value, weights, &mut sums);
            }
            let at = row * columns + panel * PANEL;
            out[at..at + PANEL].copy_from_slice(&sums);
        }
    }
}

/// Sum of the eight lanes in a fixed order.
#[inline(always)]
fn across(lanes: [f32; 8]) -> f32 {
    ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
}

/// The body of all three implementations: the compiler vectorises it without changing a bit, since
/// it may not reorder floating-point sums.
#[inline(always)]
pub(super) fn maxout_norm(
    wide: &[f32],
    layer: &MaxoutNorm<'_>,
    residual: Option<&[f32]>,
    out: &mut [f32],
) {
    let bias = layer.bias.as_chunks::<WIDTH>().0;
    let wide = wide.as_chunks::<WIDTH>().0.as_chunks::<PIECES>().0;
    let residual = residual.map(|rows| rows.as_chunks::<WIDTH>().0);
    let out = out.as_chunks_mut::<WIDTH>().0;
    for (index, (pieces, out)) in wide.iter().zip(out).enumerate() {
        let mut best = [0.0f32; WIDTH];
        for (j, best) in best.iter_mut().enumerate() {
            let [x, y, z] = [0, 1, 2].map(|piece| pieces[piece][j] + bias[piece][j]);
            let most = if y > x { y } else { x };
            *best = if z > most { z } else { most };
        }
        let before = residual.map(|rows| std::array::from_ref(&rows[index]));
        normalise(
            std::array::from_mut(&mut best),
            layer,
            before,
            std::array::from_mut(out),
        );
    }
}

/// Rows of maxima normalised and scaled, and added to the residual where there is one. Each row is a
/// chain of sums in which every one waits for the one before; several rows side by side fill the waits.
#[inline(always)]
pub(super) fn normalise<const ROWS: usize>(
    best: &mut [[f32; WIDTH]; ROWS],
    layer: &MaxoutNorm<'_>,
    residual: Option<&[[f32; WIDTH]; ROWS]>,
    out: &mut [[f32; WIDTH]; ROWS],
) {
    let (gain, shift) = (&layer.gain[..WIDTH], &layer.shift[..WIDTH]);
    let mut sums = [[0.0f32; 8]; ROWS];
    for at in (0..WIDTH).step_by(8) {
        for (sums, row) in sums.iter_mut().zip(&*best) {
            for (sum, value) in sums.iter_mut().zip(&row[at..at + 8]) {
                *sum += value;
            }
        }
    }
    let means = sums.map(|sums| across(sums) / WIDTH as f32);
    let mut squares = [[0.0f32; 8]; ROWS];
    for at in (0..WIDTH).step_by(8) {
        for ((squares, row), mean) in squares.iter_mut().zip(&mut *best).zip(means) {
            for (square, value) in squares.iter_mut().zip(&mut row[at..at + 8]) {
                *value -= mean;
                *square = value.mul_add(*value, *square);
            }
        }
    }
    let scales = squares.map(|squares| 1.0 / (across(squares) / WIDTH as f32 + 1e-8).sqrt());
    for (row, (best, scale)) in best.iter().zip(scales).enumerate() {
        let out = &mut out[row];
        if let Some(before) = residual {
            let before = &before[row];
            for j in 0..WIDTH {
                out[j] = before[j] + (best[j] * scale).mul_add(gain[j], shift[j]);
            }
        } else {
            for j in 0..WIDTH {
                out[j] = (best[j] * scale).mul_add(gain[j], shift[j]);
            }
        }
    }
}

/// Feature rows and bias summed, maxout over two pieces.
#[inline(always)]
pub(super) fn state_vector(features: &[&[f32]], bias: &[f32], hidden: &mut [f32]) {
    let mut sums = [0.0f32; HIDDEN_WIDE];
    sums.copy_from_slice(&bias[..HIDDEN_WIDE]);
    for feature in features {
        let feature = &feature[..HIDDEN_WIDE];
        for j in 0..HIDDEN_WIDE {
            sums[j] += feature[j];
        }
    }
    for (j, hidden) in hidden[..HIDDEN].iter_mut().enumerate() {
        let (x, y) = (sums[j], sums[HIDDEN + j]);
        *hidden = if y > x { y } else { x };
    }
}

/// Whether the processor this is compiled for has fused multiply-adds.
const FUSED: bool = cfg!(any(target_arch = "aarch64", target_feature = "fma"));
/// The bits of a 64-bit float beyond a 32-bit one, and their pattern for "half way between two".
const BEYOND: u64 = (1 << 29) - 1;
const HALF: u64 = 1 << 28;

/// `sums += value * weights`, each rounded once.
///
/// Without fused instructions this goes over 64-bit floats, in which the product is exact. The sum is
/// then rounded twice, to 64 bits and to 32. That gives another result only where the first rounding
/// ends half way between two 32-bit floats (or among the very small ones, which have fewer bits); the
/// exact but slow library function does those.
#[inline(always)]
fn add_product(value: f32, weights: &[f32; PANEL], sums: &mut [f32; PANEL]) {
    if FUSED {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = value.mul_add(*weight, *sum);
        }
        return;
    }
    let wide = f64::from(value);
    let mut rounded = [0.0f32; PANEL];
    let mut doubtful = false;
    for lane in 0..PANEL {
        let exact = wide * f64::from(weights[lane]) + f64::from(sums[lane]);
        rounded[lane] = exact as f32;
        doubtful |= exact.to_bits() & BEYOND == HALF;
        doubtful |= exact.abs() < 1e-36 && exact.to_bits() != 0;
    }
    if doubtful {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = value.mul_add(*weight, *sum);
        }
    } else {
        *sums = rounded;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_rounded_once() {
        let mut state = 1u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as u32
        };
        // Short numbers of all magnitudes: their sums often lie half way between two floats.
        let mut number = || {
            let exponent = 97 + next() % 60;
            f32::from_bits((next() & 1) << 31 | exponent << 23 | (next() & 0xff) << 15 | next() & 3)
        };
        for _ in 0..200_000 {
            let (value, weights) = (number(), [number(); PANEL]);
            let mut sums = std::array::from_fn(|_| number());
            let want = sums.map(|sum: f32| value.mul_add(weights[0], sum).to_bits());
            add_product(value, &weights, &mut sums);
            assert_eq!(sums.map(f32::to_bits), want);
        }
        for tiny in [1e-38f32, 1e-40, 3e-45, -1e-42] {
            let mut sums = [tiny; PANEL];
            add_product(1e-20, &[3e-21; PANEL], &mut sums);
            assert_eq!(sums[0].to_bits(), 1e-20f32.mul_add(3e-21, tiny).to_bits());
        }
    }
}
