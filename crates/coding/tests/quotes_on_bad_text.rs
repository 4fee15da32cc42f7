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
        let again = coder.code(&article, &mut workspace);
        assert_eq!(coding, again);
    }
}
