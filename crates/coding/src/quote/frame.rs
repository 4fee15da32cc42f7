//! What all parts of finding quotations look up in one document.

use std::ops::Range;

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::cue::{self, Cue};
use super::marks::{self, Marked};
use super::reported::{self, Reported};
use super::stretch;
use super::things;
use super::voice;
use crate::analysis::Analysis;

/// Marks, cues and reported words of a document, found once.
pub(super) struct Frame<'a> {
    pub doc: &'a Document,
    pub lexicon: &'a Cues,
    pub marked: Vec<Marked>,
    /// In text order.
    pub cues: Vec<Cue>,
    pub reported: Vec<Reported>,
    /// For each token, the index + 1 of the cue at it.
    cue_at: Vec<u32>,
    /// For each token, its paragraph.
    paragraphs: Vec<u32>,
    /// For each token, how many reports it stands in.
    reports: Vec<u8>,
    /// For each cue, its reports in `reported`.
    of_cue: Vec<Range<usize>>,
    /// For each cue, whether what speaks is a thing: "the prices", "the vote".
    of_thing: Vec<bool>,
}

impl<'a> Frame<'a> {
    pub fn new(analysis: &Analysis<'a>) -> Self {
        let doc = analysis.doc;
        let lexicon = &analysis.lexicon.cues;
        let marked = marks::find(doc);
        let cues = cue::find(doc, lexicon);
        let mut reported = reported::find(doc, lexicon, &cues);
        let body = after_dateline(analysis);
        let mut cues = cues;
        for report in &mut reported {
            let cue = &mut cues[report.cue];
            let unnamed = cue
                .speaker
                .is_none_or(|speaker| report.content.contains(&speaker));
            if unnamed && report.content.end <= cue.token {
                take_speaker(doc, cue, report);
            }
            report.content.end = stretch::end_at_speaker(doc, cue, &report.content);
            if report.content.start < body && body < report.content.end {
                report.content.start = body;
            }
        }
        let of_thing = cues
            .iter()
            .map(|cue| {
                cue.speaker
                    .is_some_and(|head| things::is_thing(analysis, head))
            })
            .collect();
        let mut cue_at = vec![0; doc.len()];
        let mut of_cue = vec![0..0; cues.len()];
        for (index, cue) in cues.iter().enumerate() {
            cue_at[cue.token] = index as u32 + 1;
        }
        let mut reports = vec![0u8; doc.len()];
        for (index, report) in reported.iter().enumerate() {
            let own: &mut Range<usize> = &mut of_cue[report.cue];
            if own.start == own.end {
                *own = index..index + 1;
            } else {
                own.end = index + 1;
            }
            for token in report.content.clone() {
                reports[token] = reports[token].saturating_add(1);
            }
        }
        let mut paragraphs = vec![0; doc.len()];
        for (number, paragraph) in doc.paragraphs().iter().enumerate() {
            paragraphs[paragraph.clone()].fill(number as u32);
        }
        Self {
            doc,
            lexicon,
            marked,
            cues,
            reported,
            cue_at,
            paragraphs,
            reports,
            of_cue,
            of_thing,
        }
    }

    /// The cue at `token`.
    pub fn cue_at(&self, token: usize) -> Option<usize> {
        (*self.cue_at.get(token)? as usize).checked_sub(1)
    }

    /// The cues whose token lies in `range`.
    pub fn cues_in(&self, range: Range<usize>) -> impl Iterator<Item = (usize, &Cue)> {
        let first = self.cues.partition_point(|cue| cue.token < range.start);
        self.cues[first..]
            .iter()
            .take_while(move |cue| cue.token < range.end)
            .enumerate()
            .map(move |(offset, cue)| (first + offset, cue))
    }

    /// The words of a cue with its particle: "pointed out", "according to".
    pub fn cue_words(&self, cue: usize) -> Range<usize> {
        let token = self.cues[cue].token;
        let next = token + 1;
        let source = self.cues[cue].is_source && self.doc.token(token).pos == Pos::ADP;
        if source && let Some(noun) = self.doc.child(token, Dep::Pobj) {
            return token..noun + 1;
        }
        let particle = next < self.doc.len()
            && self.doc.token(next).head as usize == token
            && (self.doc.token(next).dep == Dep::Prt || self.cues[cue].is_source);
        token..next + usize::from(particle)
    }

