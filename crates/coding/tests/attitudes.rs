//! Attitudes are quotations for those alone who ask for them.

#[path = "suite/model.rs"]
mod model;

use detente_coding::record::Quote;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};

const TEXT: &str = "The Norwegian minister backs the fisheries treaty. Her party refused to sign the letter. \
    The ombudsman's call for a longer truce angered the union. The mayor is willing to sell the harbour. \
    The governor said the bridge was safe.";

fn quotes(coder: Coder<'_>) -> Vec<Quote> {
    let article = Article::from_text(TextInput {
        text: TEXT.to_owned(),
        published: Some("2012-03-05".to_owned()),
        ..TextInput::default()
    });
    coder.code(&article, &mut Workspace::default()).quotes
}

#[test]
fn attitudes_are_quotations_where_asked_for() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let contents = |coder| -> Vec<String> {
        quotes(coder)
            .into_iter()
            .map(|quote| quote.content)
            .collect()
    };
    assert_eq!(contents(coder), ["the bridge was safe"]);
    assert_eq!(
        contents(coder.with_attitudes(true)),
        [
            "the fisheries treaty",
            "to sign the letter",
            "a longer truce",
            "to sell the harbour",
            "the bridge was safe",
        ]
    );
    let holders: Vec<String> = quotes(coder.with_attitudes(true))
        .into_iter()
        .map(|quote| {
            quote
                .speaker
                .map(|speaker| speaker.mention)
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(
        holders,
        [
            "The Norwegian minister",
            "Her party",
            "The ombudsman",
            "The mayor",
            "The governor",
        ]
    );
}
