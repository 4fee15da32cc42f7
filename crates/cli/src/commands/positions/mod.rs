//! `detente positions`: where actors stand on issues, in time, at a date, and with whom.

mod network;
mod table;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_calendar::PartialDate;
use detente_dossier::LexiconNames;
use detente_dossier::period::Window;
use detente_dossier::positions::{MatrixOptions, TimelineQuery, matrix, timeline};
use detente_lexicon::Lexicon;

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::parties;
use crate::record_source::SourceArguments;
use crate::window_arguments::WindowArguments;

/// Tell where actors stand on issues: in time, at a date, or as a network of agreement
#[derive(Debug, Args)]
#[command(after_help = "\
Without --matrix or --network the positions are listed in time: restatements are merged, and changes of
stance and disagreement between voices of one side are marked with both pieces of evidence.

Examples:
  detente positions news.jsonl --actor Russia --issue missile-defence
  detente positions coded.jsonl --actor RUS:GOV --since 2007 --until 2009 --format csv
  detente positions coded.jsonl --matrix --at 2010-11-20 --actor Russia --actor NATO
  detente positions coded.jsonl --network congruence --normalise average --duplicates document --format graphml
  detente positions coded.jsonl --network two-mode --issue nuclear-disarmament --format dot | neato -Tsvg

coded.jsonl is what `detente code … --records all -o coded.jsonl` writes. An issue stands for the narrower
ones below it too.

Exit code: 0 all read, 1 some inputs failed or the output could not be written, 2 the command was wrong.")]
pub struct Arguments {
    #[command(flatten)]
    source: SourceArguments,

    /// Whose positions: a name, id or code (Russia, NATO, RUS:GOV); several for a matrix
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<String>,

    /// On which issue, by id or name; may be given again
    #[arg(long, value_name = "ISSUE")]
    issue: Vec<String>,

    #[command(flatten)]
    window: WindowArguments,

    /// Actors by issues, each with its latest stance
    #[arg(long, requires = "at", conflicts_with = "network")]
    matrix: bool,

    /// With --matrix: the date
    #[arg(long, value_name = "DATE", value_parser = super::actors_date, requires = "matrix")]
    at: Option<PartialDate>,

    /// A network of actors by agreement, as the Discourse Network Analyzer makes it
    ///
    /// congruence counts issues on which two take the same side, conflict those on which they take
    /// opposite ones, subtract the difference; two-mode joins actors to issues.
    #[arg(long, value_name = "KIND")]
    network: Option<network::Kind>,

    /// With --network: what weights are divided by
    #[arg(long, value_name = "HOW", default_value = "no", requires = "network")]
    normalise: network::Normalise,

    /// With --network: which equal statements count once
    #[arg(
        long,
        value_name = "HOW",
        default_value = "include",
        requires = "network"
    )]
    duplicates: network::Duplicates,

    /// Keep the roles of a country or body apart in a matrix or network
    #[arg(long)]
    by_role: bool,

    /// text, json, csv, graphml or dot [default: csv for a network, else text]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// The file to write [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Graphml,
    Dot,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let lexicon = engine::load_lexicon(arguments.source.engine.lexicon.as_deref())?;
    let asked = Asked::of(arguments, lexicon)?;
    let loaded = arguments.source.load()?;
    let set = &loaded.set;
    let written = if let Some(kind) = arguments.network {
        asked.network(kind, arguments, set)?
    } else if let Some(at) = arguments.at.filter(|_| arguments.matrix) {
        let options = MatrixOptions {
            actors: asked.actors,
            issues: asked.issues,
            by_role: arguments.by_role,
            days: arguments.window.since.and_then(|since| {
                let days = at.last_day()? - since.first_day()?;
                u32::try_from(days.get_days()).ok()
            }),
        };
        table::matrix(&matrix(set, at, &options), asked.format)
    } else {
        let query = TimelineQuery {
            actor: asked.actors.into_iter().next(),
            issues: asked.issues,
            window: asked.window,
            ..TimelineQuery::default()
        };
        let names = LexiconNames::of(lexicon);
        table::timeline(&timeline(set, &query), &names, asked.format)
    };
    super::write_out(arguments.output.as_deref(), &written)?;
    Ok(loaded.outcome)
}

/// The arguments, checked before anything is read.
struct Asked {
    actors: Vec<detente_dossier::ActorFilter>,
    issues: Vec<String>,
    window: Window,
    format: Format,
}

impl Asked {
    fn of(arguments: &Arguments, lexicon: &'static Lexicon) -> Result<Self, Failure> {
        let actors = arguments
            .actor
            .iter()
            .map(|name| parties::actor(lexicon, name));
        let actors: Vec<_> = actors.collect::<Result<_, _>>()?;
        let mut issues = Vec::new();
        for name in &arguments.issue {
            issues.extend(parties::issues(lexicon, name)?);
        }
        let is_network = arguments.network.is_some();
        let format = arguments.format.unwrap_or(if is_network {
            Format::Csv
        } else {
            Format::Text
        });
        match (is_network, format) {
            (false, Format::Graphml | Format::Dot) => {
                return Err(Failure::Usage(
                    "graphml and dot are for networks: give --network congruence, or text, json or csv".to_owned(),
                ));
            }
            (true, Format::Text) => {
                return Err(Failure::Usage(
                    "a network is written as csv, json, graphml or dot".to_owned(),
                ));
            }
            _ => {}
        }
        if !arguments.matrix && !is_network && actors.len() > 1 {
            return Err(Failure::Usage(
                "a timeline is of one actor: give one --actor, or --matrix --at DATE".to_owned(),
            ));
        }
        if is_network && !actors.is_empty() {
            return Err(Failure::Usage(
                "a network is of all actors: leave --actor out".to_owned(),
            ));
        }
        Ok(Self {
            actors,
            issues,
            window: arguments.window.window(),
            format,
        })
    }
}
