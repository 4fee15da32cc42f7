//! "The decision", "the strike", "it": acts told before, and who did them.

use detente_lexicon::Actor;
use detente_lexicon::acts::{Operator, PredicateKind};
use detente_syntax::{Dep, Tag};

use super::content::root;
use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Fit;
use super::parties::is_one_side;
use crate::clause::Clause;

impl Engine<'_> {
    /// The doers of an earlier act that the phrase headed by `token` points back at; rather one done
    /// to those who now answer it.
    pub(super) fn doers_of_earlier_act(
        &self,
        token: usize,
        answering: &[EndActor],
    ) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let word = self.words[token];
        let own_code = self
            .acts
            .of_predicate(PredicateKind::Noun, word)
            .map(|pattern| self.acts.rule(pattern.rule))
            .find(|rule| !rule.code.is_empty())
            .map(|rule| rule.code.as_str());
        let generic = self.acts.embedding().anaphor.contains(word);
        // The "that" of a relative clause points at its own antecedent.
        let pronoun = doc.token(token).tag != Tag::WDT
            && matches!(
                doc.word(token).to_lowercase().as_str(),
                "it" | "this" | "that"
            );
        if own_code.is_none() && !generic && !pronoun {
            return Vec::new();
        }
        let definite = pronoun
            || doc.children(token).any(|c| {
                matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "the" | "this" | "that" | "these" | "those" | "such"
                )
            });
        let summed_up = self.sums_up(token);
        if !definite && !summed_up {
            return Vec::new();
        }
        let same_head = |one: &Actor, other: &Actor| one.head == other.head;
        let foreign = self.earlier_doers(token, own_code, answering, same_head);
        let found = if foreign.is_empty() {
            // "The opposition welcomed *the move*": one of the same state, but not of the same side.
            self.earlier_doers(token, own_code, answering, is_one_side)
        } else {
            foreign
        };
        if found.is_empty() && summed_up && generic {
            return self.doers_summed_up(token, answering);
        }
        found
    }

    /// Whether the noun at `token` sums up what its clause tells, for others to judge: "declared independence, *a move rejected
    /// by Chad*".
    fn sums_up(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let first = crate::tree::left_edge(doc, token);
        first > 0
            && doc.word(first - 1) == ","
            && doc
                .children(token)
                .any(|c| matches!(doc.token(c).dep, Dep::Acl | Dep::Relcl))
    }

    /// Who does what the clause tells that the noun at `token` sums up, other than those who judge it.
    fn doers_summed_up(&self, token: usize, judging: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let verb = doc
            .ancestors(token)
            .find(|&above| crate::clause::is_verb(doc, above));
        verb.map(|verb| crate::clause::of_verb(doc, verb).subjects)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|subject| self.doers_of(subject))
            .filter(|doer| {
                judging
                    .iter()
                    .all(|judge| !is_one_side(&judge.actor, &doer.actor))
            })
            .collect()
    }

    /// The doers of the earlier act that the noun at `token` points back at, other than those who are `same` as the
    /// answering.
    fn earlier_doers(
        &self,
        token: usize,
        own_code: Option<&str>,
        answering: &[EndActor],
        same: fn(&Actor, &Actor) -> bool,
    ) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let own = |end: &EndActor| {
            answering
                .iter()
                .any(|answerer| same(&answerer.actor, &end.actor))
        };
        // "condemned *the killing*": words are no such deed.
        let by_force = own_code.is_some_and(|code| root(code) >= 17);
        // "Britain had urged it to free them. France called *the sentence* a disgrace": an appeal is none.
        let no_appeal = own_code.is_some_and(|code| {
            root(code) >= 14 || code.starts_with("115") || code.starts_with("116")
        });
        let earlier = || {
            self.drafts.iter().rev().filter(|draft| {
                draft.predicate < token
                    && !own(&draft.source)
                    && (!by_force || root(&draft.code) >= 13)
                    && !(no_appeal && root(&draft.code) == 2)
            })
        };
        let same_root = |draft: &&Draft| own_code.is_some_and(|code| code[..2] == draft.code[..2]);
        let answered = |draft: &&Draft| draft.target.as_ref().is_some_and(own);
        // Of several in one sentence the one told in its main clause.
        let sentence = earlier()
            .find(same_root)
            .map(|draft| self.analysis.doc.token(draft.predicate).sentence);
        let depth = |draft: &&Draft| self.analysis.doc.ancestors(draft.predicate).count();
        let main = earlier()
            .filter(same_root)
            .filter(|draft| Some(self.analysis.doc.token(draft.predicate).sentence) == sentence)
            .min_by_key(depth);
        // What a bare "the decision" points at is told in a main clause rather than in one beside it.
        let last = earlier()
            .next()
            .map(|draft| self.analysis.doc.token(draft.predicate).sentence);
        let told = earlier()
            .filter(|draft| Some(self.analysis.doc.token(draft.predicate).sentence) == last)
            .min_by_key(|draft| (depth(draft), !answered(draft)));
        let same_act =
            |draft: &&Draft| own_code.is_some_and(|code| draft.code.starts_with(&code[..3]));
        let alike = earlier()
            .filter(|draft| {
                Some(doc.token(draft.predicate).sentence) == sentence || answered(draft)
            })
            .find(same_act);
        let found = alike
            .or_else(|| earlier().filter(same_root).find(answered))
            .or(main)
            .or(told)
            .or_else(|| earlier().find(answered));
        let Some(found) = found else {
            return Vec::new();
        };
        // "Brokered the deal": a deal is of all that made it.
        let mut doers: Vec<EndActor> = Vec::new();
        for draft in self.drafts.iter().filter(|draft| {
            draft.predicate == found.predicate && draft.code == found.code && !own(&draft.source)
        }) {
            if doers.iter().all(|doer| doer.actor != draft.source.actor) {
                doers.push(draft.source.clone());
            }
        }
        doers
    }

    /// The code of the rejection `made` by what it answers, where its own words only point back at that: "Chile offered to
    /// mediate. Peru *rejected the offer*."
    pub(super) fn rejection(
        &self,
        token: usize,
        fit: &Fit<'_>,
        clause: &Clause,
        made: String,
    ) -> String {
        if made != "120"
            || !clause
                .objects
                .iter()
                .all(|&object| self.points_only_back(object))
        {
            return made;
        }
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        let among = |ends: &[EndActor], actor: &Actor| {
            ends.iter().any(|end| is_one_side(&end.actor, actor))
        };
        self.drafts
            .iter()
            .rev()
            .filter(|draft| {
                draft.predicate < token
                    && doc.token(draft.predicate).sentence + 1 >= sentence
                    && matches!(root(&draft.code), 2 | 3 | 10)
            })
            .find(|draft| {
                among(&fit.targets, &draft.source.actor)
                    && draft
                        .target
                        .as_ref()
                        .is_some_and(|target| among(&fit.sources, &target.actor))
            })
            .and_then(|draft| self.operate(Operator::Refuse, &draft.code))
            .map(|(code, _)| code)
            .filter(|code| root(code) == 12)
            .unwrap_or(made)
    }

    /// Whether the phrase headed by `object` tells of itself nothing but that it was told before: "the offer", "it".
    fn points_only_back(&self, object: usize) -> bool {
        let doc = self.analysis.doc;
        let bare = doc.children(object).all(|c| {
            !matches!(
                doc.token(c).dep,
                Dep::Prep | Dep::Acl | Dep::Ccomp | Dep::Relcl
            )
        });
        let pronoun = matches!(
            doc.word(object).to_lowercase().as_str(),
            "it" | "this" | "that" | "them" | "which"
        );
        bare && (pronoun || self.acts.embedding().anaphor.contains(self.words[object]))
    }
}
