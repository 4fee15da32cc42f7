//! `detente evaluate`: how well the coding agrees with gold.

use std::path::PathBuf;

use clap::Args;
use detente_coding::Workspace;
use detente_formats::{RecordKind, Records};
use serde_json::json;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::interrupt::Stop;
use crate::pipeline;
use crate::run_arguments::default_threads;
use crate::score::coded::{self, ByDocument, Coded};
use crate::score::gold::{self, Document, Kind};
use crate::score::{actors, classes, confidence, events, positions, quotes};
use crate::terminal::say;

/// Code the texts of gold files and tell how well the coding agrees with them
#[derive(Debug, Args)]
#[command(after_help = "\
Gold is JSONL, plain or .gz, one document a line. What a file is gold for shows in its rows:

  records   {\"id\",\"text\",\"published\"?,
             \"events\":[{\"source\",\"target\",\"code\",\"date\"?,\"status\"?,\"also\"?}],
             \"quotes\":[{\"start\",\"end\",\"type\",\"speaker_start\"?,\"speaker_end\"?}],
             \"positions\":[{\"actor\",\"issue\",\"stance\"}]}
            A quote may have \"content\" in place of start and end. Besides the figures come those of
            each CAMEO root and why dyads were missed.
  classes   {\"id\",\"text\",\"events\":[{\"code\",\"ontology\",\"source_text\"?,\"target_text\"?}]}
            with a class as code: PLOVER's fifteen (ontology plover) or Q1 to Q4 (cameo-penta).
  actors    {\"id\",\"text\",\"expected\":{\"country\"?,\"code_1\"?,\"code_2\"?}}: the text is a mention.

Examples:
  detente evaluate gold.jsonl
  detente evaluate gold/*.jsonl --records events --errors 20
  detente evaluate sentences.jsonl --json | jq .classes.f1
  detente evaluate gold/*.jsonl --confidence my-lexicon/confidence.tsv
  detente evaluate gold.jsonl --lexicon my-lexicon/")]
pub struct Arguments {
    /// The gold files, all of one kind
    #[arg(required = true)]
    gold: Vec<PathBuf>,

    /// What to score of records: events, quotes, positions or all [default: what the file has]
    #[arg(long, value_name = "KIND")]
    records: Option<Records>,

    /// Score this coding (JSONL of events, quotes or positions) instead of coding
    #[arg(long, value_name = "FILE", conflicts_with_all = ["lexicon", "model", "published"])]
    coded: Option<PathBuf>,

    /// Print the first N documents that differ from gold, for each thing scored
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    /// Date of the documents that name none [default: no date]
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Fit how surely events are right and write the table that the coding takes confidence from
    ///
    /// Lay it over the lexicon, as confidence.tsv, to have events carry what was measured. Documents may have
    /// "judged":[{"source","target","code","right"}] in place of "events": single events of theirs that somebody
    /// judged, where nobody listed all that there are.
    #[arg(long, value_name = "FILE")]
    confidence: Option<PathBuf>,

    /// Print the figures as JSON
    #[arg(long)]
    json: bool,

    /// Threads to work on [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<u16>,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut gold: Vec<Document> = Vec::new();
    for path in &arguments.gold {
        gold.extend(gold::lines::<Document>(path)?);
    }
    let kind = Kind::of(&gold);
    if let Some(path) = &arguments.coded {
        if kind == Kind::Actors {
            return Err(Failure::Usage(
                "--coded: a written coding holds no mentions by themselves".to_owned(),
            ));
        }
        let known: std::collections::HashSet<&str> =
            gold.iter().map(|document| document.id.as_str()).collect();
        let found = coded::read(path, |id| known.contains(id))?;
        show(arguments, kind, &gold, &found, None)?;
        return Ok(Outcome::Done);
    }
    let mut engine = Engine::load(&arguments.engine)?;
    // The parties of single sentences are often told elsewhere: their class is asked for all the same.
    engine.coder = engine.coder.with_incomplete(matches!(kind, Kind::Classes));
    if arguments.confidence.is_some() {
        // The doubtful teach what doubt is.
        engine.coder = engine.coder.with_least_confidence(0.0);
    }
    let Some(found) = code(arguments, engine, &gold)? else {
        return Ok(Outcome::Interrupted);
    };
    show(arguments, kind, &gold, &found, Some(engine))?;
    Ok(Outcome::Done)
}

/// Scores and prints what the kind of gold asks for.
fn show(
    arguments: &Arguments,
    kind: Kind,
    gold: &[Document],
    found: &ByDocument,
    engine: Option<Engine>,
) -> Result<(), Failure> {
    match kind {
        Kind::Actors => {
            let kinds = engine.map_or_else(Default::default, |e| actors::kinds(e.coder.lexicon()));
            let (score, differences) = actors::score(gold, found, &kinds);
            if arguments.json {
                say!("{}", json!({ "actors": score }));
                return Ok(());
            }
            say!("{score}");
            for difference in differences.iter().take(arguments.errors) {
                let text = &gold[difference.document].text;
                say!(
                    "  {text}: {}, in gold {}",
                    difference.found,
                    difference.wanted
                );
            }
        }
        Kind::Classes => {
            let (score, differences) = classes::score(gold, found);
            if arguments.json {
                say!("{}", json!({ "classes": score }));
                return Ok(());
            }
            say!("{score}");
            for difference in differences.iter().take(arguments.errors) {
                head(&gold[difference.document])?;
                say!("  missed: {}", list(&difference.missed));
                say!("  wrong: {}", list(&difference.wrong));
                say!("  no actor in: {}", list(&difference.unknown));
            }
        }
        Kind::Records => show_records(arguments, gold, found)?,
    }
    Ok(())
}

fn show_records(
    arguments: &Arguments,
    gold: &[Document],
    found: &ByDocument,
) -> Result<(), Failure> {
    let wants = |kind, has: fn(&Document) -> bool| {
        arguments
            .records
            .is_none_or(|records| records.kinds().contains(&kind))
            && gold.iter().any(has)
    };
    let events = wants(RecordKind::Event, |document| document.events.is_some())
        .then(|| events::score(gold, found));
    let quotes = wants(RecordKind::Quote, |document| document.quotes.is_some())
        .then(|| quotes::score(gold, found));
    let positions = wants(RecordKind::Position, |document| {
        document.positions.is_some()
    })
    .then(|| positions::score(gold, found));
    if let Some(path) = &arguments.confidence {
        let score = confidence::score(gold, found);
        std::fs::write(path, &score.table).map_err(|error| Failure::output(path, error))?;
        if arguments.json {
            say!("{}", json!({ "confidence": score }));
        } else {
            say!("{score}");
        }
        return Ok(());
    }
    if events.is_none() && quotes.is_none() && positions.is_none() {
        return Err(Failure::Input(format!(
            "{} has no gold for what is to be scored (`events`, `quotes`, `positions`)",
            arguments.gold[0].display()
        )));
    }
    if arguments.json {
        let figures = json!({
            "events": events.as_ref().map(|(score, _)| score),
            "quotes": quotes,
            "positions": positions.as_ref().map(|(score, _)| score),
        });
        say!("{figures}");
        return Ok(());
    }
    if let Some((score, differences)) = &events {
        say!("{score}");
        for difference in differences.iter().take(arguments.errors) {
            head(&gold[difference.document])?;
            let keys = |keys: &[(String, String, String)]| {
                list_of(keys.iter().map(|(s, t, root)| format!("{s} → {t} {root}")))
            };
            say!("  missed: {}", keys(&difference.missed));
            say!("  wrong: {}", keys(&difference.wrong));
            for dyad in &difference.dyads {
                say!(
                    "  {} → {}: {}",
                    dyad.source,
                    dyad.target,
                    dyad.cause.as_str()
                );
            }
        }
    }
    if let Some(rows) = &quotes {
        say!("{}", quotes::Table(rows));
    }
    if let Some((score, differences)) = &positions {
        say!("{score}");
        for difference in differences.iter().take(arguments.errors) {
            head(&gold[difference.document])?;
            let keys = |keys: &[positions::CodedPosition]| {
                list_of(
                    keys.iter()
                        .map(|(a, issue, stance)| format!("{a} {stance} {issue}")),
                )
            };
            say!("  missed: {}", keys(&difference.missed));
            say!("  wrong: {}", keys(&difference.wrong));
        }
    }
    Ok(())
}

fn head(document: &Document) -> Result<(), Failure> {
    let published = document.published.as_deref().unwrap_or("no date");
    say!("\n{}  {published}  {}", document.id, document.text);
    Ok(())
}

fn list(words: &[String]) -> String {
    list_of(words.iter().cloned())
}

fn list_of(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(", ")
    }
}

/// Codes the documents; `None` where the user stopped it.
fn code(
    arguments: &Arguments,
    engine: Engine,
    gold: &[Document],
) -> Result<Option<ByDocument>, Failure> {
    let stop = Stop::on_signal();
    let threads = arguments.threads.map_or_else(default_threads, usize::from);
    let mut found = ByDocument::new();
    let documents = gold.to_vec();
    let published = arguments.published.clone();
    let new_worker = move || {
        let mut workspace = Workspace::default();
        let published = published.clone();
        move |document: Document| {
            let article = document.article(published.as_deref());
            let traced = engine.coder.trace(&article, &mut workspace);
            (document.id, Coded::new(&traced))
        }
    };
    pipeline::run(
        documents.into_iter(),
        threads,
        &stop,
        new_worker,
        |(id, coded): (String, Coded)| {
            found.insert(id, coded);
            Ok::<(), Failure>(())
        },
    )?;
    Ok((!stop.asked()).then_some(found))
}
