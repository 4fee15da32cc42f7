//! Tokens, features, parts of speech and lemmas against what the original gives for the hard cases in
//! `tests/parity/tokens.jsonl` (written by `tests/parity/tokens.py`).

mod support;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use detente_syntax::model::Sections;
use detente_syntax::{
    AttributeRuler, Dep, Lemmatizer, Lexeme, LexemeCache, Tag, TaggedToken, TokenSpan, Tokenizer,
};
use serde::Deserialize;

/// Word, norm, shape, space after, tag, relation, part of speech, lemma.
type Expected = (String, String, String, bool, String, String, String, String);

#[derive(Deserialize)]
struct Case {
    text: String,
    hash: u64,
    tokens: Vec<Expected>,
}

fn digest(spans: &[TokenSpan], cache: &LexemeCache) -> u64 {
    let (mut total, mut power) = (0u64, 1u64);
    for span in spans {
        let Lexeme {
            orth,
            norm,
            prefix,
            suffix,
            shape,
            is_space,
            ..
        } = *cache.lexeme(span.lexeme);
        let values = [
            orth,
            norm,
            prefix,
            suffix,
            shape,
            u64::from(span.space_after),
            u64::from(is_space),
        ];
        let mixed = values.iter().fold(0u64, |mixed, &value| {
            mixed.wrapping_mul(0x100_0000_01b3).wrapping_add(value)
        });
        total = total.wrapping_add(mixed.wrapping_mul(power));
        power = power.wrapping_mul(31);
    }
    total
}

#[test]
fn hard_cases_agree_with_the_original() -> Result<(), Box<dyn Error>> {
    let (Some(_), Some(path)) = (support::model(), support::path()) else {
        return Ok(());
    };
    let sections = Sections::open(Arc::new(std::fs::read(path)?))?;
    let tokenizer = Tokenizer::from_sections(&sections)?;
    let ruler = AttributeRuler::from_sections(&sections)?;
    let lemmatizer = Lemmatizer::from_sections(&sections)?;
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/parity/tokens.jsonl");

    let mut cache = LexemeCache::new(1000);
    let (mut spans, mut annotations) = (Vec::new(), Vec::new());
    for line in std::fs::read_to_string(cases)?.lines() {
        let Case { text, hash, tokens } = serde_json::from_str(line)?;
        tokenizer.tokenize(&text, &mut spans, &mut cache);
        let word = |span: &TokenSpan| &text[span.start as usize..span.end as usize];
        let found: Vec<_> = spans
            .iter()
            .map(|span| (word(span), span.space_after))
            .collect();
        let wanted: Vec<_> = tokens
            .iter()
            .map(|token| (token.0.as_str(), token.3))
            .collect();
        assert_eq!(found, wanted, "tokens of {text:?}");
        for (span, (word, norm, shape, ..)) in spans.iter().zip(&tokens) {
            let lexeme = cache.lexeme(span.lexeme);
            let id = detente_syntax::lexeme::string_id;
            assert_eq!(
                (lexeme.norm, lexeme.shape),
                (id(norm), id(shape)),
                "{word:?} in {text:?}"
            );
        }
        assert_eq!(digest(&spans, &cache), hash, "features of {text:?}");

        let mut tagged = Vec::new();
        for (span, (word, _, _, _, tag, dep, ..)) in spans.iter().zip(&tokens) {
            let tag = Tag::parse(tag).ok_or_else(|| format!("tag of {word}"))?;
            let dep = Dep::parse(dep).ok_or_else(|| format!("relation of {word}"))?;
            tagged.push(TaggedToken::new(cache.lexeme(span.lexeme), tag, dep));
        }
        ruler.annotate(&tagged, &mut annotations);
        for (annotation, (word, .., pos, lemma)) in annotations.iter().zip(&tokens) {
            assert_eq!(
                annotation.pos.as_str(),
                pos,
                "part of speech of {word:?} in {text:?}"
            );
            let found = lemmatizer.lemma(word, annotation);
            assert_eq!(found, lemma.as_str(), "lemma of {word:?} in {text:?}");
        }
    }
    Ok(())
}
