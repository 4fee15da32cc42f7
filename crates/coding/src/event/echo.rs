//! Verb phrases that only point back at an act: "did the same", "followed suit", "so did Germany".

use detente_lexicon::Actor;
use detente_syntax::{Dep, Pos, Tag};

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use super::matching::{Fit, Strictness};
use crate::clause::{self, Clause};

/// How far back an example may have been set, in sentences.
const EXAMPLE_WITHIN: u32 = 3;

impl<'a> Engine<'a> {
    /// Drafts the act that `token` says was done by somebody else, too; whether it did.
    pub(super) fn echo(&mut self, token: usize) -> bool {
        if !self.is_echo(token) {
            return false;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return false;
        }
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        let models = self.models_named(token);
        let Some(last) = self
            .drafts
            .iter()
            .rev()
            .filter(|draft| {
                models.is_empty()
                    || models
                        .iter()
                        .any(|model| model.actor.head == draft.source.actor.head)
            })
            .find(|draft| draft.predicate < token)
            .filter(|draft| {
                let back = if models.is_empty() { 1 } else { EXAMPLE_WITHIN };
                doc.token(draft.predicate).sentence + back >= sentence
            })
        else {
            return false;
        };
        let predicate = last.predicate;
        let Some(first) = self
            .drafts
            .iter()
            .find(|draft| draft.predicate == predicate)
        else {
            return false;
        };
        let (source, code) = (first.source.actor.clone(), first.code.clone());
        let doers = self.echoers(token);
        // "Egypt cut ties with Qatar and Bahrain did the same": Bahrain is no target.
        self.drafts.retain(|draft| {
            draft.predicate != predicate
                || doers.iter().all(|doer| {
                    draft
                        .target
                        .as_ref()
                        .is_none_or(|target| target.tokens != doer.tokens)
                        && draft.source.tokens != doer.tokens
                })
        });
        let models: Vec<Draft> = self.told_of(predicate, &code, &source).cloned().collect();
        for doer in &doers {
            for model in &models {
                let target = model.target.as_ref();
                if doer.actor == source || target.is_some_and(|t| t.actor == doer.actor) {
                    continue;
                }
                self.push(Draft {
                    predicate: token,
                    carrier: token,
                    source: doer.clone(),
                    evidence: doer.tokens.start.min(token)..doer.tokens.end.max(token + 1),
                    mood: frame.mood,
                    reported: frame.reported,
                    ..model.clone()
                });
            }
        }
        !models.is_empty()
    }

    /// Towards whom others acted just before as somebody will not: "France and Spain recognised *Slovenia*. Greece refused
    /// *to do so*".
    pub(super) fn model_of_echo(&self, token: usize) -> Option<Vec<EndActor>> {
        if !self.is_echo(token) {
            return None;
        }
        let last = self
            .told_before(token, 1)
            .find(|draft| draft.target.is_some())?;
        let models = self.told_of(last.predicate, &last.code, &last.source.actor);
        Some(models.filter_map(|draft| draft.target.clone()).collect())
    }

    /// What `predicate` tells that `source` did, with each of those towards whom.
    fn told_of(
        &self,
        predicate: usize,
        code: &str,
        source: &Actor,
    ) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(move |draft| {
            draft.predicate == predicate && draft.code == code && draft.source.actor == *source
        })
    }

    /// Whose example is followed, if it is told: "followed *Norway's* lead".
    fn models_named(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.child(token, Dep::Dobj)
            .map(|example| clause::own_owners(doc, example))
            .unwrap_or_default()
            .into_iter()
            .flat_map(|owner| self.actors_of(owner))
            .collect()
    }

    fn is_echo(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if !clause::is_verb(doc, token) {
            return false;
        }
        let below = |dep: Dep, words: &[&str]| {
            doc.children(token)
                .any(|c| doc.token(c).dep == dep && words.contains(&doc.lemma(c)))
        };
        match doc.lemma(token) {
            "follow" => below(Dep::Dobj, &["suit", "example", "lead", "footstep"]),
            "do" if doc.token(token).dep != Dep::Aux => {
                below(Dep::Dobj, &["same", "likewise"])
                    || below(Dep::Advmod, &["so", "likewise", "similarly"])
                        && doc.child(token, Dep::Dobj).is_none()
            }
            _ => false,
        }
    }

    /// Who did the same: the subject, or the name that stands right before the verb.
    fn echoers(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let before = token.checked_sub(1).filter(|&before| {
            doc.child(token, Dep::Nsubj).is_none() && doc.token(before).pos == Pos::PROPN
        });
        let subjects = before.map_or_else(
            || clause::grammatical_subject(doc, token),
            |name| vec![name],
        );
        subjects
            .into_iter()
            .flat_map(|subject| self.doers_of(subject))
            .collect()
    }

    /// The fits of a verb whose object is a pronoun for a thing named before: "severed ties with Iran
    /// and restored *them*".
    pub(super) fn fits_of_earlier_object(&self, clause: &Clause) -> Option<(Vec<Fit<'a>>, Clause)> {
        let doc = self.analysis.doc;
        let place = clause.objects.iter().position(|&object| {
            doc.token(object).pos == Pos::PRON
                && matches!(doc.word(object), "it" | "them" | "they" | "It" | "They")
        })?;
        let pronoun = clause.objects[place];
        let wanted = if doc.word(pronoun).eq_ignore_ascii_case("it") {
            Tag::NN
        } else {
            Tag::NNS
        };
        let sentence = doc.token(pronoun).sentence;
        let noun = (0..pronoun.min(clause.predicate))
            .rev()
            .take_while(|&t| doc.token(t).sentence + 1 >= sentence)
            .find(|&t| {
                doc.token(t).tag == wanted
                    && matches!(doc.token(t).dep, Dep::Dobj | Dep::Nsubjpass)
                    && self.words[t] != 0
            })?;
        let mut earlier = clause.clone();
        earlier.objects[place] = noun;
        clause::add_prepositions_of(doc, noun, &mut earlier);
        if let Some(verb) = doc.head(noun) {
            clause::add_prepositions_of(doc, verb, &mut earlier);
        }
        let fits = self.fits_of(&earlier, clause.predicate, Strictness::Ends)?;
        Some((fits, earlier))
    }
}