    /// The number of the paragraph of `token`.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs
            .get(token.min(self.paragraphs.len().saturating_sub(1)))
            .map_or(0, |&number| number as usize)
    }

    /// One past the last token of the paragraph of `token`.
    pub fn paragraph_end(&self, token: usize) -> usize {
        self.doc
            .paragraphs()
            .get(self.paragraph_of(token))
            .map_or(self.doc.len(), |paragraph| paragraph.end)
    }

    /// The first token of the sentence of `token`.
    pub fn sentence_start(&self, token: usize) -> usize {
        self.doc
            .sentences()
            .get(self.doc.token(token).sentence as usize)
            .map_or(0, |sentence| sentence.start)
    }

    /// The sentence of `token`.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let number = self.doc.token(token).sentence as usize;
        let whole = token..token + 1;
        self.doc.sentences().get(number).cloned().unwrap_or(whole)
    }

    /// What `cue` reports.
    pub fn reports_of(&self, cue: usize) -> &[Reported] {
        &self.reported[self.of_cue[cue].clone()]
    }

    /// Whether `token` stands in reported words.
    pub fn is_reported(&self, token: usize) -> bool {
        self.reports.get(token).is_some_and(|&count| count > 0)
    }

    /// The reported words of `cue` that hold the larger part of `inner`.
    pub fn reported_around(&self, inner: &Range<usize>, cue: usize) -> Option<&Reported> {
        self.reported[self.of_cue[cue].clone()]
            .iter()
            .find(|report| {
                let start = report.content.start.max(inner.start);
                let end = report.content.end.min(inner.end);
                end > start && (end - start) * 2 > inner.len()
            })
    }

    /// The report that opens a stretch without a closing mark and whose cue stands in it.
    pub fn reported_at_head_of(&self, marked: &Marked) -> Option<&Reported> {
        self.cues_in(marked.inner.clone())
            .flat_map(|(index, _)| &self.reported[self.of_cue[index].clone()])
            .find(|report| {
                report.cue_follows
                    && (marked.inner.start..=marked.inner.start + 1).contains(&report.content.start)
            })
    }

    /// `content` with the whole of the marked stretches that it cuts in two.
    pub fn whole_marks(&self, mut content: Range<usize>) -> Range<usize> {
        let first = self
            .marked
            .partition_point(|marked| marked.outer.end <= content.start);
        for marked in &self.marked[first..] {
            if marked.outer.start >= content.end {
                break;
            }
            let inside = marked.inner.start.max(content.start)..marked.inner.end.min(content.end);
            if inside.start >= inside.end || inside.len() * 2 < marked.inner.len() {
                continue;
            }
            let alone = content.start >= marked.outer.start && content.end <= marked.outer.end;
            if !alone {
                content.start = content.start.min(marked.outer.start);
                content.end = content.end.max(marked.outer.end);
            }
        }
        content
    }

    /// Whether `content` holds several words between marks that are no quotation of their own.
    pub fn has_loose_marks(&self, content: &Range<usize>, found: &[super::Found]) -> bool {
        let first = self
            .marked
            .partition_point(|marked| marked.outer.start < content.start);
        self.marked[first..]
            .iter()
            .enumerate()
            .take_while(|(_, marked)| marked.outer.end <= content.end)
            .any(|(offset, marked)| {
                marked.inner.len() > 1
                    && !found
                        .iter()
                        .any(|quote| quote.marked == Some(first + offset))
            })
    }

    /// For each token whether it stands between quotation marks.
    pub fn inside_marks(&self) -> Vec<bool> {
        let mut inside = vec![false; self.doc.len()];
        for marked in &self.marked {
            inside[marked.inner.clone()].fill(true);
        }
        inside
    }

    /// Whether what a cue is said of is a thing amid somebody's report: "he said *the prices offered* “a chance”".
    pub fn is_of_told_thing(&self, cue: usize) -> bool {
        self.of_thing[cue] && self.is_reported(self.cues[cue].token)
    }

    pub fn is_punctuation(&self, token: usize) -> bool {
        self.doc.token(token).dep == Dep::Punct
    }

    /// The nearest cue of speaking before `token` that has a speaker: where, who, which cue.
    pub fn last_voice_before(&self, token: usize) -> Option<(usize, usize, usize)> {
        let end = self.cues.partition_point(|cue| cue.token < token);
        self.cues[..end]
            .iter()
            .enumerate()
            .rev()
            .take(8)
            .find_map(|(index, cue)| {
                let speaks = matches!(
                    cue.kind,
                    CueKind::Say | CueKind::Demand | CueKind::Judge | CueKind::Manner
                );
                let main = matches!(
                    self.doc.token(cue.token).dep,
                    Dep::Root | Dep::Conj | Dep::Parataxis | Dep::Ccomp | Dep::Prep
                );
                // "Hale said, *according to a paper*": Hale speaks.
                let of_another = cue.is_source
                    && self
                        .doc
                        .head(cue.token)
                        .and_then(|verb| self.cue_at(verb))
                        .is_some_and(|verb| self.cues[verb].speaker.is_some());
                if !(speaks && main)
                    || of_another
                    || self.is_quoted(cue.token)
                    || self.is_reported(cue.token)
                    || self.of_thing[index]
                {
                    return None;
                }
                cue.speaker.map(|speaker| (cue.token, speaker, index))
            })
    }

    /// Whether a cue without a speaker opens a sentence that goes on with what was said before: "*Adding*, “It is …”".
    pub fn goes_on(&self, cue: usize) -> bool {
        let cue = &self.cues[cue];
        cue.speaker.is_none()
            && self.doc.token(cue.token).tag == Tag::VBG
            && self.sentence_start(cue.token) == cue.token
    }

    pub fn is_quoted(&self, token: usize) -> bool {
        let next = self
            .marked
            .partition_point(|marked| marked.inner.start <= token);
        next > 0 && self.marked[next - 1].inner.contains(&token)
    }
}

