//! `detente explain`: how a text comes to be coded as it is.

use std::io::Read;
use std::path::Path;

use clap::Args;
use detente_coding::Workspace;
use detente_formats::{InputKind, Limits, RawArticle, read};
use detente_page::{Article, TextInput};

use crate::engine::{Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// Explain the coding of a text: the tree, who is mentioned, which rule fired and why
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente explain \"Norway recalled its envoy on Monday.\" --published 2010-05-05
  detente explain page.html
  echo \"NATO and Russia held talks.\" | detente explain -")]
pub struct Arguments {
    /// The text, a file, or - for the standard input
    text: String,

    /// Date of publication, against which the text's own dates are read
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    #[command(flatten)]
    engine: EngineArguments,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let article = article(arguments)?;
    let engine = Engine::load(&arguments.engine)?;
    let mut workspace = Workspace::default();
    say!("{}", engine.coder.explain(&article, &mut workspace));
    Ok(Outcome::Done)
}

fn article(arguments: &Arguments) -> Result<Article, Failure> {
    let given = &arguments.text;
    let path = Path::new(given);
    let mut article = if given == "-" || path.is_file() {
        let mut bytes = Vec::new();
        let read_whole = if given == "-" {
            std::io::stdin().read_to_end(&mut bytes).map(drop)
        } else {
            std::fs::read(path).map(|read| bytes = read)
        };
        read_whole.map_err(|error| Failure::Input(format!("{given}: {error}")))?;
        let kind = InputKind::of_name(given).unwrap_or(InputKind::Guess);
        let first = read(kind, given, bytes.as_slice(), Limits::default()).next();
        let raw = first.ok_or_else(|| Failure::Input(format!("{given}: holds no article")))?;
        raw.and_then(RawArticle::into_article)
            .map_err(|error| Failure::Input(error.to_string()))?
    } else {
        Article::from_text(TextInput {
            text: given.clone(),
            input: "the text given".to_owned(),
            ..TextInput::default()
        })
    };
    if let Some(published) = &arguments.published {
        let dated = Article::from_text(TextInput {
            published: Some(published.clone()),
            ..TextInput::default()
        });
        let Some(published) = dated.published else {
            return Err(Failure::Usage(format!(
                "`{published}` is no date: write YYYY-MM-DD"
            )));
        };
        article.published = Some(published);
    }
    Ok(article)
}
