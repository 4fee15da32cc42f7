//! How fast quotes and positions are found once the syntax is there.
//!
//! `DETENTE_MODEL=model.bin cargo run --release -p detente-coding --example speech_speed -- INPUT.jsonl` parses the
//! articles, then times what is done for quotes and positions alone: mentions and whom they mean, quotes with their
//! speakers, positions. It prints words a second on one core, the best of three rounds.

use std::io::{BufRead, BufReader};
use std::sync::Arc;
use std::time::Instant;

use detente_coding::analysis::Analysis;
use detente_coding::{Coder, Workspace, position, quote};
use detente_page::{Article, TextInput};
use detente_syntax::Model;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input = std::env::args()
        .nth(1)
        .ok_or("usage: speech_speed INPUT.jsonl")?;
    let bytes = std::fs::read(std::env::var("DETENTE_MODEL")?)?;
    let model = Model::from_bytes(Arc::new(bytes))?;
    let lexicon = detente_builtin::lexicon();
    let coder = Coder::new(&model, lexicon);
    let mut workspace = Workspace::default();
    let mut parsed = Vec::new();
    for line in BufReader::new(std::fs::File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| Some(record.get(name)?.as_str()?.to_owned());
        let article = Article::from_text(TextInput {
            id: field("id"),
            text: field("text").unwrap_or_default(),
            published: field("published"),
            ..TextInput::default()
        });
        let doc = coder.parse(&article, &mut workspace);
        parsed.push((article, doc));
    }
    let words: usize = parsed
        .iter()
        .map(|(article, _)| article.text.split_whitespace().count())
        .sum();
    let (mut quotes, mut positions) = (0, 0);
    let mut best = f64::MAX;
    let mut without_mentions = f64::MAX;
    for _ in 0..3 {
        (quotes, positions) = (0, 0);
        let start = Instant::now();
        let mut shared = 0.0;
        for (article, doc) in &parsed {
            let before = start.elapsed().as_secs_f64();
            let mut analysis = Analysis::new(article, doc, lexicon);
            shared += start.elapsed().as_secs_f64() - before;
            let spans = analysis.attribute_quotes();
            let records = quote::records(&analysis, &spans);
            positions += position::find(&analysis, &spans, &records, &[], &[]).len();
            quotes += records.len();
        }
        let all = start.elapsed().as_secs_f64();
        best = best.min(all);
        without_mentions = without_mentions.min(all - shared);
    }
    println!(
        "{words} words, {quotes} quotes, {positions} positions: {:.0} words/s with the mentions, {:.0} without",
        words as f64 / best,
        words as f64 / without_mentions
    );
    Ok(())
}
