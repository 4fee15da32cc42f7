//! The words that take a stance: `stances.toml`.
//!
//! ```toml
//! reversers = ["lift", "end"]          # "an end to the embargo" turns the embargo's friends to foes
//! conditions = ["only if", "unless"]
//!
//! [[stance]]
//! id = "supports"
//! negated = "opposes"
//! verbs = ["support", "speak up"]
//! nouns = ["support"]
//! adjectives = ["glad"]
//! judgements = ["success"]
//! ```

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use serde::Deserialize;

use crate::{Problem, Severity, SourceFile};

/// The stances a position may have, as the records spell them.
pub const STANCES: [&str; 8] = [
    "supports",
    "opposes",
    "conditional",
    "demands",
    "offers",
    "rejects",
    "concerned",
    "neutral",
];

/// The part of speech of a stance word.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum StancePart {
    /// A verb; its subject takes the stance.
    Verb,
    /// A noun; its possessor or agent takes the stance.
    Noun,
    /// A predicate adjective; its subject takes the stance.
    Adjective,
    /// A noun or adjective that judges; whoever says it takes the stance.
    Judgement,
}

/// A word that takes a stance.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StanceWord {
    /// Part of speech.
    pub part: StancePart,
    /// The stance, one of [`STANCES`].
    pub stance: CompactString,
    /// The particle, preposition or object it needs (`rule` + `out`).
    pub with: Option<CompactString>,
    /// The stance when negated; `None` where a negated one tells nothing.
    pub negated: Option<CompactString>,
    /// Whether it tells something only when negated: to deliver is a deed, not to deliver a refusal.
    pub only_denied: bool,
}

/// The compiled stance words.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Stances {
    words: BTreeMap<CompactString, Vec<StanceWord>>,
    /// What undoes the thing it governs, with the words it needs (`give` + `up`), if any.
    reversers: BTreeMap<CompactString, Vec<CompactString>>,
    /// Conditions as rows of lower-case words, longest first.
    conditions: Vec<Vec<CompactString>>,
    /// Nouns that point back to a thing told of.
    anaphors: BTreeSet<CompactString>,
    /// Nouns that point back to a deed told of.
    deeds: BTreeSet<CompactString>,
    /// Nouns of what parties are at odds over.
    contested: BTreeSet<CompactString>,
    /// Nouns through which a stance reaches what stands below them.
    carriers: BTreeSet<CompactString>,
    /// What makes a wrong less.
    lesseners: BTreeSet<CompactString>,
    /// Verbs of saying that are refused without a stance.
    silences: BTreeSet<CompactString>,
    /// Nouns for anybody at all.
    anybody: BTreeSet<CompactString>,
    /// Nouns of what may or may not be done.
    latitudes: BTreeSet<CompactString>,
    /// Verbs that answer what was told before.
    answers: BTreeSet<CompactString>,
    /// Adjectives of too little: displeasure at "the slow opening" wants the opening.
    shortfalls: BTreeSet<CompactString>,
    /// Adverbs and adjectives that make a stance only likely, alleged, or rare.
    forecasts: BTreeSet<CompactString>,
    /// Verbs and nouns of charging: what they embed is the adversary's word.
    charges: BTreeSet<CompactString>,
    /// Nouns for what is wished: "the proposal" points back to a wish alone.
    wishes: BTreeSet<CompactString>,
    /// Verbs that do nothing for or against their object: "to *study* the tariffs".
    indifferent: BTreeSet<CompactString>,
    /// Verbs that give a thing a name: "to *call* the attack terrorism".
    namings: BTreeSet<CompactString>,
    /// Nouns for papers that are agreed or voted on: "the bill" points back to a bill alone.
    papers: BTreeSet<CompactString>,
    /// Nouns for what somebody makes of a matter: "his *policy* on".
    conduct: BTreeSet<CompactString>,
    /// Verbs of not doing: who is criticised for *failing* to help.
    omissions: BTreeSet<CompactString>,
    /// Verbs that lend a noun their subject: "*voiced* opposition", "*made* an offer".
    lending: BTreeSet<CompactString>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    reversers: Vec<String>,
    #[serde(default)]
    conditions: Vec<String>,
    #[serde(default)]
    anaphors: Vec<String>,
    #[serde(default)]
    deeds: Vec<String>,
    #[serde(default)]
    contested: Vec<String>,
    #[serde(default)]
    carriers: Vec<String>,
    #[serde(default)]
    lesseners: Vec<String>,
    #[serde(default)]
    lending: Vec<String>,
    #[serde(default)]
    silences: Vec<String>,
    #[serde(default)]
    anybody: Vec<String>,
    #[serde(default)]
    latitudes: Vec<String>,
    #[serde(default)]
    answers: Vec<String>,
    #[serde(default)]
    shortfalls: Vec<String>,
    #[serde(default)]
    forecasts: Vec<String>,
    #[serde(default)]
    charges: Vec<String>,
    #[serde(default)]
    wishes: Vec<String>,
    #[serde(default)]
    indifferent: Vec<String>,
    #[serde(default)]
    namings: Vec<String>,
    #[serde(default)]
    papers: Vec<String>,
    #[serde(default)]
    conduct: Vec<String>,
    #[serde(default)]
    omissions: Vec<String>,
    #[serde(default)]
    stance: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    negated: Option<String>,
    #[serde(default)]
    only_denied: bool,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    judgements: Vec<String>,
}

