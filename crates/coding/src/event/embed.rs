//! What a governor does to the act below it: content, condition, purpose, thought, failure.

use detente_lexicon::acts::{Operator, PredicateKind};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::engine::Engine;
use super::frame::{Frame, Mood};
use super::matching::Strictness;
use crate::clause;

/// Why the climb from an act towards the root ends with the act not asserted.
pub(super) type Stop = &'static str;

impl Engine<'_> {
    /// What the step from `at` to its governor `head` does to the frame. `Some(why)` ends the
    /// climb with the act not asserted.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn embed(&self, at: usize, head: usize, frame: &mut Frame) -> Option<Stop> {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let word = self.words[head];
        let dep = doc.token(at).dep;
        if self.is_called_needed(at, head) && frame.mood == Mood::Real {
            frame.mood = Mood::Needed;
            return None;
        }
        if dep == Dep::Prep
            || dep == Dep::Agent
            || dep == Dep::Dative && doc.token(at).pos == Pos::ADP
        {
            if embedding.planned.contains(word) && frame.mood == Mood::Real {
                frame.mood = Mood::Planned;
            }
            // "left *for talks*": they are still to come.
            let left_for = doc.word(at) == "for"
                && embedding.setting_out.contains(word)
                && self.consults(frame.act);
            if left_for && frame.mood == Mood::Real {
                frame.mood = Mood::Planned;
            }
            return self.behind_preposition(at, head);
        }
        if dep == Dep::Acl && doc.token(at).tag == Tag::VBG && self.is_mere_paper(head)
            || dep == Dep::Acl && self.is_mere_draft(head)
        {
            return Some("thought");
        }
        if dep == Dep::Advcl
            && let Some(stop) = self.beside(at, head, frame)
        {
            return Some(stop);
        }
        if matches!(dep, Dep::Ccomp | Dep::Pcomp | Dep::Acl | Dep::Xcomp) && is_question(doc, at) {
            return Some("condition");
        }
        if self.is_foretold(at, head) {
            return None;
        }
        if dep == Dep::Nsubj
            && frame.mood == Mood::Real
            && let Some(verb) = self.arranged_of(head)
        {
            if embedding.negative.contains(self.words[verb]) {
                return clause::is_passive(doc, verb).then_some("failed");
            }
            if embedding.light.contains(self.words[verb])
                || embedding.happening.contains(self.words[verb])
            {
                frame.mood = Mood::Planned;
            }
            return None;
        }
        if self.is_denied_resolve(at, head) || self.is_going_to(at, head) {
            if frame.mood == Mood::Real {
                frame.mood = Mood::Will;
            }
            return None;
        }
        if self.is_content_of_operator(at, head) {
            return Some("content");
        }
        if matches!(dep, Dep::Acl | Dep::Ccomp | Dep::Relcl) && self.is_hearsay(at, head) {
            return Some("thought");
        }
        if self.is_of_a_thought(at, head) {
            return Some("thought");
        }
        if dep == Dep::Pcomp
            && let Some(stop) = self.behind_gerund(head)
        {
            return Some(stop);
        }
        if dep == Dep::Pobj {
            // "before the talks", "ahead of the visit", "moving towards talks": still to come. Else the governor of the preposition
            // decides, one step on.
            let behind = doc.word(head).to_lowercase();
            let ahead = matches!(behind.as_str(), "before" | "ahead" | "toward" | "towards");
            if ahead && frame.mood == Mood::Real {
                frame.mood = Mood::Planned;
            }
            return None;
        }
        if word == 0 {
            return None;
        }
        let clausal = matches!(
            dep,
            Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Pcomp | Dep::Advcl
        );
        let nominal = matches!(doc.token(at).pos, Pos::NOUN | Pos::PROPN | Pos::ADP)
            && matches!(
                dep,
                Dep::Dobj | Dep::Pobj | Dep::Nsubjpass | Dep::Prep | Dep::Attr | Dep::Nsubj
            );
        if !clausal && !nominal {
            return None;
        }
        if dep == Dep::Xcomp && doc.lemma(head) == "able" && self.was(head) {
            // "was able to meet" met.
            return None;
        }
        if dep == Dep::Xcomp && doc.lemma(head) == "use" && doc.child(head, Dep::Dobj).is_none() {
            // "used to meet": a habit of old.
            return Some("habit");
        }
        if dep == Dep::Xcomp && embedding.obliging.contains(word) {
            if frame.mood == Mood::Real {
                frame.mood = Mood::Duty;
            }
            return None;
        }
        if dep == Dep::Advcl {
            // "lifted the ban, pointing to its release of …": what stands beside a verb is not what it undoes.
            return None;
        }
        let subject = dep == Dep::Nsubj;
        // "Chad accuses Mali, a charge *Bamako denies*": what comes first is told for itself.
        if embedding.deny.contains(word) && !subject && !(dep == Dep::Ccomp && at < head) {
            return Some("denied");
        }
        if embedding.hypothetical.contains(word) {
            return Some("thought");
        }
        if embedding.negative.contains(word) && !subject {
            return Some("failed");
        }
        if embedding.planned.contains(word) {
            return self.planned_by(at, head, frame);
        }
        if doc.token(head).pos == Pos::ADP && doc.word(head).eq_ignore_ascii_case("without") {
            return Some("failed");
        }
        None
    }

    /// Whether the noun at `head` is a paper that did not come about, so that what it says is nobody's word: "vetoed *a
    /// resolution* that called on Chad to leave".
    pub(super) fn is_mere_paper(&self, head: usize) -> bool {
        let doc = self.analysis.doc;
        let thing = doc.token(head).pos == Pos::NOUN;
        let turned_down = || {
            let object = matches!(doc.token(head).dep, Dep::Dobj | Dep::Nsubjpass);
            // "cast its veto *against a resolution*".
            let against = doc
                .head(head)
                .filter(|&prep| doc.token(head).dep == Dep::Pobj && doc.word(prep) == "against")
                .and_then(|prep| doc.head(prep));
            let verb = if object { doc.head(head) } else { against };
            verb.filter(|&verb| clause::is_verb(doc, verb))
                .and_then(|verb| self.best_fit(verb, Strictness::Words))
                .is_some_and(|(fit, _)| {
                    let rule = self.acts.rule(fit.pattern.rule);
                    rule.operator == Some(Operator::Refuse)
                        || super::content::root(&rule.code) == 12
                })
        };
        thing && (self.is_mere_draft(head) || turned_down())
    }

    /// Whether the paper at `head` is told to be a draft: "a *draft* resolution condemning Chad" condemns nobody.
    fn is_mere_draft(&self, head: usize) -> bool {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        doc.children(head).any(|c| {
            matches!(doc.token(c).dep, Dep::Amod | Dep::Compound)
                && doc.token(c).pos != Pos::PROPN
                && (embedding.planned.contains(self.words[c])
                    || embedding.hypothetical.contains(self.words[c]))
        })
    }

    /// What the word of planning at `head` makes of the act at `at`: still to come, or what others merely expect.
    fn planned_by(&self, at: usize, head: usize, frame: &mut Frame) -> Option<Stop> {
        if self.is_forecast(at, head) {
            return Some("thought");
        }
        if frame.mood == Mood::Real {
            frame.mood = Mood::Planned;
        }
        None
    }

    /// "Traders *expected* Moscow *to buy* more": what somebody expects others to do is not theirs to plan.
    fn is_forecast(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        clause::is_verb(doc, head)
            && !clause::is_passive(doc, head)
            && doc.child(head, Dep::Nsubj).is_some()
            && clause::is_infinitive(doc, at)
            && doc.child(at, Dep::Nsubj).is_some()
    }

    /// Whether `head` says of what stands at `at` that it is needed: "it is *important* to resume talks", "the *need* for
    /// dialogue", "it is *time* to meet".
    fn is_called_needed(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        let needed = |t: usize| {
            self.acts.embedding().needed.contains(self.words[t]) && !clause::is_verb(doc, t)
        };
        match doc.token(at).dep {
            Dep::Prep => matches!(doc.word(at), "for" | "of") && needed(head),
            Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Advcl if clause::is_infinitive(doc, at) => {
                needed(head)
                    || doc.lemma(head) == "be"
                        && [Dep::Acomp, Dep::Attr]
                            .into_iter()
                            .any(|dep| doc.child(head, dep).is_some_and(needed))
            }
            _ => false,
        }
    }

    /// What the preposition `prep` makes of the gerund behind it.
    fn behind_gerund(&self, prep: usize) -> Option<Stop> {
        let doc = self.analysis.doc;
        let blamed = doc.token(prep).pos == Pos::ADP
            && doc.head(prep).is_some_and(|governor| {
                self.blames(governor)
                    // "condemned Sudan *over killing* …", where the parse hangs it on the condemned.
                    || doc.token(governor).dep == Dep::Dobj
                        && doc.head(governor).is_some_and(|verb| self.blames(verb))
            });
        if blamed || self.is_spoken_of(prep) {
            return Some("content");
        }
        // "asked for help *in sealing* its border".
        let helps = |noun: usize| {
            doc.token(noun).pos == Pos::NOUN
                && self.acts.embedding().succour.contains(self.words[noun])
        };
        if doc.word(prep) == "in" && doc.head(prep).is_some_and(helps) {
            return Some("purpose");
        }
        // "voted *against joining*", "is against scrapping the treaty".
        doc.word(prep)
            .eq_ignore_ascii_case("against")
            .then_some("thought")
    }

    /// Whether the preposition `prep` hangs on a noun of words: "remarks *about* taking action" are spoken, not done.
    fn is_spoken_of(&self, prep: usize) -> bool {
        let doc = self.analysis.doc;
        matches!(doc.word(prep), "about" | "on" | "of")
            && doc.head(prep).is_some_and(|noun| {
                doc.token(noun).pos == Pos::NOUN
                    && self.acts.embedding().voices.contains(self.words[noun])
            })
    }

    /// What the mark of the adverbial clause `at` of `head` says of it: a condition, a purpose, something to come.
    fn beside(&self, at: usize, head: usize, frame: &mut Frame) -> Option<Stop> {
        let doc = self.analysis.doc;
        let marks: Vec<String> = doc
            .children(at)
            .filter(|&c| matches!(doc.token(c).dep, Dep::Mark | Dep::Advmod | Dep::Aux))
            .map(|c| doc.word(c).to_lowercase())
            .collect();
        if marks.iter().any(|mark| {
            matches!(
                mark.as_str(),
                "if" | "unless" | "whether" | "lest" | "provided" | "until" | "till"
            )
        }) {
            return Some("condition");
        }
        let will = |verb: usize| {
            doc.children(verb).any(|c| {
                doc.token(c).dep == Dep::Aux && self.acts.embedding().will.contains(self.words[c])
            })
        };
        if doc.lemma(head) == "soon" && doc.head(head).is_some_and(will) {
            // "would lift the ban *as soon as* Minsk complied".
            return Some("condition");
        }
        let present = matches!(doc.token(at).tag, Tag::VBZ | Tag::VBP)
            && marks
                .iter()
                .any(|mark| matches!(mark.as_str(), "before" | "after" | "once" | "when"));
        if present && frame.mood == Mood::Real {
            // "before he visits Chad next week": still to come.
            frame.mood = Mood::Planned;
        }
        let infinitive = doc.token(at).tag == Tag::VB && marks.iter().any(|mark| mark == "to");
        let said_there =
            || self.acts.embedding().visiting.contains(self.words[head]) && self.is_said(frame.act);
        if infinitive
            && !self.is_content_of_operator(at, head)
            && !self.is_call(head)
            && !said_there()
        {
            return Some("purpose");
        }
        None
    }

    /// What stands behind the preposition `at` of `head`: "*without* talks", "the risk *of* an attack", "worried
    /// *about* the outcome of the talks" assert nothing.
    fn behind_preposition(&self, at: usize, head: usize) -> Option<Stop> {
        let doc = self.analysis.doc;
        if doc.word(at).eq_ignore_ascii_case("without") {
            return Some("failed");
        }
        if matches!(doc.word(at), "for" | "of") && self.is_expectation(head) {
            return Some("thought");
        }
        if doc.word(at) == "for" && self.acts.embedding().liable.contains(self.words[head]) {
            // "ruled that Chad was liable *for the bombing*": said of it, as an accusation is.
            return Some("content");
        }
        let thought = match doc.token(head).pos {
            Pos::NOUN => matches!(doc.word(at), "of" | "about" | "over"),
            Pos::ADJ | Pos::VERB => matches!(doc.word(at), "of" | "about"),
            _ => false,
        };
        (thought
            && self
                .acts
                .embedding()
                .hypothetical
                .contains(self.words[head]))
        .then_some("thought")
    }

    /// Whether what stands at `head`, or is the subject of a verb there, is what may come: "*hopes* for talks", "the
    /// *prospects* look slim for a meeting".
    fn is_expectation(&self, head: usize) -> bool {
        let doc = self.analysis.doc;
        let noun = |t: usize| {
            doc.token(t).pos == Pos::NOUN && self.acts.embedding().expectant.contains(self.words[t])
        };
        let verb = match doc.token(head).pos {
            Pos::ADJ => doc.head(head),
            _ => Some(head),
        };
        let of_verb = |verb: usize| {
            clause::is_verb(doc, verb) && doc.child(verb, Dep::Nsubj).is_some_and(noun)
        };
        noun(head) || verb.is_some_and(of_verb)
    }

    /// Whether the clause at `at` is what a rumour or a fear says: "the *rumour* was that troops had crossed".
    fn is_of_a_thought(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(at).dep == Dep::Ccomp
            && doc.lemma(head) == "be"
            && doc.child(head, Dep::Nsubj).is_some_and(|noun| {
                doc.token(noun).pos == Pos::NOUN
                    && self
                        .acts
                        .embedding()
                        .hypothetical
                        .contains(self.words[noun])
            })
    }

    /// "investigated *reports that troops killed* prisoners": whether the clause at `at` is what a report says that somebody looks
    /// into or denies.
    fn is_hearsay(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        let told = doc.children(at).any(|c| {
            doc.word(c) == "that" && matches!(doc.token(c).dep, Dep::Mark | Dep::Nsubj | Dep::Dobj)
        });
        told && self.acts.embedding().hearsay.contains(self.words[head])
            && matches!(doc.token(head).dep, Dep::Dobj | Dep::Pobj | Dep::Nsubjpass)
    }

    /// Whether the predicate `head` is an operator whose content is, or holds, `at`.
    pub(super) fn is_content_of_operator(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        // A preposition's governor is the operator: "called for talks", "accused of shelling".
        let governor = if doc.token(head).pos == Pos::ADP {
            let above = doc.head(head);
            // "accused Iran on Friday of …": a day governs nothing.
            above
                .filter(|&day| crate::tree::is_weekday(doc, day))
                .and_then(|day| doc.head(day))
                .and_then(|prep| doc.head(prep))
                .or(above)
        } else {
            Some(head)
        };
        let Some(governor) = governor else {
            return false;
        };
        self.operator_contents
            .get(&governor)
            .is_some_and(|contents| {
                contents.iter().any(|&content| {
                    content == at || doc.head(at) == Some(content) && doc.token(at).dep == Dep::Conj
                })
            })
    }

    /// Whether some rule with an operator has the predicate `token`.
    pub(super) fn may_be_operator(&self, token: usize) -> bool {
        self.predicate_kind(token)
            .is_some_and(|kind: PredicateKind| {
                self.acts
                    .of_predicate(kind, self.words[token])
                    .any(|pattern| self.acts.rule(pattern.rule).operator.is_some())
            })
    }

    /// Whether the predicate `governor` blames somebody: what it says of them in a gerund is not told
    /// as done ("criticised for shelling").
    fn blames(&self, governor: usize) -> bool {
        self.best_fit(governor, Strictness::Words)
            .is_some_and(|(fit, _)| {
                let rule = self.acts.rule(fit.pattern.rule);
                rule.operator == Some(Operator::Accuse) || super::content::root(&rule.code) == 11
            })
    }

    /// Whether the infinitive at `token` is what somebody tries or plots: "attempted *to kill* the mayor".
    pub(super) fn is_attempted(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        matches!(doc.token(token).dep, Dep::Xcomp | Dep::Acl)
            && doc
                .head(token)
                .is_some_and(|head| self.acts.embedding().attempting.contains(self.words[head]))
    }

    /// Whether the verb `head` is a call or a letter, which does what it is made for: "telephoned Kabul to
    /// *congratulate* it".
    fn is_call(&self, head: usize) -> bool {
        self.acts.embedding().calling.contains(self.words[head])
    }

    /// Whether the act at `token` is done by words: who comes for it does it.
    fn is_said(&self, token: usize) -> bool {
        self.best_fit(token, Strictness::Words)
            .is_some_and(|(fit, _)| {
                let rule = self.acts.rule(fit.pattern.rule);
                rule.operator.is_some()
                    || matches!(super::content::root(&rule.code), 1..=3 | 5 | 10..=12)
            })
    }

    /// Whether the adjective at `token` is told of the past: "*was* able".
    fn was(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.head(token)
            .is_some_and(|verb| doc.lemma(verb) == "be" && doc.token(verb).tag == Tag::VBD)
    }
}

/// Whether the clause of `at` asks: "*whether* they met".
fn is_question(doc: &Document, at: usize) -> bool {
    doc.children(at).any(|c| {
        doc.token(c).dep == Dep::Mark
            && matches!(doc.word(c).to_lowercase().as_str(), "whether" | "if")
    })
}
