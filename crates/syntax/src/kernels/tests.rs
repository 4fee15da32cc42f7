use super::*;

/// Numbers without pattern, the same on every run.
fn numbers(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) as f32 / (1u64 << 23) as f32) - 1.0
        })
        .collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn products_agree_to_the_bit_for_every_row_count() {
    for (inner, columns, stride) in [
        (288, 288, 96),
        (96, 64, 96),
        (64, 384, 64),
        (672, 288, 672),
        (64, 112, 64),
        (5, 16, 7),
    ] {
        let weights = pack(&numbers(inner * columns, 3), columns, inner);
        for rows in 1..30 {
            let left = numbers((rows - 1) * stride + inner, rows as u64);
            let mut want = vec![0.0; rows * columns];
            Kernels::Portable.multiply(rows, inner, &left, stride, &weights, &mut want);
            for kernels in Kernels::available() {
                let mut out = vec![0.0; rows * columns];
                kernels.multiply(rows, inner, &left, stride, &weights, &mut out);
                assert_eq!(
                    bits(&out),
                    bits(&want),
                    "{kernels:?} {rows}x{inner}x{columns}"
                );
            }
        }
    }
}

#[test]
fn a_product_is_the_product() {
    let (rows, inner, columns) = (4, 10, 20);
    let (left, right) = (numbers(rows * inner, 1), numbers(inner * columns, 2));
    let packed = pack(&right, columns, inner);
    let mut out = vec![0.0; rows * 32];
    Kernels::detect().multiply(rows, inner, &left, inner, &packed, &mut out);
    for row in 0..rows {
        for column in 0..columns {
            let want: f32 = (0..inner)
                .map(|k| left[row * inner + k] * right[column * inner + k])
                .sum();
            assert!((out[row * 32 + column] - want).abs() < 1e-5);
        }
    }
}

#[test]
fn layers_and_state_vectors_agree_to_the_bit() {
    let (bias, gain, shift) = (numbers(WIDE, 1), numbers(WIDTH, 2), numbers(WIDTH, 3));
    let layer = MaxoutNorm {
        bias: &bias,
        gain: &gain,
        shift: &shift,
    };
    let (wide, before) = (numbers(7 * WIDE, 4), numbers(7 * WIDTH, 5));
    let mut want = vec![0.0; 7 * WIDTH];
    let rows: Vec<Vec<f32>> = (0..8).map(|seed| numbers(HIDDEN_WIDE, 20 + seed)).collect();
    let features: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
    let state_bias = numbers(HIDDEN_WIDE, 6);
    for kernels in Kernels::available() {
        for residual in [None, Some(before.as_slice())] {
            Kernels::Portable.maxout_norm(&wide, &layer, residual, &mut want);
            let mut out = vec![0.0; 7 * WIDTH];
            kernels.maxout_norm(&wide, &layer, residual, &mut out);
            assert_eq!(bits(&out), bits(&want), "{kernels:?}");
        }
        let (mut want, mut out) = (vec![0.0; HIDDEN], vec![0.0; HIDDEN]);
        Kernels::Portable.state_vector(&features, &state_bias, &mut want);
        kernels.state_vector(&features, &state_bias, &mut out);
        assert_eq!(bits(&out), bits(&want), "{kernels:?}");
    }
}

