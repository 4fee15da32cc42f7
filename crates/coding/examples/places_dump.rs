//! Reads JSONL articles and tells of their places, for measuring and for judging by hand.
//!
//! `DETENTE_MODEL=model.bin cargo run --example places_dump -- INPUT.jsonl PLACES.tsv` prints the share of
//! the recogniser's geopolitical names that find a country, and writes a row for each place: article,
//! name, country, latitude, longitude, source, the words around it. `PLACES=none` leaves the gazetteer out.

use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::sync::Arc;

use detente_coding::analysis::Analysis;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};
use detente_syntax::{EntityType, Model};

/// Bytes of text shown on either side of a name.
const AROUND: usize = 90;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, input, output] = arguments.as_slice() else {
        return Err("usage: places_dump INPUT.jsonl PLACES.tsv".into());
    };
    let model = Model::from_bytes(Arc::new(fs::read(std::env::var("DETENTE_MODEL")?)?))?;
    let mut lexicon = detente_builtin::lexicon().clone();
    if std::env::var("PLACES").is_ok_and(|value| value == "none") {
        lexicon.places = detente_gazetteer::Gazetteer::default();
    }
    let coder = Coder::new(&model, &lexicon);
    let mut workspace = Workspace::default();
    let mut output = BufWriter::new(fs::File::create(output)?);
    let (mut named, mut resolved) = (0, 0);
    for line in BufReader::new(fs::File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| Some(record.get(name)?.as_str()?.to_owned());
        let article = Article::from_text(TextInput {
            id: field("id"),
            text: field("text").unwrap_or_default(),
            title: field("title"),
            published: field("published"),
            ..TextInput::default()
        });
        let doc = coder.parse(&article, &mut workspace);
        let analysis = Analysis::new(&article, &doc, coder.lexicon());
        for entity in doc.entities().iter().filter(|e| e.kind == EntityType::GPE) {
            named += 1;
            let mut mentions = entity
                .tokens
                .clone()
                .filter_map(|t| analysis.mentions.headed_by(t));
            if mentions.any(|mention| mention.actors.iter().any(detente_lexicon::Actor::is_state)) {
                resolved += 1;
            } else {
                let name = doc.span_text(entity.tokens.clone()).replace('\n', " ");
                let around = around(&analysis, &entity.tokens);
                writeln!(output, "{}\t{name}\t-\t\t\t\t{around}", article.id)?;
            }
        }
        for place in analysis.mentions.places() {
            let (lat, lon) = place.point.unzip();
            let degrees = |value: Option<f64>| value.map(|v| format!("{v:.2}")).unwrap_or_default();
            writeln!(
                output,
                "{}\t{}\t{}\t{}\t{}\t{}\t{}",
                article.id,
                place.name.replace('\n', " "),
                place.country,
                degrees(lat),
                degrees(lon),
                if place.is_listed {
                    "lexicon"
                } else {
                    "gazetteer"
                },
                around(&analysis, &place.tokens)
            )?;
        }
    }
    println!(
        "{resolved} of {named} geopolitical names find a country ({:.3})",
        f64::from(resolved) / f64::from(named)
    );
    Ok(())
}

/// The tokens in brackets with the text around them, on one line.
fn around(analysis: &Analysis<'_>, tokens: &std::ops::Range<usize>) -> String {
    let bytes = analysis.bytes(tokens.clone());
    let text = analysis.doc.text();
    let from = text.floor_char_boundary(bytes.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((bytes.end + AROUND).min(text.len()));
    let (before, name, after) = (
        &text[from..bytes.start],
        &text[bytes.clone()],
        &text[bytes.end..to],
    );
    format!("{before}[{name}]{after}").replace(['\n', '\t'], " ")
}
