//! Reads JSONL articles and tells of their mentions, for measuring and for judging by hand.
//!
//! `DETENTE_MODEL=model.bin cargo run --example mentions_dump -- INPUT.jsonl MENTIONS.jsonl` writes a
//! line for each mention: article, code points, words, kind, actors, name and office, and what tells classes of
//! mentions apart: nature, sentence, and the head with its tag and label.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::sync::Arc;

use detente_coding::mention::MentionKind;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};
use detente_syntax::Model;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output] = arguments.as_slice() else {
        return Err("usage: mentions_dump INPUT.jsonl MENTIONS.jsonl".into());
    };
    let model = Model::from_bytes(Arc::new(fs::read(std::env::var("DETENTE_MODEL")?)?))?;
    let lexicon = detente_builtin::lexicon();
    let coder = Coder::new(&model, lexicon);
    let mut workspace = Workspace::default();
    let mut output = BufWriter::new(fs::File::create(output)?);
    for line in BufReader::new(fs::File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| Some(record.get(name)?.as_str()?.to_owned());
        let article = Article::from_text(TextInput {
            id: field("id"),
            text: field("text").unwrap_or_default(),
            title: field("title"),
            published: field("published"),
            url: field("url"),
            ..TextInput::default()
        });
        let (doc, mentions) = coder.mentions(&article, &mut workspace);
        for mention in &mentions {
            let bytes = doc.token(mention.tokens.start).start as usize
                ..doc.token(mention.tokens.end - 1).end as usize;
            let start = article.text[..bytes.start].chars().count();
            let text = &article.text[bytes];
            let kind = match mention.kind {
                MentionKind::Person => "person",
                MentionKind::Name => "name",
                MentionKind::Description => "description",
                MentionKind::Pronoun => "pronoun",
            };
            let actors: Vec<String> = mention.actors.iter().map(ToString::to_string).collect();
            let row = serde_json::json!({
                "article": article.id,
                "start": start,
                "end": start + text.chars().count(),
                "mention": text,
                "head": doc.word(mention.head),
                "kind": kind,
                "actors": actors,
                "name": mention.name,
                "office": mention.office,
                "nature": format!("{:?}", mention.nature),
                "token": mention.head,
                "sentence": doc.token(mention.head).sentence,
                "tag": format!("{:?}", doc.token(mention.head).tag),
                "dep": format!("{:?}", doc.token(mention.head).dep),
            });
            writeln!(output, "{row}")?;
        }
    }
    output.flush()?;
    Ok(())
}
