//! Speed of the syntax pipeline, whole and by implementation of its arithmetic.
//!
//! `DETENTE_MODEL=model.bin cargo bench -p detente-syntax`. The text is the sentences of
//! `tests/parity`; words per second are its words divided by the time of a run.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use detente_syntax::kernels::{
    Kernels, MaxoutNorm, TILE, WIDE, WIDTH, WindowBuffers, WindowWeights,
};
use detente_syntax::{Model, ParseOptions, Scratch};

fn main() {
    let Some(path) = std::env::var_os("DETENTE_MODEL") else {
        eprintln!("SKIPPED: DETENTE_MODEL names no model file");
        return;
    };
    let bytes: Arc<Vec<u8>> = Arc::new(std::fs::read(path).expect("the model file can be read"));
    let model = Model::from_bytes(bytes.clone()).expect("the model file is whole");
    let text = sentences();
    let mut criterion = Criterion::default().configure_from_args();

    criterion.bench_function("load the model", |bench| {
        bench.iter(|| Model::from_bytes(bytes.clone()).is_ok());
    });

    let mut group = criterion.benchmark_group("parse");
    let mut scratch = Scratch::default();
    let words = model.parse(&text, &mut scratch).len();
    group
        .throughput(Throughput::Elements(words as u64))
        .sample_size(10);
    for kernels in Kernels::available() {
        group.bench_function(format!("{kernels:?}, warm caches"), |bench| {
            bench.iter(|| black_box(model.parse_with(kernels, &text, &mut scratch)).len());
        });
    }
    group.bench_function("cold caches", |bench| {
        bench.iter(|| black_box(model.parse(&text, &mut Scratch::default())).len());
    });
    let mut without = Scratch::new(ParseOptions {
        entities: false,
        ..ParseOptions::default()
    });
    group.bench_function("without entities", |bench| {
        bench.iter(|| black_box(model.parse(&text, &mut without)).len());
    });
    group.finish();
    window_layer(&mut criterion);
    criterion.final_summary();
}

/// One window layer over 480 words: by tiles as the encoder does it, and by the plain sum.
fn window_layer(criterion: &mut Criterion) {
    const WORDS: usize = 480;
    let numbers = |count: usize| -> Vec<f32> {
        let number = |index: usize| (index * 7919 % 1000) as f32 / 1000.0 - 0.5;
        (0..count).map(number).collect()
    };
    let (bias, gain, shift) = (numbers(WIDE), numbers(WIDTH), numbers(WIDTH));
    let norm = MaxoutNorm {
        bias: &bias,
        gain: &gain,
        shift: &shift,
    };
    let packed = numbers(3 * WIDTH * WIDE);
    let weights = WindowWeights::new(&packed);
    let now = numbers((WORDS + 2) * WIDTH);
    let own = WIDTH..(WORDS + 1) * WIDTH;
    let mut next = vec![0.0; now.len()];
    let mut wide = vec![0.0; WORDS * WIDE];
    let tiles: Vec<u32> = (1..=WORDS as u32).step_by(TILE).collect();
    let mut buffers = WindowBuffers::default();
    let mut group = criterion.benchmark_group("window layer");
    group.throughput(Throughput::Elements(WORDS as u64));
    for kernels in Kernels::available() {
        group.bench_function(format!("{kernels:?}, tiles"), |bench| {
            bench.iter(|| kernels.window(&weights, &norm, &tiles, &now, &mut next, &mut buffers));
        });
        group.bench_function(format!("{kernels:?}, plain sum"), |bench| {
            bench.iter(|| {
                kernels.multiply(WORDS, 3 * WIDTH, &now, WIDTH, &packed, &mut wide);
                let residual = Some(&now[own.clone()]);
                kernels.maxout_norm(&wide, &norm, residual, &mut next[own.clone()]);
            });
        });
    }
    group.finish();
}

/// The sentences of the parity test in one text.
fn sentences() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/parity/sentences.jsonl");
    let lines = std::fs::read_to_string(path).expect("the sentences can be read");
    let text = |line: &str| -> Option<String> {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(row["text"].as_str()?.to_owned())
    };
    lines
        .split('\n')
        .filter_map(text)
        .take(400)
        .collect::<Vec<_>>()
        .join(" ")
}
