//! The frame around an act: negation, mood, report, hypothesis; read by climbing the tree.

use detente_lexicon::acts::PredicateKind;
use detente_syntax::{Dep, Pos, Tag};

use super::embed::Stop;
use super::engine::Engine;
use super::granted::Granted;
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
    /// Somebody calls it necessary, important, high time.
    Needed,
}

/// Among how many of a sentence's last tokens its question mark stands: quotation marks and spaces follow it.
const LAST_WORDS: usize = 3;

/// What stands around an act.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The predicate that it is the frame of.
    pub act: usize,
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
    /// The frame of the verb at `token`, if it is told as willed and asserted.
    pub(super) fn frame_of_will(&self, token: usize) -> Option<Frame> {
        if !clause::is_verb(self.analysis.doc, token) {
            return None;
        }
        let frame = self.frame(token, None);
        (frame.suppressed.is_none() && frame.mood == Mood::Will).then_some(frame)
    }

    /// Reads the frame of the predicate `token`, carried by the light verb `light` if any.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn frame(&self, token: usize, light: Option<usize>) -> Frame {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let mut frame = Frame {
            act: token,
            negated: light.is_some() && tree::is_negated(doc, token),
            mood: Mood::Real,
            suppressed: None,
            reported: None,
            conditional: false,
        };
        let modifier = self.only_modifies(token).then_some("modifier");
        if let Some(stop) = modifier.or_else(|| self.read_attributes(token, &mut frame)) {
            frame.suppressed = Some(stop);
            return frame;
        }
        // "*put off* the signing": a verb with a particle that undoes what it speaks of carries it out no more.
        let undone = light.is_some_and(|verb| {
            doc.child(verb, Dep::Prt).is_some()
                && self
                    .operator_contents
                    .get(&verb)
                    .is_some_and(|contents| contents.contains(&token))
        });
        if undone {
            frame.suppressed = Some("content");
            return frame;
        }
        let granted = self.granted(token, light);
        let said = light.is_none() && self.is_said_by_owner(token);
        let mut at = light.unwrap_or(token);
        let mut done = None;
        let mut beside = None;
        for _ in 0..24 {
            if beside.is_none() && self.is_beside(at, token) {
                beside = Some(frame.negated);
            }
            self.read_clause(at, token, &mut frame);
            let Some(head) = doc.head(at) else {
                if self.is_asked(at) {
                    frame.suppressed = Some("question");
                }
                break;
            };
            let dep = doc.token(at).dep;
            match dep {
                Dep::Relcl | Dep::Acl if self.is_purpose_of_noun(at, head) => {
                    frame.suppressed = Some("purpose").filter(|_| !said && !granted.war);
                    break;
                }
                Dep::Relcl if self.is_told_clause(at, head) => {
                    // "told the opposition *that he would stay*", which the parse takes for a clause about it.
                    at = doc.head(head).unwrap_or(head);
                }
                Dep::Relcl => {
                    frame.suppressed = self.relative_stop(at, head, frame.mood).filter(|_| !said);
                    break;
                }
                Dep::Conj => {
                    // "will meet and discuss": an auxiliary of the first counts for a bare second.
                    if doc.token(at).tag == Tag::VB && frame.mood == Mood::Real {
                        at = head;
                        continue;
                    }
                    let finite = matches!(doc.token(at).tag, Tag::VBD | Tag::VBP | Tag::VBZ);
                    at = self.first_conjunct(at);
                    let Some(above) = doc.head(at) else { break };
                    if clause::is_sentence_apart(doc, at, above) {
                        break;
                    }
                    if finite && clause::is_verb(doc, above) && clause::is_unfinished(doc, at) {
                        // "agreed to meet and *invited* Iran", "demanded that it go and *left*": no part of what was
                        // agreed or demanded, whatever the parse says.
                        at = above;
                        continue;
                    }
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
                    if dep == Dep::Acl && clause::is_done_by(doc, at) {
                        // "did not agree to a truce *brokered by Egypt*": what was done for it was done.
                        done = done.or(Some((frame.negated, frame.mood)));
                    }
                    if clause::is_sentence_apart(doc, at, head) {
                        break;
                    }
                    if self.is_presupposed(at) {
                        let _: Option<Stop> = self.embed(at, head, &mut frame);
                        frame.reported = self.reporter_above(at);
                        break;
                    }
                    if let Some(stop) = self.embed(at, head, &mut frame) {
                        // "failed to agree *during the talks*": they took place.
                        // "agreed to restore ties *after talks*": so they did.
                        let took_place = beside.is_some()
                            && (matches!(stop, "failed" | "denied")
                                || stop == "content" && self.is_followed(token));
                        frame.suppressed = Some(stop)
                            .filter(|_| !took_place && !said && !granted.in_spite_of(stop));
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
        self.settle(&mut frame, &granted, (beside, done));
        frame
    }

    /// Gives what the climb found back what it has in itself: what took place beside a denied act is not denied
    /// (`beside`: whether it was negated below), nor is what was done for it (`done`).
    fn settle(
        &self,
        frame: &mut Frame,
        granted: &Granted,
        (beside, done): (Option<bool>, Option<(bool, Mood)>),
    ) {
        let doc = self.analysis.doc;
        if let Some(negated) = beside {
            frame.negated = negated;
        }
        if granted.told || granted.war {
            frame.negated = false;
            let is = doc
                .head(frame.act)
                .is_some_and(|head| doc.lemma(head) == "be");
            if matches!(frame.mood, Mood::Will | Mood::Possible | Mood::Duty) && !is {
                frame.mood = Mood::Real;
            }
        }
        if let Some(done) = done {
            (frame.negated, frame.mood) = done;
        }
    }

    /// Whether the climb from the act noun `token` has come to the clause `at` that it only stands beside: "no progress was
    /// *made in talks* with Japan", where there were talks.
    fn is_beside(&self, at: usize, token: usize) -> bool {
        let doc = self.analysis.doc;
        clause::is_verb(doc, at)
            && doc.token(token).pos == Pos::NOUN
            && self.consults(token)
            && doc
                .ancestors(token)
                .take_while(|&above| above != at)
                .any(|above| {
                    doc.token(above).pos == Pos::ADP
                        && matches!(
                            doc.word(above).to_lowercase().as_str(),
                            "during" | "after" | "following" | "since" | "in" | "at" | "despite"
                        )
                })
    }

    /// Whether the noun at `token` is what something else came after: "*after* talks".
    fn is_followed(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(token).dep == Dep::Pobj
            && doc.head(token).is_some_and(|prep| {
                matches!(
                    doc.word(prep).to_lowercase().as_str(),
                    "after" | "following"
                )
            })
    }

    /// Whether the clause of `at` is no clause about the noun at `head`, but what it is: "speculation *the army will strike*".
    fn is_thought_clause(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        let gap = doc
            .children(at)
            .any(|c| matches!(doc.token(c).tag, Tag::WDT | Tag::WP | Tag::WRB | Tag::WPS));
        !gap && doc.token(head).pos == Pos::NOUN
            && self
                .acts
                .embedding()
                .hypothetical
                .contains(self.words[head])
    }

    /// Whether the clause of `at` tells what the one at `head` is told, and nothing of them: "told *the rebels* that *it would
    /// free* them".
    fn is_told_clause(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        let that = doc.children(at).any(|c| {
            doc.token(c).dep == Dep::Mark && doc.word(c) == "that" && doc.token(c).tag == Tag::IN
        });
        that && matches!(doc.token(head).dep, Dep::Dobj | Dep::Dative)
            && doc.head(head).is_some_and(|verb| {
                clause::is_verb(doc, verb) && self.acts.embedding().say.contains(self.words[verb])
            })
    }

    /// Why what the relative clause of `at` tells of the noun at `head` is not asserted.
    fn relative_stop(&self, at: usize, head: usize, mood: Mood) -> Option<Stop> {
        if self.is_thought_clause(at, head) {
            return Some("thought");
        }
        if self.is_undone(head) && mood != Mood::Real {
            return Some("failed");
        }
        let doc = self.analysis.doc;
        let says = doc
            .child(at, Dep::Nsubj)
            .is_some_and(|subject| doc.token(subject).tag == Tag::WDT);
        (says && self.is_mere_paper(head)).then_some("thought")
    }

    /// "*cancelled a summit* that it was to host": whether the noun at `head` is what a verb says did not come about.
    fn is_undone(&self, head: usize) -> bool {
        let doc = self.analysis.doc;
        matches!(doc.token(head).dep, Dep::Dobj | Dep::Nsubjpass)
            && doc
                .head(head)
                .is_some_and(|verb| self.acts.embedding().negative.contains(self.words[verb]))
    }

    /// The noun of a headline whose predicate is the adjective at `token`: "*Merkel* due in Ankara on Monday".
    pub(super) fn headline_of(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        doc.head(token).filter(|&head| {
            head < token && doc.token(token).dep == Dep::Amod && doc.token(head).dep == Dep::Root
        })
    }

    /// "an *attack* helicopter": the noun tells what another is.
    fn only_modifies(&self, token: usize) -> bool {
        let part = self.analysis.doc.token(token);
        matches!(part.dep, Dep::Compound | Dep::Amod | Dep::Nmod)
            && part.pos != Pos::VERB
            && self.headline_of(token).is_none()
    }

    /// Takes mood, negation and condition from the clause of `at`, which `token` stands in.
    fn read_clause(&self, at: usize, token: usize, frame: &mut Frame) {
        let doc = self.analysis.doc;
        self.read_auxiliaries(at, frame);
        if tree::is_negated(doc, at) != self.has_negated_subject(at) {
            frame.negated = !frame.negated;
        }
        if self.has_negated_object(at, token) {
            frame.negated = !frame.negated;
        }
        if self.has_condition(at) {
            frame.conditional = true;
        }
    }

    /// The say-verb that `at` stands under, however deep.
    fn reporter_above(&self, at: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        doc.ancestors(at).find(|&above| {
            self.acts.embedding().say.contains(self.words[above]) && clause::is_verb(doc, above)
        })
    }

    /// Whether the clause of `at` tells when something else was or was not: "had not decided *when they met*".
    fn is_presupposed(&self, at: usize) -> bool {
        let doc = self.analysis.doc;
        // "just as it *has* never named them"
        let has_finite_have = doc.token(at).tag == Tag::VBN
            && doc.children(at).any(|c| {
                doc.lemma(c) == "have" && matches!(doc.token(c).tag, Tag::VBD | Tag::VBZ | Tag::VBP)
            });
        doc.token(at).dep == Dep::Advcl
            // "as soon as they met" may be still to come.
            && doc.head(at).is_none_or(|head| doc.lemma(head) != "soon")
            && (matches!(doc.token(at).tag, Tag::VBD | Tag::VBZ | Tag::VBP) || has_finite_have)
            && doc.children(at).any(|c| {
                matches!(doc.token(c).dep, Dep::Mark | Dep::Advmod)
                    && matches!(
                        doc.word(c).to_lowercase().as_str(),
                        "when" | "after" | "before" | "as" | "while" | "since" | "because"
                    )
            })
    }

    /// What an act noun's own adjectives make of it: "a *scheduled* visit" is to come, "an *alleged* attack" is
    /// thought.
    fn read_attributes(&self, token: usize, frame: &mut Frame) -> Option<Stop> {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        if doc.token(token).pos != Pos::NOUN {
            return None;
        }
        if doc
            .children(token)
            .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("any"))
        {
            // "*Any* attack will be answered": none is told.
            return Some("condition");
        }
        for attribute in doc
            .children(token)
            .filter(|&c| doc.token(c).dep == Dep::Amod)
        {
            let word = self.words[attribute];
            if self.act_behind(attribute).is_some() && !embedding.planned.contains(word) {
                // "its *threatened* tariffs": what is threatened is told with the threat.
                return Some("content");
            }
            if embedding.hypothetical.contains(word) {
                return Some("thought");
            }
            if embedding.planned.contains(word) {
                frame.mood = Mood::Planned;
            }
        }
        None
    }

    /// "signed a treaty *to exchange* data", "an operation *to put down* the revolt": what the noun is for, not
    /// what was done; "the first country *to recognise* Kosovo" did it.
    fn is_purpose_of_noun(&self, at: usize, noun: usize) -> bool {
        let doc = self.analysis.doc;
        let singles_out = |c: usize| {
            matches!(
                doc.lemma(c),
                "first" | "second" | "third" | "last" | "latest" | "next" | "only" | "sole"
            )
        };
        clause::is_infinitive(doc, at)
            && !self.is_denied_resolve(at, noun)
            && !self.is_arranged(at)
            && !self.acts.embedding().needed.contains(self.words[noun])
            && doc.token(noun).pos == Pos::NOUN
            && !doc.children(noun).any(singles_out)
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
        let quoted = |token: usize| self.analysis.quoted_by(token).is_some();
        sentence
            .rev()
            .take(LAST_WORDS)
            .any(|token| doc.word(token) == "?" && (!quoted(token) || quoted(at)))
    }

    /// "received *no* invitation", "offers *no* protection"; where the object is the act itself, its own "no"
    /// is read with it.
    fn has_negated_object(&self, at: usize, act: usize) -> bool {
        let doc = self.analysis.doc;
        clause::is_verb(doc, at)
            && doc
                .children(at)
                // The "no" of an object that the act stands in is read with it: "has *no plans* to visit".
                .filter(|&c| doc.token(c).dep == Dep::Dobj && !doc.subtree(c).contains(&act))
                .flat_map(|object| doc.children(object))
                .any(|c| {
                    doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no")
                        || doc.word(c).eq_ignore_ascii_case("neither")
                })
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
        let leaves = matches!(doc.token(at).tag, Tag::VBZ | Tag::VBP)
            && embedding.leaving.contains(self.words[at]);
        if (arranged || leaves) && frame.mood == Mood::Real {
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

    /// Whether `token` is a noun for a deed that its words take for granted: "*the Russian* invasion", "*his* visit".
    pub(super) fn is_owned_fact(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let has = |deps: &[Dep]| {
            doc.children(token).filter(|&c| c < token).any(|c| {
                deps.contains(&doc.token(c).dep)
                    && self
                        .analysis
                        .mentions
                        .headed_by(c)
                        .is_some_and(|mention| !mention.actors.is_empty())
            })
        };
        let the = doc
            .children(token)
            .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("the"));
        doc.token(token).pos == Pos::NOUN
            && (has(&[Dep::Poss]) || the && has(&[Dep::Amod, Dep::Compound, Dep::Nmod]))
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
}
