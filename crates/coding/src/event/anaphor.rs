//! "The decision", "the strike", "it": acts told before, and who did them.

use detente_lexicon::acts::PredicateKind;
use detente_syntax::Tag;

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;

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
        if !definite {
            return Vec::new();
        }
        let own = |end: &EndActor| {
            answering
                .iter()
                .any(|answerer| answerer.actor.head == end.actor.head)
        };
        let earlier = || {
            self.drafts
                .iter()
                .rev()
                .filter(|draft| draft.predicate < token && !own(&draft.source))
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
        let found = earlier()
            .filter(same_root)
            .find(answered)
            .or(main)
            .or(told)
            .or_else(|| earlier().find(answered));
        found
            .map(|draft| vec![draft.source.clone()])
            .unwrap_or_default()
    }
}
