//! Speed of the syntax pipeline, whole and by implementation of its arithmetic.
//!
//! `DETENTE_MODEL=model.bin cargo bench -p detente-syntax`. The text is the sentences of
//! `tests/parity`; words per second are its words divided by the time of a run.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput};
use detente_syntax::kernels::Kernels;
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
    let mut without = Scratch::new(ParseOptions { entities: false });
    group.bench_function("without entities", |bench| {
        bench.iter(|| black_box(model.parse(&text, &mut without)).len());
    });
    group.finish();
    criterion.final_summary();
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
