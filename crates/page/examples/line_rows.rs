//! What `scripts/pages_train.py` fits and scores the line classifier by: for each page of a JSONL file
//! (`id`, `text`) on standard input its lines with their columns or, with `line_rows TREES.txt`, the lines
//! that the reader takes with those trees.

use std::io::{BufRead as _, Write as _};

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let trees = match std::env::args().nth(1) {
        Some(path) => Some(std::fs::read_to_string(path)?),
        None => None,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let text = page["text"].as_str().unwrap_or_default();
        let told = match &trees {
            Some(trees) => {
                let body = detente_page::body_by(trees, text).ok_or("these are no trees")?;
                json!({ "id": page["id"], "body": body })
            }
            None => json!({ "id": page["id"], "rows": detente_page::training_rows(text) }),
        };
        serde_json::to_writer(&mut out, &told)?;
        writeln!(out)?;
    }
    Ok(())
}
