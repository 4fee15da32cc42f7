//! `detente code`: events, quotes and positions out of pages.

use clap::Args;
use detente_coding::record::Coding;
use detente_engine::Choices;
use detente_formats::{Format, Layout, RecordKind, Records};
use detente_page::Article;
use detente_syntax::Precision;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::InputArguments;
use crate::manifest::Versions;
use crate::run::{self, Work};
use crate::run_arguments::{Form, RunArguments};

/// Code pages: who did or said what to whom, when, and in whose words
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = "\
Examples:
  detente code samples/                                     read the result on the terminal
  detente code news.jsonl.gz -o events.jsonl                one event a line
  detente code pages/ --records quotes --format csv > quotes.csv
  detente code pages/ --records quotes --whole-quotations -o quotes.jsonl
  detente code pages/ --records all -o coded/               a file for each kind of record
  detente code news.jsonl.gz --format gdelt -o gdelt/       GDELT's events, mentions and graph
  detente code crawl.warc.gz --shard 1/8 -o events-1.parquet   one of eight parts of a job
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

    /// Leave out events whose confidence is lower (0 to 1); 0 keeps all [default: as measured with the lexicon]
    ///
    /// An event's confidence is the share of events like it that have both countries or bodies and the root of
    /// the code right, as fitted on gold and judged samples. Positions that rest on an event left out are left out.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,

    /// Code articles in other languages too; without it they are counted and set aside
    #[arg(long)]
    any_language: bool,

    /// One record for each whole quotation in place of one for each part of a split one
    ///
    /// "…," he said, "…" is two quotes to the codebook, one to corpora such as `PolNeAR`; `part_of` names the whole.
    #[arg(long)]
    whole_quotations: bool,

    /// Also make quotes of attitudes: what somebody backs, wants or thinks of without a clause that tells it
    ///
    /// "Supports the treaty", "plans to leave", "their call for a truce": positions or nothing to the codebook,
    /// attributions to corpora such as `PolNeAR`. Which words do so stands in the lexicon's cues.tsv.
    #[arg(long)]
    attitudes: bool,

    /// Also code acts of which an end is unknown
    ///
    /// One in each sentence that tells no act with both ends; what is unknown is `-`. For counting kinds of
    /// acts, as in single sentences whose parties nothing tells; not for who does what to whom.
    #[arg(long)]
    incomplete: bool,

    /// exact, or fast: the language model in eight-bit integers
    ///
    /// Fast is quicker where the processor multiplies bytes (AVX-512 VNNI). Of a thousand words two get another
    /// head, so that a record may differ (docs/measurements.md). The manifest tells which was taken.
    #[arg(long, value_name = "HOW", value_parser = precision, default_value = "exact")]
    precision: Precision,

    #[command(flatten)]
    run: RunArguments,

    #[command(flatten)]
    engine: EngineArguments,
}

fn precision(text: &str) -> Result<Precision, String> {
    match text {
        "exact" => Ok(Precision::Exact),
        "fast" => Ok(Precision::Fast),
        _ => Err("either exact or fast".to_owned()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "a share from 0 to 1, as 0.8".to_owned())
}

/// The kinds of record to write: those asked for, else what fits the format and the destination.
fn records(arguments: &Arguments) -> Result<Records, Failure> {
    if let Some(kind) = arguments.run.layout_kind() {
        return match arguments.records {
            None => Ok(Records::One(kind)),
            Some(records) if records == Records::One(kind) => Ok(records),
            Some(_) => Err(Failure::Usage(format!(
                "this layout is made of {kind}: leave out --records"
            ))),
        };
    }
    Ok(arguments.records.unwrap_or_else(|| {
        let folder = arguments
            .run
            .plan(Records::All)
            .is_ok_and(|(plan, report)| report || plan.is_folder());
        if folder {
            Records::All
        } else {
            Records::One(RecordKind::Event)
        }
    }))
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let records = records(arguments)?;
    let articles_only = match arguments.run.format {
        Some(Form::Report) => false,
        Some(Form::Rows(Format::Layout(layout))) => {
            matches!(layout, Layout::Bibtex | Layout::Ris)
        }
        _ => records == Records::One(RecordKind::Article),
    };
    if articles_only {
        // Articles need no model: this is what `read` does.
        return run::run(
            &arguments.inputs,
            &arguments.run,
            Work {
                options: String::new(),
                versions: Versions::program(),
                records,
                body_in_report: true,
                new_coder: || |articles: &[&Article]| vec![Coding::default(); articles.len()],
            },
        );
    }
    let engine = Engine::load(&arguments.engine)?;
    let choices = Choices {
        any_language: arguments.any_language,
        min_confidence: arguments.min_confidence,
        whole_quotations: arguments.whole_quotations,
        attitudes: arguments.attitudes,
        incomplete: arguments.incomplete,
        precision: arguments.precision,
    };
    let work = Work {
        options: format!("{choices:?}"),
        versions: engine.versions(),
        records,
        body_in_report: false,
        new_coder: move || engine.together_on_thread(choices),
    };
    run::run(&arguments.inputs, &arguments.run, work)
}
