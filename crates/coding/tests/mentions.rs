//! Mentions alone, as those get them who need no events.

#[path = "suite/model.rs"]
mod model;

use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};

#[test]
fn mentions_come_resolved_and_with_their_document() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let article = Article::from_text(TextInput {
        text: "Sergei Lavrov met Catherine Ashton in Moscow. \"We need the treaty,\" he said."
            .to_owned(),
        published: Some("2011-10-25".to_owned()),
        ..TextInput::default()
    });
    let (doc, mentions) = coder.mentions(&article, &mut Workspace::default());
    let meaning = |words: &str| {
        let mention = mentions
            .iter()
            .find(|mention| doc.word(mention.head) == words)?;
        let actors: Vec<String> = mention.actors.iter().map(ToString::to_string).collect();
        Some((mention.name.as_str(), actors.join(" + ")))
    };
    assert_eq!(
        meaning("Lavrov"),
        Some(("Sergei Lavrov", "RUS:GOV".to_owned()))
    );
    assert_eq!(
        meaning("Ashton"),
        Some(("Catherine Ashton", "EU".to_owned()))
    );
    assert_eq!(meaning("he"), Some(("Sergei Lavrov", "RUS:GOV".to_owned())));
    // The first person of a quotation is its speaker.
    assert_eq!(
        meaning("We").map(|(_, actors)| actors),
        Some("RUS:GOV".to_owned())
    );
}
