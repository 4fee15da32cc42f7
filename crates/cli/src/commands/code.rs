//! `detente code`: events, quotes and positions out of pages.

use std::collections::HashSet;

use clap::Args;
use detente_coding::record::Coding;
use detente_formats::{RecordKind, Records};
use detente_page::Article;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::InputArguments;
use crate::run::{self, Work};
use crate::run_arguments::{Form, RunArguments};

/// Code pages: who did or said what to whom, when, and in whose words
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente code samples/                                     read the result on the terminal
  detente code news.jsonl.gz -o events.jsonl                one event a line
  detente code pages/ --records quotes --format csv > quotes.csv
  detente code pages/ --records all -o coded/               a file for each kind of record
  detente code pages/ --min-confidence 0.8 -o events.jsonl
  zcat dump.gz | detente code - --input-format jsonl | jq -r .cameo

Exit code: 0 all read, 1 some inputs failed or the output could not be written, 2 the command was
wrong, 130 stopped by Ctrl-C. A closed pipe behind it ends the program quietly.")]
pub struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,

    /// events, quotes, positions, articles or all [default: events; all for a report or a folder]
    ///
    /// Several kinds in one file or on the standard output are told apart by a field `record`, which is
    /// article, event, quote or position; a folder gets a file for each.
    #[arg(long, value_name = "KIND")]
    records: Option<Records>,

    /// Leave out events whose measured confidence is lower (0 to 1) or was not measured
    ///
    /// An event's confidence is the share of what its rule, or rules like it, coded right on gold: the
    /// two countries or bodies and the root of the code. Positions that rest on an event left out are left out.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,

    /// Also code acts of which an end is unknown
    ///
    /// One in each sentence that tells no act with both ends; what is unknown is `-`. For counting kinds of
    /// acts, as in single sentences whose parties nothing tells; not for who does what to whom.
    #[arg(long)]
    incomplete: bool,

    #[command(flatten)]
    run: RunArguments,

    #[command(flatten)]
    engine: EngineArguments,
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "a share from 0 to 1, as 0.8".to_owned())
}

/// Leaves out the events below `least` and the positions that rest on them.
fn keep_confident(coding: &mut Coding, least: f64) {
    coding
        .events
        .retain(|event| event.confidence.is_some_and(|share| share >= least));
    let kept: HashSet<&str> = coding
        .events
        .iter()
        .map(|event| event.id.as_str())
        .collect();
    coding.positions.retain(|position| {
        position
            .event
            .as_deref()
            .is_none_or(|event| kept.contains(event))
    });
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let records = arguments.records.unwrap_or_else(|| {
        let folder = arguments
            .run
            .plan(Records::All)
            .is_ok_and(|(plan, report)| report || plan.is_folder());
        if folder {
            Records::All
        } else {
            Records::One(RecordKind::Event)
        }
    });
    if records == Records::One(RecordKind::Article) && arguments.run.format != Some(Form::Report) {
        // Articles need no model: this is what `read` does.
        return run::run(
            &arguments.inputs,
            &arguments.run,
            Work {
                identity: "read".to_owned(),
                records,
                body_in_report: true,
                new_coder: || |_: &Article| Coding::default(),
            },
        );
    }
    let mut engine = Engine::load(&arguments.engine)?;
    engine.coder = engine.coder.with_incomplete(arguments.incomplete);
    let least = arguments.min_confidence;
    let identity = [
        Some(engine.identity()),
        least.map(|least| format!("confidence {least}")),
        arguments.incomplete.then(|| "incomplete".to_owned()),
    ];
    let identity = identity.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let work = Work {
        identity,
        records,
        body_in_report: false,
        new_coder: move || {
            let mut code = engine.on_thread();
            move |article: &Article| {
                let mut coding = code(article);
                if let Some(least) = least {
                    keep_confident(&mut coding, least);
                }
                coding
            }
        },
    };
    run::run(&arguments.inputs, &arguments.run, work)
}
