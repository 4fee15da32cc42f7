//! `detente actors`: who or what a name is, on what date, and why.

mod listing;
mod near;
mod phrase;
mod senses;

use std::path::PathBuf;

use clap::Args;
use detente_calendar::PartialDate;
use detente_lexicon::Lexicon;
use serde_json::json;

use crate::engine::{self, Engine, EngineArguments};
use crate::exit::{Failure, Outcome};
use crate::terminal::say;

pub use near::spellings as near_spellings;

/// Tell who or what a name or phrase stands for, on which date, and why
#[derive(Debug, Args)]
#[command(after_help = "\
A name is looked up as the coding does it: all its meanings are listed with their actors, CAMEO codes,
offices and dates, the row that says so and that row's source, and the one chosen on the date. A phrase
that is no name is read as the coding reads it, which needs the language model.

Examples:
  detente actors Medvedev --on 2011-10-25
  detente actors Rice                                 an ambiguous name lists its candidates
  detente actors \"Russian foreign ministry spokesman\"
  detente actors \"Russia-NATO Council\" --json
  detente actors --people-of RUS --on 2014-03-01      offices held that day
  detente actors --people-of RUS:MIL                  all there are rows for
  detente actors --changes --since 2011 --until 2011-06 --people-of EU

Exit code: 0 found, 1 not known (near spellings are named), 2 the command was wrong.")]
pub struct Arguments {
    /// A name or a phrase
    #[arg(required_unless_present_any = ["people_of", "changes"], conflicts_with_all = ["people_of", "changes"])]
    name: Option<String>,

    /// The day of the act: YYYY-MM-DD, YYYY-MM or YYYY [default: today's office-holders are those with no end]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<PartialDate>,

    /// List who holds the offices of a country or body (RUS, NATO, RUS:MIL)
    #[arg(long, value_name = "ACTOR")]
    people_of: Option<String>,

    /// List when offices were taken up and left, the earliest first
    #[arg(long, conflicts_with = "on")]
    changes: bool,

    /// With --changes: the first day
    #[arg(long, value_name = "DATE", value_parser = date, requires = "changes")]
    since: Option<PartialDate>,

    /// With --changes: the last day
    #[arg(long, value_name = "DATE", value_parser = date, requires = "changes")]
    until: Option<PartialDate>,

    /// Print JSON: one object for a name, a row a line for a list
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    engine: EngineArguments,
}

/// A date with a year.
pub fn date(text: &str) -> Result<PartialDate, String> {
    match text.parse::<PartialDate>() {
        Ok(date) if date.year().is_some() => Ok(date),
        _ => Err("write YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
    }
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let lexicon = engine::load_lexicon(arguments.engine.lexicon.as_deref())?;
    let places = Places {
        lexicon,
        folder: arguments.engine.lexicon.clone(),
    };
    if arguments.changes {
        let days = (arguments.since, arguments.until);
        return listing::changes(
            &places,
            arguments.people_of.as_deref(),
            days,
            arguments.json,
        );
    }
    if let Some(actor) = &arguments.people_of {
        return listing::people(&places, actor, arguments.on, arguments.json);
    }
    let name = arguments.name.as_deref().unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Failure::Usage("the name is empty".to_owned()));
    }
    look_up(arguments, &places, name)
}

fn look_up(arguments: &Arguments, places: &Places, name: &str) -> Result<Outcome, Failure> {
    let lexicon = places.lexicon;
    let answer = senses::Answer::of(places, name, arguments.on);
    let mut phrase = None;
    let mut near = Vec::new();
    if answer.is_empty() {
        // Without a model only names can be told; that is said, and near spellings are still of use.
        match engine::load_model(arguments.engine.model.as_deref()) {
            Ok(model) => {
                phrase = phrase::read(Engine::with_lexicon(model, lexicon), name, arguments.on);
            }
            Err(error) => {
                eprintln!("detente: `{name}` is no name, and phrases are not read: {error}");
            }
        }
        if phrase
            .as_ref()
            .is_none_or(|phrase| phrase.actors.is_empty())
        {
            near = near::spellings(&lexicon.names, name);
        }
    }
    if arguments.json {
        let on = arguments.on.map(|date| date.to_string());
        say!(
            "{}",
            json!({ "name": name, "on": on, "meanings": answer.meanings, "why": answer.why,
                    "roles": answer.roles, "phrase": phrase, "near": near })
        );
    } else if !answer.is_empty() {
        say!("{answer}");
    } else {
        match &phrase {
            Some(phrase) => say!("{phrase}"),
            None => say!("`{name}` is not in the lexicon"),
        }
        if !near.is_empty() {
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            say!("near: {}", near.join(", "));
        }
        if phrase
            .as_ref()
            .is_none_or(|phrase| phrase.actors.is_empty())
        {
            say!("a person is added with `detente lexicon add-person`");
        }
    }
    let is_found = !answer.is_empty() || phrase.is_some_and(|phrase| !phrase.actors.is_empty());
    Ok(if is_found {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    })
}

/// Tells rows by file, line and source.
struct Places {
    lexicon: &'static Lexicon,
    /// The folder that was laid over the built-in files.
    folder: Option<PathBuf>,
}

/// Where a row stands.
#[derive(Debug, Clone, serde::Serialize)]
struct Place {
    /// The path, below `lexicon/` for built-in files.
    file: String,
    /// From 1.
    line: u32,
    /// Where the fact can be checked.
    source: String,
}

impl Places {
    fn of(&self, sense: &detente_lexicon::Sense) -> Option<Place> {
        let row = self.lexicon.row(sense.origin)?;
        let folder = match &self.folder {
            Some(folder) if row.layer > 0 => folder.display().to_string(),
            _ => "lexicon".to_owned(),
        };
        Some(Place {
            file: format!("{}/{}", folder.trim_end_matches('/'), row.path),
            line: row.line,
            source: row.source.to_owned(),
        })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if !self.source.is_empty() {
            write!(f, "  ({})", self.source)?;
        }
        Ok(())
    }
}
