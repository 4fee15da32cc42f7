//! Quotations: who said what, word for word or in the paper's words.

mod around;
mod attitude;
mod chain;
mod cue;
mod doubt;
mod extent;
mod frame;
mod full_names;
mod home;
mod joint;
mod marked;
mod marks;
mod mixed;
mod naming;
mod recall;
mod reported;
mod several;
mod side;
mod speaker;
mod speech;
mod stretch;
mod subjects;
mod things;
mod trim;
mod turns;
mod unsaid;
mod voice;
mod whole;

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::cues::CueKind;
use detente_syntax::{Dep, Pos};

use crate::analysis::Analysis;
use crate::identity;
use crate::record::{self, Quote, QuoteKind, Speaker};

use frame::Frame;

pub use attitude::find as attitudes;
pub use marks::Marked;
pub(crate) use marks::find as marked_stretches;
pub use speech::{Speech, settle_speakers};
pub use whole::whole;

/// A quotation in token indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteSpan {
    /// What is said, without outer marks, `that`, and closing comma or stop.
    pub content: Range<usize>,
    /// The words that introduce it.
    pub cue: Option<Range<usize>>,
    /// The head of the phrase that names the speaker; ask the mentions whom it means.
    pub speaker: Option<usize>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The heads of those through whom it comes, the outermost first.
    pub chain: Vec<usize>,
    /// The stretch from the first to the last of the parts it is one of, where its cue splits it.
    pub whole: Option<Range<usize>>,
}

/// A quotation before it is told apart from its neighbours.
#[derive(Debug, Clone)]
struct Found {
    content: Range<usize>,
    kind: QuoteKind,
    /// Index of the cue.
    cue: Option<usize>,
    /// Head of the speaker's phrase.
    speaker: Option<usize>,
    /// Index of the stretch between marks it was found by.
    marked: Option<usize>,
}

/// All quotations of an article in text order, as token ranges.
pub fn spans(analysis: &Analysis<'_>) -> Vec<QuoteSpan> {
    let frame = Frame::new(analysis);
    let mut found: Vec<Found> = Vec::new();
    for index in 0..frame.marked.len() {
        if let Some(quote) = marked::attribute(&frame, index) {
            found.push(quote);
        }
    }
    carry(analysis, &frame, &mut found);
    let mut all = join(analysis, &frame, found);
    add_reported(analysis, &frame, &mut all);
    all.sort_by_key(|quote| (quote.content.end, quote.content.start));
    let turns = turns::find(analysis, &frame, &all);
    all.extend(turns);
    all.sort_by_key(|quote| (quote.content.start, std::cmp::Reverse(quote.content.end)));
    all.dedup_by(|later, earlier| later.content == earlier.content);
    let wholes = whole::wholes(&frame, &all);
    all.into_iter()
        .zip(wholes)
        .map(|(quote, whole)| QuoteSpan {
            content: quote.content,
            chain: quote
                .cue
                .map(|cue| chain::tellers(&frame, cue))
                .unwrap_or_default(),
            cue: quote.cue.map(|cue| frame.cue_words(cue)),
            speaker: quote.speaker,
            kind: quote.kind,
            whole,
        })
        .collect()
}

/// All quotations of an article as records.
pub fn find(analysis: &Analysis<'_>) -> Vec<Quote> {
    records(analysis, &spans(analysis))
}

