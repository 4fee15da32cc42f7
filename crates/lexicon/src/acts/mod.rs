//! Acts: the event rules, read from `acts/*.toml`.
//!
//! A rule has a name, a CAMEO code or an [`Operator`], and [`Pattern`]s. `docs/lexicon.md` shows
//! how to write one.

mod asked;
mod embedding;
mod index;
mod load;
mod operator;
mod pattern;
mod words;

use asked::Asked;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

pub use embedding::Embedding;
use index::Index;
pub use index::Places;
pub use operator::{ContentWords, Operator, OperatorCodes};
pub use pattern::{End, Filler, Link, Pattern, PredicateKind, Slot};

pub use crate::vocabulary::{Vocabulary, Word, WordSet};
use crate::{Problem, Role, SourceFile};

/// A change of code by the words or the roles around the act.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Refinement {
    /// The code it gives.
    pub code: String,
    /// The code of the answering event that goes with it, where the rule's own says too little: who turns down a
    /// request *for arms* was asked for arms.
    pub mirror: Option<String>,
    /// Lemmas one of which must stand in the act's clause; empty for no such condition.
    pub words: WordSet,
    /// Lemmas one of which must stand there too; empty for no such condition.
    pub and: WordSet,
    /// Lemmas of verbs one of which must carry the act's noun; empty for no such condition.
    pub verb: WordSet,
    /// Roles the target must have one of; empty for no such condition.
    pub target_roles: Vec<Role>,
    /// Roles the source must have one of; empty for no such condition.
    pub source_roles: Vec<Role>,
    /// Whether both ends must be single persons who command nobody in it: "the senator attacked the president".
    pub persons: bool,
    /// Whether the target must be named by a place: "the seizure of Aleppo".
    pub place: bool,
    /// Whether a hundred or more must be told to be its object: "killed *hundreds* of villagers".
    pub many: bool,
}

/// One rule.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts about a rule, each a key of its file"
)]
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Rule {
    /// `code.name`, unique: what an event's `rule` field says.
    pub id: String,
    /// The CAMEO code; empty where an operator decides.
    pub code: String,
    /// The operator, where the content decides the code.
    pub operator: Option<Operator>,
    /// Whether the act goes both ways.
    pub mutual: bool,
    /// The code of the answering event from target to source (a host's 043 to a visitor's 042).
    pub mirror: Option<String>,
    /// The code when it takes place in a country of neither.
    pub third_place: Option<String>,
    /// Whether the act counts only as the content of an operator ("urged him to *resign*").
    pub content_only: bool,
    /// Whether its patterns are figures of speech: what they fit is no act, whatever other rules say.
    pub idiom: bool,
    /// Whether the source is who says it ("Kabul said the Taliban were *responsible*").
    pub voiced: bool,
    /// Whether its nouns are acts only where a verb makes them so: "*reached* an agreement with", not
    /// "its agreement with".
    pub carried: bool,
    /// Whether it answers an act told before, so that its target need not be named: "the army
    /// *retaliated*", "recalled its ambassador".
    pub answers: bool,
    /// Whether a body that is its target only hears it, and whom it is about is meant: "complained to the
    /// Security Council that Chad …".
    pub heard: bool,
    /// Whether its operator decides: what a state decides of its own aid, forces and ties is done by it.
    pub decides: bool,
    /// Whether it may stand without a target.
    pub target_optional: bool,
    /// Role a bare country name or capital takes as source in place of `GOV` (troops bomb).
    pub source_role: Option<Role>,
    /// Role a bare country name takes as target in place of `GOV`.
    pub target_role: Option<Role>,
    /// Changes of code, the first that holds counts.
    pub refine: Vec<Refinement>,
    /// File and line.
    pub origin: (String, u32),
}

impl Rule {
    /// The code of the answering event beside an act of `code`.
    pub fn mirror_of(&self, code: &str) -> Option<&str> {
        self.refine
            .iter()
            .find(|refinement| refinement.code == code && refinement.mirror.is_some())
            .map_or(&self.mirror, |refinement| &refinement.mirror)
            .as_deref()
    }
}

