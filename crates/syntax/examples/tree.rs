//! Prints the tree of a text: `DETENTE_MODEL=model.bin tree "The envoys met in Oslo."`

use std::error::Error;
use std::sync::Arc;

use detente_syntax::{Model, Scratch};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::var("DETENTE_MODEL").map_err(|_| "DETENTE_MODEL names no model file")?;
    let text = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let model = Model::from_bytes(Arc::new(std::fs::read(path)?))?;
    let document = model.parse(&text, &mut Scratch::default());
    for sentence in document.sentences() {
        for index in sentence.clone() {
            let token = document.token(index);
            println!(
                "{index:4} {:20} {:20} {:6} {:6} {:10} → {}",
                document.word(index).escape_debug().to_string(),
                document.lemma(index).escape_debug().to_string(),
                token.tag,
                token.pos,
                token.dep,
                document.head(index).map_or("—".to_owned(), |head| format!(
                    "{head} {}",
                    document.word(head)
                )),
            );
        }
        println!();
    }
    for entity in document.entities() {
        println!(
            "{:12} {}",
            entity.kind,
            document.span_text(entity.tokens.clone())
        );
    }
    Ok(())
}
