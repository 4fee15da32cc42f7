//! Who takes part in a meeting, a visit or talks beside which something else is told: "*Wang Yi* said during a visit to
//! Chad …", "no progress was made in talks with Japan, *the minister* said".

use detente_lexicon::acts::PredicateKind;
use detente_syntax::{Dep, Pos};

use super::content::root;
use super::engine::Engine;
use super::matching::Strictness;
use crate::clause::{self, Clause};

/// Prepositions by which an act stands beside what is told.
const BESIDE: &[&str] = &[
    "during",
    "after",
    "following",
    "on",
    "before",
    "at",
    "in",
    "for",
    "to",
];

/// Those that may hang on an object of what is told: "made three demands *in* talks with …".
const DEEP: &[&str] = &["during", "after", "following", "at", "in", "for"];

/// How many clauses above the one beside it are searched for somebody who acts.
const MAX_CLIMB: usize = 3;

impl Engine<'_> {
    /// Adds to `clause`, that of the act noun `token`, who attends the meeting or pays the visit by what is told beside it.
    pub(super) fn add_attendants(&self, token: usize, clause: &mut Clause) {
        if !self.consults(token) || self.names_somebody(&clause.subjects) {
            return;
        }
        let Some((verb, prep)) = self
            .told_beside(token)
            .filter(|(verb, _)| !self.is_scene_of(token, *verb))
        else {
            return;
        };
        let doc = self.analysis.doc;
        let whose = |verb: usize| -> Vec<usize> {
            let passive = clause::is_passive(doc, verb);
            let mut subjects = if passive {
                clause::of_verb(doc, verb).subjects
            } else {
                clause::grammatical_subject(doc, verb)
            };
            if subjects.is_empty() && passive {
                subjects = clause::grammatical_subject(doc, verb);
            }
            subjects.retain(|&who| !doc.subtree(who).contains(&token));
            subjects
        };
        let acts = |subjects: &[usize]| self.names_somebody(subjects);
        let mut at = verb;
        let mut subjects = whose(verb);
        // "Officials said *no progress* had been made in talks": of those who speak somebody talked.
        for _ in 0..MAX_CLIMB {
            if acts(&subjects) || prep == "on" {
                break;
            }
            let sentence = doc.token(at).sentence;
            let Some(above) = doc
                .ancestors(at)
                .find(|&above| clause::is_verb(doc, above))
                .filter(|&above| doc.token(above).sentence == sentence)
            else {
                break;
            };
            at = above;
            subjects = whose(above);
        }
        if acts(&subjects) {
            self.add_company(verb, token, clause);
            clause.subjects = subjects;
        } else if clause.subjects.is_empty() {
            clause.subjects = whose(verb);
        }
    }

    /// Whom the clause of `verb` tells those who attend spoke to, where the act at `token` does not name with whom it is.
    fn add_company(&self, verb: usize, token: usize, clause: &mut Clause) {
        let doc = self.analysis.doc;
        let named = clause.prepositions.iter().any(|&(prep, object)| {
            matches!(
                doc.word(prep).to_lowercase().as_str(),
                "with" | "between" | "among" | "of" | "to"
            ) && self.analysis.mentions.headed_by(object).is_some()
        });
        if named {
            return;
        }
        let told = clause::of_verb(doc, verb);
        let inside = |end: usize| doc.subtree(token).contains(&end);
        for &(prep, object) in &told.prepositions {
            if inside(object) {
                continue;
            }
            match doc.word(prep).to_lowercase().as_str() {
                "with" => clause.prepositions.push((prep, object)),
                "to" | "alongside" if self.is_somebody(object) => clause.company.push(object),
                _ => {}
            }
        }
        let mut addressed = told.recipients;
        if self.acts.embedding().say.contains(self.words[verb]) {
            addressed.extend(told.objects);
        }
        addressed.retain(|&end| !inside(end) && self.is_somebody(end));
        clause.company.extend(addressed);
    }

    /// Whether the noun at `token` only tells where what the verb says was settled by those who met: "agreed *at the
    /// summit* to …" is told by its own sentence.
    pub(super) fn is_scene_of(&self, token: usize, verb: usize) -> bool {
        let doc = self.analysis.doc;
        let definite = doc
            .children(token)
            .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("the"));
        let parties = doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Prep && matches!(doc.word(c), "with" | "between" | "of")
        });
        definite
            && !parties
            && doc
                .head(token)
                .is_some_and(|prep| doc.word(prep).eq_ignore_ascii_case("at"))
            && self
                .best_fit(verb, Strictness::Ends)
                .is_some_and(|(fit, _)| self.acts.rule(fit.pattern.rule).mutual)
    }

    /// Whether one of `phrases` names somebody who acts.
    pub(super) fn names_somebody(&self, phrases: &[usize]) -> bool {
        phrases
            .iter()
            .any(|&who| self.doers_of(who).iter().any(|end| !self.is_city(end)))
    }

    /// Whether the phrase headed by `token` is somebody who can be spoken to, and no place.
    fn is_somebody(&self, token: usize) -> bool {
        self.analysis
            .mentions
            .headed_by(token)
            .is_some_and(|mention| !mention.actors.is_empty() && !mention.is_place)
    }

    /// Whether some rule takes the noun at `token` for a meeting, talks or a visit.
    pub(super) fn consults(&self, token: usize) -> bool {
        self.acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .any(|pattern| {
                let code = &self.acts.rule(pattern.rule).code;
                code.len() > 1 && root(code) == 4
            })
    }

    /// The verb of the clause that the act at `token` stands beside, and by which preposition.
    fn told_beside(&self, token: usize) -> Option<(usize, String)> {
        let doc = self.analysis.doc;
        let transparent = &self.acts.embedding().transparent;
        let outer = clause::outermost(doc, token, |noun| transparent.contains(self.words[noun]));
        let prep = doc
            .head(outer)
            .filter(|_| doc.token(outer).dep == Dep::Pobj)?;
        let word = doc.word(prep).to_lowercase();
        if !BESIDE.contains(&word.as_str()) {
            return None;
        }
        let mut at = doc.head(prep)?;
        for _ in 0..MAX_CLIMB {
            if clause::is_verb(doc, at) {
                let sets_out = self.acts.embedding().setting_out.contains(self.words[at]);
                return (!matches!(word.as_str(), "for" | "to") || sets_out).then_some((at, word));
            }
            let object = matches!(
                doc.token(at).dep,
                Dep::Dobj | Dep::Pobj | Dep::Prep | Dep::Attr | Dep::Nsubjpass | Dep::Npadvmod
            );
            let nominal = matches!(
                doc.token(at).pos,
                Pos::NOUN | Pos::PROPN | Pos::ADP | Pos::PRON
            );
            if !DEEP.contains(&word.as_str()) || !object || !nominal || self.consults(at) {
                return None;
            }
            at = doc.head(at)?;
        }
        None
    }
}
