//! What holds of the pipeline whatever the text, and how paragraphs are read.

mod support;

use std::ops::Range;

use detente_syntax::kernels::Kernels;
use detente_syntax::{Document, ParseOptions, Scratch, Tag};
use proptest::prelude::*;

/// Panics unless a document is what its documentation promises.
fn check(document: &Document, text: &str, paragraphs: usize) {
    assert_eq!(document.text(), text);
    let mut last = 0;
    for (index, token) in document.tokens().iter().enumerate() {
        assert!(
            last <= token.start && token.start < token.end,
            "token {index} out of order"
        );
        assert!(!document.word(index).is_empty());
        last = token.end;
        assert!((token.head as usize) < document.len(), "head of {index}");
        assert!(document.sentences()[token.sentence as usize].contains(&index));
        assert!(
            document
                .children(index)
                .all(|child| document.head(child) == Some(index))
        );
        let _ = document.lemma(index);
        // Walks up and down a tree take its depth and its size: in a long text some must do.
        if index % (document.len() / 100 + 1) == 0 {
            assert!(document.ancestors(index).take(document.len()).count() < document.len());
            assert!(document.subtree(index).contains(&index));
        }
    }
    assert!(last as usize <= text.len());
    for ranges in [document.sentences(), document.paragraphs()] {
        let mut next = 0;
        for range in ranges {
            assert_eq!(range.start, next);
            assert!(range.end >= range.start);
            next = range.end;
        }
        assert!(
            next == document.len(),
            "ranges cover {next} of {}",
            document.len()
        );
    }
    assert_eq!(document.paragraphs().len(), paragraphs);
    let mut last = 0;
    for entity in document.entities() {
        assert!(last <= entity.tokens.start && entity.tokens.start < entity.tokens.end);
        last = entity.tokens.end;
        let _ = document.span_text(entity.tokens.clone());
    }
    assert!(last <= document.len());
}

fn words(document: &Document) -> Vec<&str> {
    (0..document.len())
        .map(|index| document.word(index))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_parsed(text in "\\PC{0,200}|(?s).{0,80}|[ \\n\\r\\t.a-z\"'’“”A-Z0-9,;:()-]{0,300}") {
        let Some(model) = support::model() else { return Ok(()) };
        let document = model.parse(&text, &mut Scratch::default());
        check(&document, &text, 1);
        let mut spelled = String::new();
        for index in 0..document.len() {
            spelled.push_str(document.word(index));
            spelled.push_str(if document.token(index).space_after { " " } else { "" });
        }
        prop_assert_eq!(spelled, text);
    }

    #[test]
    fn any_segments_are_parsed(
        text in "(?s)[ \\n\\t\u{a0}a-zé.,🕊]{0,120}",
        segments in prop::collection::vec((0usize..150, 0usize..150), 0..6),
    ) {
        let Some(model) = support::model() else { return Ok(()) };
        let segments: Vec<Range<usize>> = segments.into_iter().map(|(from, to)| from..to).collect();
        let document = model.parse_segments(&text, &segments, &mut Scratch::default());
        check(&document, &text, segments.len());
        for index in 0..document.len() {
            prop_assert!(!document.word(index).chars().any(char::is_whitespace));
        }
    }
}

#[test]
fn wrapped_lines_read_as_prose() {
    let Some(model) = support::model() else {
        return;
    };
    let text = "OSLO TALKS FAIL\n\n  The foreign minister\n\tof Norway met\u{a0}the rebels.\r\nThey  left.\n\n \n";
    let plain = "The foreign minister of Norway met the rebels. They left.";
    let segments = [0..15, 17..text.len() - 4, text.len() - 3..text.len()];
    let mut scratch = Scratch::default();
    let document = model.parse_segments(text, &segments, &mut scratch);
    check(&document, text, 3);
    let prose = model.parse(plain, &mut scratch);
    let body = document.paragraphs()[1].clone();
    assert_eq!(words(&document)[body.clone()], words(&prose));
    assert!(document.paragraphs()[2].is_empty());
    for (index, want) in body.clone().zip(prose.tokens()) {
        let token = document.token(index);
        assert_eq!((token.tag, token.dep), (want.tag, want.dep));
        assert_eq!(token.head as usize - body.start, want.head as usize);
        assert_ne!(token.tag, Tag::SP);
    }
}

