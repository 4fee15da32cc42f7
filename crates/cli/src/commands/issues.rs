//! `detente issues`: what could be added to the list of issues.

use clap::{Args, Subcommand};
use detente_coding::Workspace;
use detente_coding::position::{Candidates, Suggestion};

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::inputs::{self, InputArguments};
use crate::interrupt::Stop;
use crate::journal::Tally;
use crate::progress::Progress;
use crate::terminal::say;
use detente_formats::Reading;

/// Propose issues that the lexicon lacks
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Suggest(Suggest),
}

/// List noun phrases that parties take stances on and no issue names, with a row to start from
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente issues suggest news.jsonl.gz
  detente issues suggest pages/ --least 5 --most 20 --lexicon my-lexicon/
  detente issues suggest news.jsonl.gz --json | jq -r .phrase

A phrase counts where a party is the subject of a word that takes a stance on it; those of most parties
stand first. Copy a row into a file of your own (my-lexicon/issues/added.toml), give it
an id, a name and what supporting it means, run `detente lexicon check my-lexicon/`, and code again.

Exit code: 0 all read, 1 some inputs failed (each is named), 2 the command was wrong, 130 stopped by Ctrl-C.")]
struct Suggest {
    #[command(flatten)]
    inputs: InputArguments,

    /// Only phrases of so many articles
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: usize,

    /// At most so many phrases
    #[arg(long, value_name = "N", default_value_t = 40)]
    most: usize,

    /// One JSON object a line
    #[arg(long)]
    json: bool,

    /// No progress on the standard error
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Command::Suggest(arguments) = &arguments.command;
    let engine = Engine::load(&arguments.engine)?;
    let stop = Stop::on_signal();
    let reading = Reading::default();
    let items = inputs::articles(&arguments.inputs, &[], &reading);
    let mut progress = Progress::beside_files(arguments.quiet, || {
        inputs::total_bytes(&arguments.inputs, &[])
    });
    let mut candidates = Candidates::default();
    let mut workspace = Workspace::default();
    let mut tally = Tally::default();
    for item in items {
        if stop.asked() {
            break;
        }
        tally.inputs += 1;
        match item.and_then(detente_formats::RawArticle::into_article) {
            Ok(article) => {
                let (doc, mentions) = engine.coder.mentions(&article, &mut workspace);
                candidates.add(&doc, &mentions, engine.coder.lexicon());
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
    for suggestion in candidates.suggestions(arguments.least, arguments.most) {
        show(&suggestion, arguments.json)?;
    }
    Ok(if stop.asked() {
        Outcome::Interrupted
    } else if tally.failed > 0 || tally.inputs == 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Prints a suggestion as a row to start from, what is known of it in comments.
fn show(suggestion: &Suggestion, json: bool) -> Result<(), Failure> {
    if json {
        say!("{}", serde_json::json!(suggestion));
        return Ok(());
    }
    let names: Vec<String> = suggestion
        .actors
        .iter()
        .map(|(actor, articles)| format!("{actor} {articles}"))
        .collect();
    say!(
        "# {} parties in {} articles: {}",
        suggestion.parties,
        suggestion.articles,
        names.join(", ")
    );
    for example in &suggestion.examples {
        say!("#   {example}");
    }
    say!("[[issue]]");
    say!("id = \"{}\"", suggestion.phrase.replace(' ', "-"));
    say!("name = \"{}\"", suggestion.phrase);
    say!("supports = \"\"");
    say!("phrases = [\"{}\"]\n", suggestion.phrase);
    Ok(())
}
