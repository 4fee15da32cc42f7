//! The pipeline against what the original gives for `tests/parity/sentences.jsonl`, which
//! `scripts/parity.py --write-expected` wrote to `expected.jsonl` beside it.

mod support;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use detente_syntax::{Document, Scratch};
use serde::Deserialize;

/// Least share of tokens on which each property must agree; the tokens themselves must all agree.
const BAR: f64 = 0.999;

#[derive(Deserialize)]
struct Sentence {
    text: String,
}

#[derive(Deserialize)]
struct Expected {
    words: Vec<String>,
    spaces: Vec<bool>,
    tags: Vec<String>,
    pos: Vec<String>,
    lemmas: Vec<String>,
    heads: Vec<u32>,
    deps: Vec<String>,
    starts: Vec<usize>,
    entities: Vec<(usize, usize, String)>,
}

fn read<T: for<'de> Deserialize<'de>>(name: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/parity")
        .join(name);
    let text = std::fs::read_to_string(path)?;
    let rows: Result<_, _> = text
        .split_terminator('\n')
        .map(serde_json::from_str)
        .collect();
    Ok(rows?)
}

/// For each property how many values agree, and how many there are.
#[derive(Default)]
struct Counts(std::collections::BTreeMap<&'static str, (usize, usize)>);

impl Counts {
    fn add(&mut self, name: &'static str, agree: bool, text: &str) {
        let (good, all) = self.0.entry(name).or_default();
        *good += usize::from(agree);
        *all += 1;
        if !agree {
            println!("{name} differ in {text:?}");
        }
    }
}

fn compare(text: &str, expected: &Expected, found: &Document, counts: &mut Counts) {
    let words: Vec<&str> = (0..found.len()).map(|index| found.word(index)).collect();
    let spaces: Vec<bool> = found
        .tokens()
        .iter()
        .map(|token| token.space_after)
        .collect();
    let same = words == expected.words && spaces == expected.spaces;
    counts.add("tokens", same, text);
    if !same {
        return;
    }
    let starts: BTreeSet<usize> = found.sentences().iter().map(|range| range.start).collect();
    for (index, token) in found.tokens().iter().enumerate() {
        counts.add("tags", token.tag.as_str() == expected.tags[index], text);
        counts.add(
            "parts of speech",
            token.pos.as_str() == expected.pos[index],
            text,
        );
        counts.add("lemmas", found.lemma(index) == expected.lemmas[index], text);
        counts.add("heads", token.head == expected.heads[index], text);
        counts.add(
            "relations",
            token.dep.as_str() == expected.deps[index],
            text,
        );
        let start = expected.starts.contains(&index);
        counts.add("sentence starts", starts.contains(&index) == start, text);
    }
    let theirs: BTreeSet<(usize, usize, &str)> = expected
        .entities
        .iter()
        .map(|(from, to, kind)| (*from, *to, kind.as_str()))
        .collect();
    let ours: BTreeSet<(usize, usize, &str)> = found
        .entities()
        .iter()
        .map(|entity| (entity.tokens.start, entity.tokens.end, entity.kind.as_str()))
        .collect();
    for entity in theirs.union(&ours) {
        counts.add(
            "entities",
            theirs.contains(entity) && ours.contains(entity),
            text,
        );
    }
}

#[test]
fn our_sentences_are_read_as_the_original_reads_them() -> Result<(), Box<dyn Error>> {
    let Some(model) = support::model() else {
        return Ok(());
    };
    let (sentences, expected) = (
        read::<Sentence>("sentences.jsonl")?,
        read::<Expected>("expected.jsonl")?,
    );
    assert!(sentences.len() >= 400 && sentences.len() == expected.len());
    let mut scratch = Scratch::default();
    let mut counts = Counts::default();
    for (sentence, expected) in sentences.iter().zip(&expected) {
        let found = model.parse(&sentence.text, &mut scratch);
        compare(&sentence.text, expected, &found, &mut counts);
    }
    for (name, (good, all)) in &counts.0 {
        let share = *good as f64 / *all as f64;
        println!("{name}: {good} of {all}");
        let bar = if *name == "tokens" { 1.0 } else { BAR };
        assert!(share >= bar, "{name} agree on {good} of {all} only");
    }
    Ok(())
}
