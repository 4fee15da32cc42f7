//! `detente evaluate`: how well the coding agrees with gold.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use detente_coding::record::{Coding, Event, Quote};
use detente_formats::{RecordKind, Records};
use serde_json::json;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::interrupt::Stop;
use crate::pipeline;
use crate::run_arguments::default_threads;
use crate::score::events::{self, CodedEvent, EventScore};
use crate::score::gold::{self, Document};
use crate::score::quotes::{self, CodedQuote};
use crate::terminal::say;

/// Code the texts of a gold file and tell how well events and quotes agree with it
#[derive(Debug, Args)]
#[command(after_help = "\
Gold is JSONL, plain or .gz, one document a line:
  {\"id\",\"text\",\"published\"?,
   \"events\":[{\"source\",\"target\",\"code\",\"date\"?,\"status\"?,\"also\"?}],
   \"quotes\":[{\"start\",\"end\",\"type\",\"speaker_start\"?,\"speaker_end\"?}]}
A quote may have \"content\" in place of start and end.

Examples:
  detente evaluate gold.jsonl
  detente evaluate gold.jsonl --records events --errors 20
  detente evaluate gold.jsonl --lexicon my-lexicon/ --json")]
pub struct Arguments {
    /// The gold file
    gold: PathBuf,

    /// What to score: events, quotes or all [default: what the file has]
    #[arg(long, value_name = "KIND")]
    records: Option<Records>,

    /// Score this coding (JSONL of events or of quotes, or both with a field `record`) instead of coding
    #[arg(long, value_name = "FILE", conflicts_with_all = ["lexicon", "model"])]
    coded: Option<PathBuf>,

    /// Print the first N documents whose events differ from gold at dyad and root
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Print the figures as JSON
    #[arg(long)]
    json: bool,

    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<u16>,

    #[command(flatten)]
    engine: EngineArguments,
}

/// What was coded, by document.
#[derive(Default)]
struct Coded {
    events: HashMap<String, Vec<CodedEvent>>,
    quotes: HashMap<String, Vec<CodedQuote>>,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let gold: Vec<Document> = gold::lines(&arguments.gold)?;
    let wants = |kind| {
        arguments
            .records
            .is_none_or(|records| records.kinds().contains(&kind))
    };
    let with_events =
        wants(RecordKind::Event) && gold.iter().any(|document| document.events.is_some());
    let with_quotes =
        wants(RecordKind::Quote) && gold.iter().any(|document| document.quotes.is_some());
    if !with_events && !with_quotes {
        let path = arguments.gold.display();
        return Err(Failure::Input(format!(
            "{path} has no gold for what is to be scored (`events`, `quotes`)"
        )));
    }
    let coded = match &arguments.coded {
        Some(path) => read_coded(path, &gold)?,
        None => match code(arguments, &gold)? {
            Some(coded) => coded,
            None => return Ok(Outcome::Interrupted),
        },
    };
    let events = with_events.then(|| events::score(&gold, &coded.events));
    let quotes = with_quotes.then(|| quotes::score(&gold, &coded.quotes));
    if arguments.json {
        let events = events.as_ref().map(|(score, _)| score);
        say!("{}", json!({ "events": events, "quotes": quotes }));
        return Ok(Outcome::Done);
    }
    if let Some((score, differences)) = &events {
        show_events(score, differences, &gold, arguments.errors)?;
    }
    if let Some(rows) = &quotes {
        say!("{}", quotes::Table(rows));
    }
    Ok(Outcome::Done)
}

fn show_events(
    score: &EventScore,
    differences: &[events::Difference],
    gold: &[Document],
    errors: usize,
) -> Result<(), Failure> {
    say!("{score}");
    for difference in differences.iter().take(errors) {
        let document = &gold[difference.document];
        let published = document.published.as_deref().unwrap_or("no date");
        say!("\n{}  {published}  {}", document.id, document.text);
        for (name, keys) in [("missed", &difference.missed), ("wrong", &difference.wrong)] {
            let keys: Vec<_> = keys
                .iter()
                .map(|(s, t, root)| format!("{s} → {t} {root}"))
                .collect();
            say!(
                "  {name}: {}",
                if keys.is_empty() {
                    "-".to_owned()
                } else {
                    keys.join(", ")
                }
            );
        }
    }
    Ok(())
}

/// Codes the documents; `None` where the user stopped it.
fn code(arguments: &Arguments, gold: &[Document]) -> Result<Option<Coded>, Failure> {
    let engine = Engine::load(&arguments.engine)?;
    let stop = Stop::on_signal();
    let threads = arguments.threads.map_or_else(default_threads, usize::from);
    let mut coded = Coded::default();
    let documents = gold.to_vec();
    let new_worker = move || {
        let mut code = engine.on_thread();
        move |document: Document| {
            let coding = code(&document.article());
            (document.id, coding)
        }
    };
    pipeline::run(
        documents.into_iter(),
        threads,
        &stop,
        new_worker,
        |(id, coding): (String, Coding)| {
            coded.events.insert(
                id.clone(),
                coding.events.iter().map(CodedEvent::from).collect(),
            );
            coded
                .quotes
                .insert(id, coding.quotes.iter().map(CodedQuote::from).collect());
            Ok::<(), Failure>(())
        },
    )?;
    Ok((!stop.asked()).then_some(coded))
}

/// Reads a coding; rows of other kinds are passed over.
fn read_coded(path: &Path, gold: &[Document]) -> Result<Coded, Failure> {
    let mut coded = Coded::default();
    for row in gold::lines::<serde_json::Value>(path)? {
        let article = row["article"].as_str().unwrap_or_default().to_owned();
        let known = gold.iter().any(|document| document.id == article);
        if row.get("cameo").is_some() {
            let event: Event = from_row(path, row)?;
            coded
                .events
                .entry(article.clone())
                .or_default()
                .push((&event).into());
        } else if row.get("content").is_some() {
            let quote: Quote = from_row(path, row)?;
            coded
                .quotes
                .entry(article.clone())
                .or_default()
                .push((&quote).into());
        } else {
            continue;
        }
        if !known {
            return Err(Failure::Input(format!(
                "{}: the article `{article}` is not in the gold file",
                path.display()
            )));
        }
    }
    Ok(coded)
}

fn from_row<T: serde::de::DeserializeOwned>(
    path: &Path,
    row: serde_json::Value,
) -> Result<T, Failure> {
    serde_json::from_value(row)
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
