//! The first window layer from products kept by word type.
//!
//! A window layer adds three products: of the word before, the word itself and the word after. The
//! inputs of the first layer depend on the word type alone, so its products do too: the layer is
//! three rows added for each word. What limits it is how fast rows come from memory, so they are kept in
//! sixteen bits.

use super::portable::normalise;
use super::shorts::ROUND;
use super::{Kernels, MaxoutNorm, TILE, WIDE, WIDTH};

/// Values kept for a word type: its products as the word before, the word itself and the word after.
pub const FIRST: usize = 3 * WIDE;
/// Rows that are fetched before they are needed.
const AHEAD: usize = 2 * TILE;
/// Steps of the largest value of a row.
const STEPS: f32 = 32_767.0;

/// The products of word types, each row rounded to steps of its own size.
#[derive(Default)]
pub struct FirstRows {
    values: Vec<i16>,
    steps: Vec<f32>,
}

impl FirstRows {
    /// Takes the room of `count` rows at once: growing by copies would touch twice as much memory.
    pub fn reserve(&mut self, count: usize) {
        self.values.reserve_exact(count * FIRST);
        self.steps.reserve_exact(count);
    }

    /// Makes it so many rows; new ones are zeros.
    pub fn resize(&mut self, count: usize) {
        self.values.resize(count * FIRST, 0);
        self.steps.resize(count, 0.0);
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.values.clear();
        self.steps.clear();
    }

    /// Puts products into a row.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn put(&mut self, row: usize, products: &[f32; FIRST]) {
        let most = products
            .iter()
            .fold(0.0f32, |most, value| most.max(value.abs()));
        let scale = if most > 0.0 { STEPS / most } else { 0.0 };
        let out = &mut self.values[row * FIRST..][..FIRST];
        for (out, value) in out.iter_mut().zip(products) {
            *out = (value * scale + ROUND).to_bits() as i16;
        }
        self.steps[row] = most / STEPS;
    }

    /// The products in a row, as they were rounded.
    ///
    /// # Panics
    /// If there is no such row.
    #[cfg(test)]
    pub fn row(&self, row: usize) -> Vec<f32> {
        let values = &self.values[row * FIRST..][..FIRST];
        values
            .iter()
            .map(|&value| f32::from(value) * self.steps[row])
            .collect()
    }
}

impl Kernels {
    /// The first window layer with its residual: `next[row] = now[row] + layer` for all rows. The
    /// words around row `row` have the products numbered `places[row..row + 3]`.
    ///
    /// # Panics
    /// If there are not two places more than rows, or one names no row of `products`.
    pub fn first_window(
        self,
        places: &[u32],
        products: &FirstRows,
        norm: &MaxoutNorm<'_>,
        now: &[f32],
        next: &mut [f32],
    ) {
        assert!(norm.fits() && now.len() == next.len());
        assert!(places.len() == now.len() / WIDTH + 2);
        self.add_first(places, products, norm, now, next);
    }
}

/// The body of all implementations.
#[inline(always)]
pub(super) fn window(
    places: &[u32],
    products: &FirstRows,
    norm: &MaxoutNorm<'_>,
    now: &[f32],
    next: &mut [f32],
) {
    let (products, steps) = (products.values.as_chunks::<FIRST>().0, &products.steps);
    let now = now.as_chunks::<WIDTH>().0.chunks(TILE);
    let next = next.as_chunks_mut::<WIDTH>().0.chunks_mut(TILE);
    let mut best = [[0.0; WIDTH]; TILE];
    for (index, (now, next)) in now.zip(next).enumerate() {
        let first = index * TILE;
        for &place in places.iter().skip(first + AHEAD).take(TILE) {
            fetch(&products[place as usize]);
        }
        for (best, around) in best
            .iter_mut()
            .zip(places[first..first + now.len() + 2].windows(3))
        {
            let [before, own, after] = around else {
                unreachable!("three places")
            };
            let [before, own, after] = [*before, *own, *after].map(|place| place as usize);
            let around = [&products[before], &products[own], &products[after]];
            let steps = [steps[before], steps[own], steps[after]];
            largest(around, steps, norm.bias, best);
        }
        if let ([now], [next]) = (now.as_chunks::<TILE>().0, next.as_chunks_mut::<TILE>().0) {
            normalise(&mut best, norm, Some(now), next);
            continue;
        }
        for ((best, now), next) in best.iter_mut().zip(now).zip(next) {
            let now = std::array::from_ref(now);
            normalise(
                std::array::from_mut(best),
                norm,
                Some(now),
                std::array::from_mut(next),
            );
        }
    }
}

/// The sums of a row, and their maximum over the pieces.
#[inline(always)]
fn largest(
    [before, own, after]: [&[i16; FIRST]; 3],
    steps: [f32; 3],
    bias: &[f32],
    best: &mut [f32; WIDTH],
) {
    let [before, _, _] = before.as_chunks::<WIDE>().0 else {
        unreachable!("three products")
    };
    let [_, own, _] = own.as_chunks::<WIDE>().0 else {
        unreachable!("three products")
    };
    let [_, _, after] = after.as_chunks::<WIDE>().0 else {
        unreachable!("three products")
    };
    let bias = &bias[..WIDE];
    for (j, best) in best.iter_mut().enumerate() {
        let (y, z) = (WIDTH + j, 2 * WIDTH + j);
        let one = sum([before[j], own[j], after[j]], steps, bias[j]);
        let two = sum([before[y], own[y], after[y]], steps, bias[y]);
        let three = sum([before[z], own[z], after[z]], steps, bias[z]);
        let most = if two > one { two } else { one };
        *best = if three > most { three } else { most };
    }
}

/// Three values of rows with steps of their own, and a bias.
#[inline(always)]
fn sum([before, own, after]: [i16; 3], steps: [f32; 3], bias: f32) -> f32 {
    let sum = f32::from(before).mul_add(steps[0], bias);
    let sum = f32::from(own).mul_add(steps[1], sum);
    f32::from(after).mul_add(steps[2], sum)
}

/// Values in a cache line.
#[cfg(target_arch = "x86_64")]
const LINE: usize = 32;

/// Tells the processor that a row is needed soon.
#[inline(always)]
fn fetch(row: &[i16; FIRST]) {
    #[cfg(target_arch = "x86_64")]
    for line in row.as_chunks::<LINE>().0 {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: fetching ahead has no effect but on the caches.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = row;
}
