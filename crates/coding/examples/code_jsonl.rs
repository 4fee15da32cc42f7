//! Codes JSONL articles and writes events, for development: `code_jsonl FILE < lexicon built in`.
use std::io::{BufRead, Write};
use std::sync::Arc;

#[path = "shared/folder.rs"]
mod folder;

fn main() {
    let model =
        std::fs::read(std::env::var("DETENTE_MODEL").expect("DETENTE_MODEL")).expect("model");
    let model = detente_syntax::Model::from_bytes(Arc::new(model)).expect("model");
    let lexicon = folder::lexicon();
    let coder = detente_coding::Coder::new(&model, &lexicon);
    let mut workspace = detente_coding::Workspace::default();
    let input = std::env::args().nth(1).expect("a JSONL file");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(input).unwrap()).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let article = detente_page::Article::from_text(detente_page::TextInput {
            id: text("id"),
            text: text("text").unwrap_or_default(),
            title: text("title"),
            published: text("published"),
            ..Default::default()
        });
        let coding = coder.code(&article, &mut workspace);
        let records = std::env::args().nth(2).unwrap_or_else(|| "events".into());
        match records.as_str() {
            "quotes" => coding
                .quotes
                .iter()
                .for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
            "positions" => coding
                .positions
                .iter()
                .for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
            _ => coding
                .events
                .iter()
                .for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
        }
    }
}
