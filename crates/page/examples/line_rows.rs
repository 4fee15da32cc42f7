//! Writes the rows that `scripts/pages_train.py` fits the line classifier to: for each page of a
//! JSONL file (`id`, `text`) its lines and their columns.

use std::io::{BufRead as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let page: serde_json::Value = serde_json::from_str(&line?)?;
        let rows = detente_page::training_rows(page["text"].as_str().unwrap_or_default());
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({ "id": page["id"], "rows": rows }),
        )?;
        writeln!(out)?;
    }
    Ok(())
}
