//! Networks: the Discourse Network Analyzer's options on the command line.

use clap::ValueEnum;
use detente_dossier::RecordSet;
use detente_dossier::network::{
    self, Aggregation, Network, Normalisation, StatementOptions, Statements, TwoModeNormalisation,
};

use super::{Arguments, Asked, Format};
use crate::exit::Failure;

/// `--network`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Same side of the same issues
    Congruence,
    /// Opposite sides of the same issues
    Conflict,
    /// Congruence less conflict
    Subtract,
    /// Same issues, whatever the side
    Ignore,
    /// Actors to issues: statements for less statements against
    TwoMode,
}

/// `--normalise`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Normalise {
    /// Nothing
    No,
    /// The average activity of both
    Average,
    /// Jaccard's index
    Jaccard,
    /// Cosine
    Cosine,
    /// Two-mode: the actor's statements
    Activity,
    /// Two-mode: the issue's statements
    Prominence,
}

/// `--duplicates`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Duplicates {
    /// All count
    Include,
    /// Once a document
    Document,
    /// Once a week
    Week,
    /// Once a month
    Month,
    /// Once a year
    Year,
    /// Once
    AcrossRange,
}

impl Asked {
    /// The network, written.
    pub fn network(
        self,
        kind: Kind,
        arguments: &Arguments,
        set: &RecordSet,
    ) -> Result<String, Failure> {
        let wrong = |words: &str| Failure::Usage(words.to_owned());
        let options = StatementOptions {
            window: self.window,
            issues: self.issues,
            duplicates: match arguments.duplicates {
                Duplicates::Include => network::Duplicates::Include,
                Duplicates::Document => network::Duplicates::Document,
                Duplicates::Week => network::Duplicates::Week,
                Duplicates::Month => network::Duplicates::Month,
                Duplicates::Year => network::Duplicates::Year,
                Duplicates::AcrossRange => network::Duplicates::AcrossRange,
            },
            by_role: arguments.by_role,
        };
        let aggregation = match kind {
            Kind::Congruence => Aggregation::Congruence,
            Kind::Conflict => Aggregation::Conflict,
            Kind::Subtract | Kind::TwoMode => Aggregation::Subtract,
            Kind::Ignore => Aggregation::Ignore,
        };
        let statements = Statements::of(set, &options);
        let found = if kind == Kind::TwoMode {
            let by = match arguments.normalise {
                Normalise::No => TwoModeNormalisation::No,
                Normalise::Activity => TwoModeNormalisation::Activity,
                Normalise::Prominence => TwoModeNormalisation::Prominence,
                _ => {
                    return Err(wrong(
                        "a two-mode network is normalised by no, activity or prominence",
                    ));
                }
            };
            network::two_mode(&statements, aggregation, by)
        } else {
            let by = match arguments.normalise {
                Normalise::No => Normalisation::No,
                Normalise::Average => Normalisation::Average,
                Normalise::Jaccard => Normalisation::Jaccard,
                Normalise::Cosine => Normalisation::Cosine,
                _ => {
                    return Err(wrong(
                        "activity and prominence are for --network two-mode; there are no, average, jaccard, cosine",
                    ));
                }
            };
            network::one_mode(&statements, aggregation, by)
        };
        tell_left_out(&found);
        Ok(match self.format {
            Format::Graphml => network::graphml(&found),
            Format::Dot => network::dot(&found),
            Format::Json => super::table::json(&found),
            Format::Csv | Format::Text => network::csv(&found),
        })
    }
}

fn tell_left_out(network: &Network) {
    let left = network.left_out;
    let told: Vec<String> = [
        (left.no_side, "demands and neutral stances"),
        (left.outside, "outside the dates"),
        (left.no_date, "without a date exact enough"),
        (left.duplicates, "duplicates"),
        (left.actors, "actors beyond the most a network may have"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{words} {count}"))
    .collect();
    if !told.is_empty() {
        eprintln!("detente: left out: {}", told.join(", "));
    }
}
