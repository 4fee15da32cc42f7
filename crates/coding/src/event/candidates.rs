//! Which tokens may fill a slot of a pattern, by where they stand from the predicate, and by their words.

use detente_lexicon::acts::{Link, Word, WordSet};
use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use crate::clause::Clause;

impl Engine<'_> {
    /// Clauses that stand behind one of the prepositions: gerunds below it, or infinitives for "to".
    pub(super) fn clauses_after(&self, words: &WordSet, clause: &Clause) -> Vec<usize> {
        let doc = self.analysis.doc;
        let to = words.contains(self.to);
        let behind = |c: usize| {
            doc.token(c).dep == Dep::Pcomp
                && doc
                    .head(c)
                    .is_some_and(|prep| words.contains(self.words[prep]))
        };
        clause
            .clauses
            .iter()
            .copied()
            .filter(|&c| behind(c) || to && crate::clause::is_infinitive(doc, c))
            .collect()
    }

    /// "*In Washington*, the president urged Cuba to …": where something is said is no party to it.
    fn is_scene(&self, prep: usize, object: usize, predicate: usize) -> bool {
        let doc = self.analysis.doc;
        prep < predicate
            && doc.token(prep).dep == Dep::Prep
            && doc.head(prep) == Some(predicate)
            && matches!(doc.word(prep), "In" | "in" | "At" | "at")
            && self
                .analysis
                .mentions
                .headed_by(object)
                .is_some_and(|mention| mention.is_place)
    }

    /// "on the sidelines *of a summit*": whether the preposition tells only beside what something took place.
    fn is_beside_a_meeting(&self, prep: usize) -> bool {
        let edges = &self.acts.embedding().edges;
        let doc = self.analysis.doc;
        doc.head(prep)
            .is_some_and(|edge| edges.contains(self.words[edge]))
    }

    /// "that he *go*": a bare form with a subject of its own.
    pub(super) fn is_subjunctive(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let own = |dep: Dep| doc.child(token, dep).is_some();
        let bare = |t: usize| doc.token(t).tag == Tag::VB;
        let passive = doc.child(token, Dep::Auxpass).is_some_and(bare);
        (bare(token) || passive) && !own(Dep::Aux) && (own(Dep::Nsubj) || own(Dep::Nsubjpass))
    }

    /// "each other", "one another", "each … the other".
    pub(super) fn is_each_other(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let before = token
            .checked_sub(1)
            .map(|before| doc.word(before).to_lowercase());
        match doc.word(token) {
            "other" => match before.as_deref() {
                Some("each") => true,
                Some("the") => {
                    let sentence = doc.sentences()[doc.token(token).sentence as usize].start;
                    (sentence..token).any(|t| doc.word(t).eq_ignore_ascii_case("each"))
                }
                _ => false,
            },
            "another" => before.as_deref() == Some("one"),
            _ => false,
        }
    }

    /// Whether what stands at `token` is of those who act on each other: "reopened *each other's embassies*".
    pub(super) fn is_of_each_other(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        self.is_each_other(token)
            || doc
                .children(token)
                .any(|c| doc.token(c).dep == Dep::Poss && self.is_each_other(c))
    }

    /// Whether another candidate is coordinated with this one, so that both own the noun.
    pub(super) fn is_coordinated_with(&self, token: usize, candidates: &[usize]) -> bool {
        let doc = self.analysis.doc;
        let hyphened = |name: usize, other: usize| crate::tree::hyphened(doc, name) == Some(other);
        candidates.iter().any(|&other| {
            other != token
                && (doc.head(other) == Some(token) || doc.head(token) == Some(other))
                && (doc.token(other).dep == Dep::Conj
                    || doc.token(token).dep == Dep::Conj
                    || hyphened(token, other)
                    || hyphened(other, token))
        })
    }

    /// Whether `token` or one of its compounds or modifiers is one of `words`.
    pub(super) fn has_word(&self, token: usize, words: &WordSet) -> bool {
        self.is_word(token, words)
            || self.companions(token).any(|word| words.contains(word))
            || self
                .measured(token)
                .is_some_and(|inner| self.has_word(inner, words))
    }

    /// [`Self::has_word`] without what stands with a noun: of "the opposition leader" only "leader".
    pub(super) fn is_word(&self, token: usize, words: &WordSet) -> bool {
        words.contains(self.words[token])
            || words.contains(self.doubles[token])
            || self
                .measured(token)
                .is_some_and(|inner| self.is_word(inner, words))
    }

    /// Adds all words for which [`Engine::has_word`] is true at `token`.
    pub(super) fn words_at(&self, token: usize, found: &mut Vec<Word>) {
        found.extend([self.words[token], self.doubles[token]]);
        found.extend(self.companions(token));
        if let Some(inner) = self.measured(token) {
            self.words_at(inner, found);
        }
    }

    /// The words of what stands with a noun: its compounds, modifiers and conjuncts.
    fn companions(&self, token: usize) -> impl Iterator<Item = Word> + '_ {
        let doc = self.analysis.doc;
        // "to *East* Timor" is not to the east: the words of a place's name tell nothing.
        let is_place = doc.token(token).pos == Pos::PROPN
            && self
                .analysis
                .mentions
                .headed_by(token)
                .is_some_and(|mention| mention.is_place);
        let beside = move |&c: &usize| {
            matches!(
                doc.token(c).dep,
                Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Conj
            ) && !(is_place && doc.token(c).pos == Pos::PROPN && doc.token(c).dep == Dep::Compound)
        };
        doc.children(token).filter(beside).map(|c| self.words[c])
    }

    /// What the noun at `token` is a number, a kind or a load of: "tonnes of *food*", "$5 million
    /// in *aid*".
    fn measured(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        if !self
            .acts
            .embedding()
            .transparent
            .contains(self.words[token])
        {
            return None;
        }
        doc.children(token)
            .filter(|&c| c > token && doc.token(c).dep == Dep::Prep)
            .filter(|&c| matches!(doc.word(c), "of" | "in"))
            .find_map(|prep| doc.child(prep, Dep::Pobj))
    }

    /// Whether the preposition `prep` stands below somebody whom the text names.
    fn is_told(&self, prep: usize) -> bool {
        let above = self.analysis.doc.head(prep);
        above
            .and_then(|above| self.analysis.mentions.headed_by(above))
            .is_some_and(|mention| !mention.actors.is_empty())
    }

    pub(super) fn candidates(&self, link: &Link, clause: &Clause) -> Vec<usize> {
        match link {
            Link::Subject | Link::Owner => clause.subjects.clone(),
            Link::Object => clause.objects.clone(),
            Link::Recipient => {
                let mut found = clause.recipients.clone();
                let doc = self.analysis.doc;
                found.extend(
                    clause
                        .prepositions
                        .iter()
                        .filter(|(prep, _)| {
                            matches!(doc.word(*prep).to_lowercase().as_str(), "to" | "for")
                        })
                        .map(|&(_, object)| object),
                );
                // "called the move robbery": the first of two objects is what is called so.
                if clause.objects.len() > 1 {
                    found.extend(&clause.objects);
                }
                found
            }
            Link::Preposition(words) => {
                let behind = |pairs: &[(usize, usize)]| -> Vec<usize> {
                    let fitting = |&&(prep, _): &&(usize, usize)| words.contains(self.words[prep]);
                    // "strikes *in Yemen against the Houthis*": where it is tells less than whom it is against.
                    let against = pairs
                        .iter()
                        .filter(fitting)
                        .any(|&(prep, _)| self.analysis.doc.word(prep) == "against");
                    pairs
                        .iter()
                        .filter(fitting)
                        .filter(|(prep, _)| {
                            !against
                                || !matches!(
                                    self.analysis.doc.word(*prep),
                                    "in" | "inside" | "near" | "across" | "around"
                                )
                        })
                        // "talks on the sidelines *of a G20 meeting*" are not the G20's.
                        .filter(|&&(prep, _)| !self.is_beside_a_meeting(prep))
                        // "an ambush *near the Somali border*" is aimed at nobody there.
                        .filter(|&&(prep, object)| {
                            let borders = &self.acts.embedding().borders;
                            self.analysis.doc.word(prep) != "near"
                                || !borders.contains(self.words[object])
                        })
                        // "fell *on Monday*" fell upon nobody.
                        .filter(|&&(_, object)| !crate::tree::is_weekday(self.analysis.doc, object))
                        .filter(|(prep, object)| !self.is_scene(*prep, *object, clause.predicate))
                        // "held talks *with Swiss mediation*" talked with each other.
                        .filter(|&&(prep, object)| {
                            self.analysis.doc.word(prep) != "with"
                                || !self.acts.embedding().auspices.contains(self.words[object])
                        })
                        // "thousands of troops": the troops are the thousands.
                        .filter(|(prep, object)| {
                            let noun = self.analysis.doc.head(*prep);
                            noun.and_then(|noun| self.measured(noun)) != Some(*object)
                        })
                        .map(|&(_, object)| object)
                        .collect()
                };
                let found = behind(&clause.prepositions);
                if found.is_empty() {
                    let mut deep = crate::clause::deep_prepositions(self.analysis.doc, clause);
                    // "talks with the ministers *of Peru*": whose they are is no place of the talks.
                    deep.retain(|&(prep, _)| {
                        self.analysis.doc.word(prep) != "of" || !self.is_told(prep)
                    });
                    behind(&deep)
                } else {
                    found
                }
            }
            // What is wanted may be a noun: "rejected talks", "offered help".
            Link::Clause => {
                let nouns = clause.objects.iter().copied().filter(|&object| {
                    self.names_act(object)
                        || self
                            .measured(object)
                            .is_some_and(|inner| self.names_act(inner))
                });
                clause.clauses.iter().copied().chain(nouns).collect()
            }
        }
    }
}
