//! Codes JSONL articles and writes events, for development: `code_jsonl FILE < lexicon built in`.
use std::io::{BufRead, Write};
use std::sync::Arc;

fn main() {
    let model = std::fs::read(std::env::var("DETENTE_MODEL").expect("DETENTE_MODEL")).expect("model");
    let model = detente_syntax::Model::from_bytes(Arc::new(model)).expect("model");
    let folder = std::env::var("DETENTE_LEXICON").unwrap_or_else(|_| "lexicon".into());
    let mut files = Vec::new();
    gather(std::path::Path::new(&folder), "", &mut files);
    let (lexicon, problems) = detente_lexicon::Lexicon::load(&detente_lexicon::LexiconSource { files });
    for problem in problems.iter().filter(|p| p.is_error()) {
        eprintln!("{problem}");
    }
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
            "quotes" => coding.quotes.iter().for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
            "positions" => coding.positions.iter().for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
            _ => coding.events.iter().for_each(|r| writeln!(out, "{}", serde_json::to_string(r).unwrap()).unwrap()),
        }
    }
}

fn gather(folder: &std::path::Path, prefix: &str, files: &mut Vec<detente_lexicon::SourceFile>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files);
        } else {
            files.push(detente_lexicon::SourceFile::new(name, std::fs::read(&path).unwrap()));
        }
    }
}
