//! Dates of acts: the time expressions of the text, resolved against the publication date.
//!
//! An act takes the time expression of its own clause; else that of the clause it shares its time
//! with (the say-verb that reports it, the first of coordinated verbs, the verb a participle hangs
//! on); else the publication date.

mod borrowed;
mod resolve;
mod timex;
mod words;

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::cues::Cues;
use detente_syntax::{Dep, Document, Pos, Tag};

use crate::analysis::Analysis;
use timex::{Timex, Value};

/// How many clauses up a date is looked for.
const MAX_CLIMB: usize = 8;

/// When an act took place, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActDate {
    /// The date; the publication date where the text has none for the act; none for an undated past.
    pub date: Option<PartialDate>,
    /// Whether a time expression of the text gave it.
    pub from_text: bool,
    /// Whether the words put the act into the past of the story ("had", "in recent years").
    pub history: bool,
    /// Whether the words put it ahead though the date does not show it ("later today").
    pub ahead: bool,
}

/// The time expressions of an article.
#[derive(Debug, Default)]
pub struct Dates {
    timexes: Vec<Timex>,
    /// For each expression the verb or noun whose time it tells.
    owners: Vec<usize>,
    /// The verbs of reported clauses whose tense the report has moved back, in text order.
    shifted: Vec<usize>,
    published: Option<PartialDate>,
}

impl Dates {
    /// Finds the time expressions of `doc`.
    pub fn find(doc: &Document, cues: &Cues, published: Option<PartialDate>) -> Self {
        let timexes = timex::find(doc);
        let owners = timexes.iter().map(|timex| owner(doc, timex)).collect();
        Self {
            timexes,
            owners,
            shifted: (0..doc.len())
                .filter(|&verb| is_shifted_back(doc, cues, verb))
                .collect(),
            published,
        }
    }

    /// The tokens of each time expression.
    pub fn tokens(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.timexes.iter().map(|timex| timex.tokens.clone())
    }

