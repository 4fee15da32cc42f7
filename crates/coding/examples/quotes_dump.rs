//! Reads JSONL articles and writes their quotes and positions as JSONL, for measuring.
//!
//! `DETENTE_MODEL=model.bin cargo run --release --example quotes_dump -- INPUT.jsonl QUOTES.jsonl POSITIONS.jsonl`

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use detente_coding::{Coder, Workspace};
use detente_lexicon::{Lexicon, LexiconSource, SourceFile};
use detente_page::{Article, TextInput};
use detente_syntax::Model;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, quotes, positions] = arguments.as_slice() else {
        return Err("usage: quotes_dump INPUT.jsonl QUOTES.jsonl POSITIONS.jsonl".into());
    };
    let model = Model::from_bytes(Arc::new(fs::read(std::env::var("DETENTE_MODEL")?)?))?;
    let lexicon = lexicon()?;
    let coder = Coder::new(&model, &lexicon);
    let mut workspace = Workspace::default();
    let mut quotes = BufWriter::new(fs::File::create(quotes)?);
    let mut positions = BufWriter::new(fs::File::create(positions)?);
    for line in BufReader::new(fs::File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| {
            record
                .get(name)
                .and_then(|value| value.as_str())
                .map(str::to_owned)
        };
        let article = Article::from_text(TextInput {
            id: field("id"),
            text: field("text").unwrap_or_default(),
            title: field("title"),
            published: field("published"),
            ..TextInput::default()
        });
        let coding = coder.code(&article, &mut workspace);
        for quote in &coding.quotes {
            writeln!(quotes, "{}", serde_json::to_string(quote)?)?;
        }
        for position in &coding.positions {
            writeln!(positions, "{}", serde_json::to_string(position)?)?;
        }
    }
    Ok(())
}

/// The lexicon of the repository's folder, so that an edit shows without a build.
fn lexicon() -> Result<Lexicon, Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(&root)?
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push(SourceFile::new(name, fs::read(&path)?));
            }
        }
    }
    let (lexicon, problems) = Lexicon::load(&LexiconSource { files });
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        eprintln!("{problem}");
    }
    Ok(lexicon)
}
