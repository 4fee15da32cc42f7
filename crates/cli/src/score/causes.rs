//! Why a dyad of gold was not coded, as far as that shows from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::coded::CodedMention;
use super::events::CodedEvent;
use super::gold::Event as GoldEvent;
use super::level::head;

/// What kept a dyad of gold from being coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// No mention of the article stands for the source.
    SourceNotMentioned,
    /// No mention of the article stands for the target.
    TargetNotMentioned,
    /// Neither end is among the article's mentions.
    NeitherMentioned,
    /// The two are coded the other way round only, with the same root.
    Reversed,
    /// The same root is coded towards the target from somebody else.
    OtherSource,
    /// The same root is coded from the source towards somebody else.
    OtherTarget,
    /// Both ends are mentioned, and no event of the root has one of them in its place.
    NoEvent,
}

impl Cause {
    const ALL: [Self; 7] = [
        Self::SourceNotMentioned,
        Self::TargetNotMentioned,
        Self::NeitherMentioned,
        Self::Reversed,
        Self::OtherSource,
        Self::OtherTarget,
        Self::NoEvent,
    ];

    /// The cause in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SourceNotMentioned => "the source is not among the mentions",
            Self::TargetNotMentioned => "the target is not among the mentions",
            Self::NeitherMentioned => "neither end is among the mentions",
            Self::Reversed => "coded the other way round",
            Self::OtherSource => "the root coded with another source",
            Self::OtherTarget => "the root coded with another target",
            Self::NoEvent => "both are mentioned, no event of the root",
        }
    }

    /// Whether the dyad was missed because an actor was not found in the text.
    pub fn is_for_an_actor(self) -> bool {
        matches!(
            self,
            Self::SourceNotMentioned | Self::TargetNotMentioned | Self::NeitherMentioned
        )
    }
}

/// A dyad of gold that no coded event has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissedDyad {
    /// The source's head.
    pub source: String,
    /// The target's head.
    pub target: String,
    /// Why it was missed.
    pub cause: Cause,
}

/// The dyads of a document that were missed, with their causes.
pub fn missed(
    gold: &[GoldEvent],
    coded: &[CodedEvent],
    mentions: &[CodedMention],
) -> Vec<MissedDyad> {
    let mentioned: BTreeSet<&str> = mentions
        .iter()
        .flat_map(|mention| mention.actors.iter().map(|actor| head(actor)))
        .chain(["-"])
        .collect();
    let found: BTreeSet<(&str, &str)> = coded
        .iter()
        .map(|event| (head(&event.source), head(&event.target)))
        .collect();
    let mut by_dyad: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for event in gold {
        let dyad = (head(&event.source), head(&event.target));
        if !found.contains(&dyad) {
            by_dyad.entry(dyad).or_default().insert(root(&event.code));
        }
    }
    by_dyad
        .into_iter()
        .map(|((source, target), roots)| {
            let same_root = |from: Option<&str>, to: Option<&str>| {
                coded.iter().any(|event| {
                    roots.contains(root(&event.code))
                        && from.is_none_or(|from| head(&event.source) == from)
                        && to.is_none_or(|to| head(&event.target) == to)
                })
            };
            let cause = match (mentioned.contains(source), mentioned.contains(target)) {
                (false, false) => Cause::NeitherMentioned,
                (false, true) => Cause::SourceNotMentioned,
                (true, false) => Cause::TargetNotMentioned,
                (true, true) if same_root(Some(target), Some(source)) => Cause::Reversed,
                (true, true) if same_root(None, Some(target)) => Cause::OtherSource,
                (true, true) if same_root(Some(source), None) => Cause::OtherTarget,
                (true, true) => Cause::NoEvent,
            };
            MissedDyad {
                source: source.to_owned(),
                target: target.to_owned(),
                cause,
            }
        })
        .collect()
}

fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// How many dyads were missed for which cause.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// By cause.
    pub by_cause: BTreeMap<Cause, usize>,
    /// All missed dyads.
    pub missed: usize,
    /// Those missed because an actor is not among the mentions.
    pub for_an_actor: usize,
}

impl Tally {
    /// Counts further missed dyads.
    pub fn add(&mut self, missed: &[MissedDyad]) {
        for dyad in missed {
            *self.by_cause.entry(dyad.cause).or_default() += 1;
            self.missed += 1;
            self.for_an_actor += usize::from(dyad.cause.is_for_an_actor());
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize| 100.0 * part as f64 / self.missed.max(1) as f64;
        write!(
            f,
            "missed dyads, {}, of them {:.0} % for an actor's sake",
            self.missed,
            share(self.for_an_actor)
        )?;
        for cause in Cause::ALL {
            if let Some(&count) = self.by_cause.get(&cause) {
                write!(
                    f,
                    "\n  {:42} {count:>4} {:>4.0} %",
                    cause.as_str(),
                    share(count)
                )?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_coding::record::Status;

    fn gold(source: &str, target: &str, code: &str) -> GoldEvent {
        serde_json::from_value(
            serde_json::json!({ "source": source, "target": target, "code": code }),
        )
        .expect("an event")
    }

    fn coded(source: &str, target: &str, code: &str) -> CodedEvent {
        CodedEvent {
            source: source.to_owned(),
            target: target.to_owned(),
            code: code.to_owned(),
            date: None,
            status: Status::Current,
            rule: String::new(),
            signs: Vec::new(),
            spans: [None; 2],
        }
    }

    #[test]
    fn each_missed_dyad_has_one_cause() {
        let mentions = [CodedMention {
            span: (0, 1),
            head: (0, 1),
            actors: ["RUS:GOV", "NATO", "UKR:MIL", "DEU"]
                .map(str::to_owned)
                .to_vec(),
            name: String::new(),
        }];
        let found = [
            coded("RUS:GOV", "NATO", "112"),
            coded("NATO", "RUS:GOV", "040"),
            coded("UKR:MIL", "RUS:MIL", "190"),
        ];
        let cases = [
            // Right at the dyad, whatever its code: not missed.
            (gold("RUS:GOV", "NATO", "040"), None),
            (
                gold("GRL", "RUS:GOV", "112"),
                Some(Cause::SourceNotMentioned),
            ),
            (
                gold("RUS:GOV", "GRL", "112"),
                Some(Cause::TargetNotMentioned),
            ),
            (gold("GRL", "ISL", "112"), Some(Cause::NeitherMentioned)),
            (gold("RUS:MIL", "UKR:MIL", "190"), Some(Cause::Reversed)),
            (gold("DEU:GOV", "NATO", "112"), Some(Cause::OtherSource)),
            (gold("RUS:GOV", "DEU:GOV", "112"), Some(Cause::OtherTarget)),
            (gold("DEU:GOV", "UKR:GOV", "112"), Some(Cause::NoEvent)),
            // No target is nothing that must be mentioned.
            (gold("DEU:GOV", "-", "145"), Some(Cause::NoEvent)),
        ];
        for (event, cause) in cases {
            let missed = missed(std::slice::from_ref(&event), &found, &mentions);
            assert_eq!(missed.first().map(|dyad| dyad.cause), cause, "{event:?}");
        }
    }
}
