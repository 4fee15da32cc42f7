//! `detente read`: articles only.

use clap::Args;
use detente_coding::record::Coding;
use detente_formats::{Format, Layout, RecordKind, Records};
use detente_page::Article;

use crate::exit::{Failure, Outcome};
use crate::inputs::InputArguments;
use crate::manifest::Versions;
use crate::run::{self, Work};
use crate::run_arguments::{Form, RunArguments};

/// Read pages to articles: title, body, date, dateline, outlet, agency; code nothing
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente read page.html                     the article on the terminal
  detente read pages/ -o articles.jsonl      one article a line
  detente read crawl.warc.gz -o articles.parquet
  detente read export.csv --column text=body --column published=date --format jsonl
  curl -s URL | detente read - --input-format page --format jsonl")]
pub struct Arguments {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    run: RunArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(Form::Rows(Format::Layout(layout))) = arguments.run.format
        && !matches!(layout, Layout::Bibtex | Layout::Ris)
    {
        return Err(Failure::Usage(format!(
            "{layout} holds what coding finds: run `detente code` with it"
        )));
    }
    let work = Work {
        options: String::new(),
        versions: Versions::program(),
        records: Records::One(RecordKind::Article),
        body_in_report: true,
        new_coder: || |articles: &[&Article]| vec![Coding::default(); articles.len()],
    };
    run::run(&arguments.inputs, &arguments.run, work)
}