/// The records of quotations found by [`spans`].
pub fn records(analysis: &Analysis<'_>, spans: &[QuoteSpan]) -> Vec<Quote> {
    let mut last_person: Option<Speaker> = None;
    let mut last_body: Option<Speaker> = None;
    let mut names = naming::Names::default();
    spans
        .iter()
        .map(|quote| {
            let bytes = analysis.bytes(quote.content.clone());
            let span = analysis.points.span(bytes);
            let mut speaker = quote.speaker.map(|head| speaker::record(analysis, head));
            if let Some(speaker) = &mut speaker {
                if let Some(head) = quote.speaker {
                    names.complete(analysis, head, speaker);
                }
                speaker::borrow_name(analysis, speaker, last_person.as_ref());
                if let Some(head) = quote.speaker {
                    speaker::borrow_body(analysis, head, speaker, &mut last_body);
                }
                if quote
                    .speaker
                    .is_none_or(|head| !things::is_told_by_papers(analysis, head))
                {
                    last_person = Some(speaker.clone());
                }
                if let Some(head) = quote.speaker {
                    joint::join(analysis, head, speaker, &mut names);
                }
            }
            let cue = quote.cue.clone().map(|cue| {
                let span = analysis.points.span(analysis.bytes(cue.clone()));
                let text = analysis.doc.span_text(cue).to_owned();
                record::Cue {
                    text,
                    start: span.start,
                    end: span.end,
                }
            });
            let anchor = quote
                .cue
                .as_ref()
                .map_or(quote.content.start, |cue| cue.start);
            let framed = quote.content.start.min(anchor)..quote.content.end.max(anchor + 1);
            let (forums, agreements) = analysis.frames_of(framed);
            Quote {
                id: identity::hash(&[
                    "quote",
                    &analysis.article.id,
                    &format!("{}-{}", span.start, span.end),
                ]),
                article: analysis.article.id.clone(),
                start: span.start,
                end: span.end,
                content: analysis.doc.span_text(quote.content.clone()).to_owned(),
                kind: quote.kind,
                cue,
                speaker,
                chain: chain::record(analysis, &quote.chain),
                part_of: quote.whole.clone().map(|whole| {
                    let span = analysis.points.span(analysis.bytes(whole));
                    whole::record(&analysis.article.id, span)
                }),
                issues: crate::position::issue_ids(analysis, quote.content.clone()),
                forums,
                agreements,
                date: statement_date(analysis, anchor),
            }
        })
        .collect()
}

/// When the words that `cue` introduces were said.
pub fn statement_date(analysis: &Analysis<'_>, cue: usize) -> Option<PartialDate> {
    if cue >= analysis.doc.len() {
        return analysis.published();
    }
    analysis
        .dates
        .of_act(analysis, cue, cue, false)
        .date
        .filter(|&date| !is_to_come(Some(date), analysis.published()))
        .or_else(|| analysis.published())
}

/// Whether a date lies wholly after the article's: what has been said was not said then, but may tell of it.
pub fn is_to_come(date: Option<PartialDate>, published: Option<PartialDate>) -> bool {
    let last = published.and_then(PartialDate::last_day);
    date.and_then(PartialDate::first_day)
        .zip(last)
        .is_some_and(|(first, last)| first > last)
}

/// Gives quotations without a cue the speaker of the words before them.
fn carry(analysis: &Analysis<'_>, frame: &Frame<'_>, found: &mut Vec<Found>) {
    let mut last: Option<(usize, Option<usize>, Option<usize>)> = None;
    for quote in found.iter_mut() {
        let start = quote.content.start;
        let adds = quote.cue.is_some_and(|cue| frame.goes_on(cue));
        if quote.speaker.is_none()
            && (quote.cue.is_none() || adds)
            && !is_in_another_sentence(frame, quote)
        {
            let heard = frame.last_voice_before(start);
            let spoken = last.filter(|(at, ..)| heard.is_none_or(|(voice, ..)| voice <= *at));
            let near = |at: usize| {
                frame
                    .paragraph_of(start)
                    .saturating_sub(frame.paragraph_of(at))
                    <= 1
            };
            let (speaker, cue) = match (spoken, heard) {
                _ if acts_before(analysis, frame, quote).is_some() => {
                    (acts_before(analysis, frame, quote), None)
                }
                (Some((at, speaker, cue)), _) if near(at) => (speaker, cue),
                (_, Some((at, speaker, _))) if near(at) => (Some(speaker), None),
                _ => (
                    speaker::subject_before(analysis.doc, start).filter(|&subject| {
                        !frame.is_quoted(subject) && things::may_be_heard(analysis, subject)
                    }),
                    None,
                ),
            };
            let same_paragraph =
                last.is_some_and(|(at, ..)| frame.paragraph_of(at) == frame.paragraph_of(start));
            quote.speaker = speaker;
            quote.cue = quote.cue.or(cue.filter(|_| same_paragraph));
        }
        if quote.speaker.is_some() {
            last = Some((quote.content.end, quote.speaker, quote.cue));
        }
    }
    // A fragment of a clause that nobody is known to have said is no quotation: "is called “front-running”".
    found.retain(|quote| {
        !is_own_voice(frame, quote) && quote.speaker.is_some()
            || quote.kind == QuoteKind::Direct
                && (quote.cue.is_some()
                    || quote.content.len() >= 6 && !is_in_another_sentence(frame, quote))
    });
}