    /// The dates that the text tells in full, in text order.
    pub fn told(&self) -> impl Iterator<Item = PartialDate> + Clone + '_ {
        self.timexes.iter().filter_map(|timex| match timex.value {
            Value::Full(date) => Some(date),
            _ => None,
        })
    }

    /// One line a time expression, for `explain`.
    pub fn describe(&self, doc: &Document) -> Vec<String> {
        let line = |(timex, owner): (&Timex, &usize)| {
            let date = self
                .resolve(timex.value, None, false)
                .map_or("?".to_owned(), |date| date.to_string());
            format!(
                "{} → {date} (of “{}”)",
                doc.span_text(timex.tokens.clone()),
                doc.word(*owner)
            )
        };
        self.timexes.iter().zip(&self.owners).map(line).collect()
    }

    /// The date of the act whose predicate is `predicate` and whose tense `carrier` carries.
    /// `future` says that it is still to come.
    pub fn of_act(
        &self,
        analysis: &Analysis<'_>,
        carrier: usize,
        predicate: usize,
        future: bool,
    ) -> ActDate {
        self.dated(analysis.doc, carrier, predicate, future, 0)
    }

    fn dated(
        &self,
        doc: &Document,
        carrier: usize,
        predicate: usize,
        future: bool,
        depth: usize,
    ) -> ActDate {
        let mut history =
            is_past_perfect(doc, carrier) && self.shifted.binary_search(&carrier).is_err();
        if let Some(date) = self.of_antecedent(doc, carrier) {
            return ActDate {
                date: Some(date),
                from_text: true,
                history,
                ahead: false,
            };
        }
        for at in [predicate, carrier] {
            if let Some(timex) = self.own(doc, at) {
                if timex.value == Value::Past {
                    history = true;
                    continue;
                }
                let context = matches!(timex.value, Value::FromContext(..))
                    .then(|| self.context(doc, at, depth))
                    .flatten();
                let date = self.resolve(timex.value, context, future);
                if date.is_some() {
                    return ActDate {
                        date,
                        from_text: true,
                        history,
                        ahead: timex.ahead,
                    };
                }
            }
        }
        if let Some(date) = self.by_relation(doc, carrier, depth) {
            return ActDate {
                date: Some(date),
                from_text: true,
                history: true,
                ahead: false,
            };
        }
        if history {
            return ActDate {
                date: None,
                from_text: false,
                history,
                ahead: false,
            };
        }
        if let Some(date) = self.borrowed(doc, predicate, future) {
            return ActDate {
                date: Some(date),
                from_text: true,
                history,
                ahead: false,
            };
        }
        if is_perfect_participle(doc, carrier) {
            // "will fly home after *having completed* a trip": done before, on no day that is told.
            return ActDate {
                date: self.published,
                from_text: false,
                history,
                ahead: false,
            };
        }
        let shared = if carrier == predicate || depth == 0 {
            shared(doc, carrier)
        } else {
            None
        };
        if depth < MAX_CLIMB
            && let Some(above) = shared
        {
            let ahead = future && (is_future(doc, above) || is_shared_ahead(doc, carrier, above));
            let inherited = self.dated(doc, above, above, ahead, depth + 1);
            if inherited.from_text || inherited.history && doc.token(carrier).dep == Dep::Conj {
                return inherited;
            }
        }
        ActDate {
            date: self.published,
            from_text: false,
            history,
            ahead: false,
        }
    }

    fn resolve(
        &self,
        value: Value,
        context: Option<PartialDate>,
        future: bool,
    ) -> Option<PartialDate> {
        let published = match self.published {
            Some(PartialDate::Day(day)) => Some(day),
            _ => None,
        };
        resolve::resolve(
            value,
            published,
            context.and_then(PartialDate::first_day),
            future,
        )
    }

    /// The expression of `token`'s own clause: the nearest to it.
    fn own(&self, doc: &Document, token: usize) -> Option<&Timex> {
        let of_token = self
            .timexes
            .iter()
            .zip(&self.owners)
            .filter(|(timex, owner)| **owner == token && timex.relates == 0);
        let dated = of_token
            .clone()
            .filter(|(timex, _)| timex.value != Value::Past);
        let nearest = |(timex, _): &(&Timex, &usize)| {
            let before = timex.tokens.end <= token;
            (
                if before {
                    token - timex.tokens.end
                } else {
                    timex.tokens.start - token
                },
                doc.len() - timex.tokens.start,
            )
        };
        dated
            .min_by_key(nearest)
            .or_else(|| of_token.clone().next())
            .map(|(timex, _)| timex)
    }

    /// "before April 19, *when* the president visits Chad": the date that the clause tells more of.
    fn of_antecedent(&self, doc: &Document, carrier: usize) -> Option<PartialDate> {
        let head = doc.head(carrier)?;
        let when = doc.token(carrier).dep == Dep::Relcl
            && doc
                .children(carrier)
                .any(|c| doc.word(c).eq_ignore_ascii_case("when"));
        let timex = self
            .timexes
            .iter()
            .find(|timex| when && timex.tokens.contains(&head))?;
        let ahead =
            matches!(doc.token(carrier).tag, Tag::VBZ | Tag::VBP) || is_future(doc, carrier);
        self.resolve(timex.value, None, ahead)
    }

    /// "nine months after it was bombed": the date of the clause behind "after" or "before".
    fn by_relation(&self, doc: &Document, carrier: usize, depth: usize) -> Option<PartialDate> {
        if depth > 2 {
            return None;
        }
        let first = crate::tree::left_edge(doc, carrier);
        let mark = doc
            .children(carrier)
            .find(|&c| {
                matches!(doc.token(c).dep, Dep::Mark | Dep::Advmod)
                    && matches!(doc.word(c), "after" | "before")
            })
            .or_else(|| {
                let prep = doc.head(carrier)?;
                (doc.token(prep).pos == Pos::ADP && matches!(doc.word(prep), "after" | "before"))
                    .then_some(prep)
            })?;
        let timex = self.timexes.iter().find(|timex| {
            timex.relates != 0
                && timex.tokens.end <= mark.max(first)
                && timex.tokens.end + 1 >= mark.min(first)
        })?;
        let Value::FromContext(count, unit) = timex.value else {
            return None;
        };
        let main = doc
            .ancestors(carrier)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))?;
        let anchor = self
            .dated(doc, main, main, false, depth + 1)
            .date?
            .first_day()?;
        resolve::shift(anchor, count * timex.relates, unit)
    }

    /// What "a day earlier" counts from: the date of the clause above.
    fn context(&self, doc: &Document, at: usize, depth: usize) -> Option<PartialDate> {
        if depth >= MAX_CLIMB {
            return None;
        }
        let verb = |&a: &usize| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX);
        let above = doc.ancestors(at).find(verb);
        // In a main clause it counts from what was told before.
        let before = || {
            let sentence = (doc.token(at).sentence as usize).checked_sub(1)?;
            let mut tokens = doc.sentences()[sentence].clone();
            tokens.find(|&t| doc.head(t).is_none() && verb(&t))
        };
        let above = above.or_else(before)?;
        self.dated(doc, above, above, false, depth + 1).date
    }
}

