//! `detente issues`: what could be added to the list of issues.

use clap::{Args, Subcommand};
use detente_coding::position::{Candidates, Suggestion};

use crate::exit::{Failure, Outcome};
use crate::survey::{self, SurveyArguments};
use crate::terminal::say;

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
    survey: SurveyArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Command::Suggest(Suggest { survey }) = &arguments.command;
    let mut candidates = Candidates::default();
    let outcome = survey::run(survey, |coder, article, workspace| {
        let (doc, mentions) = coder.mentions(article, workspace);
        candidates.add(&doc, &mentions, coder.lexicon());
    })?;
    let proposals = candidates.suggestions(survey.least, survey.most);
    survey::print(survey, &proposals, show)?;
    Ok(outcome)
}

/// Prints a suggestion as a row to start from, what is known of it in comments.
fn show(suggestion: &Suggestion) -> Result<(), Failure> {
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
