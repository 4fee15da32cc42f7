//! Parses texts and prints what the pipeline finds, for `scripts/parity.py`.
//!
//! Reads JSONL `{"text": …}` on standard input and writes a line for each: words, tags, parts of
//! speech, lemmas, heads, relations, sentence starts and entities. With `--time` it only parses, as
//! often as told by `--repeat N`, and prints words and seconds.

use std::error::Error;
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

use detente_syntax::{Document, Model, Scratch};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = std::env::var("DETENTE_MODEL").map_err(|_| "DETENTE_MODEL names no model file")?;
    let begun = Instant::now();
    let model = Model::from_bytes(Arc::new(std::fs::read(path)?))?;
    let loaded = begun.elapsed();
    let mut scratch = Scratch::default();
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(
            row["text"]
                .as_str()
                .ok_or("a line without a text")?
                .to_owned(),
        );
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.iter().any(|argument| argument == "--time") {
        let repeat = arguments.iter().position(|argument| argument == "--repeat");
        let repeat = match repeat.and_then(|at| arguments.get(at + 1)) {
            Some(count) => count.parse()?,
            None => 1,
        };
        for _ in 0..repeat {
            let begun = Instant::now();
            let words: usize = texts
                .iter()
                .map(|text| model.parse(text, &mut scratch).len())
                .sum();
            let seconds = begun.elapsed().as_secs_f64();
            let row = json!({
                "words": words,
                "seconds": seconds,
                "load_ms": loaded.as_millis(),
                "peak_kib": peak(),
            });
            writeln!(out, "{row}")?;
        }
        return Ok(());
    }
    for text in &texts {
        writeln!(out, "{}", row(&model.parse(text, &mut scratch)))?;
    }
    Ok(())
}

/// The most memory the process has held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn row(document: &Document) -> serde_json::Value {
    let tokens = document.tokens();
    let each = 0..tokens.len();
    json!({
        "words": each.clone().map(|index| document.word(index)).collect::<Vec<_>>(),
        "spaces": tokens.iter().map(|token| token.space_after).collect::<Vec<_>>(),
        "tags": tokens.iter().map(|token| token.tag.as_str()).collect::<Vec<_>>(),
        "pos": tokens.iter().map(|token| token.pos.as_str()).collect::<Vec<_>>(),
        "lemmas": each.map(|index| document.lemma(index)).collect::<Vec<_>>(),
        "heads": tokens.iter().map(|token| token.head).collect::<Vec<_>>(),
        "deps": tokens.iter().map(|token| token.dep.as_str()).collect::<Vec<_>>(),
        "starts": document.sentences().iter().map(|range| range.start).collect::<Vec<_>>(),
        "entities": document.entities().iter()
            .map(|entity| json!([entity.tokens.start, entity.tokens.end, entity.kind.as_str()]))
            .collect::<Vec<_>>(),
    })
}