/// The compiled acts.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Acts {
    rules: Vec<Rule>,
    patterns: Vec<Pattern>,
    verbs: Index,
    nouns: Index,
    adjectives: Index,
    asked: Asked,
    operators: FxHashMap<Operator, OperatorCodes>,
    contents: Vec<ContentWords>,
    deeds: FxHashMap<CompactString, Word>,
    vocabulary: Vocabulary,
    embedding: Embedding,
}

impl Acts {
    /// Reads `acts/*.toml`; a rule that cannot be read is left out and named in `problems`.
    pub fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        load::load(files, problems)
    }

    /// The rule with index `index`.
    ///
    /// # Panics
    /// If there is no such rule.
    pub fn rule(&self, index: u32) -> &Rule {
        &self.rules[index as usize]
    }

    /// All rules in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// All patterns, grouped by rule.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// The patterns whose predicate is the lemma `word` as a `kind`.
    pub fn of_predicate(&self, kind: PredicateKind, word: Word) -> impl Iterator<Item = &Pattern> {
        let numbers = self.index(kind).of(word);
        numbers.map(|pattern| &self.patterns[pattern as usize])
    }

    /// Those of [`Acts::of_predicate`] that may fit where words with the `present` bits stand, in a sentence of which
    /// [`Acts::asked_of`] told `sentence`: others ask for words that are not there.
    pub fn possible(
        &self,
        kind: PredicateKind,
        word: Word,
        present: Places<u64>,
        sentence: &[u64],
    ) -> impl Iterator<Item = &Pattern> {
        let numbers = self.index(kind).possible(word, present, sentence);
        numbers.map(|pattern| &self.patterns[pattern as usize])
    }

    /// Adds to `marks` which of the sets of words that patterns ask for has one of `words`; returns how many 64-bit
    /// words that took, the same for every sentence.
    pub fn asked_of(&self, words: &[Word], marks: &mut Vec<u64>) -> usize {
        let start = marks.len();
        let room = self.asked.room();
        marks.resize(start + room, 0);
        for &word in words {
            self.asked.mark(word, &mut marks[start..]);
        }
        room
    }

    fn index(&self, kind: PredicateKind) -> &Index {
        match kind {
            PredicateKind::Verb => &self.verbs,
            PredicateKind::Noun => &self.nouns,
            PredicateKind::Adjective => &self.adjectives,
        }
    }

    /// The code that `operator` makes of an act.
    pub fn operate(&self, operator: Operator, code: Option<&str>, negated: bool) -> Option<&str> {
        self.operators.get(&operator)?.of(code, negated)
    }

    /// The code that `operator` makes of a content by its words alone, of which `stands` tells whether one of a set is
    /// there; the first row that fits counts.
    pub fn operate_on_words(
        &self,
        operator: Operator,
        stands: impl Fn(&WordSet) -> bool,
    ) -> Option<&str> {
        let row = self.contents.iter().find(|row| {
            row.of.contains(&operator)
                && stands(&row.words)
                && (row.and.is_empty() || stands(&row.and))
        })?;
        self.operate(operator, Some(&row.code), false)
    }

    /// The verb of which rules know what the noun `noun` (lower case) names: of "expulsion" it is "expel", of "looting"
    /// "loot"; 0 where there is none.
    pub fn verb_of(&self, noun: &str) -> Word {
        if let Some(&verb) = self.deeds.get(noun) {
            return verb;
        }
        let Some(stem) = noun.strip_suffix("ing").filter(|stem| stem.len() > 2) else {
            return 0;
        };
        let doubled = stem
            .as_bytes()
            .windows(2)
            .next_back()
            .is_some_and(|end| end[0] == end[1]);
        let single = if doubled {
            &stem[..stem.len() - 1]
        } else {
            stem
        };
        [stem, single, &format!("{stem}e")]
            .into_iter()
            .map(|verb| self.vocabulary.number(verb))
            .find(|&verb| {
                verb != 0
                    && self
                        .of_predicate(PredicateKind::Verb, verb)
                        .next()
                        .is_some()
            })
            .unwrap_or(0)
    }

    /// The lemmas that rules name.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The verbs and nouns that embed acts without being acts.
    pub fn embedding(&self) -> &Embedding {
        &self.embedding
    }
}
