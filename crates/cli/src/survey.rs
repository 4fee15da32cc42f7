//! Commands that read many articles to propose rows of the lexicon: what they take, and the way through the articles.

use clap::Args;
use detente_coding::{Coder, Workspace};
use detente_formats::Reading;
use detente_page::Article;
use serde::Serialize;

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::progress::Progress;
use crate::terminal::say;

/// What every such command takes.
#[derive(Debug, Args)]
pub struct SurveyArguments {
    #[command(flatten)]
    inputs: InputArguments,

    /// Only what stands in so many articles
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub least: usize,

    /// At most so many proposals
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub most: usize,

    /// One JSON object a line
    #[arg(long)]
    json: bool,

    /// No progress on the standard error
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Gives each article to `look`; articles that cannot be read are named and counted.
///
/// # Errors
///
/// Where the model or the lexicon cannot be loaded.
pub fn run(
    arguments: &SurveyArguments,
    mut look: impl FnMut(&Coder<'_>, &Article, &mut Workspace),
) -> Result<Outcome, Failure> {
    let engine = Engine::load(&arguments.engine)?;
    let stop = Stop::on_signal();
    let reading = Reading::default();
    let items = inputs::articles(&arguments.inputs, &[], &reading);
    let mut progress = Progress::beside_files(arguments.quiet, || {
        inputs::total_bytes(&arguments.inputs, &[])
    });
    let mut workspace = Workspace::default();
    let mut tally = Tally::default();
    for item in items {
        if stop.asked() {
            break;
        }
        tally.inputs += 1;
        match item.and_then(detente_formats::RawArticle::into_article) {
            Ok(article) => {
                look(&engine.coder, &article, &mut workspace);
                tally.articles += 1;
            }
            Err(error) => {
                tally.failed += 1;
                progress.say(&error.to_string());
            }
        }
        progress.show(&tally, reading.bytes());
    }
    progress.finish();
    Ok(if stop.asked() {
        Outcome::Interrupted
    } else if tally.failed > 0 || tally.inputs == 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Prints proposals: each as a JSON object where that was asked for, else as `show` has it.
///
/// # Errors
///
/// Where they cannot be written.
pub fn print<T: Serialize>(
    arguments: &SurveyArguments,
    proposals: &[T],
    show: impl Fn(&T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    for proposal in proposals {
        if arguments.json {
            say!("{}", serde_json::json!(proposal));
        } else {
            show(proposal)?;
        }
    }
    Ok(())
}