#[test]
fn segments_do_not_see_each_other() {
    let Some(model) = support::model() else {
        return;
    };
    let parts = [
        "Peru recalled its envoy",
        "said the minister",
        "U.S.",
        "Talks in Doha failed.",
    ];
    let text = parts.join("\n");
    let mut segments = Vec::new();
    for part in parts {
        let start = segments
            .last()
            .map_or(0, |last: &Range<usize>| last.end + 1);
        segments.push(start..start + part.len());
    }
    let document = model.parse_segments(&text, &segments, &mut Scratch::default());
    check(&document, &text, parts.len());
    for (part, range) in parts.iter().zip(document.paragraphs()) {
        let alone = model.parse(part, &mut Scratch::default());
        for (index, want) in range.clone().zip(alone.tokens()) {
            let token = document.token(index);
            let head = token.head as usize - range.start;
            assert_eq!(
                (token.tag, token.dep, head),
                (want.tag, want.dep, want.head as usize)
            );
        }
    }
}

#[test]
fn every_implementation_and_every_scratch_give_the_same_document() {
    let Some(model) = support::model() else {
        return;
    };
    let text = "Norway's envoy, who met the rebels in Doha on 3 May, said: \"We won't sign.\" \
                The U.N. Security Council condemned the shelling of Kadugli by 13 votes to 0.\n\n🕊 Oslo";
    let mut warm = Scratch::default();
    let want = format!("{:?}", model.parse(text, &mut warm));
    assert_eq!(format!("{:?}", model.parse(text, &mut warm)), want);
    for kernels in Kernels::available() {
        let document = model.parse_with(kernels, text, &mut Scratch::default());
        assert_eq!(format!("{document:?}"), want, "{kernels:?}");
    }
    let options = ParseOptions {
        entities: false,
        ..ParseOptions::default()
    };
    let without = model.parse(text, &mut Scratch::new(options));
    assert!(without.entities().is_empty());
    assert_eq!(
        words(&without).len(),
        words(&model.parse(text, &mut warm)).len()
    );
}

#[test]
fn long_texts_stay_within_bounds() {
    let Some(model) = support::model() else {
        return;
    };
    let mut scratch = Scratch::default();
    let sentence = "The two governments agreed on Friday to resume talks in Oslo. ";
    for text in [
        sentence.repeat(3000),
        "peace ".repeat(30_000),
        "x".repeat(300_000),
        ".".repeat(100_000),
        "\n".repeat(100_000),
        "é!?".repeat(30_000),
    ] {
        check(&model.parse(&text, &mut scratch), &text, 1);
        let whole = 0..text.len();
        check(
            &model.parse_segments(&text, std::slice::from_ref(&whole), &mut scratch),
            &text,
            1,
        );
    }
    // Cuts fall after sentences: each is read as it is alone.
    let text = sentence.repeat(3000);
    let document = model.parse(&text, &mut scratch);
    assert_eq!(document.sentences().len(), 3000);
}

#[test]
fn texts_parsed_together_give_the_same_documents_as_one_by_one() {
    let Some(model) = support::model() else {
        return;
    };
    // Short and long, empty, and with a segment beyond the size of a group.
    let texts: Vec<String> = (0..40)
        .map(|number| match number % 5 {
            0 => String::new(),
            1 => format!("Envoy {number} left.\n\nMoscow \n said nothing."),
            2 => format!("The {number} ministers met in Oslo on Monday. ").repeat(number * 9),
            3 => "\n\n \n\n".to_owned(),
            _ => {
                format!("Talks {number}\n\nMr. Okoro signed the treaty; Kenya recalled its envoy.")
            }
        })
        .collect();
    let given: Vec<(&str, Vec<Range<usize>>)> = texts
        .iter()
        .map(|text| {
            let half = text.find("\n\n").map_or(text.len(), |at| at + 2);
            (text.as_str(), vec![0..half, half..text.len()])
        })
        .collect();
    let dump = |document: &Document| format!("{document:?}");
    let mut scratch = Scratch::default();
    let alone: Vec<String> = given
        .iter()
        .map(|(text, segments)| dump(&model.parse_segments(text, segments, &mut scratch)))
        .collect();
    for together in [1, 3, given.len()] {
        let documents = given
            .chunks(together)
            .flat_map(|texts| model.parse_all(texts, &mut scratch));
        for (index, (document, alone)) in documents.zip(&alone).enumerate() {
            assert_eq!(&dump(&document), alone, "text {index} of {together}");
            check(&document, given[index].0, 2);
        }
    }
    assert!(model.parse_all(&[], &mut scratch).is_empty());
}
