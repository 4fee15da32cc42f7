//! The words that introduce quotations: `cues.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::{Problem, Severity, SourceFile};

/// What a cue introduces.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// A verb of speaking or writing: words between marks and reported clauses.
    Say,
    /// A verb of demanding or promising: words between marks and finite `that` clauses, no infinitives.
    Demand,
    /// A verb that judges or names: the words between marks in what it governs (`condemned it as "…"`).
    Judge,
    /// A manner of voice (`laugh`, `sigh`): words between marks only.
    Manner,
    /// A verb of thinking that a report can only know from words: reported clauses.
    Think,
    /// What a document or a study does (`show`, `find`): reported clauses.
    Show,
    /// A verb that denies: what stands under it is not said.
    Deny,
    /// A noun for something said (`statement`, `warning`): its `that` clause, and words between marks.
    Noun,
    /// An adjective of mind (`confident`, `worried`): the clause under it.
    Adjective,
    /// A noun for what somebody thinks or tells (`view`, `account`) where "in" or "by" stands before it.
    Source,
    /// A verb of reporting whose past tense moves what it reports back ("said it *had expelled* two diplomats").
    Report,
    /// A verb, noun or adjective of attitude: its object, or what stands behind the word it needs ("to", "that", a
    /// preposition). Only coders that are asked for attitudes know them.
    Attitude,
}

impl CueKind {
    /// The word in the file.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "say" => Self::Say,
            "demand" => Self::Demand,
            "judge" => Self::Judge,
            "manner" => Self::Manner,
            "think" => Self::Think,
            "show" => Self::Show,
            "deny" => Self::Deny,
            "noun" => Self::Noun,
            "adjective" => Self::Adjective,
            "source" => Self::Source,
            "report" => Self::Report,
            "attitude" => Self::Attitude,
            _ => return None,
        })
    }

    /// Whether it takes reported clauses.
    pub fn takes_clause(self) -> bool {
        matches!(
            self,
            Self::Say | Self::Demand | Self::Think | Self::Show | Self::Adjective
        )
    }

    /// Whether whole quotations between marks can hang on it.
    pub fn takes_marks(self) -> bool {
        matches!(self, Self::Say | Self::Demand | Self::Manner | Self::Judge)
    }
}

/// A cue: its kind, and the word that must stand under it, if any (`point` + `out`).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CueWord {
    /// What it introduces.
    pub kind: CueKind,
    /// The particle, adverb or object it needs.
    pub with: Option<CompactString>,
}

/// The compiled cues.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Cues {
    /// Verbs by lemma; those that need a word stand first.
    verbs: BTreeMap<CompactString, Vec<CueWord>>,
    /// Nouns by lemma.
    nouns: BTreeMap<CompactString, CueWord>,
    /// Adjectives by lemma.
    adjectives: BTreeMap<CompactString, CueWord>,
    /// Nouns of sources by lemma.
    sources: BTreeMap<CompactString, CueWord>,
    /// Verbs of reporting that move the tense of what they report.
    reports: BTreeSet<CompactString>,
    /// What words of attitude need, by lemma; `None` is an object.
    attitudes: BTreeMap<CompactString, Vec<Option<CompactString>>>,
}

