//! What came of each predicate that a rule knows: for `explain`.

use std::fmt;

use super::engine::Engine;
use super::matching::Strictness;

/// A predicate and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The predicate's word.
    pub predicate: String,
    /// The rule and pattern that fit best, if any did.
    pub rule: String,
    /// What came of it: `fired`, or why not.
    pub outcome: String,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} — {}", self.predicate, self.rule, self.outcome)
    }
}

/// All predicates of the article that some rule knows.
pub(super) fn attempts(engine: &Engine<'_>) -> Vec<Attempt> {
    let doc = engine.analysis.doc;
    let mut attempts = Vec::new();
    for token in 0..doc.len() {
        let Some(kind) = engine.predicate_kind(token) else {
            continue;
        };
        if engine
            .acts
            .of_predicate(kind, engine.words[token])
            .next()
            .is_none()
        {
            continue;
        }
        let predicate = doc.word(token).to_owned();
        let strict = engine.best_fit(token, Strictness::Ends);
        let (rule, outcome) = if let Some((fit, clause)) = strict {
            let rule = engine.acts.rule(fit.pattern.rule);
            let named = format!("{} “{}”", rule.id, fit.pattern.text);
            let frame = engine.frame(token, clause.light);
            let drafts = engine
                .drafts
                .iter()
                .filter(|draft| draft.predicate == token)
                .count();
            let outcome = match frame.suppressed {
                _ if rule.idiom => "idiom: no act".to_owned(),
                Some(why) => format!("not asserted: {why}"),
                None if drafts > 0 => format!("fired, {drafts} event(s)"),
                None => format!(
                    "no event: {:?}{}",
                    frame.mood,
                    if frame.negated { ", negated" } else { "" }
                ),
            };
            (named, outcome)
        } else if let Some((fit, _)) = engine.best_fit(token, Strictness::Words) {
            let rule = engine.acts.rule(fit.pattern.rule);
            let missing = match (fit.sources.is_empty(), fit.targets.is_empty()) {
                (true, true) => "neither end found",
                (true, false) => "no source found",
                (false, true) => "no target found",
                (false, false) => "only as content",
            };
            (
                format!("{} “{}”", rule.id, fit.pattern.text),
                missing.to_owned(),
            )
        } else {
            (
                "(no pattern fits)".to_owned(),
                "its dependents are not what the patterns ask".to_owned(),
            )
        };
        attempts.push(Attempt {
            predicate,
            rule,
            outcome,
        });
    }
    attempts
}
