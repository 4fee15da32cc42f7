//! `detente brief`: a briefing on two parties out of the record.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_dossier::LexiconNames;
use detente_dossier::brief::{BriefQuery, brief, html, markdown};
use detente_dossier::relation::RelationQuery;

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::parties;
use crate::record_source::SourceArguments;
use crate::window_arguments::WindowArguments;

/// Write a briefing on two parties: what happened, who said what, where each stands, what changed, what is open
#[derive(Debug, Args)]
#[command(after_help = "\
Every statement is a verbatim stretch of an article with its outlet, date and a numbered reference; behind it
stands what the program codes it as. What the quoted words do not bear out is left out and counted.

Examples:
  detente brief Russia NATO news.jsonl --issue missile-defence --since 2007 --until 2009
  detente brief Russia NATO coded.jsonl --format html -o briefing.html
  detente brief USA Iran coded.jsonl --items 100

coded.jsonl is what `detente code … --records all -o coded.jsonl` writes.

Exit code: 0 all read, 1 some inputs failed or the output could not be written, 2 the command was wrong.")]
pub struct Arguments {
    /// The one party: a name, id or code (Russia, NATO, RUS:GOV)
    #[arg(value_name = "PARTY")]
    one: String,

    /// The other party
    #[arg(value_name = "OTHER")]
    other: String,

    #[command(flatten)]
    source: SourceArguments,

    /// On which issue, by id or name, with the narrower ones; may be given again
    #[arg(long, value_name = "ISSUE")]
    issue: Vec<String>,

    #[command(flatten)]
    window: WindowArguments,

    /// Most items of a section; the rest is counted
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    items: u16,

    /// md or html [default: html for FILE.html, else md]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// The file to write [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How the briefing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Md,
    Html,
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let lexicon = engine::load_lexicon(arguments.source.engine.lexicon.as_deref())?;
    let mut issues = Vec::new();
    for name in &arguments.issue {
        issues.extend(parties::issues(lexicon, name)?);
    }
    let relation = RelationQuery {
        one: parties::actor(lexicon, &arguments.one)?,
        other: parties::actor(lexicon, &arguments.other)?,
        issues,
        window: arguments.window.window(),
    };
    if relation.one == relation.other {
        return Err(Failure::Usage(format!(
            "`{}` and `{}` are one party, {}",
            arguments.one, arguments.other, relation.one
        )));
    }
    let loaded = arguments.source.load()?;
    let query = BriefQuery {
        relation,
        items: usize::from(arguments.items),
    };
    let found = brief(&loaded.set, &query, &LexiconNames::of(lexicon));
    let is_page = arguments.output.as_ref().is_some_and(|path| {
        path.extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
    });
    let written = match arguments.format {
        Some(Format::Html) => html(&found),
        None if is_page => html(&found),
        _ => markdown(&found),
    };
    super::write_out(arguments.output.as_deref(), &written)?;
    Ok(loaded.outcome)
}