/// Whether the article's own writer judges between marks: "we called it “a find”".
fn is_own_voice(frame: &Frame<'_>, quote: &Found) -> bool {
    quote.kind == QuoteKind::Mixed
        && quote.speaker.is_some_and(|speaker| {
            matches!(&*frame.doc.word(speaker).to_lowercase(), "i" | "we")
                && !frame.is_quoted(speaker)
        })
}

/// The person of whom the sentence right before words without a cue tells something, in the same paragraph: "*Hale*
/// shook her head. “He is right.”"
fn acts_before(analysis: &Analysis<'_>, frame: &Frame<'_>, quote: &Found) -> Option<usize> {
    let doc = analysis.doc;
    let start = quote.marked.map(|index| frame.marked[index].outer.start)?;
    let before = start.checked_sub(1)?;
    if quote.cue.is_some()
        || frame.paragraph_of(before) != frame.paragraph_of(start)
        || frame.sentence_start(start) != start
        || frame.is_quoted(before)
    {
        return None;
    }
    let sentence = frame.sentence(before);
    let plain = !sentence
        .clone()
        .any(|token| frame.is_quoted(token) || frame.cue_at(token).is_some());
    let subject = crate::tree::root_subject(doc, sentence.clone())?;
    let named = analysis
        .mentions
        .headed_by(subject)
        .is_some_and(|mention| mention.is_person && doc.token(subject).pos == Pos::PROPN);
    (plain && named).then_some(subject)
}

/// Whether words that no cue introduces stand amid a sentence of the paper's own: "so they are guilty, and “they
/// deserved it”".
fn is_in_another_sentence(frame: &Frame<'_>, quote: &Found) -> bool {
    let Some(marked) = quote.marked.map(|index| &frame.marked[index]) else {
        return false;
    };
    let first = frame.sentence_start(marked.outer.start);
    let own = first + 1 < marked.outer.start
        && (first..marked.outer.start)
            .any(|token| matches!(frame.doc.token(token).dep, Dep::Nsubj | Dep::Nsubjpass))
        && frame.doc.word(marked.outer.start - 1) != ":";
    let goes_on = frame
        .doc
        .word(quote.content.start)
        .starts_with(char::is_lowercase);
    own && goes_on && !marked.continues
}

/// Joins direct quotations that follow each other with nothing between but marks.
fn join(analysis: &Analysis<'_>, frame: &Frame<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::new();
    for quote in found {
        if let Some(last) = joined.last_mut() {
            if quote.content.start < last.content.end {
                // Two marked parts of one report.
                if last.content.start <= quote.content.start
                    && quote.content.end <= last.content.end
                {
                    continue;
                }
            } else if let (Some(a), Some(b)) = (last.marked, quote.marked)
                && last.kind == QuoteKind::Direct
                && quote.kind == QuoteKind::Direct
                && b == a + 1
                && frame.marked[a].outer.end == frame.marked[b].outer.start
                && match (last.speaker, quote.speaker) {
                    (Some(a), Some(b)) => speaker::same(analysis, a, b),
                    (a, b) => a.is_none() || b.is_none(),
                }
            {
                last.content.end = quote.content.end;
                last.marked = quote.marked;
                last.speaker = last.speaker.or(quote.speaker);
                last.cue = last.cue.or(quote.cue);
                continue;
            }
        }
        joined.push(quote);
    }
    joined
}

