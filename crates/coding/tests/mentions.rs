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

#[test]
fn hostile_texts_give_mentions_within_the_text() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let mut workspace = Workspace::default();
    let texts = [
        format!("{} Putin met Angela Merkel in Moscow.", "X".repeat(10_000)),
        format!("President {}said no.", "Ivan ".repeat(2_000)),
        "He told her that they gave it to them. ".repeat(200),
        "he she it they ".repeat(250),
        format!("France{} signed.", " and France and Mali".repeat(300)),
        format!("The head {}of Peru spoke.", "of the head ".repeat(300)),
        "The company said its company's company bought the company. ".repeat(100),
        "Swiss Bank Corp <SBC> <SBC> < < > said it, which said it, which said it. ".repeat(60),
        format!("https://{}.example/ The police came.", "peru".repeat(2_000)),
        "http:// The police came.".to_owned(),
        "\u{FEFF}\u{200B}Le\u{301}a met\u{A0}Le\u{301}a’s-’s. 15-man 1-man -man.".to_owned(),
    ];
    for text in texts {
        let article = Article::from_text(TextInput {
            text,
            ..TextInput::default()
        });
        let (doc, mentions) = coder.mentions(&article, &mut workspace);
        for mention in &mentions {
            assert!(mention.head < doc.len());
            assert!(mention.tokens.start < mention.tokens.end && mention.tokens.end <= doc.len());
        }
    }
}
