//! What a predicate speaks of, noted before acts are read: those acts are its words and no events of their own.

use detente_lexicon::acts::PredicateKind;
use detente_syntax::Dep;

use super::content::root;
use super::engine::Engine;
use super::matching::{Fit, Strictness};

impl Engine<'_> {
    /// Notes what the predicate `token` speaks of, if it is an operator, and which nouns it needs as
    /// its words, whatever its ends.
    pub(super) fn look_ahead(&mut self, token: usize) {
        let kind = self.predicate_kind(token);
        let verb = kind == Some(PredicateKind::Verb);
        if kind == Some(PredicateKind::Noun)
            && let Some((fit, _)) = self.best_fit(token, Strictness::Ends)
            && root(&self.acts.rule(fit.pattern.rule).code) == 8
        {
            // "the lifting of *sanctions* on Chad" imposes none.
            for filler in fit.worded {
                self.consumed[filler] = true;
            }
        }
        if !verb && !self.may_be_operator(token) {
            return;
        }
        let Some((fits, _)) = self.fits(token, Strictness::Words) else {
            return;
        };
        let is_operator = |fit: &Fit<'_>| self.acts.rule(fit.pattern.rule).operator.is_some();
        // "refused to *meet* her": a rule of its own for what is refused asserts it no more than the operator does.
        let contents = &fits[0].content;
        let shared = |fit: &Fit<'_>| fit.content.iter().any(|content| contents.contains(content));
        if is_operator(&fits[0]) || fits.iter().any(|fit| is_operator(fit) && shared(fit)) {
            self.operator_contents.insert(token, contents.clone());
        } else if verb && let Some((fit, _)) = self.best_fit(token, Strictness::Ends) {
            if is_operator(&fit) {
                // "would stop *talks with Chad*": what the words alone fit better may lack the ends.
                self.operator_contents.insert(token, fit.content.clone());
            }
            for filler in fit.worded {
                self.consumed[filler] =
                    !self.is_between_others(filler, token) && !self.is_gone_to(filler);
            }
        }
    }

    /// Whether the verb at `verb` tells who brought about or hosts what the noun at `act` names, which has parties of its own:
    /// "a *truce* brokered by Egypt between …", "hosted *talks* between Peru and Chile".
    pub(super) fn is_between_others(&self, act: usize, verb: usize) -> bool {
        let doc = self.analysis.doc;
        let brought_about = doc.token(verb).dep == Dep::Acl && doc.head(verb) == Some(act);
        let told = || {
            doc.token(act).dep == Dep::Dobj
                && self.consults(act)
                && doc
                    .children(act)
                    .any(|prep| doc.token(prep).dep == Dep::Prep && doc.word(prep) == "between")
        };
        (brought_about || told())
            && self
                .best_fit(act, Strictness::Ends)
                .is_some_and(|(fit, _)| {
                    let rule = self.acts.rule(fit.pattern.rule);
                    rule.mutual && rule.operator.is_none()
                })
    }

    /// Whether the noun at `act` is what somebody goes somewhere for, with parties of its own: "left for Rome *for talks
    /// with the Pope*".
    pub(super) fn is_gone_to(&self, act: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(act).dep == Dep::Pobj
            && doc.head(act).is_some_and(|prep| doc.word(prep) == "for")
            && self.consults(act)
            && doc
                .children(act)
                .any(|c| doc.token(c).dep == Dep::Prep && doc.word(c) == "with")
    }
}