#[test]
fn window_layers_agree_to_the_bit_and_with_the_plain_sum() {
    let (bias, gain, shift) = (numbers(WIDE, 1), numbers(WIDTH, 2), numbers(WIDTH, 3));
    let norm = MaxoutNorm {
        bias: &bias,
        gain: &gain,
        shift: &shift,
    };
    let packed = pack(&numbers(WIDE * 3 * WIDTH, 4), WIDE, 3 * WIDTH);
    let weights = WindowWeights::new(&packed);
    // One tile, a batch with a tile of the next, and tiles that leave rows out between them.
    for tiles in [
        vec![1],
        (0..33).map(|t| 1 + 4 * t).collect(),
        vec![2, 9, 13],
    ] {
        let rows = *tiles.last().expect("there is a tile") as usize + TILE + 1;
        let now = numbers(rows * WIDTH, rows as u64);
        let layer = |kernels: Kernels| {
            let mut next = vec![0.0; now.len()];
            let mut buffers = WindowBuffers::default();
            kernels.window(&weights, &norm, &tiles, &now, &mut next, &mut buffers);
            next
        };
        let want = layer(Kernels::Portable);
        for kernels in Kernels::available() {
            assert_eq!(bits(&layer(kernels)), bits(&want), "{kernels:?}");
        }
        for row in tiles
            .iter()
            .flat_map(|&tile| tile as usize..tile as usize + TILE)
        {
            let mut wide = vec![0.0; WIDE];
            let left = &now[(row - 1) * WIDTH..(row + 2) * WIDTH];
            Kernels::Portable.multiply(1, 3 * WIDTH, left, WIDTH, &packed, &mut wide);
            let mut plain = vec![0.0; WIDTH];
            let before = &now[row * WIDTH..(row + 1) * WIDTH];
            Kernels::Portable.maxout_norm(&wide, &norm, Some(before), &mut plain);
            for (plain, want) in plain.iter().zip(&want[row * WIDTH..]) {
                assert!((plain - want).abs() < 5e-3, "{plain} and {want}");
            }
        }
    }
}

#[test]
fn window_layers_in_bytes_agree_to_the_bit_and_nearly_with_the_plain_sum() {
    let (bias, gain, shift) = (numbers(WIDE, 1), numbers(WIDTH, 2), numbers(WIDTH, 3));
    let norm = MaxoutNorm {
        bias: &bias,
        gain: &gain,
        shift: &shift,
    };
    let packed = pack(&numbers(WIDE * 3 * WIDTH, 4), WIDE, 3 * WIDTH);
    let (exact, weights) = (WindowWeights::new(&packed), ByteWeights::new(&packed));
    for tiles in [
        vec![1],
        (0..33).map(|t| 1 + 4 * t).collect(),
        vec![2, 9, 13],
    ] {
        let rows = *tiles.last().expect("there is a tile") as usize + TILE + 1;
        let mut now = numbers(rows * WIDTH, rows as u64);
        // Rows beyond a text are zero.
        now[..WIDTH].fill(0.0);
        let layer = |kernels: Kernels| {
            let mut next = vec![0.0; now.len()];
            let mut buffers = ByteBuffers::default();
            kernels.window_in_bytes(&weights, &norm, &tiles, &now, &mut next, &mut buffers);
            next
        };
        let want = layer(Kernels::Portable);
        for kernels in Kernels::available() {
            assert_eq!(bits(&layer(kernels)), bits(&want), "{kernels:?}");
        }
        let mut plain = vec![0.0; now.len()];
        let mut buffers = WindowBuffers::default();
        Kernels::Portable.window(&exact, &norm, &tiles, &now, &mut plain, &mut buffers);
        for (plain, want) in plain.iter().zip(&want) {
            assert!((plain - want).abs() < 0.1, "{plain} and {want}");
        }
    }
}

