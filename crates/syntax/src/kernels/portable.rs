//! Plain Rust, written in the shape of the vector code: the same sums in the same order.

use super::{HIDDEN, HIDDEN_WIDE, MaxoutNorm, PANEL, WIDE, WIDTH};

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
            for (value, weights) in values.iter().zip(weights.chunks_exact(PANEL)) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = value.mul_add(*weight, *sum);
                }
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
    let (b0, rest) = layer.bias.split_at(WIDTH);
    let (b1, b2) = rest.split_at(WIDTH);
    let (gain, shift) = (&layer.gain[..WIDTH], &layer.shift[..WIDTH]);
    for (index, (row, out)) in wide
        .chunks_exact(WIDE)
        .zip(out.chunks_exact_mut(WIDTH))
        .enumerate()
    {
        let (p0, rest) = row.split_at(WIDTH);
        let (p1, p2) = rest.split_at(WIDTH);
        let mut best = [0.0f32; WIDTH];
        for j in 0..WIDTH {
            let (x, y, z) = (p0[j] + b0[j], p1[j] + b1[j], p2[j] + b2[j]);
            let most = if y > x { y } else { x };
            best[j] = if z > most { z } else { most };
        }
        let mut sums = [0.0f32; 8];
        for chunk in best.chunks_exact(8) {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += value;
            }
        }
        let mean = across(sums) / WIDTH as f32;
        let mut squares = [0.0f32; 8];
        for chunk in best.chunks_exact_mut(8) {
            for (square, value) in squares.iter_mut().zip(chunk) {
                *value -= mean;
                *square = value.mul_add(*value, *square);
            }
        }
        let scale = 1.0 / (across(squares) / WIDTH as f32 + 1e-8).sqrt();
        if let Some(residual) = residual {
            let before = &residual[index * WIDTH..(index + 1) * WIDTH];
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
pub(super) fn state_vector(features: &[&[f32]], bias: &[f32]) -> [f32; HIDDEN] {
    let mut sums = [0.0f32; HIDDEN_WIDE];
    sums.copy_from_slice(&bias[..HIDDEN_WIDE]);
    for feature in features {
        let feature = &feature[..HIDDEN_WIDE];
        for j in 0..HIDDEN_WIDE {
            sums[j] += feature[j];
        }
    }
    let mut hidden = [0.0f32; HIDDEN];
    for j in 0..HIDDEN {
        let (x, y) = (sums[j], sums[HIDDEN + j]);
        hidden[j] = if y > x { y } else { x };
    }
    hidden
}

pub(super) fn score(
    features: &[&[f32]],
    bias: &[f32],
    weights: &[f32],
    score_bias: &[f32],
    scores: &mut [f32],
) {
    let hidden = state_vector(features, bias);
    scores.copy_from_slice(score_bias);
    for (scores, weights) in scores
        .chunks_exact_mut(PANEL)
        .zip(weights.chunks_exact(HIDDEN * PANEL))
    {
        for (value, weights) in hidden.iter().zip(weights.chunks_exact(PANEL)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score = value.mul_add(*weight, *score);
            }
        }
    }
}
