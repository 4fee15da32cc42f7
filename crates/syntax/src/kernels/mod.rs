//! The arithmetic of the network: matrix products, maxout with layer norm, and states' vectors.
//!
//! Three implementations, chosen at run time: plain Rust, AVX2 with FMA, AVX-512. They give the same
//! bits: most products are sums of whole numbers (`shorts`, `bytes`), the others one chain of fused
//! multiply-adds in the order of the inner index, and sums over a row always run in eight lanes. So a
//! record does not depend on the machine that made it.
//!
//! Matrices on the right-hand side are *packed*: columns in panels of 16, each panel stored row after
//! row, so that the inner loop reads memory in order ([`pack`]).
#![allow(unsafe_code)]
// The portable bodies must be compiled anew inside each function with wider registers.
#![allow(clippy::inline_always)]

mod bytes;
mod first;
mod portable;
mod shorts;
mod window;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use bytes::{ByteBuffers, ByteWeights};
pub use first::{FIRST, FirstRows};
pub use shorts::{ShortRows, ShortWeights};
pub use window::{TILE, WindowBuffers, WindowWeights};

/// Columns in a panel of a packed matrix.
pub const PANEL: usize = 16;
/// Width of the encoder's vectors.
pub const WIDTH: usize = 96;
/// Pieces of the encoder's maxout.
pub const PIECES: usize = 3;
/// Width of the encoder's layers before maxout.
pub const WIDE: usize = WIDTH * PIECES;
/// Width of a state vector in the transition systems.
pub const HIDDEN: usize = 64;
/// Width of a state vector before its maxout of two pieces.
pub const HIDDEN_WIDE: usize = HIDDEN * 2;

