//! `detente lexicon`: check lexicon files, look names up in them, add to them, try them on texts.

mod add_person;
mod suggest;
mod test;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use detente_engine::lexicon_folder;
use detente_lexicon::{Lexicon, LexiconSource, NameKind, Problem, Sense, Severity};

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// Check lexicon files, look names up, try changes on texts
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  detente lexicon check my-lexicon/
  detente lexicon show Medvedev
  detente lexicon add-person \"Sanna Marin\" --office \"prime minister\" --actor FIN:GOV \\
      --from 2019-12-10 --to 2023-06-20 --source \"Finnish government\" --lexicon my-lexicon/
  detente lexicon test samples/ --lexicon my-lexicon/")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell what is wrong in lexicon files, each fault with its file, line and remedy
    ///
    /// Exit code 1 where there are errors; warnings and notes alone give 0.
    Check {
        /// The folder [default: the built-in lexicon]
        folder: Option<PathBuf>,
        /// Leave notes out
        #[arg(long)]
        no_notes: bool,
    },
    /// Tell who or what a name is, which issue an id is, which rule gives a code
    #[command(
        after_help = "Examples:\n  detente lexicon show Moscow\n  detente lexicon show \"foreign minister\"\n  detente lexicon show missile-defence\n  detente lexicon show 040"
    )]
    Show {
        /// A name, a role, an issue, a forum, an agreement, a CAMEO code or a rule
        name: String,
        /// Folder of lexicon files that are laid over the built-in ones
        #[arg(long, value_name = "DIR")]
        lexicon: Option<PathBuf>,
    },
    Suggest(suggest::Arguments),
    Test(test::Arguments),
    AddPerson(add_person::Arguments),
}

/// Carries the command out.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.command {
        Command::Check { folder, no_notes } => check(folder.as_deref(), *no_notes),
        Command::Show { name, lexicon } => show(name, engine::load_lexicon(lexicon.as_deref())?),
        Command::Suggest(arguments) => suggest::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::AddPerson(arguments) => add_person::run(arguments),
    }
}

fn check(folder: Option<&Path>, no_notes: bool) -> Result<Outcome, Failure> {
    let (lexicon, problems) = if let Some(folder) = folder {
        lexicon_folder::over_builtin(folder)?
    } else {
        Lexicon::load(&LexiconSource {
            files: detente_builtin::lexicon().sources().cloned().collect(),
        })
    };
    let prefix =
        folder.map(|folder| format!("{}/", folder.display().to_string().trim_end_matches('/')));
    let prefix = prefix.unwrap_or_default();
    for problem in problems
        .iter()
        .filter(|problem| !(no_notes && problem.severity == Severity::Note))
    {
        say!("{prefix}{problem}");
    }
    let count = |severity| {
        problems
            .iter()
            .filter(|problem: &&Problem| problem.severity == severity)
            .count()
    };
    say!(
        "{} names, {} rules, {} issues: {} errors, {} warnings, {} notes",
        lexicon.names.len(),
        lexicon.acts.rules().len(),
        lexicon.issues.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note)
    );
    if detente_builtin::lexicon().places.is_empty() {
        say!(
            "this program was built without the gazetteer: towns that the lexicon does not name find no country"
        );
    }
    Ok(if count(Severity::Error) > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Places of one name that are shown, the most populous first.
const PLACES_SHOWN: usize = 12;

fn show(name: &str, lexicon: &Lexicon) -> Result<Outcome, Failure> {
    let mut found = false;
    let mut rows = BTreeSet::new();
    for sense in lexicon
        .names
        .lookup(name)
        .into_iter()
        .flat_map(|matched| lexicon.names.senses(matched))
    {
        found = true;
        let offices = matches!(sense.kind, NameKind::Person | NameKind::Surname)
            .then(|| lexicon.names.offices_of(&sense.name));
        for sense in std::iter::once(sense).chain(offices.into_iter().flatten()) {
            // A family name and the full name come from the same row.
            if rows.insert(lexicon.names.origin(sense)) {
                show_sense(lexicon, sense)?;
            }
        }
    }
    let lower = name.to_lowercase();
    for noun in lexicon.roles.all().iter().filter(|noun| noun.noun == lower) {
        found = true;
        say!(
            "role      {}  {}  ({})",
            noun.noun,
            noun.role,
            noun.sort.as_str()
        );
    }
    if let Some(issue) = lexicon.issues.get(&lower) {
        found = true;
        say!(
            "issue     {}  {}  parents: {}",
            issue.id,
            issue.name,
            or_none(&issue.parents)
        );
    }
    if let Some(forum) = lexicon.forum(&lower) {
        found = true;
        say!("forum     {forum:?}");
    }
    if let Some(agreement) = lexicon.agreement(&lower) {
        found = true;
        say!("agreement {agreement:?}");
    }
    for rule in lexicon
        .acts
        .rules()
        .iter()
        .filter(|rule| rule.id == name || (!rule.code.is_empty() && rule.code == name))
    {
        found = true;
        let (file, line) = &rule.origin;
        say!(
            "rule      {}  {}  {file}:{line}",
            rule.id,
            if rule.mutual { "both ways" } else { "one way" }
        );
    }
    for place in lexicon.places.named([name]).take(PLACES_SHOWN) {
        found = true;
        say!(
            "place     {}, {}{}  {:.2} {:.2}  {} inhabitants  (GeoNames)",
            place.name,
            place
                .region
                .map_or(String::new(), |region| format!("{region}, ")),
            place.country,
            place.lat,
            place.lon,
            place.population
        );
    }
    if !found {
        say!("`{name}` is not in the lexicon");
    }
    Ok(if found {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    })
}

fn show_sense(lexicon: &Lexicon, sense: &Sense) -> Result<(), Failure> {
    let mut parts = vec![sense.name.clone()];
    if let Some(actor) = &sense.actor {
        parts.push(format!("{actor} ({})", actor.code()));
    }
    parts.extend(sense.office.clone());
    parts.extend(sense.id.clone());
    if sense.from.is_some() || sense.to.is_some() {
        let day = |date: Option<detente_calendar::PartialDate>| {
            date.map(|date| date.to_string()).unwrap_or_default()
        };
        parts.push(format!("{} – {}", day(sense.from), day(sense.to)));
    }
    if sense.weak {
        parts.push("only with a title or the full name".to_owned());
    }
    let (file, line) = lexicon.names.origin(sense);
    say!(
        "{:9} {}  {file}:{line}",
        sense.kind.as_str(),
        parts.join("  ")
    );
    Ok(())
}

fn or_none<T: AsRef<str>>(values: &[T]) -> String {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    if values.is_empty() {
        "none".to_owned()
    } else {
        values.join(", ")
    }
}