impl Cues {
    /// Reads `cues.tsv`: lemma, kind, and optionally the word it needs; `#` opens a comment.
    pub fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut cues = Self::default();
        for file in files {
            let Ok(text) = std::str::from_utf8(&file.bytes) else {
                problems.push(Problem::new(
                    Severity::Error,
                    &*file.path,
                    0,
                    0,
                    "not UTF-8",
                    "save the file as UTF-8",
                ));
                continue;
            };
            for (index, line) in text.lines().enumerate() {
                let line = line.split('#').next().unwrap_or("").trim_end();
                if !line.trim().is_empty() && !line.starts_with("lemma\t") {
                    cues.add(line, index as u32 + 1, &file.path, problems);
                }
            }
        }
        for words in cues.verbs.values_mut() {
            words.sort_by_key(|word| word.with.is_none());
        }
        cues
    }

    fn add(&mut self, line: &str, number: u32, path: &str, problems: &mut Vec<Problem>) {
        let mut fields = line.split('\t').map(str::trim);
        let lemma = fields.next().unwrap_or_default();
        let Some(kind) = fields.next().and_then(CueKind::parse) else {
            let message = format!("`{line}` names no kind of cue");
            let remedy = "write lemma, tab, one of say demand judge manner think show deny noun adjective source report attitude";
            problems.push(Problem::new(
                Severity::Error,
                path,
                number,
                1,
                message,
                remedy,
            ));
            return;
        };
        let with = fields
            .next()
            .filter(|field| !field.is_empty())
            .map(CompactString::from);
        if kind == CueKind::Attitude {
            self.attitudes.entry(lemma.into()).or_default().push(with);
            return;
        }
        if kind == CueKind::Report {
            self.reports.insert(lemma.into());
            return;
        }
        let other = match kind {
            CueKind::Noun => Some(&mut self.nouns),
            CueKind::Adjective => Some(&mut self.adjectives),
            CueKind::Source => Some(&mut self.sources),
            _ => None,
        };
        let twice = if let Some(other) = other {
            other.insert(lemma.into(), CueWord { kind, with }).is_some()
        } else {
            let words = self.verbs.entry(lemma.into()).or_default();
            let twice = words.iter().any(|word| word.with == with);
            words.push(CueWord { kind, with });
            twice
        };
        if twice {
            let message = format!("the cue `{lemma}` stands twice");
            problems.push(Problem::new(
                Severity::Warning,
                path,
                number,
                1,
                message,
                "remove one of the two",
            ));
        }
    }

    /// The kind of the verb `lemma`, given whether a word stands under it.
    pub fn verb(&self, lemma: &str, has: impl Fn(&str) -> bool) -> Option<CueKind> {
        self.verbs
            .get(lemma)?
            .iter()
            .find(|word| word.with.as_deref().is_none_or(&has))
            .map(|word| word.kind)
    }

    /// Whether the verb `lemma`, in the past, moves the tense of what it reports back.
    pub fn shifts_tense(&self, lemma: &str) -> bool {
        self.reports.contains(lemma)
    }

    /// Whether the noun `lemma` stands for something said.
    pub fn is_noun(&self, lemma: &str) -> bool {
        self.nouns.contains_key(lemma)
    }

    /// Whether the adjective `lemma` takes what somebody thinks as its clause.
    pub fn is_adjective(&self, lemma: &str) -> bool {
        self.adjectives.contains_key(lemma)
    }

    /// Whether "in" or "by" with the noun `lemma` names a source ("in his view").
    pub fn is_source(&self, lemma: &str) -> bool {
        self.sources.contains_key(lemma)
    }

    /// Whether the word of attitude `lemma` takes what stands behind `with`, or an object where that is `None`.
    pub fn takes_attitude(&self, lemma: &str, with: Option<&str>) -> bool {
        self.attitudes
            .get(lemma)
            .is_some_and(|needs| needs.iter().any(|need| need.as_deref() == with))
    }

    /// Whether no cue is known.
    pub fn is_empty(&self) -> bool {
        self.verbs.is_empty() && self.nouns.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_may_need_a_word() {
        let text = "lemma\tkind\twith\nsay\tsay\npoint\tsay\tout # pointed out\nstatement\tnoun\nsay\tsay\nfoo\tbar\n";
        let mut problems = Vec::new();
        let cues = Cues::load(&[SourceFile::new("cues.tsv", text)], &mut problems);
        assert_eq!(cues.verb("say", |_| false), Some(CueKind::Say));
        assert_eq!(cues.verb("point", |_| false), None);
        assert_eq!(cues.verb("point", |word| word == "out"), Some(CueKind::Say));
        assert!(cues.is_noun("statement") && !cues.is_noun("say"));
        assert_eq!(
            problems
                .iter()
                .map(|problem| problem.line)
                .collect::<Vec<_>>(),
            [5, 6]
        );
    }
}
