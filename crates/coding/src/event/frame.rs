//! The frame around an act: negation, mood, report, hypothesis; read by climbing the tree.

use detente_lexicon::acts::{Operator, PredicateKind};
use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use super::matching::Strictness;
use crate::{clause, tree};

/// How real an act is told to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It happened or happens.
    Real,
    /// It will happen by the doer's will: will, would, is going to.
    Will,
    /// It may happen: may, might, could.
    Possible,
    /// Somebody says that it ought to happen: must, should.
    Duty,
    /// It is arranged for later: plans to, is due to.
    Planned,
}

/// Why the climb from an act towards the root ends with the act not asserted.
type Stop = &'static str;

/// Among how many of a sentence's last tokens its question mark stands: quotation marks and spaces follow it.
const LAST_WORDS: usize = 3;

/// What stands around an act.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// An odd number of negations.
    pub negated: bool,
    /// How real it is.
    pub mood: Mood,
    /// Why it is not asserted at all, if it is not: `condition`, `denied`, `thought`, `failed`,
    /// `purpose`, `content` (an operator speaks of it), `modifier`, `habit`,
    /// `question`.
    pub suppressed: Option<&'static str>,
    /// The say-verb that reports it.
    pub reported: Option<usize>,
    /// Whether a condition ("if") hangs on the act.
    pub conditional: bool,
}