/// "…, its security minister, Gilad Erdan, said", "…, the official, who asked not to be named, said": a speaker that the
/// parser took into what is said.
fn take_speaker(doc: &Document, cue: &mut Cue, report: &mut Reported) {
    if let Some((name, comma)) = described_speaker(doc, cue.token, report) {
        cue.speaker = Some(name);
        report.content.end = report.content.end.min(comma);
        return;
    }
    let nominal = |token: usize| {
        matches!(
            doc.token(token).pos,
            Pos::NOUN | Pos::PROPN | Pos::ADJ | Pos::DET | Pos::PART | Pos::ADP
        ) || matches!(
            doc.word(token),
            "," | "-" | "'s" | "\u{2019}s" | "<" | ">" | "(" | ")"
        ) || doc.token(token).tag == Tag::PRPS
            || matches!(doc.word(token), "and" | "&")
                && token + 1 < doc.len()
                && doc.token(token - 1).pos == Pos::PROPN
                && doc.token(token + 1).pos == Pos::PROPN
    };
    let first = (report.content.start..cue.token)
        .rev()
        .take(18)
        .take_while(|&token| nominal(token))
        .last();
    let Some(comma) =
        first.and_then(|first| (first..cue.token - 1).find(|&token| doc.word(token) == ","))
    else {
        return;
    };
    // "at schools in Kasama, *Japan*, the council said": the state behind a town is none of the speaker.
    let comma = doc
        .entities()
        .iter()
        .find(|entity| entity.kind == EntityType::GPE && entity.tokens.start == comma + 1)
        .map(|entity| entity.tokens.end)
        .filter(|&next| {
            next + 1 < cue.token
                && doc.word(next) == ","
                && comma > 0
                && doc.token(comma - 1).pos == Pos::PROPN
        })
        .unwrap_or(comma);
    let name = (comma + 1..cue.token)
        .rev()
        .find(|&token| matches!(doc.token(token).pos, Pos::PROPN | Pos::NOUN));
    if let Some(name) = name
        && comma > report.content.start
    {
        cue.speaker = Some(voice::before_ticker(doc, name));
        report.content.end = report.content.end.min(comma);
    }
}

/// A noun with a clause about it, between commas right before the verb `cue`: the noun, and the comma before it.
fn described_speaker(doc: &Document, cue: usize, report: &Reported) -> Option<(usize, usize)> {
    let last = cue.checked_sub(1).filter(|&last| doc.word(last) == ",")?;
    let clause = (report.content.start..last).rev().find(|&token| {
        doc.token(token).dep == Dep::Relcl && (last..=cue).contains(&doc.subtree(token).end)
    })?;
    let who = doc.subtree(clause).start;
    let name = doc.head(clause).filter(|&name| {
        name < who && matches!(doc.word(who), "who" | "which" | "whose") && doc.word(who - 1) == ","
    })?;
    let start = (report.content.start..=name)
        .find(|&token| token == name || doc.head(token) == Some(name) && token < name)?;
    let comma = start
        .checked_sub(1)
        .filter(|&comma| doc.word(comma) == ",")?;
    (comma > report.content.start).then_some((name, comma))
}

/// The first token after the dateline.
fn after_dateline(analysis: &Analysis<'_>) -> usize {
    let Some(dateline) = &analysis.article.dateline else {
        return 0;
    };
    analysis
        .doc
        .tokens()
        .partition_point(|token| token.start < dateline.span.end)
}
