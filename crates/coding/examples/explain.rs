//! Explains the coding of one text, for development: `explain "TEXT" [PUBLISHED]`.
use std::sync::Arc;

#[path = "shared/folder.rs"]
mod folder;

fn main() {
    let model =
        std::fs::read(std::env::var("DETENTE_MODEL").expect("DETENTE_MODEL")).expect("model");
    let model = detente_syntax::Model::from_bytes(Arc::new(model)).expect("model");
    let lexicon = folder::lexicon();
    let article = detente_page::Article::from_text(detente_page::TextInput {
        text: std::env::args().nth(1).expect("a text"),
        published: std::env::args().nth(2),
        ..Default::default()
    });
    let coder = detente_coding::Coder::new(&model, &lexicon);
    print!(
        "{}",
        coder.explain(&article, &mut detente_coding::Workspace::default())
    );
}
