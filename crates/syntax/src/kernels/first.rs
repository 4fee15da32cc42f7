//! The first window layer from products kept by word type.
//!
//! A window layer adds three products: of the word before, the word itself and the word after. The
//! inputs of the first layer depend on the word type alone, so its products do too: the layer is
//! three rows added for each word.

use super::portable::normalise;
use super::{Kernels, MaxoutNorm, TILE, WIDE, WIDTH};

/// Values kept for a word type: its products as the word before, the word itself and the word after.
pub const FIRST: usize = 3 * WIDE;
/// Rows that are fetched before they are needed.
const AHEAD: usize = 2 * TILE;

impl Kernels {
    /// The first window layer with its residual: `next[row] = now[row] + layer` for all rows. The
    /// words around row `row` have the products numbered `places[row..row + 3]`.
    ///
    /// # Panics
    /// If there are not two places more than rows, or one names no row of `products`.
    pub fn first_window(
        self,
        places: &[u32],
        products: &[f32],
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
    products: &[f32],
    norm: &MaxoutNorm<'_>,
    now: &[f32],
    next: &mut [f32],
) {
    let products = products.as_chunks::<FIRST>().0;
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
            let [before, own, after] = [
                &products[*before as usize],
                &products[*own as usize],
                &products[*after as usize],
            ];
            largest(before, own, after, norm.bias, best);
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
    before: &[f32; FIRST],
    own: &[f32; FIRST],
    after: &[f32; FIRST],
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
        let one = ((before[j] + own[j]) + after[j]) + bias[j];
        let two = ((before[y] + own[y]) + after[y]) + bias[y];
        let three = ((before[z] + own[z]) + after[z]) + bias[z];
        let most = if two > one { two } else { one };
        *best = if three > most { three } else { most };
    }
}

/// Tells the processor that a row is needed soon.
#[inline(always)]
fn fetch(row: &[f32; FIRST]) {
    #[cfg(target_arch = "x86_64")]
    for line in row.as_chunks::<{ super::PANEL }>().0 {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: fetching ahead has no effect but on the caches.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = row;
}