/// The verb or act noun whose time an expression tells: the nearest word above it that is a verb, or
/// the noun it is the possessive of ("Tuesday's shelling").
fn owner(doc: &Document, timex: &Timex) -> usize {
    let head = timex
        .tokens
        .clone()
        .find(|&t| doc.head(t).is_none_or(|head| !timex.tokens.contains(&head)))
        .unwrap_or(timex.tokens.start);
    let mut at = head;
    if matches!(
        doc.token(head).dep,
        Dep::Poss | Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Nummod
    ) && let Some(noun) = doc.head(head)
    {
        // "On Wednesday *night*" is a time as "on Wednesday" is.
        if !words::is_part_of_day(doc.lemma(noun)) {
            return noun;
        }
        at = noun;
    }
    for _ in 0..MAX_CLIMB {
        let Some(above) = doc.head(at) else { return at };
        // "a visit *starting* April 29": the participle is a preposition, the time the visit's.
        if doc.token(above).tag == Tag::VBG
            && matches!(doc.token(above).dep, Dep::Acl | Dep::Prep | Dep::Advcl)
            && matches!(doc.lemma(above), "start" | "begin" | "commence")
            && let Some(started) = doc.head(above)
        {
            return match doc.token(started).pos {
                Pos::VERB | Pos::AUX => started,
                _ => noun_or_verb(doc, started),
            };
        }
        // "the August 2008 conflict", "talks on Tuesday": a noun may own its time.
        if matches!(doc.token(above).pos, Pos::VERB | Pos::AUX) {
            return above;
        }
        // "recognised the annexation *of 1981*": what is of a year is no verb's.
        if doc.head(head) == Some(at) && doc.token(at).pos == Pos::ADP && doc.word(at) == "of" {
            return above;
        }
        let prepositional = doc.token(at).pos == Pos::ADP && doc.token(above).pos == Pos::NOUN;
        if prepositional && !matches!(doc.token(above).dep, Dep::Pobj | Dep::Npadvmod) {
            return noun_or_verb(doc, above);
        }
        at = above;
    }
    at
}

/// An object's time is its verb's: "held talks on Tuesday" dates the holding.
fn noun_or_verb(doc: &Document, noun: usize) -> usize {
    match doc.head(noun) {
        Some(verb)
            if matches!(
                doc.token(noun).dep,
                Dep::Dobj | Dep::Attr | Dep::Nsubj | Dep::Nsubjpass
            ) && matches!(doc.token(verb).pos, Pos::VERB | Pos::AUX) =>
        {
            verb
        }
        _ => noun,
    }
}

/// "had rejected", "had been seized".
fn is_past_perfect(doc: &Document, verb: usize) -> bool {
    doc.token(verb).tag == Tag::VBN
        && doc
            .children(verb)
            .any(|c| doc.token(c).dep == Dep::Aux && matches!(doc.word(c), "had" | "'d" | "Had"))
}

/// "The ministry *said* it *had expelled* two diplomats": the tense of what is reported, not of what is long past.
fn is_shifted_back(doc: &Document, cues: &Cues, verb: usize) -> bool {
    doc.token(verb).dep == Dep::Ccomp
        && doc.head(verb).is_some_and(|say| {
            doc.token(say).dep == Dep::Root
                && doc.token(say).tag == Tag::VBD
                && cues.shifts_tense(doc.lemma(say))
        })
}

/// "having completed".
fn is_perfect_participle(doc: &Document, verb: usize) -> bool {
    doc.token(verb).tag == Tag::VBN
        && doc
            .children(verb)
            .any(|c| doc.token(c).dep == Dep::Aux && doc.word(c).eq_ignore_ascii_case("having"))
}

fn is_future(doc: &Document, verb: usize) -> bool {
    doc.children(verb)
        .any(|c| doc.token(c).dep == Dep::Aux && matches!(doc.word(c), "will" | "shall" | "'ll"))
}

/// Whether what the clause of `above` dates is what `carrier` tells: "*is due* in Riga *on Thursday*", "is expected on
/// Friday to *sign*".
fn is_shared_ahead(doc: &Document, carrier: usize, above: usize) -> bool {
    let present = |t: usize| matches!(doc.token(t).tag, Tag::VBZ | Tag::VBP);
    match doc.token(carrier).dep {
        Dep::Acomp => present(above),
        Dep::Xcomp => {
            present(above) && doc.lemma(above) == "be"
                || doc.child(above, Dep::Auxpass).is_some_and(present)
        }
        _ => false,
    }
}

/// The verb whose time the clause of `carrier` shares, if any.
fn shared(doc: &Document, carrier: usize) -> Option<usize> {
    let head = doc.head(carrier)?;
    match doc.token(carrier).dep {
        Dep::Conj | Dep::Xcomp | Dep::Ccomp | Dep::Advcl | Dep::Parataxis => Some(head),
        Dep::Acl => doc
            .ancestors(carrier)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX)),
        Dep::Pcomp => doc.head(head),
        // "On a trip to Japan, he resigned on Sunday": what goes on meanwhile is of that day.
        Dep::Pobj if matches!(doc.word(head), "on" | "On" | "during" | "During") => doc
            .ancestors(head)
            .take(2)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX)),
        // "said on Tuesday it was ready": the adjective's time is its verb's.
        Dep::Acomp if matches!(doc.token(head).pos, Pos::VERB | Pos::AUX) => Some(head),
        Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr
            if matches!(doc.token(head).pos, Pos::VERB | Pos::AUX) =>
        {
            // "rejected an offer by …": the noun act is no newer than the verb's.
            Some(head)
        }
        _ => None,
    }
}