#[test]
fn the_first_window_from_products_agrees_to_the_bit_and_with_the_plain_sum() {
    let (bias, gain, shift) = (numbers(WIDE, 1), numbers(WIDTH, 2), numbers(WIDTH, 3));
    let norm = MaxoutNorm {
        bias: &bias,
        gain: &gain,
        shift: &shift,
    };
    let packed = pack(&numbers(WIDE * 3 * WIDTH, 4), WIDE, 3 * WIDTH);
    let apart = crate::neural::first_layer::beside(&packed);
    // Row 0 is what stands beyond a text.
    let mut types = numbers(6 * WIDTH, 5);
    types[..WIDTH].fill(0.0);
    let mut products = vec![0.0; 6 * FIRST];
    Kernels::Portable.multiply(6, WIDTH, &types, WIDTH, &apart, &mut products);
    let mut rows = FirstRows::default();
    rows.resize(6);
    for (row, products) in products.as_chunks::<FIRST>().0.iter().enumerate() {
        rows.put(row, products);
    }
    for places in [
        vec![0, 3, 0],
        vec![0, 1, 2, 2, 5, 4, 0],
        (0..40u32).map(|n| n * 7 % 6).collect(),
    ] {
        let around: Vec<f32> = places
            .iter()
            .flat_map(|&place| &types[place as usize * WIDTH..][..WIDTH])
            .copied()
            .collect();
        let now = &around[WIDTH..around.len() - WIDTH];
        let layer = |kernels: Kernels| {
            let mut next = vec![0.0; now.len()];
            kernels.first_window(&places, &rows, &norm, now, &mut next);
            next
        };
        let want = layer(Kernels::Portable);
        for kernels in Kernels::available() {
            assert_eq!(bits(&layer(kernels)), bits(&want), "{kernels:?}");
        }
        let rows = places.len() - 2;
        let mut wide = vec![0.0; rows * WIDE];
        Kernels::Portable.multiply(rows, 3 * WIDTH, &around, WIDTH, &packed, &mut wide);
        let mut plain = vec![0.0; now.len()];
        Kernels::Portable.maxout_norm(&wide, &norm, Some(now), &mut plain);
        for (plain, want) in plain.iter().zip(&want) {
            assert!((plain - want).abs() < 1e-3, "{plain} and {want}");
        }
    }
}

#[test]
fn products_in_shorts_agree_to_the_bit_and_nearly_with_the_plain_ones() {
    let columns = 5 * PANEL;
    for (inner, rows) in [(HIDDEN, 1), (HIDDEN, 8), (WIDTH, 13), (WIDTH, 4)] {
        let packed = pack(&numbers(columns * inner, 4), columns, inner);
        let weights = ShortWeights::new(&packed, inner);
        let mut left = numbers(rows * inner, rows as u64);
        if rows > 1 {
            left[inner..2 * inner].fill(0.0);
        }
        let mut plain = vec![0.0; rows * columns];
        Kernels::Portable.multiply(rows, inner, &left, inner, &packed, &mut plain);
        for (column, wide) in [(0, columns), (PANEL, 3 * PANEL), (2 * PANEL, 2 * PANEL)] {
            let product = |kernels: Kernels| {
                let mut short = ShortRows::default();
                let mut out = vec![0.0; rows * wide];
                kernels.round_to_shorts(&left, inner, &mut short);
                kernels.multiply_in_shorts((&short, 0), &weights, (column, wide), true, &mut out);
                out
            };
            let want = product(Kernels::Portable);
            for kernels in Kernels::available() {
                assert_eq!(bits(&product(kernels)), bits(&want), "{kernels:?}");
            }
            for (row, want) in want.chunks_exact(wide).enumerate() {
                for (plain, want) in plain[row * columns + column..].iter().zip(want) {
                    assert!((plain - want).abs() < 2e-3, "{plain} and {want}");
                }
            }
        }
    }
}

#[test]
fn the_largest_sums_of_shorts_fit_their_bits() {
    // Rows and columns that are alike have the largest sums; a single value the largest step.
    let shapes: [fn(usize) -> f32; 3] = [
        |_| 1.0,
        |k| if k == 5 { 1e15 } else { 0.0 },
        |k| if k.is_multiple_of(2) { 3e-14 } else { -3e-14 },
    ];
    for shape in shapes {
        let row: Vec<f32> = (0..WIDTH).map(shape).collect();
        let column: Vec<f32> = row
            .iter()
            .map(|value| value.signum() * value.abs().sqrt())
            .collect();
        let packed = pack(&column.repeat(PANEL), PANEL, WIDTH);
        let weights = ShortWeights::new(&packed, WIDTH);
        let plain: f32 = row.iter().zip(&column).map(|(a, b)| a * b).sum();
        for kernels in Kernels::available() {
            let (mut short, mut out) = (ShortRows::default(), vec![0.0; PANEL]);
            kernels.round_to_shorts(&row, WIDTH, &mut short);
            kernels.multiply_in_shorts((&short, 0), &weights, (0, PANEL), false, &mut out);
            assert!(
                (out[0] / plain - 1.0).abs() < 1e-3,
                "{kernels:?} {} {plain}",
                out[0]
            );
        }
    }
}