impl Stances {
    /// Reads `stances.toml`.
    pub fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut stances = Self::default();
        for file in files {
            let mut report = |line: u32, message: String, remedy: &str| {
                problems.push(Problem::new(
                    Severity::Error,
                    &*file.path,
                    line,
                    0,
                    message,
                    remedy,
                ));
            };
            let Ok(text) = std::str::from_utf8(&file.bytes) else {
                report(0, "not UTF-8".to_owned(), "save the file as UTF-8");
                continue;
            };
            match toml::from_str::<File>(text) {
                Ok(parsed) => stances.add(parsed, &mut report),
                Err(error) => {
                    let offset = error.span().map_or(0, |span| span.start).min(text.len());
                    let line =
                        text.get(..offset).unwrap_or_default().matches('\n').count() as u32 + 1;
                    report(line, error.message().to_owned(), "");
                }
            }
        }
        stances
    }

    fn add(&mut self, file: File, report: &mut impl FnMut(u32, String, &str)) {
        for word in &file.reversers {
            let (lemma, with) = word.split_once(' ').unwrap_or((word, ""));
            self.reversers
                .entry(lemma.into())
                .or_default()
                .push(with.into());
        }
        for (list, words) in [
            (&mut self.anaphors, file.anaphors),
            (&mut self.deeds, file.deeds),
            (&mut self.contested, file.contested),
            (&mut self.carriers, file.carriers),
            (&mut self.lesseners, file.lesseners),
            (&mut self.silences, file.silences),
            (&mut self.anybody, file.anybody),
            (&mut self.latitudes, file.latitudes),
            (&mut self.shortfalls, file.shortfalls),
            (&mut self.forecasts, file.forecasts),
            (&mut self.charges, file.charges),
            (&mut self.wishes, file.wishes),
            (&mut self.indifferent, file.indifferent),
            (&mut self.namings, file.namings),
            (&mut self.papers, file.papers),
            (&mut self.lending, file.lending),
            (&mut self.conduct, file.conduct),
            (&mut self.omissions, file.omissions),
            (&mut self.answers, file.answers),
        ] {
            list.extend(words.into_iter().map(CompactString::from));
        }
        self.conditions.extend(file.conditions.iter().map(|row| {
            row.split_whitespace()
                .map(CompactString::from)
                .collect::<Vec<_>>()
        }));
        self.conditions.retain(|row| !row.is_empty());
        self.conditions
            .sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        for entry in file.stance {
            let known = |id: &str| STANCES.contains(&id);
            if !known(&entry.id) || entry.negated.as_deref().is_some_and(|id| !known(id)) {
                let message = format!("`{}` or what it is when negated is no stance", entry.id);
                report(
                    0,
                    message,
                    "use supports opposes conditional demands offers rejects concerned neutral",
                );
                continue;
            }
            let parts = [
                (StancePart::Verb, &entry.verbs),
                (StancePart::Noun, &entry.nouns),
                (StancePart::Adjective, &entry.adjectives),
                (StancePart::Judgement, &entry.judgements),
            ];
            for (part, words) in parts {
                for word in words {
                    let (lemma, with) = word
                        .split_once(' ')
                        .map_or((word.as_str(), None), |(lemma, with)| {
                            (lemma, Some(CompactString::from(with)))
                        });
                    let row = self.words.entry(lemma.into()).or_default();
                    if row
                        .iter()
                        .any(|other| other.part == part && other.with == with)
                    {
                        report(
                            0,
                            format!("the stance word `{word}` stands twice"),
                            "remove one of the two",
                        );
                        continue;
                    }
                    row.push(StanceWord {
                        part,
                        stance: entry.id.as_str().into(),
                        with,
                        negated: entry.negated.as_deref().map(CompactString::from),
                        only_denied: entry.only_denied,
                    });
                    row.sort_by_key(|word| word.with.is_none());
                }
            }
        }
    }

    /// The stance that `lemma` takes as `part`, given whether a word stands under it.
    pub fn word(
        &self,
        lemma: &str,
        part: StancePart,
        has: impl Fn(&str) -> bool,
    ) -> Option<&StanceWord> {
        self.words
            .get(lemma)?
            .iter()
            .filter(|word| word.part == part)
            .find(|word| word.with.as_deref().is_none_or(&has))
    }

    /// Whether `lemma` is a noun of what parties are at odds over: who wants it solved takes no side.
    pub fn is_contested(&self, lemma: &str) -> bool {
        self.contested.contains(lemma)
    }

    /// Whether a stance on the noun `lemma` is one on what stands below it: "a rise in the *number* of", "the
    /// *use* of".
    pub fn is_carrier(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    /// Whether `lemma` makes less of what it governs (`reduce`): against a wrong, that is a stance.
    pub fn is_lessener(&self, lemma: &str) -> bool {
        self.lesseners.contains(lemma)
    }

    /// Whether the verb `lemma` lends a noun its subject: "*voiced* opposition".
    pub fn is_lending(&self, lemma: &str) -> bool {
        self.lending.contains(lemma)
    }

    /// Whether refusing to `lemma` is no stance: "declined to comment on".
    pub fn is_silence(&self, lemma: &str) -> bool {
        self.silences.contains(lemma)
    }

    /// Whether the noun `lemma` stands for anybody at all, so for no party: "people who oppose it".
    pub fn is_anybody(&self, lemma: &str) -> bool {
        self.anybody.contains(lemma)
    }

    /// Whether the noun `lemma` tells only that something may be done or was not: "the right to", "the failure to".
    pub fn is_latitude(&self, lemma: &str) -> bool {
        self.latitudes.contains(lemma)
    }

    /// Whether the adjective says that there is too little of a thing ("slow", "insufficient").
    #[must_use]
    pub fn is_shortfall(&self, lemma: &str) -> bool {
        self.shortfalls.contains(lemma)
    }

    /// Whether the word makes what it stands by only likely, alleged, or rare ("probably", "seldom").
    #[must_use]
    pub fn is_forecast(&self, lemma: &str) -> bool {
        self.forecasts.contains(lemma)
    }

    /// Whether the verb does nothing for or against its object ("study", "decouple").
    #[must_use]
    pub fn is_indifferent(&self, lemma: &str) -> bool {
        self.indifferent.contains(lemma)
    }

    /// Whether the verb gives a thing a name ("call the attack terrorism").
    #[must_use]
    pub fn is_naming(&self, lemma: &str) -> bool {
        self.namings.contains(lemma)
    }

    /// Whether the noun is for a paper that is agreed or voted on ("bill", "pact").
    #[must_use]
    pub fn is_paper(&self, lemma: &str) -> bool {
        self.papers.contains(lemma)
    }

    /// Whether the noun is one for what somebody makes of a matter ("policy", "record"): who attacks that need not be
    /// against the matter.
    #[must_use]
    pub fn is_conduct(&self, lemma: &str) -> bool {
        self.conduct.contains(lemma)
    }

    /// Whether the verb tells that something is not done ("fail", "neglect").
    #[must_use]
    pub fn is_omission(&self, lemma: &str) -> bool {
        self.omissions.contains(lemma)
    }

    /// Whether the verb or noun is one of charging somebody ("accuse", "allegation").
    #[must_use]
    pub fn is_charge(&self, lemma: &str) -> bool {
        self.charges.contains(lemma)
    }

    /// Whether the noun is one for what is wished ("proposal", "appeal").
    #[must_use]
    pub fn is_wish(&self, lemma: &str) -> bool {
        self.wishes.contains(lemma)
    }

    /// Whether the verb `lemma` without an object answers what was told before: "Khartoum *refused*".
    pub fn is_answer(&self, lemma: &str) -> bool {
        self.answers.contains(lemma)
    }

    /// Whether `lemma` undoes what it governs (`lift`, `end`), given whether a word stands under it.
    pub fn is_reverser(&self, lemma: &str, has: impl Fn(&str) -> bool) -> bool {
        self.reversers
            .get(lemma)
            .is_some_and(|withs| withs.iter().any(|with| with.is_empty() || has(with)))
    }

    /// Whether the noun `lemma` with an article points back to a thing told of (`the proposal`).
    pub fn is_anaphor(&self, lemma: &str) -> bool {
        self.anaphors.contains(lemma)
    }

    /// Whether the noun `lemma` with an article points back to a deed told of (`the step`).
    pub fn is_deed(&self, lemma: &str) -> bool {
        self.deeds.contains(lemma)
    }

    /// The number of words of the condition that opens at `start`, if one does.
    pub fn condition_at<'t>(
        &self,
        start: usize,
        end: usize,
        word: impl Fn(usize) -> &'t str,
    ) -> Option<usize> {
        self.conditions
            .iter()
            .find(|row| {
                start + row.len() <= end
                    && row
                        .iter()
                        .enumerate()
                        .all(|(i, part)| word(start + i).eq_ignore_ascii_case(part))
            })
            .map(Vec::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_with_particles_and_conditions() {
        let text = "reversers = [\"lift\"]\nconditions = [\"if\", \"only if\"]\n[[stance]]\nid = \"rejects\"\n\
                    verbs = [\"rule out\", \"reject\"]\n[[stance]]\nid = \"likes\"\n";
        let mut problems = Vec::new();
        let stances = Stances::load(&[SourceFile::new("stances.toml", text)], &mut problems);
        assert_eq!(problems.len(), 1);
        assert!(stances.word("rule", StancePart::Verb, |_| false).is_none());
        assert_eq!(
            stances
                .word("rule", StancePart::Verb, |word| word == "out")
                .unwrap()
                .stance,
            "rejects"
        );
        let words = ["only", "If", "x"];
        assert_eq!(stances.condition_at(0, 3, |i| words[i]), Some(2));
        assert_eq!(stances.condition_at(2, 3, |i| words[i]), None);
    }
}
