//! What stands between two parties and no rule codes is proposed as a pattern; what is coded is not.

#[path = "suite/model.rs"]
mod model;

use detente_coding::event::Candidates;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};

#[test]
fn uncoded_words_between_parties_are_counted_by_article() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let mut workspace = Workspace::default();
    let mut candidates = Candidates::default();
    for text in [
        "Chad tickled Niger on Monday. Chad tickled Niger once more on Tuesday.",
        "Peru condemned Chile on Monday, and Norway tickled Sweden.",
        "Kenya was quiet on Monday.",
    ] {
        let article = Article::from_text(TextInput {
            text: text.to_owned(),
            published: Some("2012-03-06".to_owned()),
            ..TextInput::default()
        });
        coder.suggest(&article, &mut candidates, &mut workspace);
    }
    let found = candidates.suggestions(1, 10);
    let tickle = found
        .iter()
        .find(|suggestion| suggestion.pattern == "SOURCE tickle TARGET")
        .expect("proposed");
    assert_eq!((tickle.articles, tickle.pairs), (2, 2));
    assert_eq!(tickle.known, 0);
    assert_eq!(tickle.examples.len(), 2);
    assert!(
        found
            .iter()
            .all(|suggestion| !suggestion.pattern.contains("condemn"))
    );
}