impl Engine<'_> {
    /// Reads the frame of the predicate `token`, carried by the light verb `light` if any.
    pub(super) fn frame(&self, token: usize, light: Option<usize>) -> Frame {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let mut frame = Frame {
            negated: false,
            mood: Mood::Real,
            suppressed: None,
            reported: None,
            conditional: false,
        };
        if matches!(doc.token(token).dep, Dep::Compound | Dep::Amod | Dep::Nmod)
            && doc.token(token).pos != Pos::VERB
        {
            // "an attack helicopter": the noun only modifies.
            frame.suppressed = Some("modifier");
            return frame;
        }
        if let Some(stop) = self.read_attributes(token, &mut frame) {
            frame.suppressed = Some(stop);
            return frame;
        }
        let said = light.is_none() && self.is_said_by_owner(token);
        if light.is_some() && tree::is_negated(doc, token) {
            frame.negated = true;
        }
        let mut at = light.unwrap_or(token);
        for _ in 0..24 {
            self.read_auxiliaries(at, &mut frame);
            if tree::is_negated(doc, at) != self.has_negated_subject(at) {
                frame.negated = !frame.negated;
            }
            if self.has_negated_object(at, token) {
                frame.negated = !frame.negated;
            }
            if self.has_condition(at) {
                frame.conditional = true;
            }
            let Some(head) = doc.head(at) else {
                if self.is_asked(at) {
                    frame.suppressed = Some("question");
                }
                break;
            };
            let dep = doc.token(at).dep;
            match dep {
                Dep::Relcl => {
                    // "speculation the army will strike": no clause about the speculation, but what it is.
                    let gap = doc.children(at).any(|c| {
                        matches!(doc.token(c).tag, Tag::WDT | Tag::WP | Tag::WRB | Tag::WPS)
                    });
                    if !gap
                        && doc.token(head).pos == Pos::NOUN
                        && embedding.hypothetical.contains(self.words[head])
                    {
                        frame.suppressed = Some("thought").filter(|_| !said);
                    }
                    break;
                }
                Dep::Conj => {
                    // "will meet and discuss": an auxiliary of the first counts for a bare second.
                    if doc.token(at).tag == Tag::VB && frame.mood == Mood::Real {
                        at = head;
                        continue;
                    }
                    at = self.first_conjunct(at);
                    let Some(above) = doc.head(at) else { break };
                    if matches!(doc.token(at).dep, Dep::Relcl) {
                        break;
                    }
                    if let Some(stop) = self.embed(at, above, &mut frame) {
                        frame.suppressed = Some(stop).filter(|_| !said);
                        break;
                    }
                    at = above;
                }
                _ => {
                    if let Some(stop) = self.embed(at, head, &mut frame) {
                        frame.suppressed = Some(stop).filter(|_| !said);
                        break;
                    }
                    if said {
                        break;
                    }
                    at = head;
                }
            }
            if embedding.say.contains(self.words[at])
                && frame.reported.is_none()
                && clause::is_verb(doc, at)
            {
                frame.reported = Some(at);
            }
        }
        frame
    }

    /// What an act noun's own adjectives make of it: "a *scheduled* visit" is to come, "an *alleged* attack" is
    /// thought.
    fn read_attributes(&self, token: usize, frame: &mut Frame) -> Option<Stop> {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        if doc.token(token).pos != Pos::NOUN {
            return None;
        }
        for attribute in doc
            .children(token)
            .filter(|&c| doc.token(c).dep == Dep::Amod)
        {
            let word = self.words[attribute];
            if embedding.hypothetical.contains(word) {
                return Some("thought");
            }
            if embedding.planned.contains(word) {
                frame.mood = Mood::Planned;
            }
        }
        None
    }

    /// "No diplomat has visited", "nobody signed", "neither side accepted".
    fn has_negated_subject(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        let none = |t: usize| {
            matches!(
                doc.word(t).to_lowercase().as_str(),
                "no" | "none" | "nobody" | "neither" | "nor" | "nothing"
            )
        };
        clause::is_verb(doc, at)
            && doc
                .children(at)
                .filter(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass))
                .any(|subject| {
                    none(subject)
                        || doc
                            .children(subject)
                            .any(|c| doc.token(c).dep == Dep::Det && none(c))
                })
    }

    /// Whether the sentence of the main verb `at` is a question.
    fn is_asked(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        let sentence = doc.sentences()[doc.token(at).sentence as usize].clone();
        sentence
            .rev()
            .take(LAST_WORDS)
            .any(|token| doc.word(token) == "?")
    }

    /// Whether the adjective at `token` is told of the past: "*was* able".
    fn was(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.head(token)
            .is_some_and(|verb| doc.lemma(verb) == "be" && doc.token(verb).tag == Tag::VBD)
    }

    /// "received *no* invitation", "offers *no* protection"; where the object is the act itself, its own "no"
    /// is read with it.
    fn has_negated_object(&self, at: usize, act: usize) -> bool {
        let doc = self.analysis.doc;
        clause::is_verb(doc, at)
            && doc
                .children(at)
                .filter(|&c| c != act && doc.token(c).dep == Dep::Dobj)
                .flat_map(|object| doc.children(object))
                .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
    }

    fn first_conjunct(&self, token: usize) -> usize {
        let doc = self.analysis.doc;
        let mut token = token;
        while doc.token(token).dep == Dep::Conj {
            match doc.head(token) {
                Some(head) => token = head,
                None => break,
            }
        }
        token
    }

    /// Whether "must", "should", "has to" stands over the verb `at`.
    pub(super) fn has_duty(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        doc.children(at)
            .any(|c| doc.token(c).dep == Dep::Aux && embedding.duty.contains(self.words[c]))
            || doc.token(at).dep == Dep::Xcomp
                && doc
                    .head(at)
                    .is_some_and(|head| embedding.obliging.contains(self.words[head]))
    }

    /// Takes the mood from the auxiliaries of the verb `at`.
    fn read_auxiliaries(&self, at: usize, frame: &mut Frame) {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let arranged = self.is_arranged(at);
        if arranged && frame.mood == Mood::Real {
            frame.mood = Mood::Planned;
        }
        for child in doc.children(at).filter(|&c| doc.token(c).dep == Dep::Aux) {
            let word = self.words[child];
            let mood = if embedding.will.contains(word) {
                Mood::Will
            } else if embedding.duty.contains(word) {
                Mood::Duty
            } else if embedding.possibility.contains(word) {
                Mood::Possible
            } else {
                continue;
            };
            if frame.mood == Mood::Real {
                frame.mood = mood;
            }
        }
    }

    /// "Russia to send troops", "premier to visit Kuwait" are a headline's future; "is to be visited" is
    /// an arranged one.
    fn is_arranged(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        if !clause::is_infinitive(doc, at) {
            return false;
        }
        match (doc.token(at).dep, doc.head(at)) {
            (Dep::Root | Dep::Ccomp, _) => doc.child(at, Dep::Nsubj).is_some(),
            (Dep::Relcl | Dep::Acl, Some(head)) => doc.token(head).dep == Dep::Root,
            (Dep::Xcomp, Some(head)) => {
                doc.lemma(head) == "be"
                    && doc.child(head, Dep::Acomp).is_none()
                    && doc.child(head, Dep::Attr).is_none()
            }
            _ => false,
        }
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

    /// Whether the verb `head` is a call or a letter, which does what it is made for: "telephoned Kabul to
    /// *congratulate* it".
    fn is_call(&self, head: usize) -> bool {
        self.acts.embedding().calling.contains(self.words[head])
    }

    /// Whether an if-clause hangs on the verb `at`.
    fn has_condition(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        doc.children(at).any(|c| self.is_condition(c))
    }

    /// Whether the clause headed by `c` is a condition of the clause it hangs on.
    pub(super) fn is_condition(&self, c: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(c).dep == Dep::Advcl
            && doc.children(c).any(|mark| {
                matches!(doc.token(mark).dep, Dep::Mark | Dep::Advmod)
                    && matches!(
                        doc.word(mark).to_lowercase().as_str(),
                        "if" | "unless" | "provided" | "until"
                    )
            })
    }

    /// Whether `token` is a noun for words said by somebody named with it ("an offer by Trump",
    /// "Moscow's proposal"): what others make of it does not undo that it was said.
    pub(super) fn is_said_by_owner(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if doc.token(token).pos != Pos::NOUN {
            return false;
        }
        let said = self
            .acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .any(|pattern| {
                let rule = self.acts.rule(pattern.rule);
                rule.operator.is_some()
                    || matches!(super::content::root(&rule.code), 1..=3 | 9..=13)
            });
        said && doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Poss
                || doc.token(c).dep == Dep::Prep
                    && matches!(doc.word(c).to_lowercase().as_str(), "by" | "from")
        })
    }

    /// What stands behind the preposition `at` of `head`: "*without* talks", "the risk *of* an attack", "worried
    /// *about* the outcome of the talks" assert nothing.
    fn behind_preposition(&self, at: usize, head: usize) -> Option<Stop> {
        let doc = self.analysis.doc;
        if doc.word(at).eq_ignore_ascii_case("without") {
            return Some("failed");
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

    /// What the step from `at` to its governor `head` does to the frame. `Some(why)` ends the
    /// climb with the act not asserted.
    fn embed(&self, at: usize, head: usize, frame: &mut Frame) -> Option<Stop> {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let word = self.words[head];
        let dep = doc.token(at).dep;
        if dep == Dep::Prep
            || dep == Dep::Agent
            || dep == Dep::Dative && doc.token(at).pos == Pos::ADP
        {
            if embedding.planned.contains(word) && frame.mood == Mood::Real {
                frame.mood = Mood::Planned;
            }
            return self.behind_preposition(at, head);
        }
        if matches!(dep, Dep::Advcl) {
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
            let present = matches!(doc.token(at).tag, Tag::VBZ | Tag::VBP)
                && marks
                    .iter()
                    .any(|mark| matches!(mark.as_str(), "before" | "after" | "once" | "when"));
            if present && frame.mood == Mood::Real {
                // "before he visits Chad next week": still to come.
                frame.mood = Mood::Planned;
            }
            let infinitive = doc.token(at).tag == Tag::VB && marks.iter().any(|mark| mark == "to");
            if infinitive && !self.is_content_of_operator(at, head) && !self.is_call(head) {
                return Some("purpose");
            }
        }
        if matches!(dep, Dep::Ccomp | Dep::Pcomp | Dep::Acl | Dep::Xcomp)
            && doc.children(at).any(|c| {
                doc.token(c).dep == Dep::Mark
                    && matches!(doc.word(c).to_lowercase().as_str(), "whether" | "if")
            })
        {
            return Some("condition");
        }
        if self.is_content_of_operator(at, head) {
            return Some("content");
        }
        if dep == Dep::Pcomp
            && doc.token(head).pos == Pos::ADP
            && doc.head(head).is_some_and(|governor| self.blames(governor))
        {
            return Some("content");
        }
        if dep == Dep::Pobj {
            // "before the talks", "ahead of the visit", "moving towards talks": still to come. Else the governor of the preposition
            // decides, one step on.
            if matches!(
                doc.word(head).to_lowercase().as_str(),
                "before" | "ahead" | "toward" | "towards"
            ) && frame.mood == Mood::Real
            {
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
        let subject = matches!(dep, Dep::Nsubj);
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
        if embedding.deny.contains(word) && !subject {
            return Some("denied");
        }
        if embedding.hypothetical.contains(word) {
            return Some("thought");
        }
        if embedding.negative.contains(word) && !subject {
            return Some("failed");
        }
        if embedding.planned.contains(word) && frame.mood == Mood::Real {
            frame.mood = Mood::Planned;
        }
        if doc.token(head).pos == Pos::ADP && doc.word(head).eq_ignore_ascii_case("without") {
            return Some("failed");
        }
        None
    }

    /// Whether the predicate `head` is an operator whose content is, or holds, `at`.
    fn is_content_of_operator(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        // A preposition's governor is the operator: "called for talks", "accused of shelling".
        let governor = if doc.token(head).pos == Pos::ADP {
            doc.head(head)
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
}
