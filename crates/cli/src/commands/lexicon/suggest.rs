//! `detente lexicon suggest`: what stands between parties in many articles and no rule codes.

use clap::Args;
use detente_coding::event::{Candidates, Suggestion};

use crate::exit::{Failure, Outcome};
use crate::survey::{self, SurveyArguments};
use crate::terminal::say;

/// List verbs and nouns that stand between two parties and tell no event, as patterns to start from
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente lexicon suggest news.jsonl.gz
  detente lexicon suggest pages/ --least 5 --most 200 --lexicon my-lexicon/
  detente lexicon suggest news.jsonl.gz --json | jq -r 'select(.known == 0) | .pattern'

A predicate counts once an article, where one party is its subject and another, of another state or body, stands in
one of its places or owns what stands there, nothing keeps it from being asserted, and the two have no event in that
sentence, doubtful ones counted. Those of most articles stand first. Copy a pattern that tells an act into a rule
(docs/lexicon.md, \"Acts\"), and see what it does with `detente lexicon test`.

Exit code: 0 all read, 1 some inputs failed (each is named), 2 the command was wrong, 130 stopped by Ctrl-C.")]
pub struct Arguments {
    #[command(flatten)]
    survey: SurveyArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let survey = &arguments.survey;
    let mut candidates = Candidates::default();
    let outcome = survey::run(survey, |coder, article, workspace| {
        coder.suggest(article, &mut candidates, workspace);
    })?;
    let proposals = candidates.suggestions(survey.least, survey.most);
    survey::print(survey, &proposals, show)?;
    Ok(outcome)
}

/// Prints a suggestion as a pattern, what is known of it in comments.
fn show(suggestion: &Suggestion) -> Result<(), Failure> {
    say!(
        "# {} articles, {} pairs of parties; {} patterns of this word are in the lexicon",
        suggestion.articles,
        suggestion.pairs,
        suggestion.known
    );
    for example in &suggestion.examples {
        say!("#   {example}");
    }
    say!("\"{}\",\n", suggestion.pattern);
    Ok(())
}