/// Calls a portable body, or the same compiled for the wider registers.
macro_rules! widest {
    ($kernels:expr, $portable:path, $avx2:ident, $avx512:ident, ($($argument:expr),*)) => {
        match $kernels {
            Kernels::Portable => $portable($($argument),*),
            // SAFETY: the variant exists only where the features were detected (`available`).
            #[cfg(target_arch = "x86_64")]
            Kernels::Avx2 => unsafe { x86::$avx2($($argument),*) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kernels::Avx512 => unsafe { x86::$avx512($($argument),*) },
        }
    };
}

/// Which implementation runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernels {
    /// Plain Rust, on every processor.
    Portable,
    /// x86-64 with AVX2 and FMA.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512F.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Kernels {
    /// The fastest implementation this processor runs.
    pub fn detect() -> Self {
        *Self::available().last().unwrap_or(&Self::Portable)
    }

    /// All implementations this processor runs, slowest first.
    pub fn available() -> Vec<Self> {
        #[allow(unused_mut)]
        let mut all = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if avx2 {
                all.push(Self::Avx2);
            }
            if avx2 && is_x86_feature_detected!("avx512f") {
                all.push(Self::Avx512);
            }
        }
        all
    }

    /// `out[i][j] = Σ_k left[i][k] · right[k][j]` for `rows` rows.
    ///
    /// Row `i` of `left` begins at `i * stride` (rows may overlap: that is how a window of
    /// neighbouring vectors is read); `right` is packed, `inner` by `out.len() / rows`.
    ///
    /// # Panics
    /// If a slice is too short for the shape.
    pub fn multiply(
        self,
        rows: usize,
        inner: usize,
        left: &[f32],
        stride: usize,
        right: &[f32],
        out: &mut [f32],
    ) {
        if rows == 0 {
            return;
        }
        assert!(inner > 0 && right.len().is_multiple_of(inner * PANEL));
        let columns = right.len() / inner;
        assert!(left.len() >= (rows - 1) * stride + inner && out.len() >= rows * columns);
        match self {
            Self::Portable => portable::multiply(rows, inner, left, stride, right, out),
            // SAFETY: the variant exists only where the features were detected (`available`), and
            // the shapes were checked above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { x86::multiply_avx2(rows, inner, left, stride, right, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => unsafe { x86::multiply_avx512(rows, inner, left, stride, right, out) },
        }
    }

    /// For each row of `wide` (three pieces of [`WIDTH`]): adds the bias, takes the maximum over
    /// the pieces, normalises, scales; adds the row of `residual` where there is one.
    ///
    /// # Panics
    /// If the slices do not hold the same number of rows.
    pub fn maxout_norm(
        self,
        wide: &[f32],
        layer: &MaxoutNorm<'_>,
        residual: Option<&[f32]>,
        out: &mut [f32],
    ) {
        assert!(wide.len() / WIDE == out.len() / WIDTH && layer.fits());
        assert!(residual.is_none_or(|residual| residual.len() == out.len()));
        widest!(
            self,
            portable::maxout_norm,
            maxout_norm_avx2,
            maxout_norm_avx512,
            (wide, layer, residual, out)
        );
    }

    fn window_inputs(self, tiles: &[u32], now: &[f32], sums: &mut [f32]) {
        widest!(
            self,
            window::inputs,
            window_inputs_avx2,
            window_inputs_avx512,
            (tiles, now, sums)
        );
    }

    fn window_best(
        self,
        tiles: usize,
        group: usize,
        bias: &[f32],
        products: &[f32],
        most: &mut [f32],
    ) {
        widest!(
            self,
            window::best,
            window_best_avx2,
            window_best_avx512,
            (tiles, group, bias, products, most)
        );
    }

    fn window_finish(
        self,
        tiles: &[u32],
        norm: &MaxoutNorm<'_>,
        most: &mut [f32],
        now: &[f32],
        next: &mut [f32],
    ) {
        widest!(
            self,
            window::finish,
            window_finish_avx2,
            window_finish_avx512,
            (tiles, norm, most, now, next)
        );
    }

    fn add_first(
        self,
        places: &[u32],
        products: &FirstRows,
        norm: &MaxoutNorm<'_>,
        now: &[f32],
        next: &mut [f32],
    ) {
        widest!(
            self,
            first::window,
            first_window_avx2,
            first_window_avx512,
            (places, products, norm, now, next)
        );
    }

    fn byte_inputs(self, tiles: &[u32], now: &[f32], inputs: &mut [u8], steps: &mut [f32]) {
        widest!(
            self,
            bytes::inputs,
            byte_inputs_avx2,
            byte_inputs_avx512,
            (tiles, now, inputs, steps)
        );
    }

    fn multiply_bytes_plainly(
        self,
        rows: usize,
        left: &[u8],
        right: &[i8],
        starts: &[i32],
        out: &mut [i32],
    ) {
        widest!(
            self,
            bytes::multiply,
            multiply_bytes_avx2,
            multiply_bytes_avx512,
            (rows, left, right, starts, out)
        );
    }

    fn byte_best(
        self,
        rows: usize,
        group: usize,
        scales: bytes::Scales<'_>,
        products: &[i32],
        most: &mut [f32],
    ) {
        widest!(
            self,
            bytes::best,
            byte_best_avx2,
            byte_best_avx512,
            (rows, group, scales, products, most)
        );
    }

    fn round_hidden(self, rows: &[f32], values: &mut [i16], steps: &mut [f32]) {
        widest!(
            self,
            shorts::round::<HIDDEN>,
            round_hidden_avx2,
            round_hidden_avx512,
            (rows, values, steps)
        );
    }

    fn round_width(self, rows: &[f32], values: &mut [i16], steps: &mut [f32]) {
        widest!(
            self,
            shorts::round::<WIDTH>,
            round_width_avx2,
            round_width_avx512,
            (rows, values, steps)
        );
    }

    /// The hidden vector of a state: its feature rows and the bias summed, maxout over two pieces.
    ///
    /// # Panics
    /// If a row, the bias or the vector has another length than [`HIDDEN_WIDE`] and [`HIDDEN`] tell.
    pub fn state_vector(self, features: &[&[f32]], bias: &[f32], hidden: &mut [f32]) {
        assert!(bias.len() == HIDDEN_WIDE && features.iter().all(|row| row.len() == HIDDEN_WIDE));
        assert!(hidden.len() == HIDDEN);
        widest!(
            self,
            portable::state_vector,
            state_vector_avx2,
            state_vector_avx512,
            (features, bias, hidden)
        );
    }
}

/// The parameters of a maxout layer with its normalisation.
#[derive(Debug, Clone, Copy)]
pub struct MaxoutNorm<'a> {
    /// Bias of the pieces, [`WIDE`] values, piece after piece.
    pub bias: &'a [f32],
    /// Factor of the normalised vector.
    pub gain: &'a [f32],
    /// Offset of the normalised vector.
    pub shift: &'a [f32],
}

impl MaxoutNorm<'_> {
    fn fits(&self) -> bool {
        self.bias.len() == WIDE && self.gain.len() == WIDTH && self.shift.len() == WIDTH
    }
}

/// Packs a matrix given as rows of outputs (`weights[column][inner]`) for [`Kernels::multiply`];
/// `columns` is rounded up to whole panels with zeros.
pub fn pack(weights: &[f32], columns: usize, inner: usize) -> Vec<f32> {
    let panels = columns.div_ceil(PANEL);
    let mut out = vec![0.0; panels * PANEL * inner];
    for column in 0..columns {
        let (panel, lane) = (column / PANEL, column % PANEL);
        for k in 0..inner {
            out[(panel * inner + k) * PANEL + lane] = weights[column * inner + k];
        }
    }
    out
}

#[cfg(test)]
mod tests;