/// Adds the reported words that no marked ones stand for.
fn add_reported(analysis: &Analysis<'_>, frame: &Frame<'_>, all: &mut Vec<Found>) {
    let quoted = frame.inside_marks();
    let mut indirect = Vec::new();
    for reported in &frame.reported {
        let cue = &frame.cues[reported.cue];
        // What is told inside a quotation is the speaker's business.
        if quoted[cue.token]
            || reported
                .content
                .clone()
                .all(|token| quoted[token] || frame.is_punctuation(token))
        {
            continue;
        }
        let overlaps = |quote: &Found| {
            quote.content.start < reported.content.end && reported.content.start < quote.content.end
        };
        let taken = all
            .iter()
            .skip(first_after(all, reported.content.start))
            .take(4)
            .any(|quote| {
                overlaps(quote)
                    && (quote.cue == Some(reported.cue)
                        || quote.kind == QuoteKind::Direct
                            && quote.content.len() * 2 > reported.content.len())
            });
        // "The minister said he believed that …" is one speaker's report, told once.
        let own = cue.speaker.is_some_and(|speaker| {
            chain::tellers(frame, reported.cue)
                .into_iter()
                .any(|teller| {
                    speaker::same(analysis, speaker, teller)
                        || matches!(
                            analysis.doc.lemma(speaker),
                            "he" | "she" | "it" | "they" | "I" | "we"
                        )
                })
        });
        // "I hope we get to see more", "in our view": the article's own voice.
        let author = cue.speaker.is_some_and(|speaker| {
            matches!(
                &*analysis.doc.word(speaker).to_ascii_lowercase(),
                "i" | "we" | "you" | "me" | "us" | "my" | "our" | "your"
            )
        });
        // "The graph shows that", "experience showed that": what is seen in a thing nobody says.
        let seen = cue.speaker.is_some_and(|speaker| match cue.kind {
            CueKind::Show => !things::may_show(analysis, speaker),
            // "History says that"
            CueKind::Say => !reported.cue_follows && things::is_idea(analysis.doc, speaker),
            _ => false,
        });
        // "…," said *Jens Hale, an economist who leads the fund*: the words behind the verb are those for who speaks.
        let speaks = cue
            .speaker
            .is_some_and(|speaker| reported.content.contains(&speaker));
        let in_passing = all.iter().any(|quote| {
            quote.cue == Some(reported.cue) && is_in_passing(frame, quote, &reported.content)
        });
        if taken || own || author || seen || speaks || in_passing || cue.speaker.is_none() {
            continue;
        }
        let kind = if frame.has_loose_marks(&reported.content, all) {
            QuoteKind::Mixed
        } else {
            QuoteKind::Indirect
        };
        indirect.push(Found {
            content: reported.content.clone(),
            kind,
            cue: Some(reported.cue),
            speaker: cue.speaker,
            marked: None,
        });
    }
    all.extend(indirect);
}

/// Whether words between marks stand with their cue between two dashes, so that the sentence around them is the paper's
/// own: "neither was moved – “born rich,” Hale said – and *both stayed away*".
fn is_in_passing(frame: &Frame<'_>, quote: &Found, around: &Range<usize>) -> bool {
    let doc = frame.doc;
    let dash = |token: usize| matches!(doc.word(token), "-" | "--" | "\u{2013}" | "\u{2014}");
    let (Some(marked), Some(cue)) = (quote.marked, quote.cue) else {
        return false;
    };
    let outer = &frame.marked[marked].outer;
    let end = frame.cues[cue].token.max(outer.end);
    let closes = (end..doc.len())
        .take(8)
        .take_while(|&token| frame.sentence_start(token) == frame.sentence_start(end))
        .any(dash);
    let opens = outer.start > 0 && dash(outer.start - 1);
    opens && closes && (around.end <= outer.start || around.start >= end)
}

/// The first quotation that may overlap what starts at `token`; they stand in text order.
fn first_after(all: &[Found], token: usize) -> usize {
    all.partition_point(|quote| quote.content.end <= token)
}
