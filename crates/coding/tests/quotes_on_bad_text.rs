//! Broken quotation marks, pages of nothing but quotations, and texts without sense: coding must give
//! spans that lie in the text, and never fail.

#[path = "suite/model.rs"]
mod model;

use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};

/// A small generator of the same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn texts() -> Vec<String> {
    let story = "MOSCOW, May 3 - \"We reject the shield,\" Russian Foreign Minister Sergei Lavrov said. \
                 'It isn't ours,' he added, \u{201C}and the ministers' plan is dead.\u{201D} According to NATO, \
                 talks go on only if Moscow returns.\n\nFrance condemned the step as \"a mistake\".";
    let mut texts: Vec<String> = vec![
        String::new(),
        "\"".to_owned(),
        "\u{201C}\u{201C}\u{201C}".to_owned(),
        "\"\"''``\u{201C}\u{201D}\u{00AB}\u{00BB}".repeat(200),
        "\"word ".repeat(2000),
        "'word officials' ".repeat(1000),
        "\"We are ready. We want peace.\"\n\n".repeat(500),
        "he said that ".repeat(1000),
        "said said \"said\" said".to_owned(),
    ];
    // A mark that is never closed over a whole article, a page of nothing but quotations without a speaker,
    // a comments section, contradictory stances in one sentence, a chain without end.
    texts.push(format!(
        "\u{201C}{}",
        "The talks go on. Nobody knows more.\n\n".repeat(300)
    ));
    texts.push("\u{201C}No.\u{201D}\n\u{201C}Yes.\u{201D}\n".repeat(800));
    texts.push("user123 says: lol \"no\" >> you said \"yes\" 5 hours ago Reply\n".repeat(300));
    texts.push(
        "Russia supports and opposes, accepts and rejects, demands and offers missile defence if it does not. "
            .repeat(200),
    );
    texts.push(format!(
        "{} talks failed.",
        "AP reports that Reuters said that ".repeat(200)
    ));
    let mut numbers = Numbers(7);
    let odd = [
        '"',
        '\'',
        '\u{201C}',
        '\u{201D}',
        '\u{2018}',
        '\u{2019}',
        '.',
        ',',
        '\n',
        ' ',
        '\u{00AB}',
        '\u{1F54A}',
    ];
    for _ in 0..60 {
        let mut letters: Vec<char> = story.chars().collect();
        for _ in 0..12 {
            let at = numbers.below(letters.len());
            letters[at] = odd[numbers.below(odd.len())];
        }
        texts.push(letters.into_iter().collect());
    }
    texts
}

#[test]
fn spans_lie_in_the_text_whatever_it_is() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let mut workspace = Workspace::default();
    for text in texts() {
        let article = Article::from_text(TextInput {
            text,
            ..TextInput::default()
        });
        let coding = coder.code(&article, &mut workspace);
        let letters: Vec<char> = article.text.chars().collect();
        let slice = |start: u32, end: u32| {
            letters[start as usize..end as usize]
                .iter()
                .collect::<String>()
        };
        for quote in &coding.quotes {
            assert!(
                quote.start < quote.end,
                "an empty quotation in {:?}",
                article.text
            );
            assert_eq!(slice(quote.start, quote.end), quote.content);
            if let Some(speaker) = &quote.speaker {
                assert_eq!(slice(speaker.start, speaker.end), speaker.mention);
            }
        }
        for evidence in coding
            .positions
            .iter()
            .flat_map(|position| &position.evidence)
        {
            assert_eq!(slice(evidence.start, evidence.end), evidence.text);
        }
        for quote in &coding.quotes {
            assert!(quote.chain.len() <= 6);
            if let Some(whole) = &quote.part_of {
                assert!(whole.start <= quote.start && quote.end <= whole.end);
            }
        }
        let wholes = detente_coding::quote::whole(coding.quotes.clone(), &article.text);
        for quote in &wholes {
            assert_eq!(slice(quote.start, quote.end), quote.content);
        }
        let again = coder.code(&article, &mut workspace);
        assert_eq!(coding, again);
    }
}

#[test]
fn a_split_quotation_is_two_stretches_of_one_whole() {
    let Some(model) = model::installed() else {
        return;
    };
    let coder = Coder::new(&model, detente_builtin::lexicon());
    let text = "\"We are ready to talk,\" President Dmitry Medvedev said on Monday. \"But nobody has called us.\"";
    let article = Article::from_text(TextInput {
        text: text.to_owned(),
        ..TextInput::default()
    });
    let coding = coder.code(&article, &mut Workspace::default());
    let contents: Vec<&str> = coding
        .quotes
        .iter()
        .map(|quote| quote.content.as_str())
        .collect();
    assert_eq!(
        contents,
        ["We are ready to talk", "But nobody has called us"]
    );
    let wholes: Vec<_> = coding
        .quotes
        .iter()
        .map(|quote| quote.part_of.as_ref().map(|whole| whole.id.as_str()))
        .collect();
    assert!(wholes[0].is_some());
    assert_eq!(wholes[0], wholes[1]);
    let joined = detente_coding::quote::whole(coding.quotes, &article.text);
    assert_eq!(joined.len(), 1);
    assert!(
        joined[0].content.starts_with("We are ready") && joined[0].content.ends_with("called us")
    );
    assert_eq!(joined[0].part_of, None);
}
