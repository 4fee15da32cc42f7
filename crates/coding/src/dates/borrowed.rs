//! Times that stand with other words of the sentence than the act's own: "*expelled* two envoys and closed a consulate
//! *on Monday*", "*met* at a summit in Colombo *on Wednesday*", "*told* the envoy to leave *on Friday*".

use detente_calendar::PartialDate;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::timex::Value;
use super::{Dates, MAX_CLIMB};

/// Prepositions behind which stands where and during what something was done.
const DURING: [&str; 4] = ["at", "during", "in", "on"];
/// … and what tells more of that place or occasion.
const OF_IT: [&str; 8] = ["at", "in", "of", "on", "near", "outside", "with", "between"];

impl Dates {
    /// The date of the act that `act`, a verb or a noun, tells where its own words tell none.
    pub(super) fn borrowed(&self, doc: &Document, act: usize, future: bool) -> Option<PartialDate> {
        let verb = match doc.token(act).pos {
            Pos::VERB | Pos::AUX => act,
            Pos::NOUN => return self.of_participle(doc, act, future),
            _ => return None,
        };
        self.of_occasion(doc, verb, future)
            .or_else(|| self.of_last_conjunct(doc, verb, future))
            .or_else(|| self.of_what_is_told_to_do(doc, verb))
    }

    /// "the embargo, *adopted on Thursday*", "a request *faxed late on Tuesday*": the day on which the deed of a noun
    /// was done.
    fn of_participle(&self, doc: &Document, noun: usize, future: bool) -> Option<PartialDate> {
        let done = doc
            .children(noun)
            .filter(|&c| doc.token(c).dep == Dep::Acl && doc.token(c).tag == Tag::VBN)
            .find_map(|c| self.own(doc, c))
            .filter(|timex| is_day(timex.value))?;
        self.resolve(done.value, None, future)
    }

    /// "met *at a summit in Colombo on Wednesday*": the day of the occasion.
    fn of_occasion(&self, doc: &Document, verb: usize, future: bool) -> Option<PartialDate> {
        let is_of_occasion = |owner: usize| {
            let mut at = owner;
            for _ in 0..MAX_CLIMB {
                if doc.token(at).dep != Dep::Pobj {
                    return false;
                }
                let Some(preposition) = doc.head(at) else {
                    return false;
                };
                let Some(above) = doc.head(preposition) else {
                    return false;
                };
                let word = doc.word(preposition).to_ascii_lowercase();
                if above == verb {
                    return DURING.contains(&&*word);
                }
                if !OF_IT.contains(&&*word) {
                    return false;
                }
                at = above;
            }
            false
        };
        self.timexes
            .iter()
            .zip(&self.owners)
            .filter(|(timex, _)| timex.relates == 0 && is_day(timex.value))
            .find(|(timex, owner)| timex.tokens.start > verb && is_of_occasion(**owner))
            .and_then(|(timex, _)| self.resolve(timex.value, None, future))
    }

    /// "*expelled* two envoys and *closed* a consulate on Monday": a day told last is that of all that one doer did.
    fn of_last_conjunct(&self, doc: &Document, verb: usize, future: bool) -> Option<PartialDate> {
        let mut at = verb;
        for _ in 0..MAX_CLIMB {
            let next = doc.children(at).filter(|&c| c > at).find(|&c| {
                doc.token(c).dep == Dep::Conj
                    && doc.token(c).tag == doc.token(verb).tag
                    && doc.child(c, Dep::Nsubj).is_none()
                    && doc.child(c, Dep::Nsubjpass).is_none()
            })?;
            if let Some(timex) = self.own(doc, next) {
                let is_last = timex.tokens.start > next && is_day(timex.value);
                return self.resolve(timex.value, None, future).filter(|_| is_last);
            }
            if let Some(date) = self.of_what_is_told_to_do(doc, next) {
                return Some(date);
            }
            at = next;
        }
        None
    }

    /// "*told* the envoy to leave on Friday" in a paper of Saturday: a day that is over is that of the telling.
    fn of_what_is_told_to_do(&self, doc: &Document, verb: usize) -> Option<PartialDate> {
        if doc.token(verb).tag != Tag::VBD {
            return None;
        }
        let told = doc.children(verb).find(|&c| {
            matches!(doc.token(c).dep, Dep::Xcomp | Dep::Ccomp)
                && doc.token(c).tag == Tag::VB
                && doc.children(c).any(|to| {
                    doc.token(to).dep == Dep::Aux && doc.word(to).eq_ignore_ascii_case("to")
                })
        })?;
        let timex = self.own(doc, told).filter(|timex| {
            timex.tokens.start > told && matches!(timex.value, Value::Weekday(..))
        })?;
        let published = self.published?.first_day()?;
        self.resolve(timex.value, None, false)
            .filter(|date| date.first_day().is_some_and(|day| day < published))
    }
}

/// Whether the expression tells a day of the calendar.
fn is_day(value: Value) -> bool {
    match value {
        Value::Weekday(..) | Value::MonthDay(..) | Value::Full(PartialDate::Day(_)) => true,
        Value::FromPublication(_, unit) => unit == super::words::Unit::Day,
        _ => false,
    }
}
